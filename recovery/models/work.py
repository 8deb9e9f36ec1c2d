from __future__ import annotations

from typing import ClassVar

from django.db import models


class Work(models.Model):
    """A row that is its own queue entry: due, leased to one worker, done or waiting for a person.

    A worker claims a row by one conditional UPDATE that sets the lease and counts the attempt, so
    that a killed worker costs no more than the lease's length. See flows/work.py.
    """

    # The row that takes one such piece of work at a time and may rest; "" where there is none.
    one_at_a_time: ClassVar[str] = ""
    # What whoever does such work needs as well, fetched with it.
    comes_with: ClassVar[tuple[str, ...]] = ()

    class State(models.TextChoices):
        DUE = "due"
        DONE = "done"
        # It cannot go on by itself; `error` says what the person can do.
        BLOCKED = "blocked"
        # A newer generation took its place.
        SUPERSEDED = "superseded"

    state = models.CharField(max_length=10, choices=State, default=State.DUE)
    due_at = models.DateTimeField()
    # When a wake-up was last sent, so that a row is not announced again and again.
    nudged_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    # The stable code of the last failure, see recovery.errors and recovery.clouds.errors.
    error = models.CharField(max_length=40, default="")

    class Meta:
        abstract = True
