"""A key in a cloud of the person's own, which their browser writes and reads. We never see it.

What the pages are told is not secret: how to ask Google for a token that only the page gets, and to
which address it may talk. The key, the token and an app password stay in the page.
"""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import unquote, urlsplit

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from recovery.clouds.errors import AddressInvalid
from recovery.flows import cloud_key, our_site, release, ways_in
from recovery.flows.backup_files import Method, Slot
from recovery.models import Wallet
from recovery.pages.offers import only_where_offered
from recovery.pages.people import HolderRequest, for_holder, page_data
from recovery.pages.reach import may_connect_to, origin_of, provider_address
from recovery.pages.wallets import find, passkeys_of, wallet_data

_GOOGLE_PAGE = "https://accounts.google.com/o/oauth2/v2/auth"
_GOOGLE_API = "https://www.googleapis.com"
_GOOGLE_SCOPE = "https://www.googleapis.com/auth/drive.appdata"
# With the user's name in it, the place of a key has 300 characters.
_LONGEST_ADDRESS = 200


class AddressForm(forms.Form):
    """Where a key may lie on a WebDAV server. The name and the password are typed on the next page,
    which does not send them to us."""

    address = forms.CharField(
        label=gettext_lazy("WebDAV address"),
        max_length=_LONGEST_ADDRESS,
        help_text=gettext_lazy("Of a folder that exists. It starts with https://"),
        widget=forms.URLInput(attrs={"autocomplete": "url", "inputmode": "url"}),
    )

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        try:
            origin = origin_of(address)
            parts = urlsplit(address)
            if parts.username or parts.password or parts.query or parts.fragment:
                raise AddressInvalid
        except AddressInvalid as error:
            raise forms.ValidationError(_(error.message), code=error.code) from error
        return origin + (parts.path or "/")


@require_safe
@for_holder
@only_where_offered(Method.CLOUD_KEY)
def choose(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Where shall the key lie? In a place of which the page then talks to nothing else."""
    wallet = find(request, wallet_id)
    form = AddressForm(request.GET if "address" in request.GET else None)
    if form.is_bound and form.is_valid():
        return _set_up(request, wallet, _webdav(form.cleaned_data["address"], user=""))
    context = {
        "wallet": wallet,
        "form": form,
        "key": _key_of(wallet),
        "has_google": bool(settings.GOOGLE_BROWSER_CLIENT_ID),
    }
    status = 422 if form.errors else 200
    return render(request, "recovery/cloud_key.html", context, status=status)


@require_safe
@for_holder
@only_where_offered(Method.CLOUD_KEY)
def in_google_drive(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Let a key into the wallet that lies in the person's Google Drive."""
    return _set_up(request, find(request, wallet_id), _google())


def _set_up(request: HolderRequest, wallet: Wallet, place: dict[str, Any]) -> HttpResponse:
    data = page_data(
        our_site.relying_party(),
        **wallet_data(wallet),
        passkeys=passkeys_of(request.holder),
        place=place,
        copies=[vars(known) for known in cloud_key.places_of_copies(request.holder)],
    )
    context = {"wallet": wallet, "key": _key_of(wallet), "place": place, "page_data": data}
    response = render(request, "recovery/cloud_key_put.html", context)
    return may_connect_to(response, place["api"])


@require_safe
@for_holder
def choose_wallet(request: HolderRequest) -> HttpResponse:
    """Which wallet is to be opened with its key?"""
    wallets = release.wallets_for(holder=request.holder, method=Method.CLOUD_KEY)
    if len(wallets) == 1:
        return redirect("recover_wallet_cloud_key", wallets[0].pk)
    return render(request, "recovery/recover_cloud_key.html", {"wallets": wallets})


@require_safe
@for_holder
def recover(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Open one wallet on a new device with the key that lies in the person's cloud."""
    wallet = find(request, wallet_id)
    key = _key_of(wallet)
    place = place_of(key) if key else None
    if key is None or place is None:
        return render(request, "recovery/recover_cloud_key.html", {"key": key})
    data = page_data(
        our_site.relying_party(),
        **wallet_data(wallet),
        place=place,
        wanted=account_of(key),
    )
    context = {"wallet": wallet, "key": key, "place": place, "page_data": data}
    response = render(request, "recovery/recover_wallet_cloud_key.html", context)
    return may_connect_to(response, place["api"])


@require_safe
def consent_window(request: HttpRequest) -> HttpResponse:
    """Where Google's answer arrives, behind a `#`: a script hands it to the page that asked."""
    return render(request, "recovery/consent_window.html")


def account_of(key: Slot) -> dict[str, str]:
    """The account in which a key lies, for a page to compare with the one that lets it in.

    name: of the key, as the person knows it; it names the account.
    """
    return {"kind": key.kind, "place": key.place, "name": key.name}


def place_of(key: Slot) -> dict[str, Any] | None:
    """How a page gets at the place of a key; None where this server knows no way."""
    if key.kind == "gdrive" and settings.GOOGLE_BROWSER_CLIENT_ID:
        return _google()
    if key.kind == "webdav":
        try:
            origin, parts = origin_of(key.place), urlsplit(key.place)
        except AddressInvalid:
            return None
        return _webdav(origin + parts.path, user=unquote(parts.username or ""))
    return None


def _google() -> dict[str, Any]:
    if not settings.GOOGLE_BROWSER_CLIENT_ID:
        raise Http404
    return {
        "kind": "gdrive",
        "name": "Google Drive",
        "api": provider_address(_GOOGLE_API),
        "client": {
            "authorize": provider_address(_GOOGLE_PAGE),
            "client_id": settings.GOOGLE_BROWSER_CLIENT_ID,
            "redirect_uri": settings.PUBLIC_ORIGIN + reverse("consent_window"),
            "scope": _GOOGLE_SCOPE,
        },
    }


def _webdav(address: str, *, user: str) -> dict[str, Any]:
    return {"kind": "webdav", "name": urlsplit(address).netloc, "api": address, "user": user}


def _key_of(wallet: Wallet) -> Slot | None:
    """The slot of the key that opens the wallet today, if there is one."""
    slots = [way.slot for way in ways_in.of(wallet) or ()]
    return next((slot for slot in slots if slot.method == Method.CLOUD_KEY), None)
