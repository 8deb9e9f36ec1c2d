"""The real service as separate processes on loopback: web, workers, beat, broker, enclave, cloud.

    with Stack() as stack:
        stack.start_web()
        stack.start_worker("worker", failpoint="sync.writing")

Nothing is patched. Every process writes its output into `stack.logs`; killing is SIGKILL, by
process id, and only of processes that were started here.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType

import redis
from django.conf import settings

from recovery.demo import broker as broker_program
from tests.enclave_process import REPOSITORY, EnclaveProcess
from tests.rows import Rows
from tests.webdav_servers import WebDavServer, free_port, wsgidav

# The least that the settings allow, so that a killed worker's row is soon taken over.
LEASE_SECONDS = 5
# Where no worker is killed, none has to hurry: the lease of a real one.
PATIENT = {"WORK_LEASE_SECONDS": "150"}
# A busy machine is no fault of what is tested.
START_SECONDS = 120.0
STOP_SECONDS = 60.0


class NotInTime(AssertionError):
    """Something that had to happen did not."""


def wait_until(what: str, condition: Callable[[], object], *, seconds: float = 90.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise NotInTime(f"waited {seconds:.0f} s for this: {what}")
        time.sleep(0.02)


class Stack:
    """database_url: a PostgreSQL server; a file of this stack's own when left out.

    variables: further environment variables, by their names in docs/configuration.md.
    """

    def __init__(
        self, *, database_url: str | None = None, variables: Mapping[str, str] | None = None
    ) -> None:
        self.variables = dict(variables or {})
        # Sockets' paths are short, so not the long name of a pytest folder.
        self.directory = Path(tempfile.mkdtemp(prefix="stack-"))
        self.logs = self.directory / "logs"
        self.mail = self.directory / "mail"
        self.port = free_port()
        self.origin = f"http://localhost:{self.port}"
        self.database = self.directory / "keyhaven.sqlite3"
        self.database_url = database_url or f"sqlite://{self.database}"
        self.broker_socket = self.directory / "broker.sock"
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        # Where in its log each of them began.
        self._log_begins: dict[str, int] = {}
        # How each of them was started: its command, and where it has to die.
        self._started: dict[str, tuple[list[str], str]] = {}
        self.enclave = EnclaveProcess(relying_parties={"localhost": [self.origin]})
        self.cloud: WebDavServer
        self.rows: Rows
        self._closing = ExitStack()

    # --- From nothing to running -----------------------------------------------------------------

    def __enter__(self) -> Stack:
        with ExitStack() as begun:
            begun.callback(shutil.rmtree, self.directory, ignore_errors=True)
            for folder in (self.logs, self.mail, self.directory / "broker"):
                folder.mkdir()
            # What the pages need has been collected once for the whole test run.
            (self.directory / "static").symlink_to(settings.STATIC_ROOT)
            self.cloud = begun.enter_context(wsgidav(self.directory / "cloud"))
            begun.enter_context(self.enclave)
            begun.callback(self.stop_all)
            self.start_broker()
            self._run_once("django", "migrate", "--verbosity=0")
            self._run_once("django", "createcachetable", "--verbosity=0")
            self.rows = begun.enter_context(Rows.of(self.database_url))
            self._closing = begun.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._show_logs()
        self._closing.close()

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "DJANGO_SETTINGS_MODULE": "project.settings",
            "STATE_DIR": str(self.directory),
            "DATABASE_URL": self.database_url,
            "PUBLIC_ORIGIN": self.origin,
            "REDIS_URL": f"redis+socket://{self.broker_socket}",
            "ENCLAVE_ADDRESS": self.enclave.address,
            "DEMO": "true",
            "WORK_LEASE_SECONDS": str(LEASE_SECONDS),
            # So that every second backup retires the first.
            "CLOUD_KEEP_GENERATIONS": "1",
            "PYTHONUNBUFFERED": "1",
        }
        return os.environ | own | self.variables

    # --- The processes ---------------------------------------------------------------------------

    def start_web(self, *, failpoint: str = "") -> None:
        """granian's own process watches over one that serves, and ends when that one dies."""
        words = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)]
        words += ["--workers", "1", "--blocking-threads", "4", "--workers-kill-timeout", "2"]
        command = [sys.executable, "-m", "granian", "project.wsgi:application", *words]
        self._start("web", command, failpoint=failpoint)
        wait_until("the web server answers", self._web_answers, seconds=START_SECONDS)

    def start_worker(
        self, name: str = "worker", *, failpoint: str = "", threads: int | None = None
    ) -> None:
        """One process. threads: as many as the settings say, when left out."""
        words = [] if threads is None else ["-c", str(threads)]
        words += ["-n", f"{name}@test", "--without-gossip", "--without-mingle", "-l", "INFO"]
        command = [sys.executable, "-m", "celery", "-A", "project.celery", "worker", *words]
        self._start(name, command, failpoint=failpoint)

    def is_ready(self, name: str) -> bool:
        """Whether a worker waits for work, since it was started last."""
        return f"{name}@test ready.".encode() in self._said(name)

    def start_beat(self) -> None:
        command = [sys.executable, "-m", "celery", "-A", "project.celery", "beat", "--pidfile="]
        self._start("beat", command)

    def start_broker(self) -> None:
        command = broker_program.command(
            directory=self.directory / "broker", unix_socket=self.broker_socket
        )
        self._start("broker", command)
        wait_until("the broker answers", lambda: broker_program.answers(self.broker_socket))

    @contextmanager
    def redis(self) -> Iterator[redis.Redis]:
        with closing(redis.Redis(unix_socket_path=str(self.broker_socket))) as client:
            yield client

    def log(self, name: str) -> str:
        path = self.logs / f"{name}.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def _said(self, name: str) -> bytes:
        """What a process has logged since it was started last."""
        with (self.logs / f"{name}.log").open("rb") as log:
            log.seek(self._log_begins[name])
            return log.read()

    def wait_until(
        self, what: str, condition: Callable[[], object], *, seconds: float = 90.0
    ) -> None:
        """While workers are supervised; see `revive`."""

        def look() -> object:
            self.revive()
            return condition()

        wait_until(what, look, seconds=seconds)

    def revive(self) -> None:
        """Start each worker anew that ended because one of its tasks took too long.

        That is what its supervisor is there for, see project/time_limit.py; and while the lease
        is as short as here, a busy machine is reason enough.
        """
        for name, process in list(self.processes.items()):
            took_too_long = b"Timeout (" in self._said(name)
            if process.poll() is not None and took_too_long:
                self.stop(name)
                command, failpoint = self._started[name]
                self._start(name, command, failpoint=failpoint)

    # --- Their end -------------------------------------------------------------------------------

    def stop(self, name: str, *, number: int = signal.SIGTERM) -> int:
        """End one process with its children; gives its exit status."""
        process = self.processes.pop(name)
        if number == signal.SIGKILL:
            _signal_group(process.pid, number)
        elif process.poll() is None:
            process.send_signal(number)
        try:
            return process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            _signal_group(process.pid, signal.SIGKILL)
            return process.wait()
        finally:
            _signal_group(process.pid, signal.SIGKILL)

    def kill(self, name: str) -> None:
        """kill -9, of the process and of its children at once."""
        status = self.stop(name, number=signal.SIGKILL)
        assert status == -signal.SIGKILL, (name, status)

    def stop_all(self) -> None:
        for name in list(self.processes):
            self.stop(name)

    def serving(self) -> int:
        """The process id of the web process that answers requests."""
        found = children(self.processes["web"].pid)
        # To the system, 0 would be all of our own processes, and whoever asks wants to kill.
        assert found, self.log("web")
        return found[-1]

    def _start(self, name: str, command: list[str], *, failpoint: str = "") -> None:
        assert name not in self.processes
        self._started[name] = command, failpoint
        environment = self.environment | ({"FAILPOINT": failpoint} if failpoint else {})
        with (self.logs / f"{name}.log").open("ab") as output:
            self._log_begins[name] = output.tell()
            self.processes[name] = subprocess.Popen(
                command,
                cwd=REPOSITORY,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _run_once(self, *words: str) -> None:
        subprocess.run(
            [sys.executable, "-m", *words],
            cwd=REPOSITORY,
            env=self.environment,
            check=True,
            timeout=START_SECONDS,
        )

    def _web_answers(self) -> bool:
        assert self.processes["web"].poll() is None, self.log("web")
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=2) as connection:
                connection.sendall(b"GET /healthz/ HTTP/1.0\r\nHost: localhost\r\n\r\n")
                return b" 200 " in connection.recv(64)
        except OSError:
            return False

    def _show_logs(self) -> None:
        for path in sorted(self.logs.glob("*.log")):
            print(f"--- {path.name}", path.read_text(errors="replace")[-3000:], sep="\n")


@contextmanager
def running(*names: str, database_url: str | None = None) -> Iterator[Stack]:
    """A stack with some of "web", "worker" and "beat" started. Its workers have all their time."""
    with Stack(database_url=database_url, variables=PATIENT) as stack:
        for name in names:
            {"web": stack.start_web, "worker": stack.start_worker, "beat": stack.start_beat}[name]()
        yield stack


def children(pid: int) -> list[int]:
    """Process ids, those of the first thread first, and of each thread the oldest."""
    found: list[int] = []
    for path in sorted(Path(f"/proc/{pid}/task").glob("*/children")):
        # A process or a thread may end meanwhile.
        with suppress(FileNotFoundError, ProcessLookupError):
            found += [int(word) for word in path.read_text().split()]
    return found


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def _signal_group(pid: int, number: int) -> None:
    try:
        os.killpg(pid, number)
    except ProcessLookupError:
        return
