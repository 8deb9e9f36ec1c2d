"""Which platform the configuration asks for: {"kind": …} and the settings of that kind.

software                   no hardware; the default
tpm2        pcrs, tcti     a quote by this machine's TPM; tcti may be left out
aws-nitro                  a document by the Nitro Secure Module, inside an enclave of AWS
"""

from __future__ import annotations

from typing import Any

from recovery.enclave.attestation.policy import AWS_NITRO, FORMATS, SOFTWARE, TPM2
from recovery.enclave.platform import Keyring, Platform, StartRefused
from recovery.enclave.software import SoftwarePlatform

# Those that must be there, and those that may.
_SETTINGS: dict[str, tuple[set[str], set[str]]] = {
    SOFTWARE: (set(), set()),
    TPM2: ({"pcrs"}, {"pcrs", "tcti"}),
    AWS_NITRO: (set(), set()),
}


def platform_of(value: object, *, keyring: Keyring) -> Platform:
    """Raises StartRefused with a sentence that names the fault."""
    if not isinstance(value, dict) or value.get("kind") not in FORMATS:
        raise StartRefused(
            f"attestation in the configuration needs a kind, one of {', '.join(FORMATS)}."
        )
    kind = value["kind"]
    settings = {name: found for name, found in value.items() if name != "kind"}
    required, possible = _SETTINGS[kind]
    if not required <= settings.keys() <= possible:
        raise StartRefused(f"attestation by {kind} has other settings than these.")
    if not all(isinstance(found, str) and found for found in settings.values()):
        raise StartRefused("Every setting of attestation in the configuration is a text.")
    return _made(kind, settings=settings, keyring=keyring)


def _made(kind: str, *, settings: dict[str, Any], keyring: Keyring) -> Platform:
    if kind == SOFTWARE:
        return SoftwarePlatform(instance_seed=keyring.instance_seed)
    if kind == AWS_NITRO:
        from recovery.enclave.nitro import NitroPlatform

        return NitroPlatform()
    try:
        from recovery.enclave.tpm2 import Tpm2Platform
    except ImportError as error:
        raise StartRefused(
            "attestation by tpm2 needs a library that is not installed: requirements-tpm.txt."
        ) from error
    return Tpm2Platform(**settings)
