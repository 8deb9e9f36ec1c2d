"""Calls of the developers' API a second, beside a plain django-ninja view with the same queries.

In a process of its own with its own database, driven through Django's test client.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from typing import Any

WALLETS = 500
CALLS = 100
ROUNDS = 3


def measure() -> dict[str, Any]:
    """Keys: ours, plain (calls a second), plain_ratio (ours beside plain)."""
    with tempfile.TemporaryDirectory(prefix="keyhaven-bench-") as folder:
        environment = os.environ | {
            "STATE_DIR": folder,
            "DATABASE_URL": f"sqlite://{folder}/bench.sqlite3",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "LOG_LEVEL": "ERROR",
        }
        command = [sys.executable, "-m", "tests.bench.api_calls"]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def _main() -> None:
    import django

    import tests.environment  # noqa: F401 - settings need it

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import override_settings

    settings.ALLOWED_HOSTS.append("testserver")
    for words in (["migrate", "-v0"], ["createcachetable"], ["collectstatic", "--noinput", "-v0"]):
        call_command(*words)
    key = _fill()
    found: dict[str, list[float]] = {"ours": [], "plain": []}
    for _ in range(ROUNDS):
        # By turns, so that both meet the machine as it is.
        found["ours"].append(_calls_a_second("/api/v1/wallets?limit=50", key))
        with override_settings(ROOT_URLCONF="tests.bench.plain_api", MIDDLEWARE=[]):
            found["plain"].append(_calls_a_second("/wallets?limit=50", key))
    best = {name: round(max(rates), 1) for name, rates in found.items()}
    print(json.dumps(best | {"plain_ratio": round(best["ours"] / best["plain"], 2)}))


def _fill() -> str:
    import secrets

    from recovery.flows import server_keys
    from recovery.models import Wallet
    from tests.tenant import Tenant

    tenant = Tenant("bench")
    Wallet.objects.bulk_create(
        Wallet(holder=tenant.holder, name=f"{number}", wid=secrets.token_bytes(16), generation=1)
        for number in range(WALLETS)
    )
    by = tenant.owner.user
    return server_keys.make(party=tenant.party, name="Bench", scopes=["read"], by=by).text


def _calls_a_second(path: str, key: str) -> float:
    from django.test import Client

    from recovery.models import Attempts

    client = Client(headers={"Authorization": f"Bearer {key}"})
    assert client.get(path).status_code == 200
    seconds = 0.0
    for number in range(CALLS):
        if number % 100 == 0:
            # Nobody may ask so often; here they may.
            Attempts.objects.all().delete()
        began = time.perf_counter()
        assert client.get(path).status_code == 200
        seconds += time.perf_counter() - began
    return CALLS / seconds


if __name__ == "__main__":
    _main()
