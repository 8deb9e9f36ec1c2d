"""Who is reminded of what, and when? The whole calendar stands here.

A reminder is for something that would make a wallet safer and was not done yet. It is looked at on
its date, and no mail goes out when it is done by then, or when the person wants none. It never
nags: after the last date it is silent, but for one mail more about a copy that was put off when
money arrives. What is wrong, instead of merely not done, is told
by alarms.py and does not stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from recovery.failpoints import reach
from recovery.flows import notices, practice, ways_in, work
from recovery.flows.backup_files import Method, Slot
from recovery.flows.ways_in import WayIn
from recovery.models import Copy, Holder, Notice, Reminder, Wallet, Work

Kind = Reminder.Kind

# After the wallet was first protected; those of a PIN after it was set, at intervals that grow, as
# one learns a thing by heart.
CALENDAR = {
    Kind.SECOND_WAY: (timedelta(days=3), timedelta(days=30)),
    Kind.OWN_COPY: (timedelta(days=1), timedelta(days=14)),
    Kind.TEST_WAYS: tuple(
        practice.FIRST_TEST + number * practice.TEST_AGAIN for number in range(5)
    ),
    Kind.PRACTISE_PIN: tuple(timedelta(days=days) for days in (3, 10, 30, 90, 180, 365)),
}
_FROM_THE_START = (Kind.SECOND_WAY, Kind.OWN_COPY, Kind.TEST_WAYS)
_MAILS = {
    Kind.SECOND_WAY: Notice.Kind.REMIND_SECOND_WAY,
    Kind.OWN_COPY: Notice.Kind.REMIND_OWN_COPY,
    Kind.TEST_WAYS: Notice.Kind.REMIND_TEST_WAYS,
    Kind.PRACTISE_PIN: Notice.Kind.REMIND_PRACTISE_PIN,
}


def begin(wallet: Wallet) -> None:
    """Plan a new wallet's reminders. Called inside the transaction of its first commit."""
    now = timezone.now()
    for kind in _FROM_THE_START:
        Reminder.objects.get_or_create(
            wallet=wallet, kind=kind, defaults={"due_at": now + CALENDAR[kind][0]}
        )


def begin_pin(wallet: Wallet, *, before: Sequence[Slot], after: Sequence[Slot]) -> None:
    """Plan, or plan afresh, the practice of a PIN that was set. Inside the commit's transaction."""
    known = {slot.id for slot in before}
    if all(slot.method != Method.PIN or slot.id in known for slot in after):
        return
    begun = {"passed": 0, "state": Work.State.DUE, "lease_until": None}
    due_at = timezone.now() + CALENDAR[Kind.PRACTISE_PIN][0]
    Reminder.objects.update_or_create(
        wallet=wallet, kind=Kind.PRACTISE_PIN, defaults={**begun, "due_at": due_at}
    )


def money_arrived(wallet: Wallet) -> None:
    """Ask at once for a copy that was put off, also where that had fallen silent already."""
    reminder = wallet.reminders.filter(kind=Kind.OWN_COPY).first()
    if reminder is not None:
        work.again(reminder, passed=min(reminder.passed, len(CALENDAR[Kind.OWN_COPY]) - 1))


def run(reminder_id: str) -> None:
    """Look at one that is due: send its mail if it is still needed, and plan the next date."""
    reminder = work.claim(Reminder, reminder_id)
    if reminder is None:
        return
    reach("reminders.claimed")
    wallet = reminder.wallet
    kind = Kind(reminder.kind)
    needed = _needed(reminder)
    with transaction.atomic():
        # A mail and the date behind it go together: neither twice, nor left out.
        if not _move_on(reminder):
            return
        if wallet.holder.wants_reminders and needed is not None:
            notices.tell(
                holder=wallet.holder,
                kind=_MAILS[kind],
                context={
                    "wallets": wallet.name,
                    "path": needed,
                    "holds_money": wallet.band != Wallet.Band.NONE,
                },
            )


def want(*, holder: Holder, wants: bool) -> None:
    Holder.objects.filter(pk=holder.pk).update(wants_reminders=wants)


def _move_on(reminder: Reminder) -> bool:
    passed = reminder.passed + 1
    dates = CALENDAR[Kind(reminder.kind)]
    if passed == len(dates):
        return work.finish(reminder, passed=passed)
    pause = dates[passed] - dates[passed - 1]
    return work.plan(reminder, due_at=_date(reminder, pause), passed=passed)


def _date(reminder: Reminder, later: timedelta) -> datetime:
    """Counted from the date before, so that a worker that was late does not move the others."""
    return max(reminder.due_at + later, timezone.now())


def _needed(reminder: Reminder) -> str | None:
    """The path of the page on which to do it, or None where there is nothing to do."""
    kind, wallet = Kind(reminder.kind), reminder.wallet
    page = reverse("wallet", args=[wallet.pk])
    if kind == Kind.OWN_COPY:
        is_copied = Copy.objects.filter(wallet=wallet, state=Work.State.DONE).exists()
        return None if is_copied else page
    found = ways_in.of(wallet)
    if found is None:
        # A list that cannot be read just now is told of elsewhere.
        return None
    ways = [way for way in found if way.is_usable]
    if kind == Kind.SECOND_WAY:
        return page if len(ways) < 2 else None
    if kind == Kind.TEST_WAYS:
        return page if practice.overdue(wallet=wallet, ways=ways, now=timezone.now()) else None
    pins = [way for way in ways if _wants_practice(way, reminder)]
    return reverse("wallet_practice", args=[wallet.pk, pins[0].slot.id]) if pins else None


def _wants_practice(way: WayIn, reminder: Reminder) -> bool:
    """Whether it is a PIN that was not entered since the date before this one."""
    if way.slot.method != Method.PIN:
        return False
    dates = (timedelta(0), *CALENDAR[Kind.PRACTISE_PIN])
    pause = dates[reminder.passed + 1] - dates[reminder.passed]
    return way.proof is None or way.proof.proved_at < timezone.now() - pause
