"""Ends the demo's processes when the supervisor died without doing so, by `kill -9` for example.

It reads lines from its standard input: "+123" for a process group that began, "-123" for one that
ended. The end of the input means that the supervisor is gone.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress

# As long as the processes get to end in an orderly way.
GRACE_SECONDS = 3


def main() -> None:
    groups: set[int] = set()
    for line in sys.stdin:
        group = int(line[1:])
        if line.startswith("+"):
            groups.add(group)
        else:
            groups.discard(group)
    _send(groups, signal.SIGTERM)
    if groups:
        time.sleep(GRACE_SECONDS)
    _send(groups, signal.SIGKILL)


def _send(groups: set[int], number: signal.Signals) -> None:
    for group in groups:
        with suppress(ProcessLookupError):
            os.killpg(group, number)


if __name__ == "__main__":
    main()
