"""Sealed by a hardware security module; here SoftHSM, which speaks the same PKCS#11."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pkcs11
import pytest

from recovery.enclave.keyring.pkcs11 import Pkcs11Sealing
from recovery.enclave.platform import StartRefused
from tests.enclave.keyring.resealing import moved_to
from tests.enclave_process import EnclaveProcess

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
PIN = "271828"

pytestmark = pytest.mark.skipif(
    shutil.which("softhsm2-util") is None,
    reason="softhsm2 missing: `manage.py test` installs it as root",
)


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A token with a proper key, and one that could be taken out."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\n")
    (folder / "pin").write_text(PIN + "\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        words = ["--init-token", "--free", "--label", "keyhaven", "--pin", PIN, "--so-pin", PIN]
        subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
        with pkcs11.lib(MODULE).get_token(token_label="keyhaven").open(user_pin=PIN, rw=True) as s:
            for label, extractable in (("keyring", False), ("other", False), ("loose", True)):
                template = {
                    pkcs11.Attribute.EXTRACTABLE: extractable,
                    pkcs11.Attribute.SENSITIVE: not extractable,
                }
                s.generate_key(pkcs11.KeyType.AES, 256, label=label, store=True, template=template)
        yield folder


def settings(folder: Path, **changes: str) -> dict[str, Any]:
    found = {
        "module": MODULE,
        "token": "keyhaven",
        "key": "keyring",
        "pin_file": str(folder / "pin"),
    }
    return found | changes


def test_starts_with_its_token_and_not_without(token: Path, tmp_path: Path) -> None:
    with EnclaveProcess(sealing={"kind": "pkcs11"} | settings(token)) as enclave:
        enclave.restart()
        assert enclave.client.health()
        enclave.stop()
        (tmp_path / "empty").mkdir()
        (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path}/empty\n")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
            assert "There is no token keyhaven" in enclave.refusal()


def test_another_key_of_the_token_does_not_open_it(token: Path) -> None:
    _, note = Pkcs11Sealing(**settings(token)).new_key()
    with pytest.raises(StartRefused, match="another key, or the keyring file is damaged"):
        Pkcs11Sealing(**settings(token, key="other")).key(note)


@pytest.mark.parametrize("at", [0, 12, -1])
def test_a_changed_byte_is_refused(token: Path, at: int) -> None:
    sealing = Pkcs11Sealing(**settings(token))
    damaged = bytearray(sealing.new_key()[1])
    damaged[at] ^= 1
    with pytest.raises(StartRefused, match="does not open the keyring"):
        sealing.key(bytes(damaged))


def test_each_key_is_a_new_one(token: Path) -> None:
    sealing = Pkcs11Sealing(**settings(token))
    (key, note), (other, _) = sealing.new_key(), sealing.new_key()
    assert key != other
    assert sealing.key(note) == key


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"token": "nothing"}, "There is no token nothing"),
        ({"key": "nothing"}, "exactly one AES key"),
        ({"key": "loose"}, "can be taken out"),
        ({"module": "/nonexistent.so"}, "cannot be used"),
        ({"pin_file": "/nonexistent"}, "PIN file"),
    ],
)
def test_says_what_is_wrong(token: Path, changes: dict[str, str], sentence: str) -> None:
    with pytest.raises(StartRefused, match=sentence):
        Pkcs11Sealing(**settings(token, **changes)).new_key()


def test_says_that_the_pin_is_wrong_and_does_not_show_it(token: Path, tmp_path: Path) -> None:
    (tmp_path / "pin").write_text("314159")
    with pytest.raises(StartRefused, match="is not that of the token") as refused:
        Pkcs11Sealing(**settings(token, pin_file=str(tmp_path / "pin"))).new_key()
    assert "314159" not in str(refused.value)


def test_a_keyring_moves_from_a_passphrase_to_the_token_and_back(token: Path) -> None:
    moved_to({"kind": "pkcs11"} | settings(token))
