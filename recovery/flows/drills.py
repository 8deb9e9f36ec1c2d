"""Is a copy that was proved still there? We go and look, on a schedule and when a person asks.

A copy of ours that is missing, older or damaged is written again without a word. Something else in
its place is left alone, and the person decides. A cloud that does not answer, or does not let us
in, says nothing about the copy: what was proved, and when, stays on record.
"""

from __future__ import annotations

import logging
import random
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from recovery import base64url
from recovery.clouds import backup_folder
from recovery.clouds.errors import (
    AccessDenied,
    AddressInvalid,
    AddressRefused,
    CertificateRefused,
    CloudError,
    ConsentStale,
    DamagedCopy,
    DifferentCopy,
    ForeignCopy,
    NameTaken,
    NewerCopy,
    NotStorage,
    NotThere,
    RedirectRefused,
    RegionWrong,
    SignInRefused,
    StaleCopy,
    TooLarge,
    UnknownCopy,
)
from recovery.errors import BackupRefused, NotFound
from recovery.failpoints import reach
from recovery.flows import backup_files, clouds, lanes, work
from recovery.models import AuditEvent, Copy, Drill, Holder, Work

logger = logging.getLogger(__name__)

Health = Drill.Health

_FOUND: dict[type[CloudError], Drill.Health] = {
    NotThere: Health.MISSING,
    StaleCopy: Health.STALE,
    DamagedCopy: Health.INVALID,
    ForeignCopy: Health.INVALID,
    NewerCopy: Health.INVALID,
    DifferentCopy: Health.INVALID,
    UnknownCopy: Health.INVALID,
    NameTaken: Health.INVALID,
    TooLarge: Health.INVALID,
    SignInRefused: Health.NO_ACCESS,
    AccessDenied: Health.NO_ACCESS,
    ConsentStale: Health.NO_ACCESS,
    NotStorage: Health.NO_ACCESS,
    AddressInvalid: Health.NO_ACCESS,
    AddressRefused: Health.NO_ACCESS,
    RedirectRefused: Health.NO_ACCESS,
    CertificateRefused: Health.NO_ACCESS,
    RegionWrong: Health.NO_ACCESS,
}
# Our own copy, in a state in which writing it again is right.
_MENDABLE = (NotThere, StaleCopy, DamagedCopy)


def health_of(error: CloudError | None) -> Drill.Health:
    """What a look says about the copy. An error that nobody foresaw says the least."""
    if error is None:
        return Health.HEALTHY
    for kind in type(error).__mro__:
        if kind in _FOUND:
            return _FOUND[kind]
    return Health.CANNOT_REACH


def schedule(copy: Copy) -> None:
    """Look again later at a copy that has just been proved; older generations are let go.

    Called inside the transaction that records the proof.
    """
    Drill.objects.filter(copy__wallet_id=copy.wallet_id, copy__account_id=copy.account_id).exclude(
        copy=copy
    ).delete()
    now = timezone.now()
    due_at = _next(now)
    drill = Drill(copy=copy, health=Health.HEALTHY, looked_at=now, due_at=due_at, turn=due_at)
    again = ["health", "looked_at", "due_at", "turn", "queue", "state", "attempts", "error"]
    Drill.objects.bulk_create(
        [drill],
        update_conflicts=True,
        unique_fields=["copy"],
        update_fields=[*again, "lease_until", "nudged_at"],
    )


def look_now(*, holder: Holder, account_id: UUID, wid: bytes) -> None:
    """Look at once, because the person asked. Raises NotFound where no copy was proved."""
    drill = Drill.objects.filter(
        copy__account_id=account_id, copy__account__holder=holder, copy__wallet__wid=wid
    ).first()
    if drill is None:
        raise NotFound
    lanes.wake(drill.copy.account)
    work.again(drill)


def run(drill_id: str) -> None:
    """Look at one copy, and do what follows from what is found."""
    drill = work.claim(Drill, drill_id)
    if drill is None:
        return
    reach("drills.claimed")
    error: CloudError | None = None
    try:
        with lanes.watched(drill.copy.account):
            look_at(drill.copy)
    except CloudError as found:
        error = found
    _conclude(drill, error)


def look_at(copy: Copy) -> None:
    """Read a copy that was proved, whole, and compare it. Raises CloudError for what is not right.

    Nothing is written, neither there nor here.
    """
    generation, wallet = copy.generation, copy.wallet
    data = backup_folder.prove(
        clouds.open_account(copy.account),
        folder=copy.place.partition("/")[0],
        gen=generation.number,
        wid=base64url.encode(bytes(wallet.wid)),
        sha256=bytes(generation.digest).hex(),
    )
    try:
        # The bytes are those that were committed; that they are a backup was checked then, too.
        backup_files.from_cloud_object(data, manifest_key=bytes(generation.manifest_key))
    except BackupRefused as refused:
        raise DamagedCopy from refused


def _conclude(drill: Drill, error: CloudError | None) -> None:
    copy, wallet = drill.copy, drill.copy.wallet
    wallet.refresh_from_db(fields=["generation"])
    if copy.generation.number < wallet.generation:
        # The wallet has moved on. Its new copy gets a drill of its own once it is proved.
        drill.delete()
        return
    health = health_of(error)
    with transaction.atomic():
        if not _record(drill, health=health, error=error):
            # Another worker has it by now, and knows better.
            return
        reach("drills.recorded")
        _act(copy, health=health, error=error)


def _record(drill: Drill, *, health: Drill.Health, error: CloudError | None) -> bool:
    """Keep what was found, and plan the next look. False when the lease was lost."""
    now = timezone.now()
    if health == Health.CANNOT_REACH and error is not None:
        is_ours = work.postpone(
            drill,
            error=error.code,
            retry_after_seconds=error.retry_after,
            health=health,
            looked_at=now,
        )
    else:
        code = error.code if error else ""
        is_ours = work.plan(drill, due_at=_next(now), health=health, looked_at=now, error=code)
    # A cloud that stays away is told once, not at each try.
    if is_ours and (error is None or health != drill.health):
        _tell_history(drill.copy, health)
    return is_ours


def _act(copy: Copy, *, health: Drill.Health, error: CloudError | None) -> None:
    """Do what follows for a copy, unless somebody is at work on it already."""
    settled = Copy.objects.filter(pk=copy.pk, state=Work.State.DONE)
    if error is None:
        settled.update(proved_at=timezone.now())
    elif isinstance(error, _MENDABLE):
        if settled.update(proved_at=None):
            work.again(copy, step=Copy.Step.WAITING)
    elif health == Health.INVALID:
        # What lies there is not ours to touch, and the person has to know that ours is gone.
        settled.update(state=Work.State.BLOCKED, error=error.code, proved_at=None)


def _tell_history(copy: Copy, health: Drill.Health) -> None:
    AuditEvent.objects.create(
        holder_id=copy.wallet.holder_id,
        kind=AuditEvent.Kind.COPY_CHECKED,
        detail={
            "wallet": copy.wallet.name,
            "account": copy.account.account_hint,
            "gen": copy.generation.number,
            "health": health,
        },
    )


def _next(now: datetime) -> datetime:
    """A different time for each copy, so that a cloud is not asked for all of them at once."""
    spread = random.uniform(0.5, 1.0)  # noqa: S311 - it spreads load and protects nothing
    return now + timedelta(days=settings.COPY_CHECK_DAYS) * spread
