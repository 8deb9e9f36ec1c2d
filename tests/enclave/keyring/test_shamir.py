"""Shares over GF(2^8), against another library and against what they promise."""

from __future__ import annotations

import itertools
import os

import pyshamir
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recovery.enclave.keyring.shamir import combine, split
from tests.soft_backup import combine as combine_two


@settings(deadline=None, max_examples=40)
@given(secret=st.binary(min_size=1, max_size=40), threshold=st.integers(2, 5))
def test_any_group_that_is_large_enough_gives_the_secret(secret: bytes, threshold: int) -> None:
    shares = split(secret, shares=5, threshold=threshold)
    for size in range(threshold, 6):
        for group in itertools.combinations(shares, size):
            assert combine(group) == secret


def test_another_library_reads_our_shares_and_we_read_its() -> None:
    secret = os.urandom(32)
    for group in itertools.combinations(split(secret, shares=5, threshold=3), 3):
        assert bytes(pyshamir.combine([bytearray(share) for share in group])) == secret
    theirs = [bytes(share) for share in pyshamir.split(secret, 5, 3)]
    for group in itertools.combinations(theirs, 3):
        assert combine(group) == secret


def test_two_of_them_are_what_the_browser_writes() -> None:
    secret = os.urandom(32)
    first, second, _ = split(secret, shares=3, threshold=2)
    assert combine_two(first, second) == secret


def test_too_few_say_nothing() -> None:
    """With two of three, every secret is possible: for each there is a third share that fits."""
    secret = b"\x00"
    first, second, _ = split(secret, shares=3, threshold=3)
    third = {combine([first, second, bytes((y, 3))]) for y in range(256)}
    assert len(third) == 256


def test_coefficients_may_be_zero() -> None:
    """A rule that the highest one is not would tell of the secret to who sees many splits."""
    seen = {split(b"\x07", shares=2, threshold=2)[0][0] for _ in range(4000)}
    assert 7 in seen
    assert len(seen) > 240


@pytest.mark.parametrize(
    "shares",
    [
        [],
        [b"\1\1"],
        [b"\1\1", b"\2\1"],
        [b"\1\1", b"\2\0"],
        [b"\1\1", b"\2\2\2"],
        [b"\1\1", b"", b"\1\2"],
    ],
)
def test_refuses_what_cannot_belong_together(shares: list[bytes]) -> None:
    with pytest.raises(ValueError):
        combine(shares)


@pytest.mark.parametrize(("shares", "threshold"), [(2, 3), (3, 1), (256, 2), (0, 0)])
def test_refuses_a_split_that_makes_no_sense(shares: int, threshold: int) -> None:
    with pytest.raises(ValueError):
        split(b"secret", shares=shares, threshold=threshold)
