"""kill -9 of the web server at each step of a change and of a recovery."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest

from recovery.ceremonies.challenges import Op
from tests.slow import plan
from tests.slow.household import Household
from tests.slow.killing import CUT_OFF, chance, die_of, killed_within
from tests.stack import Stack

pytestmark = pytest.mark.slow


def _restart_web(stack: Stack, *, failpoint: str = "") -> None:
    stack.stop("web")
    stack.start_web(failpoint=failpoint)


@pytest.mark.parametrize(("failpoint", "kills"), plan.WEB.items())
def test_a_web_server_killed_at_this_step_loses_nothing(
    stack: Stack, failpoint: str, kills: int
) -> None:
    home = _with_a_place(stack)
    _restart_web(stack, failpoint=failpoint)
    do = _step(home, failpoint)
    for _ in range(kills):
        attempted = home.build()
        die_of(stack, do, home, attempted)
        _restart_web(stack, failpoint=failpoint)
        home.settle(attempted)
        home.require_backed_up()
    _restart_web(stack)
    before = home.current and home.current.gen
    home.change()
    home.settle()
    assert home.current is not None
    assert home.current.gen == (before or 0) + 1
    home.person.recover()


def _with_a_place(stack: Stack) -> Household:
    """A worker is at hand too, so that a generation without a copy would be seen."""
    stack.start_web()
    stack.start_worker()
    stack.start_beat()
    home = Household(stack)
    home.change()
    home.add_places(1)
    home.require_backed_up()
    return home


def _step(home: Household, failpoint: str) -> Callable[..., object]:
    if failpoint.startswith("backup."):
        return Household.attempt
    if failpoint.startswith("unlock."):
        return lambda household, _: household.person.unlock()
    return lambda household, _: household.person.recover()


def test_a_recovery_that_was_told_has_its_mail_although_the_server_died(stack: Stack) -> None:
    stack.start_web()
    home = Household(stack)
    home.change()
    _restart_web(stack, failpoint="recover.told")
    before = stack.rows.one("SELECT count(*) FROM recovery_notice")
    die_of(stack, home.person.recover)
    _restart_web(stack)
    assert stack.rows.one("SELECT count(*) FROM recovery_notice") == before + 1


@pytest.mark.parametrize("any_stack", ["sqlite", "postgresql"], indirect=True)
def test_a_web_server_killed_anywhere_leaves_this_generation_or_the_next(
    any_stack: Stack, request: pytest.FixtureRequest
) -> None:
    database = request.node.callspec.params["any_stack"]
    moments = chance(f"web on {database}")
    home = _with_a_place(any_stack)
    for _ in range(plan.WEB_ANYWHERE[database]):
        attempted = home.build()
        with killed_within(any_stack.serving(), moments.uniform(0, 0.06)):
            try:
                home.person.invite(Op.RECOVER)
                home.attempt(attempted)
            except CUT_OFF:
                pass
        _restart_web(any_stack)
        home.settle(attempted)
        home.require_backed_up()
    home.change()
    home.settle()
    home.require_backed_up()


def test_the_process_that_watches_may_be_killed_too(stack: Stack) -> None:
    stack.start_web()
    home = Household(stack)
    home.change()
    os.kill(stack.serving(), signal.SIGKILL)
    stack.kill("web")
    stack.start_web()
    home.settle()
