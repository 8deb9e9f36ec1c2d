"""A password as a way in: given, used on a new device, changed, taken away; and what goes wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Request, Route, expect

from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import PHONE, Person
from tests.browser.journey.stack import Stack
from tests.browser.journey.steps import Made

OWN = "copper lantern 19 fjords of Bohemia!"


@dataclass
class Traffic:
    """Everything that a device sends."""

    sent: list[str] = field(default_factory=list)

    def listen(self, person: Person) -> None:
        person.context.on("request", self._note)

    def _note(self, request: Request) -> None:
        self.sent += [request.url, request.post_data or "", str(request.headers)]

    def holds(self, password: str) -> bool:
        words = password.split()
        return any(password in text or all(word in text for word in words) for text in self.sent)


def to_password_page(person: Person, made: Made) -> None:
    """From the wallet's page."""
    person.page.locator("summary", has_text="More ways in").click()
    choice = person.page.locator("a.choice")
    choice.filter(has_text=re.compile("Password|Change the password")).click()
    steps.ready(person)


def generate(person: Person) -> str:
    person.button("Generate a password")
    person.reads("Strong: six words, drawn by lot.")
    return person.page.get_by_label("Password", exact=True).input_value()


def confirm(person: Person, password: str) -> None:
    """From a chosen password to the last question."""
    person.button("Continue")
    person.sees("Enter it once more")
    person.page.get_by_label("Password, once more").fill(password)
    person.page.get_by_label("I understand that nobody can reset").check()
    person.button("Continue")
    person.sees("Is it in a safe place?")


def put_in_place(person: Person, made: Made) -> None:
    person.button("Yes, use this password")
    person.sees(f"The password opens {made.name} now")
    person.link("Back to the wallet")


def with_password(person: Person, stack: Stack) -> tuple[Made, str]:
    """A wallet with a passkey and a generated password; ends on the wallet's page."""
    made = steps.make_wallet(person, stack)
    person.link("Later. Show me the wallet")
    to_password_page(person, made)
    password = generate(person)
    confirm(person, password)
    put_in_place(person, made)
    return made, password


def sign_in_by_code(person: Person, stack: Stack, made: Made) -> None:
    seen = stack.codes_for(made.mail)
    person.page.get_by_label("E-mail address").fill(made.mail)
    person.button("Send me a code")
    code = stack.code_for(made.mail, seen=seen)
    person.page.get_by_label("Code from the e-mail").fill(code)
    person.button("Continue")


def to_recovery(person: Person, stack: Stack, made: Made) -> None:
    """On a new device, as far as the field for the password."""
    person.go("/recover/")
    person.page.locator("summary", has_text="I see no passkey").click()
    person.page.get_by_role("link", name="use your password instead").first.click()
    sign_in_by_code(person, stack, made)
    person.sees(f"Open {made.name}")
    steps.ready(person)


def open_with(person: Person, password: str) -> None:
    person.page.get_by_label("Password", exact=True).fill(password)
    person.button("Open the wallet")


def test_a_password_alone_brings_the_wallet_back(new_device: NewDevice, stack: Stack) -> None:
    sam, traffic = new_device(viewport=PHONE), Traffic()
    traffic.listen(sam)
    made, password = with_password(sam, stack)
    sam.reads("Opens it on any device, after a sign-in by e-mail")
    other = new_device(viewport=PHONE)
    traffic.listen(other)
    to_recovery(other, stack, made)
    # A slip first. It is told, and nothing is lost by it.
    open_with(other, password + "s")
    other.reads("That password does not open this wallet")
    # While it is worked through, in a thread of its own, the page shows that it goes on.
    held, is_held = list[Route](), True
    thread = "**/js/workers/argon2*"
    other.page.route(thread, lambda route: held.append(route) if is_held else route.continue_())
    open_with(other, password)
    expect(other.page.get_by_role("progressbar", name="Working through the")).to_be_visible()
    # The page may show it before its thread has been asked for.
    is_held = False
    for route in held:
        route.continue_()
    other.sees(f"{made.name} is back")
    assert other.address == made.address
    assert other.touches == 0
    stack.wait_for_mail(made.mail, "without a passkey")
    assert traffic.sent
    assert not traffic.holds(password)
    # To have come back with it is worth as much as a test.
    other.link("To the wallet")
    (way,) = other.page.locator("#ways [data-way]").filter(has_text="Nobody can reset it").all()
    expect(way).to_contain_text("Tested")


@pytest.mark.slow
def test_a_password_of_ones_own_is_judged_and_has_to_be_typed_twice(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    sam.link("Later. Show me the wallet")
    to_password_page(sam, made)
    password = sam.page.get_by_label("Password", exact=True)
    password.fill("samantha98")
    sam.reads("Guessed")
    expect(sam.page.get_by_role("button", name="Continue")).to_be_disabled()
    password.fill(OWN)
    sam.reads("Strong.")
    sam.button("Continue")
    sam.page.get_by_label("Password, once more").fill(OWN.lower())
    sam.button("Continue")
    sam.reads("That is not the same.")
    sam.reads("Tick the box if you understand it.")
    sam.page.get_by_label("Password, once more").fill(f" {OWN} ")
    sam.page.get_by_label("I understand that nobody can reset").check()
    sam.button("Continue")
    sam.sees("Is it in a safe place?")
    put_in_place(sam, made)
    other = new_device()
    to_recovery(other, stack, made)
    open_with(other, OWN)
    other.sees(f"{made.name} is back")


@pytest.mark.slow
def test_it_can_be_copied_and_downloaded_with_what_it_is_for(
    new_device: NewDevice, stack: Stack, tmp_path: Path
) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    sam.link("Later. Show me the wallet")
    to_password_page(sam, made)
    password = generate(sam)
    sam.button("Copy")
    sam.reads("Copied.")
    with sam.page.expect_download() as started:
        sam.button("Download")
    started.value.save_as(tmp_path / "file.txt")
    text = (tmp_path / "file.txt").read_text()
    assert started.value.suggested_filename == f"Password of {made.name}.txt"
    assert password in text
    assert f"{stack.origin}/recover/password/" in text
    assert "Nobody can reset it." in text
    sam.button("Hide it")
    assert sam.page.get_by_label("Password", exact=True).get_attribute("type") == "password"


def test_a_changed_password_takes_the_place_of_the_old(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made, old = with_password(sam, stack)
    to_password_page(sam, made)
    new = generate(sam)
    confirm(sam, new)
    sam.reads("opens nothing afterwards")
    put_in_place(sam, made)
    other = new_device()
    to_recovery(other, stack, made)
    open_with(other, old)
    other.reads("That password does not open this wallet")
    open_with(other, new)
    other.sees(f"{made.name} is back")


@pytest.mark.slow
def test_a_password_that_was_removed_opens_nothing(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made, _ = with_password(sam, stack)
    sam.button(f"Remove Password from {made.name}")
    sam.sees("Remove Password?")
    sam.button("Remove it")
    sam.reads("Password opens it no longer")
    other = new_device()
    other.go("/recover/password/")
    sign_in_by_code(other, stack, made)
    other.reads("None of your wallets has a password")


@pytest.mark.slow
def test_a_touch_that_was_cancelled_changes_nothing(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    sam.link("Later. Show me the wallet")
    to_password_page(sam, made)
    password = generate(sam)
    confirm(sam, password)
    sam.cancel_touches()
    sam.button("Yes, use this password")
    sam.sees("Your passkey was not used")
    assert generations(made, stack) == [1]
    sam.touch_again()
    sam.button("Try again")
    sam.sees(f"The password opens {made.name} now")
    assert generations(made, stack) == [1, 2]


@pytest.mark.slow
def test_a_page_that_was_closed_half_way_has_changed_nothing(
    new_device: NewDevice, stack: Stack
) -> None:
    # A passkey keeps no secret of its own over a change of tabs here.
    sam = new_device(prf=False)
    made = steps.make_wallet(sam, stack)
    sam.link("Later. Show me the wallet")
    to_password_page(sam, made)
    password = generate(sam)
    confirm(sam, password)
    # The answer to the upload never reaches the page, which is closed then.
    sam.may_be_offline = True
    sam.page.route("**/generations/2/commit", lambda route: route.abort())
    sam.button("Yes, use this password")
    sam.sees("No connection")
    sam.open_tab()
    sam.go("/home/")
    sam.link(made.name)
    steps.open_here(sam, made)
    expect(sam.page.get_by_role("main")).not_to_contain_text("Nobody can reset it.")
    to_password_page(sam, made)
    expect(sam.page.get_by_label("Password", exact=True)).to_have_value("")
    confirm(sam, generate(sam))
    put_in_place(sam, made)
    sam.reads("Nobody can reset it.")


def generations(made: Made, stack: Stack) -> list[int]:
    rows = stack.execute(
        "SELECT g.number FROM recovery_generation g JOIN recovery_wallet w ON w.id = g.wallet_id"
        " WHERE w.name = ? AND g.state = 'committed' ORDER BY g.number",
        made.name,
    )
    return [number for (number,) in rows]


@pytest.mark.slow
def test_a_new_passkey_comes_in_after_the_password(new_device: NewDevice, stack: Stack) -> None:
    """All passkeys are gone. What the password has just opened says yes to a new one."""
    sam = new_device()
    made, password = with_password(sam, stack)
    other = new_device(prf=False)
    to_recovery(other, stack, made)
    open_with(other, password)
    other.sees(f"{made.name} is back")
    other.link("Make a passkey")
    steps.ready(other)
    other.page.get_by_label("Name for this passkey").fill("New phone")
    other.button("Create passkey")
    other.sees("Your passkey is ready")
    other.link("Continue")
    other.button("Let New phone in")
    other.reads("New phone opens it now")
    assert other.touches == 1
