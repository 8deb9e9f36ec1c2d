"""Shares on the party's own server, and what its app says of the client's, through the API."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from recovery import base64url
from recovery.api import other_sites
from recovery.api.v1.problems import PROBLEMS
from recovery.errors import ShareConflict
from recovery.flows import backup_shares, client_shares, served_shares, share_server, wallet_facts
from recovery.flows.backup_shares import Part
from recovery.models import AuditEvent, HolderSession, ServedShare, SharePair
from recovery.share_errors import ShareServerError
from tests.api.v1.conftest import Server
from tests.api.v1.test_keys import refusal
from tests.flows.share_receiver import ShareReceiver, receiver
from tests.moments import before_query, queries_of
from tests.tenant import Tenant

__all__ = ["receiver"]

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SHARE = base64url.encode(b"a custodian's share of another kit")


@pytest.fixture
def path(acme: Tenant, receiver: ShareReceiver) -> str:
    """Of a wallet of which nothing is kept yet, by a party that keeps shares itself."""
    SharePair.objects.filter(wallet=acme.wallet).delete()
    share_server.make(party=acme.party, url=receiver.url)
    return f"/wallets/{acme.wallet.pk}"


def put(server: Server, path: str, *, version: int = 1) -> Any:
    return server.put(f"{path}/shares/{version}/custodian", body={"share": SHARE})


def release(server: Server, path: str, *, version: int = 1) -> Any:
    return server.post(f"{path}/shares/{version}/custodian/release")


def tell(server: Server, path: str, success: bool, method: str = "PASSWORD") -> Any:
    body = {"success": success, "backup_method": method}
    return server.put(f"{path}/stored-client-backup-share", body=body)


def work() -> None:
    for row in ServedShare.objects.all():
        ServedShare.objects.filter(pk=row.pk).update(due_at=timezone.now())
        served_shares.run(str(row.pk))


def standing(answer: Any) -> list[tuple[str, str]]:
    (pair,) = answer.json()["pairs"]
    return [(share["standing"], share["error"]) for share in pair["shares"]]


def test_a_share_that_goes_meanwhile_is_never_said_to_lie_with_us(
    acme: Tenant, server: Server, path: str
) -> None:
    put(server, path)
    for number in range(1, queries_of(lambda: server.get(f"{path}/shares")) + 1):
        with transaction.atomic():
            with before_query(number, SharePair.objects.filter(wallet=acme.wallet).delete):
                pairs = server.get(f"{path}/shares").json()["pairs"]
            said = {share["standing"] for pair in pairs for share in pair["shares"]}
            assert said <= {"waiting"}, f"gone before query {number}"
            transaction.set_rollback(True)


def test_a_share_goes_to_the_partys_own_server_and_comes_back_from_there(
    server: Server, path: str, receiver: ShareReceiver
) -> None:
    assert put(server, path).status_code == 200
    assert standing(server.get(f"{path}/shares")) == [("waiting", "")]
    work()
    assert standing(server.get(f"{path}/shares")) == [("stored", "")]

    receiver.got.clear()
    answer = release(server, path)

    assert (answer.status_code, answer.json()["share"]) == (200, SHARE)
    assert [asked for asked, _, _ in receiver.got] == ["backup/fetch"]


def test_what_the_partys_server_does_wrong_is_named(
    server: Server, path: str, receiver: ShareReceiver
) -> None:
    put(server, path)
    work()
    receiver.says("backup/fetch", 200, b'{"backupShares": []}')
    assert refusal(release(server, path)) == (502, "share_not_there")
    receiver.says("backup/fetch", 500)
    assert refusal(release(server, path)) == (502, "share_server_refused")
    work()

    assert standing(server.get(f"{path}/shares")) == [("unknown", "share_server_refused")]
    assert not AuditEvent.objects.filter(kind=AuditEvent.Kind.SHARE_RELEASED).exists()


def test_every_failure_of_such_a_server_is_documented() -> None:
    kinds: list[type[ShareServerError]] = [ShareServerError, *_below(ShareServerError)]
    for kind in kinds:
        assert PROBLEMS[kind.code].status == kind.status


def _below(kind: type[ShareServerError]) -> list[type[ShareServerError]]:
    return [found for each in kind.__subclasses__() for found in [each, *_below(each)]]


# --- What the app says ---------------------------------------------------------------------------


def test_with_a_yes_the_pair_counts_and_the_one_before_it_goes(server: Server, path: str) -> None:
    put(server, path)
    first = tell(server, path, True).json()
    assert [(pair["version"], pair["state"]) for pair in first["pairs"]] == [(1, "complete")]
    put(server, path, version=2)

    refused = tell(server, path, False).json()["pairs"]
    assert [(pair["version"], pair["state"]) for pair in refused] == [(2, "open"), (1, "complete")]
    assert release(server, path).status_code == 200

    taken = tell(server, path, True).json()["pairs"]
    assert [(pair["version"], pair["state"]) for pair in taken] == [(2, "complete")]


def test_what_was_said_stands_with_the_wallet_for_each_method(server: Server, path: str) -> None:
    tell(server, path, True)
    tell(server, path, False, "GDRIVE")
    tell(server, path, False)

    told = server.get(path).json()["client_shares"]

    assert {each["backup_method"]: each["stored"] for each in told} == {
        "PASSWORD": False,
        "GDRIVE": False,
    }
    events = AuditEvent.objects.filter(kind=AuditEvent.Kind.CLIENT_SHARE_TOLD)
    assert [event.detail["stored"] for event in events.order_by("pk")] == [True, False, False]


def test_a_word_never_takes_the_place_of_a_client_share_that_lies_with_us(
    acme: Tenant, server: Server
) -> None:
    """The browser reads its share back there; a server key cannot say that in its place."""
    path = f"/wallets/{acme.wallet.pk}"
    SharePair.objects.filter(wallet=acme.wallet).delete()
    put(server, path)
    keep = partial(backup_shares.store_share, wallet=acme.wallet, part=Part.CLIENT, by="Laptop")
    keep(version=1, share=b"client's, encrypted")

    (pair,) = tell(server, path, True).json()["pairs"]

    assert pair["state"] == "open"
    assert [each["stored"] for each in server.get(path).json()["client_shares"]] == [True]
    backup_shares.confirm(wallet=acme.wallet, version=1, is_stored=True, by="Laptop")
    put(server, path, version=2)
    after = tell(server, path, True).json()["pairs"]
    assert [(pair["version"], pair["state"]) for pair in after] == [(2, "open"), (1, "complete")]


def test_where_only_the_custodians_share_lies_with_us_a_word_lets_the_pair_count(
    acme: Tenant, server: Server
) -> None:
    path = f"/wallets/{acme.wallet.pk}"
    SharePair.objects.filter(wallet=acme.wallet).delete()
    put(server, path)
    assert tell(server, path, False).json()["pairs"][0]["state"] == "open"
    assert tell(server, path, True).json()["pairs"][0]["state"] == "complete"

    put(server, path, version=2)
    refused = tell(server, path, False).json()["pairs"]
    assert [(pair["version"], pair["state"]) for pair in refused] == [(2, "open"), (1, "complete")]
    assert release(server, path).status_code == 200
    taken = tell(server, path, True).json()["pairs"]
    assert [(pair["version"], pair["state"]) for pair in taken] == [(2, "complete")]
    with pytest.raises(ShareConflict):
        backup_shares.store_share(
            wallet=acme.wallet, version=2, part=Part.CLIENT, share=b"late", by="Laptop"
        )


def test_methods_have_names_and_an_end(server: Server, path: str) -> None:
    assert refusal(tell(server, path, True, "a b")) == (400, "bad_request")
    for number in range(client_shares.MOST_METHODS):
        assert tell(server, path, True, f"M{number}").status_code == 200

    assert refusal(tell(server, path, True, "ONE-MORE")) == (409, "too_many_methods")
    assert tell(server, path, False, "M0").status_code == 200


def test_another_party_says_nothing_of_this_wallet(
    server: Server, path: str, zenith: Tenant
) -> None:
    assert refusal(tell(Server(zenith), path, True)) == (404, "not_found")
    assert refusal(tell(Server(zenith, ["read"]), path, True)) == (403, "key_scope")
    assert server.get(path).json()["client_shares"] == []


def test_the_persons_own_session_says_it_too(acme: Tenant, server: Server, path: str) -> None:
    put(server, path)
    origin, scope = "https://acme.example", HolderSession.Scope.WALLETS
    token = other_sites.begin(holder=acme.holder, origin=origin, scope=scope).token
    wid = base64url.encode(bytes(acme.wallet.wid))

    answer = Client().put(
        f"/api/wallets/{wid}/stored-client-backup-share",
        {"success": True, "backup_method": "PASSKEY"},
        content_type="application/json",
        headers={"Origin": origin, "Authorization": f"Bearer {token}"},
    )

    assert (answer.status_code, answer.json()["pairs"][0]["state"]) == (200, "complete")
    assert [each["stored"] for each in server.get(path).json()["client_shares"]] == [True]


def test_a_wallet_whose_pair_does_not_count_is_not_called_backed_up(
    acme: Tenant, server: Server, path: str
) -> None:
    (facts,) = wallet_facts.of_all(acme.holder)
    assert facts.backed_up
    put(server, path)
    tell(server, path, False)

    (facts,) = wallet_facts.of_all(acme.holder)
    assert (facts.backed_up, "PASSWORD" in facts.methods) == (False, False)

    tell(server, path, True)
    (facts,) = wallet_facts.of_all(acme.holder)
    assert (facts.backed_up, "PASSWORD" in facts.methods) == (True, True)
