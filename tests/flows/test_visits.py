"""What a browser says of a copy in iCloud is kept as what it is, and never as more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from recovery.flows.visits import VISIT_IS_OLD
from recovery.models import Drill, VisitedCopy
from recovery.pages.copy_state import overall
from recovery.pages.safety import advice
from recovery.pages.visited import visited_view
from recovery.pages.wallets import standing_of
from recovery.pages.what_if import answers
from tests.person import Person
from tests.soft_client import Generation as Built
from tests.soft_layout import b64u

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def _offered(settings: Settings) -> None:
    settings.CLOUDKIT_CONTAINER = "iCloud.example.wallet"
    settings.CLOUDKIT_API_TOKEN = "token"


@pytest.fixture
def built(alice: Person) -> Built:
    return alice.protect(secret=bytes(range(16)))


def visit(person: Person, built: Built, **other: Any) -> tuple[int, str]:
    body = {
        "kind": "icloud",
        "account": "_abc",
        "health": "healthy",
        "gen": built.gen,
        "digest": b64u(built.digest),
        **other,
    }
    status, answer = person.call("POST", f"/wallets/{b64u(built.wid)}/visit", body)
    return status, answer.get("code", "")


def test_a_copy_that_was_seen_is_noted_and_is_not_called_backed_up(
    alice: Person, built: Built
) -> None:
    assert visit(alice, built) == (200, "")
    wallet = alice.wallet(built)
    copy = wallet.visited_copies.get()
    assert (copy.health, copy.number, copy.seen_at) == ("healthy", 1, copy.visited_at)
    standing = standing_of(wallet)
    assert standing.visited is not None
    assert standing.visited.title == "Seen by your browser"
    assert overall(standing.places).is_backed_up is False
    assert standing.proved == standing.seen_whole == []
    assert any("only your browser has seen" in answer.text for answer in answers(standing))
    # The hub goes on asking for a copy that we can see ourselves.
    assert any("a place of your own" in gap.title for gap in advice([standing], now=timezone.now()))
    assert alice.holder.events.get(kind="copy_visited").detail["health"] == "healthy"


def test_what_is_not_the_backup_that_counts_is_not_noted(alice: Person, built: Built) -> None:
    assert visit(alice, built, digest=b64u(bytes(32))) == (409, "visit_unlikely")
    newer = alice.protect(secret=bytes(range(16)), previous=built)
    assert visit(alice, built) == (409, "visit_unlikely")
    assert visit(alice, newer) == (200, "")
    assert not VisitedCopy.objects.exclude(number=2).exists()


def test_another_account_has_to_be_meant(alice: Person, built: Built) -> None:
    visit(alice, built)
    assert visit(alice, built, account="_other") == (409, "other_account")
    lost = {"health": "missing", "gen": 0, "digest": b64u(bytes(32))}
    assert visit(alice, built, account="_other", replaces=True, **lost) == (200, "")
    copy = VisitedCopy.objects.get()
    assert (copy.account_id, copy.seen_at) == ("_other", None)


def test_nobody_notes_anything_for_somebody_else(
    alice: Person, mallory: Person, built: Built
) -> None:
    assert visit(mallory, built) == (404, "not_found")


@pytest.mark.parametrize("bad", [{"health": "splendid"}, {"account": ""}, {"gen": -1}])
def test_what_makes_no_sense_is_refused(alice: Person, built: Built, bad: dict[str, Any]) -> None:
    assert visit(alice, built, **bad) == (400, "bad_request")


def test_it_is_off_where_nothing_is_configured(
    alice: Person, built: Built, settings: Settings
) -> None:
    settings.CLOUDKIT_API_TOKEN = ""
    assert visit(alice, built) == (404, "not_found")
    assert alice.client.get(f"/wallets/{alice.wallet(built).pk}/cloud/icloud/").status_code == 404
    assert b"iCloud" not in alice.client.get(f"/wallets/{alice.wallet(built).pk}/cloud/").content


def test_the_words_never_say_more_than_was_seen(alice: Person, built: Built) -> None:
    visit(alice, built)
    copy, now = VisitedCopy.objects.get(), timezone.now()
    old = now + VISIT_IS_OLD + timedelta(minutes=1)
    assert visited_view(copy, number=1, now=now).tone == "good"
    assert visited_view(copy, number=2, now=now).title == "Older than your backup"
    assert visited_view(copy, number=1, now=old).title == "Not seen for a month"
    for health in set(Drill.Health.values) - {"healthy"}:
        copy.health = health
        assert visited_view(copy, number=1, now=now).tone != "good"


def test_it_can_be_forgotten(alice: Person, built: Built) -> None:
    visit(alice, built)
    path = f"/wallets/{alice.wallet(built).pk}/cloud/icloud/forget/"
    alice.client.post(path, {"csrfmiddlewaretoken": alice.csrf_token()})
    assert not VisitedCopy.objects.exists()


def test_the_page_may_talk_to_apple_and_hear_its_window(alice: Person, built: Built) -> None:
    page = alice.client.get(f"/wallets/{alice.wallet(built).pk}/cloud/icloud/")
    assert "connect-src 'self' https://api.apple-cloudkit.com;" in page["Content-Security-Policy"]
    assert page["Cross-Origin-Opener-Policy"] == "same-origin-allow-popups"
    assert alice.client.get("/home/")["Cross-Origin-Opener-Policy"] == "same-origin"
