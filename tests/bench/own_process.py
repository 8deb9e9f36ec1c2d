"""A measurement in a process of its own, with a database of its own, by Django's test client.

Nothing that another measurement left behind is met there, and each may have its own settings.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from typing import Any


def run(module: str, *, settings: str = "tests.settings") -> dict[str, Any]:
    """What the module prints, as JSON."""
    with tempfile.TemporaryDirectory(prefix="keyhaven-bench-") as folder:
        environment = os.environ | {
            "STATE_DIR": folder,
            "DATABASE_URL": f"sqlite://{folder}/bench.sqlite3",
            "DJANGO_SETTINGS_MODULE": settings,
            "LOG_LEVEL": "ERROR",
        }
        for name in ("ENCLAVE_ADDRESS", "CLOUD_FOLDER_ROOT"):
            environment.pop(name, None)
        command = [sys.executable, "-m", module]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


def begin() -> None:
    """In that process: Django with an empty database. Models can be imported after this."""
    import django

    import tests.environment  # noqa: F401 - it fills what the settings read

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    call_command("collectstatic", verbosity=0, interactive=False)
