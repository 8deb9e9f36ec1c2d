"""Is a site set up as it should be? Asked over real TLS, and of a real vault."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import Settings

from recovery import tasks
from recovery.clouds import connection, http
from recovery.flows import notices, our_site, setup_check, well_known
from recovery.flows.setup_line import ADVICE, BAD, GOOD, UNNEEDED, Line
from recovery.models import AuditEvent, Notice, Origin, RelyingParty, Role, SetupCheck
from tests.enclave.certificates import Authority
from tests.enclave_process import EnclaveProcess
from tests.flows.well_known_server import Site, running
from tests.staff import new_staff

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SHOP = "https://shop.example"
FINGERPRINT = bytes(range(32))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(folder=tmp_path_factory.mktemp("site"), name="authority")


@pytest.fixture
def trusting(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This process takes the authority of these tests for one of the world's."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.certificate))
    connection._tls.cache_clear()
    yield
    http.close_idle()
    connection._tls.cache_clear()


@pytest.fixture
def site(authority: Authority, trusting: None, settings: Settings) -> Iterator[Site]:
    """Our own relying party's site, which is another server here, and is in order."""
    certificate, key = authority.pair("site")
    with running(certificate=certificate, key=key) as site:
        settings.PUBLIC_ORIGIN = site.url
        settings.CLOUD_ALLOW_PRIVATE_ADDRESSES = True
        yield site


@pytest.fixture
def party(db: None, site: Site, enclave: EnclaveProcess) -> RelyingParty:
    party = our_site.relying_party()
    Origin.objects.filter(relying_party=party).delete()
    for value in ("http://localhost:8000", SHOP):
        Origin.objects.create(relying_party=party, value=value)
    party.apple_apps.create(team_id="ABCDE12345", bundle_id="com.acme.wallet")
    party.android_apps.create(package="com.acme.wallet", certificate_sha256=FINGERPRINT)
    for name, content in well_known.FILES.items():
        site.serve(name, content(party))
    return party


def found(party: RelyingParty) -> dict[str, Line]:
    return {line.name: line for line in setup_check.look(party)}


def states(party: RelyingParty) -> dict[str, str]:
    return {name: line.state for name, line in found(party).items()}


def test_a_site_in_order_is_good_line_by_line(party: RelyingParty) -> None:
    fingerprint = FINGERPRINT.hex(":").upper()

    assert {name for name, state in states(party).items() if state == GOOD} >= {
        "https",
        "webauthn",
        f"webauthn {SHOP}",
        "apple-app-site-association",
        "apple-app-site-association ABCDE12345.com.acme.wallet",
        "assetlinks.json",
        f"assetlinks.json com.acme.wallet with {fingerprint}",
        "passkey-endpoints",
    }


FILES = ["webauthn", "apple-app-site-association", "assetlinks.json"]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"status": 302, "headers": {"Location": "https://other.example/"}}, "It is redirected to"),
        ({"status": 301}, "It is redirected."),
        ({"status": 500}, "The answer is 500."),
        ({"status": 404}, "The answer is 404."),
        ({"headers": {"Content-Type": "text/html; charset=utf-8"}}, "content type is text/html."),
        ({"body": b"<html>"}, "It is not JSON."),
        ({"body": b"[" * 100_000}, "It is not JSON."),
        ({"body": b'"text"'}, "Its JSON is no"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_bad_with_its_remedy(
    party: RelyingParty, site: Site, name: str, wrong: dict[str, Any], says: str
) -> None:
    site.serve(name, well_known.FILES[name](party), **wrong)

    line = found(party)[name]

    assert line.state == BAD
    assert says in line.text
    assert line.remedy


def test_a_file_that_is_too_large_is_told_as_that_and_the_others_are_looked_at(
    party: RelyingParty, site: Site
) -> None:
    size = setup_check.MAX_FILE_BYTES
    good = json.dumps(well_known.FILES["webauthn"](party)).encode()
    site.serve("webauthn", {}, body=good.ljust(size))
    assert states(party)["webauthn"] == GOOD

    site.serve("webauthn", {}, body=good.ljust(size + 1))
    lines = found(party)

    assert (lines["webauthn"].state, lines["https"].state) == (BAD, GOOD)
    assert "larger than 128 KiB" in lines["webauthn"].text
    assert lines["assetlinks.json"].state == GOOD


def test_what_a_file_has_to_name_is_looked_for(party: RelyingParty, site: Site) -> None:
    site.serve("webauthn", {"origins": "all"})
    site.serve("apple-app-site-association", {"webcredentials": {"apps": ["OTHER.app"]}})
    (statement,) = well_known.assetlinks(party)
    site.serve("assetlinks.json", [statement | {"relation": ["delegate_permission/other"]}, 7])

    bad = {name for name, state in states(party).items() if state == BAD}

    assert {
        f"webauthn {SHOP}",
        "apple-app-site-association ABCDE12345.com.acme.wallet",
        f"assetlinks.json com.acme.wallet with {FINGERPRINT.hex(':').upper()}",
    } <= bad
    assert SHOP in found(party)[f"webauthn {SHOP}"].remedy


def test_a_file_that_nothing_needs_may_be_missing(party: RelyingParty, site: Site) -> None:
    site.files = {}
    Origin.objects.filter(value=SHOP).delete()
    party.apple_apps.all().delete()
    party.android_apps.all().delete()

    found_states = states(party)

    assert [found_states[name] for name in FILES] == [UNNEEDED] * 3
    assert found_states["passkey-endpoints"] == ADVICE


def test_origins_are_compared_with_the_vaults_measured_list(party: RelyingParty) -> None:
    line = found(party)["vault 1"]
    assert line.state == BAD
    assert f"It does not know {SHOP}." in line.text

    Origin.objects.filter(value=SHOP).delete()
    assert found(party)["vault 1"].state == GOOD

    Origin.objects.all().delete()
    line = found(party)["vault 1"]
    assert "It knows http://localhost:8000, which is not accepted here." in line.text


def test_a_party_that_the_vault_does_not_know_is_not_in_order(party: RelyingParty) -> None:
    stranger = RelyingParty.objects.create(name="Stranger", rp_id="stranger.localhost")

    line = found(stranger)["vault 1"]

    assert (line.state, line.text) == (BAD, "It does not know this relying party.")


def test_an_app_whose_origin_is_not_accepted_is_said(party: RelyingParty) -> None:
    (app,) = party.android_apps.all()
    assert states(party)[f"origin {app.origin}"] == BAD

    Origin.objects.create(relying_party=party, value=app.origin)

    assert states(party)[f"origin {app.origin}"] == GOOD


# --- A site that does not answer as it should ----------------------------------------------------


def test_a_certificate_that_nobody_vouches_for_is_said(
    party: RelyingParty, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    connection._tls.cache_clear()
    http.close_idle()

    line = found(party)["https"]

    assert (line.state, "certificate" in line.text) == (BAD, True)


def test_a_site_that_is_away_is_said(party: RelyingParty, site: Site) -> None:
    site.server.shutdown()
    site.server.server_close()
    http.close_idle()

    line = found(party)["https"]

    assert (line.state, line.text) == (BAD, "It does not answer (cloud_cannot_reach).")


def test_nobody_is_led_into_our_own_network(
    party: RelyingParty, site: Site, settings: Settings
) -> None:
    settings.CLOUD_ALLOW_PRIVATE_ADDRESSES = False

    line = found(party)["https"]

    assert (line.state, line.text) == (BAD, "It does not answer (cloud_address_refused).")


def test_a_file_without_end_is_not_read(party: RelyingParty, site: Site) -> None:
    site.serve("webauthn", None, body=b" " * (setup_check.MAX_FILE_BYTES + 1))

    assert found(party)["webauthn"].state == BAD


# --- Every day -----------------------------------------------------------------------------------


def day_passes() -> None:
    SetupCheck.objects.update(due_at=timezone.now())


def test_it_is_looked_at_every_day_by_the_clock(party: RelyingParty) -> None:
    tasks.count()
    check = SetupCheck.objects.get(relying_party=party)
    assert check.looked_at is None

    setup_check.run(str(party.pk))

    check.refresh_from_db()
    assert check.lines
    assert timedelta(hours=23) < check.due_at - timezone.now() < timedelta(hours=25)
    setup_check.run(str(party.pk))
    assert SetupCheck.objects.get(relying_party=party).looked_at == check.looked_at


def test_owners_are_told_once_of_what_was_well_and_is_not(party: RelyingParty, site: Site) -> None:
    owner, _ = new_staff(party, name="Olive")
    new_staff(party, Role.OPERATOR, name="Oscar")
    setup_check.look_now(party)
    assert not Notice.objects.exists()
    site.serve("assetlinks.json", [], status=302)

    for _ in range(2):
        day_passes()
        setup_check.run(str(party.pk))

    event = party.events.get(kind=AuditEvent.Kind.SETUP_BROKEN)
    assert event.detail == {"lines": ["assetlinks.json"]}
    (notice,) = Notice.objects.all()
    assert notice.holder == owner
    notices.run(str(notice.pk))
    (sent,) = mail.outbox
    assert sent.to == [owner.user.email]
    assert "assetlinks.json: It is redirected." in sent.body
    assert f"/admin/recovery/relyingparty/{party.pk}/setup/" in sent.body


def test_what_was_never_well_alarms_nobody(party: RelyingParty, site: Site) -> None:
    new_staff(party)
    site.files = {}
    for _ in range(2):
        setup_check.look_now(party)

    assert not Notice.objects.exists()
    assert not party.events.filter(kind=AuditEvent.Kind.SETUP_BROKEN).exists()
