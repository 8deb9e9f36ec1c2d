"""Real WebDAV and S3 servers as both sides of a comparison see them: Keyhaven and rclone."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests import s3_servers, webdav_servers
from tests.bench.distance import far_away
from tests.webdav_servers import HOST, rclone_program

NAMES = [*webdav_servers.STARTERS, "rclone-s3"]
TRANSFERS = 8


@dataclass(frozen=True)
class Target:
    """kind, settings, secret: for open_cloud. remote, options: rclone's. root: files on disk."""

    kind: str
    settings: dict[str, str]
    secret: str = field(repr=False)
    remote: str
    options: dict[str, str] = field(repr=False)
    root: Path


@contextmanager
def running(name: str, folder: Path, *, added_seconds: float) -> Iterator[Target]:
    """added_seconds: how much later each answer arrives."""
    if name == "rclone-s3":
        with (
            s3_servers.rclone_s3(folder) as bucket,
            _at(bucket.port, added_seconds=added_seconds) as port,
        ):
            yield _bucket(bucket, port=port)
    else:
        with (
            webdav_servers.STARTERS[name](folder) as server,
            _at(server.port, added_seconds=added_seconds) as port,
        ):
            yield _webdav(server, port=port)


@contextmanager
def _at(port: int, *, added_seconds: float) -> Iterator[int]:
    if added_seconds:
        with far_away(port, seconds=added_seconds) as slow_port:
            yield slow_port
    else:
        yield port


def _webdav(server: webdav_servers.WebDavServer, *, port: int) -> Target:
    url = f"http://{HOST}:{port}/"
    options = {
        "--webdav-url": url,
        "--webdav-user": server.user,
        "--webdav-pass": _obscured(server.password),
        "--webdav-pacer-min-sleep": "0",
    }
    settings = {"url": url, "user": server.user}
    return Target("webdav", settings, server.password, ":webdav:", options, server.root)


def _bucket(server: s3_servers.S3Server, *, port: int) -> Target:
    """Of S3 rclone's pacer waits only after it was told to, so there is nothing to turn off."""
    settings = {**server.settings, "url": f"http://{HOST}:{port}"}
    options = {
        "--s3-provider": "Rclone",
        "--s3-endpoint": settings["url"],
        "--s3-region": settings["region"],
        "--s3-access-key-id": settings["access_key"],
        "--s3-secret-access-key": server.secret_key,
        "--s3-no-check-bucket": "true",
    }
    remote = f":s3:{settings['bucket']}/"
    return Target("s3", settings, server.secret_key, remote, options, server.root)


def _obscured(password: str) -> str:
    command = [rclone_program(), "obscure", password]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def rclone_seconds(
    target: Target, *words: str, source: Path, folder: str, options: tuple[str, ...] = ()
) -> float:
    """How long `rclone <words> <source> <folder of the target>` takes, with eight transfers."""
    chosen = {"--config": os.devnull, "--transfers": str(TRANSFERS), "--checkers": str(TRANSFERS)}
    command = [rclone_program(), *words, str(source), f"{target.remote}{folder}", *options]
    for name, value in {**chosen, **target.options}.items():
        command.append(f"{name}={value}")
    began = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began
