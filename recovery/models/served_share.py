from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from recovery.models.share_pair import BackupShare
from recovery.models.share_server import ShareServer
from recovery.models.work import Work


class ServedShare(Work):
    """Where the bytes of a share are that a relying party's own server keeps.

    As work it is the storing, and once that is proved the next look, which is always due some time;
    see flows/served_shares.py.
    """

    one_at_a_time: ClassVar[str] = "server"

    class Standing(models.TextChoices):
        WAITING = "waiting", "Waiting"
        # It was fetched and equal. Nothing less is called so.
        STORED = "stored", "Stored and read back"
        FAILING = "failing", "Failing"
        # It was stored and equal, but just now the server does not say.
        UNKNOWN = "unknown", "Unknown"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # A server that keeps shares is not forgotten before they are.
    server = models.ForeignKey(ShareServer, on_delete=models.RESTRICT, related_name="shares")
    share = models.OneToOneField(BackupShare, on_delete=models.CASCADE, related_name="served")
    standing = models.CharField(max_length=7, choices=Standing, default=Standing.WAITING)
    # SHA-256 over the text that the server is given.
    sha256 = models.BinaryField(max_length=32)
    # That text under a key of settings.SHARE_KEYS, until it is proved to be there.
    sealed_share = models.BinaryField(null=True)
    # When it was last fetched and equal; null until this very share was.
    proved_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sealed_share__isnull=False) | Q(proved_at__isnull=False),
                name="a_share_is_kept_until_it_is_proved",
            ),
            models.CheckConstraint(
                condition=~Q(standing="stored") | Q(proved_at__isnull=False),
                name="stored_means_proved",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="due"), name="served_share_due"),
        ]

    def __str__(self) -> str:
        return f"{self.share}: {self.standing}"

    @property
    def secret_context(self) -> bytes:
        """What ties the sealed share to this row and to these bytes."""
        return b"served-share" + self.pk.bytes + bytes(self.sha256)
