"""What a person reads about one way in: whether it was tested, and where that is done."""

from __future__ import annotations

from django.urls import reverse

from recovery.flows import practice
from recovery.flows.backup_files import Method
from recovery.flows.ways_in import WayIn
from recovery.models import Wallet

# The name under which the page for tests knows each.
TESTED_AS = {
    Method.PASSKEY: "passkey",
    Method.PIN: "pin",
    Method.PASSWORD: "password",
    Method.KIT: "kit",
}


def test_url(wallet: Wallet, way: WayIn) -> str:
    """Empty where it cannot be tested."""
    if not practice.may_be_tested(way):
        return ""
    return reverse("wallet_practice", args=[wallet.pk, way.slot.id])
