"""Staff of a relying party in the admin: the first hour."""

from __future__ import annotations

import re
import secrets

from playwright.sync_api import expect

from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import Person
from tests.browser.journey.stack import Stack

FINGERPRINT = bytes(range(0xE0, 0x100)).hex(":").upper()
ORIGIN = "android:apk-key-hash:4OHi4-Tl5ufo6err7O3u7_Dx8vP09fb3-Pn6-_z9_v8"


def enter(person: Person, stack: Stack) -> None:
    """Somebody with a passkey, who was made a superuser, and shows the passkey at the door."""
    address = steps.sign_up(person, stack, name="Olive")
    stack.execute(
        "UPDATE recovery_user SET is_superuser = 1, is_staff = 1 WHERE email = ?", address
    )
    person.page.add_init_script(
        "PublicKeyCredential.isConditionalMediationAvailable = async () => false;"
    )
    person.go("/admin/")
    person.sees("One more touch")
    steps.ready(person)
    person.button("Sign in with a passkey")
    expect(person.page.get_by_role("heading", name="The last 30 days")).to_be_visible()


def add_party(person: Person, *, name: str) -> None:
    person.go("/admin/recovery/relyingparty/add/")
    person.page.get_by_label("Name:").fill(name)
    person.page.get_by_label("Relying party id:").fill(f"{name.lower()}.localhost")
    person.page.get_by_label("Environment:").select_option("test")
    person.page.get_by_label("Least digits of a PIN:").fill("8")
    person.page.get_by_label("Emergency kit", exact=True).check()
    person.button("Save")
    expect(person.page.get_by_text("was added successfully")).to_be_visible()


def add_android_app(person: Person, *, party: str) -> None:
    person.go("/admin/recovery/androidapp/add/")
    person.page.get_by_label("Relying party:").select_option(label=party)
    person.page.get_by_label("Package:").fill("com.acme.wallet")
    person.page.get_by_label("Signing certificate:").fill(FINGERPRINT)
    person.button("Save")
    expect(person.page.get_by_text(ORIGIN).first).to_be_visible()


def look_now(person: Person, *, party: str) -> None:
    person.go("/admin/recovery/relyingparty/")
    person.page.locator("#result_list").get_by_role("link", name=party, exact=True).click()
    person.page.get_by_role("link", name="Check the set-up").click()
    person.button("Look now")


def test_an_admins_first_hour(new_device: NewDevice, stack: Stack) -> None:
    olive = new_device()
    enter(olive, stack)
    name = f"Acme{secrets.token_hex(3)}"
    add_party(olive, name=name)
    add_android_app(olive, party=f"{name} ({name.lower()}.localhost)")

    look_now(olive, party=name)
    olive.reads(re.compile("lines? to fix"))
    olive.reads("Its origin is not accepted here")
    olive.reads(f"Ask whoever runs this service to add the origin {ORIGIN}.")

    look_now(olive, party="Keyhaven")
    olive.reads("Its measured list of origins is the same as here.")
    olive.go("/admin/")
    olive.page.get_by_label("Relying party").select_option(label=f"{name} (Test)")
    olive.button("Show")
    expect(olive.page.get_by_role("heading", name=name)).to_be_visible()
    cards = olive.page.get_by_role("listitem")
    expect(cards.filter(has_text="Files, certificate and origins")).to_contain_text("to fix")
    olive.reads("No wallet has a backup here yet. What comes first:")
