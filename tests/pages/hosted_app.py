"""An app that sends its people to our pages: what it asks, what it is answered, what they see."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.test import Client

from recovery import base64url
from recovery.models import HostedRequest, ReturnAddress, Wallet, WalletApp
from tests.factories import new_relying_party
from tests.person import Person
from tests.soft_client import Generation

RETURN = "https://wallet.example/keyhaven"
STATE, NONCE = "s" * 32, "n" * 32


@pytest.fixture
def app(db: None) -> WalletApp:
    made = WalletApp.objects.create(relying_party=new_relying_party(), name="Pocket")
    ReturnAddress.objects.create(app=made, value=RETURN)
    return made


@pytest.fixture
def built(alice: Person) -> Generation:
    return alice.protect(secret=bytes(16))


@pytest.fixture
def wallet(alice: Person, built: Generation) -> Wallet:
    return alice.wallet(built)


def asked(its: WalletApp, /, **changes: str) -> dict[str, str]:
    request = {"app": str(its.pk), "return_to": RETURN, "state": STATE, "nonce": NONCE}
    kind = {"action": "recover", "mode": "popup", "method": "PASSKEY"}
    return {**request, **kind, **changes}


def send(client: Client, its: WalletApp, /, **changes: str) -> Any:
    return client.get("/hosted/", asked(its, **changes), follow=True)


def answer(person: Person, *wallets: object) -> tuple[int, dict[str, Any]]:
    """The answer to the newest request."""
    body = {"request": str(newest().pk), "wallets": [str(each) for each in wallets]}
    return person.call("POST", "/hosted/answer", body)


def newest() -> HostedRequest:
    return HostedRequest.objects.order_by("begun_at").last() or HostedRequest()


def page_of(client: Client) -> Any:
    return client.get(f"/hosted/{newest().pk}/")


def claims_of(text: str) -> dict[str, Any]:
    """What an app reads: the signature is checked with the published key."""
    head, body, signature = text.split(".")
    (key,) = Client().get("/hosted/keys.json").json()["keys"]
    public = Ed25519PublicKey.from_public_bytes(base64url.decode(key["x"]))
    public.verify(base64url.decode(signature), f"{head}.{body}".encode())
    claims: dict[str, Any] = json.loads(base64url.decode(body))
    return claims


def face_of(response: Any, *, panel: str) -> str:
    """Which face of its panel a page shows first."""
    section = rf'<section class="card" id="{panel}" data-panel data-state="(\w+)">'
    (state,) = re.findall(section, response.content.decode())
    return str(state)
