from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recovery.flows import export, our_site
from recovery.pages.people import HolderRequest, for_holder, page_data
from recovery.pages.wallets import find, passkeys_of, wallet_data


@require_safe
@for_holder
def take_along(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Take a wallet's backup along as a file. The browser opens it once before it is handed out."""
    wallet = find(request, wallet_id)
    data = page_data(
        our_site.relying_party(),
        **wallet_data(wallet),
        passkeys=passkeys_of(request.holder),
    )
    context = {
        "wallet": wallet,
        "page_data": data,
        "kept_for_makers": wallet.share_pairs.exists(),
        "opens_without_us": export.opens_without_us(wallet),
    }
    return render(request, "recovery/take_along.html", context)
