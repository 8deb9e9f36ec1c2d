from __future__ import annotations

from django.http import HttpRequest

from recovery import base64url, devices, session, step_up
from recovery.api.router import Answer, SignedIn, api, holder_of, wid_from
from recovery.api.schemas import NothingIn, PractisedIn
from recovery.flows import practice
from recovery.flows.slot_questions import Purpose


@api.post("/wallets/{wid}/practice", auth=SignedIn())
def begin_practice(request: HttpRequest, wid: str, body: NothingIn) -> Answer:
    """A question that only who opens the wallet with the way in can answer."""
    question = practice.ask(holder=holder_of(request), wid=wid_from(wid))
    session.keep_question(request, question, purpose=Purpose.PRACTICE)
    return {"gen": question.number, "question": base64url.encode(question.public_key)}


@api.post("/wallets/{wid}/practice/proof", auth=SignedIn())
def finish_practice(request: HttpRequest, wid: str, body: PractisedIn) -> Answer:
    proof = practice.finish(
        holder=holder_of(request),
        question=session.take_question(request, wid=wid_from(wid), purpose=Purpose.PRACTICE),
        answer=practice.Answer(body.slot, body.proof, body.signature),
        lately=step_up.lately(request),
        device=devices.describe(request.headers.get("user-agent", "")),
    )
    return {"proved_at": proof.proved_at.isoformat()}
