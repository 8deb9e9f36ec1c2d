"""Sealed under a passphrase in a file of its own: for a machine without any special hardware.

Whoever has both files has the keyring, so they belong on different media.
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from recovery.enclave.platform import StartRefused

_SHORTEST_PASSPHRASE = 16
_SALT_BYTES = 16


class PassphraseSealing:
    """The note is a salt."""

    kind = 1

    def __init__(self, *, file: str) -> None:
        self._file = Path(file)

    def new_key(self) -> tuple[bytes, bytes]:
        salt = os.urandom(_SALT_BYTES)
        return self.key(salt), salt

    def key(self, note: bytes) -> bytes:
        # 64 MiB and three passes take a fifth of a second, once per start. The kind in the file
        # stands for these numbers: other numbers need another kind.
        kdf = Argon2id(salt=note, length=32, iterations=3, lanes=1, memory_cost=65_536)
        return kdf.derive(self._passphrase())

    def _passphrase(self) -> bytes:
        try:
            passphrase = self._file.read_bytes().rstrip(b"\r\n")
        except OSError as error:
            raise StartRefused(f"The passphrase file {self._file} cannot be read.") from error
        if len(passphrase) < _SHORTEST_PASSPHRASE:
            raise StartRefused(
                f"The passphrase in {self._file} is too short: "
                f"it needs {_SHORTEST_PASSPHRASE} bytes or more."
            )
        return passphrase
