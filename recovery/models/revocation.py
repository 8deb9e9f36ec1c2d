from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from recovery.models.work import Work


class Revocation(Work):
    """A permission that is to be given back to a provider, of a place that is forgotten already.

    It has the id of that place, to which its sealed tokens are tied, and goes when it is done.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # As in CloudAccount.
    kind = models.CharField(max_length=20)
    settings = models.JSONField(default=dict)
    sealed_secret = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="due"), name="revocation_due"),
        ]

    def __str__(self) -> str:
        return f"revocation of {self.pk}: {self.state}"

    @property
    def secret_context(self) -> bytes:
        """That of the place, so that its secret could be taken over as it was."""
        return b"cloud-secret" + self.pk.bytes
