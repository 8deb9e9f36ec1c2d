"""Requests that come from another site: a relying party's own pages, or a wallet's app.

Which sites may read our answers is decided letter by letter from the `Origin` header. No cookie of
ours takes part: a session there is begun by a token, and is in the request what a cookie's session
is for our own pages. So the endpoints need not know which of the two it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from recovery.flows import site_sessions
from recovery.flows.hosted import origin_of
from recovery.flows.site_sessions import Begun
from recovery.models import Holder, HolderSession, RelyingParty, ReturnAddress

# What the browser module asks for, below /api/. The developers' API is for servers, and signing in
# by cookie is for our own pages.
_OPEN = {"nonce", "unlock", "approve", "recover", "passkeys", "wallets", "site"}
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, PUT",
    "Access-Control-Allow-Headers": "authorization, content-type, if-match",
    "Access-Control-Max-Age": "600",
}


_ONLY = "only_wallets"


class SiteSession(SessionBase):
    """The session of a token, kept in its own row. Without a row, it is kept nowhere."""

    def __init__(self, row: HolderSession | None = None) -> None:
        super().__init__(session_key=row.pk.hex if row else None)
        self.row = row

    def load(self) -> dict[str, Any]:
        return dict(self.row.data) if self.row else {}

    def save(self, must_create: bool = False) -> None:
        if self.row is not None:
            data = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
            HolderSession.objects.filter(pk=self.row.pk).update(data=data)

    def create(self) -> NoReturn:
        raise RuntimeError("A session on another site begins with a token.")

    def exists(self, session_key: str) -> bool:
        return self.row is not None and session_key == self.session_key

    def delete(self, session_key: str | None = None) -> None:
        if self.row is not None:
            site_sessions.end(self.row)


@dataclass
class Site:
    """Where a request comes from. party: whose passkeys are used there; None for a wallet's app."""

    origin: str
    party: RelyingParty | None
    session: SiteSession

    @property
    def row(self) -> HolderSession | None:
        return self.session.row


def of(request: HttpRequest) -> Site | None:
    """The other site that a request comes from, or None for our own pages."""
    site: Site | None = getattr(request, "other_site", None)
    return site


def may_know(site: Site | None, wallet_id: UUID) -> bool:
    """Whether a session is told of this wallet. An app knows only what it was given."""
    only = site.session.get(_ONLY) if site else None
    return only is None or str(wallet_id) in only


def sign_in(request: HttpRequest, site: Site, *, holder: Holder) -> str:
    """Begin a session there for a person whose passkey has just been checked. Gives its token."""
    begun = begin(holder=holder, origin=site.origin, scope=HolderSession.Scope.WALLETS)
    site.session = SiteSession(begun.session)
    request.session = site.session
    request.user = holder.user
    return begun.token


def begin(
    *,
    holder: Holder,
    origin: str,
    scope: HolderSession.Scope,
    wallet_ids: Iterable[UUID] | None = None,
) -> Begun:
    """wallet_ids: those that the session is told of; all when left out."""
    # What Django's own sign-in keeps: the session ends when the person signs out everywhere.
    data: dict[str, Any] = {
        SESSION_KEY: str(holder.user_id),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: holder.user.get_session_auth_hash(),
    }
    if wallet_ids is not None:
        data[_ONLY] = [str(wallet_id) for wallet_id in wallet_ids]
    return site_sessions.begin(holder=holder, origin=origin, scope=scope, data=data)


class OtherSites:
    """Middleware, right behind the one of Django's sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        site = _find(request) if _is_open(request) else None
        if site is None:
            return self.get_response(request)
        if request.method == "OPTIONS":
            response: HttpResponseBase = HttpResponse(status=204, headers=_PREFLIGHT)
        else:
            response = self._with_session_of(site, request)
        response.headers["Access-Control-Allow-Origin"] = site.origin
        response.headers["Cache-Control"] = "no-store"
        patch_vary_headers(response, ["Origin"])
        return response

    def _with_session_of(self, site: Site, request: HttpRequest) -> HttpResponseBase:
        # Django saves the session of the cookie, and sets that cookie, for its own one only.
        cookies_session = request.session
        request.other_site = site  # type: ignore[attr-defined]
        request.session = site.session
        try:
            response = self.get_response(request)
            if site.session.modified:
                site.session.save()
            return response
        finally:
            request.session = cookies_session


def _is_open(request: HttpRequest) -> bool:
    parts = request.path.split("/", 3)
    return len(parts) > 2 and parts[1] == "api" and parts[2] in _OPEN


def _find(request: HttpRequest) -> Site | None:
    origin = request.headers.get("Origin", "")
    if not origin or origin == settings.PUBLIC_ORIGIN:
        return None
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    row = site_sessions.find(token, origin=origin) if scheme == "Bearer" else None
    if row is not None and row.scope == HolderSession.Scope.STATUS:
        # An app's, also where the same origin is some relying party's own site.
        return Site(origin, None, SiteSession(row)) if _is_of_an_app(origin) else None
    parties = list(RelyingParty.objects.filter(is_active=True, origin__value=origin))
    if row is not None and row.holder.relying_party in parties:
        return Site(origin, row.holder.relying_party, SiteSession(row))
    party = _party_of(origin, parties)
    if party is not None:
        return Site(origin, party, SiteSession())
    if _is_of_an_app(origin):
        return Site(origin, None, SiteSession(row))
    return None


def _party_of(origin: str, parties: list[RelyingParty]) -> RelyingParty | None:
    """Of those that name an origin as theirs, the one whose own host it is under.

    Anybody may register any origin, so that one site can use another's passkeys. A name must not be
    worth more than the host itself: whoever registers a stranger's site gains nothing, and takes
    nothing from that stranger. Ids are unique, so of several the longest is one. Where none of them
    has the host, it has to be the only one.
    """
    host = urlsplit(origin).hostname or ""
    at_home = [party for party in parties if f".{host}".endswith(f".{party.rp_id}")]
    if at_home:
        return max(at_home, key=lambda party: len(party.rp_id))
    return parties[0] if len(parties) == 1 else None


def _is_of_an_app(origin: str) -> bool:
    """Whether some app's answers go to a page of this origin."""
    near = ReturnAddress.objects.filter(
        value__startswith=f"{origin}/", app__relying_party__is_active=True
    )
    return any(origin_of(address.value) == origin for address in near)
