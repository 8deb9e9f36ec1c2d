"""A relying party's server reads its policy, and changes it with a key that may."""

from __future__ import annotations

from typing import Any

import pytest

from recovery.models import AuditEvent
from tests.api.v1.conftest import Server
from tests.api.v1.test_keys import refusal
from tests.tenant import Tenant

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def wanted(server: Server, **changes: Any) -> dict[str, Any]:
    return {**server.get("/policy").json(), **changes}


def test_a_policy_is_read_and_changed(acme: Tenant, server: Server) -> None:
    body = wanted(server, methods=["passkey", "kit"], required=["kit"], recovery_delay_days=14)

    changed = server.put("/policy", once="a", body=body)

    assert (changed.status_code, changed.json()) == (200, body)
    assert server.get("/policy").json() == body
    event = acme.party.events.get(kind=AuditEvent.Kind.POLICY_CHANGED)
    assert event.detail["by"] == server.key.prefix
    assert set(event.detail["changed"]) == {"methods", "required", "recovery_delay_days"}


def test_only_a_key_with_the_scope_changes_it(acme: Tenant, server: Server) -> None:
    body = wanted(server, pin_digits=8)

    refused = Server(acme, ["read", "write", "events"]).put("/policy", once="a", body=body)

    assert refusal(refused) == (403, "key_scope")
    assert server.get("/policy").json()["pin_digits"] == 6


def test_a_policy_that_cannot_be_kept_is_a_problem(server: Server) -> None:
    body = wanted(server, methods=["passkey"], required=["kit"])

    assert refusal(server.put("/policy", once="a", body=body)) == (422, "policy_refused")


@pytest.mark.parametrize("change", [{"pin_digits": 5}, {"more": 1}, {"methods": []}])
def test_a_body_that_is_not_as_documented_is_refused(
    server: Server, change: dict[str, Any]
) -> None:
    body = wanted(server, **change)

    assert refusal(server.put("/policy", once="a", body=body)) == (400, "bad_request")
