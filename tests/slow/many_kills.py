"""Are any copies lost, or falsely called proved, while workers and the broker die all the time?

    python -m tests.slow --copies 10000 --kills 1000

Real people commit their wallets while no worker runs, so all copies are due at once. Then two
workers begin, and something is killed after every few copies: mostly a process that has one in its
hands, now and then a whole worker, or the broker, which half of the times also forgets everything.
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
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.slow.crowd import Crowd
from tests.stack import LEASE_SECONDS, START_SECONDS, NotInTime, Stack, children, wait_until
from tests.webdav_servers import rclone

WORKERS = ("one", "two")
PROCESSES = 2
_PEOPLE = 10
_WALLETS_EACH = 20
# What is killed, and how often of a hundred times.
CHILD, WORKER, BROKER = "child", "worker", "broker"
# A worker that was killed because Celery no longer gave it processes. It has a name of its own, so
# that it is seen.
STUCK = "stuck worker"
KINDS = {CHILD: 92, WORKER: 4, BROKER: 4}
_KILLS_FOR_EACH_FREEZE = 100
# The places' server must not hold back what the dead no longer do.
_VARIABLES = {"CLOUD_LANE_LIMIT": "100"}
# With fewer copies left than this, a kill might hit nobody who has one in hand.
_LEAST_LEFT = 100
# Without a copy for so long the next kill comes all the same.
_LONGEST_PAUSE_SECONDS = 2.0


@dataclass
class Report:
    """copies, proved_while_killing: when the last kill was done. killed: by what it was."""

    copies: int
    killed: dict[str, int] = field(default_factory=lambda: dict.fromkeys([*KINDS, STUCK], 0))
    frozen: int = 0
    proved_while_killing: int = 0
    seconds: float = 0.0


def run(crowd: Crowd, *, kills: int, moments: random.Random) -> Report:
    """Kill while the crowd's copies are made, and assert that all is well in the end."""
    stack = crowd.stack
    began = time.monotonic()
    for name in WORKERS:
        stack.start_worker(name, pool=str(PROCESSES))
    stack.start_beat()
    report = Report(copies=crowd.copies)
    for number in range(kills):
        # The last copies are left for the rest in peace.
        _wait_for_work(crowd, until=report.copies * number * 9 // (kills * 10))
        while crowd.copies - crowd.proved() < _LEAST_LEFT:
            crowd.add_person(wallets=10, places=10)
        _supervise(stack)
        time.sleep(moments.uniform(0, 0.05))
        report.killed[_kill_something(stack, moments)] += 1
        if number % _KILLS_FOR_EACH_FREEZE == _KILLS_FOR_EACH_FREEZE // 2:
            _freeze(stack, moments.choice(WORKERS))
            report.frozen += 1
    report.copies, report.proved_while_killing = crowd.copies, crowd.proved()
    _supervise(stack)
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
    database_url: str | None = None, *, variables: Mapping[str, str] = _VARIABLES
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


def _kill_something(stack: Stack, moments: random.Random) -> str:
    """Gives what it was."""
    (kind,) = moments.choices(list(KINDS), list(KINDS.values()))
    if kind == BROKER:
        stack.kill("broker")
        stack.start_broker()
        if moments.random() < 0.5:
            stack.redis().flushall()
        return kind
    name = moments.choice(WORKERS)
    wait_until("the worker is ready", lambda: stack.is_ready(name), seconds=START_SECONDS)
    found = _processes_of(stack, name) if kind == CHILD else []
    if found:
        os.kill(moments.choice(found), signal.SIGKILL)
        return CHILD
    stack.stop(name, number=signal.SIGKILL)
    stack.start_worker(name, pool=str(PROCESSES))
    return WORKER if kind == WORKER else STUCK


def _supervise(stack: Stack) -> None:
    """Celery gives up when a process dies within its first moments; systemd starts it anew."""
    for name in WORKERS:
        if stack.processes[name].poll() is not None:
            stack.stop(name)
            stack.start_worker(name, pool=str(PROCESSES))


def _processes_of(stack: Stack, name: str) -> list[int]:
    """A worker's own processes; none if Celery does not replace those that died."""
    worker = stack.processes[name].pid
    try:
        wait_until("the worker has processes", lambda: children(worker), seconds=10)
    except NotInTime:
        # Celery writes where each of its threads is, into the worker's log.
        os.kill(worker, signal.SIGUSR1)
        time.sleep(1)
        print(stack.log(name)[-6000:], file=sys.stderr)
    return children(worker)


def _freeze(stack: Stack, name: str) -> None:
    """A worker that sleeps while its lease ends, as a machine that was suspended."""
    process = stack.processes[name]
    os.killpg(process.pid, signal.SIGSTOP)
    time.sleep(LEASE_SECONDS + 1)
    os.killpg(process.pid, signal.SIGCONT)
