"""What can staff do for copies that are not right? Have them looked at, or made, once more.

Both only make a row due, so a worker does it with all the checks that it does it with anyway.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from recovery.flows import audit, work
from recovery.models import AuditEvent, Copy, Drill, RelyingParty, User, Work


def prove_again(copies: Iterable[Copy], *, by: User) -> int:
    """Look at proved copies at once, instead of when their time comes. Gives their number."""
    asked = [copy for copy in copies if copy.state == Work.State.DONE]
    prove_now(asked)
    _note(asked, by=by, what="prove again")
    return len(asked)


def prove_now(copies: Iterable[Copy]) -> int:
    """The same, asked for by the relying party's own server."""
    drills = list(Drill.objects.filter(copy__in=list(copies), lease_until=None))
    for drill in drills:
        work.again(drill)
    return len(drills)


def copy_again(copies: Iterable[Copy], *, by: User) -> int:
    """Try copies at once that are refused or that wait for a later try. Gives their number."""
    unproved = (Work.State.BLOCKED, Work.State.DUE)
    asked = [copy for copy in copies if copy.state in unproved and copy.lease_until is None]
    for copy in asked:
        work.again(copy, step=Copy.Step.WAITING)
    _note(asked, by=by, what="copy again")
    return len(asked)


def _note(copies: list[Copy], *, by: User, what: str) -> None:
    by_party: dict[RelyingParty, list[Copy]] = {}
    for copy in copies:
        by_party.setdefault(copy.wallet.holder.relying_party, []).append(copy)
    kind = AuditEvent.Kind.STAFF_ACTED
    with transaction.atomic():
        for party, theirs in by_party.items():
            ids = [str(copy.pk) for copy in theirs]
            audit.note(party=party, by=by, kind=kind, what=what, copies=ids)
