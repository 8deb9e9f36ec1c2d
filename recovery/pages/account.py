"""Settings, what happened lately, and leaving."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recovery import devices
from recovery.flows import leave as leaving
from recovery.flows import reminders as flow
from recovery.models import AuditEvent, CloudAccount, User
from recovery.pages.activity import SHOWN, describe
from recovery.pages.copy_state import folder_of
from recovery.pages.forms import LeaveForm
from recovery.pages.people import HolderRequest, for_holder

PAGE = 30


@require_safe
@for_holder
def settings(request: HolderRequest) -> HttpResponse:
    """Everything that can be changed, each with one line."""
    return render(request, "recovery/settings.html", {"holder": request.holder})


@require_safe
@for_holder
def activity(request: HolderRequest) -> HttpResponse:
    """What happened to the account, the newest first."""
    events = AuditEvent.objects.filter(holder=request.holder, kind__in=SHOWN).order_by("-at", "-pk")
    page = Paginator(events, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "entries": [describe(event) for event in page]}
    return render(request, "recovery/activity.html", context)


@require_safe
@for_holder
def not_me(request: HolderRequest) -> HttpResponse:
    """What to do when something in the list was somebody else."""
    wallets = request.holder.wallets.filter(generation__gt=0).order_by("created_at")
    return render(request, "recovery/not_me.html", {"wallets": wallets})


@require_POST
@for_holder
def sign_out_elsewhere(request: HolderRequest) -> HttpResponse:
    """End every session but this one."""
    user = cast(User, request.user)
    # Sessions are bound to this field. There is no password, so a new marker is all that changes.
    user.set_unusable_password()
    user.save(update_fields=["password"])
    update_session_auth_hash(request, user)
    AuditEvent.objects.create(
        holder=request.holder,
        kind=AuditEvent.Kind.SIGNED_OUT_ELSEWHERE,
        detail={"device": _device(request)},
    )
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("not_me" if "not_me" in request.POST else "settings")


@require_POST
@for_holder
def reminders(request: HolderRequest) -> HttpResponse:
    """Stop the mails about what could be safer, or begin again."""
    flow.want(holder=request.holder, wants=request.POST.get("wants") == "yes")
    return redirect("settings")


@require_http_methods(["GET", "HEAD", "POST"])
@for_holder
def leave(request: HolderRequest) -> HttpResponse:
    """Delete everything: what goes, what stays elsewhere, and a week to think again."""
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        leaving.ask(holder=request.holder, device=_device(request))
        return redirect("settings")
    wallets = list(request.holder.wallets.filter(generation__gt=0).order_by("created_at"))
    context = {
        "form": form,
        "wallets": wallets,
        "folders": [folder_of(wallet.name) for wallet in wallets],
        "places": CloudAccount.objects.filter(holder=request.holder).order_by("created_at"),
        "date": timezone.now() + leaving.TIME_TO_THINK,
    }
    return render(request, "recovery/leave.html", context, status=422 if form.errors else 200)


@require_POST
@for_holder
def stay(request: HolderRequest) -> HttpResponse:
    leaving.stay(holder=request.holder, device=_device(request))
    messages.success(request, _("Everything is kept. Nothing was deleted."))
    return redirect("settings")


def _device(request: HolderRequest) -> str:
    return devices.describe(request.headers.get("user-agent", ""))
