"""What people do in more than one journey."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.browser.journey.device import Person
from tests.browser.journey.stack import Stack


@dataclass(frozen=True)
class Made:
    """A wallet that somebody made. name: no two tests use the same, since they share a cloud."""

    name: str
    address: str
    mail: str


def ready(person: Person) -> None:
    """A page's script has come to life: what is pressed now is not lost."""
    expect(person.page.locator("html.is-alive")).to_be_attached()


def sign_up(person: Person, stack: Stack, *, name: str = "Samantha") -> str:
    """A new account with a passkey; ends on the empty list of wallets. Gives the mail address."""
    mail = f"{secrets.token_hex(6)}@mail.example"
    person.go("/")
    person.page.get_by_role("link", name="Make a wallet").first.click()
    person.page.get_by_label("Your name").fill(name)
    person.page.get_by_label("E-mail address").fill(mail)
    person.button("Continue")
    person.page.get_by_label("Code from the e-mail").fill(stack.code_for(mail))
    person.button("Continue")
    ready(person)
    person.button("Create passkey")
    person.sees("Your passkey is ready")
    person.link("Continue")
    person.sees("No wallet yet")
    return mail


def begin_wallet(person: Person) -> Made:
    """A new wallet, made and not protected yet."""
    name = f"Holidays {secrets.token_hex(3)}"
    person.link("Make a wallet")
    person.page.get_by_label("Name of the wallet").fill(name)
    person.button("Continue")
    person.sees(f"This is {name}")
    return Made(name=name, address=person.address, mail="")


def protect(person: Person, made: Made) -> None:
    person.button("Protect it with my passkey")
    person.sees(f"{made.name} is protected")


def make_wallet(person: Person, stack: Stack) -> Made:
    """From nothing to a protected wallet; ends where a place for a copy is offered."""
    mail = sign_up(person, stack)
    begun = begin_wallet(person)
    protect(person, begun)
    return Made(name=begun.name, address=begun.address, mail=mail)


def connect_cloud(person: Person, stack: Stack, *, password: str | None = None) -> None:
    """From the form of places back to the wallet's page."""
    person.page.get_by_label("WebDAV address").fill(stack.cloud.url)
    person.page.get_by_label("User name").fill(stack.cloud.user)
    person.page.get_by_label("App password").fill(password or stack.cloud.password)
    person.button("Connect")
    person.sees("Where it is backed up")


def keep_copy(person: Person, stack: Stack) -> None:
    """From a protected wallet to a proved copy in the cloud."""
    person.link("Choose a place")
    connect_cloud(person, stack)
    person.reads("Backed up in 1 place")


def open_here(person: Person, made: Made) -> None:
    """From the wallet's page."""
    person.button("Open on this device")
    person.sees("It is open")
    assert person.address == made.address


def protect_again(person: Person) -> None:
    """From the open wallet."""
    person.page.locator("summary", has_text="Protect it again").click()
    person.button("Protect it again")
    person.reads("It is protected again")


def recover(person: Person, made: Made) -> None:
    """On a new device: one button, one touch, the same wallet."""
    before = person.touches
    person.go("/recover/")
    person.button("Get my wallet back")
    person.sees("Welcome back, Samantha")
    person.reads("Protected on")
    assert person.address == made.address
    assert person.touches == before + 1
