"""The commands `init` and `reseal`."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from recovery.enclave import config as configuration
from recovery.enclave.config import Config
from recovery.enclave.keyring.file import KeyringFile
from recovery.enclave.keyring.kinds import sealing_of
from recovery.enclave.platform import Keyring, StartRefused


def add_to(commands: Any, *, common: argparse.ArgumentParser) -> None:
    """commands: what `add_subparsers` gave."""
    found = commands.add_parser("init", parents=[common], help="make the keyring, once")
    found.set_defaults(function=init)
    found = commands.add_parser("reseal", parents=[common], help="seal the keyring in another way")
    found.add_argument("--to", type=Path, required=True, help="a configuration with the new way")
    found.set_defaults(function=reseal)


def init(*, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile) -> None:
    """Make the keyring of a new installation; raises StartRefused when there is one."""
    keyring_file.create(Keyring(instance_seed=os.urandom(32), master_keys={1: os.urandom(32)}))
    print("The keyring was made. Keep a copy of it, and apart from that what opens it.")


def reseal(*, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile) -> None:
    """The old sealing opens the keyring a last time; the new one has opened it before that goes."""
    wanted = configuration.read(arguments.to)
    if wanted.state_dir.resolve() != config.state_dir.resolve():
        raise StartRefused("The two configurations name different folders of state.")
    sealing = sealing_of(wanted.sealing)
    with keyring_file.changing() as keyring:
        keyring_file.replace(keyring=keyring, sealing=sealing)
    print(
        f"The keyring is sealed by {wanted.sealing['kind']} now. Start the enclave with "
        f"{arguments.to}, and make a new copy: older ones still open as before."
    )
