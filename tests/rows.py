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

    _PATIENCE_SECONDS = 20.0

    def __init__(self, connection: _Connection, *, mark: str) -> None:
        self._connection = connection
        self._mark = mark

    @classmethod
    @contextmanager
    def of(cls, database_url: str) -> Iterator[Rows]:
        scheme, _, path = database_url.partition("://")
        if scheme == "sqlite":
            with closing(sqlite3.connect(path, isolation_level=None)) as connection:
                rows = cls(connection, mark="?")
                rows._wait_for_others(cls._PATIENCE_SECONDS)
                yield rows
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

    def can_be_changed(self) -> bool:
        """Whether nobody is writing: SQLite lets one at a time."""
        if self._mark != "?":
            return True
        self._wait_for_others(0.1)
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return False
        finally:
            self._wait_for_others(self._PATIENCE_SECONDS)
        return True

    def _wait_for_others(self, seconds: float) -> None:
        self._connection.execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")
