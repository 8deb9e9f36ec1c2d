"""A strict verifier for WebAuthn assertions: the exact challenge, at a listed origin, with UV.

Every function raises Refused or returns. The order is that of docs/protocol.md.
Source: WebAuthn L3 section 7.2, https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)

from recovery.enclave.messages import Refused, b64u, strict_json

UP, UV, BE, BS, AT, ED = 0x01, 0x04, 0x08, 0x10, 0x40, 0x80

# Browsers write flat client data; old ones add one object (tokenBinding).
_CLIENT_DATA_CONTAINERS = 8
_HEADER_BYTES = 37
_CREDENTIAL_HEADER_BYTES = 18
_RSA_BITS = range(2048, 4097)
_LARGEST_RSA_EXPONENT = 2**32

# SubjectPublicKeyInfo of a key on P-256, up to its point.
_P256_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")
_UNCOMPRESSED = b"\x04"

_ES256 = ECDSA(SHA256())
_RS256 = (PKCS1v15(), SHA256())

PublicKey = EllipticCurvePublicKey | Ed25519PublicKey | RSAPublicKey


def check_client_data(
    *, untrusted_client_data: bytes, challenge: bytes, origins: Collection[str]
) -> None:
    """The browser's own words: what was signed, for which operation, and where."""
    client_data = strict_json(untrusted_client_data, max_containers=_CLIENT_DATA_CONTAINERS)
    if client_data.get("type") != "webauthn.get":
        raise Refused
    # The text is compared, not what it decodes to: decoders forgive, and then two readers differ.
    if client_data.get("challenge") != b64u(challenge):
        raise Refused
    origin = client_data.get("origin")
    if not isinstance(origin, str) or origin not in origins:
        raise Refused
    if client_data.get("crossOrigin", False) is not False or "topOrigin" in client_data:
        raise Refused


def check_authenticator_data(*, untrusted_data: bytes, rp_id_hash: bytes) -> None:
    """The authenticator's own words: for whom, and that a person was there and was verified."""
    if len(untrusted_data) < _HEADER_BYTES or untrusted_data[:32] != rp_id_hash:
        raise Refused
    flags = untrusted_data[32]
    if not flags & UP or not flags & UV:
        raise Refused
    if flags & BS and not flags & BE:
        raise Refused
    _check_rest(flags=flags, untrusted_rest=untrusted_data[_HEADER_BYTES:])


def _check_rest(*, flags: int, untrusted_rest: bytes) -> None:
    """Nothing derives from what follows the header, so only its frame is looked at.

    Some authenticators add extension output (hmac-secret stays encrypted) or credential data.
    """
    if flags & AT:
        credential_bytes = int.from_bytes(untrusted_rest[16:_CREDENTIAL_HEADER_BYTES], "big")
        untrusted_rest = untrusted_rest[_CREDENTIAL_HEADER_BYTES + credential_bytes :]
        if not untrusted_rest:
            raise Refused
    elif flags & ED:
        # A CBOR map: its first byte has major type 5.
        if not untrusted_rest or untrusted_rest[0] >> 5 != 5:
            raise Refused
    elif untrusted_rest:
        raise Refused


def load_public_key(untrusted_spki: bytes) -> PublicKey:
    """ES256 on P-256, EdDSA on Ed25519 or RS256 with 2048 to 4096 bits; the key alone decides.

    Only its one usual spelling is read: OpenSSL knows others, such as the hybrid form of a point,
    and what is derived is bound to the bytes.
    """
    try:
        if untrusted_spki.startswith(_P256_HEAD + _UNCOMPRESSED):
            # Nearly every passkey's. This also looks whether the point is on the curve.
            return EllipticCurvePublicKey.from_encoded_point(
                SECP256R1(), untrusted_spki[len(_P256_HEAD) :]
            )
        key = load_der_public_key(untrusted_spki)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise Refused from error
    if key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) != untrusted_spki:
        raise Refused
    if isinstance(key, Ed25519PublicKey):
        return key
    if isinstance(key, RSAPublicKey) and _is_usual_rsa(key):
        return key
    raise Refused


def _is_usual_rsa(key: RSAPublicKey) -> bool:
    # A huge exponent is legal, and makes one verification cost as much as a thousand.
    return key.key_size in _RSA_BITS and key.public_numbers().e < _LARGEST_RSA_EXPONENT


def check_signature(
    *,
    key: PublicKey,
    untrusted_signature: bytes,
    authenticator_data: bytes,
    client_data: bytes,
) -> None:
    message = authenticator_data + hashlib.sha256(client_data).digest()
    verify(key=key, untrusted_signature=untrusted_signature, message=message)


def verify(*, key: PublicKey, untrusted_signature: bytes, message: bytes) -> None:
    """With the one algorithm that belongs to this kind of key."""
    try:
        if isinstance(key, EllipticCurvePublicKey):
            key.verify(untrusted_signature, message, _ES256)
        elif isinstance(key, Ed25519PublicKey):
            key.verify(untrusted_signature, message)
        else:
            key.verify(untrusted_signature, message, *_RS256)
    except InvalidSignature as error:
        raise Refused from error
