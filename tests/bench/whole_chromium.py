"""The whole Chromium, which people have.

The one without its window, which the tests drive, draws an eighth of a second after it could.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from recovery.management.commands.test import FOR_BROWSERS, ensure_packages
from tests.browser.lib.conftest import ARGUMENTS

_CHROMIUM = "/usr/bin/chromium"


@contextmanager
def running() -> Iterator[Browser]:
    ensure_packages(FOR_BROWSERS | {"chromium": _CHROMIUM.removeprefix("/")})
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
