"""A visitor of the demo breaks something, reads what happened, and finds the way back."""

from __future__ import annotations

import os
import time

import pytest
from playwright.sync_api import expect

from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import Person
from tests.browser.journey.stack import Stack
from tests.stack import wait_until


def come_in(person: Person) -> steps.Made:
    """A visitor with a passkey, and a wallet whose copy is proved in the visitor's own cloud."""
    person.go("/demo/")
    person.button("Come in")
    person.link("On to the demo")
    person.link("Make a passkey")
    steps.ready(person)
    person.button("Create passkey")
    person.link("Continue")
    made = steps.begin_wallet(person)
    steps.protect(person, made)
    to_wallet(person, made)
    person.reads("Backed up in 1 place")
    return made


def to_wallet(person: Person, made: steps.Made) -> None:
    person.go("/home/")
    person.link(made.name)
    person.sees("Where it is backed up")


def breaks(person: Person, fault: str, made: steps.Made) -> None:
    person.go("/demo/")
    person.button(fault)
    expect(person.page.locator(".notice")).to_be_visible()
    to_wallet(person, made)


def breaks_for_long(person: Person, fault: str, made: steps.Made, stack: Stack) -> None:
    """What comes back by itself after a while stays away until it is mended."""
    breaks(person, fault, made)
    long_after = time.time() + 600
    for file in (stack.state / "faults").glob("*/*"):
        os.utime(file, (long_after, long_after))


def mends(person: Person, made: steps.Made) -> None:
    breaks(person, "Everything works again", made)


def test_a_busy_cloud_and_a_vault_that_is_away(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made = come_in(sam)

    breaks(sam, "Cloud says 503", made)
    sam.reads("Backed up, but out of sight just now")
    sam.reads("The copy was whole when we last read it.")
    mends(sam, made)
    sam.reads("Backed up in 1 place")

    breaks_for_long(sam, "Vault restarts", made, stack)
    sam.allowed.add(503)
    steps.open_here(sam, made)
    sam.page.locator("summary", has_text="Protect it again").click()
    sam.button("Protect it again")
    sam.sees("The vault does not answer")
    mends(sam, made)
    steps.open_here(sam, made)
    steps.protect_again(sam)


@pytest.mark.slow
def test_a_password_that_was_revoked(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made = come_in(sam)
    breaks(sam, "Password revoked", made)
    sam.reads("No access")
    sam.link("Reconnect")
    new = sam.page.locator("#demo-password").inner_text()
    sam.page.get_by_label("App password").fill(new)
    sam.button("Connect again")
    sam.reads("Backed up in 1 place")


@pytest.mark.slow
def test_a_copy_that_was_corrupted_is_written_again(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made = come_in(sam)
    [copy] = (stack.state / "clouds" / "webdav").rglob(f"*{made.name}/backup-*.json")
    whole = copy.read_bytes()
    breaks(sam, "Copy corrupted", made)
    sam.reads("Backed up in 1 place")
    wait_until("the copy is written again", lambda: copy.read_bytes() == whole)


@pytest.mark.slow
def test_a_worker_that_is_away(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made = come_in(sam)
    breaks_for_long(sam, "Worker stopped", made, stack)
    steps.open_here(sam, made)
    steps.protect_again(sam)
    to_wallet(sam, made)
    sam.reads("Our copying service is not answering just now.")
    mends(sam, made)
    sam.reads("Backed up in 1 place")
