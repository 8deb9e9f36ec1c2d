"""Measurements, each a comparison in one run: manage.py bench [--only NAME] [--json FILE]."""

from __future__ import annotations

import json
import os
import platform
from importlib import metadata
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

VERSIONS_OF = ["Django", "django-allauth", "celery", "cryptography", "granian", "webauthn"]


class Command(BaseCommand):
    help = "Measure, and print the figures as JSON. Compare ratios, not milliseconds."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--only", help="the name of one measurement")
        parser.add_argument("--json", type=Path, help="write the figures to this file as well")

    def handle(self, *args: Any, **options: Any) -> None:
        # The measurements drive the tests' passkeys and servers, which production does not have.
        from tests.bench.registry import MEASURES

        only = options["only"]
        if only and only not in MEASURES:
            raise CommandError(f"There is no {only}. Choose one of: {', '.join(MEASURES)}.")
        figures: dict[str, Any] = {"machine": _machine(), "versions": _versions()}
        for name, measure in MEASURES.items():
            if only in {None, name}:
                self.stderr.write(f"keyhaven: measuring {name} …")
                figures[name] = measure()
        text = json.dumps(figures, indent=2)
        self.stdout.write(text)
        if options["json"]:
            options["json"].write_text(text + "\n")


def _machine() -> dict[str, Any]:
    return {"system": platform.platform(), "cores": os.cpu_count(), "processor": _processor()}


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def _versions() -> dict[str, str]:
    return {"python": platform.python_version()} | {
        name: metadata.version(name) for name in VERSIONS_OF
    }
