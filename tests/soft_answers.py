"""What a page makes of the server's questions to a way in, in Python."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from tests.soft_backup import Generation, Slot, keys_of
from tests.soft_layout import b64u, hkdf, manifest_key, slot_id, u32, unb64u


def answer_to(
    question: bytes, *, built: Generation, slot: Slot, label: bytes = b"KRP1-RELEASE\0"
) -> dict[str, str]:
    """question: an X25519 public key, 32 bytes."""
    key = X25519PrivateKey.from_private_bytes(keys_of(slot, wid=built.wid).private_key)
    shared = key.exchange(X25519PublicKey.from_public_bytes(question))
    name = _name(built, slot)
    proof = hkdf(salt=question, ikm=shared, info=label + built.wid + u32(built.gen) + name)
    return {"slot": b64u(name), "proof": b64u(proof)}


def practised(question: bytes, *, built: Generation, slot: Slot, secret: bytes) -> dict[str, str]:
    """The answer after a test, signed by the wallet that was opened."""
    answer = answer_to(question, built=built, slot=slot, label=b"KRP1-PRACTICE\0")
    message = b"KRP1-PRACTISED\0" + built.wid + u32(built.gen) + _name(built, slot)
    key = manifest_key(wid=built.wid, secret=secret)
    return answer | {"signature": b64u(key.sign(message + unb64u(answer["proof"])))}


def _name(built: Generation, slot: Slot) -> bytes:
    return slot_id(method=slot.method, wid=built.wid, ref=slot.ref)
