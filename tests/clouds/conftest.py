"""Every provider that this machine can run, each opened on an empty folder for each test."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from recovery.clouds import http, open_cloud
from recovery.clouds.base import Cloud, Permitted
from tests import s3_servers, webdav_servers
from tests.clouds.all_providers import STAND_INS
from tests.clouds.conformance import Place

PROVIDERS = ["folder", *webdav_servers.PRESENT, *s3_servers.STARTERS, *STAND_INS]
LOCAL = Permitted(private_addresses=True, plain_http=True)

StartServer = Callable[[str], webdav_servers.WebDavServer]
StartStore = Callable[[str], s3_servers.S3Server]


@pytest.fixture(scope="session")
def start_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartServer]:
    """Start a server on first use and keep it for the whole run."""
    started: dict[str, webdav_servers.WebDavServer] = {}
    with ExitStack() as stack:

        def start(name: str) -> webdav_servers.WebDavServer:
            if name not in started:
                root = tmp_path_factory.mktemp(name)
                _let_others_pass(root)
                started[name] = stack.enter_context(webdav_servers.STARTERS[name](root))
            return started[name]

        yield start
    http.close_idle()


@pytest.fixture(scope="session")
def start_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartStore]:
    """The same for stores that speak S3."""
    started: dict[str, s3_servers.S3Server] = {}
    with ExitStack() as stack:

        def start(name: str) -> s3_servers.S3Server:
            if name not in started:
                root = tmp_path_factory.mktemp(name)
                started[name] = stack.enter_context(s3_servers.STARTERS[name](root))
            return started[name]

        yield start
    http.close_idle()


def _let_others_pass(root: Path) -> None:
    # Apache serves as a user of its own, who has to be able to reach the folder.
    for folder in (root, *list(root.parents)[:2]):
        folder.chmod(0o755)


@pytest.fixture(params=PROVIDERS)
def place(
    request: pytest.FixtureRequest,
    start_server: StartServer,
    start_store: StartStore,
    tmp_path: Path,
) -> Iterator[Place]:
    if request.param in STAND_INS:
        with STAND_INS[request.param]() as stand_in:
            permitted = Permitted(private_addresses=True, plain_http=True, stand_in=stand_in.url)
            one, two = (_open(request.param, {}, "good-token", permitted) for _ in range(2))
            yield Place(one, two)
            assert stand_in.violations == []
        http.close_idle()
        return
    yield _place(request.param, start_server, start_store, tmp_path)


def _place(kind: str, start_server: StartServer, start_store: StartStore, tmp_path: Path) -> Place:
    if kind == "folder":
        permitted = Permitted(folder_root=str(tmp_path))
        one, two = (_open("folder", {"path": "sam"}, "", permitted) for _ in range(2))
        return Place(one, two)
    if kind in s3_servers.STARTERS:
        store = start_store(kind)
        settings = store.settings | {"prefix": f"test-{secrets.token_hex(6)}"}
        one, two = (_open("s3", settings, store.secret_key, LOCAL) for _ in range(2))
        return Place(one, two)
    server = start_server(kind)
    settings = {"url": server.url, "user": server.user}
    name = f"test-{secrets.token_hex(6)}"
    _open("webdav", settings, server.password, LOCAL).make_folder(name)
    # One address with and one without the slash at its end: people paste both.
    one = _open("webdav", settings | {"url": f"{server.url}{name}"}, server.password, LOCAL)
    two = _open("webdav", settings | {"url": f"{server.url}{name}/"}, server.password, LOCAL)
    return Place(one, two)


def _open(kind: str, settings: dict[str, str], secret: str, permitted: Permitted) -> Cloud:
    return open_cloud(kind=kind, settings=settings, secret=secret, permitted=permitted)
