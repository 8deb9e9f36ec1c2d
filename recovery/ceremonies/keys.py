"""Which public keys of passkeys are good enough, and how they are written down."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from webauthn.helpers import decode_credential_public_key, decoded_public_key_to_cryptography
from webauthn.helpers.cose import COSEAlgorithmIdentifier

from recovery.errors import PasskeyRefused

# In the order in which a page offers them. https://www.iana.org/assignments/cose/cose.xhtml
ALGORITHMS = [
    COSEAlgorithmIdentifier.EDDSA,
    COSEAlgorithmIdentifier.ECDSA_SHA_256,
    COSEAlgorithmIdentifier.RSASSA_PKCS1_v1_5_SHA_256,
]
# A shorter key is weak; a longer one lets a stranger choose how long our processor works.
RSA_BITS = range(2048, 4096 + 1)


def spki_of(cose_key: bytes) -> bytes:
    """Turn a COSE key into SubjectPublicKeyInfo DER, if it is of a kind that is accepted.

    Raises PasskeyRefused; and whatever the library raises on a malformed key, so that the caller
    stands at the border anyway.
    """
    decoded = decode_credential_public_key(cose_key)
    key = decoded_public_key_to_cryptography(decoded)
    if decoded.alg == COSEAlgorithmIdentifier.ECDSA_SHA_256:
        good = isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1)
    elif decoded.alg == COSEAlgorithmIdentifier.EDDSA:
        good = isinstance(key, Ed25519PublicKey)
    else:
        good = isinstance(key, RSAPublicKey) and key.key_size in RSA_BITS
    if not good or decoded.alg not in ALGORITHMS:
        raise PasskeyRefused
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
