"""How the host's client behaves when the enclave is away, slow, restarted or strange."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from recovery.enclave.messages import HEADER
from recovery.enclave_client import EnclaveClient
from recovery.errors import EnclaveDenied, EnclaveUnreachable
from tests.enclave.conftest import NewRequest
from tests.enclave_process import EnclaveProcess, read_frame


@pytest.fixture
def client(enclave: EnclaveProcess) -> Iterator[EnclaveClient]:
    with contextlib.closing(EnclaveClient(address=enclave.address)) as made:
        yield made


@contextlib.contextmanager
def strange_enclave(
    folder: Path, *answers: bytes | float, patience_seconds: float = 60
) -> Iterator[EnclaveClient]:
    """A peer that answers each connection with bytes, or with silence for so many seconds."""
    path = folder / "strange.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        listener.bind(str(path))
        listener.listen()
        thread = threading.Thread(target=_answer, args=(listener, answers))
        thread.start()
        with contextlib.closing(
            EnclaveClient(address=f"unix:{path}", timeout_seconds=patience_seconds)
        ) as client:
            yield client
        thread.join()


def _answer(listener: socket.socket, answers: tuple[bytes | float, ...]) -> None:
    for answer in answers:
        connection, _ = listener.accept()
        with connection:
            read_frame(connection)
            if isinstance(answer, bytes):
                connection.sendall(answer)
            else:
                time.sleep(answer)


def framed(body: bytes) -> bytes:
    return HEADER.pack(len(body)) + body


def test_says_that_an_enclave_is_away(tmp_path: Path) -> None:
    with pytest.raises(EnclaveUnreachable):
        EnclaveClient(address=f"unix:{tmp_path}/none.sock").nonce()


@pytest.mark.parametrize("address", ["", "unix:", "/run/enclave.sock", "tcp:host:1", "tls:h:1"])
def test_refuses_an_address_that_it_does_not_know(address: str) -> None:
    with pytest.raises(ValueError, match="enclave address"):
        EnclaveClient(address=address)


def test_gives_up_after_its_time(tmp_path: Path) -> None:
    began = time.monotonic()
    with (
        strange_enclave(tmp_path, 0.8, patience_seconds=0.5) as client,
        pytest.raises(EnclaveUnreachable),
    ):
        client.health()
    assert time.monotonic() - began > 0.4


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00",
        b"\x00\x00",
        framed(b"")[:4],
        framed(b"{}"),
        framed(b"[]"),
        framed(b'{"v":1,"ok":true}'),
        framed(b'{"v":1,"ok":false}'),
        framed(b'{"v":1,"ok":false,"error":"other"}'),
        framed(b'{"v":2,"ok":false,"error":"denied"}'),
        framed(b'{"v":1,"ok":true,"boot_id":"AA","nonce":"AA","expires_in":1}'),
        framed(b"x")[:5] + b"tail",
        framed(b'{"v":1')[:-2],
        b"\xff\xff\xff\xff",
    ],
)
def test_says_that_a_stranger_is_no_enclave(tmp_path: Path, answer: bytes) -> None:
    with strange_enclave(tmp_path, answer) as client, pytest.raises(EnclaveUnreachable):
        client.nonce()


def test_reads_a_refusal(tmp_path: Path) -> None:
    denied = framed(b'{"v":1,"ok":false,"error":"denied"}')
    with strange_enclave(tmp_path, denied) as client, pytest.raises(EnclaveDenied):
        client.nonce()


def test_keeps_its_connection(client: EnclaveClient) -> None:
    files = Path("/proc/self/fd")
    client.nonce()
    before = len(list(files.iterdir()))
    for _ in range(50):
        client.nonce()
    # What another test left open may be closed meanwhile.
    assert len(list(files.iterdir())) <= before


def test_survives_a_restart_without_a_word(request_for: NewRequest) -> None:
    with EnclaveProcess() as own:
        client = EnclaveClient(address=own.address)
        first = client.nonce()
        own.restart()
        second = client.nonce()
        assert first.boot_id != second.boot_id
        own.restart()
        with pytest.raises(EnclaveDenied):
            client.unlock(request_for())
        own.stop()
        with pytest.raises(EnclaveUnreachable):
            client.nonce()
        own.start()
        assert client.health()
        client.close()


def test_many_threads_share_one(client: EnclaveClient, request_for: NewRequest) -> None:
    """Nobody reads another's answer: each of these must come back as its own kind."""
    requests = [request_for() for _ in range(64)]

    def one(at: int) -> bool:
        calls: list[Callable[[], object]] = [
            client.nonce,
            client.health,
            lambda: client.attest(nonce_b=bytes(32)),
            lambda: client.unlock(requests[at]),
        ]
        return all(call() for call in calls)

    with ThreadPoolExecutor(16) as threads:
        assert all(threads.map(one, range(64)))


def test_a_forked_child_makes_its_own_connections(client: EnclaveClient) -> None:
    client.nonce()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            nonces = {client.nonce().nonce for _ in range(20)}
            client.close()
            os._exit(0 if len(nonces) == 20 else 1)
        os._exit(2)
    for _ in range(20):
        client.nonce()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
