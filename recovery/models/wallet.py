from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recovery.models.holder import Holder


class Wallet(models.Model):
    """A secret that only its holder can put together again. No part of it is in this row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Band(models.TextChoices):
        """What it is meant to hold, as the person says. Never a balance, and nobody looks."""

        NONE = "none", _("Nothing yet")
        SMALL = "small", _("Everyday money")
        LARGE = "large", _("More than I could bear to lose")

    holder = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="wallets")
    name = models.CharField(max_length=40)
    # 16 random bytes, chosen by the browser; part of every derivation.
    wid = models.BinaryField(max_length=16, unique=True)
    # Ed25519 public key that signed the first committed manifest; every later one must be signed
    # by it too, so that a stolen session cannot write. Empty until the first commit.
    manifest_key = models.BinaryField(max_length=32, default=b"")
    # The highest committed generation; 0 until the first commit.
    generation = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    # When its owner wrote it down by hand, and the page had every word back in order.
    written_down_at = models.DateTimeField(null=True)
    band = models.CharField(max_length=5, choices=Band, default=Band.NONE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["holder", "name"], name="wallet_name_once_per_holder")
        ]

    def __str__(self) -> str:
        return f"{self.name}, generation {self.generation}"


class Generation(models.Model):
    """One complete state of a wallet's backup: envelope, manifest and auth share.

    Source: the write protocol in docs/protocol.md. A generation is `pending` until the browser has
    read it back and rehearsed its opening, then `committed`. Only one can be pending.
    """

    class State(models.TextChoices):
        PENDING = "pending"
        COMMITTED = "committed"

    wallet = models.ForeignKey(Wallet, on_delete=models.CASCADE, related_name="generations")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    # How many slots its manifest names; null where an earlier release did not count them.
    ways_in = models.PositiveSmallIntegerField(null=True)
    # A bit for each method among them, `1 << number`; null likewise.
    method_bits = models.PositiveSmallIntegerField(null=True)
    # The name at the vault of the PIN among them, 16 bytes; null where there is none.
    pin_record = models.BinaryField(max_length=16, null=True)
    # The exact bytes that the browser made. Null once destroyed or lost; the cloud has them too.
    envelope = models.BinaryField(null=True)
    manifest = models.BinaryField(null=True)
    # SHA-256 over the cloud object's bytes (see flows/backup_files.py); names this generation.
    digest = models.BinaryField(max_length=32)
    manifest_key = models.BinaryField(max_length=32)
    # The auth share under a key of settings.SHARE_KEYS. Null once destroyed.
    sealed_auth_share = models.BinaryField(null=True)
    # SHA-256 of the session that wrote it: only that one may replace it while it is fresh.
    writer = models.BinaryField(max_length=32)
    device = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wallet", "number"], name="generation_once"),
            models.UniqueConstraint(
                fields=["wallet"], condition=Q(state="pending"), name="one_pending_generation"
            ),
        ]

    def __str__(self) -> str:
        return f"generation {self.number} ({self.state})"
