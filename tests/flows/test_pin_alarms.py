"""Who is told of tries at a PIN: once when there were a few, once when none is left, then calm."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from recovery.flows import notices, pin_alarms, rate_limit
from recovery.models import AuditEvent, Notice, PinTries
from recovery.pages import activity
from tests import soft_oprf
from tests.flows.test_pin import PIN, PinPage, protected
from tests.person import Person
from tests.soft_pin import Act

pytestmark = pytest.mark.database


@pytest.fixture
def page(alice: Person) -> PinPage:
    page = PinPage(alice, wid=protected(alice))
    page.enrol(PIN)
    return page


def slip(page: PinPage, times: int) -> None:
    for _ in range(times):
        page.send(Act.EVALUATE, body=soft_oprf.blind(b"wrong").element)


def told(*, minutes: float = 3) -> list[str]:
    """Some minutes pass; what was told by now, oldest first."""
    for tries in PinTries.objects.filter(tried_at__isnull=False):
        PinTries.objects.filter(pk=tries.pk).update(
            tried_at=timezone.now() - timedelta(minutes=minutes)
        )
    pin_alarms.run()
    return list(Notice.objects.order_by("created_at").values_list("kind", flat=True))


def test_a_few_wrong_tries_are_told_once(page: PinPage) -> None:
    slip(page, 2)
    assert told() == []
    slip(page, 1)
    assert told(minutes=1) == []
    assert told() == ["pin_wrong"]
    slip(page, 2)
    assert told() == ["pin_wrong"]


def test_slips_before_the_right_pin_are_told_to_nobody(page: PinPage) -> None:
    slip(page, 4)
    _enter_right(page)
    assert told() == []
    # From here on the count begins anew.
    slip(page, 3)
    assert told() == ["pin_wrong"]


def test_a_wrong_tag_does_not_hide_the_tries(page: PinPage) -> None:
    """Whoever guesses could send one after each, if that alone passed for the right PIN."""
    slip(page, 3)
    page.send(Act.CONFIRM, tag=bytes(32))
    assert told() == ["pin_wrong"]


def test_tries_do_not_hide_behind_another_record(page: PinPage) -> None:
    """Until a new PIN is settled there are two, and whoever guesses at one may name the other."""
    used = page.owner.record
    page.enrol("270641")
    slip(page, 3)
    page.owner.record = used
    page.send(Act.CONFIRM, tag=bytes(32))
    assert told() == ["pin_wrong"]


def test_a_lock_of_the_old_pin_does_not_lock_the_new_one(alice: Person) -> None:
    wid = protected(alice)
    old, new = PinPage(alice, wid=wid), PinPage(alice, wid=wid)
    old.enrol(PIN)
    slip(old, 9)
    rate_limit.forget(before=time.time() + 3600)
    slip(old, 1)
    # It is set because nobody gets in with the other, which the vault forgets when it is entered.
    new.owner.record = old.owner.record
    new.enrol("270641")
    locked = {bytes(tries.record) for tries in PinTries.objects.filter(left=0)}
    assert locked == {old.owner.record}
    assert PinTries.objects.get(record=new.owner.record).failed == 0
    assert told() == ["pin_locked"]


def test_a_lock_out_is_told_and_shown_even_without_a_try_after_it(page: PinPage) -> None:
    slip(page, 9)
    # The server's own limit is by the minute, and no test waits for the next.
    rate_limit.forget(before=time.time() + 3600)
    slip(page, 1)
    assert told() == ["pin_locked"]
    assert told() == ["pin_locked"]
    event = AuditEvent.objects.get(kind=AuditEvent.Kind.PIN_LOCKED)
    assert "locked for good" in activity.describe(event).text


def test_a_pin_that_its_last_right_entry_used_up_is_told_once(page: PinPage) -> None:
    """The vault answers so many tries in all, right ones too; then it says 0 and 0."""
    wallet, record = page.person.holder.wallets.get(), bytes(16)
    pin_alarms.note_try(wallet=wallet, record=record, counts=bytes((1, 0)))
    pin_alarms.note_right(wallet=wallet, record=record, counts=bytes((0, 0)))
    assert told() == ["pin_locked"]
    pin_alarms.note_right(wallet=wallet, record=record, counts=bytes((0, 0)))
    assert told() == ["pin_locked"]


def test_a_right_pin_tells_the_next_time_anew(page: PinPage) -> None:
    slip(page, 3)
    assert told() == ["pin_wrong"]
    _enter_right(page)
    slip(page, 3)
    assert told() == ["pin_wrong", "pin_wrong"]


def test_a_pin_that_was_removed_is_told(page: PinPage) -> None:
    page.must(Act.DESTROY)
    assert told() == ["pin_removed"]


@pytest.mark.parametrize("kind", ["pin_wrong", "pin_locked", "pin_removed"])
def test_the_mail_says_which_wallet_and_what_to_do(alice: Person, kind: str) -> None:
    context = {"wallets": "Holidays", "path": "/wallets/1/", "count": "3", "left": "7"}
    notices.tell(holder=alice.holder, kind=Notice.Kind(kind), context=context)
    notices.run(str(Notice.objects.get().pk))
    (sent,) = mail.outbox
    assert isinstance(sent, mail.EmailMultiAlternatives)
    for text in (str(sent.body), str(sent.alternatives[0][0])):
        assert "Holidays" in text
        assert "/wallets/1/" in text
        assert "We never ask" in text
    assert "PIN" in sent.subject


def _enter_right(page: PinPage) -> None:
    tag = page.owner.tag(page.evaluate(PIN), epoch=1)
    page.must(Act.CONFIRM, tag=tag)
