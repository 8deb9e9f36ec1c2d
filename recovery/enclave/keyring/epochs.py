"""The commands `epoch list`, `epoch add` and `epoch retire`: master keys come and go.

New slots are made with the newest. A wallet's slot moves to it at the next touch of its passkey, or
when its PIN brings the wallet back. A key that was retired is gone for good, and with it every slot
that was made with it.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from typing import Any

from recovery.enclave import pin_header, sealing
from recovery.enclave.anchors import NoAnchor
from recovery.enclave.config import Config
from recovery.enclave.keyring import transcript
from recovery.enclave.keyring.file import KeyringFile
from recovery.enclave.pin_header import Closed
from recovery.enclave.pin_store import PinStore
from recovery.enclave.platform import Keyring, StartRefused

# An answer holds entropy of every epoch, and browsers read no more than these.
MOST_EPOCHS = 64


def add_to(commands: Any, *, common: argparse.ArgumentParser) -> None:
    """commands: what `add_subparsers` gave."""
    epoch = commands.add_parser("epoch", help="master keys: list, add, retire")
    actions = epoch.add_subparsers(dest="action", metavar="ACTION", required=True)
    found = actions.add_parser("list", parents=[common], help="which there are")
    found.set_defaults(function=list_epochs)
    found = actions.add_parser("add", parents=[common], help="a new one, for new slots")
    found.set_defaults(function=add)
    found = actions.add_parser("retire", parents=[common], help="destroy an old one, for good")
    found.add_argument("epoch", type=int)
    found.add_argument(
        "--in-use", type=int, metavar="COUNT", help="wallets that need it, by `manage.py epochs`"
    )
    found.add_argument(
        "--lose-wallets", metavar="PHRASE", help="retire it although wallets need it"
    )
    found.add_argument(
        "--lose-pins", type=int, metavar="COUNT", help="retire it although so many PINs need it"
    )
    found.set_defaults(function=retire)


def list_epochs(
    *, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile
) -> None:
    keyring = keyring_file.load()
    for epoch, fingerprint in transcript.fingerprints(keyring).items():
        mark = " (newest)" if int(epoch) == max(keyring.master_keys) else ""
        print(f"epoch {epoch}: {fingerprint}{mark}")
    if not keyring.custody_key:
        print("There was no ceremony yet: nobody could bring these keys back.")


def add(*, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile) -> None:
    with keyring_file.changing() as keyring:
        epoch = max(keyring.master_keys) + 1
        if len(keyring.master_keys) >= MOST_EPOCHS:
            raise StartRefused(f"There are {MOST_EPOCHS} epochs already. Retire an old one first.")
        keys = keyring.master_keys | {epoch: os.urandom(32)}
        keyring_file.replace(keyring=replace(keyring, master_keys=keys))
    print(
        f"Epoch {epoch} was added. Copy the keyring to where its copies are kept BEFORE you "
        "restart the enclave: from then on new slots need it."
    )


def retire(*, arguments: argparse.Namespace, config: Config, keyring_file: KeyringFile) -> None:
    epoch = arguments.epoch
    with keyring_file.changing() as keyring:
        _check(keyring=keyring, epoch=epoch)
        _check_unused(epoch=epoch, in_use=arguments.in_use, phrase=arguments.lose_wallets)
        _check_pins(config=config, keyring=keyring, epoch=epoch, accepted=arguments.lose_pins or 0)
        keys = {number: key for number, key in keyring.master_keys.items() if number != epoch}
        keyring_file.replace(keyring=replace(keyring, master_keys=keys))
    print(
        f"Epoch {epoch} was retired. Restart the enclave. Copies of the old keyring still hold "
        "the key: destroy them if it must be gone everywhere."
    )


def _check(*, keyring: Keyring, epoch: int) -> None:
    if epoch not in keyring.master_keys:
        raise StartRefused(f"There is no epoch {epoch}. Nothing was changed.")
    # The highest number is never given twice, so that no number ever means two keys.
    if epoch == max(keyring.master_keys):
        raise StartRefused(
            f"Epoch {epoch} is the newest one. Add another first. Nothing was changed."
        )


def _check_unused(*, epoch: int, in_use: int | None, phrase: str | None) -> None:
    if phrase is not None:
        wanted = phrase_for(epoch)
        if phrase != wanted:
            raise StartRefused(f'The phrase for that is "{wanted}". Nothing was changed.')
    elif in_use is None:
        raise StartRefused(
            "Say with --in-use how many wallets need this epoch, as `manage.py epochs` counts "
            "them. Nothing was changed."
        )
    elif in_use != 0:
        raise StartRefused(
            f"Wallets still need epoch {epoch}: {in_use}. Wait until their owners have touched "
            "their passkeys, or tell them to. Nothing was changed."
        )


def _check_pins(*, config: Config, keyring: Keyring, epoch: int, accepted: int) -> None:
    """Every PIN hangs on the one key that seals their counts, and on the one it was made with."""
    prks = sealing.master_prks(keyring.master_keys)
    store = PinStore(folder=config.state_dir, master_prks=prks, anchor=NoAnchor())
    try:
        needed = pin_header.epoch_of(config.state_dir)
        found = store.count_epochs()[epoch] if needed is not None else 0
    except Closed as closed:
        raise StartRefused(f"{closed} Nothing was changed.") from closed
    finally:
        store.close()
    if needed == epoch:
        raise StartRefused(
            f"The PIN counts still lie under epoch {epoch}. Start the enclave once, so that it "
            "moves them to the newest one, and stop it again. Nothing was changed."
        )
    if found != accepted:
        raise StartRefused(
            f"PINs that were made with epoch {epoch}: {found}. Each moves when it is entered. "
            "Where `manage.py epochs` says that no wallet needs this epoch, they are what was left "
            f"behind by PINs that are gone: then add --lose-pins {found}. Nothing was changed."
        )


def phrase_for(epoch: int) -> str:
    return f"lose the wallets of epoch {epoch}"
