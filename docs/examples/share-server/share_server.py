"""A server that keeps custodian shares for Keyhaven: two addresses, one table, no library.

    SHARE_SECRET=whsec_… python3 share_server.py 8080 shares.sqlite3

It speaks plain HTTP on this machine; put what you use for HTTPS in front of it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import sqlite3
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

BASE = "/keyhaven"
MOST_BYTES = 256 * 1024
OLDEST_SECONDS = 300


class NotSigned(Exception):
    """The question is not from Keyhaven, or is old."""


class Shares:
    """Every share that was ever given, so that none is overwritten."""

    def __init__(self, path: str) -> None:
        self.path = path
        with self._open() as database:
            database.execute(
                "CREATE TABLE IF NOT EXISTS shares (client TEXT, method TEXT, share TEXT,"
                " UNIQUE (client, method, share))"
            )

    def keep(self, *, client: str, method: str, share: str) -> None:
        """On the disk when this returns. The same one twice is there once."""
        with self._open() as database:
            values = (client, method, share)
            database.execute("INSERT OR IGNORE INTO shares VALUES (?, ?, ?)", values)

    def of(self, client: str) -> list[str]:
        with self._open() as database:
            found = database.execute("SELECT share FROM shares WHERE client = ?", (client,))
            return [share for (share,) in found]

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path)


def verify(secret: str, headers: Any, body: bytes) -> None:
    """secret: whsec_… as it was shown. Raises NotSigned."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    stamp = headers.get("webhook-timestamp", "")
    if not stamp.isdecimal() or abs(time.time() - int(stamp)) > OLDEST_SECONDS:
        raise NotSigned
    signed = f"{headers.get('webhook-id', '')}.{stamp}.".encode() + body
    ours = "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    # While a secret is being changed, there is one signature with each.
    for each in headers.get("webhook-signature", "").split():
        if hmac.compare_digest(each.encode(), ours.encode()):
            return
    raise NotSigned


class Handler(BaseHTTPRequestHandler):
    """shares, secret: set on a class of its own before it serves."""

    protocol_version = "HTTP/1.1"
    shares: Shares
    secret: str

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", MOST_BYTES + 1))
        if length > MOST_BYTES:
            self.close_connection = True
            self._answer(413)
            return
        body = self.rfile.read(length)
        try:
            # Before anything is looked at: whoever may ask gets the shares.
            verify(self.secret, self.headers, body)
        except NotSigned:
            self._answer(401)
            return
        asked = json.loads(body)
        if self.path == f"{BASE}/backup":
            client, method = asked["clientId"], asked["backupMethod"]
            self.shares.keep(client=client, method=method, share=asked["share"])
            self._answer(204)
        elif self.path == f"{BASE}/backup/fetch":
            self._answer(200, {"backupShares": self.shares.of(asked["clientId"])})
        else:
            self._answer(404)

    def _answer(self, status: int, content: dict[str, Any] | None = None) -> None:
        body = b"" if content is None else json.dumps(content).encode()
        self.send_response(status)
        if content is not None:
            self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def server(*, port: int, path: str, secret: str) -> ThreadingHTTPServer:
    """port: 0 for any that is free."""
    of_this_server = {"shares": Shares(path), "secret": secret}
    return ThreadingHTTPServer(("127.0.0.1", port), type("Handler", (Handler,), of_this_server))


if __name__ == "__main__":
    server(
        port=int(sys.argv[1]), path=sys.argv[2], secret=os.environ["SHARE_SECRET"]
    ).serve_forever()
