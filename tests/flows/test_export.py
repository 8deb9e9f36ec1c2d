"""Taking everything along: for the owner, after a touch, and noted."""

from __future__ import annotations

from recovery.flows import export
from recovery.flows.approvals import Action
from recovery.models import AuditEvent
from tests.person import Person
from tests.soft_backup import kit_slot
from tests.soft_client import b64u, unb64u

SECRET = bytes(range(16))


def test_the_owner_gets_everything_after_a_touch_and_it_is_noted(alice: Person) -> None:
    built = alice.protect(secret=SECRET)
    alice.approve(Action.EXPORT, wid=built.wid)
    taken = alice.must("POST", f"/wallets/{b64u(built.wid)}/export")
    assert taken["gen"] == 1
    assert (taken["envelope"], taken["manifest"]) == (built.envelope, built.manifest)
    assert unb64u(taken["auth_share"]) == built.auth_share
    event = AuditEvent.objects.get(holder=alice.holder, kind=AuditEvent.Kind.EXPORTED)
    assert event.detail["wallet"] == taken["name"]


def test_a_touch_for_something_else_takes_nothing(alice: Person) -> None:
    built = alice.protect(secret=SECRET)
    alice.unlock()
    status, answer = alice.call("POST", f"/wallets/{b64u(built.wid)}/export")
    assert (status, answer["code"]) == (403, "approval_needed")
    assert not AuditEvent.objects.filter(kind=AuditEvent.Kind.EXPORTED).exists()


def test_an_old_touch_takes_nothing(alice: Person) -> None:
    built = alice.protect(secret=SECRET)
    alice.approve(Action.EXPORT, wid=built.wid)
    session = alice.client.session
    session["lately"] = [[kind, value, until - 15 * 60] for kind, value, until in session["lately"]]
    session.save()
    status, answer = alice.call("POST", f"/wallets/{b64u(built.wid)}/export")
    assert (status, answer["code"]) == (403, "approval_needed")


def test_a_wallet_of_somebody_else_is_not_there(alice: Person, mallory: Person) -> None:
    built = alice.protect(secret=SECRET)
    assert mallory.approve(Action.EXPORT, wid=built.wid)[0] == 404
    status, answer = mallory.call("POST", f"/wallets/{b64u(built.wid)}/export")
    assert (status, answer["code"]) == (403, "approval_needed")


def test_knows_whether_a_wallet_opens_without_us(alice: Person) -> None:
    built = alice.protect(secret=SECRET)
    assert export.opens_without_us(alice.wallet(built)) is False
    touch, unsealed = alice.unlock()
    renewed = alice.browser.build_generation(
        secret=SECRET,
        wid=built.wid,
        gen=2,
        slots=[alice.slot(touch, unsealed), kit_slot(kit_id=bytes(16), key=bytes(32))],
        previous_manifest=built.manifest,
    )
    alice.approve_ways(renewed)
    alice.upload(renewed)
    alice.commit(renewed)
    assert export.opens_without_us(alice.wallet(renewed)) is True
    alice.wallet(renewed).generations.filter(number=2).update(envelope=None)
    assert export.opens_without_us(alice.wallet(renewed)) is None
