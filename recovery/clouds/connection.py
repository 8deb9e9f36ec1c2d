"""One HTTP/1.1 connection to one server that is not trusted.

Parsing is http.client's. What is added: several requests may be sent before the first answer is
read (RFC 9112 section 9.3.2), and neither the size nor the whole time of an answer is left to the
server.
"""

from __future__ import annotations

import io
import re
import select
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPException, HTTPResponse, IncompleteRead

from recovery.clouds import addresses
from recovery.clouds.base import Permitted
from recovery.clouds.errors import BadAnswer, CannotReach, CertificateRefused, TimedOut, TooLarge

DEFAULT_MAX_BYTES = 1024 * 1024
PRINTABLE = re.compile(r"[\x20-\x7e]*\Z")


@dataclass(frozen=True)
class Origin:
    """Scheme, host and port, and under which rule they may be reached."""

    https: bool
    host: str
    port: int
    permitted: Permitted

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.https else 80) else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"http{'s' if self.https else ''}://{self.host_header}"


@dataclass(frozen=True)
class Request:
    """target: path as it goes over the wire, percent-encoded. Headers may hold credentials."""

    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    max_bytes: int = DEFAULT_MAX_BYTES


@dataclass(frozen=True)
class Answer:
    """Header names are in lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    # The server will not use this connection again.
    closing: bool = False


class Dropped(Exception):
    """The connection ended before the next answer began."""


class _Deadline(io.RawIOBase):
    """Reads a socket, and lets neither one pause nor the whole answer last too long.

    A limit for each read alone would let a server keep a worker for ever with single bytes.
    """

    def __init__(self, connection: socket.socket, pause_seconds: float) -> None:
        self.connection = connection
        self.pause_seconds = pause_seconds
        self.at = 0.0

    def readable(self) -> bool:
        return True

    def left(self) -> float:
        left = self.at - time.monotonic()
        if left <= 0:
            raise TimedOut
        return min(left, self.pause_seconds)

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        self.connection.settimeout(self.left())
        return self.connection.recv_into(buffer)


class _Shared(io.BufferedReader):
    """http.client closes its reader after each answer, but the next answer may be in it."""

    def close(self) -> None:
        pass

    # http.client asks a socket for its reader; this reader stands in for the socket.
    def makefile(self, mode: str) -> _Shared:
        return self


class Connection:
    """One open connection to one origin, used by one thread at a time."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.socket = _open(origin)
        self._clock = _Deadline(self.socket, origin.permitted.read_seconds)
        self._reader = _Shared(self._clock, 65536)
        self.is_new = True

    def is_stale(self) -> bool:
        """Whether the server has hung up, or said something that nobody asked for."""
        poll = select.poll()
        poll.register(self.socket, select.POLLIN)
        return bool(poll.poll(0)) or self._has_unread()

    def _has_unread(self) -> bool:
        # With its time over, the reader can return what it holds and nothing else.
        self._clock.at = 0.0
        try:
            return bool(self._reader.peek(1))
        except TimedOut:
            return False

    def close(self) -> None:
        self.socket.close()

    def send(self, wire: bytes, deadline: float) -> None:
        """Send requests, see encode()."""
        self._clock.at = deadline
        self.socket.settimeout(self._clock.left())
        try:
            self.socket.sendall(wire)
        except TimeoutError as error:
            raise TimedOut from error
        except OSError:
            # A server that refuses early closes its side, but its answer may have arrived.
            return

    def receive(self, request: Request, deadline: float) -> Answer:
        """The answer to the earliest request that was sent and has none yet."""
        self._clock.at = deadline
        try:
            return self._receive(request)
        except TimeoutError as error:
            raise TimedOut from error
        except (ConnectionError, ssl.SSLEOFError) as error:
            raise Dropped from error
        except (OSError, HTTPException, ValueError) as error:
            # RemoteDisconnected is a ConnectionError and was caught above.
            raise BadAnswer from error

    def _receive(self, request: Request) -> Answer:
        response = HTTPResponse(self._reader, method=request.method)  # type: ignore[arg-type]
        response.begin()
        headers = {name.lower(): value for name, value in response.headers.items()}
        body = _read(response, request.max_bytes)
        if headers.get("content-encoding", "identity") != "identity":
            raise BadAnswer
        return Answer(response.status, headers, body, bool(response.will_close))


def _read(response: HTTPResponse, max_bytes: int) -> bytes:
    if (response.length or 0) > max_bytes:
        raise TooLarge
    try:
        body = response.read(max_bytes + 1)
    except IncompleteRead as error:
        raise BadAnswer from error
    if len(body) > max_bytes:
        raise TooLarge
    # http.client returns a body that ended early without a word when a size is asked for.
    if response.length:
        raise BadAnswer
    return body


def encode(origin: Origin, request: Request) -> bytes:
    """A request as it goes over the wire."""
    lines = [f"{request.method} {request.target} HTTP/1.1", f"Host: {origin.host_header}"]
    lines += [f"{name}: {value}" for name, value in request.headers.items()]
    if request.body or request.method in {"PATCH", "POST", "PUT"}:
        lines.append(f"Content-Length: {len(request.body)}")
    if not all(map(PRINTABLE.match, lines)):
        raise ValueError("a request line or header with characters that do not belong there")
    return "\r\n".join((*lines, "", "")).encode("ascii") + request.body


def _open(origin: Origin) -> socket.socket:
    plain = addresses.connect(host=origin.host, port=origin.port, permitted=origin.permitted)
    if not origin.https:
        return plain
    try:
        # The certificate is checked for the name, although the connection went to an address.
        return _tls().wrap_socket(plain, server_hostname=origin.host)
    except ssl.SSLCertVerificationError as error:
        plain.close()
        raise CertificateRefused from error
    except TimeoutError as error:
        plain.close()
        raise TimedOut from error
    except OSError as error:
        plain.close()
        raise CannotReach from error


@cache
def _tls() -> ssl.SSLContext:
    """One context for the process: making it reads all certificates and costs 30 ms."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    return context
