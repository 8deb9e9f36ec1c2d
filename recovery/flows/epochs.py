"""How many wallets still need which of the vault's keys? Asked before an old one is retired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
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


@dataclass(frozen=True)
class Left:
    """What losing some of the vault's keys leaves, in wallets.

    open: those with a way in that needs none of them. A passkey's second key (PRF) is no such way:
    it works together with the vault's key only. on_devices: the others, which open only where a
    device holds its share. unreadable: of which the server cannot tell.
    """

    open: int
    on_devices: int
    unreadable: int


def count() -> Usage:
    """Reads the manifest of every wallet's current backup, and of one that is being written."""
    found: Counter[int] = Counter()
    unreadable = 0
    for epochs in _epochs_of_wallets():
        if epochs is None:
            unreadable += 1
        else:
            found.update(epochs - {0})
    return Usage(wallets=dict(found), unreadable=unreadable)


def without(lost: set[int]) -> Left:
    """What would be left if these epochs' keys were gone, as the current backups stand."""
    found: Counter[str] = Counter()
    for epochs in _epochs_of_wallets():
        if epochs is None:
            found["unreadable"] += 1
        else:
            found["open" if epochs - lost else "on_devices"] += 1
    return Left(found["open"], found["on_devices"], found["unreadable"])


def _epochs_of_wallets() -> Iterator[set[int] | None]:
    """Of each wallet's slots, 0 among them where one needs no epoch; None if it cannot be read."""
    newest = Prefetch(
        "generations",
        Generation.objects.filter(number__gte=F("wallet__generation")),
        to_attr="newest_generations",
    )
    for wallet in Wallet.objects.filter(generation__gt=0).prefetch_related(newest).iterator(500):
        files = [backup_files.intact(generation) for generation in wallet.newest_generations]
        if not files or None in files:
            yield None
        else:
            yield {slot.epoch for each in files if each for slot in each.slots}
