"""Testing each way in before it is needed: it opens the wallet, and nothing else happens."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from recovery.offline.kit_code import read_kit_code
from tests.browser.journey import steps
from tests.browser.journey import test_pin as pins
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import PHONE, Person
from tests.browser.journey.stack import Stack
from tests.browser.journey.steps import Made
from tests.browser.journey.test_kit import confirm, make_sheet, put_in_place, to_kit
from tests.browser.journey.test_password import Traffic, generations, with_password
from tests.offline.belongings import kit_code
from tests.secrets.search import search


def to_test_of(person: Person, made: Made, name: str) -> None:
    person.go("/home/")
    person.link(made.name)
    person.page.get_by_role("link", name=re.compile(f"^Test it now.*{re.escape(name)}")).click()
    person.page.wait_for_url("**/test/**")
    steps.ready(person)


def passes(person: Person, made: Made) -> None:
    person.sees("It works")
    assert person.address == made.address


def try_passkey(person: Person, made: Made, stack: Stack) -> None:
    (nickname,) = stack.execute(
        "SELECT p.nickname FROM recovery_passkey p JOIN recovery_wallet w"
        " ON w.holder_id = p.holder_id WHERE w.name = ?",
        made.name,
    )[0]
    to_test_of(person, made, nickname)
    person.cancel_touches()
    person.button("Touch it now")
    person.sees("Your passkey was not used")
    person.touch_again()
    person.button("Try again")
    person.button("Touch it now")
    passes(person, made)


def try_pin(person: Person, made: Made) -> None:
    to_test_of(person, made, "PIN")
    pins.fill(person, "PIN", pins.WRONG)
    person.button("Test it now")
    person.reads("That is not the PIN. 9 tries are left")
    pins.fill(person, "PIN", pins.PIN)
    person.button("Test it now")
    passes(person, made)


def try_password(person: Person, made: Made, password: str) -> None:
    to_test_of(person, made, "Password")
    for typed in (f"{password}s", password):
        person.page.get_by_label("Password", exact=True).fill(typed)
        person.button("Test it now")
        if typed != password:
            person.reads("That password does not open this wallet.")
    passes(person, made)


def try_kit(person: Person, made: Made, code: str) -> None:
    to_test_of(person, made, "Emergency kit")
    for typed in (kit_code(bytes(32)), code):
        person.page.get_by_label("Code of the kit").fill(typed)
        person.button("Test it now")
        if typed != code:
            person.reads("This is not that kit.")
    passes(person, made)


def test_every_way_in_is_tested_and_its_date_is_kept(
    new_device: NewDevice, stack: Stack, tmp_path: Path
) -> None:
    sam, traffic = new_device(viewport=PHONE), Traffic()
    traffic.listen(sam)
    made, password = with_password(sam, stack)
    pins.to_pin_page(sam)
    pins.choose(sam, pins.PIN)
    pins.put_in_place(sam, made)
    to_kit(sam, made)
    code = make_sheet(sam)
    confirm(sam, code)
    put_in_place(sam, tmp_path)
    before = generations(made, stack)
    try_passkey(sam, made, stack)
    try_pin(sam, made)
    try_password(sam, made, password)
    # The server's own limit is by the minute, and a test does not wait for the next.
    pins.forget_the_minute(stack)
    try_kit(sam, made, code)
    sam.link("Back to the wallet")
    expect(sam.page.locator("#ways [data-way]")).to_have_count(4)
    expect(sam.page.locator("#ways")).not_to_contain_text("Not tested yet")
    # Nothing was written, nothing was kept, and no secret has left the page.
    assert generations(made, stack) == before
    assert not any(traffic.holds(secret) for secret in (password, pins.PIN, code))
    kept = [("the browser", sam.kept()), *stack.kept()]
    secrets = {"password": password.encode(), "code": code.encode(), "kit": read_kit_code(code)}
    assert search(secrets, kept) == []
    # Six digits stand in many a number and time; these would stand alone.
    pin = re.compile(rf"(?<![\w.]){pins.PIN}(?!\w)".encode())
    assert [place for place, content in kept if pin.search(content)] == []
