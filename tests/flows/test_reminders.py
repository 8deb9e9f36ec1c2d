"""Reminders: on their dates, only while something is not done, and never for ever."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db.models import F
from django.utils import timezone

from recovery.flows import bands, practice, reminders, sync, ways_in
from recovery.models import Copy, Notice, Reminder, Wallet, WayProof
from tests.flows.test_release import PASSWORD, protected
from tests.person import Person, later
from tests.soft_backup import pin_slot

pytestmark = pytest.mark.database

MAILS = [kind for kind in Notice.Kind if kind.startswith("remind_")]
PIN = pin_slot(
    nonce=secrets.token_bytes(16),
    rwd=secrets.token_bytes(64),
    ent=secrets.token_bytes(32),
    epoch=1,
    oprf=secrets.token_bytes(32),
)


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


@pytest.mark.parametrize("kind", ["second_way", "own_copy", "test_ways", "practise_pin"])
def test_a_person_is_reminded_on_each_date_and_then_no_more(alice: Person, kind: str) -> None:
    is_about_pin = kind == "practise_pin"
    wallet = with_pin(alice) if is_about_pin else alice.wallet(alice.protect(secret=bytes(16)))
    Wallet.objects.update(created_at=timezone.now() - practice.FIRST_TEST)
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


@pytest.mark.parametrize("passed", [0, 2])
def test_money_that_arrives_asks_once_more_for_a_copy(wallet: Wallet, passed: int) -> None:
    for _ in range(passed):
        the_date_comes(wallet, "own_copy")
    bands.change(wallet, Wallet.Band.SMALL)
    reminder = Reminder.objects.get(wallet=wallet, kind="own_copy")
    reminders.run(str(reminder.pk))
    assert mails() == ["remind_own_copy"] * (passed + 1)
    assert Notice.objects.filter(context__holds_money=True).count() == 1
    # More of it, or none again, is no news.
    for band in (Wallet.Band.LARGE, Wallet.Band.NONE):
        bands.change(wallet, band)
        reminders.run(str(reminder.pk))
    assert len(mails()) == passed + 1


def test_money_in_a_wallet_with_a_copy_is_no_news(alice: Person, wallet: Wallet) -> None:
    alice.connect(kind="folder", place={"path": "alice"})
    sync.run(str(Copy.objects.get().pk))
    bands.change(wallet, Wallet.Band.SMALL)
    reminders.run(str(Reminder.objects.get(kind="own_copy").pk))
    assert mails() == []


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
    assert Reminder.objects.count() == 3


# --- Practice ------------------------------------------------------------------------------------


def with_pin(alice: Person) -> Wallet:
    return alice.wallet(protected(alice, alice.slot(*alice.unlock()), PIN))


def was_tested(wallet: Wallet, *, days_ago: float) -> None:
    for way in ways_in.of(wallet) or []:
        WayProof.objects.update_or_create(
            wallet=wallet,
            slot_id=way.slot.id,
            defaults={
                "public_key": way.slot.public_key,
                "proved_at": timezone.now() - timedelta(days=days_ago),
            },
        )


def test_the_dates_of_a_pin_grow(alice: Person) -> None:
    dates = (timedelta(0), *reminders.CALENDAR[Reminder.Kind.PRACTISE_PIN])
    pauses = [later_one - one for one, later_one in pairwise(dates)]
    assert pauses == sorted(pauses)
    wallet = with_pin(alice)
    reminder = Reminder.objects.get(wallet=wallet, kind="practise_pin")
    assert abs(reminder.due_at - timezone.now() - pauses[0]) < timedelta(minutes=5)


def test_a_pin_that_was_entered_since_is_not_asked_for(alice: Person) -> None:
    wallet = with_pin(alice)
    was_tested(wallet, days_ago=0)
    the_date_comes(wallet, "practise_pin")
    assert mails() == []
    # The second date is a week after the first.
    was_tested(wallet, days_ago=8)
    the_date_comes(wallet, "practise_pin")
    assert mails() == ["remind_practise_pin"]
    (notice,) = Notice.objects.filter(kind="remind_practise_pin")
    assert alice.client.get(notice.context["path"]).status_code == 200


def test_a_new_pin_begins_anew_and_another_change_does_not(alice: Person) -> None:
    passkey = alice.slot(*alice.unlock())
    built = protected(alice, passkey, PIN)
    the_date_comes(alice.wallet(built), "practise_pin")
    again = protected(alice, passkey, PIN, PASSWORD, previous=built)
    assert Reminder.objects.get(kind="practise_pin").passed == 1
    newer = replace(PIN, ref=secrets.token_bytes(16))
    protected(alice, passkey, newer, PASSWORD, previous=again)
    assert Reminder.objects.get(kind="practise_pin").passed == 0


def test_a_pin_that_was_removed_is_not_asked_for(alice: Person) -> None:
    passkey = alice.slot(*alice.unlock())
    built = protected(alice, passkey, PIN)
    protected(alice, passkey, previous=built)
    the_date_comes(alice.wallet(built), "practise_pin")
    assert mails() == []


def test_ways_in_that_were_tested_are_not_asked_for(alice: Person, wallet: Wallet) -> None:
    Wallet.objects.update(created_at=timezone.now() - practice.FIRST_TEST)
    was_tested(wallet, days_ago=30)
    the_date_comes(wallet, "test_ways")
    assert mails() == []
    was_tested(wallet, days_ago=181)
    the_date_comes(wallet, "test_ways")
    assert mails() == ["remind_test_ways"]
