"""Queries that are put together once and asked with other values each time."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from types import FrameType
from typing import Any

import pytest
from django.db import connection
from django.db.models import CharField, F, Value
from django.db.models.sql.compiler import SQLCompiler
from django.utils import timezone

from recovery import tasks
from recovery.flows import work
from recovery.flows.prepared import NOW, Prepared, Slot
from recovery.models import CloudAccount, Copy
from tests.factories import new_holder
from tests.person import Person

pytestmark = pytest.mark.database


def new_places(*hints: str) -> list[CloudAccount]:
    holder, now = new_holder(), timezone.now()
    return [
        CloudAccount.objects.create(
            holder=holder,
            kind="folder",
            account_hint=hint,
            due_at=now + timedelta(minutes=number),
        )
        for number, hint in enumerate(hints)
    ]


def due_of(hint: str | Slot) -> Any:
    return CloudAccount.objects.filter(due_at__lte=NOW, account_hint=hint)


def test_the_same_text_answers_for_other_values(db: None) -> None:
    first, second = new_places("a", "b")
    query = Prepared(due_of(Slot("hint", CharField())).values_list("pk", "due_at", "account_hint"))
    minute = timedelta(minutes=1)
    assert query.rows(now=first.due_at, hint="a") == [(first.pk, first.due_at, "a")]
    assert query.rows(now=first.due_at, hint="b") == []
    assert query.rows(now=first.due_at + minute, hint="b") == [(second.pk, second.due_at, "b")]
    # What looks like SQL is a value like any other.
    assert query.rows(now=second.due_at, hint="' OR ''='") == []


def test_a_value_that_is_forgotten_is_an_error_and_one_too_many_is_none(db: None) -> None:
    new_places("a")
    query = Prepared(due_of("a").values_list("pk"))
    with pytest.raises(KeyError):
        query.rows()
    assert len(query.rows(now=timezone.now(), hint="b")) == 1


def test_expressions_and_parts_of_other_queries_keep_their_values(db: None) -> None:
    first, _ = new_places("a", "b")
    inner = due_of(Slot("hint", CharField())).values("pk")
    both = CloudAccount.objects.filter(pk__in=inner).values_list(F("account_hint"), Value(7))
    query = Prepared(both.union(both, all=True))
    assert query.rows(now=first.due_at, hint="a") == [("a", 7), ("a", 7)]


@pytest.mark.django_db(transaction=True)
def test_threads_use_one_query_at_the_same_time() -> None:
    places = new_places(*map(str, range(8)))
    query = Prepared(due_of(Slot("hint", CharField())).values_list("pk", "due_at"))
    later = timezone.now() + timedelta(days=1)

    def ask(place: CloudAccount) -> bool:
        try:
            wanted = [(place.pk, place.due_at)]
            return all(query.rows(now=later, hint=place.account_hint) == wanted for _ in range(20))
        finally:
            connection.close()

    with ThreadPoolExecutor(len(places)) as pool:
        assert all(pool.map(ask, places))


def test_choosing_a_row_puts_no_query_together(alice: Person) -> None:
    """It is done for each row, and would cost more than all that the database does for it."""
    alice.connect(kind="folder", place={"path": alice.holder.pk.hex})
    alice.protect(secret=bytes(16))
    kinds = {kind: model for kind, (model, _) in tasks.KINDS.items()}
    assert work.next_row(kinds) == ("copy", str(Copy.objects.get().pk))
    put_together = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal put_together
        put_together += event == "call" and frame.f_code is SQLCompiler.as_sql.__code__

    sys.setprofile(count)
    try:
        found = work.next_row(kinds)
    finally:
        sys.setprofile(None)
    assert found == ("copy", str(Copy.objects.get().pk))
    assert put_together == 0
