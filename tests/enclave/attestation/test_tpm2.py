"""Quotes by a real TPM in software: the enclave makes them, the verifier takes or refuses them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from recovery.enclave.attestation.policy import Policy
from recovery.enclave.attestation.refusal import NotProved
from recovery.enclave.attestation.verify import Proved, verify
from recovery.enclave.messages import AttestAnswer
from tests.enclave_process import RELYING_PARTIES, RP_ID, EnclaveProcess
from tests.soft_tpm import SoftTpm, needs_tpm

pytestmark = needs_tpm

NOW = datetime.now(UTC)
NEXT_YEAR = (NOW + timedelta(days=365)).date().isoformat()


@pytest.fixture
def tpm() -> Iterator[SoftTpm]:
    with SoftTpm() as found:
        yield found


def quoting(tpm: SoftTpm, pcrs: str = "0,7,15") -> dict[str, str]:
    return {"kind": "tpm2", "pcrs": pcrs, "tcti": tpm.tcti}


def measured(enclave: EnclaveProcess) -> dict[str, Any]:
    """What the operator of this machine puts on the list, while the vault does not run."""
    done = enclave.command("measure", "--name", "vault 1", "--until", NEXT_YEAR)
    assert done.returncode == 0, done.stderr
    entry: dict[str, Any] = json.loads(done.stdout)
    return entry


def check(shown: AttestAnswer, *, nonce_b: bytes, entries: list[dict[str, Any]]) -> Proved:
    policy = Policy.from_json(
        {
            "formats": ["tpm2"],
            "instance_keys": [],
            "measurements": entries,
            "origins": RELYING_PARTIES[RP_ID],
        }
    )
    return verify(untrusted=shown, nonce_b=nonce_b, policy=policy, rp_id=RP_ID, now=NOW)


def test_a_machine_proves_itself_and_no_other_keys(tpm: SoftTpm) -> None:
    with EnclaveProcess(attestation=quoting(tpm)) as enclave:
        nonce_b = os.urandom(32)
        shown = enclave.client.attest(nonce_b=nonce_b)
        assert shown.fmt == "tpm2"
        enclave.stop()
        entry = measured(enclave)
        proved = check(shown, nonce_b=nonce_b, entries=[entry])
        assert (proved.fmt, proved.vouched_by) == ("tpm2", "vault 1")
        other_claims = replace(shown, claims=shown.claims[:-1] + b"9")
        for changed, nonce in ((other_claims, nonce_b), (shown, os.urandom(32))):
            with pytest.raises(NotProved, match="other keys"):
                check(changed, nonce_b=nonce, entries=[entry])


def test_another_boot_is_refused_until_it_is_on_the_list(tpm: SoftTpm) -> None:
    with EnclaveProcess(attestation=quoting(tpm)) as enclave:
        enclave.stop()
        entry = measured(enclave)
        tpm.restart()
        tpm.extend(7)
        enclave.start()
        nonce_b = os.urandom(32)
        shown = enclave.client.attest(nonce_b=nonce_b)
        enclave.stop()
        with pytest.raises(NotProved) as refused:
            check(shown, nonce_b=nonce_b, entries=[entry])
        assert refused.value.code == "attestation_measurement"
        other = measured(enclave)
        assert other["ak"] == entry["ak"]
        assert check(shown, nonce_b=nonce_b, entries=[entry, other])


def test_another_chip_is_refused(tpm: SoftTpm) -> None:
    with SoftTpm() as another, EnclaveProcess(attestation=quoting(another)) as enclave:
        nonce_b = os.urandom(32)
        shown = enclave.client.attest(nonce_b=nonce_b)
        enclave.stop()
        entry = measured(enclave)
    with EnclaveProcess(attestation=quoting(tpm)) as ours:
        mine = ours.client.attest(nonce_b=nonce_b)
    assert check(shown, nonce_b=nonce_b, entries=[entry])
    with pytest.raises(NotProved) as refused:
        check(mine, nonce_b=nonce_b, entries=[entry])
    assert refused.value.code == "attestation_key"


def test_a_machine_without_its_tpm_does_not_start(tpm: SoftTpm) -> None:
    with EnclaveProcess(attestation=quoting(tpm)) as enclave:
        enclave.stop()
        tpm.stop()
        assert "cannot be used" in enclave.refusal()
