"""A backup comes back from the copy that a person chooses, or from a file."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from recovery.errors import (
    FileOfAnotherWallet,
    FileOutdated,
    FileUnreadable,
    NotFound,
    RestoreUnavailable,
)
from recovery.flows import restore, sync
from recovery.models import CloudAccount, Copy, Drill, Generation, Restore, Work
from tests.clouds.fault_server import FaultServer, Reply
from tests.moments import before_query, queries_of
from tests.person import Person
from tests.soft_client import Generation as Built

pytestmark = pytest.mark.database

SECRET = bytes(range(16))


def copy_all() -> None:
    for copy in Copy.objects.filter(state=Work.State.DUE):
        sync.run(str(copy.pk))


def backed_up(person: Person, server: FaultServer) -> tuple[Built, CloudAccount, CloudAccount]:
    """In a folder, and then at a server."""
    folder = person.connect(kind="folder", place={"path": person.holder.pk.hex})
    built = person.protect(secret=SECRET)
    copy_all()
    place = {"url": server.url, "user": "sam"}
    there = person.connect(kind="webdav", place=place, secret="secret")
    copy_all()
    return built, folder, there


def lose_ours() -> None:
    Generation.objects.update(envelope=None, manifest=None)


def is_whole(person: Person, built: Built) -> bool:
    served = person.must("GET", person.path_of(built))
    return (served["envelope"], served["manifest"]) == (built.envelope, built.manifest)


def test_all_copies_are_listed_with_date_device_account_and_place(alice: Person) -> None:
    with FaultServer() as server:
        built, folder, there = backed_up(alice, server)
        latest = alice.protect(secret=SECRET, previous=built)
        copy_all()
    ours, *others = restore.candidates(alice.wallet(latest))
    assert (ours.account, ours.is_good, ours.generation.number) == (None, True, 2)
    newest = [one for one in others if one.is_current]
    older = [one for one in others if not one.is_current]
    assert {one.account for one in newest} == {folder, there}
    assert {one.account for one in older} == {folder, there}
    for one in others:
        assert one.generation.committed_at is not None
        assert one.read_at is not None
        assert one.place.startswith("BitcoinWalletBackup_Samantha/backup-00000")
    page = alice.client.get(reverse("wallet_backups", args=[alice.wallet(latest).pk]))
    shown = page.content.decode()
    assert shown.count("sam at cloud.example") == 4
    assert "You do not need it now" in shown


def test_the_newest_good_copy_is_chosen_for_somebody_who_does_not_choose(alice: Person) -> None:
    with FaultServer() as server:
        built, folder, there = backed_up(alice, server)
    lose_ours()
    address = reverse("wallet_backups", args=[alice.wallet(built).pk])
    assert alice.client.get(address).context["chosen"].account == there
    Drill.objects.filter(copy__account=there).update(health=Drill.Health.CANNOT_REACH)
    assert alice.client.get(address).context["chosen"].account == folder


def test_the_chosen_copy_is_the_one_that_is_asked(alice: Person, mallory: Person) -> None:
    with FaultServer() as server:
        built, folder, there = backed_up(alice, server)
        lose_ours()
        server.seen.clear()
        with pytest.raises(NotFound):
            restore.request(holder=mallory.holder, wid=built.wid, account_id=folder.pk)
        row = restore.request(holder=alice.holder, wid=built.wid, account_id=folder.pk)
        restore.run(str(row.pk))
        assert not server.seen
        assert is_whole(alice, built)
        lose_ours()
        restore.request(holder=alice.holder, wid=built.wid, account_id=there.pk)
        restore.run(str(row.pk))
        assert server.seen
        assert is_whole(alice, built)


def test_a_chosen_copy_that_is_bad_is_said_and_another_one_can_be_chosen(alice: Person) -> None:
    with FaultServer() as server:
        built, folder, there = backed_up(alice, server)
        server.on("GET", ".json", Reply(200, body=b"{}"), times=-1)
        lose_ours()
        row = restore.request(holder=alice.holder, wid=built.wid, account_id=there.pk)
        restore.run(str(row.pk))
        row.refresh_from_db()
        assert (row.state, row.error) == (Work.State.BLOCKED, "restore_unavailable")
        address = reverse("wallet_backups", args=[alice.wallet(built).pk])
        token = {"x-csrftoken": alice.csrf_token()}
        alice.client.post(address, {"account": str(folder.pk)}, headers=token)
        assert Restore.objects.get().state == Work.State.DUE
        restore.run(str(row.pk))
    assert is_whole(alice, built)


def test_whenever_a_copy_is_back_the_page_shows_it_or_asks_again(alice: Person) -> None:
    alice.connect(kind="folder", place={"path": alice.holder.pk.hex})
    built = alice.protect(secret=SECRET)
    copy_all()
    address = reverse("wallet_backups", args=[alice.wallet(built).pk])
    for number in range(1, queries_of(lambda: alice.client.get(address)) + 1):
        lose_ours()
        row = restore.request(holder=alice.holder, wid=built.wid)
        with before_query(number, lambda: restore.run(str(row.pk))):  # noqa: B023 - called at once
            shown = alice.client.get(address).context
        assert shown["fetching"] or shown["ours"].is_good, f"it was back before query {number}"
        assert alice.client.get(address).context["ours"].is_good


def test_a_place_without_a_copy_cannot_be_chosen(alice: Person) -> None:
    built = alice.protect(secret=SECRET)
    account = alice.connect(kind="folder", place={"path": alice.holder.pk.hex})
    with pytest.raises(RestoreUnavailable):
        restore.request(holder=alice.holder, wid=built.wid, account_id=account.pk)


def test_a_backup_comes_back_from_a_file(alice: Person) -> None:
    built = alice.protect(secret=SECRET)
    lose_ours()
    restore.from_file(holder=alice.holder, wid=built.wid, untrusted_data=built.cloud_object)
    assert is_whole(alice, built)


def test_a_file_that_is_not_exactly_this_backup_changes_nothing(
    alice: Person, mallory: Person
) -> None:
    built = alice.protect(secret=SECRET)
    other = alice.protect(secret=secrets.token_bytes(16), name="Other")
    theirs = mallory.protect(secret=SECRET)
    older = built
    latest = alice.protect(secret=SECRET, previous=built)
    lose_ours()
    wrong: dict[bytes, type[Exception]] = {
        b"": FileUnreadable,
        b"[]": FileUnreadable,
        b"\xff\xfe": FileUnreadable,
        latest.cloud_object[:-2]: FileUnreadable,
        latest.cloud_object + b" ": FileUnreadable,
        latest.cloud_object.replace(b'"v":1', b'"v":2', 1): FileUnreadable,
        other.cloud_object: FileOfAnotherWallet,
        theirs.cloud_object: FileOfAnotherWallet,
        older.cloud_object: FileOutdated,
    }
    for data, error in wrong.items():
        with pytest.raises(error):
            restore.from_file(holder=alice.holder, wid=latest.wid, untrusted_data=data)
    assert not Generation.objects.filter(envelope__isnull=False).exists()
    with pytest.raises(NotFound):
        restore.from_file(holder=mallory.holder, wid=latest.wid, untrusted_data=latest.cloud_object)


def test_a_file_is_sent_from_the_page(alice: Person, mallory: Person, tmp_path: Path) -> None:
    built = alice.protect(secret=SECRET)
    lose_ours()
    address = reverse("wallet_backup_file", args=[alice.wallet(built).pk])

    def send(person: Person, data: bytes) -> int:
        file = SimpleUploadedFile("backup.json", data)
        token = {"x-csrftoken": person.csrf_token()}
        return person.client.post(address, {"file": file}, headers=token).status_code

    assert send(alice, built.cloud_object[:-5]) == 422
    assert send(alice, b"x" * 300_000) == 422
    assert send(mallory, built.cloud_object) == 404
    assert send(alice, built.cloud_object) == 302
    assert is_whole(alice, built)
