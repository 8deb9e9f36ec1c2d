from __future__ import annotations

import uuid

from django.db import models

from recovery.models.copy import Drill
from recovery.models.wallet import Wallet


class VisitedCopy(models.Model):
    """A copy that only the person's browser can see, as it said at the person's last visit.

    The server has never seen it and cannot look: nothing here is called backed up. See
    docs/decisions, "Places that only a browser reaches".
    """

    class Kind(models.TextChoices):
        ICLOUD = "icloud"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wallet = models.ForeignKey(Wallet, on_delete=models.CASCADE, related_name="visited_copies")
    kind = models.CharField(max_length=20, choices=Kind)
    # The provider's own name for the account, which tells nobody who it is.
    account_id = models.CharField(max_length=100)
    # What the browser found, and of which generation; 0 where it found none.
    health = models.CharField(max_length=12, choices=Drill.Health)
    number = models.PositiveIntegerField()
    visited_at = models.DateTimeField()
    # When it was last read whole and found equal to the generation that was current then.
    seen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "visited copies"
        constraints = [models.UniqueConstraint(fields=["wallet", "kind"], name="visited_copy_once")]

    def __str__(self) -> str:
        return f"{self.kind} copy of wallet {self.wallet_id}: {self.health}"
