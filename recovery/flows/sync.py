"""How does a committed generation reach a cloud, and how do we know that it is there?

claim → write under a new name → read back and compare → switch the pointer → record → retire old.
No transaction is open while the cloud is talked to. "Proved" is recorded only after the read-back.
"""

from __future__ import annotations

import logging
from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from recovery import base64url
from recovery.clouds import backup_folder
from recovery.clouds.base import Cloud
from recovery.clouds.errors import CloudError, ForeignCopy, NewerCopy
from recovery.errors import ServerCopyDamaged
from recovery.failpoints import reach
from recovery.flows import backup_files, clouds, drills, lanes, moves, work
from recovery.models import AuditEvent, Copy, Work

logger = logging.getLogger(__name__)

# Wallets of one name in one place, such as those of a family. Each has a folder of its own.
_MOST_NAMESAKES = 10


def run(copy_id: str) -> None:
    """Make and prove one due copy."""
    # Most copies are of a wallet that the place knows, and begin with the writing.
    copy = work.claim(Copy, copy_id, step=Copy.Step.WRITING)
    if copy is None:
        return
    reach("sync.claimed")
    files = backup_files.intact(copy.generation)
    if files is None:
        # The server's own bytes are damaged. Whatever lies in the cloud is left as it is.
        work.block(copy, error=ServerCopyDamaged.code)
        return
    try:
        with lanes.watched(copy.account):
            cloud = clouds.open_account(copy.account)
            proof = _place(cloud, copy=copy, data=files.cloud_object())
    except CloudError as error:
        _record_failure(copy, error)
        return
    reach("sync.proved")
    place = f"{proof.folder}/{proof.file}"
    with transaction.atomic():
        is_ours = work.finish(copy, proved_at=timezone.now(), place=place, step=Copy.Step.RETIRING)
        if is_ours:
            _record(copy, AuditEvent.Kind.COPY_PROVED)
            drills.schedule(copy)
            moves.wake(target=copy.account)
    if is_ours:
        reach("sync.recorded")
        _retire(cloud, copy, folder=proof.folder)


def _place(cloud: Cloud, *, copy: Copy, data: bytes) -> backup_folder.Proof:
    known = _known_folder(copy)
    if known is not None:
        return _place_in(known, cloud, copy=copy, data=data, seen_before=True)
    for number in range(1, _MOST_NAMESAKES):
        folder = backup_folder.folder_name(copy.wallet.name, number=number)
        with suppress(ForeignCopy):
            return _place_in(folder, cloud, copy=copy, data=data, seen_before=False)
    raise ForeignCopy


def _place_in(
    folder: str, cloud: Cloud, *, copy: Copy, data: bytes, seen_before: bool
) -> backup_folder.Proof:
    return backup_folder.place(
        cloud,
        folder=folder,
        wid=base64url.encode(bytes(copy.wallet.wid)),
        gen=copy.generation.number,
        data=data,
        seen_before=seen_before,
        mend=bool(copy.place),
        on_step=lambda step: _on_step(copy, step),
    )


def _known_folder(copy: Copy) -> str | None:
    """The folder in which this account has held a proved copy of this wallet."""
    before = (
        Copy.objects.filter(wallet_id=copy.wallet_id, account_id=copy.account_id)
        .exclude(place="")
        .order_by("-generation__number")
        .values_list("place", flat=True)
        .first()
    )
    return before.partition("/")[0] if before else None


def _on_step(copy: Copy, step: backup_folder.Step) -> None:
    # What was written comes back with the same answer, and comparing it takes no time.
    if step not in {copy.step, backup_folder.Step.READING_BACK}:
        Copy.objects.filter(pk=copy.pk, lease_until=copy.lease_until).update(step=step)
        copy.step = step
    reach(f"sync.{step}")


def _record_failure(copy: Copy, error: CloudError) -> None:
    logger.info("copy %s failed: %s", copy.pk, error.code)
    copy.wallet.refresh_from_db(fields=["generation"])
    if isinstance(error, NewerCopy) and copy.generation.number < copy.wallet.generation:
        Copy.objects.filter(pk=copy.pk).update(state=Work.State.SUPERSEDED, lease_until=None)
    elif error.permanent:
        if work.block(copy, error=error.code):
            _record(copy, AuditEvent.Kind.COPY_BLOCKED)
    else:
        work.postpone(copy, error=error.code, retry_after_seconds=error.retry_after)


def _retire(cloud: Cloud, copy: Copy, *, folder: str) -> None:
    """Remove old generations of ours. A failure leaves a file too many, and no harm."""
    try:
        backup_folder.retire(
            cloud,
            folder=folder,
            wid=base64url.encode(bytes(copy.wallet.wid)),
            current_gen=copy.generation.number,
            keep=clouds.keep_generations(),
            on_step=lambda step: reach(f"sync.{step}"),
        )
    except CloudError as error:
        logger.info("old copies beside %s stay for now: %s", copy.pk, error.code)


def _record(copy: Copy, kind: AuditEvent.Kind) -> None:
    AuditEvent.objects.create(
        holder=copy.wallet.holder,
        kind=kind,
        detail={
            "wallet": copy.wallet.name,
            "gen": copy.generation.number,
            "account": copy.account.account_hint,
        },
    )
