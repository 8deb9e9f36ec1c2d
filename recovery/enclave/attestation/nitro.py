"""AWS Nitro: a document that the hypervisor signs, with certificates that lead to Amazon's root.

COSE_Sign1 with ES384 over a map. Its own copy of the root, cabundle[0], is ignored: the root is the
one below. A debug enclave chains to the real root too, and its PCRs are zero.
Source: https://github.com/aws/aws-nitro-enclaves-nsm-api/blob/main/docs/attestation_process.md
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP384R1,
    EllipticCurvePublicKey,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.x509.oid import ExtensionOID, SignatureAlgorithmOID

from recovery.enclave.attestation import cbor
from recovery.enclave.attestation.policy import AWS_NITRO, NITRO_IMAGE_PCRS, Measurement
from recovery.enclave.attestation.refusal import NotProved

# CN=aws.nitro-enclaves, 2019-10-28 to 2049-10-28, SHA-256
# 641a0321a3e244efe456463195d606317ed7cdcc3c1756e09893f3c68f79bb5b.
AWS_ROOT = base64.b64decode(
    "MIICETCCAZagAwIBAgIRAPkxdWgbkK/hHUbMtOTn+FYwCgYIKoZIzj0EAwMwSTELMAkGA1UEBhMCVVMxDzANBgNVBAoM"
    "BkFtYXpvbjEMMAoGA1UECwwDQVdTMRswGQYDVQQDDBJhd3Mubml0cm8tZW5jbGF2ZXMwHhcNMTkxMDI4MTMyODA1WhcN"
    "NDkxMDI4MTQyODA1WjBJMQswCQYDVQQGEwJVUzEPMA0GA1UECgwGQW1hem9uMQwwCgYDVQQLDANBV1MxGzAZBgNVBAMM"
    "EmF3cy5uaXRyby1lbmNsYXZlczB2MBAGByqGSM49AgEGBSuBBAAiA2IABPwCVOumCMHzaHDimtqQvkY4MpJzbolL//Zy"
    "2YlES1BR5TSksfbb48C8WBoyt7F2Bw7eEtaaP+ohG2bnUs990d0JX28TcPQXCEPZ3BABIeTPYwEoCWZEh8l5YoQwTcU/"
    "9KNCMEAwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUkCW1DdkFR+eWw5b6cp3PmanfS5YwDgYDVR0PAQH/BAQDAgGG"
    "MAoGCCqGSM49BAMDA2kAMGYCMQCjfy+Rocm9Xue4YnwWmNJVA44fA0P5W2OpYow9OYCVRaEevL8uO1XYru5xtMPWrfMC"
    "MQCi85sWBbJwKKXdS6BptQFuZbT73o/gBh1qUxl/nNr12UO8Yfwr6wPLb+6NIwLz3/Y="
)

MAX_DOCUMENT = 16384
_COSE_SIGN1_TAG = b"\xd2"
_ES384 = {1: -35}
_SIGNATURE_BYTES = 96
_KEYS = {"module_id", "digest", "timestamp", "pcrs", "certificate", "cabundle"}
_OPTIONAL_KEYS = {"public_key", "user_data", "nonce"}
_PCR_SIZES = (32, 48, 64)
_MOST_CERTIFICATES = 8
_HANDLED_EXTENSIONS = {ExtensionOID.BASIC_CONSTRAINTS, ExtensionOID.KEY_USAGE}


@dataclass(frozen=True, slots=True)
class Document:
    """A document in its parts, none of which counts yet."""

    signed: bytes
    signature: bytes
    certificate: bytes
    cabundle: list[bytes]
    pcrs: dict[int, bytes]
    user_data: bytes | None
    nonce: bytes | None


def check(
    *,
    untrusted_evidence: bytes,
    bind: bytes,
    nonce_b: bytes,
    measurements: Sequence[Measurement],
    now: datetime,
    root: bytes = AWS_ROOT,
) -> Measurement:
    """The entry that this document fits; raises NotProved. now: with its time zone."""
    document = read(untrusted_evidence)
    key = _certified_key(document=document, root=root, now=now)
    _check_signature(document=document, key=key)
    if document.nonce != nonce_b:
        raise NotProved("attestation_nonce")
    if document.user_data != bind:
        raise NotProved("attestation_bind")
    return _measured(document=document, measurements=measurements, now=now)


def read(untrusted: bytes) -> Document:
    """Raises NotProved when it is not exactly of the documented shape."""
    if not 0 < len(untrusted) <= MAX_DOCUMENT:
        raise NotProved("attestation_malformed")
    try:
        protected, unprotected, payload, signature = cbor.decode(
            untrusted.removeprefix(_COSE_SIGN1_TAG)
        )
        header, fields = cbor.decode(protected), cbor.decode(payload)
        _check_shape(fields)
    except (cbor.Malformed, TypeError, ValueError) as error:
        raise NotProved("attestation_malformed") from error
    if header != _ES384 or unprotected != {} or not _is_octets(signature, _SIGNATURE_BYTES):
        raise NotProved("attestation_malformed")
    return Document(
        signed=cbor.encode(["Signature1", protected, b"", payload]),
        signature=signature,
        certificate=fields["certificate"],
        cabundle=fields["cabundle"],
        pcrs=fields["pcrs"],
        user_data=fields.get("user_data"),
        nonce=fields.get("nonce"),
    )


def _check_shape(fields: Any) -> None:
    if not isinstance(fields, dict) or not _KEYS <= fields.keys() <= _KEYS | _OPTIONAL_KEYS:
        raise ValueError("keys")
    if fields["digest"] != "SHA384" or not isinstance(fields["module_id"], str):
        raise ValueError("digest or module")
    if type(fields["timestamp"]) is not int or fields["timestamp"] <= 0:
        raise ValueError("timestamp")
    certificates = [fields["certificate"], *fields["cabundle"]]
    if not isinstance(fields["cabundle"], list) or not 2 <= len(certificates) <= _MOST_CERTIFICATES:
        raise ValueError("certificates")
    if not all(isinstance(one, bytes) and 0 < len(one) <= 1024 for one in certificates):
        raise ValueError("certificate")
    pcrs = fields["pcrs"]
    if not isinstance(pcrs, dict) or not pcrs or not all(_is_pcr(*pair) for pair in pcrs.items()):
        raise ValueError("pcrs")
    for name in _OPTIONAL_KEYS & fields.keys():
        if fields[name] is not None and not isinstance(fields[name], bytes):
            raise ValueError(name)


def _is_pcr(index: object, value: object) -> bool:
    is_index = type(index) is int and 0 <= index < 32
    return is_index and isinstance(value, bytes) and len(value) in _PCR_SIZES


def _is_octets(value: object, size: int) -> bool:
    return isinstance(value, bytes) and len(value) == size


# --- Certificates --------------------------------------------------------------------------------


def _certified_key(*, document: Document, root: bytes, now: datetime) -> EllipticCurvePublicKey:
    try:
        chain = [
            x509.load_der_x509_certificate(one)
            for one in (root, *document.cabundle[1:], document.certificate)
        ]
        for number, (parent, child) in enumerate(pairwise(chain)):
            below = len(chain) - 2 - number
            _check_authority(parent, below=below)
            _check_issued(parent=parent, child=child)
        _check_end(chain[-1])
        key = _key_of(chain[-1])
    except Exception as error:
        # The reader of certificates raises more kinds of errors than it says; all mean no.
        raise NotProved("attestation_chain") from error
    if not all(one.not_valid_before_utc <= now <= one.not_valid_after_utc for one in chain):
        raise NotProved("attestation_expired")
    return key


def _check_issued(*, parent: x509.Certificate, child: x509.Certificate) -> None:
    if child.issuer.public_bytes() != parent.subject.public_bytes():
        raise ValueError("issued by somebody else")
    if child.signature_algorithm_oid != SignatureAlgorithmOID.ECDSA_WITH_SHA384:
        raise ValueError("another algorithm")
    # Says no too where the algorithm inside the signed part is not the one outside.
    child.verify_directly_issued_by(parent)


def _check_authority(certificate: x509.Certificate, *, below: int) -> None:
    """below: how many authorities stand between this one and the end."""
    _check_version_and_extensions(certificate)
    constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    longest = constraints.path_length
    if not constraints.ca or not usage.key_cert_sign or (longest is not None and below > longest):
        raise ValueError("not an authority, or not for so long a chain")
    _key_of(certificate)


def _check_end(certificate: x509.Certificate) -> None:
    _check_version_and_extensions(certificate)
    constraints = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    if constraints.ca or not usage.digital_signature:
        raise ValueError("not one that signs documents")


def _check_version_and_extensions(certificate: x509.Certificate) -> None:
    critical = {one.oid for one in certificate.extensions if one.critical}
    if certificate.version != x509.Version.v3 or not critical <= _HANDLED_EXTENSIONS:
        raise ValueError("an old certificate, or one with rules that are not known here")


def _key_of(certificate: x509.Certificate) -> EllipticCurvePublicKey:
    key = certificate.public_key()
    if not isinstance(key, EllipticCurvePublicKey) or not isinstance(key.curve, SECP384R1):
        raise ValueError("another kind of key")
    return key


def _check_signature(*, document: Document, key: EllipticCurvePublicKey) -> None:
    half = _SIGNATURE_BYTES // 2
    r, s = document.signature[:half], document.signature[half:]
    der = encode_dss_signature(int.from_bytes(r, "big"), int.from_bytes(s, "big"))
    try:
        key.verify(der, document.signed, ECDSA(SHA384()))
    except InvalidSignature as error:
        raise NotProved("attestation_signature") from error


# --- Measurements --------------------------------------------------------------------------------


def _measured(
    *, document: Document, measurements: Sequence[Measurement], now: datetime
) -> Measurement:
    if any(not any(document.pcrs.get(index, b"")) for index in NITRO_IMAGE_PCRS):
        raise NotProved("attestation_debug")
    fitting = [
        one
        for one in measurements
        if one.fmt == AWS_NITRO
        and all(document.pcrs.get(index) == value for index, value in one.pcrs.items())
    ]
    if not fitting:
        raise NotProved("attestation_measurement")
    if not (valid := [one for one in fitting if now.date() <= one.until]):
        raise NotProved("attestation_expired")
    return valid[0]
