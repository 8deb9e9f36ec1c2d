"""Whose turn is it, and may this cloud be asked now?

People take turns. Work that becomes due gets a time in the queue: now, for somebody who has nothing
there, and a little after the last of their own rows for everybody else. A worker takes the earliest
one, so a thousand copies of one person and one copy of another do not stand in one line.

Clouds have lanes, one for each provider and host. A lane takes so many at a time, each account in
it fewer. A host that failed several times in a row rests, and its rows are passed over and keep
their turn; then one of them tries, and the others follow if that went well. An account whose cloud
named a time is left alone until then.

All of it is rows: what runs now is told by the leases.
"""

from __future__ import annotations

import logging
import random
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from recovery.clouds.errors import CannotReach, CloudError, RateLimited, ServerFault
from recovery.models import (
    AuditEvent,
    CloudAccount,
    Copy,
    Drill,
    Lane,
    Move,
    RelyingParty,
    SharedWork,
    Turn,
    User,
    Work,
)

logger = logging.getLogger(__name__)

# How far apart two rows of one person stand in the queue, and how far its end can be away.
_APART = timedelta(milliseconds=200)
_LONGEST_QUEUE = timedelta(minutes=10)
# Rows that are looked at in one go for one that can be done; most of the time the first can.
_FIRST_PAGE = 10
_LARGEST_PAGE = 1000
# At a time. Of a lane it is settings.CLOUD_LANE_LIMIT.
PER_ACCOUNT = 2
PER_PERSON = 4
# Failures in a row that make a host rest, and for how long; twice as long after each further one.
FAILURES = 3
_FIRST_REST_SECONDS = 15.0
_LONGEST_REST_SECONDS = 300.0

# Whoever asks the host now meets the same.
_HOST_IS_ILL = (CannotReach, RateLimited, ServerFault)


# --- Turns ---------------------------------------------------------------------------------------


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
    kinds: Mapping[str, type[Work]], *, ready: Q, passed_over: Collection[str]
) -> tuple[str, str] | None:
    """Kind and id of the row whose turn it is, or None when nothing can be done now.

    ready: which rows are due and free. passed_over: ids that were tried in vain just now.
    """
    busy = _busy(timezone.now())
    for is_background in (False, True):
        heads = []
        for kind, model in kinds.items():
            if getattr(model, "is_background", False) == is_background:
                rows = model._default_manager.filter(ready).exclude(pk__in=passed_over)
                head = next(_doable(rows, model, busy), None)
                if head is not None:
                    heads.append((head[0], kind, str(head[1])))
        if heads:
            _, kind, row_id = min(heads)
            return kind, row_id
    return None


def first_doable(model: type[Work], *, ready: Q, limit: int) -> list[UUID]:
    """Ids of rows that somebody could do now, as far as their person and place are free."""
    found = _doable(model._default_manager.filter(ready), model, _busy(timezone.now()))
    return [row_id for _, row_id in islice(found, limit)]


def _doable(rows: QuerySet[Any], model: type[Work], busy: _Busy) -> Iterator[tuple[datetime, UUID]]:
    """Turn and id of rows, in their order, without those that nobody could do now.

    The order comes from one index alone, a page at a time; whose a row is and which place it asks
    is looked up for the page. A query for both at once is planned in ways that look at every row.
    """
    if not issubclass(model, SharedWork):
        if model.one_at_a_time:
            rows = rows.exclude(_is_taken(model, busy.at))
        yield from rows.order_by("due_at").values_list("due_at", "pk").iterator(chunk_size=100)
        return
    in_order = rows.filter(turn__lte=busy.at + _LONGEST_QUEUE).order_by("turn")
    start, size = 0, _FIRST_PAGE
    while page := list(in_order.values_list("turn", "pk")[start : start + size]):
        free = _free(model, [row_id for _, row_id in page], busy)
        yield from (row for row in page if row[1] in free)
        start, size = start + size, _LARGEST_PAGE


def _is_taken(model: type[Work], now: datetime) -> Q:
    """Rows whose taker has one in its hands already, or rests."""
    taker = model.one_at_a_time
    leased = model._default_manager.filter(lease_until__gt=now).values(taker)
    return Q(**{f"{taker}__in": leased}) | Q(**{f"{taker}__rests_until__gt": now})


def _free(model: type[SharedWork], row_ids: list[UUID], busy: _Busy) -> set[UUID]:
    """Those of the rows whose person and place can take one more."""
    rows = model._default_manager.filter(pk__in=row_ids)
    holder = f"{model.to_holder}_id"
    if model.to_account is None:
        return {pk for pk, whose in rows.values_list("pk", holder) if whose not in busy.holders}
    place = (_of(model, "pk"), _of(model, "lane"), _of(model, "rests_until"))
    return {
        pk
        for pk, whose, account, lane, rests in rows.values_list("pk", holder, *place)
        if whose not in busy.holders
        and account not in busy.accounts
        and lane not in busy.lanes
        and (rests is None or rests <= busy.at)
    }


def _of(model: type[SharedWork], field: str) -> str:
    """The way from a row to a field of the place that it asks."""
    return f"{model.to_account}__{field}" if model.to_account else field


# --- Limits --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Busy:
    """What cannot take more at this moment."""

    at: datetime
    lanes: set[str]
    accounts: set[UUID]
    holders: set[UUID]


def _busy(now: datetime) -> _Busy:
    lanes: Counter[str] = Counter()
    accounts: Counter[UUID] = Counter()
    holders: Counter[UUID] = Counter()
    for account_id, lane, holder_id in _running(now):
        lanes[lane] += 1
        accounts[account_id] += 1
        holders[holder_id] += 1
    del lanes[""]
    trying = Lane.objects.filter(Q(failures__gte=FAILURES) | Q(paused_until__gt=now))
    limits = {lane.name: _limit(lane, now) for lane in trying}
    full = {name for name, count in lanes.items() if count >= settings.CLOUD_LANE_LIMIT}
    ill = {name for name, limit in limits.items() if lanes[name] >= limit}
    return _Busy(
        at=now,
        lanes=full | ill,
        accounts={account for account, count in accounts.items() if count >= PER_ACCOUNT},
        holders={holder for holder, count in holders.items() if count >= PER_PERSON},
    )


def _running(now: datetime) -> list[tuple[UUID, str, UUID]]:
    """Account, lane and holder of each row that a worker has in its hands.

    Few at any time; each query goes by one index.
    """
    accounts: list[UUID] = [
        *_leased(CloudAccount, "pk", now),
        *_leased(Copy, "account_id", now),
        *_leased(Move, "source_id", now),
    ]
    looked_at = _leased(Drill, "copy_id", now)
    if looked_at:
        accounts += Copy.objects.filter(pk__in=looked_at).values_list("account_id", flat=True)
    if not accounts:
        return []
    found = CloudAccount.objects.filter(pk__in=set(accounts)).values_list("pk", "lane", "holder_id")
    known = {row[0]: row for row in found}
    return [known[account_id] for account_id in accounts if account_id in known]


def _leased(model: type[SharedWork], field: str, now: datetime) -> list[UUID]:
    leased = model._default_manager.filter(lease_until__gt=now)
    return list(leased.values_list(field, flat=True))


def _limit(lane: Lane, now: datetime) -> int:
    if any(until is not None and until > now for until in (lane.rests_until, lane.paused_until)):
        return 0
    return 1 if lane.failures >= FAILURES else settings.CLOUD_LANE_LIMIT


def admits(model: type[Work], row_id: str) -> bool:
    """Whether the place that a row asks can take one more. Call it where the lease is taken.

    Claims in one lane wait here for each other, so that no two take the last place in it.
    """
    now = timezone.now()
    if model.one_at_a_time:
        return _takes_one_more(model, row_id, now)
    to_account = model.to_account if issubclass(model, SharedWork) else None
    if to_account is None:
        return True
    account = (
        CloudAccount.objects.filter(
            pk__in=model._default_manager.filter(pk=row_id).values(to_account or "pk")
        )
        .only("lane", "rests_until")
        .first()
    )
    if account is None or (account.rests_until is not None and account.rests_until > now):
        return False
    if not account.lane:
        return True
    lane, _ = Lane.objects.select_for_update().get_or_create(name=account.lane)
    running = _running(now)
    in_lane = sum(name == lane.name for _, name, _ in running)
    in_account = sum(account_id == account.pk for account_id, _, _ in running)
    return in_lane < _limit(lane, now) and in_account < PER_ACCOUNT


def _takes_one_more(model: type[Work], row_id: str, now: datetime) -> bool:
    taker = model._meta.get_field(model.one_at_a_time)
    row = model._default_manager.filter(pk=row_id)
    # Claims for one taker wait here for each other.
    takers = taker.related_model._default_manager.select_for_update()  # type: ignore[union-attr]
    if takers.filter(pk__in=row.values(taker.name)).first() is None:
        return False
    return not row.filter(_is_taken(model, now)).exists()


# --- A pause -------------------------------------------------------------------------------------


def pause(name: str, *, until: datetime, by: User) -> None:
    """Leave a host alone for a while, for example because it has announced that it is away.

    Whoever has lost a device and waits for a backup is not made to wait: see Restore.
    """
    with transaction.atomic():
        Lane.objects.update_or_create(name=name, defaults={"paused_until": until})
        _note(name, by=by, what="copies paused", until=f"{until:%Y-%m-%dT%H:%MZ}")


def resume(name: str, *, by: User) -> None:
    with transaction.atomic():
        Lane.objects.filter(name=name).update(paused_until=None)
        _note(name, by=by, what="copies resumed")


def _note(name: str, *, by: User, what: str, **detail: str) -> None:
    """In the history of every relying party whose people have places there."""
    parties = RelyingParty.objects.filter(holder__cloud_accounts__lane=name).distinct()
    AuditEvent.objects.bulk_create(
        AuditEvent(
            relying_party=party,
            kind=AuditEvent.Kind.STAFF_ACTED,
            detail={"by": by.email, "what": what, "provider": name, **detail},
        )
        for party in parties
    )


# --- What a cloud said ---------------------------------------------------------------------------


@contextmanager
def watched(account: CloudAccount) -> Iterator[None]:
    """Learn from how a cloud answers: who is asked next, and when."""
    try:
        yield
    except CloudError as error:
        if error.retry_after:
            rest = timedelta(seconds=error.retry_after)
            CloudAccount.objects.filter(pk=account.pk).update(rests_until=timezone.now() + rest)
        if isinstance(error, _HOST_IS_ILL):
            _failed(account.lane, error)
        else:
            # It answers; what it says is between it and this account.
            _answered(account.lane)
        raise
    _answered(account.lane)


def _failed(name: str, error: CloudError) -> None:
    if not name:
        return
    now = timezone.now()
    Lane.objects.get_or_create(name=name)
    # Those who were under way when it began to rest say nothing new.
    awake = Lane.objects.filter(Q(rests_until__isnull=True) | Q(rests_until__lte=now), name=name)
    if not awake.update(failures=F("failures") + 1):
        return
    failures = Lane.objects.values_list("failures", flat=True).get(name=name)
    if failures < FAILURES:
        return
    rest = min(_FIRST_REST_SECONDS * 2 ** min(failures - FAILURES, 10), _LONGEST_REST_SECONDS)
    jitter = random.uniform(0.75, 1.25)  # noqa: S311 - it spreads load and protects nothing
    seconds = max(rest * jitter, error.retry_after or 0.0)
    Lane.objects.filter(name=name).update(rests_until=now + timedelta(seconds=seconds))
    logger.info("%s rests for %.0f s: %s", name, seconds, error.code)


def _answered(name: str) -> None:
    failed = Lane.objects.filter(name=name, failures__gt=0)
    # Most of the time there is nothing to forget, and nothing is written.
    if name and failed.exists():
        failed.update(failures=0, rests_until=None)


def rests_until(account: CloudAccount) -> datetime | None:
    """Before which time a place is not asked, for people to read; None if it can be asked now."""
    now = timezone.now()
    lane = Lane.objects.filter(name=account.lane).first()
    times: list[datetime | None] = [account.rests_until]
    times += [lane.rests_until, lane.paused_until] if lane else []
    return max((time for time in times if time is not None and time > now), default=None)


def wake(account: CloudAccount) -> None:
    """A person asks for a try at once: the host's rest is over, unless the cloud named its end."""
    if account.rests_until is None or account.rests_until <= timezone.now():
        Lane.objects.filter(name=account.lane).update(rests_until=None)
