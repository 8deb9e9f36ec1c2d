from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models

from recovery.models.copy import CloudAccount
from recovery.models.holder import Holder


def new_trace() -> str:
    # Said on the phone and searched in logs: ten digits, in two groups.
    digits = f"{secrets.randbelow(10**10):010}"
    return f"{digits[:5]}-{digits[5:]}"


class SupportRequest(models.Model):
    """A person asks for help with a place. What it holds was shown before it was sent."""

    class State(models.TextChoices):
        OPEN = "open"
        ANSWERED = "answered"
        CLOSED = "closed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trace = models.CharField(max_length=11, unique=True, default=new_trace, editable=False)
    holder = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="support_requests")
    account = models.ForeignKey(CloudAccount, on_delete=models.SET_NULL, null=True)
    # The stable code of the error, the provider, states and times; see flows/support.py.
    bundle = models.JSONField()
    note = models.TextField(max_length=1000, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answer = models.TextField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["holder", "-created_at"], name="support_by_holder")]

    def __str__(self) -> str:
        return f"request {self.trace}, {self.state}"
