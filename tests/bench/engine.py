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
from collections.abc import Callable
from typing import Any

from tests import postgresql
from tests.slow import many_kills
from tests.slow.crowd import Crowd
from tests.stack import START_SECONDS, wait_until

PEOPLE = 60
WALLETS = 1_020
WALLETS_FOR_PROCESSES = 240
_WORKER = "worker"
# As in production, where a worker is not given up after seconds.
_VARIABLES = {"WORK_LEASE_SECONDS": "150"}
_AGAIN = (
    "UPDATE recovery_copy SET state = 'due', step = 'waiting', attempts = 0, "
    "due_at = proved_at, turn = proved_at, proved_at = NULL"
)


def measure(*, wallets: int = WALLETS, processes: int = 2) -> dict[str, Any]:
    """Keys: those above; the time from change to proof as its 50th and 99th percentile."""
    with many_kills.crowd_on(variables=_VARIABLES) as crowd:
        _begin(crowd)
        _start_worker(crowd, processes)
        waits = _change_and_prove(crowd, wallets=wallets)
        looks = _look_at_all(crowd)
        return {
            "wallets": wallets,
            "processes": processes,
            "change_to_proof_s_p50": waits[len(waits) // 2],
            "change_to_proof_s_p99": waits[len(waits) * 99 // 100],
            "proved_per_second": round(wallets / waits[-1], 1),
            "drills_per_second": round(len(looks) / looks[-1], 1),
            "broker_emptied_s": _empty_the_broker(crowd)[-1],
            "broker_emptied_copies": crowd.copies,
        }


def measure_processes() -> dict[str, Any]:
    """Proved copies a second of a worker with 1, 2 and 4 processes, on Redis and PostgreSQL."""
    figures = {}
    with postgresql.running() as url, many_kills.crowd_on(url, variables=_VARIABLES) as crowd:
        _begin(crowd)
        for processes in (1, 2, 4):
            _start_worker(crowd, processes)
            waits = _change_and_prove(crowd, wallets=WALLETS_FOR_PROCESSES)
            figures[f"{processes}_processes"] = round(WALLETS_FOR_PROCESSES / waits[-1], 1)
            crowd.stack.stop(_WORKER)
    return {"database": "postgresql", "proved_per_second": figures}


def _begin(crowd: Crowd) -> None:
    """Everybody has one wallet and one place that has passed its check."""
    for _ in range(PEOPLE):
        crowd.add_person(wallets=1, places=1)
    crowd.stack.start_beat()
    _start_worker(crowd, 1)
    crowd.wait_until_proved()
    crowd.stack.stop(_WORKER)


def _start_worker(crowd: Crowd, processes: int) -> None:
    stack = crowd.stack
    stack.start_worker(_WORKER, pool=str(processes))
    wait_until("the worker is ready", lambda: stack.is_ready(_WORKER), seconds=START_SECONDS)


def _change_and_prove(crowd: Crowd, *, wallets: int) -> list[float]:
    """Seconds after which each copy was proved, in order."""
    worker = crowd.stack.processes[_WORKER].pid
    before = crowd.proved()
    os.killpg(worker, signal.SIGSTOP)
    crowd.add_wallets(wallets // PEOPLE)
    os.killpg(worker, signal.SIGCONT)
    return _seconds_of_each(lambda: crowd.proved() - before, number=wallets)


def _look_at_all(crowd: Crowd) -> list[float]:
    rows = crowd.stack.rows
    last = rows.one("SELECT max(looked_at) FROM recovery_drill")
    rows.change("UPDATE recovery_drill SET due_at = looked_at, turn = looked_at")
    return _seconds_of_each(
        lambda: int(rows.one("SELECT count(*) FROM recovery_drill WHERE looked_at > %s", last)),
        number=crowd.copies,
    )


def _empty_the_broker(crowd: Crowd) -> list[float]:
    stack = crowd.stack
    stack.kill("broker")
    stack.rows.change(_AGAIN)
    stack.start_broker()
    stack.redis().flushall()
    seconds = _seconds_of_each(crowd.proved, number=crowd.copies)
    crowd.require_files()
    return seconds


def _seconds_of_each(done: Callable[[], int], *, number: int) -> list[float]:
    """Seconds from now until the first, the second … of so many is done."""
    began = time.monotonic()
    found: list[float] = []
    while len(found) < number:
        so_far, now = done(), time.monotonic()
        found += [round(now - began, 1)] * (so_far - len(found))
        time.sleep(0.05)
    return found
