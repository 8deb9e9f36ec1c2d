"""Both shares of a pair are kept, bound to where they belong, and given to their owner only."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from pytest_django import Settings

from recovery.errors import (
    KeyServiceOff,
    NotFound,
    ShareConflict,
    ShareMissing,
    ShareOutdated,
    ShareTooLarge,
    ShareUnreadable,
)
from recovery.flows import audit, backup_shares
from recovery.flows.backup_shares import Part
from recovery.models import AuditEvent, BackupShare, RelyingParty, SharePair, Wallet
from tests.factories import new_holder
from tests.moments import before_statement, beside

pytestmark = pytest.mark.django_db

OURS, THEIRS = b"custodian's share", b"client's share, encrypted"
NEW_KEY = bytes(range(100, 132))


@pytest.fixture
def wallet(db: None) -> Wallet:
    holder = new_holder("Sam")
    return Wallet.objects.create(holder=holder, name="Savings", wid=b"w" * 16, generation=1)


def store(
    wallet: Wallet, share: bytes = OURS, *, version: int = 1, part: Part = Part.CUSTODIAN
) -> SharePair:
    return backup_shares.store_share(
        wallet=wallet, version=version, part=part, share=share, by="kh_live_1"
    )


def release(wallet: Wallet, *, version: int = 1, part: Part = Part.CUSTODIAN) -> bytes:
    return backup_shares.release_share(wallet=wallet, version=version, part=part, to="kh_live_2")


def confirm(wallet: Wallet, *, version: int = 1, is_stored: bool = True) -> SharePair:
    return backup_shares.confirm(wallet=wallet, version=version, is_stored=is_stored, by="Laptop")


def complete(wallet: Wallet, *, version: int = 1) -> SharePair:
    store(wallet, OURS + bytes([version]), version=version)
    store(wallet, THEIRS + bytes([version]), version=version, part=Part.CLIENT)
    return confirm(wallet, version=version)


def events(wallet: Wallet, kind: AuditEvent.Kind) -> list[dict[str, object]]:
    found = AuditEvent.objects.filter(holder=wallet.holder, kind=kind).order_by("id")
    return [event.detail for event in found]


# --- Keeping -------------------------------------------------------------------------------------


def test_gives_back_what_was_stored_and_says_so_in_the_history(wallet: Wallet) -> None:
    store(wallet)

    assert release(wallet) == OURS
    (told,) = events(wallet, AuditEvent.Kind.SHARE_RELEASED)
    assert (told["version"], told["part"], told["by"]) == (1, "custodian", "kh_live_2")
    row = backup_shares.shares().get()
    assert (row.stored_by, row.released_to) == ("kh_live_1", "kh_live_2")
    assert row.released_at is not None


def test_the_row_holds_nothing_that_can_be_read(wallet: Wallet) -> None:
    store(wallet)

    row = BackupShare.objects.values().get()
    assert OURS not in b"".join(bytes(value) for value in row.values() if isinstance(value, bytes))
    assert OURS.decode() not in repr(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_the_same_share_twice_is_one_and_another_is_refused(wallet: Wallet) -> None:
    store(wallet)
    store(wallet)

    with pytest.raises(ShareConflict):
        store(wallet, b"another one")
    assert release(wallet) == OURS
    assert len(events(wallet, AuditEvent.Kind.SHARE_STORED)) == 1


@pytest.mark.parametrize("size", [0, backup_shares.MAX_SHARE_BYTES + 1])
def test_a_share_has_a_size(wallet: Wallet, size: int) -> None:
    with pytest.raises(ShareTooLarge):
        store(wallet, bytes(size))
    store(wallet, bytes(backup_shares.MAX_SHARE_BYTES))


def test_without_a_key_service_nothing_is_kept(wallet: Wallet, settings: Settings) -> None:
    settings.CUSTODY_KEYS = {}
    with pytest.raises(KeyServiceOff):
        store(wallet)
    assert not SharePair.objects.exists()


def test_what_is_not_there_is_not_found(wallet: Wallet) -> None:
    store(wallet)
    for version, part in ((1, Part.CLIENT), (2, Part.CUSTODIAN)):
        with pytest.raises(NotFound):
            release(wallet, version=version, part=part)
    with pytest.raises(NotFound):
        confirm(wallet, version=2)


# --- Where it belongs ----------------------------------------------------------------------------


def refused(wallet: Wallet, *, version: int = 1, part: Part = Part.CUSTODIAN) -> None:
    with pytest.raises(ShareUnreadable):
        release(wallet, version=version, part=part)
    assert not events(wallet, AuditEvent.Kind.SHARE_RELEASED)


def test_a_share_that_was_moved_to_another_wallet_does_not_open(wallet: Wallet) -> None:
    store(wallet)
    other = Wallet.objects.create(holder=wallet.holder, name="other", wid=bytes(16), generation=1)
    SharePair.objects.update(wallet=other)

    refused(other)


def test_a_share_of_another_relying_party_does_not_open(wallet: Wallet) -> None:
    store(wallet)
    party = RelyingParty.objects.create(name="zenith", rp_id="zenith.example")
    type(wallet.holder).objects.update(relying_party=party)

    refused(Wallet.objects.get(pk=wallet.pk))


def test_a_share_of_another_version_or_part_does_not_open(wallet: Wallet) -> None:
    store(wallet)
    SharePair.objects.update(version=2)
    refused(wallet, version=2)

    SharePair.objects.update(version=1)
    BackupShare.objects.update(part=Part.CLIENT)
    refused(wallet, part=Part.CLIENT)


@pytest.mark.parametrize("column", ["sealed", "sealed_key"])
def test_a_changed_byte_is_noticed(wallet: Wallet, column: str) -> None:
    store(wallet)
    changed = bytearray(getattr(BackupShare.objects.get(), column))
    changed[-1] ^= 1
    BackupShare.objects.update(**{column: bytes(changed)})

    refused(wallet)


def test_without_the_key_that_sealed_it_nothing_is_given(
    wallet: Wallet, settings: Settings
) -> None:
    store(wallet)
    settings.CUSTODY_KEYS = {2: NEW_KEY}

    refused(wallet)


def test_nothing_leaves_that_the_history_could_not_take(wallet: Wallet) -> None:
    store(wallet)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE recovery_auditevent RENAME TO elsewhere")
    try:
        with pytest.raises(Exception, match="recovery_auditevent"):
            release(wallet)
    finally:
        connection.needs_rollback = False


# --- Pairs ---------------------------------------------------------------------------------------


def test_a_pair_counts_when_both_are_here_and_the_browser_said_so(wallet: Wallet) -> None:
    assert store(wallet).state == SharePair.State.OPEN
    with pytest.raises(ShareMissing):
        confirm(wallet)
    assert store(wallet, THEIRS, part=Part.CLIENT).state == SharePair.State.OPEN

    assert confirm(wallet).state == SharePair.State.COMPLETE
    assert confirm(wallet).state == SharePair.State.COMPLETE
    assert len(events(wallet, AuditEvent.Kind.SHARES_COMPLETE)) == 1


def test_the_older_pair_stays_until_the_newer_one_counts(wallet: Wallet) -> None:
    complete(wallet)
    store(wallet, version=2)
    assert release(wallet, version=1) == OURS + b"\1"

    store(wallet, THEIRS, version=2, part=Part.CLIENT)
    confirm(wallet, version=2)

    assert [pair.version for pair in SharePair.objects.all()] == [2]
    with pytest.raises(ShareOutdated):
        store(wallet)


def test_a_pair_whose_share_does_not_open_never_counts(wallet: Wallet) -> None:
    complete(wallet)
    store(wallet, version=2)
    store(wallet, THEIRS, version=2, part=Part.CLIENT)
    BackupShare.objects.filter(pair__version=2, part=Part.CUSTODIAN).update(sealed_key=b"broken")

    with pytest.raises(ShareUnreadable):
        confirm(wallet, version=2)
    assert release(wallet, version=1) == OURS + b"\1"


def test_a_browser_that_could_not_keep_its_share_leaves_the_older_pair(wallet: Wallet) -> None:
    complete(wallet)
    store(wallet, version=2)
    store(wallet, THEIRS, version=2, part=Part.CLIENT)

    assert confirm(wallet, version=2, is_stored=False).state == SharePair.State.OPEN
    with pytest.raises(NotFound):
        release(wallet, version=2, part=Part.CLIENT)
    with pytest.raises(ShareConflict):
        confirm(wallet, version=1, is_stored=False)
    assert release(wallet, part=Part.CLIENT) == THEIRS + b"\1"


def test_a_pair_that_was_never_completed_makes_way_for_the_next(wallet: Wallet) -> None:
    store(wallet)
    store(wallet, version=3)

    assert [pair.version for pair in SharePair.objects.all()] == [3]
    with pytest.raises(ShareOutdated):
        store(wallet, THEIRS, part=Part.CLIENT)


@pytest.mark.django_db(transaction=True)
def test_a_pair_is_not_said_to_count_after_it_was_deleted(wallet: Wallet) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets nobody in between")
    store(wallet)
    store(wallet, THEIRS, part=Part.CLIENT)
    delete = partial(backup_shares.delete, wallet=wallet, by="kh_live_1")
    at = 'UPDATE "recovery_sharepair"'
    with beside(delete) as begin, before_statement(at, begin), suppress(NotFound):
        confirm(wallet)
    assert not SharePair.objects.exists()
    told = AuditEvent.objects.filter(holder=wallet.holder).order_by("id")
    kinds = list(told.values_list("kind", flat=True))
    assert kinds[-2:] == [AuditEvent.Kind.SHARES_COMPLETE, AuditEvent.Kind.SHARES_DELETED]


def test_all_shares_go_when_they_are_deleted_and_with_the_wallet(wallet: Wallet) -> None:
    complete(wallet)
    store(wallet, version=2)
    assert backup_shares.delete(wallet=wallet, by="kh_live_1") == 2
    assert backup_shares.delete(wallet=wallet, by="kh_live_1") == 0
    assert [told["versions"] for told in events(wallet, AuditEvent.Kind.SHARES_DELETED)] == [[1, 2]]

    complete(wallet, version=3)
    wallet.delete()
    assert not BackupShare.objects.exists()


# --- Other keys ----------------------------------------------------------------------------------


def rewrap() -> str:
    out = StringIO()
    call_command("rewrap", stdout=out)
    return out.getvalue()


def test_an_old_key_opens_a_new_one_seals_and_the_old_one_can_go(
    wallet: Wallet, settings: Settings
) -> None:
    store(wallet)
    settings.CUSTODY_KEYS = {2: NEW_KEY, **settings.CUSTODY_KEYS}
    assert release(wallet) == OURS
    store(wallet, THEIRS, part=Part.CLIENT)
    assert set(BackupShare.objects.values_list("sealed_by", flat=True)) == {"file:1", "file:2"}

    assert rewrap() == "Moved the keys of 1 backup shares.\n"
    assert rewrap() == "Moved the keys of 0 backup shares.\n"
    settings.CUSTODY_KEYS = {2: NEW_KEY}
    assert release(wallet) == OURS


def test_a_share_that_does_not_open_is_named_and_not_moved(
    wallet: Wallet, settings: Settings
) -> None:
    store(wallet)
    row = BackupShare.objects.get()
    settings.CUSTODY_KEYS = {2: NEW_KEY}

    with pytest.raises(CommandError, match=rf"do not open.*: {row.pk}\."):
        rewrap()
    assert BackupShare.objects.get().sealed_by == "file:1"


def test_the_history_of_shares_is_part_of_the_chain(wallet: Wallet) -> None:
    complete(wallet)
    release(wallet)
    audit.link_all()

    assert audit.verify(wallet.holder.relying_party) == []
