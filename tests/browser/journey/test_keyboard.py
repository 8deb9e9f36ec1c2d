"""A wallet made, protected, looked after and brought back without ever touching the mouse."""

from __future__ import annotations

import secrets

from playwright.sync_api import Locator

from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import Person
from tests.browser.journey.stack import Stack

# More stops than any page has between where the focus is and where it is to go.
_STOPS = 60


def tab_to(person: Person, target: Locator) -> None:
    target.wait_for()
    # Before that a script of the page may not listen yet, and what is pressed is lost.
    person.page.wait_for_load_state()
    for _ in range(_STOPS):
        if target.evaluate("(element) => element === document.activeElement"):
            return
        person.page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {target}")


def press(person: Person, role: str, name: str) -> None:
    target = person.page.get_by_role(role, name=name).first  # type: ignore[arg-type]
    tab_to(person, target)
    person.page.keyboard.press("Enter")


def fill(person: Person, label: str, text: str) -> None:
    tab_to(person, person.page.get_by_label(label))
    person.page.keyboard.type(text)


def look_after(sam: Person) -> None:
    """Money arrives, and its owner sees where the wallet stands, what to do, and what happened."""
    tab_to(sam, sam.page.get_by_role("radio", name="Nothing yet"))
    sam.page.keyboard.press("ArrowDown")
    press(sam, "button", "Save")
    sam.reads("There is money in it now")
    press(sam, "link", "Your wallets")
    sam.sees("2 things to improve")
    # A summary has no role of its own.
    tab_to(sam, sam.page.locator("summary", has_text="When it was last proved"))
    sam.page.keyboard.press("Enter")
    sam.reads("Not tested yet")
    press(sam, "link", "What would I need if")
    sam.sees("This service is gone")
    press(sam, "link", "Settings")
    press(sam, "button", "Stop the reminders")
    sam.reads("You get no reminders")
    press(sam, "link", "What happened lately")
    press(sam, "link", "Was this not you?")
    sam.sees("That was not me")
    press(sam, "button", "Sign out everywhere else")
    sam.reads("You are signed out everywhere else.")


def test_everything_can_be_done_with_the_keyboard(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    mail = f"{secrets.token_hex(6)}@mail.example"
    sam.go("/")
    press(sam, "link", "Make a wallet")
    fill(sam, "Your name", "Samantha")
    fill(sam, "E-mail address", mail)
    press(sam, "button", "Continue")
    fill(sam, "Code from the e-mail", stack.code_for(mail))
    press(sam, "button", "Continue")
    press(sam, "button", "Create passkey")
    sam.sees("Your passkey is ready")
    press(sam, "link", "Continue")
    sam.sees("No wallet yet")
    press(sam, "link", "Make a wallet")
    fill(sam, "Name of the wallet", "Holidays")
    press(sam, "button", "Continue")
    sam.sees("This is Holidays")
    address = sam.address
    press(sam, "button", "Protect it with my passkey")
    sam.sees("Holidays is protected")
    press(sam, "link", "Later. Show me the wallet")
    look_after(sam)

    sam.forget_everything()
    sam.go("/recover/")
    press(sam, "button", "Get my wallet back")
    sam.sees("Welcome back, Samantha")
    assert sam.address == address
