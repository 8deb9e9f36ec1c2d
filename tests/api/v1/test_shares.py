"""Custodian shares through the API: kept and released for one party's keys, and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import F
from pytest_django import Settings

from recovery import base64url
from recovery.api.v1 import router
from recovery.flows import backup_shares
from recovery.models import (
    Attempts,
    AuditEvent,
    BackupShare,
    IdempotentAnswer,
    RelyingParty,
    ServerKey,
    SharePair,
)
from tests.api.v1.conftest import Server
from tests.api.v1.test_edge import may_eject
from tests.api.v1.test_keys import refusal
from tests.staff import staff_client
from tests.tenant import Tenant

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SHARE = b"a custodian's share of another kit"


@pytest.fixture
def path(acme: Tenant) -> str:
    """Of a wallet of which nothing is kept yet."""
    acme.wallet.share_pairs.all().delete()
    return f"/wallets/{acme.wallet.pk}/shares"


def put(server: Server, path: str, share: bytes = SHARE, *, version: int = 1) -> Any:
    body = {"share": base64url.encode(share)}
    return server.put(f"{path}/{version}/custodian", body=body)


def release(server: Server, path: str, *, version: int = 1) -> Any:
    return server.post(f"{path}/{version}/custodian/release")


def test_a_share_is_stored_and_released_to_the_key(server: Server, path: str) -> None:
    stored = put(server, path)
    assert (stored.status_code, stored.json()["state"]) == (200, "open")

    released = release(server, path)

    assert (released.status_code, released.headers["Cache-Control"]) == (200, "no-store")
    assert base64url.decode(released.json()["share"]) == SHARE
    event = AuditEvent.objects.filter(kind=AuditEvent.Kind.SHARE_RELEASED).get()
    assert event.detail["by"] == server.key.prefix
    (pair,) = server.get(path).json()["pairs"]
    assert pair["shares"][0]["released_to"] == server.key.prefix


def test_what_is_asked_twice_is_done_once_and_answered_as_it_is(server: Server, path: str) -> None:
    assert put(server, path).json() == put(server, path).json()
    assert refusal(put(server, path, b"another")) == (409, "share_conflict")
    put(server, path, version=2)
    assert refusal(put(server, path)) == (409, "share_outdated")

    assert server.delete(path).json() == {"pairs": 1}
    assert server.delete(path).json() == {"pairs": 0}
    assert refusal(release(server, path, version=2)) == (404, "not_found")
    assert not IdempotentAnswer.objects.exists()


@pytest.mark.parametrize("scope", [each for each in ServerKey.Scope.values if each != "custody"])
def test_only_a_key_for_custody_stores_releases_and_deletes(
    acme: Tenant, server: Server, path: str, scope: str
) -> None:
    put(server, path)
    other = Server(acme, [scope])

    for answer in (put(other, path), release(other, path), other.delete(path)):
        assert refusal(answer) == (403, "key_scope")
    assert base64url.decode(release(server, path).json()["share"]) == SHARE


def test_another_party_finds_releases_and_changes_nothing(
    server: Server, path: str, zenith: Tenant
) -> None:
    put(server, path)
    other = Server(zenith)

    for answer in (put(other, path), release(other, path), other.delete(path), other.get(path)):
        assert refusal(answer) == (404, "not_found")
    assert base64url.decode(release(server, path).json()["share"]) == SHARE


def test_a_share_that_was_moved_between_parties_opens_at_neither(
    server: Server, path: str, zenith: Tenant
) -> None:
    put(server, path)
    zenith.wallet.share_pairs.all().delete()
    SharePair.objects.update(wallet=zenith.wallet)

    theirs = release(Server(zenith), f"/wallets/{zenith.wallet.pk}/shares")

    assert refusal(theirs) == (410, "share_unreadable")
    assert not AuditEvent.objects.filter(kind=AuditEvent.Kind.SHARE_RELEASED).exists()


def test_without_its_key_service_nothing_is_stored_or_released(
    server: Server, path: str, settings: Settings
) -> None:
    put(server, path)
    settings.CUSTODY_KEYS = {}

    assert refusal(put(server, path, version=2)) == (501, "key_service_off")
    assert refusal(release(server, path)) == (410, "share_unreadable")


def test_a_share_has_a_size_and_one_spelling(server: Server, path: str) -> None:
    most = backup_shares.MAX_SHARE_BYTES
    assert refusal(put(server, path, bytes(most + 1))) == (413, "share_too_large")
    for text in ("", "A", "AA==", "A+/=", 1):
        wrong = server.put(f"{path}/1/custodian", body={"share": text})
        assert refusal(wrong) == (400, "bad_request")
    assert not SharePair.objects.exists()
    assert put(server, path, bytes(most)).status_code == 200


def test_shares_have_a_limit_below_that_of_the_api(server: Server, path: str) -> None:
    put(server, path)
    Attempts.objects.update(count=router.SHARES_A_MINUTE)
    # The next window may begin meanwhile.
    Attempts.objects.bulk_create(
        Attempts(name=row.name, window=row.window + 60, count=row.count)
        for row in Attempts.objects.all()
    )

    refused = release(server, path)

    assert refusal(refused) == (429, "too_many_requests")
    assert refused.headers["X-RateLimit-Limit"] == str(router.SHARES_A_MINUTE)
    assert server.get("/wallets").status_code == 200


# --- Both to the person --------------------------------------------------------------------------


def test_a_key_opens_the_time_that_the_policy_gives(acme: Tenant, server: Server) -> None:
    may_eject(acme)
    address = f"/wallets/{acme.wallet.pk}/eject"
    opened = server.post(address).json()["ejectable_until"]
    assert opened is not None
    assert server.post(address).json()["ejectable_until"] == opened
    assert server.get(f"/wallets/{acme.wallet.pk}/shares").json()["ejectable_until"] == opened

    assert server.delete(address).json() == {"ejectable_until": None}
    assert server.get(f"/wallets/{acme.wallet.pk}/shares").json()["ejectable_until"] is None


def test_a_policy_that_forbids_it_cannot_be_got_around(acme: Tenant, server: Server) -> None:
    may_eject(acme)
    address = f"/wallets/{acme.wallet.pk}/eject"
    server.post(address)
    RelyingParty.objects.update(eject_hours=0)

    assert refusal(server.post(address)) == (403, "eject_not_allowed")
    assert server.get(f"/wallets/{acme.wallet.pk}/shares").json()["ejectable_until"] is None


def test_only_a_key_with_the_scope_opens_it(acme: Tenant, server: Server) -> None:
    may_eject(acme)
    address = f"/wallets/{acme.wallet.pk}/eject"
    others = [each for each in ServerKey.Scope.values if each != "eject"]

    assert refusal(Server(acme, others).post(address)) == (403, "key_scope")
    assert refusal(Server(acme, others).delete(address)) == (403, "key_scope")


def test_half_a_wallet_is_not_let_go(acme: Tenant, server: Server) -> None:
    RelyingParty.objects.update(eject_hours=1)

    assert refusal(server.post(f"/wallets/{acme.wallet.pk}/eject")) == (409, "share_missing")


# --- In the admin --------------------------------------------------------------------------------


def test_the_admin_says_that_a_share_is_kept_and_who_had_it(
    acme: Tenant, server: Server, path: str
) -> None:
    put(server, path)
    release(server, path)
    row = BackupShare.objects.get()
    client = staff_client(acme.party)

    pages = [
        client.get(f"/admin/recovery/backupshare/{end}").content.decode()
        for end in ("", f"{row.pk}/change/")
    ]

    for page in pages:
        assert server.key.prefix in page
        assert SHARE.decode() not in page
        assert base64url.encode(SHARE) not in page
    assert BackupShare.objects.filter(released_to=F("stored_by")).exists()
