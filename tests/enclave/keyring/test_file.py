"""The keyring's file: written whole or not at all, and never over another one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from recovery.enclave.keyring.file import KEYRING_FILE, KeyringFile
from recovery.enclave.keyring.passphrase import PassphraseSealing
from recovery.enclave.platform import Keyring, StartRefused

KEYRING = Keyring(os.urandom(32), {1: os.urandom(32), 7: os.urandom(32)})


class Forgetful:
    """A sealing that does not find its own key again, like a token that was set up wrongly."""

    kind = 2

    def new_key(self) -> tuple[bytes, bytes]:
        return os.urandom(32), b"note"

    def key(self, note: bytes) -> bytes:
        return os.urandom(32)


@pytest.fixture
def sealing(tmp_path: Path) -> PassphraseSealing:
    (tmp_path / "passphrase").write_text("correct horse battery staple\n")
    return PassphraseSealing(file=str(tmp_path / "passphrase"))


@pytest.fixture
def file(tmp_path: Path, sealing: PassphraseSealing) -> KeyringFile:
    found = KeyringFile(state_dir=tmp_path / "state", sealing=sealing)
    found.create(KEYRING)
    return found


def names(file: KeyringFile) -> list[str]:
    return [path.name for path in file.path.parent.iterdir()]


def test_what_was_written_comes_back(file: KeyringFile) -> None:
    assert file.load() == KEYRING
    assert names(file) == [KEYRING_FILE]


def test_is_never_written_over_another(file: KeyringFile) -> None:
    before = file.path.read_bytes()
    with pytest.raises(StartRefused, match="already"):
        file.create(Keyring(os.urandom(32), {1: os.urandom(32)}))
    assert file.path.read_bytes() == before


def test_the_old_one_stays_when_the_new_sealing_does_not_open(file: KeyringFile) -> None:
    before = file.path.read_bytes()
    with file.changing() as keyring, pytest.raises(StartRefused, match="does not open"):
        file.replace(keyring=keyring, sealing=Forgetful())
    assert file.path.read_bytes() == before
    assert file.load() == KEYRING


def test_a_draft_that_a_crash_left_behind_is_no_hindrance(file: KeyringFile) -> None:
    file.path.with_name(f"{KEYRING_FILE}.new").write_bytes(b"half of a keyring")
    grown = Keyring(KEYRING.instance_seed, KEYRING.master_keys | {8: os.urandom(32)})
    with file.changing():
        file.replace(keyring=grown)
    assert file.load() == grown
    assert names(file) == [KEYRING_FILE]


def test_two_commands_do_not_change_it_at_once(file: KeyringFile, tmp_path: Path) -> None:
    with file.changing(), pytest.raises(StartRefused, match="Another command"), file.changing():
        pass


def test_each_writing_uses_a_key_of_its_own(file: KeyringFile, sealing: PassphraseSealing) -> None:
    assert sealing.new_key() != sealing.new_key()
    before = file.path.read_bytes()
    with file.changing() as keyring:
        file.replace(keyring=keyring)
    assert file.path.read_bytes()[14:30] != before[14:30]


@pytest.mark.parametrize("damaged", [b"", b"KRP1", b"something else of this length entirely"])
def test_refuses_what_is_no_keyring(file: KeyringFile, damaged: bytes) -> None:
    file.path.write_bytes(damaged)
    with pytest.raises(StartRefused, match="not one that this release can read"):
        file.load()


def test_refuses_a_kind_of_the_future(file: KeyringFile) -> None:
    content = bytearray(file.path.read_bytes())
    content[13] = 99
    file.path.write_bytes(content)
    with pytest.raises(StartRefused, match="not one that this release can read"):
        file.load()


def test_says_that_there_is_nothing_to_change(tmp_path: Path, sealing: PassphraseSealing) -> None:
    nowhere = KeyringFile(state_dir=tmp_path / "nowhere", sealing=sealing)
    with pytest.raises(StartRefused, match="There is no keyring"), nowhere.changing():
        pass


def test_says_that_it_cannot_be_written(
    file: KeyringFile, tmp_path: Path, sealing: PassphraseSealing
) -> None:
    before = file.path.read_bytes()
    # A folder in the draft's place stands for every fault of a disk, for root as well.
    (file.path.parent / f"{KEYRING_FILE}.new" / "x").mkdir(parents=True)
    with file.changing() as keyring, pytest.raises(StartRefused, match="cannot be written"):
        file.replace(keyring=keyring)
    assert file.path.read_bytes() == before
    (tmp_path / "file").touch()
    with pytest.raises(StartRefused, match="cannot be made"):
        KeyringFile(state_dir=tmp_path / "file" / "state", sealing=sealing).create(KEYRING)
    (tmp_path / "odd" / KEYRING_FILE).mkdir(parents=True)
    with pytest.raises(StartRefused, match="cannot be read"):
        KeyringFile(state_dir=tmp_path / "odd", sealing=sealing).load()
