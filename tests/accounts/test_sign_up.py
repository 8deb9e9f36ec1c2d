from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from recovery.models import Holder, User
from tests.factories import new_holder, new_passkey

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def sign_up(client: Client, *, email: str, name: str = "Sam") -> HttpResponse:
    response = client.post("/account/signup/", {"name": name, "email": email})
    assert isinstance(response, HttpResponse)
    return response


def code_in(message: mail.EmailMessage) -> str:
    found = re.search(r"^    (\S+)$", str(message.body), re.MULTILINE)
    assert found is not None
    return found.group(1)


def test_a_name_an_address_and_a_code_make_an_account_that_leads_to_a_passkey(
    client: Client,
) -> None:
    sign_up(client, email="Sam@Example.org", name="  Sam   Smith ")
    response = client.post("/account/confirm-email/", {"code": code_in(mail.outbox[0])})

    assert response.headers["Location"] == "/passkeys/add/"
    holder = Holder.objects.get()
    assert (holder.name, holder.user.email) == ("Sam Smith", "sam@example.org")
    assert holder.relying_party.rp_id == "localhost"
    assert not holder.user.has_usable_password()
    assert EmailAddress.objects.get().verified
    assert client.get("/passkeys/").status_code == 200


def test_nobody_is_signed_in_before_the_code_was_typed(client: Client) -> None:
    sign_up(client, email="sam@example.org")

    assert client.get("/passkeys/").status_code == 302
    assert not EmailAddress.objects.get().verified


def test_three_wrong_codes_end_the_attempt(client: Client) -> None:
    sign_up(client, email="sam@example.org")
    right = code_in(mail.outbox[0])
    for _ in range(3):
        client.post("/account/confirm-email/", {"code": "WRONG"})

    client.post("/account/confirm-email/", {"code": right})

    assert not EmailAddress.objects.get().verified


def test_the_mail_comes_as_text_and_as_html_and_says_it_plainly(client: Client) -> None:
    sign_up(client, email="sam@example.org")

    message = mail.outbox[0]
    assert isinstance(message, mail.EmailMultiAlternatives)
    html = str(message.alternatives[0][0])
    code = code_in(message)
    assert code in html
    assert code not in message.subject
    assert "http://localhost:8000" in str(message.body)


def test_a_known_address_gets_the_same_answer_as_a_new_one() -> None:
    new_holder(email="known@example.org")

    fresh, known = Client(), Client()
    first = sign_up(fresh, email="new@example.org")
    second = sign_up(known, email="known@example.org")

    assert (first.status_code, first.headers["Location"]) == (
        second.status_code,
        second.headers["Location"],
    )
    pages = [client.get("/account/confirm-email/").content.decode() for client in (fresh, known)]
    plain = [re.sub(r"(new|known)@example\.org|[A-Za-z0-9]{64}", "…", page) for page in pages]
    assert plain[0] == plain[1]
    assert Holder.objects.count() == 2
    assert "already have an account" in mail.outbox[1].subject


def test_two_people_with_one_address_cannot_both_sign_up(client: Client) -> None:
    sign_up(client, email="sam@example.org")
    sign_up(Client(), email="SAM@example.org")

    assert User.objects.count() == Holder.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 65, "a\u202eb", "a\u200bb"])
def test_refuses_a_name_that_cannot_be_shown(client: Client, name: str) -> None:
    response = sign_up(client, email="sam@example.org", name=name)

    assert response.status_code == 200
    assert not User.objects.exists()
    assert b"errorlist" in response.content


def test_markup_in_a_name_stays_text(client: Client) -> None:
    name = "<img src=x onerror=alert(1)>"
    response = client.post("/account/signup/", {"name": name, "email": "not an address"})

    assert b"<img" not in response.content
    assert b"&lt;img" in response.content


def test_a_forged_host_never_reaches_a_mail(client: Client) -> None:
    response = client.post(
        "/account/signup/",
        {"name": "Sam", "email": "sam@example.org"},
        headers={"host": "evil.test"},
    )

    assert response.status_code == 400
    assert mail.outbox == []


def test_somebody_with_a_passkey_is_not_asked_for_another(client: Client) -> None:
    holder = new_holder(email="sam@example.org")
    new_passkey(holder)
    response = client.post("/account/login/", {"login": "sam@example.org"})
    assert urlsplit(response.headers["Location"]).path == "/account/login/code/confirm/"

    response = client.post("/account/login/code/confirm/", {"code": code_in(mail.outbox[0])})

    assert response.headers["Location"] == "/home/"


def test_signing_up_is_limited(client: Client) -> None:
    answers = [sign_up(client, email=f"sam{n}@example.org", name="").status_code for n in range(25)]

    assert answers[0] == 200
    assert answers[-1] == 429
