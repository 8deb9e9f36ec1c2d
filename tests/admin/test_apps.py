"""Apps of a relying party: what is pasted, what is shown, who may, and what the history keeps."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from django.test import Client

from recovery.errors import FingerprintUnreadable
from recovery.flows import apps
from recovery.models import AndroidApp, AppleApp, AuditEvent, Role, WalletApp
from tests.staff import staff_client
from tests.tenant import Tenant

pytestmark = [pytest.mark.django_db, pytest.mark.database]

# Digest, fingerprint and origin of one certificate, as Google's own page shows such a pair.
DIGEST = bytes(range(0xE0, 0x100))
FINGERPRINT = DIGEST.hex(":").upper()
ORIGIN = "android:apk-key-hash:4OHi4-Tl5ufo6err7O3u7_Dx8vP09fb3-Pn6-_z9_v8"


def certificate() -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "An app")])
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    made = made.public_key(key.public_key()).serial_number(1)
    made = made.not_valid_before(now).not_valid_after(now + timedelta(days=1))
    return made.sign(key, hashes.SHA256())


@pytest.mark.parametrize(
    "pasted",
    [FINGERPRINT, FINGERPRINT.lower(), f"  SHA256: {FINGERPRINT}\n", DIGEST.hex()],
)
def test_a_fingerprint_is_read_as_it_is_printed(pasted: str) -> None:
    assert apps.fingerprint_of(pasted) == DIGEST


def test_a_certificate_is_read_too() -> None:
    made = certificate()
    pem, der = made.public_bytes(Encoding.PEM), made.public_bytes(Encoding.DER)

    assert apps.fingerprint_of(pem.decode()) == hashlib.sha256(der).digest()


@pytest.mark.parametrize("pasted", ["", "AB:CD", FINGERPRINT + ":00", FINGERPRINT[:-1], "-----"])
def test_anything_else_is_refused(pasted: str) -> None:
    with pytest.raises(FingerprintUnreadable):
        apps.fingerprint_of(pasted)


# --- The pages -----------------------------------------------------------------------------------


def add(client: Client, tenant: Tenant, kind: str, **values: str) -> Any:
    form = {"relying_party": str(tenant.party.pk), **values}
    return client.post(f"/admin/recovery/{kind}/add/", form)


def test_an_android_app_is_added_and_its_origin_shown(acme: Tenant) -> None:
    client = staff_client(acme.party)
    values = {"package": "com.acme.two", "certificate": FINGERPRINT}

    assert add(client, acme, "androidapp", **values).status_code == 302

    app = AndroidApp.objects.get(package="com.acme.two")
    assert (app.fingerprint, app.origin) == (FINGERPRINT, ORIGIN)
    assert ORIGIN in client.get("/admin/recovery/androidapp/").content.decode()
    page = client.get(f"/admin/recovery/androidapp/{app.pk}/change/").content.decode()
    assert ORIGIN in page
    assert FINGERPRINT in page
    add(client, acme, "androidapp", **values)
    assert (
        "stands in the list already" in client.get("/admin/recovery/androidapp/").content.decode()
    )
    assert AndroidApp.objects.filter(package="com.acme.two").count() == 1
    event = acme.party.events.get(kind=AuditEvent.Kind.STAFF_ACTED)
    assert event.detail["what"] == "Android app added"
    assert FINGERPRINT in event.detail["app"]


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"package": "com.acme.x", "certificate": "no"}, "neither a SHA-256 fingerprint"),
        ({"package": "nothing", "certificate": FINGERPRINT}, "A package is like"),
    ],
)
def test_an_android_app_that_is_none_is_refused(
    acme: Tenant, values: dict[str, str], says: str
) -> None:
    page = add(staff_client(acme.party), acme, "androidapp", **values).content.decode()

    assert says in page
    assert acme.party.android_apps.count() == 1


def test_an_apple_app_is_added_and_removed(acme: Tenant) -> None:
    client = staff_client(acme.party)
    refused = add(client, acme, "appleapp", team_id="abc", bundle_id="com.acme.two")
    assert "ten capitals and digits" in refused.content.decode()

    add(client, acme, "appleapp", team_id="ZYXWV98765", bundle_id="com.acme.two")
    app = AppleApp.objects.get(bundle_id="com.acme.two")
    client.post(f"/admin/recovery/appleapp/{app.pk}/delete/", {"post": "yes"})

    assert not AppleApp.objects.filter(pk=app.pk).exists()
    told = acme.party.events.filter(kind=AuditEvent.Kind.STAFF_ACTED).order_by("id")
    assert [event.detail["what"] for event in told] == ["Apple app added", "Apple app removed"]


def test_only_owners_add_apps_and_only_for_their_own_party(acme: Tenant, zenith: Tenant) -> None:
    values = {"team_id": "ZYXWV98765", "bundle_id": "com.mallory.app"}

    assert add(staff_client(acme.party, Role.OPERATOR), acme, "appleapp", **values).status_code == (
        403
    )
    add(staff_client(zenith.party, name="Zoe"), acme, "appleapp", **values)

    assert not AppleApp.objects.filter(bundle_id="com.mallory.app").exists()


def test_the_history_tells_of_a_wallet_app_that_was_removed(acme: Tenant) -> None:
    app = WalletApp.objects.create(relying_party=acme.party, name="Acme Wallet")

    staff_client(acme.party).post(f"/admin/recovery/walletapp/{app.pk}/delete/", {"post": "yes"})

    assert not WalletApp.objects.filter(pk=app.pk).exists()
    told = AuditEvent.objects.filter(relying_party=acme.party, detail__app="Acme Wallet").get()
    assert told.detail["what"] == "wallet app removed"
