"""A wallet made, protected and brought back without ever touching the mouse."""

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

    sam.forget_everything()
    sam.go("/recover/")
    press(sam, "button", "Get my wallet back")
    sam.sees("Welcome back, Samantha")
    assert sam.address == address
