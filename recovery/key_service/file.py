"""A key of this server, from CUSTODY_KEYS or the file that CUSTODY_KEYS_FILE names.

wrapped = nonce[12] ‖ AES-256-GCM(key, data key, AAD = JSON of the context)
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from recovery.errors import ShareUnreadable

_NONCE_BYTES = 12


@dataclass(frozen=True)
class FileKey:
    """number: 1 to 255. key: 32 bytes."""

    number: int
    key: bytes = field(repr=False)

    @property
    def name(self) -> str:
        return f"file:{self.number}"

    def wrap(self, key: bytes, *, context: Mapping[str, str]) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + AESGCM(self.key).encrypt(nonce, key, canonical(context))

    def unwrap(self, wrapped: bytes, *, context: Mapping[str, str]) -> bytes:
        nonce, ciphertext = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
        try:
            return AESGCM(self.key).decrypt(nonce, ciphertext, canonical(context))
        except (InvalidTag, ValueError) as error:
            raise ShareUnreadable from error


def canonical(context: Mapping[str, str]) -> bytes:
    """The context in the one spelling that is bound to what is encrypted."""
    return json.dumps(dict(context), sort_keys=True, separators=(",", ":")).encode()
