"""A relying party's server that keeps shares, as badly as it is told to."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from recovery.clouds import http
from tests.serving import serving

Answer = tuple[int, dict[str, str], bytes]


class ShareReceiver:
    """shares: clientId → (backupMethod, share). got: path, headers and body of each question.

    faults: path → what is answered there instead; break_off: paths where the answer stops short.
    hangs: seconds before each answer.
    """

    def __init__(self, *, pair: tuple[Path, Path] | None = None) -> None:
        self.shares: dict[str, list[tuple[str, str]]] = {}
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.faults: dict[str, Callable[[], Answer]] = {}
        self.break_off: set[str] = set()
        self.hangs = 0.0
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                path = self.path.removeprefix("/keyhaven/")
                receiver.got.append((path, headers, body))
                time.sleep(receiver.hangs)
                fault = receiver.faults.get(path)
                status, extra, content = fault() if fault else receiver.answer(path, body)
                self.send_response(status)
                for each in extra.items():
                    self.send_header(*each)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                if path in receiver.break_off:
                    content, self.close_connection = content[:-1], True
                self.wfile.write(content)

            def log_message(self, *words: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        if pair is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*pair)
            self.server.socket = context.wrap_socket(
                self.server.socket, server_side=True, do_handshake_on_connect=False
            )
        host = "https://localhost" if pair else "http://127.0.0.1"
        self.url = f"{host}:{self.server.server_port}/keyhaven"

    def answer(self, path: str, body: bytes) -> Answer:
        asked: dict[str, Any] = json.loads(body)
        kept = self.shares.setdefault(asked["clientId"], [])
        if path == "backup":
            kept.append((asked["backupMethod"], asked["share"]))
            return 204, {}, b""
        return 200, {}, json.dumps({"backupShares": [share for _, share in kept]}).encode()

    def says(self, path: str, status: int = 200, body: bytes = b"", **headers: str) -> None:
        """From now on answer like that there."""
        self.faults[path] = lambda: (status, headers, body)


@contextmanager
def running(**options: Any) -> Iterator[ShareReceiver]:
    receiver = ShareReceiver(**options)
    with serving(receiver.server):
        yield receiver


@pytest.fixture
def receiver() -> Iterator[ShareReceiver]:
    with running() as receiver:
        yield receiver
    http.close_idle()
