"""What a machine has to offer to an enclave: a clock, randomness, evidence. And what it keeps."""

from __future__ import annotations

import os
import struct
import time
from dataclasses import dataclass
from typing import Protocol

_EPOCH = struct.Struct(">I32s")
_INSTANCE_BYTES = 32
_CUSTODY = 0


class StartRefused(Exception):
    """The enclave must not run like this. The text is a sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """All that outlives a restart.

    instance_seed: Ed25519 private key of this installation, 32 bytes.
    master_keys: 32 bytes for each epoch, which counts from 1; the highest is the newest.
    custody_key: X25519 public key of the custodians, 32 bytes; empty before the first ceremony.
    """

    instance_seed: bytes
    master_keys: dict[int, bytes]
    custody_key: bytes = b""

    def to_bytes(self) -> bytes:
        """The seed, then u32 epoch ‖ 32 bytes each. No epoch is 0: there the custody key stands."""
        custody = {_CUSTODY: self.custody_key} if self.custody_key else {}
        entries = [_EPOCH.pack(*entry) for entry in sorted((custody | self.master_keys).items())]
        return self.instance_seed + b"".join(entries)

    @classmethod
    def from_bytes(cls, value: bytes) -> Keyring:
        """Raises StartRefused when the bytes are not exactly those of `to_bytes`."""
        entries = value[_INSTANCE_BYTES:]
        found = dict(_EPOCH.iter_unpack(entries)) if len(entries) % _EPOCH.size == 0 else {}
        custody_key = found.pop(_CUSTODY, b"")
        if not found:
            raise StartRefused("The keyring was opened, but its contents are damaged.")
        return cls(value[:_INSTANCE_BYTES], found, custody_key)


class Machine:
    """A clock and randomness, as Linux has them: what all platforms share."""

    # Whether evidence comes from a chip or a driver, which may be slow, or not answer at all.
    asks_hardware = True

    def now(self) -> float:
        return time.monotonic()

    def random(self, size: int) -> bytes:
        return os.urandom(size)


class Platform(Protocol):
    """The whole outside world of the handlers.

    fmt names the attestation format. asks_hardware: whether `attest` may take long, or for ever.
    """

    @property
    def fmt(self) -> str: ...

    @property
    def asks_hardware(self) -> bool: ...

    def now(self) -> float:
        """Seconds on a clock that never goes back."""

    def random(self, size: int) -> bytes: ...

    def attest(self, *, bind: bytes, nonce_b: bytes) -> bytes:
        """Evidence over `bind`, 32 bytes; hardware may want the browser's nonce besides."""
