"""What it costs to find the row whose turn it is, to claim it and to finish it.

With 1,000, 100,000 and 1,000,000 due copies of many people, in a database of its own. The fourth
figure is with 100,000 rows and 10,000 more in front of them at a host that rests: the first choice
moves those out of the way, which is measured by itself.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from typing import Any

from tests import postgresql
from tests.bench.figures import spread

ROWS = (1_000, 100_000, 1_000_000)
PASSED_OVER = 10_000
CLAIMS = 200
# What each person has, and a copy of each wallet in each place.
_WALLETS = 20
_PLACES = 50
_COPIES_EACH = _WALLETS * _PLACES
_BATCH = 10_000


def measure(*, database: str = "sqlite") -> dict[str, Any]:
    """Milliseconds for one row, by the number of due rows, and the last by the first of them."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="keyhaven-bench-"))
        url = f"sqlite://{folder}/bench.sqlite3"
        if database == "postgresql":
            url = stack.enter_context(postgresql.running())
        environment = os.environ | {
            "STATE_DIR": folder,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "LOG_LEVEL": "ERROR",
        }
        command = [sys.executable, "-m", "tests.bench.claims"]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    growth = found[f"{ROWS[-1]}_rows"]["ms_p50"] / found[f"{ROWS[0]}_rows"]["ms_p50"]
    resting = found["beside_a_resting_host"]["ms_p50"] / found[f"{ROWS[1]}_rows"]["ms_p50"]
    return {
        "database": database,
        **found,
        "million_by_thousand": round(growth, 2),
        "resting_by_none": round(resting, 2),
    }


def _main() -> None:
    import django

    import tests.environment  # noqa: F401 - settings need it

    django.setup()
    from django.core.management import call_command

    call_command("migrate", "-v0")
    found, there = {}, 0
    for rows in ROWS:
        _fill(rows - there, first=there)
        there = rows
        found[f"{rows}_rows"] = spread(_claims())
        if rows == ROWS[1]:
            first, *others = _beside_a_resting_host(there)
            found["beside_a_resting_host"] = {"first_ms": round(first, 3)} | spread(others)
    print(json.dumps(found))


def _beside_a_resting_host(there: int) -> list[float]:
    """With rows in front that nobody can do now; they are gone afterwards."""
    from datetime import timedelta

    from django.utils import timezone

    from recovery.flows import lanes
    from recovery.models import Copy, Lane

    _fill(PASSED_OVER, first=there, host="ill.example")
    earlier, later = timezone.now() - timedelta(days=2), timezone.now() + timedelta(hours=1)
    ill = Copy.objects.filter(account__lane="webdav ill.example")
    ill.update(due_at=earlier, turn=earlier)
    lane = Lane.objects.create(
        name="webdav ill.example", failures=lanes.FAILURES, rests_until=later
    )
    taken = _claims()
    ill.delete()
    lane.delete()
    return taken


def _claims() -> list[float]:
    from recovery.flows import work
    from recovery.models import Copy
    from recovery.tasks import KINDS

    kinds = {kind: model for kind, (model, _) in KINDS.items()}
    taken = []
    for _ in range(CLAIMS):
        began = time.perf_counter()
        found = work.next_row(kinds)
        assert found is not None
        claimed = work.claim(Copy, found[1])
        assert claimed is not None
        # As a copy that is made: the row goes out of the queue.
        assert work.finish(claimed)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def _fill(rows: int, *, first: int, host: str = "") -> None:
    """Due copies of as many people as it takes; `first` keeps names apart."""
    people = -(-rows // _COPIES_EACH)
    for start in range(0, people, _BATCH // _COPIES_EACH):
        count = min(_BATCH // _COPIES_EACH, people - start)
        _add_people(first // _COPIES_EACH + start, count, host=host)
    _settle_statistics()


def _add_people(first: int, count: int, *, host: str) -> None:
    import secrets

    from django.utils import timezone

    from recovery.models import CloudAccount, Generation, Holder, User, Wallet
    from tests.factories import new_relying_party

    party, now = new_relying_party(), timezone.now()
    mark = host or "p"
    users = User.objects.bulk_create(
        User(email=f"{mark}{first + number}@bench.example") for number in range(count)
    )
    holders = Holder.objects.bulk_create(
        Holder(relying_party=party, user=user, name="Somebody") for user in users
    )
    wallets = Wallet.objects.bulk_create(
        Wallet(holder=holder, name=f"{number}", wid=secrets.token_bytes(16), generation=1)
        for holder in holders
        for number in range(_WALLETS)
    )
    generations = Generation.objects.bulk_create(
        Generation(
            wallet=wallet,
            number=1,
            state="committed",
            digest=bytes(32),
            manifest_key=bytes(32),
            writer=bytes(32),
            created_at=now,
            committed_at=now,
        )
        for wallet in wallets
    )
    CloudAccount.objects.bulk_create(
        CloudAccount(
            holder=holder,
            kind="webdav",
            settings={"number": number},
            lane=f"webdav {host or f'{index % 100}.example'}",
            state="done",
            due_at=now,
        )
        for index, holder in enumerate(holders)
        for number in range(_PLACES)
    )
    _add_copies([generation.pk for generation in generations])


def _add_copies(generation_ids: list[int]) -> None:
    """A due copy of each of these in each place of its holder, made by the database itself."""
    from datetime import timedelta

    from django.db import connection
    from django.utils import timezone

    ago = timezone.now() - timedelta(days=1)
    new_id = (
        "gen_random_uuid()" if connection.vendor == "postgresql" else "lower(hex(randomblob(16)))"
    )
    marks = ", ".join(["%s"] * len(generation_ids))
    # Both parts that are put in are made above, not by anybody else.
    query = f"""
        INSERT INTO recovery_copy (id, wallet_id, generation_id, account_id, state, due_at,
            turn, attempts, error, step, place)
        SELECT {new_id}, w.id, g.id, a.id, 'due', %s, %s, 0, '', 'waiting', ''
        FROM recovery_generation g
        JOIN recovery_wallet w ON w.id = g.wallet_id
        JOIN recovery_cloudaccount a ON a.holder_id = w.holder_id
        WHERE g.id IN ({marks})
        """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(query, [ago, ago, *generation_ids])


def _settle_statistics() -> None:
    """What a database does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    _main()
