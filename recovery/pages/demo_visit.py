"""A visit to the demo: a test company for a day, and buttons that break things. Only with DEMO."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from recovery.errors import TooManyRequests
from recovery.flows import demo_faults, demo_visits, rate_limit
from recovery.flows.demo_people import is_visitor
from recovery.models import Holder, RelyingParty
from recovery.pages.demo_cloud import in_demo
from recovery.pages.people import HolderRequest, for_holder

VISITS_A_MINUTE = 10
FAULTS_A_MINUTE = 10
MEND = "mend"


@dataclass(frozen=True)
class Fault:
    """One button. done: what is said when it was pressed: where the failure can be seen.

    label, done: to be translated where they are shown.
    """

    name: str
    label: str
    done: str


FAULTS = [
    Fault(
        demo_faults.BUSY,
        gettext_noop("Cloud says 503"),
        gettext_noop(
            "Your cloud answers 503 now. Open your wallet: its copy is called out of reach, not "
            "lost."
        ),
    ),
    Fault(
        demo_faults.REVOKED,
        gettext_noop("Password revoked"),
        gettext_noop(
            "Your cloud takes our password no longer. Open your wallet: its card says how to "
            "reconnect, and there you find a new password."
        ),
    ),
    Fault(
        demo_faults.CORRUPT,
        gettext_noop("Copy corrupted"),
        gettext_noop(
            "A byte in each of your copies was changed. Open your wallet: within seconds that is "
            "noticed, and they are written again."
        ),
    ),
    Fault(
        demo_faults.VAULT,
        gettext_noop("Vault restarts"),
        gettext_noop(
            "For 20 seconds the vault does not answer you, as when it restarts. Touch your passkey "
            "now, and the page says that it is away. Later, a page that was open before asks for "
            "one more touch."
        ),
    ),
    Fault(
        demo_faults.WORKER,
        gettext_noop("Worker stopped"),
        gettext_noop(
            "For a minute no worker takes up anything of yours. What you protect now waits, and "
            "the page says so."
        ),
    ),
    Fault(
        MEND,
        gettext_noop("Everything works again"),
        gettext_noop("Everything works as usual again."),
    ),
]


@require_POST
@in_demo
def visit(request: HttpRequest) -> HttpResponse:
    """Come in as somebody who is forgotten after a day. The company's key is shown once."""
    address = get_adapter().get_client_ip(request)
    rate_limit.count(what="demo visit", who=address, most=VISITS_A_MINUTE)
    made = demo_visits.begin()
    login(request, made.holder.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    context = {"visit": made, "origin": settings.PUBLIC_ORIGIN}
    return render(request, "recovery/demo_visit.html", context)


@require_POST
@in_demo
@for_holder
def break_something(request: HolderRequest, fault: str) -> HttpResponse:
    """One of the fault buttons; the message says where to look."""
    holder = request.holder
    pressed = {each.name: each for each in FAULTS}.get(fault)
    if pressed is None or not is_visitor(holder):
        raise Http404
    try:
        rate_limit.count(what="demo fault", who=str(holder.pk), most=FAULTS_A_MINUTE)
    except TooManyRequests as error:
        messages.error(request, _(error.message))
        return redirect("demo")
    if fault == MEND:
        demo_faults.mend(holder)
    else:
        demo_faults.break_something(holder=holder, fault=fault)
    messages.info(request, _(pressed.done))
    return redirect("demo")


def shown(holder: Holder | None) -> dict[str, Any]:
    """What the demo's page shows of a visit."""
    return {
        "progress": demo_visits.progress(holder),
        "is_visitor": is_visitor(holder),
        "faults": [(fault.name, _(fault.label)) for fault in FAULTS],
        "broken": _broken(holder),
        "party": _party(holder),
        "requests": _requests(holder),
    }


def _broken(holder: Holder | None) -> list[str]:
    """What is broken for a visitor just now, in the words of the buttons."""
    broken = demo_faults.broken(holder) if is_visitor(holder) else []
    return [_(fault.label) for fault in FAULTS if fault.name in broken]


def _party(holder: Holder | None) -> RelyingParty | None:
    return demo_visits.party_of(holder) if holder else None


def _requests(holder: Holder | None) -> list[dict[str, Any]]:
    """What the visitor's key asked for, each as a line for a terminal."""
    party = _party(holder)
    found = demo_visits.requests_of(party) if party else []
    return [{**entry, "curl": _curl(entry)} for entry in found]


def _curl(entry: dict[str, Any]) -> str:
    """Can be pasted where the key stands in KEYHAVEN_KEY."""
    parts = ['-H "Authorization: Bearer $KEYHAVEN_KEY"']
    if entry["method"] != "GET":
        parts += [f"-X {entry['method']}", '-H "Idempotency-Key: $(date +%s%N)"']
        parts += [f"--json {shlex.quote(entry['body'])}"] if entry["body"] else []
    return " ".join(["curl", *parts, shlex.quote(settings.PUBLIC_ORIGIN + entry["path"])])
