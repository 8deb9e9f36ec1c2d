"""The pages of a key in a cloud may talk to exactly one place besides us, and no other page may."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

import pytest
from django.urls import reverse
from pytest_django import Settings

from tests.flows.test_cloud_key import built_with, key_at
from tests.person import Person

pytestmark = pytest.mark.database


@pytest.fixture
def page(alice: Person) -> str:
    built = built_with(alice, key_at("https://sam@keys.example:8443/dav/"))
    alice.upload(built)
    alice.commit(built)
    return reverse("wallet_cloud_key", args=[alice.wallet(built).pk])


def may_connect_to(headers: Mapping[str, str]) -> str:
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    return policy["connect-src"]


def test_only_the_chosen_server_may_be_talked_to(alice: Person, page: str) -> None:
    chosen = alice.client.get(page, {"address": "https://Cloud.example/dav/files/"})
    assert may_connect_to(chosen.headers) == "'self' https://cloud.example"
    assert may_connect_to(alice.client.get(page).headers) == "'self'"


def test_google_is_offered_only_where_a_client_is_registered(
    alice: Person, page: str, settings: Settings
) -> None:
    settings.GOOGLE_BROWSER_CLIENT_ID = ""
    assert b"cloud-key/google" not in alice.client.get(page).content
    assert alice.client.get(f"{page}google/").status_code == 404
    settings.GOOGLE_BROWSER_CLIENT_ID = "browser-client"
    assert b"cloud-key/google" in alice.client.get(page).content
    answer = alice.client.get(f"{page}google/")
    assert may_connect_to(answer.headers) == "'self' https://www.googleapis.com"


@pytest.mark.parametrize(
    "address",
    [
        "http://cloud.example/",
        "https://sam:secret@cloud.example/",
        "https://cloud.example/?a=b",
        "https://*.example/",
        "https://cloud.example;script-src/",
        "https://cloud.example 'unsafe-inline'/",
        "https://cloud.example:port/",
        "cloud.example",
    ],
)
def test_an_address_that_would_widen_the_policy_is_refused(
    alice: Person, page: str, settings: Settings, address: str
) -> None:
    settings.CLOUD_ALLOW_HTTP = False
    answer = alice.client.get(page, {"address": address})
    assert answer.status_code == 422
    assert may_connect_to(answer.headers) == "'self'"


def test_recovery_leads_to_the_place_of_the_key(alice: Person, page: str) -> None:
    chooser = alice.client.get(reverse("recover_cloud_key"), follow=True)
    assert may_connect_to(chooser.headers) == "'self' https://keys.example:8443"
    assert b'value="sam"' in chooser.content


def test_a_key_in_a_cloud_that_is_not_set_up_any_more_is_told(
    alice: Person, settings: Settings
) -> None:
    settings.GOOGLE_BROWSER_CLIENT_ID = ""
    built = built_with(alice, key_at(secrets.token_hex(8), kind="gdrive"))
    alice.upload(built)
    alice.commit(built)
    answer = alice.client.get(reverse("recover_cloud_key"), follow=True)
    assert b"We cannot lead you to this key" in answer.content


def test_googles_answer_is_taken_by_a_page_that_talks_to_nobody(alice: Person) -> None:
    """It arrives behind a `#`, which is not sent to us, so the page is the same for everybody."""
    answer = alice.client.get(reverse("consent_window"))
    assert answer.status_code == 200
    assert may_connect_to(answer.headers) == "'self'"
