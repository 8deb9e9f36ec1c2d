"""`manage.py demo` as a person meets it: one line when it is ready, and nothing left behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.webdav_servers import free_port

ROOT = Path(__file__).parents[2]
# A busy machine is no fault of what is tested.
_READY_SECONDS = 240
_GONE_SECONDS = 90
# So many processes at least: web, worker, beat, enclave, broker, cloud, and the supervisor.
_PROCESSES = 7


class Demo:
    """One running demo. Every process of it carries the same mark in its environment."""

    def __init__(self, state: Path, *, port: int) -> None:
        self.mark = f"DEMO_TEST_MARK={uuid.uuid4().hex}"
        self.port = port
        name, _, value = self.mark.partition("=")
        kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(port)],
            cwd=ROOT,
            env=kept | {"STATE_DIR": str(state), name: value},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # Whoever runs the tests behind a script's back may ignore Ctrl-C; a terminal does not.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )

    def first_line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def processes(self) -> list[int]:
        return [int(entry.name) for entry in Path("/proc").iterdir() if self._is_ours(entry)]

    def _is_ours(self, entry: Path) -> bool:
        try:
            return self.mark.encode() in (entry / "environ").read_bytes().split(b"\0")
        except OSError:
            return False

    def opens(self, path: str) -> int:
        try:
            with urllib.request.urlopen(
                f"http://localhost:{self.port}{path}", timeout=60
            ) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code


@contextmanager
def running(state: Path) -> Iterator[Demo]:
    demo = Demo(state, port=free_port())
    try:
        yield demo
    finally:
        for process in demo.processes():
            os.kill(process, signal.SIGKILL)
        demo.process.communicate()


def wait_until(is_true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _GONE_SECONDS
    while not is_true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.parametrize(
    "end", [signal.SIGINT, pytest.param(signal.SIGKILL, marks=pytest.mark.slow)]
)
def test_one_line_says_that_it_is_ready_and_nothing_is_left_behind(
    tmp_path: Path, end: signal.Signals
) -> None:
    with running(tmp_path) as demo:
        assert demo.first_line() == f"Keyhaven is ready: http://localhost:{demo.port}/\n"
        assert [demo.opens(path) for path in ("/", "/recover/", "/demo/", "/readyz/")] == [200] * 4
        assert len(demo.processes()) >= _PROCESSES
        demo.process.send_signal(end)
        wait_until(lambda: demo.processes() == [])


def test_a_busy_port_is_named_and_a_free_one_offered(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        demo = Demo(tmp_path, port=port)
        _, said = demo.process.communicate(timeout=_READY_SECONDS)
    assert demo.process.returncode == 1
    assert str(port) in said
    assert "--port" in said
    assert demo.processes() == []
