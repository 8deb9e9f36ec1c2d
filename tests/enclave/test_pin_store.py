"""The PIN state on disk: what a copy, an older state and a foreign hand meet, with each anchor."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recovery.enclave import pin_records
from recovery.enclave.anchors import NoAnchor
from recovery.enclave.pin_header import FILE, Closed
from recovery.enclave.pin_records import Account, Damaged, NotNow, Record
from recovery.enclave.pin_store import PinStore
from tests.enclave.pin_states import (
    NAME,
    ONE,
    PRKS,
    TWO,
    DyingAnchor,
    MemoryAnchor,
    copy,
    enrolled,
    guess,
    opened,
    store_in,
)
from tests.enclave_process import EnclaveProcess


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


def test_counts_come_back_after_a_restart(folder: Path) -> None:
    anchor = MemoryAnchor()
    with closing(opened(folder, anchor)) as store:
        enrolled(store, ONE, TWO)
        assert guess(store, ONE) == 9
        assert store.count == 2
    with closing(opened(folder, anchor)) as store:
        assert store.read(ONE).find(NAME).failed == 1
        assert store.read(TWO).find(NAME).failed == 0
        assert store.count == 2


def test_an_older_state_is_refused(folder: Path, tmp_path: Path) -> None:
    anchor = MemoryAnchor()
    with closing(opened(folder, anchor)) as store:
        enrolled(store, ONE)
    older = copy(folder, tmp_path / "older")
    with closing(opened(folder, anchor)) as store:
        guess(store, ONE)
    with pytest.raises(Closed, match="not the newest"):
        opened(older, anchor)


def test_a_history_is_not_replayed_on_an_anchor_that_was_deleted(tmp_path: Path) -> None:
    """Each state follows on the one before it; the first must not begin the same chain again."""
    folder, anchor = tmp_path / "state", MemoryAnchor()
    opened(folder, anchor).close()
    first = copy(folder, tmp_path / "first")
    with closing(opened(folder, anchor)) as store:
        enrolled(store, ONE)
    second = copy(folder, tmp_path / "second")
    with closing(opened(folder, anchor)) as store:
        guess(store, ONE)
    anchor.value = None
    opened(first, anchor).close()
    with pytest.raises(Closed), closing(store_in(second, anchor)) as store:
        store.open()


def test_without_an_anchor_an_older_state_is_believed(folder: Path, tmp_path: Path) -> None:
    """What the trust page says of it, so that nobody calls it more."""
    with closing(opened(folder, NoAnchor())) as store:
        enrolled(store, ONE)
    older = copy(folder, tmp_path / "older")
    with closing(opened(folder, NoAnchor())) as store:
        assert guess(store, ONE) == 9
    with closing(opened(older, NoAnchor())) as store:
        assert guess(store, ONE) == 9


def test_a_move_that_a_kill_prevented_is_made_at_the_next_start(folder: Path) -> None:
    anchor = DyingAnchor()
    store = opened(folder, anchor)
    enrolled(store, ONE)
    anchor.dies = True
    with pytest.raises(Closed):
        guess(store, ONE)
    with pytest.raises(Closed):
        store.read(ONE)
    store.close()
    anchor.dies = False
    with closing(opened(folder, anchor)) as again:
        # It was counted and never answered: that is the side to err on.
        assert again.read(ONE).find(NAME).failed == 1


def test_two_that_went_different_ways_from_one_state_are_told_apart(
    folder: Path, tmp_path: Path
) -> None:
    """A bare counter would take the second one's file: it has the right number."""
    anchor = DyingAnchor()
    with closing(opened(folder, anchor)) as store:
        enrolled(store, ONE, TWO)
    clone = copy(folder, tmp_path / "clone")
    first, second = opened(folder, anchor), opened(clone, anchor)
    anchor.dies = True
    with pytest.raises(Closed):
        guess(second, TWO)
    second.close()
    anchor.dies = False
    assert guess(first, ONE) == 9
    first.close()
    with pytest.raises(Closed, match="not the newest"):
        opened(clone, anchor)


def test_a_running_copy_stops_when_the_other_went_on(folder: Path, tmp_path: Path) -> None:
    anchor = MemoryAnchor()
    with closing(opened(folder, anchor)) as store:
        enrolled(store, ONE)
    first, second = opened(folder, anchor), opened(copy(folder, tmp_path / "clone"), anchor)
    assert guess(first, ONE) == 9
    with pytest.raises(Closed, match="somebody else"):
        guess(second, ONE)
    # The copy did not push the first one aside.
    assert guess(first, ONE) == 8
    first.close()
    second.close()


@settings(max_examples=60, deadline=None)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["guess", "restart", "save", "restore", "kill"]), st.integers(0, 2)
        ),
        max_size=40,
    )
)
def test_no_sequence_of_copies_and_kills_gives_an_eleventh_try(
    steps: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("sequence")
    folder, anchor, released, kept = root / "state", DyingAnchor(), 0, 0
    store: PinStore | None = opened(folder, anchor)
    assert store is not None
    enrolled(store, ONE)
    for step, number in steps:
        if step in {"guess", "kill"} and store is not None:
            anchor.dies = step == "kill"
            try:
                guess(store, ONE)
                released += 1
            except (Closed, NotNow):
                pass
            anchor.dies = False
        elif step == "save":
            shutil.copytree(folder, root / f"kept{kept}")
            kept += 1
        elif step in {"restart", "restore"}:
            if store is not None:
                store.close()
            if step == "restore" and kept:
                shutil.rmtree(folder)
                shutil.copytree(root / f"kept{number % kept}", folder)
            store = store_in(folder, anchor)
            try:
                store.open()
            except Closed:
                store.close()
                store = None
    if store is not None:
        store.close()
    assert released <= pin_records.BUDGET


def rows(folder: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as database:
        yield database


def meddle(folder: Path, statement: str, *values: bytes) -> None:
    for database in rows(folder):
        database.execute(statement, values)


def sealed_of(folder: Path, account_id: bytes) -> bytes:
    for database in rows(folder):
        row = database.execute("SELECT sealed FROM account WHERE id = ?", (account_id,)).fetchone()
        return bytes(row[0])
    raise AssertionError


def test_one_account_turned_back_is_noticed_without_any_anchor(folder: Path) -> None:
    with closing(opened(folder, NoAnchor())) as store:
        enrolled(store, ONE)
    before = sealed_of(folder, ONE)
    with closing(opened(folder, NoAnchor())) as store:
        guess(store, ONE)
    meddle(folder, "UPDATE account SET sealed = ? WHERE id = ?", before, ONE)
    with pytest.raises(Closed, match="header"):
        opened(folder, NoAnchor())


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM account",
        "DELETE FROM header",
        "UPDATE account SET id = X'" + "03" * 32 + "'",
        "UPDATE account SET sealed = X'00'",
        "UPDATE header SET sealed = X'00'",
        "UPDATE header SET sealed = zeroblob(200)",
        "DROP TABLE header",
    ],
)
def test_a_changed_file_closes_pins(folder: Path, statement: str) -> None:
    with closing(opened(folder, NoAnchor())) as store:
        enrolled(store, ONE)
    meddle(folder, statement)
    store = store_in(folder, NoAnchor())
    with pytest.raises(Closed):
        store.open()
    store.close()


def test_an_account_exchanged_while_the_enclave_runs_is_noticed(folder: Path) -> None:
    with closing(opened(folder, NoAnchor())) as store:
        enrolled(store, ONE)
        before = dict(store._file.accounts())[ONE]
        guess(store, ONE)
        store._file._run("UPDATE account SET sealed = ?", (before,))
        with pytest.raises(Closed, match="not the one"):
            guess(store, ONE)
        with pytest.raises(Closed):
            store.read(TWO)


def test_a_second_process_does_not_share_the_state(folder: Path) -> None:
    with closing(opened(folder, NoAnchor())):
        second = store_in(folder, NoAnchor())
        with pytest.raises(Closed, match="OperationalError"):
            second.open()
        second.close()


def test_another_master_key_opens_nothing(folder: Path) -> None:
    opened(folder, NoAnchor()).close()
    for prks in ({1: b"x" * 32}, {2: bytes(32)}):
        store = PinStore(folder=folder, master_prks=prks, anchor=NoAnchor())
        with pytest.raises(Closed):
            store.open()
        store.close()


def test_the_newest_master_key_seals_the_state_from_then_on(folder: Path) -> None:
    with closing(opened(folder, NoAnchor())) as store:
        enrolled(store, ONE)
    both = PinStore(folder=folder, master_prks=PRKS | {2: b"2" * 32}, anchor=NoAnchor())
    with closing(both):
        both.open()
    newest = PinStore(folder=folder, master_prks={2: b"2" * 32}, anchor=NoAnchor())
    with closing(newest):
        newest.open()
        assert newest.read(ONE).find(NAME).left == 10


def test_a_missing_file_beside_a_living_anchor_is_not_a_beginning(folder: Path) -> None:
    anchor = MemoryAnchor()
    opened(folder, anchor).close()
    shutil.rmtree(folder)
    with pytest.raises(Closed):
        opened(folder, anchor)


def test_a_new_anchor_beside_an_old_state_is_not_a_beginning(folder: Path) -> None:
    with closing(opened(folder, MemoryAnchor())) as store:
        enrolled(store, ONE)
    with pytest.raises(Closed):
        opened(folder, MemoryAnchor())


def test_an_operator_may_vouch_for_a_state(folder: Path) -> None:
    with closing(opened(folder, MemoryAnchor())) as store:
        enrolled(store, ONE)
        guess(store, ONE)
    anchor = MemoryAnchor()
    with closing(store_in(folder, anchor)) as store:
        store.adopt()
    with closing(opened(folder, anchor)) as store:
        assert guess(store, ONE) == 8


def test_an_operator_may_give_all_pins_up(folder: Path, tmp_path: Path) -> None:
    anchor = MemoryAnchor()
    with closing(opened(folder, anchor)) as store:
        enrolled(store, ONE)
    before = copy(folder, tmp_path / "before")
    with closing(store_in(folder, anchor)) as store:
        store.forget()
    with closing(opened(folder, anchor)) as store:
        assert (store.count, store.read(ONE)) == (0, Account())
    with pytest.raises(Closed):
        opened(before, anchor)


def test_an_anchor_that_is_away_closes_pins_and_the_try_may_be_counted(folder: Path) -> None:
    anchor = MemoryAnchor()
    with closing(opened(folder, anchor)) as store:
        enrolled(store, ONE)
        anchor.fails = True
        with pytest.raises(Closed, match="away"):
            guess(store, ONE)
        anchor.fails = False
        with pytest.raises(Closed, match="away"):
            guess(store, ONE)
    # It was in the file before the anchor failed, and the next start finishes that change.
    with closing(opened(folder, anchor)) as store:
        assert store.read(ONE).find(NAME).failed == 1


@pytest.mark.parametrize(
    "crooked",
    [
        Record(name=NAME, epoch=1, since=1, budget=21),
        Record(name=NAME, epoch=1, since=1, longest_life=101),
        Record(name=NAME, epoch=1, since=1, failed=2, lifetime=1),
    ],
)
def test_a_record_that_this_code_never_writes_is_refused(crooked: Record) -> None:
    with pytest.raises(Damaged):
        Account.from_bytes(Account(used=crooked).to_bytes())
    with pytest.raises(Damaged):
        Account.from_bytes(b"")


@pytest.mark.parametrize(
    "anchor",
    [
        {"kind": "witness"},
        {"kind": "tpm2"},
        {"kind": "tpm2", "tcti": "device:/dev/tpm0", "index": "130"},
        {"kind": "tpm2", "tcti": "device:/dev/tpm0", "index": 5},
        "tpm2",
    ],
)
def test_a_crooked_anchor_in_the_configuration_stops_the_start(anchor: object) -> None:
    enclave = EnclaveProcess(anchor=anchor)
    try:
        refused = enclave.command("init")
        assert refused.returncode == 1
        assert "anchor" in refused.stderr
    finally:
        enclave.remove()
