from __future__ import annotations

from django.db import models

from recovery.models.relying_party import RelyingParty


class DailyFigures(models.Model):
    """How a relying party stood on one day, as it was counted last; see flows/figures.py."""

    relying_party = models.ForeignKey(
        RelyingParty, on_delete=models.CASCADE, related_name="daily_figures"
    )
    day = models.DateField()
    counted_at = models.DateTimeField()
    values = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["relying_party", "day"], name="figures_once_a_day")
        ]
        verbose_name_plural = "daily figures"

    def __str__(self) -> str:
        return f"{self.day}"
