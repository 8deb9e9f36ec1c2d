"""Which way into a wallet is the weakest, why, and what would make it stronger?

Any one way in suffices, so a backup is as safe as its weakest one. The order is ours: what can be
guessed comes before what can be found, and that before what only a touch of the right passkey
gives. See docs/threat-model.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from django.urls import reverse
from django.utils.translation import gettext as _

from recovery.flows.backup_files import Method
from recovery.flows.ways_in import WayIn
from recovery.models import Wallet


class Strength(IntEnum):
    """The weaker comes first."""

    PIN = 1
    PASSWORD = 2
    CLOUD_KEY = 3
    KIT = 4
    SYNCED_PASSKEY = 5
    PASSKEY = 6
    # With a secret of its own (PRF), which not even we and the vault together could replace.
    SYNCED_PASSKEY_WITH_SECRET = 7
    PASSKEY_WITH_SECRET = 8


@dataclass(frozen=True)
class Weakest:
    """why, step: whole sentences. action, href: empty where nothing on our pages helps."""

    name: str
    why: str
    step: str
    action: str = ""
    href: str = ""


def weakest(wallet: Wallet, ways: Sequence[WayIn]) -> Weakest | None:
    """Of the ways in that can be used; None where there is none."""
    usable = [way for way in ways if way.is_usable]
    if not usable:
        return None
    way = min(usable, key=strength)
    if {Strength.PIN, Strength.PASSWORD} <= set(map(strength, usable)):
        return _pin_beside_a_password(way)
    return _SAID[strength(way)](wallet, way)


def strength(way: WayIn) -> Strength:
    if way.slot.method != Method.PASSKEY:
        return Strength[way.slot.method.name]
    is_synced = way.passkey is not None and way.passkey.backup_state
    if way.slot.needs_prf:
        return Strength.SYNCED_PASSKEY_WITH_SECRET if is_synced else Strength.PASSKEY_WITH_SECRET
    return Strength.SYNCED_PASSKEY if is_synced else Strength.PASSKEY


def _pin(wallet: Wallet, way: WayIn) -> Weakest:
    return Weakest(
        way.name,
        _why_a_pin(),
        _("A password of six words stands against both. Add one, then remove the PIN."),
        _("Add a password"),
        reverse("wallet_password", args=[wallet.pk]),
    )


def _pin_beside_a_password(way: WayIn) -> Weakest:
    return Weakest(
        way.name,
        _why_a_pin(),
        _("A password of six words stands against both. If yours is one, remove the PIN."),
    )


def _why_a_pin() -> str:
    return _(
        "It is short. Whoever reads your e-mail has ten guesses at it, and whoever has our server "
        "and its vault has as many as they like."
    )


def _password(wallet: Wallet, way: WayIn) -> Weakest:
    return Weakest(
        way.name,
        _("Whoever reads your e-mail, or has a copy of the backup, can guess at it elsewhere."),
        _("Six words drawn by lot are too many to guess. If yours are of your own, change it."),
        _("Change the password"),
        reverse("wallet_password", args=[wallet.pk]),
    )


def _cloud_key(wallet: Wallet, way: WayIn) -> Weakest:
    return Weakest(
        way.name,
        _("Whoever gets into that cloud and reads your e-mail can open the wallet."),
        _("Give the cloud a strong second step at its sign-in, and your mailbox another one."),
    )


def _kit(wallet: Wallet, way: WayIn) -> Weakest:
    return Weakest(
        way.name,
        _("Whoever finds the sheet needs only its file, or your e-mail, to open the wallet."),
        _("Lock the sheet away, and keep its file somewhere else."),
        _("Check your kit"),
        reverse("wallet_kit_check", args=[wallet.pk]),
    )


def _passkey(wallet: Wallet, way: WayIn) -> Weakest:
    return Weakest(
        way.name,
        _("Its lock holds no secret of its own, so it is as safe as our server and its vault are."),
        _(
            "Make a passkey in a newer browser or on a hardware key that has one, let it in, and "
            "remove this one."
        ),
    )


def _synced_with_secret(wallet: Wallet, way: WayIn) -> Weakest:
    return Weakest(
        way.name,
        _("It is strong. But whoever gets into the account that syncs it can use it too."),
        _("Give that account a strong second step at its sign-in."),
    )


def _with_secret(wallet: Wallet, way: WayIn) -> Weakest:
    return Weakest(
        way.name,
        _("It is strong: it takes the device itself, and whatever unlocks it."),
        _("Choose a screen lock, or a PIN of the key, that nobody guesses."),
    )


_SAID = {
    Strength.PIN: _pin,
    Strength.PASSWORD: _password,
    Strength.CLOUD_KEY: _cloud_key,
    Strength.KIT: _kit,
    Strength.SYNCED_PASSKEY: _passkey,
    Strength.PASSKEY: _passkey,
    Strength.SYNCED_PASSKEY_WITH_SECRET: _synced_with_secret,
    Strength.PASSKEY_WITH_SECRET: _with_secret,
}
