"""Opening without the vault: the box for who signs in, our share for who opened the box."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from recovery.models import AuditEvent, Generation, Notice
from tests.person import Person
from tests.soft_answers import answer_to
from tests.soft_backup import OtherSlot, Slot, kit_slot, password_slot
from tests.soft_client import Generation as Built
from tests.soft_layout import b64u, unb64u

pytestmark = pytest.mark.database

SECRET = bytes(range(16))
PASSWORD = password_slot(salt=secrets.token_bytes(16), stretched=secrets.token_bytes(32))
KIT = kit_slot(kit_id=secrets.token_bytes(16), key=secrets.token_bytes(32))


def protected(person: Person, *slots: Slot, previous: Built | None = None) -> Built:
    built = person.browser.build_generation(
        secret=SECRET,
        wid=previous.wid if previous else secrets.token_bytes(16),
        gen=previous.gen + 1 if previous else 1,
        slots=slots,
        previous_manifest=previous.manifest if previous else None,
    )
    if previous:
        person.approve_ways(built)
    person.upload(built)
    person.commit(built)
    return built


def path_of(built: Built) -> str:
    return f"/wallets/{b64u(built.wid)}/release"


def ask(person: Person, built: Built) -> dict[str, Any]:
    return person.must("POST", path_of(built), {})


def call_share(person: Person, built: Built, answer: dict[str, str]) -> tuple[int, Any]:
    status, found = person.call("POST", f"{path_of(built)}/share", answer)
    return status, found.get("code")


@pytest.fixture
def passkey(alice: Person) -> Slot:
    return alice.slot(*alice.unlock())


@pytest.mark.parametrize("own", [PASSWORD, KIT], ids=["password", "kit"])
def test_who_opened_the_box_gets_our_share(alice: Person, passkey: Slot, own: OtherSlot) -> None:
    built = protected(alice, passkey, own)
    alice.new_device()
    alice.sign_in()
    box = ask(alice, built)
    answer = answer_to(unb64u(box["question"]), built=built, slot=own)
    share = unb64u(alice.must("POST", f"{path_of(built)}/share", answer)["auth_share"])
    opened = alice.browser.open_backup(
        envelope=box["envelope"],
        manifest=box["manifest"],
        auth_share=share,
        slot=own,
        wid=built.wid,
    )
    assert opened.secret == SECRET
    back = alice.holder.events.filter(kind=AuditEvent.Kind.WALLET_BACK)
    assert not back.exists()
    protected(alice, passkey, own, previous=built)
    assert back.exists()


def test_it_is_noted_and_told_by_mail(alice: Person, passkey: Slot) -> None:
    built = protected(alice, passkey, PASSWORD)
    ask(alice, built)
    event = alice.holder.events.get(kind=AuditEvent.Kind.PARTS_RELEASED)
    assert event.detail["wallet"] == "Samantha"
    notice = alice.holder.notices.get(kind=Notice.Kind.PARTS_RELEASED)
    assert notice.context["wallets"] == "Samantha"


def test_the_box_comes_without_our_share(alice: Person, passkey: Slot) -> None:
    built = protected(alice, passkey, PASSWORD)
    box = ask(alice, built)
    assert set(box) == {"wid", "name", "gen", "envelope", "manifest", "question"}
    wrong = password_slot(salt=PASSWORD.ref, stretched=bytes(32))
    answer = answer_to(unb64u(box["question"]), built=built, slot=wrong)
    assert call_share(alice, built, answer) == (403, "proof_refused")


def test_a_question_is_answered_once(alice: Person, passkey: Slot) -> None:
    built = protected(alice, passkey, PASSWORD)
    answer = answer_to(unb64u(ask(alice, built)["question"]), built=built, slot=PASSWORD)
    assert call_share(alice, built, answer)[0] == 200
    assert call_share(alice, built, answer) == (403, "proof_refused")


def test_an_answer_belongs_to_its_own_question(alice: Person, passkey: Slot) -> None:
    built = protected(alice, passkey, PASSWORD)
    old = answer_to(unb64u(ask(alice, built)["question"]), built=built, slot=PASSWORD)
    ask(alice, built)
    assert call_share(alice, built, old) == (403, "proof_refused")


def test_a_passkeys_slot_does_not_answer(alice: Person, passkey: Slot) -> None:
    """Its keys come from the vault, which has to be asked."""
    built = protected(alice, passkey, PASSWORD)
    question = unb64u(ask(alice, built)["question"])
    answer = answer_to(question, built=built, slot=passkey)
    assert call_share(alice, built, answer) == (403, "proof_refused")


def test_a_password_that_was_changed_meanwhile_gains_nothing(alice: Person, passkey: Slot) -> None:
    """Somebody has the box, and guesses the password after its owner has replaced it."""
    built = protected(alice, passkey, PASSWORD)
    question = unb64u(ask(alice, built)["question"])
    newer = password_slot(salt=secrets.token_bytes(16), stretched=secrets.token_bytes(32))
    later = protected(alice, passkey, newer, previous=built)
    answer = answer_to(question, built=built, slot=PASSWORD)
    assert call_share(alice, built, answer) == (412, "generation_conflict")
    fresh = unb64u(ask(alice, later)["question"])
    assert call_share(alice, later, answer_to(fresh, built=later, slot=PASSWORD)) == (
        403,
        "proof_refused",
    )


def test_a_wallet_with_passkeys_only_is_not_handed_out(alice: Person, passkey: Slot) -> None:
    built = protected(alice, passkey)
    assert alice.call("POST", path_of(built), {})[0] == 404
    assert not alice.holder.events.filter(kind=AuditEvent.Kind.PARTS_RELEASED).exists()


def test_a_wallet_of_somebody_else_is_not_there(
    alice: Person, mallory: Person, passkey: Slot
) -> None:
    built = protected(alice, passkey, PASSWORD)
    assert mallory.call("POST", path_of(built), {})[0] == 404


def test_it_cannot_be_asked_for_again_and_again(alice: Person, passkey: Slot) -> None:
    built = protected(alice, passkey, PASSWORD)
    statuses = [alice.call("POST", path_of(built), {})[0] for _ in range(8)]
    # At the turn of a minute a second window begins.
    assert statuses.count(200) <= 6
    assert set(statuses) == {200, 429}


def test_a_mere_sign_in_gets_no_envelope(alice: Person, passkey: Slot) -> None:
    """Otherwise it could be had without a mail that tells of it."""
    built = protected(alice, passkey, PASSWORD)
    alice.new_device()
    alice.sign_in()
    status, answer = alice.call("GET", alice.path_of(built))
    assert (status, answer["code"]) == (403, "touch_needed")
    alice.unlock()
    assert alice.must("GET", alice.path_of(built))["envelope"] == built.envelope


def test_a_box_that_is_damaged_here_is_not_handed_out_as_good(alice: Person, passkey: Slot) -> None:
    built = protected(alice, passkey, PASSWORD)
    Generation.objects.update(envelope=b"{}")
    box = ask(alice, built)
    assert (box["envelope"], box["manifest"]) == (None, None)
