"""Many people with many wallets and places, and what must be true of all their copies.

Where `Household` looks at one wallet through its owner's eyes, this looks at thousands of copies
from outside: at the rows, and at the files that the clouds' servers show on disk.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address
from pathlib import Path
from urllib.parse import urlsplit

from recovery.clouds import layout
from tests.distant_person import DistantPerson
from tests.slow.household import Household
from tests.soft_client import Generation
from tests.stack import NotInTime, Stack
from tests.webdav_servers import WebDavServer

# As many people may come as there are addresses behind it on this machine.
_FIRST_ADDRESS = IPv4Address("127.0.1.1")
# Without one more copy for so long, the rest is lost.
_PATIENCE_SECONDS = 300.0
_COPIES = (
    "SELECT c.id, a.settings, c.place, g.digest, w.wid FROM recovery_copy c "
    "JOIN recovery_cloudaccount a ON a.id = c.account_id "
    "JOIN recovery_generation g ON g.id = c.generation_id "
    "JOIN recovery_wallet w ON w.id = c.wallet_id AND w.generation = g.number "
)


@dataclass(frozen=True)
class Called:
    """A copy that is called proved. file: where it has to lie."""

    id: str
    file: Path
    digest: bytes
    wid: bytes


class Crowd:
    """cloud: the server that holds all places, each a folder of its own."""

    def __init__(self, stack: Stack, cloud: WebDavServer) -> None:
        self.stack = stack
        self.cloud = cloud
        self.wallets: dict[bytes, Generation] = {}
        self.places = 0
        self._people: list[Household] = []
        self._seen: set[str] = set()

    def add_person(self, *, wallets: int, places: int) -> None:
        """Somebody who commits all wallets and asks for all places; the copies are left to do."""
        # Each from an address of its own, so that nobody is counted as one who tries too often.
        address = _FIRST_ADDRESS + len(self._people)
        person = DistantPerson(origin=self.stack.origin, mail=self.stack.mail, address=str(address))
        person.sign_up()
        home = Household(self.stack, person=person)
        self._people.append(home)
        self._commit(home)
        self._add_wallets(home, wallets - 1)
        home.add_places(places, cloud=self.cloud)
        self.places += places

    def add_wallets(self, each: int) -> None:
        """Everybody commits so many more."""
        for home in self._people:
            self._add_wallets(home, each)

    def _add_wallets(self, home: Household, number: int) -> None:
        for _ in range(number):
            self._commit(Household(self.stack, person=home.person, slot=home.slot))

    def _commit(self, home: Household) -> None:
        home.change()
        assert home.current is not None
        self.wallets[home.wid] = home.current

    @property
    def copies(self) -> int:
        """How many there have to be in the end: each wallet of a person in each of its places."""
        pairs = (
            "SELECT count(*) FROM recovery_wallet w "
            "JOIN recovery_cloudaccount a ON a.holder_id = w.holder_id"
        )
        return int(self.stack.rows.one(pairs))

    def proved(self) -> int:
        return int(
            self.stack.rows.one("SELECT count(*) FROM recovery_copy WHERE proved_at IS NOT NULL")
        )

    def wait_until_proved(self) -> None:
        """Until every copy is proved; meanwhile none is falsely called so."""
        copies, before, since = self.copies, -1, time.monotonic()
        while (proved := self.proved()) < copies:
            if proved > before:
                before, since = proved, time.monotonic()
            if time.monotonic() > since + _PATIENCE_SECONDS:
                raise NotInTime(f"{proved} of {copies} copies are proved, and no more will be")
            self.require_no_false_green()
            self.stack.revive()
            time.sleep(0.2)

    def require_no_false_green(self) -> None:
        """What was called proved since the last time lies there whole."""
        new = [copy for copy in self._called() if copy.id not in self._seen]
        for copy in new:
            assert hashlib.sha256(copy.file.read_bytes()).digest() == copy.digest, copy
        self._seen.update(copy.id for copy in new)

    def require_backed_up(self) -> None:
        """Each copy is proved, lies there whole and alone, is in force, and was told once."""
        self.require_files()
        told = "SELECT count(*) FROM recovery_auditevent WHERE kind = 'copy_proved'"
        assert self.stack.rows.one(told) == self.copies

    def require_files(self) -> None:
        """Each copy is proved, lies there whole and alone, and is in force."""
        called = list(self._called())
        assert len(called) == self.copies
        for copy in called:
            generation = self.wallets[copy.wid]
            assert copy.file.read_bytes() == generation.cloud_object
            pointer = layout.parse_pointer((copy.file.parent / layout.POINTER).read_bytes())
            assert (pointer.gen, pointer.file) == (generation.gen, copy.file.name)
            # Whatever was done twice has left nothing behind.
            found = sorted(path.name for path in copy.file.parent.iterdir())
            assert found == sorted([layout.README_NAME, layout.POINTER, copy.file.name])
        self._require_folders(called)

    def _require_folders(self, called: list[Called]) -> None:
        """Each wallet has one folder in each place, and no place holds another one."""
        folders = {copy.file.parent for copy in called}
        assert len(folders) == len(called)
        places = {folder.parent for folder in folders}
        assert len(places) == self.places
        found = {path for place in places for path in place.iterdir() if path.is_dir()}
        assert found == folders

    def _called(self) -> Iterator[Called]:
        for row_id, settings, place, digest, wid in self.stack.rows.all(
            f"{_COPIES} WHERE c.proved_at IS NOT NULL"
        ):
            known = json.loads(settings) if isinstance(settings, str) else settings
            folder = self.cloud.root / urlsplit(known["url"]).path.strip("/")
            yield Called(str(row_id), folder / place, bytes(digest), bytes(wid))
