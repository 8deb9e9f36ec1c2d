"""What Chromium itself measures of each page: when it stands, whether it jumps, and its bytes.

Each page is loaded with an empty cache, by somebody with one wallet and one place for copies. Bytes
are those that came over the wire, compressed, of the page and all that it loads. Times are those of
the machine at hand and of no network; bytes and shifts are the same everywhere.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser.journey import stack, steps
from tests.browser.journey.device import Person
from tests.browser.lib.conftest import ARGUMENTS, CHROMIUM

SIGNED_OUT = ["/", "/account/login/", "/account/signup/", "/recover/"]
SIGNED_IN = ["/home/", "/passkeys/", "/settings/", "/settings/activity/", "/trust/"]
# Chromium tells of these as they happen; layout shifts that follow a touch do not count.
_OBSERVE = """() => {
  const seen = globalThis.seen = { lcp_ms: 0, cls: 0, longest_task_ms: 0 };
  const note = (type, add) => new PerformanceObserver((list) => list.getEntries().forEach(add))
    .observe({ type, buffered: true });
  note("largest-contentful-paint", (entry) => { seen.lcp_ms = entry.startTime; });
  note("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
  note("longtask", (entry) => {
    seen.longest_task_ms = Math.max(seen.longest_task_ms, entry.duration);
  });
}"""


def measure() -> dict[str, Any]:
    """By page: lcp_ms, cls, longest_task_ms (0: none above 50 ms), kilobytes (1,000 bytes)."""
    with (
        tempfile.TemporaryDirectory(prefix="keyhaven-bench-") as folder,
        stack.running(Path(folder)) as running,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        stranger = Person(browser, origin=running.origin)
        figures = {path: _load(stranger.page, path) for path in SIGNED_OUT}
        person = Person(browser, origin=running.origin)
        steps.make_wallet(person, running)
        figures |= {path: _load(person.page, path) for path in SIGNED_IN}
        browser.close()
    return figures


def _load(page: Page, path: str) -> dict[str, float]:
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[float] = []
    network.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    answer = page.goto(path, wait_until="networkidle")
    if answer is None or answer.status != 200:
        raise RuntimeError(f"the bench did not get {path}")
    page.evaluate(_OBSERVE)
    # Observers are told what was kept for them after the task that made them.
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    seen: dict[str, float] = page.evaluate("() => globalThis.seen")
    network.detach()
    return {
        "lcp_ms": round(seen["lcp_ms"]),
        "cls": round(seen["cls"], 3),
        "longest_task_ms": round(seen["longest_task_ms"]),
        "kilobytes": round(sum(sizes) / 1000, 1),
    }
