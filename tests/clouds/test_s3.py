"""What only buckets do: signatures, error documents, listings, and every fault at every request."""

from __future__ import annotations

import json
import re
import socket
import socketserver
import threading
import traceback
import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

import pytest

from recovery.clouds import backup_folder, bucket_listing, http, layout, open_cloud
from recovery.clouds.base import Cloud, Permitted
from recovery.clouds.errors import (
    AddressInvalid,
    BadAnswer,
    BucketMissing,
    ClockWrong,
    CloudError,
    Conflict,
    Full,
    KeyRefused,
    NotThere,
    RateLimited,
    ReadBackDiffers,
    RedirectRefused,
    RegionWrong,
)
from tests.clouds.conformance import FOLDER, WID, content
from tests.clouds.conftest import LOCAL, StartStore
from tests.clouds.fault_server import HOST, FaultServer, Reply
from tests.clouds.test_faults import FAULTS, SLOW, STEPS

SECRET = "a-secret-access-key"
SETTINGS = {"bucket": "b", "region": "", "access_key": "AK", "prefix": "", "style": "path"}


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as started:
        yield started
    http.close_idle()


def opened(url: str, *, secret: str = SECRET, is_hasty: bool = False, **settings: Any) -> Cloud:
    permitted = Permitted(
        private_addresses=True,
        plain_http=True,
        connect_seconds=1 if is_hasty else 60,
        read_seconds=0.3 if is_hasty else 60,
        total_seconds=0.6 if is_hasty else 120,
    )
    chosen = SETTINGS | {"url": url} | settings
    return open_cloud(kind="s3", settings=chosen, secret=secret, permitted=permitted)


def put(cloud: Cloud, gen: int) -> None:
    """As for a wallet that is known there: without a listing, which this server does not have."""
    backup_folder.place(
        cloud, folder=FOLDER, gen=gen, wid=WID, data=content(gen=gen), seen_before=True
    )


def error(code: str, status: int) -> Reply:
    body = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>no</Message></Error>"
    return Reply(status, body=body.encode())


# --- Faults --------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_is_taken_for_success(server: FaultServer, fault: str, step: str) -> None:
    cloud = opened(server.url)
    server.folders |= {"/b/", f"/b/{FOLDER}/"}
    put(cloud, 1)
    server.on(*STEPS[step], FAULTS[fault][0], times=-1)
    with pytest.raises(CloudError):
        put(opened(server.url, is_hasty=fault in SLOW), 2)
    assert json.loads(server.files[f"/b/{FOLDER}/current.json"])["gen"] == 1
    server.behave()
    put(cloud, 2)
    assert json.loads(server.files[f"/b/{FOLDER}/current.json"])["gen"] == 2


@pytest.mark.parametrize("of", ["copy", "pointer"])
@pytest.mark.parametrize("shows", ["nothing", "older bytes"])
def test_a_read_that_overtakes_its_write_is_asked_again_and_proves_nothing(
    server: FaultServer, of: str, shows: str
) -> None:
    cloud = opened(server.url)
    server.folders |= {"/b/", f"/b/{FOLDER}/"}
    put(cloud, 1)
    overtaken = Reply(404) if shows == "nothing" else Reply(200, body=b"older")
    _overtake(server, overtaken, of=of, gen=2, times=1)
    put(cloud, 2)
    assert json.loads(server.files[f"/b/{FOLDER}/current.json"])["gen"] == 2
    _overtake(server, overtaken, of=of, gen=3, times=2)
    with pytest.raises(ReadBackDiffers):
        put(cloud, 3)


def _overtake(server: FaultServer, reply: Reply, *, of: str, gen: int, times: int) -> None:
    """Answer so to the read-back. The pointer is looked at once before its own."""
    server.let_pass = 3 if of == "pointer" else 0
    copy = layout.object_name(gen=gen, sha256=layout.sha256_of(content(gen=gen)))
    server.on("GET", layout.POINTER if of == "pointer" else copy, reply, times=times)


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("SignatureDoesNotMatch", 403, KeyRefused),
        ("InvalidAccessKeyId", 403, KeyRefused),
        ("NoSuchBucket", 404, BucketMissing),
        ("NoSuchKey", 404, NotThere),
        ("SlowDown", 503, RateLimited),
        ("QuotaExceeded", 403, Full),
        ("AuthorizationHeaderMalformed", 400, RegionWrong),
        ("PermanentRedirect", 301, RegionWrong),
        ("TemporaryRedirect", 307, RedirectRefused),
        ("InvalidToken", 400, KeyRefused),
        ("InvalidBucketName", 400, BucketMissing),
        ("RequestTimeTooSkewed", 403, ClockWrong),
    ],
)
def test_an_error_document_says_more_than_its_status(
    server: FaultServer, code: str, status: int, kind: type[CloudError]
) -> None:
    server.on("GET", "a.txt", error(code, status))
    with pytest.raises(kind) as raised:
        opened(server.url).read("a.txt")
    assert type(raised.value) is kind


def test_no_error_shows_the_secret_key_or_a_signature(server: FaultServer) -> None:
    server.on("GET", "a.txt", error("SignatureDoesNotMatch", 403))
    cloud = opened(server.url)
    with pytest.raises(KeyRefused) as raised:
        cloud.read("a.txt")
    shown = "".join(traceback.format_exception(raised.value)) + repr(cloud)
    signature = server.seen[-1].headers["authorization"].rpartition("Signature=")[2]
    assert len(signature) == 64
    assert SECRET not in shown
    assert signature not in shown


# --- Real stores ---------------------------------------------------------------------------------


def test_a_wrong_secret_key_is_refused(start_store: StartStore) -> None:
    store = start_store("rclone-s3")
    cloud = open_cloud(kind="s3", settings=store.settings, secret="wrong", permitted=LOCAL)
    with pytest.raises(KeyRefused):
        backup_folder.check_access(cloud, whose="sam")


def test_a_front_that_changes_a_header_of_its_own_breaks_no_signature(
    start_store: StartStore,
) -> None:
    """As Google's does before its storage, and Cloudflare's before anybody's."""
    store = start_store("rclone-s3")
    with front(store.port) as port:
        settings = store.settings | {"url": f"http://{HOST}:{port}"}
        cloud = open_cloud(kind="s3", settings=settings, secret=store.secret_key, permitted=LOCAL)
        backup_folder.check_access(cloud, whose="sam")


@contextmanager
def front(store_port: int) -> Iterator[int]:
    """The port of something before a store that passes on what it hears, nearly."""
    changed = 0

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            nonlocal changed
            with socket.create_connection((HOST, store_port)) as store:
                threading.Thread(target=carry, args=(store, self.request), daemon=True).start()
                while data := self.request.recv(65536):
                    data, count = re.subn(b"(?i)(?<=encoding: identity)", b",gzip(gfe)", data)
                    changed += count
                    store.sendall(data)

    with socketserver.ThreadingTCPServer((HOST, 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield int(server.server_address[1])
        finally:
            # Whoever is served is waited for, so nobody may keep a connection.
            http.close_idle()
            server.shutdown()
    assert changed


def carry(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)


@pytest.mark.parametrize("name", ["moto", "rclone-s3"])
def test_a_bucket_that_does_not_exist_is_named_so(start_store: StartStore, name: str) -> None:
    store = start_store(name)
    settings = store.settings | {"bucket": "nobodys-bucket"}
    cloud = open_cloud(kind="s3", settings=settings, secret=store.secret_key, permitted=LOCAL)
    with pytest.raises(BucketMissing):
        backup_folder.check_access(cloud, whose="sam")


def test_what_was_looked_at_a_while_ago_is_looked_at_again_before_it_is_replaced(
    start_store: StartStore,
) -> None:
    # A server that takes no notice of conditions, so nothing but our own look protects the file.
    store = start_store("rclone-s3")
    cloud = open_cloud(kind="s3", settings=store.settings, secret=store.secret_key, permitted=LOCAL)
    cloud.add(path="f/pointer", data=b"one")
    seen = cloud.read("f/pointer")
    assert seen.seen_at is not None
    cloud.replace(path="f/pointer", data=b"two", expected=seen)
    for earlier in (replace(seen, seen_at=seen.seen_at - 60), replace(seen, seen_at=None)):
        with pytest.raises(Conflict):
            cloud.replace(path="f/pointer", data=b"three", expected=earlier)
    assert cloud.read("f/pointer").data == b"two"


def test_a_prefix_has_one_spelling_in_what_is_written_and_what_is_listed(
    start_store: StartStore,
) -> None:
    store = start_store("moto")
    settings = store.settings | {"prefix": unicodedata.normalize("NFD", "Münster")}
    cloud = open_cloud(kind="s3", settings=settings, secret=store.secret_key, permitted=LOCAL)
    put(cloud, 1)
    assert [found.gen for found in backup_folder.list_backups(cloud)] == [1]


@pytest.mark.slow
def test_long_listings_are_read_to_the_end(start_store: StartStore) -> None:
    store = start_store("moto")
    settings = store.settings | {"prefix": "many"}
    cloud = open_cloud(kind="s3", settings=settings, secret=store.secret_key, permitted=LOCAL)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: cloud.add(path=f"f/{number}", data=b"x"), range(1003)))
    assert len(cloud.entries("f")) == 1003


# --- Addresses and listings ----------------------------------------------------------------------


def test_the_bucket_may_stand_in_the_host_name() -> None:
    cloud = opened("https://s3.example", style="virtual", bucket="my-backups")
    assert cloud.place == "my-backups.s3.example/my-backups"


@pytest.mark.parametrize(
    "settings",
    [
        {"url": "https://s3.example/path"},
        {"bucket": ""},
        {"bucket": "evil.host/", "style": "virtual"},
        {"bucket": "ü", "style": "virtual"},
        {"bucket": "b" * 64, "style": "virtual"},
    ],
)
def test_a_place_that_cannot_be_right_is_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(AddressInvalid):
        opened(settings.pop("url", "https://s3.example"), **settings)


def listing(inside: str) -> bytes:
    return f"<ListBucketResult>{inside}</ListBucketResult>".encode()


@pytest.mark.parametrize(
    "untrusted",
    [
        b"",
        b"<html></html>",
        b"<ListBucketResult>",
        b"<!DOCTYPE x [<!ENTITY a 'b'>]><ListBucketResult>&a;</ListBucketResult>",
        listing("<Contents><Key>elsewhere/a</Key></Contents>"),
    ],
)
def test_a_broken_listing_is_refused(untrusted: bytes) -> None:
    with pytest.raises(BadAnswer):
        bucket_listing.parse(untrusted, prefix="folder/")


def test_a_listing_names_only_what_is_directly_inside() -> None:
    page = bucket_listing.parse(
        listing(
            "<IsTruncated>false</IsTruncated>"
            "<Contents><Key>folder/</Key></Contents>"
            "<Contents><Key>folder/a.json</Key>"
            "<LastModified>2026-11-21T06:00:00.000Z</LastModified></Contents>"
            "<CommonPrefixes><Prefix>folder/sub/</Prefix></CommonPrefixes>"
        ),
        prefix="folder/",
    )
    assert [(entry.name, entry.is_folder) for entry in page.entries] == [
        ("a.json", False),
        ("sub", True),
    ]
    assert page.entries[0].modified is not None
    assert page.next_token == ""
