"""What a visitor of the demo breaks is the visitor's own: cloud, vault and worker."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import JsonResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings

from recovery import tasks
from recovery.api.demo_vault import VaultAway
from recovery.ceremonies.challenges import Op
from recovery.clouds.errors import CannotReach
from recovery.flows import demo_faults, demo_visits, lanes, work
from recovery.flows.demo_people import MAIL, folder, new_word, word_of
from recovery.models import CloudAccount, Drill, Holder, Lane, User, Work
from recovery.pages import demo_visit as page
from recovery.pages.demo_cloud import cloud_of
from tests.api.test_edge import SECRET
from tests.factories import new_holder
from tests.flows.test_drills import backed_up
from tests.moments import within_one_window
from tests.pages.test_demo_visit import demo
from tests.person import Json, Person

__all__ = ["demo"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam(demo: Path) -> Holder:
    return demo_visits.begin().holder


@pytest.fixture
def eve(demo: Path) -> Holder:
    return demo_visits.begin().holder


def test_a_busy_cloud_is_for_ones_own_folder_and_can_be_mended(
    demo: Path, sam: Holder, eve: Holder
) -> None:
    demo_faults.break_something(holder=sam, fault=demo_faults.BUSY)

    assert [path.name for path in (demo / "faults" / "cloud").iterdir()] == [word_of(sam)]
    assert demo_faults.broken(sam) == [demo_faults.BUSY]
    assert demo_faults.broken(eve) == []
    demo_faults.mend(sam)
    assert demo_faults.broken(sam) == []


def test_what_is_mended_is_looked_at_although_a_look_was_under_way_and_the_host_rests(
    demo: Path, alice: Person
) -> None:
    alice.user.email = f"{new_word()}{MAIL}"
    alice.user.save()
    backed_up(alice)
    demo_faults.break_something(holder=alice.holder, fault=demo_faults.BUSY)
    begun_before = work.claim(Drill, str(Drill.objects.get().pk))
    assert begun_before is not None
    lane = Lane.objects.create(
        name="webdav busy.example",
        failures=lanes.FAILURES,
        rests_until=timezone.now() + timedelta(minutes=5),
    )
    account = CloudAccount.objects.get(holder=alice.holder)
    CloudAccount.objects.update(lane=lane.name)

    demo_faults.mend(alice.holder)

    # What the look from before has seen counts no more, and the next one is due.
    assert not work.postpone(begun_before, error=CannotReach.code)
    drill = Drill.objects.get()
    assert drill.error == ""
    assert drill.due_at <= timezone.now()
    account.refresh_from_db()
    assert lanes.rests_until(account) is None


def test_each_time_a_password_is_revoked_there_is_a_new_one(sam: Holder, eve: Holder) -> None:
    def password(of: Holder) -> str:
        cloud = cloud_of(of)
        assert cloud is not None
        return cloud.password

    before = password(eve)
    seen = {password(sam)}
    for _ in range(2):
        demo_faults.break_something(holder=sam, fault=demo_faults.REVOKED)
        seen.add(password(sam))

    assert len(seen) == 3
    assert password(eve) == before


def test_a_corrupted_copy_differs_in_one_byte_and_others_in_none(sam: Holder, eve: Holder) -> None:
    copies = [folder(word_of(each)) / "backup-000001-x.json" for each in (sam, eve)]
    for copy in copies:
        copy.parent.mkdir(parents=True)
        copy.write_bytes(SECRET)

    demo_faults.break_something(holder=sam, fault=demo_faults.CORRUPT)

    changed = [a != b for a, b in zip(copies[0].read_bytes(), SECRET, strict=True)]
    assert sum(changed) == 1
    assert copies[1].read_bytes() == SECRET


@pytest.mark.parametrize("path", ["/api/nonce", "/api/unlock", "/api/wallets/x/pin"])
def test_the_vault_stays_away_from_one_visitor_and_comes_back(
    demo: Path, sam: Holder, eve: Holder, path: str
) -> None:
    demo_faults.break_something(holder=sam, fault=demo_faults.VAULT)

    def status(user: User | AnonymousUser, path: str = path) -> int:
        request = RequestFactory().post(path)
        request.user = user
        answer = JsonResponse({"ticket": "t", "nonce": "n"})
        return VaultAway(lambda _: answer)(request).status_code

    assert status(sam.user) == 503
    assert status(sam.user, "/api/wallets/x") == 200
    assert status(eve.user) == status(AnonymousUser()) == 200
    long_ago = time.time() - demo_faults.AWAY_SECONDS[demo_faults.VAULT]
    os.utime(demo / "faults" / "vault" / word_of(sam), (long_ago, long_ago))
    assert status(sam.user, "/api/nonce") == 200


@pytest.mark.parametrize("mended", [True, False])
def test_a_vault_that_restarted_knows_nothing_of_before(
    demo: Path, alice: Person, mallory: Person, settings: Settings, mended: bool
) -> None:
    """Of one visitor, as a real one of everybody: what a page got before opens nothing."""
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "recovery.api.demo_vault.VaultAway"]
    for person in (alice, mallory):
        person.user.email = f"{new_word()}{MAIL}"
        person.user.save()
    before, theirs = alice.invite(Op.UNLOCK)[0], mallory.invite(Op.UNLOCK)[0]

    demo_faults.break_something(holder=alice.holder, fault=demo_faults.VAULT)
    if mended:
        demo_faults.mend(alice.holder)
    else:
        long_ago = time.time() - demo_faults.AWAY_SECONDS[demo_faults.VAULT]
        os.utime(demo / "faults" / "vault" / word_of(alice.holder), (long_ago, long_ago))

    assert unlocks(alice, before) == (403, "enclave_denied")
    assert unlocks(alice, alice.invite(Op.UNLOCK)[0]) == (200, "")
    assert unlocks(mallory, theirs) == (200, "")


def unlocks(person: Person, invitation: Json) -> tuple[int, str]:
    touch = person.touch(Op.UNLOCK, invitation)
    body = {**person.body_of(touch, invitation), "epoch": 0}
    status, answer = person.call("POST", "/unlock", body)
    return status, answer.get("code", "")


def test_workers_take_up_nothing_of_one_visitor_for_a_while(
    demo: Path, sam: Holder, eve: Holder, settings: Settings
) -> None:
    demo_faults.break_something(holder=sam, fault=demo_faults.WORKER)

    tasks.do_work()

    left = CloudAccount.objects.get(holder=sam)
    assert (left.state, left.attempts) == (Work.State.DUE, 0)
    # Nobody listens at that address, but somebody has tried.
    assert CloudAccount.objects.get(holder=eve).attempts == 1
    demo_faults.mend(sam)
    tasks.do_work()
    left.refresh_from_db()
    assert left.attempts == 1


@pytest.mark.urls("tests.demo.urls")
def test_the_buttons_have_a_limit_of_ones_own_and_are_for_visitors(
    sam: Holder, eve: Holder
) -> None:
    pressed = "/demo/break/busy/"

    def press() -> list[list[str]]:
        for _ in range(page.FAULTS_A_MINUTE + 1):
            signed_in(sam).post(pressed)
        demo_faults.mend(sam)
        signed_in(sam).post(pressed)
        signed_in(eve).post(pressed)
        return [demo_faults.broken(sam), demo_faults.broken(eve)]

    assert within_one_window(press) == [[], [demo_faults.BUSY]]
    assert signed_in(new_holder("Alice")).post(pressed).status_code == 404
    assert signed_in(eve).post("/demo/break/anything/").status_code == 404


def signed_in(holder: Holder) -> Client:
    client = Client()
    client.force_login(holder.user)
    return client
