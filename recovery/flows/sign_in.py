"""How does a person sign in with a passkey? Nobody is named before: the passkey says who it is.

The session itself is begun by recovery/session.py, which knows HTTP.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from recovery import base64url
from recovery.ceremonies import assertion, challenges
from recovery.ceremonies.challenges import Op
from recovery.models import Holder


def page_data() -> dict[str, Any]:
    """What the sign-in page needs to ask for a passkey: a fresh ticket among it."""
    ticket = challenges.issue(op=Op.LOGIN, holder=None)
    return {
        "ticket": ticket.text,
        "nonce": base64url.encode(ticket.nonce),
        "ticket_seconds": challenges.HOST_TICKET_SECONDS,
    }


def finish(*, rp_id: str, untrusted_ticket: str, untrusted_credential: object) -> Holder:
    """Check one assertion (op 1) and say who signed it.

    untrusted_credential: AuthenticationResponseJSON as the browser sent it.
    Raises ChallengeSpent, BadRequest, PasskeyUnknown, PasskeyRefused.
    """
    spent = challenges.spend(untrusted_ticket=untrusted_ticket, op=Op.LOGIN, holder=None)
    passkey = assertion.find_passkey(rp_id=rp_id, untrusted_credential=untrusted_credential)
    checked = assertion.verify(
        relying_party=passkey.holder.relying_party,
        passkey=passkey,
        untrusted_credential=untrusted_credential,
        expected_challenge=challenges.digest(op=Op.LOGIN, spent=spent, rp_id=rp_id),
    )
    assertion.note_use(passkey=passkey, checked=checked, at=timezone.now())
    return passkey.holder
