"""From a committed generation to a proved copy, and back."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recovery import at_rest, tasks
from recovery.errors import CloudInUse, RestoreUnavailable
from recovery.flows import clouds, restore, sync, work
from recovery.models import AuditEvent, CloudAccount, Copy, Generation, Restore, Wallet, Work
from tests.moments import before_statement, beside
from tests.person import Person, later
from tests.soft_client import Generation as Built
from tests.webdav_servers import wsgidav

SECRET = bytes(range(16))


def folder_account(person: Person) -> CloudAccount:
    return person.connect(kind="folder", place={"path": person.holder.pk.hex})


def folder_of(person: Person, root: Path) -> Path:
    return root / person.holder.pk.hex / "BitcoinWalletBackup_Samantha"


def run_all() -> None:
    for copy in Copy.objects.filter(state=Work.State.DUE):
        sync.run(str(copy.pk))


def backed_up(person: Person) -> Built:
    folder_account(person)
    built = person.protect(secret=SECRET)
    run_all()
    return built


def test_a_commit_makes_a_copy_due_in_every_place(alice: Person) -> None:
    folder_account(alice)
    alice.protect(secret=SECRET)
    copy = Copy.objects.get()
    assert (copy.state, copy.proved_at) == (Work.State.DUE, None)


def test_a_copy_is_proved_with_exactly_the_committed_bytes(alice: Person, cloud_root: Path) -> None:
    built = backed_up(alice)
    copy = Copy.objects.get()
    assert copy.state == Work.State.DONE
    assert copy.proved_at is not None
    lying = (cloud_root / alice.holder.pk.hex / copy.place).read_bytes()
    assert lying == built.cloud_object
    assert "README" in "".join(file.name for file in folder_of(alice, cloud_root).iterdir())


def test_a_place_connected_later_gets_a_copy_too(alice: Person) -> None:
    alice.protect(secret=SECRET)
    assert not Copy.objects.exists()
    folder_account(alice)
    run_all()
    assert Copy.objects.get().state == Work.State.DONE


@pytest.mark.django_db(transaction=True)
def test_a_backup_that_changes_just_when_its_place_passes_the_check_is_copied_there(
    alice: Person,
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets nobody in between")
    account, first = new_place(alice), alice.protect(secret=SECRET)
    latest = uploaded(alice, previous=first)
    # By then the check knows of which backup it wants a copy.
    at = 'INSERT INTO "recovery_copy"'
    with beside(partial(alice.commit, latest)) as commit, before_statement(at, commit):
        clouds.run_check(str(account.pk))
    copy = Copy.objects.get(generation__number=latest.gen)
    assert (copy.account, copy.state) == (account, Work.State.DUE)


def new_place(person: Person) -> CloudAccount:
    """One that waits for its check."""
    connection = clouds.Connection(
        kind="folder", settings={"path": uuid4().hex}, secret="", account_hint="a folder"
    )
    return clouds.connect(holder=person.holder, connection=connection)


def uploaded(person: Person, *, previous: Built) -> Built:
    """The next generation, before it is committed."""
    touch, unsealed = person.unlock()
    built = person.browser.build_generation(
        secret=SECRET,
        wid=previous.wid,
        gen=previous.gen + 1,
        slots=[person.slot(touch, unsealed)],
        previous_manifest=previous.manifest,
    )
    person.upload(built)
    return built


def test_every_change_is_copied_and_the_old_copy_goes_last(alice: Person, cloud_root: Path) -> None:
    built = backed_up(alice)
    for _ in range(4):
        built = alice.protect(secret=SECRET, previous=built)
        run_all()
    folder = folder_of(alice, cloud_root)
    assert json.loads((folder / "current.json").read_text())["gen"] == 5
    kept = sorted(file.name[:13] for file in folder.glob("backup-*"))
    assert kept == ["backup-000003", "backup-000004", "backup-000005"]


def test_a_copy_of_an_older_generation_is_superseded(alice: Person) -> None:
    folder_account(alice)
    built = alice.protect(secret=SECRET)
    alice.protect(secret=SECRET, previous=built)
    states = list(Copy.objects.order_by("generation__number").values_list("state", flat=True))
    assert states == [Work.State.SUPERSEDED, Work.State.DUE]


@pytest.mark.parametrize("has_rivals", [False, True], ids=["alone", "with rivals"])
def test_a_copy_takes_few_queries(has_rivals: bool, alice: Person) -> None:
    """A worker's whole way with one row, from finding it to what is recorded."""
    for _ in range(5 * has_rivals):
        # It comes too late for this one.
        assert work.claim(Copy, str(uuid4())) is None
    place = folder_account(alice)
    CloudAccount.objects.filter(pk=place.pk).update(lane="webdav cloud.example")
    built = alice.protect(secret=SECRET)
    tasks.do_work()
    alice.protect(secret=SECRET, previous=built)
    with CaptureQueriesContext(connection) as queries:
        tasks.do_work()
    assert Copy.objects.get(generation__number=2).state == Work.State.DONE
    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    # Four find it, five claim and read it, eight do and record it, four find no other.
    assert len(asked) <= 21, "\n".join(asked)


def test_a_foreign_wallet_in_the_folder_is_never_overwritten(
    alice: Person, cloud_root: Path
) -> None:
    backed_up(alice)
    folder = folder_of(alice, cloud_root)
    pointer = json.loads((folder / "current.json").read_text()) | {"wid": "AAAAAAAAAAAAAAAAAAAAAA"}
    (folder / "current.json").write_text(json.dumps(pointer, sort_keys=True))
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    generation = Generation.objects.get()
    alice.protect(secret=SECRET, previous=_as_built(alice, generation))
    run_all()
    copy = Copy.objects.get(generation__number=2)
    assert copy.state == Work.State.BLOCKED
    assert copy.error == "cloud_foreign_copy"
    after = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert all(after[name] == data for name, data in before.items())
    assert AuditEvent.objects.filter(kind=AuditEvent.Kind.COPY_BLOCKED).count() == 1


def _as_built(person: Person, generation: Generation) -> Built:
    return Built(
        wid=bytes(generation.wallet.wid),
        gen=generation.number,
        envelope=bytes(generation.envelope or b"").decode(),
        manifest=bytes(generation.manifest or b"").decode(),
        auth_share=b"",
        device_share=b"",
        pk_man=bytes(generation.manifest_key),
    )


def test_two_wallets_of_one_name_in_one_cloud_have_folders_of_their_own(
    alice: Person, mallory: Person, tmp_path: Path
) -> None:
    with wsgidav(tmp_path / "dav") as server:
        place = {"url": server.url, "user": server.user}
        built = {}
        for person in (alice, mallory):
            person.connect(kind="webdav", place=place, secret=server.password)
            built[person] = person.protect(secret=SECRET)
            run_all()
        for person in (alice, mallory):
            built[person] = person.protect(secret=SECRET, previous=built[person])
            run_all()
        folders = [server.root / f"BitcoinWalletBackup_Samantha{ending}" for ending in ("", "_2")]
        for folder, person in zip(folders, (alice, mallory), strict=True):
            pointer = json.loads((folder / "current.json").read_text())
            lying = (folder / pointer["file"]).read_bytes()
            assert lying == built[person].cloud_object
        # What was lost here comes back from the right one.
        Generation.objects.filter(wallet__holder=mallory.holder).update(envelope=None)
        asked = restore.request(holder=mallory.holder, wid=built[mallory].wid)
        restore.run(str(asked.pk))
        generation = Generation.objects.get(wallet__holder=mallory.holder, number=2)
        assert bytes(generation.envelope or b"").decode() == built[mallory].envelope


def test_a_damaged_server_copy_is_not_spread(alice: Person) -> None:
    folder_account(alice)
    alice.protect(secret=SECRET)
    Generation.objects.update(envelope=b"{}")
    run_all()
    copy = Copy.objects.get()
    assert (copy.state, copy.error) == (Work.State.BLOCKED, "server_copy_damaged")


def test_a_cloud_that_cannot_be_reached_is_tried_again_later(alice: Person, tmp_path: Path) -> None:
    with wsgidav(tmp_path / "first") as server:
        place = {"url": server.url, "user": server.user}
        account = alice.connect(kind="webdav", place=place, secret=server.password)
    alice.protect(secret=SECRET)
    run_all()
    copy = Copy.objects.get()
    assert (copy.state, copy.error) == (Work.State.DUE, "cloud_cannot_reach")
    assert copy.due_at > timezone.now()
    with wsgidav(tmp_path / "second") as server:
        account.settings = {"url": server.url, "user": server.user}
        account.sealed_secret = at_rest.seal(
            server.password.encode(), context=account.secret_context
        )
        account.save()
        later(copy)
        run_all()
    copy.refresh_from_db()
    assert (copy.state, copy.error) == (Work.State.DONE, "")


def test_an_error_that_nobody_foresaw_is_tried_again_with_patience(alice: Person) -> None:
    account = folder_account(alice)
    alice.protect(secret=SECRET)
    whole, broken = account.settings, {"path": ["not", "a", "path"]}
    CloudAccount.objects.update(settings=broken)
    copy = Copy.objects.get()
    with pytest.raises(TypeError):
        tasks.do_work()
    copy.refresh_from_db()
    assert (copy.state, copy.error, copy.lease_until) == (Work.State.DUE, "internal", None)
    assert copy.due_at > timezone.now()
    CloudAccount.objects.update(settings=whole)
    later(copy)
    tasks.do_work()
    copy.refresh_from_db()
    assert (copy.state, copy.error) == (Work.State.DONE, "")


def test_a_wrong_password_waits_for_the_person(alice: Person, tmp_path: Path) -> None:
    with wsgidav(tmp_path / "dav") as server:
        account = clouds.connect(
            holder=alice.holder,
            connection=clouds.Connection(
                kind="webdav",
                settings={"url": server.url, "user": server.user},
                secret="wrong",
                account_hint="sam",
            ),
        )
        clouds.run_check(str(account.pk))
        account.refresh_from_db()
        assert (account.state, account.error) == (Work.State.BLOCKED, "cloud_sign_in_refused")
        again = alice.connect(
            kind="webdav",
            place={"url": server.url, "user": server.user},
            secret=server.password,
        )
    assert again.pk == account.pk


def test_a_place_that_was_put_right_gets_its_blocked_copies(alice: Person) -> None:
    account = folder_account(alice)
    alice.protect(secret=SECRET)
    Copy.objects.update(state=Work.State.BLOCKED, error="cloud_sign_in_refused")
    work.again(account)
    clouds.run_check(str(account.pk))
    run_all()
    copy = Copy.objects.get()
    assert (copy.state, copy.error) == (Work.State.DONE, "")


def test_a_wallet_that_was_never_finished_lets_its_name_go(alice: Person) -> None:
    built = alice.protect(secret=SECRET, name="Kept")
    begun = Wallet.objects.create(holder=alice.holder, name="Begun", wid=bytes(16))
    tasks.clean()
    assert Wallet.objects.filter(pk=begun.pk).exists()
    Wallet.objects.update(created_at=timezone.now() - timedelta(days=2))
    tasks.clean()
    assert list(Wallet.objects.all()) == [alice.wallet(built)]


def test_an_app_password_is_not_readable_in_the_database(alice: Person, tmp_path: Path) -> None:
    with wsgidav(tmp_path / "dav") as server:
        place = {"url": server.url, "user": server.user}
        account = alice.connect(kind="webdav", place=place, secret=server.password)
        assert server.password.encode() not in bytes(account.sealed_secret)
        assert server.password not in str(account.settings)


def test_the_only_proved_copy_cannot_be_disconnected(alice: Person) -> None:
    backed_up(alice)
    account = CloudAccount.objects.get()
    with pytest.raises(CloudInUse):
        clouds.disconnect(holder=alice.holder, account_id=account.pk)
    assert CloudAccount.objects.exists()


def test_two_workers_do_not_do_the_same_copy(alice: Person) -> None:
    folder_account(alice)
    alice.protect(secret=SECRET)
    copy = Copy.objects.get()
    assert work.claim(Copy, str(copy.pk)) is not None
    assert work.claim(Copy, str(copy.pk)) is None


def test_a_killed_workers_copy_is_taken_over_after_its_lease(alice: Person) -> None:
    folder_account(alice)
    alice.protect(secret=SECRET)
    first = work.claim(Copy, str(Copy.objects.get().pk))
    assert first is not None
    Copy.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    run_all()
    assert Copy.objects.get().state == Work.State.DONE
    assert work.block(first, error="too_late") is False
    assert Copy.objects.get().state == Work.State.DONE


def test_a_sweep_finds_a_row_whose_wake_up_was_lost_and_announces_it_once(alice: Person) -> None:
    folder_account(alice)
    alice.protect(secret=SECRET)
    copy = Copy.objects.get()
    assert work.due(Copy, limit=10) == [str(copy.pk)]
    assert work.due(Copy, limit=10) == []
    Copy.objects.update(nudged_at=timezone.now() - timedelta(minutes=1))
    assert work.due(Copy, limit=10) == [str(copy.pk)]


def test_a_wake_up_that_could_not_be_sent_is_tried_at_the_very_next_sweep(alice: Person) -> None:
    """Nobody listens at the broker's address of the tests."""
    folder_account(alice)
    alice.protect(secret=SECRET)
    tasks.sweep()
    assert Copy.objects.get().nudged_at is None
    assert work.due(Copy, limit=10) == [str(Copy.objects.get().pk)]


def test_a_lost_envelope_comes_back_from_the_cloud(alice: Person) -> None:
    built = backed_up(alice)
    Generation.objects.update(envelope=None, manifest=None)
    _, _, answer = alice.recover()
    assert answer["wallets"][0]["envelope"] is None
    row = restore.request(holder=alice.holder, wid=built.wid)
    restore.run(str(row.pk))
    assert Restore.objects.get().state == Work.State.DONE
    served = alice.must("GET", alice.path_of(built))
    assert (served["envelope"], served["manifest"]) == (built.envelope, built.manifest)


def test_a_damaged_envelope_is_not_handed_out(alice: Person) -> None:
    backed_up(alice)
    row = Generation.objects.get()
    flipped = bytearray(row.envelope or b"")
    flipped[40] ^= 1
    Generation.objects.update(envelope=bytes(flipped))
    _, _, answer = alice.recover()
    assert answer["wallets"][0]["envelope"] is None


def test_a_cloud_cannot_exchange_a_backup(alice: Person, cloud_root: Path) -> None:
    built = backed_up(alice)
    for file in folder_of(alice, cloud_root).glob("backup-*"):
        file.write_bytes(file.read_bytes().replace(b'"gen":1', b'"gen":9'))
    Generation.objects.update(envelope=None)
    row = restore.request(holder=alice.holder, wid=built.wid)
    restore.run(str(row.pk))
    row.refresh_from_db()
    assert (row.state, row.error) == (Work.State.BLOCKED, "restore_unavailable")
    assert Generation.objects.get().envelope is None


def test_without_any_proved_copy_a_restore_is_refused(alice: Person) -> None:
    built = alice.protect(secret=SECRET)
    with pytest.raises(RestoreUnavailable):
        restore.request(holder=alice.holder, wid=built.wid)
