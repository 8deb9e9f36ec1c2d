"""May this cloud be asked now?

Clouds have lanes, one for each provider and host. A lane takes so many at a time, each account in
it fewer. A host that failed several times in a row, and not for one of its people alone, rests, and
its rows are passed over and keep their turn; then one of them tries, and the others follow if that
went well. An account whose cloud named a time is left alone until then.

All of it is rows: what runs now is told by the leases.
"""

from __future__ import annotations

import logging
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import CharField, F, Q, QuerySet, UUIDField
from django.utils import timezone

from recovery.clouds.errors import CannotReach, CloudError, RateLimited, ServerFault
from recovery.flows.prepared import NOW, Condition, Prepared, Slot
from recovery.models import (
    AuditEvent,
    CloudAccount,
    Copy,
    Drill,
    Lane,
    Move,
    RelyingParty,
    SharedWork,
    User,
    Work,
)

logger = logging.getLogger(__name__)

# At a time. Of a lane it is settings.CLOUD_LANE_LIMIT.
PER_ACCOUNT = 2
PER_PERSON = 4
# Failures in a row that make a host rest, and for how long; twice as long after each further one.
FAILURES = 3
_FIRST_REST_SECONDS = 15.0
_LONGEST_REST_SECONDS = 300.0

# Whoever asks the host now meets the same.
_HOST_IS_ILL = (CannotReach, RateLimited, ServerFault)


# --- Limits --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Busy:
    """What cannot take more at this moment."""

    at: datetime
    lanes: set[str]
    accounts: set[UUID]
    holders: set[UUID]
    # Lanes that can take more, and have a queue of their own; in no order.
    queues: list[str]


def busy(now: datetime) -> Busy:
    lanes: Counter[str] = Counter()
    accounts: Counter[UUID] = Counter()
    holders: Counter[UUID] = Counter()
    for account_id, lane, holder_id in _running(now):
        lanes[lane] += 1
        accounts[account_id] += 1
        holders[holder_id] += 1
    del lanes[""]
    special = _lanes(_special_lanes(), now=now)
    limits = {lane.name: _limit(lane, now) for lane in special}
    full = {name for name, count in lanes.items() if count >= settings.CLOUD_LANE_LIMIT}
    ill = {name for name, limit in limits.items() if lanes[name] >= limit}
    queues = [lane.name for lane in special if lane.has_queue and lane.name not in full | ill]
    # A few of many are asked first, each time others.
    random.shuffle(queues)
    return Busy(
        at=now,
        lanes=full | ill,
        accounts={account for account, count in accounts.items() if count >= PER_ACCOUNT},
        holders={holder for holder, count in holders.items() if count >= PER_PERSON},
        queues=queues,
    )


def _running(now: datetime) -> list[tuple[UUID, str, UUID]]:
    """Account, lane and holder of each row that a worker has in its hands. Few at any time."""
    leased = _leased_accounts().rows(now=now)
    if not leased:
        return []
    known = {row[0]: row for row in _accounts_of_leased().rows(now=now)}
    return [known[account_id] for (account_id,) in leased if account_id in known]


def _leased() -> QuerySet[Any]:
    """The account of each such row, as often as it has one.

    Each query goes by one index: with a table joined, some are planned from that table's end.
    """
    looked_at = Drill.objects.filter(lease_until__gt=NOW).values("copy_id")
    asked, *others = (
        CloudAccount.objects.filter(lease_until__gt=NOW).values_list("pk"),
        Copy.objects.filter(lease_until__gt=NOW).values_list("account_id"),
        Copy.objects.filter(pk__in=looked_at).values_list("account_id"),
        Move.objects.filter(lease_until__gt=NOW).values_list("source_id"),
    )
    return asked.union(*others, all=True)


@cache
def _leased_accounts() -> Prepared:
    return Prepared(_leased())


@cache
def _accounts_of_leased() -> Prepared:
    rows = CloudAccount.objects.filter(pk__in=_leased())
    return Prepared(rows.values_list("pk", "lane", "holder_id"))


@cache
def _special_lanes() -> Prepared:
    """Those that do not simply take as many as any other."""
    is_special = Q(failures__gte=FAILURES) | Q(paused_until__gt=NOW) | Q(has_queue=True)
    return Prepared(Lane.objects.filter(is_special).values_list())


def _lanes(query: Prepared, **given: Any) -> list[Lane]:
    """query: of whole rows, see values_list()."""
    names = [field.attname for field in Lane._meta.concrete_fields]
    return [Lane(**dict(zip(names, row, strict=True))) for row in query.rows(**given)]


def _limit(lane: Lane, now: datetime) -> int:
    if any(until is not None and until > now for until in (lane.rests_until, lane.paused_until)):
        return 0
    return 1 if lane.failures >= FAILURES else settings.CLOUD_LANE_LIMIT


def admits(model: type[Work], row_id: str, *, ready: Condition) -> bool:
    """Whether the place that a row asks can take one more. Call it where the lease is taken.

    Claims in one lane wait here for each other, so that no two take the last place in it. Whoever
    comes for a row that is not ready any more does not wait.
    """
    now = timezone.now()
    if model.one_at_a_time:
        return _takes_one_more(model, row_id, now)
    to_account = model.to_account if issubclass(model, SharedWork) else None
    if to_account is None:
        return True
    asked = _account_of(model, to_account or "pk", ready).rows(now=now, row_id=row_id)
    if not asked:
        return False
    ((account_id, lane_name, rests_until),) = asked
    if rests_until is not None and rests_until > now:
        return False
    if not lane_name:
        return True
    lane = _locked(lane_name)
    running = _running(now)
    in_lane = sum(name == lane.name for _, name, _ in running)
    in_account = sum(running_id == account_id for running_id, _, _ in running)
    return in_lane < _limit(lane, now) and in_account < PER_ACCOUNT


def _locked(name: str) -> Lane:
    """A lane's row, until the end of the transaction."""
    for lane in _lanes(_lane_for_update(), name=name):
        return lane
    return Lane.objects.select_for_update().get_or_create(name=name)[0]


@cache
def _lane_for_update() -> Prepared:
    return Prepared(
        Lane.objects.select_for_update().filter(name=Slot("name", CharField())).values_list()
    )


@cache
def _account_of(model: type[Work], to_account: str, ready: Condition) -> Prepared:
    """The place that a row asks, while the row is ready."""
    rows = model._default_manager.filter(ready.rows, pk=Slot("row_id", UUIDField()))
    accounts = CloudAccount.objects.filter(pk__in=rows.values(to_account))
    return Prepared(accounts.values_list("pk", "lane", "rests_until"))


def is_taken(model: type[Work], now: datetime | Slot) -> Q:
    """Rows whose taker has one in its hands already, or rests."""
    taker = model.one_at_a_time
    leased = model._default_manager.filter(lease_until__gt=now).values(taker)
    return Q(**{f"{taker}__in": leased}) | Q(**{f"{taker}__rests_until__gt": now})


def _takes_one_more(model: type[Work], row_id: str, now: datetime) -> bool:
    taker = model._meta.get_field(model.one_at_a_time)
    row = model._default_manager.filter(pk=row_id)
    # Claims for one taker wait here for each other.
    takers = taker.related_model._default_manager.select_for_update()  # type: ignore[union-attr]
    if takers.filter(pk__in=row.values(taker.name)).first() is None:
        return False
    return not row.filter(is_taken(model, now)).exists()


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
            _failed(account, error)
        else:
            # It answers; what it says is between it and this account.
            _answered(account.lane)
        raise
    _answered(account.lane)


def _failed(account: CloudAccount, error: CloudError) -> None:
    name, holder_id = account.lane, account.holder_id
    if not name:
        return
    now = timezone.now()
    Lane.objects.get_or_create(name=name)
    # Those who were under way when it began to rest say nothing new.
    telling = Lane.objects.filter(Q(rests_until__isnull=True) | Q(rests_until__lte=now), name=name)
    if CloudAccount.objects.filter(lane=name).exclude(holder_id=holder_id).exists():
        # A full or broken account of one person says little of the host, however often it is asked.
        telling = telling.exclude(failed_for=holder_id)
    if not telling.update(failures=F("failures") + 1, failed_for=holder_id):
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
        failed.update(failures=0, failed_for=None, rests_until=None)


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
