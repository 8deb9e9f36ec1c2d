"""Where a person stands: what is at risk, what could be better, and what would be left."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from recovery.flows import pin_alarms, sync
from recovery.models import CloudAccount, Copy, Drill, Generation, Passkey, Wallet, Work
from recovery.pages import safety, what_if
from recovery.pages.safety import Standing
from recovery.pages.wallets import standing_of
from tests.factories import register
from tests.person import Person
from tests.soft_backup import OtherSlot, cloud_key_slot, pin_slot
from tests.soft_client import SoftBrowser
from tests.soft_passkey import SoftPasskey

PIN = pin_slot(nonce=secrets.token_bytes(16), rwd=bytes(64), ent=bytes(32), epoch=1, oprf=bytes(32))

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def protect(person: Person, *, spare: bool) -> Wallet:
    """A wallet with one way in, or two, and a copy wherever a place is connected."""
    slots = [person.slot(*person.unlock())]
    if spare:
        soft = SoftPasskey(rp_id=person.party.rp_id)
        register(holder=person.holder, soft=soft, nickname="Spare")
        first, person.browser = person.browser, SoftBrowser(passkey=soft, origin=person.origins[0])
        slots.append(person.slot(*person.unlock()))
        person.browser = first
    built = person.browser.build_generation(
        secret=bytes(16), wid=secrets.token_bytes(16), gen=1, slots=slots
    )
    person.upload(built)
    person.commit(built)
    for copy in Copy.objects.all():
        sync.run(str(copy.pk))
    return person.wallet(built)


def protect_with(person: Person, other: OtherSlot) -> Wallet:
    built = person.browser.build_generation(
        secret=bytes(16),
        wid=secrets.token_bytes(16),
        gen=1,
        slots=[person.slot(*person.unlock()), other],
    )
    person.upload(built)
    person.commit(built)
    return person.wallet(built)


def connect(person: Person) -> CloudAccount:
    return person.connect(kind="folder", place={"path": secrets.token_hex(8)})


BITWARDEN = "d548826e-79b4-db40-a3d8-11116f7e8349"
GOOGLE = "ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4"


def kept(*, synced: bool) -> None:
    """Where all passkeys live: in an account that syncs them, or in one device only."""
    Passkey.objects.update(backup_eligible=synced, backup_state=synced)


def said(wallet: Wallet) -> tuple[str, list[str]]:
    standings = [standing_of(wallet)]
    gaps = safety.advice(standings, now=timezone.now())
    return safety.headline(standings, gaps).title, [gap.title for gap in gaps]


def verdict(wallet: Wallet, question: str) -> tuple[bool, str]:
    (answer,) = [
        answer for answer in what_if.answers(standing_of(wallet)) if answer.question == question
    ]
    return answer.is_covered, answer.verdict


# --- The headline --------------------------------------------------------------------------------


def test_two_ways_in_and_a_proved_copy_are_safe(alice: Person) -> None:
    connect(alice)
    wallet = protect(alice, spare=True)
    assert said(wallet) == ("You are safe", [])


def test_a_passkey_that_lives_in_one_device_only_is_a_risk(alice: Person) -> None:
    connect(alice)
    wallet = protect(alice, spare=False)
    kept(synced=False)
    assert said(wallet) == ("Your wallet is at risk", ["Give Samantha a second way in"])


def test_a_single_synced_passkey_is_something_to_improve(alice: Person) -> None:
    connect(alice)
    wallet = protect(alice, spare=False)
    kept(synced=True)
    assert said(wallet) == ("1 thing to improve", ["Give Samantha a second way in"])


def test_a_passkey_that_left_the_list_counts_for_nothing(alice: Person) -> None:
    connect(alice)
    wallet = protect(alice, spare=True)
    kept(synced=False)
    Passkey.objects.filter(nickname="Spare").delete()
    assert said(wallet)[0] == "Your wallet is at risk"


def test_a_pin_that_the_vault_locked_counts_for_nothing(alice: Person) -> None:
    wallet = protect_with(alice, PIN)
    kept(synced=False)
    question = "My phone or computer is lost"
    assert verdict(wallet, question) == (True, "You get it back")
    pin_alarms.note_try(wallet=wallet, record=bytes(16), counts=bytes((10, 0)))
    assert verdict(wallet, question) == (True, "You get it back")
    pin_alarms.note_try(wallet=wallet, record=PIN.ref, counts=bytes((10, 0)))
    assert verdict(wallet, question) == (False, "You would lose the wallet")
    assert said(wallet)[0] == "Your wallet is at risk"
    page = alice.client.get(reverse("wallet", args=[wallet.pk])).content.decode()
    assert "Set a new PIN, or remove this one." in page
    # One that is set anew has all its tries.
    pin_alarms.note_right(wallet=wallet, record=PIN.ref, counts=bytes((0, 10)))
    assert verdict(wallet, question) == (True, "You get it back")


def test_a_wallet_without_a_place_of_its_own_can_be_improved(alice: Person) -> None:
    wallet = protect(alice, spare=True)
    assert said(wallet) == (
        "1 thing to improve",
        ["Keep a copy of Samantha in a place of your own"],
    )


def test_a_place_that_holds_nothing_is_a_risk_unless_another_one_does(alice: Person) -> None:
    first = connect(alice)
    wallet = protect(alice, spare=True)
    Copy.objects.update(state=Work.State.BLOCKED, error="cloud_full", proved_at=None)
    title, gaps = said(wallet)
    assert (title, gaps) == (
        "Your wallet is at risk",
        [f"Samantha is not backed up at {first.account_hint}"],
    )
    connect(alice)
    for copy in Copy.objects.filter(state=Work.State.DUE):
        sync.run(str(copy.pk))
    assert said(wallet) == ("1 thing to improve", gaps)


def test_a_copy_that_is_out_of_sight_is_not_lost(alice: Person) -> None:
    connect(alice)
    wallet = protect(alice, spare=True)
    Copy.objects.get().drill.__class__.objects.update(
        health="cannot_reach", error="cloud_cannot_reach", due_at=timezone.now() + timedelta(days=1)
    )
    assert said(wallet) == ("You are safe", [])
    # After a month it is worth a look.
    Copy.objects.update(proved_at=timezone.now() - timedelta(days=31))
    assert said(wallet)[1] == ["No copy of Samantha was seen for a month"]


def test_a_copy_that_was_never_read_back_is_not_called_safe(alice: Person) -> None:
    connect(alice)
    wallet = protect(alice, spare=True)
    for state in (Work.State.DUE, Work.State.DONE):
        Copy.objects.update(state=state, proved_at=None)
        assert said(wallet) == ("1 thing to improve", ["No copy of Samantha is proved yet"])


def test_a_place_that_shut_us_out_needs_the_person(alice: Person) -> None:
    place = connect(alice)
    wallet = protect(alice, spare=True)
    later = timezone.now() + timedelta(days=1)
    Drill.objects.update(health="no_access", error="cloud_sign_in_refused", due_at=later)
    expected = [f"{place.account_hint} needs you, for the copy of Samantha"]
    assert said(wallet) == ("1 thing to improve", expected)
    # The copy is not lost, and that is said beside what is wrong.
    (shut,) = safety.advice([standing_of(wallet)], now=timezone.now())
    assert "was whole when we last read it" in shut.not_lost
    assert shut.not_lost in alice.client.get(reverse("home")).content.decode()
    Drill.objects.update(health="healthy", error="")
    CloudAccount.objects.update(state=Work.State.BLOCKED, error="cloud_sign_in_refused")
    assert said(wallet) == ("1 thing to improve", expected)


def test_a_damaged_backup_comes_first(alice: Person) -> None:
    wallet = protect(alice, spare=True)
    Generation.objects.update(envelope=b"{}")
    assert said(wallet) == (
        "Your wallet is at risk",
        ["Bring Samantha back once", "Keep a copy of Samantha in a place of your own"],
    )


# --- What would I need if … ----------------------------------------------------------------------


def test_what_a_lost_phone_means(alice: Person) -> None:
    wallet = protect(alice, spare=False)
    kept(synced=True)
    assert verdict(wallet, "My phone or computer is lost") == (True, "You get it back")
    kept(synced=False)
    assert verdict(wallet, "My phone or computer is lost") == (False, "You would lose the wallet")


def test_what_a_forgotten_pin_means(alice: Person) -> None:
    question = "I forget my PIN"
    wallet = protect_with(alice, PIN)
    assert verdict(wallet, question) == (True, "You get it back")
    Passkey.objects.all().delete()
    assert verdict(wallet, question) == (False, "You would lose the wallet")
    Wallet.objects.update(written_down_at=timezone.now())
    wallet.refresh_from_db()
    assert verdict(wallet, question) == (True, "You get it back with your words")


def test_nobody_is_asked_what_they_would_do_without_something_they_never_had(
    alice: Person,
) -> None:
    wallet = protect(alice, spare=False)
    questions = [answer.question for answer in what_if.answers(standing_of(wallet))]
    assert [question for question in questions if question.startswith("I forget")] == []


def test_what_two_devices_are_worth(alice: Person) -> None:
    wallet = protect(alice, spare=True)
    kept(synced=False)
    assert verdict(wallet, "My phone or computer is lost")[0]
    assert verdict(wallet, "I lose the account that keeps my passkeys")[0]
    assert verdict(wallet, "Somebody has my phone")[0]


def test_two_passkeys_in_one_account_fall_together(alice: Person) -> None:
    wallet = protect(alice, spare=True)
    kept(synced=True)
    assert not verdict(wallet, "I lose the account that keeps my passkeys")[0]
    Passkey.objects.filter(nickname="Spare").update(aaguid=BITWARDEN)
    assert not verdict(wallet, "I lose the account that keeps my passkeys")[0], "may be one account"
    Passkey.objects.exclude(nickname="Spare").update(aaguid=GOOGLE)
    assert verdict(wallet, "I lose the account that keeps my passkeys")[0]


def test_a_key_in_google_drive_falls_with_the_passkeys_of_that_account(alice: Person) -> None:
    key = cloud_key_slot(key_id=bytes(16), key=bytes(32), kind="gdrive", place="1234")
    wallet = protect_with(alice, key)
    kept(synced=True)
    Passkey.objects.update(aaguid=BITWARDEN)
    assert verdict(wallet, "I lose the account that keeps my passkeys")[0]
    Passkey.objects.update(aaguid=GOOGLE)
    assert not verdict(wallet, "I lose the account that keeps my passkeys")[0]


def test_a_wallet_that_only_a_key_in_a_cloud_opens_goes_with_that_cloud(alice: Person) -> None:
    key = cloud_key_slot(key_id=bytes(16), key=bytes(32), kind="gdrive", place="1234")
    wallet = protect_with(alice, key)
    assert verdict(wallet, "I lose my cloud account")[0]
    Passkey.objects.all().delete()
    assert not verdict(wallet, "I lose my cloud account")[0]


def test_a_lost_cloud_is_not_harmless_while_our_own_copy_is_damaged(alice: Person) -> None:
    connect(alice)
    wallet = protect(alice, spare=True)
    assert verdict(wallet, "I lose my cloud account") == (True, "You get it back")
    Generation.objects.update(envelope=b"{}")
    assert verdict(wallet, "I lose my cloud account") == (False, "You would lose the wallet")


def test_nothing_is_promised_for_the_day_that_we_are_gone(alice: Person) -> None:
    connect(alice)
    wallet = protect(alice, spare=True)
    assert verdict(wallet, "This service is gone") == (False, "You would lose the wallet")


def test_a_gap_names_the_step_that_closes_it(alice: Person) -> None:
    wallet = protect(alice, spare=False)
    kept(synced=False)
    standing: Standing = standing_of(wallet)
    gaps = [answer for answer in what_if.answers(standing) if not answer.is_covered]
    assert {gap.href for gap in gaps} == {
        reverse("wallet", args=[wallet.pk]) + "#ways-title",
        reverse("wallet_kit", args=[wallet.pk]),
    }


# --- The pages -----------------------------------------------------------------------------------


def test_home_says_where_the_person_stands(alice: Person) -> None:
    protect(alice, spare=False)
    kept(synced=False)
    page = alice.client.get(reverse("home")).content.decode()
    assert "Your wallet is at risk" in page
    assert page.index("Give Samantha a second way in") < page.index("Keep a copy of Samantha")


def test_home_says_when_all_was_last_proved_and_what_happened_lately(alice: Person) -> None:
    place = connect(alice)
    wallet = protect(alice, spare=False)
    page = " ".join(alice.client.get(reverse("home")).content.decode().split())
    read_at = date_format(timezone.localtime(Copy.objects.get().proved_at), "j F Y, H:i e")
    assert f"<dt>{place.account_hint}</dt><dd>Read whole {read_at}</dd>" in page
    assert "<dt>Phone</dt><dd>Not tested yet</dd>" in page
    # What somebody else could have done is asked about.
    lately = page[page.index("What happened lately") :]
    assert "copied to" in lately
    assert "Was this not you?" in lately
    Copy.objects.update(proved_at=None)
    page = alice.client.get(reverse("home")).content.decode()
    assert "No copy read whole yet" in page
    assert wallet.name in page


def test_what_if_is_for_its_owner_alone(alice: Person, mallory: Person) -> None:
    wallet = protect(alice, spare=False)
    address = reverse("wallet_what_if", args=[wallet.pk])
    assert alice.client.get(address).status_code == 200
    assert mallory.client.get(address).status_code == 404


def test_who_says_that_money_is_there_reads_what_it_is_not_made_for(alice: Person) -> None:
    wallet = protect(alice, spare=True)
    address = reverse("wallet_band", args=[wallet.pk])
    token = {"x-csrftoken": alice.csrf_token()}
    alice.client.post(address, {"band": "small"}, headers=token)
    shown = alice.client.get(reverse("wallet", args=[wallet.pk])).content.decode()
    assert "what you would carry in your pocket" in shown
    assert "There is money in it now" in shown
    assert "There is money in it now" in alice.client.get(reverse("home")).content.decode()
    alice.client.post(address, {"band": "large"}, headers=token)
    wallet.refresh_from_db()
    assert "Use something stronger than Samantha for large sums" in said(wallet)[1]
    alice.client.post(address, {"band": "gigantic"}, headers=token)
    wallet.refresh_from_db()
    assert wallet.band == "large"
