"""On which connection do requests travel? Threads of a process share eight to each server.

Up to eight exchanges with one server have a connection each. Whoever comes then waits until one is
free, and does not leave alone: up to four exchanges are sent in one go, and each thread reads its
own answers, one after the other. So a far server has more copies on their way, and never more than
eight things to do at once.

An exchange that fails fails alone. Those that were sent behind it on the same connection are sent
once more, which is harmless: every request sent here may be repeated.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from recovery.clouds.answers import Answer
from recovery.clouds.connection import Connection, Dropped, Origin, Request, encode
from recovery.clouds.errors import CannotReach, TimedOut

MOST_CONNECTIONS = 8
MOST_TOGETHER = 4
# What is sent in one go fits into what a server takes in before anybody reads its answers.
_MOST_BYTES_TOGETHER = 64 * 1024
_MAX_IDLE = 64


@dataclass(eq=False)
class _Trip:
    """One exchange, on its way or waiting. companions: those that were sent behind it."""

    requests: Sequence[Request]
    wire: bytes = field(repr=False)
    deadline: float
    connection: Connection | None = None
    companions: list[_Trip] = field(default_factory=list)
    is_shared: bool = False
    # Whoever was sent before it has lost the connection.
    is_stranded: bool = False
    called: threading.Event = field(default_factory=threading.Event)


class Travel:
    """The connections of this process, and who waits for one."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        # Open, and used by nobody just now; newest last.
        self._idle: list[Connection] = []
        self._in_use: Counter[Origin] = Counter()
        self._waiting: dict[Origin, deque[_Trip]] = {}
        # A server that hangs up when so much is sent at once gets one exchange at a time from then
        # on; and if that was too much, which is 0, one request.
        self._together: dict[Origin, int] = {}

    def exchange(
        self, origin: Origin, requests: Sequence[Request], deadline: float
    ) -> list[Answer]:
        """Answers to the first one or more of the requests."""
        while True:
            sent = requests if self._most_together(origin) else requests[:1]
            wire = b"".join(encode(origin, request) for request in sent)
            trip = _Trip(sent, wire, deadline)
            if not self._has_room(origin, trip):
                self._wait(origin, trip)
            if not trip.is_stranded and (answers := self._make(origin, trip)):
                return answers

    def origins(self) -> list[Origin]:
        return [connection.origin for connection in self._idle]

    def close(self) -> None:
        for connection in self._idle:
            connection.close()

    # --- Whose turn it is ------------------------------------------------------------------------

    def _most_together(self, origin: Origin) -> int:
        return self._together.get(origin, MOST_TOGETHER)

    def _has_room(self, origin: Origin, trip: _Trip) -> bool:
        """Whether it may have a connection for itself; otherwise it stands in the queue."""
        with self._lock:
            # Where nothing may be sent together, waiting for others would win nothing.
            if self._in_use[origin] >= MOST_CONNECTIONS and self._most_together(origin) > 1:
                self._waiting.setdefault(origin, deque()).append(trip)
                return False
            self._in_use[origin] += 1
            return True

    def _wait(self, origin: Origin, trip: _Trip) -> None:
        if trip.called.wait(max(trip.deadline - time.monotonic(), 0.0)):
            return
        with self._lock:
            if trip in self._waiting.get(origin, ()):
                self._waiting[origin].remove(trip)
                raise TimedOut
        # It is on its way. Those before it read no longer than their own deadlines.
        trip.called.wait()

    def _call_next(self, origin: Origin) -> None:
        """The connection is free: whoever waits may go, with as many others as fit."""
        with self._lock:
            queue = self._waiting.get(origin)
            if not queue:
                self._in_use[origin] -= 1
                if not self._in_use[origin]:
                    del self._in_use[origin]
                    self._waiting.pop(origin, None)
                return
            trip = queue.popleft()
            size = len(trip.wire)
            while queue and len(trip.companions) + 1 < self._most_together(origin):
                size += len(queue[0].wire)
                if size > _MOST_BYTES_TOGETHER:
                    break
                trip.companions.append(queue.popleft())
        trip.called.set()

    # --- On the way ------------------------------------------------------------------------------

    def _make(self, origin: Origin, trip: _Trip) -> list[Answer]:
        """Send, unless that was done, and read. No answers: it has to be tried once more."""
        answers: list[Answer] = []
        is_usable = False
        try:
            is_usable = self._send_and_read(origin, trip, answers)
        finally:
            self._pass_on(origin, trip, is_usable=is_usable)
        return answers

    def _send_and_read(self, origin: Origin, trip: _Trip, answers: list[Answer]) -> bool:
        """Whether the connection can be used any longer."""
        is_first = trip.connection is None
        connection = trip.connection = trip.connection or self._take(origin)
        try:
            if is_first:
                trip.is_shared = bool(trip.companions)
                wires = [one.wire for one in (trip, *trip.companions)]
                connection.send(b"".join(wires), trip.deadline)
            for request in trip.requests:
                answers.append(connection.receive(request, trip.deadline))
                if answers[-1].closing:
                    break
        except Dropped as error:
            if is_first and not answers and not connection.is_new:
                # A kept connection had died unseen; a new one tells whether the server has, too.
                self._forget(origin)
            elif is_first and not answers and not trip.is_shared and len(trip.requests) == 1:
                raise CannotReach from error
        is_whole = len(answers) == len(trip.requests)
        is_usable = is_whole and not answers[-1].closing
        if connection.is_new and (not is_whole or (trip.companions and not is_usable)):
            self._together[origin] = 1 if trip.is_shared else 0
        return is_usable

    def _pass_on(self, origin: Origin, trip: _Trip, *, is_usable: bool) -> None:
        """Let the next one read; behind the last one the connection is free."""
        connection = trip.connection
        if is_usable and trip.companions:
            following, *rest = trip.companions
            following.connection, following.companions = connection, rest
            following.is_shared = True
            following.called.set()
            return
        if connection is not None:
            self._give_back(connection) if is_usable else connection.close()
        self._call_next(origin)
        for companion in trip.companions:
            companion.is_stranded = True
            companion.called.set()

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

    def _forget(self, origin: Origin) -> None:
        while (connection := self._pop(origin)) is not None:
            connection.close()
