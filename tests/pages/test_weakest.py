"""The weakest way in is named, with a reason and a step."""

from __future__ import annotations

import secrets

import pytest
from django.urls import reverse

from recovery.flows import ways_in
from recovery.flows.backup_files import Method, Slot
from recovery.flows.ways_in import WayIn
from recovery.models import Passkey, Wallet
from recovery.pages.weakest import Strength, strength, weakest
from tests.flows.test_release import PASSWORD, protected
from tests.person import Person
from tests.soft_backup import kit_slot

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def way(method: Method, *, prf: bool = False, synced: bool | None = None) -> WayIn:
    slot = Slot("AA", method, method.name, prf, b"x", bytes(32), 1)
    passkey = None if synced is None else Passkey(nickname="Phone", backup_state=synced)
    return WayIn(slot=slot, passkey=passkey)


# From the weakest to the strongest.
IN_ORDER = [
    way(Method.PIN),
    way(Method.PASSWORD),
    way(Method.CLOUD_KEY),
    way(Method.KIT),
    way(Method.PASSKEY, synced=True),
    way(Method.PASSKEY, synced=False),
    way(Method.PASSKEY, synced=True, prf=True),
    way(Method.PASSKEY, synced=False, prf=True),
]


def test_each_is_named_when_all_that_are_weaker_are_gone(db: None) -> None:
    wallet = Wallet()
    for index, expected in enumerate(IN_ORDER):
        found = weakest(wallet, list(reversed(IN_ORDER[index:])))
        assert found is not None
        assert found.name == expected.name
        assert found.why.endswith(".")
        assert found.step.endswith(".")
    assert sorted(map(strength, IN_ORDER)) == list(Strength)


def test_who_has_a_password_beside_the_pin_is_not_told_to_add_one(db: None) -> None:
    alone, beside = (weakest(Wallet(), ways) for ways in (IN_ORDER[:1], IN_ORDER[:2]))
    assert alone is not None
    assert beside is not None
    assert "Add one" in alone.step
    assert "Add one" not in beside.step
    assert alone.why == beside.why


def test_a_passkey_that_left_the_list_is_not_the_weakest() -> None:
    gone = way(Method.PASSKEY)
    assert weakest(Wallet(), [gone]) is None
    found = weakest(Wallet(), [gone, way(Method.PASSKEY, synced=True, prf=True)])
    assert found is not None
    assert found.name == "Phone"


def test_the_wallets_page_names_it(alice: Person) -> None:
    kit = kit_slot(kit_id=secrets.token_bytes(16), key=secrets.token_bytes(32))
    built = protected(alice, alice.slot(*alice.unlock()), PASSWORD, kit)
    wallet = alice.wallet(built)
    page = alice.client.get(reverse("wallet", args=[wallet.pk])).content.decode()
    assert "Your weakest way in: Password" in page
    assert reverse("wallet_password", args=[wallet.pk]) in page
    assert len(ways_in.of(wallet) or []) == 3
