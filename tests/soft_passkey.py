"""A passkey in software: it makes the JSON that a page sends after a WebAuthn ceremony.

By default it behaves like a synced passkey. The overrides of `get` build what an attacker would
send; nothing here checks anything, so that the code under test has to.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
from typing import Any, Literal

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

Algorithm = Literal["ES256", "EdDSA", "RS256"]
PrivateKey = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey

COSE_ALGORITHMS: dict[Algorithm, int] = {"ES256": -7, "EdDSA": -8, "RS256": -257}
UP, UV, BE, BS, AT, ED = 0x01, 0x04, 0x08, 0x10, 0x40, 0x80


def b64u(value: bytes) -> str:
    """Base64url without padding, as WebAuthn's JSON forms use it."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def new_private_key(*, alg: Algorithm, rsa_bits: int = 2048) -> PrivateKey:
    """A fresh signing key for one of the three algorithms that the pages offer."""
    if alg == "ES256":
        return ec.generate_private_key(ec.SECP256R1())
    if alg == "EdDSA":
        return ed25519.Ed25519PrivateKey.generate()
    return rsa.generate_private_key(public_exponent=65537, key_size=rsa_bits)


class SoftPasskey:
    """One credential for one relying party.

    prf: True for a steady value, False for none, "unstable" for another value at each call.
    sign_count: the first counter value; counter_step 0 is a synced passkey, 1 a hardware key.
    private_key, credential_id: fixed ones, for known-answer vectors.
    """

    def __init__(
        self,
        *,
        rp_id: str,
        alg: Algorithm = "ES256",
        prf: bool | Literal["unstable"] = True,
        backup_eligible: bool = True,
        backup_state: bool = True,
        sign_count: int = 0,
        counter_step: int = 0,
        rsa_bits: int = 2048,
        private_key: PrivateKey | None = None,
        credential_id: bytes | None = None,
    ) -> None:
        self.rp_id = rp_id
        self.alg = alg
        self.prf = prf
        self.backup_eligible = backup_eligible
        self.backup_state = backup_state
        self.sign_count = sign_count
        self.counter_step = counter_step
        self.private_key = private_key or new_private_key(alg=alg, rsa_bits=rsa_bits)
        self.credential_id = credential_id or os.urandom(32)
        self.user_handle = os.urandom(64)
        self._prf_key = os.urandom(32)

    @property
    def spki(self) -> bytes:
        """The public key as SubjectPublicKeyInfo DER, like response.getPublicKey()."""
        public = self.private_key.public_key()
        return public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)

    def create(self, *, challenge: bytes, origin: str, user_handle: bytes) -> dict[str, Any]:
        """RegistrationResponseJSON with attestation "none"; PRF output is left out, as pages do."""
        self.user_handle = user_handle
        client_data = self._client_data(kind="webauthn.create", challenge=challenge, origin=origin)
        authenticator_data = self._registration_data()
        attestation = {"fmt": "none", "attStmt": {}, "authData": authenticator_data}
        return self._wire(
            {
                "clientDataJSON": b64u(client_data),
                "attestationObject": b64u(cbor2.dumps(attestation, canonical=True)),
                "authenticatorData": b64u(authenticator_data),
                "publicKey": b64u(self.spki),
                "publicKeyAlgorithm": COSE_ALGORITHMS[self.alg],
                "transports": ["hybrid", "internal"],
            }
        )

    def get(
        self,
        *,
        challenge: bytes,
        origin: str,
        up: bool = True,
        uv: bool = True,
        be: bool | None = None,
        bs: bool | None = None,
        rp_id_hash: bytes | None = None,
        type: str = "webauthn.get",
        cross_origin: bool | None = False,
        top_origin: str | None = None,
        extra_client_data: dict[str, Any] | None = None,
        client_data: bytes | None = None,
        extensions: dict[str, Any] | None = None,
        authenticator_data: bytes | None = None,
    ) -> dict[str, Any]:
        """AuthenticationResponseJSON; every override is covered by a valid signature.

        be, bs: the passkey's own flags when None. cross_origin: left out of the JSON when None.
        client_data, authenticator_data: whole replacements, signed as they are.
        """
        self.sign_count += self.counter_step
        if client_data is None:
            extra = {"topOrigin": top_origin} if top_origin is not None else {}
            client_data = self._client_data(
                kind=type,
                challenge=challenge,
                origin=origin,
                cross_origin=cross_origin,
                extra=extra | (extra_client_data or {}),
            )
        if authenticator_data is None:
            flags = self._flags(up=up, uv=uv, be=be, bs=bs)
            authenticator_data = self._authenticator_data(
                flags=flags | (ED if extensions is not None else 0), rp_id_hash=rp_id_hash
            )
            if extensions is not None:
                authenticator_data += cbor2.dumps(extensions, canonical=True)
        signature = self.sign(authenticator_data=authenticator_data, client_data=client_data)
        return self._wire(
            {
                "clientDataJSON": b64u(client_data),
                "authenticatorData": b64u(authenticator_data),
                "signature": b64u(signature),
                "userHandle": b64u(self.user_handle),
            }
        )

    def prf_output(self, value: bytes) -> bytes | None:
        """What `prf.results.first` would be for this input: 32 bytes, or None without PRF."""
        if self.prf is False:
            return None
        if self.prf == "unstable":
            return os.urandom(32)
        salt = hashlib.sha256(b"WebAuthn PRF\0" + value).digest()
        return hmac.digest(self._prf_key, salt, "sha256")

    def sign(self, *, authenticator_data: bytes, client_data: bytes) -> bytes:
        """The assertion signature over these exact bytes."""
        message = authenticator_data + hashlib.sha256(client_data).digest()
        key = self.private_key
        if isinstance(key, ec.EllipticCurvePrivateKey):
            return key.sign(message, ec.ECDSA(hashes.SHA256()))
        if isinstance(key, ed25519.Ed25519PrivateKey):
            return key.sign(message)
        return key.sign(message, padding.PKCS1v15(), hashes.SHA256())

    def _client_data(
        self,
        *,
        kind: str,
        challenge: bytes,
        origin: str,
        cross_origin: bool | None = False,
        extra: dict[str, Any] | None = None,
    ) -> bytes:
        fields: dict[str, Any] = {"type": kind, "challenge": b64u(challenge), "origin": origin}
        if cross_origin is not None:
            fields["crossOrigin"] = cross_origin
        return json.dumps(fields | (extra or {}), separators=(",", ":")).encode()

    def _flags(
        self,
        *,
        up: bool = True,
        uv: bool = True,
        be: bool | None = None,
        bs: bool | None = None,
    ) -> int:
        be = self.backup_eligible if be is None else be
        bs = self.backup_state if bs is None else bs
        return UP * up | UV * uv | BE * be | BS * bs

    def _authenticator_data(self, *, flags: int, rp_id_hash: bytes | None = None) -> bytes:
        digest = rp_id_hash or hashlib.sha256(self.rp_id.encode()).digest()
        return digest + bytes([flags]) + self.sign_count.to_bytes(4, "big")

    def _registration_data(self) -> bytes:
        header = self._authenticator_data(flags=self._flags() | AT)
        aaguid = bytes(16)
        length = len(self.credential_id).to_bytes(2, "big")
        return header + aaguid + length + self.credential_id + self.cose_key

    @property
    def cose_key(self) -> bytes:
        """The public key in the form that attestation objects hold (RFC 9053)."""
        key = self.private_key
        fields: dict[int, Any] = {3: COSE_ALGORITHMS[self.alg]}
        if isinstance(key, ec.EllipticCurvePrivateKey):
            point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
            fields |= {1: 2, -1: 1, -2: point[1:33], -3: point[33:]}
        elif isinstance(key, ed25519.Ed25519PrivateKey):
            raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
            fields |= {1: 1, -1: 6, -2: raw}
        else:
            numbers = key.public_key().public_numbers()
            modulus = numbers.n.to_bytes(key.key_size // 8, "big")
            fields |= {1: 3, -1: modulus, -2: numbers.e.to_bytes(3, "big")}
        return cbor2.dumps(fields, canonical=True)

    def _wire(self, response: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": b64u(self.credential_id),
            "rawId": b64u(self.credential_id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": response,
        }
