"""The browser's byte layouts of KRP/1 in Python, written from docs/protocol.md.

It shares no line with recovery/enclave/sealing.py: where both compute a value, tests compare them.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ZERO16 = bytes(16)
ZERO32 = bytes(32)


class Method(IntEnum):
    """How a slot is opened."""

    PASSKEY = 1
    PIN = 2
    PASSWORD = 3
    CLOUD_KEY = 4
    KIT = 6


class Op(IntEnum):
    REGISTER = 0
    LOGIN = 1
    UNLOCK = 2
    RECOVER = 3
    APPROVE = 4


def b64u(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def unb64u(text: str) -> bytes:
    """Strict: raises ValueError for padding, foreign letters and a second spelling."""
    value = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if b64u(value) != text:
        raise ValueError("not base64url")
    return value


def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def hkdf(*, salt: bytes, ikm: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(ikm)


def lp(value: bytes) -> bytes:
    return len(value).to_bytes(2, "big") + value


def u32(value: int) -> bytes:
    return value.to_bytes(4, "big")


def challenge_preimage(
    *,
    op: int,
    nonce: bytes,
    rp_id: str,
    boot_id: bytes = ZERO16,
    pk_eph: bytes = b"",
    params_hash: bytes = ZERO32,
    suite: int = 1,
) -> bytes:
    head = b"KRP1-CHALLENGE\0" + bytes([suite, op])
    return head + boot_id + nonce + sha256(rp_id.encode()) + lp(pk_eph) + params_hash


def challenge(
    *,
    op: int,
    nonce: bytes,
    rp_id: str,
    boot_id: bytes = ZERO16,
    pk_eph: bytes = b"",
    params_hash: bytes = ZERO32,
    suite: int = 1,
) -> bytes:
    """The 32 bytes that a passkey signs. boot_id stays zero for operations of the host alone."""
    return sha256(
        challenge_preimage(
            op=op,
            nonce=nonce,
            rp_id=rp_id,
            boot_id=boot_id,
            pk_eph=pk_eph,
            params_hash=params_hash,
            suite=suite,
        )
    )


def register_challenge(*, nonce: bytes, rp_id: str, user_handle: bytes) -> bytes:
    """Creating a passkey: the user handle takes the place of the parameters."""
    return challenge(op=Op.REGISTER, nonce=nonce, rp_id=rp_id, params_hash=sha256(user_handle))


def response_info(*, suite: int, op: int, challenge: bytes) -> bytes:
    return b"KRP1-RESPONSE\0" + bytes([suite, op]) + challenge


def prf_input(rp_id: str) -> bytes:
    return sha256(b"KRP1-PRF\0", rp_id.encode())


def slot_id(*, wid: bytes, ref: bytes, method: int = Method.PASSKEY) -> bytes:
    return sha256(b"KRP1-SLOT\0", bytes([method]), wid, lp(ref))[:16]


def slot_context(
    *,
    wid: bytes,
    slot_id: bytes,
    epoch: int,
    prf_flag: int,
    method: int = Method.PASSKEY,
    suite: int = 1,
) -> bytes:
    return bytes([suite, method]) + wid + slot_id + u32(epoch) + bytes([prf_flag])


@dataclass(frozen=True)
class SlotKeys:
    """A slot's X25519 pair and the key of its bind tag, 32 raw bytes each."""

    private_key: bytes
    public_key: bytes
    bind_key: bytes


def slot_keys(*, context: bytes, first: bytes, second: bytes | None) -> SlotKeys:
    """first, second: the secrets of the slot's method, in the order of the protocol's table."""
    salt = sha256(b"KRP1-SLOTCTX\0", context)
    ikm = lp(first) + lp(second or b"")
    private = hkdf(salt=salt, ikm=ikm, info=b"KRP1-SLOT-X25519\0")
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    return SlotKeys(private, public, hkdf(salt=salt, ikm=ikm, info=b"KRP1-SLOT-BIND\0"))


def approval_hash(
    *, action: int, wid: bytes = ZERO16, gen: int = 0, subject: bytes = ZERO32
) -> bytes:
    """What a touch approves. subject: see ways_subject; of a passkey SHA-256 of its id."""
    return sha256(b"KRP1-APPROVE\0", bytes([action]), wid, u32(gen), subject)


def ways_subject(slot_ids: Iterable[str]) -> bytes:
    return sha256(*sorted(map(unb64u, slot_ids)))


def password_salt(*, wid: bytes, slot_salt: bytes) -> bytes:
    return sha256(b"KRP1-PWSALT\0", wid, slot_salt)[:16]


def stretched_password(
    password: str, *, wid: bytes, slot_salt: bytes, kdf: Mapping[str, int]
) -> bytes:
    """32 bytes. kdf: m in KiB, t and p of Argon2id."""
    return Argon2id(
        salt=password_salt(wid=wid, slot_salt=slot_salt),
        length=32,
        iterations=kdf["t"],
        lanes=kdf["p"],
        memory_cost=kdf["m"],
    ).derive(unicodedata.normalize("NFKC", password).encode())


def commitment(*, wid: bytes, secret: bytes) -> bytes:
    return sha256(b"KRP1-COMMIT\0", wid, lp(secret))


def manifest_key(*, wid: bytes, secret: bytes) -> Ed25519PrivateKey:
    seed = hkdf(salt=wid, ikm=secret, info=b"KRP1-MANIFEST-ED25519\0")
    return Ed25519PrivateKey.from_private_bytes(seed)


def bind_tag(*, bind_key: bytes, pk_man: bytes, commit: bytes) -> bytes:
    return hmac.digest(bind_key, pk_man + commit, "sha256")


def config_hash(config: Mapping[str, Any]) -> bytes:
    """Over the config object that stands beside an attestation."""
    parties = {name.encode(): urls for name, urls in config["relying_parties"].items()}
    body = bytes([config["anchor"]]) + u32(config["pin_budget"]) + u32(config["pin_lifetime"])
    body += len(parties).to_bytes(2, "big")
    for name in sorted(parties):
        origins = sorted(origin.encode() for origin in parties[name])
        body += lp(name) + len(origins).to_bytes(2, "big") + b"".join(map(lp, origins))
    return sha256(b"KRP1-CONFIG\0", body)


@dataclass(frozen=True)
class Claims:
    boot_id: bytes
    pk_enc: bytes
    pk_sig: bytes
    config_hash: bytes
    epoch: int
    anchor: int
    release: str


def read_claims(claims: bytes) -> Claims:
    """Take a claims string apart; raises ValueError unless every byte has its place."""
    if len(claims) < 19 or claims[0] != 1:
        raise ValueError("claims: unknown version")
    end = 19 + int.from_bytes(claims[17:19], "big")
    release_at = end + 71
    release = claims[release_at:]
    tail = int.from_bytes(claims[end + 69 : release_at], "big")
    if len(claims) < release_at or tail != len(release):
        raise ValueError("claims: wrong length")
    return Claims(
        boot_id=claims[1:17],
        pk_enc=claims[19:end],
        pk_sig=claims[end : end + 32],
        config_hash=claims[end + 32 : end + 64],
        epoch=int.from_bytes(claims[end + 64 : end + 68], "big"),
        anchor=claims[end + 68],
        release=release.decode("ascii"),
    )


def attestation_bind(*, claims: bytes, nonce_b: bytes) -> bytes:
    return sha256(b"KRP1-ATTEST\0", claims, nonce_b)


def reply_preimage(*, challenge: bytes, sealed: bytes) -> bytes:
    return b"KRP1-SIG\0" + challenge + sha256(sealed)
