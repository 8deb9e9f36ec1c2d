"""A Nitro hypervisor in software: documents under a root of its own, genuine or broken on purpose.

Everything is deterministic, so that a document made today is the one made yesterday.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import cbor2
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256, SHA384
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PCRS = {index: hashlib.sha384(b"image %d" % index).digest() for index in range(3)} | {
    index: bytes(48) for index in (3, 4)
}


def private_key(name: str, curve: ec.EllipticCurve | None = None) -> ec.EllipticCurvePrivateKey:
    """The same key for the same name."""
    seed = hashlib.sha256(b"soft nitro " + name.encode()).digest()
    return ec.derive_private_key(int.from_bytes(seed, "big"), curve or ec.SECP384R1())


@dataclass(frozen=True)
class Authority:
    """A certificate with its key. `der` is what documents hold."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)


def issue(
    name: str,
    *,
    by: Authority | None = None,
    ca: bool = True,
    path_length: int | None = None,
    not_before: datetime = NOW - timedelta(days=1),
    not_after: datetime = NOW + timedelta(days=1),
    curve: ec.EllipticCurve | None = None,
    digest: SHA384 | SHA256 | None = None,
    issuer: str | None = None,
    key_cert_sign: bool | None = None,
    extra: Sequence[tuple[x509.ExtensionType, bool]] = (),
) -> Authority:
    """A certificate in the shape of Amazon's; self-signed without `by`."""
    key = private_key(name, curve)
    signer = by.key if by is not None else key
    issued_by = _name(issuer) if issuer else by.certificate.subject if by else _name(name)
    signs = ca if key_cert_sign is None else key_cert_sign
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(issued_by)
        .public_key(key.public_key())
        .serial_number(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big"))
        .not_valid_before(not_before)
        .not_valid_after(not_after)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=path_length), critical=True)
        .add_extension(_usage(signs_certificates=signs), critical=ca)
    )
    for extension, critical in extra:
        builder = builder.add_extension(extension, critical=critical)
    made = builder.sign(signer, digest or SHA384(), ecdsa_deterministic=True)
    return Authority(made, key)


def _name(text: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Soft Nitro"),
            x509.NameAttribute(NameOID.COMMON_NAME, text),
        ]
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


ROOT = issue(
    "root", not_before=datetime(2020, 1, 1, tzinfo=UTC), not_after=datetime(2050, 1, 1, tzinfo=UTC)
)
REGION = issue("region", by=ROOT, path_length=1)
INSTANCE = issue("instance", by=REGION, path_length=0)
ENCLAVE = issue("enclave", by=INSTANCE, ca=False)


@dataclass(frozen=True)
class Hypervisor:
    """chain: from below the root to the enclave's own. root_copy: what stands in cabundle[0]."""

    chain: Sequence[Authority] = (REGION, INSTANCE, ENCLAVE)
    root_copy: bytes = ROOT.der
    pcrs: Mapping[int, bytes] = field(default_factory=lambda: PCRS)

    def document(
        self,
        *,
        user_data: bytes | None,
        nonce: bytes | None,
        signer: ec.EllipticCurvePrivateKey | None = None,
        protected: Mapping[int, Any] | bytes = {1: -35},
        unprotected: Mapping[int, Any] | None = None,
        changes: Mapping[str, Any] | None = None,
        payload: bytes | None = None,
        tagged: bool = False,
    ) -> bytes:
        """COSE_Sign1 over the documented map; changes: fields in place of the usual ones."""
        if payload is None:
            fields = self.fields(user_data=user_data, nonce=nonce)
            payload = cbor2.dumps(fields | dict(changes or {}))
        head = protected if isinstance(protected, bytes) else cbor2.dumps(protected)
        signed = cbor2.dumps(["Signature1", head, b"", payload])
        signature = _sign(signer or self.chain[-1].key, signed)
        whole = [head, unprotected or {}, payload, signature]
        return cbor2.dumps(cbor2.CBORTag(18, whole) if tagged else whole)

    def fields(self, *, user_data: bytes | None, nonce: bytes | None) -> dict[str, Any]:
        return {
            "module_id": "i-0123456789abcdef0-enc0123456789abcdef",
            "digest": "SHA384",
            "timestamp": int(NOW.timestamp() * 1000),
            "pcrs": dict(self.pcrs),
            "certificate": self.chain[-1].der,
            "cabundle": [self.root_copy, *(one.der for one in self.chain[:-1])],
            "public_key": None,
            "user_data": user_data,
            "nonce": nonce,
        }


def _sign(key: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    """r ‖ s, 96 bytes."""
    der = key.sign(message, ec.ECDSA(SHA384(), deterministic_signing=True))
    return b"".join(number.to_bytes(48, "big") for number in decode_dss_signature(der))
