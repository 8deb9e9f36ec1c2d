"""HPKE base mode for suite 1, written from RFC 9180 alone, as an oracle for the enclave's seal.

DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, one message per context. Unlike a library it
lets a test choose the ephemeral key, which makes known answers repeatable.
Source: https://www.rfc-editor.org/rfc/rfc9180
"""

from __future__ import annotations

import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEM_ID = b"KEM" + bytes.fromhex("0020")
SUITE_ID = b"HPKE" + bytes.fromhex("0020 0001 0002")


def seal(*, ephemeral: X25519PrivateKey, public_key: bytes, info: bytes, plaintext: bytes) -> bytes:
    """enc ‖ ciphertext, with an ephemeral key that only tests may choose."""
    dh = ephemeral.exchange(X25519PublicKey.from_public_bytes(public_key))
    enc = ephemeral.public_key().public_bytes_raw()
    key, nonce = _schedule(dh=dh, enc=enc, public_key=public_key, info=info)
    return enc + AESGCM(key).encrypt(nonce, plaintext, b"")


def open_sealed(*, private_key: X25519PrivateKey, info: bytes, sealed: bytes) -> bytes:
    """The plaintext; raises InvalidTag when key, info or bytes are not those of the seal."""
    enc, ciphertext = sealed[:32], sealed[32:]
    dh = private_key.exchange(X25519PublicKey.from_public_bytes(enc))
    public_key = private_key.public_key().public_bytes_raw()
    key, nonce = _schedule(dh=dh, enc=enc, public_key=public_key, info=info)
    return AESGCM(key).decrypt(nonce, ciphertext, b"")


def _schedule(*, dh: bytes, enc: bytes, public_key: bytes, info: bytes) -> tuple[bytes, bytes]:
    eae_prk = _extract(suite=KEM_ID, salt=b"", label=b"eae_prk", ikm=dh)
    shared = _expand(
        suite=KEM_ID, prk=eae_prk, label=b"shared_secret", info=enc + public_key, length=32
    )
    psk_id_hash = _extract(suite=SUITE_ID, salt=b"", label=b"psk_id_hash", ikm=b"")
    info_hash = _extract(suite=SUITE_ID, salt=b"", label=b"info_hash", ikm=info)
    context = b"\0" + psk_id_hash + info_hash
    secret = _extract(suite=SUITE_ID, salt=shared, label=b"secret", ikm=b"")
    key = _expand(suite=SUITE_ID, prk=secret, label=b"key", info=context, length=32)
    nonce = _expand(suite=SUITE_ID, prk=secret, label=b"base_nonce", info=context, length=12)
    return key, nonce


def _extract(*, suite: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    return hmac.digest(salt, b"HPKE-v1" + suite + label + ikm, "sha256")


def _expand(*, suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac.digest(prk, labelled + b"\x01", "sha256")[:length]
