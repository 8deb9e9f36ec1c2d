from __future__ import annotations

from django.db import models


class Attempts(models.Model):
    """How often something was tried within one window of time, see flows/rate_limit.py."""

    # SHA-256 over what is limited and for whom, so that no address stands here.
    name = models.BinaryField(max_length=32)
    # Seconds since 1970, where the window begins.
    window = models.BigIntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "window"], name="attempts_once")]
        verbose_name_plural = "attempts"

    def __str__(self) -> str:
        return f"{self.count} attempts"
