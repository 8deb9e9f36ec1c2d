"""The commands for an operator whose PINs are closed, and what they share with the start."""

from __future__ import annotations

import argparse
from typing import Any

from recovery.enclave import sealing
from recovery.enclave.anchors import Anchor, NoAnchor
from recovery.enclave.config import Config
from recovery.enclave.keyring.file import KeyringFile
from recovery.enclave.pin_store import Closed, PinStore
from recovery.enclave.platform import Keyring, StartRefused


def add_to(commands: Any, *, common: argparse.ArgumentParser) -> None:
    """commands: what `add_subparsers` gave."""
    found = commands.add_parser(
        "adopt-pins", parents=[common], help="vouch for the PIN counts as they lie on the disk"
    )
    found.set_defaults(function=adopt)
    found = commands.add_parser("forget-pins", parents=[common], help="destroy every PIN")
    found.set_defaults(function=forget)


def adopt(*, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile) -> None:
    """For a TPM that was replaced, or one that is new. Whoever runs this says: nothing is older."""
    store = store_of(config=config, keyring=keyring_file.load(), anchor=anchor_of(config))
    try:
        store.adopt()
        print(f"The counts of {store.count} wallets are taken as they are, and anchored anew.")
    except Closed as closed:
        raise StartRefused(str(closed)) from closed
    finally:
        store.close()


def forget(*, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile) -> None:
    """For counts that nobody can vouch for: rather no PIN than one with tries that are not true."""
    store = store_of(config=config, keyring=keyring_file.load(), anchor=anchor_of(config))
    try:
        store.forget()
        print("Every PIN was destroyed. Their owners need another way in, and can set a new one.")
    except Closed as closed:
        raise StartRefused(str(closed)) from closed
    finally:
        store.close()


def anchor_of(config: Config) -> Anchor:
    """Raises StartRefused when a library is missing."""
    if config.anchor is None:
        return NoAnchor()
    try:
        from recovery.enclave.anchor_tpm2 import Tpm2Anchor
    except ImportError as error:
        raise StartRefused(
            "An anchor by tpm2 needs a library that is not installed: requirements-tpm.txt."
        ) from error
    return Tpm2Anchor(tcti=config.anchor.tcti, index=config.anchor.index)


def store_of(*, config: Config, keyring: Keyring, anchor: Anchor) -> PinStore:
    prks = sealing.master_prks(keyring.master_keys)
    return PinStore(folder=config.state_dir, master_prks=prks, anchor=anchor)
