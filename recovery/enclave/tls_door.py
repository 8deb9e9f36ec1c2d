"""Who gets in over TLS, and how many may be on their way in at once?

Before its handshake is done, a connection belongs to nobody that we know. It has as long as a frame
has, and only so many may shake hands at once: when one more comes, the one that has been at it for
longest gives way. So whoever opens connections and says nothing is pushed out by those who do.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress

from recovery.enclave.config import Limits, Tls
from recovery.enclave.platform import StartRefused

# How long to wait when the machine has no descriptor to spare.
_RETRY_SECONDS = 0.25


class TlsDoor:
    """Listens at one address. welcome: makes the protocol of a connection that got in."""

    def __init__(
        self, *, tls: Tls, limits: Limits, welcome: Callable[[], asyncio.BaseProtocol]
    ) -> None:
        self._context = _context(tls)
        self._limits = limits
        self._welcome = welcome
        # In the order of their arrival.
        self._on_the_way: dict[asyncio.Task[None], socket.socket] = {}
        self._listeners: list[socket.socket] = []
        self._accepting: list[asyncio.Task[None]] = []

    def open(self, *, host: str, port: int, backlog: int) -> None:
        """From now on, while the loop runs. Raises OSError where the address cannot be used."""
        loop = asyncio.get_running_loop()
        for family, *_, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            # What getaddrinfo gives for IPv6 ends in two numbers that no listener needs.
            listener = socket.create_server(address[:2], family=family, backlog=backlog)
            listener.setblocking(False)
            self._listeners.append(listener)
            self._accepting.append(loop.create_task(self._accept(listener)))

    def close(self) -> None:
        for task in (*self._accepting, *self._on_the_way):
            task.cancel()
        for listener in self._listeners:
            listener.close()

    async def _accept(self, listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                peer, _ = await loop.sock_accept(listener)
            except OSError:
                await asyncio.sleep(_RETRY_SECONDS)
                continue
            self._make_room()
            task = loop.create_task(self._shake_hands(peer))
            self._on_the_way[task] = peer
            task.add_done_callback(self._forget)
            # Whoever is there already has a turn between any two that come.
            await asyncio.sleep(0)

    def _make_room(self) -> None:
        while len(self._on_the_way) >= self._limits.handshakes:
            oldest = next(iter(self._on_the_way))
            # Its task then ends as if the other side had hung up.
            with suppress(OSError):
                self._on_the_way.pop(oldest).shutdown(socket.SHUT_RDWR)

    def _forget(self, task: asyncio.Task[None]) -> None:
        self._on_the_way.pop(task, None)

    async def _shake_hands(self, peer: socket.socket) -> None:
        # Who has no certificate of ours, says nothing or hangs up is no news.
        with suppress(OSError):
            await asyncio.get_running_loop().connect_accepted_socket(
                self._welcome,
                peer,
                ssl=self._context,
                ssl_handshake_timeout=self._limits.frame_seconds,
            )


def _context(tls: Tls) -> ssl.SSLContext:
    """TLS 1.3, and no client without a certificate of our own authority."""
    try:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        context.load_cert_chain(tls.certificate, tls.key)
        context.load_verify_locations(tls.client_ca)
    except OSError as error:
        raise StartRefused("The TLS certificate, key or client authority does not load.") from error
    context.verify_mode = ssl.CERT_REQUIRED
    return context
