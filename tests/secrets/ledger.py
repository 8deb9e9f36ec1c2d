"""A person's secrets, written down as the browser makes them, and everything that was said."""

from __future__ import annotations

from tests.distant_person import DistantPerson, Exchange
from tests.soft_client import Generation, PasskeySlot, Touch, Unsealed
from tests.stack import Stack


class Ledger:
    """never: may be nowhere outside the browser. auth_shares, backup_shares: may travel, and lie
    encrypted."""

    def __init__(self) -> None:
        self.never: dict[str, bytes] = {}
        self.auth_shares: dict[str, bytes] = {}
        self.backup_shares: dict[str, bytes] = {}
        self.exchanges: list[Exchange] = []

    def person(self, stack: Stack, *, name: str = "Samantha") -> DistantPerson:
        person = DistantPerson(
            origin=stack.origin, mail=stack.mail, name=name, listener=self.exchanges.append
        )
        person.sign_up()
        return person

    def touched(self, person: DistantPerson, touch: Touch, unsealed: Unsealed) -> PasskeySlot:
        """A touch gave entropy and a PRF value; note both, and the one-time key."""
        self.never["entropy"] = unsealed.ent
        self.never[f"one-time key {len(self.never)}"] = touch.private_key.private_bytes_raw()
        assert touch.prf is not None
        self.never["PRF output"] = touch.prf
        return person.slot(touch, unsealed)

    def built(self, built: Generation, *, secret: bytes) -> None:
        """Any two shares give the third: its y bytes are those of the line through both."""
        self.never["S"] = secret
        self.never[f"device share {built.gen}"] = built.device_share[:-1]
        self.auth_shares[f"auth share {built.gen}"] = built.auth_share[:-1]

    def traffic(self) -> list[tuple[str, bytes]]:
        """What went over the wire, both ways, one entry for each part."""
        return [
            (f"{exchange.request_line}: {part}", content)
            for exchange in self.exchanges
            for part, content in [
                ("request line", exchange.request_line.encode()),
                ("request headers", exchange.request_headers),
                ("request body", exchange.request_body),
                ("answer headers", exchange.answer_headers),
                ("answer body", exchange.answer_body),
            ]
        ]
