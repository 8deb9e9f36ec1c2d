"""Writing a wallet down: a touch for exactly that is noted before anything is shown."""

from __future__ import annotations

import secrets

import pytest
from django.urls import reverse

from recovery.flows.approvals import Action
from recovery.models import AuditEvent, Passkey, Wallet
from recovery.pages import what_if
from recovery.pages.wallets import standing_of
from tests.person import Person
from tests.soft_client import Generation
from tests.soft_layout import b64u

pytestmark = pytest.mark.database


@pytest.fixture
def built(alice: Person) -> Generation:
    return alice.protect(secret=secrets.token_bytes(16))


def note(person: Person, built: Generation, step: str) -> tuple[int, object]:
    status, answer = person.call("POST", f"/wallets/{b64u(built.wid)}/words", {"step": step})
    return status, answer.get("code")


@pytest.mark.parametrize("step", ["shown", "written"])
def test_nothing_is_noted_without_a_touch_for_exactly_that(
    alice: Person, built: Generation, step: str
) -> None:
    alice.unlock()
    alice.approve(Action.EXPORT, wid=built.wid)
    assert note(alice, built, step) == (403, "approval_needed")
    assert alice.wallet(built).written_down_at is None


def test_what_was_shown_and_written_stands_in_what_happened(
    alice: Person, built: Generation
) -> None:
    assert alice.approve(Action.WORDS, wid=built.wid)[0] == 200
    assert note(alice, built, "shown") == (200, None)
    assert alice.wallet(built).written_down_at is None
    assert note(alice, built, "written") == (200, None)
    assert alice.wallet(built).written_down_at is not None
    kinds = [AuditEvent.Kind.WORDS_SHOWN, AuditEvent.Kind.WORDS_WRITTEN]
    events = alice.holder.events.filter(kind__in=kinds).order_by("pk")
    assert [event.kind for event in events] == kinds
    page = alice.client.get(reverse("activity")).content.decode()
    assert "Words of Samantha shown" in page


def test_the_touch_is_for_one_wallet(alice: Person, mallory: Person, built: Generation) -> None:
    theirs = mallory.protect(secret=secrets.token_bytes(16))
    assert alice.approve(Action.WORDS, wid=theirs.wid)[0] == 404
    alice.approve(Action.WORDS, wid=built.wid)
    assert note(alice, theirs, "written") == (403, "approval_needed")


# --- What a person reads -------------------------------------------------------------------------


def answers(wallet: Wallet) -> list[bool]:
    return [answer.is_covered for answer in what_if.answers(standing_of(wallet))[:4]]


def test_what_was_written_down_is_a_layer_of_its_own(alice: Person, built: Generation) -> None:
    Passkey.objects.update(backup_eligible=False, backup_state=False)
    wallet = alice.wallet(built)
    assert answers(wallet) == [False, False, True, False]
    alice.approve(Action.WORDS, wid=built.wid)
    note(alice, built, "written")
    wallet.refresh_from_db()
    assert answers(wallet) == [True, True, True, True]
    page = alice.client.get(reverse("wallet", args=[wallet.pk])).content.decode()
    assert "Words on paper" in page


@pytest.mark.parametrize("page", ["home", "wallet", "wallet_what_if", "passkeys", "recover"])
def test_no_page_speaks_of_a_phrase_to_who_has_none(
    alice: Person, built: Generation, page: str
) -> None:
    wallet = alice.wallet(built)
    address = reverse(page, args=[wallet.pk] if page.startswith("wallet") else [])
    text = alice.client.get(address).content.decode()
    for mention in ("recovery phrase", "your words", "seed", "12 words", "24 words"):
        assert mention not in text.lower(), mention
