"""How does work get done by a worker? Rows are the queue; the broker only carries wake-ups.

    announce   after the commit that made a row due: wake a worker, if the broker can be reached
    due        by the clock: rows whose wake-up was lost, or whose time has come again
    next_row   whose turn it is; a wake-up names no row, see flows/turns.py
    claim      one conditional UPDATE: takes the lease and counts the attempt, before the work
    finish / plan / postpone / block    what became of it; only the holder of the lease may say so

A lost message costs seconds, a killed worker costs one lease, a second delivery costs nothing.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any, TypeVar

from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from django.db.models import DateTimeField, F, Q
from django.utils import timezone
from kombu import pools
from kombu.exceptions import LimitExceeded, OperationalError

from recovery.errors import KeyhavenError
from recovery.flows import lanes, turns
from recovery.flows.prepared import NOW, Condition, Slot
from recovery.models import SharedWork, Work

logger = logging.getLogger(__name__)

# A wake-up is worth little patience: without it the row is found by the clock.
_HASTE = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5, "max_retries": 0}
# After a failure the broker is left alone for so long, and no request waits for it again.
BROKER_REST_SECONDS = 5.0
NUDGE_AGAIN_AFTER = timedelta(seconds=30)
_NEED_NO_WAKING = timedelta(seconds=2)
FIRST_DELAY_SECONDS = 5.0
LONGEST_DELAY_SECONDS = 3600.0

Row = TypeVar("Row", bound=Work)

# One claim in five that comes too late keeps the number where it is. It goes by itself.
_RIVALS_PER_LOSS = 4
_MOST_RIVALS = 19

_broker_rests_until = 0.0
_rivals = 0


def _ready(now: datetime | Slot) -> Q:
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    return Q(state=Work.State.DUE, due_at__lte=now) & free


def _silent(since: datetime | Slot) -> Q:
    """Nobody was woken for it lately."""
    return Q(nudged_at__isnull=True) | Q(nudged_at__lt=since)


_READY = Condition(_ready(NOW))
_READY_AND_SILENT = Condition(_ready(NOW) & _silent(Slot("silent_since", DateTimeField())))


def announce(row: Work) -> None:
    """Give a row its turn and wake a worker, once the surrounding transaction is committed."""
    transaction.on_commit(partial(_announce, row))


def _announce(row: Work) -> None:
    turn = turns.take_turn(row) if isinstance(row, SharedWork) else timezone.now()
    # A long queue of one person has workers that go on by themselves.
    if turn < timezone.now() + _NEED_NO_WAKING:
        wake()


def wake() -> bool:
    """Send a wake-up for one worker, and say whether it went out.

    A broker that is down is no error: `due` finds the row by the clock. Costs a request little:
    half a second or two at the first failure, nothing for a while after.
    """
    global _broker_rests_until
    if time.monotonic() < _broker_rests_until:
        return False
    try:
        with pools.producers[hasty_broker()].acquire(block=True, timeout=1) as producer:
            current_app.send_task("recovery.tasks.work", producer=producer, retry=False)
    except (OperationalError, LimitExceeded):
        _broker_rests_until = time.monotonic() + BROKER_REST_SECONDS
        logger.warning("the broker cannot be reached; what is due waits for the sweep")
        return False
    return True


@cache
def hasty_broker() -> Any:
    """The broker, for those who would rather fail than wait: requests and health checks.

    kombu's own defaults try a broker that is down for seconds, again at each message.
    """
    return current_app.connection_for_write(transport_options=_HASTE)


def due(model: type[Row], *, limit: int) -> list[str]:
    """Ids of rows that need a wake-up now; marks them, so that the next sweep leaves them alone.

    Rows that nobody could do now are not among them, so they are found as soon as somebody can.
    """
    now = timezone.now()
    given = {"now": now, "silent_since": now - NUDGE_AGAIN_AFTER}
    found = turns.first_doable(model, ready=_READY_AND_SILENT, given=given, limit=limit)
    with transaction.atomic():
        # Another sweep may have been here at the same moment.
        rows = model._default_manager.filter(_silent(given["silent_since"]), pk__in=found)
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, of=("self",))
        mine = set(rows.values_list("pk", flat=True))
        model._default_manager.filter(pk__in=mine).update(nudged_at=now)
    return [str(row_id) for row_id in found if row_id in mine]


def not_announced(model: type[Row], row_ids: Sequence[str]) -> None:
    """Take the marks of `due` back: no wake-up went out, so the next sweep shall try again."""
    model._default_manager.filter(pk__in=row_ids, lease_until__isnull=True).update(nudged_at=None)


def next_row(
    kinds: Mapping[str, type[Work]], *, passed_over: Collection[str] = (), among: int = 1
) -> tuple[str, str] | None:
    """Kind and id of the row that is to be done next, if any; any of the first so many."""
    return turns.next_row(
        kinds,
        ready=_READY,
        given={"now": timezone.now()},
        passed_over=passed_over,
        among=among,
    )


def rivals() -> int:
    """About how many others come for the same rows at the same time as this process.

    Whoever has some does better to choose among a few more rows than the first, see `next_row`.
    """
    return _rivals


def claim(model: type[Row], row_id: str, **fields: Any) -> Row | None:
    """Take the lease of one due row, and set further fields with it.

    None when somebody else has it, it is not due, or the place that it asks takes no more now.
    """
    global _rivals
    if not _take(model, row_id, fields):
        _rivals = min(_rivals + _RIVALS_PER_LOSS, _MOST_RIVALS)
        return None
    _rivals = max(_rivals - 1, 0)
    # A wallet whose row is gone by now takes the copy's with it.
    return model._default_manager.select_related(*model.comes_with).get(pk=row_id)


def _take(model: type[Row], row_id: str, fields: dict[str, Any]) -> bool:
    with transaction.atomic():
        if not lanes.admits(model, row_id, ready=_READY):
            return False
        now = timezone.now()
        lease_until = now + timedelta(seconds=settings.WORK_LEASE_SECONDS)
        if issubclass(model, SharedWork):
            # Whatever becomes of it, it has left the queue of its lane.
            fields["queue"] = ""
        # The wake-up has done its work; should this worker die, it holds nobody back.
        claimed = model._default_manager.filter(_ready(now), pk=row_id).update(
            lease_until=lease_until, attempts=F("attempts") + 1, nudged_at=None, **fields
        )
    return bool(claimed)


def finish(row: Work, **fields: Any) -> bool:
    """Record success. False when the lease was lost: whoever has it now decides."""
    return _settle(row, state=Work.State.DONE, error="", attempts=0, **fields)


def plan(row: Work, *, due_at: datetime, **fields: Any) -> bool:
    """Record success of work that comes back: due again at a time of its own."""
    return _settle(row, attempts=0, **_later(row, due_at), **fields)


def postpone(
    row: Work, *, error: str, retry_after_seconds: float | None = None, **fields: Any
) -> bool:
    """Try again later: with jitter, twice as long after each attempt, or when the cloud says so."""
    # An attempt an hour, for weeks, must not lead to a number that is too large to multiply.
    doublings = min(row.attempts - 1, 16)
    wait = min(FIRST_DELAY_SECONDS * 2**doublings, LONGEST_DELAY_SECONDS)
    jitter = random.uniform(0.75, 1.25)  # noqa: S311 - it spreads load and protects nothing
    wait = max(wait * jitter, retry_after_seconds or 0.0)
    due_at = timezone.now() + timedelta(seconds=wait)
    return _settle(row, error=error, **_later(row, due_at), **fields)


def stumble(model: type[Row], row_id: str) -> None:
    """After an error that nobody foresaw: let the row go, and have it tried again later.

    A worker's time is over before its lease is, so a lease that still holds is the caller's own.
    """
    row = model._default_manager.filter(pk=row_id, lease_until__gt=timezone.now()).first()
    if row is not None:
        postpone(row, error=KeyhavenError.code)


def block(row: Work, *, error: str, **fields: Any) -> bool:
    """It cannot go on without the person."""
    return _settle(row, state=Work.State.BLOCKED, error=error, **fields)


def again(row: Work, **fields: Any) -> None:
    """Make a settled row due at once, for example because the person pressed a button."""
    values = {"state": Work.State.DUE, "attempts": 0, "error": "", **_later(row, timezone.now())}
    type(row)._default_manager.filter(pk=row.pk).update(
        **values, nudged_at=None, lease_until=None, **fields
    )
    announce(row)


def _later(row: Work, due_at: datetime) -> dict[str, datetime | str]:
    """What is due later has its turn then, and not before, and in the common queue."""
    return {
        "due_at": due_at,
        **({"turn": due_at, "queue": ""} if isinstance(row, SharedWork) else {}),
    }


def _settle(row: Work, **fields: Any) -> bool:
    # The lease that this worker took is part of the condition: a worker that was asleep for
    # longer than its lease must not overwrite what another one found.
    mine = type(row)._default_manager.filter(
        pk=row.pk, lease_until=row.lease_until, state=Work.State.DUE
    )
    return bool(mine.update(lease_until=None, nudged_at=None, **fields))
