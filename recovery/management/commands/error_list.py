"""Writes docs/guide/errors.md: every error that a program or a person can meet, from its source."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

import recovery.clouds.errors
import recovery.share_errors  # noqa: F401 - their errors are among those that are listed
from recovery.api.v1.problems import PROBLEMS
from recovery.errors import KeyhavenError

LIST = Path(settings.BASE_DIR) / "docs" / "guide" / "errors.md"
_MODULE_ERRORS = Path(settings.BASE_DIR) / "static" / "js" / "lib" / "errors.js"
_MESSAGE = re.compile(r'^  (\w+):\s+"((?:[^"\\]|\\.)*)",$', re.MULTILINE)


class Command(BaseCommand):
    help = "Write docs/guide/errors.md from the errors themselves; --check only compares."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="fail if it is out of date")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        text = build()
        if not check:
            LIST.write_text(text)
        elif not LIST.exists() or LIST.read_text() != text:
            raise CommandError("errors.md is out of date: run `manage.py error_list`.")


def build() -> str:
    """The page as Markdown."""
    ours = _all_of(KeyhavenError)
    clouds = [kind for kind in ours if kind.__module__ == "recovery.clouds.errors"]
    shares = [kind for kind in ours if kind.__module__ == "recovery.share_errors"]
    others = [kind for kind in ours if kind not in [*clouds, *shares]]
    parts = [
        "# Error list\n\nA code never changes its meaning. The sentence beside it is what a person "
        "reads: it says what happened and what to do.\n",
        "## The server\n\nJSON answers of the pages and of the browser module: `code`, `message`, "
        "and the HTTP status.\n",
        _table(("Code", "Status", "What it says"), [_row(kind) for kind in others]),
        "## Clouds\n\nThey stand with a copy while it does not go on, in `error`.\n",
        _table(("Code", "Status", "What it says"), [_row(kind) for kind in clouds]),
        "## Your own server for shares\n\nThey stand with a custodian's share while it is not "
        "stored, in `error`, and are answered when it is asked for.\n",
        _table(("Code", "Status", "What it says"), [_row(kind) for kind in shares]),
        "## The browser module\n\n`error.code` of a `KeyhavenError`.\n",
        _table(("Code", "What it says"), _messages()),
        "## The developers' API\n\n`application/problem+json` (RFC 9457), with the code in "
        "`code`.\n",
        _table(
            ("Code", "Status", "What it means, and what to do"),
            [
                (f"`{code}`", str(each.status), f"{each.title} {each.remedy}")
                for code, each in PROBLEMS.items()
            ],
        ),
    ]
    return "\n".join(parts)


def _all_of(kind: type[KeyhavenError]) -> list[type[KeyhavenError]]:
    below = [found for each in kind.__subclasses__() for found in _all_of(each)]
    return sorted({kind, *below}, key=lambda each: each.code)


def _row(kind: type[KeyhavenError]) -> tuple[str, str, str]:
    return f"`{kind.code}`", str(kind.status), str(kind.message)


def _messages() -> list[tuple[str, str]]:
    found = _MESSAGE.findall(_MODULE_ERRORS.read_text())
    return [(f"`{code}`", text) for code, text in sorted(found)]


def _table(head: tuple[str, ...], rows: list[Any]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in lines) + "\n"
