from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import Any, ClassVar, cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.security import APIKeyCookie, SessionAuth
from ninja.security.base import AuthBase

from recovery import base64url
from recovery.api import other_sites
from recovery.errors import BadRequest, BodyTooLarge, KeyhavenError
from recovery.models import Holder, HolderSession, RelyingParty


class Page(APIKeyCookie):
    """Anybody whose request comes from one of our own pages: the CSRF token is the proof."""

    param_name = settings.CSRF_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Any:
        site = other_sites.of(request)
        # There no cookie takes part that another page could make use of.
        return super().__call__(request) if site is None else site.party is not None

    def authenticate(self, request: HttpRequest, key: str | None) -> bool:
        return key is not None


class SignedIn(SessionAuth):
    """The holder who is signed in, with the CSRF token on every request that writes.

    On another site, the holder whose token it is.
    """

    scopes: ClassVar[set[str]] = {HolderSession.Scope.WALLETS}

    def __call__(self, request: HttpRequest) -> Any:
        site = other_sites.of(request)
        if site is None:
            return super().__call__(request)
        may = site.row is not None and site.row.scope in self.scopes
        return self.authenticate(request, None) if may else None

    def authenticate(self, request: HttpRequest, key: str | None) -> Holder | None:
        if not request.user.is_authenticated:
            return None
        return (
            Holder.objects.select_related("relying_party").filter(user_id=request.user.pk).first()
        )


class Status(SignedIn):
    """The same, or a session that may ask how safe wallets are and nothing else."""

    scopes: ClassVar[set[str]] = {HolderSession.Scope.WALLETS, HolderSession.Scope.STATUS}


class Party(AuthBase):
    """A site of a relying party, whether or not somebody is signed in there."""

    openapi_type = "apiKey"

    def __call__(self, request: HttpRequest) -> RelyingParty | None:
        site = other_sites.of(request)
        return site.party if site else None


api = NinjaAPI(title="Keyhaven", version="1", urls_namespace="api", docs_url=None, openapi_url=None)


def failure(error: KeyhavenError) -> HttpResponse:
    return api.create_response(
        HttpRequest(), {"code": error.code, "message": error.message}, status=error.status
    )


@api.exception_handler(KeyhavenError)
def on_keyhaven_error(request: HttpRequest, error: KeyhavenError) -> HttpResponse:
    return failure(error)


@api.exception_handler(RequestDataTooBig)
def on_body_too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return failure(BodyTooLarge())


@api.exception_handler(ValidationError)
def on_validation_error(request: HttpRequest, error: ValidationError) -> HttpResponse:
    # What was wrong is not echoed: the value may be something that must not be repeated.
    return failure(BadRequest())


@api.exception_handler(HttpError)
def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    phrase = HTTPStatus(error.status_code).name.lower()
    message = "Sign in, or reload the page, and try again."
    return api.create_response(
        request, {"code": phrase, "message": message}, status=error.status_code
    )


def holder_of(request: HttpRequest) -> Holder:
    """The holder whom SignedIn found."""
    return cast(Holder, request.auth)  # type: ignore[attr-defined]


def writer_of(request: HttpRequest) -> bytes:
    """Names this session without giving its key away."""
    return hashlib.sha256((request.session.session_key or "").encode()).digest()


def wid_from(untrusted_text: str) -> bytes:
    try:
        wid = base64url.decode(untrusted_text)
    except ValueError as error:
        raise BadRequest from error
    if len(wid) != 16:
        raise BadRequest
    return wid


def text_or_none(data: bytes | None) -> str | None:
    return None if data is None else base64url.encode(data)


Answer = dict[str, Any]
