"""The SQLite file of the PIN accounts: rows of sealed bytes, written together and durably."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

_TABLES = """
CREATE TABLE header (one INTEGER PRIMARY KEY CHECK (one = 1), sealed BLOB NOT NULL) STRICT;
CREATE TABLE account (id BLOB PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
"""


class PinFile:
    """One thread at a time may use it, and one process. Raises what sqlite3 raises."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database: sqlite3.Connection | None = None

    def open(self) -> None:
        """Makes the file where there is none."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        previous = os.umask(0o077)
        try:
            self._database = sqlite3.connect(
                self.path, isolation_level=None, check_same_thread=False, timeout=0
            )
            # Nobody else may write while this process lives: a second one does not start.
            self._run("PRAGMA locking_mode = EXCLUSIVE")
            self._run("PRAGMA journal_mode = WAL")
            self._run("PRAGMA synchronous = FULL")
            self._run("PRAGMA trusted_schema = OFF")
            self._run("BEGIN IMMEDIATE")
            if not self._run("SELECT 1 FROM sqlite_schema").fetchone():
                for statement in _TABLES.strip().split("\n"):
                    self._run(statement)
            self._run("COMMIT")
        finally:
            os.umask(previous)

    def close(self) -> None:
        if self._database is not None:
            self._database.close()

    def header(self) -> bytes | None:
        row = self._run("SELECT sealed FROM header").fetchone()
        return None if row is None else bytes(row[0])

    def accounts(self) -> Iterable[tuple[bytes, bytes]]:
        return self._run("SELECT id, sealed FROM account")

    def accounts_from(self, prefix: bytes) -> list[tuple[bytes, bytes]]:
        """Those whose ids begin with these two bytes."""
        return self._run(
            "SELECT id, sealed FROM account WHERE id >= ? AND id <= ?",
            (prefix, prefix + b"\xff" * 31),
        ).fetchall()

    def save(
        self, *, header: bytes, sealed: Mapping[bytes, bytes | None], instead: bool = False
    ) -> None:
        """In one transaction, on the disk when it returns. None takes an account out.

        instead: of all accounts there are, and not only of those named.
        """
        self._run("BEGIN IMMEDIATE")
        if instead:
            self._run("DELETE FROM account")
        for account_id, value in sealed.items():
            if value is None:
                self._run("DELETE FROM account WHERE id = ?", (account_id,))
            else:
                self._run("INSERT OR REPLACE INTO account VALUES (?, ?)", (account_id, value))
        self._run("INSERT OR REPLACE INTO header VALUES (1, ?)", (header,))
        self._run("COMMIT")

    def _run(self, statement: str, values: tuple[bytes, ...] = ()) -> sqlite3.Cursor:
        if self._database is None:
            raise sqlite3.ProgrammingError("the file is not open")
        return self._database.execute(statement, values)
