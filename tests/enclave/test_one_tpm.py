"""One TPM for all: it seals the keyring, vouches for the machine, remembers the PIN counts."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from recovery.enclave.attestation.refusal import NotProved
from tests.enclave.attestation.test_tpm2 import check, measured, quoting
from tests.enclave.pins import PinPerson
from tests.enclave_process import EnclaveProcess
from tests.soft_layout import read_claims
from tests.soft_pin import Outcome
from tests.soft_tpm import SoftTpm, needs_tpm

PIN = "493817"


def at(enclave: EnclaveProcess, person: PinPerson | None = None) -> PinPerson:
    """Someone new, or the same person at the enclave as it runs now."""
    claims = read_claims(enclave.client.attest(nonce_b=bytes(32)).claims)
    return PinPerson(enclave, owner=person.owner if person else None, claims=claims)


@needs_tpm
def test_one_tpm_seals_vouches_and_counts(tmp_path: Path) -> None:
    with (
        SoftTpm() as tpm,
        EnclaveProcess(
            sealing={"kind": "tpm2", "pcrs": "0,7", "tcti": tpm.tcti},
            attestation=quoting(tpm),
            anchor={"kind": "tpm2", "tcti": tpm.tcti, "index": "0x01800130"},
        ) as enclave,
    ):
        person = at(enclave)
        person.enrol(PIN)
        person.evaluate("111111")
        nonce_b = os.urandom(32)
        shown = enclave.client.attest(nonce_b=nonce_b)
        assert (shown.fmt, read_claims(shown.claims).anchor) == ("tpm2", 1)
        enclave.stop()
        # A reboot, and what the last run loaded is gone; so it is with whatever manages a real TPM.
        tpm.restart()
        entry = measured(enclave)
        assert check(shown, nonce_b=nonce_b, entries=[entry]).vouched_by == "vault 1"
        with pytest.raises(NotProved):
            check(shown, nonce_b=os.urandom(32), entries=[entry])

        # An older state is noticed by the very TPM that goes on vouching for the machine.
        older = tmp_path / "older"
        shutil.copytree(enclave.folder / "state", older)
        enclave.start()
        again = at(enclave, person)
        assert again.evaluate("222222").answer.left == 8
        enclave.stop()
        tpm.restart()
        shutil.rmtree(enclave.folder / "state")
        shutil.copytree(older, enclave.folder / "state")
        enclave.start()
        assert enclave.client.health().pins_open == 0
        assert at(enclave, person).enter(PIN).outcome == Outcome.CLOSED
        shown = enclave.client.attest(nonce_b=nonce_b)
        assert check(shown, nonce_b=nonce_b, entries=[entry]).fmt == "tpm2"
