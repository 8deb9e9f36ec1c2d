"""What remembers how far the PIN counters are, outside the disk that somebody could turn back.

A position is 32 bytes. Moving on with 32 bytes of data makes it SHA-256(position ‖ data), so that
it stands for the whole history and not only for its length: of two copies of one state that went
different ways, at most one fits.
"""

from __future__ import annotations

import hashlib
from typing import Protocol

START = bytes(32)


class AnchorError(Exception):
    """The anchor cannot be asked, or does not obey. The text is a sentence for the operator."""


class Anchor(Protocol):
    """number: what the attestation says. `auth` is a secret of 32 bytes that only the state has."""

    @property
    def number(self) -> int: ...

    def position(self, *, auth: bytes) -> bytes | None:
        """Where it stands, proved with `auth`; None when it was never set up."""

    def set_up(self, *, auth: bytes) -> None:
        """Begin at START. What was there before is given up."""

    def move(self, *, auth: bytes, data: bytes) -> None:
        """Go on to `after(position, data)`."""


class NoAnchor:
    """Remembers nothing: a state that was turned back is taken for the newest."""

    number = 0

    def position(self, *, auth: bytes) -> bytes | None:
        return None

    def set_up(self, *, auth: bytes) -> None:
        pass

    def move(self, *, auth: bytes, data: bytes) -> None:
        pass


def after(*, position: bytes, data: bytes) -> bytes:
    return hashlib.sha256(position + data).digest()
