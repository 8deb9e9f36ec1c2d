"""Something happens between two queries, as if a worker or somebody else had done it just then; or
nothing happens, not even the turn of a minute."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection
from django.test.utils import CaptureQueriesContext

from recovery.flows import rate_limit

Found = TypeVar("Found")


def within_one_window(do: Callable[[], Found]) -> Found:
    """What it gives while one window of the rate limits lasts: at its turn all is done once more,
    and what was counted before is forgotten."""
    while True:
        ends_at = time.time() + rate_limit.seconds_left()
        rate_limit.forget(before=ends_at)
        found = do()
        if time.time() < ends_at - 1:
            return found


def queries_of(look: Callable[[], object]) -> int:
    """How many queries a look takes."""
    with CaptureQueriesContext(connection) as queries:
        look()
    return len(queries)


@contextmanager
def before_query(number: int, happens: Callable[[], object]) -> Iterator[None]:
    """Just before so many-th query of what is inside; the first one is number 1."""
    begun = 0

    def execute(query: Callable[..., object], *asked: object) -> object:
        nonlocal begun
        begun += 1
        if begun == number:
            happens()
        return query(*asked)

    with connection.execute_wrapper(execute):
        yield
    assert begun >= number


@contextmanager
def before_statement(beginning: str, happens: Callable[[], object]) -> Iterator[None]:
    """Just before the first query of what is inside that begins so."""
    is_over = False

    def execute(query: Callable[..., object], sql: str, *asked: object) -> object:
        nonlocal is_over
        if not is_over and sql.startswith(beginning):
            is_over = True
            happens()
        return query(sql, *asked)

    with connection.execute_wrapper(execute):
        yield
    assert is_over


@contextmanager
def beside(does: Callable[[], object]) -> Iterator[Callable[[], None]]:
    """Gives a function that has somebody else begin to do it, with a connection of their own.

    It returns when that is done, or waits for a lock of ours; after the block it is done. For tests
    with transactions of their own, on PostgreSQL: SQLite lets nobody else in.
    """

    def closing() -> None:
        try:
            does()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        begun: list[Future[None]] = []

        def begin() -> None:
            begun.append(threads.submit(closing))
            while not begun[-1].done() and not _somebody_waits_for_us():
                time.sleep(0.01)

        yield begin
    for one in begun:
        one.result()


def _somebody_waits_for_us() -> bool:
    # Past Django, which would count it among the queries.
    with connection.connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks"
            " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )
        (waiting,) = cursor.fetchone()
    return bool(waiting)
