"""The history of a relying party: written once, linked, and found out when somebody touches it."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from pytest_django import DjangoAssertNumQueries, Settings

from recovery.flows import audit
from recovery.models import AppendOnly, AuditEvent, AuditHead, RelyingParty
from tests.staff import staff_client
from tests.tenant import Tenant

pytestmark = [pytest.mark.django_db, pytest.mark.database]

Kind = AuditEvent.Kind


@pytest.fixture
def party(acme: Tenant) -> RelyingParty:
    """Six linked events, about one person and done by staff."""
    for number in range(3):
        AuditEvent.objects.create(
            holder=acme.holder, kind=Kind.UNLOCKED, detail={"passkey": f"Phone {number}"}
        )
    assert audit.link(acme.party.pk) == acme.party.events.count() == 6
    assert audit.verify(acme.party) == []
    return acme.party


@pytest.fixture
def acme(db: None) -> Tenant:
    return Tenant("acme")


def behind_our_back(statement: str, *values: Any) -> None:
    """What somebody with the database's own password can do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(statement, values)


def numbers(party: RelyingParty) -> set[int]:
    return {finding.number for finding in audit.verify(party)}


def test_an_event_belongs_to_the_party_of_its_person(acme: Tenant) -> None:
    event = AuditEvent.objects.create(holder=acme.holder, kind=Kind.UNLOCKED)

    assert event.relying_party == acme.party


def test_chains_of_two_parties_are_apart(party: RelyingParty) -> None:
    zenith = Tenant("zenith")

    audit.link_all()

    assert [entry.number for entry in audit.entries(zenith.party)] == [1, 2, 3]
    assert audit.verify(zenith.party) == []


def test_a_chain_goes_on_where_it_ended(acme: Tenant, party: RelyingParty) -> None:
    AuditEvent.objects.create(holder=acme.holder, kind=Kind.RECOVERED)

    assert audit.link(party.pk) == 1
    assert audit.link(party.pk) == 0
    assert [entry.number for entry in audit.entries(party)] == [1, 2, 3, 4, 5, 6, 7]
    assert audit.verify(party) == []


def test_more_events_than_one_batch_are_linked(acme: Tenant, party: RelyingParty) -> None:
    AuditEvent.objects.bulk_create(
        AuditEvent(relying_party=party, kind=Kind.UNLOCKED) for _ in range(audit.BATCH + 5)
    )

    assert audit.link(party.pk) == audit.BATCH + 5
    assert audit.verify(party) == []


# --- Tampering -----------------------------------------------------------------------------------


def test_a_changed_detail_is_found(party: RelyingParty) -> None:
    behind_our_back(
        "UPDATE recovery_auditevent SET detail = %s WHERE relying_party_id = %s AND number = 4",
        json.dumps({"passkey": "Somebody else's"}),
        party.pk.hex if connection.vendor == "sqlite" else party.pk,
    )

    assert numbers(party) == {4}


@pytest.mark.parametrize(
    ("column", "value"), [("kind", "recovered"), ("at", "2020-01-01 00:00:00+00:00")]
)
def test_a_changed_column_is_found(party: RelyingParty, column: str, value: str) -> None:
    event = party.events.get(number=3)
    behind_our_back(
        f"UPDATE recovery_auditevent SET {column} = %s WHERE id = %s",  # noqa: S608
        value,
        event.pk,
    )

    assert numbers(party) == {3}


def test_an_event_that_was_given_to_somebody_else_is_found(party: RelyingParty) -> None:
    event = party.events.get(number=3)
    behind_our_back("UPDATE recovery_auditevent SET holder_id = NULL WHERE id = %s", event.pk)

    assert numbers(party) == {3}


def test_a_deleted_event_is_found(party: RelyingParty) -> None:
    event = party.events.get(number=3)
    behind_our_back("DELETE FROM recovery_auditevent WHERE id = %s", event.pk)

    assert 3 in numbers(party)


def test_a_deleted_end_is_found(party: RelyingParty) -> None:
    event = party.events.get(number=6)
    behind_our_back("DELETE FROM recovery_auditevent WHERE id = %s", event.pk)

    assert numbers(party) == {6}


def test_two_events_that_changed_places_are_found(party: RelyingParty) -> None:
    first, second = party.events.get(number=3), party.events.get(number=4)
    for pk, number in ((first.pk, 99), (second.pk, 3), (first.pk, 4)):
        behind_our_back("UPDATE recovery_auditevent SET number = %s WHERE id = %s", number, pk)

    assert {3, 4} <= numbers(party)


def test_a_chain_that_was_written_anew_is_found_for_want_of_our_key(party: RelyingParty) -> None:
    """Whoever has the database can compute all hashes; the end needs a key that is not in it."""
    event = party.events.get(number=6)
    behind_our_back("DELETE FROM recovery_auditevent WHERE id = %s", event.pk)
    last = party.events.get(number=5)
    AuditHead.objects.filter(pk=party.pk).update(number=5, link_sha256=last.link_sha256)

    (finding,) = audit.verify(party)

    assert finding.what == "The end was not written by this service."


def test_an_event_that_was_emptied_in_secret_is_found(party: RelyingParty) -> None:
    event = party.events.get(number=3)
    AuditEvent.unguarded.filter(pk=event.pk).update(holder=None, detail={}, salt=b"")

    assert [(each.number, each.what) for each in audit.verify(party)] == [
        (3, "The event was emptied.")
    ]


# --- Append only ---------------------------------------------------------------------------------


def test_our_own_code_cannot_change_or_delete_an_event(party: RelyingParty) -> None:
    event = party.events.get(number=3)

    with pytest.raises(AppendOnly):
        event.save()
    with pytest.raises(AppendOnly):
        event.delete()
    with pytest.raises(AppendOnly):
        AuditEvent.objects.filter(pk=event.pk).update(kind=Kind.RECOVERED)
    with pytest.raises(AppendOnly):
        party.events.all().delete()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM recovery_auditevent",
        "UPDATE recovery_auditevent SET kind = 'recovered'",
        "UPDATE recovery_auditevent SET at = now()",
        "UPDATE recovery_auditevent SET number = number + 10",
        'UPDATE recovery_auditevent SET detail = \'{"passkey": "x"}\'',
        "UPDATE recovery_auditevent SET holder_id = NULL",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_event(
    party: RelyingParty, statement: str
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has the guard; SQLite is for the demo")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert audit.verify(party) == []


# --- Somebody leaves -----------------------------------------------------------------------------


def test_what_a_person_leaves_is_emptied_and_the_chain_holds(
    acme: Tenant, party: RelyingParty
) -> None:
    audit.erase(holder=acme.holder)
    audit.link(party.pk)

    assert audit.verify(party) == []
    everything = json.dumps([entry.detail for entry in audit.entries(party)])
    assert "Phone" not in everything
    assert not acme.holder.events.exists()
    assert party.events.count() == 7


def test_a_person_can_be_deleted_and_the_history_stays(acme: Tenant, party: RelyingParty) -> None:
    audit.erase(holder=acme.holder)

    acme.holder.user.delete()

    assert party.events.count() == 7


# --- The command and the export ------------------------------------------------------------------


def run(*words: str) -> tuple[int, str]:
    output = StringIO()
    try:
        call_command("audit", *words, stdout=output, stderr=output)
    except SystemExit as end:
        return int(str(end.code)), output.getvalue()
    return 0, output.getvalue()


def test_the_command_says_that_all_is_well(party: RelyingParty) -> None:
    code, output = run("verify")

    assert code == 0
    assert "acme.example: every event is as it was written.\n" in output


def test_the_command_names_the_party_and_the_event_and_fails(party: RelyingParty) -> None:
    event = party.events.get(number=4)
    behind_our_back("UPDATE recovery_auditevent SET kind = 'recovered' WHERE id = %s", event.pk)

    code, output = run("verify", "--party", "acme.example")

    assert code == 1
    assert "acme.example, event 4: The event was changed." in output


def test_an_export_is_verified_without_the_database(party: RelyingParty, tmp_path: Path) -> None:
    file = tmp_path / "export.jsonl"
    file.write_text(run("export", "--party", "acme.example")[1])
    assert run("verify", "--file", str(file))[0] == 0

    file.write_text(file.read_text().replace("Phone 1", "Phone 9"))

    code, output = run("verify", "--file", str(file))
    assert (code, "event 5: The event was changed." in output) == (1, True)


def test_staff_take_their_own_history_away_and_no_other(party: RelyingParty) -> None:
    zenith = Tenant("zenith")
    client = staff_client(zenith.party)

    response = client.get(f"/admin/recovery/auditevent/export/{zenith.party.pk}/")
    lines = b"".join(response.streaming_content).decode().splitlines()  # type: ignore[attr-defined]

    assert [json.loads(line)["party"] for line in lines] == [str(zenith.party.pk)] * len(lines)
    assert client.get(f"/admin/recovery/auditevent/export/{party.pk}/").status_code == 404


def test_a_new_key_seals_the_end_and_the_old_one_can_go(
    acme: Tenant, party: RelyingParty, settings: Settings
) -> None:
    acme.wallet.delete()
    acme.account.delete()
    old = settings.SHARE_KEYS
    settings.SHARE_KEYS = {9: bytes(range(32)), **old}

    call_command("reseal", stdout=StringIO())
    settings.SHARE_KEYS = {9: bytes(range(32))}

    assert audit.verify(party) == []


def test_writing_an_event_about_a_known_person_is_one_statement(
    acme: Tenant, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        AuditEvent.objects.create(holder=acme.holder, kind=Kind.UNLOCKED)
