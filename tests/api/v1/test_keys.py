"""Server keys: shown once, scoped, rotated with an overlap, revoked at once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from recovery.flows import server_keys
from recovery.models import AuditEvent, RelyingParty, Role, ServerKey
from tests.api.v1.conftest import Server
from tests.factories import with_flipped_bit
from tests.staff import staff_client
from tests.tenant import Tenant

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def refusal(response: Any) -> tuple[int, str]:
    assert response.headers["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["request_id"] == response.headers["X-Request-Id"]
    assert body["status"] == response.status_code
    return response.status_code, body["code"]


def test_a_key_says_whose_it_is(server: Server) -> None:
    answer = server.get("/relying-party").json()

    assert (answer["rp_id"], answer["environment"]) == ("acme.example", "live")
    assert answer["origins"] == ["https://acme.example"]


def test_a_key_names_its_environment(acme: Tenant) -> None:
    assert Server(acme).text.startswith("kh_live_")
    assert Server(Tenant("sandbox", environment="test")).text.startswith("kh_test_")


def test_the_key_itself_is_kept_nowhere(server: Server) -> None:
    row = ServerKey.objects.filter(pk=server.key.pk).values().get()

    secret = server.text.split("_", 3)[3]
    assert secret not in repr(row)


def test_without_a_key_there_is_nothing() -> None:
    assert refusal(Client().get("/api/v1/wallets")) == (401, "key_missing")


def test_a_session_of_staff_is_no_key(acme: Tenant) -> None:
    assert refusal(staff_client(acme.party).get("/api/v1/wallets")) == (401, "key_missing")


@pytest.mark.parametrize("wrong", ["", "kh", "kh_live_0_0", "kh_live_00_\u00e9", "x" * 3000])
def test_a_wrong_key_is_refused(acme: Tenant, server: Server, wrong: str) -> None:
    server.text = wrong or "kh_live_nobody_AAAA"
    assert refusal(server.get("/wallets")) == (401, "key_unknown")


def test_one_wrong_bit_is_a_wrong_key(server: Server) -> None:
    prefix, _, secret = server.text.partition(server.key.prefix + "_")
    server.text = f"{server.key.prefix}_{with_flipped_bit(secret, bit=100)}"

    assert prefix == ""
    assert refusal(server.get("/wallets")) == (401, "key_unknown")


def test_a_revoked_key_stops_at_once(acme: Tenant, server: Server) -> None:
    server_keys.revoke(server.key, by=acme.owner.user)

    assert refusal(server.get("/wallets")) == (401, "key_unknown")


def test_a_key_of_a_party_that_is_not_active_stops(acme: Tenant, server: Server) -> None:
    RelyingParty.objects.filter(pk=acme.party.pk).update(is_active=False)

    assert refusal(server.get("/wallets")) == (401, "key_unknown")


def test_after_a_rotation_both_keys_work_for_a_day(acme: Tenant, server: Server) -> None:
    made = server_keys.rotate(server.key, by=acme.owner.user)
    newer = Server(acme)
    newer.text = made.text
    assert made.key.scopes == sorted(server.key.scopes)
    assert server.get("/wallets").status_code == newer.get("/wallets").status_code == 200

    ended = timezone.now() - timedelta(seconds=1)
    ServerKey.objects.filter(pk=server.key.pk, expires_at__isnull=False).update(expires_at=ended)

    assert refusal(server.get("/wallets")) == (401, "key_unknown")
    assert newer.get("/wallets").status_code == 200


def test_rotating_a_revoked_key_does_not_bring_it_back(acme: Tenant, server: Server) -> None:
    server_keys.revoke(server.key, by=acme.owner.user)
    server_keys.rotate(server.key, by=acme.owner.user)

    assert refusal(server.get("/wallets")) == (401, "key_unknown")


@pytest.mark.parametrize(
    ("scope", "path", "allowed"),
    [
        ("read", "/wallets", True),
        ("read", "/events", False),
        ("events", "/events", True),
        ("events", "/wallets", False),
        ("write", "/wallets", False),
    ],
)
def test_a_key_does_what_its_scopes_say(acme: Tenant, scope: str, path: str, allowed: bool) -> None:
    response = Server(acme, [scope]).get(path)

    if allowed:
        assert response.status_code == 200
    else:
        assert refusal(response) == (403, "key_scope")


def test_when_a_key_was_used_is_kept_to_the_minute(server: Server) -> None:
    server.get("/wallets")
    first = ServerKey.objects.get(pk=server.key.pk).last_used_at
    server.get("/wallets")

    assert first is not None
    assert ServerKey.objects.get(pk=server.key.pk).last_used_at == first


# --- In the admin --------------------------------------------------------------------------------


def add(client: Client, tenant: Tenant, scope: str = "read") -> str:
    form = {"relying_party": str(tenant.party.pk), "name": "Backend", "scopes": scope}
    return client.post("/admin/recovery/serverkey/add/", form).content.decode()


def test_a_key_is_shown_once(acme: Tenant) -> None:
    client = staff_client(acme.party, Role.OPERATOR)

    page = add(client, acme)
    found = re.search(r"kh_live_[0-9a-f]{12}_[\w-]{43}", page)
    assert found is not None
    key = ServerKey.objects.get(name="Backend")
    assert server_keys.find(found[0]) == key
    secret = found[0].split("_", 3)[3]
    for path in ("", f"{key.pk}/change/", f"{key.pk}/history/"):
        assert secret not in client.get(f"/admin/recovery/serverkey/{path}").content.decode()
    event = acme.party.events.filter(kind=AuditEvent.Kind.STAFF_ACTED).latest("pk")
    assert event.detail["key"] == key.prefix
    assert secret not in repr(event.detail)


def test_staff_make_keys_for_no_other_party(acme: Tenant, zenith: Tenant) -> None:
    page = add(staff_client(acme.party), zenith)

    assert "Select a valid choice" in page
    assert not ServerKey.objects.filter(name="Backend").exists()


def test_staff_rotate_and_revoke_after_a_page_that_asks(acme: Tenant) -> None:
    client = staff_client(acme.party)
    key = Server(acme).key
    chosen = {"_selected_action": str(key.pk)}

    asked = client.post("/admin/recovery/serverkey/", {**chosen, "action": "rotate"})
    assert "Make a new key in its place?" in asked.content.decode()
    done = client.post(
        "/admin/recovery/serverkey/", {**chosen, "action": "rotate", "confirmed": "yes"}
    )
    assert re.search(r"kh_live_[0-9a-f]{12}_[\w-]{43}", done.content.decode())

    client.post("/admin/recovery/serverkey/", {**chosen, "action": "revoke"})
    key.refresh_from_db()
    assert key.revoked_at is None
    client.post("/admin/recovery/serverkey/", {**chosen, "action": "revoke", "confirmed": "yes"})
    key.refresh_from_db()
    assert key.revoked_at is not None
