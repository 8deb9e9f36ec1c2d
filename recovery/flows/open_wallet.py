"""How does a wallet open on a device that holds its own share? Device share plus auth share."""

from __future__ import annotations

from dataclasses import dataclass

from recovery.errors import NotFound
from recovery.flows import backup
from recovery.models import AuditEvent, Holder, Wallet


@dataclass(frozen=True)
class Opened:
    name: str
    parts: backup.Parts


def on_this_device(*, holder: Holder, wid: bytes) -> Opened:
    """Release the auth share of the current generation to its holder, and note it.

    Raises NotFound, AuthShareGone.
    """
    wallet = Wallet.objects.filter(holder=holder, wid=wid, generation__gt=0).first()
    if wallet is None:
        raise NotFound
    parts = backup.read(holder=holder, wid=wid, number=wallet.generation)
    AuditEvent.objects.create(
        holder=holder,
        kind=AuditEvent.Kind.AUTH_SHARE_RELEASED,
        detail={"wallet": wallet.name, "gen": wallet.generation},
    )
    return Opened(name=wallet.name, parts=parts)
