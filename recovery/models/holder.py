from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from recovery.models.relying_party import RelyingParty


def new_user_handle() -> bytes:
    # Reusing a handle makes an authenticator overwrite an older passkey without asking.
    return secrets.token_bytes(64)


def holder_behind(user: object) -> Holder | None:
    """The holder whom a user is; None for nobody, and for staff without a wallet.

    A user who came with the holder in one query is not looked up again.
    """
    holder: Holder | None = getattr(user, "holder", None)
    return holder


class Holder(models.Model):
    """A person with a wallet, as a user of exactly one relying party."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    relying_party = models.ForeignKey(RelyingParty, on_delete=models.PROTECT)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    name = models.CharField(max_length=64)
    # What the relying party's own server calls the person; empty for people of our own pages.
    reference = models.CharField(max_length=100, default="", blank=True)
    # Where mails go, for a person whom the relying party named; otherwise to the login address.
    mail_to = models.EmailField(default="", blank=True)
    # https://www.w3.org/TR/webauthn-3/#user-handle: 64 random bytes, no personal data.
    user_handle = models.BinaryField(max_length=64, unique=True, default=new_user_handle)
    created_at = models.DateTimeField(auto_now_add=True)
    # Mails about what could be safer; what is wrong is always told.
    wants_reminders = models.BooleanField(default=True)
    # When everything of this person is deleted, if they asked for it; see flows/leave.py.
    leaves_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["relying_party", "reference"],
                condition=~Q(reference=""),
                name="reference_once_per_party",
            )
        ]
        indexes = [
            models.Index(
                fields=["leaves_at"], condition=Q(leaves_at__isnull=False), name="holder_leaving"
            ),
        ]

    def __str__(self) -> str:
        return f"holder {self.id}"

    @property
    def address(self) -> str:
        """Where the person is told what happens; empty where nobody gave an address."""
        return self.mail_to if self.reference else self.user.email
