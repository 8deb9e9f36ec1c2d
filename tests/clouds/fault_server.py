"""A WebDAV server on loopback that keeps files in memory and misbehaves exactly as told.

with FaultServer() as server:
    server.on("PUT", ".json", Reply(507))          # the next PUT of such a file
    server.on("GET", "", Reply(200, body=b"<html>"), times=-1)   # every GET from now on
"""

from __future__ import annotations

import socket
import socketserver
import struct
import threading
import time
from dataclasses import dataclass, field
from http.client import parse_headers, responses
from io import BufferedIOBase
from types import TracebackType
from typing import Self
from urllib.parse import unquote
from xml.sax.saxutils import escape

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Reply:
    """declared: Content-Length to claim. seconds_per_byte: how slowly the body comes.

    store: whether a PUT is kept although the answer is this one. then: what becomes of the
    connection: "keep", "close", or "reset" (before any answer).
    """

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    declared: int | None = None
    seconds_per_byte: float = 0.0
    store: bytes | None = None
    then: str = "keep"


RESET = Reply(then="reset")


@dataclass(frozen=True)
class Seen:
    """path: decoded. target: path and query as they came over the wire."""

    method: str
    path: str
    headers: dict[str, str]
    target: str = ""


@dataclass
class _Rule:
    method: str
    ending: str
    reply: Reply
    times: int


class FaultServer:
    """files: decoded path to content. seen: every request, in order."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.folders: set[str] = {"/"}
        self.seen: list[Seen] = []
        # Without conditions a PUT is done whatever If-Match and If-None-Match say.
        self.keeps_conditions = True
        # How many requests are answered well before the rules begin to apply.
        self.let_pass = 0
        # Nobody is answered while the gate is shut.
        self.gate = threading.Event()
        self.gate.set()
        self.connections = 0
        self._rules: list[_Rule] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            disable_nagle_algorithm = True

            def handle(self) -> None:
                with outer._lock:
                    outer.connections += 1
                while _serve_one(outer, self.rfile, self.connection):
                    pass

        self._server = _Server((HOST, 0), Handler)
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}/"

    def on(self, method: str, ending: str, reply: Reply, *, times: int = 1) -> None:
        """Answer so when method and end of the path fit; `times` -1 is for ever."""
        self._rules.append(_Rule(method, ending, reply, times))

    def behave(self) -> None:
        self._rules.clear()
        self.let_pass = 0

    def answer(self, seen: Seen, body: bytes) -> Reply:
        self.gate.wait(200)
        with self._lock:
            self.seen.append(seen)
            reply = self._take(seen)
            if reply is not None:
                if reply.store is not None:
                    self.files[seen.path] = reply.store
                return reply
            return self._behaved(seen, body)

    def _take(self, seen: Seen) -> Reply | None:
        if self.let_pass:
            self.let_pass -= 1
            return None
        for rule in self._rules:
            if rule.times and rule.method == seen.method and seen.path.endswith(rule.ending):
                rule.times -= 1
                return rule.reply
        return None

    def _behaved(self, seen: Seen, body: bytes) -> Reply:
        there = self.files.get(seen.path)
        match seen.method:
            case "GET":
                if there is None:
                    return Reply(404)
                return Reply(200, {"ETag": _etag(there)}, there)
            case "PUT":
                return self._put(seen, body, there)
            case "DELETE":
                return self._remove(seen.path)
            case "MKCOL":
                if seen.path in self.folders:
                    return Reply(405)
                self.folders.add(seen.path)
                return Reply(201)
            case "PROPFIND":
                return self._list(seen.path) if seen.path in self.folders else Reply(404)
        return Reply(501)

    def _put(self, seen: Seen, body: bytes, there: bytes | None) -> Reply:
        if seen.path.rpartition("/")[0] + "/" not in self.folders:
            return Reply(409)
        expected = seen.headers.get("if-match")
        unexpected = there is not None and "if-none-match" in seen.headers
        moved = expected is not None and (there is None or _etag(there) != expected)
        if self.keeps_conditions and (unexpected or moved):
            return Reply(412)
        self.files[seen.path] = body
        return Reply(201 if there is None else 204)

    def _remove(self, path: str) -> Reply:
        """As RFC 4918 wants it: a folder goes with everything in it."""
        folder = path.rstrip("/") + "/"
        if folder not in self.folders:
            return Reply(404 if self.files.pop(path, None) is None else 204)
        self.folders.discard(folder)
        for inside in [name for name in self.files if name.startswith(folder)]:
            del self.files[inside]
        return Reply(204)

    def _list(self, folder: str) -> Reply:
        inside = [path for path in self.files if path.rpartition("/")[0] + "/" == folder]
        parts = "".join(f"<d:response><d:href>{escape(p)}</d:href></d:response>" for p in inside)
        xml = f'<d:multistatus xmlns:d="DAV:">{parts}</d:multistatus>'
        return Reply(207, {"Content-Type": "application/xml"}, xml.encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    # A reset while a reply is being written is what the test asked for.
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        pass


def _serve_one(server: FaultServer, stream: BufferedIOBase, connection: socket.socket) -> bool:
    line = stream.readline(65536).decode("latin-1").split()
    if len(line) != 3:
        return False
    headers = {name.lower(): value for name, value in parse_headers(stream).items()}
    body = stream.read(int(headers.get("content-length", "0")))
    reply = server.answer(Seen(line[0], unquote(line[1]), headers, line[1]), body)
    if reply.then == "reset":
        # A linger time of zero makes the system send RST where it would send FIN.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
        return False
    _send(connection, reply)
    return reply.then == "keep"


def _send(connection: socket.socket, reply: Reply) -> None:
    length = len(reply.body) if reply.declared is None else reply.declared
    lines = [f"HTTP/1.1 {reply.status} {responses.get(reply.status, 'Other')}"]
    if "Transfer-Encoding" not in reply.headers:
        lines.append(f"Content-Length: {length}")
    lines += [f"{name}: {value}" for name, value in reply.headers.items()]
    connection.sendall("\r\n".join((*lines, "", "")).encode())
    if not reply.seconds_per_byte:
        connection.sendall(reply.body)
        return
    for byte in reply.body:
        connection.sendall(bytes([byte]))
        time.sleep(reply.seconds_per_byte)


def _etag(data: bytes) -> str:
    return f'"{hash(data) & 0xFFFFFFFF:08x}"'
