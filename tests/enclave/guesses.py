"""Parallel guesses at many PINs: of each record exactly its budget is evaluated.

python -m tests.enclave.guesses --guesses 100000 --records 100 --connections 64
"""

from __future__ import annotations

import argparse
import json
import os
import random
import socket
import threading
import time
from collections import Counter
from typing import Any

from recovery.enclave import pin_records
from recovery.enclave.messages import (
    HEADER,
    NonceAnswer,
    NonceRequest,
    PinAnswer,
    parse_answer,
    request_frame,
)
from tests import soft_oprf
from tests.enclave.pins import PinPerson
from tests.enclave_process import EnclaveProcess, exchange
from tests.soft_layout import ZERO16
from tests.soft_pin import Act, Outcome, PinOwner


def run(
    enclave: EnclaveProcess, *, guesses: int, records: int, connections: int
) -> dict[tuple[bytes, int], int]:
    """How often each record's guesses ended in each outcome; the key is (record, outcome)."""
    people = enrolled(enclave, records)
    return guess_at(enclave, people, guesses=guesses, connections=connections)


def enrolled(enclave: EnclaveProcess, records: int) -> list[PinPerson]:
    people = [PinPerson(enclave) for _ in range(records)]
    for person in people:
        person.enrol()
    return people


def guess_at(
    enclave: EnclaveProcess, people: list[PinPerson], *, guesses: int, connections: int
) -> dict[tuple[bytes, int], int]:
    """Guesses at random among these people's PINs, all wrong."""
    claims = people[0].claims
    owners = [person.owner for person in people]
    found: Counter[tuple[bytes, int]] = Counter()
    lock = threading.Lock()
    shares = [guesses // connections + (n < guesses % connections) for n in range(connections)]

    def work(share: int, seed: int) -> None:
        mine: Counter[tuple[bytes, int]] = Counter()
        chance = random.Random(seed)
        element = soft_oprf.blind(os.urandom(32)).element
        with enclave.connect() as connection:
            connection.settimeout(120)
            for _ in range(share):
                owner = chance.choice(owners)
                mine[owner.record, guess(connection, owner, element, claims.pk_sig)] += 1
        with lock:
            found.update(mine)

    threads = [threading.Thread(target=work, args=(n, i)) for i, n in enumerate(shares)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(found)


def guess(connection: socket.socket, owner: PinOwner, element: bytes, pk_sig: bytes) -> int:
    fresh = parse_answer(ask(connection, NonceRequest()), kind=NonceAnswer)
    sent = owner.request(Act.EVALUATE, fresh=fresh, body=element)
    answer = parse_answer(ask(connection, sent.request), kind=PinAnswer)
    return sent.read(answer, pk_sig=pk_sig).outcome


def ask(connection: socket.socket, request: Any) -> bytes:
    return exchange(connection, request_frame(request)[HEADER.size :])


def check(found: dict[tuple[bytes, int], int], *, guesses: int, records: int) -> None:
    """Each record answered exactly its budget, and everything else was told to be locked."""
    names = {name for name, _ in found} - {ZERO16}
    assert len(names) == records
    # The enrolment itself evaluates once, and registering sets the count to zero.
    assert all(found[name, Outcome.DONE] == pin_records.BUDGET for name in names)
    locked = sum(count for (_, outcome), count in found.items() if outcome == Outcome.LOCKED)
    assert locked == guesses - records * pin_records.BUDGET


def main() -> None:
    parser = argparse.ArgumentParser(description="Parallel guesses at PINs.")
    parser.add_argument("--guesses", type=int, default=100_000)
    parser.add_argument("--records", type=int, default=100)
    parser.add_argument("--connections", type=int, default=64)
    chosen = parser.parse_args()
    with EnclaveProcess() as enclave:
        begun = time.perf_counter()
        found = run(enclave, **vars(chosen))
        seconds = time.perf_counter() - begun
    check(found, guesses=chosen.guesses, records=chosen.records)
    outcomes: Counter[str] = Counter()
    for (_, outcome), count in found.items():
        outcomes[Outcome(outcome).name] += count
    print(json.dumps({"outcomes": outcomes, "guesses_per_second": round(chosen.guesses / seconds)}))


if __name__ == "__main__":
    main()
