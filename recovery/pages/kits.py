from __future__ import annotations

import uuid

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from recovery.flows import our_site, release, ways_in
from recovery.flows.backup_files import Method
from recovery.models import Wallet
from recovery.pages.offers import only_where_offered
from recovery.pages.offline_tool import tool_sha256
from recovery.pages.people import HolderRequest, for_holder, page_data
from recovery.pages.wallets import find, passkeys_of, wallet_data


@require_safe
@for_holder
@only_where_offered(Method.KIT)
def make(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Make an emergency kit, or a new one in place of the old: a sheet of paper and a file."""
    wallet = find(request, wallet_id)
    context = {
        "wallet": wallet,
        "kits": _names(wallet),
        "page_data": _page_data(request, wallet),
        "service": settings.PUBLIC_ORIGIN,
        "recover_address": settings.PUBLIC_ORIGIN + reverse("recover_kit"),
        "offline_address": settings.PUBLIC_ORIGIN + reverse("offline_tool"),
        "sha256": tool_sha256(),
    }
    return render(request, "recovery/kit.html", context)


@require_safe
@for_holder
def check(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Is this kit still good? Nothing that is typed or chosen is sent."""
    wallet = find(request, wallet_id)
    context = {
        "wallet": wallet,
        "kits": _names(wallet),
        "page_data": _page_data(request, wallet),
    }
    return render(request, "recovery/kit_check.html", context)


@require_safe
@for_holder
def choose_wallet(request: HolderRequest) -> HttpResponse:
    """Which wallet is to be opened with its kit?"""
    wallets = release.wallets_for(holder=request.holder, method=Method.KIT)
    if len(wallets) == 1:
        return redirect("recover_wallet_kit", wallets[0].pk)
    return render(request, "recovery/recover_kit.html", {"wallets": wallets})


@require_safe
@for_holder
def recover(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Open one wallet on a new device with the sheet of its kit; the file is not needed."""
    wallet = find(request, wallet_id)
    context = {"wallet": wallet, "page_data": _page_data(request, wallet)}
    return render(request, "recovery/recover_wallet_kit.html", context)


def _page_data(request: HolderRequest, wallet: Wallet) -> dict[str, object]:
    return page_data(
        our_site.relying_party(),
        **wallet_data(wallet),
        passkeys=passkeys_of(request.holder),
    )


def _names(wallet: Wallet) -> list[str]:
    """Of the kits that open the wallet today, as its signed list calls them."""
    ways = ways_in.of(wallet)
    return [way.name for way in ways or () if way.slot.method == Method.KIT]
