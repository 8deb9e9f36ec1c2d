from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Schema, Status
from pydantic import AfterValidator, ConfigDict, Field

from recovery.api import other_sites
from recovery.api.schemas import visible
from recovery.api.v1.answers import answers
from recovery.api.v1.router import Key, party_of, v1
from recovery.flows import site_sessions
from recovery.models import HolderSession, ServerKey

signs_in = Key(ServerKey.Scope.SESSIONS)


class SessionIn(Schema):
    """Who is signed in on your site, and at which of its origins the page is."""

    model_config = ConfigDict(extra="forbid")

    reference: Annotated[
        str,
        Field(pattern=r"^[!-~]{1,100}$", description="What you call the person; never changes."),
    ]
    name: Annotated[
        str,
        Field(min_length=1, max_length=64, description="For mails and the passkey's own list."),
        AfterValidator(visible),
    ]
    email: Annotated[
        str,
        Field(
            pattern=r"^([!-?A-~]{1,64}@[!-?A-~]{1,180})?$",
            description="Where we tell of new devices; empty if you tell them. It signs nobody in.",
        ),
    ] = ""
    origin: Annotated[
        str, Field(max_length=300, description="The page's origin, exactly as it is registered.")
    ]


class SessionOut(Schema):
    """token: for the page's memory only. It ends at `expires_at`, or a day after its last use."""

    token: str
    holder_id: UUID
    expires_at: datetime


@v1.post(
    "/sessions",
    auth=signs_in,
    response=answers(SessionOut, 413, status=201),
    tags=["people"],
)
def begin_session(request: HttpRequest, body: SessionIn) -> Status[dict[str, Any]]:
    """A short-lived token for a person who is signed in at your site, for the browser module there.

    Name and address count when a reference is met for the first time. Each call gives a new token,
    so no Idempotency-Key is needed.
    """
    party = party_of(request)
    site_sessions.require_origin(party=party, origin=body.origin)
    holder = site_sessions.person(
        party=party, reference=body.reference, name=body.name, mail_to=body.email
    )
    begun = other_sites.begin(holder=holder, origin=body.origin, scope=HolderSession.Scope.WALLETS)
    return Status(
        201,
        {"token": begun.token, "holder_id": holder.pk, "expires_at": begun.expires_at},
    )
