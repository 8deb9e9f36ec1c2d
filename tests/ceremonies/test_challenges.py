from __future__ import annotations

import hashlib
import threading
import time

import pytest
from django.core import signing
from django.db import connection, transaction

from recovery.ceremonies import challenges
from recovery.ceremonies.challenges import Op
from recovery.errors import BadRequest, ChallengeSpent
from recovery.models import SpentChallenge
from tests.factories import new_holder

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOW = 1_800_000_000.0


def test_the_digest_covers_every_part_in_the_documented_layout() -> None:
    spent = challenges.Spent(nonce=b"n" * 16, boot_id=b"b" * 16)

    digest = challenges.digest(
        op=Op.UNLOCK, spent=spent, rp_id="wallet.example", pk_eph=b"k" * 32, params_hash=bytes(32)
    )

    expected = (
        b"KRP1-CHALLENGE\0\x01\x02"
        + b"b" * 16
        + b"n" * 16
        + hashlib.sha256(b"wallet.example").digest()
        + b"\x00\x20"
        + b"k" * 32
        + bytes(32)
    )
    assert digest == hashlib.sha256(expected).digest()


def test_a_ticket_gives_its_parts_back_when_it_is_spent() -> None:
    holder = new_holder()
    ticket = challenges.issue(op=Op.UNLOCK, holder=holder, boot_id=b"b" * 16, nonce=b"n" * 16)

    spent = challenges.spend(untrusted_ticket=ticket.text, op=Op.UNLOCK, holder=holder)

    assert (spent.nonce, spent.boot_id) == (b"n" * 16, b"b" * 16)


def test_issuing_costs_no_database_write() -> None:
    challenges.issue(op=Op.LOGIN, holder=None)

    assert not SpentChallenge.objects.exists()


def test_refuses_a_challenge_that_was_spent() -> None:
    ticket = challenges.issue(op=Op.LOGIN, holder=None)
    challenges.spend(untrusted_ticket=ticket.text, op=Op.LOGIN, holder=None)

    with pytest.raises(ChallengeSpent):
        challenges.spend(untrusted_ticket=ticket.text, op=Op.LOGIN, holder=None)


@pytest.mark.parametrize(
    ("op", "seconds"),
    [(Op.REGISTER, 600), (Op.LOGIN, 600), (Op.UNLOCK, 130), (Op.RECOVER, 130), (Op.APPROVE, 130)],
)
def test_a_ticket_lives_exactly_as_long_as_its_op_allows(op: Op, seconds: int) -> None:
    early, late = (challenges.issue(op=op, holder=None, now=NOW) for _ in range(2))

    challenges.spend(untrusted_ticket=early.text, op=op, holder=None, now=NOW + seconds - 1)

    with pytest.raises(ChallengeSpent):
        challenges.spend(untrusted_ticket=late.text, op=op, holder=None, now=NOW + seconds)


def test_a_spent_nonce_is_kept_for_as_long_as_its_ticket_could_be_tried_again() -> None:
    ticket = challenges.issue(op=Op.LOGIN, holder=None, now=NOW)
    challenges.spend(untrusted_ticket=ticket.text, op=Op.LOGIN, holder=None, now=NOW + 5)

    kept = SpentChallenge.objects.get(nonce=ticket.nonce)

    assert kept.expires_at.timestamp() > NOW + challenges.HOST_TICKET_SECONDS


@pytest.mark.parametrize("other", [op for op in Op if op != Op.LOGIN])
def test_refuses_a_ticket_for_another_op(other: Op) -> None:
    ticket = challenges.issue(op=Op.LOGIN, holder=None)

    with pytest.raises(BadRequest):
        challenges.spend(untrusted_ticket=ticket.text, op=other, holder=None)


def test_refuses_a_ticket_of_another_holder() -> None:
    alice, mallory = new_holder("Alice"), new_holder("Mallory")
    ticket = challenges.issue(op=Op.REGISTER, holder=alice)

    for somebody in (mallory, None):
        with pytest.raises(BadRequest):
            challenges.spend(untrusted_ticket=ticket.text, op=Op.REGISTER, holder=somebody)


def test_a_refused_ticket_is_still_good_for_its_owner() -> None:
    alice = new_holder()
    ticket = challenges.issue(op=Op.REGISTER, holder=alice)
    with pytest.raises(BadRequest):
        challenges.spend(untrusted_ticket=ticket.text, op=Op.REGISTER, holder=None)

    assert challenges.spend(untrusted_ticket=ticket.text, op=Op.REGISTER, holder=alice)


@pytest.mark.parametrize("text", ["", "x", "a:b", "x" * 401, "é" * 20, "\0"])
def test_refuses_what_was_never_issued(text: str) -> None:
    with pytest.raises(BadRequest):
        challenges.spend(untrusted_ticket=text, op=Op.LOGIN, holder=None)


def test_refuses_every_ticket_with_one_changed_character() -> None:
    text = challenges.issue(op=Op.LOGIN, holder=None).text

    for index, character in enumerate(text):
        forged = text[:index] + ("A" if character != "A" else "B") + text[index + 1 :]
        with pytest.raises(BadRequest):
            challenges.spend(untrusted_ticket=forged, op=Op.LOGIN, holder=None)


def test_refuses_a_text_that_was_signed_for_another_purpose() -> None:
    ticket = challenges.issue(op=Op.LOGIN, holder=None)
    parts = signing.Signer(salt="recovery.ceremonies.challenges").unsign_object(ticket.text)
    forged = signing.Signer(salt="something else").sign_object(parts)

    with pytest.raises(BadRequest):
        challenges.spend(untrusted_ticket=forged, op=Op.LOGIN, holder=None)


@pytest.mark.django_db(transaction=True)
def test_a_roll_back_cannot_bring_a_challenge_back() -> None:
    ticket = challenges.issue(op=Op.LOGIN, holder=None)

    with pytest.raises(RuntimeError), transaction.atomic():
        challenges.spend(untrusted_ticket=ticket.text, op=Op.LOGIN, holder=None)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_spend_at_once_exactly_one_succeeds() -> None:
    text = challenges.issue(op=Op.LOGIN, holder=None).text
    start, outcomes = threading.Barrier(8), []

    def spend() -> None:
        start.wait()
        try:
            challenges.spend(untrusted_ticket=text, op=Op.LOGIN, holder=None)
            outcomes.append("spent")
        except ChallengeSpent:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=spend) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["refused"] * 7 + ["spent"]


def test_the_time_of_issue_counts_and_not_the_time_of_arrival() -> None:
    ticket = challenges.issue(op=Op.LOGIN, holder=None, now=time.time() - 601)

    with pytest.raises(ChallengeSpent):
        challenges.spend(untrusted_ticket=ticket.text, op=Op.LOGIN, holder=None)
