"""The hosted demo: what to try, its mails, and what each party holds. Only with DEMO=true."""

from __future__ import annotations

import email
import hashlib
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default as modern
from pathlib import Path

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from recovery.errors import KeyhavenError
from recovery.flows import unlock
from recovery.flows.demo_people import MAIL
from recovery.models import Copy, Generation, Holder, holder_behind
from recovery.pages import demo_visit
from recovery.pages.demo_cloud import cloud_of, in_demo

MAILS_SHOWN = 20
_BETWEEN_MAILS = "-" * 79


@dataclass(frozen=True)
class Held:
    """One thing that a party holds, told by size and fingerprint, never by content."""

    what: str
    note: str
    size: int | None = None
    fingerprint: str = ""


@require_safe
@in_demo
def start(request: HttpRequest) -> HttpResponse:
    """What a developer can try here, and what each party holds right now."""
    holder = holder_behind(request.user)
    context = {
        "holder": holder,
        "server": _held_by_server(holder),
        "vault": _held_by_enclave(),
        "clouds": _held_by_clouds(holder),
        "cloud": cloud_of(holder),
        "code": settings.FIXED_EMAIL_CODE,
        **demo_visit.shown(holder),
    }
    return render(request, "recovery/demo.html", context)


@require_safe
@in_demo
def mail(request: HttpRequest) -> HttpResponse:
    """The mails that the demo would have sent, newest first."""
    mails = [each for each in _mails() if _is_for(each["to"], holder_behind(request.user))]
    return render(request, "recovery/demo_mail.html", {"mails": mails[:MAILS_SHOWN]})


@require_POST
@in_demo
def new_device(request: HttpRequest) -> HttpResponse:
    """Act as a new device: this browser forgets everything, and only the passkey is left."""
    logout(request)
    response = redirect("recover")
    response["Clear-Site-Data"] = '"cookies", "storage"'
    return response


def _held_by_server(holder: Holder | None) -> list[Held]:
    if holder is None:
        return []
    held = [
        Held(
            what=_("Passkey “%(nickname)s”") % {"nickname": passkey.nickname},
            note=_("public key only"),
            size=len(passkey.public_key),
            fingerprint=_fingerprint(bytes(passkey.public_key)),
        )
        for passkey in holder.passkeys.all()
    ]
    for generation in Generation.objects.filter(wallet__holder=holder).order_by("-number"):
        held += _held_of(generation)
    return held


def _held_of(generation: Generation) -> list[Held]:
    parts = [
        (_("envelope"), _("locked recovery share"), generation.envelope),
        (_("manifest"), _("signed list of ways in"), generation.manifest),
        (_("auth share"), _("encrypted again at rest"), generation.sealed_auth_share),
    ]
    label = _("%(name)s, generation %(number)s") % {
        "name": generation.wallet.name,
        "number": generation.number,
    }
    return [
        Held(f"{label}: {name}", note, len(data), _fingerprint(bytes(data)))
        if data
        else Held(f"{label}: {name}", _("destroyed"))
        for name, note, data in parts
    ]


def _held_by_enclave() -> list[Held]:
    try:
        health = unlock.enclave().health()
    except KeyhavenError:
        return [Held(_("The vault does not answer"), _("nothing was lost"))]
    return [
        Held(
            _("Master key, epoch %(epoch)s") % {"epoch": health.epoch},
            _("never leaves the vault"),
            32,
        ),
        Held(_("Table of people or passkeys"), _("there is none")),
    ]


def _held_by_clouds(holder: Holder | None) -> list[Held]:
    if holder is None:
        return []
    copies = Copy.objects.filter(wallet__holder=holder, proved_at__isnull=False)
    return [
        Held(
            what=f"{copy.account.account_hint}: {copy.place}",
            note=_("the same locked envelope and manifest"),
            fingerprint=bytes(copy.generation.digest).hex()[:16],
        )
        for copy in copies.select_related("account", "generation").order_by("-proved_at")
    ]


def _fingerprint(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _mails() -> list[dict[str, str]]:
    """Read what Django's file backend wrote: one file for each connection, newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    texts = [
        text.strip()
        for file in files[:MAILS_SHOWN]
        for text in reversed(file.read_text().split(_BETWEEN_MAILS))
    ]
    return [_shown(email.message_from_string(text, policy=modern)) for text in texts if text]


def _is_for(to: str, holder: Holder | None) -> bool:
    """Addresses here are made up, so anybody may look; but a visitor's are for the visitor."""
    return not to.endswith(MAIL) or (holder is not None and to == holder.user.email)


def _shown(message: EmailMessage) -> dict[str, str]:
    body = message.get_body(preferencelist=("plain",))
    return {
        "to": str(message["To"]),
        "subject": str(message["Subject"]),
        "date": str(message["Date"]),
        "text": body.get_content() if body else "",
    }
