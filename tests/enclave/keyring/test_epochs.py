"""Master keys come and go, and what was made with an older one opens until that one is retired."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from recovery.enclave.keyring.credential import CredentialSealing
from recovery.enclave.keyring.file import KeyringFile
from recovery.enclave.platform import Keyring
from recovery.errors import EnclaveDenied
from tests.enclave.unlocking import unlock_with
from tests.enclave_process import ORIGIN, RP_ID, EnclaveProcess
from tests.soft_client import Op, SoftBrowser
from tests.soft_passkey import SoftPasskey


@pytest.fixture
def own() -> Iterator[EnclaveProcess]:
    with EnclaveProcess() as process:
        yield process


@pytest.fixture
def browser() -> SoftBrowser:
    return SoftBrowser(passkey=SoftPasskey(rp_id=RP_ID), origin=ORIGIN)


def does(enclave: EnclaveProcess, *words: str) -> str:
    done = enclave.command("epoch", *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


def listed(enclave: EnclaveProcess) -> list[str]:
    """The epochs, the newest one last and named so."""
    lines = [line for line in does(enclave, "list").splitlines() if line.startswith("epoch")]
    assert [line.endswith("(newest)") for line in lines] == [*[False] * (len(lines) - 1), True]
    return [line.split()[1].rstrip(":") for line in lines]


def refusal(enclave: EnclaveProcess, *words: str) -> str:
    keyring = enclave.folder / "state" / "keyring.sealed"
    before = keyring.read_bytes()
    refused = enclave.command("epoch", *words)
    assert refused.returncode == 1
    assert "Nothing was changed" in refused.stderr
    assert keyring.read_bytes() == before
    return refused.stderr


def unlocked_in(enclave: EnclaveProcess, browser: SoftBrowser, *, epoch: int) -> bytes:
    """What the enclave answers who asks for one epoch by its number."""
    fresh = enclave.client.nonce()
    touch = browser.touch(op=Op.UNLOCK, boot_id=fresh.boot_id, nonce=fresh.nonce)
    request = touch.request(rp_id=RP_ID, spki=browser.passkey.spki, epoch=epoch)
    return enclave.client.unlock(request).sealed


def test_one_touch_gives_the_newest_and_the_older_entropies(
    own: EnclaveProcess, browser: SoftBrowser
) -> None:
    first = unlock_with(enclave=own, browser=browser)
    assert first.older == {}
    does(own, "add")
    own.restart()
    second = unlock_with(enclave=own, browser=browser)
    assert second.epoch == 2
    assert second.ent != first.ent
    assert second.older == {1: first.ent}
    assert own.client.health().epoch == 2


def test_an_epoch_that_is_asked_for_by_number_comes_alone(
    own: EnclaveProcess, browser: SoftBrowser
) -> None:
    alone = len(unlocked_in(own, browser, epoch=0))
    does(own, "add")
    own.restart()
    assert [len(unlocked_in(own, browser, epoch=epoch)) for epoch in (1, 2)] == [alone, alone]
    with pytest.raises(EnclaveDenied):
        unlocked_in(own, browser, epoch=3)


def test_answers_have_one_size_for_everybody(own: EnclaveProcess, browser: SoftBrowser) -> None:
    does(own, "add")
    own.restart()
    other = SoftBrowser(passkey=SoftPasskey(rp_id=RP_ID, alg="RS256"), origin=ORIGIN)
    sizes = {len(unlocked_in(own, who, epoch=0)) for who in (browser, other, browser)}
    assert len(sizes) == 1


def test_a_retired_epoch_is_gone_and_its_number_never_comes_back(
    own: EnclaveProcess, browser: SoftBrowser
) -> None:
    does(own, "add")
    own.restart()
    own.stop()
    does(own, "retire", "1", "--in-use", "0")
    own.start()
    assert unlock_with(enclave=own, browser=browser).older == {}
    with pytest.raises(EnclaveDenied):
        unlocked_in(own, browser, epoch=1)
    does(own, "add")
    assert listed(own) == ["2", "3"]


def test_an_epoch_in_use_is_not_retired_by_mistake(own: EnclaveProcess) -> None:
    assert "newest one" in refusal(own, "retire", "1", "--in-use", "0")
    does(own, "add")
    assert "Say with --in-use" in refusal(own, "retire", "1")
    assert "Wallets still need epoch 1: 7" in refusal(own, "retire", "1", "--in-use", "7")
    assert "The phrase for that" in refusal(own, "retire", "1", "--lose-wallets", "yes")
    assert "no epoch 5" in refusal(own, "retire", "5", "--in-use", "0")
    override = ("retire", "1", "--lose-wallets", "lose the wallets of epoch 1")
    assert "Stop the enclave first" in refusal(own, *override)
    own.stop()
    assert "The PIN counts still lie under epoch 1" in refusal(own, *override)
    own.start()
    own.stop()
    does(own, *override)
    assert listed(own) == ["2"]


def test_there_is_an_end_to_epochs(own: EnclaveProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {epoch: os.urandom(32) for epoch in range(1, 65)}
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(own.folder))
    sealing = CredentialSealing(name="keyring")
    file = KeyringFile(state_dir=own.folder / "state", sealing=sealing)
    with file.changing() as keyring:
        file.replace(keyring=Keyring(keyring.instance_seed, keys))
    refused = own.command("epoch", "add")
    assert refused.returncode == 1
    assert "64 epochs already" in refused.stderr


def test_an_answer_of_all_epochs_fits_what_browsers_read(
    own: EnclaveProcess, browser: SoftBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {epoch: os.urandom(32) for epoch in range(1, 65)}
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(own.folder))
    sealing = CredentialSealing(name="keyring")
    file = KeyringFile(state_dir=own.folder / "state", sealing=sealing)
    with file.changing() as keyring:
        file.replace(keyring=Keyring(keyring.instance_seed, keys))
    own.restart()
    found = unlock_with(enclave=own, browser=browser)
    assert found.epoch == 64
    assert sorted(found.older) == list(range(1, 64))
