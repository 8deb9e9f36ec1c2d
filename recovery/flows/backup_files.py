"""What a browser uploads as a backup, checked as far as the server can without opening it.

The server sees the envelope's header and the signed manifest. It refuses files that do not belong
together, so that a faulty page or a stolen session cannot replace a good backup by a broken one.
Formats: docs/protocol.md, "Slots, envelope, manifest".
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from recovery import base64url
from recovery.errors import BackupRefused
from recovery.models import Generation

MAX_FILE_BYTES = 64 * 1024
MAX_SLOTS = 32


class Method(IntEnum):
    """How a slot is opened. 5 is set aside for a time lock, which nobody makes yet."""

    PASSKEY = 1
    PIN = 2
    PASSWORD = 3
    CLOUD_KEY = 4
    KIT = 6


# What the manifest says of a slot of each method, and nothing else.
_PARAMS = {
    Method.PASSKEY: {"cid", "spki", "name"},
    Method.PIN: {"nonce", "pin_epoch", "oprf", "kdf", "name"},
    Method.PASSWORD: {"salt", "kdf", "name"},
    Method.CLOUD_KEY: {"id", "kind", "place", "name"},
    Method.KIT: {"id", "name"},
}


@dataclass(frozen=True)
class Slot:
    """One way in, as the manifest names it. credential_id is empty where it is no passkey.

    epoch: of the enclave's key that it needs; 0 where it needs none.
    """

    id: str
    method: Method
    name: str
    needs_prf: bool
    credential_id: bytes
    # X25519, 32 raw bytes.
    public_key: bytes
    epoch: int
    # Of a PIN: its name at the vault, 16 bytes. Empty for every other method.
    record: bytes = b""
    # Of a key in a cloud: where it lies, see flows/cloud_key.py. Empty for every other method.
    kind: str = ""
    place: str = ""


@dataclass(frozen=True)
class BackupFiles:
    """An envelope and a manifest that fit each other, with the exact bytes the browser made."""

    envelope: bytes
    manifest: bytes
    wid: bytes
    number: int
    previous_manifest_sha256: bytes | None
    slots: tuple[Slot, ...]

    def cloud_object(self) -> bytes:
        """The one file that is kept in a cloud. Its SHA-256 names the generation everywhere."""
        document = {
            "envelope": json.loads(self.envelope),
            "gen": self.number,
            "manifest": self.manifest.decode(),
            "v": 1,
            "wid": base64url.encode(self.wid),
        }
        return _canonical(document) + b"\n"

    def digest(self) -> bytes:
        return hashlib.sha256(self.cloud_object()).digest()


def check(*, untrusted_envelope: str, untrusted_manifest: str, manifest_key: bytes) -> BackupFiles:
    """Parse both files and compare what they say of each other.

    manifest_key: the Ed25519 public key, 32 bytes, under which the manifest must be signed.
    Raises BackupRefused.
    """
    try:
        payload = _verified_payload(untrusted_manifest, manifest_key)
        header = _protected_header(untrusted_envelope)
        _require(isinstance(payload["slots"], list) and 1 <= len(payload["slots"]) <= MAX_SLOTS)
        _require(payload["v"] == 1 and header["v"] == 1)
        _require(header["wid"] == payload["wid"] and header["gen"] == payload["gen"])
        manifest = untrusted_manifest.encode()
        _require(header["man"] == base64url.encode(hashlib.sha256(manifest).digest()))
        prev = payload["prev"]
        return BackupFiles(
            envelope=untrusted_envelope.encode(),
            manifest=manifest,
            wid=base64url.decode(payload["wid"]),
            number=_positive(payload["gen"]),
            previous_manifest_sha256=None if prev is None else base64url.decode(prev),
            slots=tuple(_slot(entry) for entry in payload["slots"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BackupRefused from error


def intact(generation: Generation) -> BackupFiles | None:
    """The stored files, or None if they are not what was committed."""
    if generation.envelope is None or generation.manifest is None:
        return None
    try:
        files = check(
            untrusted_envelope=bytes(generation.envelope).decode(),
            untrusted_manifest=bytes(generation.manifest).decode(),
            manifest_key=bytes(generation.manifest_key),
        )
    except (BackupRefused, UnicodeDecodeError):
        return None
    return files if hmac.compare_digest(files.digest(), bytes(generation.digest)) else None


def from_cloud_object(untrusted_data: bytes, *, manifest_key: bytes) -> BackupFiles:
    """Parse the file that `cloud_object` made. Raises BackupRefused."""
    try:
        document = json.loads(untrusted_data)
        envelope, manifest = _canonical(document["envelope"]).decode(), str(document["manifest"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BackupRefused from error
    return check(
        untrusted_envelope=envelope, untrusted_manifest=manifest, manifest_key=manifest_key
    )


def _verified_payload(untrusted_manifest: str, manifest_key: bytes) -> dict[str, Any]:
    """Check a compact JWS (RFC 7515) with EdDSA (RFC 8037) and return its payload."""
    _require(len(untrusted_manifest) <= MAX_FILE_BYTES)
    header_text, payload_text, signature_text = untrusted_manifest.split(".")
    header = json.loads(base64url.decode(header_text))
    _require(header["alg"] == "EdDSA" and header["typ"] == "recovery-manifest+jws")
    try:
        Ed25519PublicKey.from_public_bytes(manifest_key).verify(
            base64url.decode(signature_text), f"{header_text}.{payload_text}".encode()
        )
    except InvalidSignature as error:
        raise BackupRefused from error
    payload: dict[str, Any] = json.loads(base64url.decode(payload_text))
    return payload


def _slot(entry: dict[str, Any]) -> Slot:
    params = entry["params"]
    method = Method(_positive(entry["method"]))
    # A page newer than this server may write what this server would not understand.
    _require(params.keys() == _PARAMS[method])
    return Slot(
        id=str(entry["id"]),
        method=method,
        name=str(params.get("name", ""))[:64],
        needs_prf=entry["prf"] == 1,
        credential_id=base64url.decode(params.get("cid", "")),
        public_key=base64url.decode(entry["pub"]),
        epoch=_epoch(entry["epoch"]),
        record=base64url.decode(params.get("nonce", "")),
        kind=str(params.get("kind", ""))[:32],
        place=str(params.get("place", ""))[:300],
    )


def _epoch(value: object) -> int:
    return 0 if type(value) is int and value == 0 else _positive(value)


def _protected_header(untrusted_envelope: str) -> dict[str, Any]:
    """The `krp` member of the envelope's protected header (JWE, RFC 7516)."""
    _require(len(untrusted_envelope.encode()) <= MAX_FILE_BYTES)
    envelope = json.loads(untrusted_envelope)
    # Only canonical JSON survives the way into a cloud and back byte for byte.
    _require(_canonical(envelope) == untrusted_envelope.encode())
    header = json.loads(base64url.decode(envelope["protected"]))
    _require(header["typ"] == "recovery-share+jwe" and header["enc"] == "A256GCM")
    _require(header["crit"] == ["krp"] and 1 <= len(envelope["recipients"]) <= MAX_SLOTS)
    krp: dict[str, Any] = header["krp"]
    return krp


def _canonical(document: object) -> bytes:
    """JSON with sorted keys and no spaces: one text for each value."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _positive(value: object) -> int:
    # In Python True is an int, so the type is compared exactly.
    _require(type(value) is int)
    number = cast(int, value)
    _require(1 <= number < 2**31)
    return number


def _require(condition: bool) -> None:
    if not condition:
        raise BackupRefused
