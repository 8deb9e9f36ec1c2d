from __future__ import annotations

import uuid

from django.db import models

from recovery.models.relying_party import RelyingParty
from recovery.models.signing_secret import SigningSecret


class ShareServer(SigningSecret):
    """A relying party's own server that keeps shares in our place, see flows/share_server.py."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    relying_party = models.OneToOneField(
        RelyingParty, on_delete=models.CASCADE, related_name="share_server"
    )
    # What `/backup` and `/backup/fetch` are put behind.
    url = models.CharField(
        "base address",
        max_length=300,
        help_text="Begins with https://. We add /backup and /backup/fetch to it.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    # What came of the last question; null before the first.
    is_well = models.BooleanField("well", null=True, editable=False)
    # It was slow, and is asked again only after a rest as long as its answer took.
    rests_until = models.DateTimeField(null=True, editable=False)
    # When the party's owners were told that shares fail; null while none does.
    alarmed_at = models.DateTimeField(null=True, editable=False)

    def __str__(self) -> str:
        return self.url

    @property
    def secret_context(self) -> bytes:
        return b"share-server-secret" + self.pk.bytes
