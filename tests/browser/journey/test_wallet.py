"""One wallet's page: its copies, its devices, and two of them at once."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests import s3_servers
from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import Person
from tests.browser.journey.stack import Stack
from tests.browser.journey.steps import Made
from tests.stack import wait_until


def test_wrong_password_is_said_and_can_be_put_right(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    sam.link("Choose a place")
    steps.connect_cloud(sam, stack, password="mistyped")
    sam.reads("Your cloud refused the user name or the app password.")
    sam.reads("Not backed up in your cloud")
    # What helps stands there, and at the end a request of which nothing is sent unseen.
    sam.link("What helps with this")
    sam.sees("The user name or the app password is refused")
    sam.page.go_back()
    sam.link("Ask for help")
    sam.reads('"error": "cloud_sign_in_refused"')
    sam.button("Send the request")
    sam.reads("Waiting for an answer")
    sam.button("It is well again")
    sam.reads("Closed")
    sam.page.go_back()
    sam.link("Your wallets")
    sam.link(made.name)

    sam.link("Change the details")
    assert sam.page.get_by_label("WebDAV address").input_value() == stack.cloud.url
    sam.page.get_by_label("App password").fill(stack.cloud.password)
    sam.button("Connect again")
    sam.reads("Backed up in 1 place")


@pytest.mark.slow
def test_copy_lies_in_a_bucket(
    new_device: NewDevice, stack: Stack, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    root = tmp_path_factory.mktemp("bucket")
    with s3_servers.rclone_s3(root) as store:
        sam.link("Choose a place")
        sam.page.locator("summary", has_text="Connect a bucket").click()
        sam.page.get_by_label("Endpoint").fill(store.settings["url"])
        sam.page.get_by_role("textbox", name="Bucket").fill(store.settings["bucket"])
        sam.page.get_by_label("Access key").fill(store.settings["access_key"])
        sam.page.get_by_label("Secret key").fill("mistyped")
        sam.button("Connect the bucket")
        sam.reads("Your storage refused the access key or its secret.")
        sam.link("Change the details")
        assert sam.page.get_by_label("Endpoint").input_value() == store.settings["url"]
        sam.page.get_by_label("Secret key").fill(store.secret_key)
        sam.button("Connect again")
        sam.reads("Backed up in 1 place")
        folder = root / "files" / "backups" / f"BitcoinWalletBackup_{made.name}"
        assert {"README.txt", "current.json"} < {file.name for file in folder.iterdir()}


@pytest.mark.slow
def test_form_ties_what_is_wrong_to_its_field(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    sam.allowed = {422}
    steps.make_wallet(sam, stack)
    sam.link("Choose a place")
    sam.page.get_by_label("WebDAV address").fill("not an address")
    sam.page.get_by_label("App password").fill("secret")
    sam.button("Connect")
    address = sam.page.get_by_label("WebDAV address")
    expect(address).to_have_attribute("aria-invalid", "true")
    assert address.input_value() == "not an address"
    # A password is never sent back to a page.
    assert sam.page.get_by_label("App password").input_value() == ""


def test_copy_waits_for_a_worker_and_the_page_says_so(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    steps.make_wallet(sam, stack)
    stack.stop_worker()
    sam.link("Choose a place")
    steps.connect_cloud(sam, stack)
    # Not twenty seconds later yet, as far as the page can know, and then it is.
    stack.execute("UPDATE recovery_cloudaccount SET due_at = datetime('now', '+1 minute')")
    sam.reads("Checking this place")
    stack.execute("UPDATE recovery_cloudaccount SET due_at = datetime('now', '-1 minute')")
    sam.reads("Our copying service is not answering just now.")
    stack.start_worker()
    sam.reads("Backed up in 1 place")


@pytest.mark.slow
def test_focus_stays_while_the_copies_are_asked_for_again(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    steps.make_wallet(sam, stack)
    stack.stop_worker()
    sam.link("Choose a place")
    steps.connect_cloud(sam, stack)
    leave = sam.page.get_by_role("link", name="Disconnect")
    leave.focus()
    stack.start_worker()
    sam.reads("Backed up in 1 place")
    expect(leave).to_be_focused()


def test_only_proved_copy_is_not_given_up(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    sam.allowed = {422}
    steps.make_wallet(sam, stack)
    steps.keep_copy(sam, stack)
    sam.page.get_by_role("link", name="Disconnect").click()
    sam.reads("The only good copy lies there")

    sam.link("Add another place")
    sam.button("Use the folder")
    sam.reads("Backed up in 2 places")
    sam.page.get_by_role("link", name="Disconnect").first.click()
    sam.reads("backed up in A folder on this server, last read whole on")
    sam.button("Disconnect")
    sam.reads("Tick the box to disconnect this place.")
    sam.page.get_by_label("I understand").check()
    sam.button("Disconnect")
    sam.reads("Backed up in 1 place")


@pytest.mark.slow
def test_copy_that_was_damaged_is_found_and_written_again(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    steps.keep_copy(sam, stack)
    (file,) = (stack.cloud.root / f"BitcoinWalletBackup_{made.name}").glob("backup-*")
    whole = file.read_bytes()
    file.write_bytes(whole[:-100])
    sam.button("Check it now")
    wait_until("the copy is written again", lambda: file.read_bytes() == whole)
    sam.reads("We read the copy back, and every byte is right.")
    sam.reads("Backed up in 1 place")


@pytest.mark.slow
def test_copy_whose_cloud_is_away_is_neither_green_nor_lost(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    steps.make_wallet(sam, stack)
    steps.keep_copy(sam, stack)
    port = urlsplit(stack.cloud.url).port
    elsewhere = "UPDATE recovery_cloudaccount SET settings = replace(settings, ?, ?)"
    stack.execute(elsewhere, f":{port}/", ":9/")
    sam.button("Check it now")
    sam.reads("Out of reach")
    sam.reads("The copy was whole when we last read it.")
    sam.reads("Backed up, but out of sight just now")
    # It comes back. A cloud that stays away makes others wait who have places at the same host.
    stack.execute(elsewhere, ":9/", f":{port}/")
    sam.button("Check it now")
    sam.reads("Backed up in 1 place")


def test_copies_move_to_a_new_place_in_one_flow(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    steps.keep_copy(sam, stack)
    folder = stack.cloud.root / f"BitcoinWalletBackup_{made.name}"
    stack.stop_worker()
    sam.page.get_by_role("link", name="Move").click()
    sam.sees(f"Move the copies out of {stack.cloud.user} at 127.0.0.1")
    sam.link("Connect a new place")
    sam.reads("They stay until every one of them is proved in the new place")
    sam.button("Use the folder")
    sam.sees("Moving to A folder on this server")
    sam.reads("Nothing is removed here before every new copy is proved.")
    assert (folder / "current.json").exists()
    stack.start_worker()
    sam.reads("Your copies have moved here")
    sam.reads("Backed up in 1 place")
    assert not folder.exists()
    expect(sam.page.get_by_role("article")).to_have_count(1)


@pytest.mark.slow
def test_move_is_stopped_and_nothing_has_changed(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    sam.allowed = {422}
    steps.make_wallet(sam, stack)
    steps.keep_copy(sam, stack)
    sam.link("Add another place")
    sam.button("Use the folder")
    sam.reads("Backed up in 2 places")
    stack.stop_worker()
    sam.page.get_by_role("link", name="Move").first.click()
    sam.button("Move the copies there")
    sam.reads("Choose a place.")
    sam.page.get_by_label("A folder on this server").check()
    sam.button("Move the copies there")
    sam.button("Stop moving")
    sam.reads("Backed up in 2 places")
    expect(sam.page.get_by_role("heading", name="Moving to")).to_have_count(0)


@pytest.mark.slow
def test_move_whose_old_place_lets_nobody_in_is_ended_by_the_person(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    steps.keep_copy(sam, stack)
    stack.execute("UPDATE recovery_cloudaccount SET sealed_secret = x''")
    sam.page.get_by_role("link", name="Move").click()
    sam.link("Connect a new place")
    sam.button("Use the folder")
    sam.reads("The old copies could not be removed yet")
    sam.button("Leave them there and forget the place")
    sam.reads("Your copies have moved here")
    assert (stack.cloud.root / f"BitcoinWalletBackup_{made.name}" / "current.json").exists()


def second_device(first: Person, made: Made, new_device: NewDevice, stack: Stack) -> Person:
    """Another device of the same person, made ready with one touch; no backup changes."""
    second = new_device(prf=False)
    for passkey in first.passkeys():
        second.add_passkey(passkey)
    second.go("/account/login/")
    # The passkey is offered in the e-mail field, and this authenticator accepts at once.
    second.sees("Your wallets")
    second.link(made.name)
    second.sees("This device is new to the wallet")
    second.button("Use it on this device")
    second.sees("It is open")
    assert second.address == made.address
    return second


def test_second_device_opens_it_and_the_first_one_goes_on(
    new_device: NewDevice, stack: Stack
) -> None:
    first = new_device(prf=False)
    made = steps.make_wallet(first, stack)
    second_device(first, made, new_device, stack)
    first.link("Later. Show me the wallet")
    steps.open_here(first, made)


@pytest.mark.slow
def test_of_two_devices_that_write_the_later_one_is_told(
    new_device: NewDevice, stack: Stack
) -> None:
    first = new_device(prf=False)
    first.allowed = {412}
    made = steps.make_wallet(first, stack)
    first.link("Later. Show me the wallet")
    steps.open_here(first, made)
    second = second_device(first, made, new_device, stack)
    steps.protect_again(second)

    first.page.locator("summary", has_text="Protect it again").click()
    first.button("Protect it again")
    first.sees("Another device or tab was faster")
    first.link("Reload")
    first.sees("This device holds an older part")
    first.button("Bring up to date")
    first.sees("It is open")
    assert first.address == made.address
    # The second device's backup was not overwritten, and is still open to it.
    second.page.reload()
    steps.open_here(second, made)


@pytest.mark.slow
def test_of_two_tabs_that_write_the_later_one_is_told(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device(prf=False)
    sam.allowed = {412}
    made = steps.make_wallet(sam, stack)
    sam.link("Later. Show me the wallet")
    steps.open_here(sam, made)
    early, address = sam.page, sam.page.url
    sam.open_tab()
    sam.go(address)
    steps.open_here(sam, made)
    steps.protect_again(sam)

    early.locator("summary", has_text="Protect it again").click()
    early.get_by_role("button", name="Protect it again").click()
    expect(early.get_by_role("heading", name="Another device or tab was faster")).to_be_visible()
    early.get_by_role("link", name="Reload").click()
    early.get_by_role("button", name="Open on this device").click()
    expect(early.get_by_text(made.address)).to_be_visible()
