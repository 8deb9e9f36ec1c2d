"""The one row that sums up all PIN accounts, and says whether this vault is the one that counts.

Of several vaults with one keyring, one keeps the PINs. It may give them to another: then its header
says so for good, and names the ticket that the other one has made for this. A ticket is used once.

Giving takes two changes. After LEAVES is anchored, no state that counted is accepted here any more;
only the state after that, GAVE, may be taken. In one step, a kill between the file and the anchor
would leave a state that the other vault takes, beside an older one that goes on counting here.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from recovery.enclave import anchors
from recovery.enclave.sealing import sha256

FILE = "pins.db"
TICKET_BYTES = 32

_HEADER = struct.Struct(">BQ32s32sQ32s32sB32s32s")
_HEADER_LABEL = b"KRP1-PIN-STATE\0"
_ANCHOR_LABEL = b"KRP1-PIN-ANCHOR\0"
_VERSION = 1
_EPOCH_BYTES, _NONCE_BYTES = 4, 12
_NO_TICKET = bytes(TICKET_BYTES)


class Closed(Exception):
    """The counts cannot be trusted, so no PIN is answered. The text is for the operator."""


class Elsewhere(Closed):
    """Nothing is wrong: another vault keeps the PINs."""


class Role(IntEnum):
    KEEPS = 1
    LEAVES = 2
    GAVE = 3
    WAITS = 4


@dataclass(frozen=True, slots=True)
class Header:
    """number: of changes so far. before: where the anchor stood. count: of accounts.

    record_key, anchor_auth: 32 random bytes each, made once. keeper: of the installation that this
    file belongs to, 32 bytes. ticket: to whom the PINs were given, or what to wait for, else zero.
    """

    number: int
    before: bytes
    digest: bytes
    count: int
    record_key: bytes
    anchor_auth: bytes
    role: Role
    keeper: bytes
    ticket: bytes = _NO_TICKET

    @classmethod
    def first(cls, *, keeper: bytes) -> Header:
        begun = (1, anchors.START, bytes(32), 0)
        return cls(*begun, os.urandom(32), os.urandom(32), Role.KEEPS, keeper)

    def to_bytes(self) -> bytes:
        return _HEADER.pack(
            _VERSION,
            self.number,
            self.before,
            self.digest,
            self.count,
            self.record_key,
            self.anchor_auth,
            self.role,
            self.keeper,
            self.ticket,
        )

    @classmethod
    def from_bytes(cls, value: bytes) -> Header:
        _, number, before, digest, count, record_key, anchor_auth, role, keeper, ticket = (
            _HEADER.unpack(value)
        )
        begun = (number, before, digest, count)
        return cls(*begun, record_key, anchor_auth, Role(role), keeper, ticket)

    @property
    def data(self) -> bytes:
        """What the anchor is moved with: it stands for every byte of every account."""
        return sha256(_ANCHOR_LABEL + self.to_bytes())

    @property
    def after(self) -> bytes:
        return anchors.after(position=self.before, data=self.data)


def seal(header: Header, *, prks: Mapping[int, bytes]) -> bytes:
    """Under the newest master key."""
    epoch = max(prks)
    head = bytes((_VERSION,)) + epoch.to_bytes(_EPOCH_BYTES, "big")
    nonce = os.urandom(_NONCE_BYTES)
    return head + nonce + _cipher(prks[epoch]).encrypt(nonce, header.to_bytes(), _label(head))


def unseal(sealed: bytes, *, prks: Mapping[int, bytes]) -> Header:
    """Raises Closed, or what a library raises about bytes that nobody here has sealed."""
    head, rest = sealed[: 1 + _EPOCH_BYTES], sealed[1 + _EPOCH_BYTES :]
    prk = prks.get(int.from_bytes(head[1:], "big"))
    if prk is None or head[0] != _VERSION:
        raise Closed("The PIN state belongs to a master key that is not here.")
    plain = _cipher(prk).decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], _label(head))
    return Header.from_bytes(plain)


def epoch_of(folder: Path) -> int | None:
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


def _cipher(prk: bytes) -> AESGCMSIV:
    expanded = HKDFExpand(algorithm=SHA256(), length=32, info=_HEADER_LABEL).derive(prk)
    return AESGCMSIV(expanded)


def _label(head: bytes) -> bytes:
    return _HEADER_LABEL + head
