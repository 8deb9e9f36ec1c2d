"""A test environment beside the live one: made by an owner, and apart in everything."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from recovery.models import AuditEvent, Membership, Passkey, RelyingParty, Role, ServerKey, Wallet
from tests.api.v1.conftest import Server
from tests.staff import staff_client
from tests.tenant import Tenant

pytestmark = pytest.mark.django_db


def address(party: RelyingParty) -> str:
    return f"/admin/recovery/relyingparty/{party.pk}/test/"


def make(client: Client, party: RelyingParty, *, label: str = "test") -> Any:
    return client.post(address(party), {"name": "Acme in tests", "label": label})


def test_an_owner_makes_one_and_owns_it(acme: Tenant) -> None:
    client = staff_client(acme.party)
    change = f"/admin/recovery/relyingparty/{acme.party.pk}/change/"
    assert address(acme.party) in client.get(change).content.decode()

    answer = make(client, acme.party)

    made = RelyingParty.objects.get(test_of=acme.party)
    assert answer.headers["Location"].endswith(f"/{made.pk}/change/")
    assert (made.environment, made.rp_id) == ("test", "test.acme.example")
    assert Membership.objects.get(relying_party=made).role == Role.OWNER
    told = AuditEvent.objects.filter(kind="staff_acted", detail__what="test environment made")
    assert {event.relying_party for event in told} == {acme.party, made}
    assert "test.acme.example" in client.get(address(acme.party)).content.decode()


def test_nothing_live_is_in_it_and_its_keys_are_its_own(acme: Tenant) -> None:
    client = staff_client(acme.party)
    make(client, acme.party)
    made = RelyingParty.objects.get(test_of=acme.party)

    for model in (Wallet, Passkey):
        assert not model._default_manager.filter(holder__relying_party=made).exists()
    assert not ServerKey.objects.filter(relying_party=made).exists()
    assert not made.origins
    for path in ("wallet", "serverkey", "webhook", "auditevent"):
        page = client.get(f"/admin/recovery/{path}/?party={made.pk}").content.decode()
        assert "acme wallet" not in page
        assert "acme server" not in page
    live = Server(acme)
    acme.party = made
    test = Server(acme)
    assert (live.text[:8], test.text[:8]) == ("kh_live_", "kh_test_")
    assert test.get("/wallets").json()["data"] == []
    assert live.get("/wallets").json()["data"] != []


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.AUDITOR])
def test_only_owners_make_one(acme: Tenant, role: Role) -> None:
    client = staff_client(acme.party, role)

    assert make(client, acme.party).status_code == 403
    assert not RelyingParty.objects.filter(test_of=acme.party).exists()
    change = f"/admin/recovery/relyingparty/{acme.party.pk}/change/"
    assert address(acme.party) not in client.get(change).content.decode()


def test_nobody_makes_one_for_another_party_or_for_a_test(acme: Tenant, zenith: Tenant) -> None:
    client = staff_client(zenith.party)
    make(client, zenith.party)
    test = RelyingParty.objects.get(test_of=zenith.party)

    assert make(client, acme.party).status_code == 404
    assert make(client, test).status_code == 404
    make(client, zenith.party, label="second")
    assert RelyingParty.objects.filter(environment="test").count() == 1


def test_a_party_that_was_switched_off_gets_none(acme: Tenant) -> None:
    RelyingParty.objects.filter(pk=acme.party.pk).update(is_active=False)

    answer = make(staff_client(acme.party), acme.party)

    assert not RelyingParty.objects.filter(test_of=acme.party).exists()
    assert "is switched off" in answer.content.decode()


@pytest.mark.parametrize("label", ["", "Test", "a.b", "-a", "a-", "a b", "x" * 64, "https:"])
def test_an_id_lies_under_ones_own_host(acme: Tenant, label: str) -> None:
    make(staff_client(acme.party), acme.party, label=label)

    assert not RelyingParty.objects.filter(test_of=acme.party).exists()


def test_an_id_that_is_taken_is_refused_in_words(acme: Tenant) -> None:
    RelyingParty.objects.create(name="Other", rp_id="test.acme.example")

    page = make(staff_client(acme.party), acme.party).content.decode()

    assert "This id is taken" in page
