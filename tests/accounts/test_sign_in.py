from __future__ import annotations

import json
import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.test import Client

from recovery import base64url
from recovery.models import AuditEvent, Holder
from tests.factories import login_challenge, new_holder, new_passkey
from tests.soft_passkey import SoftPasskey

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ORIGIN = "http://localhost:8000"


class Browser:
    """A browser on the sign-in page: it has the page's data, its cookies and its CSRF token."""

    def __init__(self, path: str = "/account/login/") -> None:
        self.client = Client(enforce_csrf_checks=True)
        page = self.client.get(path).content.decode()
        found = re.search(r'id="page-data" type="application/json">(.*?)</script>', page)
        assert found is not None
        self.data: dict[str, Any] = json.loads(found.group(1))
        self.query = path.partition("?")[2]

    def answer(self, soft: SoftPasskey, **overrides: Any) -> dict[str, Any]:
        challenge = login_challenge(base64url.decode(self.data["nonce"]))
        return soft.get(challenge=challenge, origin=ORIGIN, **overrides)

    def post(self, credential: dict[str, Any], *, ticket: str = "") -> Any:
        return self.client.post(
            f"/api/login?{self.query}",
            {"ticket": ticket or self.data["ticket"], "credential": credential},
            content_type="application/json",
            headers={"X-CSRFToken": self.client.cookies[settings.CSRF_COOKIE_NAME].value},
        )

    @property
    def is_signed_in(self) -> bool:
        return "_auth_user_id" in self.client.session


@pytest.fixture
def holder() -> Holder:
    return new_holder()


def test_a_passkey_signs_in_without_naming_anybody(holder: Holder) -> None:
    soft, passkey = new_passkey(holder)
    browser = Browser()

    response = browser.post(browser.answer(soft))

    assert response.json() == {"next": "/home/"}
    assert browser.is_signed_in
    passkey.refresh_from_db()
    assert passkey.last_used_at is not None
    event = holder.events.get(kind=AuditEvent.Kind.SIGNED_IN)
    assert event.detail == {"how": "passkey", "device": "Browser"}


def test_the_page_after_signing_in_may_be_asked_for_only_here(holder: Holder) -> None:
    soft, _ = new_passkey(holder)

    for asked, given in [
        ("/passkeys/", "/passkeys/"),
        ("https://evil.test/", "/home/"),
        ("//evil.test/", "/home/"),
        ("javascript:alert(1)", "/home/"),
    ]:
        browser = Browser(f"/account/login/?next={asked}")
        assert browser.post(browser.answer(soft)).json() == {"next": given}


def test_refuses_a_replay_with_the_same_ticket(holder: Holder) -> None:
    soft, _ = new_passkey(holder)
    first = Browser()
    answer = first.answer(soft)
    first.post(answer)

    second = Browser()
    response = second.post(answer, ticket=first.data["ticket"])

    assert (response.status_code, response.json()["code"]) == (409, "challenge_spent")
    assert not second.is_signed_in


def test_refuses_an_old_answer_with_a_new_ticket(holder: Holder) -> None:
    soft, _ = new_passkey(holder)
    first, second = Browser(), Browser()

    response = second.post(first.answer(soft))

    assert response.json()["code"] == "passkey_refused"
    assert not second.is_signed_in


def test_refuses_a_passkey_that_nobody_registered() -> None:
    browser = Browser()

    response = browser.post(browser.answer(SoftPasskey(rp_id="localhost")))

    assert (response.status_code, response.json()["code"]) == (403, "passkey_unknown")


def test_refuses_a_request_without_the_token_of_our_own_page(holder: Holder) -> None:
    soft, _ = new_passkey(holder)
    browser = Browser()

    response = browser.client.post(
        "/api/login",
        {"ticket": browser.data["ticket"], "credential": browser.answer(soft)},
        content_type="application/json",
    )

    assert response.status_code == 403
    assert not browser.is_signed_in


def test_an_inactive_person_stays_outside(holder: Holder) -> None:
    soft, _ = new_passkey(holder)
    holder.user.is_active = False
    holder.user.save(update_fields=["is_active"])
    browser = Browser()

    response = browser.post(browser.answer(soft))

    assert response.json() == {"next": "/account/inactive/"}
    assert not browser.is_signed_in
    assert browser.client.get("/account/inactive/").status_code == 200


def test_an_address_that_is_not_confirmed_is_confirmed_first(holder: Holder) -> None:
    soft, _ = new_passkey(holder)
    EmailAddress.objects.update(verified=False)
    browser = Browser()

    response = browser.post(browser.answer(soft))

    assert response.json() == {"next": "/account/confirm-email/"}
    assert not browser.is_signed_in


def test_the_session_gets_a_new_name_when_somebody_signs_in(holder: Holder) -> None:
    soft, _ = new_passkey(holder)
    browser = Browser()
    browser.client.post("/account/login/", {"login": "x"})
    before = browser.client.session.session_key

    browser.post(browser.answer(soft))

    assert browser.client.session.session_key != before


def test_signing_out_ends_the_session_for_good(holder: Holder) -> None:
    soft, _ = new_passkey(holder)
    browser = Browser()
    browser.post(browser.answer(soft))
    old = browser.client.cookies[settings.SESSION_COOKIE_NAME].value

    token = browser.client.cookies[settings.CSRF_COOKIE_NAME].value
    browser.client.post("/account/logout/", headers={"X-CSRFToken": token})

    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = old
    assert thief.get("/passkeys/").status_code == 302


def test_a_code_by_mail_signs_in_once(client: Client, holder: Holder) -> None:
    client.post("/account/login/", {"login": holder.user.email})
    found = re.search(r"^    (\S+)$", str(mail.outbox[0].body), re.MULTILINE)
    assert found is not None

    response = client.post("/account/login/code/confirm/", {"code": found.group(1)})

    assert response.headers["Location"] == "/passkeys/add/"
    event = holder.events.get(kind=AuditEvent.Kind.SIGNED_IN)
    assert event.detail == {"how": "code", "device": "Browser"}
    again = Client().post("/account/login/code/confirm/", {"code": found.group(1)})
    assert again.headers["Location"] == "/account/login/code/"


def test_an_unknown_address_gets_the_same_answer_as_a_known_one(holder: Holder) -> None:
    known, unknown = Client(), Client()

    first = known.post("/account/login/", {"login": holder.user.email})
    second = unknown.post("/account/login/", {"login": "nobody@example.org"})

    assert (first.status_code, first.headers["Location"]) == (
        second.status_code,
        second.headers["Location"],
    )
    assert "No account" in mail.outbox[1].subject


def test_codes_for_one_address_are_limited(holder: Holder) -> None:
    answers = [
        Client().post("/account/login/", {"login": holder.user.email}).status_code for _ in range(5)
    ]

    assert answers[:3] == [302, 302, 302]
    assert len(mail.outbox) == 3


def test_the_e_mail_field_offers_passkeys(client: Client) -> None:
    page = client.get("/account/login/").content.decode()

    assert 'autocomplete="username webauthn"' in page


def test_staff_enter_the_admin_through_the_same_door(client: Client) -> None:
    response = client.get("/admin/login/?next=/admin/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/account/login/")


@pytest.mark.parametrize(
    "path",
    [
        "/account/password/reset/",
        "/account/password/change/",
        "/account/password/set/",
        "/account/reauthenticate/",
    ],
)
def test_there_are_no_pages_for_passwords(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
