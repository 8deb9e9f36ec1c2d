"""One connection to a TPM for the whole process: whoever wants something of it takes turns.

A TPM does one thing at a time. Where nothing manages it, as with a TPM in software, it also has one
connection; with two, the second one would wait for ever.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tpm2_pytss.ESAPI import ESAPI

_lock = threading.RLock()
_open: dict[str, Any] = {}


@contextmanager
def tpm_at(tcti: str) -> Iterator[Any]:
    """The TPM, by the library's interface, for this thread alone. Raises TSS2_Exception."""
    with _lock:
        if tcti not in _open:
            _open[tcti] = ESAPI(tcti)
        yield _open[tcti]
