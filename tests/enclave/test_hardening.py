"""The process keeps its memory to itself, and its unit keeps it from everything else."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.enclave_process import REPOSITORY, EnclaveProcess

UNIT = REPOSITORY / "deploy" / "keyhaven-enclave.service"
_MAY_LOCK = (
    os.geteuid() == 0 or resource.getrlimit(resource.RLIMIT_MEMLOCK)[0] == resource.RLIM_INFINITY
)


@pytest.fixture(scope="module")
def enclave() -> Iterator[EnclaveProcess]:
    with EnclaveProcess() as process:
        yield process


def proc(enclave: EnclaveProcess, name: str) -> str:
    return Path(f"/proc/{enclave.pid}/{name}").read_text()


def test_its_memory_is_locked(enclave: EnclaveProcess) -> None:
    locked = re.search(r"^VmLck:\s+(\d+) kB", proc(enclave, "status"), re.MULTILINE)
    assert locked is not None
    if _MAY_LOCK:
        assert int(locked[1]) > 10_000
    else:
        assert "memory is not locked" in enclave.log.read_text()


def test_it_leaves_no_core(enclave: EnclaveProcess) -> None:
    assert re.search(r"^Max core file size\s+0\s+0", proc(enclave, "limits"), re.MULTILINE)


def test_its_memory_belongs_to_the_kernel_alone() -> None:
    """Not dumpable: nobody of the same user may attach to it or read its memory."""
    program = (
        "import ctypes\nfrom recovery.enclave import hardening\nhardening.apply()\n"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "0\n"


def test_a_crash_writes_nothing_beside_it(tmp_path: Path) -> None:
    with EnclaveProcess() as process:
        before = cores()
        assert process.stop(number=signal.SIGSEGV) == -signal.SIGSEGV
        assert cores() == before


def cores() -> set[str]:
    """Where it runs. Other tests, beside this one, make folders of other names there."""
    return {path.name for path in REPOSITORY.iterdir() if "core" in path.name}


def settings() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in UNIT.read_text().splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("User", "keyhaven-enclave"),
        ("PrivateNetwork", "yes"),
        ("RestrictAddressFamilies", "AF_UNIX"),
        ("IPAddressDeny", "any"),
        ("LimitCORE", "0"),
        ("LimitMEMLOCK", "infinity"),
        ("MemorySwapMax", "0"),
        ("NoNewPrivileges", "yes"),
        ("CapabilityBoundingSet", ""),
        ("ProtectSystem", "strict"),
        ("PrivateDevices", "yes"),
        ("MemoryDenyWriteExecute", "yes"),
        ("SystemCallFilter", "@system-service"),
    ],
)
def test_the_unit_asks_for_it(name: str, value: str) -> None:
    assert value in settings()[name]


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is missing")
def test_systemd_finds_the_unit_safe() -> None:
    """Its own judgement goes from 0 (safe) to 10."""
    words = ["security", "--offline=true", "--no-pager", "--threshold=10", str(UNIT)]
    ran = subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, check=False)
    if "offline" in ran.stderr:
        pytest.skip("this systemd cannot judge a unit that is not installed")
    level = re.search(r"Overall exposure level for \S+: ([\d.]+)", ran.stdout)
    assert level is not None, ran.stderr
    assert float(level[1]) < 1.0
