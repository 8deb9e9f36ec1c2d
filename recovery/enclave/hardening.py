"""What a process does for itself before it holds a key: no core dumps, no tracing, no swap.

The systemd unit asks for the same and more. This holds also where somebody starts it by hand.

Source: prctl(2), mlockall(2), getrlimit(2)
"""

from __future__ import annotations

import ctypes
import logging
import os
import resource

_PR_SET_DUMPABLE = 4
_MCL_CURRENT, _MCL_FUTURE, _MCL_ONFAULT = 1, 2, 4

log = logging.getLogger(__name__)


def apply() -> None:
    """Raises OSError when the kernel refuses what it never refuses anybody."""
    libc = ctypes.CDLL(None, use_errno=True)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Whoever runs as the same user cannot trace it either, nor read its memory below /proc.
    if libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "PR_SET_DUMPABLE was refused")
    if not _lock_memory(libc):
        log.warning(
            "memory is not locked, so that keys may reach the swap: "
            "allow it by LimitMEMLOCK=infinity, or encrypt the swap"
        )


def _lock_memory(libc: ctypes.CDLL) -> bool:
    """Below a limit, what is allocated later would fail instead; so it is all or nothing."""
    limit, _ = resource.getrlimit(resource.RLIMIT_MEMLOCK)
    if limit != resource.RLIM_INFINITY and os.geteuid() != 0:
        return False
    # What is never touched is not brought into memory only to be locked there.
    return bool(libc.mlockall(_MCL_CURRENT | _MCL_FUTURE | _MCL_ONFAULT) == 0)
