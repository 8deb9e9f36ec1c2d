"""A relying party's form holds its policy: owners change it, everybody else of its staff reads."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from recovery.flows import policy
from recovery.models import AuditEvent, Role
from tests.staff import staff_client
from tests.tenant import Tenant

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def form_of(tenant: Tenant, **changes: Any) -> dict[str, Any]:
    """What a browser sends that changes nothing else."""
    return {
        "name": tenant.party.name,
        "ways_in_0": "passkey",
        "ways_in_1": "pin",
        "ways_in_2": "password",
        "ways_in_3": "cloud_key",
        "ways_in_4": "kit",
        "pin_digits": "6",
        "password_score": "4",
        "recovery_delay_days": "0",
        "eject_hours": "0",
        "kinds_of_cloud": ["dropbox", "folder", "gdrive", "onedrive", "s3", "webdav"],
        "origin_set-TOTAL_FORMS": "0",
        "origin_set-INITIAL_FORMS": "0",
        **changes,
    }


def save(client: Client, tenant: Tenant, **changes: Any) -> Any:
    address = f"/admin/recovery/relyingparty/{tenant.party.pk}/change/"
    return client.post(address, form_of(tenant, **changes))


def test_an_owner_changes_the_policy_and_the_history_says_so(acme: Tenant) -> None:
    response = save(
        staff_client(acme.party),
        acme,
        ways_in_1="kit",
        ways_in_2="",
        ways_in_3="",
        ways_in_4="",
        required_ways=["kit"],
        second_way_required="on",
        pin_digits="8",
        password_score="3",
        large_sum_notice="Ask us about our vault.",
        recovery_delay_days="14",
        eject_hours="24",
        kinds_of_cloud=["s3"],
    )

    assert response.status_code == 302
    acme.party.refresh_from_db()
    assert policy.of(acme.party) == policy.Policy(
        methods=("passkey", "kit"),
        required=("kit",),
        second_way_required=True,
        pin_digits=8,
        password_score=3,
        large_sum_notice="Ask us about our vault.",
        recovery_delay_days=14,
        eject_hours=24,
        clouds=("s3",),
    )
    event = acme.party.events.get(kind=AuditEvent.Kind.POLICY_CHANGED)
    assert event.detail["by"].endswith("@example.org")
    assert event.detail["changed"]["pin_digits"] == {"from": 6, "to": 8}


@pytest.mark.parametrize(
    "changes",
    [
        {"ways_in_0": ""},
        {"ways_in_1": "passkey"},
        {"required_ways": ["kit"], "ways_in_4": ""},
        {"pin_digits": "5"},
        {"kinds_of_cloud": []},
    ],
)
def test_a_policy_that_cannot_be_kept_is_said_and_not_saved(
    acme: Tenant, changes: dict[str, Any]
) -> None:
    before = policy.of(acme.party)

    response = save(staff_client(acme.party), acme, **changes)

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    acme.party.refresh_from_db()
    assert policy.of(acme.party) == before


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUDITOR])
def test_others_read_it_in_the_words_of_the_form(acme: Tenant, role: Role) -> None:
    client = staff_client(acme.party, role)

    assert save(client, acme, pin_digits="8").status_code == 403
    page = client.get(f"/admin/recovery/relyingparty/{acme.party.pk}/change/").content.decode()
    assert "Passkey, PIN, Password, Key in a cloud of the person&#x27;s own, Emergency kit" in page
    assert "Today no recovery waits" in page


def test_who_chooses_a_delay_reads_that_no_recovery_waits_yet(acme: Tenant) -> None:
    client = staff_client(acme.party)
    save(client, acme, recovery_delay_days="14")

    page = client.get(f"/admin/recovery/relyingparty/{acme.party.pk}/change/").content.decode()

    assert '<option value="14" selected>14 days</option>' in page
    assert "Today no recovery waits, whatever is chosen here" in page
