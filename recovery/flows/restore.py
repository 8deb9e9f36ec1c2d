"""How does the server get a backup back from a cloud, when its own copy is gone or damaged?

The envelope in the cloud is only taken if its bytes have the digest that was committed, so a cloud
can withhold a backup but not exchange it.
"""

from __future__ import annotations

import hashlib
import logging

from django.db import transaction
from django.utils import timezone

from recovery.clouds import backup_folder
from recovery.clouds.base import CloudError
from recovery.errors import BackupRefused, NotFound, RestoreUnavailable
from recovery.failpoints import reach
from recovery.flows import backup_files, clouds, lanes, work
from recovery.models import Copy, Generation, Holder, Restore, Work

logger = logging.getLogger(__name__)


def request(*, holder: Holder, wid: bytes) -> Restore:
    """Have a worker fetch the current generation. Asked again while it runs, it changes nothing."""
    generation = _current_generation(holder=holder, wid=wid)
    if not _proved_copies(generation):
        raise RestoreUnavailable
    with transaction.atomic():
        restore, created = Restore.objects.get_or_create(
            generation=generation, defaults={"due_at": timezone.now()}
        )
        if created:
            work.announce(restore)
        elif restore.state != Work.State.DUE:
            work.again(restore)
    return Restore.objects.get(pk=restore.pk)


def find(*, holder: Holder, wid: bytes) -> Restore:
    """Where a requested restore stands. Raises NotFound."""
    generation = _current_generation(holder=holder, wid=wid)
    restore = Restore.objects.filter(generation=generation).first()
    if restore is None:
        raise NotFound
    return restore


def run(restore_id: str) -> None:
    """Try each proved copy until one has exactly the committed bytes."""
    restore = work.claim(Restore, restore_id)
    if restore is None:
        return
    reach("restore.claimed")
    passing = False
    for copy in _proved_copies(restore.generation):
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
        Generation.objects.filter(pk=restore.generation_id).update(
            envelope=files.envelope, manifest=files.manifest
        )
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


def _proved_copies(generation: Generation) -> list[Copy]:
    return list(
        generation.copies.filter(proved_at__isnull=False).select_related("account", "wallet")
    )
