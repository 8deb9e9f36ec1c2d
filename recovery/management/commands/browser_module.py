"""Builds the browser module for other sites: one file, with its integrity hash, ready for npm."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from recovery.management.javascript import bundle, bundle_module

_SCRIPTS = Path(settings.BASE_DIR) / "static" / "js"
ENTRY = _SCRIPTS / "module" / "keyhaven.js"
# A worker has to come from the site itself, so it is a file of its own.
WORKER = _SCRIPTS / "workers" / "argon2.js"
# The folder that npm takes; what describes the module lies there beside what is built.
FOLDER = Path(settings.BASE_DIR) / "recovery" / "module"


class Command(BaseCommand):
    help = "Build the scripts of recovery/module and their hashes; --check only compares."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail if it is not what is built")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        for name, text in build().items():
            path = FOLDER / name
            if not check:
                path.write_text(text)
            elif not path.exists() or path.read_text() != text:
                raise CommandError(f"{name} is out of date: run `manage.py browser_module`.")
        self.stdout.write((FOLDER / "integrity.json").read_text().strip())


def build() -> dict[str, str]:
    """The built files by name. Raises CommandError for a module in a form that is not foreseen."""
    about = "// Keyhaven's browser module. Apache-2.0. Built from static/js; do not edit.\n"
    built = {
        "argon2.js": f"{about}{bundle(WORKER)}\n",
        "keyhaven.js": about + bundle_module(ENTRY),
    }
    files = {**built, "keyhaven.d.ts": (FOLDER / "keyhaven.d.ts").read_text()}
    hashes = {name: integrity(text.encode()) for name, text in files.items()}
    return {**built, "integrity.json": json.dumps(hashes, indent=2) + "\n"}


def integrity(data: bytes) -> str:
    """As in the attribute `integrity` of a script: https://www.w3.org/TR/SRI/"""
    return "sha384-" + base64.b64encode(hashlib.sha384(data).digest()).decode()
