"""kill -9 of workers at each step of a copy, a restore, a check and a mail."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.slow import plan
from tests.slow.household import Household
from tests.soft_client import b64u
from tests.stack import Stack

pytestmark = [pytest.mark.slow, pytest.mark.each_step]

_KILL_SECONDS = 300.0


def _kill_workers(
    stack: Stack,
    *,
    failpoint: str,
    kills: int,
    make_due: Callable[[], None],
    watch: Callable[[], None] = lambda: None,
) -> None:
    """Let a worker die at the failpoint so often, and start it again each time but the last.

    watch: is called all the while.
    """
    stack.start_worker("dying", failpoint=failpoint)
    make_due()
    for number in range(kills):

        def is_dead() -> bool:
            watch()
            return stack.processes["dying"].poll() is not None

        stack.wait_until(
            f"worker {number + 1} of {kills} died at {failpoint}", is_dead, seconds=_KILL_SECONDS
        )
        # Asserts that it was the failpoint's SIGKILL.
        stack.kill("dying")
        if number + 1 < kills:
            stack.start_worker("dying", failpoint=failpoint)


@pytest.fixture
def home(stack: Stack) -> Household:
    stack.start_web()
    stack.start_beat()
    return Household(stack)


@pytest.mark.parametrize("failpoint", plan.SYNC)
def test_a_worker_killed_at_this_step_of_a_copy_loses_none(home: Household, failpoint: str) -> None:
    stack = home.stack
    first = Household(stack, person=home.person)
    first.change()
    first.add_places(plan.PLACES)
    stack.start_worker()
    first.require_backed_up()
    stack.stop("worker")

    _kill_workers(
        stack,
        failpoint=failpoint,
        kills=plan.PLACES,
        make_due=home.change,
        watch=home.require_no_false_green,
    )
    home.require_no_false_green()
    home.settle()
    stack.start_worker()
    home.require_backed_up()
    stack.stop("worker")

    # A new wallet is looked at first; a wallet that is known there has an old copy to retire.
    last = Household(stack, person=home.person) if failpoint == "sync.checking" else home
    _kill_workers(stack, failpoint=failpoint, kills=plan.RETIRING_WORKERS, make_due=last.change)
    last.require_no_false_green()
    stack.start_worker()
    last.require_backed_up()
    first.require_backed_up()
    last.settle()


@pytest.mark.parametrize(("failpoint", "kills"), plan.RESTORE.items())
def test_a_worker_killed_at_this_step_of_a_restore_brings_the_backup_back(
    home: Household, failpoint: str, kills: int
) -> None:
    stack = home.stack
    wallets = [Household(stack, person=home.person) for _ in range(kills)]
    for wallet in wallets:
        wallet.change()
    wallets[0].add_places(1)
    stack.start_worker()
    for wallet in wallets:
        wallet.require_backed_up()
    stack.stop("worker")
    _kill_workers(
        stack, failpoint=failpoint, kills=kills, make_due=lambda: _lose_and_restore(wallets)
    )
    stack.start_worker()
    for wallet in wallets:
        stack.wait_until("the restore is done", partial(_restored, wallet), seconds=_KILL_SECONDS)
        wallet.settle()
        wallet.require_backed_up()


def _lose_and_restore(wallets: list[Household]) -> None:
    for wallet in wallets:
        wallet.stack.rows.change(
            "UPDATE recovery_generation SET envelope = NULL WHERE wallet_id = "
            "(SELECT id FROM recovery_wallet WHERE wid = %s)",
            wallet.wid,
        )
        wallet.person.must("POST", f"/wallets/{b64u(wallet.wid)}/restore")


def _restored(wallet: Household) -> bool:
    answer = wallet.person.must("GET", f"/wallets/{b64u(wallet.wid)}/restore")
    assert answer["state"] in {"due", "done"}, answer
    return bool(answer["state"] == "done")


@pytest.mark.parametrize(("failpoint", "kills"), plan.DRILLS.items())
def test_a_worker_killed_while_it_looks_at_damaged_copies_mends_them_all_the_same(
    home: Household, failpoint: str, kills: int
) -> None:
    stack = home.stack
    home.change()
    home.add_places(kills)
    stack.start_worker()
    home.require_backed_up()
    stack.stop("worker")
    files = home.proved_files()
    _kill_workers(
        stack, failpoint=failpoint, kills=kills, make_due=lambda: _damage_and_look(home, files)
    )
    stack.start_worker()
    home.stack.wait_until(
        "every copy is whole again", partial(_all_whole, home, files), seconds=_KILL_SECONDS
    )
    home.require_no_false_green()


def _damage_and_look(home: Household, files: list[Path]) -> None:
    for file in files:
        file.write_bytes(b"damaged")
    home.stack.rows.change("UPDATE recovery_drill SET due_at = looked_at, turn = looked_at")


def _all_whole(home: Household, files: list[Path]) -> bool:
    assert home.current is not None
    return all(file.read_bytes() == home.current.cloud_object for file in files)


@pytest.mark.parametrize("failpoint", plan.MOVES)
def test_a_worker_killed_at_this_step_of_a_move_leaves_a_proved_copy_at_every_moment(
    home: Household, failpoint: str
) -> None:
    stack = home.stack
    home.change()
    home.add_places(1)
    stack.start_worker()
    home.require_backed_up()
    old_files = home.proved_files()
    home.add_places(1)
    home.require_backed_up()
    stack.stop("worker")
    source, target = home.places()
    _kill_workers(
        stack,
        failpoint=failpoint,
        kills=1,
        make_due=partial(home.person.move_copies, home.wallet_id, source, target),
        watch=home.require_a_proved_copy,
    )
    stack.start_worker()
    home.stack.wait_until(
        "the old place is gone", partial(_is_alone, home, target), seconds=_KILL_SECONDS
    )
    assert not [file for file in old_files if file.exists()]
    home.require_copies()


def _is_alone(home: Household, place: str) -> bool:
    home.require_a_proved_copy()
    return home.places() == [place]


@pytest.mark.parametrize(("failpoint", "kills"), plan.CLOUDS.items())
def test_a_worker_killed_while_it_checks_a_place_connects_it_all_the_same(
    home: Household, failpoint: str, kills: int
) -> None:
    home.change()
    _kill_workers(
        home.stack, failpoint=failpoint, kills=kills, make_due=lambda: home.add_places(kills)
    )
    home.stack.start_worker()
    home.require_backed_up()


@pytest.mark.parametrize(("failpoint", "kills"), plan.NOTICES.items())
def test_a_worker_killed_while_it_sends_a_mail_sends_it_at_least_once(
    home: Household, failpoint: str, kills: int
) -> None:
    home.change()
    _kill_workers(
        home.stack,
        failpoint=failpoint,
        kills=kills,
        make_due=lambda: _recover(home, times=kills),
    )
    home.stack.start_worker()
    home.stack.wait_until("no mail waits", lambda: _unsent(home) == 0, seconds=_KILL_SECONDS)
    assert home.person.mails().count(f"To: {home.person.email}") >= kills


def _recover(home: Household, *, times: int) -> None:
    for _ in range(times):
        home.person.recover()


def _unsent(home: Household) -> int:
    return int(home.stack.rows.one("SELECT count(*) FROM recovery_notice WHERE state <> 'done'"))
