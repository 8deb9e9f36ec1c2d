from __future__ import annotations

from django.db import models
from django.db.models import Q

from recovery.models.wallet import Wallet


class SharePair(models.Model):
    """One version of the two backup shares of a wallet whose key is kept in shares elsewhere.

    Both are needed, neither alone is enough. A pair is `open` until both are here and the person's
    browser has said that its own one opens; then it is `complete`, and the one before it is gone.
    """

    class State(models.TextChoices):
        OPEN = "open"
        COMPLETE = "complete"

    wallet = models.ForeignKey(Wallet, on_delete=models.CASCADE, related_name="share_pairs")
    # Chosen by whoever stores the first of the two; grows.
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(auto_now_add=True)
    completed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "version"], name="share_version_once"),
            models.UniqueConstraint(
                fields=["wallet"], condition=Q(state="open"), name="one_open_pair"
            ),
            models.UniqueConstraint(
                fields=["wallet"], condition=Q(state="complete"), name="one_complete_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.version} of {self.wallet.name} ({self.state})"


class BackupShare(models.Model):
    """One of the two shares of a pair, encrypted; see flows/backup_shares.py for how.

    What it is inside is known to the relying party's software alone. The client's share was
    encrypted on the person's device before.
    """

    class Part(models.TextChoices):
        CLIENT = "client"
        CUSTODIAN = "custodian"

    pair = models.ForeignKey(SharePair, on_delete=models.CASCADE, related_name="shares")
    part = models.CharField(max_length=9, choices=Part)
    # nonce[12] ‖ AES-256-GCM under a data key of its own.
    sealed = models.BinaryField()
    # The data key as the key service encrypted it, and the name of the service's key.
    sealed_key = models.BinaryField()
    sealed_by = models.CharField(max_length=200)
    # The prefix of a server key, or the device of the person.
    stored_by = models.CharField(max_length=64)
    stored_at = models.DateTimeField(auto_now_add=True)
    released_to = models.CharField(max_length=64, default="")
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "part"], name="share_once")]
        indexes = [models.Index(fields=["sealed_by"], name="share_by_key")]

    def __str__(self) -> str:
        return f"{self.part} share of {self.pair}"
