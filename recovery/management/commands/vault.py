"""How the running vault is: what it says of itself, for an operator or a script that watches it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recovery.errors import EnclaveUnreachable
from recovery.flows import unlock


class Command(BaseCommand):
    help = "Print what the vault says of itself, one value a line."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            health = unlock.enclave().health()
        except EnclaveUnreachable as error:
            raise CommandError("The vault does not answer.") from error
        for name in _SHOWN:
            self.stdout.write(f"{name} {getattr(health, name)}")


# Sums over everybody, and nothing about anybody. The boot_id is left out: it is for browsers.
_SHOWN = (
    *("release", "epoch", "uptime_seconds", "live_nonces"),
    *("answered", "refused", "anchor", "pins_open"),
)
