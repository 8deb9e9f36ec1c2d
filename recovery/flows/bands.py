"""What is a wallet meant to hold, who says so, and what follows when that changes?

Its owner says it on the wallet's page, or its app does through its server. It is a word and never a
balance, and nobody looks. What is said about sums follows it on the pages; money in a wallet whose
copy was put off is told of by reminders.py.
"""

from __future__ import annotations

from django.db import transaction

from recovery.flows import reminders
from recovery.models import Wallet


def change(wallet: Wallet, band: Wallet.Band) -> None:
    with transaction.atomic():
        same = Wallet.objects.filter(pk=wallet.pk)
        # Of two who say it at once, one finds the wallet empty.
        was_empty = same.filter(band=Wallet.Band.NONE).update(band=band)
        if was_empty and band != Wallet.Band.NONE:
            reminders.money_arrived(wallet)
        same.update(band=band)
    wallet.band = band
