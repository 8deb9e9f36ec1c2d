from __future__ import annotations

import uuid

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from recovery.flows import our_site, policy, release, ways_in
from recovery.flows.backup_files import Method
from recovery.models import Wallet
from recovery.pages.offers import only_where_offered
from recovery.pages.people import SOME_ID, HolderRequest, for_holder, page_data
from recovery.pages.wallets import find, passkeys_of, wallet_data


@require_safe
@for_holder
@only_where_offered(Method.PASSWORD)
def set_up(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Let a password into a wallet, or put a new one in place of the old."""
    wallet = find(request, wallet_id)
    data = page_data(
        our_site.relying_party(),
        **wallet_data(wallet),
        passkeys=passkeys_of(request.holder),
        # What a stranger would try first.
        known=[request.holder.name, request.user.get_username(), wallet.name],
        workers={"argon2": static(_ARGON2), "strength": static("js/workers/strength.js")},
        least_score=policy.of(request.holder.relying_party).password_score,
        recover=settings.PUBLIC_ORIGIN + reverse("recover_password"),
    )
    context = {"wallet": wallet, "has_one": _has_password(wallet), "page_data": data}
    return render(request, "recovery/password.html", context)


@require_safe
@for_holder
def choose_wallet(request: HolderRequest) -> HttpResponse:
    """Which wallet is to be opened with its password?"""
    wallets = release.wallets_for(holder=request.holder, method=Method.PASSWORD)
    if len(wallets) == 1:
        return redirect("recover_wallet_password", wallets[0].pk)
    return render(request, "recovery/recover_password.html", {"wallets": wallets})


@require_safe
@for_holder
def recover(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Open one wallet on a new device with its password."""
    wallet = find(request, wallet_id)
    data = page_data(
        our_site.relying_party(),
        **wallet_data(wallet),
        wallet_url=reverse("wallet", args=[SOME_ID]),
        workers={"argon2": static(_ARGON2)},
    )
    context = {"wallet": wallet, "page_data": data}
    return render(request, "recovery/recover_wallet_password.html", context)


_ARGON2 = "js/workers/argon2.js"


def _has_password(wallet: Wallet) -> bool:
    ways = ways_in.of(wallet)
    return any(way.slot.method == Method.PASSWORD for way in ways or ())
