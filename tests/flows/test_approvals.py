"""What decides who gets at a wallet takes a touch for exactly that."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from recovery.ceremonies.challenges import Op
from recovery.flows.approvals import Action
from recovery.models import AuditEvent, Passkey
from tests.factories import register
from tests.person import Person
from tests.soft_backup import PasskeySlot, Slot, kit_slot, password_slot
from tests.soft_client import Generation, SoftBrowser
from tests.soft_layout import approval_hash, b64u, sha256, slot_id, ways_subject
from tests.soft_passkey import SoftPasskey

pytestmark = pytest.mark.database

SECRET = bytes(range(16))
PASSWORD = password_slot(salt=secrets.token_bytes(16), stretched=secrets.token_bytes(32))
KIT = kit_slot(kit_id=secrets.token_bytes(16), key=secrets.token_bytes(32))


@pytest.fixture
def passkey(alice: Person) -> Slot:
    return alice.slot(*alice.unlock())


def build(person: Person, *slots: Slot, previous: Generation | None = None) -> Generation:
    return person.browser.build_generation(
        secret=SECRET,
        wid=previous.wid if previous else secrets.token_bytes(16),
        gen=previous.gen + 1 if previous else 1,
        slots=slots,
        previous_manifest=previous.manifest if previous else None,
    )


def first(person: Person, *slots: Slot) -> Generation:
    built = build(person, *slots)
    person.upload(built)
    person.commit(built)
    return built


def upload(person: Person, built: Generation) -> tuple[int, Any]:
    body = person.upload_body(built)
    status, answer = person.call("PUT", person.path_of(built), body, if_match=built.gen - 1)
    return status, answer.get("code")


REFUSED = (403, "approval_needed")


def test_a_way_in_is_added_only_with_an_approval(alice: Person, passkey: Slot) -> None:
    more = build(alice, passkey, KIT, previous=first(alice, passkey))
    assert upload(alice, more) == REFUSED
    alice.approve_ways(more)
    assert upload(alice, more)[0] == 200
    event = alice.holder.events.get(kind=AuditEvent.Kind.APPROVED)
    assert event.detail == {"passkey": "Phone", "action": "ways"}


def test_a_way_in_is_removed_only_with_an_approval(alice: Person, passkey: Slot) -> None:
    less = build(alice, passkey, previous=first(alice, passkey, KIT))
    assert upload(alice, less) == REFUSED
    alice.approve_ways(less)
    assert upload(alice, less)[0] == 200


def test_a_way_in_is_not_exchanged_under_its_name(alice: Person, passkey: Slot) -> None:
    mine = kit_slot(kit_id=KIT.ref, key=secrets.token_bytes(32))
    assert upload(alice, build(alice, passkey, mine, previous=first(alice, passkey, KIT))) == (
        REFUSED
    )


def test_the_same_ways_in_need_none(alice: Person, passkey: Slot) -> None:
    alice.new_device()
    alice.sign_in()
    old = first(alice, passkey, KIT)
    assert upload(alice, build(alice, passkey, KIT, previous=old))[0] == 200


def test_a_passkey_that_was_touched_may_renew_its_own_slot(alice: Person, passkey: Slot) -> None:
    """Its second key, or the vault's, is another one now."""
    old = first(alice, passkey)
    assert isinstance(passkey, PasskeySlot)
    newer = replace(passkey, prf=secrets.token_bytes(32))
    assert upload(alice, build(alice, newer, previous=old))[0] == 200
    alice.new_device()
    alice.sign_in()
    again = replace(passkey, prf=secrets.token_bytes(32))
    assert upload(alice, build(alice, again, previous=old)) == REFUSED


def test_an_approval_is_good_for_one_set_of_ways_in_only(alice: Person, passkey: Slot) -> None:
    old = first(alice, passkey)
    alice.approve_ways(build(alice, passkey, KIT, previous=old))
    assert upload(alice, build(alice, passkey, PASSWORD, previous=old)) == REFUSED


def test_an_approval_is_good_for_one_wallet_and_generation_only(
    alice: Person, passkey: Slot
) -> None:
    old, other = first(alice, passkey), build(alice, passkey)
    alice.upload(other, name="Other")
    alice.commit(other)
    more = build(alice, passkey, KIT, previous=old)
    name = b64u(slot_id(wid=old.wid, ref=passkey.ref))
    kit = b64u(slot_id(wid=old.wid, ref=KIT.ref, method=KIT.method))
    subject = ways_subject([name, kit])
    alice.approve(Action.WAYS, wid=other.wid, gen=2, subject=subject)
    alice.approve(Action.WAYS, wid=old.wid, gen=3, subject=subject)
    alice.approve(Action.WORDS, wid=old.wid, gen=2, subject=subject)
    assert upload(alice, more) == REFUSED
    alice.approve(Action.WAYS, wid=old.wid, gen=2, subject=subject)
    assert upload(alice, more)[0] == 200


def test_an_approval_belongs_to_its_session(alice: Person, passkey: Slot) -> None:
    more = build(alice, passkey, KIT, previous=first(alice, passkey))
    alice.approve_ways(more)
    alice.new_device()
    alice.sign_in()
    assert upload(alice, more) == REFUSED


def test_an_approval_runs_out(alice: Person, passkey: Slot) -> None:
    more = build(alice, passkey, KIT, previous=first(alice, passkey))
    alice.approve_ways(more)
    session = alice.client.session
    session["lately"] = [[kind, value, 0.0] for kind, value, _ in session["lately"]]
    session.save()
    assert upload(alice, more) == REFUSED


def test_a_touch_for_one_operation_approves_no_other(alice: Person, passkey: Slot) -> None:
    """The page asked for one thing to be signed; the request names another."""
    old = first(alice, passkey)
    status, answer = lie(alice, signed={"wid": bytes(16)}, told={"wid": old.wid})
    assert (status, answer["code"]) == (403, "passkey_refused")


def lie(person: Person, *, signed: dict[str, Any], told: dict[str, Any]) -> tuple[int, Any]:
    invitation, _ = person.invite(Op.APPROVE)
    touch = person.touch(
        Op.APPROVE, invitation, params_hash=approval_hash(action=Action.EXPORT, **signed)
    )
    named = {"action": 3, "wid": b64u(told["wid"]), "gen": 0, "subject": b64u(bytes(32))}
    return person.call("POST", "/approve", {**person.body_of(touch, invitation), **named})


def test_a_passkey_that_does_not_open_the_wallet_approves_nothing_of_it(
    alice: Person, passkey: Slot
) -> None:
    old = first(alice, passkey)
    soft = SoftPasskey(rp_id=alice.party.rp_id)
    register(holder=alice.holder, soft=soft, nickname="Key")
    alice.browser = SoftBrowser(passkey=soft, origin=alice.party.origins[0])
    status, answer = alice.approve(Action.EXPORT, wid=old.wid)
    assert (status, answer["code"]) == (403, "passkey_refused")


def test_nobody_approves_for_a_wallet_of_somebody_else(
    alice: Person, mallory: Person, passkey: Slot
) -> None:
    old = first(alice, passkey)
    assert mallory.approve(Action.EXPORT, wid=old.wid)[0] == 404


def test_an_export_takes_an_approval(alice: Person, passkey: Slot) -> None:
    old = first(alice, passkey)
    path = f"/wallets/{b64u(old.wid)}/export"
    alice.unlock()
    status, answer = alice.call("POST", path)
    assert (status, answer["code"]) == REFUSED
    alice.approve(Action.EXPORT, wid=old.wid)
    assert alice.must("POST", path)["envelope"] == old.envelope


def test_a_passkey_leaves_the_account_only_with_an_approval_of_another(alice: Person) -> None:
    soft = SoftPasskey(rp_id=alice.party.rp_id)
    spare = register(holder=alice.holder, soft=soft, nickname="Key")
    subject = sha256(bytes(spare.credential_id))
    assert not is_removed(alice, spare)
    mine, alice.browser = alice.browser, SoftBrowser(passkey=soft, origin=alice.party.origins[0])
    # The passkey that is to go does not speak for its own removal.
    assert alice.approve(Action.PASSKEY, subject=subject)[0] == 403
    assert not is_removed(alice, spare)
    alice.browser = mine
    assert alice.approve(Action.PASSKEY, subject=subject)[0] == 200
    assert is_removed(alice, spare)


def is_removed(person: Person, spare: Passkey) -> bool:
    path = reverse("passkey_remove", args=[spare.pk])
    person.client.post(path, headers={"x-csrftoken": person.csrf_token()})
    return not Passkey.objects.filter(pk=spare.pk).exists()
