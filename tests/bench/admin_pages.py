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
from typing import Any

from tests.bench.figures import spread

WALLETS = 100_000
VISITS = 30


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
    """Many people with a wallet, two places and two copies each, made by the database itself."""
    from recovery.models import CloudAccount, Copy, Generation, Holder, User, Wallet

    some_id, number = "printf('%032x', n.i)", f"{WALLETS} + n.i"
    _multiply(User, tenant.holder.user, id=number, email="'person' || n.i || '@bench.example'")
    _multiply(Holder, tenant.holder, id=some_id, user_id=number, user_handle="randomblob(64)")
    _multiply(Wallet, tenant.wallet, id=some_id, holder_id=some_id, wid="randomblob(16)")
    _multiply(
        Generation,
        tenant.generation,
        id=number,
        wallet_id=some_id,
        ways_in="1 + n.i % 3",
        envelope="randomblob(1500)",
        manifest="randomblob(1500)",
        digest="randomblob(32)",
    )
    days_ago = "strftime('%Y-%m-%d %H:%M:%f', 'now', '-' || (n.i % 9) || ' days')"
    for place, kind in enumerate(("webdav", "s3")):
        place_id = f"printf('%032x', n.i + {place * WALLETS})"
        _multiply(CloudAccount, tenant.account, id=place_id, holder_id=some_id, kind=f"'{kind}'")
        _multiply(
            Copy,
            tenant.copy,
            id=place_id,
            wallet_id=some_id,
            generation_id=number,
            account_id=place_id,
            proved_at=f"CASE WHEN n.i % 5 THEN {days_ago} END",
        )


def _multiply(model: Any, row: Any, **columns: str) -> None:
    """As many rows as there are wallets, all like this one but for the columns that are named.

    columns: SQL over the number of the row, n.i.
    """
    from django.db import connection

    table, key = model._meta.db_table, model._meta.pk
    names = [field.column for field in model._meta.concrete_fields]
    values = ", ".join(columns.get(name, f't."{name}"') for name in names).replace("%", "%%")
    statement = f"""
        INSERT INTO {table} ({", ".join(f'"{name}"' for name in names)})
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {WALLETS})
        SELECT {values} FROM n, (SELECT * FROM {table} WHERE {key.column} = %s) t
    """  # noqa: S608 - nothing here comes from outside
    with connection.cursor() as cursor:
        cursor.execute(statement, [key.get_db_prep_value(row.pk, connection)])


if __name__ == "__main__":
    _main()
