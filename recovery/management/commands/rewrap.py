"""Moves the keys of all backup shares to the newest key of the key service."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from recovery.errors import KeyhavenError
from recovery.flows import backup_shares


class Command(BaseCommand):
    help = "Encrypt the keys of backup shares again, under the newest key of the key service."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            moved, closed = backup_shares.rewrap()
        except KeyhavenError as error:
            raise CommandError(f"The key service cannot seal anything: {error.code}.") from error
        self.stdout.write(f"Moved the keys of {moved} backup shares.")
        if closed:
            numbers = ", ".join(map(str, closed[:20]))
            raise CommandError(
                f"{len(closed)} backup shares do not open, so their keys stay as they are: "
                f"{numbers}. Put the key that sealed them back into the settings."
            )
