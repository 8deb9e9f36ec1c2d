"""TPM 2.0: a quote, which is the chip's signature over a digest of what the machine has booted.

Evidence: LP(attestation key, SPKI DER) ‖ LP(TPMS_ATTEST) ‖ signature[64], r ‖ s of ECDSA on P-256.
The key must be one that signs nothing but what the chip made itself (restricted), which only the
person who sets the machine up can see: so the policy lists the keys. A quote proves the machine and
its boot, not which program on it asked.
Source: TCG TPM 2.0 Library, Part 2, sections 10.12.8 to 10.12.12
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from recovery.enclave.attestation.policy import TPM2, Measurement
from recovery.enclave.attestation.refusal import NotProved

GENERATED = 0xFF544347
ATTEST_QUOTE = 0x8018
ALG_SHA256 = 0x000B
_SELECT_BYTES = 3
# TPMS_CLOCK_INFO and the firmware's version.
_CLOCK_AND_FIRMWARE_BYTES = 17 + 8
_SIGNATURE_BYTES = 64


@dataclass(frozen=True, slots=True)
class Quote:
    """What a TPMS_ATTEST says. selection: PCRs of the SHA-256 bank; digest: over their values."""

    extra_data: bytes
    selection: frozenset[int]
    digest: bytes


def check(
    *,
    untrusted_evidence: bytes,
    bind: bytes,
    measurements: Sequence[Measurement],
    now: datetime,
) -> Measurement:
    """The entry that this quote fits; raises NotProved. now: with its time zone."""
    spki, attest, signature = _parts(untrusted_evidence)
    quote = read_quote(attest)
    known = [
        one for one in measurements if one.fmt == TPM2 and one.ak == hashlib.sha256(spki).digest()
    ]
    if not known:
        raise NotProved("attestation_key")
    _check_signature(spki=spki, attest=attest, signature=signature)
    if quote.extra_data != bind:
        raise NotProved("attestation_bind")
    fitting = [one for one in known if _fits(quote, one)]
    if not fitting:
        raise NotProved("attestation_measurement")
    if not (valid := [one for one in fitting if now.date() <= one.until]):
        raise NotProved("attestation_expired")
    return valid[0]


def _fits(quote: Quote, measurement: Measurement) -> bool:
    values = b"".join(value for _, value in sorted(measurement.pcrs.items()))
    is_selected = quote.selection == measurement.pcrs.keys()
    return is_selected and quote.digest == hashlib.sha256(values).digest()


def _parts(untrusted: bytes) -> tuple[bytes, bytes, bytes]:
    reader = _Reader(untrusted)
    found = reader.sized(), reader.sized(), reader.take(_SIGNATURE_BYTES)
    reader.end()
    return found


def read_quote(untrusted: bytes) -> Quote:
    """A TPMS_ATTEST of a quote over one selection in the SHA-256 bank; raises NotProved."""
    reader = _Reader(untrusted)
    if reader.number(4) != GENERATED or reader.number(2) != ATTEST_QUOTE:
        raise NotProved("attestation_malformed")
    reader.sized()
    extra_data = reader.sized()
    reader.take(_CLOCK_AND_FIRMWARE_BYTES)
    if (reader.number(4), reader.number(2), reader.number(1)) != (1, ALG_SHA256, _SELECT_BYTES):
        raise NotProved("attestation_malformed")
    bits = int.from_bytes(reader.take(_SELECT_BYTES), "little")
    digest = reader.sized()
    reader.end()
    selection = frozenset(index for index in range(8 * _SELECT_BYTES) if bits >> index & 1)
    return Quote(extra_data=extra_data, selection=selection, digest=digest)


def _check_signature(*, spki: bytes, attest: bytes, signature: bytes) -> None:
    r, s = signature[:32], signature[32:]
    der = encode_dss_signature(int.from_bytes(r, "big"), int.from_bytes(s, "big"))
    try:
        key = load_der_public_key(spki)
        if not isinstance(key, EllipticCurvePublicKey) or not isinstance(key.curve, SECP256R1):
            raise NotProved("attestation_signature")
        key.verify(der, attest, ECDSA(SHA256()))
    except (ValueError, UnsupportedAlgorithm, InvalidSignature) as error:
        raise NotProved("attestation_signature") from error


class _Reader:
    """Takes fields off the front, and refuses to run over."""

    def __init__(self, untrusted: bytes) -> None:
        self._bytes = untrusted
        self._offset = 0

    def take(self, size: int) -> bytes:
        self._offset += size
        if self._offset > len(self._bytes):
            raise NotProved("attestation_malformed")
        return self._bytes[self._offset - size : self._offset]

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "big")

    def sized(self) -> bytes:
        return self.take(self.number(struct.calcsize(">H")))

    def end(self) -> None:
        if self._offset != len(self._bytes):
            raise NotProved("attestation_malformed")
