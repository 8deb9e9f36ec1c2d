"""A visit to the demo: a test company for a day, and buttons that break things. Only with DEMO."""

from __future__ import annotations

import shlex
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from recovery.flows import demo_visits, rate_limit
from recovery.flows.clouds import Connection
from recovery.models import Holder, RelyingParty
from recovery.pages.demo_cloud import demo_cloud, in_demo
from recovery.pages.people import HolderRequest, for_holder

VISITS_A_MINUTE = 10
# What a fault button says when it was pressed: where the failure can be seen.
FAULTS = {
    demo_visits.BUSY: _lazy(
        "Your cloud answers 503 now. Open your wallet: its copy is called out of reach, not lost."
    ),
    demo_visits.REVOKED: _lazy(
        "Your cloud takes our password no longer. Open your wallet: its card says how to reconnect."
    ),
    demo_visits.CORRUPT: _lazy(
        "A byte in each of your copies was changed. Open your wallet: they are written again, and "
        "say so."
    ),
    demo_visits.WELL: _lazy("Your cloud works as usual again."),
    demo_visits.ENCLAVE: _lazy(
        "The vault restarts. Touch your passkey now, and the page says that it is away."
    ),
    demo_visits.WORKER: _lazy(
        "The worker is away for a minute. What you protect now waits, and the page says so."
    ),
}


@require_POST
@in_demo
def visit(request: HttpRequest) -> HttpResponse:
    """Come in as somebody who is forgotten after a day. The company's key is shown once."""
    address = get_adapter().get_client_ip(request)
    rate_limit.count(what="demo visit", who=address, most=VISITS_A_MINUTE)
    made = demo_visits.begin(cloud=_connection())
    login(request, made.holder.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    context = {"visit": made, "origin": settings.PUBLIC_ORIGIN}
    return render(request, "recovery/demo_visit.html", context)


@require_POST
@in_demo
@for_holder
def break_something(request: HolderRequest, fault: str) -> HttpResponse:
    """One of the fault buttons; the message says where to look."""
    if not demo_visits.is_visitor(request.holder) or fault not in FAULTS:
        raise Http404
    demo_visits.break_something(holder=request.holder, fault=fault)
    messages.info(request, FAULTS[fault])
    return redirect("demo")


def _connection() -> Connection | None:
    cloud = demo_cloud()
    if cloud is None:
        return None
    place = {"url": cloud.url, "user": cloud.user}
    return Connection("webdav", place, cloud.password, _("your folder in the demo's cloud"))


def shown(holder: Holder | None) -> dict[str, Any]:
    """What the demo's page shows of a visit."""
    return {
        "progress": demo_visits.progress(holder),
        "is_visitor": demo_visits.is_visitor(holder),
        "party": _party(holder),
        "requests": _requests(holder),
    }


def _party(holder: Holder | None) -> RelyingParty | None:
    return demo_visits.party_of(holder) if holder else None


def _requests(holder: Holder | None) -> list[dict[str, Any]]:
    """What the visitor's key asked for, each as a line for a terminal."""
    party = _party(holder)
    found = demo_visits.requests_of(party) if party else []
    return [{**entry, "curl": _curl(entry)} for entry in found]


def _curl(entry: dict[str, Any]) -> str:
    method = "" if entry["method"] == "GET" else f"-X {entry['method']} "
    address = shlex.quote(settings.PUBLIC_ORIGIN + entry["path"])
    return f'curl {method}-H "Authorization: Bearer $KEYHAVEN_KEY" {address}'
