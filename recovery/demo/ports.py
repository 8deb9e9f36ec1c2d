"""Which loopback ports are free?"""

from __future__ import annotations

import socket

_LOOPBACK = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


def is_free(port: int) -> bool:
    """Nobody listens on this port of localhost, in either version of IP.

    Both count: a browser may take "localhost" for ::1 and meet another program there.
    """
    return all(_can_listen(family, host, port) for family, host in _LOOPBACK)


def next_free(first: int) -> int:
    """The first free port from here on; raises OSError when there is none."""
    for port in range(first, 65536):
        if is_free(port):
            return port
    raise OSError(f"No port from {first} upward is free.")


def _can_listen(family: socket.AddressFamily, host: str, port: int) -> bool:
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # Connections that ended a moment ago do not make a port busy.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            probe.listen(1)
    except PermissionError:
        return False
    except OSError as error:
        # A machine without IPv6 has no ::1, so nobody can be met there.
        return family == socket.AF_INET6 and "in use" not in str(error)
    return True
