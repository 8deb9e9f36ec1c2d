"""Sealed to a TPM, a real one in software: another boot or another TPM opens nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from recovery.enclave.platform import StartRefused
from tests.enclave.keyring.resealing import moved_to
from tests.enclave_process import EnclaveProcess
from tests.soft_tpm import SoftTpm, needs_tpm

pytestmark = needs_tpm


@pytest.fixture
def tpm() -> Iterator[SoftTpm]:
    with SoftTpm() as found:
        yield found


def sealing_to(tpm: SoftTpm, pcrs: str = "7,15") -> dict[str, str]:
    return {"kind": "tpm2", "pcrs": pcrs, "tcti": tpm.tcti}


def test_a_machine_that_boots_the_same_opens_it_and_another_boot_does_not(tpm: SoftTpm) -> None:
    with EnclaveProcess(sealing=sealing_to(tpm)) as enclave:
        enclave.stop()
        tpm.restart()
        enclave.start()
        assert enclave.client.health()
        enclave.stop()
        tpm.extend(7)
        assert "did not boot as it did" in enclave.refusal()
        tpm.restart()
        tpm.extend(8)
        enclave.start()
        assert enclave.client.health()


def test_another_tpm_does_not_open_it(tpm: SoftTpm) -> None:
    from recovery.enclave.keyring.tpm2 import Tpm2Sealing

    _, note = Tpm2Sealing(pcrs="7", tcti=tpm.tcti).new_key()
    with SoftTpm() as other, pytest.raises(StartRefused, match="another TPM, or is damaged"):
        Tpm2Sealing(pcrs="7", tcti=other.tcti).key(note)


def test_other_pcrs_than_those_it_was_sealed_with_do_not_open_it(tpm: SoftTpm) -> None:
    from recovery.enclave.keyring.tpm2 import Tpm2Sealing

    tpm.extend(4)
    _, note = Tpm2Sealing(pcrs="4,7", tcti=tpm.tcti).new_key()
    with pytest.raises(StartRefused, match="did not boot as it did"):
        Tpm2Sealing(pcrs="7", tcti=tpm.tcti).key(note)


def test_leaves_nothing_behind_in_the_tpm(tpm: SoftTpm) -> None:
    """Without a resource manager a TPM has room for three objects and three sessions."""
    from recovery.enclave.keyring.tpm2 import Tpm2Sealing

    sealing = Tpm2Sealing(pcrs="7", tcti=tpm.tcti)
    for _ in range(4):
        key, note = sealing.new_key()
        assert sealing.key(note) == key
    tpm.extend(7)
    for _ in range(4):
        with pytest.raises(StartRefused, match="did not boot"):
            sealing.key(note)


@pytest.mark.parametrize("at", [2, 40, 90, -1])
def test_a_changed_byte_is_refused(tpm: SoftTpm, at: int) -> None:
    from recovery.enclave.keyring.tpm2 import Tpm2Sealing

    sealing = Tpm2Sealing(pcrs="7", tcti=tpm.tcti)
    damaged = bytearray(sealing.new_key()[1])
    damaged[at] ^= 1
    with pytest.raises(StartRefused, match="TPM"):
        sealing.key(bytes(damaged))


@pytest.mark.parametrize("note", [b"", b"\0", b"\xff\xff", os.urandom(80)])
def test_what_is_no_sealed_object_is_refused(tpm: SoftTpm, note: bytes) -> None:
    from recovery.enclave.keyring.tpm2 import Tpm2Sealing

    with pytest.raises(StartRefused, match="TPM"):
        Tpm2Sealing(pcrs="7", tcti=tpm.tcti).key(note)


def test_says_that_there_is_no_tpm() -> None:
    from recovery.enclave.keyring.tpm2 import Tpm2Sealing

    with pytest.raises(StartRefused, match="cannot be used"):
        Tpm2Sealing(pcrs="7", tcti="swtpm:path=/nonexistent").new_key()


@pytest.mark.parametrize("pcrs", ["", "24", "7;8", "7,", "sha1:7", "-1"])
def test_refuses_pcrs_that_are_none(pcrs: str) -> None:
    from recovery.enclave.keyring.tpm2 import Tpm2Sealing

    with pytest.raises(StartRefused, match="must be numbers"):
        Tpm2Sealing(pcrs=pcrs)


def test_a_keyring_moves_from_a_passphrase_to_the_tpm_and_back(tpm: SoftTpm) -> None:
    moved_to(sealing_to(tpm))
