"""A kit's code as people type it, and age files of the stock program."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery.offline.age_file import open_age_file
from recovery.offline.errors import CannotRead, WrongSecret
from recovery.offline.kit_code import read_kit_code
from tests.offline.belongings import Belongings, age_file, kit_code
from tests.offline.conftest import Outcome

KEYS = st.binary(min_size=32, max_size=32)
# The prefix in capitals, and what follows it.
START = len("AGE-SECRET-KEY-1")


@given(key=KEYS)
def test_reads_what_a_kit_says(key: bytes) -> None:
    assert read_kit_code(kit_code(key)) == key


@given(key=KEYS, group=st.integers(1, 9), lower=st.booleans(), prefix=st.booleans())
def test_reads_it_as_people_type_it(key: bytes, group: int, lower: bool, prefix: bool) -> None:
    code = kit_code(key)
    letters = code if prefix else code[START:]
    typed = " ".join(letters[at : at + group] for at in range(0, len(letters), group))
    assert read_kit_code(f"\t{typed.lower() if lower else typed}-\n") == key


@given(key=KEYS, data=st.data())
def test_finds_up_to_four_wrong_letters(key: bytes, data: st.DataObject) -> None:
    letters = list(kit_code(key)[START:])
    places = data.draw(st.lists(st.integers(0, 57), min_size=1, max_size=4, unique=True))
    for place in places:
        others = [c for c in "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L" if c != letters[place]]
        letters[place] = data.draw(st.sampled_from(others))
    with pytest.raises(WrongSecret, match="A letter in it is wrong"):
        read_kit_code("".join(letters))


def test_a_key_has_one_spelling() -> None:
    with pytest.raises(WrongSecret, match="Its last letters are wrong"):
        read_kit_code(kit_code(bytes(32), left_over=1))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda code: code[:-1], "58 letters after the beginning, not 57"),
        (lambda code: code + "Q", "not 59"),
        (lambda code: code[:-1] + "B", "These do not occur in it: B"),
        (lambda code: code[:-2] + "Ö1", "do not occur in it: 1 Ö"),
        (lambda code: "", "not 0"),
    ],
)
def test_says_what_is_wrong_with_a_code(change: Callable[[str], str], said: str) -> None:
    with pytest.raises(WrongSecret, match=said):
        read_kit_code(change(kit_code(bytes(32))))


def test_a_file_of_the_stock_age_program_opens(mine: Belongings) -> None:
    code = kit_code(mine.kit_key)
    for size in (0, 1, 65_535, 65_536, 65_537, 140_000):
        plaintext = bytes(size)
        assert open_age_file(age_file(plaintext, code=code), key=mine.kit_key) == plaintext


def test_a_kit_and_its_age_file_give_the_wallet(
    tool: Callable[..., Outcome], mine: Belongings
) -> None:
    code = kit_code(mine.kit_key)
    outcome = tool("open", age_file(mine.export(), code=code), typed=code, options="--kit")
    assert outcome.code == 0
    assert "Opened with the emergency kit: generation 2." in outcome.out


def test_another_kit_does_not_open_an_age_file(
    tool: Callable[..., Outcome], mine: Belongings
) -> None:
    locked = age_file(mine.export(), code=kit_code(mine.kit_key))
    outcome = tool("open", locked, typed=kit_code(bytes(32)), options="--kit")
    assert (outcome.code, "another kit" in outcome.err) == (5, True)
    outcome = tool("open", locked, typed="a password", options="--password")
    assert (outcome.code, "locked with an emergency kit" in outcome.err) == (5, True)
    assert "The kit's code opens it" in tool("look", locked).out


def test_a_changed_or_torn_age_file_is_refused(mine: Belongings) -> None:
    locked = age_file(b"a secret" * 10_000, code=kit_code(mine.kit_key))
    for end in (0, 30, 100, 200, 65_800, len(locked) - 1):
        with pytest.raises(CannotRead):
            open_age_file(locked[:end], key=mine.kit_key)
    for at in (25, 150, 190, 300, len(locked) - 1):
        torn = bytearray(locked)
        torn[at] ^= 1
        with pytest.raises((CannotRead, WrongSecret)):
            open_age_file(bytes(torn), key=mine.kit_key)
