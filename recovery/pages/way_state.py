"""What a person reads about one way in: whether it was tested, and where that is done."""

from __future__ import annotations

from django.urls import reverse

from recovery.flows.backup_files import Method
from recovery.flows.ways_in import WayIn
from recovery.models import Wallet

# What the page for tests can try, and the name under which its parts know it.
TESTED_AS = {
    Method.PASSKEY: "passkey",
    Method.PIN: "pin",
    Method.PASSWORD: "password",
    Method.KIT: "kit",
}


def may_be_tested(way: WayIn) -> bool:
    return way.is_usable and way.slot.method in TESTED_AS


def test_url(wallet: Wallet, way: WayIn) -> str:
    """Empty where it cannot be tested."""
    if not may_be_tested(way):
        return ""
    return reverse("wallet_practice", args=[wallet.pk, way.slot.id])
