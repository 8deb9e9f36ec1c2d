"""Every byte layout of KRP/1 that the enclave hashes, derives, seals or signs.

Pure functions over bytes; docs/protocol.md describes the same layouts in words and
tests/vectors/krp1.json holds known answers for them.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Mapping, Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

# A label ends in a zero byte, so that none is the beginning of another.
CHALLENGE = b"KRP1-CHALLENGE\0"
MASTER = b"KRP1-MASTER\0"
ENTROPY = b"KRP1-ENTROPY\0"
RESPONSE = b"KRP1-RESPONSE\0"
SIGNATURE = b"KRP1-SIG\0"
ATTEST = b"KRP1-ATTEST\0"
JOIN = b"KRP1-JOIN\0"
JOINED = b"KRP1-JOINED\0"
KEYRING = b"KRP1-KEYRING-FOR\0"
SUCCESSOR = b"KRP1-SUCCESSOR\0"
CONFIG = b"KRP1-CONFIG\0"
PIN = b"KRP1-PIN\0"
PIN_ACCOUNT = b"KRP1-PIN-ACCOUNT\0"
PIN_NAME = b"KRP1-PIN-NAME\0"
PIN_OWNER = b"KRP1-PIN-OWNER\0"
PIN_OPRF = b"KRP1-PIN-OPRF\0"
PIN_CONFIRM = b"KRP1-PIN-CONFIRM\0"
PIN_ANSWER = b"KRP1-PIN-ANSWER\0"

SUITE_X25519 = 1
METHOD_PASSKEY = 1
METHOD_PIN = 2
VERSION = 1
# HPKE's 32 bytes in front, the tag of 32, and AES-GCM's 16 behind it.
SEALED_TAG_BYTES = 80
SEVERAL_EPOCHS = 2

_ENTROPY = struct.Struct(">I32s")
_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def sha256(value: bytes) -> bytes:
    return hashlib.sha256(value).digest()


def lp(value: bytes) -> bytes:
    """The value behind its length, u16 big-endian; raises OverflowError above 65,535 bytes."""
    return len(value).to_bytes(2, "big") + value


def challenge(
    *,
    suite: int,
    op: int,
    boot_id: bytes,
    nonce: bytes,
    rp_id_hash: bytes,
    pk_eph: bytes,
    params_hash: bytes,
) -> bytes:
    """The 32 bytes that the passkey signs: one operation, one key, one relying party, once."""
    return sha256(
        CHALLENGE + bytes((suite, op)) + boot_id + nonce + rp_id_hash + lp(pk_eph) + params_hash
    )


def master_prk(master_key: bytes) -> bytes:
    """HKDF-Extract of a master key; done once per epoch at start, expanded once per unlock."""
    return hmac.digest(MASTER, master_key, "sha256")


def master_prks(master_keys: Mapping[int, bytes]) -> dict[int, bytes]:
    """Of each epoch, the newest first."""
    return {epoch: master_prk(key) for epoch, key in sorted(master_keys.items(), reverse=True)}


def passkey_entropy(
    *, prk: bytes, suite: int, epoch: int, rp_id_hash: bytes, cid: bytes, spki: bytes
) -> bytes:
    """32 bytes that belong to this credential id under this public key, and to no other pair."""
    info = (
        ENTROPY
        + bytes((suite, METHOD_PASSKEY))
        + epoch.to_bytes(4, "big")
        + rp_id_hash
        + sha256(cid)
        + sha256(spki)
    )
    return HKDFExpand(algorithm=SHA256(), length=32, info=info).derive(prk)


def seal_entropy(
    *, pk_eph: bytes, suite: int, op: int, challenge: bytes, entropies: Sequence[tuple[int, bytes]]
) -> bytes:
    """HPKE base mode: enc (32 bytes) ‖ ciphertext (54 bytes for one epoch, 19 + 36·n for n).

    entropies: epoch and 32 bytes each, the one for new slots first.
    Raises ValueError for a public key that is not 32 bytes or has low order.
    Source: RFC 9180 section 6.1, https://www.rfc-editor.org/rfc/rfc9180
    """
    body = b"".join(_ENTROPY.pack(*entry) for entry in entropies)
    if len(entropies) == 1:
        plaintext = bytes((VERSION, op)) + body
    else:
        plaintext = bytes((SEVERAL_EPOCHS, op, len(entropies))) + body
    info = RESPONSE + bytes((suite, op)) + challenge
    return _HPKE.encrypt(plaintext, X25519PublicKey.from_public_bytes(pk_eph), info)


def pin_context(
    *,
    suite: int,
    act: int,
    boot_id: bytes,
    nonce: bytes,
    rp_id_hash: bytes,
    wid: bytes,
    pk_man: bytes,
    record: bytes,
    pk_eph: bytes,
    body: bytes,
) -> bytes:
    """32 bytes for everything in a PIN request: the owner signs them, the answer names them."""
    return sha256(
        PIN
        + bytes((suite, act))
        + boot_id
        + nonce
        + rp_id_hash
        + wid
        + pk_man
        + record
        + lp(pk_eph)
        + lp(body)
    )


def pin_account(*, rp_id_hash: bytes, wid: bytes, pk_man: bytes) -> bytes:
    """The name of a wallet's account; another key under the same wallet id has another one."""
    return sha256(PIN_ACCOUNT + rp_id_hash + wid + pk_man)


def pin_oprf_seed(*, prk: bytes, suite: int, wid: bytes, epoch: int, record: bytes) -> bytes:
    """32 bytes from which the key of one PIN record is derived."""
    info = PIN_OPRF + bytes((suite,)) + wid + epoch.to_bytes(4, "big") + record
    return HKDFExpand(algorithm=SHA256(), length=32, info=info).derive(prk)


def pin_entropy(
    *, prk: bytes, suite: int, epoch: int, rp_id_hash: bytes, record: bytes, wid: bytes
) -> bytes:
    """32 bytes that belong to this PIN record of this wallet."""
    info = (
        ENTROPY
        + bytes((suite, METHOD_PIN))
        + epoch.to_bytes(4, "big")
        + rp_id_hash
        + sha256(record)
        + sha256(wid)
    )
    return HKDFExpand(algorithm=SHA256(), length=32, info=info).derive(prk)


def open_pin_tag(
    *,
    sealing_key: X25519PrivateKey,
    boot_id: bytes,
    nonce: bytes,
    record: bytes,
    untrusted_sealed: bytes,
) -> bytes:
    """The confirm tag that a page sealed to pk_enc. Raises InvalidTag or ValueError."""
    return _HPKE.decrypt(untrusted_sealed, sealing_key, PIN_CONFIRM + boot_id + nonce + record)


def seal_pin_answer(*, pk_eph: bytes, suite: int, act: int, context: bytes, plain: bytes) -> bytes:
    """Raises ValueError for a public key of low order."""
    info = PIN_ANSWER + bytes((suite, act)) + context
    return _HPKE.encrypt(plain, X25519PublicKey.from_public_bytes(pk_eph), info)


def sign_reply(*, signing_key: Ed25519PrivateKey, challenge: bytes, sealed: bytes) -> bytes:
    return signing_key.sign(SIGNATURE + challenge + sha256(sealed))


def config_hash(
    *,
    anchor: int,
    pin_budget: int,
    pin_lifetime: int,
    relying_parties: Mapping[str, Sequence[str]],
) -> bytes:
    """One digest over everything a browser has to know about how this enclave is set up."""
    parts = [
        CONFIG,
        bytes((anchor,)),
        pin_budget.to_bytes(4, "big"),
        pin_lifetime.to_bytes(4, "big"),
        len(relying_parties).to_bytes(2, "big"),
    ]
    for rp_id, origins in sorted((name.encode(), urls) for name, urls in relying_parties.items()):
        parts += [lp(rp_id), len(origins).to_bytes(2, "big")]
        parts += [lp(origin) for origin in sorted(url.encode() for url in origins)]
    return sha256(b"".join(parts))


def attestation_claims(
    *,
    boot_id: bytes,
    pk_enc: bytes,
    pk_sig: bytes,
    config_hash: bytes,
    epoch: int,
    anchor: int,
    release: str,
) -> bytes:
    """What the evidence vouches for; it stays the same from one start to the next stop."""
    return (
        bytes((VERSION,))
        + boot_id
        + lp(pk_enc)
        + pk_sig
        + config_hash
        + epoch.to_bytes(4, "big")
        + bytes((anchor,))
        + lp(release.encode("ascii"))
    )


def attestation_bind(*, claims: bytes, nonce_b: bytes) -> bytes:
    return sha256(ATTEST + claims + nonce_b)


def join_nonce(*, nonce: bytes, nonce_b: bytes) -> bytes:
    """What a new enclave's proof is made over: the nonces of both sides."""
    return sha256(JOIN + nonce + nonce_b)


def joined_nonce(*, nonce: bytes, nonce_b: bytes, sealed: bytes) -> bytes:
    """What the giver's proof is made over: both nonces, and what it gives."""
    return sha256(JOINED + nonce + nonce_b + sha256(sealed))


def seal_keyring(
    *, pk_enc: bytes, claims: bytes, nonce: bytes, nonce_b: bytes, keyring: bytes
) -> bytes:
    """HPKE base mode to the new enclave's key; raises ValueError for one of low order."""
    info = KEYRING + sha256(claims) + nonce + nonce_b
    return _HPKE.encrypt(keyring, X25519PublicKey.from_public_bytes(pk_enc), info)


def open_keyring(
    *, sealing_key: X25519PrivateKey, claims: bytes, nonce: bytes, nonce_b: bytes, sealed: bytes
) -> bytes:
    """Raises ValueError."""
    info = KEYRING + sha256(claims) + nonce + nonce_b
    try:
        return _HPKE.decrypt(sealed, sealing_key, info)
    except InvalidTag as error:
        raise ValueError("not sealed to this enclave") from error
