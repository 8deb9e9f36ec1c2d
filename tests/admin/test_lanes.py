"""Whoever runs the service pauses a provider; staff of one relying party pause nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from recovery.flows import lanes, work
from recovery.models import AuditEvent, CloudAccount, Copy, Lane, Restore, Role, Work
from tests.staff import staff_client
from tests.tenant import Tenant

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NAME = "webdav cloud.example"
ADDRESS = "/admin/providers/"


@pytest.fixture
def there(acme: Tenant, zenith: Tenant) -> Tenant:
    """Both have a place at one host, and a copy that is due there."""
    CloudAccount.objects.update(lane=NAME)
    acme.account.refresh_from_db()
    Copy.objects.update(state=Work.State.DUE)
    return acme


def ask(client: Any, action: str, **more: str) -> str:
    form = {"name": NAME, "action": action, **more}
    return str(client.post(ADDRESS, form, follow=True).content.decode())


def due() -> int:
    return len(work.due(Copy, limit=10))


def test_a_pause_is_asked_about_first_and_then_holds(there: Tenant) -> None:
    client = staff_client(None)

    assert f"Pause {NAME}?" in ask(client, "day")
    assert not Lane.objects.filter(paused_until__isnull=False).exists()
    page = ask(client, "day", confirmed="yes")

    assert "is left alone for a day" in page
    assert "Paused" in page
    assert due() == 0
    until = lanes.rests_until(there.account)
    assert until is not None
    assert timedelta(hours=23) < until - timezone.now() <= timedelta(days=1)


def test_a_pause_ends_by_itself_or_when_it_is_ended(there: Tenant) -> None:
    client = staff_client(None)
    ask(client, "hour", confirmed="yes")
    Lane.objects.update(paused_until=timezone.now() - timedelta(seconds=1))
    assert due() == 2

    Copy.objects.update(nudged_at=None)
    ask(client, "hour", confirmed="yes")
    assert due() == 0
    assert f"Resume {NAME}?" in ask(client, "resume")
    ask(client, "resume", confirmed="yes")

    assert due() == 2
    assert lanes.rests_until(there.account) is None


def test_a_person_who_tries_again_does_not_end_a_pause(there: Tenant) -> None:
    ask(staff_client(None), "hour", confirmed="yes")

    lanes.wake(there.account)

    assert due() == 0


def test_whoever_brings_a_backup_back_is_not_made_to_wait(there: Tenant) -> None:
    ask(staff_client(None), "week", confirmed="yes")

    assert len(work.due(Restore, limit=10)) == 2


def test_every_party_that_it_meets_has_it_in_its_history(there: Tenant, zenith: Tenant) -> None:
    ask(staff_client(None), "hour", confirmed="yes")

    for party in (there.party, zenith.party):
        event = party.events.get(kind=AuditEvent.Kind.STAFF_ACTED)
        assert (event.detail["what"], event.detail["provider"]) == ("copies paused", NAME)


@pytest.mark.parametrize("role", list(Role))
def test_staff_of_a_party_neither_see_nor_pause(there: Tenant, role: Role) -> None:
    client = staff_client(there.party, role)

    assert client.get(ADDRESS).status_code == 403
    answer = client.post(ADDRESS, {"name": NAME, "action": "hour", "confirmed": "yes"})
    assert answer.status_code == 403
    assert not Lane.objects.filter(paused_until__isnull=False).exists()


@pytest.mark.parametrize(("name", "action"), [("webdav other.example", "hour"), (NAME, "ever")])
def test_what_is_not_there_cannot_be_paused(there: Tenant, name: str, action: str) -> None:
    client = staff_client(None)
    form = {"name": name, "action": action, "confirmed": "yes"}

    assert client.post(ADDRESS, form).status_code == 404
