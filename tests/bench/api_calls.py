"""Calls of the developers' API a second, beside a plain django-ninja view with the same queries."""

from __future__ import annotations

import json
import time
from typing import Any

from tests.bench import own_process

WALLETS = 500
CALLS = 100
ROUNDS = 3


def measure() -> dict[str, Any]:
    """Keys: ours, plain (calls a second), plain_ratio (ours beside plain)."""
    return own_process.run("tests.bench.api_calls")


def _main() -> None:
    own_process.begin()
    from django.test import override_settings

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
