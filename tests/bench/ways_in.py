"""Milliseconds to open a wallet in Chromium by each way in, and what Argon2id does to a page.

A test of a way in opens the wallet as a new device does and writes nothing, so it shows the opening
alone; see static/js/flows/practice.js. The time in navigator.credentials.get is taken off. While
Argon2id works, Chromium's own observer says for how long the page could not have answered a key.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.bench.figures import spread
from tests.browser.journey import stack as stacks
from tests.browser.journey import steps
from tests.browser.journey import test_kit as kits
from tests.browser.journey import test_password as passwords
from tests.browser.journey import test_pin as pins
from tests.browser.journey.device import Person
from tests.browser.journey.stack import Stack
from tests.browser.lib.conftest import ARGUMENTS, CHROMIUM

TIMES = 7
# Notes the click, the touch, the end, and every task that kept the page's own thread for 50 ms.
_CLOCK = """() => {
  const times = { touch: 0, tasks: [] };
  const observer = new PerformanceObserver((list) => {
    times.tasks.push(...list.getEntries().map((entry) => [entry.startTime, entry.duration]));
  });
  observer.observe({ type: "longtask" });
  const real = navigator.credentials.get.bind(navigator.credentials);
  navigator.credentials.get = async (options) => {
    const before = performance.now();
    try { return await real(options); } finally { times.touch += performance.now() - before; }
  };
  const panel = document.getElementById("practice");
  const longest = () => Math.max(0, ...times.tasks
    .filter(([start]) => start >= times.click).map(([, duration]) => duration));
  globalThis.tested = new Promise((resolve) => {
    new MutationObserver(() => {
      if (panel.dataset.state !== "done" && panel.dataset.state !== "failed") return;
      const ms = performance.now() - times.click - times.touch;
      // What was noted last is handed over with the next task.
      setTimeout(() => resolve({ ms, longest: longest(), state: panel.dataset.state }), 100);
    }).observe(panel, { attributes: true });
  });
  const note = () => { times.click ||= performance.now(); };
  document.getElementById("start").addEventListener("click", note, { capture: true });
}"""


def measure() -> dict[str, Any]:
    """By way in: ms_p50, ms_p95, longest_task_ms (0: none of 50 ms or more)."""
    with (
        tempfile.TemporaryDirectory(prefix="keyhaven-bench-") as folder,
        stacks.running(Path(folder)) as running,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        person = Person(browser, origin=running.origin)
        fills = _prepare(person, running)
        found = {name: _measure(person, running, name, fill) for name, fill in fills.items()}
        browser.close()
    return found


def _prepare(person: Person, running: Stack) -> dict[str, Callable[[], None]]:
    """A wallet with every way in; gives what has to be typed for each."""
    made, password = passwords.with_password(person, running)
    pins.to_pin_page(person)
    pins.choose(person, pins.PIN)
    pins.put_in_place(person, made)
    kits.to_kit(person, made)
    code = kits.make_sheet(person)
    kits.confirm(person, code)
    with person.page.expect_download():
        person.button("Put the kit in place")
    person.sees("The kit is in place")
    person.go("/home/")
    person.link(made.name)
    page = person.page
    return {
        "passkey": lambda: None,
        "pin": lambda: pins.fill(person, "PIN", pins.PIN),
        "password": lambda: page.get_by_label("Password", exact=True).fill(password),
        "kit": lambda: page.get_by_label("Code of the kit").fill(code),
    }


def _measure(
    person: Person, running: Stack, name: str, fill: Callable[[], None]
) -> dict[str, float]:
    links = person.page.get_by_role("link", name=re.compile("^Test it now"))
    known = {"pin": "PIN", "password": "Password", "kit": "Emergency kit"}
    others = re.compile("|".join(known.values()))
    chosen = (
        links.filter(has_text=known[name]) if name in known else links.filter(has_not_text=others)
    )
    address = str(chosen.first.get_attribute("href"))
    wallet = person.page.url
    times, longest = [], 0.0
    for _ in range(TIMES):
        pins.forget_the_minute(running)
        person.go(address)
        steps.ready(person)
        person.page.wait_for_load_state("networkidle")
        fill()
        person.page.evaluate(_CLOCK)
        person.page.locator("#start").click()
        told = person.page.evaluate("() => globalThis.tested")
        if told["state"] != "done":
            raise RuntimeError(f"the bench could not open a wallet by {name}")
        times.append(told["ms"])
        longest = max(longest, told["longest"])
    person.go(wallet)
    return {**spread(times), "longest_task_ms": round(longest, 1)}
