"""What holds for every endpoint: one party, pages, problems, limits, ids, asked-once."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from recovery import base64url
from recovery.api.v1 import deprecations, paging, router
from recovery.api.v1.problems import PROBLEMS
from recovery.flows import backup_shares
from recovery.models import Attempts, Copy, Drill, IdempotentAnswer, RelyingParty, Wallet
from tests.api.v1.conftest import Server
from tests.api.v1.test_keys import refusal
from tests.tenant import Tenant, is_named

pytestmark = [pytest.mark.django_db, pytest.mark.database]

DOCUMENT = json.loads(json.dumps(router.v1.get_openapi_schema(), default=str))
OPERATIONS = [
    (method, path.removeprefix("/api/v1"))
    for path, methods in DOCUMENT["paths"].items()
    for method in methods
]


def ids_of(tenant: Tenant) -> dict[str, str]:
    return {
        "wallet_id": str(tenant.wallet.pk),
        "holder_id": str(tenant.holder.pk),
        "version": "1",
    }


def body_for(path: str, tenant: Tenant) -> dict[str, str]:
    if path != "/sessions":
        return {}
    return {"reference": "1", "name": "Sam", "origin": f"https://{tenant.word}.example"}


def share_of(tenant: Tenant) -> dict[str, str]:
    return {"share": base64url.encode(f"{tenant.word} share".encode())}


def put_to(path: str, tenant: Tenant) -> dict[str, Any]:
    """What is put to an address about a wallet."""
    if path.endswith("/band"):
        return {"band": "small"}
    if path.endswith("/stored-client-backup-share"):
        return {"success": True, "backup_method": tenant.word.upper()}
    return share_of(tenant)


def may_eject(tenant: Tenant) -> None:
    RelyingParty.objects.filter(pk=tenant.party.pk).update(eject_hours=1)
    options: Any = {"wallet": tenant.wallet, "version": 1}
    backup_shares.store_share(**options, part=backup_shares.Part.CLIENT, share=b"x", by="Laptop")
    backup_shares.confirm(**options, is_stored=True, by="Laptop")


# --- One relying party ---------------------------------------------------------------------------


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_an_endpoint_knows_nothing_of_another_party(
    acme: Tenant, zenith: Tenant, method: str, path: str
) -> None:
    server = Server(zenith)
    for tenant in (acme, zenith):
        may_eject(tenant)

    def ask(tenant: Tenant) -> Any:
        address = path.format(**ids_of(tenant))
        if method == "post":
            return server.post(address, once=tenant.word, body=body_for(path, tenant))
        if method == "put":
            body = server.get(address).json() if path == "/policy" else put_to(path, tenant)
            return server.put(address, once=tenant.word, body=body)
        return server.delete(address) if method == "delete" else server.get(address)

    theirs = ask(acme)
    if "{" in path:
        assert refusal(theirs) == (404, "not_found")
    elif path == "/sessions":
        assert refusal(theirs) == (403, "origin_unknown")
    assert not is_named("acme", theirs.content.decode())
    ours = ask(zenith)
    assert ours.status_code in {200, 201, 202}
    if method == "get" and "generations" not in path:
        assert "zenith" in ours.content.decode()


@pytest.mark.parametrize("path", ["/passkeys", "/events", "/wallets", "/clouds"])
def test_a_filter_by_somebody_elses_person_finds_nobody(
    acme: Tenant, zenith: Tenant, path: str
) -> None:
    answer = Server(zenith).get(path, holder_id=str(acme.holder.pk)).json()

    assert answer["data"] == []


def test_no_answer_holds_a_secret_a_slot_or_an_envelope(acme: Tenant, server: Server) -> None:
    for method, path in OPERATIONS:
        if method == "get":
            text = server.get(path.format(**ids_of(acme))).content.decode()
            assert not re.search("envelope|manifest|sealed|acme share|acme-hidden|public_key", text)


# --- Pages ---------------------------------------------------------------------------------------


def test_pages_hold_every_row_once_even_while_rows_are_added(acme: Tenant, server: Server) -> None:
    for number in range(6):
        Wallet.objects.create(holder=acme.holder, name=f"Wallet {number}", wid=bytes([number]) * 16)
    seen: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        answer = server.get("/wallets", limit=2, cursor=cursor).json()
        assert len(answer["data"]) <= 2
        seen += [row["name"] for row in answer["data"]]
        cursor = answer["next_cursor"]
        Wallet.objects.create(
            holder=acme.holder, name=f"Newer {len(seen)}", wid=bytes([100 + len(seen)]) * 16
        )

    assert sorted(seen) == ["Wallet 0", *(f"Wallet {n}" for n in range(1, 6)), "acme wallet"]


def test_a_page_has_at_most_a_hundred_rows(server: Server) -> None:
    assert paging.MOST == 100
    assert refusal(server.get("/wallets", limit=101)) == (400, "bad_request")
    assert refusal(server.get("/wallets", limit=0)) == (400, "bad_request")


@pytest.mark.parametrize("cursor", ["x", "bnVsbA", "W10", "WyJhIiwiYiJd", "WyIyMDI2LTAxLTAxIiwxXQ"])
def test_a_cursor_of_somebody_elses_making_is_refused(server: Server, cursor: str) -> None:
    assert refusal(server.get("/wallets", cursor=cursor)) == (400, "bad_cursor")


def test_wallets_can_be_narrowed_as_on_the_dashboard(server: Server) -> None:
    assert len(server.get("/wallets", standing="proved-lately").json()["data"]) == 1
    assert server.get("/wallets", standing="no-copy").json()["data"] == []


# --- Problems ------------------------------------------------------------------------------------


def test_an_address_that_is_not_there_is_a_problem_too(server: Server) -> None:
    assert refusal(server.get("/nowhere")) == (404, "not_found")


def test_a_method_that_is_not_taken_names_those_that_are(server: Server) -> None:
    response = server.post("/wallets", once="1")

    assert refusal(response) == (405, "method_not_allowed")
    assert response.headers["Allow"] == "GET"


def test_an_id_that_is_none_is_refused(server: Server) -> None:
    assert refusal(server.get("/wallets/no-id")) == (400, "bad_request")


def test_every_problem_is_documented_with_its_remedy() -> None:
    page = Client().get(reverse("api_docs")).content.decode()

    for code, meaning in PROBLEMS.items():
        assert f'id="{code}"' in page
        assert meaning.remedy
    used = "".join(path.read_text() for path in Path("recovery/api/v1").glob("*.py"))
    raised = set(re.findall(r'(?:Problem|problem)\((?:request, )?"(\w+)"\)', used))
    assert raised <= set(PROBLEMS)


def test_a_problem_links_to_its_remedy(server: Server) -> None:
    problem = server.get("/nowhere").json()

    assert problem["type"] == f"{settings.PUBLIC_ORIGIN}/api/v1/docs#not_found"


def test_every_endpoint_is_on_the_page_for_people() -> None:
    page = Client().get(reverse("api_docs"))

    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    for _, path in OPERATIONS:
        assert f"<code>/api/v1{path}</code>" in page.content.decode()


# --- Limits --------------------------------------------------------------------------------------


def many_more_were_made(count: int) -> None:
    """As many tries as are allowed; also in the next minute, which may begin meanwhile."""
    Attempts.objects.update(count=count)
    Attempts.objects.bulk_create(
        Attempts(name=row.name, window=row.window + 60, count=row.count)
        for row in Attempts.objects.all()
    )


def test_limits_are_said_and_kept(server: Server) -> None:
    first = server.get("/relying-party")
    assert first.headers["X-RateLimit-Limit"] == str(router.REQUESTS_A_MINUTE)
    assert first.headers["X-RateLimit-Remaining"] == str(router.REQUESTS_A_MINUTE - 1)
    assert 1 <= int(first.headers["X-RateLimit-Reset"]) <= 60

    many_more_were_made(router.REQUESTS_A_MINUTE)
    refused = server.get("/relying-party")

    assert refusal(refused) == (429, "too_many_requests")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["X-RateLimit-Remaining"] == "0"


def test_a_key_that_is_guessed_at_is_limited_by_address() -> None:
    guess = {"Authorization": "Bearer kh_live_a_b"}
    assert refusal(Client().get("/api/v1/wallets", headers=guess)) == (401, "key_unknown")
    many_more_were_made(router.WRONG_KEYS_A_MINUTE)

    assert refusal(Client().get("/api/v1/wallets", headers=guess)) == (429, "too_many_requests")


# --- What goes away ------------------------------------------------------------------------------


def test_what_goes_away_says_so_in_each_answer(
    acme: Tenant, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    since = datetime(2030, 1, 1, tzinfo=UTC)
    gone = deprecations.Deprecated(since, since + deprecations.LEAST, instead="wallets")
    monkeypatch.setitem(deprecations.DEPRECATED, ("GET", "/api/v1/wallets/{wallet_id}"), gone)

    told = server.get(f"/wallets/{acme.wallet.pk}").headers

    assert told["Deprecation"] == "@1893456000"
    assert told["Sunset"] == "Sun, 30 Jun 2030 00:00:00 GMT"
    assert told["Link"] == f'<{settings.PUBLIC_ORIGIN}/api/v1/docs#wallets>; rel="deprecation"'
    assert "Deprecation" not in server.get("/wallets").headers
    paths = json.loads(json.dumps(router.v1.get_openapi_schema(), default=str))["paths"]
    assert paths["/api/v1/wallets/{wallet_id}"]["get"]["deprecated"] is True
    assert "deprecated" not in paths["/api/v1/wallets"]["get"]


def test_nothing_goes_away_at_short_notice() -> None:
    for each in deprecations.DEPRECATED.values():
        assert each.ends - each.since >= deprecations.LEAST


# --- Asked once ----------------------------------------------------------------------------------


def test_a_change_is_done_once_and_answered_twice(acme: Tenant, server: Server) -> None:
    path = f"/wallets/{acme.wallet.pk}/copies/prove"
    first = server.post(path, once="a")
    assert (first.status_code, first.json()) == (202, {"copies": 1})
    planned = Drill.objects.get(copy=acme.copy).due_at

    again = server.post(path, once="a")

    assert (again.status_code, again.json()) == (202, {"copies": 1})
    assert Drill.objects.get(copy=acme.copy).due_at == planned
    server.post(path, once="b")
    assert Drill.objects.get(copy=acme.copy).due_at > planned


def test_a_change_needs_an_idempotency_key(acme: Tenant, server: Server) -> None:
    path = f"/wallets/{acme.wallet.pk}/copies/prove"

    assert refusal(server.post(path)) == (400, "idempotency_key_missing")
    assert refusal(server.post(path, once="x" * 256)) == (400, "idempotency_key_missing")


def test_an_idempotency_key_is_for_one_request(acme: Tenant, server: Server) -> None:
    path = f"/wallets/{acme.wallet.pk}/copies/prove"
    server.post(path, once="a")

    assert refusal(server.post(path, once="a", body={"other": 1})) == (
        409,
        "idempotency_key_reused",
    )


def test_idempotency_keys_of_two_parties_are_apart(acme: Tenant, zenith: Tenant) -> None:
    for tenant in (acme, zenith):
        path = f"/wallets/{tenant.wallet.pk}/copies/prove"
        assert Server(tenant).post(path, once="a").status_code == 202


def test_what_fails_is_not_remembered(acme: Tenant, server: Server) -> None:
    nothing = server.post(f"/wallets/{acme.holder.pk}/copies/prove", once="a")

    assert refusal(nothing) == (404, "not_found")
    assert not IdempotentAnswer.objects.exists()
    assert Copy.objects.filter(wallet=acme.wallet).exists()
