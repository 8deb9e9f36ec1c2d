"""Rebuilds the browser libraries that this site serves itself."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

# package.json and its lock, the build script, and one entry file for each bundle.
SOURCE = Path(settings.BASE_DIR) / "vendor"
BUILT = Path(settings.BASE_DIR) / "static" / "vendor"
TIMEOUT_SECONDS = 300


class Command(BaseCommand):
    help = "Build static/vendor from the locked npm packages; --check only compares."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="fail if static/vendor is not what a build gives"
        )

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        with tempfile.TemporaryDirectory() as folder:
            built = _build(Path(folder) / "source")
            if check:
                _compare(built)
                self.stdout.write("static/vendor is what the locked packages give.")
            else:
                _replace(built)
                self.stdout.write(f"Built {len(_files(BUILT))} files into static/vendor.")


def _build(folder: Path) -> Path:
    """Install and bundle in a copy, so that no node_modules ever lies among the sources."""
    shutil.copytree(SOURCE, folder, ignore=shutil.ignore_patterns("node_modules"))
    _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder=folder)
    _run(["node", "build.mjs", "built"], folder=folder)
    return folder / "built"


def _run(command: list[str], *, folder: Path) -> None:
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=TIMEOUT_SECONDS
        )
    except FileNotFoundError as error:
        raise CommandError(f"This needs {command[0]}, which is not installed.") from error
    except subprocess.TimeoutExpired as error:
        raise CommandError(f"{command[0]} took more than {TIMEOUT_SECONDS} seconds.") from error
    if done.returncode != 0:
        raise CommandError(f"{' '.join(command)} failed:\n{done.stderr}")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _compare(built: Path) -> None:
    expected, found = _files(built), _files(BUILT) if BUILT.is_dir() else {}
    differing = sorted(
        name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name)
    )
    if differing:
        raise CommandError(f"static/vendor differs from a fresh build in: {', '.join(differing)}")


def _replace(built: Path) -> None:
    shutil.rmtree(BUILT, ignore_errors=True)
    shutil.copytree(built, BUILT)
