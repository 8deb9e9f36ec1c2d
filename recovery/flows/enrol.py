"""How does a passkey get into a person's list?

The options ride in the page, so that one request is enough: the page computes the challenge and
asks the browser for a passkey; its answer is checked here and becomes a row.
"""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from recovery import base64url
from recovery.ceremonies import challenges, registration
from recovery.ceremonies.challenges import Op
from recovery.errors import PasskeyExists, TooManyPasskeys
from recovery.models import AuditEvent, Holder, Passkey

# A backup has room for as many ways in.
MAX_PASSKEYS = 32
MAX_NICKNAME_CHARACTERS = 64


def page_data(holder: Holder) -> dict[str, Any]:
    """What the page needs to ask the browser for a new passkey, a fresh ticket among it."""
    ticket = challenges.issue(op=Op.REGISTER, holder=holder)
    return {
        "ticket": ticket.text,
        "nonce": base64url.encode(ticket.nonce),
        "ticket_seconds": challenges.HOST_TICKET_SECONDS,
        "user": {
            "id": base64url.encode(bytes(holder.user_handle)),
            "name": holder.address or holder.name,
            "display_name": holder.name,
        },
        "exclude": [
            {
                "id": base64url.encode(bytes(passkey.credential_id)),
                "transports": passkey.transports,
            }
            for passkey in holder.passkeys.all()
        ],
    }


def finish(
    *, holder: Holder, untrusted_ticket: str, nickname: str, untrusted_credential: object
) -> Passkey:
    """Check a new passkey and put it into the holder's list.

    untrusted_credential: RegistrationResponseJSON as the browser sent it.
    Raises ChallengeSpent, BadRequest, PasskeyRefused, PasskeyExists, TooManyPasskeys.
    """
    spent = challenges.spend(untrusted_ticket=untrusted_ticket, op=Op.REGISTER, holder=holder)
    made = registration.verify(
        relying_party=holder.relying_party,
        holder=holder,
        untrusted_credential=untrusted_credential,
        spent=spent,
    )
    if holder.passkeys.count() >= MAX_PASSKEYS:
        raise TooManyPasskeys
    try:
        with transaction.atomic():
            return _keep(holder=holder, made=made, nickname=tidy(nickname))
    except IntegrityError as error:
        raise PasskeyExists from error


def _keep(*, holder: Holder, made: registration.NewPasskey, nickname: str) -> Passkey:
    passkey = Passkey.objects.create(
        holder=holder,
        nickname=nickname,
        credential_id=made.credential_id,
        public_key=made.public_key,
        spki=made.spki,
        sign_count=made.sign_count,
        aaguid=made.aaguid,
        transports=made.transports,
        backup_eligible=made.backup_eligible,
        backup_state=made.backup_state,
    )
    AuditEvent.objects.create(
        holder=holder, kind=AuditEvent.Kind.PASSKEY_ADDED, detail={"passkey": nickname}
    )
    return passkey


def tidy(nickname: str) -> str:
    """A name on one line, without characters that nobody can see."""
    visible = "".join(character if character.isprintable() else " " for character in nickname)
    return " ".join(visible.split())[:MAX_NICKNAME_CHARACTERS] or "Passkey"
