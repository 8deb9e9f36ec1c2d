"""Server time of the admin's first page and of a list, for a relying party with 100,000 wallets.

In a process of its own with its own database, driven through Django's test client.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.bench.figures import spread

WALLETS = 100_000
VISITS = 30
BATCH = 2000


def measure() -> dict[str, Any]:
    """Keys: dashboard, wallet_list (server time of a page), count_seconds (of a count)."""
    with tempfile.TemporaryDirectory(prefix="keyhaven-bench-") as folder:
        environment = os.environ | {
            "STATE_DIR": folder,
            "DATABASE_URL": f"sqlite://{folder}/bench.sqlite3",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "LOG_LEVEL": "ERROR",
        }
        command = [sys.executable, "-m", "tests.bench.admin_pages"]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def _main() -> None:
    import django

    import tests.environment  # noqa: F401 - settings need it

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS.append("testserver")
    for words in (["migrate", "-v0"], ["createcachetable"], ["collectstatic", "--noinput", "-v0"]):
        call_command(*words)
    from recovery.flows import figures
    from tests.staff import staff_client
    from tests.tenant import Tenant

    tenant = Tenant("bench")
    _fill(tenant)
    started = time.perf_counter()
    figures.count(tenant.party)
    counted = time.perf_counter() - started
    client = staff_client(tenant.party)
    listed = "/admin/recovery/wallet/?standing=few-copies"
    result = {
        "dashboard": spread(_times(lambda: client.get("/admin/"))),
        "wallet_list": spread(_times(lambda: client.get(listed))),
        "count_seconds": round(counted, 2),
        "wallets": WALLETS,
    }
    json.dump(result, sys.stdout)


def _times(visit: Callable[[], Any]) -> list[float]:
    visit()
    times = []
    for _ in range(VISITS):
        started = time.perf_counter()
        assert visit().status_code == 200
        times.append((time.perf_counter() - started) * 1000)
    return times


def _fill(tenant: Any) -> None:
    from django.utils import timezone

    from recovery.models import CloudAccount, Copy, Generation, Holder, User, Wallet

    now = timezone.now()
    numbers = range(WALLETS)
    users = User.objects.bulk_create(
        (User(email=f"person{number}@bench.example") for number in numbers), batch_size=BATCH
    )
    holders = Holder.objects.bulk_create(
        (Holder(relying_party=tenant.party, user=user, name="Person") for user in users),
        batch_size=BATCH,
    )
    wallets = Wallet.objects.bulk_create(
        (
            Wallet(holder=holder, name="Savings", wid=os.urandom(16), generation=1)
            for holder in holders
        ),
        batch_size=BATCH,
    )
    generations = Generation.objects.bulk_create(
        (
            Generation(
                wallet=wallet,
                number=1,
                state="committed",
                ways_in=1 + number % 3,
                envelope=os.urandom(1500),
                manifest=os.urandom(1500),
                digest=os.urandom(32),
                manifest_key=bytes(32),
                writer=bytes(32),
                device="Browser",
                created_at=now,
            )
            for number, wallet in enumerate(wallets)
        ),
        batch_size=BATCH,
    )
    accounts = CloudAccount.objects.bulk_create(
        (
            CloudAccount(holder=holder, kind=kind, state="done", account_hint=kind, due_at=now)
            for kind in ("webdav", "s3")
            for holder in holders
        ),
        batch_size=BATCH,
    )
    Copy.objects.bulk_create(
        (
            Copy(
                wallet=wallets[number % WALLETS],
                generation=generations[number % WALLETS],
                account=account,
                state="done",
                proved_at=now - timedelta(days=number % 9) if number % 5 else None,
                due_at=now,
            )
            for number, account in enumerate(accounts)
        ),
        batch_size=BATCH,
    )


if __name__ == "__main__":
    _main()
