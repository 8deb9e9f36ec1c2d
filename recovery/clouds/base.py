"""What every cloud can do. How it can fail is in `errors.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Permitted:
    """What whoever runs the server allows; never taken from a person's own settings.

    private_addresses: private networks and this machine itself are reachable (a home server).
    plain_http: addresses without TLS are accepted. folder_root: where kind "folder" may write.
    stand_in: the address of a server that plays Dropbox, Google and Microsoft, for tests.
    """

    private_addresses: bool = False
    plain_http: bool = False
    folder_root: str | None = None
    stand_in: str | None = None
    connect_seconds: float = 5.0
    read_seconds: float = 15.0
    total_seconds: float = 45.0


@dataclass(frozen=True)
class Stored:
    """A file as the cloud gave it. version: the cloud's own mark for exactly this content.

    seen_at: when that was, by time.monotonic(), from a cloud that asks again what is older.
    """

    data: bytes = field(repr=False)
    version: str | None = None
    seen_at: float | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Added:
    """read_back: what the cloud gave for the new file. looked: the file beside it, if any."""

    read_back: bytes = field(repr=False)
    looked: Stored | None = None


@dataclass(frozen=True)
class Entry:
    """One line of a folder listing."""

    name: str
    is_folder: bool
    modified: datetime | None = None


class Cloud(Protocol):
    """One account at one provider, open for use by one thread at a time.

    Paths are "name" or "folder/name", NFC, below the place that the person chose. Every method
    raises CloudError and nothing else. Every write may be repeated after a crash.
    """

    @property
    def place(self) -> str:
        """Where this is, for people: a host name or a folder. Never a secret."""
        ...

    @property
    def account(self) -> str:
        """Who is signed in there, for people; empty where there is no such thing."""
        ...

    def make_folder(self, folder: str) -> None:
        """Make sure that a folder exists.

        Raises FolderMissing when the person's own place is not there.
        """
        ...

    def read(self, path: str) -> Stored:
        """The whole file. Raises NotThere, TooLarge."""
        ...

    def add(self, *, path: str, data: bytes, look: str | None = None) -> Added:
        """Write a file that does not exist yet, and read it back.

        look: a second file to read on the way, which saves a round trip.
        The same bytes already there are fine. Raises NameTaken for other bytes, FolderMissing.
        """
        ...

    def replace(self, *, path: str, data: bytes, expected: Stored | None) -> None:
        """Put data where exactly `expected` (None: nothing) is now.

        Uses the strongest condition that the provider has; where it has none, the file is
        compared right before and read back after. Raises Conflict if the file is another one by
        now, ReadBackDiffers, FolderMissing.
        """
        ...

    def delete(self, path: str) -> None:
        """Remove one file or one empty folder; if it is not there, that is fine."""
        ...

    def entries(self, folder: str) -> Sequence[Entry]:
        """Names directly inside a folder ("" = the place itself). Raises NotThere."""
        ...
