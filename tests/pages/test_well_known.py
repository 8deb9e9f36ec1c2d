"""The files by which browsers, Apple, Google and password managers know a relying party."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from recovery.flows import our_site, well_known
from recovery.models import Origin, RelyingParty
from tests.tenant import Tenant

pytestmark = pytest.mark.django_db


def get(name: str, *, host: str = "acme.example", method: str = "get") -> Any:
    return getattr(Client(headers={"host": host}), method)(f"/.well-known/{name}")


@pytest.fixture
def acme(db: None) -> Tenant:
    return Tenant("acme")


@pytest.mark.parametrize("name", well_known.FILES)
def test_a_file_is_json_at_once_without_a_redirect_or_a_cookie(acme: Tenant, name: str) -> None:
    answer = get(name)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json"
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert get(name, host="ACME.example:443").json() == answer.json()
    assert get(name, method="head").status_code == 200
    assert get(name, method="post").status_code == 405


@pytest.mark.parametrize("name", well_known.FILES)
def test_a_host_that_nobody_knows_has_none(acme: Tenant, name: str) -> None:
    RelyingParty.objects.create(name="Gone", rp_id="gone.example", is_active=False)

    for host in ("other.example", "gone.example", "sub.acme.example", "acme.example.evil", ""):
        assert get(name, host=host).status_code == 404, host


@pytest.mark.parametrize("name", well_known.FILES)
def test_a_host_is_told_nothing_of_another_party(acme: Tenant, name: str) -> None:
    Tenant("zenith")

    assert "zenith" not in get(name).content.decode()


def test_related_origins_are_the_sites_and_not_the_apps(acme: Tenant) -> None:
    for value in ("https://shop.example", "android:apk-key-hash:AAAA"):
        Origin.objects.create(relying_party=acme.party, value=value)

    assert get("webauthn").json() == {"origins": ["https://acme.example", "https://shop.example"]}


def test_apps_stand_in_the_files_of_apple_and_google(acme: Tenant) -> None:
    (app,) = acme.party.android_apps.all()
    second = type(app).objects.create(
        relying_party=acme.party, package=app.package, certificate_sha256=bytes(32)
    )

    assert get("apple-app-site-association").json() == {
        "webcredentials": {"apps": ["ABCDE12345.com.acme.wallet"]}
    }
    assert get("assetlinks.json").json() == [
        {
            "relation": ["delegate_permission/common.get_login_creds"],
            "target": {
                "namespace": "android_app",
                "package_name": "com.acme.wallet",
                "sha256_cert_fingerprints": [app.fingerprint, second.fingerprint],
            },
        }
    ]


def test_password_managers_find_the_pages(acme: Tenant) -> None:
    our_site.relying_party()
    assert get("passkey-endpoints", host="localhost:8000").json() == {
        "enroll": "http://localhost:8000/passkeys/add/",
        "manage": "http://localhost:8000/passkeys/",
    }
    assert get("passkey-endpoints").json() == {}

    RelyingParty.objects.filter(pk=acme.party.pk).update(
        passkey_manage_url="https://acme.example/me"
    )

    assert get("passkey-endpoints").json() == {"manage": "https://acme.example/me"}


def test_nothing_else_is_served_to_a_partys_host(acme: Tenant) -> None:
    """It is no host of ours: pages and cookies are for the public origin alone."""
    client = Client(headers={"host": "acme.example"})
    assert client.get("/").status_code == 400
    assert client.get("/.well-known/").status_code == 400
