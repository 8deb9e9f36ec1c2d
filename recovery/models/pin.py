from __future__ import annotations

from django.db import models
from django.db.models import Q

from recovery.models.wallet import Wallet


class PinTries(models.Model):
    """What the vault said last of the tries at one PIN, so that its owner can be told.

    A PIN that is set anew is another record at the vault, and begins with all its tries.
    """

    class Told(models.IntegerChoices):
        NOTHING = 0
        WRONG_TRIES = 1
        LOCKED = 2

    wallet = models.ForeignKey(Wallet, on_delete=models.CASCADE, related_name="pin_tries")
    # The PIN's name at the vault, 16 bytes, as in its slot.
    record = models.BinaryField(max_length=16)
    # Since the last right one; and how many there may still be.
    failed = models.PositiveSmallIntegerField(default=0)
    left = models.PositiveSmallIntegerField(default=0)
    # Of a try that nobody has looked at yet, and that was not right so far.
    tried_at = models.DateTimeField(null=True)
    # The worst that the owner was told since the last right one.
    told = models.PositiveSmallIntegerField(default=Told.NOTHING)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "record"], name="tries_once_per_pin")
        ]
        indexes = [
            models.Index(
                fields=["tried_at"], condition=Q(tried_at__isnull=False), name="pin_tries_unseen"
            )
        ]

    def __str__(self) -> str:
        return f"{self.failed} wrong tries, {self.left} left"
