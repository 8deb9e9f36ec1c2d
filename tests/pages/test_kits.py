"""The pages of emergency kits, as far as the server writes them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from recovery.pages.offline_tool import tool_sha256
from tests.person import Person
from tests.soft_backup import kit_slot

SECRET = bytes(range(16))
PAGES = ["wallet_kit", "wallet_kit_check", "recover_wallet_kit", "wallet_take_along"]


@pytest.mark.parametrize("page", PAGES)
def test_a_wallet_of_somebody_else_has_no_such_page(
    alice: Person, mallory: Person, page: str
) -> None:
    wallet = alice.wallet(alice.protect(secret=SECRET))
    address = reverse(page, args=[wallet.pk])
    assert alice.client.get(address).status_code == 200
    assert mallory.client.get(address).status_code == 404


def test_a_kit_is_called_as_the_wallets_list_calls_it(alice: Person) -> None:
    built = alice.protect(secret=SECRET)
    wallet = alice.wallet(built)
    make, check = (reverse(page, args=[wallet.pk]) for page in PAGES[:2])
    assert "No kit opens this wallet today" in alice.client.get(check).content.decode()
    assert tool_sha256() in alice.client.get(make).content.decode()
    assert reverse("recover_wallet_kit", args=[wallet.pk]) not in _choice(alice)
    touch, unsealed = alice.unlock()
    renewed = alice.browser.build_generation(
        secret=SECRET,
        wid=built.wid,
        gen=2,
        slots=[alice.slot(touch, unsealed), kit_slot(kit_id=bytes(16), key=bytes(32))],
        previous_manifest=built.manifest,
    )
    alice.approve_ways(renewed)
    alice.upload(renewed)
    alice.commit(renewed)
    assert "the old sheet opens nothing any more" in alice.client.get(make).content.decode()
    assert "No kit opens this wallet today" not in alice.client.get(check).content.decode()
    assert reverse("recover_wallet_kit", args=[wallet.pk]) in _choice(alice)


def _choice(person: Person) -> str:
    """Where the page that asks for a wallet leads, or what it says."""
    answer = person.client.get(reverse("recover_kit"))
    return str(answer.headers.get("Location", answer.content.decode()))
