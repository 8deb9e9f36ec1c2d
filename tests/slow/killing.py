"""Kills, and the proof that there was one."""

from __future__ import annotations

import http.client
import os
import random
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.slow.plan import SEED
from tests.stack import Stack, is_alive, wait_until

# What a person's browser sees of a server that dies: the connection ends.
CUT_OFF = (ConnectionError, http.client.HTTPException, TimeoutError)


def chance(name: str) -> random.Random:
    """Random moments that come again with the same seed, which is printed when a test fails."""
    print(f"seed {SEED} for {name}")
    return random.Random(f"{SEED} {name}")


def die_of(stack: Stack, do: Callable[..., object], *arguments: object) -> None:
    """Do something that kills the process that serves the web."""
    victim = stack.serving()
    try:
        do(*arguments)
    except CUT_OFF:
        wait_until("the web process died", lambda: not is_alive(victim))
        return
    raise AssertionError("the web process lived on")


@contextmanager
def killed_within(pid: int, seconds: float) -> Iterator[None]:
    """SIGKILL for one process after so many seconds, and in any case before this ends."""
    timer = threading.Timer(seconds, os.kill, (pid, signal.SIGKILL))
    timer.start()
    try:
        yield
    finally:
        timer.join()
    wait_until("the process died", lambda: not is_alive(pid))
