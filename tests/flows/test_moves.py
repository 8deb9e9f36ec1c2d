"""Copies move to another place: the new ones are proved before an old one goes."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from recovery.clouds import backup_folder
from recovery.errors import (
    CloudInUse,
    MoveTooLate,
    MoveUnderway,
    NewCopyUnproved,
    NotFound,
    SamePlace,
)
from recovery.flows import clouds, drills, moves, sync, work
from recovery.models import AuditEvent, CloudAccount, Copy, Drill, Lane, Move, Work
from tests.clouds.fault_server import RESET, FaultServer, Reply
from tests.moments import before_statement, beside
from tests.person import Person
from tests.soft_client import Generation as Built
from tests.soft_client import b64u

pytestmark = pytest.mark.database

SECRET = bytes(range(16))
FOLDER = "BitcoinWalletBackup_Samantha"


@pytest.fixture
def old() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


@pytest.fixture
def new() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


def connected(person: Person, server: FaultServer) -> CloudAccount:
    return person.connect(kind="webdav", place={"url": server.url, "user": "sam"}, secret="secret")


def copy_all() -> None:
    for copy in Copy.objects.filter(state=Work.State.DUE):
        sync.run(str(copy.pk))


def step() -> None:
    """One look of a worker at the move, whatever it waits for."""
    Lane.objects.all().delete()
    Move.objects.filter(state=Work.State.DUE).update(due_at=timezone.now(), lease_until=None)
    for move in Move.objects.all():
        moves.run(str(move.pk))


def backed_up(person: Person, server: FaultServer) -> tuple[Built, CloudAccount]:
    account = connected(person, server)
    built = person.protect(secret=SECRET)
    copy_all()
    return built, account


def started(person: Person, source: CloudAccount, target: CloudAccount) -> Move:
    return moves.start(holder=person.holder, source_id=source.pk, target_id=target.pk)


def all_copied(
    person: Person, old: FaultServer, new: FaultServer
) -> tuple[Built, CloudAccount, CloudAccount]:
    """A move whose new copies are proved, and nothing is removed yet: backup, old and new place."""
    built, source = backed_up(person, old)
    target = connected(person, new)
    started(person, source, target)
    copy_all()
    return built, source, target


def lies_in(server: FaultServer, built: Built) -> bool:
    return built.cloud_object in server.files.values()


# --- The whole way -------------------------------------------------------------------------------


def test_nothing_is_removed_before_the_new_copy_is_proved(
    alice: Person, old: FaultServer, new: FaultServer
) -> None:
    built, source = backed_up(alice, old)
    before = dict(old.files)
    new.on("GET", ".json", Reply(200, body=b"something else"), times=-1)
    target = connected(alice, new)
    started(alice, source, target)
    for _ in range(3):
        copy_all()
        step()
        assert old.files == before
    assert Move.objects.get().step == Move.Step.COPYING
    new.behave()
    Copy.objects.update(due_at=timezone.now())
    copy_all()
    step()
    assert lies_in(new, built)
    assert (old.files, old.folders) == ({}, {"/"})


def test_a_move_ends_with_the_new_place_alone_and_stands_in_the_history(
    alice: Person, old: FaultServer, new: FaultServer
) -> None:
    built, source, target = all_copied(alice, old, new)
    step()
    assert list(CloudAccount.objects.all()) == [target]
    copy = Copy.objects.get()
    assert (copy.account, copy.state) == (target, Work.State.DONE)
    assert lies_in(new, built)
    assert not old.files
    assert not Move.objects.exists()
    event = AuditEvent.objects.get(kind=AuditEvent.Kind.CLOUD_MOVED)
    assert (event.detail["to_id"], event.detail["account"]) == (
        str(target.pk),
        source.account_hint,
    )


def test_a_proof_from_before_the_move_is_not_enough(
    alice: Person, old: FaultServer, new: FaultServer
) -> None:
    """The new place had the copy long ago, and has lost it since."""
    _, source = backed_up(alice, old)
    target = connected(alice, new)
    copy_all()
    new.files = {path: data for path, data in new.files.items() if "backup-" not in path}
    before = dict(old.files)
    started(alice, source, target)
    step()
    assert old.files == before
    # Its drill finds out and mends it; then the move goes on.
    for drill in Drill.objects.filter(copy__account=target):
        drills.run(str(drill.pk))
    copy_all()
    step()
    assert not old.files


def test_files_that_are_not_ours_stay_in_the_old_place(
    alice: Person, old: FaultServer, new: FaultServer
) -> None:
    _, source = backed_up(alice, old)
    old.files[f"/{FOLDER}/holiday.jpg"] = b"photo"
    target = connected(alice, new)
    started(alice, source, target)
    copy_all()
    step()
    assert old.files == {f"/{FOLDER}/holiday.jpg": b"photo"}
    assert not CloudAccount.objects.filter(pk=source.pk).exists()


def test_a_newer_copy_in_the_old_place_stays_and_the_person_decides(
    alice: Person, old: FaultServer, new: FaultServer
) -> None:
    built, source = backed_up(alice, old)
    newer = built.cloud_object.replace(b'"gen":1,', b'"gen":9,')
    backup_folder.place(
        clouds.open_account(source), folder=FOLDER, gen=9, wid=b64u(built.wid), data=newer
    )
    before = dict(old.files)
    target = connected(alice, new)
    started(alice, source, target)
    copy_all()
    step()
    assert old.files == before
    move = Move.objects.get()
    assert (move.state, move.error) == (Work.State.BLOCKED, "cloud_newer_copy")
    moves.leave_files(holder=alice.holder, source_id=source.pk)
    assert old.files == before
    assert list(CloudAccount.objects.all()) == [target]


def test_a_change_during_the_move_is_in_the_new_place_before_the_old_one_goes(
    alice: Person, old: FaultServer, new: FaultServer
) -> None:
    built, _, _ = all_copied(alice, old, new)
    latest = alice.protect(secret=SECRET, previous=built)
    before = dict(old.files)
    step()
    assert old.files == before
    copy_all()
    step()
    assert lies_in(new, latest)
    assert not old.files


def test_nothing_new_is_written_to_a_place_that_is_being_emptied(
    alice: Person, old: FaultServer, new: FaultServer
) -> None:
    built, source, target = all_copied(alice, old, new)
    old.on("DELETE", "", RESET, times=-1)
    step()
    assert Move.objects.get().step == Move.Step.REMOVING
    alice.protect(secret=SECRET, previous=built)
    due = Copy.objects.filter(state=Work.State.DUE)
    assert [copy.account_id for copy in due] == [target.pk]
    work.again(source)
    clouds.run_check(str(source.pk))
    assert due.count() == 1


def test_a_copy_in_a_workers_hands_is_waited_for(
    alice: Person, old: FaultServer, new: FaultServer
) -> None:
    _, source, _ = all_copied(alice, old, new)
    lease = timezone.now() + timedelta(minutes=1)
    Copy.objects.filter(account=source).update(state=Work.State.DUE, lease_until=lease)
    before = dict(old.files)
    step()
    assert old.files == before
    Copy.objects.filter(account=source).update(lease_until=None)
    step()
    assert not old.files


@pytest.mark.django_db(transaction=True)
def test_nobody_takes_a_copy_of_a_place_that_is_left_just_then(
    alice: Person, old: FaultServer, new: FaultServer
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets nobody in between")
    _, source, _ = all_copied(alice, old, new)
    Copy.objects.filter(account=source).update(state=Work.State.DUE, due_at=timezone.now())
    copy = Copy.objects.get(account=source)
    taken: list[Copy | None] = []

    def take() -> None:
        taken.append(work.claim(Copy, str(copy.pk)))

    with beside(take) as begin, before_statement('UPDATE "recovery_copy" SET "state"', begin):
        step()
    assert taken == [None]
    assert not old.files


# --- Kills and failures --------------------------------------------------------------------------


def test_a_kill_at_any_request_of_the_removal_loses_nothing(
    alice: Person, old: FaultServer, new: FaultServer
) -> None:
    """The old server hangs up after each request in turn, as if the worker had died there."""
    built, source, _ = all_copied(alice, old, new)
    for allowed in range(40):
        old.behave()
        for method in ("PROPFIND", "GET", "DELETE"):
            old.on(method, "", RESET, times=-1)
        old.let_pass = allowed
        step()
        assert lies_in(new, built)
        assert Copy.objects.filter(state=Work.State.DONE, proved_at__isnull=False).count() == 1
        if not Move.objects.exists():
            break
        # Whatever is still there, nothing says that a copy in the old place is proved.
        assert not Copy.objects.filter(account=source, proved_at__isnull=False).exists()
    assert not Move.objects.exists()
    assert (old.files, old.folders) == ({}, {"/"})


def waiting_long_to_remove(alice: Person, old: FaultServer, new: FaultServer) -> Built:
    """The old place went away in the middle of a move, and answers again a day later."""
    built, _, _ = all_copied(alice, old, new)
    old.on("PROPFIND", "", RESET, times=-1)
    step()
    assert Move.objects.get().step == Move.Step.REMOVING
    Copy.objects.exclude(proved_at=None).update(proved_at=timezone.now() - timedelta(days=1))
    old.behave()
    return built


def test_a_move_that_waited_long_reads_the_new_copies_before_it_removes(
    alice: Person, old: FaultServer, new: FaultServer
) -> None:
    built = waiting_long_to_remove(alice, old, new)
    assert lies_in(old, built)
    new.seen.clear()
    step()
    assert any(f"GET /{FOLDER}/backup-" in f"{seen.method} {seen.path}" for seen in new.seen)
    assert not Move.objects.exists()
    assert not old.files
    proved = timezone.now() - timedelta(minutes=1)
    assert Copy.objects.filter(proved_at__gt=proved).count() == 1


@pytest.mark.parametrize("answer", [None, Reply(401), RESET], ids=["lost", "refused", "silent"])
def test_a_new_copy_that_was_lost_meanwhile_is_mended_before_the_old_one_goes(
    answer: Reply | None, alice: Person, old: FaultServer, new: FaultServer
) -> None:
    built = waiting_long_to_remove(alice, old, new)
    before = dict(old.files)
    if answer is None:
        new.files.clear()
    else:
        new.on("GET", "", answer, times=-1)
    for _ in range(3):
        step()
        assert old.files == before
    # Nothing is wrong with the old place, so nobody is asked to give up what lies there.
    assert (Move.objects.get().state, Move.objects.get().error) == (Work.State.DUE, "")
    new.behave()
    drills.run(str(Drill.objects.get().pk))
    copy_all()
    assert lies_in(new, built)
    step()
    assert not Move.objects.exists()
    assert not old.files


def test_a_worker_that_died_is_followed_by_another_one(
    alice: Person, old: FaultServer, new: FaultServer
) -> None:
    all_copied(alice, old, new)
    slept = work.claim(Move, str(Move.objects.get().pk))
    assert slept is not None
    step()
    assert not Move.objects.exists()
    assert not work.finish(slept)


def test_an_old_place_that_lets_nobody_in_can_be_left_as_it_is(
    alice: Person, old: FaultServer, new: FaultServer
) -> None:
    _, source, target = all_copied(alice, old, new)
    with pytest.raises(MoveTooLate):
        moves.leave_files(holder=alice.holder, source_id=source.pk)
    old.on("PROPFIND", "", Reply(401), times=-1)
    step()
    move = Move.objects.get()
    assert (move.state, move.error) == (Work.State.BLOCKED, "cloud_sign_in_refused")
    with pytest.raises(MoveTooLate):
        moves.stop(holder=alice.holder, source_id=source.pk)
    old.behave()
    moves.try_again(holder=alice.holder, source_id=source.pk)
    step()
    assert list(CloudAccount.objects.all()) == [target]
    assert not old.files


def test_an_old_place_stays_on_the_list_while_a_new_copy_is_lost(
    alice: Person, old: FaultServer, new: FaultServer
) -> None:
    _, source, target = all_copied(alice, old, new)
    old.on("PROPFIND", "", Reply(401), times=-1)
    step()
    new.files.clear()
    work.again(Drill.objects.get())
    drills.run(str(Drill.objects.get().pk))
    with pytest.raises(NewCopyUnproved):
        moves.leave_files(holder=alice.holder, source_id=source.pk)
    assert Move.objects.get().source == source
    copy_all()
    moves.leave_files(holder=alice.holder, source_id=source.pk)
    assert list(CloudAccount.objects.all()) == [target]


# --- What is refused -----------------------------------------------------------------------------


def test_a_move_can_be_stopped_while_it_copies(
    alice: Person, old: FaultServer, new: FaultServer
) -> None:
    _, source = backed_up(alice, old)
    started(alice, source, connected(alice, new))
    before = dict(old.files)
    moves.stop(holder=alice.holder, source_id=source.pk)
    copy_all()
    assert old.files == before
    assert CloudAccount.objects.count() == 2
    with pytest.raises(NotFound):
        moves.stop(holder=alice.holder, source_id=source.pk)


def test_a_place_cannot_move_to_itself_or_in_a_circle(
    alice: Person, mallory: Person, old: FaultServer, new: FaultServer
) -> None:
    _, source = backed_up(alice, old)
    target = connected(alice, new)
    with pytest.raises(SamePlace):
        started(alice, source, source)
    with pytest.raises(NotFound):
        started(mallory, source, target)
    started(alice, source, target)
    with pytest.raises(MoveUnderway):
        started(alice, target, source)
    with pytest.raises(MoveUnderway):
        started(alice, source, target)
    assert Move.objects.count() == 1


# --- Disconnecting -------------------------------------------------------------------------------


def test_a_copy_that_is_out_of_sight_does_not_count_as_the_other_one(
    alice: Person, old: FaultServer, new: FaultServer
) -> None:
    _, source = backed_up(alice, old)
    target = connected(alice, new)
    copy_all()
    Drill.objects.filter(copy__account=target).update(health=Drill.Health.CANNOT_REACH)
    with pytest.raises(CloudInUse):
        clouds.disconnect(holder=alice.holder, account_id=source.pk)
    Drill.objects.update(health=Drill.Health.HEALTHY)
    clouds.disconnect(holder=alice.holder, account_id=source.pk)
    assert list(CloudAccount.objects.all()) == [target]
    assert AuditEvent.objects.filter(kind=AuditEvent.Kind.CLOUD_DISCONNECTED).count() == 1


def test_an_older_copy_elsewhere_is_not_enough(
    alice: Person, old: FaultServer, new: FaultServer
) -> None:
    built, _ = backed_up(alice, old)
    target = connected(alice, new)
    copy_all()
    alice.protect(secret=SECRET, previous=built)
    for copy in Copy.objects.filter(state=Work.State.DUE, account=target):
        sync.run(str(copy.pk))
    with pytest.raises(CloudInUse):
        clouds.disconnect(holder=alice.holder, account_id=target.pk)


def test_a_place_without_a_copy_can_always_go(alice: Person, old: FaultServer) -> None:
    account = connected(alice, old)
    alice.protect(secret=secrets.token_bytes(16))
    clouds.disconnect(holder=alice.holder, account_id=account.pk)
    assert not CloudAccount.objects.exists()


def test_what_remains_is_told_for_each_wallet(
    alice: Person, old: FaultServer, new: FaultServer, cloud_root: Path
) -> None:
    _, source = backed_up(alice, old)
    alice.protect(secret=secrets.token_bytes(16), name="Holidays")
    target = connected(alice, new)
    copy_all()
    first, second = clouds.remains_without(source)
    assert [first.wallet.name, second.wallet.name] == ["Samantha", "Holidays"]
    assert [copy.account for copy in first.elsewhere] == [target]
    assert not first.is_alone
    Copy.objects.filter(account=target, wallet=second.wallet).update(proved_at=None)
    first, second = clouds.remains_without(source)
    assert (first.is_alone, second.is_alone) == (False, True)
