"""A wrong secret is never given without saying so, whatever happened to the shares."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from recovery.offline.errors import OfflineError
from recovery.offline.files import Share
from recovery.offline.opening import open_shares
from recovery.offline.reading import Malformed
from recovery.offline.shares import combine
from tests import soft_backup
from tests.soft_layout import commitment

WID = bytes(range(16))
SECRETS = st.binary(min_size=16, max_size=64)


def shares_of(secret: bytes) -> list[Share]:
    commit = commitment(wid=WID, secret=secret)
    return [Share(WID, 1, share, commit) for share in soft_backup.split(secret)]


@given(secret=SECRETS, pair=st.permutations([0, 1, 2]))
def test_any_two_shares_of_another_implementation_give_the_secret(
    secret: bytes, pair: list[int]
) -> None:
    shares = soft_backup.split(secret)
    assert combine(shares[pair[0]], shares[pair[1]]) == secret


@given(first=st.binary(min_size=17, max_size=40), second=st.binary(min_size=17, max_size=40))
def test_combines_as_the_other_implementation_does_or_refuses(first: bytes, second: bytes) -> None:
    try:
        expected: bytes | None = soft_backup.combine(first, second)
    except ValueError:
        expected = None
    try:
        found: bytes | None = combine(first, second)
    except Malformed:
        found = None
    assert found == expected


@given(secret=SECRETS, data=st.data())
def test_a_corrupt_share_never_gives_a_wrong_secret_in_silence(
    secret: bytes, data: st.DataObject
) -> None:
    first, second, _ = shares_of(secret)
    at = data.draw(st.integers(0, len(first.share) - 1))
    flip = data.draw(st.integers(1, 255))
    corrupt = bytearray(first.share)
    corrupt[at] ^= flip
    with pytest.raises(OfflineError):
        open_shares(shares=[Share(WID, 1, bytes(corrupt), first.commit), second], backup=None)


@given(secret=SECRETS, x_zero_first=st.booleans())
def test_a_share_at_zero_is_refused(secret: bytes, x_zero_first: bool) -> None:
    """At x = 0 lies the secret itself: such a "share" would decide the result alone."""
    first, second, _ = shares_of(secret)
    forged = Share(WID, 1, secret + b"\0", first.commit)
    pair = [forged, second] if x_zero_first else [second, forged]
    with pytest.raises(OfflineError):
        open_shares(shares=pair, backup=None)


@given(mine=SECRETS, other=SECRETS)
def test_shares_of_different_sets_are_refused(mine: bytes, other: bytes) -> None:
    assume(mine != other)
    with pytest.raises(OfflineError):
        open_shares(shares=[shares_of(mine)[0], shares_of(other)[1]], backup=None)


@given(secret=SECRETS)
def test_shares_of_two_splits_of_one_secret_are_refused_or_right(secret: bytes) -> None:
    """Only chance could make two lines through one secret meet there from two points."""
    pair = [shares_of(secret)[0], shares_of(secret)[1]]
    with suppress(OfflineError):
        assert open_shares(shares=pair, backup=None).secret == secret


@given(secret=SECRETS)
def test_the_same_share_twice_is_refused(secret: bytes) -> None:
    first, _, _ = shares_of(secret)
    with pytest.raises(OfflineError):
        open_shares(shares=[first, first], backup=None)
