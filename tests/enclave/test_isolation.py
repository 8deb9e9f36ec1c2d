"""The trusted folder stays small: nothing of the application is ever loaded into it."""

from __future__ import annotations

import subprocess
import sys

from tests.enclave_process import REPOSITORY
from tests.soft_tpm import needs_tpm

PROGRAM = """
import sys
before = set(sys.modules)
import {module}
print("\\n".join(sorted(set(sys.modules) - before)))
"""


def modules_loaded_by(module: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(module=module)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ran.stdout.split())


def foreign(modules: set[str], *, allowed: set[str]) -> set[str]:
    first = {name.partition(".")[0] for name in modules}
    return first - set(sys.stdlib_module_names) - allowed


def test_the_enclave_loads_the_standard_library_cryptography_and_voprf_only() -> None:
    loaded = modules_loaded_by("recovery.enclave.__main__")
    allowed = {"recovery", "cryptography", "voprf", "_cffi_backend", "_openssl"}
    assert not foreign(loaded, allowed=allowed)
    ours = {name for name in loaded if name.startswith("recovery")}
    assert all(name == "recovery" or name.startswith("recovery.enclave") for name in ours)


def test_a_token_brings_its_library_and_nothing_else() -> None:
    loaded = modules_loaded_by("recovery.enclave.keyring.pkcs11")
    brought = {"pkcs11", "asn1crypto"}
    assert not foreign(loaded, allowed={"recovery", "cryptography", "_cffi_backend"} | brought)


def test_kms_brings_its_libraries_and_nothing_else() -> None:
    loaded = modules_loaded_by("recovery.enclave.keyring.aws_kms")
    brought = {"asn1crypto", "botocore", "certifi", "dateutil", "six", "typing_extensions"}
    allowed = {"recovery", "cryptography", "_cffi_backend", "_openssl", "OpenSSL"} | brought
    assert not foreign(loaded, allowed=allowed | {"urllib3"})


@needs_tpm
def test_a_tpm_brings_its_library_and_nothing_else() -> None:
    loaded = modules_loaded_by("recovery.enclave.keyring.tpm2")
    brought = {"tpm2_pytss", "packaging", "cffi", "pycparser"}
    allowed = {"recovery", "cryptography", "_cffi_backend", "_openssl"} | brought
    assert not foreign(loaded, allowed=allowed)


def test_the_messages_load_the_standard_library_only() -> None:
    loaded = modules_loaded_by("recovery.enclave.messages")
    assert not foreign(loaded, allowed={"recovery"})
    assert {name for name in loaded if name.startswith("recovery")} == {
        "recovery",
        "recovery.enclave",
        "recovery.enclave.messages",
    }


def test_the_client_loads_no_more_than_it_needs() -> None:
    loaded = modules_loaded_by("recovery.enclave_client")
    assert not foreign(loaded, allowed={"recovery"})
    assert {name for name in loaded if name.startswith("recovery")} == {
        "recovery",
        "recovery.enclave",
        "recovery.enclave.messages",
        "recovery.enclave_client",
        "recovery.errors",
    }
