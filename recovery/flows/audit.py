"""Can the history be trusted? Every event is linked to the one before it, for each relying party.

    write   whoever does something inserts an AuditEvent in the same transaction
    link    a worker, seconds later: numbers what is new, and hashes it with the link before it;
            in the same transaction webhooks are told
    verify  anybody, later: a row that was changed, taken out or put in breaks the chain

Linking is apart from writing because a chain has one end: if every recovery had to take hold of it,
all people of a relying party would wait for each other. docs/decisions/0013-audit-chain.md.

    content = SHA-256(JSON of id, party, holder, kind, at, detail, salt)
    link    = SHA-256(link before ‖ JSON of party, number, id, kind, at, content)
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from recovery import at_rest
from recovery.flows import webhooks
from recovery.models import AuditEvent, AuditHead, Holder, RelyingParty, User

FIRST_LINK = bytes(32)
BATCH = 500


@dataclass(frozen=True)
class Entry:
    """One event as it is exported; the exact values that the hashes are made over.

    salt, content and link are lower-case hex. An erased event has neither holder, detail nor salt.
    """

    number: int
    id: int
    party: str
    holder: str | None
    kind: str
    at: str
    detail: dict[str, Any]
    salt: str
    content: str
    link: str

    @property
    def is_erased(self) -> bool:
        return not self.salt


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written. number: where in the chain."""

    number: int
    what: str


def note(*, party: RelyingParty, by: User, kind: AuditEvent.Kind, **detail: Any) -> None:
    """Record what a member of staff did, in the transaction that does it."""
    AuditEvent.objects.create(relying_party=party, kind=kind, detail={"by": by.email, **detail})


# --- Linking -------------------------------------------------------------------------------------


def link_all() -> int:
    """Link what is new in all relying parties. Gives the number of events."""
    waiting = AuditEvent.objects.filter(number__isnull=True)
    parties = list(waiting.values_list("relying_party_id", flat=True).distinct())
    return sum(link(party_id) for party_id in parties)


def link(party_id: UUID) -> int:
    """Link what is new in one relying party."""
    linked = 0
    while (done := _link_some(party_id)) > 0:
        linked += done
    return linked


def _link_some(party_id: UUID) -> int:
    if not AuditEvent.objects.filter(relying_party_id=party_id, number__isnull=True).exists():
        return 0
    AuditHead.objects.get_or_create(relying_party_id=party_id)
    with transaction.atomic():
        # Two workers at one chain: the second waits here, and finds nothing left to do.
        head = AuditHead.objects.select_for_update().get(pk=party_id)
        events = AuditEvent.unguarded.filter(relying_party_id=party_id, number__isnull=True)
        some = list(events.order_by("id")[:BATCH])
        if not some:
            return 0
        number, before = head.number, bytes(head.link_sha256)
        for event in some:
            number += 1
            event.number = number
            event.content_sha256 = _content(event)
            before = event.link_sha256 = _link(before, event)
        AuditEvent.unguarded.bulk_update(some, ["number", "content_sha256", "link_sha256"])
        AuditHead.objects.filter(pk=party_id).update(
            number=number,
            link_sha256=before,
            seal=seal_head(party_id, number, before),
            linked_at=timezone.now(),
        )
        webhooks.fan_out(some)
    return len(some)


def _content(event: AuditEvent) -> bytes:
    holder = event.holder_id and str(event.holder_id)
    return _content_hash(
        {
            "id": event.pk,
            "party": str(event.relying_party_id),
            "holder": holder,
            "kind": event.kind,
            "at": _time(event.at),
            "detail": event.detail,
            "salt": bytes(event.salt).hex(),
        }
    )


def _link(before: bytes, event: AuditEvent) -> bytes:
    return _link_hash(
        before,
        {
            "party": str(event.relying_party_id),
            "number": event.number,
            "id": event.pk,
            "kind": event.kind,
            "at": _time(event.at),
            "content": bytes(event.content_sha256 or b"").hex(),
        },
    )


def _content_hash(content: dict[str, Any]) -> bytes:
    return hashlib.sha256(_canonical(content)).digest()


def _link_hash(before: bytes, says: dict[str, Any]) -> bytes:
    return hashlib.sha256(before + _canonical(says)).digest()


def _canonical(value: dict[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


# --- The end of the chain ------------------------------------------------------------------------


def seal_head(party_id: UUID, number: int, link_sha256: bytes) -> bytes:
    return at_rest.seal(b"", context=_head_context(party_id, number, link_sha256))


def is_sealed(head: AuditHead) -> bool:
    """Whether the end of the chain was written by somebody who has our keys."""
    context = _head_context(head.relying_party_id, head.number, bytes(head.link_sha256))
    try:
        at_rest.unseal(bytes(head.seal), context=context)
    except at_rest.CannotOpen:
        return False
    return True


def _head_context(party_id: UUID, number: int, link_sha256: bytes) -> bytes:
    return b"audit-head" + party_id.bytes + number.to_bytes(8, "big") + link_sha256


# --- Verifying -----------------------------------------------------------------------------------


def entries(party: RelyingParty) -> Iterator[Entry]:
    """The linked events of a relying party, in their order."""
    linked = AuditEvent.objects.filter(relying_party=party, number__isnull=False)
    for event in linked.order_by("number").iterator(chunk_size=2000):
        yield Entry(
            number=event.number or 0,
            id=event.pk,
            party=str(event.relying_party_id),
            holder=str(event.holder_id) if event.holder_id else None,
            kind=event.kind,
            at=_time(event.at),
            detail=event.detail,
            salt=bytes(event.salt).hex(),
            content=bytes(event.content_sha256 or b"").hex(),
            link=bytes(event.link_sha256 or b"").hex(),
        )


def verify(party: RelyingParty) -> list[Finding]:
    """Everything in a relying party's history that is not as it was written."""
    last = Finding(0, FIRST_LINK.hex())
    findings: list[Finding] = []

    def noticing_the_last() -> Iterator[Entry]:
        nonlocal last
        for entry in entries(party):
            last = Finding(entry.number, entry.link)
            yield entry

    findings += verify_entries(noticing_the_last())
    head = AuditHead.objects.filter(relying_party=party).first()
    if head is None:
        return findings if last.number == 0 else [*findings, Finding(0, "The end is not recorded.")]
    if (head.number, bytes(head.link_sha256).hex()) != (last.number, last.what):
        findings.append(Finding(head.number, "The chain does not end where it was left."))
    if not is_sealed(head):
        findings.append(Finding(head.number, "The end was not written by this service."))
    return findings


def verify_entries(found: Iterable[Entry]) -> list[Finding]:
    """The same for an export, as far as it goes without the service's keys."""
    findings: list[Finding] = []
    erased: set[int] = set()
    announced: set[int] = set()
    before, expected = FIRST_LINK, 1
    for entry in found:
        if entry.number != expected:
            findings.append(Finding(expected, "An event is missing, or stands twice."))
        if entry.is_erased:
            erased.add(entry.number)
        elif not _is_content_as_written(entry):
            findings.append(Finding(entry.number, "The event was changed."))
        link_now = _link_hash(before, _says(entry))
        if not hmac.compare_digest(link_now.hex(), entry.link):
            findings.append(Finding(entry.number, "The link to the event before is broken."))
        if entry.kind == AuditEvent.Kind.ERASED:
            announced.update(entry.detail.get("numbers", []))
        before, expected = bytes.fromhex(entry.link), entry.number + 1
    findings += [Finding(each, "The event was emptied.") for each in sorted(erased - announced)]
    return findings


def _is_content_as_written(entry: Entry) -> bool:
    content = {
        name: getattr(entry, name)
        for name in ("id", "party", "holder", "kind", "at", "detail", "salt")
    }
    return hmac.compare_digest(_content_hash(content).hex(), entry.content)


def _says(entry: Entry) -> dict[str, Any]:
    return {
        name: getattr(entry, name) for name in ("party", "number", "id", "kind", "at", "content")
    }


# --- Erasing -------------------------------------------------------------------------------------


def erase(*, holder: Holder) -> None:
    """Empty a person's events, because the person leaves. That they happened stays on record.

    The chain holds: it goes over the hash of a content, and what was emptied is listed in it.
    """
    with transaction.atomic():
        link(holder.relying_party_id)
        mine = AuditEvent.unguarded.filter(holder_id=holder.pk)
        numbers = list(mine.order_by("number").values_list("number", flat=True))
        mine.update(holder=None, detail={}, salt=b"")
        AuditEvent.objects.create(
            relying_party_id=holder.relying_party_id,
            kind=AuditEvent.Kind.ERASED,
            detail={"numbers": numbers},
        )
        # At once, so that no look at the chain finds empty places that nobody has announced.
        link(holder.relying_party_id)
