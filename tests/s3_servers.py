"""Real S3 servers for tests, each in a process of its own.

    with moto(root) as server:
        server.settings, server.secret_key

moto enforces conditions, and rclone enforces signatures. Both have one empty bucket.
"""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from recovery.clouds import http
from recovery.clouds.base import Permitted
from recovery.clouds.connection import Origin, Request
from recovery.clouds.errors import CannotReach
from tests.webdav_servers import HOST, free_port, rclone_program, running

_BUCKET = "backups"
_ACCESS_KEY = "keyhaven"
_LOCAL = Permitted(private_addresses=True, plain_http=True)
_START_SECONDS = 120.0


@dataclass(frozen=True)
class S3Server:
    """settings: those of recovery.clouds.s3.S3. secret_key: the right one.

    root: the bucket on disk, of a server that keeps it there.
    """

    settings: dict[str, str]
    secret_key: str = field(repr=False)
    root: Path

    @property
    def port(self) -> int:
        return int(self.settings["url"].rpartition(":")[2])


@contextmanager
def moto(root: Path) -> Iterator[S3Server]:
    """moto's server, which keeps everything in memory and believes every signature."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "--host", HOST, "--port", str(port)]
    with running(command, port=port, log=root / "server.log"):
        origin = Origin(https=False, host=HOST, port=port, permitted=_LOCAL)
        _make_bucket(origin)
        yield _server(port, root)


@contextmanager
def rclone_s3(root: Path) -> Iterator[S3Server]:
    """`rclone serve s3`, which checks every signature and takes no notice of conditions."""
    port, bucket = free_port(), root / "files" / _BUCKET
    bucket.mkdir(parents=True)
    server = _server(port, bucket)
    command = [rclone_program(), "serve", "s3", str(root / "files"), "--addr", f"{HOST}:{port}"]
    command += ["--auth-key", f"{_ACCESS_KEY},{server.secret_key}", "--config", os.devnull]
    with running(command, port=port, log=root / "server.log"):
        yield server


def _server(port: int, root: Path) -> S3Server:
    settings = {
        "url": f"http://{HOST}:{port}",
        "bucket": _BUCKET,
        "region": "us-east-1",
        "access_key": _ACCESS_KEY,
        "style": "path",
    }
    return S3Server(settings, secrets.token_hex(20), root)


def _make_bucket(origin: Origin) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            (answer,) = http.exchange(origin=origin, requests=[Request("PUT", f"/{_BUCKET}")])
        except CannotReach:
            assert time.monotonic() < deadline
            time.sleep(0.1)
            continue
        assert answer.status == 200, answer
        return


STARTERS: dict[str, Callable[[Path], AbstractContextManager[S3Server]]] = {
    "moto": moto,
    "rclone-s3": rclone_s3,
}
