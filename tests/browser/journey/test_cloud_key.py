"""A key in a cloud of the person's own: put there, used on a new device, exchanged, taken away; and
what goes wrong. Neither the key nor what opens that cloud ever reaches our server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import PHONE, Person
from tests.browser.journey.looks import look
from tests.browser.journey.stack import Stack
from tests.browser.journey.steps import Made
from tests.browser.journey.test_password import generations, sign_in_by_code
from tests.clouds.fault_server import Reply
from tests.clouds.gdrive_server import DriveServer
from tests.secrets.search import search
from tests.soft_layout import unb64u
from tests.webdav_servers import WebDavServer, rclone


class Sent:
    """Everything that a device sends to our server."""

    def __init__(self, stack: Stack) -> None:
        self.origin = stack.origin
        self.pieces: list[tuple[str, bytes]] = []

    def listen(self, person: Person) -> None:
        person.context.on("request", self._note)

    def _note(self, request: Request) -> None:
        if request.url.startswith(self.origin):
            text = f"{request.url} {request.headers} {request.post_data or ''}"
            self.pieces.append((request.url, text.encode()))


def drive_of(stack: Stack) -> DriveServer:
    drive = stack.providers.by_kind["gdrive"]
    assert isinstance(drive, DriveServer)
    return drive


def keys_in(drive: DriveServer) -> dict[str, bytes]:
    """Of all people, by the files' names."""
    return {node.name: node.data for node in drive.nodes.values() if node.owner}


def with_wallet(person: Person, stack: Stack) -> Made:
    made = steps.make_wallet(person, stack)
    person.link("Later. Show me the wallet")
    return made


def to_key_page(person: Person) -> None:
    """From the wallet's page."""
    person.page.locator("summary", has_text="More ways in").click()
    person.page.get_by_role("link", name=re.compile("^Key in your cloud")).click()


def answer_google(person: Person, decision: str) -> None:
    with person.context.expect_page() as opened:
        person.button("Continue to Google")
    window: Page = opened.value
    window.get_by_role("link", name=decision).click()


def put_in_google(person: Person, made: Made, *, who: str) -> None:
    """From the page on which a place is chosen."""
    person.page.get_by_role("link", name=re.compile("^Google Drive")).click()
    steps.ready(person)
    answer_google(person, f"Allow as {who}")
    person.sees("The key will lie here")
    put_it_there(person, made)


def put_it_there(person: Person, made: Made) -> None:
    person.page.get_by_label("I understand that whoever gets").check()
    person.button("Put the key there")
    person.sees(f"The key opens {made.name} now")
    person.link("Back to the wallet")


def type_sign_in(person: Person, server: WebDavServer, *, password: str = "") -> None:
    person.page.get_by_label("User name").fill(server.user)
    person.page.get_by_label("App password").fill(password or server.password)


def sign_in_there(person: Person, server: WebDavServer, *, password: str = "") -> None:
    type_sign_in(person, server, password=password)
    person.button("Sign in there")


def to_webdav(person: Person, address: str) -> None:
    """From the page on which a place is chosen."""
    person.page.get_by_label("WebDAV address").fill(address)
    person.button("Continue")
    steps.ready(person)


def remove_key(person: Person) -> None:
    """From the wallet's page."""
    person.page.get_by_role("button", name=re.compile("^Remove Key in ")).click()
    person.button("Remove it")
    person.reads("opens it no longer")


def to_recovery(person: Person, stack: Stack, made: Made) -> None:
    person.go("/recover/")
    person.page.locator("summary", has_text="I see no passkey").click()
    person.link("use the key in your cloud")
    sign_in_by_code(person, stack, made)
    person.sees(f"Open {made.name}")
    steps.ready(person)


def try_key(person: Person, made: Made, found: list[str]) -> None:
    """From the wallet's page and back: the key is fetched as in an emergency, and stays."""
    person.page.get_by_role("link", name=re.compile("^Test it now with Key in Google")).click()
    steps.ready(person)
    look(person, "before a test of a key", found)
    answer_google(person, "Allow as Samantha")
    person.sees("That is another account")
    person.button("Try again")
    answer_google(person, "Allow as Dora")
    person.sees("It works")
    assert person.address == made.address
    look(person, "after a test of a key", found)
    person.link("Back to the wallet")
    (key,) = person.page.locator("#ways [data-way]").filter(has_text="Key in Google").all()
    expect(key).to_contain_text("Tested")


def test_a_key_in_google_drive_brings_the_wallet_back(new_device: NewDevice, stack: Stack) -> None:
    sam, other, sent = new_device(viewport=PHONE), new_device(), Sent(stack)
    found, drive = list[str](), drive_of(stack)
    before = set(keys_in(drive))
    sent.listen(sam)
    made = with_wallet(sam, stack)
    to_key_page(sam)
    look(sam, "place for a key", found)
    put_in_google(sam, made, who="Dora")
    sam.reads("Key in Google Drive of d…@mail.example")
    (name,) = set(keys_in(drive)) - before
    try_key(sam, made, found)

    sent.listen(other)
    to_recovery(other, stack, made)
    look(other, "opening with a key", found)
    answer_google(other, "Allow as Samantha")
    other.sees("That is another account")
    other.reads("You signed in to Google Drive of s…@mail.example.")
    other.reads("What opens this wallet is “Key in Google Drive of d…@mail.example”.")
    other.button("Try again")
    answer_google(other, "Allow as Dora")
    other.sees(f"{made.name} is back")
    assert other.address == made.address
    assert other.touches == 0

    tokens = {f"token {n}": token.encode() for n, token in enumerate(drive.oauth.ever)}
    secrets = {"key": unb64u(keys_in(drive)[name].decode()), **tokens}
    kept = [("her browser", sam.kept()), ("the other browser", other.kept()), *stack.kept()]
    assert len(tokens) >= 3
    assert len(sent.pieces) > 20
    assert {"web.log", "keyhaven.sqlite3"} <= dict(kept).keys()
    assert search(secrets, [*sent.pieces, *kept]) == []
    assert found == []
    assert drive.violations == []


def test_key_and_copies_never_lie_in_one_account(new_device: NewDevice, stack: Stack) -> None:
    sam, drive = new_device(), drive_of(stack)
    sam.allowed = {409}
    before = set(keys_in(drive))
    made = steps.make_wallet(sam, stack)
    sam.link("Choose a place")
    sam.page.get_by_role("link", name=re.compile("^Google Drive")).click()
    sam.link("Continue to Google Drive")
    sam.link("Allow as Dora")
    sam.reads("Backed up in 1 place")
    to_key_page(sam)
    sam.page.get_by_role("link", name=re.compile("^Google Drive")).click()
    steps.ready(sam)
    answer_google(sam, "Allow as Dora")
    sam.sees("Your copies lie in this account")
    sam.reads("Dora (d…@mail.example) at Google Drive")
    assert set(keys_in(drive)) == before
    sam.button("Use another account")
    answer_google(sam, "Allow as Samantha")
    sam.sees("The key will lie here")
    put_it_there(sam, made)
    here = sam.page.url
    # And the other way round.
    sam.page.locator("#choose-place").click()
    sam.page.get_by_role("link", name=re.compile("^Google Drive")).click()
    sam.link("Continue to Google Drive")
    sam.link("Allow as Samantha")
    sam.reads("A key that opens one of your wallets lies in that account.")
    # A key that was removed opens nothing, so the account is free again.
    sam.go(here)
    steps.ready(sam)
    remove_key(sam)
    sam.go("/recover/cloud-key/")
    sam.sees("Use the key in your cloud")
    sam.reads("None of your wallets has a key in a cloud")
    sam.go(here)
    sam.page.locator("#choose-place").click()
    sam.page.get_by_role("link", name=re.compile("^Google Drive")).click()
    sam.link("Continue to Google Drive")
    sam.link("Allow as Samantha")
    sam.reads("Backed up in 2 places")


@pytest.fixture
def keys(stack: Stack, tmp_path: Path) -> Iterator[WebDavServer]:
    """A real server that lets our pages in."""
    with rclone(tmp_path, allow_origin=stack.origin) as server:
        yield server


@pytest.mark.slow
def test_a_key_on_a_webdav_server(new_device: NewDevice, stack: Stack, keys: WebDavServer) -> None:
    sam, other, sent = new_device(), new_device(), Sent(stack)
    sam.allowed = other.allowed = {401, 404}
    found = list[str]()
    sent.listen(sam)
    made = with_wallet(sam, stack)
    to_key_page(sam)
    to_webdav(sam, keys.url)
    sign_in_there(sam, keys, password="wrong")
    sam.sees("This place did not let you in")
    sam.button("Try again")
    sign_in_there(sam, keys)
    sam.sees("The key will lie here")
    look(sam, "before a key is written", found)
    put_it_there(sam, made)
    (first,) = keys.root.iterdir()
    # Another one in its place: the old one opens nothing, and goes.
    to_key_page(sam)
    sam.reads("There is a key already")
    to_webdav(sam, keys.url)
    sign_in_there(sam, keys)
    sam.reads("It takes the place of the one you have now")
    put_it_there(sam, made)
    (second,) = keys.root.iterdir()
    assert first != second

    sent.listen(other)
    to_recovery(other, stack, made)
    assert other.page.get_by_label("User name").input_value() == keys.user
    kept = second.read_text()
    second.write_text("not a key")
    sign_in_there(other, keys)
    other.sees("The key that lies there is damaged")
    other.button("Try again")
    second.unlink()
    sign_in_there(other, keys)
    other.sees("There is no key of this wallet")
    other.button("Try again")
    second.write_text(f"{kept}\n")
    sign_in_there(other, keys)
    other.sees(f"{made.name} is back")
    assert other.address == made.address
    # Taken away by the first device, it opens nothing, though it lies there still.
    sam.page.reload()
    sam.button("Bring up to date")
    sam.sees("It is open")
    remove_key(sam)
    assert second.exists()
    other.go("/recover/cloud-key/")
    other.reads("None of your wallets has a key in a cloud")
    secrets = {"key": unb64u(kept), "app password": keys.password.encode()}
    assert search(secrets, sent.pieces) == []
    assert found == []


@pytest.mark.slow
def test_what_fails_half_way_leaves_nothing_behind(new_device: NewDevice, stack: Stack) -> None:
    # A passkey keeps no secret of its own over a change of tabs here.
    sam, drive = new_device(prf=False), drive_of(stack)
    sam.allowed = {403}
    made = with_wallet(sam, stack)
    before = set(keys_in(drive))
    to_key_page(sam)
    # A server that does not let web pages in.
    to_webdav(sam, stack.cloud.url)
    sign_in_there(sam, stack.cloud)
    sam.sees("Your browser cannot talk to this place")
    sam.messages.clear()
    sam.go(sam.page.url.partition("?")[0])
    sam.page.get_by_role("link", name=re.compile("^Google Drive")).click()
    steps.ready(sam)
    answer_google(sam, "Cancel")
    sam.sees("You did not allow it")
    sam.button("Try again")
    answer_google(sam, "Allow as Dora")
    sam.page.get_by_label("I understand that whoever gets").check()
    sam.cancel_touches()
    sam.button("Put the key there")
    sam.sees("Your passkey was not used")
    sam.touch_again()
    sam.button("Try again")
    full = b'{"error": {"errors": [{"reason": "storageQuotaExceeded"}]}}'
    drive.on("create", "", Reply(403, {"Content-Type": "application/json"}, full))
    sam.button("Put the key there")
    sam.sees("This place is full")
    assert set(keys_in(drive)) == before
    sam.button("Try again")
    # Our server's answer to the upload never arrives: what was written goes again.
    sam.may_be_offline = True
    sam.page.route("**/generations/2", lambda route: route.abort())
    sam.button("Put the key there")
    sam.sees("No connection")
    assert set(keys_in(drive)) == before
    assert generations(made, stack) == [1]
    sam.page.unroute("**/generations/2")
    # Nobody knows whether this one counts, so its key stays.
    sam.button("Try again")
    sam.page.route("**/generations/2/commit", lambda route: route.abort())
    sam.button("Put the key there")
    sam.sees("No connection")
    assert len(set(keys_in(drive)) - before) == 1
    assert generations(made, stack) == [1]
    # The page is closed then, and another one begins anew.
    sam.open_tab()
    sam.go("/home/")
    sam.link(made.name)
    to_key_page(sam)
    put_in_google(sam, made, who="Dora")
    assert generations(made, stack) == [1, 2]
