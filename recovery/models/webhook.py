from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from recovery.models.relying_party import RelyingParty
from recovery.models.signing_secret import SigningSecret
from recovery.models.work import Work


class Webhook(SigningSecret):
    """An address of a relying party that is told what happens, see flows/webhooks.py."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    relying_party = models.ForeignKey(
        RelyingParty, on_delete=models.CASCADE, related_name="webhooks"
    )
    url = models.CharField("address", max_length=500)
    # Names of event types; empty means all of them.
    types = models.JSONField(default=list, blank=True)
    is_paused = models.BooleanField("paused", default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    # What came of the last try; null before the first.
    is_well = models.BooleanField("well", null=True, editable=False)
    # It was slow, and is asked again only after a rest as long as its answer took.
    rests_until = models.DateTimeField(null=True, editable=False)

    def __str__(self) -> str:
        return self.url

    @property
    def secret_context(self) -> bytes:
        return b"webhook-secret" + self.pk.bytes


class Delivery(Work):
    """One message to one webhook. As work it is the sending; DONE means answered with 2xx."""

    one_at_a_time: ClassVar[str] = "webhook"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    type = models.CharField(max_length=40)
    # The exact text that is signed and sent.
    body = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    # What was answered, newest last: time, status or error, milliseconds, the answer's beginning.
    tries = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="due"), name="delivery_due"),
            models.Index(fields=["webhook", "-created_at"], name="delivery_by_webhook"),
        ]

    def __str__(self) -> str:
        return f"{self.type}: {self.state}"

    @property
    def message_id(self) -> str:
        """The same at each try, so that a receiver can leave out what it has seen."""
        return f"msg_{self.pk.hex}"
