"""Something happens between two reads of a page, as if a worker had done it at that moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext


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
