from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from recovery.models.wallet import Wallet
from recovery.models.work import Work


class Reminder(Work):
    """Something that a person may still want to do for a wallet, and when they are asked next."""

    class Kind(models.TextChoices):
        SECOND_WAY = "second_way"
        OWN_COPY = "own_copy"
        TEST_WAYS = "test_ways"
        PRACTISE_PIN = "practise_pin"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wallet = models.ForeignKey(Wallet, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=20, choices=Kind)
    # How many dates of its calendar are over, whether a mail went out or was not needed.
    passed = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "kind"], name="reminder_once_per_wallet")
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="due"), name="reminder_due"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of wallet {self.wallet_id}, {self.passed} passed"
