"""A share on the party's own server: stored is what was read back, and nothing less."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import Settings

from recovery import base64url, tasks
from recovery.errors import ShareConflict
from recovery.flows import backup_shares, notices, served_shares, share_server
from recovery.flows.webhooks import AGAIN_AFTER_SECONDS
from recovery.models import AuditEvent, Notice, ServedShare, SharePair, ShareServer, Work
from recovery.share_errors import ShareServerError, ShareServerKeyGone
from tests.flows.share_receiver import ShareReceiver, receiver, running
from tests.secrets.search import search
from tests.tenant import Tenant

__all__ = ["receiver"]

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SHARE, OTHER = b"opaque share \x00\xff 1", b"opaque share 2"
TEXT, OTHER_TEXT = base64url.encode(SHARE), base64url.encode(OTHER)


@pytest.fixture
def acme(db: None, receiver: ShareReceiver) -> Tenant:
    return _served("acme", receiver)


def _served(word: str, receiver: ShareReceiver) -> Tenant:
    """A relying party whose shares that server keeps, and nothing waits to be done."""
    tenant = Tenant(word)
    # Shares that lie with us already stay there.
    SharePair.objects.filter(wallet=tenant.wallet).delete()
    Notice.objects.all().delete()
    share_server.make(party=tenant.party, url=receiver.url)
    return tenant


@pytest.fixture
def server(acme: Tenant, receiver: ShareReceiver) -> ShareServer:
    return ShareServer.objects.get(relying_party=acme.party)


@pytest.fixture
def row(acme: Tenant, server: ShareServer) -> ServedShare:
    """A share that waits to be stored."""
    return put(acme)


def put(tenant: Tenant, share: bytes = SHARE) -> ServedShare:
    wallet, part = tenant.wallet, backup_shares.Part.CUSTODIAN
    backup_shares.store_share(wallet=wallet, version=1, part=part, share=share, by="kh_live_1")
    return ServedShare.objects.get(share__pair__wallet=wallet)


def release(tenant: Tenant) -> bytes:
    """As a server of the relying party gets it."""
    wallet, part = tenant.wallet, backup_shares.Part.CUSTODIAN
    return backup_shares.release_share(wallet=wallet, version=1, part=part, to="kh_live_2")


def work(row: ServedShare) -> ServedShare:
    """What a worker does when the time has come."""
    ServedShare.objects.filter(pk=row.pk).update(due_at=timezone.now())
    ShareServer.objects.update(rests_until=None)
    served_shares.run(str(row.pk))
    return ServedShare.objects.get(pk=row.pk)


def stood(row: ServedShare) -> tuple[str, str]:
    return row.standing, row.error


def kinds(tenant: Tenant) -> list[str]:
    events = tenant.party.events.filter(kind__startswith="served_share").order_by("pk")
    return [event.kind for event in events]


# --- Until it is proved --------------------------------------------------------------------------


def test_a_share_is_stored_once_it_was_read_back_and_ours_is_gone_then(
    acme: Tenant, row: ServedShare, receiver: ShareReceiver
) -> None:
    assert stood(row) == ("waiting", "")
    assert release(acme) == SHARE

    done = work(row)

    assert stood(done) == ("stored", "")
    assert done.sealed_share is None
    assert done.proved_at is not None
    assert receiver.shares == {str(acme.wallet.pk): [("V1", TEXT)]}
    assert release(acme) == SHARE
    assert kinds(acme) == ["served_share_stored"]


def test_the_waiting_share_cannot_be_read_in_the_database(row: ServedShare) -> None:
    assert TEXT.encode() not in bytes(row.sealed_share or b"")
    assert TEXT not in json.dumps(list(ServedShare.objects.values()), default=str)


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (200, json.dumps({"backupShares": [OTHER_TEXT]}).encode(), "share_differs"),
        (200, b'{"backupShares": []}', "share_not_there"),
        (500, b"", "share_server_refused"),
    ],
)
def test_a_share_that_does_not_come_back_equal_is_never_called_stored_and_stays_here(
    acme: Tenant, row: ServedShare, receiver: ShareReceiver, status: int, body: bytes, code: str
) -> None:
    receiver.says("backup/fetch", status, body)

    failed = work(row)

    assert stood(failed) == ("failing", code)
    assert failed.proved_at is None
    assert release(acme) == SHARE

    receiver.faults = {}
    assert stood(work(failed)) == ("stored", "")


def test_tries_again_at_the_times_of_webhooks_then_waits_for_staff_and_tells_them(
    acme: Tenant, row: ServedShare, receiver: ShareReceiver
) -> None:
    receiver.says("backup", 503)
    for seconds in AGAIN_AFTER_SECONDS:
        pause, before = timedelta(seconds=seconds), timezone.now()
        row = work(row)
        assert before + pause <= row.due_at <= timezone.now() + pause
        assert (row.state, stood(row)) == (Work.State.DUE, ("failing", "share_server_refused"))
    assert not Notice.objects.exists()

    row = work(row)

    assert row.state == Work.State.BLOCKED
    assert kinds(acme) == ["served_share_failing"]
    (notice,) = Notice.objects.all()
    assert notice.holder == acme.owner
    assert release(acme) == SHARE
    receiver.faults = {}
    served_shares.try_again(row)
    assert stood(work(row)) == ("stored", "")


@pytest.mark.django_db(transaction=True)
def test_a_proof_that_was_overtaken_deletes_nothing(
    acme: Tenant, server: ShareServer, row: ServedShare, receiver: ShareReceiver
) -> None:
    def answer_when_it_was_put_once_more() -> Any:
        put(acme)
        connection.close()
        return 200, {}, json.dumps({"backupShares": [TEXT]}).encode()

    receiver.faults = {"backup/fetch": answer_when_it_was_put_once_more}
    row = work(row)

    assert (stood(row), row.proved_at) == (("waiting", ""), None)
    assert row.sealed_share is not None
    receiver.faults = {}
    assert stood(work(row)) == ("stored", "")


def test_another_share_under_the_same_version_is_refused(
    acme: Tenant, server: ShareServer, row: ServedShare
) -> None:
    with pytest.raises(ShareConflict):
        put(acme, OTHER)

    assert release(acme) == SHARE


def test_without_the_key_to_a_waiting_share_nothing_is_made_up(
    acme: Tenant, row: ServedShare, receiver: ShareReceiver, settings: Settings
) -> None:
    settings.SHARE_KEYS = {9: bytes(32)}

    assert stood(work(row)) == ("failing", "share_server_key_gone")
    with pytest.raises(ShareServerKeyGone):
        release(acme)
    assert receiver.got == []


def test_a_waiting_share_of_another_row_is_not_taken_for_this_one(
    acme: Tenant, row: ServedShare, receiver: ShareReceiver
) -> None:
    zenith = _served("zenith", receiver)
    other = put(zenith, OTHER)
    ServedShare.objects.filter(pk=row.pk).update(sealed_share=other.sealed_share)

    with pytest.raises(ShareServerKeyGone):
        release(acme)


def test_a_waiting_share_moves_to_a_new_key(
    acme: Tenant, row: ServedShare, receiver: ShareReceiver, settings: Settings
) -> None:
    acme.wallet.generations.all().delete()
    acme.account.delete()
    settings.SHARE_KEYS = {9: bytes(range(32)), **settings.SHARE_KEYS}
    call_command("reseal", stdout=StringIO())
    settings.SHARE_KEYS = {9: bytes(range(32))}

    assert stood(work(row)) == ("stored", "")
    assert receiver.shares == {str(acme.wallet.pk): [("V1", TEXT)]}


@pytest.mark.parametrize("wrong", [{"standing": "stored"}, {"sealed_share": None}])
def test_the_database_refuses_a_share_that_is_neither_kept_nor_proved(
    row: ServedShare, wrong: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ServedShare.objects.filter(pk=row.pk).update(**wrong)


# --- Afterwards ----------------------------------------------------------------------------------


def test_it_is_looked_at_again_by_the_clock(
    row: ServedShare, receiver: ShareReceiver, settings: Settings
) -> None:
    settings.COPY_CHECK_DAYS = 8
    done = work(row)
    assert timedelta(days=3) < done.due_at - timezone.now() < timedelta(days=9)
    first = done.proved_at
    receiver.got.clear()

    assert tasks.KINDS["servedshare"] == (ServedShare, served_shares.run)
    again = work(done)

    assert [path for path, _, _ in receiver.got] == ["backup/fetch"]
    assert stood(again) == ("stored", "")
    assert again.proved_at > first  # type: ignore[operator]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"backupShares": []}', "share_not_there"),
        (json.dumps({"backupShares": [TEXT + "x"]}).encode(), "share_differs"),
    ],
)
def test_a_share_that_is_not_what_it_was_is_failing_at_once_and_owners_are_told_once(
    acme: Tenant, row: ServedShare, receiver: ShareReceiver, body: bytes, code: str
) -> None:
    row = work(row)
    receiver.says("backup/fetch", 200, body)

    for _ in range(2):
        row = work(row)
        assert (stood(row), row.state) == (("failing", code), Work.State.DUE)

    with pytest.raises(ShareServerError) as caught:
        release(acme)
    assert caught.value.code == code
    assert kinds(acme) == ["served_share_stored", "served_share_failing"]
    (notice,) = Notice.objects.all()
    assert notice.holder == acme.owner
    notices.run(str(notice.pk))
    (sent,) = mail.outbox
    assert "acme" in sent.subject
    assert caught.value.message in sent.body
    assert TEXT not in sent.body

    receiver.faults = {}
    row = work(row)
    assert stood(row) == ("stored", "")
    receiver.says("backup/fetch", 200, body)
    work(row)
    assert Notice.objects.count() == 2


def test_a_server_that_is_away_says_nothing_about_the_share_until_we_give_up(
    acme: Tenant, row: ServedShare, receiver: ShareReceiver
) -> None:
    row = work(row)
    proved_at = row.proved_at
    receiver.says("backup/fetch", 503)

    for _ in AGAIN_AFTER_SECONDS:
        row = work(row)
        assert (stood(row), row.proved_at) == (("unknown", "share_server_refused"), proved_at)
    assert not Notice.objects.exists()
    row = work(row)

    assert (stood(row), row.state) == (("failing", "share_server_refused"), Work.State.DUE)
    assert Notice.objects.count() == 1
    receiver.faults = {}
    assert stood(work(row)) == ("stored", "")


def test_the_same_share_put_again_comes_back_where_it_was_lost(
    acme: Tenant, server: ShareServer, row: ServedShare, receiver: ShareReceiver
) -> None:
    row = work(row)
    receiver.shares.clear()
    assert stood(work(row)) == ("failing", "share_not_there")

    put(acme)

    assert stood(work(row)) == ("stored", "")


def test_a_slow_server_rests_as_long_as_it_took(
    row: ServedShare, receiver: ShareReceiver, server: ShareServer
) -> None:
    receiver.hangs = 0.6

    work(row)

    server.refresh_from_db()
    assert server.rests_until is not None
    # On a busy machine the rest could be over before the next line.
    ShareServer.objects.update(rests_until=server.rests_until + timedelta(minutes=1))
    receiver.got.clear()
    served_shares.run(str(row.pk))
    assert receiver.got == []


# --- Whose it is ---------------------------------------------------------------------------------


def test_shares_go_to_ones_own_server_only(
    acme: Tenant, server: ShareServer, row: ServedShare, receiver: ShareReceiver
) -> None:
    with running() as theirs:
        zenith = _served("zenith", theirs)
        put(zenith, OTHER)
        for each in ServedShare.objects.all():
            work(each)

        assert receiver.shares == {str(acme.wallet.pk): [("V1", TEXT)]}
        assert theirs.shares == {str(zenith.wallet.pk): [("V1", OTHER_TEXT)]}
        assert kinds(acme) == kinds(zenith) == ["served_share_stored"]


def test_no_log_line_and_no_event_holds_a_share(
    acme: Tenant, row: ServedShare, receiver: ShareReceiver, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    receiver.says("backup/fetch", 200, json.dumps({"backupShares": [OTHER_TEXT]}).encode())
    failed = work(row)
    receiver.faults = {}
    work(failed)
    receiver.says("backup/fetch", 200, (TEXT + OTHER_TEXT).encode())
    work(failed)

    events = json.dumps([event.detail for event in AuditEvent.objects.all()])
    places = [("log", caplog.text.encode()), ("events", events.encode())]
    rows = json.dumps(list(ServedShare.objects.values()), default=repr)
    secrets = {"share": SHARE, "text": TEXT.encode(), "other": OTHER_TEXT.encode()}
    assert search(secrets, [*places, ("rows", rows.encode())]) == []
