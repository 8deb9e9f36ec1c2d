"""A Nextcloud on loopback: its login flow, its list of app passwords, and files over WebDAV.

As its manual describes them; WebDAV itself is FaultServer's. It lies below /nc/, as many do.
"""

from __future__ import annotations

import base64
import re
import secrets
from urllib.parse import parse_qsl

from tests.clouds.fault_server import FaultServer, Reply, Seen
from tests.clouds.oauth_part import as_json

BASE = "/nc/"
# People may sign in with their address; in paths they have an id.
LOGIN_NAME = "sam@mail.example"
USER_ID = "samantha"


class NextcloudServer(FaultServer):
    """passwords: app passwords that are good. People press a link on the page of a login."""

    def __init__(self) -> None:
        super().__init__()
        self.passwords: set[str] = set()
        self.files_root = f"{BASE}remote.php/dav/files/{USER_ID}/"
        self.folders.add(self.files_root)
        self.display_name = "Samantha"
        # Token for the client → token on the page; and what was allowed on which page.
        self._pages: dict[str, str] = {}
        self._allowed: set[str] = set()

    @property
    def address(self) -> str:
        return f"{self.url.rstrip('/')}{BASE}"

    def allow(self, page: str) -> None:
        """What pressing the button on that page does."""
        self._allowed.add(page.rpartition("/")[2])

    def _behaved(self, seen: Seen, body: bytes) -> Reply:
        path = seen.path.removeprefix(BASE).partition("?")[0]
        if (seen.method, path) == ("POST", "index.php/login/v2"):
            return self._begin()
        if (seen.method, path) == ("POST", "login/v2/poll"):
            return self._poll(dict(parse_qsl(body.decode())).get("token", ""))
        if (page := re.fullmatch(r"login/v2/flow/(\w+)(/allow)?", path)) is not None:
            return self._page(page[1], is_pressed=bool(page[2]))
        if not self._knows(seen):
            return Reply(401)
        if path == "ocs/v2.php/cloud/user" and "ocs-apirequest" in seen.headers:
            data = {"id": USER_ID, "display-name": self.display_name, "email": LOGIN_NAME}
            return as_json(200, {"ocs": {"meta": {"status": "ok"}, "data": data}})
        if (seen.method, path) == ("DELETE", "ocs/v2.php/core/apppassword"):
            self.passwords.discard(_password(seen))
            return as_json(200, {"ocs": {"meta": {"status": "ok"}, "data": []}})
        return super()._behaved(seen, body)

    def _begin(self) -> Reply:
        token, page = secrets.token_hex(32), secrets.token_hex(32)
        self._pages[token] = page
        poll = {"token": token, "endpoint": f"{self.address}login/v2/poll"}
        return as_json(200, {"poll": poll, "login": f"{self.address}login/v2/flow/{page}"})

    def _poll(self, token: str) -> Reply:
        if self._pages.get(token) not in self._allowed:
            return as_json(404, [])
        # Once only.
        del self._pages[token]
        self.passwords.add(password := secrets.token_hex(36))
        shown = {"server": self.address, "loginName": LOGIN_NAME, "appPassword": password}
        return as_json(200, shown)

    def _page(self, page: str, *, is_pressed: bool) -> Reply:
        if is_pressed:
            self._allowed.add(page)
        words = (
            "<h1>Account connected</h1>"
            if is_pressed
            else f'<h1>Connect to your account</h1><a href="{page}/allow">Grant access</a>'
        )
        html = f'<!doctype html><html lang="en"><title>Nextcloud</title>{words}'
        html += '<link rel="icon" href="data:,">'
        return Reply(200, {"Content-Type": "text/html"}, html.encode())

    def _knows(self, seen: Seen) -> bool:
        user, _, password = _credentials(seen)
        return user in {LOGIN_NAME, USER_ID} and password in self.passwords


def _credentials(seen: Seen) -> tuple[str, str, str]:
    encoded = seen.headers.get("authorization", "").removeprefix("Basic ")
    return base64.b64decode(encoded).decode().rpartition(":")


def _password(seen: Seen) -> str:
    return _credentials(seen)[2]
