"""Milliseconds from the click on "Get my wallet back" to the wallet, without the touch itself.

The whole product runs; Chromium's virtual authenticator touches. The time that the browser spends
in navigator.credentials.get is measured in the page and taken off. What is left holds the vault's
answer, the opening, and the fresh split with its upload, read-back, rehearsal and commit.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from tests.bench import whole_chromium
from tests.bench.figures import spread
from tests.browser.journey import stack, steps
from tests.browser.journey.device import Person

WARM_UPS = 2
RECOVERIES = 15
# The page says "done" by showing the panel of that name; an observer notes when.
_CLOCK = """() => {
  const times = { touch: 0 };
  const real = navigator.credentials.get.bind(navigator.credentials);
  navigator.credentials.get = async (options) => {
    const before = performance.now();
    try { return await real(options); } finally { times.touch += performance.now() - before; }
  };
  const panel = document.getElementById("recovery");
  globalThis.recovered = new Promise((resolve) => {
    new MutationObserver(() => {
      if (panel.dataset.state !== "done") return;
      resolve(performance.now() - times.click - times.touch);
    }).observe(panel, { attributes: true });
  });
  const note = () => { times.click ||= performance.now(); };
  document.getElementById("recover").addEventListener("click", note, { capture: true });
}"""


def measure() -> dict[str, Any]:
    """Keys: ms_p50, ms_p95."""
    with (
        tempfile.TemporaryDirectory(prefix="keyhaven-bench-") as folder,
        stack.running(Path(folder)) as running,
        whole_chromium.running() as browser,
    ):
        person = Person(browser, origin=running.origin)
        made = steps.make_wallet(person, running)
        times = [_recover(person, made) for _ in range(WARM_UPS + RECOVERIES)]
    return spread(times[WARM_UPS:])


def _recover(person: Person, made: steps.Made) -> float:
    person.forget_everything()
    person.go("/recover/")
    steps.ready(person)
    # A person needs longer than this to find the button, and by then the nonce is there.
    person.page.wait_for_load_state("networkidle")
    person.page.evaluate(_CLOCK)
    person.button("Get my wallet back")
    milliseconds = float(person.page.evaluate("() => globalThis.recovered"))
    if person.address != made.address:
        raise RuntimeError("the bench got another wallet back")
    return milliseconds
