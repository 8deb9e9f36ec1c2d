from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from recovery import base64url
from recovery.flows import our_site, ways_in
from recovery.flows.backup_files import Method
from recovery.flows.ways_in import WayIn
from recovery.models import Wallet
from recovery.pages import cloud_keys
from recovery.pages.people import HolderRequest, for_holder, page_data, passkey_list
from recovery.pages.pins import PAD
from recovery.pages.reach import may_connect_to
from recovery.pages.wallets import find
from recovery.pages.way_state import TESTED_AS


@require_safe
@for_holder
def practise(request: HolderRequest, wallet_id: uuid.UUID, slot_id: str) -> HttpResponse:
    """Test one way in: it opens the wallet in the browser as in a recovery, and keeps nothing."""
    wallet = find(request, wallet_id)
    way = _find_way(wallet, slot_id)
    is_key = way.slot.method == Method.CLOUD_KEY
    place = cloud_keys.place_of(way.slot) if is_key else None
    data = page_data(
        our_site.relying_party(),
        wid=base64url.encode(bytes(wallet.wid)),
        kind=TESTED_AS[way.slot.method],
        slot=way.slot.id,
        # The very one that is tested, so that no other one answers for it.
        passkeys=passkey_list([way.passkey] if way.passkey else []),
        workers={"argon2": static("js/workers/argon2.js")},
        place=place,
        wanted=cloud_keys.account_of(way.slot) if is_key else None,
    )
    context = {
        "wallet": wallet,
        "way": way,
        "kind": TESTED_AS[way.slot.method],
        "pad": PAD,
        "place": place,
        "page_data": data,
    }
    response = render(request, "recovery/practice.html", context)
    return may_connect_to(response, place["api"]) if place else response


def _find_way(wallet: Wallet, slot_id: str) -> WayIn:
    ways = ways_in.of(wallet) or []
    found = next((way for way in ways if way.slot.id == slot_id and way.is_usable), None)
    if found is None:
        raise Http404
    return found
