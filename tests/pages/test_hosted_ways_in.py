"""An app asks for another way in: it is made on the page that everybody has, and told once."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from recovery.models import Wallet, WalletApp
from tests.pages.hosted_app import (
    answer,
    app,
    built,
    claims_of,
    face_of,
    newest,
    page_of,
    send,
    wallet,
)
from tests.person import Person
from tests.soft_backup import kit_slot
from tests.soft_client import Generation

__all__ = ["app", "built", "wallet"]

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def with_a_kit(person: Person, built: Generation) -> None:
    """As the page for kits does it: a touch for exactly that, and a new backup."""
    kit = kit_slot(kit_id=secrets.token_bytes(16), key=secrets.token_bytes(32))
    after = person.browser.build_generation(
        secret=bytes(16),
        wid=built.wid,
        gen=built.gen + 1,
        slots=[person.slot(*person.unlock()), kit],
        previous_manifest=built.manifest,
    )
    person.approve_ways(after)
    person.upload(after)
    person.commit(after)


def choose(person: Person, wallet: Wallet) -> Any:
    address = f"/hosted/{newest().pk}/wallet/"
    headers = {"x-csrftoken": person.csrf_token()}
    return person.client.post(address, {"wallet": str(wallet.pk)}, headers=headers)


@pytest.mark.parametrize(
    ("method", "page"),
    [("PIN", "pin"), ("PASSWORD", "password"), ("KIT", "kit"), ("CLOUD_KEY", "cloud-key")],
)
def test_a_way_in_is_made_on_the_page_that_everybody_has(
    alice: Person, app: WalletApp, wallet: Wallet, method: str, page: str
) -> None:
    send(alice.client, app, action="add", method=method)

    assert choose(alice, wallet).headers["Location"] == f"/wallets/{wallet.pk}/{page}/"


def test_an_app_is_told_of_a_way_in_once_it_is_there(
    alice: Person, app: WalletApp, wallet: Wallet, built: Generation
) -> None:
    send(alice.client, app, action="add", method="KIT", mode="redirect", wallet=str(wallet.pk))
    choose(alice, wallet)
    assert answer(alice, wallet.pk)[1]["code"] == "hosted_not_done"
    assert face_of(page_of(alice.client), panel="adder") == "choose"

    with_a_kit(alice, built)

    assert face_of(page_of(alice.client), panel="adder") == "added"
    claims = claims_of(answer(alice, wallet.pk)[1]["answer"])
    assert (claims["action"], claims["method"], claims["outcome"]) == ("add", "KIT", "done")
    assert claims["wallets"][0]["methods"] == ["KIT", "PASSKEY"]


def test_what_was_there_before_is_not_what_was_asked_for(
    alice: Person, app: WalletApp, wallet: Wallet, built: Generation
) -> None:
    with_a_kit(alice, built)
    send(alice.client, app, action="add", method="KIT")
    choose(alice, wallet)

    assert answer(alice, wallet.pk)[1]["code"] == "hosted_not_done"


def test_a_wallet_that_is_protected_but_not_as_asked_is_told_as_that(
    alice: Person, app: WalletApp, wallet: Wallet
) -> None:
    send(alice.client, app, action="protect", method="PIN")

    assert claims_of(answer(alice, wallet.pk)[1]["answer"])["outcome"] == "partly"


def test_only_the_wallet_that_the_app_named_is_offered(
    alice: Person, app: WalletApp, wallet: Wallet
) -> None:
    other = alice.wallet(alice.protect(secret=bytes(range(16)), name="Other"))
    send(alice.client, app, action="add", method="PIN", wallet=str(wallet.pk))

    assert "Other" not in page_of(alice.client).content.decode()
    assert choose(alice, other).status_code == 404


def test_a_wallet_of_somebody_else_gets_no_way_in(
    alice: Person, mallory: Person, app: WalletApp, wallet: Wallet
) -> None:
    mallory.protect(secret=bytes(16), name="Mine")
    send(mallory.client, app, action="add", method="PIN")
    assert choose(mallory, wallet).status_code == 404

    send(mallory.client, app, action="add", method="PIN", wallet=str(wallet.pk))
    assert page_of(mallory.client).status_code == 404


@pytest.mark.parametrize("action", ["add", "protect"])
def test_a_way_in_that_the_party_does_not_want_is_refused_at_once(
    alice: Person, app: WalletApp, wallet: Wallet, action: str
) -> None:
    alice.party.methods = ["passkey", "kit"]
    alice.party.save()
    send(alice.client, app, action=action, method="PIN")

    response = page_of(alice.client)
    assert response.status_code == 409
    assert "way_not_allowed" in response.content.decode()
