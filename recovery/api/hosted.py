from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from recovery import step_up
from recovery.api import other_sites
from recovery.api.router import Answer, Page, api
from recovery.api.schemas import HostedIn
from recovery.errors import BadRequest
from recovery.flows import hosted
from recovery.flows.hosted import Mode
from recovery.models import Holder, HolderSession, HostedRequest, holder_behind


@api.post("/hosted/answer", auth=Page())
def answer(request: HttpRequest, response: HttpResponse, body: HostedIn) -> Answer:
    """The one answer to what an app asked for."""
    browser = request.COOKIES.get(hosted.BROWSER_COOKIE, "")
    asked = hosted.find(_id(body.request), browser=browser)
    holder = holder_behind(request.user) if body.wallets else None
    wallet_ids = [_id(each) for each in body.wallets]
    signed = hosted.answer(
        request=asked,
        holder=holder,
        untrusted_wallet_ids=wallet_ids,
        lately=step_up.lately(request),
    )
    if not hosted.has_window(browser=browser):
        # From the next page on, no window of an app's is spoken with any more.
        response.delete_cookie(hosted.WINDOW_COOKIE, samesite="Lax")
    return {
        "answer": signed,
        "return_to": asked.return_to,
        "token": _token(asked, holder, wallet_ids) if holder and asked.mode == Mode.POPUP else None,
    }


def _token(asked: HostedRequest, holder: Holder, wallet_ids: list[UUID]) -> str:
    """Lets the app ask later how safe these wallets are. It never travels in an address."""
    begun = other_sites.begin(
        holder=holder,
        origin=hosted.origin_of(asked.return_to),
        scope=HolderSession.Scope.STATUS,
        wallet_ids=wallet_ids,
    )
    return begun.token


def _id(untrusted_text: str) -> UUID:
    try:
        return UUID(untrusted_text)
    except ValueError as error:
        raise BadRequest from error
