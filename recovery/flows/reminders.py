"""Who is reminded of what, and when? The whole calendar stands here.

A reminder is for something that would make a wallet safer and was not done yet. It is looked at on
its date, and no mail goes out when it is done by then, or when the person wants none. It never
nags: after the last date it is silent for good. What is wrong, instead of merely not done, is told
by alarms.py and does not stop.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from recovery.failpoints import reach
from recovery.flows import notices, ways_in, work
from recovery.models import Copy, Holder, Notice, Reminder, Wallet, Work

Kind = Reminder.Kind

# After the wallet was first protected.
CALENDAR = {
    Kind.SECOND_WAY: (timedelta(days=3), timedelta(days=30)),
    Kind.OWN_COPY: (timedelta(days=1), timedelta(days=14)),
}
_MAILS = {
    Kind.SECOND_WAY: Notice.Kind.REMIND_SECOND_WAY,
    Kind.OWN_COPY: Notice.Kind.REMIND_OWN_COPY,
}


def begin(wallet: Wallet) -> None:
    """Plan a new wallet's reminders. Called inside the transaction of its first commit."""
    now = timezone.now()
    for kind, pauses in CALENDAR.items():
        Reminder.objects.get_or_create(
            wallet=wallet, kind=kind, defaults={"due_at": now + pauses[0]}
        )


def run(reminder_id: str) -> None:
    """Look at one that is due: send its mail if it is still needed, and plan the next date."""
    reminder = work.claim(Reminder, reminder_id)
    if reminder is None:
        return
    reach("reminders.claimed")
    wallet = reminder.wallet
    with transaction.atomic():
        # A mail and the date behind it go together: neither twice, nor left out.
        if not _move_on(reminder):
            return
        if wallet.holder.wants_reminders and _is_needed(Kind(reminder.kind), wallet):
            notices.tell(
                holder=wallet.holder,
                kind=_MAILS[Kind(reminder.kind)],
                context={"wallets": wallet.name, "path": reverse("wallet", args=[wallet.pk])},
            )


def want(*, holder: Holder, wants: bool) -> None:
    Holder.objects.filter(pk=holder.pk).update(wants_reminders=wants)


def _move_on(reminder: Reminder) -> bool:
    passed = reminder.passed + 1
    dates = CALENDAR[Kind(reminder.kind)]
    if passed == len(dates):
        return work.finish(reminder, passed=passed)
    return work.plan(reminder, due_at=_date(reminder, dates[passed] - dates[0]), passed=passed)


def _date(reminder: Reminder, later: timedelta) -> datetime:
    """Counted from its first date, so that a worker that was away does not move the others."""
    return max(reminder.due_at + later, timezone.now())


def _is_needed(kind: Reminder.Kind, wallet: Wallet) -> bool:
    if kind == Kind.SECOND_WAY:
        ways = ways_in.of(wallet)
        # A list that cannot be read just now is told of elsewhere.
        return ways is not None and sum(way.is_usable for way in ways) < 2
    return not Copy.objects.filter(wallet=wallet, state=Work.State.DONE).exists()
