"""Ways in of other methods than a passkey, as far as the server understands them."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from recovery.flows import ways_in
from recovery.flows.backup_files import Method
from tests.person import Person
from tests.soft_backup import Slot, entry_of, kit_slot, password_slot
from tests.soft_client import Generation as Built

pytestmark = pytest.mark.database

SECRET = bytes(range(16))
WID = bytes(range(16))
PASSWORD = password_slot(salt=bytes(16), stretched=bytes(32))
KIT = kit_slot(kit_id=bytes(16), key=bytes(32))


def build(person: Person, *slots: Slot | dict[str, Any]) -> Built:
    return person.browser.build_generation(secret=SECRET, wid=WID, gen=1, slots=slots)


def test_ways_in_of_every_method_are_listed(alice: Person) -> None:
    passkey = alice.slot(*alice.unlock())
    built = build(alice, passkey, PASSWORD, KIT)
    alice.upload(built)
    alice.commit(built)
    found = ways_in.of(alice.wallet(built)) or []
    assert [(way.slot.method, way.name) for way in found] == [
        (Method.PASSKEY, "Phone"),
        (Method.PASSWORD, "Password"),
        (Method.KIT, "Kit"),
    ]
    assert [way.is_usable for way in found] == [True, True, True]


def test_a_passkey_that_the_account_does_not_know_is_no_way_in(alice: Person) -> None:
    stranger = type(alice.slot(*alice.unlock()))(
        cid=secrets.token_bytes(32), spki=b"key", name="Lost", epoch=1, ent=bytes(32)
    )
    built = build(alice, stranger, KIT)
    alice.upload(built)
    alice.commit(built)
    found = ways_in.of(alice.wallet(built)) or []
    assert [(way.name, way.is_usable) for way in found] == [("Lost", False), ("Kit", True)]


@pytest.mark.parametrize("method", [0, 5, 7])
def test_a_method_that_nobody_knows_is_refused(alice: Person, method: int) -> None:
    entry = entry_of(KIT, wid=WID, secret=SECRET) | {"method": method}
    assert is_refused(alice, build(alice, PASSWORD, entry))


@pytest.mark.parametrize("params", [{"id": "AAAA"}, KIT.params | {"new": 1}])
def test_a_parameter_that_nobody_knows_is_refused(alice: Person, params: dict[str, Any]) -> None:
    entry = entry_of(KIT, wid=WID, secret=SECRET) | {"params": params}
    assert is_refused(alice, build(alice, PASSWORD, entry))


def is_refused(person: Person, built: Built) -> bool:
    answer = person.call("PUT", person.path_of(built), person.upload_body(built), if_match=0)
    return (answer[0], answer[1]["code"]) == (422, "backup_refused")


def test_a_password_alone_is_a_way_in(alice: Person) -> None:
    built = build(alice, PASSWORD)
    alice.upload(built)
    alice.commit(built)
    (way,) = ways_in.of(alice.wallet(built)) or []
    assert way.is_usable
