"""Pages and mails speak the language that a person has chosen."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from recovery.flows import notices
from recovery.models import Notice, User
from tests.factories import new_holder, signed_in

pytestmark = pytest.mark.django_db

SPEAKS_SPANISH = {"accept-language": "es-MX,es;q=0.9"}


def _languages(response: Any) -> tuple[str, str]:
    """What the headers say, and what the page itself says."""
    page = response.content.decode()
    return response.headers["Content-Language"], page.split('<html lang="')[1][:2]


def _choose(client: Client, language: str) -> int:
    client.get("/settings/")
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    form = {"language": language, "next": "/settings/", "csrfmiddlewaretoken": token}
    return client.post("/language/", form).status_code


def test_a_page_speaks_what_the_browser_asks_for(client: Client) -> None:
    response = client.get("/", headers=SPEAKS_SPANISH)

    assert _languages(response) == ("es", "es")
    assert {"Accept-Language", "Cookie"} <= set(response.headers["Vary"].split(", "))


def test_a_language_that_we_do_not_speak_is_answered_in_english(client: Client) -> None:
    assert _languages(client.get("/", headers={"accept-language": "fi"})) == ("en", "en")


def test_a_visitor_chooses_a_language_and_stays_on_the_page(client: Client) -> None:
    answer = client.post("/language/", {"language": "de", "next": "/trust/"})

    assert answer.headers["Location"] == "/trust/"
    assert _languages(client.get("/trust/", headers=SPEAKS_SPANISH)) == ("de", "de")


def test_each_language_is_named_in_itself_whatever_the_page_speaks(client: Client) -> None:
    page = client.get("/", headers=SPEAKS_SPANISH).content.decode()

    for name in ("English", "Deutsch", "Español"):
        assert f">{name}</button>" in page


def test_choosing_a_language_leads_to_no_foreign_site(client: Client) -> None:
    answer = client.post("/language/", {"language": "de", "next": "https://evil.example/"})

    assert answer.headers["Location"] == "/"


def test_a_language_is_chosen_with_a_press_never_with_a_link(client: Client) -> None:
    assert client.get("/language/?language=de&next=/").status_code == 405


def test_the_account_keeps_the_choice_for_other_devices() -> None:
    holder = new_holder()
    _choose(signed_in(holder), "de")

    elsewhere = signed_in(holder).get("/settings/", headers=SPEAKS_SPANISH)

    assert User.objects.get(pk=holder.user_id).language == "de"
    assert _languages(elsewhere) == ("de", "de")


@pytest.mark.parametrize("language", ["fi", "", "x" * 1000])
def test_a_language_that_we_do_not_speak_is_not_kept(language: str) -> None:
    holder = new_holder()

    assert _choose(signed_in(holder), language) == 302
    assert User.objects.get(pk=holder.user_id).language == ""


def test_an_account_in_a_language_that_was_given_up_follows_the_browser() -> None:
    holder = new_holder()
    User.objects.filter(pk=holder.user_id).update(language="fi")

    assert _languages(signed_in(holder).get("/settings/")) == ("en", "en")


def test_who_signs_up_gets_mails_in_the_language_of_the_page(client: Client) -> None:
    form = {"name": "Ana", "email": "ana@example.org"}
    client.post("/account/signup/", form, headers=SPEAKS_SPANISH)

    assert User.objects.get(email="ana@example.org").language == "es"


def test_answers_for_programs_stay_english(client: Client) -> None:
    answer = client.get("/api/wallets/", headers=SPEAKS_SPANISH)

    assert answer.headers["Content-Language"] == "en"


@pytest.mark.parametrize("code", [code for code, _ in settings.LANGUAGES])
def test_a_worker_writes_in_the_language_of_the_account(code: str) -> None:
    holder = new_holder()
    User.objects.filter(pk=holder.user_id).update(language=code)
    context = {"device": "Firefox", "at": "2026-05-01T08:30:00+02:00"}
    notices.tell(holder=holder, kind=Notice.Kind.NEW_DEVICE, context=context)

    notices.run(str(Notice.objects.get().pk))

    assert f'<html lang="{code}"' in mail.outbox[0].message().as_string()
    assert "06:30 UTC" in mail.outbox[0].body
