"""How many wallets still need which of the vault's keys, before one is retired."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from recovery.errors import EnclaveUnreachable
from recovery.flows import epochs, unlock


class Command(BaseCommand):
    help = "Count the wallets that need each master key of the vault."

    def handle(self, *args: Any, **options: Any) -> None:
        usage = epochs.count()
        newest = _newest()
        for epoch in sorted({*usage.wallets, *([newest] if newest else [])}):
            mark = " (newest)" if epoch == newest else ""
            self.stdout.write(f"epoch {epoch}{mark}: {usage.needing(epoch)} wallets need it")
        if usage.unreadable:
            self.stdout.write(
                f"Counted with each: {usage.unreadable} wallets whose backup the server cannot "
                "read. Bring them back from their clouds first."
            )
        if newest is None:
            self.stdout.write("The vault does not answer, so the newest epoch is not known.")


def _newest() -> int | None:
    try:
        return unlock.enclave().health().epoch
    except EnclaveUnreachable:
        return None
