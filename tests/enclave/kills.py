"""kill -9 at any moment of counting: counted is never less than answered.

    python -m tests.enclave.kills --kills 5000 [--seed 1]

Each round starts the enclave, makes tries from a few threads, kills it at a random moment, starts
it again and compares what it counted with what was answered.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import threading
import time

from recovery.enclave_client import EnclaveClient
from recovery.errors import EnclaveDenied, EnclaveUnreachable
from tests import soft_oprf
from tests.enclave.pins import PinPerson
from tests.enclave_process import EnclaveProcess
from tests.soft_layout import Claims
from tests.soft_pin import Act, Outcome, PinOwner

PIN = "493817"
TRIES_AT_ONCE = 3
# A try and its answer take a few milliseconds; the moment is somewhere around it.
LONGEST_SECONDS = 0.02


class Tries:
    """Tries from a few threads, until the enclave is gone. answered: those that got one."""

    def __init__(self, enclave: EnclaveProcess, owner: PinOwner, claims: Claims) -> None:
        self.answered = self.sent = 0
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=self._work, args=(enclave.address, owner, claims))
            for _ in range(TRIES_AT_ONCE)
        ]
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _work(self, address: str, owner: PinOwner, claims: Claims) -> None:
        client = EnclaveClient(address=address, timeout_seconds=10)
        element = soft_oprf.blind(b"x").element
        try:
            # One each: a round may use up no more than a part of the budget.
            sent = owner.request(Act.EVALUATE, fresh=client.nonce(), body=element)
            with self._lock:
                self.sent += 1
            answer = sent.read(client.pin(sent.request), pk_sig=claims.pk_sig)
            assert answer.outcome == Outcome.DONE
            with self._lock:
                self.answered += 1
        except (EnclaveUnreachable, EnclaveDenied):
            # Killed, or started again and therefore of another nonce.
            pass
        finally:
            client.close()


def run(enclave: EnclaveProcess, *, kills: int, chance: random.Random) -> dict[str, int]:
    """Gives totals. Raises AssertionError as soon as something was answered and not counted."""
    totals = {"kills": 0, "answered": 0, "counted": 0, "overcounted": 0}
    person = PinPerson(enclave)
    person.enrol(PIN)
    while totals["kills"] < kills:
        tries = Tries(enclave, person.owner, person.claims)
        time.sleep(chance.uniform(0, LONGEST_SECONDS))
        enclave.stop(number=signal.SIGKILL)
        tries.join()
        totals["kills"] += 1
        enclave.start()
        person = _again(enclave, person)
        counted = person.status().failed
        assert tries.answered <= counted <= tries.sent, (tries.answered, counted, tries.sent)
        totals["answered"] += tries.answered
        totals["counted"] += counted
        totals["overcounted"] += counted - tries.answered
        _start_anew(person)
    return totals


def _again(enclave: EnclaveProcess, person: PinPerson) -> PinPerson:
    again = PinPerson(enclave, owner=person.owner)
    again.epoch = person.epoch
    return again


def _start_anew(person: PinPerson) -> None:
    """The right PIN sets the count to zero; one that has nearly lived its life gives way."""
    entered = person.enter(PIN)
    assert entered.outcome == Outcome.DONE
    if entered.lifetime_left < 2 * TRIES_AT_ONCE + 2:
        person.destroy()
        person.enrol(PIN)


def main() -> None:
    parser = argparse.ArgumentParser(description="Kills while PINs are counted.")
    parser.add_argument("--kills", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=None)
    chosen = parser.parse_args()
    seed = random.SystemRandom().randrange(2**32) if chosen.seed is None else chosen.seed
    with EnclaveProcess() as enclave:
        totals = run(enclave, kills=chosen.kills, chance=random.Random(seed))
    print(json.dumps({"seed": seed} | totals))


if __name__ == "__main__":
    main()
