"""What a hostile peer on the socket can do: nothing but get the same refusal, or be cut off."""

from __future__ import annotations

import contextlib
import json
import socket
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recovery.enclave.messages import (
    DENIED_FRAME,
    HEADER,
    MAX_FRAME_BYTES,
    PinRequest,
    b64u,
    request_frame,
)
from tests.enclave_process import RP_ID, EnclaveProcess, exchange, read_frame

DENIED = DENIED_FRAME[HEADER.size :]
NONCE = b'{"v":1,"type":"nonce"}'
DEADLINE_SECONDS = 1
# Bytes of a frame that comes in eight times a second: far more than any machine takes to notice.
_TRICKLE = 600


@pytest.fixture(scope="module")
def enclave() -> Iterator[EnclaveProcess]:
    with EnclaveProcess(limits={"connections": 12}) as process:
        yield process


@pytest.fixture(scope="module")
def impatient() -> Iterator[EnclaveProcess]:
    """Only for what is to be cut off: a busy machine makes others wait as long as this, too."""
    limits = {"frame_seconds": DEADLINE_SECONDS, "idle_seconds": DEADLINE_SECONDS}
    with EnclaveProcess(limits=limits) as process:
        yield process


@pytest.fixture
def line(enclave: EnclaveProcess) -> Iterator[socket.socket]:
    with contextlib.closing(enclave.connect()) as connection:
        yield connection


def is_closed(line: socket.socket) -> bool:
    return read_frame(line) == b""


def test_the_refusal_is_always_these_bytes() -> None:
    assert DENIED == b'{"v":1,"ok":false,"error":"denied"}'


def test_answers_many_frames_on_one_connection(line: socket.socket) -> None:
    answers = [json.loads(exchange(line, NONCE)) for _ in range(20)]
    assert len({answer["nonce"] for answer in answers}) == 20
    assert {answer["boot_id"] for answer in answers} == {answers[0]["boot_id"]}


def test_answers_frames_that_arrive_together(line: socket.socket) -> None:
    frame = HEADER.pack(len(NONCE)) + NONCE
    line.sendall(frame * 3 + frame[:7])
    assert all(json.loads(read_frame(line))["ok"] for _ in range(3))
    line.sendall(frame[7:])
    assert json.loads(read_frame(line))["ok"]


def test_answers_a_frame_that_arrives_in_pieces(line: socket.socket) -> None:
    frame = HEADER.pack(len(NONCE)) + NONCE
    for at in range(0, len(frame), 5):
        line.sendall(frame[at : at + 5])
        time.sleep(0.01)
    assert json.loads(read_frame(line))["ok"]


@pytest.mark.parametrize(
    "request_",
    [
        b"{}",
        b'{"v":1,"type":"sign"}',
        b'{"v":1,"type":"nonce","op":2}',
        b'{"v":1,"type":"unlock"}',
        b'{"v":1,"type":"attest","nonce_b":"AA"}',
    ],
)
def test_refuses_and_listens_on(line: socket.socket, request_: bytes) -> None:
    assert exchange(line, request_) == DENIED
    assert json.loads(exchange(line, NONCE))["ok"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00",
        b"not JSON",
        b'{"v":1,"v":1,"type":"nonce"}',
        b'{"v":1,"type":"nonce"}}',
        b'{"v":1' + b"".join(b',"%d":1' % number for number in range(6000)) + b"}",
        b"[" * MAX_FRAME_BYTES,
        b'{"":' * 10_000,
        b'{"v":1,"type":"nonce","big":' + b"9" * 50_000 + b"}",
    ],
)
def test_refuses_and_hangs_up_when_it_cannot_read(line: socket.socket, body: bytes) -> None:
    assert exchange(line, body) == DENIED
    assert is_closed(line)


@pytest.mark.parametrize("size", [MAX_FRAME_BYTES + 1, 2**31, 2**32 - 1])
def test_refuses_a_length_that_is_too_large_without_waiting(line: socket.socket, size: int) -> None:
    """Who lets a deadline pass gets no answer, so this answer is the refusal of the length."""
    line.sendall(HEADER.pack(size))
    assert read_frame(line) == DENIED
    assert is_closed(line)


def test_reads_a_frame_of_the_largest_size(line: socket.socket) -> None:
    assert json.loads(exchange(line, NONCE + b" " * (MAX_FRAME_BYTES - len(NONCE))))["ok"]


def test_cuts_off_a_frame_that_trickles_in(impatient: EnclaveProcess) -> None:
    """The deadline counts from the first byte, so that a byte now and then does not extend it."""
    sent = 0
    with contextlib.closing(impatient.connect()) as line:
        line.sendall(HEADER.pack(_TRICKLE))
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            while sent < _TRICKLE:
                line.sendall(b" ")
                sent += 1
                time.sleep(DEADLINE_SECONDS / 8)
        assert sent < _TRICKLE
        assert is_closed(line)
    assert impatient.client.nonce()


def test_cuts_off_a_connection_that_says_nothing(impatient: EnclaveProcess) -> None:
    began = time.monotonic()
    with contextlib.closing(impatient.connect()) as line:
        assert is_closed(line)
    assert time.monotonic() - began > DEADLINE_SECONDS - 0.2


def test_cuts_off_who_never_reads_the_answers(impatient: EnclaveProcess) -> None:
    endless = (HEADER.pack(len(NONCE)) + NONCE) * 1_000_000
    with (
        contextlib.closing(impatient.connect()) as deaf,
        pytest.raises((BrokenPipeError, ConnectionResetError)),
    ):
        deaf.sendall(endless)
    assert impatient.client.nonce()


def test_cuts_off_who_never_reads_the_answers_even_if_a_pin_was_among_them(
    impatient: EnclaveProcess,
) -> None:
    """Having counted a PIN, the vault reads on; but not from who does not read."""
    nonces = (HEADER.pack(len(NONCE)) + NONCE) * 1000
    asked = b"".join(nonces + a_pin_status(impatient.client.nonce().nonce) for _ in range(8))
    with (
        contextlib.closing(impatient.connect()) as deaf,
        pytest.raises((BrokenPipeError, ConnectionResetError)),
    ):
        deaf.sendall(asked + nonces * 1000)
    assert impatient.client.nonce()


def a_pin_status(nonce: bytes) -> bytes:
    """A frame that is counted among PINs, about a record that nobody has."""
    base_point = bytes([9]) + bytes(31)
    return request_frame(
        PinRequest(
            suite=1,
            act=6,
            nonce=nonce,
            rp_id=RP_ID,
            wid=bytes(16),
            pk_man=bytes(32),
            record=b"r" * 16,
            pk_eph=base_point,
            body=b"",
            owner_sig=b"",
        )
    )


def test_takes_no_more_connections_than_its_cap(enclave: EnclaveProcess) -> None:
    enclave.client.close()
    with contextlib.ExitStack() as stack:
        lines = [stack.enter_context(contextlib.closing(enclave.connect())) for _ in range(14)]
        served = 0
        for line in lines:
            with contextlib.suppress(BrokenPipeError):
                served += exchange(line, NONCE) != b""
        assert 1 <= served <= 12
    assert enclave.client.nonce()


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(body=st.one_of(st.binary(max_size=200), st.text(max_size=100).map(str.encode)))
def test_any_frame_gets_the_same_refusal(enclave: EnclaveProcess, body: bytes) -> None:
    with contextlib.closing(enclave.connect()) as line:
        assert exchange(line, body) == DENIED


octets = st.binary(max_size=100).map(b64u)


@settings(max_examples=150, deadline=None)
@given(
    request_=st.fixed_dictionaries(
        {
            "v": st.just(1),
            "type": st.just("unlock"),
            "suite": st.integers(0, 3),
            "op": st.integers(0, 5),
            "nonce": st.binary(min_size=16, max_size=16).map(b64u),
            "params_hash": st.binary(min_size=32, max_size=32).map(b64u),
            "epoch": st.integers(0, 3),
            "rp_id": st.sampled_from(["wallet.example", "other.example", "x", "é", "\x00"]),
            "pk_eph": st.binary(min_size=32, max_size=32).map(b64u),
            "cid": octets,
            "spki": octets,
            "client_data": octets,
            "authenticator_data": st.binary(min_size=37, max_size=60).map(b64u),
            "signature": octets,
        }
    )
)
def test_any_unlock_gets_the_same_refusal(
    enclave: EnclaveProcess, request_: dict[str, object]
) -> None:
    """With a nonce that is live, so that every check behind the nonce is reached."""
    with contextlib.closing(enclave.connect()) as line:
        live = json.loads(exchange(line, NONCE))["nonce"]
        for nonce in (request_["nonce"], live):
            body = json.dumps(request_ | {"nonce": nonce}).encode()
            assert exchange(line, body) == DENIED
        assert json.loads(exchange(line, NONCE))["ok"]


def test_logs_nothing_that_a_request_held(enclave: EnclaveProcess) -> None:
    for body in (b'{"v":1,"type":"attest","nonce_b":"marker"}', b"marker"):
        with contextlib.closing(enclave.connect()) as line:
            assert exchange(line, body) == DENIED
    # Whatever other tests sent to this process, all it ever said is that it began.
    lines = enclave.log.read_text().splitlines()
    said = [line for line in lines if "memory is not locked" not in line]
    assert len(said) == 1
    assert said[0].endswith("answers, epoch 1")


def test_answers_of_one_kind_have_one_size(enclave: EnclaveProcess) -> None:
    """Nobody who counts bytes on the way learns for whom an answer was."""
    with contextlib.closing(enclave.connect()) as line:
        nonces = {len(exchange(line, NONCE)) for _ in range(20)}
        asked = [
            json.dumps({"v": 1, "type": "attest", "nonce_b": b64u(bytes([i]) * 32)})
            for i in range(20)
        ]
        proofs = {len(exchange(line, body.encode())) for body in asked}
    assert (len(nonces), len(proofs)) == (1, 1)


def test_health_tells_sums_and_nothing_about_anybody(enclave: EnclaveProcess) -> None:
    before = enclave.client.health()
    with contextlib.closing(enclave.connect()) as line:
        assert exchange(line, b"{}") == DENIED
        assert json.loads(exchange(line, NONCE))["ok"]
        told = json.loads(exchange(line, b'{"v":1,"type":"health"}'))
    assert told["refused"] == before.refused + 1
    assert told["answered"] == before.answered + 2
    assert told.keys() == {
        *("v", "ok", "boot_id", "epoch", "release", "live_nonces", "uptime_seconds"),
        *("anchor", "pins_open", "answered", "refused"),
    }
