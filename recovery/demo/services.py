"""The processes of the demo, in the order in which they need one another."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from recovery.demo import broker, environment, ports
from recovery.demo.seed import RP_ID
from recovery.demo.supervisor import Service, StartFailed

_FIRST_WEBDAV_PORT = 8480


@dataclass(frozen=True)
class Demo:
    """Where one demo keeps its things and answers."""

    directory: Path
    port: int
    webdav_port: int

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def webdav_url(self) -> str:
        return f"http://localhost:{self.webdav_port}/"


def webdav_port(directory: Path) -> int:
    """The port of the demo's cloud. People's places name it, so it stays once it was chosen.

    Raises StartFailed.
    """
    path = directory / "webdav-port"
    if not path.exists():
        path.write_text(str(ports.next_free(_FIRST_WEBDAV_PORT)))
    port = int(path.read_text())
    if not ports.is_free(port):
        raise StartFailed(
            f"Port {port} is in use. The demo's cloud needs it, because your backups name it. "
            "End the other program, or begin anew with --reset."
        )
    return port


def child_environment(demo: Demo) -> dict[str, str]:
    return os.environ | {
        "PUBLIC_ORIGIN": demo.origin,
        "RELYING_PARTY_ID": RP_ID,
        "DEMO_WEBDAV_URL": demo.webdav_url,
        "PYTHONUNBUFFERED": "1",
    }


def services(demo: Demo) -> list[Service]:
    python = sys.executable
    celery = [python, "-m", "celery", "-A", "project.celery"]
    return [
        *_broker(demo),
        Service("enclave", _enclave_command(demo), lambda: _listens(_enclave_socket())),
        Service("cloud", _webdav_command(demo), lambda: not ports.is_free(demo.webdav_port)),
        Service("worker", [*celery, "worker", "--without-gossip"], lambda: True),
        Service("beat", [*celery, "beat", "--pidfile="], lambda: True),
        Service("web", _web_command(demo), lambda: _is_ready(f"{demo.origin}/readyz/")),
    ]


def make_enclave(demo: Demo) -> None:
    """Write the enclave's configuration for this origin, and its keyring at the first start."""
    directory = demo.directory / "enclave"
    directory.mkdir(mode=0o700, exist_ok=True)
    passphrase = environment.read_or_make_secrets(demo.directory)["ENCLAVE_PASSPHRASE"]
    environment.write_private(directory / "passphrase", passphrase)
    configuration = {
        "socket": str(_enclave_socket()),
        "state_dir": str(directory / "state"),
        "sealing": {"kind": "passphrase", "file": str(directory / "passphrase")},
        "relying_parties": {RP_ID: [demo.origin]},
    }
    (directory / "enclave.json").write_text(json.dumps(configuration, indent=1))
    if not (directory / "state" / "keyring.sealed").exists():
        _run([*_enclave_command(demo), "init"])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, cwd=environment.ROOT)
    if done.returncode != 0:
        raise StartFailed(done.stderr.strip())


def _broker(demo: Demo) -> list[Service]:
    scheme, _, path = os.environ["REDIS_URL"].partition("://")
    ours = environment.socket_directory(demo.directory) / "broker.sock"
    if scheme != "redis+socket" or path != str(ours):
        return []
    directory = demo.directory / "broker"
    directory.mkdir(mode=0o700, exist_ok=True)
    command = broker.command(directory=directory, unix_socket=ours)
    return [Service("broker", command, lambda: broker.answers(ours))]


def _enclave_command(demo: Demo) -> list[str]:
    configuration = demo.directory / "enclave" / "enclave.json"
    return [sys.executable, "-m", "recovery.enclave", "--config", str(configuration)]


def _webdav_command(demo: Demo) -> list[str]:
    root = demo.directory / "clouds" / "webdav"
    root.mkdir(parents=True, exist_ok=True)
    password = demo.directory / "webdav-password"
    environment.write_private(password, os.environ["DEMO_WEBDAV_PASSWORD"])
    return [
        *(sys.executable, "-m", "recovery.demo.webdav"),
        *("--root", str(root)),
        *("--faults", str(demo.directory / "faults")),
        *("--port", str(demo.webdav_port)),
        *("--user", os.environ["DEMO_WEBDAV_USER"]),
        *("--password-file", str(password)),
    ]


def _web_command(demo: Demo) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "project.wsgi:application"),
        *("--interface", "wsgi"),
        *("--host", "127.0.0.1"),
        *("--port", str(demo.port)),
        *("--workers", "1"),
        *("--blocking-threads", "4"),
        *("--workers-kill-timeout", "5"),
    ]


def _enclave_socket() -> Path:
    return Path(os.environ["ENCLAVE_ADDRESS"].removeprefix("unix:"))


def _listens(path: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(path))
    except OSError:
        return False
    return True


def _is_ready(url: str) -> bool:
    """Every part says that it works, the worker included."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
