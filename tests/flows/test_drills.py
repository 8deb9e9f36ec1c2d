"""A copy that was proved is looked at again, and what is found has consequences."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from recovery import tasks
from recovery.clouds import errors
from recovery.clouds.errors import CloudError
from recovery.errors import NotFound
from recovery.flows import drills, sync, work
from recovery.models import AuditEvent, CloudAccount, Copy, Drill, Generation, Work
from tests.person import Person
from tests.soft_client import Generation as Built
from tests.webdav_servers import wsgidav

pytestmark = pytest.mark.database

SECRET = bytes(range(16))


def copy_all() -> None:
    for copy in Copy.objects.filter(state=Work.State.DUE):
        sync.run(str(copy.pk))


def backed_up(person: Person) -> Built:
    person.connect(kind="folder", place={"path": person.holder.pk.hex})
    built = person.protect(secret=SECRET)
    copy_all()
    return built


def folder_of(person: Person, root: Path) -> Path:
    return root / person.holder.pk.hex / "BitcoinWalletBackup_Samantha"


def object_of(person: Person, root: Path) -> Path:
    (found,) = folder_of(person, root).glob("backup-*")
    return found


def look() -> Drill:
    """The time has come; gives the drill as it is afterwards."""
    Drill.objects.update(due_at=timezone.now(), state=Work.State.DUE)
    drill = Drill.objects.get()
    drills.run(str(drill.pk))
    drill.refresh_from_db()
    return drill


def all_errors(kind: type[CloudError] = CloudError) -> list[type[CloudError]]:
    return [kind, *(found for child in kind.__subclasses__() for found in all_errors(child))]


# --- What is found -------------------------------------------------------------------------------


def test_a_proof_is_followed_by_a_look_within_days(alice: Person) -> None:
    backed_up(alice)
    drill = Drill.objects.get()
    assert timezone.now() + timedelta(days=3) < drill.due_at < timezone.now() + timedelta(days=8)


def test_a_whole_copy_is_proved_anew(alice: Person) -> None:
    backed_up(alice)
    long_ago = timezone.now() - timedelta(days=30)
    Copy.objects.update(proved_at=long_ago)
    drill = look()
    assert (drill.health, drill.error, drill.state) == ("healthy", "", Work.State.DUE)
    assert drill.due_at > timezone.now() + timedelta(days=3)
    proved_at = Copy.objects.get().proved_at
    assert proved_at is not None
    assert proved_at > long_ago
    event = AuditEvent.objects.get(kind=AuditEvent.Kind.COPY_CHECKED)
    assert event.detail["health"] == "healthy"


def test_a_missing_copy_is_written_again(alice: Person, cloud_root: Path) -> None:
    built = backed_up(alice)
    for file in folder_of(alice, cloud_root).iterdir():
        file.unlink()
    folder_of(alice, cloud_root).rmdir()
    assert look().health == "missing"
    copy = Copy.objects.get()
    # It is not there, so nothing says that it is, until it is proved once more.
    assert (copy.state, copy.proved_at) == (Work.State.DUE, None)
    copy_all()
    assert object_of(alice, cloud_root).read_bytes() == built.cloud_object
    assert Copy.objects.get().proved_at is not None
    assert Drill.objects.get().health == "healthy"


def test_a_damaged_copy_is_written_again(alice: Person, cloud_root: Path) -> None:
    built = backed_up(alice)
    object_of(alice, cloud_root).write_bytes(built.cloud_object[:-10])
    assert look().health == "invalid"
    assert Copy.objects.get().proved_at is None
    copy_all()
    assert object_of(alice, cloud_root).read_bytes() == built.cloud_object
    assert Copy.objects.get().state == Work.State.DONE


def test_a_place_that_went_back_in_time_is_brought_up_to_date(
    alice: Person, cloud_root: Path
) -> None:
    built = backed_up(alice)
    pointer = folder_of(alice, cloud_root) / "current.json"
    before = pointer.read_bytes()
    alice.protect(secret=SECRET, previous=built)
    copy_all()
    pointer.write_bytes(before)
    assert look().health == "stale"
    copy_all()
    assert json.loads(pointer.read_bytes())["gen"] == 2


def test_a_foreign_copy_is_left_alone_and_the_person_is_told(
    alice: Person, cloud_root: Path
) -> None:
    backed_up(alice)
    pointer = folder_of(alice, cloud_root) / "current.json"
    foreign = json.dumps(json.loads(pointer.read_bytes()) | {"wid": "AAAAAAAAAAAAAAAAAAAAAA"})
    pointer.write_text(foreign)
    drill = look()
    assert (drill.health, drill.error) == ("invalid", "cloud_foreign_copy")
    copy = Copy.objects.get()
    assert (copy.state, copy.error, copy.proved_at) == (
        Work.State.BLOCKED,
        "cloud_foreign_copy",
        None,
    )
    copy_all()
    assert pointer.read_text() == foreign


def test_a_cloud_out_of_reach_says_nothing_about_the_copy(alice: Person, tmp_path: Path) -> None:
    with wsgidav(tmp_path / "dav") as server:
        place = {"url": server.url, "user": server.user}
        alice.connect(kind="webdav", place=place, secret=server.password)
        alice.protect(secret=SECRET)
        copy_all()
    drill = look()
    assert (drill.health, drill.error) == ("cannot_reach", "cloud_cannot_reach")
    # Sooner than a week, and told once in the history, not at each try.
    assert drill.due_at < timezone.now() + timedelta(hours=1)
    look()
    assert AuditEvent.objects.filter(kind=AuditEvent.Kind.COPY_CHECKED).count() == 1
    copy = Copy.objects.get()
    assert copy.state == Work.State.DONE
    assert copy.proved_at is not None


def test_a_changed_password_is_no_access_and_no_loss(alice: Person, tmp_path: Path) -> None:
    with wsgidav(tmp_path / "dav") as server:
        place = {"url": server.url, "user": server.user}
        account = alice.connect(kind="webdav", place=place, secret=server.password)
        alice.protect(secret=SECRET)
        copy_all()
        CloudAccount.objects.update(sealed_secret=b"")
        drill = look()
        assert (drill.health, drill.error) == ("no_access", "cloud_access_denied")
        assert Copy.objects.get(account=account).proved_at is not None
        # Once it is put right, the copy is looked at again at once, not in a week.
        alice.connect(kind="webdav", place=place, secret=server.password)
        drill.refresh_from_db()
        assert drill.due_at <= timezone.now()
        drills.run(str(drill.pk))
        drill.refresh_from_db()
    assert (drill.health, drill.error) == ("healthy", "")


# What a look says of a copy, for each error that a cloud can give. A new error is decided here.
HEALTH_BY_ERROR: dict[str, list[type[CloudError]]] = {
    "missing": [errors.NotThere, errors.FolderMissing, errors.BucketMissing],
    "stale": [errors.StaleCopy],
    "invalid": [
        errors.DamagedCopy,
        errors.DifferentCopy,
        errors.ForeignCopy,
        errors.NameTaken,
        errors.NewerCopy,
        errors.TooLarge,
        errors.UnknownCopy,
    ],
    # It answers, and does not let us look; the person can change that.
    "no_access": [
        errors.AccessDenied,
        errors.AccessEnded,
        errors.AddressHasPassword,
        errors.AddressHasQuery,
        errors.AddressInvalid,
        errors.AddressNotHttps,
        errors.AddressRefused,
        errors.CertificateRefused,
        errors.ConsentIncomplete,
        errors.ConsentStale,
        errors.KeyRefused,
        errors.NotBucketStorage,
        errors.NotNextcloud,
        errors.NotStorage,
        errors.RedirectRefused,
        errors.RegionWrong,
        errors.SignInRefused,
    ],
    # Nothing is known of the copy, and we ask again by ourselves.
    "cannot_reach": [
        errors.BadAnswer,
        errors.CannotReach,
        errors.ClockWrong,
        errors.CloudError,
        errors.Conflict,
        errors.Full,
        errors.Locked,
        errors.RateLimited,
        errors.ReadBackDiffers,
        errors.RegistrationWrong,
        errors.ServerFault,
        errors.TimedOut,
    ],
}


def test_the_health_of_a_copy_is_decided_for_every_error() -> None:
    decided = {kind: health for health, kinds in HEALTH_BY_ERROR.items() for kind in kinds}
    assert decided.keys() == set(all_errors())
    assert {kind: drills.health_of(kind()) for kind in decided} == decided


@pytest.mark.parametrize("kind", all_errors(), ids=lambda kind: kind.code)
def test_what_passes_by_itself_never_says_that_a_copy_is_bad(kind: type[CloudError]) -> None:
    if not kind.permanent and kind not in {errors.StaleCopy, errors.DamagedCopy}:
        assert drills.health_of(kind()) == Drill.Health.CANNOT_REACH


# --- When it is looked at ------------------------------------------------------------------------


def test_an_older_generation_is_not_looked_at_any_more(alice: Person) -> None:
    built = backed_up(alice)
    alice.protect(secret=SECRET, previous=built)
    copy_all()
    assert Drill.objects.get().copy.generation.number == 2


def test_a_wallet_that_moved_on_meanwhile_is_not_judged(alice: Person) -> None:
    built = backed_up(alice)
    alice.protect(secret=SECRET, previous=built)
    drill = Drill.objects.get()
    Drill.objects.update(due_at=timezone.now())
    drills.run(str(drill.pk))
    assert not Drill.objects.exists()
    assert Copy.objects.get(generation__number=1).state == Work.State.DONE


def test_a_look_does_not_disturb_a_copy_that_is_being_written(
    alice: Person, cloud_root: Path
) -> None:
    backed_up(alice)
    object_of(alice, cloud_root).unlink()
    lease = timezone.now() + timedelta(minutes=1)
    Copy.objects.update(state=Work.State.DUE, lease_until=lease)
    look()
    copy = Copy.objects.get()
    assert (copy.state, copy.lease_until) == (Work.State.DUE, lease)


def test_a_damaged_server_copy_does_not_spoil_the_look(alice: Person) -> None:
    backed_up(alice)
    Generation.objects.update(envelope=b"{}")
    assert look().health == "healthy"


def test_the_sweep_finds_drills_whose_time_has_come(alice: Person) -> None:
    backed_up(alice)
    assert tasks.KINDS["drill"] == (Drill, drills.run)
    now = timezone.now()
    Drill.objects.update(due_at=now, turn=now)
    tasks.sweep()
    # The broker of these tests is not there, so the mark was taken back: it stays due.
    assert Drill.objects.get().nudged_at is None
    assert work.due(Drill, limit=10) == [str(Drill.objects.get().pk)]


def test_a_person_asks_for_a_look_at_their_own_copies_only(alice: Person, mallory: Person) -> None:
    built = backed_up(alice)
    account = CloudAccount.objects.get()
    with pytest.raises(NotFound):
        drills.look_now(holder=mallory.holder, account_id=account.pk, wid=built.wid)
    drills.look_now(holder=alice.holder, account_id=account.pk, wid=built.wid)
    assert Drill.objects.get().due_at <= timezone.now()
