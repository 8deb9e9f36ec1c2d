"""Starting, stopping, and the one file that outlives a restart."""

from __future__ import annotations

import json
import signal
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from recovery.enclave.config import read
from recovery.enclave.keyring.file import KEYRING_FILE, KeyringFile
from recovery.enclave.keyring.passphrase import PassphraseSealing
from recovery.enclave.platform import Keyring, StartRefused
from recovery.errors import EnclaveDenied
from tests.enclave.unlocking import attested, unlock_with
from tests.enclave_process import ORIGIN, PASSPHRASE, RP_ID, EnclaveProcess
from tests.soft_client import Op, SoftBrowser
from tests.soft_passkey import SoftPasskey


@pytest.fixture
def own() -> Iterator[EnclaveProcess]:
    """An enclave that this test alone may stop."""
    with EnclaveProcess() as process:
        yield process


@pytest.fixture(scope="module")
def sealed() -> Iterator[EnclaveProcess]:
    """An enclave with a keyring that was never started; tests leave its files as they were."""
    process = EnclaveProcess(sealing=PASSPHRASE)
    assert process.command("init").returncode == 0
    yield process
    process.remove()


def test_a_restart_keeps_the_entropy_and_renews_everything_else(own: EnclaveProcess) -> None:
    browser = SoftBrowser(passkey=SoftPasskey(rp_id=RP_ID), origin=ORIGIN)
    ent_before = unlock_with(enclave=own, browser=browser).ent
    before = attested(own)
    fresh = own.client.nonce()
    touch = browser.touch(op=Op.RECOVER, boot_id=fresh.boot_id, nonce=fresh.nonce)
    own.restart()
    after = attested(own)
    assert unlock_with(enclave=own, browser=browser).ent == ent_before
    assert after.instance_key == before.instance_key
    assert after.claims.boot_id != before.claims.boot_id
    assert after.claims.pk_sig != before.claims.pk_sig
    assert after.claims.pk_enc != before.claims.pk_enc
    assert after.claims.config_hash == before.claims.config_hash
    with pytest.raises(EnclaveDenied):
        own.client.unlock(touch.request(rp_id=RP_ID, spki=browser.passkey.spki))


def test_two_installations_give_one_passkey_two_entropies(own: EnclaveProcess) -> None:
    browser = SoftBrowser(passkey=SoftPasskey(rp_id=RP_ID), origin=ORIGIN)
    with EnclaveProcess() as other:
        assert (
            unlock_with(enclave=own, browser=browser).ent
            != unlock_with(enclave=other, browser=browser).ent
        )


def test_stops_cleanly_and_takes_its_socket_along(own: EnclaveProcess) -> None:
    assert stat.S_IMODE(own.socket.stat().st_mode) == 0o660
    own.client.nonce()
    assert own.stop() == 0
    assert not own.socket.exists()


def test_replaces_the_socket_that_a_killed_one_left(own: EnclaveProcess) -> None:
    assert own.stop(number=signal.SIGKILL) == -signal.SIGKILL
    assert own.socket.exists()
    own.start()
    assert own.client.health()


def test_does_not_push_a_living_enclave_aside(own: EnclaveProcess) -> None:
    second = own.command()
    assert second.returncode == 1
    assert "Another enclave answers" in second.stderr
    assert own.client.health()


def test_keeps_its_keyring_to_itself(own: EnclaveProcess) -> None:
    keyring = own.folder / "state" / KEYRING_FILE
    assert stat.S_IMODE(keyring.stat().st_mode) == 0o600
    assert stat.S_IMODE(keyring.parent.stat().st_mode) == 0o700
    kept = {path.name: stat.S_IMODE(path.stat().st_mode) for path in keyring.parent.iterdir()}
    assert KEYRING_FILE in kept
    assert set(kept.values()) == {0o600}


def test_refuses_to_make_a_second_keyring(own: EnclaveProcess) -> None:
    keyring = own.folder / "state" / KEYRING_FILE
    before = keyring.read_bytes()
    again = own.command("init")
    assert again.returncode == 1
    assert "already" in again.stderr
    assert keyring.read_bytes() == before


@pytest.fixture
def keyring(sealed: EnclaveProcess) -> Iterator[Path]:
    path = sealed.folder / "state" / KEYRING_FILE
    content = path.read_bytes()
    yield path
    path.write_bytes(content)


@pytest.fixture
def passphrase(sealed: EnclaveProcess) -> Iterator[Path]:
    path = sealed.folder / "passphrase"
    content = path.read_bytes()
    yield path
    path.write_bytes(content)


@pytest.fixture
def config(sealed: EnclaveProcess) -> Iterator[Path]:
    content = sealed.config.read_bytes()
    yield sealed.config
    sealed.config.write_bytes(content)


def test_refuses_to_start_without_a_keyring(sealed: EnclaveProcess, keyring: Path) -> None:
    keyring.unlink()
    assert "There is no keyring" in sealed.refusal()


def test_refuses_to_start_with_another_passphrase(sealed: EnclaveProcess, passphrase: Path) -> None:
    passphrase.write_text("another passphrase entirely")
    assert "passphrase does not open the keyring" in sealed.refusal()


def test_refuses_a_short_passphrase(sealed: EnclaveProcess, passphrase: Path) -> None:
    passphrase.write_text("secret\n")
    assert "too short" in sealed.refusal()


@pytest.mark.parametrize("at", [0, 13, 14, 30, 45, -1])
def test_refuses_a_keyring_with_a_changed_byte(
    sealed: EnclaveProcess, keyring: Path, at: int
) -> None:
    content = bytearray(keyring.read_bytes())
    content[at] ^= 1
    keyring.write_bytes(content)
    sealing = PassphraseSealing(file=str(sealed.folder / "passphrase"))
    with pytest.raises(StartRefused, match="keyring"):
        KeyringFile(state_dir=keyring.parent, sealing=sealing).load()


def test_opens_a_keyring_of_the_first_release(sealed: EnclaveProcess, keyring: Path) -> None:
    """Its passphrase is the one of these tests. Nobody can make a lost keyring again."""
    keyring.write_bytes((Path(__file__).parents[1] / "vectors" / "keyring-1.sealed").read_bytes())
    sealing = PassphraseSealing(file=str(sealed.folder / "passphrase"))
    assert KeyringFile(state_dir=keyring.parent, sealing=sealing).load() == Keyring(
        bytes(range(32)), {1: bytes(range(32, 64)), 2: bytes(range(64, 96))}
    )


def test_refuses_a_keyring_that_was_cut_short(sealed: EnclaveProcess, keyring: Path) -> None:
    keyring.write_bytes(keyring.read_bytes()[:20])
    assert "keyring" in sealed.refusal()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"relying_parties": {}}, "relying_parties"),
        ({"relying_parties": {"Wallet.example": [ORIGIN]}}, "lower case"),
        ({"relying_parties": {RP_ID: []}}, "at least one origin"),
        ({"relying_parties": {RP_ID: ORIGIN}}, "list of origins"),
        ({"relying_parties": {RP_ID: [ORIGIN + "/"]}}, "list of origins"),
        ({"relying_parties": {RP_ID: [ORIGIN, ORIGIN]}}, "only once"),
        ({"limits": {"nonce_seconds": 121}}, "nonce_seconds must be from 1 to 120"),
        ({"limits": {"frames": 1}}, "limits"),
        ({"sokcet": "/x"}, "needs state_dir"),
        ({"listen": "localhost:1"}, "needs state_dir"),
        ({"state_dir": 7}, "state_dir"),
        ({"sealing": "passphrase"}, "sealing"),
    ],
)
def test_refuses_a_wrong_configuration(
    sealed: EnclaveProcess, config: Path, changes: dict[str, Any], sentence: str
) -> None:
    sealed.write_config(json.loads(config.read_text()) | changes)
    with pytest.raises(StartRefused, match=sentence):
        read(config)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"relying_parties": {}}, "relying_parties"),
        ({"sealing": {"kind": "passphrase", "file": "/nonexistent"}}, "cannot be read"),
        ({"sealing": {"kind": "wax"}}, "needs a kind, one of passphrase"),
        ({"sealing": {"kind": "passphrase"}}, "takes file"),
        ({"sealing": {"kind": "passphrase", "file": 7}}, "is a text"),
        ({"socket": "/nonexistent/enclave.sock"}, "cannot be made"),
    ],
)
def test_says_in_a_sentence_why_it_does_not_start(
    sealed: EnclaveProcess, config: Path, changes: dict[str, Any], sentence: str
) -> None:
    sealed.write_config(json.loads(config.read_text()) | changes)
    assert sentence in sealed.refusal()


def test_refuses_a_configuration_that_is_not_there_or_no_json(
    sealed: EnclaveProcess, config: Path
) -> None:
    config.write_text("{")
    assert "not JSON" in sealed.refusal()
    config.unlink()
    assert "cannot be read" in sealed.refusal()
