"""Milliseconds to open a wallet in Chromium by each way in, and what Argon2id does to a page.

A test of a way in opens the wallet as a new device does and writes nothing, so it shows the opening
alone; see static/js/flows/practice.js. The time in navigator.credentials.get is taken off.

Chromium's own trace says for how long the page could not have answered a key: the tasks of its main
thread, by the clock and by the processor time that they took. On a machine with other work to do,
only the second tells what the page itself is to blame for.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench import whole_chromium
from tests.bench.figures import spread
from tests.browser.journey import stack as stacks
from tests.browser.journey import steps
from tests.browser.journey import test_cloud_key as cloud_keys
from tests.browser.journey import test_kit as kits
from tests.browser.journey import test_password as passwords
from tests.browser.journey import test_pin as pins
from tests.browser.journey.device import Person
from tests.browser.journey.stack import Stack
from tests.webdav_servers import WebDavServer, rclone

TIMES = 7
_TRACED = ["toplevel", "disabled-by-default-devtools.timeline", "__metadata"]
# Notes the click, the touch and the end.
_CLOCK = """() => {
  const times = { touch: 0 };
  const real = navigator.credentials.get.bind(navigator.credentials);
  navigator.credentials.get = async (options) => {
    const before = performance.now();
    try { return await real(options); } finally { times.touch += performance.now() - before; }
  };
  const panel = document.getElementById("practice");
  globalThis.tested = new Promise((resolve) => {
    new MutationObserver(() => {
      const { state } = panel.dataset;
      const ms = performance.now() - times.click - times.touch;
      if (state === "done" || state === "failed") resolve({ ms, state });
    }).observe(panel, { attributes: true });
  });
  const note = () => { times.click ||= performance.now(); };
  document.querySelector("#start, #look").addEventListener("click", note, { capture: true });
}"""
# By what a person's list of ways in calls them; what is left is the passkey.
_NAMES = {"pin": "PIN", "password": "Password", "kit": "Emergency kit", "cloud_key": "Key in"}


@dataclass(frozen=True)
class Task:
    """The longest of a page's tasks, in milliseconds: by the clock, and of processor time."""

    wall: float = 0.0
    processor: float = 0.0


def measure() -> dict[str, Any]:
    """By way in: ms_p50, ms_p95, longest_task_ms, longest_task_processor_ms."""
    with (
        tempfile.TemporaryDirectory(prefix="keyhaven-bench-") as folder,
        stacks.running(Path(folder)) as running,
        rclone(Path(folder) / "keys", allow_origin=running.origin) as keys,
        whole_chromium.running() as browser,
    ):
        person = Person(browser, origin=running.origin)
        fills = _prepare(person, running, keys)
        found = {name: _measure(person, running, name, fill) for name, fill in fills.items()}
    return found


def _prepare(person: Person, running: Stack, keys: WebDavServer) -> dict[str, Callable[[], None]]:
    """A wallet with every way in; gives what has to be typed for each.

    keys: where the key lies that is held in a cloud.
    """
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
    cloud_keys.to_key_page(person)
    cloud_keys.to_webdav(person, keys.url)
    cloud_keys.sign_in_there(person, keys)
    person.sees("The key will lie here")
    cloud_keys.put_it_there(person, made)
    page = person.page
    return {
        "passkey": lambda: None,
        "pin": lambda: pins.fill(person, "PIN", pins.PIN),
        "password": lambda: page.get_by_label("Password", exact=True).fill(password),
        "kit": lambda: page.get_by_label("Code of the kit").fill(code),
        "cloud_key": lambda: cloud_keys.type_sign_in(person, keys),
    }


def _measure(
    person: Person, running: Stack, name: str, fill: Callable[[], None]
) -> dict[str, float]:
    links = person.page.get_by_role("link", name=re.compile("^Test it now"))
    others = re.compile("|".join(_NAMES.values()))
    chosen = (
        links.filter(has_text=_NAMES[name]) if name in _NAMES else links.filter(has_not_text=others)
    )
    address = str(chosen.first.get_attribute("href"))
    wallet = person.page.url
    browser = person.browser
    times, longest = list[float](), Task()
    for _ in range(TIMES):
        pins.forget_the_minute(running)
        person.go(address)
        steps.ready(person)
        person.page.wait_for_load_state("networkidle")
        fill()
        person.page.evaluate(_CLOCK)
        browser.start_tracing(page=person.page, categories=_TRACED)
        person.page.locator("#start, #look").click()
        told = person.page.evaluate("() => globalThis.tested")
        task = longest_task(browser.stop_tracing())
        if told["state"] != "done":
            raise RuntimeError(f"the bench could not open a wallet by {name}")
        times.append(told["ms"])
        longest = Task(max(longest.wall, task.wall), max(longest.processor, task.processor))
    person.go(wallet)
    return {
        **spread(times),
        "longest_task_ms": round(longest.wall, 1),
        "longest_task_processor_ms": round(longest.processor, 1),
    }


def longest_task(trace: bytes) -> Task:
    """Of the main threads of all pages. Durations in a trace are microseconds."""
    events = json.loads(trace)["traceEvents"]
    main = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    tasks = [
        event
        for event in events
        if event["name"] == "RunTask" and "dur" in event and (event["pid"], event["tid"]) in main
    ]
    if not tasks:
        raise RuntimeError("the trace names no task of a page")
    return Task(
        max(task["dur"] for task in tasks) / 1000,
        max(task.get("tdur", task["dur"]) for task in tasks) / 1000,
    )
