"""The reader takes what one writer writes, and nothing else; a library says what the bytes mean."""

from __future__ import annotations

from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery.enclave.attestation.cbor import Malformed, decode, encode

KEYS = st.integers(-(2**63), 2**63) | st.text(max_size=5)
FLAT: st.SearchStrategy[Any] = (
    st.none() | st.integers(-(2**63), 2**63) | st.binary(max_size=40) | st.text(max_size=20)
)
NESTED = st.lists(FLAT, max_size=4) | st.dictionaries(KEYS, FLAT, max_size=4)
VALUES = FLAT | st.lists(NESTED, max_size=3) | st.dictionaries(KEYS, NESTED, max_size=3)


@given(VALUES)
def test_writes_and_reads_what_the_library_does(value: Any) -> None:
    written = encode(value)
    assert cbor2.loads(written) == decode(written) == value


@given(st.binary(max_size=60))
def test_any_bytes_are_read_as_the_library_reads_them_or_not_at_all(data: bytes) -> None:
    try:
        value = decode(data)
    except Malformed:
        return
    assert cbor2.loads(data) == value


@pytest.mark.parametrize(
    ("untrusted", "fault"),
    [
        (b"", "ends early"),
        (b"\x01\x02", "behind the end"),
        (b"\xa2\x01\x01\x01\x02", "one that was there"),
        (b"\xa1\xf5\x01", "a key of another kind"),
        (b"\xa1\x41a\x01", "a key of another kind"),
        (b"\xc2\x41\x01", "a tag"),
        (b"\xd8\x1c\x80", "a tag"),
        (b"\xfb" + bytes(8), "neither"),
        (b"\xf7", "neither"),
        (b"\xff", "neither"),
        (b"\x18\x17", "longer than it must be"),
        (b"\x19\x00\xff", "longer than it must be"),
        (b"\x1a\x00\x00\xff\xff", "longer than it must be"),
        (b"\x1b\x00\x00\x00\x00\xff\xff\xff\xff", "longer than it must be"),
        (b"\x1c", "no such length"),
        (b"\x5f\x41a\xff", "no such length"),
        (b"\x62\xc3\x28", "not UTF-8"),
        (b"\x5b" + b"\xff" * 8, "ends early"),
        (b"\x9b" + b"\xff" * 8, "ends early"),
        (b"\x9f\x01", "ends early"),
        (b"\x81" * 9, "too deep"),
    ],
)
def test_refuses(untrusted: bytes, fault: str) -> None:
    with pytest.raises(Malformed, match=fault):
        decode(untrusted)


@pytest.mark.parametrize("start", [b"\x81", b"\x9f", b"\xa1\x00", b"\xbf\x00", b"\xd8\x1d"])
def test_a_hundred_thousand_levels_are_not_walked_down(start: bytes) -> None:
    with pytest.raises(Malformed):
        decode(start * 100_000)


def test_maps_and_lists_may_leave_their_length_open() -> None:
    assert decode(b"\xbf\x01\x9f\x02\xff\xff") == {1: [2]}
