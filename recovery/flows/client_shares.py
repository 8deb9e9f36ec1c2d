"""What does a wallet's app say of the client's share, which it stores itself?

`storedClientBackupShare(true|false, method)`: for each method that it offers, its newest word is
kept. Where no client's share of the wallet lies with us, that word is all that there is: with a yes
the pair counts that was begun last, with a no the one before it stays. The custodian's share may
lie with us or with the relying party. Of a share that lies with us a word proves nothing; the
browser that wrote it reads it back, see flows/backup_shares.py.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from recovery.errors import TooManyMethods
from recovery.flows import backup_shares
from recovery.models import AuditEvent, ClientShare, SharePair, Wallet

METHOD_PATTERN = r"^[A-Z0-9_-]{1,40}$"
MOST_METHODS = 20


def report(*, wallet: Wallet, method: str, is_stored: bool, by: str) -> None:
    """Keep the app's word, and let the pair count that it is about.

    method: as METHOD_PATTERN says. by: a server key's prefix, or the person's device. Raises
    TooManyMethods, and what `backup_shares.confirm` raises; then nothing was kept.
    """
    if ClientShare.objects.filter(wallet=wallet).exclude(method=method).count() >= MOST_METHODS:
        raise TooManyMethods
    begun = SharePair.objects.filter(wallet=wallet, state=SharePair.State.OPEN).first()
    if begun is not None and backup_shares.is_with_app(begun):
        backup_shares.confirm(
            wallet=wallet, version=begun.version, is_stored=is_stored, by=by, with_app=True
        )
    with transaction.atomic():
        ClientShare.objects.update_or_create(
            wallet=wallet,
            method=method,
            defaults={"is_stored": is_stored, "told_at": timezone.now()},
        )
        AuditEvent.objects.create(
            holder=wallet.holder,
            kind=AuditEvent.Kind.CLIENT_SHARE_TOLD,
            detail={
                "wallet": wallet.name,
                "wallet_id": str(wallet.pk),
                "method": method,
                "stored": is_stored,
                "by": by,
            },
        )


def stored_with(wallet: Wallet) -> list[str]:
    """The methods by which the app says that it stored the client's share."""
    told = ClientShare.objects.filter(wallet=wallet, is_stored=True)
    return list(told.order_by("method").values_list("method", flat=True))
