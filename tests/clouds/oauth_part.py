"""The part of a large provider by which people let us in, for servers that play one.

It holds us to RFC 6749, 7636 and 7009: the client's secret, the verifier, codes that work once.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode

from recovery.clouds.oauth import Provider
from recovery.clouds.provider import Profile
from tests.clouds.fault_server import Reply

# How this server knows us, whatever provider it plays.
CLIENT_ID = "our-client-id"
CLIENT_SECRET = "our-client-secret"
# A client without a secret, for what a browser does by itself.
BROWSER_CLIENT_ID = "our-browser-client-id"


@dataclass(frozen=True)
class Call:
    """One request, taken apart: host of the provider, its path, and the query."""

    method: str
    host: str
    route: str
    query: str
    headers: dict[str, str]
    body: bytes

    @property
    def token(self) -> str:
        return self.headers.get("authorization", "").removeprefix("Bearer ")


@dataclass(frozen=True)
class _Code:
    profile: Profile
    challenge: str
    redirect_uri: str
    scope: str


class OAuthPart:
    """The pages and addresses by which people let us in, as RFC 6749, 7636 and 7009 have them.

    lifetime_seconds: of access tokens. rotates: every renewal gives a new refresh token, and the
    old one is good no longer. withheld: scopes that people do not grant.
    """

    def __init__(
        self, provider: Provider, tokens: dict[str, Profile], people: list[Profile]
    ) -> None:
        self.provider = provider
        self.people = people
        self.lifetime_seconds = 14400
        self.rotates = False
        self.withheld: set[str] = set()
        self.refresh_tokens: dict[str, Profile] = {}
        self.renewals = 0
        # Every token that was ever given out.
        self.ever: list[str] = []
        # What tokens for browsers are good for. No other token is in it.
        self.scopes: dict[str, set[str]] = {}
        self._access_tokens = tokens
        self._codes: dict[str, _Code] = {}

    def knows(self, call: Call) -> bool:
        return self._operation(call) is not None

    def reply(self, call: Call) -> Reply:
        operation = self._operation(call)
        assert operation is not None
        return operation(call)

    def forget(self, profile: Profile) -> None:
        """The person takes the permission back at the provider."""
        for known in (self.refresh_tokens, self._access_tokens):
            for token in [token for token, owner in known.items() if owner == profile]:
                del known[token]

    def _operation(self, call: Call) -> Callable[[Call], Reply] | None:
        address = f"https://{call.host}{call.route}"
        return {
            self.provider.authorize: self._authorize,
            self.provider.token: self._token,
            self.provider.revoke: self._revoke,
        }.get(address)

    def _authorize(self, call: Call) -> Reply:
        asked = dict(parse_qsl(call.query, strict_parsing=True))
        if asked["response_type"] == "token":
            return self._authorize_browser(call, asked)
        if asked["client_id"] != CLIENT_ID or asked["response_type"] != "code":
            return Reply(400, body=b"unknown client")
        if asked["code_challenge_method"] != "S256" or len(asked["code_challenge"]) != 43:
            return Reply(400, body=b"PKCE is missing")
        if "as" not in asked:
            return self._page(call, asked)
        answer = {"state": asked["state"]}
        if asked["as"] == "nobody":
            answer["error"] = "access_denied"
        else:
            code = answer["code"] = secrets.token_urlsafe(20)
            (who,) = (person for person in self.people if person.account_id == asked["as"])
            self._codes[code] = _Code(
                who, asked["code_challenge"], asked["redirect_uri"], asked["scope"]
            )
        return Reply(302, {"Location": f"{asked['redirect_uri']}?{urlencode(answer)}"})

    def _authorize_browser(self, call: Call, asked: dict[str, str]) -> Reply:
        """RFC 6749, section 4.2: the token comes at once, in the part of an address that stays in
        the browser."""
        if asked["client_id"] != BROWSER_CLIENT_ID:
            return Reply(400, body=b"unknown client")
        if "as" not in asked:
            return self._page(call, asked)
        answer = {"state": asked["state"]}
        if asked["as"] == "nobody":
            answer["error"] = "access_denied"
        else:
            (who,) = (person for person in self.people if person.account_id == asked["as"])
            scopes = set(asked["scope"].split()) - self.withheld
            token = f"browser-{secrets.token_urlsafe(24)}"
            self._access_tokens[token] = who
            self.scopes[token] = scopes
            self.ever.append(token)
            answer |= {"access_token": token, "token_type": "Bearer", "scope": " ".join(scopes)}
            answer["expires_in"] = str(self.lifetime_seconds)
        return Reply(302, {"Location": f"{asked['redirect_uri']}#{urlencode(answer)}"})

    def _page(self, call: Call, asked: dict[str, str]) -> Reply:
        def link(who: str, words: str) -> str:
            query = escape(urlencode({**asked, "as": who}))
            return f'<p><a href="?{query}">{escape(words)}</a></p>'

        name = self.provider.name
        lines = [link(person.account_id, f"Allow as {person.name}") for person in self.people]
        page = (
            f'<!doctype html><html lang="en"><title>{name}</title><link rel="icon" href="data:,">'
            f"<h1>{name} asks</h1>{''.join(lines)}{link('nobody', 'Cancel')}"
        )
        return Reply(200, {"Content-Type": "text/html; charset=utf-8"}, page.encode())

    def _token(self, call: Call) -> Reply:
        asked = dict(parse_qsl(call.body.decode()))
        known = (asked.get("client_id"), asked.get("client_secret"))
        if known != (CLIENT_ID, CLIENT_SECRET):
            return as_json(401, {"error": "invalid_client"})
        if asked.get("grant_type") == "authorization_code":
            return self._redeem(asked)
        if asked.get("grant_type") == "refresh_token":
            return self._renew(asked)
        return as_json(400, {"error": "unsupported_grant_type"})

    def _redeem(self, asked: dict[str, str]) -> Reply:
        code = self._codes.pop(asked.get("code", ""), None)
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if code is None or (challenge, asked["redirect_uri"]) != (
            code.challenge,
            code.redirect_uri,
        ):
            return as_json(400, {"error": "invalid_grant"})
        granted = " ".join(scope for scope in code.scope.split() if scope not in self.withheld)
        return self._grant(code.profile, self._new_refresh(code.profile), scope=granted)

    def _renew(self, asked: dict[str, str]) -> Reply:
        self.renewals += 1
        token = asked.get("refresh_token", "")
        profile = self.refresh_tokens.get(token)
        if profile is None:
            return as_json(400, {"error": "invalid_grant"})
        if not self.rotates:
            return self._grant(profile)
        del self.refresh_tokens[token]
        return self._grant(profile, self._new_refresh(profile))

    def _new_refresh(self, profile: Profile) -> str:
        token = f"refresh-{secrets.token_urlsafe(24)}"
        self.refresh_tokens[token] = profile
        self.ever.append(token)
        return token

    def _grant(self, profile: Profile, refresh: str = "", **also: str) -> Reply:
        access = f"access-{secrets.token_urlsafe(24)}"
        self._access_tokens[access] = profile
        self.ever.append(access)
        content: dict[str, Any] = {
            "access_token": access,
            "token_type": "bearer",
            "expires_in": self.lifetime_seconds,
            **also,
        }
        if refresh:
            content["refresh_token"] = refresh
        return as_json(200, content)

    def _revoke(self, call: Call) -> Reply:
        if self.provider.revoke_by_bearer:
            profile = self._access_tokens.get(call.token)
        else:
            profile = self.refresh_tokens.get(dict(parse_qsl(call.body.decode())).get("token", ""))
        if profile is None:
            return Reply(401)
        self.forget(profile)
        return as_json(200, None)


def as_json(status: int, content: Any, **headers: str) -> Reply:
    body = json.dumps(content).encode()
    return Reply(status, {"Content-Type": "application/json", **headers}, body)
