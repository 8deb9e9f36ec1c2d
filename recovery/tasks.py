"""What Celery runs. Every task is safe to lose and safe to run twice, see flows/work.py."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any

from celery import shared_task, signals
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from recovery.flows import (
    alarms,
    audit,
    clouds,
    demo_faults,
    demo_visits,
    drills,
    figures,
    grants,
    hosted,
    invitations,
    leave,
    moves,
    notices,
    pin_alarms,
    rate_limit,
    reminders,
    restore,
    served_shares,
    setup_check,
    signed_in,
    site_sessions,
    sync,
    turns,
    webhooks,
    work,
)
from recovery.models import (
    CloudAccount,
    Copy,
    Delivery,
    Drill,
    Generation,
    IdempotentAnswer,
    Invitation,
    Move,
    Notice,
    Reminder,
    Restore,
    Revocation,
    ServedShare,
    SetupCheck,
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
    "delivery": (Delivery, webhooks.run),
    "setupcheck": (SetupCheck, setup_check.run),
    "servedshare": (ServedShare, served_shares.run),
    "revocation": (Revocation, grants.run_revocation),
}
SWEEP_LIMIT = 500
# A worker that is awake goes on by itself, so a few are enough for many rows.
MOST_WAKE_UPS = 32
_REMEMBERED = 20
WORKER_SEEN_KEY = "worker-seen"

# This worker was told to stop: it finishes the rows that it has in its hands.
_stopping = threading.Event()
# What the threads of this worker have in their hands. They choose one after another, so that not
# all of them come for the same row, of which one gets it and the others have worked in vain.
_in_hand: set[str] = set()
_choosing = threading.Lock()


@signals.worker_shutting_down.connect
def _stop(**_: Any) -> None:
    _stopping.set()


@shared_task(name="recovery.tasks.work")
def do_work() -> None:
    """Do what is due, row after row, each time the one whose turn it is.

    A wake-up names no row. So the order is that of the queue, not that of the messages, and a
    message more or less changes nothing.
    """
    enough_at = time.monotonic() + settings.WORK_LEASE_SECONDS / 10
    lately: deque[str] = deque(maxlen=_REMEMBERED)
    while found := choose(passed_over=lately):
        kind, row_id = found
        # Another worker may be faster; then the row does not stand in the way of the next one.
        lately.append(row_id)
        try:
            _do_row(kind, row_id)
        finally:
            lay_down(row_id)
        if time.monotonic() > enough_at or _stopping.is_set():
            # Well within this task's time; the rest is for whoever takes this wake-up.
            work.wake()
            return


def choose(*, passed_over: Collection[str]) -> tuple[str, str] | None:
    """Kind and id of the row that this thread does next; it is in its hands from now on."""
    models = {kind: model for kind, (model, _) in KINDS.items()}
    with _choosing:
        left_alone = demo_faults.left_alone(models)
        found = work.next_row(
            models,
            passed_over={*passed_over, *_in_hand, *left_alone},
            among=1 + work.rivals(),
        )
        if found is not None:
            _in_hand.add(found[1])
    return found


def lay_down(row_id: str) -> None:
    _in_hand.discard(row_id)


def _do_row(kind: str, row_id: str) -> None:
    model, run = KINDS[kind]
    try:
        run(row_id)
    except Exception:
        # Nobody foresaw this. The row does not wait for its lease to end, and not for nothing.
        work.stumble(model, row_id)
        work.wake()
        raise


@shared_task(name="recovery.tasks.sweep")
def sweep() -> None:
    """Wake workers for rows whose wake-up was lost or whose time has come again."""
    cache.set(WORKER_SEEN_KEY, time.time(), timeout=3600)
    turns.close_queues()
    for model, _ in KINDS.values():
        row_ids = work.due(model, limit=SWEEP_LIMIT)
        if not all(work.wake() for _ in row_ids[:MOST_WAKE_UPS]):
            work.not_announced(model, row_ids)


@shared_task(name="recovery.tasks.alarm")
def alarm() -> None:
    """Tell by mail of copies that are not right or are again, and of PINs that somebody tries."""
    alarms.run()
    pin_alarms.run()


@shared_task(name="recovery.tasks.link")
def link() -> None:
    """Put the newest events into the chains of their relying parties."""
    audit.link_all()


@shared_task(name="recovery.tasks.count")
def count() -> None:
    """Count how each relying party stands, for the dashboard."""
    figures.count_all()
    setup_check.plan()


@shared_task(name="recovery.tasks.clean")
def clean() -> None:
    """Forget what has run out: challenges, counts, wallets and uploads never finished, people who
    asked to be forgotten."""
    now = timezone.now()
    demo_visits.forget()
    leave.run()
    site_sessions.forget()
    signed_in.forget()
    hosted.forget()
    rate_limit.forget(before=time.time() - 3600)
    SpentChallenge.objects.filter(expires_at__lt=now).delete()
    webhooks.forget()
    IdempotentAnswer.objects.filter(created_at__lt=now - timedelta(days=1)).delete()
    Generation.objects.filter(
        state=Generation.State.PENDING, created_at__lt=now - timedelta(days=1)
    ).delete()
    # Such a wallet would hold on to its name; the browser that began it still has its draft.
    Wallet.objects.filter(
        generation=0, generations__isnull=True, created_at__lt=now - timedelta(days=1)
    ).delete()
