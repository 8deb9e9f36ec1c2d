from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recovery.flows import our_site
from recovery.pages.people import HolderRequest, for_holder, page_data
from recovery.pages.wallets import find, passkeys_of, wallet_data


@require_safe
@for_holder
def write_down(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Write a wallet down by hand, as an extra layer. Everything happens in the browser."""
    wallet = find(request, wallet_id)
    data = page_data(
        our_site.relying_party(),
        **wallet_data(wallet),
        passkeys=passkeys_of(request.holder),
    )
    context = {"wallet": wallet, "page_data": data}
    return render(request, "recovery/by_hand.html", context)
