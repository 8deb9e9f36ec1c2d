"""Whose turn is it?

People take turns. Work that becomes due gets a time in the queue: now, for somebody who has nothing
there, and a little after the last of their own rows for everybody else. A worker takes the earliest
one, so a thousand copies of one person and one copy of another do not stand in one line.

Rows whose lane takes no more now stand in the common queue until somebody would have to step over
them; then they go to their lane's own queue and keep their turn there. It is asked whenever the
lane can take more, beside the common one. So nobody steps over the same row twice, and nothing has
to be told when a host comes back. The lane's row is locked by whoever fills or closes its queue.

Which places can take one more at this moment is told by flows/lanes.py.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import CharField, DateTimeField, QuerySet, Value
from django.utils import timezone

from recovery.flows import lanes
from recovery.flows.prepared import NOW, Condition, Prepared, Slot
from recovery.models import CloudAccount, Copy, Drill, Lane, Move, SharedWork, Turn, Work

# How far apart two rows of one person stand in the queue, and how far its end can be away.
_APART = timedelta(milliseconds=200)
_LONGEST_QUEUE = timedelta(minutes=10)
# Rows that are looked at in one go for one that can be done; most of the time the first can.
_FIRST_PAGE = 20
_LARGEST_PAGE = 1000
# Queues of lanes that are asked in one go, beside the common one.
_QUEUES_AT_ONCE = 4
# Queues that one sweep looks at, whether they can be closed.
_CLOSED_AT_ONCE = 100

_COMMON = ""
_QUEUE = Slot("queue", CharField())
_LATEST_TURN = Slot("latest_turn", DateTimeField())
_NONE = Value(None, output_field=CharField())
# Whose rows have a lane.
_IN_LANES: tuple[type[SharedWork], ...] = (CloudAccount, Copy, Move, Drill)


def take_turn(row: SharedWork) -> datetime:
    """Put a row that has just become due behind its person's other ones."""
    now = timezone.now()
    mine = type(row)._default_manager.filter(pk=row.pk)
    holder_id = mine.values_list(f"{row.to_holder}_id", flat=True).first()
    if holder_id is None:
        # It was deleted meanwhile.
        return now
    with transaction.atomic():
        turn, _ = Turn.objects.select_for_update().get_or_create(holder_id=holder_id)
        at = min(max(turn.until, now), now + _LONGEST_QUEUE)
        Turn.objects.filter(pk=turn.pk).update(until=at + _APART)
    mine.update(turn=at)
    return at


def next_row(
    kinds: Mapping[str, type[Work]],
    *,
    ready: Condition,
    given: Mapping[str, Any],
    passed_over: Collection[str],
    among: int,
) -> tuple[str, str] | None:
    """Kind and id of the row whose turn it is, or None when nothing can be done now.

    ready: which rows are due and free; given: values of its slots, NOW among them. passed_over:
    ids that were tried in vain just now. among: of so many whose turn comes first, any one.
    """
    busy = lanes.busy(given["now"])
    for is_background in (False, True):
        mine = {
            kind: model
            for kind, model in kinds.items()
            if getattr(model, "is_background", False) == is_background
        }
        for queues in _a_few(busy.queues):
            asked = [
                (kind, _Waiting(model, queue, ready, given))
                for kind, model in mine.items()
                for queue in queues
                if queue == _COMMON or model in _IN_LANES
            ]
            heads = []
            for kind, rows in _not_empty(asked):
                doable = ((turn, str(row_id)) for turn, row_id in _doable(rows, busy))
                free = (found for found in doable if found[1] not in passed_over)
                heads += [(turn, kind, row_id) for turn, row_id in islice(free, among)]
            if heads:
                _, kind, row_id = random.choice(sorted(heads)[:among])  # noqa: S311 - no secret
                return kind, row_id
    return None


def first_doable(
    model: type[Work], *, ready: Condition, given: Mapping[str, Any], limit: int
) -> list[UUID]:
    """Ids of rows that somebody could do now, as far as their person and place are free."""
    busy = lanes.busy(given["now"])
    found = (
        row_id
        for queue in (_COMMON, *(busy.queues if model in _IN_LANES else ()))
        for _, row_id in _doable(_Waiting(model, queue, ready, given), busy)
    )
    return list(islice(found, limit))


def _a_few(queues: list[str]) -> Iterator[list[str]]:
    """The common queue and a few others, then a few more."""
    yield [_COMMON, *queues[:_QUEUES_AT_ONCE]]
    for start in range(_QUEUES_AT_ONCE, len(queues), _QUEUES_AT_ONCE):
        yield queues[start : start + _QUEUES_AT_ONCE]


@dataclass(frozen=True)
class _Waiting:
    """The rows of one kind in a queue that might be done now."""

    model: type[Work]
    queue: str
    ready: Condition
    given: Mapping[str, Any]

    def values(self) -> dict[str, Any]:
        return {
            **self.given,
            "queue": self.queue,
            "latest_turn": self.given["now"] + _LONGEST_QUEUE,
        }


def _not_empty(asked: Sequence[tuple[str, _Waiting]]) -> list[tuple[str, _Waiting]]:
    """Those that have any row, by one query for all: most of them never have."""
    if not asked:
        return []
    columns, values = [], []
    for _, rows in asked:
        query = _any(rows.model, rows.ready)
        columns.append(f"EXISTS({query.sql})")
        values += query.params(**rows.values())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}", values)
        answers = cursor.fetchone()
    return [one for one, is_there in zip(asked, answers, strict=True) if is_there]


def _doable(rows: _Waiting, busy: lanes.Busy) -> Iterator[tuple[datetime, UUID]]:
    """Turn and id of rows, in their order, without those that nobody could do now."""
    start, size, values = 0, _FIRST_PAGE, rows.values()
    while page := _page(rows.model, rows.ready, start, size).rows(**values):
        free, waiting = _sorted_out(page, busy)
        moved = 0
        if issubclass(rows.model, SharedWork) and (not free or size > _FIRST_PAGE):
            moved = sum(_move_to_own_queue(rows.model, *lane) for lane in sorted(waiting.items()))
        yield from free
        if len(page) < size:
            return
        start, size = start + size - moved, min(size * 10, _LARGEST_PAGE)


def _sorted_out(
    page: Sequence[tuple[Any, ...]], busy: lanes.Busy
) -> tuple[list[tuple[datetime, UUID]], dict[str, list[UUID]]]:
    """The rows whose person and place can take one more; and those that wait for a lane."""
    free, waiting = [], defaultdict(list)
    for turn, row_id, holder, account, lane, rests in page:
        if lane in busy.lanes:
            waiting[lane].append(row_id)
        elif (
            holder not in busy.holders
            and account not in busy.accounts
            and (rests is None or rests <= busy.at)
        ):
            free.append((turn, row_id))
    return free, waiting


# --- Queries -------------------------------------------------------------------------------------


def _waiting(model: type[Work], ready: Condition) -> QuerySet[Any]:
    """Unordered, and found by one index."""
    rows: QuerySet[Any] = model._default_manager.filter(ready.rows)
    if issubclass(model, SharedWork):
        return rows.filter(queue=_QUEUE, turn__lte=_LATEST_TURN)
    return rows.exclude(lanes.is_taken(model, NOW)) if model.one_at_a_time else rows


@lru_cache(maxsize=100)
def _any(model: type[Work], ready: Condition) -> Prepared:
    return Prepared(_waiting(model, ready).values("pk")[:1])


@lru_cache(maxsize=100)
def _page(model: type[Work], ready: Condition, start: int, size: int) -> Prepared:
    """Turn, id, holder, place, its lane, and until when it rests; None for what there is not.

    The order comes from one index alone; whose a row is and which place it asks is looked up for
    the page. A plain join of both is planned in ways that look at every row.
    """
    rows = _waiting(model, ready)
    if not issubclass(model, SharedWork):
        return Prepared(
            rows.order_by("due_at").values_list("due_at", "pk", *[_NONE] * 4)[start:][:size]
        )
    page = rows.order_by("turn")[start:][:size]
    place = [_of(model, field) for field in ("pk", "lane", "rests_until")]
    whose = model._default_manager.filter(pk__in=page.values("pk")).order_by("turn")
    return Prepared(
        whose.values_list(
            "turn",
            "pk",
            f"{model.to_holder}_id",
            *(place if model.to_account is not None else [_NONE] * 3),
        )
    )


def _of(model: type[SharedWork], field: str) -> str:
    """The way from a row to a field of the place that it asks."""
    return f"{model.to_account}__{field}" if model.to_account else field


# --- Queues of lanes -----------------------------------------------------------------------------


def _move_to_own_queue(model: type[SharedWork], name: str, row_ids: list[UUID]) -> int:
    """Out of everybody's way, for as long as their lane takes no more. Gives how many went."""
    with transaction.atomic():
        Lane.objects.select_for_update().get_or_create(name=name)
        Lane.objects.filter(name=name).update(has_queue=True)
        rows = model._default_manager.filter(pk__in=row_ids, state=Work.State.DUE)
        return _move(rows.exclude(queue=name), to=name)


def close_queues() -> None:
    """Put rows of lanes that can take more back, a few at a time, and end each queue that is empty.

    By the clock, and only to keep the queues few: their rows are found where they are.
    """
    for name in lanes.busy(timezone.now()).queues[:_CLOSED_AT_ONCE]:
        with transaction.atomic():
            Lane.objects.select_for_update().get(name=name)
            there = [
                model._default_manager.filter(queue=name, state=Work.State.DUE)
                for model in _IN_LANES
            ]
            for rows in there:
                _move(rows.order_by("turn")[:_FIRST_PAGE], to=_COMMON)
            if not any(rows.exists() for rows in there):
                Lane.objects.filter(name=name).update(has_queue=False)


def _move(rows: QuerySet[Any], *, to: str) -> int:
    """What somebody is changing at this moment stays where it is."""
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True)
    row_ids = list(rows.values_list("pk", flat=True))
    moved: int = rows.model._default_manager.filter(pk__in=row_ids).update(queue=to)
    return moved
