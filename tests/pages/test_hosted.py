"""Our pages for a wallet's app: who may send somebody, where an answer goes, and how often."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from functools import partial

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from recovery import base64url
from recovery.errors import HostedRequestOver
from recovery.flows import hosted
from recovery.flows.approvals import Lately
from recovery.models import HolderSession, HostedRequest, Wallet, WalletApp
from tests.pages.hosted_app import (
    NONCE,
    RETURN,
    STATE,
    answer,
    app,
    built,
    claims_of,
    face_of,
    newest,
    page_of,
    send,
    wallet,
)
from tests.person import Person

__all__ = ["app", "built", "wallet"]

pytestmark = [pytest.mark.django_db, pytest.mark.database]


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
        ({"nonce": "short"}, "bad_request"),
        ({"action": "protect", "method": "GUESS"}, "bad_request"),
        ({"action": "add", "method": ""}, "bad_request"),
        ({"action": "add", "wallet": "everybody's"}, "bad_request"),
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


@pytest.mark.parametrize(
    ("action", "panel", "face"),
    [("protect", "maker", "name"), ("add", "adder", "choose"), ("recover", "recovery", "ready")],
)
def test_each_page_begins_with_its_first_face(
    alice: Person, app: WalletApp, action: str, panel: str, face: str
) -> None:
    send(alice.client, app, action=action)

    assert face_of(page_of(alice.client), panel=panel) == face


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
    assert "frame-ancestors 'none'" in page_of(client).headers["Content-Security-Policy"]


def test_the_window_is_apart_again_once_the_request_is_over(
    alice: Person, app: WalletApp, wallet: Wallet
) -> None:
    send(alice.client, app)
    assert alice.client.cookies[hosted.WINDOW_COOKIE].value == "1"
    answer(alice, wallet.pk)
    assert alice.client.cookies[hosted.WINDOW_COOKIE]["max-age"] == 0


def test_who_is_sent_here_and_back_shares_no_window(app: WalletApp) -> None:
    client = Client()
    response = send(client, app, mode="redirect")
    assert client.cookies[hosted.WINDOW_COOKIE].value == ""
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    # A window of a request before it, which is over.
    send(client, app)
    HostedRequest.objects.update(begun_at=timezone.now() - hosted.LASTS)
    send(client, app, mode="redirect")
    assert client.cookies[hosted.WINDOW_COOKIE]["max-age"] == 0


def test_whoever_has_no_account_signs_in_and_comes_back(app: WalletApp) -> None:
    response = send(Client(), app, action="protect")

    assert response.redirect_chain[-1] == (f"/account/login/?next=/hosted/{newest().pk}/", 302)


def test_another_browser_knows_nothing_of_a_request(app: WalletApp) -> None:
    send(Client(), app)
    response = page_of(Client())

    assert response.status_code == 404
    assert "hosted_request_unknown" in response.content.decode()


def test_a_request_that_took_too_long_says_just_that(alice: Person, app: WalletApp) -> None:
    send(alice.client, app)
    HostedRequest.objects.update(begun_at=timezone.now() - hosted.LASTS)

    response = page_of(alice.client)
    assert response.status_code == 409
    assert "hosted_request_expired" in response.content.decode()
    assert answer(alice)[1]["code"] == "hosted_request_expired"


def test_a_request_that_is_answered_says_just_that(alice: Person, app: WalletApp) -> None:
    send(alice.client, app)
    answer(alice)

    response = page_of(alice.client)
    assert "hosted_request_over" in response.content.decode()


def test_old_requests_leave_no_row(app: WalletApp) -> None:
    send(Client(), app)
    hosted.forget()
    assert HostedRequest.objects.count() == 1
    hosted.forget(now=timezone.now() + timedelta(days=1))
    assert not HostedRequest.objects.exists()


def test_whoever_signs_in_on_the_way_finds_the_request_again(
    alice: Person, app: WalletApp, wallet: Wallet
) -> None:
    """A sign-in as somebody else empties the session; the app waits all the same."""
    send(alice.client, app)
    alice.client.session.flush()
    alice.recover()

    assert page_of(alice.client).status_code == 200
    assert answer(alice, wallet.pk)[0] == 200


def test_other_pages_lead_back_to_the_app_while_it_waits(
    alice: Person, app: WalletApp, wallet: Wallet
) -> None:
    send(alice.client, app)
    words = "Go on with what Pocket asked for"
    assert words in alice.client.get("/home/").content.decode()
    assert words not in page_of(alice.client).content.decode()
    answer(alice, wallet.pk)
    assert words not in alice.client.get("/home/").content.decode()


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
    tied = (claims["state"], claims["nonce"], claims["return_to"])
    assert tied == (STATE, NONCE, RETURN)
    assert claims["exp"] - claims["iat"] == hosted.ANSWER_SECONDS
    assert claims["outcome"] == "done"
    facts = {"methods": ["PASSKEY"], "backed_up": False, "recoverable": True}
    assert claims["wallets"] == [{"id": str(wallet.pk), **facts}]


def test_there_is_one_answer_to_a_request(alice: Person, app: WalletApp, wallet: Wallet) -> None:
    send(alice.client, app)
    assert answer(alice, wallet.pk)[0] == 200

    status, told = answer(alice, wallet.pk)

    assert (status, told["code"]) == (409, "hosted_request_over")


def test_of_many_answers_at_once_one_goes_out(
    alice: Person, app: WalletApp, wallet: Wallet
) -> None:
    """Both have found the request open; the row decides."""
    send(alice.client, app)
    asked = newest()
    give = partial(hosted.answer, holder=alice.holder, lately=Lately(), untrusted_wallet_ids=[])

    assert give(request=asked)
    with pytest.raises(HostedRequestOver):
        give(request=asked)


def test_two_tabs_have_an_answer_each(alice: Person, app: WalletApp, wallet: Wallet) -> None:
    send(alice.client, app)
    first = newest()
    send(alice.client, app, state="t" * 32)
    body = {"request": str(first.pk), "wallets": [str(wallet.pk)]}

    told = alice.must("POST", "/hosted/answer", body)

    assert claims_of(told["answer"])["state"] == STATE
    # The other window goes on being spoken with.
    assert alice.client.cookies[hosted.WINDOW_COOKIE].value == "1"
    assert claims_of(answer(alice, wallet.pk)[1]["answer"])["state"] == "t" * 32


def test_the_request_of_another_browser_is_not_answered(
    alice: Person, mallory: Person, app: WalletApp, wallet: Wallet
) -> None:
    send(alice.client, app)

    assert answer(mallory)[1]["code"] == "hosted_request_unknown"
    assert answer(alice, wallet.pk)[0] == 200


def test_an_app_is_told_only_of_what_was_opened_just_now(
    alice: Person, app: WalletApp, wallet: Wallet
) -> None:
    send(alice.client, app)
    session = alice.client.session
    session["lately"] = []
    session.save()

    assert answer(alice, wallet.pk)[1]["code"] == "touch_needed"
    # It is no answer: a touch later it goes.
    alice.unlock()
    assert answer(alice, wallet.pk)[0] == 200


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
