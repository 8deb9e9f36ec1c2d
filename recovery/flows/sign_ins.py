"""A person has signed in: what the history says of it."""

from __future__ import annotations

from recovery.models import AuditEvent, Holder

Kind = AuditEvent.Kind


def note(*, holder: Holder, how: str, device: str) -> None:
    """device: its name for people. One that this person has not signed in with before is told of
    as new, except for the very first."""
    before = AuditEvent.objects.filter(holder=holder, kind=Kind.SIGNED_IN)
    is_new = before.exists() and not before.filter(detail__device=device).exists()
    detail = {"how": how, "device": device}
    AuditEvent.objects.create(holder=holder, kind=Kind.SIGNED_IN, detail=detail)
    if is_new:
        AuditEvent.objects.create(holder=holder, kind=Kind.DEVICE_NEW, detail=detail)
