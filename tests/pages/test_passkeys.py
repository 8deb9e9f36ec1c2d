"""The pages of the list of passkeys, and the ways into a wallet as a page shows them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from recovery.flows import ways_in
from recovery.flows.approvals import Action, passkey_subject
from recovery.models import Generation, Holder, Passkey, WayProof
from tests.enclave_process import EnclaveProcess
from tests.factories import new_holder, new_passkey
from tests.flows.test_passkeys import second_passkey, slot_of, write
from tests.person import Person

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def two_passkeys() -> Holder:
    holder = new_holder()
    for nickname in ("Phone", "Key"):
        new_passkey(holder, nickname=nickname)
    return holder


def at(holder: Holder) -> Client:
    """A browser in which the holder is signed in."""
    client = Client()
    client.force_login(holder.user)
    return client


@pytest.mark.parametrize("page", ["passkey_rename", "passkey_remove"])
def test_a_passkey_of_somebody_else_has_no_page(page: str) -> None:
    _, theirs = new_passkey(new_holder("Alice"))
    client = at(two_passkeys())
    address = reverse(page, args=[theirs.pk])
    assert client.get(address).status_code == 404
    assert client.post(address, {"nickname": "Mine"}).status_code == 404


def test_the_last_passkey_cannot_be_removed_and_the_page_says_what_to_do() -> None:
    holder = new_holder()
    _, only = new_passkey(holder)
    client, address = at(holder), reverse("passkey_remove", args=[only.pk])
    assert "This is your only passkey." in client.get(address).content.decode()
    answer = client.post(address, follow=True)
    assert "This is your only passkey." in answer.content.decode()
    assert holder.passkeys.count() == 1


def test_a_removed_passkey_is_named_to_the_browser_once(alice: Person) -> None:
    _, gone = second_passkey(alice)
    client = alice.client
    alice.approve(Action.PASSKEY, subject=passkey_subject(bytes(gone.credential_id)))
    token = {"x-csrftoken": alice.csrf_token()}
    first = client.post(reverse("passkey_remove", args=[gone.pk]), follow=True, headers=token)
    assert first.context["page_data"]["forgotten"]
    assert client.get(reverse("passkeys")).context["page_data"]["forgotten"] == ""


def test_a_name_is_needed() -> None:
    holder = two_passkeys()
    passkey = holder.passkeys.get(nickname="Key")
    answer = at(holder).post(reverse("passkey_rename", args=[passkey.pk]), {"nickname": " "})
    assert answer.status_code == 422
    assert "Give it a name." in answer.content.decode()


def test_ways_into_a_wallet_of_somebody_else_are_not_shown(alice: Person, mallory: Person) -> None:
    wallet = alice.wallet(alice.protect(secret=bytes(16)))
    address = reverse("wallet_ways", args=[wallet.pk])
    asked = {"HX-Request": "true"}
    assert mallory.client.get(address, headers=asked).status_code == 404
    shown = alice.client.get(address, headers=asked).content.decode()
    assert "Phone" in shown
    assert "There is one way in" in shown
    # Without htmx it is no page of its own.
    assert alice.client.get(address).status_code == 302


def test_the_last_way_in_that_can_be_used_is_not_offered_for_removal(alice: Person) -> None:
    browser, key = second_passkey(alice)
    slots = [slot_of(alice, alice.browser), slot_of(alice, browser)]
    wallet = alice.wallet(write(alice, slots=slots))
    page = reverse("wallet", args=[wallet.pk])
    shown = alice.client.get(page).content.decode()
    assert shown.count("data-remove") == 2
    # As after a server went back to an older state: the backup names a passkey that we do not know.
    key.delete()
    shown = alice.client.get(page).content.decode()
    assert "It is no longer in your list of passkeys." in shown
    assert "> Phone from" not in shown
    assert shown.count("data-remove") == 1


def test_a_damaged_backup_is_said_and_nothing_is_guessed(alice: Person) -> None:
    wallet = alice.wallet(alice.protect(secret=bytes(16)))
    Generation.objects.update(envelope=b"{}")
    page = alice.client.get(reverse("wallet", args=[wallet.pk])).content.decode()
    assert "We cannot read the list just now" in page
    assert "There is one way in" not in page


# --- What the list says of each ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("aaguid", "said"),
    [
        ("fbfc3007-154e-4ecc-8c0b-6e020557d7bd", "Kept in Apple Passwords, as it says of itself."),
        ("dd4ec289-e01d-41c9-bb89-70fa845d4bf2", "Kept in Apple Passwords, as it says of itself."),
        ("00000000-0000-0000-0000-000000000000", "It does not say what keeps it."),
        (None, "It does not say what keeps it."),
        ("0badc0de-0bad-0bad-0bad-0badc0de0bad", "What keeps it is not on our list of products."),
    ],
)
def test_the_keeper_is_named_as_far_as_it_is_known(aaguid: str | None, said: str) -> None:
    holder = new_holder()
    new_passkey(holder)
    Passkey.objects.update(aaguid=aaguid)
    assert said in at(holder).get(reverse("passkeys")).content.decode()


@pytest.mark.parametrize(
    ("eligible", "synced", "said"),
    [
        (True, True, "Synced to your devices"),
        (True, False, "Can be synced, but is not yet"),
        (False, False, "Only on this one device"),
    ],
)
def test_where_it_lives_is_said(eligible: bool, synced: bool, said: str) -> None:
    holder = new_holder()
    new_passkey(holder)
    Passkey.objects.update(backup_eligible=eligible, backup_state=synced)
    assert said in at(holder).get(reverse("passkeys")).content.decode()


def test_when_it_was_made_and_used_is_said() -> None:
    holder = new_holder()
    new_passkey(holder, nickname="Phone")
    made, used = datetime(2026, 5, 3, 12, tzinfo=UTC), datetime(2026, 6, 4, 12, tzinfo=UTC)

    def page() -> str:
        return at(holder).get(reverse("passkeys")).content.decode()

    Passkey.objects.update(created_at=made)
    assert "Phone" in page()
    assert "Made 3 May 2026 · not used yet" in page()
    Passkey.objects.update(last_used_at=used)
    assert "Made 3 May 2026 · last used 4 June 2026" in page()


def test_what_it_opens_and_whether_its_own_secret_was_tested_is_said(alice: Person) -> None:
    def page() -> str:
        return alice.client.get(reverse("passkeys")).content.decode()

    assert "It opens no wallet yet." in page()
    assert "is looked at when it is let into a wallet" in page()
    wallet = alice.wallet(alice.protect(secret=bytes(16)))
    assert "Opens Samantha. Not tested yet." in page()
    assert "Its own secret was tested, and is part of the lock." in page()
    (way,) = ways_in.of(wallet) or []
    WayProof.objects.create(
        wallet=wallet,
        slot_id=way.slot.id,
        public_key=way.slot.public_key,
        proved_at=timezone.now(),
        device="Firefox on Linux",
    )
    assert "Opens Samantha. Last tested" in page()


def test_a_lock_without_its_own_secret_is_called_so(enclave: EnclaveProcess) -> None:
    plain = Person(name="Bob", prf=False)
    plain.protect(secret=bytes(16))
    page = plain.client.get(reverse("passkeys")).content.decode()
    assert "No secret of its own is part of the lock" in page
