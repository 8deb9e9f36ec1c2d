"""How does somebody become staff? By a mail, and by signing in with the address that it went to."""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPException
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from recovery.errors import InvitationUnusable
from recovery.flows import audit, staff, work
from recovery.models import AuditEvent, Invitation, Membership, RelyingParty, Role, User

logger = logging.getLogger(__name__)

VALID_FOR = timedelta(days=7)


def invite(*, relying_party: RelyingParty, email: str, role: Role, invited_by: User) -> Invitation:
    """Ask somebody. Asking an address again renews the invitation that is open, and mails again."""
    now = timezone.now()
    values = {"role": role, "invited_by": invited_by, "expires_at": now + VALID_FOR}
    with transaction.atomic():
        invitation, _ = Invitation.objects.update_or_create(
            relying_party=relying_party,
            email=email.strip().lower(),
            accepted_at=None,
            defaults=values,
            create_defaults={**values, "due_at": now},
        )
        work.again(invitation)
        _note(invitation, by=invited_by, kind=AuditEvent.Kind.STAFF_INVITED)
    return invitation


def withdraw(invitation: Invitation, *, by: User) -> None:
    with transaction.atomic():
        withdrawn, _ = Invitation.objects.filter(pk=invitation.pk, accepted_at=None).delete()
        if withdrawn:
            _note(invitation, by=by, kind=AuditEvent.Kind.INVITATION_WITHDRAWN)


def find(*, user: User, invitation_id: UUID) -> Invitation:
    """An open invitation to an address that this user has shown to be theirs.

    Raises InvitationUnusable, whatever the reason: a stranger learns nothing from it.
    """
    invitation = (
        Invitation.objects.select_related("relying_party", "invited_by")
        .filter(pk=invitation_id, accepted_at=None, expires_at__gt=timezone.now())
        .first()
    )
    if invitation is None or not _is_theirs(user, invitation.email):
        raise InvitationUnusable
    return invitation


def accept(*, user: User, invitation_id: UUID) -> Membership:
    """Become staff, or take another role. An invitation works once.

    Raises InvitationUnusable, LastOwner.
    """
    invitation = find(user=user, invitation_id=invitation_id)
    with transaction.atomic():
        open_still = Invitation.objects.filter(pk=invitation.pk, accepted_at=None)
        if not open_still.update(accepted_at=timezone.now()):
            raise InvitationUnusable
        membership, is_new = Membership.objects.get_or_create(
            relying_party=invitation.relying_party,
            user=user,
            defaults={"role": invitation.role},
        )
        if not is_new:
            staff.change_role(membership=membership, role=Role(invitation.role), by=user)
        _note(invitation, by=user, kind=AuditEvent.Kind.STAFF_JOINED)
    return membership


def run(invitation_id: str) -> None:
    """Send the mail of one invitation."""
    invitation = work.claim(Invitation, invitation_id)
    if invitation is None:
        return
    try:
        _send(invitation)
    except (SMTPException, OSError) as error:
        logger.warning("an invitation could not be sent: %s", type(error).__name__)
        work.postpone(invitation, error="mail_failed")
        return
    work.finish(invitation)


def _note(invitation: Invitation, *, by: User, kind: AuditEvent.Kind) -> None:
    party, email, role = invitation.relying_party, invitation.email, str(invitation.role)
    audit.note(party=party, by=by, kind=kind, email=email, role=role)


def _is_theirs(user: User, email: str) -> bool:
    shown = EmailAddress.objects.filter(user=user, email__iexact=email, verified=True)
    return bool(shown.exists())


def _send(invitation: Invitation) -> None:
    context = {
        "party": invitation.relying_party,
        "role": invitation.role,
        "invited_by": invitation.invited_by,
        "expires_at": invitation.expires_at,
        "url": settings.PUBLIC_ORIGIN + reverse("invitation", args=[invitation.pk]),
        "site_name": "Keyhaven",
        "origin": settings.PUBLIC_ORIGIN,
    }
    mail = EmailMultiAlternatives(
        subject=render_to_string("emails/invitation_subject.txt", context).strip(),
        body=render_to_string("emails/invitation.txt", context),
        to=[invitation.email],
    )
    mail.attach_alternative(render_to_string("emails/invitation.html", context), "text/html")
    mail.send()
