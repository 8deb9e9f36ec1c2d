"""Ends a worker when one of its tasks does not come to an end.

Nobody can stop a thread from outside. One that hangs would be lost to the worker for good, and its
row's lease would end under a worker that lives. So after CELERY_TASK_TIME_LIMIT the process writes
where each of its threads is, names and line numbers only, and ends. Its supervisor starts it anew,
and what it held is taken over as after every kill.

The time is kept by faulthandler, in C, which nothing that hangs in Python can hold up.
"""

from __future__ import annotations

import faulthandler
import threading
import time
from typing import Any

from celery import signals

_STANDARD_ERROR = 2

_lock = threading.Lock()
# Task id → when it has to be done, by time.monotonic(). In the order in which they began.
_deadlines: dict[str, float] = {}


def keep(*, seconds: float) -> None:
    """From now on, no task of this process takes longer than that."""

    def begin(task_id: str, **_: Any) -> None:
        with _lock:
            _deadlines[task_id] = time.monotonic() + seconds
            _wait_for_next()

    def end(task_id: str, **_: Any) -> None:
        with _lock:
            _deadlines.pop(task_id, None)
            _wait_for_next()

    signals.task_prerun.connect(begin, weak=False)
    signals.task_postrun.connect(end, weak=False)


def _wait_for_next() -> None:
    faulthandler.cancel_dump_traceback_later()
    if _deadlines:
        left = next(iter(_deadlines.values())) - time.monotonic()
        # By its number, since Celery puts a logger in the place of sys.stderr.
        faulthandler.dump_traceback_later(max(left, 0.001), exit=True, file=_STANDARD_ERROR)
