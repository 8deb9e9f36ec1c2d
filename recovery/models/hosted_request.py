from __future__ import annotations

import uuid

from django.db import models

from recovery.models.wallet import Wallet
from recovery.models.wallet_app import WalletApp


class HostedRequest(models.Model):
    """What a wallet's app has our pages do, and whether it has its answer; see flows/hosted.py.

    It belongs to a browser, not to a session: whoever signs in on the way stays with it.
    """

    class Action(models.TextChoices):
        PROTECT = "protect"
        ADD = "add"
        RECOVER = "recover"

    class Mode(models.TextChoices):
        """How the answer travels: from window to window, or as part of the return address."""

        POPUP = "popup"
        REDIRECT = "redirect"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    app = models.ForeignKey(WalletApp, on_delete=models.CASCADE, related_name="requests")
    # Of the cookie that says which browser it is.
    browser_sha256 = models.BinaryField(max_length=32)
    action = models.CharField(max_length=7, choices=Action)
    mode = models.CharField(max_length=8, choices=Mode)
    # The way in that the app wants, by the names of backup_files.Method; empty for a recovery.
    method = models.CharField(max_length=9, blank=True)
    return_to = models.CharField(max_length=300)
    # Random texts of the app, which tie the answer to its question.
    state = models.CharField(max_length=128)
    nonce = models.CharField(max_length=128)
    # The wallet that the app named, which may be nobody's.
    wanted_wallet = models.UUIDField(null=True)
    # Which wallet is given another way in, and the slots of that kind that it had before.
    wallet = models.ForeignKey(Wallet, on_delete=models.SET_NULL, null=True, related_name="+")
    slots_before = models.JSONField(default=list)
    begun_at = models.DateTimeField(db_index=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.action} for {self.app}"
