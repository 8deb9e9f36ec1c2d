"""PINs at a real enclave: what is counted, who may do what, and what an answer shows."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from recovery.enclave.messages import PinRequest
from recovery.errors import EnclaveDenied
from tests import soft_oprf
from tests.enclave.pins import PinPerson
from tests.enclave_process import EnclaveProcess
from tests.soft_layout import ZERO16, ZERO32
from tests.soft_pin import Act, Outcome, PinOwner

PIN, OTHER = "493817", "820416"
BUDGET, LIFETIME = 10, 50
# What the host is told where there is nothing to tell.
NOTHING = b"\xff\xff"


@pytest.fixture
def person(enclave: EnclaveProcess) -> PinPerson:
    return PinPerson(enclave)


def test_the_right_pin_gives_the_same_bytes_each_time(person: PinPerson) -> None:
    ent = person.enrol(PIN)
    first, again = person.evaluate(PIN), person.evaluate(PIN)
    assert first.rwd == again.rwd
    answer = person.confirm(first.rwd)
    assert (answer.outcome, answer.body[:32]) == (Outcome.DONE, ent)
    assert ent != bytes(32)


def test_a_try_is_counted_before_it_is_known_to_be_right(person: PinPerson) -> None:
    person.enrol(PIN)
    tried = person.evaluate(PIN)
    assert (tried.answer.left, tried.answer.failed) == (BUDGET - 1, 1)
    assert person.status().failed == 1


def test_the_right_pin_sets_the_count_to_zero(person: PinPerson) -> None:
    person.enrol(PIN)
    for _ in range(3):
        assert person.enter(OTHER).outcome == Outcome.WRONG
    assert person.status().failed == 3
    answer = person.enter(PIN)
    assert (answer.outcome, answer.failed, answer.left) == (Outcome.DONE, 0, BUDGET)
    assert answer.since > 0


def test_after_ten_wrong_tries_the_right_pin_opens_nothing(person: PinPerson) -> None:
    person.enrol(PIN)
    for left in reversed(range(BUDGET)):
        assert person.evaluate(OTHER).answer.left == left
    refused = person.evaluate(PIN)
    assert (refused.answer.outcome, refused.answer.left) == (Outcome.LOCKED, 0)
    assert person.evaluate(PIN).answer.outcome == Outcome.LOCKED


def test_the_tenth_try_may_still_be_the_right_one(person: PinPerson) -> None:
    person.enrol(PIN)
    for _ in range(BUDGET - 1):
        person.evaluate(OTHER)
    assert person.enter(PIN).outcome == Outcome.DONE
    assert person.status().left == BUDGET


def test_a_pin_wears_out_even_when_it_is_always_right(person: PinPerson) -> None:
    person.enrol(PIN)
    # The enrolment itself evaluated once.
    for _ in range(LIFETIME - 1):
        assert person.enter(PIN).outcome == Outcome.DONE
    worn = person.evaluate(PIN).answer
    assert (worn.outcome, worn.lifetime_left) == (Outcome.LOCKED, 0)
    # The host is told: no wrong try, and none left.
    assert person.heard == b"\0\0"


def test_the_host_hears_of_a_change_only_if_it_was_made(person: PinPerson) -> None:
    person.enrol(PIN)
    assert person.register(bytes(64)).outcome == Outcome.UNKNOWN
    assert person.heard == NOTHING
    person.evaluate(OTHER)
    assert person.destroy().outcome == Outcome.DONE
    assert person.heard == bytes((1, BUDGET - 1))
    assert person.destroy().outcome == Outcome.UNKNOWN
    assert person.heard == NOTHING


def test_a_restart_forgets_no_try(enclave: EnclaveProcess) -> None:
    person = PinPerson(enclave)
    person.enrol(PIN)
    for _ in range(4):
        person.evaluate(OTHER)
    enclave.restart()
    again = PinPerson(enclave, owner=person.owner)
    assert (again.status().failed, again.status().left) == (4, BUDGET - 4)
    again.epoch = person.epoch
    assert again.enter(PIN).outcome == Outcome.DONE


def test_many_at_once_share_one_budget(enclave: EnclaveProcess) -> None:
    owner = PinPerson(enclave)
    owner.enrol(PIN)
    outcomes: list[int] = []

    def guess(number: int) -> None:
        person = PinPerson(enclave, owner=owner.owner)
        for attempt in range(5):
            outcomes.append(person.evaluate(f"{number}{attempt}7777").answer.outcome)

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(Outcome.DONE) == BUDGET
    assert outcomes.count(Outcome.LOCKED) == 40 - BUDGET


def test_a_new_pin_adds_no_try_to_the_old_record(person: PinPerson) -> None:
    person.enrol(PIN)
    old = person.owner.record
    for _ in range(BUDGET):
        person.evaluate(OTHER)
    person.enrol(OTHER)
    assert person.owner.record != old
    assert person.evaluate(PIN, record=old).answer.outcome == Outcome.LOCKED
    assert person.enter(OTHER).outcome == Outcome.DONE
    # The new one was used, so the old one is not even known any more.
    assert person.status(record=old).outcome == Outcome.UNKNOWN


def test_the_old_pin_works_until_the_new_one_was_used(person: PinPerson) -> None:
    person.enrol(PIN)
    old = replace(person.owner)
    person.enrol(OTHER)
    new, person.owner = person.owner, old
    assert person.enter(PIN).outcome == Outcome.DONE
    person.owner = new
    assert person.enter(OTHER).outcome == Outcome.DONE
    person.owner = old
    assert person.evaluate(PIN).answer.outcome == Outcome.UNKNOWN


def test_a_removed_pin_is_gone(person: PinPerson) -> None:
    person.enrol(PIN)
    assert person.destroy().outcome == Outcome.DONE
    assert person.evaluate(PIN).answer.outcome == Outcome.UNKNOWN
    assert person.destroy().outcome == Outcome.UNKNOWN


def test_a_wallet_of_the_same_name_with_another_key_is_another_account(
    enclave: EnclaveProcess, person: PinPerson
) -> None:
    person.enrol(PIN)
    # A host may know the wallet's name and the record's, and sign with a key of its own.
    owner = PinOwner(rp_id=person.owner.rp_id, wid=person.owner.wid)
    host = PinPerson(enclave, owner=owner)
    owner.record, owner.public = person.owner.record, person.owner.public
    assert host.status().outcome == Outcome.UNKNOWN
    assert host.evaluate(PIN).answer.outcome == Outcome.UNKNOWN
    assert host.destroy().outcome == Outcome.UNKNOWN
    host.enrol(OTHER)
    assert person.enter(PIN).outcome == Outcome.DONE


@pytest.mark.parametrize("act", [Act.ENROL, Act.REGISTER, Act.DESTROY])
def test_only_the_wallets_own_key_makes_changes(person: PinPerson, act: Act) -> None:
    person.enrol(PIN)
    body = os.urandom(32) if act == Act.REGISTER else b""
    sent = person.owner.request(
        act, fresh=person.client.nonce(), body=body, signed_by=Ed25519PrivateKey.generate()
    )
    with pytest.raises(EnclaveDenied):
        person.client.pin(sent.request)
    assert person.enter(PIN).outcome == Outcome.DONE


def test_a_registered_tag_is_never_replaced(person: PinPerson) -> None:
    person.enrol(PIN)
    assert person.register(os.urandom(64)).outcome == Outcome.UNKNOWN
    assert person.enter(PIN).outcome == Outcome.DONE


def test_nothing_confirms_a_record_without_a_tag(person: PinPerson) -> None:
    person.begin()
    assert person.confirm(person.evaluate(PIN).rwd).outcome == Outcome.WRONG


def test_an_empty_tag_does_not_count_as_registered(person: PinPerson) -> None:
    person.begin()
    sent = person.owner.request(Act.REGISTER, fresh=person.client.nonce(), body=ZERO32)
    with pytest.raises(EnclaveDenied):
        person.client.pin(sent.request)


def test_a_request_is_answered_once(person: PinPerson) -> None:
    person.enrol(PIN)
    sent = person.owner.request(
        Act.EVALUATE, fresh=person.client.nonce(), body=soft_oprf.blind(b"x").element
    )
    person.client.pin(sent.request)
    with pytest.raises(EnclaveDenied):
        person.client.pin(sent.request)
    assert person.status().failed == 1


def test_answers_have_one_size(person: PinPerson) -> None:
    person.enrol(PIN)
    element = soft_oprf.blind(b"x").element
    sizes = set()
    for act, body in [(Act.EVALUATE, element), (Act.STATUS, b""), (Act.ENROL, b"")]:
        for owner in (person.owner, PinOwner(rp_id=person.owner.rp_id, record=os.urandom(16))):
            sent = owner.request(act, fresh=person.client.nonce(), body=body)
            answer = person.client.pin(sent.request)
            sizes.add((len(answer.sealed), len(answer.sig)))
    assert len(sizes) == 1


def swaps() -> list[tuple[str, Any]]:
    element = soft_oprf.blind(b"x").element
    return [
        ("suite", 2),
        ("act", 0),
        ("act", 7),
        ("act", Act.STATUS),
        ("nonce", os.urandom(16)),
        ("rp_id", "elsewhere.example"),
        ("pk_eph", bytes(32)),
        ("pk_eph", bytes(1216)),
        ("body", b""),
        ("body", bytes(32)),
        ("body", element + b"\0"),
        ("record", ZERO16),
        ("owner_sig", bytes(64)),
        ("owner_sig", b"\1"),
    ]


@pytest.mark.parametrize(("name", "value"), swaps())
def test_a_crooked_try_is_refused_like_anything_else(
    person: PinPerson, name: str, value: Any
) -> None:
    person.enrol(PIN)
    sent = person.owner.request(
        Act.EVALUATE, fresh=person.client.nonce(), body=soft_oprf.blind(b"x").element
    )
    request: PinRequest = replace(sent.request, **{name: value})
    with pytest.raises(EnclaveDenied):
        person.client.pin(request)


@pytest.mark.parametrize("name", ["wid", "pk_man", "record", "pk_eph", "nonce"])
def test_a_signature_covers_every_part(person: PinPerson, name: str) -> None:
    person.enrol(PIN)
    sent = person.owner.request(Act.DESTROY, fresh=person.client.nonce())
    other = os.urandom(16) if name in {"wid", "record"} else os.urandom(32)
    if name == "nonce":
        other = person.client.nonce().nonce
    changed: dict[str, Any] = {name: other}
    with pytest.raises(EnclaveDenied):
        person.client.pin(replace(sent.request, **changed))
    assert person.enter(PIN).outcome == Outcome.DONE


def test_a_tag_sealed_for_another_request_is_refused(person: PinPerson) -> None:
    person.enrol(PIN)
    rwd = person.evaluate(PIN).rwd
    tag = person.owner.tag(rwd, epoch=person.epoch)
    body = person.owner.sealed_tag(tag, fresh=person.client.nonce(), claims=person.claims)
    sent = person.owner.request(Act.CONFIRM, fresh=person.client.nonce(), body=body)
    with pytest.raises(EnclaveDenied):
        person.client.pin(sent.request)


def test_the_proof_shows_that_it_was_this_records_key(person: PinPerson) -> None:
    person.enrol(PIN)
    value = person.owner.stretched(PIN)
    blinded = soft_oprf.blind(value)
    sent = person.owner.request(Act.EVALUATE, fresh=person.client.nonce(), body=blinded.element)
    answer = sent.read(person.client.pin(sent.request), pk_sig=person.claims.pk_sig)
    other = soft_oprf.derive_key_pair(seed=os.urandom(32), info=b"KRP1-PIN")[1]
    with pytest.raises(soft_oprf.ProofRefused):
        soft_oprf.finalize(value=value, blinded=blinded, public=other, evaluated=answer.body[:96])


def test_a_limit_of_accounts_holds_and_spares_those_there_are() -> None:
    with EnclaveProcess(limits={"pin_accounts": 1}) as enclave:
        first, second = PinPerson(enclave), PinPerson(enclave)
        first.enrol(PIN)
        assert second.begin().outcome == Outcome.CLOSED
        first.enrol(OTHER)
        assert first.enter(OTHER).outcome == Outcome.DONE


def test_health_says_that_pins_are_answered(enclave: EnclaveProcess) -> None:
    health = enclave.client.health()
    assert (health.anchor, health.pins_open) == (0, 1)
