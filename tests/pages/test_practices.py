"""What a person reads about tests of ways in, before and after."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import cast

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from recovery.flows import ways_in
from recovery.flows.backup_files import Method
from recovery.models import Wallet, WayProof
from recovery.pages import safety, what_if
from recovery.pages.wallets import standing_of
from tests.flows.test_release import protected
from tests.person import Person
from tests.soft_backup import cloud_key_slot

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def wallet(alice: Person) -> Wallet:
    return alice.wallet(alice.protect(secret=secrets.token_bytes(16)))


def page(person: Person, wallet: Wallet) -> str:
    return person.client.get(reverse("wallet", args=[wallet.pk])).content.decode()


def note_test(wallet: Wallet, *, days_ago: int = 0) -> None:
    (way,) = ways_in.of(wallet) or []
    WayProof.objects.create(
        wallet=wallet,
        slot_id=way.slot.id,
        public_key=way.slot.public_key,
        proved_at=timezone.now() - timedelta(days=days_ago),
        device="Chrome on Android",
    )


def titles(wallet: Wallet) -> list[str]:
    return [gap.title for gap in safety.advice([standing_of(wallet)], now=timezone.now())]


def test_the_wallets_page_says_whether_and_when(alice: Person, wallet: Wallet) -> None:
    assert "Not tested yet" in page(alice, wallet)
    note_test(wallet)
    assert "Not tested yet" not in page(alice, wallet)
    assert "Chrome on Android" in page(alice, wallet)


def test_what_was_not_tested_within_a_week_is_something_to_improve(
    alice: Person, wallet: Wallet
) -> None:
    advice = "Test Phone, which opens Samantha"
    assert advice not in titles(wallet)
    Wallet.objects.update(created_at=timezone.now() - timedelta(days=8))
    wallet.refresh_from_db()
    assert advice in titles(wallet)
    note_test(wallet)
    assert advice not in titles(wallet)


def test_a_test_is_worth_half_a_year(alice: Person, wallet: Wallet) -> None:
    note_test(wallet, days_ago=181)
    assert "Test Phone, which opens Samantha" in titles(wallet)


def test_what_if_names_the_tests_that_its_answer_rests_on(alice: Person, wallet: Wallet) -> None:
    note_test(wallet)
    rests_on = {answer.question: answer.rests_on for answer in what_if.answers(standing_of(wallet))}
    (way,) = rests_on["My phone or computer is lost"]
    assert way.proof is not None
    text = alice.client.get(reverse("wallet_what_if", args=[wallet.pk])).content.decode()
    assert "Tested" in text


def test_there_is_no_page_for_a_way_in_that_is_not_there(
    alice: Person, mallory: Person, wallet: Wallet
) -> None:
    (way,) = ways_in.of(wallet) or []
    address = reverse("wallet_practice", args=[wallet.pk, way.slot.id])
    assert alice.client.get(address).status_code == 200
    assert mallory.client.get(address).status_code == 404
    other = reverse("wallet_practice", args=[wallet.pk, "A" * 22])
    assert alice.client.get(other).status_code == 404


def test_a_key_in_a_cloud_is_tested_by_a_page_that_may_reach_it(alice: Person) -> None:
    wallet = with_key(alice, kind="webdav", place="https://sam@files.example/keys/")
    assert [way.name for way in ways_in.of(wallet) or []] == ["Phone", "Key in my cloud"]
    assert page(alice, wallet).count("Test it now") == 2
    tested = key_page(alice, wallet)
    assert "connect-src 'self' https://files.example" in tested.headers["Content-Security-Policy"]
    assert "js/practice." in tested.content.decode()


def test_a_key_to_which_no_page_leads_any_more_is_told_and_what_to_do(
    alice: Person, settings: Settings
) -> None:
    settings.GOOGLE_BROWSER_CLIENT_ID = ""
    wallet = with_key(alice, kind="gdrive", place="1234567890")
    text = key_page(alice, wallet).content.decode()
    assert "We cannot lead you to this key" in text
    assert reverse("wallet_cloud_key", args=[wallet.pk]) in text
    assert "js/practice." not in text


def with_key(person: Person, **where: str) -> Wallet:
    key = cloud_key_slot(key_id=secrets.token_bytes(16), key=secrets.token_bytes(32), **where)
    return person.wallet(protected(person, person.slot(*person.unlock()), key))


def key_page(person: Person, wallet: Wallet) -> HttpResponse:
    (way,) = [way for way in ways_in.of(wallet) or [] if way.slot.method == Method.CLOUD_KEY]
    answer = person.client.get(reverse("wallet_practice", args=[wallet.pk, way.slot.id]))
    assert answer.status_code == 200
    return cast("HttpResponse", answer)
