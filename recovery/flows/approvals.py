"""What has a person just agreed to? One touch that names one operation, and is good for no other.

The browser signs a hash of the operation's name (op 4), so neither a page in another tab nor a
stolen session can use the touch for something else. Source: docs/protocol.md, "Approvals".
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from recovery import base64url
from recovery.enclave_client import UnlockAnswer
from recovery.errors import ApprovalNeeded, NotFound, PasskeyRefused
from recovery.flows import unlock, ways_in
from recovery.flows.backup_files import BackupFiles
from recovery.models import AuditEvent, Holder, Passkey, Wallet

NO_WALLET = bytes(16)
NO_SUBJECT = bytes(32)


class Action(IntEnum):
    WAYS = 1
    WORDS = 2
    EXPORT = 3
    PASSKEY = 4


@dataclass(frozen=True)
class Operation:
    """wid: 16 bytes, zero where no wallet is meant. number: the generation that is to be written,
    otherwise 0. subject: 32 bytes, see `ways_subject` and `passkey_subject`, otherwise zero."""

    action: Action
    wid: bytes = NO_WALLET
    number: int = 0
    subject: bytes = NO_SUBJECT

    @property
    def params_hash(self) -> bytes:
        name = bytes([self.action]) + self.wid + self.number.to_bytes(4, "big") + self.subject
        return hashlib.sha256(b"KRP1-APPROVE\0" + name).digest()


@dataclass(frozen=True)
class Lately:
    """What somebody proved within the last minutes, in one session.

    approved: hashes of operations. touched: SHA-256 of credential ids. proved: wallets that were
    opened by a password or a key of the person's own.
    """

    approved: frozenset[bytes] = frozenset()
    touched: frozenset[bytes] = frozenset()
    proved: frozenset[bytes] = frozenset()


def ways_subject(slot_ids: Iterable[str]) -> bytes:
    """Names all the ways in that a wallet is to have."""
    return hashlib.sha256(b"".join(sorted(map(base64url.decode, slot_ids)))).digest()


def passkey_subject(credential_id: bytes) -> bytes:
    return hashlib.sha256(credential_id).digest()


def give(*, holder: Holder, operation: Operation, request: unlock.Unlock) -> UnlockAnswer:
    """Check a touch that approves one operation, and note it.

    Raises ChallengeSpent, PasskeyUnknown, PasskeyRefused, NotFound, EnclaveDenied,
    EnclaveUnreachable.
    """
    passkey, reply = unlock.check_and_forward(
        rp_id=holder.relying_party.rp_id, holder=holder, request=request
    )
    _require_right(holder=holder, passkey=passkey, operation=operation)
    AuditEvent.objects.create(
        holder=holder,
        kind=AuditEvent.Kind.APPROVED,
        detail={"passkey": passkey.nickname, "action": operation.action.name.lower()},
    )
    return reply


def require(*, operation: Operation, lately: Lately) -> None:
    """Raises ApprovalNeeded."""
    if operation.params_hash not in lately.approved:
        raise ApprovalNeeded


def require_for_ways(
    *, wallet: Wallet, before: BackupFiles | None, after: BackupFiles, lately: Lately
) -> None:
    """Whoever changes the ways into a wallet has approved exactly that.

    A passkey that was just touched may have its own slot made anew, because the vault's key or the
    passkey's second key is another one now. before: None where our copy cannot be read; then the
    wallet's signature has to do. Raises ApprovalNeeded.
    """
    if before is None or bytes(wallet.wid) in lately.proved:
        return
    old = {slot.id: slot.public_key for slot in before.slots}
    renewed = [
        slot.id for slot in after.slots if passkey_subject(slot.credential_id) in lately.touched
    ]
    new = {
        slot.id: old.get(slot.id) if slot.id in renewed else slot.public_key for slot in after.slots
    }
    if new != old:
        subject = ways_subject(slot.id for slot in after.slots)
        wid = bytes(wallet.wid)
        require(operation=Operation(Action.WAYS, wid, after.number, subject), lately=lately)


def _require_right(*, holder: Holder, passkey: Passkey, operation: Operation) -> None:
    """A passkey speaks for the wallets that it opens, and never for its own removal."""
    credential_id = bytes(passkey.credential_id)
    if operation.action == Action.PASSKEY:
        if passkey_subject(credential_id) == operation.subject:
            raise PasskeyRefused
        return
    wallet = holder.wallets.filter(wid=operation.wid, generation__gt=0).first()
    if wallet is None:
        raise NotFound
    ways = ways_in.of(wallet)
    if ways is not None and all(way.slot.credential_id != credential_id for way in ways):
        raise PasskeyRefused
