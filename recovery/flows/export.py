"""How does a person take a backup along? Everything that we hold of its current generation.

With it and a way in that needs no vault, the wallet opens without us (recovery/offline).
"""

from __future__ import annotations

from dataclasses import dataclass

from recovery.errors import NotFound
from recovery.flows import backup, ways_in
from recovery.flows.backup_files import Method
from recovery.models import AuditEvent, Holder, Wallet

# What opens a backup without an answer of the vault.
WITHOUT_US = frozenset({Method.PASSWORD, Method.CLOUD_KEY, Method.KIT})


@dataclass(frozen=True)
class Export:
    name: str
    parts: backup.Parts


def take(*, holder: Holder, wid: bytes, device: str) -> Export:
    """Release the parts of the current generation to their owner, and note it for the owner to see.

    Whether the owner has just proved more than a sign-in is for the caller to require. device: the
    device's name for people. Raises NotFound, AuthShareGone.
    """
    wallet = Wallet.objects.filter(holder=holder, wid=wid, generation__gt=0).first()
    if wallet is None:
        raise NotFound
    parts = backup.read(holder=holder, wid=wid, number=wallet.generation)
    AuditEvent.objects.create(
        holder=holder,
        kind=AuditEvent.Kind.EXPORTED,
        detail={"wallet": wallet.name, "gen": wallet.generation, "device": device},
    )
    return Export(name=wallet.name, parts=parts)


def opens_without_us(wallet: Wallet) -> bool | None:
    """Whether one of the wallet's ways in needs no vault; None where that cannot be told."""
    ways = ways_in.of(wallet)
    return None if ways is None else any(way.slot.method in WITHOUT_US for way in ways)
