"""The long run of many_kills.py: python -m tests.slow --copies 10000 --kills 1000"""

from __future__ import annotations

import argparse
import json
import os
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import django


def main() -> None:
    parser = argparse.ArgumentParser(description="Kill workers and the broker; lose no copy.")
    parser.add_argument("--copies", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--database", default="sqlite", choices=["sqlite", "postgresql"])
    chosen = parser.parse_args()
    _begin()
    from tests import postgresql
    from tests.slow import many_kills
    from tests.slow.killing import chance

    with ExitStack() as stack:
        url = None
        if chosen.database == "postgresql":
            url = stack.enter_context(postgresql.running())
        crowd = stack.enter_context(many_kills.crowd_on(url))
        many_kills.fill(crowd, copies=chosen.copies)
        report = many_kills.run(crowd, kills=chosen.kills, moments=chance("many kills"))
    print(json.dumps(asdict(report)))


def _begin() -> None:
    """What pytest does for the tests."""
    import tests.environment  # noqa: F401 - settings need it

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    main()
