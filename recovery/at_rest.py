"""Encrypts what the server must keep but nobody should read from a dump of the database.

That is the auth share of each generation and the app passwords of clouds. The key comes from
settings.SHARE_KEYS: a mapping of key id (1 to 255) to 32 bytes, newest first. The newest key
seals; every listed key opens; `manage.py reseal` moves everything to the newest.

    sealed = u8 key id ‖ nonce[12] ‖ AES-256-GCM(key, plaintext, AAD = context)
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE_BYTES = 12


class CannotOpen(Exception):
    """The key is not in the settings, or the bytes or their context were changed."""


def seal(plaintext: bytes, *, context: bytes) -> bytes:
    """Encrypt under the newest key. context names the row, so that rows cannot be swapped."""
    key_id, key = next(iter(settings.SHARE_KEYS.items()))
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return bytes([key_id]) + nonce + AESGCM(key).encrypt(nonce, plaintext, context)


def unseal(sealed: bytes, *, context: bytes) -> bytes:
    """Decrypt what `seal` made with the same context. Raises CannotOpen."""
    key = settings.SHARE_KEYS.get(sealed[0]) if sealed else None
    if key is None:
        raise CannotOpen
    nonce, ciphertext = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, context)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error


def is_newest(sealed: bytes) -> bool:
    return bool(sealed) and sealed[0] == next(iter(settings.SHARE_KEYS))
