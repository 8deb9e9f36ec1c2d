"""Are any copies lost, or falsely called proved, while workers and the broker die all the time?

    python -m tests.slow --copies 10000 --kills 1000

Real people commit their wallets while no worker runs, so all copies are due at once. Then a few
workers begin, and something is killed after every few copies: mostly a worker that has some in its
hands, now and then the broker, which half of the times also forgets everything. A worker that died
is started again, as its supervisor would do it; nothing else ends one that hangs.
Where the workers are faster than the kills, one more person comes.
Some workers are not killed but frozen for longer than their lease: another one takes what they
held, and then both are at it. After the last kill the rest is done in peace.

Asserted are only the outcomes: whatever is called proved at any moment lies there whole, and in the
end each copy is proved, in force, recorded once and alone in its folder.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.slow.crowd import Crowd
from tests.stack import LEASE_SECONDS, START_SECONDS, Stack, wait_until
from tests.webdav_servers import rclone

WORKERS = ("one", "two", "three")
_PEOPLE = 10
_WALLETS_EACH = 20
# What is killed, and how often of a hundred times.
WORKER, BROKER = "worker", "broker"
KINDS = {WORKER: 96, BROKER: 4}
_KILLS_FOR_EACH_FREEZE = 100
# The places' server must not hold back what the dead no longer do.
VARIABLES = {"CLOUD_LANE_LIMIT": "100"}
# With fewer copies left than this, a kill might hit nobody who has one in hand.
_LEAST_LEFT = 100
# Without a copy for so long the next kill comes all the same.
_LONGEST_PAUSE_SECONDS = 2.0


@dataclass
class Report:
    """copies, proved_while_killing: when the last kill was done. killed: by what it was."""

    copies: int
    killed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    frozen: int = 0
    proved_while_killing: int = 0
    seconds: float = 0.0


def run(
    crowd: Crowd, *, kills: int, moments: random.Random, workers: Sequence[str] = WORKERS
) -> Report:
    """Kill while the crowd's copies are made, and assert that all is well in the end."""
    stack = crowd.stack
    began = time.monotonic()
    for name in workers:
        stack.start_worker(name)
    stack.start_beat()
    report = Report(copies=crowd.copies)
    kinds = moments.choices(list(KINDS), list(KINDS.values()), k=kills)
    for number, kind in enumerate(kinds):
        # The last copies are left for the rest in peace.
        _wait_for_work(crowd, until=report.copies * number * 9 // (kills * 10))
        is_done = False
        while not is_done:
            victim = _one_that_is_ready(stack, workers, moments)
            while crowd.copies - crowd.proved() < _LEAST_LEFT:
                crowd.add_person(wallets=10, places=10)
            _supervise(stack, workers)
            time.sleep(moments.uniform(0, 0.05))
            report.copies, report.proved_while_killing = crowd.copies, crowd.proved()
            is_done = (
                _kill_broker(stack, moments) if kind == BROKER else _kill_worker(stack, victim)
            )
        report.killed[kind] += 1
        if number % _KILLS_FOR_EACH_FREEZE == _KILLS_FOR_EACH_FREEZE // 2:
            _freeze(stack, moments.choice(workers))
            report.frozen += 1
    report.copies = crowd.copies
    _supervise(stack, workers)
    crowd.require_no_false_green()
    crowd.wait_until_proved()
    crowd.require_backed_up()
    report.seconds = round(time.monotonic() - began, 1)
    return report


def fill(crowd: Crowd, *, copies: int) -> None:
    """So many copies that are due. The more there are, the more places each person has."""
    for _ in range(_PEOPLE):
        crowd.add_person(wallets=_WALLETS_EACH, places=copies // _PEOPLE // _WALLETS_EACH)
    assert crowd.copies == copies


@contextmanager
def crowd_on(
    database_url: str | None = None, *, variables: Mapping[str, str] = VARIABLES
) -> Iterator[Crowd]:
    """A stack whose web server runs, with a cloud of its own."""
    # rclone takes no notice of conditions, so two workers at one copy have only our own order.
    with (
        Stack(database_url=database_url, variables=variables) as stack,
        rclone(stack.directory / "places") as cloud,
    ):
        stack.start_web()
        yield Crowd(stack, cloud)


def _wait_for_work(crowd: Crowd, *, until: int) -> None:
    deadline = time.monotonic() + _LONGEST_PAUSE_SECONDS
    crowd.require_no_false_green()
    while crowd.proved() < until and time.monotonic() < deadline:
        time.sleep(0.02)


def _kill_broker(stack: Stack, moments: random.Random) -> bool:
    stack.kill("broker")
    stack.start_broker()
    if moments.random() < 0.5:
        with stack.redis() as client:
            client.flushall()
    return True


def _kill_worker(stack: Stack, name: str) -> bool:
    """False when it had just ended by itself, and this was no kill."""
    status = stack.stop(name, number=signal.SIGKILL)
    stack.start_worker(name)
    return status == -signal.SIGKILL


def _one_that_is_ready(stack: Stack, workers: Sequence[str], moments: random.Random) -> str:
    """Any of the workers that wait for work, as soon as there is one."""
    ready: list[str] = []

    def look() -> list[str]:
        _supervise(stack, workers)
        ready[:] = filter(stack.is_ready, workers)
        return ready

    wait_until("a worker is ready", look, seconds=START_SECONDS)
    return moments.choice(ready)


def _supervise(stack: Stack, workers: Sequence[str]) -> None:
    """A worker that ended by itself is started anew, as systemd does it."""
    for name in workers:
        if stack.processes[name].poll() is not None:
            stack.stop(name)
            stack.start_worker(name)


def _freeze(stack: Stack, name: str) -> None:
    """A worker that sleeps while its lease ends, as a machine that was suspended."""
    process = stack.processes[name]
    os.killpg(process.pid, signal.SIGSTOP)
    time.sleep(LEASE_SECONDS + 1)
    os.killpg(process.pid, signal.SIGCONT)
