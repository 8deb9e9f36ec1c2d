"""A new device: one touch signs in, unlocks, and brings the wallet back."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from recovery.ceremonies.challenges import Op
from recovery.flows import notices
from recovery.models import AuditEvent, Generation, Notice, User
from tests.enclave_process import EnclaveProcess
from tests.person import Json, Person
from tests.soft_client import OpeningError, Touch, Unsealed, unb64u

SECRET = bytes(range(32))


def opened(person: Person, found: Json, touch: Touch, unsealed: Unsealed) -> bytes:
    return person.browser.open_backup(
        envelope=found["envelope"],
        manifest=found["manifest"],
        auth_share=unb64u(found["auth_share"]),
        slot=person.slot(touch, unsealed),
        wid=unb64u(found["wid"]),
    ).secret


def _when(generation: Generation) -> str:
    assert generation.committed_at is not None
    return generation.committed_at.isoformat()


@pytest.mark.parametrize("alg", ["ES256", "EdDSA", "RS256"])
@pytest.mark.parametrize("prf", [True, False])
def test_one_touch_brings_the_wallet_back(
    db: None, enclave: EnclaveProcess, alg: str, prf: bool
) -> None:
    alice = Person(name="Alice", prf=prf, alg=alg)
    alice.protect(secret=SECRET, name="Savings")
    alice.new_device()
    touch, unsealed, answer = alice.recover()
    assert answer["name"] == "Alice"
    (found,) = answer["wallets"]
    assert found["name"] == "Savings"
    made = Generation.objects.get()
    assert (found["made_at"], found["device"]) == (_when(made), made.device)
    assert opened(alice, found, touch, unsealed) == SECRET


def test_the_same_touch_signs_in(alice: Person) -> None:
    built = alice.protect(secret=SECRET)
    alice.new_device()
    assert alice.call("GET", alice.path_of(built))[0] == 401
    alice.recover()
    assert alice.call("GET", alice.path_of(built))[0] == 200


def test_somebody_who_was_made_inactive_gets_nothing(alice: Person) -> None:
    alice.protect(secret=SECRET)
    User.objects.filter(pk=alice.user.pk).update(is_active=False)
    alice.new_device()
    invitation, _ = alice.invite(Op.RECOVER)
    touch = alice.touch(Op.RECOVER, invitation)
    status, answer = alice.call("POST", "/recover", alice.body_of(touch, invitation))
    assert (status, answer["code"]) == (403, "passkey_refused")
    assert "wallets" not in answer


def test_a_fresh_split_makes_the_lost_device_worthless(alice: Person) -> None:
    first = alice.protect(secret=SECRET)
    alice.new_device()
    touch, unsealed, answer = alice.recover()
    second = alice.browser.build_generation(
        secret=SECRET,
        wid=first.wid,
        gen=2,
        slots=[alice.slot(touch, unsealed)],
        previous_manifest=answer["wallets"][0]["manifest"],
    )
    alice.upload(second)
    alice.commit(second)
    assert alice.wallet(first).generation == 2
    assert alice.call("GET", alice.path_of(first))[1]["code"] == "auth_share_gone"


def test_a_touch_works_only_once(alice: Person) -> None:
    alice.protect(secret=SECRET)
    invitation, _ = alice.invite(Op.RECOVER)
    touch = alice.touch(Op.RECOVER, invitation)
    body = alice.body_of(touch, invitation)
    assert alice.call("POST", "/recover", body)[0] == 200
    alice.new_device()
    status, answer = alice.call("POST", "/recover", body)
    assert (status, answer["code"]) == (409, "challenge_spent")


def test_a_touch_for_unlocking_does_not_recover(alice: Person) -> None:
    invitation, _ = alice.invite(Op.RECOVER)
    touch = alice.touch(Op.UNLOCK, invitation)
    status, answer = alice.call("POST", "/recover", alice.body_of(touch, invitation))
    assert (status, answer["code"]) == (403, "passkey_refused")


def test_a_ticket_for_unlocking_does_not_recover(alice: Person) -> None:
    invitation, _ = alice.invite(Op.UNLOCK)
    touch = alice.touch(Op.RECOVER, invitation)
    status, answer = alice.call("POST", "/recover", alice.body_of(touch, invitation))
    assert (status, answer["code"]) == (400, "bad_request")


def test_a_touch_for_another_key_is_refused(alice: Person) -> None:
    invitation, _ = alice.invite(Op.RECOVER)
    touch, other = (alice.touch(Op.RECOVER, invitation) for _ in range(2))
    body = alice.body_of(touch, invitation) | {"credential": other.wire}
    assert alice.call("POST", "/recover", body)[1]["code"] == "passkey_refused"


def test_an_unknown_passkey_is_told_so(alice: Person, mallory: Person) -> None:
    mallory.passkey.delete()
    invitation, _ = mallory.invite(Op.RECOVER)
    touch = mallory.touch(Op.RECOVER, invitation)
    status, answer = mallory.call("POST", "/recover", mallory.body_of(touch, invitation))
    assert (status, answer["code"]) == (403, "passkey_unknown")


def test_nobody_unlocks_with_the_passkey_of_another(alice: Person, mallory: Person) -> None:
    invitation, _ = alice.invite(Op.UNLOCK)
    touch = mallory.touch(Op.UNLOCK, invitation)
    body = {**alice.body_of(touch, invitation), "epoch": 0}
    assert alice.call("POST", "/unlock", body)[1]["code"] == "passkey_unknown"


def test_a_swapped_credential_row_opens_nothing(alice: Person, mallory: Person) -> None:
    """A database admin puts Mallory's passkey into Alice's list."""
    alice.protect(secret=SECRET)
    mallory.passkey.delete()
    row = mallory.passkey
    row.holder = alice.holder
    row.save(force_insert=True)
    mallory.browser.passkey.user_handle = bytes(alice.holder.user_handle)
    touch, unsealed, answer = mallory.recover()
    with pytest.raises(OpeningError):
        opened(mallory, answer["wallets"][0], touch, unsealed)


def test_a_wallet_that_the_host_made_itself_is_refused(alice: Person, mallory: Person) -> None:
    """The host knows the slot's public key and makes a wallet of its own for it."""
    built = alice.protect(secret=SECRET)
    theirs = mallory.protect(secret=bytes(32), name="Samantha")
    Generation.objects.filter(wallet__wid=built.wid).update(
        envelope=theirs.envelope.encode(),
        manifest=theirs.manifest.encode(),
        manifest_key=theirs.pk_man,
        digest=theirs.digest,
    )
    alice.new_device()
    touch, unsealed, answer = alice.recover()
    with pytest.raises(OpeningError):
        opened(alice, answer["wallets"][0], touch, unsealed)


def test_a_mail_tells_of_the_new_device(
    alice: Person, django_capture_on_commit_callbacks: Any
) -> None:
    alice.protect(secret=SECRET)
    alice.new_device()
    alice.recover()
    notice = Notice.objects.get(kind=Notice.Kind.NEW_DEVICE)
    notices.run(str(notice.pk))
    (message,) = mail.outbox
    assert message.to == [alice.user.email]
    assert "Chrome (Android)" in message.body
    assert AuditEvent.objects.filter(kind=AuditEvent.Kind.RECOVERED).count() == 1


def test_a_recovery_begins_with_the_touch_and_is_over_when_the_wallet_is_locked_anew(
    alice: Person,
) -> None:
    built = alice.protect(secret=SECRET)
    back = alice.holder.events.filter(kind=AuditEvent.Kind.WALLET_BACK)
    assert not back.exists()
    alice.new_device()
    alice.recover()
    assert alice.holder.events.filter(kind=AuditEvent.Kind.RECOVERED).exists()
    assert not back.exists()

    again = alice.protect(secret=SECRET, previous=built)
    assert back.get().detail["gen"] == 2
    alice.protect(secret=SECRET, previous=again)
    assert back.count() == 1


def test_the_mail_is_sent_once(alice: Person) -> None:
    alice.recover()
    notice = Notice.objects.get()
    notices.run(str(notice.pk))
    notices.run(str(notice.pk))
    assert len(mail.outbox) == 1


def test_a_vault_that_is_down_is_said_in_words(alice: Person, enclave: EnclaveProcess) -> None:
    alice.protect(secret=SECRET)
    invitation, _ = alice.invite(Op.RECOVER)
    enclave.stop()
    try:
        touch = alice.touch(Op.RECOVER, invitation)
        status, answer = alice.call("POST", "/recover", alice.body_of(touch, invitation))
        assert (status, answer["code"]) == (503, "enclave_unreachable")
        body = {"op": 3, "nonce_b": invitation["nonce"] * 2}
        assert alice.call("POST", "/nonce", body)[0] in {400, 503}
    finally:
        enclave.start()
    alice.recover()


def test_a_nonce_from_before_a_restart_is_refused_and_a_new_one_works(
    alice: Person, enclave: EnclaveProcess
) -> None:
    alice.protect(secret=SECRET)
    invitation, _ = alice.invite(Op.RECOVER)
    enclave.restart()
    touch = alice.touch(Op.RECOVER, invitation)
    status, answer = alice.call("POST", "/recover", alice.body_of(touch, invitation))
    assert (status, answer["code"]) == (403, "enclave_denied")
    touch, unsealed, answer = alice.recover()
    assert opened(alice, answer["wallets"][0], touch, unsealed) == SECRET


def test_a_missing_auth_share_leaves_the_other_wallets_alone(alice: Person) -> None:
    first = alice.protect(secret=SECRET, name="First")
    alice.protect(secret=SECRET, name="Second")
    Generation.objects.filter(wallet__wid=first.wid).update(sealed_auth_share=b"\x09damaged")
    _, _, answer = alice.recover()
    assert [found["auth_share"] is None for found in answer["wallets"]] == [True, False]
