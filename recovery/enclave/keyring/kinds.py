"""Which sealing the configuration asks for: {"kind": …} and the settings of that kind.

passphrase   file                            path of the passphrase
credential   name                            of a systemd credential
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from recovery.enclave import nsm
from recovery.enclave.keyring.file import Sealing
from recovery.enclave.platform import StartRefused


def _passphrase(settings: dict[str, Any]) -> Sealing:
    from recovery.enclave.keyring.passphrase import PassphraseSealing

    return PassphraseSealing(**settings)


def _credential(settings: dict[str, Any]) -> Sealing:
    from recovery.enclave.keyring.credential import CredentialSealing

    return CredentialSealing(**settings)


def _tpm2(settings: dict[str, Any]) -> Sealing:
    from recovery.enclave.keyring.tpm2 import Tpm2Sealing

    return Tpm2Sealing(**settings)


def _pkcs11(settings: dict[str, Any]) -> Sealing:
    from recovery.enclave.keyring.pkcs11 import Pkcs11Sealing

    return Pkcs11Sealing(**settings)


def _aws_kms(settings: dict[str, Any]) -> Sealing:
    from recovery.enclave.keyring.aws_kms import AwsKmsSealing

    recipient = settings.pop("recipient", None)
    if recipient not in (None, "nitro"):
        raise StartRefused('recipient in the configuration may only be "nitro".')
    attest = None if recipient is None else _attest_public_key
    return AwsKmsSealing(**settings, attest=attest)


def _attest_public_key(spki: bytes) -> bytes:
    return nsm.attestation_document(public_key=spki)


@dataclass(frozen=True, slots=True)
class _Kind:
    """library: what the enclave's own requirements do not bring along."""

    make: Callable[[dict[str, Any]], Sealing]
    required: frozenset[str]
    optional: frozenset[str] = frozenset()
    library: str = ""


KINDS = {
    "passphrase": _Kind(_passphrase, frozenset({"file"})),
    "credential": _Kind(_credential, frozenset({"name"})),
    "tpm2": _Kind(_tpm2, frozenset({"pcrs"}), frozenset({"tcti"}), "requirements-tpm.txt"),
    "pkcs11": _Kind(
        _pkcs11,
        frozenset({"module", "token", "key", "pin_file"}),
        library="requirements-pkcs11.txt",
    ),
    "aws-kms": _Kind(
        _aws_kms,
        frozenset({"key_id", "region", "credentials_file"}),
        frozenset({"endpoint", "recipient"}),
        "requirements-kms.txt",
    ),
}


def sealing_of(value: object) -> Sealing:
    """Raises StartRefused with a sentence that names the fault."""
    if not isinstance(value, dict) or value.get("kind") not in KINDS:
        raise StartRefused(f"sealing in the configuration needs a kind, one of {', '.join(KINDS)}.")
    name = value["kind"]
    kind = KINDS[name]
    settings = {key: found for key, found in value.items() if key != "kind"}
    if not kind.required <= settings.keys() <= kind.required | kind.optional:
        raise StartRefused(
            f"sealing by {name} takes {_listed(kind.required)}"
            + (f", and perhaps {_listed(kind.optional)}." if kind.optional else ".")
        )
    if not all(isinstance(found, str) and found for found in settings.values()):
        raise StartRefused("Every setting of sealing in the configuration is a text.")
    try:
        return kind.make(settings)
    except ImportError as error:
        raise StartRefused(
            f"sealing by {name} needs a library that is not installed: {kind.library}."
        ) from error


def _listed(names: frozenset[str]) -> str:
    return " and ".join(sorted(names))
