"""Every process of the product, real and on this machine, for one run of the journeys."""

from __future__ import annotations

import os
import re
import secrets
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Collection, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from recovery.demo import broker
from tests.clouds.all_providers import AllProviders
from tests.clouds.cloudkit_server import API_TOKEN, CONTAINER
from tests.clouds.oauth_part import BROWSER_CLIENT_ID, CLIENT_ID, CLIENT_SECRET
from tests.enclave_process import EnclaveProcess
from tests.stack import START_SECONDS, STOP_SECONDS, wait_until
from tests.webdav_servers import HOST, WebDavServer, free_port, wsgidav

ROOT = Path(__file__).parents[3]
# A relying party with a site of its own, which a test starts; see test_own_site.py.
SHOP = "shop.localhost"
_CODE = re.compile(r"^\s+([A-Z0-9-]{6,16})\s*$", re.MULTILINE)


class Stack:
    """origin: of the pages. cloud: a WebDAV server. enclave and worker can be stopped and started.

    shop_origin: where a site of another relying party may be.
    providers: who plays Dropbox and the like. state: the folder in which everything lies, the
    database and the mails among it.
    """

    def __init__(
        self,
        *,
        state: Path,
        enclave: EnclaveProcess,
        cloud: WebDavServer,
        providers: AllProviders,
    ) -> None:
        self.state = state
        self.enclave = enclave
        self.cloud = cloud
        self.providers = providers
        self.port = int(enclave.relying_parties["localhost"][0].rpartition(":")[2])
        self.origin = f"http://localhost:{self.port}"
        [self.shop_origin] = enclave.relying_parties[SHOP]
        self.database = state / "keyhaven.sqlite3"
        self._broker_socket = Path(enclave.folder) / "broker.sock"
        self._secret_key = secrets.token_urlsafe(48)
        self._demo_cloud_port = free_port()
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self) -> None:
        for words in (["migrate", "--verbosity=0"], ["createcachetable"], ["collectstatic"]):
            self._manage(*words)
        (self.state / "broker").mkdir()
        (self.state / "folders").mkdir()
        command = broker.command(directory=self.state / "broker", unix_socket=self._broker_socket)
        self._spawn("broker", command)
        wait_until("the broker answers", lambda: broker.answers(self._broker_socket))
        self._start_demo_cloud()
        self._spawn("web", [*_GRANIAN, "--port", str(self.port)])
        self.start_worker()
        wait_until(
            "the web server and all behind it are ready",
            self._is_ready,
            seconds=START_SECONDS,
        )

    def stop(self) -> None:
        for name in reversed(list(self._running)):
            self._end(name)

    def _start_demo_cloud(self) -> None:
        """The one that visitors of the demo are given, and break; see recovery/demo/webdav.py."""
        password = self.state / "demo-cloud-password"
        password.write_text(_DEMO_CLOUD_PASSWORD)
        command = [sys.executable, "-m", "recovery.demo.webdav", "--user", "demo"]
        command += ["--root", str(self.state / "clouds" / "webdav")]
        command += ["--faults", str(self.state / "faults")]
        command += ["--port", str(self._demo_cloud_port), "--password-file", str(password)]
        self._spawn("demo-cloud", command)

    @property
    def has_worker(self) -> bool:
        return "worker" in self._running

    def start_worker(self) -> None:
        """Comes back when the worker is at work, which on a busy machine takes its time."""
        self.execute(f"DELETE {_WORKER_SEEN}")
        self._spawn("worker", [*_CELERY, "--schedule", str(self.state / "beat-schedule")])
        wait_until(
            "the worker is at work",
            lambda: self.execute(f"SELECT cache_key {_WORKER_SEEN}"),
            seconds=START_SECONDS,
        )

    def run_python(self, code: str) -> str:
        """Run a few lines with the models of the running product; gives what they print."""
        program = f"import django; django.setup()\n{code}"
        command = [sys.executable, "-c", program]
        done = subprocess.run(
            command, cwd=ROOT, env=self._environment(), check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def stop_worker(self) -> None:
        self._end("worker")

    def execute(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Look at, or change, the database behind everybody's back."""
        with closing(sqlite3.connect(self.database, timeout=60)) as connection, connection:
            return connection.execute(statement, values).fetchall()

    def codes_for(self, address: str) -> list[str]:
        """The codes in all mails to this address, the newest last."""
        return [code for text in self.mails_to(address) for code in _CODE.findall(text)]

    def code_for(self, address: str, *, seen: Collection[str] = ()) -> str:
        """The code in the newest mail to this address, as soon as there is one not seen yet."""
        found: list[str] = []

        def look() -> list[str]:
            found[:] = [code for code in self.codes_for(address) if code not in seen]
            return found

        wait_until("a mail with a code", look)
        return found[-1]

    def wait_for_mail(self, address: str, text: str) -> None:
        """A worker sends mails, so they come in their own time."""
        wait_until(
            f"a mail that says {text!r}",
            lambda: any(text in mail for mail in self.mails_to(address)),
        )

    def mails_to(self, address: str) -> list[str]:
        files = sorted((self.state / "mail").glob("*.log"), key=lambda file: file.stat().st_mtime)
        texts = [text for file in files for text in file.read_text().split("-" * 79)]
        return [text for text in texts if f"To: {address}" in text]

    def kept(self) -> list[tuple[str, bytes]]:
        """All that we keep: the database, the logs and the mails, each by the name of its file."""
        # SQLite puts its log beside the database away when nobody has the database open any more.
        with closing(sqlite3.connect(self.database)) as open_meanwhile:
            open_meanwhile.execute("SELECT * FROM sqlite_schema").fetchone()
            found = [*self.state.glob("*.log"), *self.state.glob("keyhaven.sqlite3*")]
            found += self.state.glob("mail/*.log")
            return [(path.name, path.read_bytes()) for path in found]

    def _environment(self) -> dict[str, str]:
        # The parent's own state, DJANGO_SETTINGS_MODULE among it, belongs to other tests.
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return kept | {
            "KEYHAVEN_NO_BOOTSTRAP": "1",
            "DJANGO_SETTINGS_MODULE": "project.settings",
            "STATE_DIR": str(self.state),
            "DEMO": "true",
            "PUBLIC_ORIGIN": self.origin,
            "SECRET_KEY": self._secret_key,
            "SHARE_KEYS": "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
            "CUSTODY_KEYS": "1:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=",
            "DATABASE_URL": f"sqlite://{self.database}",
            "REDIS_URL": f"redis+socket://{self._broker_socket}",
            "ENCLAVE_ADDRESS": self.enclave.address,
            "CLOUD_FOLDER_ROOT": str(self.state / "folders"),
            "CLOUD_STAND_IN_URL": self.providers.url,
            "DEMO_WEBDAV_URL": f"http://{HOST}:{self._demo_cloud_port}/",
            "DEMO_WEBDAV_PASSWORD": _DEMO_CLOUD_PASSWORD,
            "CLOUDKIT_CONTAINER": CONTAINER,
            "CLOUDKIT_API_TOKEN": API_TOKEN,
            "GOOGLE_BROWSER_CLIENT_ID": BROWSER_CLIENT_ID,
            **{f"{name}_CLIENT_ID": CLIENT_ID for name in _REGISTERED_AT},
            **{f"{name}_CLIENT_SECRET": CLIENT_SECRET for name in _REGISTERED_AT},
        }

    def _manage(self, *words: str) -> None:
        subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), *words, *_NO_INPUT.get(words[0], [])],
            cwd=ROOT,
            env=self._environment(),
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def _spawn(self, name: str, command: list[str]) -> None:
        with (self.state / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _end(self, name: str) -> None:
        process = self._running.pop(name)
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
        # A worker may have children of its own; they are in its session.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.origin}/readyz/", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


_DEMO_CLOUD_PASSWORD = "only-for-these-journeys"
# A worker renews it with each sweep, see recovery/tasks.py.
_WORKER_SEEN = "FROM cache WHERE cache_key LIKE '%:worker-seen'"
_REGISTERED_AT = ("DROPBOX", "GOOGLE", "MICROSOFT")
_NO_INPUT = {"migrate": ["--no-input"], "collectstatic": ["--no-input", "--verbosity=0"]}
_GRANIAN = [
    *(sys.executable, "-m", "granian", "project.wsgi:application", "--interface", "wsgi"),
    *("--host", HOST, "--workers", "1", "--blocking-threads", "4"),
]
_CELERY = [
    *(sys.executable, "-m", "celery", "-A", "project.celery", "worker", "--beat"),
    *("--concurrency", "1", "--without-gossip", "--without-mingle"),
]


@contextmanager
def running(state: Path) -> Iterator[Stack]:
    port = free_port()
    with ExitStack() as parts:
        parties = {
            "localhost": [f"http://localhost:{port}"],
            SHOP: [f"http://{SHOP}:{free_port()}"],
        }
        enclave = parts.enter_context(EnclaveProcess(relying_parties=parties))
        cloud = parts.enter_context(wsgidav(state / "webdav"))
        providers = parts.enter_context(AllProviders())
        stack = Stack(state=state, enclave=enclave, cloud=cloud, providers=providers)
        parts.callback(stack.stop)
        stack.start()
        yield stack
