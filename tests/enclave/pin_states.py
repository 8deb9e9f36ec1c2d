"""PIN states on disk and anchors without a TPM, for tests of what copies and older states meet."""

from __future__ import annotations

import shutil
from pathlib import Path

from recovery.enclave import anchors, pin_records
from recovery.enclave.anchors import Anchor, AnchorError
from recovery.enclave.pin_records import Account, Record
from recovery.enclave.pin_store import PinStore

PRKS = {1: bytes(32)}
ONE, TWO = b"\1" * 32, b"\2" * 32
NAME = b"n" * 16


class MemoryAnchor:
    """A TPM's manners without a TPM: it only goes forward, and knows its secret."""

    number = 1

    def __init__(self) -> None:
        self.value: bytes | None = None
        self.auth = b""
        self.fails = False

    def position(self, *, auth: bytes) -> bytes | None:
        if self.fails:
            raise AnchorError("The anchor is away.")
        if self.value is not None and auth != self.auth:
            raise AnchorError("The anchor knows another secret.")
        return self.value

    def set_up(self, *, auth: bytes) -> None:
        self.value, self.auth = anchors.START, auth

    def move(self, *, auth: bytes, data: bytes) -> None:
        value = self.position(auth=auth)
        assert value is not None
        self.value = anchors.after(position=value, data=data)


class Stopped(Exception):
    """The process died here."""


class DyingAnchor(MemoryAnchor):
    """Dies before the move, as a process that is killed between the disk and the TPM."""

    dies = False

    def move(self, *, auth: bytes, data: bytes) -> None:
        if self.dies:
            raise Stopped
        super().move(auth=auth, data=data)


def store_in(folder: Path, anchor: Anchor) -> PinStore:
    return PinStore(folder=folder, master_prks=PRKS, anchor=anchor)


def opened(folder: Path, anchor: Anchor) -> PinStore:
    store = store_in(folder, anchor)
    store.open()
    return store


def enrolled(store: PinStore, *account_ids: bytes) -> None:
    for account_id in account_ids:
        record = Record(name=NAME, epoch=1, since=1, tag_hash=b"t" * 32)
        store.write({account_id: Account(used=record)})


def guess(store: PinStore, account_id: bytes) -> int:
    """One counted try; gives how many are left. Raises NotNow or Closed."""
    account = pin_records.count_try(store.read(account_id), name=NAME)
    store.write({account_id: account})
    return account.find(NAME).left


def copy(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to)
    return to
