"""Looks into the database of a running stack from outside, in plain SQL, on either database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, Protocol

import psycopg


class _Connection(Protocol):
    def execute(self, sql: Any, values: Any = ..., /) -> Any: ...


class Rows:
    """Parameters are written as %s."""

    def __init__(self, connection: _Connection, *, mark: str) -> None:
        self._connection = connection
        self._mark = mark

    @classmethod
    @contextmanager
    def of(cls, database_url: str) -> Iterator[Rows]:
        scheme, _, path = database_url.partition("://")
        if scheme == "sqlite":
            with closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as connection:
                yield cls(connection, mark="?")
        else:
            with psycopg.connect(database_url, autocommit=True) as server:
                yield cls(server, mark="%s")

    def all(self, sql: str, *values: object) -> list[Sequence[Any]]:
        found: list[Sequence[Any]] = self._connection.execute(
            sql.replace("%s", self._mark), values
        ).fetchall()
        return found

    def one(self, sql: str, *values: object) -> Any:
        """The first column of the only row."""
        ((value,),) = self.all(sql, *values)
        return value

    def change(self, sql: str, *values: object) -> None:
        self._connection.execute(sql.replace("%s", self._mark), values)
