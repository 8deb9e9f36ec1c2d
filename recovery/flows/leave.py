"""How does a person leave, with everything that is kept of them?

Asking for it deletes nothing yet. A week passes, in which a mail and every page say what is coming
and one button stops it: whoever holds a stolen session cannot destroy a wallet in silence, and
nobody loses one by a slip. After that nothing here opens anything: the auth shares are gone, and
without them the copies in people's own clouds stay locked for good. In the history of the relying
party the person's events stay as empty places.
"""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from recovery.flows import audit, grants, notices, staff
from recovery.models import AuditEvent, Holder, Notice

logger = logging.getLogger(__name__)

TIME_TO_THINK = timedelta(days=7)


def ask(*, holder: Holder, device: str) -> None:
    """Begin the week. Asked twice, the first date holds."""
    leaves_at = timezone.now() + TIME_TO_THINK
    with transaction.atomic():
        fresh = Holder.objects.filter(pk=holder.pk, leaves_at__isnull=True)
        if not fresh.update(leaves_at=leaves_at):
            return
        AuditEvent.objects.create(
            holder=holder, kind=AuditEvent.Kind.LEAVING, detail={"device": device}
        )
        notices.tell(
            holder=holder,
            kind=Notice.Kind.LEAVING,
            context={
                "device": device,
                "at": leaves_at.isoformat(),
                "path": reverse("settings"),
            },
        )


def stay(*, holder: Holder, device: str) -> None:
    """Stop it. Nothing has happened yet, so nothing has to be undone."""
    with transaction.atomic():
        if Holder.objects.filter(pk=holder.pk, leaves_at__isnull=False).update(leaves_at=None):
            AuditEvent.objects.create(
                holder=holder, kind=AuditEvent.Kind.STAYING, detail={"device": device}
            )


def run() -> None:
    """Delete those whose week is over. A few in a run; the next run goes on."""
    for holder in Holder.objects.filter(leaves_at__lte=timezone.now()).select_related("user")[:100]:
        _delete(holder)


def _delete(holder: Holder) -> None:
    with transaction.atomic():
        # Whoever pressed "Keep everything" at the last moment was faster.
        due = Holder.objects.select_for_update().filter(pk=holder.pk, leaves_at__lte=timezone.now())
        if not due.exists():
            return
        audit.erase(holder=holder)
        for account in holder.cloud_accounts.all():
            grants.forget(account)
        holder.delete()
        # Somebody who works here keeps that account; it is not what they asked to delete.
        if not staff.is_staff(holder.user):
            holder.user.delete()
    logger.info("a person's data was deleted, as they had asked a week ago")
