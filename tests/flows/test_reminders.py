"""Reminders: on their dates, only while something is not done, and never for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F

from recovery.flows import reminders, sync
from recovery.models import Copy, Notice, Reminder, Wallet
from tests.person import Person, later

pytestmark = pytest.mark.database

MAILS = (Notice.Kind.REMIND_SECOND_WAY, Notice.Kind.REMIND_OWN_COPY)


@pytest.fixture
def wallet(alice: Person) -> Wallet:
    """One way in, and no copy outside."""
    return alice.wallet(alice.protect(secret=bytes(16)))


def mails() -> list[str]:
    return list(Notice.objects.filter(kind__in=MAILS).order_by("pk").values_list("kind", flat=True))


def the_date_comes(wallet: Wallet, kind: str) -> None:
    reminder = Reminder.objects.get(wallet=wallet, kind=kind)
    later(reminder)
    reminders.run(str(reminder.pk))


def test_nothing_is_sent_before_its_date(wallet: Wallet) -> None:
    for reminder in Reminder.objects.all():
        reminders.run(str(reminder.pk))
    assert mails() == []


@pytest.mark.parametrize("kind", Reminder.Kind.values)
def test_a_person_is_reminded_on_each_date_and_then_no_more(wallet: Wallet, kind: str) -> None:
    dates = reminders.CALENDAR[Reminder.Kind(kind)]
    for _ in range(len(dates) + 2):
        the_date_comes(wallet, kind)
    assert mails() == [f"remind_{kind}"] * len(dates)
    assert Reminder.objects.get(wallet=wallet, kind=kind).state == "done"


def test_the_dates_are_counted_from_the_first_backup(wallet: Wallet) -> None:
    first = Reminder.objects.get(kind="second_way").due_at
    Reminder.objects.update(due_at=F("due_at") - timedelta(days=3))
    reminders.run(str(Reminder.objects.get(kind="second_way").pk))
    second = Reminder.objects.get(kind="second_way").due_at
    assert abs(second - (first + timedelta(days=24))) < timedelta(hours=1)


def test_what_is_done_is_not_asked_for(alice: Person, wallet: Wallet) -> None:
    alice.connect(kind="folder", place={"path": "alice"})
    sync.run(str(Copy.objects.get().pk))
    the_date_comes(wallet, "own_copy")
    assert mails() == []
    # The copy goes away again before the second date.
    Copy.objects.all().delete()
    the_date_comes(wallet, "own_copy")
    assert mails() == ["remind_own_copy"]


def test_who_wants_none_gets_none(alice: Person, wallet: Wallet) -> None:
    reminders.want(holder=alice.holder, wants=False)
    the_date_comes(wallet, "second_way")
    assert mails() == []
    reminders.want(holder=alice.holder, wants=True)
    the_date_comes(wallet, "second_way")
    assert mails() == ["remind_second_way"]


def test_a_later_backup_begins_nothing_anew(alice: Person) -> None:
    first = alice.protect(secret=bytes(16))
    alice.protect(secret=bytes(16), previous=first)
    assert Reminder.objects.count() == len(Reminder.Kind)
