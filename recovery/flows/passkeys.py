"""How does a person keep the list of their passkeys in order?

A passkey is a way to sign in, and it may be a way into wallets. Being a way into a wallet is sealed
into that wallet's backup, which only the person's browser can change. So a passkey leaves this list
only once no current backup names it: otherwise it could still open what it can no longer ask for.
"""

from __future__ import annotations

import uuid

from django.db import transaction

from recovery.errors import LastPasskey, NotFound, PasskeyInUse
from recovery.flows import approvals, enrol, ways_in
from recovery.flows.approvals import Action, Lately, Operation, passkey_subject
from recovery.models import AuditEvent, Holder, Passkey


def find(*, holder: Holder, passkey_id: uuid.UUID) -> Passkey:
    """Raises NotFound."""
    passkey = holder.passkeys.filter(pk=passkey_id).first()
    if passkey is None:
        raise NotFound
    return passkey


def rename(*, holder: Holder, passkey_id: uuid.UUID, nickname: str) -> Passkey:
    """Raises NotFound."""
    passkey = find(holder=holder, passkey_id=passkey_id)
    passkey.nickname = enrol.tidy(nickname)
    passkey.save(update_fields=["nickname"])
    return passkey


def remove(*, holder: Holder, passkey_id: uuid.UUID, lately: Lately) -> Passkey:
    """Forget a passkey, which another one has approved.

    Raises NotFound, LastPasskey, PasskeyInUse, ApprovalNeeded.
    """
    with transaction.atomic():
        # Whoever removes another one at the same moment waits here, and finds one less.
        Holder.objects.select_for_update().get(pk=holder.pk)
        passkey = find(holder=holder, passkey_id=passkey_id)
        if holder.passkeys.count() == 1:
            raise LastPasskey
        if ways_in.wallets_of(passkey):
            raise PasskeyInUse
        subject = passkey_subject(bytes(passkey.credential_id))
        approvals.require(operation=Operation(Action.PASSKEY, subject=subject), lately=lately)
        AuditEvent.objects.create(
            holder=holder,
            kind=AuditEvent.Kind.PASSKEY_REMOVED,
            detail={"passkey": passkey.nickname},
        )
        passkey.delete()
    return passkey
