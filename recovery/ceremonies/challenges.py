"""What does a passkey sign, and how is it used only once?

A challenge is issued as a signed ticket, which costs the database nothing. The browser hashes the
parts in the ticket together with what it knows itself; the server computes the same hash from the
ticket that comes back. Spending a ticket is the first thing that happens to it, so that a second
try with the same one never reaches a check.

Format: docs/protocol.md, "The challenge is computed in the browser".
"""

from __future__ import annotations

import hashlib
import secrets
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum

from django.core import signing
from django.db import IntegrityError, transaction

from recovery import base64url
from recovery.errors import BadRequest, ChallengeSpent
from recovery.models import Holder, SpentChallenge

SUITE = 1
NONCE_BYTES = 16
NO_BOOT_ID = bytes(16)
NO_PARAMS = bytes(32)

# A page with autofill waits for the person, so a ticket of ours lives long; the enclave's nonces
# run out after 120 seconds, and a slow answer must not be refused before the enclave has seen it.
HOST_TICKET_SECONDS = 600
ENCLAVE_TICKET_SECONDS = 130

_MAX_TICKET_CHARACTERS = 400
_SALT = "recovery.ceremonies.challenges"


class Op(IntEnum):
    """What a touch of a passkey is for. The number is part of what is signed."""

    REGISTER = 0
    LOGIN = 1
    UNLOCK = 2
    RECOVER = 3
    APPROVE = 4

    @property
    def is_for_enclave(self) -> bool:
        return self >= Op.UNLOCK

    @property
    def ticket_seconds(self) -> int:
        return ENCLAVE_TICKET_SECONDS if self.is_for_enclave else HOST_TICKET_SECONDS


@dataclass(frozen=True)
class Ticket:
    """A challenge on its way to a browser. `text` comes back with the passkey's answer."""

    text: str
    nonce: bytes
    boot_id: bytes


@dataclass(frozen=True)
class Spent:
    """The parts of a challenge that can never be used again."""

    nonce: bytes
    boot_id: bytes


def issue(
    *,
    op: Op,
    holder: Holder | None,
    boot_id: bytes = NO_BOOT_ID,
    nonce: bytes | None = None,
    now: float | None = None,
) -> Ticket:
    """Make a ticket for one touch.

    holder: who may use it, or None where nobody is signed in yet.
    boot_id, nonce: 16 bytes each, from the enclave for its ops; otherwise left out.
    now: seconds since 1970, for a caller that has its own clock.
    """
    nonce = secrets.token_bytes(NONCE_BYTES) if nonce is None else nonce
    parts = [
        int(op),
        base64url.encode(nonce),
        base64url.encode(boot_id),
        _name(holder),
        int(time.time() if now is None else now),
    ]
    text = signing.Signer(salt=_SALT).sign_object(parts)
    return Ticket(text=text, nonce=nonce, boot_id=boot_id)


def spend(
    *, untrusted_ticket: str, op: Op, holder: Holder | None, now: float | None = None
) -> Spent:
    """Use a ticket up, and give back what is needed to compute the challenge.

    The insert commits by itself, before anything else is checked: a caller may not be inside a
    transaction, because a roll-back would bring the challenge back to life.
    Raises ChallengeSpent for a ticket that was used or is too old, BadRequest for one that was
    not issued here for this op and this holder.
    """
    issued_op, nonce, boot_id, name, issued_at = _open(untrusted_ticket)
    if issued_op != op or name != _name(holder):
        raise BadRequest
    now = time.time() if now is None else now
    expires_at = issued_at + op.ticket_seconds
    if now >= expires_at:
        raise ChallengeSpent
    try:
        with transaction.atomic(durable=True):
            SpentChallenge.objects.create(
                nonce=nonce, expires_at=datetime.fromtimestamp(expires_at + 1, tz=UTC)
            )
    except IntegrityError as error:
        raise ChallengeSpent from error
    return Spent(nonce=nonce, boot_id=boot_id)


def preimage(
    *,
    op: Op,
    boot_id: bytes,
    nonce: bytes,
    rp_id: str,
    pk_eph: bytes = b"",
    params_hash: bytes = NO_PARAMS,
    suite: int = SUITE,
) -> bytes:
    """The bytes whose SHA-256 is the challenge.

    boot_id, nonce: 16 bytes. pk_eph: the browser's one-time public key, or empty where nothing is
    sealed to it. params_hash: 32 bytes, zero unless the op names parameters.
    """
    return b"".join(
        [
            b"KRP1-CHALLENGE\0",
            bytes([suite, op]),
            boot_id,
            nonce,
            hashlib.sha256(rp_id.encode()).digest(),
            len(pk_eph).to_bytes(2, "big") + pk_eph,
            params_hash,
        ]
    )


def digest(
    *,
    op: Op,
    spent: Spent,
    rp_id: str,
    pk_eph: bytes = b"",
    params_hash: bytes = NO_PARAMS,
) -> bytes:
    """The 32 bytes that the passkey must have signed."""
    return hashlib.sha256(
        preimage(
            op=op,
            boot_id=spent.boot_id,
            nonce=spent.nonce,
            rp_id=rp_id,
            pk_eph=pk_eph,
            params_hash=params_hash,
        )
    ).digest()


def _name(holder: Holder | None) -> str:
    return "" if holder is None else str(holder.pk)


def _open(untrusted_ticket: str) -> tuple[int, bytes, bytes, str, int]:
    """Check the signature and take the parts out. Raises BadRequest."""
    if len(untrusted_ticket) > _MAX_TICKET_CHARACTERS:
        raise BadRequest
    try:
        parts = signing.Signer(salt=_SALT).unsign_object(untrusted_ticket)
    except signing.BadSignature as error:
        raise BadRequest from error
    op, nonce, boot_id, name, issued_at = parts
    return op, base64url.decode(nonce), base64url.decode(boot_id), name, issued_at
