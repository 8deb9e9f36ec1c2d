"""What the host does with several enclaves: any invites, and the one that invited unlocks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from recovery.enclave_client import EnclaveClient
from recovery.enclave_pool import EnclavePool
from recovery.errors import EnclaveDenied, EnclaveUnreachable
from tests.enclave.joined import two_enclaves
from tests.enclave_process import ORIGIN, RP_ID, EnclaveProcess
from tests.soft_client import Op, SoftBrowser
from tests.soft_layout import read_claims
from tests.soft_passkey import SoftPasskey

Two = tuple[EnclaveProcess, EnclaveProcess]


@pytest.fixture(scope="module")
def two() -> Iterator[Two]:
    with two_enclaves() as made:
        yield made


@pytest.fixture
def pool(two: Two) -> Iterator[EnclavePool]:
    with pool_of(*two) as made:
        yield made


@contextmanager
def pool_of(*enclaves: EnclaveProcess) -> Iterator[EnclavePool]:
    made = EnclavePool([EnclaveClient(address=one.address) for one in enclaves])
    try:
        yield made
    finally:
        made.close()


def unlocked(pool: EnclavePool, passkey: SoftPasskey, *, by: EnclavePool | None = None) -> bytes:
    """by: the pool that sends the touch, if it is not the one that was invited by."""
    browser = SoftBrowser(passkey=passkey, origin=ORIGIN)
    shown, fresh = pool.invite(nonce_b=os.urandom(32))
    claims = read_claims(shown.claims)
    assert claims.boot_id == fresh.boot_id
    touch = browser.touch(op=Op.RECOVER, boot_id=fresh.boot_id, nonce=fresh.nonce)
    request = touch.request(rp_id=RP_ID, spki=passkey.spki)
    answer = (by or pool).unlock(request, boot_id=fresh.boot_id)
    return browser.unseal(
        touch=touch, sealed=answer.sealed, sig=answer.sig, pk_sig=claims.pk_sig
    ).ent


def boot_ids(two: Two) -> set[bytes]:
    return {one.client.health().boot_id for one in two}


def test_all_invite_in_turn_and_unlock_alike(two: Two, pool: EnclavePool) -> None:
    passkey = SoftPasskey(rp_id=RP_ID)
    invited = {pool.invite(nonce_b=os.urandom(32))[1].boot_id for _ in range(4)}
    assert invited == boot_ids(two)
    assert len({unlocked(pool, passkey) for _ in range(4)}) == 1


def test_another_process_of_the_host_finds_the_one_that_invited(two: Two) -> None:
    passkey = SoftPasskey(rp_id=RP_ID)
    for _ in range(3):
        with pool_of(*two) as inviting, pool_of(*two) as another:
            assert unlocked(inviting, passkey, by=another)


def test_where_one_is_away_the_other_invites(two: Two, pool: EnclavePool) -> None:
    passkey = SoftPasskey(rp_id=RP_ID)
    before = unlocked(pool, passkey)
    fresh = [pool.invite(nonce_b=os.urandom(32))[1] for _ in range(2)]
    first, second = two
    kept = {one.boot_id: one for one in fresh}[second.client.health().boot_id]
    second.stop()
    try:
        assert {unlocked(pool, passkey) for _ in range(4)} == {before}
        assert pool.health().boot_id == first.client.health().boot_id
        # What it had invited is not tried on the other, and says that it was not reached.
        browser = SoftBrowser(passkey=passkey, origin=ORIGIN)
        touch = browser.touch(op=Op.RECOVER, boot_id=kept.boot_id, nonce=kept.nonce)
        request = touch.request(rp_id=RP_ID, spki=passkey.spki)
        with pytest.raises(EnclaveUnreachable):
            pool.unlock(request, boot_id=kept.boot_id)
        with pool_of(*two) as another, pytest.raises(EnclaveUnreachable):
            another.unlock(request, boot_id=kept.boot_id)
    finally:
        second.start()
    # It has another boot_id now, and knows nothing of what it gave before.
    with pool_of(*two) as another, pytest.raises(EnclaveDenied):
        another.unlock(request, boot_id=kept.boot_id)
    assert unlocked(pool, passkey) == before


def test_when_all_are_away_that_is_said(tmp_path: Path) -> None:
    nobody = [EnclaveClient(address=f"unix:{tmp_path / name}") for name in ("a", "b")]
    pool = EnclavePool(nobody)
    with pytest.raises(EnclaveUnreachable):
        pool.invite(nonce_b=bytes(32))
    with pytest.raises(EnclaveUnreachable):
        pool.health()


def test_pins_are_counted_in_one_place(two: Two, pool: EnclavePool) -> None:
    assert pool.keeper_of_pins.address == two[0].address
    keeper = pool.keeper_of_pins.health().boot_id
    invited = {pool.invite(nonce_b=bytes(32), pins=True)[1].boot_id for _ in range(4)}
    assert invited == {keeper}
