"""Sealed under a systemd credential, in a real enclave."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from recovery.enclave.keyring.credential import CredentialSealing
from recovery.enclave.platform import StartRefused
from tests.enclave.keyring.resealing import moved_to
from tests.enclave_process import EnclaveProcess


@pytest.fixture
def credentials(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder as systemd would make it, with one credential."""
    (tmp_path / "keyring").write_bytes(os.urandom(32))
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    return tmp_path


@pytest.fixture
def sealed(credentials: Path) -> Iterator[EnclaveProcess]:
    with EnclaveProcess(sealing={"kind": "credential", "name": "keyring"}) as process:
        yield process


def test_starts_with_its_credential_and_with_no_other(
    sealed: EnclaveProcess, credentials: Path
) -> None:
    sealed.restart()
    assert sealed.client.health()
    sealed.stop()
    (credentials / "keyring").write_bytes(os.urandom(32))
    assert "The credential does not open the keyring" in sealed.refusal()


def test_a_keyring_moves_from_a_passphrase_to_a_credential(credentials: Path) -> None:
    moved_to({"kind": "credential", "name": "keyring"})


@pytest.mark.parametrize("name", ["../keyring", "/etc/passwd", "a/b"])
def test_a_name_is_no_path(name: str) -> None:
    with pytest.raises(StartRefused, match="not a path"):
        CredentialSealing(name=name)


def test_says_what_is_missing(credentials: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StartRefused, match="LoadCredentialEncrypted=other"):
        CredentialSealing(name="other").new_key()
    (credentials / "keyring").write_bytes(b"short")
    with pytest.raises(StartRefused, match="too short"):
        CredentialSealing(name="keyring").new_key()
    monkeypatch.delenv("CREDENTIALS_DIRECTORY")
    with pytest.raises(StartRefused, match="systemd unit"):
        CredentialSealing(name="keyring").new_key()
