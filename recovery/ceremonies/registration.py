"""Is this a new passkey that we can rely on?

Source: WebAuthn L3 §7.1, https://www.w3.org/TR/webauthn-3/#sctn-registering-a-new-credential
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass

from webauthn import verify_registration_response
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.structs import AttestationFormat, CredentialDeviceType
from webauthn.registration.verify_registration_response import VerifiedRegistration

from recovery.ceremonies import challenges, keys, wire
from recovery.errors import KeyhavenError, PasskeyRefused
from recovery.models import Holder, RelyingParty

# https://www.w3.org/TR/webauthn-3/#enum-transport
TRANSPORTS = ("internal", "hybrid", "usb", "nfc", "ble", "smart-card")

# The pages ask for no attestation; a browser may still pass a passkey's own signature on.
_FORMATS = (AttestationFormat.NONE, AttestationFormat.PACKED)


@dataclass(frozen=True)
class NewPasskey:
    """What is kept of a passkey that was made for one of our people."""

    credential_id: bytes
    # COSE_Key as the authenticator gave it, and the same key as SubjectPublicKeyInfo DER.
    public_key: bytes
    spki: bytes
    sign_count: int
    # Which product made it; None where it does not say.
    aaguid: uuid.UUID | None
    transports: list[str]
    backup_eligible: bool
    backup_state: bool


def verify(
    *,
    relying_party: RelyingParty,
    holder: Holder,
    untrusted_credential: object,
    spent: challenges.Spent,
) -> NewPasskey:
    """Check a new passkey of a signed-in person.

    untrusted_credential: RegistrationResponseJSON as the browser sent it.
    Raises PasskeyRefused, whatever is wrong with it.
    """
    if not relying_party.is_active or holder.relying_party_id != relying_party.pk:
        raise PasskeyRefused
    answer = wire.read(untrusted_credential)
    challenge = challenges.digest(
        op=challenges.Op.REGISTER,
        spent=spent,
        rp_id=relying_party.rp_id,
        params_hash=hashlib.sha256(bytes(holder.user_handle)).digest(),
    )
    verified = _verified(relying_party=relying_party, answer=answer, challenge=challenge)
    if verified.credential_id != answer.credential_id or verified.fmt not in _FORMATS:
        raise PasskeyRefused
    aaguid = uuid.UUID(verified.aaguid)
    return NewPasskey(
        credential_id=verified.credential_id,
        public_key=verified.credential_public_key,
        spki=_spki(verified.credential_public_key),
        sign_count=verified.sign_count,
        aaguid=aaguid if aaguid.int else None,
        transports=_transports(answer.untrusted_response.get("transports")),
        backup_eligible=verified.credential_device_type == CredentialDeviceType.MULTI_DEVICE,
        backup_state=verified.credential_backed_up,
    )


def _verified(
    *, relying_party: RelyingParty, answer: wire.Answer, challenge: bytes
) -> VerifiedRegistration:
    untrusted = answer.untrusted_response
    client_data = wire.decode(untrusted.get("clientDataJSON"), most=wire.MAX_CLIENT_DATA_BYTES)
    attestation = wire.decode(untrusted.get("attestationObject"), most=wire.MAX_AUTHENTICATOR_BYTES)
    origins = relying_party.origins
    wire.check_client_data(
        client_data, kind="webauthn.create", challenge=challenge, origins=origins
    )
    credential_id = bytes_to_base64url(answer.credential_id)
    response = {
        "clientDataJSON": bytes_to_base64url(client_data),
        "attestationObject": bytes_to_base64url(attestation),
    }
    clean = {"id": credential_id, "rawId": credential_id, "type": "public-key"}
    try:
        return verify_registration_response(
            credential={**clean, "response": response},
            expected_challenge=challenge,
            expected_rp_id=relying_party.rp_id,
            expected_origin=origins,
            require_user_presence=True,
            require_user_verification=True,
            supported_pub_key_algs=keys.ALGORITHMS,
        )
    except Exception as error:
        raise PasskeyRefused from error


def _spki(cose_key: bytes) -> bytes:
    try:
        return keys.spki_of(cose_key)
    except KeyhavenError:
        raise
    except Exception as error:
        raise PasskeyRefused from error


def _transports(untrusted_list: object) -> list[str]:
    # Hints for the browser; an unknown word says nothing to us and is left out.
    if not isinstance(untrusted_list, list):
        return []
    return [name for name in TRANSPORTS if name in untrusted_list]
