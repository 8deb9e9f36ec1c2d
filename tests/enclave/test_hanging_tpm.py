"""A TPM that does not answer any more: no proof, no PIN, and passkeys are served all the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from recovery.enclave.messages import UnlockRequest
from recovery.errors import EnclaveUnreachable
from tests.enclave.attestation.test_tpm2 import quoting
from tests.enclave.test_one_tpm import at
from tests.enclave_process import ORIGIN, RP_ID, EnclaveProcess
from tests.soft_client import Op, SoftBrowser
from tests.soft_passkey import SoftPasskey
from tests.soft_pin import Outcome
from tests.soft_tpm import SoftTpm, needs_tpm
from tests.stack import wait_until

PIN = "493817"


@pytest.fixture
def tpm() -> Iterator[SoftTpm]:
    with SoftTpm() as soft:
        yield soft


@pytest.fixture
def enclave(tpm: SoftTpm) -> Iterator[EnclaveProcess]:
    """The worst case: one TPM for its proofs and for its PINs."""
    anchor = {"kind": "tpm2", "tcti": tpm.tcti, "index": "0x01800130"}
    limits = {"hardware_seconds": 3}
    with EnclaveProcess(attestation=quoting(tpm), anchor=anchor, limits=limits) as process:
        yield process


def touch(enclave: EnclaveProcess) -> UnlockRequest:
    browser = SoftBrowser(passkey=SoftPasskey(rp_id=RP_ID), origin=ORIGIN)
    fresh = enclave.client.nonce()
    made = browser.touch(op=Op.RECOVER, boot_id=fresh.boot_id, nonce=fresh.nonce)
    return made.request(rp_id=RP_ID, spki=browser.passkey.spki)


def pins_open(enclave: EnclaveProcess) -> bool:
    return enclave.client.health().pins_open > 0


def proves_itself(enclave: EnclaveProcess) -> bool:
    """What it was asked before is worked off first, so its answer may come too late for a while."""
    try:
        return bool(enclave.client.attest(nonce_b=bytes(32)).claims)
    except EnclaveUnreachable:
        return False


@needs_tpm
def test_a_tpm_that_hangs_stops_pins_and_proofs_and_no_passkey(
    enclave: EnclaveProcess, tpm: SoftTpm
) -> None:
    person = at(enclave)
    person.enrol(PIN)
    with tpm.hanging():
        # Nobody knows whether this try will be counted, so its answer never comes.
        with pytest.raises(EnclaveUnreachable):
            person.evaluate(PIN)
        # Whoever comes after it is told at once, and nothing of theirs is counted.
        told = [person.evaluate("111111").answer.outcome for _ in range(3)]
        assert told == [Outcome.CLOSED] * 3
        for _ in range(2):
            with pytest.raises(EnclaveUnreachable):
                enclave.client.attest(nonce_b=bytes(32))
        assert enclave.client.unlock(touch(enclave)).sealed
        assert enclave.client.health().pins_open == 0
    wait_until("PINs are open", lambda: pins_open(enclave))
    wait_until("it proves itself", lambda: proves_itself(enclave))
    assert at(enclave).claims == person.claims
    # The one try that was under way was counted after all.
    assert person.status().failed == 1
    assert person.enter(PIN).outcome == Outcome.DONE


@needs_tpm
def test_a_vault_starts_beside_a_tpm_that_hangs_and_opens_pins_when_it_answers(
    enclave: EnclaveProcess, tpm: SoftTpm
) -> None:
    person = at(enclave)
    person.enrol(PIN)
    enclave.stop()
    tpm.restart()
    enclave.configure(attestation={"kind": "software"})
    with tpm.hanging():
        enclave.start()
        again = at(enclave, person)
        assert enclave.client.health().pins_open == 0
        assert enclave.client.unlock(touch(enclave)).sealed
        assert again.status().outcome == Outcome.CLOSED
    wait_until("PINs are open", lambda: pins_open(enclave))
    assert again.evaluate(PIN).answer.outcome == Outcome.DONE
