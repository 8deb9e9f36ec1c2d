#!/usr/bin/env python3
"""The one command: `python3 manage.py demo`, `test`, `lint`, `bench`, and Django's own."""

from __future__ import annotations

import importlib
import os
import sys

from project import bootstrap

# These commands bring the environment that the settings need; every other one finds it set.
ENVIRONMENTS = {
    "demo": "recovery.demo.environment",
    "test": "tests.environment",
    "lint": "tests.environment",
    "bench": "tests.environment",
    "gallery": "tests.environment",
    "vendor": "tests.environment",
    "offline_tool": "tests.environment",
    "texts": "tests.environment",
    "browser_module": "tests.environment",
    "error_list": "tests.environment",
}


def main() -> None:
    bootstrap.ensure(sys.argv)
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command in ENVIRONMENTS:
        importlib.import_module(ENVIRONMENTS[command])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "project.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
