"""The PIN accounts on disk: each sealed, all of them summed up in one header, the header anchored.

One SQLite file. A change writes the accounts and the header in one durable transaction, and then
moves the anchor to it; whoever asked is answered after that. So a crash leaves the anchor at the
header, or one move behind it, and the next start makes that move.

The header holds a digest over all accounts: the exclusive or of a secret keyed hash of each. One
account that somebody exchanged for an older one is noticed, at the start and at every reading:
the digest is kept by groups of accounts, and a group is compared whenever one of them is read.
"""

from __future__ import annotations

import hmac
import logging
import os
import sqlite3
import struct
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from recovery.enclave import anchors
from recovery.enclave.anchors import Anchor, AnchorError
from recovery.enclave.pin_records import Account
from recovery.enclave.sealing import sha256

log = logging.getLogger(__name__)

FILE = "pins.db"

_GROUPS = 65_536
_HEADER = struct.Struct(">BQ32s32sQ32s32s")
_HEADER_LABEL = b"KRP1-PIN-STATE\0"
_RECORD_LABEL = b"KRP1-PIN-RECORD\0"
_DIGEST_LABEL = b"KRP1-PIN-DIGEST\0"
_ANCHOR_LABEL = b"KRP1-PIN-ANCHOR\0"
_VERSION = 1
_EPOCH_BYTES, _NUMBER_BYTES, _NONCE_BYTES = 4, 8, 12
_TABLES = """
CREATE TABLE header (one INTEGER PRIMARY KEY CHECK (one = 1), sealed BLOB NOT NULL) STRICT;
CREATE TABLE account (id BLOB PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID;
"""


class Closed(Exception):
    """The counts cannot be trusted, so no PIN is answered. The text is for the operator."""


@dataclass(frozen=True, slots=True)
class Header:
    """number: of changes so far. before: where the anchor stood. count: of accounts.

    record_key, anchor_auth: 32 random bytes each, made once.
    """

    number: int
    before: bytes
    digest: bytes
    count: int
    record_key: bytes
    anchor_auth: bytes

    @classmethod
    def first(cls) -> Header:
        return cls(1, anchors.START, bytes(32), 0, os.urandom(32), os.urandom(32))

    def to_bytes(self) -> bytes:
        return _HEADER.pack(
            _VERSION,
            self.number,
            self.before,
            self.digest,
            self.count,
            self.record_key,
            self.anchor_auth,
        )

    @property
    def data(self) -> bytes:
        """What the anchor is moved with: it stands for every byte of every account."""
        return sha256(_ANCHOR_LABEL + self.to_bytes())

    @property
    def after(self) -> bytes:
        return anchors.after(position=self.before, data=self.data)


class PinStore:
    """All accounts. One thread at a time may use it.

    master_prks: as in the state of the handlers; the newest seals the header.
    Every method raises Closed when what it finds is not what it wrote, and from then on always.
    """

    def __init__(self, *, folder: Path, master_prks: Mapping[int, bytes], anchor: Anchor) -> None:
        self._path = folder / FILE
        self._prks = master_prks
        self._anchor = anchor
        self._closed = ""
        self._groups = [0] * _GROUPS
        self._database: sqlite3.Connection
        self._header: Header

    # --- Start -----------------------------------------------------------------------------------

    def open(self) -> None:
        """Accept the state, finish its last change, or raise Closed."""
        with self._closing_on_trouble():
            self._connect()
            header = self._read_header()
            if header is None:
                header = self._begin()
            self._use(header)
            self._compare_accounts()
            self._compare_anchor()
            # An older master key may be retired from now on.
            self._save(header=self._header, sealed={})

    def adopt(self) -> None:
        """Take the state as it is for the newest, and anchor it anew: an operator's word."""
        with self._closing_on_trouble():
            self._connect()
            header = self._read_header()
            if header is None:
                raise Closed(f"There is no PIN state at {self._path} to adopt.")
            self._use(header)
            self._compare_accounts()
            self._anchor.set_up(auth=header.anchor_auth)
            self._advance(accounts={}, header=replace(header, before=anchors.START))

    def forget(self) -> None:
        """Destroy every PIN record, and begin anew: an operator's word."""
        with self._closing_on_trouble():
            self._connect()
            self._database.execute("DELETE FROM account")
            header = Header.first()
            self._save(header=header, sealed={})
            self._anchor.set_up(auth=header.anchor_auth)
            self._use(header)
            self._compare_anchor()

    def count_epochs(self) -> Counter[int]:
        """How many records were made with which master key. Changes nothing, and asks no anchor."""
        with self._closing_on_trouble():
            self._connect()
            header = self._read_header()
            if header is None:
                return Counter()
            self._use(header)
            self._compare_accounts()
            rows = self._database.execute("SELECT id, sealed FROM account")
            accounts = (self._open(account_id, sealed) for account_id, sealed in rows)
            return Counter(record.epoch for account in accounts for record in account.records)

    def close(self) -> None:
        self._closed = self._closed or "The PIN state was closed."
        if hasattr(self, "_database"):
            self._database.close()

    # --- Use -------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many accounts there are."""
        return self._header.count

    def read(self, account_id: bytes) -> Account:
        """The account, an empty one if there is none."""
        with self._closing_on_trouble():
            group = _group_of(account_id)
            rows = self._group(group)
            if self._digest_of(rows) != self._groups[group]:
                raise Closed("A PIN account on disk is not the one that was written.")
            sealed = dict(rows).get(account_id)
            return Account() if sealed is None else self._open(account_id, sealed)

    def write(self, accounts: Mapping[bytes, Account]) -> None:
        """Durable and anchored when it returns."""
        with self._closing_on_trouble():
            self._advance(accounts=accounts, header=self._next_header())

    # --- The header and the anchor ---------------------------------------------------------------

    def _begin(self) -> Header:
        """The first header of a new installation. It sums up nothing, so it may be made freely."""
        header = Header.first()
        if self._anchor.position(auth=header.anchor_auth) is not None:
            raise Closed("The anchor knows of PINs, but their file is not there.")
        self._save(header=header, sealed={})
        return header

    def _compare_anchor(self) -> None:
        header = self._header
        position = self._anchor.position(auth=header.anchor_auth)
        if self._anchor.number == anchors.NoAnchor.number or position == header.after:
            return
        if position is None and header.number == 1:
            self._anchor.set_up(auth=header.anchor_auth)
            position = anchors.START
        if position != header.before:
            raise Closed(
                "The PIN state is not the newest: it was turned back, copied, or belongs to "
                "another machine."
            )
        log.warning("the last change of the PIN state was finished at this start")
        self._move(header)

    def _move(self, header: Header) -> None:
        auth = header.anchor_auth
        if self._anchor.number == anchors.NoAnchor.number:
            return
        # A copy of this enclave that went on since would lose its place by our moving; so look
        # first. The second look is the one that counts.
        if self._anchor.position(auth=auth) != header.before:
            raise Closed("The anchor was moved by somebody else.")
        self._anchor.move(auth=auth, data=header.data)
        if self._anchor.position(auth=auth) != header.after:
            raise Closed("The anchor was moved by somebody else.")

    def _next_header(self) -> Header:
        return replace(self._header, number=self._header.number + 1, before=self._header.after)

    def _advance(self, *, accounts: Mapping[bytes, Account], header: Header) -> None:
        header = replace(header, number=max(header.number, self._header.number + 1))
        groups: dict[int, int] = {}
        sealed: dict[bytes, bytes | None] = {}
        digest = int.from_bytes(header.digest, "big")
        count = header.count
        for account_id, account in accounts.items():
            group = _group_of(account_id)
            old = dict(self._group(group)).get(account_id)
            new = None if account.is_empty else self._seal(account_id, account, header.number)
            change = self._hash(account_id, old) ^ self._hash(account_id, new)
            groups[group] = groups.get(group, self._groups[group]) ^ change
            digest ^= change
            count += (new is not None) - (old is not None)
            sealed[account_id] = new
        header = replace(header, digest=digest.to_bytes(32, "big"), count=count)
        self._save(header=header, sealed=sealed)
        self._move(header)
        self._header = header
        for group, value in groups.items():
            self._groups[group] = value

    # --- Rows ------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        previous = os.umask(0o077)
        try:
            self._database = sqlite3.connect(
                self._path, isolation_level=None, check_same_thread=False, timeout=0
            )
            # Nobody else may write while this process lives: a second one does not start.
            self._database.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = FULL")
            self._database.execute("PRAGMA trusted_schema = OFF")
            self._database.execute("BEGIN IMMEDIATE")
            if not self._database.execute("SELECT 1 FROM sqlite_schema").fetchone():
                for statement in _TABLES.strip().split("\n"):
                    self._database.execute(statement)
            self._database.execute("COMMIT")
        finally:
            os.umask(previous)

    def _read_header(self) -> Header | None:
        row = self._database.execute("SELECT sealed FROM header").fetchone()
        if row is None:
            if self._database.execute("SELECT 1 FROM account LIMIT 1").fetchone():
                raise Closed("The PIN state has accounts and no header.")
            return None
        sealed: bytes = row[0]
        head, rest = sealed[: 1 + _EPOCH_BYTES], sealed[1 + _EPOCH_BYTES :]
        prk = self._prks.get(int.from_bytes(head[1:], "big"))
        if prk is None or head[0] != _VERSION:
            raise Closed("The PIN state belongs to a master key that is not here.")
        plain = AESGCMSIV(_expand(prk, _HEADER_LABEL)).decrypt(
            rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], _HEADER_LABEL + head
        )
        return Header(*_HEADER.unpack(plain)[1:])

    def _use(self, header: Header) -> None:
        self._header = header
        self._cipher = AESGCMSIV(_expand(header.record_key, _RECORD_LABEL))
        self._digest_key = _expand(header.record_key, _DIGEST_LABEL)

    def _compare_accounts(self) -> None:
        groups, digest, count = [0] * _GROUPS, 0, 0
        for account_id, sealed in self._database.execute("SELECT id, sealed FROM account"):
            value = self._hash(account_id, sealed)
            groups[_group_of(account_id)] ^= value
            digest ^= value
            count += 1
        if digest.to_bytes(32, "big") != self._header.digest or count != self._header.count:
            raise Closed("The PIN accounts are not those that the header sums up.")
        self._groups = groups

    def _save(self, *, header: Header, sealed: Mapping[bytes, bytes | None]) -> None:
        epoch = max(self._prks)
        head = bytes((_VERSION,)) + epoch.to_bytes(_EPOCH_BYTES, "big")
        nonce = os.urandom(_NONCE_BYTES)
        cipher = AESGCMSIV(_expand(self._prks[epoch], _HEADER_LABEL))
        whole = head + nonce + cipher.encrypt(nonce, header.to_bytes(), _HEADER_LABEL + head)
        run = self._database.execute
        run("BEGIN IMMEDIATE")
        for account_id, value in sealed.items():
            if value is None:
                run("DELETE FROM account WHERE id = ?", (account_id,))
            else:
                run("INSERT OR REPLACE INTO account VALUES (?, ?)", (account_id, value))
        run("INSERT OR REPLACE INTO header VALUES (1, ?)", (whole,))
        run("COMMIT")

    def _group(self, group: int) -> list[tuple[bytes, bytes]]:
        first = group.to_bytes(2, "big")
        return self._database.execute(
            "SELECT id, sealed FROM account WHERE id >= ? AND id <= ?",
            (first, first + b"\xff" * 31),
        ).fetchall()

    def _digest_of(self, rows: list[tuple[bytes, bytes]]) -> int:
        digest = 0
        for account_id, sealed in rows:
            digest ^= self._hash(account_id, sealed)
        return digest

    def _hash(self, account_id: bytes, sealed: bytes | None) -> int:
        if sealed is None:
            return 0
        return int.from_bytes(hmac.digest(self._digest_key, account_id + sealed, "sha256"), "big")

    def _seal(self, account_id: bytes, account: Account, number: int) -> bytes:
        head = number.to_bytes(_NUMBER_BYTES, "big")
        # One account is written once per number, so that this nonce is used once.
        nonce = head + bytes(_NONCE_BYTES - _NUMBER_BYTES)
        return head + self._cipher.encrypt(nonce, account.to_bytes(), account_id + head)

    def _open(self, account_id: bytes, sealed: bytes) -> Account:
        head = sealed[:_NUMBER_BYTES]
        nonce = head + bytes(_NONCE_BYTES - _NUMBER_BYTES)
        plain = self._cipher.decrypt(nonce, sealed[_NUMBER_BYTES:], account_id + head)
        return Account.from_bytes(plain)

    @contextmanager
    def _closing_on_trouble(self) -> Iterator[None]:
        """Whatever goes wrong inside closes the store for good: no count is trusted after it."""
        if self._closed:
            raise Closed(self._closed)
        try:
            yield
        except (Closed, AnchorError) as error:
            self._closed = str(error)
            raise Closed(self._closed) from error
        except Exception as error:
            # Only the type: the text of a foreign error may hold anything.
            self._closed = f"The PIN state met {type(error).__name__}."
            raise Closed(self._closed) from error


def header_epoch(folder: Path) -> int | None:
    """The master key that the state in this folder needs; None where there is no state.

    Raises Closed when it cannot be read, above all while an enclave runs.
    """
    path = folder / FILE
    if not path.exists():
        return None
    try:
        with closing(sqlite3.connect(path, timeout=0)) as database:
            row = database.execute("SELECT sealed FROM header").fetchone()
    except sqlite3.Error as error:
        raise Closed("The PIN state cannot be read. Stop the enclave first.") from error
    return None if row is None else int.from_bytes(row[0][1 : 1 + _EPOCH_BYTES], "big")


def _group_of(account_id: bytes) -> int:
    return int.from_bytes(account_id[:2], "big")


def _expand(key: bytes, label: bytes) -> bytes:
    return HKDFExpand(algorithm=SHA256(), length=32, info=label).derive(key)
