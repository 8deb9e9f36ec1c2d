"""Sealed by a hardware security module: an AES key that never leaves it encrypts ours.

The key in the module is made by its administrator, not by us: AES-256, sensitive, not extractable,
with a label. Encryption is CKM_AES_GCM, which every module of substance has.

Source: PKCS#11 v3.0, https://docs.oasis-open.org/pkcs11/pkcs11-curr/v3.0/
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pkcs11
from pkcs11 import exceptions

from recovery.enclave.platform import StartRefused

_KEY_BYTES, _NONCE_BYTES, _TAG_BITS = 32, 12, 128
_LABEL = b"KRP1-KEYRING-PKCS11\0"


class Pkcs11Sealing:
    """The note is a nonce and the encrypted key.

    module: path of the vendor's library. token, key: labels. pin_file: holds the user's PIN.
    """

    kind = 4

    def __init__(self, *, module: str, token: str, key: str, pin_file: str) -> None:
        self._module = module
        self._token = token
        self._key = key
        self._pin_file = Path(pin_file)

    def new_key(self) -> tuple[bytes, bytes]:
        key, nonce = os.urandom(_KEY_BYTES), os.urandom(_NONCE_BYTES)
        with self._wrapping_key() as wrapping:
            return key, nonce + wrapping.encrypt(key, **_gcm(nonce))

    def key(self, note: bytes) -> bytes:
        with self._wrapping_key() as wrapping:
            try:
                key = bytes(wrapping.decrypt(note[_NONCE_BYTES:], **_gcm(note[:_NONCE_BYTES])))
            except exceptions.PKCS11Error as error:
                raise StartRefused(
                    f"The key {self._key} in the token {self._token} does not open the keyring: "
                    "it is another key, or the keyring file is damaged."
                ) from error
        if len(key) != _KEY_BYTES:
            raise StartRefused("What the token decrypted is not a key of ours.")
        return key

    @contextmanager
    def _wrapping_key(self) -> Iterator[Any]:
        with self._session() as session:
            try:
                found = session.get_key(
                    object_class=pkcs11.ObjectClass.SECRET_KEY,
                    key_type=pkcs11.KeyType.AES,
                    label=self._key,
                )
            except (exceptions.NoSuchKey, exceptions.MultipleObjectsReturned) as error:
                raise StartRefused(
                    f"The token {self._token} must have exactly one AES key with the label "
                    f"{self._key}."
                ) from error
            if found[pkcs11.Attribute.EXTRACTABLE]:
                raise StartRefused(
                    f"The key {self._key} can be taken out of the token {self._token}, so it "
                    "protects nothing. Make one that is not extractable."
                )
            yield found

    @contextmanager
    def _session(self) -> Iterator[Any]:
        try:
            token = pkcs11.lib(self._module).get_token(token_label=self._token)
            session = token.open(user_pin=self._pin())
        except (exceptions.PinIncorrect, exceptions.PinLenRange, exceptions.PinInvalid) as error:
            raise StartRefused(
                f"The PIN in {self._pin_file} is not that of the token {self._token}. It was tried "
                "once; tokens lock after a few wrong ones, so the service must not be restarted "
                "until this is put right."
            ) from error
        except exceptions.PinLocked as error:
            raise StartRefused(f"The token {self._token} is locked.") from error
        except (exceptions.NoSuchToken, exceptions.TokenNotPresent) as error:
            raise StartRefused(f"There is no token {self._token}. Is it connected?") from error
        except exceptions.PKCS11Error as error:
            kind = type(error).__name__
            raise StartRefused(f"{self._module} cannot be used ({kind}).") from error
        with session:
            yield session

    def _pin(self) -> str:
        try:
            return self._pin_file.read_text().strip()
        except (OSError, ValueError) as error:
            raise StartRefused(f"The PIN file {self._pin_file} cannot be read.") from error


def _gcm(nonce: bytes) -> dict[str, Any]:
    return {
        "mechanism": pkcs11.Mechanism.AES_GCM,
        "mechanism_param": pkcs11.GCMParams(nonce, _LABEL, _TAG_BITS),
    }
