"""The write protocol over HTTP, with real touches and a real enclave."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest
from django.utils import timezone

from recovery.models import AuditEvent, Generation
from tests.person import Person
from tests.soft_client import Generation as Built
from tests.soft_client import b64u, unb64u

SECRET = bytes(range(16))


def build(
    person: Person, *, gen: int = 1, previous: Built | None = None, secret: bytes = SECRET
) -> Built:
    touch, unsealed = person.unlock()
    return person.browser.build_generation(
        secret=secret,
        wid=previous.wid if previous else secrets.token_bytes(16),
        gen=gen,
        slots=[person.slot(touch, unsealed)],
        previous_manifest=previous.manifest if previous else None,
    )


def test_a_generation_counts_only_once_it_is_committed(alice: Person) -> None:
    built = build(alice)
    alice.upload(built)
    assert alice.wallet(built).generation == 0
    served = alice.must("GET", alice.path_of(built))
    assert served["envelope"] == built.envelope
    assert served["manifest"] == built.manifest
    assert unb64u(served["auth_share"]) == built.auth_share
    alice.commit(built)
    assert alice.wallet(built).generation == 1


def test_what_was_committed_opens_with_the_passkey(alice: Person) -> None:
    built = alice.protect(secret=SECRET)
    touch, unsealed = alice.unlock()
    served = alice.must("GET", alice.path_of(built))
    opened = alice.browser.open_backup(
        envelope=served["envelope"],
        manifest=served["manifest"],
        auth_share=unb64u(served["auth_share"]),
        slot=alice.slot(touch, unsealed),
        wid=built.wid,
    )
    assert opened.secret == SECRET


def test_a_second_commit_answers_the_same(alice: Person) -> None:
    built = alice.protect(secret=SECRET)
    assert alice.commit(built)["gen"] == 1
    event = AuditEvent.objects.get(kind=AuditEvent.Kind.BACKUP_COMMITTED)
    assert event.detail["methods"] == ["PASSKEY"]


def test_the_superseded_auth_share_is_destroyed(alice: Person) -> None:
    first = alice.protect(secret=SECRET)
    alice.protect(secret=SECRET, previous=first)
    old = Generation.objects.get(wallet__wid=first.wid, number=1)
    assert old.sealed_auth_share is None
    assert alice.call("GET", alice.path_of(first))[1]["code"] == "auth_share_gone"


def test_the_auth_share_is_not_readable_in_the_database(alice: Person) -> None:
    built = alice.protect(secret=SECRET)
    row = Generation.objects.get(wallet__wid=built.wid)
    assert built.auth_share not in bytes(row.sealed_auth_share or b"")


def test_the_later_of_two_devices_is_told_and_overwrites_nothing(alice: Person) -> None:
    first = alice.protect(secret=SECRET)
    winner, loser = (build(alice, gen=2, previous=first) for _ in range(2))
    alice.upload(winner)
    alice.commit(winner)
    status, answer = alice.call("PUT", alice.path_of(loser), alice.upload_body(loser), if_match=1)
    assert (status, answer["code"]) == (412, "generation_conflict")
    assert alice.must("GET", alice.path_of(winner))["envelope"] == winner.envelope


def test_another_session_waits_while_an_upload_is_fresh(alice: Person) -> None:
    first = alice.protect(secret=SECRET)
    ours, theirs = (build(alice, gen=2, previous=first) for _ in range(2))
    alice.upload(ours)
    alice.new_device()
    alice.sign_in()
    body = alice.upload_body(theirs)
    assert alice.call("PUT", alice.path_of(theirs), body, if_match=1)[0] == 412
    Generation.objects.filter(state="pending").update(
        created_at=timezone.now() - timedelta(minutes=3)
    )
    alice.upload(theirs)
    status, answer = alice.call(
        "POST", f"{alice.path_of(ours)}/commit", {"digest": b64u(ours.digest)}
    )
    assert (status, answer["code"]) == (412, "generation_conflict")


def test_the_same_session_may_start_again(alice: Person) -> None:
    abandoned, again = build(alice), build(alice)
    alice.upload(abandoned)
    alice.upload(again, name="Second")
    alice.upload(abandoned)
    alice.commit(abandoned)
    assert alice.wallet(abandoned).generation == 1


def test_a_wallet_of_somebody_else_is_not_there(alice: Person, mallory: Person) -> None:
    built = alice.protect(secret=SECRET)
    forged = build(mallory, gen=2, previous=built)
    body = mallory.upload_body(forged)
    assert mallory.call("PUT", mallory.path_of(forged), body, if_match=1)[0] == 404
    for method, path in [
        ("GET", f"/wallets/{b64u(built.wid)}"),
        ("GET", mallory.path_of(built)),
        ("GET", f"/wallets/{b64u(built.wid)}/restore"),
        ("POST", f"/wallets/{b64u(built.wid)}/restore"),
    ]:
        assert mallory.call(method, path)[0] == 404, path
    body = {"digest": b64u(built.digest)}
    assert mallory.call("POST", f"{mallory.path_of(built)}/commit", body)[0] == 404


def test_a_stolen_session_without_the_secret_can_write_nothing(alice: Person) -> None:
    built = alice.protect(secret=SECRET)
    forged = build(alice, gen=2, previous=built, secret=bytes(16))
    status, answer = alice.call("PUT", alice.path_of(forged), alice.upload_body(forged), if_match=1)
    assert (status, answer["code"]) == (422, "backup_refused")


@pytest.mark.parametrize("part", ["envelope", "manifest", "pk_man"])
def test_parts_of_two_backups_do_not_fit(alice: Person, part: str) -> None:
    ours, other = build(alice), build(alice)
    body = alice.upload_body(ours) | {part: alice.upload_body(other)[part]}
    if part == "pk_man":
        body[part] = b64u(secrets.token_bytes(32))
    status, answer = alice.call("PUT", alice.path_of(ours), body, if_match=0)
    assert (status, answer["code"]) == (422, "backup_refused")


def test_every_flip_in_a_manifest_is_refused(alice: Person) -> None:
    built = build(alice)
    body = alice.upload_body(built)
    for position in range(0, len(built.manifest), 7):
        old = built.manifest[position]
        new = "A" if old != "A" else "B"
        body["manifest"] = built.manifest[:position] + new + built.manifest[position + 1 :]
        assert alice.call("PUT", alice.path_of(built), body, if_match=0)[0] == 422, position


def test_two_wallets_of_one_person_need_two_names(alice: Person) -> None:
    alice.protect(secret=SECRET, name="Savings")
    other = build(alice)
    body = alice.upload_body(other, "Savings")
    status, answer = alice.call("PUT", alice.path_of(other), body, if_match=0)
    assert (status, answer["code"]) == (409, "name_taken")
