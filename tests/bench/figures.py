"""What every measurement tells: medians and 95th percentiles. And how long a process worked."""

from __future__ import annotations

import ctypes
import os
import statistics
import time
from collections.abc import Sequence


def spread(milliseconds: Sequence[float]) -> dict[str, float]:
    """The middle and the slow end of many single times."""
    ordered = sorted(milliseconds)
    slow = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return {"ms_p50": round(statistics.median(ordered), 3), "ms_p95": round(slow, 3)}


def processor_seconds(pid: int) -> float:
    """What a running process has taken so far, user and system time of all its threads."""
    clock = ctypes.c_int()
    error = ctypes.CDLL(None).clock_getcpuclockid(pid, ctypes.byref(clock))
    if error:
        raise OSError(error, os.strerror(error))
    return time.clock_gettime(clock.value)


def kilobytes(size: float) -> float:
    """Of 1,000 bytes."""
    return round(size / 1000, 1)
