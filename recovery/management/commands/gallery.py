"""Pictures of every page and state: python3 manage.py gallery. They lie in gallery/ afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from recovery.management.commands.test import FOR_BROWSERS, ensure_packages

_ROOT = Path(__file__).resolve().parents[3]


class Command(BaseCommand):
    help = "Walk through every page in a real browser and keep pictures: 390 and 1280 pixels wide."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--readme",
            action="store_true",
            help="only cut the README's out of those that are there",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        ensure_packages(FOR_BROWSERS)
        folder = _ROOT / "gallery"
        if options["readme"]:
            # Chromium is driven by what the tests need, which production does not have.
            from tests.browser.readme_pictures import cut_out

            cut_out(gallery=folder, folder=_ROOT / "docs" / "pictures")
            return
        folder.mkdir(exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()
        # The tests that look at pages also keep the pictures.
        words = ["-m", "pytest", "-q", "--timeout", "600", "-m", "looks", "tests/browser"]
        environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
        environment["GALLERY_DIR"] = str(folder)
        code = subprocess.run([sys.executable, *words], cwd=_ROOT, env=environment).returncode
        self.stdout.write(f"{len(list(folder.glob('*.png')))} pictures in {folder.name}/")
        sys.exit(code)
