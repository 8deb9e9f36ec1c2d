"""HTTP/1.1 to a person's own server: connections kept open, redirects kept inside one origin.

Standard library only; docs/decisions/0002-http-client.md says why. Every request sent here may be
repeated without harm, so a connection that is lost is simply replaced by a new one.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from recovery.clouds.connection import PRINTABLE, Answer, Connection, Dropped, Origin, Request
from recovery.clouds.errors import CannotReach, RedirectRefused

_MAX_IDLE = 64
_MAX_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 307, 308})


def exchange(*, origin: Origin, requests: Sequence[Request], follow: bool = True) -> list[Answer]:
    """Send requests together, in this order, and return their answers in the same order.

    follow: whether a redirect inside the origin is followed; a signed request would not be valid
    at its new address.
    Raises CannotReach, TimedOut, CertificateRefused, AddressRefused, RedirectRefused, BadAnswer,
    TooLarge.
    """
    deadline = time.monotonic() + origin.permitted.total_seconds
    answers: list[Answer] = []
    while len(answers) < len(requests):
        rest = requests[len(answers) :]
        answers += _pool.exchange(origin, rest, deadline)
    return [
        _follow(origin, request, answer, deadline)
        if follow and answer.status in _REDIRECTS
        else answer
        for request, answer in zip(requests, answers, strict=True)
    ]


def _follow(origin: Origin, request: Request, answer: Answer, deadline: float) -> Answer:
    for _ in range(_MAX_REDIRECTS):
        target = urljoin(origin.url + request.target, answer.headers.get("location", ""))
        if not target.startswith(origin.url + "/") or not PRINTABLE.match(target):
            raise RedirectRefused
        # The method and the body stay: a PUT that became a GET would look like a success.
        path = urlsplit(target).path
        request = Request(request.method, path, request.headers, request.body, request.max_bytes)
        answer = _pool.exchange(origin, [request], deadline)[0]
        if answer.status not in _REDIRECTS:
            return answer
    raise RedirectRefused


class _Pool:
    """Open connections of this process that nobody uses just now, newest last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Connection] = []
        # Servers that hang up when requests travel together.
        self._one_at_a_time: set[Origin] = set()

    def exchange(
        self, origin: Origin, requests: Sequence[Request], deadline: float
    ) -> list[Answer]:
        """Answers to the first one or more of the requests."""
        if origin in self._one_at_a_time:
            requests = requests[:1]
        connection = self._take(origin)
        try:
            answers = self._use(connection, requests, deadline)
        except Dropped as error:
            connection.close()
            if not connection.is_new:
                # A kept connection had died unseen; a new one tells whether the server has, too.
                self._forget(origin)
            elif len(requests) > 1:
                self._one_at_a_time.add(origin)
            else:
                raise CannotReach from error
            return self.exchange(origin, requests, deadline)
        except BaseException:
            connection.close()
            raise
        if len(answers) == len(requests) and not answers[-1].closing:
            self._give_back(connection)
            return answers
        connection.close()
        if connection.is_new and len(answers) < len(requests):
            self._one_at_a_time.add(origin)
        return answers

    def _use(
        self, connection: Connection, requests: Sequence[Request], deadline: float
    ) -> list[Answer]:
        connection.send(requests, deadline)
        answers: list[Answer] = []
        for request in requests:
            try:
                answers.append(connection.receive(request))
            except Dropped:
                if not answers:
                    raise
                break
            if answers[-1].closing:
                break
        return answers

    def _take(self, origin: Origin) -> Connection:
        while (connection := self._pop(origin)) is not None:
            if not connection.is_stale():
                return connection
            connection.close()
        return Connection(origin)

    def _pop(self, origin: Origin) -> Connection | None:
        with self._lock:
            for index in range(len(self._idle) - 1, -1, -1):
                if self._idle[index].origin == origin:
                    return self._idle.pop(index)
        return None

    def _give_back(self, connection: Connection) -> None:
        connection.is_new = False
        with self._lock:
            self._idle.append(connection)
            surplus = self._idle.pop(0) if len(self._idle) > _MAX_IDLE else None
        if surplus is not None:
            surplus.close()

    def origins(self) -> list[Origin]:
        return [connection.origin for connection in self._idle]

    def close(self) -> None:
        for connection in self._idle:
            connection.close()

    def _forget(self, origin: Origin) -> None:
        while (connection := self._pop(origin)) is not None:
            connection.close()


_pool = _Pool()


def idle_origins() -> list[Origin]:
    """The servers to which this process keeps a connection open."""
    return _pool.origins()


def close_idle() -> None:
    """Close connections that are kept open for later, for a calm end of a process or a test."""
    global _pool
    old, _pool = _pool, _Pool()
    old.close()


def _after_fork() -> None:
    # Two processes must never speak on one connection. The parent keeps its own; here the
    # descriptors are closed, which for TLS sends nothing.
    close_idle()


os.register_at_fork(after_in_child=_after_fork)
