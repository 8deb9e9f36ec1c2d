"""All checks that read the code: python3 manage.py lint."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from django.core.management import BaseCommand

_ROOT = Path(__file__).resolve().parents[3]
_PROGRAMS = Path(sys.executable).parent
_CHECKS = {
    "ruff check": ["ruff", "check", "--quiet", "."],
    "ruff format": ["ruff", "format", "--check", "--quiet", "."],
    "mypy": ["mypy"],
    "import rules": ["lint-imports", "--no-cache"],
}


class Command(BaseCommand):
    help = "Check style, types and import rules. All of them run, whichever fails."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        failed = [name for name, words in _CHECKS.items() if not _passes(words)]
        if failed:
            print(f"keyhaven: lint failed: {', '.join(failed)}", file=sys.stderr)
            sys.exit(1)
        print("keyhaven: lint passed")


def _passes(words: list[str]) -> bool:
    program, *rest = words
    return subprocess.run([str(_PROGRAMS / program), *rest], cwd=_ROOT).returncode == 0
