"""What a relying party asks of its people: the server sees to it, and locks nobody out."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from recovery.clouds import CLOUDS
from recovery.errors import CloudNotAllowed, PolicyRefused
from recovery.flows import clouds, figures, policy
from recovery.flows.backup_files import Method
from recovery.models import AuditEvent, Generation, Wallet
from tests.person import Person
from tests.soft_backup import Slot, kit_slot, password_slot
from tests.soft_client import Generation as Built

pytestmark = pytest.mark.database

SECRET = bytes(range(16))
WEBDAV = clouds.Connection("webdav", {"url": "https://cloud.example/", "user": "sam"}, "", "sam")


def password() -> Slot:
    return password_slot(salt=secrets.token_bytes(16), stretched=secrets.token_bytes(32))


def kit() -> Slot:
    return kit_slot(kit_id=secrets.token_bytes(16), key=secrets.token_bytes(32))


@pytest.fixture
def passkey(alice: Person) -> Slot:
    return alice.slot(*alice.unlock())


def ask(person: Person, **wanted: Any) -> None:
    party = person.party
    policy.change(party, replace(policy.of(party), **wanted), by="owner@acme.example")
    person.holder.relying_party.refresh_from_db()


def save(person: Person, *slots: Slot, after: Built | None = None) -> tuple[int, Any, Built]:
    """Upload a backup with these ways in, and commit it if it is taken."""
    built = person.browser.build_generation(
        secret=SECRET,
        wid=after.wid if after else secrets.token_bytes(16),
        gen=after.gen + 1 if after else 1,
        slots=slots,
        previous_manifest=after.manifest if after else None,
    )
    if after:
        person.approve_ways(built)
    body = person.upload_body(built)
    status, answer = person.call("PUT", person.path_of(built), body, if_match=built.gen - 1)
    if status == 200:
        person.commit(built)
    return status, answer.get("code"), built


REFUSED = (409, "way_not_allowed")
NOT_YET = '<h2 id="standing-title">Not protected yet'


def test_a_way_in_that_is_not_wanted_is_refused(alice: Person, passkey: Slot) -> None:
    ask(alice, methods=("passkey", "kit"))

    assert save(alice, passkey, password())[:2] == REFUSED
    status, _, first = save(alice, passkey)
    assert status == 200
    assert save(alice, passkey, password(), after=first)[:2] == REFUSED
    assert save(alice, passkey, kit(), after=first)[0] == 200


def test_what_a_person_has_stays_is_renewed_and_is_replaced(alice: Person, passkey: Slot) -> None:
    old = password()
    first = save(alice, passkey, old)[2]
    ask(alice, methods=("passkey",))

    status, _, second = save(alice, passkey, old, after=first)
    assert status == 200
    status, _, third = save(alice, passkey, password(), after=second)
    assert status == 200
    assert save(alice, passkey, password(), password(), after=third)[:2] == REFUSED
    status, _, without = save(alice, passkey, after=third)
    assert status == 200
    assert save(alice, passkey, password(), after=without)[:2] == REFUSED


def test_a_damaged_copy_of_ours_locks_nobody_out(alice: Person, passkey: Slot) -> None:
    old = password()
    first = save(alice, passkey, old)[2]
    ask(alice, methods=("passkey",))
    Generation.objects.update(envelope=None)

    assert save(alice, passkey, old, after=first)[0] == 200


def test_a_cloud_that_is_not_wanted_is_refused_and_one_that_is_there_stays(alice: Person) -> None:
    account = clouds.connect(holder=alice.holder, connection=WEBDAV)
    ask(alice, clouds=("folder",))

    assert clouds.connect(holder=alice.holder, connection=WEBDAV).pk == account.pk
    other = replace(WEBDAV, settings={"url": "https://other.example/", "user": "sam"})
    with pytest.raises(CloudNotAllowed):
        clouds.connect(holder=alice.holder, connection=other)
    assert alice.holder.cloud_accounts.count() == 1


# --- Pages ---------------------------------------------------------------------------------------


def test_pages_offer_only_what_is_wanted(alice: Person, passkey: Slot) -> None:
    wallet = alice.wallet(save(alice, passkey)[2])
    ask(alice, methods=("passkey", "kit"), clouds=("folder",))

    for page, is_there in (("pin", False), ("password", False), ("kit", True)):
        address = reverse(f"wallet_{page}", args=[wallet.pk])
        assert alice.client.get(address).status_code == (200 if is_there else 302), page
    places = reverse("cloud_add", args=[wallet.pk])
    shown = alice.client.get(places).content.decode()
    assert "A folder on this server" in shown
    assert "Another WebDAV server" not in shown
    assert alice.client.get(reverse("cloud_nextcloud", args=[wallet.pk])).status_code == 404


def test_a_page_says_how_long_a_pin_and_how_strong_a_password_is(
    alice: Person, passkey: Slot
) -> None:
    wallet = alice.wallet(save(alice, passkey)[2])
    ask(alice, pin_digits=8, password_score=3)

    pin = alice.client.get(reverse("wallet_pin", args=[wallet.pk])).context["page_data"]
    password = alice.client.get(reverse("wallet_password", args=[wallet.pk])).context["page_data"]
    assert (pin["least_digits"], password["least_score"]) == (8, 3)


def test_a_person_is_told_what_is_asked_for_until_it_is_there(alice: Person, passkey: Slot) -> None:
    ask(alice, required=("kit",))
    new = alice.client.get(reverse("wallet_new")).content.decode()
    assert "needs one more step" in new
    assert "is protected" not in new
    first = save(alice, passkey)[2]
    page = reverse("wallet", args=[alice.wallet(first).pk])

    for address in (reverse("home"), page):
        shown = alice.client.get(address).content.decode()
        assert "Make an emergency kit for Samantha" in shown, address
        assert "Keyhaven asks for it." in shown
    assert NOT_YET in alice.client.get(reverse("home")).content.decode()

    save(alice, passkey, kit(), after=first)
    assert NOT_YET not in alice.client.get(reverse("home")).content.decode()
    assert "Make an emergency kit for" not in alice.client.get(page).content.decode()


def test_a_second_way_that_is_asked_for_is_named_once(alice: Person, passkey: Slot) -> None:
    ask(alice, second_way_required=True)
    save(alice, passkey)

    shown = alice.client.get(reverse("home")).content.decode()

    assert shown.count("<h3>Give Samantha a second way in") == 1


def test_ways_in_are_offered_in_the_partys_order(alice: Person, passkey: Slot) -> None:
    old = password()
    wallet = alice.wallet(save(alice, passkey, old)[2])
    ask(alice, methods=("kit", "passkey", "pin"), pin_digits=8)

    shown = alice.client.get(reverse("wallet", args=[wallet.pk])).content.decode()

    offers = shown[shown.index("More ways in") :]
    titles = ("Emergency kit<", "PIN<", "Change the password<")
    assert sorted(titles, key=offers.index) == list(titles)
    assert "8 digits or more." in offers


def test_a_notice_for_large_sums_is_said_where_it_belongs(alice: Person, passkey: Slot) -> None:
    wallet = alice.wallet(save(alice, passkey)[2])
    ask(alice, large_sum_notice="Ask us about our vault.")
    page = reverse("wallet", args=[wallet.pk])
    assert "Ask us about our vault." not in alice.client.get(page).content.decode()

    Wallet.objects.update(band=Wallet.Band.LARGE)

    for address in (page, reverse("large_sums")):
        assert "Ask us about our vault." in alice.client.get(address).content.decode()


# --- Protected -----------------------------------------------------------------------------------


def is_protected(wallet: Wallet) -> bool:
    return Wallet.objects.filter(figures.WALLETS["protected"][1](), pk=wallet.pk).exists()


def test_a_wallet_counts_as_protected_once_it_has_what_is_required(
    alice: Person, passkey: Slot
) -> None:
    first = save(alice, passkey)[2]
    wallet = alice.wallet(first)
    assert is_protected(wallet)

    ask(alice, second_way_required=True)
    assert not is_protected(wallet)
    second = save(alice, passkey, password(), after=first)[2]
    assert is_protected(wallet)

    ask(alice, required=("kit",))
    assert not is_protected(wallet)
    save(alice, passkey, kit(), after=second)
    assert is_protected(wallet)


def test_ways_in_that_were_never_noted_do_not_count(alice: Person, passkey: Slot) -> None:
    wallet = alice.wallet(save(alice, passkey, kit())[2])
    ask(alice, required=("kit",))
    assert is_protected(wallet)

    Generation.objects.update(method_bits=None)

    assert not is_protected(wallet)


# --- Changing it ---------------------------------------------------------------------------------


def test_a_change_is_in_the_history_with_who_and_what(alice: Person) -> None:
    ask(alice, pin_digits=8)
    ask(alice, pin_digits=8)

    (event,) = alice.party.events.filter(kind=AuditEvent.Kind.POLICY_CHANGED)
    assert event.detail == {
        "by": "owner@acme.example",
        "changed": {"pin_digits": {"from": 6, "to": 8}},
    }


def test_all_that_there_is_includes_what_a_later_release_brings(alice: Person) -> None:
    ask(alice, methods=("passkey",), clouds=("s3",))
    ask(alice, methods=tuple(policy.NAMES), clouds=tuple(sorted(CLOUDS)))

    alice.party.refresh_from_db()
    assert (alice.party.methods, alice.party.clouds) == ([], [])


@pytest.mark.parametrize(
    "wanted",
    [
        {"methods": ()},
        {"methods": ("pin",)},
        {"methods": ("passkey", "passkey")},
        {"methods": ("passkey", "hope")},
        {"methods": ("passkey",), "required": ("kit",)},
        {"required": ("kit", "kit")},
        {"clouds": ()},
        {"clouds": ("floppy",)},
        {"pin_digits": 5},
        {"pin_digits": 13},
        {"password_score": 2},
        {"recovery_delay_days": 1},
        {"eject_hours": 169},
        {"large_sum_notice": "x" * 301},
        {"large_sum_notice": "one\nline"},
    ],
)
def test_what_cannot_be_kept_is_refused(alice: Person, wanted: dict[str, Any]) -> None:
    with pytest.raises(PolicyRefused):
        ask(alice, **wanted)

    assert policy.of(alice.party) == policy.of(type(alice.party)())


def test_every_method_has_a_name_in_the_policy() -> None:
    assert set(policy.NAMES.values()) == set(Method)


def test_a_delay_that_is_chosen_delays_nobody_and_is_told_to_nobody(alice: Person) -> None:
    wallet = alice.wallet(alice.protect(secret=SECRET))
    ask(alice, recovery_delay_days=14)
    pages = [reverse("home"), reverse("settings"), reverse("wallet_what_if", args=[wallet.pk])]
    pages += [reverse("wallet", args=[wallet.pk]), reverse("trust"), reverse("recover")]

    # Whoever makes a recovery wait tells people of it, in the same change.
    assert not any("14 days" in alice.client.get(page).content.decode() for page in pages)
    alice.new_device()
    _, _, answer = alice.recover()
    assert len(answer["wallets"]) == 1
