from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from recovery.models.relying_party import RelyingParty
from recovery.models.work import Work


class Role(models.TextChoices):
    """What a member of staff may do for one relying party. Each may read what the next one may."""

    OWNER = "owner", "Owner: everything, the other staff among it"
    OPERATOR = "operator", "Operator: acts, and makes keys and webhooks"
    AUDITOR = "auditor", "Auditor: reads only"


class Membership(models.Model):
    """Somebody works for a relying party."""

    relying_party = models.ForeignKey(
        RelyingParty, on_delete=models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=10, choices=Role)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "member of staff"
        verbose_name_plural = "staff"
        constraints = [
            models.UniqueConstraint(fields=["relying_party", "user"], name="member_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.role}"


class Invitation(Work):
    """Somebody is asked to work for a relying party. As work it is the mail that says so.

    The link in the mail is no secret: only a person who is signed in with the invited address can
    accept it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    relying_party = models.ForeignKey(
        RelyingParty, on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField("e-mail address")
    role = models.CharField(max_length=10, choices=Role)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["relying_party", "email"],
                condition=Q(accepted_at__isnull=True),
                name="one_open_invitation",
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="due"), name="invitation_due"),
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.role}"
