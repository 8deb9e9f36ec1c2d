"""A copy of the keyring that only the custodians together can open.

    "KRP1-CUSTODY\\0" ‖ u8 1 ‖ custody key[32] ‖ HPKE seal of the keyring (enc ‖ ciphertext)

with everything before the seal as HPKE's info. It is written anew with every change of the keyring,
so that no epoch is ever without one, and it may lie anywhere: without enough custodians it is worth
nothing.
"""

from __future__ import annotations

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from recovery.enclave.platform import Keyring, StartRefused

_MAGIC = b"KRP1-CUSTODY\0\x01"
_KEY_BYTES = 32
_HPKE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def seal(keyring: Keyring) -> bytes:
    """To the keyring's own custody key."""
    head = _MAGIC + keyring.custody_key
    return head + _HPKE.encrypt(
        keyring.to_bytes(), X25519PublicKey.from_public_bytes(keyring.custody_key), head
    )


def unseal(copy: bytes, *, private_key: bytes) -> Keyring:
    """private_key: 32 bytes, from the custodians' shares. Raises StartRefused."""
    key = X25519PrivateKey.from_private_bytes(private_key)
    head, rest = copy[: len(_MAGIC) + _KEY_BYTES], copy[len(_MAGIC) + _KEY_BYTES :]
    if not head.startswith(_MAGIC) or len(head) != len(_MAGIC) + _KEY_BYTES:
        raise StartRefused("That is not a custodians' copy which this release can read.")
    if head[len(_MAGIC) :] != key.public_key().public_bytes_raw():
        raise StartRefused("That copy is sealed to the custodians of another ceremony.")
    try:
        return Keyring.from_bytes(_HPKE.decrypt(rest, key, head))
    except (InvalidTag, ValueError) as error:
        raise StartRefused("The custodians' copy is damaged. Take another one.") from error
