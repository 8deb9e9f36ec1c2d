"""How the host talks to the enclave: one call per request, over a few kept connections.

A kept connection may have died since its last use: the enclave was restarted, or closed it for
being idle. Then the request is sent once more, on a new connection, and only then: never after a
new connection failed, never after a timeout. That is safe for `unlock` too: if the enclave did act
on the first copy before the connection ended, its nonce is spent, and the second is refused. A PIN
is sent once. Its second copy would be refused as well, and "refused" is not what became of a try
that was perhaps counted.
"""

from __future__ import annotations

import os
import socket
import ssl
import time
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from recovery.enclave.messages import (
    HEADER,
    MAX_FRAME_BYTES,
    A,
    AttestAnswer,
    AttestRequest,
    HealthAnswer,
    HealthRequest,
    NonceAnswer,
    NonceRequest,
    PinAnswer,
    PinRequest,
    Refused,
    Request,
    UnlockAnswer,
    UnlockRequest,
    Unreadable,
    parse_answer,
    request_frame,
)
from recovery.errors import EnclaveDenied, EnclaveUnreachable

# The host imports the messages from here, so that only this file knows the enclave's folder.
__all__ = [
    "AttestAnswer",
    "EnclaveClient",
    "HealthAnswer",
    "NonceAnswer",
    "PinAnswer",
    "PinRequest",
    "TlsFiles",
    "UnlockAnswer",
    "UnlockRequest",
]

DEFAULT_TIMEOUT_SECONDS = 3.0

_MOST_KEPT = 8
# Below the enclave's own idle limit of 60 seconds.
_KEPT_SECONDS = 45


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """PEM files: the authority that signed the enclave's certificate, and our own pair."""

    ca: Path
    certificate: Path
    key: Path


@dataclass(slots=True)
class _Kept:
    connection: socket.socket
    since: float


class _ConnectionEnded(Exception):
    """The other side was gone before the first byte of an answer."""


class EnclaveClient:
    """Any number of threads may share one; after a fork the child makes its own connections.

    address: "unix:/path" or "tls:host:port", the second together with `tls`.
    timeout_seconds: for a whole call, including a reconnect.
    Every call raises EnclaveUnreachable (down, slow, or not an enclave) or EnclaveDenied.
    """

    def __init__(
        self,
        *,
        address: str,
        timeout_seconds: float = DEFAULT_TIMEOUT_SECONDS,
        tls: TlsFiles | None = None,
    ) -> None:
        self.address = address
        self._scheme, _, self._place = address.partition(":")
        if self._scheme not in ("unix", "tls") or not self._place:
            raise ValueError('an enclave address is "unix:/path" or "tls:host:port"')
        if (self._scheme == "tls") != (tls is not None):
            raise ValueError("an enclave address of the form tls: goes together with TLS files")
        self._timeout_seconds = timeout_seconds
        self._context = _client_context(tls) if tls is not None else None
        # The append and pop of a deque are atomic, so that no lock can be left held by a fork.
        self._kept: deque[_Kept] = deque()
        self._pid = os.getpid()

    def nonce(self) -> NonceAnswer:
        return self._call(NonceRequest(), kind=NonceAnswer)

    def attest(self, *, nonce_b: bytes) -> AttestAnswer:
        """nonce_b: 32 bytes from the browser."""
        return self._call(AttestRequest(nonce_b), kind=AttestAnswer)

    def unlock(self, request: UnlockRequest) -> UnlockAnswer:
        return self._call(request, kind=UnlockAnswer)

    def pin(self, request: PinRequest) -> PinAnswer:
        return self._call(request, kind=PinAnswer, twice=False)

    def health(self) -> HealthAnswer:
        return self._call(HealthRequest(), kind=HealthAnswer)

    def close(self) -> None:
        """Let go of the kept connections; the client can be used again."""
        while (kept := self._pop()) is not None:
            kept.connection.close()

    def _call(self, request: Request, *, kind: type[A], twice: bool = True) -> A:
        """twice: once more, where a kept connection turns out to have ended."""
        frame = request_frame(request)
        deadline = time.monotonic() + self._timeout_seconds
        try:
            answer = self._exchange(frame=frame, deadline=deadline, twice=twice)
            return parse_answer(answer, kind=kind)
        except (OSError, _ConnectionEnded, Unreadable) as error:
            raise EnclaveUnreachable from error
        except Refused as error:
            raise EnclaveDenied from error

    def _exchange(self, *, frame: bytes, deadline: float, twice: bool) -> bytes:
        connection = self._take_kept()
        if connection is not None:
            try:
                return self._ask(connection, frame=frame, deadline=deadline)
            except _ConnectionEnded:
                self.close()
                if not twice:
                    raise
        return self._ask(self._connect(deadline), frame=frame, deadline=deadline)

    def _ask(self, connection: socket.socket, *, frame: bytes, deadline: float) -> bytes:
        try:
            answer = _send_and_receive(connection, frame=frame, deadline=deadline)
        except BaseException:
            # It may hold half an answer: whoever used it next would read another's.
            connection.close()
            raise
        self._keep(connection)
        return answer

    def _take_kept(self) -> socket.socket | None:
        if self._pid != os.getpid():
            self.close()
            self._pid = os.getpid()
        kept = self._pop()
        if kept is None or time.monotonic() - kept.since < _KEPT_SECONDS:
            return kept.connection if kept else None
        # The newest is too old, so all are.
        kept.connection.close()
        self.close()
        return None

    def _pop(self) -> _Kept | None:
        try:
            return self._kept.pop()
        except IndexError:
            return None

    def _keep(self, connection: socket.socket) -> None:
        if len(self._kept) >= _MOST_KEPT:
            connection.close()
        else:
            self._kept.append(_Kept(connection, time.monotonic()))

    def _connect(self, deadline: float) -> socket.socket:
        if self._context is None:
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                connection.settimeout(_left(deadline))
                connection.connect(self._place)
            except BaseException:
                connection.close()
                raise
            return connection
        host, _, port = self._place.rpartition(":")
        host = host.strip("[]")
        plain = socket.create_connection((host, int(port)), timeout=_left(deadline))
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            return self._context.wrap_socket(plain, server_hostname=host)
        except BaseException:
            plain.close()
            raise


def _client_context(tls: TlsFiles) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_verify_locations(tls.ca)
    context.load_cert_chain(tls.certificate, tls.key)
    return context


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _send_and_receive(connection: socket.socket, *, frame: bytes, deadline: float) -> bytes:
    try:
        connection.settimeout(_left(deadline))
        connection.sendall(frame)
        first = connection.recv(MAX_FRAME_BYTES)
    except TimeoutError:
        raise
    except OSError as error:
        raise _ConnectionEnded from error
    if not first:
        raise _ConnectionEnded
    return _receive_rest(connection, received=bytearray(first), deadline=deadline)


def _receive_rest(connection: socket.socket, *, received: bytearray, deadline: float) -> bytes:
    while (end := _end_of_frame(received)) is None or len(received) < end:
        connection.settimeout(_left(deadline))
        more = connection.recv(MAX_FRAME_BYTES)
        if not more:
            raise ConnectionResetError
        received += more
    if len(received) != end:
        raise Unreadable
    return bytes(received[HEADER.size :])


def _end_of_frame(received: bytearray) -> int | None:
    if len(received) < HEADER.size:
        return None
    (size,) = HEADER.unpack_from(received)
    if size > MAX_FRAME_BYTES:
        raise Unreadable
    return HEADER.size + int(size)
