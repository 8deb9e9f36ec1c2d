from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from recovery import session
from recovery.api.router import Answer, Page, SignedIn, api, holder_of
from recovery.api.schemas import LoginIn, PasskeyIn
from recovery.flows import enrol, sign_in, staff


@api.post("/passkeys", auth=SignedIn())
def add_passkey(request: HttpRequest, body: PasskeyIn) -> Answer:
    holder = holder_of(request)
    staff.require_passkey_for_another(holder.user, with_passkey=session.has_passkey(request))
    passkey = enrol.finish(
        holder=holder,
        untrusted_ticket=body.ticket,
        nickname=body.nickname,
        untrusted_credential=body.credential,
    )
    return {"id": str(passkey.pk), "nickname": passkey.nickname}


@api.post("/login", auth=Page())
def login(request: HttpRequest, body: LoginIn) -> Answer:
    session.count_attempt(request)
    holder = sign_in.finish(
        rp_id=settings.RELYING_PARTY_ID,
        untrusted_ticket=body.ticket,
        untrusted_credential=body.credential,
    )
    return {"next": session.start(request, holder=holder)}
