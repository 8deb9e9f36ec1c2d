"""Looking at a page in one state: what axe complains of, and a picture for the gallery."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from tests.browser.journey.device import DESK, PHONE, Person

# WCAG 2.2 at level AA, and what it builds on.
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_TWO_FRAMES = (
    "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
)
_LOOKS: list[tuple[Any, Any]] = [(PHONE, "light"), (DESK, "dark"), (PHONE, "dark"), (DESK, "light")]
# axe sees both widths and both schemes with the first two; the gallery shows all four.
_LOOKED_AT_BY_AXE = _LOOKS[:2]


def look(person: Person, state: str, found: list[str], *, sheets: bool = True) -> None:
    """Note what axe complains of in the state that the page is in.

    sheets: whether axe reads the style sheets too, and not only what they come to.

    With GALLERY_DIR in the environment, a picture of each width and scheme is kept there too.
    """
    gallery = os.environ.get("GALLERY_DIR")
    page = person.page
    for viewport, scheme in _LOOKS if gallery else _LOOKED_AT_BY_AXE:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        # The new colours are there with the next picture, not with the next statement.
        page.evaluate(_TWO_FRAMES)
        if gallery:
            name = f"{_slug(state)}-{viewport['width']}-{scheme}.png"
            page.screenshot(path=Path(gallery) / name, full_page=True)
        if (viewport, scheme) in _LOOKED_AT_BY_AXE:
            where = f"{state}, {scheme}"
            # Something may still have been on its way to its new colour; a fault is there to stay.
            if _violations(person, where, sheets=sheets):
                page.wait_for_timeout(500)
                found.extend(_violations(person, where, sheets=sheets))


def _violations(person: Person, where: str, *, sheets: bool) -> list[str]:
    options = {"runOnly": {"type": "tag", "values": _RULES}, "preload": sheets}
    results = Axe().run(person.page, options=options)
    return [
        f"{where}: {violation['id']}: {[node['html'][:160] for node in violation['nodes'][:3]]}"
        for violation in results.response["violations"]
    ]


def _slug(state: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", state.lower()).strip("-") or "start"
