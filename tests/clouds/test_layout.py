"""Names of folders, what is read from files in them, and the sentences for people."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery.clouds import errors, layout, multistatus, retry_after
from recovery.clouds.errors import BadAnswer, CloudError, UnknownCopy
from recovery.clouds.readme import README


@given(st.text(max_size=200))
def test_any_name_becomes_a_safe_folder(name: str) -> None:
    folder = layout.folder_name(name)
    assert folder.startswith("BitcoinWalletBackup_")
    assert len("BitcoinWalletBackup_") < len(folder) <= 64
    assert len(folder.encode()) <= 255
    assert not set(folder) & set('/\\:*?"<>|')
    assert unicodedata.is_normalized("NFC", folder)
    assert not [c for c in folder if unicodedata.category(c).startswith("C")]
    assert folder == folder.strip(" .")
    assert layout.folder_name(folder.removeprefix("BitcoinWalletBackup_")) == folder


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Sam", "Sam"),
        ("Zoe\u0308", "Zoë"),
        ("  my   savings  ", "my savings"),
        ("../../etc", "etc"),
        ("a/b:c*d", "abcd"),
        ("gpj.\u202eexe", "gpj.exe"),
        ("tab\tnew\nline\0", "tabnewline"),
        ("", "Wallet"),
        ("...", "Wallet"),
        ("\ud800", "Wallet"),
        ("x" * 90, "x" * 44),
        ("钱包 🪙", "钱包 🪙"),
    ],
)
def test_names_become_what_a_person_expects(name: str, folder: str) -> None:
    assert layout.folder_name(name) == f"BitcoinWalletBackup_{folder}"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
)
ALMOST = st.fixed_dictionaries(
    {"v": st.just(1) | JSON, "wid": JSON, "gen": JSON, "file": JSON, "sha256": JSON}
)


@given(st.binary(max_size=100) | (JSON | ALMOST).map(lambda value: json.dumps(value).encode()))
def test_anything_in_place_of_a_pointer_is_unknown_and_no_crash(untrusted: bytes) -> None:
    for parse in (layout.parse_pointer, layout.parse_object):
        try:
            parsed = parse(untrusted)
        except UnknownCopy:
            continue
        assert parsed.gen > 0


def test_deep_nesting_is_unknown_and_no_crash() -> None:
    with pytest.raises(UnknownCopy):
        layout.parse_pointer(b"[" * 200_000)


def test_a_pointer_survives_writing_and_reading() -> None:
    sha256 = "ab" * 32
    name = layout.object_name(gen=7, sha256=sha256)
    pointer = layout.Pointer("wid", 7, name, sha256)
    assert name == "backup-000007-abababababababab.json"
    assert layout.parse_pointer(layout.pointer_bytes(pointer)) == pointer


@given(st.binary(max_size=300))
def test_any_listing_is_a_list_or_refused(untrusted: bytes) -> None:
    try:
        multistatus.entries(untrusted, folder_path="/")
    except BadAnswer:
        return


@given(st.text(max_size=40))
def test_any_retry_after_is_a_sensible_wait_or_none(value: str) -> None:
    seconds = retry_after.seconds_of(value)
    assert seconds is None or 0 <= seconds <= 6 * 3600


def every_error() -> list[type[CloudError]]:
    found = [CloudError]
    for kind in found:
        found.extend(kind.__subclasses__())
    return found


@pytest.mark.parametrize("kind", every_error())
def test_every_error_tells_a_person_what_happened_and_what_to_do(kind: type[CloudError]) -> None:
    assert re.fullmatch(r"cloud_[a-z_]+", kind.code)
    assert kind.message.endswith(".")
    assert len(re.findall(r"[.:;] |\.$", kind.message)) >= 2
    assert str(kind()) == kind.code
    assert kind.__name__ in (errors.__doc__ or "")


def test_codes_are_different() -> None:
    codes = [kind.code for kind in every_error()]
    assert len(codes) == len(set(codes))


def test_the_text_beside_a_back_up_is_plain() -> None:
    assert "passkey" in README
    jargon = ("envelope", "manifest", "JSON", "SHA", "generation", "ciphertext", "share of")
    assert not [word for word in jargon if word in README]
    assert max(map(len, README.splitlines())) <= 100
