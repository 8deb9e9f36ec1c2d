"""HTTP/1.1 to a person's own server: connections kept open, redirects kept inside one origin.

docs/decisions/0002-http-client.md says why this is no library's. Every request sent here may be
repeated without harm, so a connection that is lost is simply replaced by a new one.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from recovery.clouds.answers import Answer
from recovery.clouds.connection import PRINTABLE, Origin, Request
from recovery.clouds.errors import RedirectRefused
from recovery.clouds.travel import Travel

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
        answers += _travel.exchange(origin, rest, deadline)
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
        answer = _travel.exchange(origin, [request], deadline)[0]
        if answer.status not in _REDIRECTS:
            return answer
    raise RedirectRefused


_travel = Travel()


def idle_origins() -> list[Origin]:
    """The servers to which this process keeps a connection open."""
    return _travel.origins()


def close_idle() -> None:
    """Close connections that are kept open for later, for a calm end of a process or a test."""
    global _travel
    old, _travel = _travel, Travel()
    old.close()


def _after_fork() -> None:
    # Two processes must never speak on one connection. The parent keeps its own; here the
    # descriptors are closed, which for TLS sends nothing.
    close_idle()


os.register_at_fork(after_in_child=_after_fork)
