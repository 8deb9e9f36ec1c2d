from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from recovery import base64url, devices, step_up
from recovery.errors import ApprovalNeeded, LastPasskey, NotFound, PasskeyInUse
from recovery.flows import enrol, ways_in
from recovery.flows import passkeys as flow
from recovery.models import Passkey
from recovery.pages.forms import RenameForm
from recovery.pages.passkey_state import passkey_views
from recovery.pages.people import HolderRequest, for_holder, page_data, passkey_list


@require_safe
@for_holder
def passkeys(request: HolderRequest) -> HttpResponse:
    """The person's passkeys, with where each one lives and what it opens."""
    data = page_data(
        request.holder.relying_party, forgotten=request.session.pop("forgotten_passkey", "")
    )
    return render(
        request,
        "recovery/passkeys.html",
        {"passkeys": passkey_views(request.holder), "page_data": data},
    )


@require_safe
@for_holder
def add(request: HolderRequest) -> HttpResponse:
    """Make a passkey: one button. The script does the rest with what the page carries."""
    data = page_data(
        request.holder.relying_party,
        **enrol.page_data(request.holder),
        next=_next_url(request),
    )
    context = {
        "page_data": data,
        "is_first": not data["exclude"],
        "suggestion": devices.describe(request.headers.get("user-agent", "")),
    }
    return render(request, "recovery/passkey_add.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_holder
def rename(request: HolderRequest, passkey_id: uuid.UUID) -> HttpResponse:
    passkey = _find(request, passkey_id)
    form = RenameForm(request.POST or None, initial={"nickname": passkey.nickname})
    if request.method == "POST" and form.is_valid():
        nickname = form.cleaned_data["nickname"]
        flow.rename(holder=request.holder, passkey_id=passkey_id, nickname=nickname)
        return redirect("passkeys")
    context = {"passkey": passkey, "form": form}
    return render(
        request, "recovery/passkey_edit.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_holder
def remove(request: HolderRequest, passkey_id: uuid.UUID) -> HttpResponse:
    """Forget a passkey, after a confirmation; or say what has to be done first."""
    passkey = _find(request, passkey_id)
    if request.method == "POST":
        try:
            lately = step_up.lately(request)
            flow.remove(holder=request.holder, passkey_id=passkey_id, lately=lately)
        except (ApprovalNeeded, LastPasskey, PasskeyInUse) as error:
            messages.error(request, _(error.message))
        else:
            messages.success(
                request, _("%(nickname)s no longer signs you in.") % {"nickname": passkey.nickname}
            )
            # The list tells the browser, so that the device does not offer it any more.
            request.session["forgotten_passkey"] = base64url.encode(bytes(passkey.credential_id))
        return redirect("passkeys")
    others = request.holder.passkeys.exclude(pk=passkey.pk)
    context = {
        "page_data": page_data(
            request.holder.relying_party,
            credential_id=base64url.encode(bytes(passkey.credential_id)),
            passkeys=passkey_list(others),
        ),
        "passkey": passkey,
        "is_last": request.holder.passkeys.count() == 1,
        "wallets": ways_in.wallets_of(passkey),
    }
    return render(request, "recovery/passkey_remove.html", context)


def _find(request: HolderRequest, passkey_id: uuid.UUID) -> Passkey:
    try:
        return flow.find(holder=request.holder, passkey_id=passkey_id)
    except NotFound as error:
        raise Http404 from error


def _next_url(request: HttpRequest) -> str:
    """Where the person came from, if that is one of our own pages."""
    untrusted_next = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(untrusted_next, allowed_hosts=None, require_https=False):
        return untrusted_next
    return reverse(settings.LOGIN_REDIRECT_URL)
