"""What a person reads about one way in: whether it was tested, and where that is done."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from recovery.flows.backup_files import Method
from recovery.flows.ways_in import WayIn
from recovery.models import Wallet

# The name under which the page for tests knows each.
TESTED_AS = {
    Method.PASSKEY: "passkey",
    Method.PIN: "pin",
    Method.PASSWORD: "password",
    Method.CLOUD_KEY: "cloud_key",
    Method.KIT: "kit",
}


def test_url(wallet: Wallet, way: WayIn) -> str:
    """Empty where it cannot be tested."""
    return reverse("wallet_practice", args=[wallet.pk, way.slot.id]) if way.is_usable else ""


def untested_url(wallet: Wallet, ways: Sequence[WayIn]) -> str:
    """Where the first of these that was never tested is tested; empty where there is none."""
    untested = [way for way in ways if way.is_usable and way.proof is None]
    return test_url(wallet, untested[0]) if untested else ""


def oldest_test_url(wallet: Wallet, ways: Sequence[WayIn]) -> str:
    """Where the one of these is tested whose test is longest ago; empty where there is none."""
    untested = untested_url(wallet, ways)
    tested = [(way.proof.proved_at, test_url(wallet, way)) for way in ways if way.proof]
    return untested or (min(tested)[1] if tested else "")
