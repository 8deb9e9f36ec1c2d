"""People take turns, and what nobody could do now stands in nobody's way."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recovery import tasks
from recovery.flows import lanes, sync, turns, work
from recovery.models import CloudAccount, Copy, Drill, Generation, Lane, Turn, Work
from tests.clouds.fault_server import FaultServer
from tests.factories import new_holder
from tests.flows.due_rows import LANE_LIMIT, connected, make_due, new_accounts, next_row
from tests.person import Person

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("narrow_lanes")]

SECRET = bytes(range(16))
Capture = Callable[..., AbstractContextManager[object]]


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
