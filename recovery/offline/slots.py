"""A slot's keys, out of what a person has: a password, an emergency kit, or a key from a cloud.

A passkey's slot and a PIN's need an answer of the vault, which cannot be had without the service.
"""

from __future__ import annotations

import hmac
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from recovery.offline.errors import NeedsService, NotTogether, WrongSecret
from recovery.offline.manifest import Manifest, Slot
from recovery.offline.methods import AT_THE_SERVICE, NAMES, Method
from recovery.offline.reading import hkdf, lp, octets, sha256

SUITE = 1


class SlotSecret(Protocol):
    """Something that a person has."""

    @property
    def method(self) -> Method: ...

    def first(self, *, wid: bytes, slot: Slot) -> bytes:
        """The first secret of a slot of its method, 32 bytes; none of these has a second one."""


@dataclass(frozen=True)
class Password:
    """What Argon2id makes of a password (RFC 9106), with the settings that the slot holds."""

    text: str
    method: Method = Method.PASSWORD

    def first(self, *, wid: bytes, slot: Slot) -> bytes:
        kdf = slot.params["kdf"]
        # A keyboard adds blanks at the ends; pages take them away before they set a password.
        typed = unicodedata.normalize("NFKC", self.text.strip())
        return Argon2id(
            salt=sha256(b"KRP1-PWSALT\0", wid, octets(slot.params["salt"]))[:16],
            length=32,
            iterations=kdf["t"],
            lanes=kdf["p"],
            memory_cost=kdf["m"],
        ).derive(typed.encode())


@dataclass(frozen=True)
class Key:
    """32 random bytes: an emergency kit, or a key that lies in a cloud."""

    key: bytes
    method: Method

    def first(self, *, wid: bytes, slot: Slot) -> bytes:
        return self.key


@dataclass(frozen=True)
class SlotKeys:
    private_key: X25519PrivateKey
    public_key: bytes
    bind_key: bytes


def slot_keys(*, wid: bytes, slot: Slot, first: bytes) -> SlotKeys:
    context = bytes((SUITE, slot.method)) + wid + slot.id
    context += slot.epoch.to_bytes(4, "big") + bytes((slot.prf,))
    salt = sha256(b"KRP1-SLOTCTX\0", context)
    ikm = lp(first) + lp(b"")
    seed = hkdf(salt=salt, ikm=ikm, info=b"KRP1-SLOT-X25519\0")
    private_key = X25519PrivateKey.from_private_bytes(seed)
    return SlotKeys(
        private_key=private_key,
        public_key=private_key.public_key().public_bytes_raw(),
        bind_key=hkdf(salt=salt, ikm=ikm, info=b"KRP1-SLOT-BIND\0"),
    )


def unlock(*, secret: SlotSecret, manifest: Manifest) -> tuple[Slot, SlotKeys]:
    """The slot that this secret opens, bound to the wallet that the manifest claims to be of.

    Raises WrongSecret, NeedsService, NotTogether.
    """
    slots = [slot for slot in manifest.slots if slot.method == secret.method]
    if not slots:
        _refuse_method(secret.method, manifest.slots)
    for slot in slots:
        first = secret.first(wid=manifest.wid, slot=slot)
        keys = slot_keys(wid=manifest.wid, slot=slot, first=first)
        if keys.public_key == slot.pub:
            _check_bind(slot=slot, keys=keys, manifest=manifest)
            return slot, keys
    raise WrongSecret(
        step="bind",
        message=f"This is not the {NAMES[secret.method]} that opens this backup. "
        "Check it letter by letter; the backup itself may be fine.",
    )


def _refuse_method(method: Method, slots: Sequence[Slot]) -> None:
    here = ", ".join(sorted({NAMES[slot.method] for slot in slots}))
    if all(slot.method in AT_THE_SERVICE for slot in slots):
        raise NeedsService(
            step="slot",
            message=f"This backup opens with these ways only: {here}. Passkeys and PINs need an "
            "answer of the service's vault, so they cannot be used here. "
            "With two of the three shares, use `combine`.",
        )
    raise WrongSecret(
        step="slot",
        message=f"No {NAMES[method]} opens this backup. What opens it: {here}.",
    )


def _check_bind(*, slot: Slot, keys: SlotKeys, manifest: Manifest) -> None:
    tag = hmac.digest(keys.bind_key, manifest.pk_man + manifest.commit, "sha256")
    if not hmac.compare_digest(tag, slot.bind):
        message = "The list of ways in was made for another wallet. Do not use what it opens."
        raise NotTogether(step="bind", message=message)
