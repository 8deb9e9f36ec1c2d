"""What is sealed at rest opens with its key and its context, and with nothing else."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from recovery import at_rest

KEY = bytes(range(32))
OTHER = bytes(range(1, 33))


@pytest.fixture(autouse=True)
def _keys(settings: Settings) -> None:
    settings.SHARE_KEYS = {1: KEY}


def test_gives_back_what_was_sealed() -> None:
    sealed = at_rest.seal(b"share", context=b"row 1")
    assert at_rest.unseal(sealed, context=b"row 1") == b"share"


def test_two_seals_of_the_same_differ() -> None:
    assert at_rest.seal(b"share", context=b"") != at_rest.seal(b"share", context=b"")


def test_refuses_what_was_moved_to_another_row() -> None:
    with pytest.raises(at_rest.CannotOpen):
        at_rest.unseal(at_rest.seal(b"share", context=b"row 1"), context=b"row 2")


def test_refuses_every_changed_byte() -> None:
    sealed = at_rest.seal(b"share", context=b"row")
    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises(at_rest.CannotOpen):
            at_rest.unseal(bytes(changed), context=b"row")


def test_refuses_every_shorter_text() -> None:
    sealed = at_rest.seal(b"share", context=b"row")
    for length in range(len(sealed)):
        with pytest.raises(at_rest.CannotOpen):
            at_rest.unseal(sealed[:length], context=b"row")


def test_refuses_another_key_under_the_same_number(settings: Settings) -> None:
    sealed = at_rest.seal(b"share", context=b"row")
    settings.SHARE_KEYS = {1: OTHER}
    with pytest.raises(at_rest.CannotOpen):
        at_rest.unseal(sealed, context=b"row")


def test_refuses_a_key_that_is_not_listed(settings: Settings) -> None:
    sealed = at_rest.seal(b"share", context=b"row")
    settings.SHARE_KEYS = {2: KEY}
    with pytest.raises(at_rest.CannotOpen):
        at_rest.unseal(sealed, context=b"row")


def test_seals_with_the_first_key_and_opens_with_any(settings: Settings) -> None:
    old = at_rest.seal(b"old", context=b"row")
    settings.SHARE_KEYS = {7: OTHER, 1: KEY}
    new = at_rest.seal(b"new", context=b"row")
    assert (at_rest.is_newest(old), at_rest.is_newest(new)) == (False, True)
    assert at_rest.unseal(old, context=b"row") == b"old"
    assert at_rest.unseal(new, context=b"row") == b"new"
