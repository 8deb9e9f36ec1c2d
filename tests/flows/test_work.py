"""Rows as a queue: who may do a row, when, and what happens when nobody says how it went."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from recovery.flows import work
from recovery.models import CloudAccount, Work
from tests.factories import new_holder

WORKERS = 6
ROWS = 12


def new_row(*, number: int = 0) -> CloudAccount:
    return CloudAccount.objects.create(
        holder=new_holder(f"Holder{number}"), kind="folder", due_at=timezone.now()
    )


@pytest.fixture
def row(db: None) -> CloudAccount:
    return new_row()


def claimed(row: CloudAccount) -> CloudAccount:
    found = work.claim(CloudAccount, str(row.pk))
    assert found is not None
    return found


def reloaded(row: CloudAccount) -> CloudAccount:
    row.refresh_from_db()
    return row


def _end_lease(row: CloudAccount) -> None:
    CloudAccount.objects.filter(pk=row.pk).update(
        lease_until=timezone.now() - timedelta(milliseconds=1)
    )


# --- Claims --------------------------------------------------------------------------------------


def test_a_claim_takes_a_lease_and_counts_the_attempt_before_the_work(row: CloudAccount) -> None:
    before = timezone.now()
    found = claimed(row)
    assert found.attempts == 1
    assert found.lease_until is not None
    lease = timedelta(seconds=settings.WORK_LEASE_SECONDS)
    assert before + lease <= found.lease_until <= timezone.now() + lease


def test_a_lease_outlasts_the_longest_task() -> None:
    assert settings.CELERY_TASK_TIME_LIMIT < settings.WORK_LEASE_SECONDS


def test_a_row_that_is_not_due_yet_cannot_be_claimed(row: CloudAccount) -> None:
    CloudAccount.objects.update(due_at=timezone.now() + timedelta(seconds=5))
    assert work.claim(CloudAccount, str(row.pk)) is None


@pytest.mark.parametrize("state", [Work.State.DONE, Work.State.BLOCKED, Work.State.SUPERSEDED])
def test_a_settled_row_cannot_be_claimed(row: CloudAccount, state: str) -> None:
    CloudAccount.objects.update(state=state)
    assert work.claim(CloudAccount, str(row.pk)) is None


def test_a_row_that_is_gone_cannot_be_claimed(row: CloudAccount) -> None:
    row_id = str(row.pk)
    row.delete()
    assert work.claim(CloudAccount, row_id) is None


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_claim_each_row_once() -> None:
    ids = [str(new_row(number=number).pk) for number in range(ROWS)]
    together = threading.Barrier(WORKERS)

    def claim_all() -> list[str]:
        together.wait()
        return [row_id for row_id in ids if work.claim(CloudAccount, row_id) is not None]

    assert sorted(row_id for mine in _in_threads(claim_all) for row_id in mine) == sorted(ids)
    assert set(CloudAccount.objects.values_list("attempts", flat=True)) == {1}


def test_claims_that_come_too_late_tell_of_rivals_and_others_make_them_forgotten(db: None) -> None:
    row = new_row()
    claimed(row)
    for _ in range(20):
        assert work.claim(CloudAccount, str(row.pk)) is None
    rivals = work.rivals()
    # Rows are looked at by so many at a time, see flows/turns.py.
    assert 0 < rivals < 20
    for number in range(rivals):
        claimed(new_row(number=number + 1))
    assert work.rivals() == 0


@pytest.mark.django_db(transaction=True)
def test_many_sweeps_at_once_announce_each_row_once() -> None:
    ids = [str(new_row(number=number).pk) for number in range(ROWS)]
    together = threading.Barrier(WORKERS)

    def sweep() -> list[str]:
        together.wait()
        return work.due(CloudAccount, limit=ROWS)

    assert sorted(row_id for mine in _in_threads(sweep) for row_id in mine) == sorted(ids)


def _in_threads(do: Callable[[], list[str]]) -> list[list[str]]:
    def closing() -> list[str]:
        try:
            return do()
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as threads:
        return [future.result() for future in [threads.submit(closing) for _ in range(WORKERS)]]


# --- Outcomes ------------------------------------------------------------------------------------


def test_a_finished_row_is_done_and_free(row: CloudAccount) -> None:
    assert work.finish(claimed(row))
    found = reloaded(row)
    assert (found.state, found.lease_until, found.attempts) == (Work.State.DONE, None, 0)


def test_a_blocked_row_says_why_and_waits_for_the_person(row: CloudAccount) -> None:
    assert work.block(claimed(row), error="cloud_full")
    found = reloaded(row)
    assert (found.state, found.error) == (Work.State.BLOCKED, "cloud_full")
    assert work.due(CloudAccount, limit=10) == []


def test_the_person_can_make_a_blocked_row_due_again(row: CloudAccount) -> None:
    work.block(claimed(row), error="cloud_full")
    work.again(row)
    found = claimed(row)
    assert (found.attempts, found.error) == (1, "")


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 5), (2, 10), (4, 40), (20, 3600)])
def test_each_failure_waits_twice_as_long_up_to_an_hour(
    row: CloudAccount, attempts: int, seconds: int
) -> None:
    CloudAccount.objects.update(attempts=attempts - 1)
    before = timezone.now()
    work.postpone(claimed(row), error="cloud_timed_out")
    least, most = (timedelta(seconds=seconds * part) for part in (0.75, 1.25))
    assert before + least <= reloaded(row).due_at <= timezone.now() + most


def test_a_thousand_failures_still_have_a_next_time(row: CloudAccount) -> None:
    CloudAccount.objects.update(attempts=5000)
    assert work.postpone(claimed(row), error="cloud_timed_out")


def test_a_cloud_that_names_a_time_is_left_alone_until_then(row: CloudAccount) -> None:
    asked, before = timedelta(seconds=900), timezone.now()
    work.postpone(claimed(row), error="cloud_rate_limited", retry_after_seconds=900)
    assert before + asked <= reloaded(row).due_at <= timezone.now() + asked


@pytest.mark.parametrize(
    "settle",
    [
        lambda row: work.finish(row, checked_at=timezone.now()),
        lambda row: work.block(row, error="too_late"),
        lambda row: work.postpone(row, error="too_late"),
    ],
    ids=["finish", "block", "postpone"],
)
def test_a_worker_that_slept_through_its_lease_changes_nothing(
    row: CloudAccount, settle: Callable[[CloudAccount], bool]
) -> None:
    slept = claimed(row)
    _end_lease(row)
    other = claimed(row)
    assert not settle(slept)
    found = reloaded(row)
    assert (found.lease_until, found.error) == (other.lease_until, "")


# --- The sweep -----------------------------------------------------------------------------------


def test_a_leased_row_is_not_swept_before_its_lease_ends(row: CloudAccount) -> None:
    claimed(row)
    assert work.due(CloudAccount, limit=10) == []
    _end_lease(row)
    assert work.due(CloudAccount, limit=10) == [str(row.pk)]


def test_a_wake_up_that_led_to_a_killed_worker_does_not_delay_the_next(row: CloudAccount) -> None:
    assert work.due(CloudAccount, limit=10) == [str(row.pk)]
    claimed(row)
    _end_lease(row)
    assert work.due(CloudAccount, limit=10) == [str(row.pk)]


def test_a_wake_up_that_was_lost_is_sent_again(row: CloudAccount) -> None:
    assert work.due(CloudAccount, limit=10) == [str(row.pk)]
    assert work.due(CloudAccount, limit=10) == []
    CloudAccount.objects.update(nudged_at=timezone.now() - work.NUDGE_AGAIN_AFTER)
    assert work.due(CloudAccount, limit=10) == [str(row.pk)]


def test_a_sweep_takes_the_longest_waiting_first_and_no_more_than_asked(db: None) -> None:
    rows = [new_row(number=number) for number in range(3)]
    for age, row in enumerate(rows):
        since = timezone.now() - timedelta(seconds=age)
        CloudAccount.objects.filter(pk=row.pk).update(due_at=since, turn=since)
    assert work.due(CloudAccount, limit=2) == [str(rows[2].pk), str(rows[1].pk)]


# --- A broker that is down -----------------------------------------------------------------------

# In a process of its own, because a process remembers its broker.
_PUBLISH = """
import django
django.setup()
from recovery.flows import work
for _ in range(3):
    print(work.wake())
"""


@pytest.fixture
def refusing() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


@pytest.fixture
def silent() -> Iterator[int]:
    """It takes every connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening.getsockname()[1]


def _publish_three_times(port: int) -> tuple[str, str]:
    """Gives what was printed and what was logged. The test's own limit ends a wait for ever."""
    done = subprocess.run(
        [sys.executable, "-c", _PUBLISH],
        env=os.environ
        | {
            "REDIS_URL": f"redis://127.0.0.1:{port}/0",
            "DJANGO_SETTINGS_MODULE": "project.settings",
        },
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


@pytest.mark.parametrize("broker", ["refusing", "silent"])
def test_a_broker_that_is_down_is_tried_once_and_then_left_alone(
    request: pytest.FixtureRequest, broker: str
) -> None:
    printed, logged = _publish_three_times(request.getfixturevalue(broker))
    assert printed.split() == ["False"] * 3
    # A try is logged. The second and the third call did not make one, so they waited for nothing.
    assert logged.count("waits for the sweep") == 1
