"""What another site is told of a wallet: never more than what was true at one moment."""

from __future__ import annotations

import pytest

from recovery.flows import sync, wallet_facts
from recovery.models import Copy, Work
from tests.moments import before_query, queries_of
from tests.person import Person

pytestmark = pytest.mark.database

SECRET = bytes(range(16))


def test_a_backup_that_changes_meanwhile_is_never_called_backed_up_before_it_is_copied(
    alice: Person,
) -> None:
    alice.connect(kind="folder", place={"path": alice.holder.pk.hex})
    built = alice.protect(secret=SECRET)
    for number in range(1, queries_of(lambda: wallet_facts.of_all(alice.holder)) + 1):
        for copy in Copy.objects.filter(state=Work.State.DUE):
            sync.run(str(copy.pk))
        (facts,) = wallet_facts.of_all(alice.holder)
        assert (facts.backed_up, facts.recoverable) == (True, True)

        def changes() -> None:
            nonlocal built
            built = alice.protect(secret=SECRET, previous=built)

        before = built.gen
        with before_query(number, changes):
            (facts,) = wallet_facts.of_all(alice.holder)
        assert facts.backed_up == (facts.generation == before), f"changed before query {number}"
        assert facts.recoverable, f"changed before query {number}"
