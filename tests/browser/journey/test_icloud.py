"""A copy in a person's iCloud: written by the browser, looked at again, and what it is called."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import Person
from tests.browser.journey.looks import look
from tests.browser.journey.stack import Stack
from tests.secrets.search import search


def sign_in(person: Person, *, who: str) -> None:
    with person.context.expect_page() as opened:
        person.button("Sign in with Apple")
    window: Page = opened.value
    window.get_by_role("button", name=f"Sign in as {who}").click()


def test_a_copy_lies_in_icloud_and_is_called_what_it_is(
    new_device: NewDevice, stack: Stack
) -> None:
    sam, found, icloud = new_device(), list[str](), stack.providers.cloudkit
    # Apple tells by this that nobody is signed in.
    sam.allowed = {421}
    made = steps.make_wallet(sam, stack)
    sam.link("Choose a place")
    sam.page.get_by_role("link", name=re.compile("^iCloud")).click()
    steps.ready(sam)
    sam.reads("do not count it as backed up")
    look(sam, "before a copy in iCloud", found)
    sign_in(sam, who="Samantha")
    sam.sees("There is no copy in your iCloud yet.")
    sam.button("Write it now")
    sam.sees("Your browser has seen the whole copy")
    sam.link("Back to the wallet")
    sam.reads("Only on our server")
    sam.reads("Seen by your browser")
    look(sam, "a copy in iCloud", found)
    written = icloud.by_person["Samantha"]
    assert len(written) == 2

    # The wallet changes, and the copy is old until the next visit.
    steps.open_here(sam, made)
    steps.protect_again(sam)
    sam.reads("Older than your backup")
    sam.page.locator("#visit-icloud").click()
    steps.ready(sam)
    sign_in(sam, who="Dora")
    sam.sees("That is another iCloud account")
    sam.button("Sign in with the other one")
    sign_in(sam, who="Samantha")
    sam.sees("The copy there is older than your backup, and opens nothing now.")
    sam.button("Write it now")
    sam.sees("Your browser has seen the whole copy")
    assert icloud.by_person["Dora"] == {}

    # Our own copy is lost; exactly the right one lies there.
    stack.execute("UPDATE recovery_generation SET envelope = NULL WHERE number = 2")
    sam.page.reload()
    steps.ready(sam)
    sign_in(sam, who="Samantha")
    sam.sees("Your iCloud has what we lost")
    sam.button("Bring our copy back from it")
    sam.reads("The file is right, and our own copy is whole again.")

    tokens = {f"token {n}": token.encode() for n, token in enumerate(icloud.ever)}
    assert len(tokens) > 10
    assert search(tokens, stack.kept()) == []
    assert found == []
