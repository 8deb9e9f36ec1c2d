"""Of several vaults one counts PINs: the right to do so is handed over, and never doubled."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from recovery.enclave import pin_records
from recovery.enclave.anchors import NoAnchor
from recovery.enclave.pin_header import FILE, Closed, Elsewhere
from recovery.enclave.pin_records import NotNow
from recovery.enclave.pin_store import PinStore
from recovery.enclave_client import EnclaveClient
from recovery.enclave_pool import EnclavePool
from tests.enclave.guesses import guess_at
from tests.enclave.joined import two_enclaves
from tests.enclave.pin_states import (
    ONE,
    TWO,
    DyingAnchor,
    copy,
    enrolled,
    guess,
    opened,
    store_in,
)
from tests.enclave.pins import PinPerson
from tests.enclave_process import REPOSITORY, EnclaveProcess
from tests.soft_pin import Outcome

Two = tuple[EnclaveProcess, EnclaveProcess]
PIN, WRONG = "493817", "111111"


class Vault:
    """A folder with an anchor of its own, as a machine with a TPM has it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.anchor = DyingAnchor()

    def store(self) -> PinStore:
        return store_in(self.folder, self.anchor)

    def wait(self) -> bytes:
        with closing(self.store()) as store:
            return store.wait()

    def give(self, ticket: bytes) -> None:
        with closing(self.store()) as store:
            store.give(ticket)

    def take(self, folder: Path) -> None:
        with closing(self.store()) as store, closing(store_in(folder, NoAnchor())) as given:
            store.take(given)


@pytest.fixture
def first(tmp_path: Path) -> Vault:
    vault = Vault(tmp_path / "first")
    with closing(opened(vault.folder, vault.anchor)) as store:
        enrolled(store, ONE, TWO)
        guess(store, ONE)
    return vault


@pytest.fixture
def second(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "second")


def test_counts_go_along_and_the_old_one_never_counts_again(first: Vault, second: Vault) -> None:
    first.give(second.wait())
    second.take(first.folder)
    with closing(opened(second.folder, second.anchor)) as store:
        assert (guess(store, ONE), guess(store, TWO), store.count) == (8, 9, 2)
    for _ in range(2):
        with pytest.raises(Elsewhere), closing(first.store()) as store:
            store.open()


def test_they_go_back_with_a_new_ticket_only(first: Vault, second: Vault, tmp_path: Path) -> None:
    ticket = second.wait()
    first.give(ticket)
    before = copy(first.folder, tmp_path / "before")
    second.take(first.folder)
    with closing(opened(second.folder, second.anchor)) as store:
        guess(store, ONE)
    second.give(first.wait())
    with pytest.raises(Closed, match="taken already"):
        second.take(before)
    first.take(second.folder)
    with closing(opened(first.folder, first.anchor)) as store:
        assert guess(store, ONE) == 7


def test_what_was_not_handed_over_to_this_ticket_is_not_taken(
    first: Vault, second: Vault, tmp_path: Path
) -> None:
    third = Vault(tmp_path / "third")
    ticket, other = second.wait(), third.wait()
    assert second.wait() == ticket
    with pytest.raises(Closed, match="Nothing was handed over"):
        second.take(first.folder)
    first.give(ticket)
    with pytest.raises(Closed, match="another ticket"):
        third.take(first.folder)
    # Whoever is second to ask for them loses, whatever the ticket.
    with pytest.raises(Closed, match="does not keep"):
        first.give(other)
    first.give(ticket)
    second.take(first.folder)
    with pytest.raises(Closed, match="taken already"):
        second.take(first.folder)


def test_who_keeps_pins_of_people_does_not_wait_for_others(first: Vault) -> None:
    with pytest.raises(Closed, match="keeps the PINs of 2 wallets itself"):
        first.wait()
    with closing(opened(first.folder, first.anchor)) as store:
        assert store.count == 2


def test_a_file_that_was_copied_to_another_vault_does_not_count_there(
    first: Vault, tmp_path: Path
) -> None:
    """Even where no anchor would notice."""
    alone = tmp_path / "alone"
    with closing(opened(alone, NoAnchor())) as store:
        enrolled(store, ONE)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(alone / FILE, elsewhere)
    with (
        pytest.raises(Closed, match="another vault"),
        closing(store_in(elsewhere, NoAnchor())) as store,
    ):
        store.open()


def test_what_a_kill_left_half_given_is_not_taken(
    first: Vault, second: Vault, tmp_path: Path
) -> None:
    """Else both would count: the one here from the state before, which its anchor still accepts."""
    ticket = second.wait()
    before = copy(first.folder, tmp_path / "before")
    first.anchor.dies = True
    with pytest.raises(Closed):
        first.give(ticket)
    first.anchor.dies = False
    with pytest.raises(Closed, match="Nothing was handed over"):
        second.take(first.folder)
    with closing(opened(before, first.anchor)) as store:
        assert guess(store, ONE) == 8


def test_a_giver_that_dies_half_way_finishes_and_a_taker_too(first: Vault, second: Vault) -> None:
    ticket = second.wait()
    for _ in range(2):
        first.anchor.dies = True
        with pytest.raises(Closed):
            first.give(ticket)
        first.anchor.dies = False
    first.give(ticket)
    second.anchor.dies = True
    with pytest.raises(Closed):
        second.take(first.folder)
    second.anchor.dies = False
    with closing(opened(second.folder, second.anchor)) as store:
        assert guess(store, ONE) == 8
    with pytest.raises(Closed, match="taken already"):
        second.take(first.folder)


# So few are left that a short sequence would show one more.
LEFT = 2
STEPS = ["guess", "kill", "save", "restore", "wait", "give", "take"]
# What was handed over once is put aside, used up, and offered again to the next ticket of the same
# vault. Chance hardly finds so long a way; without the comparison of tickets it gives a try more.
TAKEN_TWICE = [
    ("give", 0, 0),
    ("save", 0, 0),
    ("take", 1, 1),
    ("guess", 1, 0),
    ("guess", 1, 0),
    ("give", 1, 0),
    ("wait", 1, 0),
    ("take", 1, 1),
    ("guess", 1, 0),
]


@settings(max_examples=50, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 1), st.integers(0, 3)), max_size=40
    )
)
@example(steps=TAKEN_TWICE)
def test_no_sequence_of_hand_overs_copies_and_kills_gives_an_eleventh_try(
    steps: list[tuple[str, int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whoever has the disks of both vaults does as they like; only the anchors are their own."""
    root = tmp_path_factory.mktemp("sequence")
    vaults = [Vault(root / "first"), Vault(root / "second")]
    with closing(opened(vaults[0].folder, vaults[0].anchor)) as store:
        enrolled(store, ONE)
        for _ in range(pin_records.BUDGET - LEFT):
            guess(store, ONE)
    ticket, released, kept = vaults[1].wait(), 0, [vaults[0].folder]
    for number, (step, which, chosen) in enumerate(steps):
        vault, folder = vaults[which], kept[chosen % len(kept)]
        vault.anchor.dies = step == "kill"
        try:
            if step in {"guess", "kill"}:
                with closing(opened(vault.folder, vault.anchor)) as store:
                    guess(store, ONE)
                released += 1
            elif step == "wait":
                ticket = vault.wait()
            elif step == "give":
                vault.give(ticket)
            elif step == "take":
                vault.take(folder)
        except (Closed, NotNow):
            pass
        vault.anchor.dies = False
        if step == "save":
            kept.append(copy(vault.folder, root / f"kept{number}"))
        elif step == "restore" and folder != vault.folder:
            shutil.rmtree(vault.folder)
            shutil.copytree(folder, vault.folder)
    assert released <= LEFT


# --- Two real vaults -----------------------------------------------------------------------------


@pytest.fixture
def two() -> Iterator[Two]:
    with two_enclaves() as made:
        yield made


def does(enclave: EnclaveProcess, *words: str) -> str:
    done = enclave.command(*words)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def at_once(enclave: EnclaveProcess, *commands: tuple[str, ...]) -> list[int]:
    """Exit codes of commands that run beside each other."""
    program = [sys.executable, "-m", "recovery.enclave", "--config", str(enclave.config)]
    running = [
        subprocess.Popen(
            [*program, *words],
            cwd=REPOSITORY,
            env=enclave.environment,
            stderr=subprocess.DEVNULL,
        )
        for words in commands
    ]
    return sorted(process.wait(timeout=60) for process in running)


def test_of_two_real_vaults_one_counts_and_none_gives_a_try_more(two: Two) -> None:
    one, other = two
    assert [each.client.health().pins_open for each in two] == [1, 0]
    person = PinPerson(one)
    person.enrol(PIN)
    released = sum(guess_at(one, [person], guesses=4, connections=4).values())
    # The keeper dies; what it had answered, it had counted.
    one.stop(number=signal.SIGKILL)
    other.stop()
    hand_over(one, other)
    one.start()
    other.start()
    assert [each.client.health().pins_open for each in two] == [0, 1]
    pool = EnclavePool([EnclaveClient(address=each.address) for each in two])
    with closing(pool):
        assert pool.keeper_of_pins.address == other.address
    # Everybody guesses at both.
    with ThreadPoolExecutor() as threads:
        found = list(threads.map(lambda each: guessed(each, person), two))
    assert found[0] == {Outcome.CLOSED: 20}
    assert released + found[1][Outcome.DONE] == pin_records.BUDGET


def hand_over(one: EnclaveProcess, other: EnclaveProcess) -> None:
    """Each step is tried by two at once, of whom one succeeds at the most."""
    ticket = does(other, "await-pins")
    stranger = os.urandom(32).hex()
    gave = at_once(one, *[("hand-over-pins", "--to", who) for who in (ticket, stranger)])
    # Both give way where each finds the other at work.
    assert gave.count(0) <= 1
    if one.command("hand-over-pins", "--to", ticket).returncode != 0:
        # The stranger was faster, and does not exist: an operator may vouch for the counts.
        does(one, "adopt-pins")
        does(one, "hand-over-pins", "--to", ticket)
    state = str(one.folder / "state")
    took = at_once(other, *[("take-pins", "--from", state)] * 2).count(0)
    assert took <= 1
    if not took:
        does(other, "take-pins", "--from", state)


def guessed(enclave: EnclaveProcess, person: PinPerson) -> dict[int, int]:
    """How twenty wrong tries at this vault ended."""
    there = PinPerson(enclave, owner=person.owner)
    found = guess_at(enclave, [there], guesses=20, connections=4)
    return {outcome: count for (_, outcome), count in found.items()}
