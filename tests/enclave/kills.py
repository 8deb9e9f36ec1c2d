"""kill -9 at any moment of counting: counted is never less than answered.

    python -m tests.enclave.kills --kills 5000 [--seed 1]

Each round makes tries at several records at once, from two connections at each, kills the enclave
at a random moment, starts it again and compares what it counted with what was answered. At each
record it may have counted one try more than that, however many were under way.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import signal
import sys
import threading
import time

from recovery.enclave_client import EnclaveClient
from recovery.errors import EnclaveDenied, EnclaveUnreachable
from tests import soft_oprf
from tests.enclave.forked import ForkedEnclave
from tests.enclave.pins import PinPerson
from tests.enclave.unlocking import attested
from tests.enclave_process import EnclaveProcess
from tests.soft_layout import Claims
from tests.soft_pin import Act, Outcome, PinOwner

PIN = "493817"
RECORDS = 4
AT_ONCE = 2
# Of each connection: a round may use up no more than a part of the budget.
TRIES = 2
# A try and its answer take a few milliseconds; the moment is somewhere among them.
LONGEST_SECONDS = 0.03


class Tries(threading.Thread):
    """Tries at one record, one after the other, until the enclave is gone.

    answered: those that got an answer. sent: one more, if one was under way.
    """

    def __init__(self, enclave: EnclaveProcess, owner: PinOwner, claims: Claims) -> None:
        super().__init__()
        self.answered = self.sent = 0
        self._owner, self._claims = owner, claims
        # Only its end is to end them, and not a machine that is slow.
        self._client = EnclaveClient(
            address=enclave.address, timeout_seconds=enclave.patience_seconds
        )
        self.start()

    def run(self) -> None:
        element = soft_oprf.blind(b"x").element
        try:
            for _ in range(TRIES):
                fresh = self._client.nonce()
                sent = self._owner.request(Act.EVALUATE, fresh=fresh, body=element)
                self.sent += 1
                answer = sent.read(self._client.pin(sent.request), pk_sig=self._claims.pk_sig)
                assert answer.outcome == Outcome.DONE
                self.answered += 1
        except (EnclaveUnreachable, EnclaveDenied):
            # Killed, or started again and therefore of another nonce.
            pass
        finally:
            self._client.close()


def run(enclave: EnclaveProcess, *, kills: int, chance: random.Random) -> dict[str, int]:
    """Gives totals, the most that one record counted too much at one kill among them.

    Raises AssertionError as soon as a record has not counted what it should.
    """
    totals = {"kills": 0, "answered": 0, "counted": 0, "most_overcounted": 0}
    people = [PinPerson(enclave) for _ in range(RECORDS)]
    for person in people:
        person.enrol(PIN)
    before = [0] * RECORDS
    while totals["kills"] < kills:
        tries = [
            [Tries(enclave, person.owner, person.claims) for _ in range(AT_ONCE)]
            for person in people
        ]
        time.sleep(chance.uniform(0, LONGEST_SECONDS))
        enclave.stop(number=signal.SIGKILL)
        for thread in itertools.chain.from_iterable(tries):
            thread.join()
        totals["kills"] += 1
        enclave.start()
        claims = attested(enclave).claims
        people = [PinPerson(enclave, owner=person.owner, claims=claims) for person in people]
        for index, (person, tried) in enumerate(zip(people, tries, strict=True)):
            failed = person.status().failed
            counted = failed - before[index]
            answered, sent = sum(one.answered for one in tried), sum(one.sent for one in tried)
            # One was perhaps counted and not answered; what waited behind it was not counted.
            assert answered <= counted <= min(sent, answered + 1)
            totals["answered"] += answered
            totals["counted"] += counted
            more = counted - answered
            totals["most_overcounted"] = max(totals["most_overcounted"], more)
            before[index] = _ready_for_more(person, failed)
        if totals["kills"] % 100 == 0:
            print(json.dumps(totals), file=sys.stderr, flush=True)
    return totals


def _ready_for_more(person: PinPerson, failed: int) -> int:
    """A record with few tries left gives way to a new one. Gives the count to go on from."""
    if failed <= 10 - AT_ONCE * TRIES:
        return failed
    person.destroy()
    person.enrol(PIN)
    return 0


def main() -> None:
    parser = argparse.ArgumentParser(description="Kills while PINs are counted.")
    parser.add_argument("--kills", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=None)
    chosen = parser.parse_args()
    seed = random.SystemRandom().randrange(2**32) if chosen.seed is None else chosen.seed
    begun = time.perf_counter()
    with ForkedEnclave() as enclave:
        totals = run(enclave, kills=chosen.kills, chance=random.Random(seed))
    print(json.dumps({"seed": seed, "seconds": round(time.perf_counter() - begun)} | totals))


if __name__ == "__main__":
    main()
