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
from tests import soft_tpm
from tests.bench.figures import processor_seconds
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
    """Keys: `counted` with each anchor, see `_counted`; and `state`, see `state`."""
    anchors = ["none"] if soft_tpm.MISSING else ["none", "tpm2"]
    return {"counted": {name: _counted(name) for name in anchors}, "state": state()}


def _counted(anchor: str) -> dict[str, float]:
    """Tries that were counted, anchored, evaluated and answered, over many connections: how many
    a second by the clock, and the vault's processor time of one."""
    with ExitStack() as stack:
        settings = None
        if anchor == "tpm2":
            tpm = stack.enter_context(SoftTpm())
            settings = {"kind": "tpm2", "tcti": tpm.tcti, "index": "0x01800130"}
        enclave = stack.enter_context(EnclaveProcess(anchor=settings))
        people = guesses.enrolled(enclave, RECORDS)
        begun, before = time.perf_counter(), processor_seconds(enclave.pid)
        guesses.guess_at(enclave, people, guesses=GUESSES, connections=CONNECTIONS)
        worked = processor_seconds(enclave.pid) - before
        return {
            "per_second": round(GUESSES / (time.perf_counter() - begun)),
            "processor_ms": round(worked * 1000 / GUESSES, 3),
        }


def state() -> dict[str, Any]:
    """Opening a state of a million accounts: seconds by the clock, of the opening and of the
    whole start, and of the processor; and the process's memory afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pins-"))
    try:
        _fill(folder)
        begun = time.perf_counter()
        words = [sys.executable, "-m", "tests.bench.pins", str(folder)]
        opened = subprocess.run(words, cwd=REPOSITORY, check=True, capture_output=True, text=True)
        whole = time.perf_counter() - begun
        seconds, worked, mebibytes = opened.stdout.split()
        return {
            "accounts": ACCOUNTS,
            "open_seconds": float(seconds),
            "open_processor_seconds": float(worked),
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
    begun, before = time.perf_counter(), time.process_time()
    store.open()
    seconds, worked = time.perf_counter() - begun, time.process_time() - before
    mebibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(round(seconds, 2), round(worked, 2), round(mebibytes, 1))


if __name__ == "__main__":
    main()
