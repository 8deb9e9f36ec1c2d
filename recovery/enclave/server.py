"""Sockets, deadlines and caps around the handlers. Nothing a request holds is ever logged.

One event loop: a request is a quarter of a millisecond of arithmetic, so that a switch between
threads would only cost. PINs wait for a disk, and proofs may wait for a chip; each of the two has a
thread of its own, and its connection reads on when it is answered. A client that stalls holds one
connection and nothing else, and so does a chip that hangs.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from recovery.enclave import RELEASE
from recovery.enclave.config import Config, Limits
from recovery.enclave.handlers import State, handle
from recovery.enclave.join import Giver
from recovery.enclave.messages import (
    DENIED_FRAME,
    HEADER,
    MAX_FRAME_BYTES,
    Answer,
    AttestRequest,
    JoinRequest,
    PinAnswer,
    PinRequest,
    Refused,
    Request,
    Unreadable,
    answer_frame,
    parse_request,
)
from recovery.enclave.pin import Pins
from recovery.enclave.platform import Platform, StartRefused
from recovery.enclave.slow_work import Hangs, SlowWork
from recovery.enclave.tls_door import TlsDoor

log = logging.getLogger(__name__)

# A frame to send back, or what will make one.
Reply = bytes | asyncio.Future[PinAnswer] | asyncio.Future[Answer]

_SWEEP_SECONDS = 0.25
_BACKLOG = 128


class Service:
    """State, platform and the open connections, which one sweep keeps to their deadlines."""

    def __init__(
        self,
        *,
        state: State,
        platform: Platform,
        limits: Limits,
        pins: Pins,
        giver: Giver | None = None,
    ) -> None:
        self.state = state
        self.platform = platform
        self.limits = limits
        self.pins = pins
        self.giver = giver
        self.proofs = SlowWork(name="proofs", patience_seconds=limits.hardware_seconds)
        self.connections: set[Connection] = set()
        # What any connection reads lands here, and is taken from here before the next one reads.
        # Without it, the loop would get memory of 256 KiB for each request, and give it back.
        self.landing = memoryview(bytearray(HEADER.size + MAX_FRAME_BYTES))

    def answer(self, untrusted_frame: bytes) -> tuple[Reply, bool]:
        """What to reply, and whether to go on after it."""
        try:
            request = parse_request(untrusted_frame)
        except Unreadable:
            return DENIED_FRAME, False
        except Refused:
            return DENIED_FRAME, True
        return self._handle(request), True

    def _handle(self, request: Request) -> Reply:
        try:
            if isinstance(request, PinRequest):
                return self.pins.submit(request)
            if isinstance(request, JoinRequest):
                return self._proved(self._given(request))
            make = partial(
                handle,
                state=self.state,
                request=request,
                platform=self.platform,
                pins_open=self.pins.are_open,
            )
            return (
                self._proved(make) if isinstance(request, AttestRequest) else answer_frame(make())
            )
        except Refused:
            return DENIED_FRAME
        except Exception as error:  # noqa: BLE001 - a fault of ours must look like any refusal
            # Only the type: the text of a foreign error may hold a part of the request.
            log.error("a request met an unexpected %s", type(error).__name__)
            return DENIED_FRAME

    def _given(self, request: JoinRequest) -> Callable[[], Answer]:
        if self.giver is None:
            raise Refused
        return partial(self.giver.answer, self.giver.admit(request))

    def _proved(self, make: Callable[[], Answer]) -> Reply:
        """make: asks the platform for a proof, and for nothing that this loop changes."""
        if not self.platform.asks_hardware:
            return answer_frame(make())
        return asyncio.get_running_loop().create_task(self.proofs.do(make))

    async def sweep(self) -> None:
        """Abort every connection that has passed its deadline, for as long as the loop runs."""
        while True:
            await asyncio.sleep(_SWEEP_SECONDS)
            now = self.platform.now()
            for connection in [c for c in self.connections if c.deadline <= now]:
                connection.transport.abort()


class Connection(asyncio.BufferedProtocol):
    """One client: any number of frames, one after another."""

    __slots__ = ("_buffer", "_is_deaf", "_service", "_waits", "deadline", "transport")

    transport: asyncio.Transport

    def __init__(self, service: Service) -> None:
        self._service = service
        self._buffer = bytearray()
        # While a disk or a chip is at it, what comes after it here lies in the buffer.
        self._waits = False
        # While a client does not read its answers.
        self._is_deaf = False
        self.deadline = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        service = self._service
        if len(service.connections) >= service.limits.connections:
            self.transport.abort()
            return
        service.connections.add(self)
        self.deadline = service.platform.now() + service.limits.idle_seconds

    def connection_lost(self, exc: Exception | None) -> None:
        self._service.connections.discard(self)

    def get_buffer(self, sizehint: int) -> memoryview:
        return self._service.landing

    def buffer_updated(self, nbytes: int) -> None:
        begun = bool(self._buffer)
        self._buffer += self._service.landing[:nbytes]
        answered = self._answer_frames()
        self._set_deadline(begun=begun and not answered)

    def _answer_frames(self) -> bool:
        """Whether there was one."""
        answered = False
        while not self._waits and (untrusted_frame := self._next_frame()) is not None:
            answered = True
            reply, may_go_on = self._service.answer(untrusted_frame)
            if isinstance(reply, asyncio.Future):
                self._waits = True
                self.transport.pause_reading()
                reply.add_done_callback(self._done)
                break
            self._reply(reply)
            if not may_go_on:
                self._buffer.clear()
                self.transport.close()
                break
        return answered

    def _reply(self, frame: bytes) -> None:
        counts = self._service.state.counts
        if frame is DENIED_FRAME:
            counts.refused += 1
        else:
            counts.answered += 1
        self.transport.write(frame)

    def _done(self, reply: asyncio.Future[PinAnswer] | asyncio.Future[Answer]) -> None:
        """A PIN was counted, or a proof was made."""
        self._waits = False
        if reply.cancelled():
            return
        error = reply.exception()
        if self.transport.is_closing():
            return
        if isinstance(error, Hangs):
            # Nobody can say what became of it. To who asked, this vault is away.
            self.transport.abort()
            return
        if error is not None and not isinstance(error, Refused):
            log.error("a request met an unexpected %s", type(error).__name__)
        self._reply(answer_frame(reply.result()) if error is None else DENIED_FRAME)
        self._read_on()
        self._answer_frames()
        self._set_deadline(begun=False)

    def pause_writing(self) -> None:
        """A client that does not read its answers is not read from either."""
        self._is_deaf = True
        self.transport.pause_reading()

    def resume_writing(self) -> None:
        self._is_deaf = False
        self._read_on()

    def _read_on(self) -> None:
        if not self._waits and not self._is_deaf:
            self.transport.resume_reading()

    def _next_frame(self) -> bytes | None:
        """A whole frame; an empty one stands for a length that no frame may have."""
        if len(self._buffer) < HEADER.size:
            return None
        (size,) = HEADER.unpack_from(self._buffer)
        if size > MAX_FRAME_BYTES:
            return b""
        end = HEADER.size + size
        if len(self._buffer) < end:
            return None
        frame = bytes(self._buffer[HEADER.size : end])
        del self._buffer[:end]
        return frame

    def _set_deadline(self, *, begun: bool) -> None:
        """A frame has its deadline from the first byte on, however busily the rest trickles in."""
        limits = self._service.limits
        if not begun:
            seconds = limits.frame_seconds if self._buffer else limits.idle_seconds
            self.deadline = self._service.platform.now() + seconds


async def serve(
    *, config: Config, state: State, platform: Platform, pins: Pins, giver: Giver | None = None
) -> None:
    """Answer until SIGTERM or SIGINT."""
    service = Service(state=state, platform=platform, limits=config.limits, pins=pins, giver=giver)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await pins.open_with_patience()
    server = await _listen(config=config, service=service)
    sweeper = loop.create_task(service.sweep())
    log.info("enclave %s answers, epoch %d", RELEASE, state.newest_epoch)
    await stop.wait()
    sweeper.cancel()
    server.close()
    for connection in list(service.connections):
        connection.transport.abort()
    if config.socket is not None:
        config.socket.unlink(missing_ok=True)
    pins.close()
    service.proofs.close()
    log.info("enclave stopped")


async def _listen(*, config: Config, service: Service) -> asyncio.Server | TlsDoor:
    if config.socket is not None:
        return await asyncio.get_running_loop().create_unix_server(
            lambda: Connection(service), sock=_bind(config.socket), backlog=_BACKLOG
        )
    if config.listen is None or config.tls is None:
        raise StartRefused("The enclave needs a socket, or an address with TLS.")
    host, port = config.listen
    door = TlsDoor(tls=config.tls, limits=config.limits, welcome=lambda: Connection(service))
    try:
        door.open(host=host, port=port, backlog=_BACKLOG)
    except OSError as error:
        raise StartRefused(f"The address {host}:{port} cannot be used.") from error
    return door


def _bind(path: Path) -> socket.socket:
    """A socket that from its first moment on only owner and group can open."""
    if path.is_socket():
        _refuse_if_answered(path)
        path.unlink()
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    previous = os.umask(0o117)
    try:
        listener.bind(str(path))
    except OSError as error:
        listener.close()
        raise StartRefused(f"The socket {path} cannot be made: {error.strerror}.") from error
    finally:
        os.umask(previous)
    return listener


def _refuse_if_answered(path: Path) -> None:
    """A stale socket file is replaced; a living enclave is not pushed aside."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return
    raise StartRefused(f"Another enclave answers at {path}. Stop it first.")
