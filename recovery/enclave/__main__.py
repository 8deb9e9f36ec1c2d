"""Start the enclave, or look after its keyring: python -m recovery.enclave [COMMAND] --config FILE.

Without a command it runs.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import sys
from pathlib import Path

from recovery.enclave import config as configuration
from recovery.enclave import hardening, join_commands, pin_commands
from recovery.enclave.attestation import commands as attestation_commands
from recovery.enclave.config import Config
from recovery.enclave.handlers import Nonces, new_state
from recovery.enclave.join import giver_of
from recovery.enclave.keyring import ceremony, epochs
from recovery.enclave.keyring import commands as keyring_commands
from recovery.enclave.keyring.file import KeyringFile
from recovery.enclave.keyring.kinds import sealing_of
from recovery.enclave.pin import Pins
from recovery.enclave.platform import StartRefused
from recovery.enclave.platforms import platform_of
from recovery.enclave.server import serve


def main() -> int:
    parser = _parser()
    arguments = parser.parse_args()
    standalone = getattr(arguments, "standalone", None)
    if arguments.config is None and standalone is None:
        parser.error("--config FILE is missing")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    hardening.apply()
    try:
        if standalone is not None:
            standalone(arguments=arguments)
            return 0
        config = configuration.read(arguments.config)
        keyring_file = KeyringFile(state_dir=config.state_dir, sealing=sealing_of(config.sealing))
        if arguments.command is None:
            run(config=config, keyring_file=keyring_file)
        else:
            arguments.function(arguments=arguments, config=config, keyring_file=keyring_file)
    except StartRefused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    """Each file of commands adds its own; --config may stand before a command or behind it."""
    parser = argparse.ArgumentParser(prog="python -m recovery.enclave", description=__doc__)
    parser.add_argument("--config", type=Path)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--config", type=Path, default=argparse.SUPPRESS)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    keyring_commands.add_to(commands, common=common)
    pin_commands.add_to(commands, common=common)
    attestation_commands.add_to(commands, common=common)
    epochs.add_to(commands, common=common)
    join_commands.add_to(commands, common=common)
    ceremony.add_to(commands, common=common)
    return parser


def run(*, config: Config, keyring_file: KeyringFile) -> None:
    limits = config.limits
    keyring = keyring_file.load()
    anchor = pin_commands.anchor_of(config)
    platform = platform_of(config.attestation, keyring=keyring)
    state = new_state(
        keyring=keyring,
        relying_parties=config.relying_parties,
        nonces=Nonces(seconds=limits.nonce_seconds, most=limits.nonces),
        platform=platform,
        anchor=anchor.number,
    )
    pins = Pins(
        state=state,
        platform=platform,
        store=pin_commands.store_of(config=config, keyring=keyring, anchor=anchor),
        most_accounts=limits.pin_accounts,
        patience_seconds=limits.hardware_seconds,
    )
    giver = giver_of(config.join, state=state, platform=platform, keyring=keyring)
    # What lives until the end need not be looked at by every collection.
    gc.freeze()
    asyncio.run(serve(config=config, state=state, platform=platform, pins=pins, giver=giver))


if __name__ == "__main__":
    sys.exit(main())
