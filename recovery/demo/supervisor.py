"""Starts the processes of the demo, keeps them running, and leaves none behind.

Each child leads a process group of its own, so that a group can be ended whole and Ctrl-C in the
terminal reaches only this process. What happens when this process is killed: see guardian.py.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# One that ends meanwhile is told at once; a busy or a small machine may start the others slowly.
START_SECONDS = 180
# For all of them together: nobody waits longer for Ctrl-C.
STOP_SECONDS = 10
LONGEST_BACKOFF_SECONDS = 30
# A child that lived this long has recovered: its next failure starts the backoff anew.
HEALTHY_SECONDS = 60
_LOOK_SECONDS = 0.1


@dataclass(frozen=True)
class Service:
    """One process. `is_ready` is asked until it says yes, before the next service starts."""

    name: str
    command: Sequence[str]
    is_ready: Callable[[], bool]


class StartFailed(Exception):
    """A service did not become ready. The text is for people."""


class Stopped(Exception):
    """A person or the system asked to stop."""


@dataclass
class _Child:
    service: Service
    process: subprocess.Popen[bytes]
    started: float = field(default_factory=time.monotonic)


@dataclass
class Supervisor:
    """environment: of the children. log_directory: one file per service lies there."""

    environment: dict[str, str]
    log_directory: Path
    say: Callable[[str], None]
    _children: dict[str, _Child] = field(default_factory=dict)
    _failures: dict[str, int] = field(default_factory=dict)
    _restart_at: dict[str, tuple[float, Service]] = field(default_factory=dict)
    _is_stopping: bool = False
    _guardian: subprocess.Popen[bytes] | None = None

    def run(self, services: Sequence[Service], *, when_ready: Callable[[], None]) -> None:
        """Start all in order, watch them until a stop signal, stop all in reverse order.

        Raises StartFailed, after all has been stopped again.
        """
        self.log_directory.mkdir(parents=True, exist_ok=True)
        with self._noting_signals(), self._guarded():
            try:
                for service in services:
                    self._start(service)
                    self._wait_until_ready(service)
                when_ready()
                while True:
                    self._wait()
                    self._revive()
            except Stopped:
                self.say("stopping …")
            finally:
                self._stop_all()

    @contextmanager
    def _noting_signals(self) -> Iterator[None]:
        """Only take note of a signal: what is being done is finished first."""
        before = {number: signal.getsignal(number) for number in STOP_SIGNALS}
        for number, handler in before.items():
            # Whoever starts this under nohup wants it to outlive the terminal.
            if handler is not signal.SIG_IGN:
                signal.signal(number, lambda *_: setattr(self, "_is_stopping", True))
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        command = [sys.executable, "-m", "recovery.demo.guardian"]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, env=self.environment, start_new_session=True
        ) as self._guardian:
            yield

    def _tell_guardian(self, sign: str, group: int) -> None:
        pipe = self._guardian.stdin if self._guardian else None
        if pipe is not None:
            pipe.write(f"{sign}{group}\n".encode())
            pipe.flush()

    def _start(self, service: Service) -> None:
        with (self.log_directory / f"{service.name}.log").open("ab") as output:
            process = subprocess.Popen(
                service.command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._children[service.name] = _Child(service, process)
        self._tell_guardian("+", process.pid)

    def _wait_until_ready(self, service: Service) -> None:
        deadline = time.monotonic() + START_SECONDS
        process = self._children[service.name].process
        while not service.is_ready():
            if process.poll() is not None:
                raise StartFailed(self._reason(service, f"ended with code {process.returncode}"))
            if time.monotonic() > deadline:
                raise StartFailed(self._reason(service, f"is not ready after {START_SECONDS} s"))
            self._wait()

    def _reason(self, service: Service, what: str) -> str:
        log = self.log_directory / f"{service.name}.log"
        last = "\n".join(log.read_text(errors="replace").splitlines()[-10:])
        return f"{last}\n{service.name} {what}. The whole log: {log}"

    def _wait(self) -> None:
        """Let a moment pass. Raises Stopped."""
        time.sleep(_LOOK_SECONDS)
        if self._is_stopping:
            raise Stopped

    def _revive(self) -> None:
        now = time.monotonic()
        for name, child in list(self._children.items()):
            if child.process.poll() is not None:
                self._bury(name)
                was_healthy = now - child.started > HEALTHY_SECONDS
                self._failures[name] = 1 if was_healthy else self._failures.get(name, 0) + 1
                delay = min(2 ** (self._failures[name] - 1), LONGEST_BACKOFF_SECONDS)
                self._restart_at[name] = (now + delay, child.service)
                code = child.process.returncode
                self.say(f"{name} ended with code {code}; starting it again in {delay} s")
        for name, (moment, service) in list(self._restart_at.items()):
            if now >= moment:
                del self._restart_at[name]
                self._start(service)

    def _stop_all(self) -> None:
        deadline = time.monotonic() + STOP_SECONDS
        for name in reversed(list(self._children)):
            process = self._children[name].process
            process.terminate()
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.say(f"{name} does not stop by itself; it is ended")
            self._bury(name)

    def _bury(self, name: str) -> None:
        """End what is left of a child's group, be it a worker of a worker."""
        process = self._children.pop(name).process
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        self._tell_guardian("-", process.pid)
