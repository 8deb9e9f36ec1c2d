"""What a person reads about a copy, for each state in which a look at it can end."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from recovery.flows import drills, sync, ways_in, work
from recovery.flows.clouds import run_check
from recovery.models import CloudAccount, Copy, Drill, Lane, Move, Wallet, WayProof, Work
from recovery.pages import way_state
from recovery.pages.copy_state import Overall, PlaceView, move_view, overall, place_view
from recovery.pages.wallets import places_of
from tests.moments import before_query, queries_of
from tests.person import Person

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def wallet(alice: Person) -> Wallet:
    """Backed up in one place."""
    alice.connect(kind="folder", place={"path": alice.holder.pk.hex})
    built = alice.protect(secret=bytes(16))
    sync.run(str(Copy.objects.get().pk))
    return alice.wallet(built)


def seen(wallet: Wallet) -> tuple[PlaceView, Overall]:
    places = places_of(wallet)
    return places[0], overall(places)


def found(health: str, error: str = "") -> None:
    later = timezone.now() + timedelta(days=1)
    Drill.objects.update(health=health, error=error, due_at=later)


def test_whenever_a_worker_ends_its_check_the_page_shows_it_or_asks_again(wallet: Wallet) -> None:
    account = CloudAccount.objects.get()
    for number in range(1, queries_of(lambda: places_of(wallet)) + 1):
        found(Drill.Health.NO_ACCESS, "cloud_access_ended")
        work.again(account)
        with before_query(number, lambda: run_check(str(account.pk))):
            place, _ = seen(wallet)
        assert place.moving, f"a check that ended before query {number}"
        drills.run(str(Drill.objects.get().pk))
        assert seen(wallet)[0].tone == "good"


def test_whenever_a_backup_changes_its_place_is_not_said_to_be_left(alice: Person) -> None:
    alice.connect(kind="folder", place={"path": alice.holder.pk.hex})
    built = alice.protect(secret=bytes(16))
    before = alice.wallet(built)
    queries = queries_of(partial(places_of, before))
    for number in range(1, queries + 1):

        def changes() -> None:
            nonlocal built
            built = alice.protect(secret=bytes(16), previous=built)

        with before_query(number, changes):
            (place,) = places_of(before)
        assert place.moving, f"before query {number}"
        assert place.title != "Moving away", f"before query {number}"
        before = alice.wallet(built)


def test_whenever_a_move_ends_the_page_still_answers_and_asks_again(wallet: Wallet) -> None:
    source = CloudAccount.objects.filter(holder=wallet.holder)
    target = CloudAccount.objects.create(
        holder=wallet.holder, kind="folder", state=Work.State.DONE, due_at=timezone.now()
    )
    Move.objects.create(
        source=source.exclude(pk=target.pk).get(),
        target=target,
        step=Move.Step.REMOVING,
        due_at=timezone.now(),
    )
    for number in range(1, queries_of(lambda: places_of(wallet)) + 1):
        with transaction.atomic():
            with before_query(number, source.exclude(pk=target.pk).delete):
                places = places_of(wallet)
            assert any(place.moving for place in places), f"before query {number}"
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("step", "waiting", "wanted"),
    [
        (Move.Step.COPYING, 1, ["now", "later", "later"]),
        (Move.Step.COPYING, 0, ["done", "now", "later"]),
        (Move.Step.REMOVING, 0, ["done", "done", "now"]),
        # A new copy was lost while the old place was away: it is made good before more is removed.
        (Move.Step.REMOVING, 1, ["now", "later", "later"]),
    ],
)
def test_a_move_says_where_it_is(step: str, waiting: int, wanted: list[str]) -> None:
    move = Move(target=CloudAccount(account_hint="new.example"), step=step)
    lines = move_view(move=move, waiting=waiting, wallets=2).lines
    assert [line.progress for line in lines] == wanted
    assert f"{2 - waiting} of 2" in lines[0].text
    # A wallet more may have been made between the two counts.
    assert "0 of 1" in move_view(move=move, waiting=2, wallets=1).lines[0].text


@pytest.mark.parametrize(
    ("step", "waiting", "error", "wanted"),
    [
        (Move.Step.COPYING, 0, "", False),
        (Move.Step.REMOVING, 0, "", False),
        (Move.Step.REMOVING, 0, "cloud_sign_in_refused", True),
        # What the old place holds may be the only good copy.
        (Move.Step.REMOVING, 1, "cloud_sign_in_refused", False),
    ],
)
def test_an_old_place_may_be_forgotten_only_where_every_new_copy_is_proved(
    step: str, waiting: int, error: str, wanted: bool
) -> None:
    move = Move(target=CloudAccount(account_hint="new.example"), step=step, error=error)
    view = move_view(move=move, waiting=waiting, wallets=1)
    assert view.can_leave_files == wanted
    assert view.error_code == error
    # Otherwise the page goes on looking.
    assert view.goes_on != wanted


@pytest.mark.parametrize("is_proved", [True, False])
def test_a_move_that_is_stuck_calls_only_proved_copies_proved(
    is_proved: bool, alice: Person, wallet: Wallet
) -> None:
    (source,) = CloudAccount.objects.all()
    target = alice.connect(kind="folder", place={"path": f"{alice.holder.pk.hex}-new"})
    if is_proved:
        sync.run(str(Copy.objects.get(account=target).pk))
    waits = {"state": Work.State.BLOCKED, "error": "cloud_sign_in_refused"}
    Move.objects.create(
        source=source, target=target, step=Move.Step.REMOVING, due_at=timezone.now(), **waits
    )
    page = alice.client.get(reverse("wallet", args=[wallet.pk])).content.decode()
    assert "The old copies could not be removed yet" in page
    assert ("Your new copies are proved." in page) == is_proved
    assert ("Leave them there" in page) == is_proved
    assert ("Not every new copy is proved just now" in page) != is_proved
    # The page may be older than what a look has found since.
    leave = reverse("cloud_move_action", args=[wallet.pk, source.pk, "leave-files"])
    sent = {"csrfmiddlewaretoken": alice.csrf_token()}
    after = alice.client.post(leave, sent, follow=True).content.decode()
    assert CloudAccount.objects.filter(pk=source.pk).exists() != is_proved
    assert ("the old place stays on your list" in after) != is_proved


def test_a_proved_copy_is_backed_up(wallet: Wallet) -> None:
    place, whole = seen(wallet)
    assert (place.tone, place.title) == ("good", "Backed up")
    assert place.can_look
    assert (whole.text, whole.is_backed_up) == ("Backed up in 1 place", True)


def test_who_is_backed_up_reads_what_to_do_then_and_is_asked_to_test_it(
    alice: Person, wallet: Wallet
) -> None:
    (way,) = ways_in.of(wallet) or []
    asked_to_test = f'href="{way_state.test_url(wallet, way)}"><span>Now test it'
    # On the page, and where the page asks for the part in which the copy has become proved.
    for name, headers in (("wallet", {}), ("wallet_copies", {"HX-Request": "true"})):
        page = alice.client.get(reverse(name, args=[wallet.pk]), headers=headers).content.decode()
        assert "If this device is lost" in page
        assert asked_to_test in page
    proof = {"public_key": way.slot.public_key, "proved_at": timezone.now()}
    WayProof.objects.create(wallet=wallet, slot_id=way.slot.id, **proof)
    page = alice.client.get(reverse("wallet", args=[wallet.pk])).content.decode()
    assert "If this device is lost" in page
    assert asked_to_test not in page


@pytest.mark.parametrize(
    ("health", "error", "title"),
    [
        ("cannot_reach", "cloud_cannot_reach", "Out of reach"),
        ("no_access", "cloud_sign_in_refused", "No access"),
    ],
)
def test_a_copy_that_cannot_be_seen_is_neither_green_nor_lost(
    wallet: Wallet, health: str, error: str, title: str
) -> None:
    found(health, error)
    place, whole = seen(wallet)
    assert (place.tone, place.title, place.error_code) == ("unsure", title, error)
    assert "was whole when we last read it" in place.sentence
    assert place.copy is not None
    assert place.copy.proved_at is not None
    assert not place.moving
    assert (whole.kind, whole.is_backed_up) == ("warn", False)


def test_a_place_that_is_being_connected_again_keeps_moving(wallet: Wallet) -> None:
    found("no_access", "cloud_access_ended")
    CloudAccount.objects.update(state=Work.State.DUE, due_at=timezone.now(), error="")
    place, whole = seen(wallet)
    assert (place.title, place.moving) == ("Checking this place", True)
    assert not whole.is_backed_up


def test_a_copy_that_is_written_again_is_not_called_backed_up(wallet: Wallet) -> None:
    found("missing", "cloud_not_there")
    Copy.objects.update(state=Work.State.DUE, proved_at=None)
    place, whole = seen(wallet)
    assert (place.tone, place.title) == ("busy", "Backing up")
    assert not whole.is_backed_up


def test_a_foreign_copy_asks_for_the_person(wallet: Wallet) -> None:
    found("invalid", "cloud_foreign_copy")
    Copy.objects.update(state=Work.State.BLOCKED, error="cloud_foreign_copy", proved_at=None)
    place, whole = seen(wallet)
    assert (place.tone, place.error_code) == ("bad", "cloud_foreign_copy")
    assert not whole.is_backed_up


def test_a_look_that_goes_on_is_shown(wallet: Wallet) -> None:
    Drill.objects.update(due_at=timezone.now())
    place, _ = seen(wallet)
    assert (place.tone, place.title) == ("busy", "Looking at the copy")


def test_a_look_for_which_no_worker_comes_says_what_is_known_and_asks_again(wallet: Wallet) -> None:
    for health, tone in ((Drill.Health.HEALTHY, "good"), (Drill.Health.NO_ACCESS, "unsure")):
        found(health)
        assert not seen(wallet)[0].moving
        Drill.objects.update(due_at=timezone.now() - timedelta(minutes=5))
        place, _ = seen(wallet)
        assert (place.tone, place.moving) == (tone, True)


def test_a_copy_whose_cloud_rests_says_when_it_goes_on(wallet: Wallet) -> None:
    Copy.objects.update(state=Work.State.DUE, proved_at=None)
    until = timezone.now() + timedelta(hours=1)
    Lane.objects.create(name="webdav one.example", failures=3, rests_until=until)
    CloudAccount.objects.update(lane="webdav one.example")
    place, whole = seen(wallet)
    assert (place.tone, place.title) == ("waiting", "Waiting for your cloud")
    assert f"{until:%H:%M} UTC" in place.sentence
    with timezone.override("Asia/Kolkata"):
        assert f"{until + timedelta(hours=5, minutes=30):%H:%M} IST" in seen(wallet)[0].sentence
    assert not whole.is_backed_up
    # A copy that was proved before is not less proved because of it.
    Copy.objects.update(state=Work.State.DONE, proved_at=timezone.now())
    assert seen(wallet)[0].tone == "good"


def test_of_two_places_one_out_of_sight_is_said(
    alice: Person, wallet: Wallet, cloud_root: Path
) -> None:
    (first,) = places_of(wallet)
    now = timezone.now()
    other = place_view(account=first.account, copy=first.copy, now=now)
    found("cannot_reach", "cloud_cannot_reach")
    lost_sight = place_view(account=first.account, copy=places_of(wallet)[0].copy, now=now)
    both = overall([other, lost_sight])
    assert (both.kind, both.text) == ("warn", "Backed up in 1 place, 1 out of sight")
    assert both.is_backed_up


def test_a_person_asks_for_a_look_from_the_page(
    alice: Person, mallory: Person, wallet: Wallet
) -> None:
    address = reverse("cloud_look", args=[wallet.pk, CloudAccount.objects.get().pk])
    token = {"x-csrftoken": alice.csrf_token()}
    assert alice.client.get(address, headers=token).status_code == 405
    assert alice.client.post(address, headers=token).status_code == 302
    assert Drill.objects.get().due_at <= timezone.now()
    stranger = {"x-csrftoken": mallory.csrf_token()}
    assert mallory.client.post(address, headers=stranger).status_code == 404
