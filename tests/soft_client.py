"""The browser's half of KRP/1 in Python: whole flows for tests that have no browser.

A second implementation with other libraries than the pages use (jwcrypto, pyshamir, and HPKE from
its RFC), so that a flow which works with both is no accident of one library.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from recovery.enclave.messages import UnlockRequest
from tests import soft_backup, soft_hpke
from tests.soft_backup import Generation, Opened, OpeningError, PasskeySlot, combine, split
from tests.soft_layout import (
    ZERO16,
    ZERO32,
    Claims,
    Op,
    attestation_bind,
    b64u,
    challenge,
    config_hash,
    prf_input,
    read_claims,
    register_challenge,
    reply_preimage,
    response_info,
    unb64u,
)
from tests.soft_passkey import SoftPasskey

__all__ = [
    "ZERO16",
    "ZERO32",
    "Attested",
    "Claims",
    "Generation",
    "Op",
    "Opened",
    "OpeningError",
    "PasskeySlot",
    "SoftBrowser",
    "Touch",
    "Unsealed",
    "b64u",
    "challenge",
    "combine",
    "open_sealed",
    "register_challenge",
    "split",
    "unb64u",
    "verify_attestation",
    "verify_reply",
]


@dataclass(frozen=True)
class Unsealed:
    """epoch, ent: the newest. older: entropy by epoch."""

    op: int
    epoch: int
    ent: bytes
    older: dict[int, bytes]


@dataclass(frozen=True)
class Attested:
    format: str
    claims: Claims
    instance_key: bytes


@dataclass(frozen=True)
class Touch:
    """One assertion and what the page keeps of it. `wire` is AuthenticationResponseJSON."""

    op: int
    nonce: bytes
    boot_id: bytes
    params_hash: bytes
    challenge: bytes
    private_key: X25519PrivateKey
    wire: dict[str, Any]
    prf: bytes | None

    @property
    def pk_eph(self) -> bytes:
        return self.private_key.public_key().public_bytes_raw()

    def request(self, *, rp_id: str, spki: bytes, epoch: int = 0) -> UnlockRequest:
        """What a host makes of it for the enclave."""
        response = self.wire["response"]
        return UnlockRequest(
            suite=1,
            op=self.op,
            nonce=self.nonce,
            params_hash=self.params_hash,
            epoch=epoch,
            rp_id=rp_id,
            pk_eph=self.pk_eph,
            cid=unb64u(self.wire["id"]),
            spki=spki,
            client_data=unb64u(response["clientDataJSON"]),
            authenticator_data=unb64u(response["authenticatorData"]),
            signature=unb64u(response["signature"]),
        )


def open_sealed(
    *, private_key: X25519PrivateKey, sealed: bytes, op: int, challenge: bytes, suite: int = 1
) -> Unsealed:
    info = response_info(suite=suite, op=op, challenge=challenge)
    try:
        plain = soft_hpke.open_sealed(private_key=private_key, info=info, sealed=sealed)
    except (InvalidTag, ValueError) as error:
        raise OpeningError("unseal") from error
    if len(plain) < 38 or plain[1] != op:
        raise OpeningError("unseal")
    (epoch, ent), *older = _entropies(plain)
    return Unsealed(op=op, epoch=epoch, ent=ent, older=dict(older))


def _entropies(plain: bytes) -> list[tuple[int, bytes]]:
    """Version 1 holds one epoch, version 2 at least two."""
    start, count = (2, 1) if plain[0] == 1 else (3, plain[2])
    if plain[0] not in (1, 2) or len(plain) != start + 36 * count or count < plain[0]:
        raise OpeningError("unseal")
    entries = [plain[at : at + 36] for at in range(start, len(plain), 36)]
    return [(int.from_bytes(entry[:4], "big"), entry[4:]) for entry in entries]


def verify_reply(*, pk_sig: bytes, challenge: bytes, sealed: bytes, sig: bytes) -> None:
    message = reply_preimage(challenge=challenge, sealed=sealed)
    try:
        Ed25519PublicKey.from_public_bytes(pk_sig).verify(sig, message)
    except InvalidSignature as error:
        raise OpeningError("signature") from error


def verify_attestation(
    *,
    attestation: Mapping[str, Any],
    nonce_b: bytes,
    rp_id: str,
    origins: Sequence[str],
    instance_keys: Sequence[bytes] = (),
) -> Attested:
    """Check a software attestation in its JSON form, as the page's policy asks for it.

    instance_keys: the accepted ones; any is accepted when there are none.
    """
    if attestation["fmt"] != "software":
        raise OpeningError("attestation")
    evidence, claims = unb64u(attestation["evidence"]), unb64u(attestation["claims"])
    instance_key, signature = evidence[:32], evidence[32:]
    bind = attestation_bind(claims=claims, nonce_b=nonce_b)
    try:
        Ed25519PublicKey.from_public_bytes(instance_key).verify(signature, bind)
        read = read_claims(claims)
    except (InvalidSignature, ValueError) as error:
        raise OpeningError("attestation") from error
    config = attestation["config"]
    if config_hash(config) != read.config_hash or (
        sorted(config["relying_parties"].get(rp_id, ())) != sorted(origins)
    ):
        raise OpeningError("attestation")
    if instance_keys and instance_key not in instance_keys:
        raise OpeningError("attestation")
    return Attested(format="software", claims=read, instance_key=instance_key)


class SoftBrowser:
    """A browser with one passkey at one origin."""

    def __init__(self, *, passkey: SoftPasskey, origin: str) -> None:
        self.passkey = passkey
        self.origin = origin
        self.rp_id = passkey.rp_id

    def register(self, *, nonce: bytes, user_handle: bytes) -> dict[str, Any]:
        """Operation 0. Gives RegistrationResponseJSON."""
        signed = register_challenge(nonce=nonce, rp_id=self.rp_id, user_handle=user_handle)
        return self.passkey.create(challenge=signed, origin=self.origin, user_handle=user_handle)

    def sign_in(self, *, nonce: bytes) -> dict[str, Any]:
        """Operation 1. Gives AuthenticationResponseJSON."""
        signed = challenge(op=Op.LOGIN, nonce=nonce, rp_id=self.rp_id)
        return self.passkey.get(challenge=signed, origin=self.origin)

    def touch(
        self,
        *,
        op: int,
        boot_id: bytes = ZERO16,
        nonce: bytes,
        params_hash: bytes = ZERO32,
        private_key: X25519PrivateKey | None = None,
        **overrides: Any,
    ) -> Touch:
        """Operations 2, 3 and 4 with a fresh key. overrides go to `SoftPasskey.get`."""
        private_key = private_key or X25519PrivateKey.generate()
        signed = challenge(
            op=op,
            nonce=nonce,
            rp_id=self.rp_id,
            boot_id=boot_id,
            pk_eph=private_key.public_key().public_bytes_raw(),
            params_hash=params_hash,
        )
        wire = self.passkey.get(**{"challenge": signed, "origin": self.origin} | overrides)
        prf = self.passkey.prf_output(prf_input(self.rp_id))
        return Touch(op, nonce, boot_id, params_hash, signed, private_key, wire, prf)

    def unseal(self, *, touch: Touch, sealed: bytes, sig: bytes, pk_sig: bytes) -> Unsealed:
        """The first two steps of an opening; raises OpeningError."""
        unsealed = open_sealed(
            private_key=touch.private_key, sealed=sealed, op=touch.op, challenge=touch.challenge
        )
        verify_reply(pk_sig=pk_sig, challenge=touch.challenge, sealed=sealed, sig=sig)
        return unsealed

    def slot(self, *, unsealed: Unsealed, prf: bytes | None, name: str = "Passkey") -> PasskeySlot:
        """The slot of this browser's own passkey."""
        return PasskeySlot(
            cid=self.passkey.credential_id,
            spki=self.passkey.spki,
            name=name,
            epoch=unsealed.epoch,
            ent=unsealed.ent,
            prf=prf,
        )

    def build_generation(self, **parts: Any) -> Generation:
        """See `tests.soft_backup.build_generation`."""
        return soft_backup.build_generation(**parts)

    def open_backup(self, **parts: Any) -> Opened:
        """See `tests.soft_backup.open_backup`."""
        return soft_backup.open_backup(**parts)
