from __future__ import annotations

import pytest

from recovery.errors import TooManyRequests
from recovery.flows import rate_limit
from recovery.models import Attempts

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOON = 1_800_000_000.0


def count(who: str = "192.0.2.1", *, what: str = "passkey", at: float = NOON) -> None:
    rate_limit.count(what=what, who=who, most=3, now=at)


def test_so_many_tries_and_no_more() -> None:
    for _ in range(3):
        count()
    with pytest.raises(TooManyRequests):
        count()


def test_somebody_else_and_something_else_count_for_themselves() -> None:
    for _ in range(3):
        count()
    count("192.0.2.2")
    count(what="code")


def test_a_new_minute_begins_at_nothing() -> None:
    for _ in range(3):
        count()
    count(at=NOON + rate_limit.WINDOW_SECONDS)


def test_refused_tries_do_not_make_the_wait_longer() -> None:
    for _ in range(3):
        count()
    for _ in range(5):
        with pytest.raises(TooManyRequests):
            count(at=NOON + 1)
    count(at=NOON + rate_limit.WINDOW_SECONDS)


def test_no_address_can_be_read_in_the_database() -> None:
    count("192.0.2.1")
    assert b"192.0.2.1" not in bytes(Attempts.objects.get().name)


def test_old_windows_are_forgotten() -> None:
    count()
    count(at=NOON + 7200)
    rate_limit.forget(before=NOON + 3600)
    assert Attempts.objects.get().window == NOON + 7200
