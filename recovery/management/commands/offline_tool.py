"""Builds the offline tool for browsers: one HTML file of the page, its style and its modules.

Nothing but Python takes part, so that anybody can build it again and compare the SHA-256.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from recovery.management.javascript import bundle

SOURCE = Path(settings.BASE_DIR) / "recovery" / "offline" / "browser"
BUILT = Path(settings.BASE_DIR) / "recovery" / "offline" / "keyhaven-offline.html"


class Command(BaseCommand):
    help = "Build recovery/offline/keyhaven-offline.html; --check only compares."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail if it is not what is built")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        page = build().encode()
        if not check:
            BUILT.write_bytes(page)
        elif not BUILT.exists() or BUILT.read_bytes() != page:
            raise CommandError(f"{BUILT.name} is out of date: run `manage.py offline_tool`.")
        self.stdout.write(f"{hashlib.sha256(page).hexdigest()}  {BUILT.name}")


def build() -> str:
    """The whole file. Raises CommandError for a module in a form that is not foreseen."""
    script = bundle(SOURCE / "page.js")
    style = (SOURCE / "page.css").read_text().rstrip()
    policy = (
        f"default-src 'none'; script-src {_hashed(script)} 'wasm-unsafe-eval'; "
        f"style-src {_hashed(style)}; base-uri 'none'; form-action 'none'"
    )
    page = (SOURCE / "page.html").read_text()
    parts = {"policy": policy, "style": style, "script": script}
    return re.sub(r"\{\{ (\w+) \}\}", lambda mark: parts[mark[1]], page)


def _hashed(content: str) -> str:
    """A source expression of the content security policy that permits exactly this text."""
    digest = hashlib.sha256(content.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
