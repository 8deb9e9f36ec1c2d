"""Where somebody is signed in: the list, and signing out there."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from recovery import devices
from recovery.flows import signed_in as flow
from recovery.pages.people import HolderRequest, for_holder


@require_safe
@for_holder
def signed_in(request: HolderRequest) -> HttpResponse:
    """The browser at hand first. It is there in any case, so the list is never empty."""
    places = _places(request)
    context = {"places": places, "has_others": any(not place.is_here for place in places)}
    return render(request, "recovery/signed_in.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_holder
def sign_out_there(request: HolderRequest, place_id: uuid.UUID) -> HttpResponse:
    """End one of them, after a question."""
    place = next((place for place in _places(request) if place.id == place_id), None)
    if place is None:
        messages.info(request, _("You are signed out there already."))
        return redirect("signed_in")
    if place.is_here:
        return redirect("account_logout")
    if request.method == "POST":
        flow.end(holder=request.holder, place=place, device=_device(request))
        messages.success(request, _("You are signed out of %(place)s.") % {"place": place.name})
        return redirect("signed_in")
    return render(request, "recovery/sign_out_there.html", {"place": place})


@require_http_methods(["GET", "HEAD", "POST"])
@for_holder
def sign_out_elsewhere(request: HolderRequest) -> HttpResponse:
    """End all but the session at hand, after a question."""
    if request.method != "POST":
        return render(request, "recovery/sign_out_there.html")
    holder = request.holder
    flow.end_others(holder=holder, here=_key(request), device=_device(request))
    update_session_auth_hash(request, holder.user)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("not_me" if "not_me" in request.POST else "signed_in")


def _places(request: HolderRequest) -> list[flow.Place]:
    return flow.places_of(request.holder, here=_key(request))


def _key(request: HolderRequest) -> str:
    return request.session.session_key or ""


def _device(request: HolderRequest) -> str:
    return devices.describe(request.headers.get("user-agent", ""))
