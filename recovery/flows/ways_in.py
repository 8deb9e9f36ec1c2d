"""Which ways lead into a wallet? What its current backup says, for people to see.

The list is signed by the wallet itself. Changing it is the browser's work: a new backup, cut anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from recovery.flows import backup_files
from recovery.flows.backup_files import Method, Slot
from recovery.models import Holder, Passkey, PinTries, Wallet, WayProof


@dataclass(frozen=True)
class WayIn:
    """One way into a wallet. `passkey` is None for another method, and for a passkey that the
    account's list does not know. `proof` is None until it was tested, see flows/practice.py.
    `is_locked`: a PIN for which the vault, when it spoke last, had no try left."""

    slot: Slot
    passkey: Passkey | None
    proof: WayProof | None = None
    is_locked: bool = False

    @property
    def name(self) -> str:
        """For the person: in the present language, where the name is one that our pages gave."""
        return self.passkey.nickname if self.passkey else _translated(self.slot.name)

    @property
    def recorded_name(self) -> str:
        """For records, which have no language: as it stands in the backup."""
        return self.passkey.nickname if self.passkey else self.slot.name

    @property
    def is_usable(self) -> bool:
        """Whether the person can open the wallet with it, as far as the server can tell."""
        if self.slot.method == Method.PASSKEY:
            return self.passkey is not None
        return not self.is_locked


# What our pages call a way in (static/js/lib); behind it stands which one it is.
_OUR_NAMES = {
    "Password": _("Password"),
    "PIN": _("PIN"),
    "Emergency kit ": _("Emergency kit %(which)s"),
    "Key in ": _("Key in %(which)s"),
}


def _translated(name: str) -> str:
    for english, sentence in _OUR_NAMES.items():
        if name == english or (english.endswith(" ") and name.startswith(english)):
            return gettext(sentence) % {"which": name.removeprefix(english)}
    return name


def of(wallet: Wallet) -> list[WayIn] | None:
    """The ways into a wallet, or None where the server's copy of its backup is damaged or gone."""
    slots = _slots(wallet)
    if slots is None:
        return None
    known = {bytes(passkey.credential_id): passkey for passkey in wallet.holder.passkeys.all()}
    proofs = {(proof.slot_id, bytes(proof.public_key)): proof for proof in wallet.way_proofs.all()}
    return [
        WayIn(
            slot=slot,
            passkey=known.get(slot.credential_id),
            proof=proofs.get((slot.id, slot.public_key)),
            is_locked=slot.method == Method.PIN and _is_locked(wallet, slot),
        )
        for slot in slots
    ]


def slot_of(wallet: Wallet, slot_id: str) -> Slot | None:
    """The slot of this id in the wallet's current backup."""
    return next((slot for slot in _slots(wallet) or () if slot.id == slot_id), None)


def wallets_of(passkey: Passkey) -> list[Wallet]:
    """The wallets that a passkey opens, and those of which that cannot be told."""
    wallets = passkey.holder.wallets.filter(generation__gt=0).order_by("created_at")
    return [wallet for wallet in wallets if _may_open(wallet, passkey)]


def without(*, holder: Holder, ways: list[WayIn]) -> list[Passkey]:
    """The person's passkeys that do not open the wallet yet."""
    inside = {way.slot.credential_id for way in ways}
    return [
        passkey
        for passkey in holder.passkeys.order_by("created_at")
        if bytes(passkey.credential_id) not in inside
    ]


def _is_locked(wallet: Wallet, pin: Slot) -> bool:
    """A PIN that is set anew begins with all its tries, see flows/pin_alarms.py."""
    return PinTries.objects.filter(wallet=wallet, record=pin.record, left=0).exists()


def _may_open(wallet: Wallet, passkey: Passkey) -> bool:
    slots = _slots(wallet)
    credential_id = bytes(passkey.credential_id)
    return slots is None or any(slot.credential_id == credential_id for slot in slots)


def _slots(wallet: Wallet) -> tuple[Slot, ...] | None:
    generation = wallet.generations.filter(number=wallet.generation).first()
    files = backup_files.intact(generation) if generation else None
    return files.slots if files else None
