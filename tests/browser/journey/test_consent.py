"""A place at a large provider: consent, copies, another account, and leaving."""

from __future__ import annotations

import re

import pytest

from recovery.clouds import oauth
from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import Person
from tests.browser.journey.looks import look
from tests.browser.journey.stack import Stack
from tests.clouds.all_providers import STAND_INS
from tests.clouds.nextcloud_server import NextcloudServer
from tests.clouds.provider_server import DORA, SAMANTHA
from tests.stack import wait_until


def choose(person: Person, kind: str) -> None:
    """From a wallet's page to the page before the provider's own."""
    name = oauth.PROVIDERS[kind].name
    person.page.locator("#choose-place").click()
    person.page.get_by_role("link", name=re.compile(f"^{name}")).click()
    person.sees(f"Next, {name} asks you")


def decide(person: Person, kind: str, decision: str) -> None:
    """There and back again."""
    name = oauth.PROVIDERS[kind].name
    person.link(f"Continue to {name}")
    person.sees(f"{name} asks")
    person.link(decision)


@pytest.mark.parametrize("kind", STAND_INS)
def test_copy_lies_at_a_provider(new_device: NewDevice, stack: Stack, kind: str) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    sam.link("Choose a place")
    sam.page.get_by_role("link", name=re.compile(f"^{oauth.PROVIDERS[kind].name}")).click()
    decide(sam, kind, "Allow as Samantha")
    sam.reads("Backed up in 1 place")
    sam.reads(f"Samantha (s…@mail.example) at {oauth.PROVIDERS[kind].name}")
    written = stack.providers.by_kind[kind].files
    folder = f"/BitcoinWalletBackup_{made.name}/"
    assert {f"{folder}README.txt", f"{folder}current.json"} < set(written)
    _find_no_token(stack, stack.providers.by_kind[kind].oauth.ever)


def _find_no_token(stack: Stack, tokens: list[str]) -> None:
    """Neither a log nor the database's file holds one in plain text."""
    assert len(tokens) >= 2
    held = dict(stack.kept())
    assert {"web.log", "worker.log", "keyhaven.sqlite3"} <= set(held)
    assert [name for name, content in held.items() for t in tokens if t.encode() in content] == []


@pytest.mark.slow
def test_permission_that_was_taken_back_is_given_again(new_device: NewDevice, stack: Stack) -> None:
    sam, found = new_device(), list[str]()
    sam.allowed = {409}
    steps.make_wallet(sam, stack)
    sam.link("Later. Show me the wallet")
    choose(sam, "dropbox")
    look(sam, "before the provider's page", found)
    decide(sam, "dropbox", "Cancel")
    sam.sees("Dropbox is not connected")
    look(sam, "not allowed", found)
    sam.link("Try again")
    decide(sam, "dropbox", "Allow as Samantha")
    sam.reads("Backed up in 1 place")

    dropbox = stack.providers.by_kind["dropbox"]
    dropbox.oauth.forget(SAMANTHA)
    sam.button("Check it now")
    sam.reads("No access")
    sam.reads("What lies there is not lost.")
    sam.link("Reconnect")
    sam.reads("Sign in with the account that holds your copy")
    decide(sam, "dropbox", "Allow as Dora")
    sam.sees("That is another account")
    sam.reads("Dora (d…@mail.example) at Dropbox")
    look(sam, "another account", found)
    sam.link("Try the right account")
    decide(sam, "dropbox", "Allow as Samantha")
    sam.reads("Backed up in 1 place")
    assert found == []


def test_answer_that_nobody_asked_for_connects_nothing(new_device: NewDevice, stack: Stack) -> None:
    sam, found = new_device(), list[str]()
    sam.allowed = {403}
    steps.make_wallet(sam, stack)
    sam.go("/connect/dropbox/?state=of-somebody-else&code=theirs")
    sam.sees("We did not ask for this")
    sam.reads("Nothing was connected")
    look(sam, "an answer that nobody asked for", found)
    sam.link("To your wallets")
    sam.sees("Your wallets")
    assert found == []


@pytest.mark.slow
def test_leaving_a_provider_gives_the_permission_back(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    steps.make_wallet(sam, stack)
    sam.link("Choose a place")
    sam.page.get_by_role("link", name=re.compile("^Dropbox")).click()
    decide(sam, "dropbox", "Allow as Dora")
    sam.reads("Backed up in 1 place")
    sam.page.get_by_role("link", name="Disconnect Dora").click()
    sam.reads("Not yet: another copy has to be proved first")
    sam.link("Add another place")
    steps.connect_cloud(sam, stack)
    sam.reads("Backed up in 2 places")
    sam.page.get_by_role("link", name="Disconnect Dora").click()
    sam.reads("We give the permission back to Dropbox")
    sam.page.get_by_label("I understand").check()
    sam.button("Disconnect")
    sam.reads("Backed up in 1 place")
    tokens = stack.providers.by_kind["dropbox"].oauth.refresh_tokens
    wait_until("a worker gives the permission back", lambda: DORA not in tokens.values())


def test_nextcloud_is_connected_on_a_page_of_its_own(new_device: NewDevice, stack: Stack) -> None:
    sam, found = new_device(), list[str]()
    steps.make_wallet(sam, stack)
    sam.link("Choose a place")
    sam.page.get_by_role("link", name=re.compile("^Nextcloud")).click()
    look(sam, "address of a Nextcloud", found)
    with NextcloudServer() as server:
        sam.page.get_by_label("Address of your Nextcloud").fill(server.address)
        sam.button("Continue")
        sam.sees("Allow it in your Nextcloud")
        look(sam, "waiting for a Nextcloud", found)
        with sam.context.expect_page() as opened:
            sam.page.locator("#open-nextcloud").click()
        opened.value.get_by_role("link", name="Grant access").click()
        # The page goes on by itself.
        sam.reads("Backed up in 1 place")
        sam.reads(f"Samantha at 127.0.0.1:{server.port}")
    assert found == []
