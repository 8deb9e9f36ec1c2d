"""A test of a way in is noted for who has passed it, and for nobody else."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from recovery.flows import practice, ways_in
from recovery.models import AuditEvent, WayProof
from tests.flows.test_release import PASSWORD, SECRET, path_of, protected
from tests.person import Person
from tests.soft_answers import answer_to, practised
from tests.soft_backup import Generation, Slot, kit_slot, password_slot
from tests.soft_layout import b64u, unb64u

pytestmark = pytest.mark.database

KIT = kit_slot(kit_id=secrets.token_bytes(16), key=secrets.token_bytes(32))


@pytest.fixture
def passkey(alice: Person) -> Slot:
    return alice.slot(*alice.unlock())


def ask(person: Person, built: Generation) -> bytes:
    answer = person.must("POST", f"/wallets/{b64u(built.wid)}/practice", {})
    assert answer["gen"] == built.gen
    return unb64u(answer["question"])


def call(person: Person, built: Generation, answer: dict[str, str]) -> tuple[int, Any]:
    path = f"/wallets/{b64u(built.wid)}/practice/proof"
    status, found = person.call("POST", path, answer)
    return status, found.get("code")


def practise(person: Person, built: Generation, slot: Slot, **other: Any) -> tuple[int, Any]:
    words: dict[str, Any] = {"built": built, "slot": slot, "secret": SECRET} | other
    return call(person, built, practised(ask(person, built), **words))


def proved_ways(person: Person, built: Generation) -> list[str]:
    ways = ways_in.of(person.wallet(built)) or []
    return [way.name for way in ways if way.proof]


@pytest.mark.parametrize("own", [PASSWORD, KIT], ids=["password", "kit"])
def test_who_opened_the_wallet_is_believed(alice: Person, passkey: Slot, own: Slot) -> None:
    built = protected(alice, passkey, own)
    assert proved_ways(alice, built) == []
    assert practise(alice, built, own) == (200, None)
    (way,) = [way for way in ways_in.of(alice.wallet(built)) or [] if way.proof]
    assert way.proof is not None
    assert (way.slot.public_key, way.proof.device) == (
        bytes(way.proof.public_key),
        "Firefox (Linux)",
    )
    event = alice.holder.events.get(kind=AuditEvent.Kind.WAY_PROVED)
    assert (event.detail["way"], event.detail["gen"]) == (way.name, 1)


def test_a_passkey_is_tested_with_a_touch_of_this_session(alice: Person, passkey: Slot) -> None:
    built = protected(alice, passkey)
    # On another device: what the vault once answered would not do.
    alice.new_device()
    alice.sign_in()
    assert practise(alice, built, passkey) == (403, "proof_refused")
    assert proved_ways(alice, built) == []
    alice.unlock()
    assert practise(alice, built, passkey) == (200, None)
    assert proved_ways(alice, built) == ["Phone"]


def test_a_way_in_that_is_not_at_hand_is_not_believed(alice: Person, passkey: Slot) -> None:
    built = protected(alice, passkey, PASSWORD)
    other = password_slot(salt=PASSWORD.ref, stretched=bytes(32))
    assert practise(alice, built, other) == (403, "proof_refused")


def test_the_key_alone_is_not_enough_the_wallet_was_opened(alice: Person, passkey: Slot) -> None:
    built = protected(alice, passkey, PASSWORD)
    assert practise(alice, built, PASSWORD, secret=bytes(16)) == (403, "proof_refused")
    assert not WayProof.objects.exists()


def test_a_question_is_answered_once(alice: Person, passkey: Slot) -> None:
    built = protected(alice, passkey, PASSWORD)
    answer = practised(ask(alice, built), built=built, slot=PASSWORD, secret=SECRET)
    assert call(alice, built, answer)[0] == 200
    assert call(alice, built, answer) == (403, "proof_refused")


def test_an_answer_for_a_release_is_none_for_a_test(alice: Person, passkey: Slot) -> None:
    built = protected(alice, passkey, PASSWORD)
    question = ask(alice, built)
    wrong = practised(question, built=built, slot=PASSWORD, secret=SECRET)
    wrong |= answer_to(question, built=built, slot=PASSWORD)
    assert call(alice, built, wrong) == (403, "proof_refused")
    released = alice.must("POST", path_of(built), {})
    practice = answer_to(
        unb64u(released["question"]), built=built, slot=PASSWORD, label=b"KRP1-PRACTICE\0"
    )
    status, answer = alice.call("POST", f"{path_of(built)}/share", practice)
    assert (status, answer["code"]) == (403, "proof_refused")


def test_a_backup_that_was_replaced_meanwhile_is_not_called_tested(
    alice: Person, passkey: Slot
) -> None:
    built = protected(alice, passkey, PASSWORD)
    question, here = ask(alice, built), alice.client
    alice.new_device()
    alice.sign_in()
    protected(alice, passkey, PASSWORD, previous=built)
    alice.client = here
    answer = practised(question, built=built, slot=PASSWORD, secret=SECRET)
    assert call(alice, built, answer) == (412, "generation_conflict")


def test_a_proof_outlives_a_new_lock_and_ends_with_its_key(alice: Person, passkey: Slot) -> None:
    built = protected(alice, passkey, PASSWORD, KIT)
    practise(alice, built, PASSWORD)
    practise(alice, built, KIT)
    newer = password_slot(salt=secrets.token_bytes(16), stretched=secrets.token_bytes(32))
    later = protected(alice, passkey, newer, KIT, previous=built)
    assert proved_ways(alice, later) == ["Kit"]
    # The same place in the list, and another key.
    again = kit_slot(kit_id=KIT.ref, key=secrets.token_bytes(32))
    last = protected(alice, passkey, newer, again, previous=later)
    assert proved_ways(alice, last) == []


def settle_in(person: Person, *slots: Slot, previous: Generation) -> tuple[Generation, bytes]:
    """A new device makes itself ready: it writes the next generation, and gets a question."""
    built = person.browser.build_generation(
        secret=SECRET,
        wid=previous.wid,
        gen=previous.gen + 1,
        slots=slots,
        previous_manifest=previous.manifest,
    )
    person.upload(built)
    return built, unb64u(person.commit(built)["question"])


@pytest.mark.parametrize("own", [PASSWORD, KIT], ids=["password", "kit"])
def test_a_recovery_by_a_way_in_counts_as_a_test_of_it(
    alice: Person, passkey: Slot, own: Slot
) -> None:
    first = protected(alice, passkey, own)
    alice.new_device()
    alice.sign_in()
    box = alice.must("POST", path_of(first), {})
    opened = answer_to(unb64u(box["question"]), built=first, slot=own)
    alice.must("POST", f"{path_of(first)}/share", opened)
    built, question = settle_in(alice, passkey, own, previous=first)
    # That it was written says nothing yet.
    assert proved_ways(alice, built) == []
    answer = practised(question, built=built, slot=own, secret=SECRET)
    assert call(alice, built, answer) == (200, None)
    (way,) = [way for way in ways_in.of(alice.wallet(built)) or [] if way.proof]
    assert (way.slot.id, way.proof and way.proof.device) == (answer["slot"], "Chrome (Android)")


def test_so_does_one_by_a_passkey_and_for_no_other_way_in(alice: Person, passkey: Slot) -> None:
    first = protected(alice, passkey, PASSWORD)
    alice.new_device()
    touch, unsealed, _ = alice.recover()
    touched = alice.slot(touch, unsealed)
    built, question = settle_in(alice, touched, PASSWORD, previous=first)
    other = password_slot(salt=PASSWORD.ref, stretched=bytes(32))
    wrong = practised(question, built=built, slot=other, secret=SECRET)
    assert call(alice, built, wrong) == (403, "proof_refused")
    built, question = settle_in(alice, touched, PASSWORD, previous=built)
    right = practised(question, built=built, slot=touched, secret=SECRET)
    assert call(alice, built, right) == (200, None)
    assert proved_ways(alice, built) == ["Phone"]


def test_a_wallet_of_somebody_else_is_not_there(
    alice: Person, mallory: Person, passkey: Slot
) -> None:
    built = protected(alice, passkey, PASSWORD)
    assert mallory.call("POST", f"/wallets/{b64u(built.wid)}/practice", {})[0] == 404


def test_it_cannot_be_tried_again_and_again(alice: Person, passkey: Slot) -> None:
    built = protected(alice, passkey)
    path = f"/wallets/{b64u(built.wid)}/practice"
    # At the turn of a minute a second window begins.
    asked = 2 * practice.TRIES_A_MINUTE + 1
    assert 429 in [alice.call("POST", path, {})[0] for _ in range(asked)]
