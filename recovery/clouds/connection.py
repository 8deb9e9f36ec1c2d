"""One HTTP/1.1 connection to one server that is not trusted.

Several requests may be sent before the first answer is read (RFC 9112 section 9.3.2), and neither
the size nor the whole time of an answer is left to the server.
"""

from __future__ import annotations

import re
import select
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from recovery.clouds import addresses
from recovery.clouds.answers import Answer, Answers, Broken
from recovery.clouds.base import Permitted
from recovery.clouds.errors import BadAnswer, CannotReach, CertificateRefused, TimedOut, TooLarge

DEFAULT_MAX_BYTES = 1024 * 1024
_MOST_AT_ONCE = 64 * 1024
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


class Dropped(Exception):
    """The connection ended before the next answer began."""


class Connection:
    """One open connection to one origin, used by one thread at a time."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.socket = _open(origin)
        self.is_new = True
        self._answers = Answers()

    def is_stale(self) -> bool:
        """Whether the server has hung up, or said something that nobody asked for."""
        poll = select.poll()
        poll.register(self.socket, select.POLLIN)
        return bool(poll.poll(0)) or not self._answers.is_empty()

    def close(self) -> None:
        self.socket.close()

    def send(self, wire: bytes, deadline: float) -> None:
        """Send requests, see encode()."""
        self.socket.settimeout(self._left(deadline))
        try:
            self.socket.sendall(wire)
        except TimeoutError as error:
            raise TimedOut from error
        except OSError:
            # A server that refuses early closes its side, but its answer may have arrived.
            return

    def receive(self, request: Request, deadline: float) -> Answer:
        """The answer to the earliest request that was sent and has none yet."""
        try:
            while (answer := self._answers.take()) is None:
                if self._answers.size() > request.max_bytes:
                    raise TooLarge
                self._read(deadline)
        except TimeoutError as error:
            raise TimedOut from error
        except (ConnectionError, ssl.SSLEOFError) as error:
            raise Dropped from error
        except (OSError, Broken) as error:
            raise BadAnswer from error
        if len(answer.body) > request.max_bytes:
            raise TooLarge
        if answer.headers.get("content-encoding", "identity") != "identity":
            raise BadAnswer
        return answer

    def _read(self, deadline: float) -> None:
        # A limit for each read alone would let a server keep a worker for ever with single bytes.
        self.socket.settimeout(self._left(deadline))
        data = self.socket.recv(_MOST_AT_ONCE)
        if data:
            self._answers.feed(data)
        elif self._answers.is_empty():
            raise Dropped
        else:
            self._answers.end()

    def _left(self, deadline: float) -> float:
        """Seconds for which to wait for the server."""
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimedOut
        return min(left, self.origin.permitted.read_seconds)


def encode(origin: Origin, request: Request) -> bytes:
    """A request as it goes over the wire."""
    if request.method == "HEAD":
        raise ValueError("the end of an answer to HEAD cannot be told, see Answers")
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
