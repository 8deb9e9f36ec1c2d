"""A real enclave in its own process, for every test that wants one.

with EnclaveProcess(relying_parties={"localhost": ["http://localhost:8000"]}) as enclave:
    enclave.client.nonce()
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from recovery.enclave.messages import HEADER
from recovery.enclave_client import DEFAULT_TIMEOUT_SECONDS, EnclaveClient

REPOSITORY = Path(__file__).parent.parent
RP_ID = "wallet.example"
ORIGIN = "https://wallet.example"
RELYING_PARTIES: Mapping[str, Sequence[str]] = {
    RP_ID: [ORIGIN, "https://app.wallet.example"],
    "other.example": ["https://other.example"],
}
PASSPHRASE: Mapping[str, Any] = {"kind": "passphrase"}

_CREDENTIAL = "keyring"
# A busy machine is no fault of what is tested.
_START_SECONDS = 120
_STOP_SECONDS = 60


class EnclaveProcess:
    """Starts with a fresh keyring in a folder of its own, stops by process id, leaves nothing.

    limits, sealing, anchor, attestation: as in the configuration file. Without a sealing a
    credential does it, as systemd hands one over: most of the time of all tests would go into a
    passphrase's slow hash. PASSPHRASE is one with a file of its own.
    settings: more keys of it, in place of the socket. patience_seconds: of its client.
    """

    patience_seconds = DEFAULT_TIMEOUT_SECONDS

    def __init__(
        self,
        *,
        relying_parties: Mapping[str, Sequence[str]] = RELYING_PARTIES,
        limits: Mapping[str, int] | None = None,
        settings: Mapping[str, Any] | None = None,
        sealing: Mapping[str, Any] | None = None,
        anchor: object = None,
        attestation: Mapping[str, Any] | None = None,
    ) -> None:
        # A socket's path has at most 107 letters, so not the long name of a pytest folder.
        self.folder = Path(tempfile.mkdtemp(prefix="enclave-"))
        self.socket = self.folder / "enclave.sock"
        self.config = self.folder / "enclave.json"
        self.log = self.folder / "enclave.log"
        self.relying_parties = relying_parties
        self.process: subprocess.Popen[bytes] | None = None
        self._log_start = 0
        # What a test changes in its environment counts for the processes that it starts later.
        self._credentials: dict[str, str] = {}
        endpoint: dict[str, Any] = dict(settings or {"socket": str(self.socket)})
        self.write_config(
            endpoint
            | {
                "state_dir": str(self.folder / "state"),
                "sealing": self._sealing(sealing),
                "relying_parties": {rp: list(urls) for rp, urls in relying_parties.items()},
                "attestation": dict(attestation or {"kind": "software"}),
                "limits": dict(limits or {}),
            }
            | ({} if anchor is None else {"anchor": anchor})
        )
        self._client: EnclaveClient | None = None

    def _sealing(self, wanted: Mapping[str, Any] | None) -> dict[str, Any]:
        if wanted is None:
            (self.folder / _CREDENTIAL).write_bytes(os.urandom(32))
            self._credentials["CREDENTIALS_DIRECTORY"] = str(self.folder)
            return {"kind": "credential", "name": _CREDENTIAL}
        if wanted == PASSPHRASE:
            passphrase = self.folder / "passphrase"
            passphrase.write_text("correct horse battery staple\n")
            return {**PASSPHRASE, "file": str(passphrase)}
        return dict(wanted)

    @property
    def environment(self) -> dict[str, str]:
        """Of each process of this enclave."""
        return os.environ | self._credentials

    @property
    def pid(self) -> int:
        """Of the running process."""
        if self.process is None:
            raise RuntimeError("the enclave is not running")
        return self.process.pid

    def configure(self, **settings: Any) -> None:
        """Other settings from the next start on."""
        self.write_config(json.loads(self.config.read_text()) | settings)

    def write_config(self, content: Mapping[str, Any]) -> None:
        self.config.write_text(json.dumps(content))

    @property
    def address(self) -> str:
        return f"unix:{self.socket}"

    @property
    def client(self) -> EnclaveClient:
        if self._client is None:
            self._client = EnclaveClient(
                address=self.address, timeout_seconds=self.patience_seconds
            )
        return self._client

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the enclave's command line to its end, for example with `init`."""
        return program(*words, "--config", str(self.config), environment=self.environment)

    def refusal(self) -> str:
        """The sentence with which it refuses to start."""
        started = self.command()
        assert started.returncode == 1
        assert "Traceback" not in started.stderr
        return started.stderr

    def start(self) -> None:
        with self.log.open("ab") as log:
            self._log_start = log.tell()
            self.process = subprocess.Popen(
                [sys.executable, "-m", "recovery.enclave", "--config", str(self.config)],
                cwd=REPOSITORY,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the enclave did not start: {self.log.read_text()}")
            time.sleep(0.01)

    def stop(self, *, number: int = signal.SIGTERM) -> int:
        """Gives the exit status."""
        if self._client is not None:
            self._client.close()
        process, self.process = self.process, None
        if process is None:
            return 0
        # One that ended by itself is known to have, and gets no signal.
        process.send_signal(number)
        try:
            return process.wait(timeout=_STOP_SECONDS)
        finally:
            # One that does not listen any more must not outlive the test that shows it.
            process.kill()
            process.wait()

    def restart(self) -> None:
        self.stop()
        self.start()

    def connect(self) -> socket.socket:
        """A bare connection, for tests that send what no client would."""
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(60)
        connection.connect(str(self.socket))
        return connection

    def __enter__(self) -> EnclaveProcess:
        try:
            made = self.command("init")
            if made.returncode != 0:
                raise RuntimeError(made.stderr)
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
        try:
            self.stop()
        finally:
            self.remove()

    def remove(self) -> None:
        shutil.rmtree(self.folder)

    def _answers(self) -> bool:
        return b" answers, epoch " in self.log.read_bytes()[self._log_start :]


def program(
    *words: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The enclave's command line."""
    return subprocess.run(
        [sys.executable, "-m", "recovery.enclave", *words],
        cwd=REPOSITORY,
        env=environment,
        capture_output=True,
        text=True,
        timeout=_START_SECONDS,
        check=False,
    )


def exchange(connection: socket.socket, body: bytes) -> bytes:
    """Send one frame and read one; empty when the other side has closed."""
    connection.sendall(HEADER.pack(len(body)) + body)
    return read_frame(connection)


def read_frame(connection: socket.socket) -> bytes:
    header = _read_exactly(connection, HEADER.size)
    return _read_exactly(connection, HEADER.unpack(header)[0]) if header else b""


def _read_exactly(connection: socket.socket, size: int) -> bytes:
    received = b""
    while len(received) < size:
        try:
            more = connection.recv(size - len(received))
        except ConnectionResetError:
            return b""
        if not more:
            return b""
        received += more
    return received
