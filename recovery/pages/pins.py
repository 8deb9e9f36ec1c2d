from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from recovery.flows import our_site, policy, release, ways_in
from recovery.flows.backup_files import Method
from recovery.pages import way_state
from recovery.pages.offers import only_where_offered
from recovery.pages.people import SOME_ID, HolderRequest, for_holder, page_data
from recovery.pages.wallets import find, passkeys_of, wallet_data

# What the keys of a number pad say; the empty one is a gap.
PAD = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "⌫")


@require_safe
@for_holder
@only_where_offered(Method.PIN)
def set_up(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Let a PIN into a wallet, or put a new one in place of the old."""
    wallet = find(request, wallet_id)
    data = page_data(
        our_site.relying_party(),
        **wallet_data(wallet),
        workers={"argon2": static("js/workers/argon2.js")},
        passkeys=passkeys_of(request.holder),
        least_digits=policy.of(request.holder.relying_party).pin_digits,
    )
    pins = [way for way in ways_in.of(wallet) or [] if way.slot.method == Method.PIN]
    context = {
        "wallet": wallet,
        "has_one": bool(pins),
        "test_url": way_state.test_url(wallet, pins[0]) if pins else "",
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
        **wallet_data(wallet),
        workers={"argon2": static("js/workers/argon2.js")},
        wallet_url=reverse("wallet", args=[SOME_ID]),
    )
    context = {"wallet": wallet, "pad": PAD, "page_data": data}
    return render(request, "recovery/recover_wallet_pin.html", context)
