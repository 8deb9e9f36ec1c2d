"""RFC 9497, ristretto255-SHA512, mode VOPRF, written from the RFC over libsodium's group.

The enclave uses another library (curve25519-dalek inside `voprf`), so that an answer that fits both
is no accident of one. Unlike a library, this lets a test choose blinds and the proof's randomness.
Source: https://www.rfc-editor.org/rfc/rfc9497
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import rbcl

CONTEXT = b"OPRFV1-\x01-ristretto255-SHA512"
SCALAR_BYTES = 32


class ProofRefused(Exception):
    """The proof does not show that this key was used."""


@dataclass(frozen=True)
class Blinded:
    blind: bytes
    element: bytes


def random_scalar() -> bytes:
    return bytes(rbcl.crypto_core_ristretto255_scalar_random())


def derive_key_pair(*, seed: bytes, info: bytes) -> tuple[bytes, bytes]:
    """The secret scalar and the public element. Section 3.2.1."""
    message = seed + len(info).to_bytes(2, "big") + info
    for counter in range(256):
        secret = _hash_to_scalar(message + bytes([counter]), b"DeriveKeyPair" + CONTEXT)
        if any(secret):
            return secret, _base(secret)
    raise AssertionError("unreachable for any seed that exists")


def blind(value: bytes, *, scalar: bytes | None = None) -> Blinded:
    scalar = scalar or random_scalar()
    return Blinded(scalar, _multiply(scalar, hash_to_group(value)))


def evaluate(*, secret: bytes, public: bytes, element: bytes, randomness: bytes) -> bytes:
    """Element ‖ proof."""
    result = _multiply(secret, element)
    return result + prove(
        secret=secret, public=public, pairs=[(element, result)], randomness=randomness
    )


def prove(
    *, secret: bytes, public: bytes, pairs: Sequence[tuple[bytes, bytes]], randomness: bytes
) -> bytes:
    """c ‖ s. Section 2.2.1."""
    m, z = _composites(public=public, pairs=pairs)
    c = _challenge(public, m, z, _base(randomness), _multiply(randomness, m))
    s = rbcl.crypto_core_ristretto255_scalar_sub(
        randomness, rbcl.crypto_core_ristretto255_scalar_mul(c, secret)
    )
    return c + bytes(s)


def verify(*, public: bytes, pairs: Sequence[tuple[bytes, bytes]], proof: bytes) -> None:
    """Raises ProofRefused. Section 2.2.2."""
    c, s = proof[:SCALAR_BYTES], proof[SCALAR_BYTES:]
    m, z = _composites(public=public, pairs=pairs)
    t2 = _add(_base(s), _multiply(c, public))
    t3 = _add(_multiply(s, m), _multiply(c, z))
    if _challenge(public, m, z, t2, t3) != c:
        raise ProofRefused


def finalize(*, value: bytes, blinded: Blinded, public: bytes, evaluated: bytes) -> bytes:
    """64 bytes. evaluated: element ‖ proof. Raises ProofRefused."""
    element, proof = evaluated[:32], evaluated[32:]
    verify(public=public, pairs=[(blinded.element, element)], proof=proof)
    return unblind(value=value, scalar=blinded.blind, element=element)


def unblind(*, value: bytes, scalar: bytes, element: bytes) -> bytes:
    inverse = bytes(rbcl.crypto_core_ristretto255_scalar_invert(scalar))
    return hashlib.sha512(_lp(value) + _lp(_multiply(inverse, element)) + b"Finalize").digest()


def hash_to_group(value: bytes) -> bytes:
    uniform = _expand_message(value, b"HashToGroup-" + CONTEXT)
    return bytes(rbcl.crypto_core_ristretto255_from_hash(uniform))


def _composites(*, public: bytes, pairs: Sequence[tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
    seed = hashlib.sha512(_lp(public) + _lp(b"Seed-" + CONTEXT)).digest()
    m = z = b""
    for index, (before, behind) in enumerate(pairs):
        transcript = _lp(seed) + index.to_bytes(2, "big") + _lp(before) + _lp(behind) + b"Composite"
        factor = _hash_to_scalar(transcript, b"HashToScalar-" + CONTEXT)
        m = _add(m, _multiply(factor, before)) if m else _multiply(factor, before)
        z = _add(z, _multiply(factor, behind)) if z else _multiply(factor, behind)
    return m, z


def _challenge(*elements: bytes) -> bytes:
    transcript = b"".join(_lp(element) for element in elements) + b"Challenge"
    return _hash_to_scalar(transcript, b"HashToScalar-" + CONTEXT)


def _hash_to_scalar(message: bytes, tag: bytes) -> bytes:
    return bytes(rbcl.crypto_core_ristretto255_scalar_reduce(_expand_message(message, tag)))


def _expand_message(message: bytes, tag: bytes) -> bytes:
    """expand_message_xmd with SHA-512 to 64 bytes, RFC 9380 section 5.3.1."""
    tag += bytes([len(tag)])
    first = hashlib.sha512(bytes(128) + message + b"\x00\x40\x00" + tag).digest()
    return hashlib.sha512(first + b"\x01" + tag).digest()


def _base(scalar: bytes) -> bytes:
    return bytes(rbcl.crypto_scalarmult_ristretto255_base(scalar))


def _multiply(scalar: bytes, element: bytes) -> bytes:
    return bytes(rbcl.crypto_scalarmult_ristretto255(scalar, element))


def _add(one: bytes, other: bytes) -> bytes:
    return bytes(rbcl.crypto_core_ristretto255_add(one, other))


def _lp(value: bytes) -> bytes:
    return len(value).to_bytes(2, "big") + value
