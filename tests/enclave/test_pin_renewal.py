"""A new PIN in place of the old: what stays until it was used, and who loses when two make one.

So a PIN of an old master key moves to the newest one, step by step, and works at each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.enclave.pins import PinPerson
from tests.enclave_process import EnclaveProcess
from tests.soft_pin import Outcome, PinOwner

PIN, OTHER = "493817", "820416"


@pytest.fixture
def person(enclave: EnclaveProcess) -> PinPerson:
    person = PinPerson(enclave)
    person.enrol(PIN)
    return person


def entered(person: PinPerson, owner: PinOwner, pin: str = PIN) -> int:
    """How an entry at one of the person's records ends."""
    now, person.owner = person.owner, owner
    try:
        return person.enter(pin).outcome
    finally:
        person.owner = now


def test_one_that_was_begun_and_never_finished_gives_way(person: PinPerson) -> None:
    used = person.owner.record
    person.begin()
    abandoned = person.owner.record
    assert person.begin().outcome == Outcome.DONE
    assert person.status(record=abandoned).outcome == Outcome.UNKNOWN
    assert person.status(record=used).outcome == Outcome.DONE


def test_of_two_who_make_a_new_pin_the_second_is_told_and_changes_nothing(
    person: PinPerson,
) -> None:
    used = replace(person.owner)
    person.enrol(OTHER)
    first = replace(person.owner)
    answer = person.begin(listed=used.record)
    assert (answer.outcome, answer.body[:16]) == (Outcome.TAKEN, first.record)
    assert answer.since > 0
    person.owner = first
    assert person.enter(OTHER).outcome == Outcome.DONE


def test_who_names_the_finished_one_takes_its_place(person: PinPerson) -> None:
    used = replace(person.owner)
    person.enrol(OTHER)
    abandoned = person.owner.record
    person.enrol(OTHER, listed=used.record, over=abandoned)
    assert person.status(record=abandoned).outcome == Outcome.UNKNOWN
    # Whoever is a moment late names one that is gone, and loses.
    late = person.begin(listed=used.record, over=abandoned)
    assert (late.outcome, late.body[:16]) == (Outcome.TAKEN, person.owner.record)
    assert entered(person, used) == Outcome.DONE


def test_a_pin_that_a_backup_lists_survives_the_next_one_being_made(person: PinPerson) -> None:
    """Its page was closed between the commit and the first entry."""
    before = replace(person.owner)
    person.enrol(OTHER)
    listed = replace(person.owner)
    person.enrol(PIN, listed=listed.record)
    assert entered(person, listed, OTHER) == Outcome.DONE
    assert entered(person, before) == Outcome.UNKNOWN


@pytest.fixture
def own() -> Iterator[EnclaveProcess]:
    with EnclaveProcess() as process:
        yield process


def test_a_pin_moves_to_the_newest_epoch_and_works_at_every_step(own: EnclaveProcess) -> None:
    person = PinPerson(own)
    person.enrol(PIN)
    old = replace(person.owner)
    assert person.epoch == 1
    assert own.command("epoch", "add").returncode == 0
    own.restart()
    person = PinPerson(own, owner=replace(old))
    person.epoch = 1
    assert person.enter(PIN).outcome == Outcome.DONE

    # Made and registered, its backup not committed: a page that is closed here leaves the old one.
    person.enrol(PIN, listed=old.record)
    new = replace(person.owner)
    assert (person.epoch, new.public != old.public) == (2, True)
    person.epoch = 1
    assert entered(person, old) == Outcome.DONE
    # Committed, not entered yet: the new one works, and the old one is gone with its first entry.
    person.epoch = 2
    assert entered(person, new) == Outcome.DONE
    assert entered(person, old) == Outcome.UNKNOWN


def test_an_epoch_is_not_retired_while_a_pin_was_made_with_it(own: EnclaveProcess) -> None:
    person, idle = PinPerson(own), PinPerson(own)
    person.enrol(PIN)
    idle.enrol(PIN)
    old = person.owner.record
    assert own.command("epoch", "add").returncode == 0
    own.restart()
    person = PinPerson(own, owner=person.owner)
    person.enrol(PIN, listed=old)
    assert person.enter(PIN).outcome == Outcome.DONE
    own.stop()
    retire = ("epoch", "retire", "1", "--in-use", "0")
    assert "PINs that were made with epoch 1: 1." in own.command(*retire).stderr
    assert "made with epoch 1: 1." in own.command(*retire, "--lose-pins", "2").stderr
    assert own.command(*retire, "--lose-pins", "1").returncode == 0
    own.start()
    moved = PinPerson(own, owner=person.owner)
    moved.epoch = 2
    assert moved.enter(PIN).outcome == Outcome.DONE
    assert PinPerson(own, owner=idle.owner).evaluate(PIN).answer.outcome == Outcome.UNKNOWN
