"""Several enclaves that share a keyring, to the host as if they were one.

A nonce lives in the enclave that gave it. So an invitation is taken from any of them, and the touch
that answers it goes to the same one, found by its boot_id. Where one is away, another invites; what
it had invited already needs one more touch. PINs are counted by one of them, which says so itself.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from recovery.enclave_client import (
    AttestAnswer,
    EnclaveClient,
    HealthAnswer,
    NonceAnswer,
    PinAnswer,
    PinRequest,
    UnlockAnswer,
    UnlockRequest,
)
from recovery.errors import EnclaveDenied, EnclaveUnreachable

Answer = TypeVar("Answer")

# One that did not answer is asked last for so long, so that not everybody waits for it.
AWAY_SECONDS = 5.0
# So long one is taken for the keeper of PINs that was it. They are handed over by hand, and rarely.
KEEPER_SECONDS = 5.0
# More than there are enclaves, over some restarts; then the map is made anew.
_MOST_REMEMBERED = 1000


class EnclavePool:
    """Any number of threads may share one. clients: at least one.

    Every call raises EnclaveUnreachable when none that could help answers, or EnclaveDenied.
    """

    def __init__(self, clients: Sequence[EnclaveClient]) -> None:
        self.clients = tuple(clients)
        self._turn = itertools.count()
        self._away_until = dict.fromkeys(range(len(self.clients)), 0.0)
        self._by_boot_id: dict[bytes, int] = {}
        self._keeper, self._keeper_until = 0, 0.0

    def invite(self, *, nonce_b: bytes, pins: bool = False) -> tuple[AttestAnswer, NonceAnswer]:
        """A proof and a nonce of one and the same enclave. nonce_b: 32 bytes of the browser.

        pins: of the one that keeps the PIN records, and of no other.
        """
        if pins:
            keeper = self.keeper_of_pins
            return keeper.attest(nonce_b=nonce_b), keeper.nonce()
        number, found = self._first(lambda one: (one.attest(nonce_b=nonce_b), one.nonce()))
        self._remember(boot_id=found[1].boot_id, number=number)
        return found

    def unlock(self, request: UnlockRequest, *, boot_id: bytes) -> UnlockAnswer:
        """By the enclave that gave the nonce: to another one, the nonce is nothing."""
        return self.clients[self._at(boot_id)].unlock(request)

    def pin(self, request: PinRequest) -> PinAnswer:
        return self.keeper_of_pins.pin(request)

    def health(self) -> HealthAnswer:
        """Of one that answers."""
        return self._first(lambda one: one.health())[1]

    @property
    def keeper_of_pins(self) -> EnclaveClient:
        """The one that answers PINs. Where none does, one that will say so."""
        if len(self.clients) > 1 and time.monotonic() > self._keeper_until:
            reached = dict(self._healths())
            open_ones = [number for number, health in reached.items() if health.pins_open]
            self._keeper = next(iter([*open_ones, *reached]), 0)
            self._keeper_until = time.monotonic() + KEEPER_SECONDS
        return self.clients[self._keeper]

    def close(self) -> None:
        for one in self.clients:
            one.close()

    def _first(self, ask: Callable[[EnclaveClient], Answer]) -> tuple[int, Answer]:
        failure = EnclaveUnreachable()
        for number in self._order():
            try:
                return number, ask(self.clients[number])
            except EnclaveUnreachable as error:
                failure = error
                self._away_until[number] = time.monotonic() + AWAY_SECONDS
        raise failure

    def _order(self) -> list[int]:
        """Each in turn, and those that were away last."""
        size = len(self.clients)
        start = next(self._turn) % size
        turns = [(start + step) % size for step in range(size)]
        now = time.monotonic()
        return sorted(turns, key=lambda number: self._away_until[number] > now)

    def _at(self, boot_id: bytes) -> int:
        if len(self.clients) == 1:
            return 0
        if (number := self._by_boot_id.get(boot_id)) is not None:
            return number
        # Another process of the web server invited; or the enclave has been started anew.
        reached = dict(self._healths())
        for number, health in reached.items():
            self._remember(boot_id=health.boot_id, number=number)
            if health.boot_id == boot_id:
                return number
        if len(reached) < len(self.clients):
            raise EnclaveUnreachable
        raise EnclaveDenied

    def _healths(self) -> Iterator[tuple[int, HealthAnswer]]:
        for number, one in enumerate(self.clients):
            try:
                yield number, one.health()
            except EnclaveUnreachable:
                continue

    def _remember(self, *, boot_id: bytes, number: int) -> None:
        if len(self._by_boot_id) >= _MOST_REMEMBERED:
            self._by_boot_id = {}
        self._by_boot_id[boot_id] = number
