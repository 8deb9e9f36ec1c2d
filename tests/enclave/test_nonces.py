"""A nonce is good once, for a while, and is gone before anything else is looked at."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest

from recovery.errors import EnclaveDenied
from tests.enclave.conftest import NewRequest
from tests.enclave.unlocking import unlock_with
from tests.enclave_process import RP_ID, EnclaveProcess
from tests.soft_client import (
    Op,
    SoftBrowser,
)
from tests.stack import wait_until


def test_refuses_a_nonce_that_was_spent(enclave: EnclaveProcess, request_for: NewRequest) -> None:
    request = request_for()
    enclave.client.unlock(request)
    with pytest.raises(EnclaveDenied):
        enclave.client.unlock(request)


def test_spends_the_nonce_of_a_request_that_it_refuses(
    enclave: EnclaveProcess, request_for: NewRequest
) -> None:
    """Otherwise a host could try one touch in many ways until one passes."""
    request = request_for()
    for swap in ({"op": 0}, {"suite": 9}, {"epoch": 9}, {"rp_id": "evil.example"}):
        fresh = request_for()
        with pytest.raises(EnclaveDenied):
            enclave.client.unlock(replace(fresh, **swap))
        with pytest.raises(EnclaveDenied):
            enclave.client.unlock(fresh)
    assert enclave.client.unlock(request)


def test_refuses_a_nonce_that_it_never_gave(
    enclave: EnclaveProcess, request_for: NewRequest
) -> None:
    with pytest.raises(EnclaveDenied):
        enclave.client.unlock(request_for(nonce=bytes(16)))


def test_refuses_the_nonce_of_another_touch(
    enclave: EnclaveProcess, request_for: NewRequest
) -> None:
    first, second = request_for(), request_for()
    with pytest.raises(EnclaveDenied):
        enclave.client.unlock(replace(first, nonce=second.nonce))


@pytest.fixture(scope="module")
def strict() -> Iterator[EnclaveProcess]:
    """Holds at most three nonces."""
    with EnclaveProcess(limits={"nonces": 3}) as process:
        yield process


@pytest.fixture(scope="module")
def forgetful() -> Iterator[EnclaveProcess]:
    """Holds a nonce for two seconds."""
    with EnclaveProcess(limits={"nonce_seconds": 2}) as process:
        yield process


def test_nonces_do_not_outlive_their_seconds(
    forgetful: EnclaveProcess, browser: SoftBrowser
) -> None:
    fresh = forgetful.client.nonce()
    made = browser.touch(op=Op.RECOVER, boot_id=fresh.boot_id, nonce=fresh.nonce)
    assert fresh.expires_in == 2

    def unlocks() -> bool:
        with suppress(EnclaveDenied):
            return bool(unlock_with(enclave=forgetful, browser=browser).ent)
        return False

    # Within its seconds one is good, as soon as this machine is quick enough.
    wait_until("a nonce is spent in time", unlocks)
    time.sleep(2.05)
    with pytest.raises(EnclaveDenied):
        forgetful.client.unlock(made.request(rp_id=RP_ID, spki=browser.passkey.spki))
    assert forgetful.client.health().live_nonces == 0


def test_a_flood_of_nonces_pushes_out_the_oldest_and_grows_no_further(
    strict: EnclaveProcess, browser: SoftBrowser
) -> None:
    given = [strict.client.nonce() for _ in range(4)]
    assert strict.client.health().live_nonces == 3
    requests = [
        browser.touch(op=Op.RECOVER, boot_id=n.boot_id, nonce=n.nonce).request(
            rp_id=RP_ID, spki=browser.passkey.spki
        )
        for n in given
    ]
    with pytest.raises(EnclaveDenied):
        strict.client.unlock(requests[0])
    for request in requests[1:]:
        assert strict.client.unlock(request)
