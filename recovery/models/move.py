from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from recovery.models.copy import CloudAccount
from recovery.models.lane import SharedWork


class Move(SharedWork):
    """All copies of one place go to another one, and the old place is forgotten at the end.

    The row goes with the old place: a move that is over has none, and the history tells of it.
    """

    to_holder: ClassVar[str] = "source__holder"
    to_account: ClassVar[str | None] = "source"

    class Step(models.TextChoices):
        # Nothing is touched in the old place before every copy in the new one is proved.
        COPYING = "copying"
        REMOVING = "removing"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.OneToOneField(CloudAccount, on_delete=models.CASCADE, related_name="departure")
    target = models.ForeignKey(CloudAccount, on_delete=models.CASCADE, related_name="arrivals")
    step = models.CharField(max_length=12, choices=Step, default=Step.COPYING)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["queue", "turn"], condition=Q(state="due"), name="move_queue"),
            models.Index(
                fields=["lease_until"],
                condition=Q(lease_until__isnull=False),
                name="move_leased",
            ),
        ]

    def __str__(self) -> str:
        return f"move of {self.source_id} to {self.target_id}: {self.step}"
