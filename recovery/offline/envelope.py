"""The envelope: the recovery share, sealed once for each slot (JWE, RFC 7516, general JSON)."""

from __future__ import annotations

from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

from recovery import base64url
from recovery.offline.errors import CannotRead, NotTogether, UpdateNeeded
from recovery.offline.manifest import MAX_BYTES, MAX_SLOTS, Manifest
from recovery.offline.reading import (
    Malformed,
    a_list,
    canonical_json,
    exact_keys,
    is_number,
    octets,
    parse_object,
    sha256,
    whole_number,
)
from recovery.offline.shares import check_share

_WRAP = "ECDH-ES+A256KW"
_KEY_BITS = 256
_MAX_SAFE_INTEGER = 2**53 - 1


def open_envelope(
    *, envelope: dict[str, Any], private_key: X25519PrivateKey, manifest: Manifest
) -> bytes:
    """The recovery share, after header, plaintext and manifest were found to say the same.

    Raises CannotRead at the step `envelope`, NotTogether at `header`, UpdateNeeded.
    """
    try:
        exact_keys(envelope, "ciphertext", "iv", "protected", "recipients", "tag")
        krp = _read_protected(octets(envelope["protected"]))
        fields = parse_object(_decrypt(envelope, private_key), most=MAX_BYTES)
        exact_keys(fields, "commit", "created_ms", "gen", "share", "v", "wid")
    except (Malformed, InvalidTag, InvalidUnwrap, ValueError) as error:
        message = "The locked part of this backup is damaged. Try another copy of it."
        raise CannotRead(step="envelope", message=message) from error
    try:
        return _compare(krp=krp, fields=fields, manifest=manifest)
    except Malformed as error:
        message = "The parts of this backup do not belong together. Try another copy of it."
        raise NotTogether(step="header", message=message) from error


def _read_protected(untrusted_header: bytes) -> dict[str, Any]:
    header = parse_object(untrusted_header, most=MAX_BYTES)
    krp = header.get("krp")
    known = isinstance(krp, dict) and is_number(krp.get("v"), 1) and is_number(krp.get("s"), 1)
    if header.get("crit") != ["krp"] or not known:
        raise UpdateNeeded(step="envelope")
    exact_keys(header, "crit", "enc", "krp", "typ")
    if (header["enc"], header["typ"]) != ("A256GCM", "recovery-share+jwe"):
        raise Malformed("not an envelope")
    return exact_keys(krp, "gen", "man", "s", "v", "wid")


def _decrypt(envelope: dict[str, Any], private_key: X25519PrivateKey) -> bytes:
    recipients = [_read_recipient(r) for r in a_list(envelope["recipients"], most=MAX_SLOTS)]
    kid = kid_of(private_key.public_key().public_bytes_raw())
    mine = [(epk, wrapped) for name, epk, wrapped in recipients if name == kid]
    if len(mine) != 1:
        raise Malformed("this slot is not among the recipients")
    [(epk, wrapped)] = mine
    shared = private_key.exchange(X25519PublicKey.from_public_bytes(epk))
    key = aes_key_unwrap(_wrapping_key(shared), wrapped)
    sealed = octets(envelope["ciphertext"]) + octets(envelope["tag"], size=16)
    associated = envelope["protected"].encode("ascii")
    return AESGCM(key).decrypt(octets(envelope["iv"], size=12), sealed, associated)


def _read_recipient(untrusted_recipient: object) -> tuple[str, bytes, bytes]:
    recipient = exact_keys(untrusted_recipient, "encrypted_key", "header")
    header = exact_keys(recipient["header"], "alg", "epk", "kid")
    epk = exact_keys(header["epk"], "crv", "kty", "x")
    if (header["alg"], epk["kty"], epk["crv"]) != (_WRAP, "OKP", "X25519"):
        raise Malformed("an unknown kind of recipient")
    if not isinstance(header["kid"], str):
        raise Malformed("a recipient without a name")
    return header["kid"], octets(epk["x"], size=32), octets(recipient["encrypted_key"], size=40)


def kid_of(public_key: bytes) -> str:
    """Source: RFC 9278, https://www.rfc-editor.org/rfc/rfc9278"""
    jwk = {"crv": "X25519", "kty": "OKP", "x": base64url.encode(public_key)}
    thumbprint = base64url.encode(sha256(canonical_json(jwk).encode()))
    return f"urn:ietf:params:oauth:jwk-thumbprint:sha-256:{thumbprint}"


def _wrapping_key(shared: bytes) -> bytes:
    """Concat KDF of RFC 7518, section 4.6.2, without names of the parties."""

    def counted(value: bytes) -> bytes:
        return len(value).to_bytes(4, "big") + value

    other = counted(_WRAP.encode()) + counted(b"") + counted(b"") + _KEY_BITS.to_bytes(4, "big")
    return sha256((1).to_bytes(4, "big"), shared, other)


def _compare(*, krp: dict[str, Any], fields: dict[str, Any], manifest: Manifest) -> bytes:
    ids = {"v": 1, "wid": base64url.encode(manifest.wid), "gen": manifest.gen}
    expected = canonical_json(ids)
    same = (
        canonical_json({name: krp[name] for name in ids}) == expected
        and canonical_json({name: fields[name] for name in ids}) == expected
        and krp["man"] == base64url.encode(manifest.digest)
        and fields["commit"] == base64url.encode(manifest.commit)
    )
    whole_number(fields["created_ms"], most=_MAX_SAFE_INTEGER)
    share = check_share(octets(fields["share"]))
    if not same or share[-1] != manifest.x_recovery:
        raise Malformed("header, plaintext and manifest differ")
    return share
