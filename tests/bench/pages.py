"""What Chromium itself measures of each page that people see, as a phone and as a desk get it.

Each page of tests/pages/states.py is loaded with an empty cache, by somebody who has what the page
needs. `phone` is slowed down as Lighthouse does it for its mobile figures: a processor of a quarter
of the speed, and a slow 4G network. Bytes are those that came over the wire, with the headers of
HTTP/1.1; bytes and shifts are the same on every machine.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Route

from tests.bench import whole_chromium
from tests.bench.figures import kilobytes
from tests.browser.journey import stack
from tests.browser.journey.device import DESK, PHONE

# The preset of Lighthouse as devtools apply it: https://github.com/GoogleChrome/lighthouse,
# core/config/constants.js, mobileSlow4G. In milliseconds and bytes per second.
_SLOW_4G = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1474.56 * 1024 / 8,
    "uploadThroughput": 675 * 1024 / 8,
}
_SLOWER_PROCESSOR = 4
# Chromium tells of these as they happen; layout shifts that follow a touch do not count. An event's
# duration lasts until the picture that answers it, in steps of 8 ms; less than 16 ms is not told.
_OBSERVE = """() => {
  const seen = globalThis.seen = { lcp_ms: 0, cls: 0, longest_task_ms: 0, answer_ms: 0 };
  const note = (type, add, more = {}) => new PerformanceObserver((list) => {
    list.getEntries().forEach(add);
  }).observe({ type, buffered: true, ...more });
  const most = (name) => ({ duration }) => { seen[name] = Math.max(seen[name], duration); };
  note("largest-contentful-paint", (entry) => { seen.lcp_ms = entry.startTime; });
  note("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
  note("longtask", most("longest_task_ms"));
  note("event", most("answer_ms"), { durationThreshold: 16 });
}"""
# A page is ready when its scripts run; modules run before this.
_READY = "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
# What opens a wallet comes behind; a press waits for the last of it.
_WHOLE = """() => Math.max(0, ...performance.getEntriesByType("resource")
  .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
  .map(({ responseEnd }) => responseEnd))"""
# Observers are told of what is painted after the task that made it.
_UNTIL_TOLD_MS = 300
_FIRST_BUTTON = "main :is(.button, .choice, summary):visible:not(:disabled)"


@dataclass(frozen=True)
class _Visit:
    """One page as one person comes to it: its path, and the cookies by their names."""

    path: str
    cookies: dict[str, str]


def measure() -> dict[str, Any]:
    """By page, on a desk and on a phone: lcp_ms; ready_ms, until its script runs, or what stands in
    for it; whole_ms, until the last of its scripts was there; cls; longest_task_ms, 0 where none
    took 50; kilobytes (1,000 bytes), and of them before it was ready; answer_ms, until something
    moved after its first button was pressed, 0 below 16."""
    with (
        tempfile.TemporaryDirectory(prefix="keyhaven-bench-") as folder,
        stack.running(Path(folder)) as running,
        whole_chromium.running() as browser,
    ):
        running.stop_worker()
        told = running.run_python("from tests.bench import visitors; visitors.tell()")
        visits = {name: _Visit(**words) for name, words in json.loads(told).items()}
        figures = {}
        for name, visit in visits.items():
            # So many do not come from one address.
            running.execute("DELETE FROM recovery_attempts")
            figures[name] = {
                "desk": _load(browser, running.origin, visit),
                "phone": _load(browser, running.origin, visit, is_slow=True),
            }
            _tell(name, figures[name])
    return {"load": os.getloadavg()[0], **figures}


def _tell(name: str, figures: dict[str, dict[str, float]]) -> None:
    for kind, row in figures.items():
        words = "  ".join(f"{key} {value:>7}" for key, value in row.items())
        print(f"{name:26} {kind:6} {words}", file=sys.stderr)


def _load(
    browser: Browser, origin: str, visit: _Visit, *, is_slow: bool = False
) -> dict[str, float]:
    context = browser.new_context(base_url=origin, viewport=PHONE if is_slow else DESK)
    context.add_cookies(
        [{"name": name, "value": value, "url": origin} for name, value in visit.cookies.items()]
    )
    try:
        return _measured(context, visit.path, is_slow=is_slow)
    finally:
        context.close()


def _measured(context: BrowserContext, path: str, *, is_slow: bool) -> dict[str, float]:
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    sizes = _weigh(devtools)
    if is_slow:
        devtools.send("Network.emulateNetworkConditions", _SLOW_4G)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER_PROCESSOR})
    at_first = 0.0

    def note_first() -> None:
        nonlocal at_first
        at_first = sum(sizes)

    page.once("domcontentloaded", lambda _: note_first())
    answer = page.goto(path, wait_until="networkidle", timeout=60_000)
    if answer is None or answer.status >= 500:
        raise RuntimeError(f"the bench did not get {path}")
    page.evaluate(_OBSERVE)
    page.wait_for_timeout(_UNTIL_TOLD_MS)
    seen: dict[str, float] = page.evaluate("() => ({ ...globalThis.seen })")
    whole = sum(sizes)
    ready: float = page.evaluate(_READY)
    scripts: float = page.evaluate(_WHOLE)
    _press(page)
    answered: float = page.evaluate("() => globalThis.seen.answer_ms")
    return {
        "lcp_ms": round(seen["lcp_ms"]),
        "ready_ms": round(ready),
        "whole_ms": round(scripts),
        "cls": round(seen["cls"], 3),
        "longest_task_ms": round(seen["longest_task_ms"]),
        "first_kilobytes": kilobytes(at_first),
        "kilobytes": kilobytes(whole),
        "answer_ms": round(answered),
    }


def _weigh(devtools: CDPSession) -> list[float]:
    """What has come so far, in bytes; the list grows."""
    sizes: list[float] = []
    devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    return sizes


def _press(page: Page) -> None:
    """The first button or link in the page's middle, which leads nowhere while it is measured."""
    button = page.locator(_FIRST_BUTTON).first
    if button.count():
        page.route("**/*", _stay)
        button.click(no_wait_after=True)
    page.wait_for_timeout(_UNTIL_TOLD_MS)


def _stay(route: Route) -> None:
    if route.request.is_navigation_request():
        # After "no content" a browser stays where it is, as while it waits.
        route.fulfill(status=204)
    else:
        route.continue_()
