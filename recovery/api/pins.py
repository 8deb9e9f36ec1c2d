from __future__ import annotations

from django.http import HttpRequest

from recovery import base64url
from recovery.api.router import Answer, SignedIn, api, holder_of, wid_from
from recovery.api.schemas import PinIn
from recovery.flows import pin


@api.post("/wallets/{wid}/pin", auth=SignedIn())
def ask_about_pin(request: HttpRequest, wid: str, body: PinIn) -> Answer:
    """One question of the page to the vault, about this wallet's PIN."""
    answer = pin.ask(
        holder=holder_of(request),
        wid=wid_from(wid),
        question=pin.Question(
            act=body.act,
            nonce=body.nonce,
            manifest_key=body.pk_man,
            record=body.record,
            key=body.pk_eph,
            body=body.body,
            owner_sig=body.owner_sig,
            is_renewal=body.renewal,
        ),
    )
    return {"sealed": base64url.encode(answer.sealed), "sig": base64url.encode(answer.sig)}
