"""A site with its files under /.well-known/, over HTTPS, as right or wrong as it is told to be."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.serving import serving


class Site:
    """files: name → status, headers, body. url: with the port."""

    def __init__(self, *, certificate: Path, key: Path) -> None:
        self.files: dict[str, tuple[int, dict[str, str], bytes]] = {}
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                name = self.path.removeprefix("/.well-known/")
                status, headers, body = site.files.get(name, (404, {}, b"nothing"))
                self.send_response(status)
                for each in headers.items():
                    self.send_header(*each)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words: object) -> None:
                pass

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.socket = context.wrap_socket(
            self.server.socket, server_side=True, do_handshake_on_connect=False
        )
        self.url = f"https://localhost:{self.server.server_port}"

    def serve(self, name: str, content: Any, **changes: Any) -> None:
        """Put a file there. changes: status, headers or body that are not as they should be."""
        headers = {"Content-Type": "application/json", **changes.get("headers", {})}
        body = changes.get("body", json.dumps(content).encode())
        self.files[name] = (changes.get("status", 200), headers, body)


@contextmanager
def running(*, certificate: Path, key: Path) -> Iterator[Site]:
    site = Site(certificate=certificate, key=key)
    with serving(site.server):
        yield site
