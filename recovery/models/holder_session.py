from __future__ import annotations

import uuid

from django.db import models

from recovery.models.holder import Holder


class HolderSession(models.Model):
    """A person who is signed in on another site than ours, for one exact origin.

    The token is handed out once; only its SHA-256 stands here.
    """

    class Scope(models.TextChoices):
        """What the site may do in the person's name."""

        WALLETS = "wallets", "Everything that the person's own pages may"
        STATUS = "status", "Ask how safe the person's wallets are"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    holder = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="site_sessions")
    origin = models.CharField(max_length=300)
    scope = models.CharField(max_length=7, choices=Scope)
    token_sha256 = models.BinaryField(max_length=32, unique=True)
    # What a session of our own pages keeps in its row, such as recent touches; see session.py.
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(db_index=True)
    # To the minute.
    used_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"session at {self.origin}"
