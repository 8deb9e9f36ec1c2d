"""Leaving: a week to think again, and then nothing of the person is left."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import models
from django.utils import timezone

from recovery.flows import audit, leave
from recovery.models import AuditEvent, Copy, Generation, Holder, Notice, Passkey, User, Wallet
from tests.person import Person

pytestmark = pytest.mark.database


def ask(person: Person) -> None:
    leave.ask(holder=person.holder, device="Firefox on Linux")
    person.holder.refresh_from_db()


def a_week_passes() -> None:
    left = models.F("leaves_at") - leave.TIME_TO_THINK
    Holder.objects.filter(leaves_at__isnull=False).update(leaves_at=left)


def test_asking_deletes_nothing_for_a_week(alice: Person) -> None:
    built = alice.protect(secret=bytes(16))
    ask(alice)
    leave.run()
    assert alice.wallet(built).generation == 1
    assert alice.holder.leaves_at is not None
    assert alice.holder.leaves_at > timezone.now() + timedelta(days=6)


def test_a_mail_tells_who_asked_and_how_to_stop_it(alice: Person) -> None:
    ask(alice)
    notice = Notice.objects.get(holder=alice.holder, kind=Notice.Kind.LEAVING)
    assert notice.context["device"] == "Firefox on Linux"
    assert notice.context["path"] == "/settings/"


def test_asking_again_does_not_move_the_date_or_send_another_mail(alice: Person) -> None:
    ask(alice)
    first = alice.holder.leaves_at
    ask(alice)
    assert alice.holder.leaves_at == first
    assert Notice.objects.filter(kind=Notice.Kind.LEAVING).count() == 1


def test_whoever_stays_keeps_everything(alice: Person) -> None:
    built = alice.protect(secret=bytes(16))
    ask(alice)
    leave.stay(holder=alice.holder, device="Firefox on Linux")
    a_week_passes()
    leave.run()
    assert alice.wallet(built).generation == 1
    kinds = alice.holder.events.values_list("kind", flat=True)
    assert {AuditEvent.Kind.LEAVING, AuditEvent.Kind.STAYING} <= set(kinds)


def test_after_a_week_nothing_is_left_of_the_person_and_all_of_others(
    alice: Person, mallory: Person
) -> None:
    alice.connect(kind="folder", place={"path": "alice"})
    alice.protect(secret=bytes(16))
    kept = mallory.protect(secret=bytes(16))
    ask(alice)
    a_week_passes()
    leave.run()
    assert not User.objects.filter(pk=alice.user.pk).exists()
    assert audit.verify(alice.party) == []
    assert not AuditEvent.objects.filter(detail__icontains="alice").exists()
    for model in (Holder, Passkey, Wallet, Generation, Copy):
        rows = model._default_manager.all()
        assert all(row_owner(row) == mallory.holder.pk for row in rows), model
    assert mallory.wallet(kept).generation == 1


def row_owner(row: models.Model) -> object:
    if isinstance(row, Holder):
        return row.pk
    if isinstance(row, Generation | Copy):
        return row.wallet.holder_id
    return getattr(row, "holder_id")  # noqa: B009 - which of the models it is does not matter
