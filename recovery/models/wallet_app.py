from __future__ import annotations

import uuid
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models

from recovery.models.relying_party import RelyingParty, validate_origin


def validate_return_address(value: str) -> None:
    """An address to which an answer goes: an exact one, compared letter by letter."""
    parts = urlsplit(value)
    validate_origin(f"{parts.scheme}://{parts.netloc}")
    if not parts.path.startswith("/") or parts.query or parts.fragment or " " in value:
        raise ValidationError("Give a whole address, with a path, and no ? or # in it.")


class WalletApp(models.Model):
    """A wallet maker's app that may open our hosted pages, under our own relying party id.

    The people and passkeys behind it are those of our own pages. The row belongs to whoever answers
    for the app.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    relying_party = models.ForeignKey(
        RelyingParty, on_delete=models.CASCADE, related_name="wallet_apps"
    )
    name = models.CharField(max_length=64, help_text="People read it before they agree.")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class ReturnAddress(models.Model):
    """One exact address of an app to which an answer may go, and whose origin may talk to us."""

    app = models.ForeignKey(WalletApp, on_delete=models.CASCADE, related_name="return_addresses")
    value = models.CharField(
        "return address",
        max_length=300,
        validators=[validate_return_address],
        help_text="Such as https://wallet.example/keyhaven. It must be exactly this one.",
    )

    class Meta:
        verbose_name_plural = "return addresses"
        constraints = [models.UniqueConstraint(fields=["app", "value"], name="return_address_once")]

    def __str__(self) -> str:
        return self.value
