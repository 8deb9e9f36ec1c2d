"""The platform without special hardware: a sealed file and a signature that proves no hardware.

File: "KRP1-KEYRING\\0" ‖ u8 1 ‖ salt[16] ‖ nonce[12] ‖ AES-256-GCM ciphertext of the keyring, under
Argon2id(passphrase, salt), with everything before the nonce as associated data.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from recovery.enclave.platform import Keyring, StartRefused

KEYRING_FILE = "keyring.sealed"

_MAGIC = b"KRP1-KEYRING\0\x01"
_SALT_BYTES, _NONCE_BYTES = 16, 12
_SHORTEST_PASSPHRASE = 16


class SoftwarePlatform:
    """state_dir: holds the sealed keyring, and nobody else may write there."""

    fmt = "software"
    anchor = 0

    def __init__(self, *, state_dir: Path, passphrase_file: Path) -> None:
        self._path = state_dir / KEYRING_FILE
        self._passphrase_file = passphrase_file
        self._instance: Ed25519PrivateKey | None = None
        self._instance_public = b""

    def now(self) -> float:
        return time.monotonic()

    def random(self, size: int) -> bytes:
        return os.urandom(size)

    def attest(self, *, bind: bytes, nonce_b: bytes) -> bytes:
        """pk_instance[32] ‖ Ed25519 signature[64]; `bind` covers nonce_b already."""
        if self._instance is None:
            raise StartRefused("There is no attestation before the keyring is open.")
        return self._instance_public + self._instance.sign(bind)

    def load(self) -> Keyring:
        try:
            sealed = self._path.read_bytes()
        except FileNotFoundError as error:
            raise StartRefused(
                f"There is no keyring at {self._path}. Make one with the command `init`, "
                "or bring back the one from your backup."
            ) from error
        keyring = Keyring.from_bytes(_open(sealed=sealed, passphrase=self._passphrase()))
        self._instance = Ed25519PrivateKey.from_private_bytes(keyring.instance_seed)
        self._instance_public = self._instance.public_key().public_bytes_raw()
        return keyring

    def save(self, keyring: Keyring) -> None:
        if self._path.exists():
            raise StartRefused(
                f"There is a keyring at {self._path} already. It was not touched: without it, "
                "every backup made with it is lost."
            )
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        sealed = _seal(plain=keyring.to_bytes(), passphrase=self._passphrase())
        _write_durably(path=self._path, content=sealed)

    def _passphrase(self) -> bytes:
        try:
            passphrase = self._passphrase_file.read_bytes().rstrip(b"\r\n")
        except OSError as error:
            raise StartRefused(
                f"The passphrase file {self._passphrase_file} cannot be read."
            ) from error
        if len(passphrase) < _SHORTEST_PASSPHRASE:
            raise StartRefused(
                f"The passphrase in {self._passphrase_file} is too short: "
                f"it needs {_SHORTEST_PASSPHRASE} bytes or more."
            )
        return passphrase


def _sealing_key(*, passphrase: bytes, salt: bytes) -> AESGCM:
    # 64 MiB and three passes take a fifth of a second, once per start. The version byte in the
    # magic stands for these numbers: other numbers need another version.
    kdf = Argon2id(salt=salt, length=32, iterations=3, lanes=1, memory_cost=65_536)
    return AESGCM(kdf.derive(passphrase))


def _seal(*, plain: bytes, passphrase: bytes) -> bytes:
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    head = _MAGIC + salt
    key = _sealing_key(passphrase=passphrase, salt=salt)
    return head + nonce + key.encrypt(nonce, plain, head)


def _open(*, sealed: bytes, passphrase: bytes) -> bytes:
    head, rest = sealed[: len(_MAGIC) + _SALT_BYTES], sealed[len(_MAGIC) + _SALT_BYTES :]
    if not head.startswith(_MAGIC) or len(rest) <= _NONCE_BYTES:
        raise StartRefused("The keyring file is not one that this release can read.")
    key = _sealing_key(passphrase=passphrase, salt=head[len(_MAGIC) :])
    try:
        return key.decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], head)
    except InvalidTag as error:
        raise StartRefused(
            "The passphrase does not open the keyring, or the keyring file is damaged."
        ) from error


def _write_durably(*, path: Path, content: bytes) -> None:
    """Either the whole file is there after a crash, or none of it. Mode 0600."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.rename(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
