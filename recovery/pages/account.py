"""Settings, what happened lately, and leaving."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recovery import devices
from recovery.flows import leave as leaving
from recovery.flows import reminders as flow
from recovery.flows import ways_in
from recovery.flows.backup_files import Method
from recovery.models import AuditEvent, CloudAccount, Holder, Wallet
from recovery.pages import way_state
from recovery.pages.activity import describe, events_of
from recovery.pages.copy_state import folder_of
from recovery.pages.forms import LeaveForm
from recovery.pages.people import HolderRequest, for_holder
from recovery.pages.safety import Standing
from recovery.pages.wallets import standing_of

PAGE = 30


@require_safe
@for_holder
def settings(request: HolderRequest) -> HttpResponse:
    """Everything that can be changed, each with one line."""
    wallets = request.holder.wallets.filter(generation__gt=0).order_by("created_at")
    context = {
        "holder": request.holder,
        "standings": [_of_wallet(standing_of(wallet)) for wallet in wallets],
    }
    return render(request, "recovery/settings.html", context)


def _of_wallet(standing: Standing) -> tuple[Standing, datetime | None, str]:
    """With when its newest backup was made, and where getting it back is practised."""
    wallet = standing.wallet
    newest = wallet.generations.get(number=wallet.generation)
    return standing, newest.committed_at, way_state.oldest_test_url(wallet, standing.usable)


@require_safe
@for_holder
def activity(request: HolderRequest) -> HttpResponse:
    """What happened to the account, the newest first."""
    page = Paginator(events_of(request.holder), PAGE).get_page(request.GET.get("page"))
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
        "kept_for_makers": [wallet for wallet in wallets if wallet.share_pairs.exists()],
        "folders": [folder_of(wallet.name) for wallet in wallets],
        "places": CloudAccount.objects.filter(holder=request.holder).order_by("created_at"),
        **_kept_elsewhere(request.holder, wallets),
        "date": timezone.now() + leaving.TIME_TO_THINK,
    }
    return render(request, "recovery/leave.html", context, status=422 if form.errors else 200)


def _kept_elsewhere(holder: Holder, wallets: Sequence[Wallet]) -> dict[str, Any]:
    """What lies with the person and outlives the account. opens_without_us: what of it opens a
    wallet on its own: words, a kit with its file, or a file that was taken along."""
    ways = [way for wallet in wallets for way in ways_in.of(wallet) or ()]
    taken = AuditEvent.objects.filter(
        holder=holder, kind__in=(AuditEvent.Kind.EXPORTED, AuditEvent.Kind.EJECTED)
    )
    return {
        "visited_folders": [
            folder_of(wallet.name) for wallet in wallets if wallet.visited_copies.exists()
        ],
        "cloud_keys": [way.name for way in ways if way.slot.method == Method.CLOUD_KEY],
        "opens_without_us": bool(wallets)
        and (
            any(wallet.written_down_at for wallet in wallets)
            or any(way.slot.method == Method.KIT for way in ways)
            or taken.exists()
        ),
    }


@require_POST
@for_holder
def stay(request: HolderRequest) -> HttpResponse:
    leaving.stay(holder=request.holder, device=_device(request))
    messages.success(request, _("Everything is kept. Nothing was deleted."))
    return redirect("settings")


def _device(request: HolderRequest) -> str:
    return devices.describe(request.headers.get("user-agent", ""))
