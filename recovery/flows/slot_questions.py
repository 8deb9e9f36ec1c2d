"""How does a person show that they hold the key of a way in? By an answer that nobody else has.

Each way in has an X25519 key pair, and its public half stands in the signed manifest. We make a key
pair for one question; only who has the private half of either can compute what both together give.
Source: docs/protocol.md, "Opening without the vault".
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from enum import Enum

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from recovery import base64url
from recovery.errors import ProofRefused
from recovery.flows.backup_files import Slot


class Purpose(Enum):
    """An answer for one is worth nothing for the other."""

    RELEASE = b"KRP1-RELEASE\0"
    PRACTICE = b"KRP1-PRACTICE\0"


@dataclass(frozen=True)
class Question:
    """Asked about one generation of a wallet; it is answered once.

    secret: an X25519 private key, 32 raw bytes.
    """

    wid: bytes
    number: int
    secret: bytes

    @property
    def public_key(self) -> bytes:
        return X25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw()


def new_question(*, wid: bytes, number: int) -> Question:
    return Question(wid=wid, number=number, secret=X25519PrivateKey.generate().private_bytes_raw())


def require_answer(*, question: Question, purpose: Purpose, slot: Slot, proof: bytes) -> None:
    """proof: 32 bytes. Raises ProofRefused."""
    secret = X25519PrivateKey.from_private_bytes(question.secret)
    try:
        shared = secret.exchange(X25519PublicKey.from_public_bytes(slot.public_key))
    except ValueError as error:
        # A key of low order, to which everybody knows the answer.
        raise ProofRefused from error
    named = question.wid + question.number.to_bytes(4, "big") + base64url.decode(slot.id)
    key = HKDF(algorithm=SHA256(), length=32, salt=question.public_key, info=purpose.value + named)
    if not hmac.compare_digest(key.derive(shared), proof):
        raise ProofRefused
