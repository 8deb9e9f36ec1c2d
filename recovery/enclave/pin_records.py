"""What the enclave keeps of a wallet's PIN, and how many tries that leaves. No files here.

A wallet has an account, named by its relying party, its id and the public key that only its secret
gives. An account holds at most two records: the PIN in use, and one that is about to take its
place. Each record has its own key and its own count, so that a new PIN never adds a try to an
old backup.
"""

from __future__ import annotations

import hmac
import struct
from dataclasses import dataclass, replace
from enum import IntEnum

from recovery.enclave.sealing import sha256

BUDGET, LIFETIME = 10, 50
NO_TAG = bytes(32)

# What a stored record may say at most: a larger number was not written by this code.
_LARGEST_BUDGET, _LARGEST_LIFETIME = 20, 100
_RECORD = struct.Struct(">?16sI4H32sI")


class Outcome(IntEnum):
    """What a page is told, inside the sealed answer."""

    DONE = 0
    WRONG = 1
    UNKNOWN = 2
    LOCKED = 3
    CLOSED = 4
    TAKEN = 5


class Damaged(Exception):
    """A stored account says what this code never writes."""


class NotNow(Exception):
    """The request is understood and cannot be met; `outcome` says why."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Record:
    """One PIN. name: 16 random bytes. tag_hash: SHA-256 of the confirm tag, once registered.

    failed: tries since the last right one. lifetime: all tries. since: when the count was last
    set to zero, in seconds since 1970 by this machine's clock; it is told, and decides nothing.
    """

    name: bytes
    epoch: int
    since: int
    budget: int = BUDGET
    longest_life: int = LIFETIME
    failed: int = 0
    lifetime: int = 0
    tag_hash: bytes = NO_TAG

    @property
    def left(self) -> int:
        return max(0, min(self.budget - self.failed, self.longest_life - self.lifetime))

    @property
    def is_registered(self) -> bool:
        return self.tag_hash != NO_TAG


@dataclass(frozen=True, slots=True)
class Account:
    """used: the PIN that counts. next: one whose backup is perhaps not committed yet."""

    used: Record | None = None
    next: Record | None = None

    @property
    def is_empty(self) -> bool:
        return self.used is None and self.next is None

    @property
    def records(self) -> list[Record]:
        return [record for record in (self.used, self.next) if record is not None]

    def get(self, name: bytes) -> Record | None:
        for record in self.records:
            if record.name == name:
                return record
        return None

    def find(self, name: bytes) -> Record:
        """Raises NotNow."""
        record = self.get(name)
        if record is None:
            raise NotNow(Outcome.UNKNOWN)
        return record

    def with_record(self, changed: Record) -> Account:
        if self.used is not None and self.used.name == changed.name:
            return replace(self, used=changed)
        return replace(self, next=changed)

    def to_bytes(self) -> bytes:
        return _record_bytes(self.used) + _record_bytes(self.next)

    @classmethod
    def from_bytes(cls, value: bytes) -> Account:
        """Raises Damaged."""
        if len(value) != 2 * _RECORD.size:
            raise Damaged
        return cls(_read_record(value[: _RECORD.size]), _read_record(value[_RECORD.size :]))


def enrol(
    account: Account, *, name: bytes, epoch: int, now: int, listed: bytes, over: bytes
) -> Account:
    """A new record beside the PIN in use. Raises NotNow where another one is being made.

    listed: the record that the wallet's backup lists, as its owner says. It stays, even one that
    was never entered since that backup was committed; then it is the one in use from now on.
    over: a finished record that may give way. One that nobody named does not: the backup that
    lists it may be on its way.
    """
    used, waiting = account.used, account.next
    if waiting is not None and waiting.name == listed:
        used, waiting = waiting, None
    if waiting is not None and waiting.is_registered and waiting.name != over:
        raise NotNow(Outcome.TAKEN)
    return Account(used=used, next=Record(name=name, epoch=epoch, since=now))


def register(account: Account, *, name: bytes, tag_hash: bytes, now: int) -> Account:
    """The new record learns how to tell a right PIN. It replaces the one in use when it was
    confirmed, not now: until the new backup is committed, the old one is what opens the wallet.
    """
    record = account.find(name)
    if record.is_registered:
        raise NotNow(Outcome.UNKNOWN)
    ready = replace(record, tag_hash=tag_hash, failed=0, since=now)
    if account.used is None:
        return Account(used=ready)
    return replace(account, next=ready)


def count_try(account: Account, *, name: bytes) -> Account:
    """Before anything is evaluated. Raises NotNow when there is no try left."""
    record = account.find(name)
    if record.left == 0:
        raise NotNow(Outcome.LOCKED)
    return account.with_record(
        replace(record, failed=record.failed + 1, lifetime=record.lifetime + 1)
    )


def confirm(account: Account, *, name: bytes, tag: bytes, now: int) -> Account:
    """The tag shows that the PIN was right: the count starts anew, and an older PIN is gone."""
    record = account.find(name)
    if not record.is_registered or not hmac.compare_digest(sha256(tag), record.tag_hash):
        raise NotNow(Outcome.WRONG)
    fresh = replace(record, failed=0, since=now)
    if account.next is not None and account.next.name == name:
        return Account(used=fresh)
    return account.with_record(fresh)


def destroy(account: Account, *, name: bytes) -> Account:
    record = account.find(name)
    if account.used is record:
        return replace(account, used=None)
    return replace(account, next=None)


def _record_bytes(record: Record | None) -> bytes:
    if record is None:
        return bytes(_RECORD.size)
    return _RECORD.pack(
        True,
        record.name,
        record.epoch,
        record.budget,
        record.longest_life,
        record.failed,
        record.lifetime,
        record.tag_hash,
        record.since,
    )


def _read_record(value: bytes) -> Record | None:
    present, name, epoch, budget, longest_life, failed, lifetime, tag_hash, since = _RECORD.unpack(
        value
    )
    if not present:
        return None
    if budget > _LARGEST_BUDGET or longest_life > _LARGEST_LIFETIME or failed > lifetime:
        raise Damaged
    return Record(name, epoch, since, budget, longest_life, failed, lifetime, tag_hash)
