from __future__ import annotations

import base64
import time
import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from recovery.clouds.errors import CloudError, ConsentStale
from recovery.errors import CloudNotAllowed, CopyBesideKey, NotFound, OtherAccount
from recovery.flows import clouds, nextcloud
from recovery.pages import consent
from recovery.pages.people import HolderRequest, for_holder
from recovery.pages.wallets import find

_SESSION_KEY = "nextcloud"
# After that a Nextcloud has forgotten the login itself.
_OPEN_SECONDS = 1200.0


class NextcloudForm(forms.Form):
    url = forms.CharField(
        label=gettext_lazy("Address of your Nextcloud"),
        max_length=500,
        help_text=gettext_lazy(
            "As it stands in your browser when you are there, such as https://cloud.example"
        ),
        widget=forms.URLInput(attrs={"autocomplete": "url", "inputmode": "url"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_holder
def connect(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Ask for the address; then show the way to the page on which the person allows it."""
    wallet = find(request, wallet_id)
    asked = request.session.get(_SESSION_KEY)
    if request.method == "GET" and asked and asked["wallet"] == str(wallet.pk):
        return render(request, "recovery/nextcloud_wait.html", {"wallet": wallet, "asked": asked})
    account, leaving = (consent.account_named(request, key) for key in ("account", "leave"))
    again = account.kind if account else ""
    if "webdav" not in clouds.available_kinds(request.holder.relying_party, again=again):
        raise Http404
    form = NextcloudForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            login, sealed = nextcloud.begin(
                holder=request.holder, untrusted_url=form.cleaned_data["url"]
            )
        except CloudError as error:
            sentence = consent.said(error, name=_("This address"))
            form.add_error("url", forms.ValidationError(sentence, code=error.code))
        else:
            request.session[_SESSION_KEY] = {
                "wallet": str(wallet.pk),
                "account": str(account.pk) if account else "",
                "leave": str(leaving.pk) if leaving else "",
                "page": login.page,
                "host": login.server.split("/")[2],
                "sealed": base64.b64encode(sealed).decode(),
                "at": time.time(),
            }
            return redirect("cloud_nextcloud", wallet.pk)
    context = {"wallet": wallet, "form": form, "account": account, "leaving": leaving}
    status = 422 if form.errors else 200
    return render(request, "recovery/nextcloud.html", context, status=status)


@require_POST
@for_holder
def look(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Has it been allowed by now? Asked by the page every few seconds, or by its button."""
    wallet = find(request, wallet_id)
    asked = request.session.get(_SESSION_KEY)
    if asked is None or asked["wallet"] != str(wallet.pk):
        return _go(request, "wallet", wallet.pk)
    try:
        if asked["at"] + _OPEN_SECONDS < time.time():
            raise ConsentStale
        is_connected = _is_connected(request, asked)
    except OtherAccount as other:
        del request.session[_SESSION_KEY]
        messages.error(request, consent.named(other))
        return _go(request, "cloud_add", wallet.pk)
    except (CloudError, CloudNotAllowed, CopyBesideKey, NotFound) as error:
        if isinstance(error, CloudError) and not error.permanent:
            return _not_yet(request, wallet.pk)
        del request.session[_SESSION_KEY]
        messages.error(request, _(error.message))
        return _go(request, "cloud_nextcloud", wallet.pk)
    if not is_connected:
        return _not_yet(request, wallet.pk)
    del request.session[_SESSION_KEY]
    return _go(request, "wallet", wallet.pk)


@require_POST
@for_holder
def stop(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    """Begin again, with another address or none."""
    wallet = find(request, wallet_id)
    request.session.pop(_SESSION_KEY, None)
    return redirect("cloud_nextcloud", wallet.pk)


def _is_connected(request: HolderRequest, asked: dict[str, Any]) -> bool:
    account = nextcloud.look(
        holder=request.holder,
        sealed=base64.b64decode(asked["sealed"]),
        account_id=uuid.UUID(asked["account"]) if asked["account"] else None,
    )
    if account is None:
        return False
    if asked["leave"]:
        consent.start_move(request, leave=asked["leave"], target=account)
    return True


def _not_yet(request: HolderRequest, wallet_id: uuid.UUID) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204)
    messages.info(request, _("Your Nextcloud says that it was not allowed yet."))
    return redirect("cloud_nextcloud", wallet_id)


def _go(request: HolderRequest, name: str, wallet_id: uuid.UUID) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": reverse(name, args=[wallet_id])})
    return redirect(name, wallet_id)
