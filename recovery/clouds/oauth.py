"""How a person lets us into an account at a large provider: OAuth 2.0 with a code and PKCE.

RFC 6749 section 4.1, RFC 7636, and what RFC 9700 makes of them. The browser carries a code that is
worth nothing without our client secret and the verifier; tokens travel between servers only.
"""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from urllib.parse import urlencode, urlsplit

from recovery.clouds import http, provider
from recovery.clouds.answers import Answer
from recovery.clouds.base import Permitted
from recovery.clouds.connection import Request
from recovery.clouds.errors import (
    AccessEnded,
    BadAnswer,
    CloudError,
    ConsentIncomplete,
    ConsentStale,
    RegistrationWrong,
)

# A provider that names no time means a short one.
_SHORT_SECONDS = 600.0
_ERRORS: dict[str, type[CloudError]] = {
    "invalid_client": RegistrationWrong,
    "consent_required": AccessEnded,
    "interaction_required": AccessEnded,
    "invalid_grant": AccessEnded,
    "unauthorized_client": RegistrationWrong,
}


@dataclass(frozen=True)
class Provider:
    """Where a provider asks for consent, and the least that we ask for.

    scopes: what must be granted. also: further words of the request that grant nothing by
    themselves. revoke: where a token is given back, as a form or as a bearer; empty where the
    provider has no such place. manage: where a person takes the permission back by hand.
    """

    name: str
    authorize: str
    token: str
    scopes: tuple[str, ...]
    manage: str
    also: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    revoke: str = ""
    revoke_by_bearer: bool = False


PROVIDERS: dict[str, Provider] = {
    "dropbox": Provider(
        name="Dropbox",
        authorize="https://www.dropbox.com/oauth2/authorize",
        token="https://api.dropboxapi.com/oauth2/token",  # noqa: S106 - an address
        scopes=(
            "account_info.read",
            "files.content.read",
            "files.content.write",
            "files.metadata.read",
        ),
        options={"token_access_type": "offline"},
        revoke="https://api.dropboxapi.com/2/auth/token/revoke",
        revoke_by_bearer=True,
        manage="https://www.dropbox.com/account/connected_apps",
    ),
    "gdrive": Provider(
        name="Google Drive",
        authorize="https://accounts.google.com/o/oauth2/v2/auth",
        token="https://oauth2.googleapis.com/token",  # noqa: S106 - an address
        scopes=("https://www.googleapis.com/auth/drive.file",),
        # Without the prompt there is no refresh token for an account that has consented before.
        options={"access_type": "offline", "prompt": "consent select_account"},
        revoke="https://oauth2.googleapis.com/revoke",
        manage="https://myaccount.google.com/connections",
    ),
    # Microsoft has no address at which an app gives back what one person allowed it.
    "onedrive": Provider(
        name="OneDrive",
        authorize="https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
        token="https://login.microsoftonline.com/common/oauth2/v2.0/token",  # noqa: S106
        scopes=("Files.ReadWrite.AppFolder", "User.Read"),
        also=("offline_access",),
        options={"prompt": "select_account"},
        manage="https://account.microsoft.com/privacy/app-access",
    ),
}


@dataclass(frozen=True)
class Client:
    """Who we are to a provider, as registered there."""

    client_id: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Tokens:
    """expires_at: seconds since 1970, of the access token."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    expires_at: float

    def pack(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def unpack(cls, packed: str) -> Tokens:
        return cls(**json.loads(packed))


def authorization_url(
    *,
    to: Provider,
    client: Client,
    redirect_uri: str,
    state: str,
    verifier: str,
    permitted: Permitted,
) -> str:
    """The address of the provider's own page on which the person decides."""
    challenge = hashlib.sha256(verifier.encode()).digest()
    query = {
        "response_type": "code",
        "client_id": client.client_id,
        "redirect_uri": redirect_uri,
        "scope": " ".join((*to.scopes, *to.also)),
        "state": state,
        "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        **to.options,
    }
    parts = urlsplit(to.authorize)
    origin, base = provider.service(parts.netloc, permitted=permitted)
    return f"{origin.url}{base}{parts.path}?{urlencode(query)}"


def redeem(
    *,
    at: Provider,
    client: Client,
    redirect_uri: str,
    untrusted_code: str,
    verifier: str,
    permitted: Permitted,
) -> Tokens:
    """Exchange the code that the browser brought for tokens.

    Raises ConsentStale, ConsentIncomplete, RegistrationWrong, and what `http.exchange` raises.
    """
    fields = {
        "grant_type": "authorization_code",
        "code": untrusted_code,
        "redirect_uri": redirect_uri,
        "code_verifier": verifier,
    }
    try:
        found = _ask(at, client, fields, permitted)
    except AccessEnded as error:
        raise ConsentStale from error
    granted = found.get("scope")
    if isinstance(granted, str) and not _names(at.scopes) <= _names(granted.split()):
        raise ConsentIncomplete
    return _tokens(found, refresh=provider.text(found, "refresh_token"))


def renew(*, at: Provider, client: Client, tokens: Tokens, permitted: Permitted) -> Tokens:
    """A fresh access token, and the refresh token that is good from now on.

    Raises AccessEnded once the permission was taken back.
    """
    fields = {"grant_type": "refresh_token", "refresh_token": tokens.refresh}
    found = _ask(at, client, fields, permitted)
    # Some give a new refresh token each time and let the old one go.
    rotated = found.get("refresh_token")
    return _tokens(found, refresh=rotated if isinstance(rotated, str) else tokens.refresh)


def revoke(*, at: Provider, tokens: Tokens, permitted: Permitted) -> None:
    """Give the permission back. Raises CloudError where the provider could not be told."""
    parts = urlsplit(at.revoke)
    origin, base = provider.service(parts.netloc, permitted=permitted)
    headers, body = {"Accept": "application/json"}, b""
    if at.revoke_by_bearer:
        headers["Authorization"] = f"Bearer {tokens.access}"
    else:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode({"token": tokens.refresh}).encode()
    request = Request("POST", base + parts.path, headers, body)
    (answer,) = http.exchange(origin=origin, requests=[request], follow=False)
    if answer.status not in {200, 204}:
        raise provider.error_of(answer)


def _ask(
    at: Provider, client: Client, fields: dict[str, str], permitted: Permitted
) -> dict[str, object]:
    parts = urlsplit(at.token)
    origin, base = provider.service(parts.netloc, permitted=permitted)
    known = {"client_id": client.client_id, "client_secret": client.secret}
    headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode({**known, **fields}).encode()
    request = Request("POST", base + parts.path, headers, body)
    (answer,) = http.exchange(origin=origin, requests=[request], follow=False)
    if answer.status != 200:
        raise provider.error_of(answer, meaning=_meaning(answer))
    return provider.document(answer)


def _names(scopes: Iterable[str]) -> set[str]:
    # Some write a scope with the address of its service in front, and in another case.
    return {scope.rpartition("/")[2].lower() for scope in scopes}


def _meaning(answer: Answer) -> type[CloudError] | None:
    try:
        code = provider.document(answer).get("error")
    except BadAnswer:
        return None
    return _ERRORS.get(code) if isinstance(code, str) else None


def _tokens(found: dict[str, object], *, refresh: str) -> Tokens:
    seconds = found.get("expires_in")
    is_number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    lifetime = float(seconds) if is_number else _SHORT_SECONDS  # type: ignore[arg-type]
    return Tokens(
        access=provider.text(found, "access_token"),
        refresh=refresh,
        expires_at=time.time() + max(lifetime, 0.0),
    )
