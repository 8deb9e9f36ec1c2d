"""Nextcloud's login flow v2: an app password without typing one, and its end.

We ask a Nextcloud for a page on which the person allows it, and ask again until that has happened.
What comes back is an app password for WebDAV, which the person sees in their list of devices under
our name, and which we can delete there ourselves.

Source: https://docs.nextcloud.com/server/latest/developer_manual/client_apis/LoginFlow/
"""

from __future__ import annotations

import base64
import json
from dataclasses import asdict, dataclass, field
from urllib.parse import quote, urlencode, urlsplit

from recovery.clouds import http, provider
from recovery.clouds.answers import Answer
from recovery.clouds.base import Permitted
from recovery.clouds.connection import PRINTABLE, Origin, Request
from recovery.clouds.errors import (
    AddressInvalid,
    BadAnswer,
    NotNextcloud,
    RedirectRefused,
    SignInRefused,
)
from recovery.clouds.pasted_address import parse_url
from recovery.clouds.provider import Profile

# What follows the place of a Nextcloud in an address that a person copied from there.
_PAGES = ("/index.php", "/remote.php", "/apps/", "/login", "/settings/", "/f/")
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_MAX_BYTES = 64 * 1024


@dataclass(frozen=True)
class Login:
    """A login that the person has not allowed yet. page: where they do. token: ours alone."""

    server: str
    page: str
    endpoint: str
    token: str = field(repr=False)

    def pack(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def unpack(cls, packed: str) -> Login:
        return cls(**json.loads(packed))


@dataclass(frozen=True)
class Granted:
    """url: of the person's files over WebDAV. user: the name that goes with the app password."""

    url: str
    user: str
    password: str = field(repr=False)
    profile: Profile


def begin(untrusted_url: str, *, permitted: Permitted) -> Login:
    """Ask a Nextcloud for a login page. Raises CloudError, NotNextcloud among them."""
    origin, base = parse_url(_server(untrusted_url), permitted=permitted)
    answer = _send(origin, "POST", f"{base}index.php/login/v2")
    if answer.status in {400, 403, 404, 405, 501}:
        raise NotNextcloud
    found = _document(answer)
    poll = found.get("poll")
    if not isinstance(poll, dict):
        raise NotNextcloud
    return Login(
        server=origin.url + base,
        page=_same_server(origin, provider.text(found, "login")),
        endpoint=_same_server(origin, provider.text(poll, "endpoint")),
        token=provider.text(poll, "token"),
    )


def poll(login: Login, *, permitted: Permitted) -> Granted | None:
    """The app password, once only; None until the person has allowed it. Raises CloudError."""
    origin, base = parse_url(login.server, permitted=permitted)
    body = urlencode({"token": login.token}).encode()
    answer = _send(origin, "POST", urlsplit(login.endpoint).path, headers=_FORM, body=body)
    if answer.status == 404:
        return None
    found = _document(answer)
    user, password = provider.text(found, "loginName"), provider.text(found, "appPassword")
    profile = _profile(origin, base, user, password)
    # People may sign in with an address; in paths they have an id.
    url = f"{origin.url}{base}remote.php/dav/files/{quote(profile.account_id, safe='')}/"
    return Granted(url, user, password, profile)


def is_one(url: str) -> bool:
    """Whether these are somebody's files in a Nextcloud."""
    return "/remote.php/dav/files/" in url


def revoke(*, url: str, user: str, password: str, permitted: Permitted) -> None:
    """Delete the app password there. Raises CloudError where that could not be done."""
    origin, base = parse_url(_server(url), permitted=permitted)
    target = f"{base}ocs/v2.php/core/apppassword"
    answer = _send(origin, "DELETE", target, headers=_ocs(user, password))
    # 403: it was not an app password, and that is not ours to delete.
    if answer.status not in {200, 204, 403, 404}:
        raise _error(answer)


def _profile(origin: Origin, base: str, user: str, password: str) -> Profile:
    target = f"{base}ocs/v2.php/cloud/user?format=json"
    found = _document(_send(origin, "GET", target, headers=_ocs(user, password)))
    inner = found.get("ocs")
    data = inner.get("data") if isinstance(inner, dict) else None
    if not isinstance(data, dict):
        raise BadAnswer
    name = data.get("display-name") or data.get("displayname")
    return Profile(provider.text(data, "id"), str(name or ""), str(data.get("email") or ""))


def _server(untrusted_url: str) -> str:
    """The address of the Nextcloud itself, out of one that a person saw in their browser."""
    plain = untrusted_url.strip().partition("#")[0].partition("?")[0]
    try:
        parts = urlsplit(plain)
    except ValueError as error:
        raise AddressInvalid from error
    path = parts.path.rstrip("/") + "/"
    for page in _PAGES:
        path = path.partition(page)[0] + "/" if page in path else path
    return parts._replace(path=path).geturl()


def _same_server(origin: Origin, untrusted_address: str) -> str:
    """An address to which a person, or a token, is sent: only where they wanted to go."""
    if not untrusted_address.startswith(origin.url + "/"):
        raise RedirectRefused
    if not PRINTABLE.match(untrusted_address) or " " in untrusted_address:
        raise BadAnswer
    return untrusted_address


def _ocs(user: str, password: str) -> dict[str, str]:
    credentials = base64.b64encode(f"{user}:{password}".encode()).decode()
    return {"Authorization": f"Basic {credentials}", "OCS-APIRequest": "true"}


def _send(
    origin: Origin,
    method: str,
    target: str,
    *,
    headers: dict[str, str] | None = None,
    body: bytes = b"",
) -> Answer:
    # The person finds this name in the list of devices of their Nextcloud.
    plain = {"Accept": "application/json", "User-Agent": "Keyhaven"}
    request = Request(method, target, {**plain, **(headers or {})}, body, _MAX_BYTES)
    return http.exchange(origin=origin, requests=[request], follow=False)[0]


def _document(answer: Answer) -> dict[str, object]:
    if answer.status != 200:
        raise _error(answer)
    return provider.document(answer)


def _error(answer: Answer) -> Exception:
    return provider.error_of(answer, meaning=SignInRefused if answer.status == 401 else None)
