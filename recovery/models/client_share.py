from __future__ import annotations

from django.db import models

from recovery.models.wallet import Wallet


class ClientShare(models.Model):
    """What a wallet's app says of the client's share that it stores itself: a word, no proof."""

    wallet = models.ForeignKey(Wallet, on_delete=models.CASCADE, related_name="client_shares")
    # The wallet maker's own word for where or how, such as PASSWORD.
    method = models.CharField(max_length=40)
    is_stored = models.BooleanField()
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "method"], name="client_share_once")
        ]

    def __str__(self) -> str:
        return f"{self.method}: {'stored' if self.is_stored else 'not stored'}"
