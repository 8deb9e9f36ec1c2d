"""One TPM does it all: it seals the keyring, vouches for the machine and remembers the PIN counts."""

from __future__ import annotations

import shutil

from recovery.enclave.attestation.policy import TPM2
from tests.enclave.pins import PinPerson
from tests.enclave_process import EnclaveProcess
from tests.soft_pin import Outcome
from tests.soft_tpm import SoftTpm, needs_tpm
