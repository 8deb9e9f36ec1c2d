"""Did this passkey, of this person, sign exactly this challenge?

Source: WebAuthn L3 §7.2, https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion
"""

from __future__ import annotations

import hmac
import logging
from dataclasses import dataclass
from datetime import datetime

from webauthn import verify_authentication_response
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.structs import CredentialDeviceType

from recovery.ceremonies import wire
from recovery.errors import PasskeyRefused, PasskeyUnknown
from recovery.models import AuditEvent, Passkey, RelyingParty
from recovery.models.passkey import credential_id_sha256

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Checked:
    """What a passkey said of itself when it signed."""

    sign_count: int
    user_verified: bool
    backup_eligible: bool
    backup_state: bool


def find_passkey(*, rp_id: str, untrusted_credential: object) -> Passkey:
    """The passkey that an answer claims to come from, with its holder, user and relying party.

    Raises PasskeyUnknown, and PasskeyRefused when the answer is malformed.
    """
    credential_id = wire.read(untrusted_credential).credential_id
    passkey = (
        Passkey.objects.select_related("holder__user", "holder__relying_party")
        .filter(
            credential_id_sha256=credential_id_sha256(credential_id),
            holder__relying_party__rp_id=rp_id,
        )
        .first()
    )
    if passkey is None:
        raise PasskeyUnknown
    return passkey


def verify(
    *,
    relying_party: RelyingParty,
    passkey: Passkey,
    untrusted_credential: object,
    expected_challenge: bytes,
) -> Checked:
    """Check a signature by a known passkey.

    A passkey whose backup flag changed, or whose counter stands still, raises an alarm and passes.

    untrusted_credential: AuthenticationResponseJSON as the browser sent it.
    expected_challenge: 32 bytes, from `challenges.digest`.
    Raises PasskeyRefused, whatever is wrong.
    """
    holder = passkey.holder
    if not relying_party.is_active or holder.relying_party_id != relying_party.pk:
        raise PasskeyRefused
    answer = wire.read(untrusted_credential)
    if not hmac.compare_digest(answer.credential_id, bytes(passkey.credential_id)):
        raise PasskeyRefused
    user_handle = wire.decode(
        answer.untrusted_response.get("userHandle"), most=wire.MAX_USER_HANDLE_BYTES
    )
    if not hmac.compare_digest(user_handle, bytes(holder.user_handle)):
        raise PasskeyRefused
    verified = _verified(
        relying_party=relying_party,
        passkey=passkey,
        answer=answer,
        challenge=expected_challenge,
    )
    checked = Checked(
        sign_count=verified.new_sign_count,
        user_verified=verified.user_verified,
        backup_eligible=verified.credential_device_type == CredentialDeviceType.MULTI_DEVICE,
        backup_state=verified.credential_backed_up,
    )
    _raise_alarms(passkey=passkey, checked=checked)
    return checked


def note_use(*, passkey: Passkey, checked: Checked, at: datetime) -> None:
    """Keep what the passkey said when it was used."""
    passkey.sign_count = max(passkey.sign_count, checked.sign_count)
    passkey.backup_state = checked.backup_state
    passkey.last_used_at = at
    passkey.save(update_fields=["sign_count", "backup_state", "last_used_at"])


def _raise_alarms(*, passkey: Passkey, checked: Checked) -> None:
    """Tell where a passkey contradicts itself, and let it pass.

    A synced passkey never counts, and vendors have changed the flag by mistake: losing a wallet
    over either would be worse than a line in the log.
    """
    if 0 < checked.sign_count <= passkey.sign_count:
        logger.warning("passkey %s: its counter did not go up", passkey.pk)
    if checked.backup_eligible != passkey.backup_eligible:
        logger.warning("passkey %s: its backup flag changed, which must never happen", passkey.pk)
        AuditEvent.objects.create(
            holder_id=passkey.holder_id,
            kind=AuditEvent.Kind.BACKUP_FLAG_CHANGED,
            detail={"passkey": passkey.nickname, "now": checked.backup_eligible},
        )


def _verified(
    *, relying_party: RelyingParty, passkey: Passkey, answer: wire.Answer, challenge: bytes
) -> VerifiedAuthentication:
    untrusted = answer.untrusted_response
    client_data = wire.decode(untrusted.get("clientDataJSON"), most=wire.MAX_CLIENT_DATA_BYTES)
    authenticator_data = wire.decode(
        untrusted.get("authenticatorData"), most=wire.MAX_AUTHENTICATOR_BYTES
    )
    signature = wire.decode(untrusted.get("signature"), most=wire.MAX_SIGNATURE_BYTES)
    origins = relying_party.origins
    wire.check_client_data(client_data, kind="webauthn.get", challenge=challenge, origins=origins)
    credential_id = bytes_to_base64url(answer.credential_id)
    response = {
        "clientDataJSON": bytes_to_base64url(client_data),
        "authenticatorData": bytes_to_base64url(authenticator_data),
        "signature": bytes_to_base64url(signature),
    }
    clean = {"id": credential_id, "rawId": credential_id, "type": "public-key"}
    try:
        return verify_authentication_response(
            credential={**clean, "response": response},
            expected_challenge=challenge,
            expected_rp_id=relying_party.rp_id,
            expected_origin=origins,
            credential_public_key=bytes(passkey.public_key),
            # A synced passkey may stand still or fall behind; `_raise_alarms` looks at the counter.
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except Exception as error:
        raise PasskeyRefused from error
