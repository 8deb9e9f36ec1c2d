"""The demo's own cloud: everybody in a folder of their own, and a fault in one is in no other."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from recovery.demo.webdav import HOST, Faulty, make_server
from recovery.flows.demo_cloud import password_of

SECRET = "only-for-this-test"


class Server:
    """What a WebDAV client gets to see of a running server."""

    def __init__(self, root: Path) -> None:
        self.root, self.faults = root / "webdav", root / "faults"
        self.root.mkdir()
        self._server = make_server(
            root=self.root, port=0, user="demo", password=SECRET, faults=self.faults
        )
        self._server.prepare()
        self._thread = threading.Thread(target=self._server.serve)
        self._thread.start()

    def stop(self) -> None:
        self._server.stop()
        self._thread.join()

    def ask(
        self,
        method: str,
        path: str,
        *,
        user: str,
        password: str = "",
        to: str = "",
        depth: str = "1",
    ) -> int:
        """The status of the answer. password: the right one when left out."""
        password = password or password_of(user, revoked=0, secret=SECRET)
        signed = base64.b64encode(f"{user}:{password}".encode()).decode()
        headers = {"Authorization": f"Basic {signed}", "Depth": depth}
        if to:
            headers["Destination"] = f"http://{HOST}:{self._server.bind_addr[1]}{to}"
        connection = HTTPConnection(HOST, self._server.bind_addr[1], timeout=60)
        try:
            connection.putrequest(method, path)
            for each in {**headers, "Content-Length": "0"}.items():
                connection.putheader(*each)
            connection.endheaders()
            return connection.getresponse().status
        finally:
            connection.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    yield server
    server.stop()


def test_everybody_has_a_folder_of_their_own_and_no_other(server: Server) -> None:
    assert server.ask("PUT", "/visitor-a/file", user="visitor-a") == 201
    assert server.ask("PUT", "/visitor-b/file", user="visitor-b") == 201
    theirs = "/visitor-b/file"

    for path in (
        theirs,
        "/",
        "/visitor-b",
        "//visitor-b/file",
        "/visitor-a/../visitor-b/file",
        "/visitor-a/%2e%2e/visitor-b/file",
        "/visitor-a/./../visitor-b/file",
        "/visitor-ab/file",
    ):
        for method in ("GET", "PUT", "DELETE", "PROPFIND", "MKCOL"):
            assert server.ask(method, path, user="visitor-a") in {400, 401, 403, 404}, path
    for to in (theirs, "/visitor-b/other", "/visitor-a/../visitor-b/other", "/other"):
        assert server.ask("MOVE", "/visitor-a/file", user="visitor-a", to=to) in {400, 401, 403}
        assert server.ask("COPY", "/visitor-a/file", user="visitor-a", to=to) in {400, 401, 403}
    assert sorted(path.name for path in server.root.rglob("*")) == [
        "file",
        "file",
        "visitor-a",
        "visitor-b",
    ]


def test_nobody_comes_in_with_another_password(server: Server) -> None:
    for wrong in (password_of("visitor-b", revoked=0, secret=SECRET), SECRET, "x"):
        assert server.ask("PUT", "/visitor-a/file", user="visitor-a", password=wrong) == 401


def test_a_password_that_was_revoked_gives_way_to_a_new_one(server: Server) -> None:
    (server.faults / "revoked").mkdir(parents=True)
    (server.faults / "revoked" / "visitor-a").write_text("1")

    assert server.ask("PUT", "/visitor-a/file", user="visitor-a") == 401
    new = password_of("visitor-a", revoked=1, secret=SECRET)
    assert server.ask("PUT", "/visitor-a/file", user="visitor-a", password=new) == 201
    assert server.ask("PUT", "/visitor-b/file", user="visitor-b") == 201


def test_a_fault_of_the_cloud_is_for_one_folder(tmp_path: Path) -> None:
    (tmp_path / "visitor-1").write_text("503")
    (tmp_path.parent / "outside").write_text("503")
    said: list[str] = []

    def answers(path: str) -> list[bytes]:
        real = Faulty(lambda environ, start: [b"as usual"], tmp_path)
        found: list[bytes] = real({"PATH_INFO": path}, lambda status, _: said.append(status))
        return found

    assert answers("/visitor-1/BitcoinWalletBackup_A/current.json") == [b""]
    assert said == ["503 Fault"]
    for path in ("/visitor-2/x", "/", "", "/../outside/x", "/visitor-1x/y"):
        assert answers(path) == [b"as usual"]
