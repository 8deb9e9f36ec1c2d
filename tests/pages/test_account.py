"""Settings, what happened lately, signing out elsewhere, and leaving."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from recovery.models import AuditEvent
from recovery.pages.activity import SHOWN, describe
from tests.person import Person

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# What belongs to something else that is listed, and would only repeat it.
SILENT = {"unlocked", "copy_checked", "auth_share_released", "auth_share_destroyed", "approved"}
# What staff do to a relying party; no person's.
OF_STAFF = {
    *("staff_invited", "invitation_withdrawn", "staff_joined", "staff_role_changed"),
    *("staff_removed", "party_changed", "policy_changed", "staff_acted", "setup_broken"),
    "erased",
}


def page(person: Person, name: str, **data: str) -> str:
    return person.client.get(reverse(name), data).content.decode()


def post(person: Person, name: str, **fields: str) -> int:
    token = {"x-csrftoken": person.csrf_token()}
    return person.client.post(reverse(name), fields, headers=token).status_code


def test_every_kind_of_event_is_told_or_belongs_to_one_that_is() -> None:
    assert {*SHOWN, *SILENT, *OF_STAFF} == set(AuditEvent.Kind.values)
    for kind in SHOWN:
        # An event of an earlier release may lack names.
        assert "{" not in describe(AuditEvent(kind=kind, detail={})).text


def test_what_happened_is_told_newest_first(alice: Person) -> None:
    alice.protect(secret=bytes(16))
    alice.new_device()
    alice.recover()
    alice.sign_in()
    text = page(alice, "activity")
    brought_back = text.index("Wallets brought back on Chrome (Android) with Phone")
    locked = text.index("Samantha locked anew")
    assert brought_back < locked < text.index("Passkey Phone added")


def test_nobody_reads_what_happened_to_somebody_else(alice: Person, mallory: Person) -> None:
    alice.protect(secret=bytes(16), name="Secret holidays")
    assert "Secret holidays" not in page(mallory, "activity")


def test_a_long_list_has_pages(alice: Person) -> None:
    for number in range(40):
        AuditEvent.objects.create(
            holder=alice.holder, kind="cloud_connected", detail={"account": f"place {number}"}
        )
    assert "place 39<" in page(alice, "activity")
    second = page(alice, "activity", page="2")
    assert "place 0<" in second
    assert "Newer" in second


def test_signing_out_elsewhere_ends_every_session_but_this_one(alice: Person) -> None:
    here = alice.client
    alice.sign_in()
    elsewhere = Client()
    elsewhere.force_login(alice.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert elsewhere.get(reverse("settings")).status_code == 200
    assert post(alice, "sign_out_elsewhere") == 302
    assert here.get(reverse("settings")).status_code == 200
    assert elsewhere.get(reverse("settings")).status_code == 302


def test_leaving_needs_the_tick_and_the_word(alice: Person) -> None:
    assert post(alice, "leave", word="delete") == 422
    assert post(alice, "leave", understood="on", word="yes") == 422
    alice.holder.refresh_from_db()
    assert alice.holder.leaves_at is None


def test_who_leaves_reads_it_on_every_page_and_can_stay(alice: Person) -> None:
    assert post(alice, "leave", understood="on", word="Delete ") == 302
    for name in ("home", "settings", "passkeys"):
        assert "Everything is deleted on" in page(alice, name)
    assert post(alice, "stay") == 302
    assert "Everything is deleted on" not in page(alice, "home")


def test_what_stays_elsewhere_is_named(alice: Person) -> None:
    alice.connect(kind="folder", place={"path": "alice"})
    alice.protect(secret=bytes(16))
    text = page(alice, "leave")
    assert "sam at cloud.example" in text
    assert "BitcoinWalletBackup_Samantha" in text


def test_reminders_can_be_stopped_and_begun_again(alice: Person) -> None:
    assert "Stop the reminders" in page(alice, "settings")
    post(alice, "reminders", wants="no")
    assert "You get no reminders" in page(alice, "settings")
    post(alice, "reminders", wants="yes")
    assert "Stop the reminders" in page(alice, "settings")
