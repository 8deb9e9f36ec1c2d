from __future__ import annotations

import uuid
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models


def validate_rp_id(value: str) -> None:
    """A relying party id is a bare, lower-case host name: no scheme, no port, no path."""
    parts = urlsplit(f"//{value}")
    if value != value.lower() or parts.netloc != value or parts.port is not None:
        raise ValidationError("Give a bare host name in lower case, such as wallet.example.")


def validate_origin(value: str) -> None:
    """An origin is exactly what a browser puts into clientDataJSON, compared byte by byte."""
    if value.startswith("android:apk-key-hash:"):
        return
    parts = urlsplit(value)
    local = parts.hostname == "localhost"
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise ValidationError("An origin starts with https:// (http:// only on localhost).")
    if value != f"{parts.scheme}://{parts.netloc}" or value != value.lower() or parts.username:
        raise ValidationError("An origin has a host and perhaps a port, and nothing after it.")


class RelyingParty(models.Model):
    """A site or company whose people keep wallets here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=64, help_text="Shown to the person by the browser.")
    # https://www.w3.org/TR/webauthn-3/#relying-party-identifier
    rp_id = models.CharField(
        "relying party id",
        max_length=253,
        unique=True,
        validators=[validate_rp_id],
        help_text="The host name that passkeys are bound to. It cannot be changed later.",
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "relying parties"

    def __str__(self) -> str:
        return f"{self.name} ({self.rp_id})"

    @property
    def origins(self) -> list[str]:
        return sorted(origin.value for origin in self.origin_set.all())


class Origin(models.Model):
    """One exact origin from which passkeys of a relying party are accepted."""

    relying_party = models.ForeignKey(RelyingParty, on_delete=models.CASCADE)
    value = models.CharField("origin", max_length=300, validators=[validate_origin])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["relying_party", "value"], name="origin_once")
        ]

    def __str__(self) -> str:
        return self.value
