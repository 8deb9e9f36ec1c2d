"""Which proof the configuration asks for, and that no vault starts which cannot give it."""

from __future__ import annotations

from typing import Any

import cbor2
import pytest

from recovery.enclave import nitro as nitro_platform
from recovery.enclave import nsm, platforms, sealing
from recovery.enclave.attestation import nitro
from recovery.enclave.attestation.policy import read_measurements
from recovery.enclave.platform import Keyring, StartRefused
from tests import soft_nitro
from tests.enclave_process import EnclaveProcess
from tests.vectors.make_attestation import nitro_entry

KEYRING = Keyring(bytes(32), {1: bytes(32)})


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (None, "needs a kind, one of software, tpm2, aws-nitro"),
        ({}, "needs a kind"),
        ({"kind": "sgx"}, "needs a kind"),
        ({"kind": "software", "pcrs": "0"}, "other settings"),
        ({"kind": "tpm2"}, "other settings"),
        ({"kind": "tpm2", "pcrs": "0", "more": "x"}, "other settings"),
        ({"kind": "tpm2", "pcrs": 0}, "is a text"),
        ({"kind": "aws-nitro"}, "this is not an AWS Nitro enclave"),
    ],
)
def test_a_fault_in_the_configuration_is_named(asked: Any, told: str) -> None:
    with pytest.raises(StartRefused, match=told):
        platforms.platform_of(asked, keyring=KEYRING)


def test_a_vault_outside_nitro_does_not_pretend() -> None:
    with EnclaveProcess() as enclave:
        enclave.stop()
        enclave.configure(attestation={"kind": "aws-nitro"})
        assert "not an AWS Nitro enclave" in enclave.refusal()
        assert (
            "Only a machine with a TPM"
            in enclave.command("measure", "--name", "x", "--until", "2027-01-01").stderr
        )


def test_what_the_module_is_asked_for_is_what_browsers_check() -> None:
    """The request as it goes to the device, and a document as it comes back."""
    claims, nonce_b = b"\x01claims", bytes(range(32))
    bind = sealing.attestation_bind(claims=claims, nonce_b=nonce_b)
    asked = cbor2.loads(nsm.request(user_data=bind, nonce=nonce_b, public_key=b""))
    fields = asked["Attestation"]
    hypervisor = soft_nitro.Hypervisor()
    document = hypervisor.document(user_data=fields["user_data"], nonce=fields["nonce"])
    answer = cbor2.dumps({"Attestation": {"document": document}})
    found = nitro.check(
        untrusted_evidence=nsm.document(answer),
        bind=bind,
        nonce_b=nonce_b,
        measurements=read_measurements([nitro_entry()]),
        now=soft_nitro.NOW,
        root=soft_nitro.ROOT.der,
    )
    assert found.name == "release 1.2.0"
    assert nitro_platform.NitroPlatform.fmt == "aws-nitro"
