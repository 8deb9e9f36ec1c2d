"""The offline page as a person uses it: opened from a file, in a browser without any network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from recovery.management.commands.offline_tool import BUILT
from tests.browser.lib.conftest import Chromium
from tests.offline.conftest import mine, tool

__all__ = ["mine", "tool"]


@dataclass(frozen=True)
class Seen:
    """What the page said: the words it showed, or the step and code at which it stopped."""

    words: str
    step: str
    code: str
    text: str


@pytest.fixture(scope="session")
def offline_chromium() -> Iterator[Chromium]:
    browser = Chromium(origin="")
    yield browser
    browser.close()


class OfflinePage:
    def __init__(self, *, chromium: Chromium, page: Page, folder: Path) -> None:
        self.chromium = chromium
        self.page = page
        self.folder = folder

    def open(self, *files: bytes, way: str, typed: str = "") -> Seen:
        return self.chromium.do(lambda: self._open(files, way=way, typed=typed))

    def _open(self, files: tuple[bytes, ...], *, way: str, typed: str) -> Seen:
        paths = []
        for content in files:
            # A file of a name that was chosen before would be taken for the one from before.
            path = self.folder / f"chosen-{len(list(self.folder.iterdir()))}"
            path.write_bytes(content)
            paths.append(path)
        page = self.page
        page.set_input_files("#files", paths)
        page.check(f"input[value={way}]")
        if way != "shares":
            page.fill("#password" if way == "password" else "#secret", typed)
        page.get_by_role("button", name="Open").click()
        failure, opened = page.locator("#failure"), page.locator("#opened")
        expect(failure.or_(opened).locator("visible=true")).to_be_visible()
        if failure.is_visible():
            step = failure.get_attribute("data-step") or ""
            code = failure.get_attribute("data-code") or ""
            return Seen("", step, code, failure.inner_text())
        page.locator("#show").click()
        words = " ".join(page.locator("#words li").all_inner_texts())
        return Seen(words or page.locator("#bytes").inner_text(), "", "", "")


@dataclass
class Loaded:
    """One loaded page for all tests: it keeps nothing from one opening to the next."""

    page: Page
    # Addresses that it asked for, and what it wrote to its console.
    asked: list[str]
    said: list[str]


@pytest.fixture(scope="session")
def loaded_page(offline_chromium: Chromium) -> Iterator[Loaded]:
    chromium = offline_chromium
    context = chromium.context(offline=True)
    loaded = Loaded(page=chromium.do(context.new_page), asked=[], said=[])

    def load() -> None:
        page = loaded.page
        page.on("request", lambda request: loaded.asked.append(request.url))
        page.on("console", lambda message: loaded.said.append(message.text))
        page.on("pageerror", lambda error: loaded.said.append(str(error)))
        page.goto(BUILT.as_uri())

    chromium.do(load)
    yield loaded
    chromium.do(context.close)


@pytest.fixture
def offline_page(
    offline_chromium: Chromium, loaded_page: Loaded, tmp_path: Path
) -> Iterator[OfflinePage]:
    """Fails the test if the page asked for anything but itself, or wrote to its console."""
    yield OfflinePage(chromium=offline_chromium, page=loaded_page.page, folder=tmp_path)
    assert loaded_page.asked == [BUILT.as_uri()]
    assert loaded_page.said == []
