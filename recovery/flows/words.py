"""How does a person write a wallet down by hand? In the browser, after a touch for exactly that.

The words never come here. What we see is the touch, and we note it before the page shows anything,
so that it is found in what happened. That every word was given back in order is what the owner's
page says; nobody else could know.
"""

from __future__ import annotations

from enum import StrEnum

from django.db import transaction
from django.utils import timezone

from recovery.errors import NotFound
from recovery.flows import approvals
from recovery.flows.approvals import Action, Lately, Operation
from recovery.models import AuditEvent, Holder, Wallet


class Step(StrEnum):
    SHOWN = "shown"
    WRITTEN = "written"


_EVENTS = {
    Step.SHOWN: AuditEvent.Kind.WORDS_SHOWN,
    Step.WRITTEN: AuditEvent.Kind.WORDS_WRITTEN,
}


def note(*, holder: Holder, wid: bytes, step: Step, lately: Lately, device: str) -> Wallet:
    """Note a step that a touch has just approved. device: its name for people.

    Raises ApprovalNeeded, NotFound.
    """
    approvals.require(operation=Operation(Action.WORDS, wid), lately=lately)
    with transaction.atomic():
        wallet = holder.wallets.select_for_update().filter(wid=wid, generation__gt=0).first()
        if wallet is None:
            raise NotFound
        if step == Step.WRITTEN:
            wallet.written_down_at = timezone.now()
            wallet.save(update_fields=["written_down_at"])
        AuditEvent.objects.create(
            holder=holder, kind=_EVENTS[step], detail={"wallet": wallet.name, "device": device}
        )
    return wallet
