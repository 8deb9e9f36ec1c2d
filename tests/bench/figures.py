"""What every measurement tells: medians and 95th percentiles, in milliseconds."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def spread(milliseconds: Sequence[float]) -> dict[str, float]:
    """The middle and the slow end of many single times."""
    ordered = sorted(milliseconds)
    slow = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return {"ms_p50": round(statistics.median(ordered), 3), "ms_p95": round(slow, 3)}
