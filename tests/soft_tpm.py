"""A TPM in software (swtpm) for tests: real commands, real policies, no hardware.

with SoftTpm() as tpm:
    Tpm2Sealing(pcrs="7", tcti=tpm.tcti)
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from project.bootstrap import NotBuilt, build

__all__ = ["MISSING", "NotBuilt", "SoftTpm", "build_library", "needs_tpm"]

# A busy machine is no fault of what is tested.
_START_SECONDS = 120

# Of what a TPM in software takes.
MISSING = [
    *(["swtpm"] if shutil.which("swtpm") is None else []),
    *(["tpm2-pytss"] if importlib.util.find_spec("tpm2_pytss") is None else []),
]
needs_tpm = pytest.mark.skipif(
    bool(MISSING), reason=f"{' and '.join(MISSING)} missing: `manage.py test` installs it as root"
)


def build_library() -> None:
    """Raises NotBuilt with a sentence."""
    build("requirements-tpm.txt", provides="tpm2_pytss")


class SoftTpm:
    """Keeps its state over `restart`, which is a reboot of the machine: the PCRs begin anew."""

    def __init__(self) -> None:
        # A socket's path has at most 107 letters, so not the long name of a pytest folder.
        self.folder = Path(tempfile.mkdtemp(prefix="tpm-"))
        self._socket = self.folder / "tpm.sock"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def tcti(self) -> str:
        return f"swtpm:path={self._socket}"

    def start(self) -> None:
        control = f"type=unixio,path={self._socket}.ctrl"
        self._process = subprocess.Popen(
            [
                *("swtpm", "socket", "--tpm2", "--tpmstate", f"dir={self.folder}"),
                *("--server", f"type=unixio,path={self._socket}", "--ctrl", control),
                *("--flags", "not-need-init,startup-clear"),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError("swtpm did not start")
            time.sleep(0.01)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            try:
                probe.connect(str(self._socket))
            except OSError:
                return False
        return True

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
        self._socket.unlink(missing_ok=True)

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """It takes what is sent to it, and does not answer."""
        assert self._process is not None
        os.kill(self._process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self._process.pid, signal.SIGCONT)

    def restart(self) -> None:
        self.stop()
        self.start()

    def connect(self) -> Any:
        """An ESAPI of one's own; one at a time, since swtpm serves one connection."""
        from tpm2_pytss.ESAPI import ESAPI

        return ESAPI(self.tcti)

    def extend(self, pcr: int) -> None:
        """As if something had been booted that was not there before."""
        from tpm2_pytss.constants import ESYS_TR, TPM2_ALG
        from tpm2_pytss.types import TPML_DIGEST_VALUES, TPMT_HA, TPMU_HA

        digest = TPMT_HA(hashAlg=TPM2_ALG.SHA256, digest=TPMU_HA(sha256=bytes(range(32))))
        with self.connect() as tpm:
            tpm.pcr_extend(ESYS_TR(pcr), TPML_DIGEST_VALUES([digest]))

    def __enter__(self) -> SoftTpm:
        try:
            self.start()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        shutil.rmtree(self.folder)
