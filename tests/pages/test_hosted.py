"""Our pages for a wallet's app: who may send somebody, where an answer goes, and how often."""

from __future__ import annotations

import json
import re
import time
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.test import Client

from recovery import base64url
from recovery.flows import hosted
from recovery.models import HolderSession, ReturnAddress, Wallet, WalletApp
from tests.factories import new_relying_party
from tests.person import Person

pytestmark = [pytest.mark.django_db, pytest.mark.database]

RETURN = "https://wallet.example/keyhaven"
STATE = "s" * 32


@pytest.fixture
def app(db: None) -> WalletApp:
    made = WalletApp.objects.create(relying_party=new_relying_party(), name="Pocket")
    ReturnAddress.objects.create(app=made, value=RETURN)
    return made


@pytest.fixture
def wallet(alice: Person) -> Wallet:
    built = alice.protect(secret=bytes(16))
    return alice.wallet(built)


def asked(its: WalletApp, /, **changes: str) -> dict[str, str]:
    request = {"app": str(its.pk), "return_to": RETURN, "state": STATE}
    return {**request, "action": "recover", "mode": "popup", **changes}


def send(client: Client, its: WalletApp, /, **changes: str) -> Any:
    return client.get("/hosted/", asked(its, **changes), follow=True)


def answer(person: Person, *wallets: object, state: str = STATE) -> tuple[int, dict[str, Any]]:
    body = {"state": state, "wallets": [str(each) for each in wallets]}
    return person.call("POST", "/hosted/answer", body)


def claims_of(text: str) -> dict[str, Any]:
    """What an app reads: the signature is checked with the published key."""
    head, body, signature = text.split(".")
    (key,) = Client().get("/hosted/keys.json").json()["keys"]
    public = Ed25519PublicKey.from_public_bytes(base64url.decode(key["x"]))
    public.verify(base64url.decode(signature), f"{head}.{body}".encode())
    claims: dict[str, Any] = json.loads(base64url.decode(body))
    return claims


# --- Who may send somebody -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"app": "nobody"}, "app_unknown"),
        ({"app": "0" * 32}, "app_unknown"),
        ({"return_to": "https://evil.example/keyhaven"}, "return_address_unknown"),
        ({"return_to": f"{RETURN}/"}, "return_address_unknown"),
        ({"return_to": f"{RETURN}?x=1"}, "return_address_unknown"),
        ({"return_to": "https://wallet.example.evil.example/keyhaven"}, "return_address_unknown"),
        ({"return_to": "javascript:alert(1)"}, "return_address_unknown"),
        ({"state": "short"}, "bad_request"),
        ({"state": "<script>" + "s" * 32}, "bad_request"),
        ({"action": "everything"}, "bad_request"),
        ({"mode": "frame"}, "bad_request"),
    ],
)
def test_refuses_what_is_not_registered_and_sends_nobody_there(
    app: WalletApp, changes: dict[str, str], code: str
) -> None:
    response = send(Client(), app, **changes)

    assert response.status_code >= 400
    assert response.redirect_chain == []
    page = response.content.decode()
    assert f"<code>{code}</code>" in page
    assert not re.search(r'(href|action|src)="[^"]*evil\.example', page)


def test_refuses_an_app_whose_party_was_switched_off(app: WalletApp) -> None:
    app.relying_party.is_active = False
    app.relying_party.save()

    assert send(Client(), app).status_code == 404


def test_names_the_app_and_the_exact_origin_that_will_be_talked_to(app: WalletApp) -> None:
    page = send(Client(), app).content.decode()

    assert "<strong>Pocket</strong> at <code>https://wallet.example</code>" in page
    (data,) = re.findall(r'id="page-data"[^>]*>(.*?)</script>', page)
    assert json.loads(data)["asked"]["origin"] == "https://wallet.example"


def test_the_window_may_speak_with_the_one_that_opened_it_and_only_then(app: WalletApp) -> None:
    client = Client()
    assert client.get("/").headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert send(client, app).headers["Cross-Origin-Opener-Policy"] == "unsafe-none"
    # Also on the pages on the way, for somebody who has to sign up first.
    assert client.get("/account/signup/").headers["Cross-Origin-Opener-Policy"] == "unsafe-none"
    assert (
        "frame-ancestors 'none'" in client.get("/hosted/page/").headers["Content-Security-Policy"]
    )


def test_the_window_is_apart_again_once_the_request_is_over(
    alice: Person, app: WalletApp, wallet: Wallet
) -> None:
    send(alice.client, app)
    assert alice.client.cookies[hosted.WINDOW_COOKIE].value == "1"
    answer(alice, wallet.pk)
    assert alice.client.cookies[hosted.WINDOW_COOKIE]["max-age"] == 0


def test_who_is_sent_here_and_back_shares_no_window(app: WalletApp) -> None:
    client = Client()
    send(client, app)
    send(client, app, mode="redirect")
    assert client.cookies[hosted.WINDOW_COOKIE]["max-age"] == 0


def test_whoever_has_no_account_signs_in_and_comes_back(app: WalletApp) -> None:
    response = send(Client(), app, action="protect")

    assert response.redirect_chain[-1] == ("/account/login/?next=/hosted/page/", 302)


def test_without_a_request_there_is_no_page() -> None:
    response = Client().get("/hosted/page/")

    assert response.status_code == 409
    assert "hosted_request_over" in response.content.decode()


def test_a_request_that_took_too_long_is_over(app: WalletApp) -> None:
    client = Client()
    send(client, app)
    session = client.session
    session["hosted"] = {**session["hosted"], "until": time.time() - 1}
    session.save()

    assert client.get("/hosted/page/").status_code == 409


# --- The answer ----------------------------------------------------------------------------------


def test_the_answer_is_signed_for_this_app_and_this_request(
    alice: Person, app: WalletApp, wallet: Wallet
) -> None:
    send(alice.client, app)
    status, told = answer(alice, wallet.pk)

    assert status == 200
    claims = claims_of(told["answer"])
    assert claims["iss"] == settings.PUBLIC_ORIGIN
    assert claims["aud"] == str(app.pk)
    assert (claims["state"], claims["return_to"]) == (STATE, RETURN)
    assert claims["exp"] - claims["iat"] == hosted.ANSWER_SECONDS
    assert claims["outcome"] == "done"
    facts = {"methods": ["PASSKEY"], "backed_up": False, "recoverable": True}
    assert claims["wallets"] == [{"id": str(wallet.pk), **facts}]


def test_there_is_one_answer_to_a_request(alice: Person, app: WalletApp, wallet: Wallet) -> None:
    send(alice.client, app)
    assert answer(alice, wallet.pk)[0] == 200

    status, told = answer(alice, wallet.pk)

    assert (status, told["code"]) == (409, "hosted_request_over")


def test_a_wrong_state_ends_the_request_too(alice: Person, app: WalletApp, wallet: Wallet) -> None:
    send(alice.client, app)

    assert answer(alice, wallet.pk, state="t" * 32)[1]["code"] == "hosted_request_over"
    assert answer(alice, wallet.pk)[1]["code"] == "hosted_request_over"


def test_a_wallet_of_somebody_else_is_never_vouched_for(
    alice: Person, mallory: Person, app: WalletApp, wallet: Wallet
) -> None:
    send(mallory.client, app)

    assert answer(mallory, wallet.pk)[1]["code"] == "not_found"


def test_giving_nothing_tells_nothing(alice: Person, app: WalletApp, wallet: Wallet) -> None:
    send(alice.client, app)
    _, told = answer(alice)

    claims = claims_of(told["answer"])
    assert (claims["outcome"], claims["wallets"]) == ("cancelled", [])
    assert told["token"] is None


def test_nothing_secret_is_in_what_may_travel_in_an_address(
    alice: Person, app: WalletApp, wallet: Wallet
) -> None:
    send(alice.client, app, mode="redirect")
    _, told = answer(alice, wallet.pk)

    # No token, no key, and not even the wallet's name or address.
    assert told["token"] is None
    assert not HolderSession.objects.exists()
    text = json.dumps(claims_of(told["answer"]))
    assert wallet.name not in text
    assert base64url.encode(bytes(wallet.wid)) not in text


def test_a_window_is_given_a_token_that_may_ask_about_what_it_was_given(
    alice: Person, app: WalletApp, wallet: Wallet
) -> None:
    kept_back = alice.wallet(alice.protect(secret=bytes(range(16)), name="Kept back"))
    send(alice.client, app)
    _, told = answer(alice, wallet.pk)
    headers = {"Origin": "https://wallet.example", "Authorization": f"Bearer {told['token']}"}

    asked_again = Client().get("/api/site/wallets", headers=headers)

    assert [each["id"] for each in asked_again.json()["wallets"]] == [str(wallet.pk)]
    assert str(kept_back.pk) not in asked_again.content.decode()
    assert Client().get("/api/site", headers=headers).status_code == 401
    elsewhere = {**headers, "Origin": "https://evil.example"}
    assert Client().get("/api/site/wallets", headers=elsewhere).status_code == 401
