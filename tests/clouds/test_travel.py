"""Many threads at one server: each gets its own answers, and only its own faults."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

import pytest

from recovery.clouds import backup_folder, http
from recovery.clouds.base import Cloud
from recovery.clouds.errors import BadAnswer, CloudError, TimedOut
from recovery.clouds.layout import sha256_of
from recovery.clouds.travel import MOST_CONNECTIONS, MOST_TOGETHER
from tests.clouds.conformance import WID, content
from tests.clouds.fault_server import RESET, FaultServer, Reply
from tests.clouds.test_faults import opened

CROWD = MOST_CONNECTIONS * (MOST_TOGETHER + 1)
# One of those who share a connection, in the middle.
UNLUCKY = MOST_CONNECTIONS + 1


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as started:
        started.files |= {_path(number): _bytes(number) for number in range(CROWD)}
        yield started
    http.close_idle()


def _path(number: int) -> str:
    return f"/{number:03}.txt"


def _bytes(number: int) -> bytes:
    return f"content of {number}".encode() * (number + 1)


def all_at_once(
    server: FaultServer, *, is_hasty: bool = False, read_seconds: float = 60
) -> list[Future[bytes]]:
    """Everybody reads a file; nobody is answered before all of them have asked or wait."""
    server.gate.clear()
    cloud = opened(server.url, is_hasty=is_hasty, read_seconds=read_seconds)
    with ThreadPoolExecutor(CROWD) as pool:
        found = []
        for number in range(CROWD):
            found.append(pool.submit(lambda path: cloud.read(path).data, _path(number)[1:]))
            # In this order, so that it is known who comes to travel with whom.
            time.sleep(0.005)
        if not is_hasty:
            server.gate.set()
    return found


def test_eight_connections_are_enough_for_a_crowd(server: FaultServer) -> None:
    for _ in range(2):
        found = all_at_once(server)
        assert [one.result() for one in found] == [_bytes(number) for number in range(CROWD)]
    assert server.connections == MOST_CONNECTIONS


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (RESET, None),
        (Reply(200, body=_bytes(UNLUCKY), then="close"), None),
        (Reply(200, body=b"<", declared=90, then="close"), BadAnswer),
        pytest.param(
            Reply(200, body=b"never", seconds_per_byte=300), TimedOut, marks=pytest.mark.slow
        ),
    ],
    ids=["reset", "closed behind it", "cut short", "silent"],
)
def test_who_shares_a_connection_fails_alone(
    server: FaultServer, reply: Reply, expected: type[CloudError] | None
) -> None:
    server.on("GET", _path(UNLUCKY), reply)
    # Where nobody waits for an answer in vain, a busy machine may take its time.
    found = all_at_once(server, read_seconds=10 if expected is TimedOut else 60)
    for number in range(CROWD):
        if number == UNLUCKY and expected is not None:
            assert isinstance(found[number].exception(), expected)
        else:
            assert found[number].result() == _bytes(number)


def test_a_silent_server_costs_nobody_more_than_the_limit(server: FaultServer) -> None:
    found = all_at_once(server, is_hasty=True)
    assert {type(one.exception()) for one in found} == {TimedOut}
    # And no connection is taken for busy ever after.
    server.gate.set()
    assert _read_in_the_end(opened(server.url, is_hasty=True)) == _bytes(0)


def _read_in_the_end(hasty: Cloud) -> bytes:
    """A machine that is busy may need more than the short time, now and then."""
    for _ in range(50):
        with suppress(TimedOut):
            return hasty.read(_path(0)[1:]).data
    raise AssertionError


def test_a_server_that_hangs_up_on_many_is_asked_one_by_one(server: FaultServer) -> None:
    """Each answer is the last one on its connection, and what came with it is dropped."""
    for number in range(CROWD):
        server.on("GET", _path(number), Reply(200, body=_bytes(number), then="close"))
    found = all_at_once(server)
    assert [one.result() for one in found] == [_bytes(number) for number in range(CROWD)]


def test_copies_that_travel_together_are_each_proved(server: FaultServer) -> None:
    cloud = opened(server.url)

    def place(gen: int, number: int) -> backup_folder.Proof:
        return backup_folder.place(
            cloud,
            folder=backup_folder.folder_name(f"{number}"),
            gen=gen,
            wid=WID,
            data=content(gen=gen, text=f"{number}."),
            seen_before=gen > 1,
        )

    with ThreadPoolExecutor(CROWD) as pool:
        list(pool.map(lambda number: place(1, number), range(CROWD)))
        for reply in (RESET, Reply(500), Reply(201, then="close"), Reply(507)):
            server.on("PUT", ".json", reply, times=2)
        tried = [pool.submit(place, 2, number) for number in range(CROWD)]
    for number, one in enumerate(tried):
        if one.exception() is None:
            proof = one.result()
            kept = server.files[f"/{proof.folder}/{proof.file}"]
            assert sha256_of(kept) == proof.sha256 == sha256_of(content(gen=2, text=f"{number}."))
            assert proof.file.encode() in server.files[f"/{proof.folder}/current.json"]
        else:
            assert isinstance(one.exception(), CloudError)
