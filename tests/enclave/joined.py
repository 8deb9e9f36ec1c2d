"""Two enclaves that share a keyring, for tests of what the host does with several."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from recovery.enclave.messages import b64u
from tests.enclave_process import EnclaveProcess


@contextmanager
def two_enclaves(**settings: Any) -> Iterator[tuple[EnclaveProcess, EnclaveProcess]]:
    """Both run; the second has the keyring of the first. settings: of both."""
    second = EnclaveProcess(**settings)
    try:
        with EnclaveProcess(**settings) as first:
            key = second.command("join-key").stdout.strip()
            first.configure(join={"instance_keys": [key]})
            first.restart()
            # The evidence of software begins with the instance's key.
            key = b64u(first.client.attest(nonce_b=bytes(32)).evidence[:32])
            second.configure(join={"instance_keys": [key]})
            done = second.command("join", "--from", first.address)
            if done.returncode != 0:
                raise RuntimeError(done.stderr)
            second.start()
            yield first, second
    finally:
        second.stop()
        second.remove()
