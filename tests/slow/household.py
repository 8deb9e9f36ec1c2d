"""One person with one wallet and several places, and what must be true of them at every moment."""

from __future__ import annotations

import hashlib
import json
import secrets
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from recovery.clouds import open_cloud
from recovery.clouds.base import Permitted
from tests.distant_person import DistantPerson
from tests.soft_client import Generation, PasskeySlot, b64u, unb64u
from tests.stack import Stack
from tests.webdav_servers import WebDavServer

DRAIN_SECONDS = 300.0


class Household:
    """Needs a web server that is up. Several wallets of one person are several households.

    slot: what the person's passkey has opened before, for many wallets with one touch.
    """

    def __init__(
        self, stack: Stack, *, person: DistantPerson | None = None, slot: PasskeySlot | None = None
    ) -> None:
        self.stack = stack
        self.person = person or self._somebody()
        self.slot = slot or self.person.slot(*self.person.unlock())
        self.name = f"Wallet{secrets.token_hex(4)}"
        self.secret = secrets.token_bytes(16)
        self.wid = secrets.token_bytes(16)
        self.current: Generation | None = None

    def _somebody(self) -> DistantPerson:
        person = DistantPerson(origin=self.stack.origin, mail=self.stack.mail)
        person.sign_up()
        return person

    # --- What the person does --------------------------------------------------------------------

    def build(self) -> Generation:
        """The next generation, as the browser makes it."""
        return self.person.browser.build_generation(
            secret=self.secret,
            wid=self.wid,
            gen=self.current.gen + 1 if self.current else 1,
            slots=[self.slot],
            previous_manifest=self.current.manifest if self.current else None,
        )

    def change(self) -> None:
        """A whole change, undisturbed."""
        self.attempt(self.build())

    def attempt(self, built: Generation) -> None:
        self.person.upload(built, name=self.name)
        self.person.must("GET", self.person.path_of(built))
        self.person.commit(built)
        self.current = built

    def add_places(self, count: int, *, cloud: WebDavServer | None = None) -> None:
        """Ask for places; a worker has to check them."""
        cloud = cloud or self.stack.cloud
        for _ in range(count):
            folder = f"place-{secrets.token_hex(4)}"
            _make_folder(cloud, folder)
            self.person.connect_webdav(
                wallet_id=self.wallet_id,
                url=f"{cloud.url}{folder}/",
                user=cloud.user,
                password=cloud.password,
            )

    @property
    def wallet_id(self) -> str:
        found = self.stack.rows.one("SELECT id FROM recovery_wallet WHERE wid = %s", self.wid)
        return str(uuid.UUID(str(found)))

    def places(self) -> list[str]:
        """Ids of the person's places, oldest first."""
        rows = self.stack.rows.all(
            "SELECT a.id FROM recovery_cloudaccount a "
            "JOIN recovery_wallet w ON w.holder_id = a.holder_id "
            "WHERE w.wid = %s ORDER BY a.created_at",
            self.wid,
        )
        return [str(uuid.UUID(str(row[0]))) for row in rows]

    # --- What must be true -----------------------------------------------------------------------

    def settle(self, attempted: Generation | None = None) -> None:
        """The server is at generation n or, if that was tried, at n+1; either is complete."""
        gen = self._generation_served()
        if attempted is not None and gen == attempted.gen:
            self.current = attempted
        assert gen == (self.current.gen if self.current else 0)
        if self.current:
            self._require_that_it_opens(self.current)
        self._require_whole_rows(gen)

    def _generation_served(self) -> int:
        status, answer = self.person.call("GET", f"/wallets/{b64u(self.wid)}")
        assert status in {200, 404}, (status, answer)
        return int(answer["gen"]) if status == 200 else 0

    def _require_that_it_opens(self, expected: Generation) -> None:
        served = self.person.must("GET", self.person.path_of(expected))
        assert unb64u(served["digest"]) == expected.digest
        opened = self.person.browser.open_backup(
            envelope=served["envelope"],
            manifest=served["manifest"],
            auth_share=unb64u(served["auth_share"]),
            slot=self.slot,
            wid=self.wid,
        )
        assert opened.secret == self.secret

    def _require_whole_rows(self, gen: int) -> None:
        rows = self.stack.rows.all(
            "SELECT number, state, sealed_auth_share, committed_at FROM recovery_generation g "
            "JOIN recovery_wallet w ON w.id = g.wallet_id WHERE w.wid = %s ORDER BY number",
            self.wid,
        )
        committed = [row for row in rows if row[1] == "committed"]
        assert [row[0] for row in committed] == list(range(1, gen + 1))
        assert all(row[3] is not None for row in committed)
        # A superseded auth share is destroyed with the commit, the current one never.
        assert [row[2] is not None for row in committed] == [n == gen for n in range(1, gen + 1)]
        pending = [row[0] for row in rows if row[1] == "pending"]
        assert pending in ([], [gen + 1])

    def _require_each_thing_recorded_once(self) -> None:
        """The history tells of each commit and each proved copy once, whatever was killed."""
        for kind, things in [
            (
                "backup_committed",
                "SELECT count(*) FROM recovery_generation g "
                "JOIN recovery_wallet w ON w.id = g.wallet_id "
                "JOIN recovery_holder h ON h.id = w.holder_id "
                "JOIN recovery_wallet o ON o.holder_id = h.id "
                "WHERE o.wid = %s AND g.state = 'committed'",
            ),
            (
                "copy_proved",
                "SELECT count(*) FROM recovery_copy c "
                "JOIN recovery_wallet w ON w.id = c.wallet_id "
                "JOIN recovery_wallet o ON o.holder_id = w.holder_id "
                "WHERE o.wid = %s AND c.proved_at IS NOT NULL",
            ),
        ]:
            told = self.stack.rows.one(
                "SELECT count(*) FROM recovery_auditevent e "
                "JOIN recovery_wallet w ON w.holder_id = e.holder_id "
                "WHERE w.wid = %s AND e.kind = %s",
                self.wid,
                kind,
            )
            assert told == self.stack.rows.one(things, self.wid), kind

    def require_no_false_green(self) -> None:
        """Whatever is called proved at this moment lies there with exactly its bytes."""
        assert self.current is not None
        for url, place, digest in self._proved_copies():
            data = (self._folder(url) / place).read_bytes()
            assert hashlib.sha256(data).digest() == digest

    def require_a_proved_copy(self) -> None:
        """At this moment a copy is called proved, and at least one of those lies there whole."""
        assert self.current is not None
        whole = [file.exists() for file in self.proved_files()]
        assert any(whole)

    def require_backed_up(self) -> None:
        """Every place holds the current generation, and all of it was recorded once."""
        self.require_copies()
        self._require_each_thing_recorded_once()

    def require_copies(self) -> None:
        """Every place holds the current generation, and nothing else is in force there."""
        assert self.current is not None
        self.stack.wait_until(
            f"every copy is proved: {self._unproved()}", self._is_proved, seconds=DRAIN_SECONDS
        )
        found = list(self._proved_copies())
        assert len(found) == len(self.places())
        for url, place, _ in found:
            file = self._folder(url) / place
            assert file.read_bytes() == self.current.cloud_object
            self._require_in_force(file)

    def proved_files(self) -> list[Path]:
        """Where each copy of the current generation lies that is called proved at this moment."""
        return [self._folder(url) / place for url, place, _ in self._proved_copies()]

    def _require_in_force(self, file: Path) -> None:
        assert self.current is not None
        pointers = sorted(path.name for path in file.parent.glob("*current*"))
        assert pointers == ["current.json"]
        pointer = json.loads((file.parent / "current.json").read_text())
        assert (pointer["gen"], pointer["file"]) == (self.current.gen, file.name)
        assert pointer["sha256"] == self.current.digest.hex()

    def _is_proved(self) -> bool:
        return not self._unproved()

    def _unproved(self) -> list[tuple[object, ...]]:
        """Places without a finished copy of the current generation, with what is known of it."""
        assert self.current is not None
        rows = self.stack.rows.all(
            "SELECT a.settings, a.state, c.state, c.step, c.error FROM recovery_cloudaccount a "
            "JOIN recovery_wallet w ON w.holder_id = a.holder_id "
            "LEFT JOIN recovery_generation g ON g.wallet_id = w.id AND g.number = %s "
            "LEFT JOIN recovery_copy c ON c.account_id = a.id AND c.generation_id = g.id "
            "WHERE w.wid = %s",
            self.current.gen,
            self.wid,
        )
        return [tuple(row) for row in rows if row[2] != "done"]

    def _proved_copies(self) -> Iterator[tuple[str, str, bytes]]:
        """URL of the place, file and digest: each copy of the current generation called proved."""
        assert self.current is not None
        rows = self.stack.rows.all(
            "SELECT a.settings, c.place, g.digest FROM recovery_copy c "
            "JOIN recovery_cloudaccount a ON a.id = c.account_id "
            "JOIN recovery_generation g ON g.id = c.generation_id "
            "JOIN recovery_wallet w ON w.id = c.wallet_id "
            "WHERE w.wid = %s AND g.number = %s AND c.proved_at IS NOT NULL",
            self.wid,
            self.current.gen,
        )
        for place_settings, place, digest in rows:
            known = (
                json.loads(place_settings) if isinstance(place_settings, str) else place_settings
            )
            yield known["url"], place, bytes(digest)

    def _folder(self, url: str) -> Path:
        return self.stack.cloud.root / urlsplit(url).path.strip("/")


def _make_folder(cloud: WebDavServer, name: str) -> None:
    """By the server itself: some do not see for minutes what is made behind their back."""
    opened = open_cloud(
        kind="webdav",
        settings={"url": cloud.url, "user": cloud.user},
        secret=cloud.password,
        permitted=Permitted(private_addresses=True, plain_http=True),
    )
    opened.make_folder(name)
