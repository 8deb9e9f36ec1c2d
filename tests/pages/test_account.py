"""Settings, what happened lately, and leaving."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from recovery.flows import backup_shares, ways_in
from recovery.models import AuditEvent, VisitedCopy, Wallet
from recovery.pages import way_state
from recovery.pages.activity import SHOWN, describe
from tests.flows.test_release import protected
from tests.person import Person
from tests.soft_backup import cloud_key_slot

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# What belongs to something else that is listed, and would only repeat it.
SILENT = {
    *("unlocked", "copy_checked", "copy_fixed", "device_new", "wallet_back"),
    *("auth_share_released", "auth_share_destroyed", "approved"),
    *("share_stored", "share_refused", "share_released", "client_share_told"),
    # Of the relying party's server, and told to its staff.
    *("served_share_stored", "served_share_failing"),
}
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


def test_settings_lead_to_all_that_can_be_set_for_a_wallet(alice: Person) -> None:
    wallet = alice.wallet(alice.protect(secret=bytes(16)))
    (way,) = ways_in.of(wallet) or []
    shown = page(alice, "settings")
    assert "Last backup: " in shown
    here = reverse("wallet", args=[wallet.pk])
    leads_to = [f"{here}#ways-title", f"{here}#copies-title", way_state.test_url(wallet, way)]
    leads_to += [
        reverse(name, args=[wallet.pk]) for name in ("wallet_by_hand", "wallet_take_along")
    ]
    leads_to.append(reverse("help_requests"))
    assert [address for address in leads_to if f'href="{address}"' not in shown] == []


def test_leaving_needs_the_tick_and_the_word(alice: Person) -> None:
    assert post(alice, "leave", word="delete") == 422
    assert post(alice, "leave", understood="on", word="yes") == 422
    alice.holder.refresh_from_db()
    assert alice.holder.leaves_at is None


def test_who_leaves_reads_it_on_every_page_and_can_stay(alice: Person) -> None:
    assert post(alice, "leave", understood="on", word=" “Delete” ") == 302
    for name in ("home", "settings", "passkeys"):
        assert "Everything is deleted on" in page(alice, name)
    assert post(alice, "stay") == 302
    assert "Everything is deleted on" not in page(alice, "home")


def test_parts_that_are_kept_for_the_makers_are_named_where_somebody_leaves(alice: Person) -> None:
    wallet = alice.wallet(alice.protect(secret=bytes(32)))
    pages = [reverse("leave"), reverse("wallet_take_along", args=[wallet.pk])]
    before = [alice.client.get(path).content.decode() for path in pages]

    backup_shares.store_share(
        wallet=wallet, version=1, part=backup_shares.Part.CUSTODIAN, share=b"x", by="kh_live_1"
    )
    after = [alice.client.get(path).content.decode() for path in pages]

    for text in ("its makers keep with us", "keep two more parts with us"):
        assert not any(text in page for page in before)
        assert any(text in page for page in after)


def test_what_stays_elsewhere_is_named(alice: Person) -> None:
    alice.connect(kind="folder", place={"path": "alice"})
    alice.protect(secret=bytes(16))
    text = page(alice, "leave")
    assert "sam at cloud.example" in text
    assert "BitcoinWalletBackup_Samantha" in text
    assert "Nothing will bring these wallets back" in text


def test_what_opens_a_wallet_without_us_is_named_where_somebody_leaves(alice: Person) -> None:
    key = cloud_key_slot(key_id=bytes(16), key=bytes(32))
    wallet = alice.wallet(protected(alice, alice.slot(*alice.unlock()), key))
    assert ", in an account of yours. Delete it there." in page(alice, "leave")
    assert "They still open the wallet, without us" not in page(alice, "leave")
    VisitedCopy.objects.create(wallet=wallet, kind="icloud", number=1, visited_at=timezone.now())
    assert "In iCloud:" in page(alice, "leave")
    Wallet.objects.update(written_down_at=timezone.now())
    text = page(alice, "leave")
    assert "They still open the wallet, without us" in text
    assert "Nothing will bring these wallets back" not in text


def test_reminders_can_be_stopped_and_begun_again(alice: Person) -> None:
    assert "Stop the reminders" in page(alice, "settings")
    post(alice, "reminders", wants="no")
    assert "You get no reminders" in page(alice, "settings")
    post(alice, "reminders", wants="yes")
    assert "Stop the reminders" in page(alice, "settings")
