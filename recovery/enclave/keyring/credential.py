"""Sealed under a random key that systemd hands over as a credential.

`systemd-creds encrypt` binds that credential to this machine, and to its TPM where there is one, so
that the file on disk is worth nothing elsewhere. It never lies on a disk in the clear.

Source: https://systemd.io/CREDENTIALS/
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from recovery.enclave.platform import StartRefused

_LABEL = b"KRP1-KEYRING-CREDENTIAL\0"
_SHORTEST_KEY = 32
_SALT_BYTES = 32


class CredentialSealing:
    """The note is a salt. name: of the credential, as in LoadCredentialEncrypted=name:file."""

    kind = 2

    def __init__(self, *, name: str) -> None:
        if Path(name).name != name:
            raise StartRefused("The name of a credential in the configuration is not a path.")
        self._name = name

    def new_key(self) -> tuple[bytes, bytes]:
        salt = os.urandom(_SALT_BYTES)
        return self.key(salt), salt

    def key(self, note: bytes) -> bytes:
        return HKDF(algorithm=SHA256(), length=32, salt=note, info=_LABEL).derive(self._secret())

    def _secret(self) -> bytes:
        folder = os.environ.get("CREDENTIALS_DIRECTORY")
        if not folder:
            raise StartRefused(
                "There are no credentials: CREDENTIALS_DIRECTORY is not set. Start the enclave "
                "by its systemd unit."
            )
        try:
            secret = (Path(folder) / self._name).read_bytes()
        except OSError as error:
            raise StartRefused(
                f"The credential {self._name} cannot be read. Does the unit have a line "
                f"LoadCredentialEncrypted={self._name}:…?"
            ) from error
        # No work is spent on making guesses expensive, so it must be beyond guessing.
        if len(secret) < _SHORTEST_KEY:
            raise StartRefused(
                f"The credential {self._name} is too short: it needs {_SHORTEST_KEY} random bytes."
            )
        return secret
