"""Providers, each at its host, for whoever runs the service: how they are, and a pause for one.

A host is shared by the people of all relying parties, so this page is for superusers alone.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from recovery.admin import confirm
from recovery.admin.party import access, who
from recovery.flows import lanes
from recovery.models import CloudAccount, Lane

PAUSES = {
    "hour": ("for an hour", timedelta(hours=1)),
    "day": ("for a day", timedelta(days=1)),
    "week": ("for a week", timedelta(days=7)),
}
RESUME = "resume"
_MOST_SHOWN = 500


def page(request: HttpRequest, *, site: admin.AdminSite) -> HttpResponse:
    if not access(request).everywhere:
        raise PermissionDenied
    if request.method == "POST":
        return _act(request, site)
    now = timezone.now()
    known = {lane.name: lane for lane in Lane.objects.all()}
    rows = [
        {
            "name": name,
            "places": places,
            "lane": known.get(name),
            "is_paused": _is_later(known.get(name), "paused_until", now),
            "rests": _is_later(known.get(name), "rests_until", now),
            "is_failing": name in known and known[name].failures >= lanes.FAILURES,
        }
        for name, places in _places()[:_MOST_SHOWN]
    ]
    context = {
        **site.each_context(request),
        "title": "Providers",
        "rows": rows,
        "pauses": [(name, words) for name, (words, _) in PAUSES.items()],
    }
    return TemplateResponse(request, "admin/lanes.html", context)


def _places() -> Any:
    """Each host with the number of its places, the largest first."""
    found = CloudAccount.objects.exclude(lane="").order_by().values_list("lane")
    return found.annotate(places=Count("pk")).order_by("-places", "lane")


def _is_later(lane: Lane | None, column: str, now: Any) -> bool:
    until = getattr(lane, column) if lane else None
    return until is not None and until > now


def _act(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """Pause or resume, after a page that asks."""
    name, action = request.POST.get("name", ""), request.POST.get("action", "")
    if action not in {*PAUSES, RESUME} or not CloudAccount.objects.filter(lane=name).exists():
        raise Http404
    if not confirm.is_confirmed(request):
        context = {
            **site.each_context(request),
            "title": f"Resume {name}?" if action == RESUME else f"Pause {name}?",
            "name": name,
            "action": action,
            "back": reverse("admin:providers"),
            "words": PAUSES[action][0] if action in PAUSES else "",
        }
        return TemplateResponse(request, "admin/lane_confirm.html", context)
    if action == RESUME:
        lanes.resume(name, by=who(request))
        messages.success(request, f"{name} is asked again.")
    else:
        lanes.pause(name, until=timezone.now() + PAUSES[action][1], by=who(request))
        messages.success(request, f"{name} is left alone {PAUSES[action][0]}.")
    return redirect("admin:providers")
