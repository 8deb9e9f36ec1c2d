"""Several passkeys open one wallet: letting one in, using it alone, and taking one away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import PHONE, Person
from tests.browser.journey.stack import Stack
from tests.browser.journey.steps import Made
from tests.browser.journey.test_password import generations
from tests.stack import wait_until


def with_second_passkey(person: Person, stack: Stack) -> Made:
    """A protected wallet, and a passkey that was made afterwards; ends on the wallet's page."""
    made = steps.make_wallet(person, stack)
    person.link("Later. Show me the wallet")
    person.reads("There is one way in")
    person.link("Make another passkey")
    steps.ready(person)
    create_spare_key(person)
    person.reads("Does not open this wallet yet")
    return made


def create_spare_key(person: Person) -> None:
    """From the page for a new passkey back to the wallet. Both are at hand then."""
    person.take_another_authenticator()
    person.page.get_by_label("Name for this passkey").fill("Spare key")
    person.button("Create passkey")
    person.sees("Your passkey is ready")
    person.take_both_authenticators()
    person.link("Continue")


def let_in(person: Person) -> None:
    before = person.touches
    person.button("Let Spare key in")
    # One that opens it says yes, then the new one is touched.
    person.sees("Now touch Spare key")
    person.button("Touch the new one")
    person.reads("Spare key opens it now")
    assert person.touches >= before + 2
    expect(person.page.get_by_role("main")).not_to_contain_text("There is one way in")
    expect(person.page.get_by_role("main")).not_to_contain_text("Does not open this wallet yet")


def remove(person: Person, *, name: str, made: Made) -> None:
    person.button(f"Remove {name} from {made.name}")
    person.sees(f"Remove {name}?")
    person.button("Remove it")
    person.reads(f"{name} opens it no longer")


def test_a_second_passkey_alone_brings_the_wallet_back(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device(prf=False, viewport=PHONE)
    made = with_second_passkey(sam, stack)
    let_in(sam)
    assert sam.address == made.address
    other = new_device(prf=False)
    for passkey in sam.passkeys():
        other.add_passkey(passkey)
    steps.recover(other, made)


def test_a_passkey_that_was_removed_opens_the_wallet_no_more(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device(prf=False)
    sam.allowed = {422}
    made = steps.make_wallet(sam, stack)
    first = sam.passkeys()
    sam.go("/home/")
    sam.link(made.name)
    sam.link("Make another passkey")
    steps.ready(sam)
    create_spare_key(sam)
    let_in(sam)
    (name,) = sam.page.get_by_role("button", name=re.compile("^Remove (?!Spare).* from")).all()
    gone = str(name.get_attribute("data-name"))
    remove(sam, name=gone, made=made)
    sam.reads("There is one way in")

    thief = new_device(prf=False)
    for passkey in first:
        thief.add_passkey(passkey)
    thief.go("/recover/")
    thief.button("Get my wallet back")
    thief.reads("This passkey does not open this wallet")

    # It opens nothing, so it may leave the list of passkeys as well.
    sam.go("/passkeys/")
    sam.link(f"Remove {gone}")
    sam.button("Remove it")
    sam.reads(f"{gone} no longer signs you in.")


@pytest.mark.slow
def test_one_that_is_cancelled_or_left_half_way_is_not_let_in(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device(prf=False)
    made = with_second_passkey(sam, stack)
    sam.cancel_touches()
    sam.button("Let Spare key in")
    sam.sees("Your passkey was not used")
    sam.reads("Does not open this wallet yet")
    sam.touch_again()
    # The answer to the upload never reaches the page, which is closed then.
    sam.may_be_offline = True
    sam.page.route("**/generations/2/commit", lambda route: route.abort())
    sam.page.reload()
    steps.ready(sam)
    sam.button("Let Spare key in")
    sam.sees("Now touch Spare key")
    sam.button("Touch the new one")
    sam.sees("No connection")
    assert generations(made, stack) == [1]
    sam.page.unroute("**/generations/2/commit")
    sam.page.reload()
    sam.reads("Does not open this wallet yet")
    steps.ready(sam)
    let_in(sam)
    assert generations(made, stack) == [1, 2]


@pytest.mark.slow
def test_a_passkey_that_opens_a_wallet_stays_in_the_list(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device(prf=False)
    made = with_second_passkey(sam, stack)
    let_in(sam)
    sam.go("/passkeys/")
    sam.link("Remove Spare key")
    sam.reads("It still opens a wallet of yours.")
    sam.link(made.name)
    sam.sees(made.name)


@pytest.mark.slow
def test_a_device_forgets_a_passkey_that_was_removed(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device(prf=False)
    with_second_passkey(sam, stack)
    assert len(sam.passkeys()) == 1
    sam.go("/passkeys/")
    sam.link("Remove Spare key")
    sam.button("Remove it")
    sam.reads("Spare key no longer signs you in.")
    expect(sam.page.get_by_role("heading", name="Spare key")).to_have_count(0)
    # A script of the page tells the device.
    wait_until("the device has forgotten it", lambda: sam.passkeys() == [])


@pytest.mark.slow
def test_a_passkey_gets_another_name(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device(prf=False)
    sam.allowed = {422}
    steps.make_wallet(sam, stack)
    sam.go("/passkeys/")
    sam.page.get_by_role("link", name=re.compile("^Rename ")).click()
    sam.page.get_by_label("Name for this passkey").fill("")
    sam.button("Save")
    sam.reads("Give it a name.")
    sam.page.get_by_label("Name for this passkey").fill("My red phone")
    sam.button("Save")
    sam.sees("My red phone")


def test_nothing_else_begins_while_a_passkey_is_looked_at_twice(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    made = with_second_passkey(sam, stack)
    let_in(sam)
    # A device that has not met this passkey's own secret yet looks at it twice.
    sam.forget_everything()
    sam.go("/account/login/")
    sam.sees("Your wallets")
    sam.link(made.name)
    sam.button("Use it on this device")
    sam.sees("It is open")
    sam.page.locator("summary", has_text="Protect it again").click()
    sam.button("Protect it again")
    sam.sees("One more touch")
    touches = sam.touches
    sam.page.get_by_role("button", name=re.compile("^Remove Spare key")).click()
    sam.sees("One more touch")
    assert sam.touches == touches
    sam.button("Touch once more")
    sam.reads("It is protected again")
    expect(sam.page.get_by_role("button", name=re.compile("^Remove "))).to_have_count(2)
    assert sam.touches == touches + 1


@pytest.mark.slow
def test_a_way_in_with_a_secret_of_its_own_is_added_and_removed(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    made = with_second_passkey(sam, stack)
    let_in(sam)
    (name,) = sam.page.get_by_role("button", name=re.compile("^Remove (?!Spare).* from")).all()
    remove(sam, name=str(name.get_attribute("data-name")), made=made)
    sam.reads("There is one way in")
    sam.forget_everything()
    steps.recover(sam, made)


def test_a_browser_that_gives_no_secret_does_not_weaken_the_lock(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    sam.link("Later. Show me the wallet")
    where = sam.page.url
    # The same passkey in a tab that does not hand out its own secret.
    sam.open_tab()
    sam.go(where)
    steps.open_here(sam, made)
    sam.page.locator("summary", has_text="Protect it again").click()
    sam.button("Protect it again")
    sam.sees("This device cannot use the whole passkey")
