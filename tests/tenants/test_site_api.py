"""At no address of the browser's API does one relying party's person reach another's."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from recovery import base64url
from recovery.api import api, other_sites
from recovery.models import HolderSession
from tests.tenant import Tenant, is_named
from tests.tenants.ownership import differing, rows_of

pytestmark = pytest.mark.django_db

B16, B32, B64 = (base64url.encode(bytes(size)) for size in (16, 32, 64))
OPERATIONS = sorted(
    (method.upper(), path.removeprefix("/api"))
    for path, methods in api.get_openapi_schema()["paths"].items()
    for method in methods
)
Body = dict[str, Any]


def credential(of: Tenant) -> Body:
    """The passkey of somebody, with a signature that somebody else made up."""
    response = {"clientDataJSON": B32, "authenticatorData": B32, "signature": B32}
    name = base64url.encode(bytes(of.passkey.credential_id))
    return {"id": name, "rawId": name, "type": "public-key", "response": response}


def touch(of: Tenant) -> Body:
    return {"ticket": "x", "pk_eph": B32, "credential": credential(of)}


def bodies(of: Tenant) -> dict[tuple[str, str], Body | None]:
    """What to send to each address, about somebody's things."""
    wid = base64url.encode(bytes(of.wallet.wid))
    approval = {"action": 1, "wid": wid, "gen": 1, "subject": B32}
    pin = {"act": 1, "nonce": B16, "pk_man": B32, "record": B16, "pk_eph": B32}
    generation = {"name": "Savings", "envelope": "{}", "manifest": "a.b.c", "pk_man": B32}
    proof = {"slot": "x", "proof": B32}
    visit = {"kind": "icloud", "account": of.word, "health": "healthy", "gen": 1, "digest": B32}
    number = "/wallets/{wid}/generations/{number}"
    return {
        ("POST", "/nonce"): {"op": 3, "nonce_b": B32},
        ("POST", "/login"): {"ticket": "x", "credential": credential(of)},
        ("POST", "/recover"): touch(of),
        ("POST", "/passkeys"): {
            "ticket": "x",
            "nickname": "Phone",
            "credential": credential(of),
        },
        ("POST", "/unlock"): {**touch(of), "epoch": 0},
        ("POST", "/approve"): {**touch(of), **approval},
        ("POST", "/hosted/answer"): {"state": "x", "wallets": [str(of.wallet.pk)]},
        ("GET", "/site"): None,
        ("POST", "/site/enrol"): {},
        ("GET", "/site/wallets"): None,
        ("POST", "/site/sign-out"): {},
        ("GET", "/wallets/{wid}"): None,
        ("POST", "/wallets/{wid}/export"): None,
        ("POST", "/wallets/{wid}/words"): {"step": "shown"},
        ("POST", "/wallets/{wid}/release"): {},
        ("POST", "/wallets/{wid}/release/share"): proof,
        ("PUT", number): {**generation, "auth_share": B32},
        ("GET", number): None,
        ("POST", f"{number}/commit"): {"digest": B32},
        ("POST", "/wallets/{wid}/visit"): visit,
        ("POST", "/wallets/{wid}/restore"): None,
        ("GET", "/wallets/{wid}/restore"): None,
        ("GET", "/wallets/{wid}/shares"): None,
        ("PUT", "/wallets/{wid}/shares/{version}/client"): {"share": B32},
        ("GET", "/wallets/{wid}/shares/{version}/client"): None,
        ("POST", "/wallets/{wid}/shares/{version}/stored"): {"stored": True},
        ("POST", "/wallets/{wid}/eject"): {},
        ("POST", "/wallets/{wid}/pin"): {**pin, "body": "", "owner_sig": ""},
        ("PUT", "/wallets/{wid}/stored-client-backup-share"): {
            "success": True,
            "backup_method": "PASSWORD",
        },
        ("POST", "/wallets/{wid}/practice"): {},
        ("POST", "/wallets/{wid}/practice/proof"): {**proof, "signature": B64},
    }


def ask(method: str, path: str, *, asker: Tenant, of: Tenant) -> Any:
    """From the asker's own site, with a token of the asker's person, about somebody's things."""
    origin = f"https://{asker.word}.example"
    scope = HolderSession.Scope.WALLETS
    token = other_sites.begin(holder=asker.holder, origin=origin, scope=scope).token
    body = bodies(of)[method, path]
    address = path.format(wid=base64url.encode(bytes(of.wallet.wid)), number=1, version=1)
    return Client().generic(
        method,
        f"/api{address}",
        data="" if body is None else json.dumps(body),
        content_type="application/json",
        headers={"Origin": origin, "Authorization": f"Bearer {token}", "If-Match": '"1"'},
    )


def test_an_address_tells_and_changes_nothing_of_another_party(
    acme: Tenant, zenith: Tenant
) -> None:
    before = rows_of(acme)
    for method, path in OPERATIONS:
        answer = ask(method, path, asker=zenith, of=acme)

        assert answer.status_code != 500, path
        assert not is_named("acme", answer.content.decode()), path
        if "{wid}" in path:
            assert 400 <= answer.status_code < 500, path
        assert differing(before, rows_of(acme)) == set(), path


@pytest.mark.parametrize("path", ["/wallets/{wid}/restore", "/site/wallets", "/site"])
def test_the_same_question_about_ones_own_things_has_an_answer(zenith: Tenant, path: str) -> None:
    """Without this, a token that opens nothing would let every test above pass."""
    assert ask("GET", path, asker=zenith, of=zenith).status_code == 200


def test_every_address_is_in_the_matrix(acme: Tenant) -> None:
    assert set(OPERATIONS) == set(bodies(acme))
