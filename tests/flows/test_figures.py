"""How a relying party stands: what counts as what, and that lists and numbers agree."""

from __future__ import annotations

import secrets
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from recovery.errors import TooManyRequests
from recovery.flows import figures, policy, rate_limit
from recovery.flows.backup_files import Method
from recovery.models import (
    AuditEvent,
    CloudAccount,
    Copy,
    DailyFigures,
    Drill,
    Generation,
    PinTries,
    Wallet,
    Work,
)
from tests.person import Person
from tests.tenant import Tenant

pytestmark = [pytest.mark.django_db, pytest.mark.database]


PIN = bytes(range(16))


@pytest.fixture
def acme(db: None) -> Tenant:
    return Tenant("acme")


def names(standing: str) -> set[str]:
    return {wallet.name for wallet in Wallet.objects.filter(figures.WALLETS[standing][1]())}


def another_copy(acme: Tenant, **values: object) -> Copy:
    place = CloudAccount.objects.create(
        holder=acme.holder, kind="s3", state="done", account_hint="bucket", due_at=timezone.now()
    )
    fields = {"state": "done", "proved_at": timezone.now(), "due_at": timezone.now(), **values}
    return Copy.objects.create(
        wallet=acme.wallet, generation=acme.generation, account=place, **fields
    )


def test_a_wallet_that_was_never_committed_counts_nowhere(acme: Tenant) -> None:
    Wallet.objects.create(holder=acme.holder, name="Begun", wid=secrets.token_bytes(16))

    assert not [name for name in figures.WALLETS if "Begun" in names(name)]


def test_ways_in_are_counted_in_the_newest_generation(acme: Tenant) -> None:
    for ways_in, has_two in ((None, False), (1, False), (2, True), (3, True)):
        acme.generation.ways_in = ways_in
        acme.generation.save(update_fields=["ways_in"])
        assert bool(names("two-ways")) is has_two
        assert bool(names("one-way")) is not has_two


def test_a_locked_pin_is_no_way_in(acme: Tenant) -> None:
    """Its slot is there still, and opens nothing."""
    PinTries.objects.create(wallet=acme.wallet, record=PIN, left=0)
    for ways_in, pin_record, has_two in (
        (2, PIN, False),
        (3, PIN, True),
        # The locked one was replaced, or taken out of the wallet.
        (2, bytes(16), True),
        (2, None, True),
    ):
        Generation.objects.update(ways_in=ways_in, pin_record=pin_record)
        assert bool(names("two-ways")) is has_two
        assert bool(names("one-way")) is not has_two


def test_a_wallet_whose_required_pin_is_locked_is_not_protected(acme: Tenant) -> None:
    bits = policy.bits([Method.PASSKEY, Method.PIN])
    Generation.objects.update(ways_in=3, method_bits=bits, pin_record=PIN)
    acme.party.required_bits = policy.bits([Method.PIN])
    acme.party.save()
    tries = PinTries.objects.create(wallet=acme.wallet, record=PIN, left=1)
    assert names("protected")
    assert not names("unprotected")

    tries.left = 0
    tries.save()
    assert names("unprotected")
    assert not names("protected")

    acme.party.required_bits = 0
    acme.party.save()
    assert names("protected")


def test_a_real_backup_brings_its_number_of_ways_in(alice: Person) -> None:
    built = alice.protect(secret=bytes(16))

    assert alice.wallet(built).generations.get().ways_in == 1


def test_two_copies_are_in_two_places_and_both_proved(acme: Tenant) -> None:
    assert not names("two-copies")
    copy = another_copy(acme)
    assert names("two-copies") == {"acme wallet"}
    assert not names("few-copies")

    Copy.objects.filter(pk=copy.pk).update(proved_at=None)
    assert not names("two-copies")
    Copy.objects.filter(pk=copy.pk).update(proved_at=timezone.now(), state="blocked")
    assert not names("two-copies")


def test_a_copy_of_an_older_generation_is_no_copy(acme: Tenant) -> None:
    Wallet.objects.filter(pk=acme.wallet.pk).update(generation=2)

    assert names("no-copy") == {"acme wallet"}


def test_proved_lately_ends_with_the_days_of_the_setting(acme: Tenant) -> None:
    assert names("proved-lately") == {"acme wallet"}
    long_ago = timezone.now() - timedelta(days=settings.COPY_CHECK_DAYS, minutes=1)
    Copy.objects.update(proved_at=long_ago)

    assert names("not-lately") == {"acme wallet"}


@pytest.mark.parametrize("where", ["place", "copy", "look"])
def test_a_place_needs_its_owner_when_nothing_goes_on_by_itself(acme: Tenant, where: str) -> None:
    broken = CloudAccount.objects.filter(figures.PLACES["broken"][1]())
    assert not broken.exists()

    if where == "place":
        CloudAccount.objects.update(state=Work.State.BLOCKED)
    elif where == "copy":
        Copy.objects.update(state=Work.State.BLOCKED)
    else:
        Drill.objects.update(health=Drill.Health.NO_ACCESS)

    assert broken.get() == acme.account


def test_what_is_counted_is_ones_own_and_what_is_listed(acme: Tenant) -> None:
    Tenant("zenith")
    another_copy(acme)

    values = figures.count(acme.party).values

    assert values["wallets"] == {
        "with-backup": 1,
        "protected": 1,
        "two-ways": 0,
        "pin-locked": 0,
        "two-copies": 1,
        "no-copy": 0,
        "proved-lately": 1,
    }
    assert [(row["kind"], row["places"]) for row in values["providers"]] == [
        ("s3", 1),
        ("webdav", 1),
    ]


def test_the_age_of_a_queue_is_that_of_its_oldest_due_row(acme: Tenant) -> None:
    now = timezone.now()
    Copy.objects.update(state="due", due_at=now - timedelta(hours=2))
    another_copy(acme, state="due", due_at=now + timedelta(hours=2))

    queue = figures.count(acme.party).values["queues"]["copies"]

    assert queue["waiting"] == 1
    assert 7200 <= queue["oldest_seconds"] < 7260


def test_a_day_is_counted_again_and_kept_once(acme: Tenant) -> None:
    figures.count_all()
    AuditEvent.objects.create(holder=acme.holder, kind=AuditEvent.Kind.RECOVERED)
    figures.count_all()

    assert DailyFigures.objects.get(relying_party=acme.party).values["events"]["recovered"] == 1


def test_old_days_are_forgotten(acme: Tenant) -> None:
    long_ago = timezone.now().date() - timedelta(days=figures.DAYS_KEPT + 1)
    DailyFigures.objects.create(
        relying_party=acme.party, day=long_ago, counted_at=timezone.now(), values={}
    )
    figures.count_all()

    assert not DailyFigures.objects.filter(day=long_ago).exists()


def test_a_lock_out_is_counted_once_however_long_somebody_goes_on() -> None:
    # All of them within one minute, as the limit counts minutes.
    now = time.time()
    for _ in range(6):
        try:
            rate_limit.count(what="passkey", who="192.0.2.1", most=3, now=now)
        except TooManyRequests:
            continue

    assert rate_limit.locked_out(what="passkey") == 1
    assert rate_limit.locked_out(what="something else") == 0
