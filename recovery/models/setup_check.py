from __future__ import annotations

from django.db import models

from recovery.models.relying_party import RelyingParty
from recovery.models.work import Work


class SetupCheck(Work):
    """What was found when a relying party's set-up was last looked at; see flows/setup_check.py.

    As work it is the next look, which is always due at some time.
    """

    relying_party = models.OneToOneField(
        RelyingParty, on_delete=models.CASCADE, primary_key=True, related_name="setup_check"
    )
    # One object for each line: name, about, state, text, remedy.
    lines = models.JSONField(default=list)
    looked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state="due"), name="setup_check_due")
        ]

    def __str__(self) -> str:
        return f"set-up of {self.relying_party_id}"
