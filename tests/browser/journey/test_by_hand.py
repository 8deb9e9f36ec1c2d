"""Writing a wallet down by hand: shown after a touch, for a minute, and given back in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import PHONE, Person
from tests.browser.journey.stack import Stack
from tests.browser.journey.test_password import Traffic
from tests.secrets.search import search

_LIST = Path(__file__).parents[3] / "recovery" / "offline" / "english.txt"
_LOOK_AWAY = """() => {
  Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
  delete document.visibilityState;
}"""
# As far as a page can know, no time goes by.
_HOLD_TIME = "() => { const now = performance.now(); performance.now = () => now; }"


def entropy_of(words: list[str]) -> bytes:
    numbers = _LIST.read_text().split()
    bits = "".join(f"{numbers.index(word):011b}" for word in words)
    size = len(words) * 4 // 3
    return int(bits[: size * 8], 2).to_bytes(size, "big")


def to_page(person: Person) -> None:
    """From the wallet's page."""
    person.page.locator("summary", has_text="More ways in").click()
    person.link(
        "Write it down by hand On paper, as an extra layer. It needs nothing else, and "
        "nothing protects it."
    )
    steps.ready(person)


def hold_time(person: Person) -> None:
    """What is shown for a minute stays until it was looked at, however slow the machine is."""
    person.page.evaluate(_HOLD_TIME)


def shown(person: Person) -> list[str]:
    person.sees("Write these down, in this order")
    return person.page.locator("#words li").all_inner_texts()


def press(person: Person, word: str) -> None:
    person.page.locator("#offered").get_by_role("button", name=word, exact=True).first.click()


def test_the_words_are_given_back_in_order_and_go_nowhere(
    new_device: NewDevice, stack: Stack
) -> None:
    sam, traffic = new_device(viewport=PHONE), Traffic()
    traffic.listen(sam)
    made = steps.make_wallet(sam, stack)
    sam.link("Later. Show me the wallet")
    to_page(sam)
    sam.button("Touch your passkey and show them")
    words = shown(sam)
    assert len(words) == 12
    sam.button("I have written them down")
    sam.sees("Give them back in order")
    expect(sam.page.locator("#words li")).to_have_count(0)
    wrong = next(word for word in words if word != words[0])
    press(sam, wrong)
    sam.reads(f"Word 1 is not “{wrong}”.")
    for word in words:
        press(sam, word)
    sam.sees("Every word is right")
    sam.link("Back to the wallet")
    sam.reads("Words on paper")
    # Neither what was sent nor what is kept has them, in the browser or with us.
    entropy = entropy_of(words)
    kept = dict([("the browser", sam.kept()), *stack.kept()])
    secrets = {"words": " ".join(words).encode(), "entropy": entropy}
    assert search(secrets, kept.items()) == []
    assert not any(traffic.holds(secret) for secret in (" ".join(words), entropy.hex()))
    assert made.name.encode() in kept["keyhaven.sqlite3"] + kept["keyhaven.sqlite3-wal"]


@pytest.mark.slow
def test_they_are_hidden_after_a_minute_and_when_the_person_looks_away(
    new_device: NewDevice, stack: Stack
) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    sam.link("Later. Show me the wallet")
    to_page(sam)
    sam.button("Touch your passkey and show them")
    words = shown(sam)
    sam.page.evaluate(_LOOK_AWAY)
    sam.sees("The words are hidden")
    for place in ("#words", "#given", "#offered"):
        expect(sam.page.locator(place)).to_be_empty()
    sam.page.clock.install()
    sam.button("Touch and show them again")
    assert shown(sam) == words
    sam.page.clock.fast_forward("01:01")
    sam.reads("The time is over.")
    expect(sam.page.locator("#words li")).to_have_count(0)
    sam.cancel_touches()
    sam.button("Touch and show them again")
    sam.sees("Your passkey was not used")
    # Who leaves before they were given back has not written them down.
    sam.go("/home/")
    sam.link(made.name)
    sam.reads("There is one way in")
    expect(sam.page.get_by_role("main")).not_to_contain_text("Words on paper")


@pytest.mark.slow
def test_the_sheet_to_write_on_holds_no_word(new_device: NewDevice, stack: Stack) -> None:
    sam = new_device()
    made = steps.make_wallet(sam, stack)
    sam.link("Later. Show me the wallet")
    to_page(sam)
    sam.page.evaluate("() => { globalThis.print = () => undefined; }")
    sam.button("Print a sheet to write on")
    sheet = sam.page.locator("#paper")
    expect(sheet).to_be_visible()
    text = sheet.inner_text()
    assert made.name in text
    assert "m/84'/1'/0'" in text
    assert "wpkh([" in text
    assert sheet.locator("#lines li").all_inner_texts() == [""] * 12
    expect(sheet.locator("#qr path")).to_have_count(1)
    sam.page.emulate_media(media="print")
    expect(sam.page.locator("#by-hand")).to_be_hidden()
    assert sam.touches == 1
