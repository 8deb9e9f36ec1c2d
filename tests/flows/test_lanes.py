"""Clouds that fail, are full or ask for patience are passed over."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recovery import tasks
from recovery.clouds import CLOUDS, lane_of
from recovery.flows import clouds, lanes, restore, work
from recovery.models import CloudAccount, Copy, Drill, Generation, Lane, Restore, Work
from tests.clouds.fault_server import RESET, FaultServer, Reply
from tests.factories import new_holder
from tests.flows.due_rows import (
    LANE_LIMIT,
    connected,
    make_due,
    new_accounts,
    next_row,
    time_passes,
)
from tests.person import Person

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("narrow_lanes")]

SECRET = bytes(range(16))
WORKERS = 12


# --- Limits --------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("accounts", "hosts", "most"),
    [
        (20, ["one.example"] * 20, LANE_LIMIT),
        (20, [f"{number}.example" for number in range(20)], 20),
    ],
    ids=["of one host", "of many hosts"],
)
def test_of_many_workers_no_more_than_a_lane_takes_ask_a_host(
    accounts: int, hosts: list[str], most: int
) -> None:
    """Each row is of another person, so that only the host can be what limits."""
    rows = [
        new_accounts(new_holder(f"Holder{number}"), hosts=[hosts[number]])[0]
        for number in range(accounts)
    ]
    together = threading.Barrier(WORKERS)

    def claim_all() -> int:
        together.wait()
        try:
            return sum(work.claim(CloudAccount, str(row.pk)) is not None for row in rows)
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as threads:
        claims = [future.result() for future in [threads.submit(claim_all) for _ in range(WORKERS)]]
    assert sum(claims) == most


def test_an_account_is_asked_by_a_few_at_a_time(alice: Person, well: FaultServer) -> None:
    account = connected(alice, well)
    for number in range(lanes.PER_ACCOUNT + 1):
        alice.protect(secret=bytes([number]) * 16, name=f"Wallet {number}")
    *first, last = Copy.objects.filter(account=account)
    assert all(work.claim(Copy, str(copy.pk)) for copy in first)
    assert work.claim(Copy, str(last.pk)) is None
    assert next_row() is None


def test_a_lease_that_is_over_takes_no_place(db: None) -> None:
    rows = [
        new_accounts(new_holder(f"Holder{number}"), hosts=["one.example"])[0]
        for number in range(LANE_LIMIT + 1)
    ]
    *first, last = rows
    assert all(work.claim(CloudAccount, str(row.pk)) for row in first)
    assert work.claim(CloudAccount, str(last.pk)) is None
    ended = timezone.now() - timedelta(seconds=1)
    CloudAccount.objects.filter(pk=first[0].pk).update(lease_until=ended)
    assert work.claim(CloudAccount, str(last.pk)) is not None


def test_a_look_at_a_copy_counts_like_a_copy(alice: Person, well: FaultServer) -> None:
    connected(alice, well)
    for number in range(lanes.PER_ACCOUNT + 1):
        alice.protect(secret=SECRET, name=f"Wallet {number}")
    tasks.do_work()
    Drill.objects.update(due_at=timezone.now(), turn=timezone.now())
    *looks, last = map(str, Drill.objects.values_list("pk", flat=True))
    assert next_row() is not None
    assert all(work.claim(Drill, drill_id) for drill_id in looks)
    assert work.claim(Drill, last) is None
    assert next_row() is None


def test_nobody_has_more_than_a_few_rows_in_workers_hands(db: None) -> None:
    greedy, modest = new_holder("Greedy"), new_holder("Modest")
    new_accounts(greedy, hosts=[f"{number}.example" for number in range(20)])
    (last,) = new_accounts(modest, hosts=["z.example"])
    for _ in range(lanes.PER_PERSON):
        found = next_row()
        assert found is not None
        assert work.claim(CloudAccount, found[1])
    assert next_row() == ("cloudaccount", str(last.pk))


def test_who_comes_too_late_for_a_row_does_not_wait_for_its_lane(
    alice: Person, well: FaultServer
) -> None:
    connected(alice, well)
    alice.protect(secret=SECRET)
    copy = Copy.objects.get()
    assert work.claim(Copy, str(copy.pk)) is not None
    with CaptureQueriesContext(connection) as queries:
        assert work.claim(Copy, str(copy.pk)) is None
    assert [query["sql"] for query in queries if "recovery_lane" in query["sql"]] == []


# --- Clouds that fail ----------------------------------------------------------------------------


def test_a_failing_cloud_delays_nobody_else(
    alice: Person, mallory: Person, sick: FaultServer, well: FaultServer
) -> None:
    places = [connected(alice, sick, user=f"user{number}") for number in range(8)]
    connected(mallory, well)
    alice.protect(secret=SECRET)
    mallory.protect(secret=SECRET)
    for method in ("PROPFIND", "GET", "PUT", "MKCOL"):
        sick.on(method, "", RESET, times=-1)
    make_due(sick)
    tasks.do_work()
    assert Copy.objects.get(account__holder=mallory.holder).state == Work.State.DONE
    # A few found out that the host is ill; the others were not tried, and kept their turn.
    tried = Copy.objects.filter(account__in=places, attempts__gt=0)
    assert tried.count() == lanes.FAILURES
    lane = Lane.objects.get(name=places[0].lane)
    assert lane.rests_until is not None
    assert lane.rests_until > timezone.now()
    asked = len(sick.seen)
    tasks.do_work()
    assert len(sick.seen) == asked


def test_after_its_rest_one_row_tries_and_the_others_follow_if_that_went_well(
    alice: Person, sick: FaultServer
) -> None:
    places = [connected(alice, sick, user=f"user{number}") for number in range(5)]
    alice.protect(secret=SECRET)
    for method in ("PROPFIND", "GET", "PUT", "MKCOL"):
        sick.on(method, "", RESET, times=-1)
    make_due(sick)
    tasks.do_work()
    time_passes()
    found = next_row()
    assert found is not None
    trying = work.claim(Copy, found[1])
    assert trying is not None
    assert next_row() is None
    assert all(
        work.claim(Copy, str(copy.pk)) is None for copy in Copy.objects.exclude(pk=trying.pk)
    )
    # It fails again, so the host rests again, and longer.
    before = Lane.objects.get(name=places[0].lane).failures
    work.postpone(trying, error="cloud_cannot_reach")
    time_passes()
    tasks.do_work()
    assert Lane.objects.get(name=places[0].lane).failures == before + 1
    sick.behave()
    time_passes()
    tasks.do_work()
    assert set(Copy.objects.values_list("state", flat=True)) == {Work.State.DONE}
    assert Lane.objects.get(name=places[0].lane).failures == 0


def test_what_fails_for_one_person_alone_does_not_stop_the_others_at_that_host(
    alice: Person, mallory: Person, sick: FaultServer
) -> None:
    """More rows of hers fail than would make the host rest, in two accounts, and none of others."""
    connected(alice, sick, user="one")
    connected(alice, sick, user="two")
    hers = connected(mallory, sick, user="mallory")
    for number in range(lanes.FAILURES):
        alice.protect(secret=bytes([number]) * 16, name=f"Wallet {number}")
    sick.on("PROPFIND", "", Reply(503), times=-1)
    make_due(sick)
    tasks.do_work()
    assert Copy.objects.filter(attempts__gt=0).count() == 2 * lanes.FAILURES
    lane = Lane.objects.get(name=hers.lane)
    assert (lane.failures, lane.rests_until) == (1, None)
    sick.behave()
    mallory.protect(secret=SECRET)
    tasks.do_work()
    assert Copy.objects.get(account=hers).state == Work.State.DONE


def test_a_host_rests_once_it_failed_for_several_people_in_turn(
    alice: Person, mallory: Person, sick: FaultServer
) -> None:
    place = connected(alice, sick, user="alice")
    connected(mallory, sick, user="mallory")
    sick.on("PROPFIND", "", Reply(503), times=-1)
    lane = Lane.objects.filter(name=place.lane)
    for count, person in enumerate([alice, mallory, alice], start=1):
        assert not lane.filter(rests_until__gt=timezone.now()).exists()
        # Twice in a row: the second time says nothing new.
        for name in ("First", "Second"):
            person.protect(secret=SECRET, name=f"{name} {count}")
            tasks.do_work()
        assert lane.get().failures == count
    assert lane.filter(rests_until__gt=timezone.now()).exists()


def test_a_place_that_is_new_at_a_host_that_rests_is_looked_at_at_once(
    alice: Person, mallory: Person, sick: FaultServer
) -> None:
    connected(alice, sick, user="alice")
    for number in range(lanes.FAILURES):
        alice.protect(secret=bytes([number]) * 16, name=f"Wallet {number}")
    sick.on("PROPFIND", "", Reply(503), times=-1)
    make_due(sick)
    tasks.do_work()
    # Nobody else has a place there, so that her own failures are all there is to go by.
    assert Lane.objects.get().rests_until is not None
    sick.behave()
    assert connected(mallory, sick, user="mallory").checked_at is not None


def test_a_refusal_to_one_account_says_nothing_about_the_host(
    alice: Person, sick: FaultServer
) -> None:
    places = [connected(alice, sick, user=f"user{number}") for number in range(4)]
    alice.protect(secret=SECRET)
    sick.on("PROPFIND", "", Reply(401), times=-1)
    make_due(sick)
    tasks.do_work()
    assert set(Copy.objects.values_list("error", flat=True)) == {"cloud_sign_in_refused"}
    assert not Lane.objects.filter(name=places[0].lane, failures__gt=0).exists()


def test_an_account_whose_cloud_asks_for_patience_is_left_alone_with_all_its_rows(
    alice: Person, sick: FaultServer
) -> None:
    account = connected(alice, sick)
    for number in range(3):
        alice.protect(secret=bytes([number]) * 16, name=f"Wallet {number}")
    sick.on("PROPFIND", "", Reply(429, {"Retry-After": "120"}), times=-1)
    make_due(sick)
    tasks.do_work()
    assert len(sick.seen) == 1
    account.refresh_from_db()
    assert account.rests_until is not None
    assert account.rests_until > timezone.now() + timedelta(seconds=110)
    # A person who presses the button does not break the cloud's word.
    clouds.try_again(holder=alice.holder, account_id=account.pk)
    tasks.do_work()
    assert len(sick.seen) == 1
    sick.behave()
    time_passes()
    tasks.do_work()
    assert set(Copy.objects.values_list("state", flat=True)) == {Work.State.DONE}


def test_a_host_that_asks_several_for_patience_is_left_alone_by_all(
    alice: Person, sick: FaultServer
) -> None:
    places = [connected(alice, sick, user=f"user{number}") for number in range(6)]
    alice.protect(secret=SECRET)
    sick.on("PROPFIND", "", Reply(503, {"Retry-After": "600"}), times=-1)
    make_due(sick)
    tasks.do_work()
    assert len(sick.seen) == lanes.FAILURES
    lane = Lane.objects.get(name=places[0].lane)
    assert lane.rests_until is not None
    assert lane.rests_until > timezone.now() + timedelta(seconds=590)


def test_a_person_may_ask_a_resting_host_once_more(alice: Person, sick: FaultServer) -> None:
    account = connected(alice, sick)
    alice.protect(secret=SECRET)
    make_due(sick)
    rest = timezone.now() + timedelta(minutes=5)
    Lane.objects.filter(name=account.lane).update(failures=9, rests_until=rest)
    tasks.do_work()
    assert not sick.seen
    clouds.try_again(holder=alice.holder, account_id=account.pk)
    tasks.do_work()
    assert Copy.objects.get().state == Work.State.DONE


def test_a_wallet_is_brought_back_from_a_host_that_rests(alice: Person, well: FaultServer) -> None:
    account = connected(alice, well)
    built = alice.protect(secret=SECRET)
    tasks.do_work()
    Generation.objects.update(envelope=None)
    rest = timezone.now() + timedelta(minutes=5)
    Lane.objects.filter(name=account.lane).update(failures=9, rests_until=rest)
    restore.request(holder=alice.holder, wid=built.wid)
    tasks.do_work()
    assert Restore.objects.get().state == Work.State.DONE


@pytest.mark.parametrize("kind", [kind for kind in CLOUDS if kind != "folder"])
def test_every_provider_has_a_lane_for_each_host(kind: str) -> None:
    one = lane_of(kind=kind, settings={"url": "https://sam@Cloud.example:8443/dav/"})
    assert one == f"{kind} cloud.example:8443"
    assert lane_of(kind=kind, settings={}) == kind
    assert lane_of(kind="folder", settings={"path": "x"}) == ""
