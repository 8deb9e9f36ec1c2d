"""The quick start, followed by its words: what it says is pressed, and its code is what runs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.journey import steps
from tests.browser.journey.conftest import NewDevice
from tests.browser.journey.device import Person
from tests.browser.journey.stack import ROOT, Stack
from tests.stack import wait_until
from tests.webdav_servers import answers, free_port

TEXT = (ROOT / "docs" / "guide" / "quick-start.md").read_text()


def sample(language: str, number: int = 0) -> str:
    found = re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    return str(found[number])


def says(*words: str) -> None:
    """What is done next stands in the text, emphasised as something to press or to read."""
    flat = re.sub(r"\s+", " ", TEXT)
    for word in words:
        assert f"**{word}**" in flat, word


@contextmanager
def serving(folder: Path, *, port: int) -> Iterator[None]:
    words = sample("sh", 1).strip().replace("9000", str(port)).split()
    assert words[0] == "python3"
    process = subprocess.Popen([sys.executable, *words[1:]], cwd=folder, stderr=subprocess.DEVNULL)
    try:
        wait_until("the page is served", lambda: answers(port))
        yield
    finally:
        process.terminate()
        process.wait()


def asks_the_api(stack: Stack, key: str) -> list[str]:
    """The lines for a terminal, as a shell runs them."""
    lines = sample("sh").replace("http://localhost:8000", stack.origin)
    lines = lines.replace("kh_test_...", key).replace("curl ", "curl -sS ")
    done = subprocess.run(["sh", "-c", lines], capture_output=True, text=True, check=True)
    return [row["name"] for row in json.loads(done.stdout)["data"]]


def test_ten_minutes(new_device: NewDevice, stack: Stack, tmp_path: Path) -> None:
    sam = new_device(prf=False)
    page, port = sam.page, free_port()

    says("Come in")
    sam.go("/demo/")
    sam.button("Come in")
    key = page.locator("#key").inner_text()
    assert "Savings" in asks_the_api(stack, key)

    says("Save")
    address = sample("text").strip().replace("9000", str(port))
    sam.go("/admin/recovery/walletapp/add/")
    expect(page.get_by_label("Relying party")).not_to_have_value("")
    page.get_by_label("Name").fill("Pocket")
    page.locator("input[name$='-0-value']").fill(address)
    page.get_by_role("button", name="Save", exact=True).click()
    app = page.locator("td.field-id").inner_text()

    code = sample("html").replace("APP-ID", app).replace("http://localhost:8000", stack.origin)
    (tmp_path / "index.html").write_text(code.replace("9000", str(port)))
    with serving(tmp_path, port=port):
        protects_and_gets_back(sam, address)


def protects_and_gets_back(sam: Person, address: str) -> None:
    page = sam.page
    says("Make a wallet and protect it", "Continue", "Protect it with my passkey", "Done")
    page.goto(address)
    with page.expect_popup() as found:
        sam.button("Make a wallet and protect it")
    sam.sit_at(found.value, [])
    steps.ready(sam)
    sam.button("Create passkey")
    sam.link("Continue")
    passkeys = sam.passkeys()
    sam.button("Protect it with my passkey")
    expect(page.locator("#status")).to_have_text("Done")
    wallet = page.locator("#address").inner_text()

    says("Get my wallet back", "Give it to Pocket")
    page.reload()
    with page.expect_popup() as again:
        page.get_by_role("button", name="Get my wallet back").click()
    sam.sit_at(again.value, passkeys)
    sam.button("Get my wallet back")
    sam.button("Give it to Pocket", closes=True)
    expect(page.locator("#status")).to_have_text("Done")
    expect(page.locator("#address")).to_have_text(wallet)
