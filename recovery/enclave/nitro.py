"""An AWS Nitro enclave: its hypervisor signs what runs here, over the keys of this run.

Exercised with documents under a root of the tests' own; the device itself exists only inside an
enclave of AWS.
"""

from __future__ import annotations

from pathlib import Path

from recovery.enclave import nsm
from recovery.enclave.platform import Machine


class NitroPlatform(Machine):
    """device: of the Nitro Secure Module. Raises StartRefused where there is none."""

    fmt = "aws-nitro"

    def __init__(self, *, device: Path = nsm.DEVICE) -> None:
        self._device = device
        # Asked once before anybody relies on it: a vault that can prove nothing does not start.
        self.attest(bind=bytes(32), nonce_b=bytes(32))

    def attest(self, *, bind: bytes, nonce_b: bytes) -> bytes:
        """See recovery/enclave/attestation/nitro.py."""
        return nsm.attestation_document(user_data=bind, nonce=nonce_b, device=self._device)
