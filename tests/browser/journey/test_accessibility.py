"""Every page and state of a person's way, looked at by axe: light and dark, phone and desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.journey import steps
from tests.browser.journey import test_by_hand as by_hand
from tests.browser.journey import test_pin as pins
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.looks import look
from tests.browser.journey.stack import Stack
from tests.browser.journey.test_password import confirm, generate, to_password_page, to_recovery
from tests.browser.journey.test_ways_in import let_in, with_second_passkey

# Each state is looked at in both schemes and at both widths, which takes its time.
pytestmark = pytest.mark.slow


def test_pages_before_signing_in(new_device: NewDevice) -> None:
    sam, found = new_device(), list[str]()
    sam.allowed = {404}
    for path in (
        "/",
        "/trust/",
        "/offline/",
        "/recover/",
        "/account/login/",
        "/account/login/code/",
    ):
        sam.go(path)
        look(sam, path, found)
    for path in (
        "/account/signup/",
        "/demo/",
        "/demo/mail/",
        "/large-sums/",
        "/styleguide/",
        "/nowhere/",
    ):
        sam.go(path)
        look(sam, path, found)
    assert found == []


def test_pages_of_a_wallets_life(new_device: NewDevice, stack: Stack) -> None:
    sam, found = new_device(prf=False), list[str]()
    sam.allowed = {422}
    made = with_second_passkey(sam, stack)
    look(sam, "wallet with one way in", found)
    let_in(sam)
    look(sam, "wallet open, two ways in", found)
    sam.button("Remove Spare key from " + made.name)
    look(sam, "removing a way in", found)
    sam.go("/home/")
    sam.page.locator("summary", has_text="When it was last proved").click()
    look(sam, "home", found)
    sam.page.get_by_role("link", name="What would I need if").click()
    look(sam, "what if", found)
    sam.go("/wallets/new/")
    steps.ready(sam)
    look(sam, "new wallet", found)
    sam.go("/passkeys/")
    look(sam, "passkeys", found)
    sam.link("Rename Spare key")
    sam.page.get_by_label("Name for this passkey").fill("")
    sam.button("Save")
    sam.reads("Give it a name.")
    look(sam, "a form with an error", found)
    sam.go("/passkeys/add/")
    steps.ready(sam)
    look(sam, "new passkey", found)
    sam.go("/home/")
    sam.link(made.name)
    sam.link("Choose a place")
    sam.page.locator("summary", has_text="How do I decide?").click()
    sam.page.locator("summary", has_text="Connect a bucket").click()
    look(sam, "choose a place", found)
    steps.connect_cloud(sam, stack)
    sam.reads("Backed up in 1 place")
    look(sam, "backed up", found)
    sam.page.get_by_role("link", name="Disconnect").click()
    look(sam, "disconnect", found)
    assert found == []


def test_pages_of_the_account(new_device: NewDevice, stack: Stack) -> None:
    sam, found = new_device(prf=False), list[str]()
    sam.allowed = {422}
    steps.make_wallet(sam, stack)
    sam.go("/settings/")
    look(sam, "settings", found)
    sam.page.get_by_role("link", name="Where you are signed in").click()
    sam.reads("You are signed in nowhere else.")
    look(sam, "where signed in", found)
    sam.go("/settings/activity/")
    look(sam, "what happened", found)
    sam.link("See what to do now.")
    look(sam, "that was not me", found)
    sam.go("/settings/leave/")
    sam.button("Delete in a week")
    sam.reads("Tick the box, or keep everything.")
    look(sam, "leave", found)
    sam.page.get_by_label("My money is somewhere else").check()
    sam.page.get_by_label("Type “delete” to confirm").fill("delete")
    sam.button("Delete in a week")
    sam.reads("Everything is deleted on")
    look(sam, "leaving", found)
    sam.button("Keep everything")
    sam.reads("Nothing was deleted.")
    assert found == []


def test_pages_of_a_recovery(new_device: NewDevice, stack: Stack) -> None:
    sam, found = new_device(), list[str]()
    made = steps.make_wallet(sam, stack)
    look(sam, "protected", found)
    sam.forget_everything()
    sam.go("/recover/")
    sam.cancel_touches()
    sam.button("Get my wallet back")
    sam.sees("Your passkey was not used")
    look(sam, "a touch was cancelled", found)
    steps.recover(sam, made)
    look(sam, "recovered", found)
    assert found == []


def test_pages_of_a_password(new_device: NewDevice, stack: Stack) -> None:
    sam, found = new_device(prf=False), list[str]()
    made = steps.make_wallet(sam, stack)
    sam.link("Later. Show me the wallet")
    to_password_page(sam, made)
    look(sam, "password", found)
    password = generate(sam)
    look(sam, "password generated", found)
    sam.button("Continue")
    sam.sees("Enter it once more")
    sam.button("Continue")
    sam.reads("That is not the same.")
    look(sam, "password not the same", found)
    sam.button("Back")
    confirm(sam, password)
    look(sam, "password, the last question", found)
    sam.button("Yes, use this password")
    sam.sees(f"The password opens {made.name} now")
    look(sam, "password in place", found)
    sam.link("Back to the wallet")
    look(sam, "wallet with a password", found)
    other = new_device(prf=False)
    to_recovery(other, stack, made)
    look(other, "recover by password", found)
    other.page.get_by_label("Password", exact=True).fill("not the one")
    other.button("Open the wallet")
    other.reads("That password does not open this wallet")
    look(other, "recover by password, a slip", found)
    other.page.get_by_label("Password", exact=True).fill(password)
    other.button("Open the wallet")
    other.sees(f"{made.name} is back")
    look(other, "recovered by password", found)
    assert found == []


def test_pages_of_a_pin(new_device: NewDevice, stack: Stack) -> None:
    sam, found = new_device(prf=False), list[str]()
    made = steps.make_wallet(sam, stack)
    sam.link("Later. Show me the wallet")
    pins.to_pin_page(sam)
    look(sam, "pin", found)
    pins.fill(sam, "New PIN", "123456")
    sam.button("Continue")
    look(sam, "pin refused", found)
    pins.choose(sam, pins.PIN)
    look(sam, "pin once more", found)
    sam.button("Use this PIN")
    sam.sees(f"The PIN opens {made.name} now")
    look(sam, "pin in place", found)
    sam.link("Back to the wallet")
    sam.page.get_by_role("link", name=re.compile("^Test it now.*PIN")).click()
    steps.ready(sam)
    look(sam, "test of a pin", found)
    pins.fill(sam, "PIN", pins.PIN)
    sam.button("Test it now")
    sam.sees("It works")
    look(sam, "test passed", found)
    sam.link("Back to the wallet")
    pins.to_pin_page(sam)
    look(sam, "pin to change", found)
    other = new_device(prf=False)
    pins.to_recovery(other, stack, made)
    look(other, "recover by pin", found)
    pins.open_with(other, pins.WRONG)
    other.reads("9 tries are left")
    look(other, "recover by pin, a slip", found)
    pins.open_with(other, pins.PIN)
    other.sees(f"{made.name} is back")
    look(other, "recovered by pin", found)
    assert found == []


def test_pages_of_writing_by_hand(new_device: NewDevice, stack: Stack) -> None:
    sam, found = new_device(prf=False), list[str]()
    steps.make_wallet(sam, stack)
    sam.link("Later. Show me the wallet")
    by_hand.to_page(sam)
    look(sam, "by hand", found)
    by_hand.hold_time(sam)
    sam.button("Touch your passkey and show them")
    words = by_hand.shown(sam)
    look(sam, "by hand, shown", found)
    sam.button("I have written them down")
    by_hand.press(sam, words[0])
    by_hand.press(sam, next(word for word in words[1:] if word != words[1]))
    look(sam, "by hand, a wrong word", found)
    for word in words[1:]:
        by_hand.press(sam, word)
    sam.sees("Every word is right")
    look(sam, "by hand, done", found)
    sam.page.reload()
    steps.ready(sam)
    sam.page.evaluate("() => { globalThis.print = () => undefined; }")
    sam.button("Print a sheet to write on")
    expect(sam.page.locator("#paper")).to_be_visible()
    look(sam, "by hand, the sheet", found)
    sam.page.get_by_role("link", name=re.compile("^Holidays")).click()
    look(sam, "wallet that was written down", found)
    assert found == []
