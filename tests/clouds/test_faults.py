"""Every way in which a server can fail or lie, at every request of a copy."""

from __future__ import annotations

import contextlib
import json
import traceback
from base64 import b64encode
from collections.abc import Iterator

import pytest

from recovery.clouds import backup_folder, http, open_cloud
from recovery.clouds.backup_folder import Proof
from recovery.clouds.base import Cloud, Permitted
from recovery.clouds.errors import (
    AccessDenied,
    BadAnswer,
    CannotReach,
    CloudError,
    Conflict,
    FolderMissing,
    Full,
    Locked,
    NameTaken,
    NotStorage,
    NotThere,
    RateLimited,
    ReadBackDiffers,
    RedirectRefused,
    ServerFault,
    SignInRefused,
    TimedOut,
    TooLarge,
)
from tests.clouds.conformance import FOLDER, WID, content
from tests.clouds.fault_server import RESET, FaultServer, Reply

SECRET = "correct-horse-app-password"
HTML = b"<!doctype html><title>Sign in to the Wi-Fi</title>"


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as started:
        yield started
    http.close_idle()


@pytest.fixture
def cloud(server: FaultServer) -> Cloud:
    return opened(server.url)


def opened(url: str, *, is_hasty: bool = False, read_seconds: float = 60) -> Cloud:
    permitted = Permitted(
        private_addresses=True,
        plain_http=True,
        connect_seconds=1 if is_hasty else 60,
        read_seconds=0.3 if is_hasty else read_seconds,
        total_seconds=0.6 if is_hasty else 120,
    )
    settings = {"url": url, "user": "sam"}
    return open_cloud(kind="webdav", settings=settings, secret=SECRET, permitted=permitted)


def put(cloud: Cloud, gen: int, *, seen: bool = False) -> Proof:
    return backup_folder.place(
        cloud, folder=FOLDER, gen=gen, wid=WID, data=content(gen=gen), seen_before=seen
    )


def pointed_at(server: FaultServer) -> int:
    gen: int = json.loads(server.files[f"/{FOLDER}/current.json"])["gen"]
    return gen


FAULTS: dict[str, tuple[Reply, type[CloudError]]] = {
    "400": (Reply(400), NotStorage),
    "401": (Reply(401, body=b"no"), SignInRefused),
    "403": (Reply(403), AccessDenied),
    # What these three mean depends on what was asked.
    "404": (Reply(404), CloudError),
    "409": (Reply(409), CloudError),
    "412": (Reply(412), CloudError),
    "405": (Reply(405), NotStorage),
    "423": (Reply(423), Locked),
    "429": (Reply(429, {"Retry-After": "7"}), RateLimited),
    "500": (Reply(500, body=HTML), ServerFault),
    "502": (Reply(502), ServerFault),
    "503": (Reply(503, {"Retry-After": "7"}), RateLimited),
    "507": (Reply(507), Full),
    "reset": (RESET, CannotReach),
    "closed without an answer": (Reply(then="reset"), CannotReach),
    "body cut short": (Reply(200, body=b"half", declared=4000, then="close"), BadAnswer),
    "oversized body": (Reply(200, declared=10**9, then="close"), TooLarge),
    "oversized chunks": (
        Reply(
            200,
            {"Transfer-Encoding": "chunked"},
            (b"80000\r\n" + bytes(0x80000) + b"\r\n") * 3 + b"0\r\n\r\n",
            then="close",
        ),
        TooLarge,
    ),
    "chunks cut short": (
        Reply(200, {"Transfer-Encoding": "chunked"}, b"ff\r\nhalf", then="close"),
        BadAnswer,
    ),
    "compressed without being asked": (Reply(200, {"Content-Encoding": "gzip"}), BadAnswer),
    "slow bytes": (Reply(200, body=bytes(4000), seconds_per_byte=0.02), TimedOut),
    "silence": (Reply(200, declared=100_000), TimedOut),
    "redirect to another host": (
        Reply(307, {"Location": "https://169.254.169.254/latest"}),
        RedirectRefused,
    ),
    "redirect to another port": (Reply(302, {"Location": "http://127.0.0.1:1/"}), RedirectRefused),
    "redirect without a place": (Reply(301, {"Location": "//"}), RedirectRefused),
    "no HTTP": (Reply(99), BadAnswer),
}
# Only for these nobody waits for as long as a busy machine may need.
SLOW = {fault for fault, (_, error) in FAULTS.items() if error is TimedOut}
# The requests of a second copy, in their order.
STEPS = {
    "write": ("PUT", ".json"),
    "read back": ("GET", ".json"),
    "look at the pointer": ("GET", "current.json"),
    "switch": ("PUT", "current.json"),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_is_taken_for_success(
    server: FaultServer, cloud: Cloud, fault: str, step: str
) -> None:
    put(cloud, 1)
    reply, expected = FAULTS[fault]
    if step == "write" and reply.status == 200 and reply.then != "reset":
        # A write is proved by what is read afterwards, so a strange body alone does not matter.
        expected = CloudError
    server.on(*STEPS[step], reply, times=-1)
    tried = opened(server.url, is_hasty=fault in SLOW)
    with pytest.raises(expected) as raised:
        put(tried, 2, seen=True)
    if reply.headers.get("Retry-After"):
        assert raised.value.retry_after == 7
    assert pointed_at(server) == 1
    server.behave()
    assert put(cloud, 2, seen=True).size == len(content(gen=2))
    assert pointed_at(server) == 2
    assert backup_folder.fetch(cloud, folder=FOLDER).data == content(gen=2)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("first", [1, 2])
def test_a_lost_connection_is_replaced_unseen(
    server: FaultServer, cloud: Cloud, step: str, first: int
) -> None:
    put(cloud, first)
    server.on(*STEPS[step], RESET, times=1)
    put(cloud, first + 1, seen=True)
    assert pointed_at(server) == first + 1


@pytest.mark.parametrize("step", STEPS)
def test_a_write_whose_answer_got_lost_counts_once(
    server: FaultServer, cloud: Cloud, step: str
) -> None:
    """The server did what was asked, and the connection broke before it could say so."""
    put(cloud, 1)
    data = content(gen=2)
    done = Reply(then="reset", store=data if step == "write" else None)
    server.on(*STEPS[step], done, times=1)
    put(cloud, 2, seen=True)
    assert pointed_at(server) == 2
    assert sum(path.endswith(".json") for path in server.files) == 3


def test_a_server_that_accepts_and_gives_back_something_else_is_never_proved(
    server: FaultServer, cloud: Cloud
) -> None:
    put(cloud, 1)
    for lie in (b"", b"x", content(gen=2)[:-1], content(gen=2) + b"\n", content(gen=3), HTML):
        server.on("GET", ".json", Reply(200, body=lie), times=1)
        # The second try finds a file of that name, which seems to be another one.
        with pytest.raises((ReadBackDiffers, NameTaken)):
            put(cloud, 2, seen=True)
        assert pointed_at(server) == 1


def test_a_server_that_accepts_and_keeps_nothing_is_never_proved(
    server: FaultServer, cloud: Cloud
) -> None:
    put(cloud, 1)
    server.on("PUT", ".json", Reply(201), times=-1)
    with pytest.raises(ReadBackDiffers):
        put(cloud, 2, seen=True)
    assert pointed_at(server) == 1


@pytest.mark.parametrize("status", [200, 201])
def test_a_sign_in_page_for_everything_is_never_proved(
    server: FaultServer, cloud: Cloud, status: int
) -> None:
    page = Reply(status, {"Content-Type": "text/html"}, HTML)
    for method in ("GET", "PUT", "MKCOL", "PROPFIND", "DELETE"):
        server.on(method, "", page, times=-1)
    with pytest.raises((BadAnswer, ReadBackDiffers)):
        put(cloud, 1)
    with pytest.raises((BadAnswer, ReadBackDiffers)):
        put(cloud, 1, seen=True)
    with pytest.raises((BadAnswer, ReadBackDiffers)):
        backup_folder.check_access(cloud, whose="sam")


@pytest.mark.parametrize("method", ["PUT", "GET", "PROPFIND", "DELETE"])
def test_an_access_check_that_fails_at_one_step_leaves_nothing_behind(
    server: FaultServer, cloud: Cloud, method: str
) -> None:
    server.on(method, "", Reply(500))
    with pytest.raises(ServerFault):
        backup_folder.check_access(cloud, whose="sam")
    assert not server.files


def test_a_wrong_length_does_not_poison_the_next_request(server: FaultServer, cloud: Cloud) -> None:
    """What a server sends too much is not read as the answer to the next question."""
    put(cloud, 1)
    forged = b"xHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
    server.on("GET", "one.txt", Reply(200, body=forged, declared=1))
    server.files["/one.txt"] = server.files["/two.txt"] = b"true"
    assert cloud.read("one.txt").data == b"x"
    assert cloud.read("two.txt").data == b"true"


def test_another_writer_in_the_same_moment_is_not_overwritten(
    server: FaultServer, cloud: Cloud
) -> None:
    put(cloud, 1)
    theirs = server.files[f"/{FOLDER}/current.json"].replace(WID.encode(), b"somebody-else")
    server.on("PUT", "current.json", Reply(412, store=theirs), times=1)
    with pytest.raises(CloudError):
        put(cloud, 2, seen=True)
    assert server.files[f"/{FOLDER}/current.json"] == theirs


def test_a_mark_that_never_fits_ends_in_a_conflict(server: FaultServer, cloud: Cloud) -> None:
    put(cloud, 1)
    server.on("PUT", "current.json", Reply(412), times=-1)
    with pytest.raises(Conflict) as raised:
        put(cloud, 2, seen=True)
    assert not raised.value.permanent


def test_a_weak_mark_is_replaced_by_a_comparison(server: FaultServer, cloud: Cloud) -> None:
    put(cloud, 1)
    pointer = server.files[f"/{FOLDER}/current.json"]
    for _ in range(2):
        server.on("GET", "current.json", Reply(200, {"ETag": 'W/"1"'}, pointer))
    put(cloud, 2, seen=True)
    switch = [seen for seen in server.seen if seen.path.endswith("current.json")][-2]
    assert switch.method == "PUT"
    assert not {"if-match", "if-none-match"} & set(switch.headers)
    assert pointed_at(server) == 2


@pytest.mark.parametrize("mark", ['"a\tb"', "none", '""', '"\xe9"', 'W/"x"', '"a" "'])
def test_a_strange_mark_is_not_sent_back(server: FaultServer, cloud: Cloud, mark: str) -> None:
    server.files["/a.txt"] = b"x"
    with contextlib.suppress(UnicodeEncodeError):
        server.on("GET", "a.txt", Reply(200, {"ETag": mark}, b"x"))
        read = cloud.read("a.txt")
        assert read.version is None or read.version.isascii()


def test_redirects_inside_one_server_are_followed(server: FaultServer, cloud: Cloud) -> None:
    server.files["/moved.txt"] = b"here"
    server.on("GET", "a.txt", Reply(301, {"Location": "/moved.txt"}))
    assert cloud.read("a.txt").data == b"here"
    server.on("GET", "loop.txt", Reply(302, {"Location": "/loop.txt"}), times=-1)
    with pytest.raises(RedirectRefused):
        cloud.read("loop.txt")


def test_a_redirected_write_stays_a_write(server: FaultServer, cloud: Cloud) -> None:
    server.on("PUT", "a.txt", Reply(302, {"Location": "/b.txt"}))
    server.files["/a.txt"] = b"data"
    cloud.add(path="a.txt", data=b"data")
    assert server.files["/b.txt"] == b"data"


def test_a_server_that_answers_one_request_only_still_works(
    server: FaultServer, cloud: Cloud
) -> None:
    """Some proxies close after each answer and drop what was sent with it."""
    put(cloud, 1)
    for gen in range(2, 5):
        server.on("PUT", ".json", Reply(201, then="close", store=content(gen=gen)))
        put(cloud, gen, seen=True)
    assert pointed_at(server) == 4


@pytest.mark.parametrize("status", [404, 409])
def test_a_place_that_is_not_there_says_so(server: FaultServer, cloud: Cloud, status: int) -> None:
    server.on("MKCOL", "", Reply(status), times=-1)
    with pytest.raises(FolderMissing):
        put(cloud, 1)


@pytest.mark.parametrize(
    "listing",
    [
        b"",
        b"<html>",
        b'<!DOCTYPE x [<!ENTITY a "aaaa">]><d:multistatus xmlns:d="DAV:">&a;</d:multistatus>',
        b"\xff\xfe\x00",
    ],
)
def test_a_broken_listing_is_refused(server: FaultServer, cloud: Cloud, listing: bytes) -> None:
    server.on("PROPFIND", "", Reply(207, body=listing))
    with pytest.raises(BadAnswer):
        cloud.entries("")


def test_a_listing_names_only_what_is_directly_inside(server: FaultServer, cloud: Cloud) -> None:
    server.files |= {"/a.txt": b"", "/deep/b.txt": b""}
    xml = (
        b'<multistatus xmlns="DAV:"><response><href>/</href></response>'
        b"<response><href>http://elsewhere/c.txt</href><propstat><prop><getlastmodified>never"
        b"</getlastmodified></prop></propstat></response>"
        b"<response><href>/%2e%2e/d.txt</href></response><response/></multistatus>"
    )
    server.on("PROPFIND", "", Reply(207, body=xml))
    assert [(line.name, line.modified) for line in cloud.entries("")] == [("c.txt", None)]


def test_nobody_listening_is_cannot_reach() -> None:
    with FaultServer() as server:
        url = server.url
    with pytest.raises(CannotReach):
        opened(url).read("a.txt")


@pytest.mark.parametrize("value", ["soon", "-1", "", "99999999999999999999999", "Fri, 99 Foo"])
def test_a_strange_retry_after_is_harmless(server: FaultServer, cloud: Cloud, value: str) -> None:
    server.on("GET", "a.txt", Reply(429, {"Retry-After": value}))
    with pytest.raises(RateLimited) as raised:
        cloud.read("a.txt")
    assert raised.value.retry_after is None or 0 <= raised.value.retry_after <= 6 * 3600


@pytest.mark.parametrize("fault", FAULTS)
def test_no_error_shows_the_password(server: FaultServer, fault: str) -> None:
    cloud = opened(server.url, is_hasty=fault in SLOW)
    server.on("GET", "a.txt", FAULTS[fault][0], times=-1)
    with pytest.raises(CloudError) as raised:
        cloud.read("a.txt")
    shown = "".join(traceback.format_exception(raised.value)) + repr(cloud) + repr(raised.value)
    assert SECRET not in shown
    assert b64encode(f"sam:{SECRET}".encode()).decode() not in shown


def test_a_missing_file_is_not_there(cloud: Cloud) -> None:
    with pytest.raises(NotThere):
        cloud.read("a.txt")


def test_a_kill_at_any_request_loses_nothing(server: FaultServer, cloud: Cloud) -> None:
    """Stop after each request of a copy in turn, then start again as a new worker would."""
    put(cloud, 1)
    whole = len(server.seen)
    for gen in range(2, whole + 8):
        reached = count_until_killed(server, gen)
        assert backup_folder.fetch(opened(server.url), folder=FOLDER).gen in {gen - 1, gen}
        put(opened(server.url), gen)
        assert pointed_at(server) == gen
        kept = [p for p in server.files if "backup-" in p]
        assert len(kept) == gen
        if not reached:
            return
    raise AssertionError("a copy never came to its end")


def count_until_killed(server: FaultServer, gen: int) -> bool:
    """Let gen - 1 requests through, and every later one be cut off; True if any was."""
    server.behave()
    allowed = gen - 2
    for method in ("PUT", "GET", "PROPFIND", "MKCOL"):
        server.on(method, "", RESET, times=-1)
    server.let_pass = allowed
    try:
        put(opened(server.url), gen, seen=True)
    except CloudError:
        return True
    finally:
        server.behave()
    return False
