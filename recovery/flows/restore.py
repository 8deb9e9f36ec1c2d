"""How does the server get a backup back from a cloud, when its own copy is gone or damaged?

The envelope in the cloud is only taken if its bytes have the digest that was committed, so a cloud
can withhold a backup but not exchange it.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from recovery import base64url
from recovery.clouds import backup_folder, layout
from recovery.clouds.errors import CloudError
from recovery.errors import (
    BackupRefused,
    FileOfAnotherWallet,
    FileOutdated,
    FileUnreadable,
    NotFound,
    RestoreUnavailable,
)
from recovery.failpoints import reach
from recovery.flows import backup_files, clouds, lanes, work
from recovery.models import (
    CloudAccount,
    Copy,
    Drill,
    Generation,
    Holder,
    Restore,
    Wallet,
    Work,
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Candidate:
    """One copy of a wallet's backup. account: None for the one that lies with us.

    is_current: of the generation that our part of the key fits. is_good: it was whole when it was
    last looked at.
    """

    generation: Generation
    account: CloudAccount | None
    place: str
    read_at: datetime | None
    is_current: bool
    is_good: bool


def candidates(wallet: Wallet) -> list[Candidate]:
    """All copies, the newest first; among those of one generation ours, then the last proved."""
    oldest = wallet.generation - clouds.keep_generations() + 1
    current = wallet.generations.get(number=wallet.generation)
    proved = (
        Copy.objects.filter(wallet=wallet, proved_at__isnull=False, generation__number__gte=oldest)
        .select_related("generation", "account", "drill")
        .order_by("-generation__number", "-proved_at")
    )
    is_whole = backup_files.intact(current) is not None
    ours = Candidate(
        generation=current,
        account=None,
        place="",
        read_at=timezone.now() if is_whole else None,
        is_current=True,
        is_good=is_whole,
    )
    return [ours, *(_candidate(copy, current) for copy in proved)]


def _candidate(copy: Copy, current: Generation) -> Candidate:
    drill = getattr(copy, "drill", None)
    return Candidate(
        generation=copy.generation,
        account=copy.account,
        place=copy.place,
        read_at=copy.proved_at,
        is_current=copy.generation == current,
        is_good=drill is None or drill.health == Drill.Health.HEALTHY,
    )


def request(*, holder: Holder, wid: bytes, account_id: UUID | None = None) -> Restore:
    """Have a worker fetch the current generation. Asked again while it runs, it changes nothing.

    account_id: from this place only. Raises NotFound, RestoreUnavailable.
    """
    generation = _current_generation(holder=holder, wid=wid)
    account = None if account_id is None else clouds.find(holder=holder, account_id=account_id)
    if not _proved_copies(generation, account):
        raise RestoreUnavailable
    with transaction.atomic():
        restore, created = Restore.objects.get_or_create(
            generation=generation, defaults={"due_at": timezone.now(), "account": account}
        )
        if created:
            work.announce(restore)
        elif restore.state != Work.State.DUE or restore.account != account:
            work.again(restore, account=account)
    return Restore.objects.get(pk=restore.pk)


def from_file(*, holder: Holder, wid: bytes, untrusted_data: bytes) -> None:
    """Take the current generation out of a file that the person has.

    Only the bytes that were committed are taken, so a wrong file changes nothing.
    Raises NotFound, FileUnreadable, FileOfAnotherWallet, FileOutdated.
    """
    generation = _current_generation(holder=holder, wid=wid)
    try:
        claimed = layout.parse_object(untrusted_data)
    except CloudError as error:
        raise FileUnreadable from error
    if claimed.wid != base64url.encode(wid):
        raise FileOfAnotherWallet
    if claimed.gen != generation.number:
        raise FileOutdated
    if hashlib.sha256(untrusted_data).digest() != bytes(generation.digest):
        raise FileUnreadable
    try:
        files = backup_files.from_cloud_object(
            untrusted_data, manifest_key=bytes(generation.manifest_key)
        )
    except BackupRefused as error:
        raise FileUnreadable from error
    _store(generation, files)


def find(*, holder: Holder, wid: bytes) -> Restore:
    """Where a requested restore stands. Raises NotFound."""
    generation = _current_generation(holder=holder, wid=wid)
    restore = Restore.objects.filter(generation=generation).first()
    if restore is None:
        raise NotFound
    return restore


def run(restore_id: str) -> None:
    """Try each proved copy, or the chosen one, until one has exactly the committed bytes."""
    restore = work.claim(Restore, restore_id)
    if restore is None:
        return
    reach("restore.claimed")
    passing = False
    for copy in _proved_copies(restore.generation, restore.account):
        try:
            files = _fetch(copy)
        except CloudError as error:
            logger.info("restore from %s failed: %s", copy.account_id, error.code)
            passing = passing or not error.permanent
        except BackupRefused:
            logger.warning("the copy in %s is not what was committed", copy.account_id)
        else:
            reach("restore.fetched")
            _write_back(restore, files)
            reach("restore.recorded")
            return
    if passing and restore.attempts < 3:
        work.postpone(restore, error="restore_unavailable")
    else:
        work.block(restore, error="restore_unavailable")


def _fetch(copy: Copy) -> backup_files.BackupFiles:
    generation = copy.generation
    with lanes.watched(copy.account):
        fetched = backup_folder.fetch(
            clouds.open_account(copy.account), folder=copy.place.partition("/")[0]
        )
    if hashlib.sha256(fetched.data).digest() != bytes(generation.digest):
        raise BackupRefused
    return backup_files.from_cloud_object(fetched.data, manifest_key=bytes(generation.manifest_key))


def _write_back(restore: Restore, files: backup_files.BackupFiles) -> None:
    with transaction.atomic():
        _store(restore.generation, files)
        reach("restore.written")
        work.finish(restore)


def _current_generation(*, holder: Holder, wid: bytes) -> Generation:
    generation = (
        Generation.objects.select_related("wallet")
        .filter(wallet__holder=holder, wallet__wid=wid, state=Generation.State.COMMITTED)
        .order_by("-number")
        .first()
    )
    if generation is None:
        raise NotFound
    return generation


def _store(generation: Generation, files: backup_files.BackupFiles) -> None:
    Generation.objects.filter(pk=generation.pk).update(
        envelope=files.envelope, manifest=files.manifest
    )


def _proved_copies(generation: Generation, account: CloudAccount | None) -> list[Copy]:
    copies = generation.copies.filter(proved_at__isnull=False).select_related("account", "wallet")
    if account is not None:
        copies = copies.filter(account=account)
    return list(copies.order_by("-proved_at"))
