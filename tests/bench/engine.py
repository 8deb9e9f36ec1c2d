"""The whole engine with real processes: web, beat, broker, workers, database and a WebDAV server.

So many wallets of sixty people change while the workers are frozen. From the moment at which they
go on:
- `change_to_proof_s`: how long until a wallet's copy is proved?
- `drills_per_second`: then every copy is looked at again, all at once.
- `broker_emptied_s`: all copies are due once more, and the broker comes back without any message.
  How long from its return until all are proved?
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.core.management import call_command

from tests import postgresql
from tests.slow import many_kills
from tests.slow.crowd import Crowd
from tests.stack import START_SECONDS, NotInTime, wait_until

PEOPLE = 60
WALLETS = 1_020
WALLETS_FOR_PROCESSES = 240
# Without one more copy for so long, no further one is waited for.
_PATIENCE_SECONDS = 120.0
# As in production, where a worker is not given up after seconds.
_VARIABLES = {"WORK_LEASE_SECONDS": "150"}
_AGAIN = (
    "UPDATE recovery_copy SET state = 'due', step = 'waiting', attempts = 0, "
    "due_at = proved_at, turn = proved_at, proved_at = NULL"
)


def measure(*, wallets: int = WALLETS, processes: int = 2) -> dict[str, Any]:
    """Keys: those above; the time from change to proof as its 50th and 99th percentile.

    wallets: rounded down to a multiple of the number of people.
    """
    with _begun() as crowd:
        _start_workers(crowd, processes)
        waits = _change_and_prove(crowd, wallets=wallets)
        looks = _look_at_all(crowd)
        return {
            "wallets": len(waits),
            "processes": processes,
            "change_to_proof_s_p50": waits[len(waits) // 2],
            "change_to_proof_s_p99": waits[len(waits) * 99 // 100],
            "proved_per_second": round(len(waits) / waits[-1], 1),
            "drills_per_second": round(len(looks) / looks[-1], 1),
            "broker_emptied_s": _empty_the_broker(crowd)[-1],
            "broker_emptied_copies": crowd.copies,
        }


def measure_processes() -> dict[str, Any]:
    """Proved copies a second of 1, 2 and 4 workers, on Redis and PostgreSQL."""
    figures = {}
    with postgresql.running() as url, _begun(url) as crowd:
        for processes in (1, 2, 4):
            _start_workers(crowd, processes)
            waits = _change_and_prove(crowd, wallets=WALLETS_FOR_PROCESSES)
            figures[f"{processes}_processes"] = round(len(waits) / waits[-1], 1)
            _stop_workers(crowd)
    return {"database": "postgresql", "proved_per_second": figures}


@contextmanager
def _begun(database_url: str | None = None) -> Iterator[Crowd]:
    """Everybody has one wallet and one place that has passed its check."""
    call_command("collectstatic", interactive=False, verbosity=0)
    with many_kills.crowd_on(database_url, variables=_VARIABLES) as crowd:
        for _ in range(PEOPLE):
            crowd.add_person(wallets=1, places=1)
        crowd.stack.start_beat()
        _start_workers(crowd, 1)
        crowd.wait_until_proved()
        _stop_workers(crowd)
        yield crowd


def _start_workers(crowd: Crowd, number: int) -> None:
    stack = crowd.stack
    for name in (f"worker-{index}" for index in range(number)):
        stack.start_worker(name)
        wait_until(f"{name} is ready", partial(stack.is_ready, name), seconds=START_SECONDS)


def _workers(crowd: Crowd) -> list[str]:
    return [name for name in crowd.stack.processes if name.startswith("worker-")]


def _stop_workers(crowd: Crowd) -> None:
    for name in _workers(crowd):
        crowd.stack.stop(name)


def _signal_workers(crowd: Crowd, number: int) -> None:
    for name in _workers(crowd):
        os.killpg(crowd.stack.processes[name].pid, number)


def _freeze_workers(crowd: Crowd) -> None:
    """Not in the middle of a write, which would keep everybody else from writing."""
    _signal_workers(crowd, signal.SIGSTOP)
    while not crowd.stack.rows.can_be_changed():
        _signal_workers(crowd, signal.SIGCONT)
        time.sleep(0.05)
        _signal_workers(crowd, signal.SIGSTOP)


def _change_and_prove(crowd: Crowd, *, wallets: int) -> list[float]:
    """Seconds after which each copy was proved, in order."""
    before = crowd.proved()
    _freeze_workers(crowd)
    crowd.add_wallets(wallets // PEOPLE)
    _signal_workers(crowd, signal.SIGCONT)
    return _seconds_of_each(crowd, lambda: crowd.proved() - before, number=crowd.copies - before)


def _look_at_all(crowd: Crowd) -> list[float]:
    rows = crowd.stack.rows
    last = rows.one("SELECT max(looked_at) FROM recovery_drill")
    rows.change("UPDATE recovery_drill SET due_at = looked_at, turn = looked_at")
    return _seconds_of_each(
        crowd,
        lambda: int(rows.one("SELECT count(*) FROM recovery_drill WHERE looked_at > %s", last)),
        number=crowd.copies,
    )


def _empty_the_broker(crowd: Crowd) -> list[float]:
    stack = crowd.stack
    stack.kill("broker")
    stack.rows.change(_AGAIN)
    stack.start_broker()
    with stack.redis() as client:
        client.flushall()
    seconds = _seconds_of_each(crowd, crowd.proved, number=crowd.copies)
    crowd.require_files()
    return seconds


def _seconds_of_each(crowd: Crowd, done: Callable[[], int], *, number: int) -> list[float]:
    """Seconds from now until the first, the second … of so many is done."""
    began = latest = looked_after = time.monotonic()
    found: list[float] = []
    while len(found) < number:
        so_far, now = done(), time.monotonic()
        if so_far > len(found):
            latest = now
        elif now > latest + _PATIENCE_SECONDS:
            raise NotInTime(f"{so_far} of {number} are done, and no more will be")
        found += [round(now - began, 1)] * (so_far - len(found))
        if now > looked_after + 1:
            # One that was frozen in the middle of a task for longer than that may take has ended.
            crowd.stack.revive()
            looked_after = now
        time.sleep(0.05)
    return found
