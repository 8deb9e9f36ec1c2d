"""How does a person ask for help with a place, and how is the request answered?

What goes along is made from states, codes and times only. The person sees it before it is sent, and
exactly what was shown is what is kept.
"""

from __future__ import annotations

import logging
import re
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.utils import timezone

from recovery.errors import SupportFormStale, SupportNoteRefused, TooManyRequests
from recovery.flows import audit, clouds, notices
from recovery.models import (
    AuditEvent,
    CloudAccount,
    Copy,
    Drill,
    Holder,
    Lane,
    Notice,
    SupportRequest,
    User,
    Wallet,
)

logger = logging.getLogger(__name__)

_MOST_OPEN = 5
_SHOWN_FOR_SECONDS = 24 * 3600
_SALT = "support-bundle"
_EVENTS = (
    AuditEvent.Kind.CLOUD_CONNECTED,
    AuditEvent.Kind.CLOUD_MOVED,
    AuditEvent.Kind.COPY_PROVED,
    AuditEvent.Kind.COPY_BLOCKED,
    AuditEvent.Kind.COPY_CHECKED,
)
_HISTORY = 20
# Recovery words: eleven or more plain words in a row, of the lengths that such lists have. A key:
# a long run of letters and digits without a space.
_WORDS = re.compile(r"(?:\b[a-z]{3,8}\b[\s,;.\d]*){11,}", re.IGNORECASE)
_KEY = re.compile(r"[A-Za-z0-9+/=_-]{40,}")


def bundle(*, account: CloudAccount, wallet: Wallet) -> dict[str, Any]:
    """What helps to find the fault. No name, address, secret, or content of a backup is in it."""
    copy = Copy.objects.filter(
        account=account, wallet=wallet, generation__number=wallet.generation
    ).first()
    drill = Drill.objects.filter(copy=copy).first() if copy else None
    lane = Lane.objects.filter(name=account.lane).first()
    return {
        "made_at": _time(timezone.now()),
        "error": next((row.error for row in (account, copy, drill) if row and row.error), ""),
        "provider": account.kind,
        "place": {
            "id": str(account.pk),
            "state": account.state,
            "error": account.error,
            "tries": account.attempts,
            "checked_at": _time(account.checked_at),
            "rests_until": _time(account.rests_until),
        },
        "host": {
            "failures_in_a_row": lane.failures if lane else 0,
            "rests_until": _time(lane.rests_until if lane else None),
        },
        "copy": copy
        and {
            "id": str(copy.pk),
            "number": wallet.generation,
            "state": copy.state,
            "step": copy.step,
            "error": copy.error,
            "tries": copy.attempts,
            "next_try_at": _time(copy.due_at),
            "proved_at": _time(copy.proved_at),
        },
        "last_look": drill
        and {
            "found": drill.health,
            "error": drill.error,
            "tries": drill.attempts,
            "looked_at": _time(drill.looked_at),
        },
        "history": _history(account, wallet),
    }


def _history(account: CloudAccount, wallet: Wallet) -> list[dict[str, Any]]:
    """What happened to this wallet's copies in this place, the newest first."""
    events = AuditEvent.objects.filter(
        holder_id=account.holder_id, kind__in=_EVENTS, detail__account=account.account_hint
    ).order_by("-at")
    return [
        {
            "at": _time(event.at),
            "what": event.kind,
            "number": event.detail.get("gen"),
            "found": event.detail.get("health"),
        }
        for event in events[:_HISTORY]
        if event.detail.get("wallet", wallet.name) == wallet.name
    ]


def _time(moment: Any) -> str | None:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else None


def seal_shown(shown: dict[str, Any]) -> str:
    """What a page carries along, so that exactly what it showed can be sent."""
    return signing.dumps(shown, salt=_SALT)


def send(*, holder: Holder, account_id: UUID, untrusted_shown: str, note: str) -> SupportRequest:
    """Keep a request. Raises NotFound, SupportNoteRefused, SupportFormStale, TooManyRequests."""
    account = clouds.find(holder=holder, account_id=account_id)
    if _WORDS.search(note) or _KEY.search(note):
        raise SupportNoteRefused
    try:
        shown = signing.loads(untrusted_shown, salt=_SALT, max_age=_SHOWN_FOR_SECONDS)
    except signing.BadSignature as error:
        raise SupportFormStale from error
    if shown["place"]["id"] != str(account.pk):
        raise SupportFormStale
    with transaction.atomic():
        Holder.objects.select_for_update().get(pk=holder.pk)
        open_ones = holder.support_requests.filter(state=SupportRequest.State.OPEN)
        if open_ones.count() >= _MOST_OPEN:
            raise TooManyRequests
        request = SupportRequest.objects.create(
            holder=holder, account=account, bundle=shown, note=note
        )
    logger.info("support request %s: %s", request.trace, shown["error"])
    return request


def answer(*, request: SupportRequest, text: str, by: User) -> None:
    """Answer a request, and tell the person by mail that there is an answer."""
    with transaction.atomic():
        SupportRequest.objects.filter(pk=request.pk).update(
            answer=text,
            answered_by=by,
            answered_at=timezone.now(),
            state=SupportRequest.State.ANSWERED,
        )
        audit.note(
            party=request.holder.relying_party,
            by=by,
            kind=AuditEvent.Kind.STAFF_ACTED,
            what="answer a request for help",
            request=request.trace,
        )
        notices.tell(
            holder=request.holder,
            kind=Notice.Kind.SUPPORT_ANSWERED,
            context={"trace": request.trace, "answer": text},
        )


def close(*, holder: Holder, request_id: UUID) -> None:
    """The person says that it is well again."""
    holder.support_requests.filter(pk=request_id).update(state=SupportRequest.State.CLOSED)
