"""Mails about copies that are not right: told once, calmly again, and when it is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from recovery.flows import alarms, clouds, drills, notices, sync, work
from recovery.models import AuditEvent, CloudAccount, Copy, Drill, Notice, Work
from tests.person import Person

pytestmark = pytest.mark.database

FULL = "cloud_full"


@pytest.fixture
def sam(alice: Person) -> Person:
    """Backed up in one place."""
    alice.connect(kind="folder", place={"path": alice.holder.pk.hex})
    alice.protect(secret=bytes(16))
    sync.run(str(Copy.objects.get().pk))
    return alice


def break_copies(*, error: str = FULL) -> None:
    Copy.objects.update(state=Work.State.BLOCKED, error=error, proved_at=None)


def mend_copies() -> None:
    Copy.objects.update(state=Work.State.DONE, error="", proved_at=timezone.now())


def told() -> list[str]:
    """One minute passes; what was told by now, oldest first."""
    alarms.run()
    return list(Notice.objects.order_by("created_at").values_list("kind", flat=True))


def days_pass(days: float) -> None:
    account = CloudAccount.objects.get()
    assert account.alarmed_at is not None
    account.alarmed_at -= timedelta(days=days)
    account.save()


def test_where_all_is_well_nobody_is_told(sam: Person) -> None:
    assert told() == []


def test_a_broken_copy_is_told_once(sam: Person) -> None:
    break_copies()
    assert told() == ["copy_failing"]
    assert told() == ["copy_failing"]


def test_it_is_told_again_after_a_week_and_then_each_month(sam: Person) -> None:
    break_copies()
    assert len(told()) == 1
    for days, count in [(6.9, 1), (0.2, 2), (29, 2), (1.1, 3), (29, 3), (1.1, 4)]:
        days_pass(days)
        assert len(told()) == count


def test_the_end_is_told_once_and_only_when_the_copy_is_proved(sam: Person) -> None:
    break_copies()
    told()
    Copy.objects.update(state=Work.State.DUE, error="", attempts=0)
    assert told() == ["copy_failing"]
    mend_copies()
    assert told() == ["copy_failing", "copy_fixed"]
    assert told() == ["copy_failing", "copy_fixed"]
    assert sam.holder.events.filter(kind=AuditEvent.Kind.COPY_FIXED).count() == 1
    break_copies()
    assert told() == ["copy_failing", "copy_fixed", "copy_failing"]


def test_a_place_that_lets_nobody_in_is_not_called_fixed_because_the_backup_changed(
    alice: Person,
) -> None:
    place = alice.connect(kind="folder", place={"path": alice.holder.pk.hex})
    built = alice.protect(secret=bytes(16))
    sync.run(str(Copy.objects.get().pk))
    Drill.objects.update(health=Drill.Health.NO_ACCESS, due_at=timezone.now())
    assert told() == ["copy_failing"]
    # Connecting it again was refused, so the next backup is not even due there.
    CloudAccount.objects.update(state=Work.State.BLOCKED, error="cloud_sign_in_refused")
    alice.protect(secret=bytes(16), previous=built)
    drills.run(str(Drill.objects.get().pk))
    assert not Drill.objects.exists()
    assert told() == ["copy_failing"]
    work.again(place)
    clouds.run_check(str(place.pk))
    assert told() == ["copy_failing"]
    sync.run(str(Copy.objects.get(state=Work.State.DUE).pk))
    assert told() == ["copy_failing", "copy_fixed"]


def test_what_passes_by_itself_alarms_nobody(sam: Person) -> None:
    Copy.objects.update(
        state=Work.State.DUE, error="cloud_cannot_reach", attempts=alarms.PATIENCE - 1
    )
    assert told() == []
    Copy.objects.update(attempts=alarms.PATIENCE)
    assert told() == ["copy_failing"]


@pytest.mark.parametrize(
    ("health", "attempts", "kinds"),
    [
        (Drill.Health.NO_ACCESS, 0, ["copy_failing"]),
        (Drill.Health.CANNOT_REACH, alarms.PATIENCE - 1, []),
        (Drill.Health.CANNOT_REACH, alarms.PATIENCE, ["copy_failing"]),
    ],
)
def test_a_copy_that_cannot_be_seen_is_told_in_time(
    sam: Person, health: Drill.Health, attempts: int, kinds: list[str]
) -> None:
    Drill.objects.update(health=health, attempts=attempts, error="cloud_timed_out")
    assert told() == kinds


def test_several_wallets_in_one_place_are_one_mail(sam: Person) -> None:
    sam.protect(secret=bytes(32), name="Holidays")
    break_copies()
    assert told() == ["copy_failing"]
    assert Notice.objects.get().context["wallets"] == "Samantha, Holidays"


def test_an_older_generation_alarms_nobody(sam: Person) -> None:
    copy = Copy.objects.get()
    copy.wallet.generation += 1
    copy.wallet.save()
    break_copies()
    assert told() == []


def test_the_mail_says_what_happened_and_where_to_go(sam: Person) -> None:
    break_copies()
    told()
    notices.run(str(Notice.objects.get().pk))
    (sent,) = mail.outbox
    wallet = Copy.objects.get().wallet
    assert "Your cloud is full." in str(sent.body)
    assert "Nothing was lost" in str(sent.body)
    assert f"http://localhost:8000/wallets/{wallet.pk}/" in str(sent.body)
