"""Thousands of copies while workers and the broker are killed, frozen and emptied."""

from __future__ import annotations

import shutil

import pytest

from tests import postgresql
from tests.slow import many_kills, plan
from tests.slow.crowd import Crowd
from tests.slow.killing import chance
from tests.stack import wait_until

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


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
    with many_kills.crowd_on() as crowd:
        stack = crowd.stack
        crowd.add_person(wallets=10, places=10)
        stack.start_beat()
        stack.start_worker()
        wait_until("some copies are proved", lambda: crowd.proved() >= 10, seconds=300)
        stack.redis().flushall()
        stack.kill("broker")
        shutil.rmtree(stack.directory / "broker")
        (stack.directory / "broker").mkdir()
        stack.start_broker()
        crowd.wait_until_proved()
        crowd.require_backed_up()
        assert stack.processes["worker"].poll() is None


def test_workers_of_one_two_and_four_processes_share_their_work_on_postgresql() -> None:
    with postgresql.running() as url, many_kills.crowd_on(url) as crowd:
        stack = crowd.stack
        for processes in (1, 2, 4):
            crowd.add_person(wallets=5, places=4)
            stack.start_worker(f"of-{processes}", pool=str(processes))
            if processes == 1:
                stack.start_beat()
            crowd.wait_until_proved()
            crowd.require_backed_up()
            stack.stop(f"of-{processes}")
        stack.stop("beat")
        _kill_some(crowd)


def _kill_some(crowd: Crowd) -> None:
    crowd.add_person(wallets=10, places=10)
    many_kills.run(crowd, kills=plan.POSTGRESQL_KILLS, moments=chance("kills on PostgreSQL"))
