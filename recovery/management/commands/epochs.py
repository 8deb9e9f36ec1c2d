"""How many wallets still need which of the vault's keys, before one is retired."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from recovery.errors import EnclaveUnreachable
from recovery.flows import epochs, unlock


class Command(BaseCommand):
    help = "Count the wallets that need each master key of the vault."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--without", type=int, nargs="+", metavar="EPOCH", help="what losing these would leave"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["without"]:
            self._tell_what_is_left(set(options["without"]))
            return
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

    def _tell_what_is_left(self, lost: set[int]) -> None:
        left = epochs.without(lost)
        self.stdout.write(
            f"Wallets with a way in that needs none of these epochs: {left.open}. "
            f"Wallets that open only on a device which holds its share: {left.on_devices}. "
            f"Wallets of which the server cannot tell: {left.unreadable}."
        )


def _newest() -> int | None:
    try:
        return unlock.enclave().health().epoch
    except EnclaveUnreachable:
        return None
