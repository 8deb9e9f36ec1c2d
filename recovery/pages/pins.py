from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from recovery import base64url
from recovery.flows import our_site, policy, release, ways_in
from recovery.flows.backup_files import Method
from recovery.models import Wallet
from recovery.pages.offers import only_where_offered
from recovery.pages.people import SOME_ID, HolderRequest, for_holder, page_data
from recovery.pages.wallets import find, passkeys_of

# What the keys of a number pad say; the empty one is a gap.
PAD = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "⌫")


@require_safe
@for_holder
@only_where_offered(Method.PIN)
def set_up(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Let a PIN into a wallet, put a new one in place of the old, or try the one there is."""
    wallet = find(request, wallet_id)
    data = page_data(
        our_site.relying_party(),
        **_wallet_data(wallet),
        passkeys=passkeys_of(request.holder),
        least_digits=policy.of(request.holder.relying_party).pin_digits,
    )
    ways = ways_in.of(wallet) or []
    context = {
        "wallet": wallet,
        "has_one": any(way.slot.method == Method.PIN for way in ways),
        "pad": PAD,
        "least_digits": data["least_digits"],
        "page_data": data,
    }
    return render(request, "recovery/pin.html", context)


@require_safe
@for_holder
def choose_wallet(request: HolderRequest) -> HttpResponse:
    """Which wallet is to be opened with its PIN?"""
    wallets = release.wallets_for(holder=request.holder, method=Method.PIN)
    if len(wallets) == 1:
        return redirect("recover_wallet_pin", wallets[0].pk)
    return render(request, "recovery/recover_pin.html", {"wallets": wallets})


@require_safe
@for_holder
def recover(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Open one wallet on a new device with its PIN."""
    wallet = find(request, wallet_id)
    data = page_data(
        our_site.relying_party(),
        **_wallet_data(wallet),
        wallet_url=reverse("wallet", args=[SOME_ID]),
    )
    context = {"wallet": wallet, "pad": PAD, "page_data": data}
    return render(request, "recovery/recover_wallet_pin.html", context)


def _wallet_data(wallet: Wallet) -> dict[str, object]:
    return {
        "wid": base64url.encode(bytes(wallet.wid)),
        "name": wallet.name,
        "gen": wallet.generation,
        "workers": {"argon2": static("js/workers/argon2.js")},
    }
