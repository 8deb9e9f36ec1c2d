from __future__ import annotations

import uuid
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from recovery.models.policy import PolicyFields


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
    host = parts.hostname or ""
    local = host == "localhost" or host.endswith(".localhost")
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise ValidationError("An origin starts with https:// (http:// only on localhost).")
    if value != f"{parts.scheme}://{parts.netloc}" or value != value.lower() or parts.username:
        raise ValidationError("An origin has a host and perhaps a port, and nothing after it.")


class RelyingParty(PolicyFields):
    """A site or company whose people keep wallets here, in one of its environments.

    Whatever is kept here belongs to exactly one of these rows. The test environment of a company is
    a row of its own, so its people, keys and events are apart from the live ones; and because its
    relying party id is another, no passkey of one environment is worth anything in the other.
    """

    class Environment(models.TextChoices):
        LIVE = "live", "Live"
        TEST = "test", "Test"

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
    environment = models.CharField(
        max_length=4,
        choices=Environment,
        default=Environment.LIVE,
        help_text="Test is for trying things out. It cannot be changed later.",
    )
    # Which live party this one is the test environment of.
    test_of = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="test_environment",
        limit_choices_to={"environment": "live"},
        help_text="Only for a test environment: the live one that it belongs to.",
    )
    is_active = models.BooleanField(default=True)
    # https://www.w3.org/TR/passkey-endpoints/
    passkey_enroll_url = models.URLField(
        "page for a new passkey",
        max_length=300,
        blank=True,
        help_text="Where a password manager sends people. Empty: our own page, or none.",
    )
    passkey_manage_url = models.URLField(
        "page of one's passkeys",
        max_length=300,
        blank=True,
        help_text="Likewise, for those who have some.",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "relying parties"
        constraints = [
            models.CheckConstraint(
                condition=Q(test_of__isnull=True) | Q(environment="test"),
                name="only_a_test_environment_has_a_live_one",
                violation_error_message="Only a test environment belongs to a live one.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.rp_id})"

    @property
    def is_live(self) -> bool:
        return self.environment == self.Environment.LIVE

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
