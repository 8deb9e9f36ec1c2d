"""People take turns, and clouds that fail, are full or ask for patience are passed over."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from recovery import tasks
from recovery.clouds import CLOUDS, lane_of
from recovery.flows import clouds, lanes, restore, sync, turns, work
from recovery.models import CloudAccount, Copy, Drill, Generation, Holder, Lane, Restore, Turn, Work
from tests.clouds.fault_server import RESET, FaultServer, Reply
from tests.factories import new_holder
from tests.person import Person

pytestmark = pytest.mark.database

SECRET = bytes(range(16))
WORKERS = 12
LANE_LIMIT = 8
Capture = Callable[..., AbstractContextManager[object]]


@pytest.fixture(autouse=True)
def _narrow_lanes(settings: Settings) -> None:
    settings.CLOUD_LANE_LIMIT = LANE_LIMIT


@pytest.fixture
def sick() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


@pytest.fixture
def well() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


def connected(person: Person, server: FaultServer, *, user: str = "sam") -> CloudAccount:
    place = {"url": server.url, "user": user}
    return person.connect(kind="webdav", place=place, secret="secret")


def new_accounts(holder: Holder, *, hosts: list[str]) -> list[CloudAccount]:
    """Places that wait for their check, one at each host."""
    return [
        CloudAccount.objects.create(
            holder=holder,
            kind="webdav",
            settings={"url": f"https://{host}/{number}"},
            lane=lane_of(kind="webdav", settings={"url": f"https://{host}/"}),
            due_at=timezone.now(),
        )
        for number, host in enumerate(hosts)
    ]


def next_row() -> tuple[str, str] | None:
    return work.next_row({kind: model for kind, (model, _) in tasks.KINDS.items()})


def time_passes() -> None:
    """Every pause is over; what is due by then is due now."""
    past = timezone.now() - timedelta(seconds=1)
    Lane.objects.exclude(rests_until=None).update(rests_until=past)
    CloudAccount.objects.exclude(rests_until=None).update(rests_until=past)
    for model in (Copy, CloudAccount):
        model.objects.filter(state=Work.State.DUE).update(due_at=past, turn=past)


def make_due(server: FaultServer) -> None:
    """Every copy is written again; what the server saw before is forgotten."""
    Copy.objects.update(state=Work.State.DUE, proved_at=None, attempts=0, error="")
    Drill.objects.all().delete()
    time_passes()
    server.seen.clear()


# --- Turns ---------------------------------------------------------------------------------------


def test_one_copy_does_not_wait_for_a_thousand_of_somebody_else(
    alice: Person, mallory: Person, django_capture_on_commit_callbacks: Capture
) -> None:
    generation = Generation.objects.get(wallet=alice.wallet(alice.protect(secret=SECRET)))
    other = Generation.objects.get(wallet=mallory.wallet(mallory.protect(secret=SECRET)))
    now, minute = timezone.now(), timedelta(minutes=1)
    *places, one, two = CloudAccount.objects.bulk_create(
        CloudAccount(
            holder=alice.holder, kind="webdav", lane=f"{number}.example", state="done", due_at=now
        )
        for number in range(1000)
    )
    # As if Alice had asked for hundreds already; so far ahead that no slow machine arrives there.
    Turn.objects.update_or_create(holder=alice.holder, defaults={"until": now + 9 * minute})
    Copy.objects.bulk_create(
        Copy(
            generation=generation,
            account=place,
            wallet_id=generation.wallet_id,
            due_at=now,
            turn=now + 5 * minute + 4 * minute * number / len(places),
        )
        for number, place in enumerate(places)
    )
    with django_capture_on_commit_callbacks(execute=True):
        last = [_new_copy(generation, place) for place in (one, two)]
        for copy in last:
            work.announce(copy)
    (hers,) = new_accounts(mallory.holder, hosts=["one.example"])
    CloudAccount.objects.filter(pk=hers.pk).update(state="done")
    with django_capture_on_commit_callbacks(execute=True):
        waiting = _new_copy(other, hers)
        work.announce(waiting)
    assert next_row() == ("copy", str(waiting.pk))
    in_line = Copy.objects.order_by("turn").values_list("pk", flat=True)
    assert [*in_line][-2:] == [copy.pk for copy in last]


def _new_copy(generation: Generation, account: CloudAccount) -> Copy:
    return Copy.objects.create(
        generation=generation,
        account=account,
        wallet_id=generation.wallet_id,
        due_at=timezone.now(),
    )


def test_nobody_has_more_than_a_few_rows_in_workers_hands(db: None) -> None:
    greedy, modest = new_holder("Greedy"), new_holder("Modest")
    new_accounts(greedy, hosts=[f"{number}.example" for number in range(20)])
    (last,) = new_accounts(modest, hosts=["z.example"])
    for _ in range(lanes.PER_PERSON):
        found = next_row()
        assert found is not None
        assert work.claim(CloudAccount, found[1])
    assert next_row() == ("cloudaccount", str(last.pk))


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


def test_a_row_that_nobody_could_do_is_found_as_soon_as_somebody_can(db: None) -> None:
    rows = new_accounts(new_holder(), hosts=[f"{number}.example" for number in range(5)])
    *first, last = rows
    assert all(work.claim(CloudAccount, str(row.pk)) for row in first)
    # It is not announced in vain, for then it would have to wait until it may be announced again.
    assert work.due(CloudAccount, limit=10) == []
    ended = timezone.now() - timedelta(seconds=1)
    CloudAccount.objects.filter(pk=first[0].pk).update(lease_until=ended)
    assert set(work.due(CloudAccount, limit=10)) == {str(first[0].pk), str(last.pk)}


def test_rows_behind_thousands_that_nobody_could_do_are_found(db: None) -> None:
    """The order is looked at page by page, not only the first, and nobody does so twice."""
    (last,) = new_accounts(new_holder("Last"), hosts=["well.example"])
    waiting_at_a_host_that_rests(1111)
    assert next_row() == ("cloudaccount", str(last.pk))
    assert CloudAccount.objects.filter(queue="webdav sick.example").count() == 1111
    with CaptureQueriesContext(connection) as queries:
        assert next_row() == ("cloudaccount", str(last.pk))
    # What runs, which lanes are special, which kinds have a row, a page of one.
    assert len(queries) <= 4, "\n".join(query["sql"] for query in queries)


def test_whoever_has_rivals_chooses_among_the_first_few_rows(db: None) -> None:
    rows = new_accounts(new_holder(), hosts=[f"{number}.example" for number in range(6)])
    kinds = {"cloudaccount": CloudAccount}
    for number, row in enumerate(rows):
        turn = timezone.now() - timedelta(minutes=9 - number)
        CloudAccount.objects.filter(pk=row.pk).update(turn=turn, due_at=turn)
    first = [("cloudaccount", str(row.pk)) for row in rows[:4]]
    assert {work.next_row(kinds, among=4) for _ in range(200)} == set(first)
    assert {work.next_row(kinds) for _ in range(20)} == set(first[:1])
    # With fewer than so many there are those.
    CloudAccount.objects.exclude(pk=rows[5].pk).delete()
    assert work.next_row(kinds, among=4) == ("cloudaccount", str(rows[5].pk))


def waiting_at_a_host_that_rests(number: int) -> Lane:
    """So many places of one person, which stand before everybody else's work."""
    first = new_holder("First")
    ago = timezone.now() - timedelta(hours=1)
    CloudAccount.objects.bulk_create(
        CloudAccount(holder=first, kind="webdav", lane="webdav sick.example", due_at=ago, turn=ago)
        for _ in range(number)
    )
    rest = timezone.now() + timedelta(minutes=5)
    return Lane.objects.create(name="webdav sick.example", failures=9, rests_until=rest)


@pytest.mark.parametrize("is_well", [False, True], ids=["its rest is over", "it is well"])
def test_rows_of_a_host_that_comes_back_are_found_with_the_turns_they_had(
    is_well: bool, db: None
) -> None:
    (last,) = new_accounts(new_holder("Last"), hosts=["well.example"])
    waiting_at_a_host_that_rests(25)
    assert next_row() == ("cloudaccount", str(last.pk))
    assert Lane.objects.get().has_queue
    # Nobody has to put anything back, so there is nothing that a worker's end could leave undone.
    Lane.objects.update(rests_until=timezone.now(), failures=0 if is_well else lanes.FAILURES)
    found = next_row()
    assert found is not None
    assert found != ("cloudaccount", str(last.pk))
    claimed = work.claim(CloudAccount, found[1])
    assert claimed is not None
    # Should its worker die now, it is in the common queue, whatever becomes of the lane's own.
    assert claimed.queue == ""


def test_the_sweep_finds_what_stands_in_a_lane_s_own_queue(db: None) -> None:
    lane = waiting_at_a_host_that_rests(25)
    assert next_row() is None
    assert work.due(CloudAccount, limit=50) == []
    Lane.objects.filter(pk=lane.pk).update(rests_until=None, failures=0)
    assert len(work.due(CloudAccount, limit=50)) == 25


def test_a_lane_s_own_queue_ends_when_its_rows_are_back(db: None) -> None:
    lane = waiting_at_a_host_that_rests(25)
    assert next_row() is None
    turns.close_queues()
    assert CloudAccount.objects.filter(queue=lane.name).count() == 25
    Lane.objects.filter(pk=lane.pk).update(rests_until=None, failures=0)
    turns.close_queues()
    assert Lane.objects.get(pk=lane.pk).has_queue
    turns.close_queues()
    assert not Lane.objects.get(pk=lane.pk).has_queue
    assert not CloudAccount.objects.exclude(queue="").exists()


def test_a_row_that_becomes_due_again_stands_in_the_common_queue(db: None) -> None:
    """Its lane's own queue may have ended while it was settled, and then nobody would ask there."""
    waiting_at_a_host_that_rests(1)
    assert next_row() is None
    row = CloudAccount.objects.get()
    assert row.queue
    Lane.objects.update(rests_until=None, failures=0)
    CloudAccount.objects.update(state=Work.State.SUPERSEDED)
    turns.close_queues()
    assert not Lane.objects.get().has_queue
    work.again(row)
    assert next_row() == ("cloudaccount", str(row.pk))


def test_of_a_full_lane_and_a_free_one_each_has_its_turn(db: None) -> None:
    """A lane at its limit keeps nobody else waiting, and takes the next of its own as one ends."""
    holders = [new_holder(f"Holder{number}") for number in range(LANE_LIMIT + 12)]
    rows = [new_accounts(holder, hosts=["one.example"])[0] for holder in holders]
    (other,) = new_accounts(new_holder("Other"), hosts=["two.example"])
    running = [work.claim(CloudAccount, str(row.pk)) for row in rows[:LANE_LIMIT]]
    assert next_row() == ("cloudaccount", str(other.pk))
    first = running[0]
    assert first is not None
    work.finish(first)
    assert next_row() == ("cloudaccount", str(rows[LANE_LIMIT].pk))


def test_what_somebody_waits_for_goes_before_a_look_that_nobody_asked_for(alice: Person) -> None:
    alice.connect(kind="folder", place={"path": alice.holder.pk.hex})
    built = alice.protect(secret=SECRET)
    sync.run(str(Copy.objects.get().pk))
    long_ago = timezone.now() - timedelta(days=1)
    Drill.objects.update(due_at=long_ago, turn=long_ago)
    alice.protect(secret=SECRET, previous=built)
    due = Copy.objects.get(state=Work.State.DUE)
    assert next_row() == ("copy", str(due.pk))
    sync.run(str(due.pk))
    Drill.objects.update(due_at=long_ago, turn=long_ago)
    assert next_row() == ("drill", str(Drill.objects.get().pk))


def test_work_that_is_put_off_has_its_turn_when_it_is_due(db: None) -> None:
    (row,) = new_accounts(new_holder(), hosts=["a.example"])
    claimed = work.claim(CloudAccount, str(row.pk))
    assert claimed is not None
    work.postpone(claimed, error="cloud_timed_out")
    row.refresh_from_db()
    assert row.turn == row.due_at > timezone.now()
    assert next_row() is None


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


# --- Clouds that fail ----------------------------------------------------------------------------


def test_threads_of_one_worker_never_come_for_the_same_row(
    alice: Person, mallory: Person, well: FaultServer
) -> None:
    for person in (alice, mallory):
        connected(person, well)
        person.protect(secret=SECRET)
    make_due(well)
    chosen = [tasks.choose(passed_over=()) for _ in range(3)]
    # What was chosen and not claimed yet is left alone by the others.
    assert {row_id for _, row_id in filter(None, chosen)} == {
        str(copy.pk) for copy in Copy.objects.all()
    }
    assert chosen[2] is None
    for _, row_id in filter(None, chosen):
        tasks.lay_down(row_id)
    tasks.do_work()
    assert not Copy.objects.exclude(state=Work.State.DONE).exists()


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
