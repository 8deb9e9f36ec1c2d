from __future__ import annotations

from django.db import models

from recovery.models.wallet import Wallet


class Eject(models.Model):
    """The time in which a person may fetch both backup shares of a wallet; see flows/eject.py."""

    wallet = models.OneToOneField(
        Wallet, on_delete=models.CASCADE, primary_key=True, related_name="eject"
    )
    until = models.DateTimeField()
    # The prefix of the server key that opened it.
    opened_by = models.CharField(max_length=64)
    # When the person last fetched both; null if never.
    taken_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"until {self.until:%Y-%m-%d %H:%M}"
