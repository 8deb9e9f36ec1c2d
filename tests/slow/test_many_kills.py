"""Thousands of copies while workers and the broker are killed, frozen and emptied."""

from __future__ import annotations

import shutil

import pytest

from tests import postgresql
from tests.slow import many_kills, plan
from tests.slow.crowd import Crowd
from tests.slow.killing import chance
from tests.stack import PATIENT, wait_until

pytestmark = pytest.mark.slow


# The faster the workers are beside their kills, the more people come.
@pytest.mark.timeout(1800)
def test_no_copy_is_lost_while_workers_and_the_broker_die() -> None:
    with many_kills.crowd_on() as crowd:
        many_kills.fill(crowd, copies=plan.MANY_COPIES)
        report = many_kills.run(crowd, kills=plan.MANY_KILLS, moments=chance("many kills"))
    print(report)
    assert sum(report.killed.values()) == plan.MANY_KILLS
    assert all(report.killed[kind] for kind in many_kills.KINDS)
    # Otherwise the last ones were killed when nobody had anything left to do.
    assert report.proved_while_killing < report.copies


def test_what_is_pending_is_done_after_the_broker_came_back_empty() -> None:
    with many_kills.crowd_on(variables=many_kills.VARIABLES | PATIENT) as crowd:
        stack = crowd.stack
        crowd.add_person(wallets=10, places=10)
        stack.start_beat()
        stack.start_worker()
        wait_until("some copies are proved", lambda: crowd.proved() >= 10, seconds=300)
        with stack.redis() as client:
            client.flushall()
        stack.kill("broker")
        shutil.rmtree(stack.directory / "broker")
        (stack.directory / "broker").mkdir()
        stack.start_broker()
        crowd.wait_until_proved()
        crowd.require_backed_up()
        assert stack.processes["worker"].poll() is None


def test_one_two_and_four_workers_share_their_work_on_postgresql() -> None:
    # So that none of them is taken for one that hangs, and what a dead one held is soon due again.
    variables = many_kills.VARIABLES | {"WORK_LEASE_SECONDS": "30"}
    with postgresql.running() as url, many_kills.crowd_on(url, variables=variables) as crowd:
        stack = crowd.stack
        stack.start_beat()
        for number in (1, 2, 4):
            workers = [f"worker-{index}-of-{number}" for index in range(1, number + 1)]
            crowd.add_person(wallets=5, places=4)
            for name in workers:
                stack.start_worker(name)
            crowd.wait_until_proved()
            crowd.require_backed_up()
            for name in workers:
                assert stack.stop(name) == 0
        stack.stop("beat")
        _kill_some(crowd)


def _kill_some(crowd: Crowd) -> None:
    crowd.add_person(wallets=10, places=10)
    # One worker alone: if it hung after a kill, nobody would do the rest.
    many_kills.run(
        crowd,
        kills=plan.POSTGRESQL_KILLS,
        moments=chance("kills on PostgreSQL"),
        workers=["alone"],
    )
