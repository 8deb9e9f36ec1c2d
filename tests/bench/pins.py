"""PINs: how many counted tries a second with each anchor, and what a million records cost."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from recovery.enclave.anchors import NoAnchor
from recovery.enclave.pin_records import Account, Record
from recovery.enclave.pin_store import PinStore
from tests.enclave import guesses
from tests.enclave_process import REPOSITORY, EnclaveProcess
from tests.soft_tpm import SoftTpm

GUESSES = 1500
RECORDS = 150
CONNECTIONS = 64
ACCOUNTS = 1_000_000
_PRKS = {1: bytes(32)}
_AT_ONCE = 20_000


def measure() -> dict[str, Any]:
    """Keys: per_second with each anchor, and `state`, see `state`."""
    anchors = ["none", *(["tpm2"] if shutil.which("swtpm") else [])]
    return {
        "counted_per_second": {name: _per_second(name) for name in anchors},
        "state": state(),
    }


def _per_second(anchor: str) -> int:
    """Tries that were counted, anchored, evaluated and answered, over many connections."""
    with ExitStack() as stack:
        settings = None
        if anchor == "tpm2":
            tpm = stack.enter_context(SoftTpm())
            settings = {"kind": "tpm2", "tcti": tpm.tcti, "index": "0x01800130"}
        enclave = stack.enter_context(EnclaveProcess(anchor=settings))
        people = guesses.enrolled(enclave, RECORDS)
        begun = time.perf_counter()
        guesses.guess_at(enclave, people, guesses=GUESSES, connections=CONNECTIONS)
        return round(GUESSES / (time.perf_counter() - begun))


def state() -> dict[str, Any]:
    """Opening a state of a million accounts: seconds, and the process's memory afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pins-"))
    try:
        _fill(folder)
        begun = time.perf_counter()
        words = [sys.executable, "-m", "tests.bench.pins", str(folder)]
        opened = subprocess.run(words, cwd=REPOSITORY, check=True, capture_output=True, text=True)
        whole = time.perf_counter() - begun
        seconds, mebibytes = opened.stdout.split()
        return {
            "accounts": ACCOUNTS,
            "open_seconds": float(seconds),
            "start_seconds": round(whole, 2),
            "memory_mib": float(mebibytes),
            "disk_mib": round((folder / "pins.db").stat().st_size / 2**20, 1),
        }
    finally:
        shutil.rmtree(folder)


def _fill(folder: Path) -> None:
    store = PinStore(folder=folder, master_prks=_PRKS, anchor=NoAnchor())
    store.open()
    record = Record(name=bytes(16), epoch=1, since=1, tag_hash=b"t" * 32)
    for _ in range(0, ACCOUNTS, _AT_ONCE):
        store.write({os.urandom(32): Account(used=record) for _ in range(_AT_ONCE)})
    store.close()


def main() -> None:
    store = PinStore(folder=Path(sys.argv[1]), master_prks=_PRKS, anchor=NoAnchor())
    begun = time.perf_counter()
    store.open()
    seconds = time.perf_counter() - begun
    mebibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(round(seconds, 2), round(mebibytes, 1))


if __name__ == "__main__":
    main()
