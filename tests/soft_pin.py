"""The page's half of a PIN in Python, written from docs/protocol.md with libraries of its own."""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass, field
from enum import IntEnum

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from recovery.enclave.messages import NonceAnswer, PinAnswer, PinRequest
from tests import soft_hpke, soft_oprf
from tests.soft_client import verify_reply
from tests.soft_layout import ZERO16, Claims, hkdf, lp, sha256, u32

ANSWER = struct.Struct(">BBBHHHII128s")


class Act(IntEnum):
    ENROL = 1
    EVALUATE = 2
    CONFIRM = 3
    REGISTER = 4
    DESTROY = 5
    STATUS = 6


class Outcome(IntEnum):
    DONE = 0
    WRONG = 1
    UNKNOWN = 2
    LOCKED = 3
    CLOSED = 4
    TAKEN = 5


@dataclass(frozen=True)
class Answer:
    outcome: int
    left: int
    lifetime_left: int
    failed: int
    since: int
    epoch: int
    body: bytes


@dataclass(frozen=True)
class Sent:
    """A request, and what is needed to read its answer."""

    request: PinRequest
    context: bytes
    private_key: X25519PrivateKey

    def read(self, answer: PinAnswer, *, pk_sig: bytes) -> Answer:
        verify_reply(pk_sig=pk_sig, challenge=self.context, sealed=answer.sealed, sig=answer.sig)
        info = b"KRP1-PIN-ANSWER\0" + bytes([1, self.request.act]) + self.context
        plain = soft_hpke.open_sealed(private_key=self.private_key, info=info, sealed=answer.sealed)
        version, act, *rest = ANSWER.unpack(plain)
        assert (version, act) == (1, self.request.act)
        return Answer(*rest)


@dataclass
class PinOwner:
    """A wallet whose secret is open, and the record that its PIN has in the enclave."""

    rp_id: str
    wid: bytes = field(default_factory=lambda: os.urandom(16))
    signing_key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    record: bytes = ZERO16
    public: bytes = b""

    @property
    def pk_man(self) -> bytes:
        return self.signing_key.public_key().public_bytes_raw()

    def request(
        self,
        act: int,
        *,
        fresh: NonceAnswer,
        body: bytes = b"",
        record: bytes | None = None,
        signed_by: Ed25519PrivateKey | None = None,
    ) -> Sent:
        """Signed where the act needs it."""
        private_key = X25519PrivateKey.generate()
        pk_eph = private_key.public_key().public_bytes_raw()
        name = (record or ZERO16) if act == Act.ENROL else (record or self.record)
        context = sha256(
            b"KRP1-PIN\0" + bytes([1, act]) + fresh.boot_id + fresh.nonce,
            sha256(self.rp_id.encode()) + self.wid + self.pk_man + name + lp(pk_eph) + lp(body),
        )
        owner_sig = b""
        if act in (Act.ENROL, Act.REGISTER, Act.DESTROY):
            owner_sig = (signed_by or self.signing_key).sign(b"KRP1-PIN-OWNER\0" + context)
        request = PinRequest(
            suite=1,
            act=act,
            nonce=fresh.nonce,
            rp_id=self.rp_id,
            wid=self.wid,
            pk_man=self.pk_man,
            record=name,
            pk_eph=pk_eph,
            body=body,
            owner_sig=owner_sig,
        )
        return Sent(request, context, private_key)

    def stretched(self, pin: str, *, record: bytes | None = None, cheap: bool = True) -> bytes:
        """What is blinded. cheap: with parameters that no page would accept, for tests' sake."""
        salt = sha256(b"KRP1-PINSALT\0" + self.wid + (record or self.record))[:16]
        memory, passes = (8, 1) if cheap else (65_536, 3)
        kdf = Argon2id(salt=salt, length=32, iterations=passes, lanes=1, memory_cost=memory)
        return kdf.derive(pin.encode())

    def tag(self, rwd: bytes, *, epoch: int) -> bytes:
        return hkdf(salt=b"", ikm=rwd, info=b"KRP1-PIN-TAG\0" + self.wid + u32(epoch))

    def sealed_tag(
        self, tag: bytes, *, fresh: NonceAnswer, claims: Claims, record: bytes | None = None
    ) -> bytes:
        info = b"KRP1-PIN-CONFIRM\0" + fresh.boot_id + fresh.nonce + (record or self.record)
        return soft_hpke.seal(
            ephemeral=X25519PrivateKey.generate(),
            public_key=claims.pk_enc,
            info=info,
            plaintext=tag,
        )


def unblinded(*, value: bytes, blinded: soft_oprf.Blinded, public: bytes, body: bytes) -> bytes:
    """rwd, 64 bytes; raises ProofRefused."""
    return soft_oprf.finalize(value=value, blinded=blinded, public=public, evaluated=body[:96])
