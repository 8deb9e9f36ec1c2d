"""What Celery runs. Every task is safe to lose and safe to run twice, see flows/work.py."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from celery import shared_task
from django.core.cache import cache
from django.utils import timezone

from recovery.flows import (
    alarms,
    audit,
    clouds,
    drills,
    invitations,
    leave,
    moves,
    notices,
    rate_limit,
    reminders,
    restore,
    sync,
    work,
)
from recovery.models import (
    CloudAccount,
    Copy,
    Drill,
    Generation,
    Invitation,
    Move,
    Notice,
    Reminder,
    Restore,
    SpentChallenge,
    Wallet,
    Work,
)

# Kind of row → model and the flow that does one of them.
KINDS: dict[str, tuple[type[Work], Callable[[str], None]]] = {
    "cloudaccount": (CloudAccount, clouds.run_check),
    "copy": (Copy, sync.run),
    "move": (Move, moves.run),
    "drill": (Drill, drills.run),
    "restore": (Restore, restore.run),
    "notice": (Notice, notices.run),
    "reminder": (Reminder, reminders.run),
    "invitation": (Invitation, invitations.run),
}
SWEEP_LIMIT = 500
WORKER_SEEN_KEY = "worker-seen"


@shared_task(name="recovery.tasks.work")
def do_work(kind: str, row_id: str) -> None:
    """Do one row. The arguments are names only; what is to be done stands in the row."""
    model, run = KINDS[kind]
    try:
        run(row_id)
    except Exception:
        # Nobody foresaw this. The row does not wait for its lease to end, and not for nothing.
        work.stumble(model, row_id)
        raise


@shared_task(name="recovery.tasks.sweep")
def sweep() -> None:
    """Wake workers for rows whose wake-up was lost or whose time has come again."""
    cache.set(WORKER_SEEN_KEY, time.time(), timeout=3600)
    for kind, (model, _) in KINDS.items():
        row_ids = work.due(model, limit=SWEEP_LIMIT)
        unsent = [row_id for row_id in row_ids if not work.publish(kind=kind, row_id=row_id)]
        work.not_announced(model, unsent)


@shared_task(name="recovery.tasks.alarm")
def alarm() -> None:
    """Tell by mail of copies that are not right, and of those that are again."""
    alarms.run()


@shared_task(name="recovery.tasks.link")
def link() -> None:
    """Put the newest events into the chains of their relying parties."""
    audit.link_all()


@shared_task(name="recovery.tasks.clean")
def clean() -> None:
    """Forget what has run out: challenges, counts, wallets and uploads never finished, people who
    asked to be forgotten."""
    now = timezone.now()
    leave.run()
    rate_limit.forget(before=time.time() - 3600)
    SpentChallenge.objects.filter(expires_at__lt=now).delete()
    Generation.objects.filter(
        state=Generation.State.PENDING, created_at__lt=now - timedelta(days=1)
    ).delete()
    # Such a wallet would hold on to its name; the browser that began it still has its draft.
    Wallet.objects.filter(
        generation=0, generations__isnull=True, created_at__lt=now - timedelta(days=1)
    ).delete()
