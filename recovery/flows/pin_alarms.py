"""Who is told by mail that somebody tries a PIN, or that it is locked?

The owner, once when there were a few wrong tries, and once when none is left; after a right one the
count begins anew. A right one within two minutes makes up for slips, and nobody is told of those.
The vault tells us the counts in the clear. What was tried, and what it opened, it does not tell.

While a new PIN takes the place of an old one there are two, each with a row of its own: tries at
one do not hide behind the other, and a lock of the old one does not lock the new.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from recovery.flows import notices
from recovery.models import AuditEvent, Notice, PinTries, Wallet

Told = PinTries.Told

FEW = 3
PATIENCE = timedelta(minutes=2)
NO_COUNTS = b"\xff\xff"

_MAILS = {
    Told.WRONG_TRIES: (Notice.Kind.PIN_WRONG, AuditEvent.Kind.PIN_WRONG),
    Told.LOCKED: (Notice.Kind.PIN_LOCKED, AuditEvent.Kind.PIN_LOCKED),
}


def note_try(*, wallet: Wallet, record: bytes, counts: bytes) -> None:
    """After the vault has counted one. record: the PIN's name at the vault, 16 bytes. counts: tries
    since the last right one, and tries left."""
    failed, left = counts
    PinTries.objects.update_or_create(
        wallet=wallet,
        record=record,
        defaults={"failed": failed, "left": left, "tried_at": timezone.now()},
    )


def note_right(*, wallet: Wallet, record: bytes, counts: bytes) -> None:
    """After the vault was shown that one was right, if it was. The last of all locks it too."""
    failed, left = counts
    if failed != 0:
        return
    tries = PinTries.objects.filter(wallet=wallet, record=record)
    if left == 0:
        tries.update(failed=0, left=0, tried_at=timezone.now())
    else:
        tries.update(failed=0, left=left, tried_at=None, told=Told.NOTHING)


def tell_removed(*, wallet: Wallet) -> None:
    notices.tell(holder=wallet.holder, kind=Notice.Kind.PIN_REMOVED, context=_context(wallet))


def run() -> None:
    """Tell whoever has to be told by now. Run every minute; told twice is told once."""
    before = timezone.now() - PATIENCE
    found = PinTries.objects.filter(tried_at__lt=before).select_related("wallet__holder")
    for tries in found.order_by("tried_at"):
        _look_at(tries)


def _look_at(tries: PinTries) -> None:
    worst = _worst(tries)
    with transaction.atomic():
        news = worst > tries.told
        if not _move_on(tries, tried_at=None, told=worst if news else tries.told) or not news:
            return
        mail, event = _MAILS[worst]
        wallet = tries.wallet
        detail = {"wallet": wallet.name, "count": tries.failed}
        AuditEvent.objects.create(holder=wallet.holder, kind=event, detail=detail)
        context = {**_context(wallet), "count": str(tries.failed), "left": str(tries.left)}
        notices.tell(holder=wallet.holder, kind=mail, context=context)


def _worst(tries: PinTries) -> Told:
    if tries.left == 0:
        return Told.LOCKED
    return Told.WRONG_TRIES if tries.failed >= FEW else Told.NOTHING


def _move_on(tries: PinTries, *, tried_at: datetime | None, told: int) -> bool:
    """False when another try came meanwhile, or another worker was here: then it looks."""
    same = PinTries.objects.filter(pk=tries.pk, tried_at=tries.tried_at, told=tries.told)
    return bool(same.update(tried_at=tried_at, told=told))


def _context(wallet: Wallet) -> dict[str, str]:
    return {"wallets": wallet.name, "path": reverse("wallet", args=[wallet.pk])}
