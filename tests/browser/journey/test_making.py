"""Making and importing a wallet, and protecting it, when it does not go smoothly."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.stack import Stack
from tests.browser.lib.conftest import PATIENCE_MS

# The phrase of BIP-84's own test vectors, and the address that it has on signet.
WORDS = "abandon " * 11 + "about"
ADDRESS = "tb1q6rz28mcfaxtmd6v789l9rrlrusdprr9pqcpvkl"


def test_import_waits_for_its_script_and_names_the_wrong_word(
    new_device: NewDevice, stack: Stack
) -> None:
    sam, script = new_device(), "**/js/wallet_new*.js"
    held, is_slow = list[Route](), True
    sam.may_be_offline = True
    steps.sign_up(sam, stack)
    sam.page.route(script, lambda route: route.abort())
    sam.link("Make a wallet")
    incomplete = sam.page.get_by_role("alert").filter(has_text="A part of this page did not arrive")
    expect(incomplete).to_be_visible()
    onward = sam.page.get_by_role("button", name="Continue", exact=True)
    expect(onward).to_be_disabled()

    sam.page.unroute(script)
    sam.page.route(script, lambda route: held.append(route) if is_slow else route.continue_())
    sam.link("Reload")
    expect(incomplete).to_be_hidden()
    sam.page.get_by_label("Name of the wallet").fill("Imported")
    sam.page.get_by_label("From words that I have").check()
    onward.click()
    expect(onward).to_have_attribute("aria-busy", "true")
    is_slow = False
    for route in held:
        route.continue_()
    field = sam.page.get_by_label("Your words, in order")

    field.fill(WORDS.replace("about", "abaut"))
    sam.button("Continue")
    sam.reads("Word 12, “abaut”, is not in the list. Did you mean “abandon”?")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("Word 12"))

    field.fill("abandon " * 10 + "about")
    sam.button("Continue")
    sam.reads("You typed 11 words. A phrase has 12, 15, 18, 21 or 24.")

    field.fill("abandon " * 12)
    sam.button("Continue")
    sam.reads("Each word is right, but they do not belong together.")

    field.fill("abandon " * 11)
    field.press_sequentially("abou")
    sam.button("about")
    sam.button("Continue")
    sam.sees("This is Imported")
    assert sam.address == ADDRESS
    # Once it is read, the phrase stands nowhere on the page.
    assert field.input_value() == ""
    assert "abandon" not in sam.page.content()


@pytest.mark.slow
def test_asks_for_another_name_when_there_is_such_a_wallet(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    sam.go("/wallets/new/")
    name = sam.page.get_by_label("Name of the wallet")
    name.fill(made.name)
    sam.button("Continue")
    expect(name).to_have_accessible_description(re.compile("You have a wallet with this name"))
    name.fill(f"{made.name} two")
    sam.button("Continue")
    sam.sees(f"This is {made.name} two")


def test_passkey_that_was_not_used_costs_nothing(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    steps.sign_up(sam, stack)
    begun = steps.begin_wallet(sam)
    sam.cancel_touches()
    sam.button("Protect it with my passkey")
    sam.sees("Your passkey was not used")
    sam.touch_again()
    sam.button("Try again")
    sam.sees(f"{begun.name} is protected")


@pytest.mark.slow
def test_two_clicks_protect_once(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    steps.sign_up(sam, stack)
    begun = steps.begin_wallet(sam)
    sam.page.get_by_role("button", name="Protect it with my passkey").dblclick()
    sam.sees(f"{begun.name} is protected")
    assert sam.touches == 1
    assert generations_of(begun.name, stack) == [(1, "committed")]


def test_tab_closed_before_the_commit_goes_on_where_it_was(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    steps.sign_up(sam, stack)
    begun = steps.begin_wallet(sam)
    sam.may_be_offline = True
    sam.page.route("**/commit", lambda route: route.abort())
    with sam.page.expect_request("**/commit"):
        sam.button("Protect it with my passkey")
    assert generations_of(begun.name, stack) == [(1, "pending")]
    closed = sam.page
    sam.open_tab()
    closed.close()

    sam.go("/home/")
    sam.sees(f"{begun.name} is not backed up")
    sam.link("Finish protecting it")
    sam.sees(f"This is {begun.name}")
    assert sam.address == begun.address
    steps.protect(sam, begun)
    assert generations_of(begun.name, stack) == [(1, "committed")]


def test_tab_closed_behind_the_commit_has_a_wallet_that_opens(
    new_device: NewDevice, stack: Stack
) -> None:
    """The server has committed, and this device never heard of it."""
    sam = new_device()
    steps.sign_up(sam, stack)
    begun = steps.begin_wallet(sam)
    sam.may_be_offline = True
    sam.page.route("**/commit", _let_through_and_lose_the_answer)
    with sam.page.expect_event("requestfailed", lambda failed: failed.url.endswith("/commit")):
        sam.button("Protect it with my passkey")
    assert generations_of(begun.name, stack) == [(1, "committed")]
    closed = sam.page
    sam.open_tab()
    closed.close()

    sam.go("/home/")
    sam.link(begun.name)
    steps.open_here(sam, begun)
    sam.go("/home/")
    expect(sam.page.get_by_text("is not backed up")).to_have_count(0)


def _let_through_and_lose_the_answer(route: Route) -> None:
    route.fetch(timeout=PATIENCE_MS)
    route.abort()


@pytest.mark.slow
def test_reload_in_the_middle_finds_the_same_wallet(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    steps.sign_up(sam, stack)
    begun = steps.begin_wallet(sam)
    sam.page.reload()
    sam.sees(f"This is {begun.name}")
    assert sam.address == begun.address


def generations_of(name: str, stack: Stack) -> list[tuple[int, str]]:
    rows = stack.execute(
        "SELECT g.number, g.state FROM recovery_generation g"
        " JOIN recovery_wallet w ON w.id = g.wallet_id WHERE w.name = ? ORDER BY g.number",
        name,
    )
    return [(number, state) for number, state in rows]
