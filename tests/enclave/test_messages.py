"""Strict parsing: one spelling of each message is read, and everything else is refused alike."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery.enclave.messages import (
    HEADER,
    AttestRequest,
    NonceRequest,
    Refused,
    UnlockRequest,
    Unreadable,
    b64u,
    parse_request,
    request_frame,
    strict_json,
    unb64u,
)

UNLOCK = UnlockRequest(
    suite=1,
    op=3,
    nonce=bytes(16),
    params_hash=bytes(32),
    epoch=0,
    rp_id="wallet.example",
    pk_eph=bytes(32),
    cid=bytes(16),
    spki=bytes(91),
    client_data=b"{}",
    authenticator_data=bytes(37),
    signature=bytes(70),
)


def body_of(request: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(request_frame(request)[HEADER.size :])
    return found


@pytest.mark.parametrize("request_", [UNLOCK, NonceRequest(), AttestRequest(bytes(32))])
def test_reads_back_what_it_wrote(request_: Any) -> None:
    assert parse_request(request_frame(request_)[HEADER.size :]) == request_


@pytest.mark.parametrize(
    "untrusted",
    [
        b"",
        b" ",
        b"[]",
        b"1",
        b'"nonce"',
        b"null",
        b"{}{}",
        b'{"v":1,"type":"nonce"} x',
        b'{"v":1,"v":1,"type":"nonce"}',
        b'{"v":1,"type":"nonce","type":"nonce"}',
        b'{"v":1.0,"type":"nonce"}',
        b'{"v":1e0,"type":"nonce"}',
        b'{"v":NaN,"type":"nonce"}',
        b'{"v":Infinity,"type":"nonce"}',
        b'{"v":-Infinity,"type":"nonce"}',
        b'{"v":' + b"9" * 5000 + b',"type":"nonce"}',
        b'{"v":1,"type":{"a":1}}',
        b'{"v":1,"type":["nonce"]}',
        b'{"v":1,"type":"non\xffce"}',
        b'\xef\xbb\xbf{"v":1,"type":"nonce"}',
        b"\xff\xfe{\x00}\x00",
        b"[" * 60_000,
        b'{"a":' * 12_000,
        b'{"v":1,"type":"non\nce"}',
        b'{"v":1,"type":"nonce"',
        b"{'v':1,'type':'nonce'}",
    ],
)
def test_does_not_read_what_is_not_one_flat_object(untrusted: bytes) -> None:
    with pytest.raises(Unreadable):
        parse_request(untrusted)


@pytest.mark.parametrize(
    "untrusted",
    [
        b"{}",
        b'{"v":1}',
        b'{"type":"nonce"}',
        b'{"v":2,"type":"nonce"}',
        b'{"v":0,"type":"nonce"}',
        b'{"v":true,"type":"nonce"}',
        b'{"v":"1","type":"nonce"}',
        b'{"v":1,"type":"Nonce"}',
        b'{"v":1,"type":"login"}',
        b'{"v":1,"type":null}',
        b'{"v":1,"type":"nonce","more":1}',
        b'{"v":1,"type":"health","nonce_b":""}',
        b'{"v":1,"type":"attest"}',
        b'{"v":1,"type":"attest","nonce_b":null}',
        b'{"v":1,"type":"attest","nonce_b":"AAAA"}',
        b'{"v":1,"type":"attest","nonce_b":"\\ud800"}',
    ],
)
def test_refuses_what_is_no_request(untrusted: bytes) -> None:
    with pytest.raises(Refused):
        parse_request(untrusted)


@pytest.mark.parametrize("name", [name for name in body_of(UNLOCK) if name not in {"v", "type"}])
def test_refuses_an_unlock_with_a_field_missing_or_of_another_type(name: str) -> None:
    body = body_of(UNLOCK)
    faults: list[Any] = [None, True, "", -1, 2**64, "A" * 60_000]
    for fault in faults:
        with pytest.raises(Refused):
            parse_request(json.dumps(body | {name: fault}).encode())
    del body[name]
    with pytest.raises(Refused):
        parse_request(json.dumps(body).encode())


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("nonce", 15),
        ("nonce", 17),
        ("params_hash", 31),
        ("params_hash", 33),
        ("pk_eph", 31),
        ("pk_eph", 1217),
        ("cid", 1024),
        ("spki", 1025),
        ("client_data", 4097),
        ("authenticator_data", 36),
        ("authenticator_data", 2049),
        ("signature", 513),
    ],
)
def test_refuses_a_field_of_another_size(name: str, size: int) -> None:
    with pytest.raises(Refused):
        parse_request(json.dumps(body_of(UNLOCK) | {name: b64u(bytes(size))}).encode())


@given(st.binary(max_size=300))
def test_base64url_has_one_spelling(value: bytes) -> None:
    text = b64u(value)
    assert text == base64.urlsafe_b64encode(value).decode().rstrip("=")
    assert unb64u(text) == value


@given(st.text(max_size=60))
def test_base64url_accepts_nothing_but_that_spelling(untrusted: str) -> None:
    try:
        value = unb64u(untrusted)
    except Refused:
        return
    assert b64u(value) == untrusted


@pytest.mark.parametrize("text", ["A", "AB", "AA==", "AA+A", "AA/A", "AA!A", "AAAA\n", "ÄAAA"])
def test_base64url_refuses(text: str) -> None:
    with pytest.raises(Refused):
        unb64u(text)


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_in_the_one_way(untrusted: bytes) -> None:
    with pytest.raises(Refused):
        parse_request(untrusted)


values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=50),
    st.binary(max_size=60).map(b64u),
    st.floats(),
)


@given(
    changes=st.dictionaries(
        st.sampled_from([*body_of(UNLOCK), "extra"]), values, min_size=1, max_size=4
    )
)
def test_a_changed_unlock_is_read_or_refused_and_never_breaks(changes: dict[str, Any]) -> None:
    untrusted = json.dumps(body_of(UNLOCK) | changes).encode()
    try:
        parse_request(untrusted)
    except Refused:
        return


def test_counts_containers_before_it_parses() -> None:
    with pytest.raises(Unreadable):
        strict_json(b'{"a":[[]]}', max_containers=2)
    assert strict_json(b'{"a":[[]]}', max_containers=3) == {"a": [[]]}


def test_refuses_half_a_surrogate_like_any_unknown_name() -> None:
    body = json.dumps(body_of(UNLOCK)).replace("wallet.example", "wallet\\ud800")
    read = parse_request(body.encode())
    assert isinstance(read, UnlockRequest)
    assert read.rp_id == "wallet\ud800"


def test_random_cut_frames_are_refused() -> None:
    whole = request_frame(UNLOCK)[HEADER.size :]
    for end in range(len(whole)):
        with pytest.raises(Unreadable):
            parse_request(whole[:end])
