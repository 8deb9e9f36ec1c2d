"""How many wallets still need which of the vault's keys? Asked before an old one is retired."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import F, Prefetch

from recovery.flows import backup_files
from recovery.models import Generation, Wallet


@dataclass(frozen=True)
class Usage:
    """wallets: by epoch, how many have a slot that needs it. unreadable: wallets of which the
    server cannot tell, because its copy of the backup is damaged or gone."""

    wallets: dict[int, int]
    unreadable: int

    def needing(self, epoch: int) -> int:
        """Those that may be lost with it: what cannot be read counts as needing everything."""
        return self.wallets.get(epoch, 0) + self.unreadable


def count() -> Usage:
    """Reads the manifest of every wallet's current backup, and of one that is being written."""
    found: Counter[int] = Counter()
    unreadable = 0
    newest = Prefetch(
        "generations",
        Generation.objects.filter(number__gte=F("wallet__generation")),
        to_attr="newest_generations",
    )
    for wallet in Wallet.objects.filter(generation__gt=0).prefetch_related(newest).iterator(500):
        epochs = _epochs_of(wallet.newest_generations)
        if epochs is None:
            unreadable += 1
        else:
            found.update(epochs)
    return Usage(wallets=dict(found), unreadable=unreadable)


def _epochs_of(generations: list[Generation]) -> set[int] | None:
    files = [backup_files.intact(generation) for generation in generations]
    if not files or None in files:
        return None
    return {slot.epoch for each in files if each for slot in each.slots} - {0}
