from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from recovery.api import other_sites
from recovery.api.router import Answer, Page, api
from recovery.api.schemas import HostedIn
from recovery.errors import BadRequest, HostedRequestOver
from recovery.flows import hosted
from recovery.flows.hosted import Mode
from recovery.models import Holder, HolderSession, holder_behind

# Where a session keeps what an app asked for.
KEY = "hosted"


@api.post("/hosted/answer", auth=Page())
def answer(request: HttpRequest, response: HttpResponse, body: HostedIn) -> Answer:
    """The one answer to what an app asked for. The request is over before it is looked at."""
    asked = hosted.from_session(request.session.pop(KEY, None))
    request.session.save()
    if asked.state != body.state:
        # Another tab has begun something else meanwhile.
        raise HostedRequestOver
    holder = holder_behind(request.user) if body.wallets else None
    wallet_ids = [_id(each) for each in body.wallets]
    # From the next page on, no window of an app's is spoken with any more.
    response.delete_cookie(hosted.WINDOW_COOKIE, samesite="Lax")
    signed = hosted.answer(request=asked, holder=holder, untrusted_wallet_ids=wallet_ids)
    return {
        "answer": signed,
        "return_to": asked.return_to,
        "token": _token(asked, holder, wallet_ids) if holder and asked.mode == Mode.POPUP else None,
    }


def _token(asked: hosted.Request, holder: Holder, wallet_ids: list[UUID]) -> str:
    """Lets the app ask later how safe these wallets are. It never travels in an address."""
    begun = other_sites.begin(
        holder=holder,
        origin=asked.origin,
        scope=HolderSession.Scope.STATUS,
        wallet_ids=wallet_ids,
    )
    return begun.token


def _id(untrusted_text: str) -> UUID:
    try:
        return UUID(untrusted_text)
    except ValueError as error:
        raise BadRequest from error
