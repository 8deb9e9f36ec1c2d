"""The keyring's file: how it is written, opened, replaced, and never lost in between.

    "KRP1-KEYRING\\0" ‖ u8 kind ‖ note ‖ nonce[12] ‖ AES-256-GCM ciphertext of the keyring

under a key that the sealing finds by its note, with everything before the nonce as associated data.
The note is LP(note), except for kind 1: that is older than the others, and its note has 16 bytes.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from recovery.enclave.durable import sync_folder, write_durably
from recovery.enclave.keyring import sealed_copy
from recovery.enclave.platform import Keyring, StartRefused

KEYRING_FILE = "keyring.sealed"
CUSTODY_FILE = "keyring.custody"

_MAGIC = b"KRP1-KEYRING\0"
_KIND_AT = len(_MAGIC)
_NOTE_AT = _KIND_AT + 1
_FIRST_KIND, _FIRST_KIND_NOTE_BYTES = 1, 16
_NONCE_BYTES = 12
_NAMES = {1: "passphrase", 2: "credential", 3: "tpm2", 4: "pkcs11", 5: "aws-kms"}


class Sealing(Protocol):
    """A way to keep the key that the keyring is encrypted with.

    kind: the byte that names it in the file, one of those in this file's table.
    Both methods raise StartRefused with a sentence for the operator.
    """

    @property
    def kind(self) -> int: ...

    def new_key(self) -> tuple[bytes, bytes]:
        """A key never used before, 32 bytes, and the note with which `key` finds it again."""

    def key(self, note: bytes) -> bytes:
        """32 bytes. The note comes from a disk and is not to be trusted."""


class KeyringFile:
    """state_dir: holds the sealed keyring, and nobody else may write there."""

    def __init__(self, *, state_dir: Path, sealing: Sealing) -> None:
        self.path = state_dir / KEYRING_FILE
        self._sealing = sealing

    def load(self) -> Keyring:
        """Raises StartRefused when there is none, or it does not open."""
        try:
            sealed = self.path.read_bytes()
        except FileNotFoundError as error:
            raise StartRefused(
                f"There is no keyring at {self.path}. Make one with the command `init`, "
                "or bring back the one from your backup."
            ) from error
        except OSError as error:
            raise StartRefused(
                f"The keyring {self.path} cannot be read: {error.strerror}."
            ) from error
        return _open(sealed=sealed, sealing=self._sealing)

    def create(self, keyring: Keyring) -> None:
        """Durable when it returns. Raises StartRefused rather than replace another keyring."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StartRefused(
                f"The folder {self.path.parent} cannot be made: {error.strerror}."
            ) from error
        with _one_at_a_time(self.path.parent):
            if self.path.exists():
                raise StartRefused(
                    f"There is a keyring at {self.path} already. It was not touched: without it, "
                    "every backup made with it is lost."
                )
            self._write(keyring=keyring, sealing=self._sealing)

    @contextmanager
    def changing(self) -> Iterator[Keyring]:
        """The keyring, while no other command can change it; `replace` belongs inside."""
        with _one_at_a_time(self.path.parent):
            yield self.load()

    def replace(self, *, keyring: Keyring, sealing: Sealing | None = None) -> None:
        """Put another keyring in the file's place, sealed as before or by `sealing`.

        The new file is opened and compared before the old one goes; until then nothing changes.
        """
        self._write(keyring=keyring, sealing=sealing or self._sealing)
        self._sealing = sealing or self._sealing

    def _write(self, *, keyring: Keyring, sealing: Sealing) -> None:
        try:
            self._write_and_prove(keyring=keyring, sealing=sealing)
        except OSError as error:
            raise StartRefused(
                f"The keyring cannot be written into {self.path.parent}: {error.strerror}. "
                "What was there before is still there."
            ) from error

    def _write_and_prove(self, *, keyring: Keyring, sealing: Sealing) -> None:
        draft = self.path.with_name(f"{KEYRING_FILE}.new")
        write_durably(path=draft, content=_seal(keyring=keyring, sealing=sealing))
        if _open(sealed=draft.read_bytes(), sealing=sealing) != keyring:
            raise StartRefused(
                "The keyring was sealed, but what opens again is something else. "
                "Nothing was changed."
            )
        if keyring.custody_key:
            # First: no epoch comes into use that the custodians could not bring back.
            copy = self.path.with_name(CUSTODY_FILE)
            write_durably(path=copy.with_suffix(".new"), content=sealed_copy.seal(keyring))
            copy.with_suffix(".new").rename(copy)
            sync_folder(self.path.parent)
        draft.rename(self.path)
        sync_folder(self.path.parent)


def _seal(*, keyring: Keyring, sealing: Sealing) -> bytes:
    key, note = sealing.new_key()
    nonce = os.urandom(_NONCE_BYTES)
    sized = note if sealing.kind == _FIRST_KIND else len(note).to_bytes(2, "big") + note
    head = _MAGIC + bytes((sealing.kind,)) + sized
    return head + nonce + AESGCM(key).encrypt(nonce, keyring.to_bytes(), head)


def _open(*, sealed: bytes, sealing: Sealing) -> Keyring:
    if not sealed.startswith(_MAGIC) or len(sealed) < _NOTE_AT + 2:
        raise StartRefused("The keyring file is not one that this release can read.")
    _require_kind(found=sealed[_KIND_AT], expected=sealing.kind)
    if sealing.kind == _FIRST_KIND:
        note_at, note_bytes = _NOTE_AT, _FIRST_KIND_NOTE_BYTES
    else:
        note_at = _NOTE_AT + 2
        note_bytes = int.from_bytes(sealed[_NOTE_AT:note_at], "big")
    nonce_at = note_at + note_bytes
    head, note, rest = sealed[:nonce_at], sealed[note_at:nonce_at], sealed[nonce_at:]
    if len(rest) <= _NONCE_BYTES:
        raise StartRefused("The keyring file is cut short.")
    try:
        plain = AESGCM(sealing.key(note)).decrypt(rest[:_NONCE_BYTES], rest[_NONCE_BYTES:], head)
    except InvalidTag as error:
        # Of the kinds, only those whose key may be a wrong one without their noticing come here.
        raise StartRefused(
            f"The {_NAMES[sealing.kind]} does not open the keyring, or the keyring file is damaged."
        ) from error
    return Keyring.from_bytes(plain)


def _require_kind(*, found: int, expected: int) -> None:
    if found not in _NAMES:
        raise StartRefused("The keyring file is not one that this release can read.")
    if found != expected:
        raise StartRefused(
            f"The keyring is sealed by {_NAMES[found]}, and the configuration says "
            f"{_NAMES[expected]}. Set it back, or change the sealing with the command `reseal`."
        )


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise StartRefused(f"There is no keyring in {folder}: {error.strerror}.") from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StartRefused("Another command is changing the keyring. Wait for it.") from error
        yield
    finally:
        os.close(descriptor)
