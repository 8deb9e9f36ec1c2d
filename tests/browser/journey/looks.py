"""Looking at a page in one state: what axe complains of, and a picture for the gallery."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal, cast

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from tests.browser.journey.device import DESK, PHONE, Person

# WCAG 2.2 at level AA, and what it builds on.
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# So often a page that axe complains of is looked at, at most.
_LOOKS = 10
_TWO_FRAMES = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
)


def look(person: Person, state: str, found: list[str], *, sheets: bool = True) -> None:
    """Note what axe complains of in the state that a person's page is in; see `look_at`."""
    look_at(person.page, state, found, desk=DESK, sheets=sheets)


def look_at(
    page: Page, state: str, found: list[str], *, desk: ViewportSize, sheets: bool = True
) -> None:
    """Note what axe complains of in the state that the page is in, on a phone and on a desk.

    sheets: whether axe reads the style sheets too, and not only what they come to.

    With GALLERY_DIR in the environment, a picture of each width and scheme is kept there too.
    """
    # A link that was followed may have brought no more than the beginning of its page.
    page.wait_for_load_state()
    gallery = os.environ.get("GALLERY_DIR")
    looks = [(PHONE, "light"), (desk, "dark"), (PHONE, "dark"), (desk, "light")]
    # axe sees both widths and both schemes with the first two; the gallery shows all four.
    for number, (viewport, scheme) in enumerate(looks if gallery else looks[:2]):
        page.set_viewport_size(viewport)
        page.emulate_media(
            color_scheme=cast(Literal["light", "dark"], scheme), reduced_motion="reduce"
        )
        # The new colours are there with the next picture, not with the next statement.
        page.evaluate(_TWO_FRAMES)
        if gallery:
            name = f"{_slug(state)}-{viewport['width']}-{scheme}.png"
            page.screenshot(path=Path(gallery) / name, full_page=True)
        if number < 2:
            where = f"{state}, {scheme}"
            found.extend(_lasting_violations(page, where, sheets=sheets))


def _lasting_violations(page: Page, where: str, *, sheets: bool) -> list[str]:
    """Something may still be on its way to its new colour; a fault is there to stay."""
    for _ in range(_LOOKS):
        violations = _violations(page, where, sheets=sheets)
        if not violations:
            break
        page.wait_for_timeout(500)
    return violations


def _violations(page: Page, where: str, *, sheets: bool) -> list[str]:
    options = {"runOnly": {"type": "tag", "values": _RULES}, "preload": sheets}
    results = Axe().run(page, options=options)
    return [
        f"{where}: {violation['id']}: {[node['html'][:160] for node in violation['nodes'][:3]]}"
        for violation in results.response["violations"]
    ]


def _slug(state: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", state.lower()).strip("-") or "start"
