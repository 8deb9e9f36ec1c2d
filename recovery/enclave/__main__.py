"""Start the enclave, or make its keyring: python -m recovery.enclave [init] --config FILE."""

from __future__ import annotations

import argparse
import asyncio
import gc
import logging
import sys
from pathlib import Path

from recovery.enclave import config as configuration
from recovery.enclave.config import Config
from recovery.enclave.handlers import Nonces, new_state
from recovery.enclave.platform import Keyring, Platform, StartRefused
from recovery.enclave.server import serve
from recovery.enclave.software import SoftwarePlatform


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m recovery.enclave", description=__doc__)
    parser.add_argument("command", nargs="?", choices=["run", "init"], default="run")
    parser.add_argument("--config", type=Path, required=True)
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        config = configuration.read(arguments.config)
        platform = SoftwarePlatform(
            state_dir=config.state_dir, passphrase_file=config.passphrase_file
        )
        if arguments.command == "init":
            init(platform)
        else:
            run(config=config, platform=platform)
    except StartRefused as refused:
        print(refused, file=sys.stderr)
        return 1
    return 0


def init(platform: Platform) -> None:
    """Make the keyring of a new installation; raises StartRefused when there is one."""
    platform.save(Keyring(instance_seed=platform.random(32), master_keys={1: platform.random(32)}))
    logging.getLogger(__name__).info("the keyring was made; keep a copy of it and its passphrase")


def run(*, config: Config, platform: Platform) -> None:
    limits = config.limits
    state = new_state(
        keyring=platform.load(),
        relying_parties=config.relying_parties,
        nonces=Nonces(seconds=limits.nonce_seconds, most=limits.nonces),
        platform=platform,
    )
    # What lives until the end need not be looked at by every collection.
    gc.freeze()
    asyncio.run(serve(config=config, state=state, platform=platform))


if __name__ == "__main__":
    sys.exit(main())
