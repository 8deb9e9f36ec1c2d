from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from recovery.models.relying_party import RelyingParty


class ServerKey(models.Model):
    """A key with which a relying party's own server calls the API.

    The key itself is shown once and kept nowhere: `kh_live_` or `kh_test_`, a name that finds the
    row, and 32 random bytes of which only the SHA-256 stands here.
    """

    class Scope(models.TextChoices):
        READ = "read", "Read people, wallets, passkeys and copies"
        EVENTS = "events", "Read the history"
        WRITE = "write", "Have copies proved again"
        POLICY = "policy", "Change the policy"
        CUSTODY = "custody", "Store and fetch custodian shares"
        EJECT = "eject", "Let people take both shares of a wallet along"
        SESSIONS = "sessions", "Sign people in on your own site"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    relying_party = models.ForeignKey(
        RelyingParty, on_delete=models.CASCADE, related_name="server_keys"
    )
    name = models.CharField(max_length=64, help_text="Where the key is used, such as a server.")
    # The part of the key that may be seen, such as kh_live_2f1c9a04b7d3.
    prefix = models.CharField(max_length=24, unique=True, editable=False)
    secret_sha256 = models.BinaryField(max_length=32, editable=False)
    scopes = models.JSONField(default=list)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    # Set when a newer key takes its place; both work until then.
    expires_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    # To the minute.
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"


class IdempotentAnswer(models.Model):
    """What a request with an idempotency key was answered, so that asking again changes nothing."""

    relying_party = models.ForeignKey(RelyingParty, on_delete=models.CASCADE, related_name="+")
    # SHA-256 of the caller's idempotency key.
    key_sha256 = models.BinaryField(max_length=32)
    # SHA-256 over method, path and body: the same key for another request is a mistake.
    request_sha256 = models.BinaryField(max_length=32)
    answer = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["relying_party", "key_sha256"], name="answered_once")
        ]

    def __str__(self) -> str:
        return f"answer of {self.created_at:%Y-%m-%d %H:%M}"
