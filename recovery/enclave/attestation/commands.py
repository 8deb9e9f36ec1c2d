"""The command `measure`."""

from __future__ import annotations

import argparse
import hashlib
import json
from datetime import date
from typing import Any

from recovery.enclave.attestation.policy import TPM2
from recovery.enclave.config import Config
from recovery.enclave.keyring.file import KeyringFile
from recovery.enclave.messages import b64u
from recovery.enclave.platform import StartRefused


def add_to(commands: Any, *, common: argparse.ArgumentParser) -> None:
    """commands: what `add_subparsers` gave."""
    found = commands.add_parser(
        "measure", parents=[common], help="this machine's entry for the list of measurements"
    )
    found.add_argument("--name", required=True, help="what people will read, such as a machine's")
    found.add_argument("--until", required=True, type=date.fromisoformat, help="its last day")
    found.set_defaults(function=measure)


def measure(*, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile) -> None:
    """Print the entry; whoever runs this on the machine vouches for what it has booted."""
    settings = dict(config.attestation)
    if settings.pop("kind", None) != TPM2:
        raise StartRefused(
            "Only a machine with a TPM is measured by itself. What an image for AWS Nitro measures "
            "is printed by the tool that builds it, and software has a key that is pinned."
        )
    from recovery.enclave.tpm2 import Tpm2Platform

    tpm = Tpm2Platform(**settings)
    entry = {
        "name": arguments.name,
        "fmt": TPM2,
        "until": arguments.until.isoformat(),
        "ak": b64u(hashlib.sha256(tpm.spki).digest()),
        "pcrs": {str(index): value.hex() for index, value in tpm.pcr_values().items()},
    }
    print(json.dumps(entry, indent=2))
