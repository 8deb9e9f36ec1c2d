"""Every way in which a large provider can fail or lie, at every request of a copy."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from recovery.clouds import backup_folder, http, open_cloud
from recovery.clouds.backup_folder import Proof
from recovery.clouds.base import Cloud, Permitted
from recovery.clouds.errors import (
    AccessDenied,
    AccessEnded,
    BadAnswer,
    CloudError,
    Conflict,
    Full,
    Locked,
    NameTaken,
    RateLimited,
    ReadBackDiffers,
    RedirectRefused,
    ServerFault,
)
from recovery.flows import drills
from recovery.models import Drill
from tests.clouds import test_faults
from tests.clouds.all_providers import STAND_INS
from tests.clouds.conformance import FOLDER, WID, content
from tests.clouds.fault_server import RESET, Reply
from tests.clouds.provider_server import ProviderServer

TOKEN = "good-token"
HTML = b"<!doctype html><title>Sign in to the Wi-Fi</title>"
STEPS = ("write", "read back", "look at the pointer", "switch")
_ANSWERS: dict[str, tuple[Reply, type[CloudError]]] = {
    "400": (Reply(400), BadAnswer),
    "401": (Reply(401, body=b"no"), AccessEnded),
    "403": (Reply(403), AccessDenied),
    "404": (Reply(404), CloudError),
    "405": (Reply(405), BadAnswer),
    "409": (Reply(409), CloudError),
    "412": (Reply(412), CloudError),
    "423": (Reply(423), Locked),
    "429": (Reply(429, {"Retry-After": "7"}), RateLimited),
    "500": (Reply(500, body=HTML), ServerFault),
    "502": (Reply(502), ServerFault),
    "503": (Reply(503, {"Retry-After": "7"}), RateLimited),
    "507": (Reply(507), Full),
    "redirect": (Reply(302, {"Location": "/elsewhere"}), RedirectRefused),
    "broken answer": (Reply(200, body=b"{"), CloudError),
    "an answer of other things": (Reply(200, body=b"[1, 2]"), CloudError),
    "a sign-in page": (Reply(200, {"Content-Type": "text/html"}, HTML), CloudError),
}
# What happens below HTTP is the same for every cloud.
FAULTS = {
    name: fault for name, fault in test_faults.FAULTS.items() if not name.isdigit()
} | _ANSWERS


@pytest.fixture(params=STAND_INS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def server(kind: str) -> Iterator[ProviderServer]:
    with STAND_INS[kind]() as started:
        yield started
    http.close_idle()


@pytest.fixture
def cloud(kind: str, server: ProviderServer) -> Cloud:
    return opened(kind, server)


def opened(
    kind: str, server: ProviderServer, *, token: str = TOKEN, is_hasty: bool = False
) -> Cloud:
    permitted = Permitted(
        private_addresses=True,
        plain_http=True,
        stand_in=server.url,
        connect_seconds=1 if is_hasty else 60,
        read_seconds=0.3 if is_hasty else 60,
        total_seconds=0.6 if is_hasty else 120,
    )
    return open_cloud(kind=kind, settings={}, secret=token, permitted=permitted)


def put(cloud: Cloud, gen: int, *, seen: bool = False) -> Proof:
    return backup_folder.place(
        cloud, folder=FOLDER, gen=gen, wid=WID, data=content(gen=gen), seen_before=seen
    )


def pointed_at(server: ProviderServer) -> int:
    gen: int = json.loads(server.files[f"/{FOLDER}/current.json"])["gen"]
    return gen


@pytest.mark.parametrize(
    ("reply", "health"),
    [
        (Reply(401), Drill.Health.NO_ACCESS),
        (Reply(403), Drill.Health.NO_ACCESS),
        (Reply(500), Drill.Health.CANNOT_REACH),
        (Reply(503), Drill.Health.CANNOT_REACH),
        (RESET, Drill.Health.CANNOT_REACH),
    ],
    ids=["401", "403", "500", "503", "reset"],
)
def test_no_access_is_told_from_out_of_reach(
    server: ProviderServer, cloud: Cloud, reply: Reply, health: Drill.Health
) -> None:
    proof = put(cloud, 1)
    method, ending = server.steps["read back"]
    server.on(method, ending, reply, times=-1)
    with pytest.raises(CloudError) as raised:
        backup_folder.prove(cloud, folder=FOLDER, gen=1, wid=WID, sha256=proof.sha256)
    assert drills.health_of(raised.value) == health


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("fault", FAULTS)
def test_no_fault_is_taken_for_success(
    kind: str, server: ProviderServer, cloud: Cloud, fault: str, step: str
) -> None:
    put(cloud, 1)
    reply, expected = FAULTS[fault]
    tried = opened(kind, server, is_hasty=fault in test_faults.SLOW)
    if reply.status == 200 and reply.then != "reset":
        # A strange body shows at one place or another, according to what is read there.
        expected = CloudError
    server.on(*server.steps[step], reply, times=-1)
    with pytest.raises(expected) as raised:
        put(tried, 2, seen=True)
    if reply.headers.get("Retry-After"):
        assert raised.value.retry_after == 7
    assert pointed_at(server) == 1
    server.behave()
    assert put(cloud, 2, seen=True).size == len(content(gen=2))
    assert pointed_at(server) == 2
    assert backup_folder.fetch(cloud, folder=FOLDER).data == content(gen=2)
    assert server.violations == []


@pytest.mark.parametrize("step", STEPS)
def test_a_lost_connection_is_replaced_unseen(
    server: ProviderServer, cloud: Cloud, step: str
) -> None:
    put(cloud, 1)
    server.on(*server.steps[step], RESET, times=1)
    put(cloud, 2, seen=True)
    assert pointed_at(server) == 2


@pytest.mark.parametrize("step", ["write", "switch"])
def test_a_write_whose_answer_got_lost_counts_once(
    server: ProviderServer, cloud: Cloud, step: str
) -> None:
    """The provider did what was asked, and the connection broke before it could say so."""
    put(cloud, 1)

    def forget(real: Callable[[], Reply]) -> Reply:
        real()
        return RESET

    server.twist(*server.steps[step], forget)
    put(cloud, 2, seen=True)
    assert pointed_at(server) == 2
    assert sum(path.endswith(".json") for path in server.files) == 3


def giving(body: bytes) -> Callable[[Callable[[], Reply]], Reply]:
    return lambda real: replace(real(), body=body)


def test_what_is_given_back_differently_is_never_proved(
    server: ProviderServer, cloud: Cloud
) -> None:
    put(cloud, 1)
    for lie in (b"x", content(gen=2)[:-1], content(gen=2) + b"\n", content(gen=3), HTML):
        server.twist(*server.steps["read back"], giving(lie))
        # The second try finds a file of that name, which seems to be another one.
        with pytest.raises((ReadBackDiffers, NameTaken)):
            put(cloud, 2, seen=True)
        assert pointed_at(server) == 1


def test_another_writer_in_the_same_moment_is_not_overwritten(
    server: ProviderServer, cloud: Cloud
) -> None:
    put(cloud, 1)
    path = f"/{FOLDER}/current.json"
    theirs = server.files[path].replace(WID.encode(), b"somebody-else")

    def overtake(real: Callable[[], Reply]) -> Reply:
        server.write(path, theirs)
        return real()

    server.twist(*server.steps["switch"], overtake)
    with pytest.raises(CloudError):
        put(cloud, 2, seen=True)
    assert server.files[path] == theirs


def test_a_pointer_that_somebody_keeps_writing_ends_in_a_conflict(
    server: ProviderServer, cloud: Cloud
) -> None:
    put(cloud, 1)
    path = f"/{FOLDER}/current.json"

    def touch(real: Callable[[], Reply]) -> Reply:
        server.write(path, server.files[path])
        return real()

    server.twist(*server.steps["switch"], touch, times=-1)
    with pytest.raises(Conflict) as raised:
        put(cloud, 2, seen=True)
    assert not raised.value.permanent


def test_a_token_that_is_not_good_is_named_so(kind: str, server: ProviderServer) -> None:
    with pytest.raises(AccessEnded) as raised:
        backup_folder.check_access(opened(kind, server, token="stale-token"), whose="sam")
    assert raised.value.permanent


@pytest.mark.parametrize("fault", FAULTS)
def test_no_error_shows_the_token(kind: str, server: ProviderServer, fault: str) -> None:
    cloud = opened(kind, server, is_hasty=fault in test_faults.SLOW)
    server.on(server.steps["read back"][0], "a.txt", FAULTS[fault][0], times=-1)
    with pytest.raises(CloudError) as raised:
        cloud.read("a.txt")
    shown = "".join(traceback.format_exception(raised.value)) + repr(cloud) + repr(raised.value)
    assert TOKEN not in shown


def test_a_kill_at_any_request_loses_nothing(kind: str, server: ProviderServer) -> None:
    """Stop after each request of a copy in turn, then start again as a new worker would."""
    put(opened(kind, server), 1)
    for gen in range(2, 30):
        server.behave()
        server.cut_off_after(gen - 2)
        try:
            put(opened(kind, server), gen, seen=True)
            reached = False
        except CloudError:
            reached = True
        server.behave()
        assert backup_folder.fetch(opened(kind, server), folder=FOLDER).gen in {gen - 1, gen}
        put(opened(kind, server), gen)
        assert pointed_at(server) == gen
        assert len([path for path in server.files if "backup-" in path]) == gen
        if not reached:
            return
    raise AssertionError("a copy never came to its end")
