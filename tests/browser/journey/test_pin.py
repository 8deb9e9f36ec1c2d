"""A PIN as a way in: given, used on a new device, changed, taken away; and what goes wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Request, expect

from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import PHONE, Person
from tests.browser.journey.stack import Stack
from tests.browser.journey.steps import Made
from tests.browser.journey.test_password import generations, sign_in_by_code

PIN, OTHER, WRONG = "493817", "820496", "730285"


@dataclass
class Traffic:
    """Everything that a device sends."""

    sent: list[str] = field(default_factory=list)

    def listen(self, person: Person) -> None:
        person.context.on("request", self._note)

    def _note(self, request: Request) -> None:
        self.sent += [request.url, request.post_data or ""]

    def holds(self, digits: str) -> bool:
        return any(digits in text for text in self.sent)


def to_pin_page(person: Person) -> None:
    """From the wallet's page."""
    person.page.locator("summary", has_text="More ways in").click()
    person.page.get_by_role("link", name=re.compile(r"^PIN|Change the PIN")).click()
    steps.ready(person)


def fill(person: Person, label: str, digits: str) -> None:
    person.page.get_by_label(label, exact=True).fill(digits)


def choose(person: Person, pin: str) -> None:
    fill(person, "New PIN", pin)
    person.button("Continue")
    person.sees("Enter it once more")
    fill(person, "New PIN, once more", pin)


def put_in_place(person: Person, made: Made) -> None:
    person.button("Use this PIN")
    person.sees(f"The PIN opens {made.name} now")
    person.link("Back to the wallet")


def with_pin(person: Person, stack: Stack) -> Made:
    """A wallet with a passkey and a PIN; ends on the wallet's page."""
    made = steps.make_wallet(person, stack)
    person.link("Later. Show me the wallet")
    to_pin_page(person)
    choose(person, PIN)
    put_in_place(person, made)
    return made


def to_recovery(person: Person, stack: Stack, made: Made) -> None:
    """On a new device, as far as the field for the PIN."""
    person.go("/recover/")
    person.page.locator("summary", has_text="I see no passkey").click()
    person.page.get_by_role("link", name="use your PIN instead").first.click()
    sign_in_by_code(person, stack, made)
    person.sees(f"Open {made.name}")
    steps.ready(person)


def open_with(person: Person, pin: str) -> None:
    fill(person, "PIN", pin)
    person.button("Open the wallet")


def forget_the_minute(stack: Stack) -> None:
    """The server's own limit is by the minute, and a test does not wait for the next."""
    stack.execute("DELETE FROM recovery_attempts")


def test_a_pin_alone_brings_the_wallet_back(new_device: NewDevice, stack: Stack) -> None:
    sam, traffic = new_device(viewport=PHONE), Traffic()
    traffic.listen(sam)
    made = with_pin(sam, stack)
    sam.reads("Ten wrong tries lock it for good")
    other = new_device(viewport=PHONE)
    traffic.listen(other)
    to_recovery(other, stack, made)
    # A slip first. It costs one try, and is told.
    open_with(other, WRONG)
    other.reads("That is not the PIN. 9 tries are left")
    open_with(other, PIN)
    other.sees(f"{made.name} is back")
    assert other.address == made.address
    assert other.touches == 0
    stack.wait_for_mail(made.mail, "without a passkey")
    assert traffic.sent
    assert not traffic.holds(PIN)


@pytest.mark.slow
def test_a_pin_that_many_would_try_is_refused_and_it_has_to_be_typed_twice(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    sam.link("Later. Show me the wallet")
    to_pin_page(sam)
    for pin, why in [("12345", "6 digits or more"), ("123456", "evenly"), ("240687", "a day")]:
        fill(sam, "New PIN", pin)
        sam.button("Continue")
        sam.reads(why)
    # The pad does what the keyboard does.
    fill(sam, "New PIN", "")
    for key in "4939817"[:4]:
        sam.page.locator(f".pin-pad [data-for=pin][data-key='{key}']").click()
    sam.page.locator(".pin-pad [data-for=pin][data-key='⌫']").click()
    expect(sam.page.get_by_label("New PIN", exact=True)).to_have_value("493")
    choose(sam, PIN)
    fill(sam, "New PIN, once more", OTHER)
    sam.button("Use this PIN")
    sam.reads("That is not the same.")
    assert generations(made, stack) == [1]
    fill(sam, "New PIN, once more", PIN)
    put_in_place(sam, made)


def test_a_changed_pin_takes_the_place_of_the_old(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made = with_pin(sam, stack)
    to_pin_page(sam)
    choose(sam, OTHER)
    sam.reads("opens nothing afterwards")
    put_in_place(sam, made)
    other = new_device()
    to_recovery(other, stack, made)
    open_with(other, PIN)
    other.reads("That is not the PIN. 9 tries are left")
    open_with(other, OTHER)
    other.sees(f"{made.name} is back")


@pytest.mark.slow
def test_ten_wrong_tries_lock_it_for_good_and_that_is_said(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    made = with_pin(sam, stack)
    forget_the_minute(stack)
    other = new_device()
    to_recovery(other, stack, made)
    for left in range(9, 2, -1):
        open_with(other, WRONG)
        other.reads(f"{left} tries are left")
    for told in ("2 tries are left", "One try is left"):
        open_with(other, WRONG)
        other.sees("Only a few tries are left")
        other.button("I am sure. Try it")
        other.reads(f"That is not the PIN. {told}")
    open_with(other, WRONG)
    other.reads("One try is left")
    other.button("Back")
    open_with(other, WRONG)
    other.button("I am sure. Try it")
    other.sees("This PIN is locked for good")
    # The wallet's own device and its passkey go on.
    sam.page.reload()
    steps.open_here(sam, made)


@pytest.mark.slow
def test_a_pin_that_was_removed_opens_nothing(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made = with_pin(sam, stack)
    sam.button(f"Remove PIN from {made.name}")
    sam.sees("Remove PIN?")
    sam.button("Remove it")
    sam.reads("PIN opens it no longer")
    other = new_device()
    other.go("/recover/pin/")
    sign_in_by_code(other, stack, made)
    other.reads("None of your wallets has a PIN")


@pytest.mark.slow
def test_a_touch_that_was_cancelled_changes_nothing(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    sam.link("Later. Show me the wallet")
    to_pin_page(sam)
    choose(sam, PIN)
    sam.cancel_touches()
    sam.button("Use this PIN")
    sam.sees("Your passkey was not used")
    assert generations(made, stack) == [1]
    sam.touch_again()
    sam.button("Try again")
    sam.sees(f"The PIN opens {made.name} now")


@pytest.mark.slow
def test_a_page_closed_half_way_leaves_the_old_pin_in_use(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    made = with_pin(sam, stack)
    to_pin_page(sam)
    choose(sam, OTHER)
    # The vault knows the new one already; the backup that lists it never counts.
    sam.may_be_offline = True
    sam.page.route("**/generations/3/commit", lambda route: route.abort())
    sam.button("Use this PIN")
    sam.sees("No connection")
    sam.open_tab()
    sam.go("/home/")
    sam.link(made.name)
    to_pin_page(sam)
    sam.link("Test it now")
    steps.ready(sam)
    fill(sam, "PIN", PIN)
    sam.button("Test it now")
    sam.sees("It works")
