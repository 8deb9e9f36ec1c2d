"""A person notices nothing of there being two vaults, nor of one of them going away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from recovery.flows import unlock
from tests.enclave.joined import two_enclaves
from tests.enclave_process import EnclaveProcess
from tests.flows.test_recover import SECRET, opened
from tests.person import Person


@pytest.fixture
def two(settings: Settings) -> Iterator[tuple[EnclaveProcess, EnclaveProcess]]:
    with two_enclaves(relying_parties={"localhost": ["http://localhost:8000"]}) as made:
        settings.ENCLAVE_ADDRESS = ", ".join(one.address for one in made)
        unlock.enclave.cache_clear()
        yield made
        unlock.enclave().close()
        unlock.enclave.cache_clear()


def test_a_wallet_comes_back_from_whichever_vault_is_there(
    db: None, two: tuple[EnclaveProcess, EnclaveProcess], cloud_root: Path
) -> None:
    alice = Person(name="Alice")
    alice.protect(secret=SECRET)
    for away in two:
        away.stop()
        alice.new_device()
        touch, unsealed, answer = alice.recover()
        (found,) = answer["wallets"]
        assert opened(alice, found, touch, unsealed) == SECRET
        away.start()
