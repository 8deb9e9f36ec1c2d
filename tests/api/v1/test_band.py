"""A wallet's app says through its server what the wallet is meant to hold."""

from __future__ import annotations

import pytest

from recovery.models import Reminder
from tests.api.v1.conftest import Server
from tests.api.v1.test_keys import refusal
from tests.tenant import Tenant

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_an_app_says_that_money_arrived(acme: Tenant, server: Server) -> None:
    path = f"/wallets/{acme.wallet.pk}"
    put_off = Reminder.objects.create(
        wallet=acme.wallet, kind="own_copy", passed=2, state="done", due_at=acme.wallet.created_at
    )
    assert server.get(path).json()["band"] == "none"

    answer = server.put(f"{path}/band", body={"band": "small"})

    assert (answer.status_code, answer.json()["band"]) == (200, "small")
    assert server.get(path).json()["band"] == "small"
    put_off.refresh_from_db()
    assert put_off.state == "due"


def test_a_balance_is_not_asked_for_and_others_wallets_are_not_there(
    acme: Tenant, zenith: Tenant, server: Server
) -> None:
    path = f"/wallets/{acme.wallet.pk}/band"
    assert refusal(server.put(path, body={"band": 21_000})) == (400, "bad_request")
    assert refusal(server.put(path, body={"band": "small", "sats": 1})) == (400, "bad_request")
    assert refusal(Server(zenith).put(path, body={"band": "small"})) == (404, "not_found")
    assert refusal(Server(acme, ["read"]).put(path, body={"band": "small"}))[1] == "key_scope"
