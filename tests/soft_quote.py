"""What a TPM would sign, put together by hand, genuine or broken on purpose.

Source: TCG TPM 2.0 Library, Part 2, section 10.12.12 (TPMS_ATTEST)
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

PCRS = {index: hashlib.sha256(b"boot %d" % index).digest() for index in (0, 2, 4, 7)}


def attestation_key(name: str = "attestation key") -> ec.EllipticCurvePrivateKey:
    """The same key for the same name."""
    seed = hashlib.sha256(b"soft tpm " + name.encode()).digest()
    return ec.derive_private_key(int.from_bytes(seed, "big"), ec.SECP256R1())


def spki_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def quote(
    *,
    extra_data: bytes,
    pcrs: Mapping[int, bytes] = PCRS,
    selected: Mapping[int, bytes] | None = None,
    magic: int = 0xFF544347,
    kind: int = 0x8018,
    bank: int = 0x000B,
    end: bytes = b"",
) -> bytes:
    """TPMS_ATTEST. pcrs: whose digest it holds; selected: those that it names, if others."""
    bits = sum(1 << index for index in (selected if selected is not None else pcrs))
    digest = hashlib.sha256(b"".join(value for _, value in sorted(pcrs.items()))).digest()
    return (
        struct.pack(">IH", magic, kind)
        + _sized(b"\x00\x0b" + hashlib.sha256(b"name").digest())
        + _sized(extra_data)
        + struct.pack(">QIIBQ", 123_456, 7, 1, 1, 0x20240125)
        + struct.pack(">IHB", 1, bank, 3)
        + bits.to_bytes(3, "little")
        + _sized(digest)
        + end
    )


def evidence(
    *,
    attest: bytes,
    key: ec.EllipticCurvePrivateKey,
    shown: bytes | None = None,
) -> bytes:
    """LP(SPKI) ‖ LP(TPMS_ATTEST) ‖ signature. shown: the key to show, if not the one that signs."""
    der = key.sign(attest, ec.ECDSA(SHA256(), deterministic_signing=True))
    signature = b"".join(number.to_bytes(32, "big") for number in decode_dss_signature(der))
    return _sized(shown or spki_of(key)) + _sized(attest) + signature


def _sized(value: bytes) -> bytes:
    return struct.pack(">H", len(value)) + value
