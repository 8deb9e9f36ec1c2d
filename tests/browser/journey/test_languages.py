"""Who reads German reads German everywhere, and no page is wider than its screen for it.

Each page is looked at once more from right to left: so far no language of ours runs that way, and
none shall meet a page that cannot.
"""

from __future__ import annotations

import re
import secrets

from playwright.sync_api import ViewportSize, expect

from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import Person
from tests.browser.journey.stack import Stack

# A German line holds none of these, and an English sentence seldom fewer than two.
_ENGLISH = re.compile(r"\b(?:the|your|you|with|and|of|we|this|is|not|to)\b", re.IGNORECASE)
# The narrowest screen that there is, and a phone of 640 pixels at twice the size.
_NARROW = ViewportSize(width=320, height=640)
_IS_TOO_WIDE = """(direction) => {
  const page = document.documentElement;
  const before = page.dir;
  page.dir = direction;
  const isTooWide = page.scrollWidth > page.clientWidth;
  page.dir = before;
  return isTooWide;
}"""


def _looks_right(person: Person) -> None:
    """The open page is German as a whole, and fits the screen in both directions."""
    page = person.page
    page.wait_for_load_state()
    expect(page.locator("html[lang=de]")).to_be_attached()
    lines = page.locator("body").inner_text().splitlines()
    assert [line for line in lines if len(_ENGLISH.findall(line)) > 1] == [], page.url
    for direction in ("ltr", "rtl"):
        assert not page.evaluate(_IS_TOO_WIDE, direction), f"{page.url} {direction}"


def _opens(person: Person, path: str) -> None:
    person.go(path)
    _looks_right(person)


def _sign_up(person: Person, stack: Stack) -> str:
    """From the first page to the empty list of wallets. Gives the mail address."""
    mail = f"{secrets.token_hex(6)}@mail.example"
    person.go("/")
    person.button("Deutsch")
    _looks_right(person)
    for path in ("/trust/", "/offline/", "/large-sums/", "/recover/", "/account/login/"):
        _opens(person, path)
    person.go("/account/signup/")
    _looks_right(person)
    person.page.get_by_label("Ihr Name").fill("Sabine")
    person.page.get_by_label("E-Mail-Adresse").fill(mail)
    person.button("Weiter")
    _looks_right(person)
    person.page.get_by_label("Code aus der Mail").fill(stack.code_for(mail))
    person.button("Weiter")
    steps.ready(person)
    _looks_right(person)
    person.button("Passkey anlegen")
    person.sees("Ihr Passkey ist bereit")
    _looks_right(person)
    person.link("Weiter")
    person.sees("Noch keine Wallet")
    _looks_right(person)
    return mail


def _make_wallet(person: Person) -> None:
    """Made and protected."""
    name = f"Urlaub {secrets.token_hex(3)}"
    person.link("Wallet anlegen")
    steps.ready(person)
    _looks_right(person)
    person.page.get_by_label("Name der Wallet").fill(name)
    person.button("Weiter")
    person.sees(f"Das ist {name}")
    _looks_right(person)
    person.button("Mit meinem Passkey schützen")
    person.sees(f"{name} ist geschützt")
    _looks_right(person)


def _keep_copy(person: Person, stack: Stack) -> None:
    person.link("Ort wählen")
    _looks_right(person)
    person.page.get_by_label("WebDAV-Adresse").fill(stack.cloud.url)
    person.page.get_by_label("Benutzername").fill(stack.cloud.user)
    person.page.get_by_label("App-Passwort").fill(stack.cloud.password)
    person.button("Verbinden")
    person.sees("Wo sie gesichert ist")
    person.reads("Gesichert an 1 Ort")
    _looks_right(person)


def test_who_reads_german_reads_german_on_every_page_and_in_every_mail(
    new_device: NewDevice, stack: Stack
) -> None:
    person = new_device(viewport=_NARROW)
    address = _sign_up(person, stack)
    _make_wallet(person)
    _keep_copy(person, stack)
    wallet = person.page.url
    person.button("Auf diesem Gerät öffnen")
    person.sees("Sie ist offen")
    _looks_right(person)
    for page in ("what-if/", "backups/", "pin/", "password/", "kit/", "take-along/", "cloud/"):
        _opens(person, f"{wallet}{page}")
    for path in ("/settings/", "/settings/activity/", "/settings/leave/", "/passkeys/", "/home/"):
        _opens(person, path)

    # A new device knows nothing of that choice; the account does.
    person.forget_everything()
    person.go("/recover/")
    person.button("Get my wallet back")
    person.sees("Welcome back, Sabine")
    _opens(person, "/home/")

    stack.wait_for_mail(address, "Willkommen bei Keyhaven")
    stack.wait_for_mail(address, "Ein neues Gerät\n\nHallo Sabine,")
