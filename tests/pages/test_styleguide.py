"""The style guide shows every part that pages are made of."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from recovery.pages.styleguide import COLOURS, ICONS

ROOT = Path(settings.BASE_DIR)
PARTS = ROOT / "templates" / "parts"
# Pieces of the frame around every page, and what only a script's own page can fill.
ELSEWHERE = {
    *(
        "demo_links.html",
        "htmx.html",
        "language.html",
        "messages.html",
        "older_browser.html",
        "second_touch.html",
        "this_device_first.html",
        "too_old.html",
        "trouble.html",
        "vault_proof.html",
        "waiting_app.html",
    ),
}


def test_every_part_is_shown() -> None:
    guide = (ROOT / "templates" / "recovery" / "styleguide.html").read_text()
    parts = {str(path.relative_to(PARTS)) for path in PARTS.rglob("*.html")}
    shown = set(re.findall(r'"parts/([^"]+)"', guide))
    assert shown == parts - ELSEWHERE


def test_every_icon_is_shown() -> None:
    source = (PARTS / "icon.html").read_text()
    assert set(re.findall(r'name == "(\w+)"', source)) == set(ICONS)


def test_every_colour_is_a_token() -> None:
    tokens = (ROOT / "static" / "css" / "keyhaven.css").read_text()
    swatches = (ROOT / "static" / "css" / "styleguide.css").read_text()
    for name, _ in COLOURS:
        assert tokens.count(f"--{name}:") == 2, f"{name} is for light and for dark"
        assert f".swatch-{name} " in swatches
