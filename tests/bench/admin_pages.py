"""Server time of the admin's first page and of a list, for a relying party with 100,000 wallets."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.bench import own_process
from tests.bench.figures import spread

WALLETS = 100_000
VISITS = 100


def measure() -> dict[str, Any]:
    """Keys: dashboard, wallet_list (server time of a page, by the clock and of the processor),
    count_seconds (of a count)."""
    return own_process.run("tests.bench.admin_pages")


def _main() -> None:
    own_process.begin()
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
        **_spreads("dashboard", lambda: client.get("/admin/"), visits=VISITS),
        **_spreads("wallet_list", lambda: client.get(listed), visits=VISITS // 5),
        "count_seconds": round(counted, 2),
        "wallets": WALLETS,
    }
    json.dump(result, sys.stdout)


def _spreads(name: str, visit: Callable[[], Any], *, visits: int) -> dict[str, Any]:
    """Of a page: by the clock, and of the processor, which other work does not lengthen."""
    visit()
    times, processor = [], []
    for _ in range(visits):
        began, worked = time.perf_counter(), time.process_time()
        assert visit().status_code == 200
        times.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - worked) * 1000)
    return {name: spread(times), f"{name}_processor": spread(processor)}


def _fill(tenant: Any) -> None:
    """Many people with a wallet, two places and two copies each, made by the database itself."""
    from django.db import connection

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
    # What PostgreSQL does by itself: without it a page of a list is planned as if it were empty.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


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
