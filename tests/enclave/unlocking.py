"""One whole unlock, from a fresh nonce to opened entropy, as a browser does it."""

from __future__ import annotations

import os
from typing import Any

from recovery.enclave.messages import wire
from tests.enclave_process import RP_ID, EnclaveProcess
from tests.soft_client import Attested, Op, SoftBrowser, Unsealed, verify_attestation


def attested(enclave: EnclaveProcess) -> Attested:
    nonce_b = os.urandom(32)
    return verify_attestation(
        attestation=wire(enclave.client.attest(nonce_b=nonce_b)),
        nonce_b=nonce_b,
        rp_id=RP_ID,
        origins=enclave.relying_parties[RP_ID],
    )


def unlock_with(*, enclave: EnclaveProcess, browser: SoftBrowser, **parts: Any) -> Unsealed:
    """parts: as for `SoftBrowser.touch`."""
    fresh = enclave.client.nonce()
    settled: dict[str, Any] = {"op": Op.RECOVER, "boot_id": fresh.boot_id, "nonce": fresh.nonce}
    touch = browser.touch(**settled | parts)
    answer = enclave.client.unlock(touch.request(rp_id=browser.rp_id, spki=browser.passkey.spki))
    pk_sig = attested(enclave).claims.pk_sig
    return browser.unseal(touch=touch, sealed=answer.sealed, sig=answer.sig, pk_sig=pk_sig)
