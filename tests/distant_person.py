"""A person at a browser whose server runs in other processes, over real HTTP."""

from __future__ import annotations

import html
import http.client
import json
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.person import Browsing, Json
from tests.soft_client import SoftBrowser, unb64u
from tests.soft_passkey import SoftPasskey

CSRF_COOKIE = "keyhaven-csrf"
_CODE = re.compile(r"^    ([A-Z0-9-]{4,20})$", re.MULTILINE)
_PAGE_DATA = re.compile(r'<script id="page-data" type="application/json">(.*?)</script>', re.DOTALL)


@dataclass(frozen=True)
class Exchange:
    """One request and its answer, in the bytes that a proxy between them would see."""

    request_line: str
    request_headers: bytes = field(repr=False)
    request_body: bytes = field(repr=False)
    status: int
    answer_headers: bytes = field(repr=False)
    answer_body: bytes = field(repr=False)


class DistantPerson(Browsing):
    """Signs up with a code by e-mail and makes a passkey, as people do.

    mail: the folder into which the server writes its mails.
    listener: is given each exchange.
    address: from which the person comes, within 127.0.0.0/8.
    """

    def __init__(
        self,
        *,
        origin: str,
        mail: Path,
        name: str = "Samantha",
        prf: bool = True,
        listener: Callable[[Exchange], None] = lambda _: None,
        address: str = "127.0.0.1",
    ) -> None:
        self.origins = [origin]
        self._address = address
        self.name = name
        self.email = f"{name.lower()}-{secrets.token_hex(4)}@mail.example"
        self.codes: list[str] = []
        self.browser = SoftBrowser(
            passkey=SoftPasskey(rp_id=urlsplit(origin).hostname or "", prf=prf), origin=origin
        )
        self._mail = mail
        self._listener = listener
        self._cookies: dict[str, str] = {}
        self._agent = "Firefox/140 Linux"

    # --- A browser -------------------------------------------------------------------------------

    def send(
        self, method: str, path: str, *, body: str, headers: dict[str, str]
    ) -> tuple[int, bytes]:
        status, _, answer = self._exchange(
            method, path, body=body, headers={"content-type": "application/json", **headers}
        )
        return status, answer

    def csrf_token(self) -> str:
        return self._cookies[CSRF_COOKIE]

    def get(self, path: str) -> str:
        """A page, after any redirects."""
        status, location, answer = self._exchange("GET", path, body="", headers={})
        if location:
            return self.get(location)
        assert status == 200, (path, status)
        return answer.decode()

    def post(self, path: str, **fields: str) -> tuple[int, str]:
        """A form. Gives the status and where it leads, or the page that came instead."""
        body = urlencode({"csrfmiddlewaretoken": self.csrf_token(), **fields})
        headers = {"content-type": "application/x-www-form-urlencoded"}
        status, location, answer = self._exchange("POST", path, body=body, headers=headers)
        return status, location or answer.decode()

    def new_device(self) -> None:
        """The same passkey in a browser that knows nothing."""
        self._cookies.clear()
        self._agent = "Chrome/1 Android"
        self._cookies[CSRF_COOKIE] = secrets.token_hex(16)

    def _exchange(
        self, method: str, path: str, *, body: str, headers: dict[str, str]
    ) -> tuple[int, str, bytes]:
        origin = urlsplit(self.origins[0])
        sent = {
            "host": origin.netloc,
            "user-agent": self._agent,
            "cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "connection": "close",
            **({"origin": self.origins[0]} if method != "GET" else {}),
            **headers,
        }
        connection = http.client.HTTPConnection(
            "127.0.0.1", origin.port or 80, timeout=60, source_address=(self._address, 0)
        )
        try:
            connection.request(method, path, body=body.encode() or None, headers=sent)
            answer = connection.getresponse()
            content = answer.read()
        finally:
            connection.close()
        self._keep_cookies(answer)
        self._listener(
            Exchange(
                request_line=f"{method} {path}",
                request_headers="\r\n".join(f"{k}: {v}" for k, v in sent.items()).encode(),
                request_body=body.encode(),
                status=answer.status,
                answer_headers=bytes(answer.headers),
                answer_body=content,
            )
        )
        return answer.status, answer.headers.get("location", ""), content

    def _keep_cookies(self, answer: http.client.HTTPResponse) -> None:
        for line in answer.headers.get_all("set-cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self._cookies.pop(name, None)
                else:
                    self._cookies[name] = morsel.value

    # --- An account ------------------------------------------------------------------------------

    def sign_up(self) -> None:
        self.get("/account/signup/")
        status, page = self.post("/account/signup/", name=self.name, email=self.email)
        assert status == 302, (status, page[-1500:])
        status, page = self.post("/account/confirm-email/", code=self.read_code())
        assert status == 302, (status, page[-1500:])
        self._make_passkey()

    def sign_in_by_code(self) -> None:
        self.get("/account/login/code/")
        status, page = self.post("/account/login/code/", email=self.email)
        assert status == 302, (status, page[-1500:])
        status, page = self.post("/account/login/code/confirm/", code=self.read_code())
        assert status == 302, (status, page[-1500:])

    def read_code(self) -> str:
        """The newest code in this person's mailbox that was not read before."""
        # A busy machine is no fault of what is tested.
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            for text in (file.read_text() for file in self._mail.glob("*.log")):
                found = _CODE.search(text) if self.email in text else None
                if found and found[1] not in self.codes:
                    self.codes.append(found[1])
                    return found[1]
            time.sleep(0.05)
        raise AssertionError("no code came by mail")

    def mails(self) -> str:
        return "".join(file.read_text() for file in self._mail.glob("*.log"))

    def page_data(self, path: str) -> Json:
        found = _PAGE_DATA.search(self.get(path))
        assert found is not None, path
        data: Json = json.loads(html.unescape(found[1]))
        return data

    def _make_passkey(self) -> None:
        data = self.page_data("/passkeys/add/")
        wire = self.browser.register(
            nonce=unb64u(data["nonce"]), user_handle=unb64u(data["user"]["id"])
        )
        body = {"ticket": data["ticket"], "nickname": "Phone", "credential": wire}
        self.must("POST", "/passkeys", body)

    # --- A place for copies ----------------------------------------------------------------------

    def connect_webdav(self, *, wallet_id: str, url: str, user: str, password: str) -> None:
        """Only asks for it: a worker checks the place."""
        fields = {"kind": "webdav", "url": url, "user": user, "password": password}
        status, answer = self.post(f"/wallets/{wallet_id}/cloud/", **fields)
        assert status == 302, (status, answer[-2000:])

    def move_copies(self, wallet_id: str, source: str, target: str) -> None:
        """Only asks for it: a worker moves them."""
        path = f"/wallets/{wallet_id}/cloud/{source}/move/"
        status, answer = self.post(path, target=target)
        assert status == 302, (status, answer[-2000:])
