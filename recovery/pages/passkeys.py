from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET

from recovery import devices
from recovery.flows import enrol
from recovery.pages import providers
from recovery.pages.people import HolderRequest, for_holder, page_data


@require_GET
@for_holder
def passkeys(request: HolderRequest) -> HttpResponse:
    """The person's passkeys, with where each one lives."""
    rows = [
        {"passkey": passkey, "provider": providers.name_of(passkey.aaguid)}
        for passkey in request.holder.passkeys.order_by("created_at")
    ]
    return render(request, "recovery/passkeys.html", {"passkeys": rows})


@require_GET
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


def _next_url(request: HttpRequest) -> str:
    """Where the person came from, if that is one of our own pages."""
    untrusted_next = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(untrusted_next, allowed_hosts=None, require_https=False):
        return untrusted_next
    return reverse(settings.LOGIN_REDIRECT_URL)
