"""Backups as an attacker, a fault or a later release would make them."""

from __future__ import annotations

import json
import os
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.soft_backup import Generation, PasskeySlot, build_generation, keys_of
from tests.soft_layout import b64u, bind_tag, commitment, manifest_key, unb64u

WID = os.urandom(16)
SECRET = os.urandom(32)
PASSKEY = PasskeySlot(
    cid=os.urandom(32), spki=os.urandom(44), name="Laptop", epoch=3, ent=os.urandom(32), prf=None
)
WITH_PRF = PasskeySlot(
    cid=os.urandom(64),
    spki=os.urandom(91),
    name="Phone",
    epoch=1,
    ent=os.urandom(32),
    prf=os.urandom(32),
)


def backup(*, secret: bytes = SECRET, gen: int = 5) -> Generation:
    return build_generation(
        secret=secret,
        wid=WID,
        gen=gen,
        slots=[PASSKEY, WITH_PRF],
        previous_manifest="earlier" if gen > 1 else None,
    )


def key_of(secret: bytes) -> Ed25519PrivateKey:
    return manifest_key(wid=WID, secret=secret)


def part(text: str, index: int) -> dict[str, Any]:
    """Header (0) or payload (1) of a compact JWS."""
    fields: dict[str, Any] = json.loads(unb64u(text.split(".")[index]))
    return fields


def signed(*, header: dict[str, Any], payload: object, key: Ed25519PrivateKey) -> str:
    first, second = (b64u(json.dumps(value).encode()) for value in (header, payload))
    return f"{first}.{second}.{b64u(key.sign(f'{first}.{second}'.encode()))}"


def resigned(
    manifest: str,
    *,
    key: Ed25519PrivateKey | None = None,
    header: dict[str, Any] | None = None,
    **changes: Any,
) -> str:
    """The manifest with some fields changed, signed with the wallet's key or another one."""
    key = key or key_of(SECRET)
    public = {"kty": "OKP", "crv": "Ed25519", "x": b64u(key.public_key().public_bytes_raw())}
    return signed(
        header=part(manifest, 0) | {"jwk": public} | (header or {}),
        payload=part(manifest, 1) | changes,
        key=key,
    )


def bound_to(manifest: str, *, slot: PasskeySlot, key: Ed25519PrivateKey, secret: bytes) -> str:
    """A manifest whose slot really vouches for another key or secret: what nobody but the slot's
    own passkey could make."""
    slots = part(manifest, 1)["slots"]
    pk_man = key.public_key().public_bytes_raw()
    commit = commitment(wid=WID, secret=secret)
    for entry in slots:
        if entry["params"]["cid"] == b64u(slot.cid):
            bind_key = keys_of(slot, wid=WID).bind_key
            entry["bind"] = b64u(bind_tag(bind_key=bind_key, pk_man=pk_man, commit=commit))
    return resigned(manifest, key=key, slots=slots, commit=b64u(commit))


def flipped(text: str) -> str:
    """Base64url of bytes of which the first one changed."""
    value = unb64u(text)
    return b64u(bytes([value[0] ^ 1]) + value[1:])


def envelope_with(envelope: str, *, header: dict[str, Any] | None = None, **changes: Any) -> str:
    """header: fields of the protected header to replace."""
    fields = json.loads(envelope)
    if header is not None:
        protected = json.loads(unb64u(fields["protected"])) | header
        fields["protected"] = b64u(json.dumps(protected).encode())
    return json.dumps(fields | changes)


def krp_of(envelope: str) -> dict[str, Any]:
    header = json.loads(unb64u(json.loads(envelope)["protected"]))
    krp: dict[str, Any] = header["krp"]
    return krp
