from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from recovery.models.holder import Holder
from recovery.models.work import Work


class SharedWork(Work):
    """Work for which people take turns, and clouds are not asked too much; see flows/turns.py.

    to_holder, to_account: the way from a row to whose it is, and to the place that it asks, in the
    words of a query; "" is the row itself, None is no place. is_background: nobody waits for it.
    """

    to_holder: ClassVar[str]
    to_account: ClassVar[str | None] = None
    is_background: ClassVar[bool] = False

    # Rows that are due are taken in this order. Never before `due_at`.
    turn = models.DateTimeField(default=timezone.now)
    # The lane in whose own queue it stands, and "" in the common one; see flows/turns.py.
    queue = models.CharField(max_length=300, default="", db_default="")

    class Meta:
        abstract = True


class Turn(models.Model):
    """Up to when a person's work stands in the queue, as a time of the queue's own clock."""

    holder = models.OneToOneField(Holder, on_delete=models.CASCADE, primary_key=True)
    until = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"turns of {self.holder_id} until {self.until}"


class Lane(models.Model):
    """One provider at one host, which the places of many people share."""

    name = models.CharField(max_length=300, primary_key=True)
    # How often in a row the host itself failed, a person who shares it counted once in a row.
    failures = models.PositiveIntegerField(default=0)
    # The holder for whom it failed last. No reference, since a lane is nobody's.
    failed_for = models.UUIDField(null=True)
    # Nobody asks it before. After that one does, and the others wait for how it ends.
    rests_until = models.DateTimeField(null=True)
    # Staff of the service have asked for a pause; it always has an end.
    paused_until = models.DateTimeField(null=True)
    # Rows of it stand in a queue of their own. Always true while a due row names it.
    has_queue = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [models.Index(fields=["rests_until"], name="lane_rests")]

    def __str__(self) -> str:
        return self.name
