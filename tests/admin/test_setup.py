"""The page on which staff see how their site is set up, and have it looked at."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from recovery.admin import setup
from recovery.models import Role, SetupCheck
from tests.staff import staff_client
from tests.tenant import Tenant

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def address(tenant: Tenant) -> str:
    return f"/admin/recovery/relyingparty/{tenant.party.pk}/setup/"


def found(tenant: Tenant, **line: str) -> None:
    row = {"name": "https", "about": f"https://{tenant.party.rp_id}/", "state": "good", "text": "x"}
    SetupCheck.objects.update_or_create(
        relying_party=tenant.party,
        defaults={
            "lines": [row | {"remedy": ""} | line],
            "looked_at": timezone.now(),
            "due_at": timezone.now(),
        },
    )


def test_a_line_stands_there_with_its_remedy(acme: Tenant) -> None:
    client = staff_client(acme.party)
    assert "Nobody has looked yet." in client.get(address(acme)).content.decode()
    found(acme, state="bad", text="It is redirected.", remedy="Serve the <b>file</b> itself.")

    page = client.get(address(acme)).content.decode()

    assert "1 line to fix" in page
    assert "It is redirected." in page
    assert "Serve the &lt;b&gt;file&lt;/b&gt; itself." in page
    assert "1 to fix" in client.get("/admin/").content.decode()
    change = client.get(f"/admin/recovery/relyingparty/{acme.party.pk}/change/")
    assert address(acme) in change.content.decode()


def test_somebody_who_may_act_has_it_looked_at(acme: Tenant) -> None:
    """Nothing answers at acme.example here, and the page says so."""
    client = staff_client(acme.party, Role.OPERATOR)

    page = client.post(address(acme), follow=True).content.decode()

    assert "It does not answer (cloud_cannot_reach)." in page
    assert SetupCheck.objects.get(relying_party=acme.party).looked_at is not None


def test_a_site_is_not_asked_again_and_again(acme: Tenant) -> None:
    client = staff_client(acme.party)
    for _ in range(setup.LOOKS_A_MINUTE):
        client.post(address(acme))
    # The window may end meanwhile; within two of them somebody is told to wait.
    answers = [client.post(address(acme), follow=True) for _ in range(setup.LOOKS_A_MINUTE + 1)]

    assert any("tried too often" in answer.content.decode() for answer in answers)


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_party_sees_and_starts_nothing(acme: Tenant, zenith: Tenant, method: Any) -> None:
    found(acme)
    client = staff_client(zenith.party)

    assert getattr(client, method)(address(acme)).status_code == 404


def test_an_auditor_reads_and_starts_nothing(acme: Tenant) -> None:
    client = staff_client(acme.party, Role.AUDITOR)

    assert "Look now" not in client.get(address(acme)).content.decode()
    assert client.post(address(acme)).status_code == 403
    assert not SetupCheck.objects.exists()
