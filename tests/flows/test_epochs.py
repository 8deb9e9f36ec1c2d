"""A new master key, from the day it comes to the day the old one goes, with a real enclave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from recovery.flows import epochs, unlock
from recovery.models import Generation
from tests.enclave_process import EnclaveProcess
from tests.person import Person
from tests.soft_backup import PasskeySlot, password_slot
from tests.soft_client import OpeningError, Touch, Unsealed, combine, unb64u

SECRET = bytes(range(16))

pytestmark = pytest.mark.database


@pytest.fixture
def enclave(settings: Settings) -> Iterator[EnclaveProcess]:
    """In place of the one that all tests share: its keys are changed."""
    with EnclaveProcess(relying_parties={"localhost": ["http://localhost:8000"]}) as process:
        settings.ENCLAVE_ADDRESS = process.address
        unlock.enclave.cache_clear()
        yield process
        unlock.enclave().close()
        unlock.enclave.cache_clear()


@pytest.fixture
def alice(db: None, enclave: EnclaveProcess, cloud_root: Path) -> Person:
    return Person(name="Alice")


@pytest.fixture
def bob(db: None, enclave: EnclaveProcess, cloud_root: Path) -> Person:
    return Person(name="Bob")


def does(enclave: EnclaveProcess, *words: str) -> None:
    enclave.stop()
    done = enclave.command("epoch", *words)
    assert done.returncode == 0, done.stderr
    enclave.start()


def report() -> str:
    out = StringIO()
    call_command("epochs", stdout=out)
    return out.getvalue()


def ways_of(person: Person, touch: Touch, unsealed: Unsealed) -> list[PasskeySlot]:
    """The same touch, once for each epoch of which the vault answered."""
    newest = person.slot(touch, unsealed)
    older = [replace(newest, epoch=epoch, ent=ent) for epoch, ent in unsealed.older.items()]
    return [newest, *older]


def recovered(person: Person) -> tuple[bytes, int]:
    """The secret on a new device, and the epoch of the slot that opened it."""
    person.new_device()
    touch, unsealed, answer = person.recover()
    (found,) = answer["wallets"]
    for slot in ways_of(person, touch, unsealed):
        try:
            opened = person.browser.open_backup(
                envelope=found["envelope"],
                manifest=found["manifest"],
                auth_share=unb64u(found["auth_share"]),
                slot=slot,
                wid=unb64u(found["wid"]),
            )
        except OpeningError:
            continue
        return opened.secret, slot.epoch
    raise OpeningError("slot")


def test_a_rotation_from_its_first_day_to_its_last(
    alice: Person, bob: Person, enclave: EnclaveProcess
) -> None:
    """An emergency is the same with less patience: who did not touch in time loses this way in."""
    built = alice.protect(secret=SECRET)
    bob.protect(secret=bytes(16))
    assert report() == "epoch 1 (newest): 2 wallets need it\n"

    does(enclave, "add")
    assert report() == "epoch 1: 2 wallets need it\nepoch 2 (newest): 0 wallets need it\n"
    assert recovered(alice) == (SECRET, 1)

    alice.protect(secret=SECRET, previous=built)
    assert report() == "epoch 1: 1 wallets need it\nepoch 2 (newest): 1 wallets need it\n"
    assert recovered(alice) == (SECRET, 2)
    refused = enclave.command("epoch", "retire", "1", "--in-use", "1")
    assert "Wallets still need epoch 1: 1" in refused.stderr

    does(enclave, "retire", "1", "--lose-wallets", "lose the wallets of epoch 1")
    assert recovered(alice) == (SECRET, 2)
    with pytest.raises(OpeningError):
        recovered(bob)


def test_a_device_with_its_share_still_opens_what_lost_its_epoch(
    bob: Person, enclave: EnclaveProcess
) -> None:
    """The vault has no part in it: so the wallet can be protected again from there."""
    built = bob.protect(secret=SECRET)
    does(enclave, "add")
    does(enclave, "retire", "1", "--lose-wallets", "lose the wallets of epoch 1")
    served = bob.must("GET", bob.path_of(built))
    assert combine(built.device_share, unb64u(served["auth_share"])) == SECRET
    bob.protect(secret=SECRET, previous=built)
    assert recovered(bob) == (SECRET, 2)


def test_a_backup_that_cannot_be_read_counts_as_needing_every_epoch(
    alice: Person, bob: Person
) -> None:
    alice.protect(secret=SECRET)
    bob.protect(secret=SECRET)
    Generation.objects.filter(wallet__holder=bob.holder).update(manifest=None)
    usage = epochs.count()
    assert usage.wallets == {1: 1}
    assert usage.needing(1) == 2
    assert usage.needing(2) == 1
    assert "1 wallets whose backup the server cannot read" in report()


def test_a_backup_that_is_being_written_counts_beside_the_one_it_follows(
    alice: Person, enclave: EnclaveProcess
) -> None:
    built = alice.protect(secret=SECRET)
    does(enclave, "add")
    touch, unsealed = alice.unlock()
    following = alice.browser.build_generation(
        secret=SECRET,
        wid=built.wid,
        gen=2,
        slots=[alice.slot(touch, unsealed)],
        previous_manifest=built.manifest,
    )
    alice.upload(following)
    assert epochs.count().wallets == {1: 1, 2: 1}


def test_says_that_the_vault_does_not_answer(alice: Person, enclave: EnclaveProcess) -> None:
    alice.protect(secret=SECRET)
    enclave.stop()
    assert "The vault does not answer" in report()


def test_tells_what_a_lost_master_key_leaves(alice: Person, bob: Person) -> None:
    """A passkey, with its second key or without, needs the vault's; a password does not."""
    alice.protect(secret=SECRET)
    touch, unsealed = bob.unlock()
    password = password_slot(salt=bytes(16), stretched=bytes(32))
    built = bob.browser.build_generation(
        secret=SECRET, wid=bytes(16), gen=1, slots=[bob.slot(touch, unsealed), password]
    )
    bob.upload(built)
    bob.commit(built)
    assert epochs.without({1}) == epochs.Left(open=1, on_devices=1, unreadable=0)
    assert epochs.without({2}) == epochs.Left(open=2, on_devices=0, unreadable=0)
    out = StringIO()
    call_command("epochs", "--without", "1", stdout=out)
    assert "that needs none of these epochs: 1." in out.getvalue()
    assert "a device which holds its share: 1." in out.getvalue()


def test_the_vault_says_how_it_is(alice: Person, enclave: EnclaveProcess) -> None:
    alice.protect(secret=SECRET)
    out = StringIO()
    call_command("vault", stdout=out)
    told = dict(line.split() for line in out.getvalue().splitlines())
    assert told["epoch"] == "1"
    assert int(told["answered"]) >= 3
    enclave.stop()
    with pytest.raises(CommandError, match="does not answer"):
        call_command("vault", stdout=out)
