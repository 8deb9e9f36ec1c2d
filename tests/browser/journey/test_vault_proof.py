"""A person sees what the browser has verified of the vault."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.looks import look
from tests.browser.journey.steps import ready
from tests.browser.lib.conftest import PATIENCE_MS
from tests.factories import with_flipped_bit

LINE = "Your browser checked the vault’s signature. No hardware vouches for the vault."


def test_the_page_says_in_one_line_what_was_checked(new_device: NewDevice) -> None:
    person = new_device()
    person.go("/recover/")
    ready(person)
    line = person.page.locator("[data-vault-proof]")
    expect(line).to_contain_text(LINE)
    found = list[str]()
    look(person, "recover, with the line", found)
    assert found == []
    line.get_by_role("link", name="What that means").click()
    expect(person.page).to_have_url(re.compile("/trust/#today$"))


def test_the_trust_page_shows_all_that_was_checked(new_device: NewDevice) -> None:
    person = new_device()
    person.go("/trust/")
    person.reads("No hardware proof")
    person.button("Check the vault now")
    person.sees("The vault has proved itself")
    proof = person.page.locator("#proof")
    expect(proof).to_contain_text(LINE)
    expect(proof).to_contain_text("Its key begins")
    expect(proof.locator("[data-fact=origins]")).to_contain_text("http://localhost")
    expect(proof.locator("[data-fact=budget]")).to_have_text("10")
    expect(proof.locator("[data-fact=by]")).to_contain_text(" ")
    # A second look is a second proof.
    person.button("Check again")
    person.sees("The vault has proved itself")


@pytest.mark.slow
def test_the_trust_page_tells_of_a_proof_that_is_not_genuine(new_device: NewDevice) -> None:
    def change(route: Route) -> None:
        answer = route.fetch(timeout=PATIENCE_MS)
        body = answer.json()
        body["attestation"]["evidence"] = with_flipped_bit(body["attestation"]["evidence"], bit=9)
        route.fulfill(response=answer, json=body)

    person, found = new_device(), list[str]()
    person.page.route("**/nonce", change)
    person.go("/trust/")
    person.button("Check the vault now")
    person.reads("The vault could not prove itself")
    expect(person.page.get_by_role("alert")).to_contain_text("Your passkey was not asked")
    look(person, "trust, not proved", found)
    person.page.unroute("**/nonce")
    person.button("Check again")
    person.sees("The vault has proved itself")
    look(person, "trust, proved", found)
    assert found == []
