"""The ways in, for somebody who has an account."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import Person
from tests.browser.journey.stack import Stack
from tests.browser.journey.steps import ready, sign_up


def sign_out(person: Person) -> None:
    person.button("Sign out")
    expect(person.page.get_by_role("link", name="Sign in", exact=True).first).to_be_visible()


def test_passkey_signs_in_with_one_button(new_device: NewDevice, stack: Stack) -> None:
    person = new_device()
    sign_up(person, stack)
    # The browser would offer the passkey by itself, and the virtual one accepts at once.
    person.page.add_init_script(
        "PublicKeyCredential.isConditionalMediationAvailable = async () => false;"
    )
    sign_out(person)
    before = person.touches
    person.go("/account/login/")
    ready(person)
    person.button("Sign in with a passkey")
    person.sees("No wallet yet")
    assert person.touches == before + 1


def test_browser_offers_the_passkey_by_itself(new_device: NewDevice, stack: Stack) -> None:
    person = new_device()
    sign_up(person, stack)
    sign_out(person)
    person.go("/account/login/")
    # Nobody presses anything: the virtual authenticator picks what autofill offers.
    person.sees("No wallet yet")


def test_code_by_mail_signs_in_where_no_passkey_is(new_device: NewDevice, stack: Stack) -> None:
    person = new_device()
    mail = sign_up(person, stack)
    seen = stack.codes_for(mail)
    other = new_device()
    other.go("/account/login/")
    other.page.get_by_label("E-mail").fill(mail)
    other.button("Send me a code")
    expect(other.page.get_by_label("Code from the e-mail")).to_be_visible()
    other.page.get_by_label("Code from the e-mail").fill(stack.code_for(mail, seen=seen))
    other.button("Continue")
    other.sees("No wallet yet")
