"""The commands about the PIN state: when PINs are closed, and how another vault takes them over."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from recovery.enclave import sealing
from recovery.enclave.anchors import Anchor, NoAnchor
from recovery.enclave.config import Config
from recovery.enclave.keyring.file import KeyringFile
from recovery.enclave.pin_header import FILE, TICKET_BYTES, Closed
from recovery.enclave.pin_store import PinStore
from recovery.enclave.platform import Keyring, StartRefused


def add_to(commands: Any, *, common: argparse.ArgumentParser) -> None:
    """commands: what `add_subparsers` gave."""
    found = commands.add_parser(
        "adopt-pins", parents=[common], help="vouch for the PIN counts as they lie on the disk"
    )
    found.set_defaults(function=adopt)
    found = commands.add_parser("forget-pins", parents=[common], help="destroy every PIN")
    found.set_defaults(function=forget)
    found = commands.add_parser(
        "await-pins", parents=[common], help="make the ticket with which PINs are handed over here"
    )
    found.set_defaults(function=wait)
    found = commands.add_parser(
        "hand-over-pins", parents=[common], help="never count PINs again; another vault does"
    )
    found.add_argument("--to", required=True, metavar="TICKET", help="as await-pins printed it")
    found.set_defaults(function=give)
    found = commands.add_parser(
        "take-pins", parents=[common], help="keep the PINs that were handed over to our ticket"
    )
    found.add_argument("--from", dest="folder", type=Path, required=True, help="with its pins.db")
    found.set_defaults(function=take)


def adopt(*, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile) -> None:
    """For a TPM that was replaced, or one that is new. Whoever runs this says: nothing is older."""
    with _store(config, keyring_file) as store:
        store.adopt()
        print(f"The counts of {store.count} wallets are taken as they are, and anchored anew.")


def forget(*, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile) -> None:
    """For counts that nobody can vouch for: rather no PIN than one with tries that are not true."""
    with _store(config, keyring_file) as store:
        store.forget()
        print("Every PIN was destroyed. Their owners need another way in, and can set a new one.")


def wait(*, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile) -> None:
    with _store(config, keyring_file) as store:
        print(store.wait().hex())


def give(*, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile) -> None:
    """From here on nobody counts, until the other vault has taken the file."""
    with _store(config, keyring_file) as store:
        store.give(_ticket(arguments.to))
        print(f"This vault counts PINs no longer. Copy {config.state_dir / FILE} to the other one.")


def take(*, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile) -> None:
    if not (arguments.folder / FILE).is_file():
        raise StartRefused(f"There is no {FILE} in {arguments.folder}.")
    prks = sealing.master_prks(keyring_file.load().master_keys)
    given = PinStore(folder=arguments.folder, master_prks=prks, anchor=NoAnchor())
    with _store(config, keyring_file) as store, closing(given):
        store.take(given)
        print(f"This vault keeps the PINs of {store.count} wallets now. Start it.")


def keep_none(*, config: Config, keyring: Keyring) -> None:
    """For a vault that has just joined: the one that it joined goes on to keep the PINs."""
    with _refusing(store_of(config=config, keyring=keyring, anchor=anchor_of(config))) as store:
        store.wait()


def _ticket(text: str) -> bytes:
    try:
        ticket = bytes.fromhex(text)
    except ValueError:
        ticket = b""
    if len(ticket) != TICKET_BYTES:
        raise StartRefused("A ticket is what await-pins prints: 64 letters and digits.")
    return ticket


@contextmanager
def _store(config: Config, keyring_file: KeyringFile) -> Iterator[PinStore]:
    store = store_of(config=config, keyring=keyring_file.load(), anchor=anchor_of(config))
    with _refusing(store):
        yield store


@contextmanager
def _refusing(store: PinStore) -> Iterator[PinStore]:
    try:
        yield store
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
