"""Unlocks of one enclave process under load, beside the arithmetic that no enclave can avoid.

The floor is what the protocol wants computed for each unlock: one P-256 verification, one HPKE seal
and one Ed25519 signature under the answer, made in the bench's own process. It is told without the
signature as well. All count in processor time, which other work on the machine changes less than
time by the clock, and rounds alternate. Nonces are fetched and assertions signed before an unlock
is measured.

The wait of a single unlock is measured by itself, with requests that arrive at 80 % of the rate
that was reached before, whether the one before them was answered or not: so a request that has to
queue behind others counts with its time in the queue.
"""

from __future__ import annotations

import socket
import statistics
import threading
import time
from typing import Any

from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from recovery.enclave.messages import request_frame
from tests.bench.figures import processor_seconds, spread
from tests.enclave_process import ORIGIN, RP_ID, EnclaveProcess, read_frame
from tests.soft_client import Op, SoftBrowser
from tests.soft_passkey import SoftPasskey

ROUNDS = 7
UNLOCKS = 1500
CONNECTIONS = 4
LOAD = 0.8
# More than are ever busy, so that no request waits for a connection.
OPEN_CONNECTIONS = 32


def measure() -> dict[str, Any]:
    """Keys: floor_ratio and unsigned_floor_ratio (of processor times), processor_ms of all three,
    unlocks_per_second and unlock by the clock, and at_80_percent, see `_waits`."""
    browser = SoftBrowser(passkey=SoftPasskey(rp_id=RP_ID), origin=ORIGIN)
    unlocks, costs, floors, signatures = [], [], [], []
    with EnclaveProcess() as enclave:
        for _ in range(ROUNDS):
            frames = _frames(enclave, browser)
            before = processor_seconds(enclave.pid)
            unlocks.append(_unlock_milliseconds(enclave, frames))
            costs.append((processor_seconds(enclave.pid) - before) * 1000 / UNLOCKS)
            floors.append(_unsigned_floor_milliseconds())
            signatures.append(_signature_milliseconds())
        per_second = 1000 / statistics.median(unlocks)
        waits = _waits(enclave, _frames(enclave, browser), per_second=LOAD * per_second)
    cost, unsigned = statistics.median(costs), statistics.median(floors)
    floor = unsigned + statistics.median(signatures)
    return {
        "floor_ratio": round(cost / floor, 2),
        "unsigned_floor_ratio": round(cost / unsigned, 2),
        "processor_ms": {
            "unlock": round(cost, 3),
            "floor": round(floor, 3),
            "unsigned_floor": round(unsigned, 3),
        },
        "unlocks_per_second": round(1000 / statistics.median(unlocks)),
        "unlock": spread(unlocks),
        "at_80_percent": {"per_second": round(LOAD * per_second), **spread(waits)}
        | {"ms_p99": round(sorted(waits)[int(len(waits) * 0.99)], 3)},
    }


def _frames(enclave: EnclaveProcess, browser: SoftBrowser) -> list[bytes]:
    frames = []
    for _ in range(UNLOCKS):
        fresh = enclave.client.nonce()
        touch = browser.touch(op=Op.UNLOCK, boot_id=fresh.boot_id, nonce=fresh.nonce)
        request = touch.request(rp_id=RP_ID, spki=browser.passkey.spki)
        frames.append(request_frame(request))
    return frames


def _unlock_milliseconds(enclave: EnclaveProcess, frames: list[bytes]) -> float:
    """Wall time of one unlock while several connections keep the process busy."""
    connections = [enclave.connect() for _ in range(CONNECTIONS)]
    shares = [frames[index::CONNECTIONS] for index in range(CONNECTIONS)]
    threads = [
        threading.Thread(target=_ask, args=(connection, share))
        for connection, share in zip(connections, shares, strict=True)
    ]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - started
    for connection in connections:
        connection.close()
    return elapsed * 1000 / len(frames)


def _waits(enclave: EnclaveProcess, frames: list[bytes], *, per_second: float) -> list[float]:
    """Milliseconds from the moment when each was due, one after the other, to its answer."""
    waits: list[float] = []
    turns = iter(enumerate(frames))
    taking = threading.Lock()
    begun = time.perf_counter() + 0.1

    def work(connection: socket.socket) -> None:
        while True:
            with taking:
                number, frame = next(turns, (0, b""))
            if not frame:
                return
            due = begun + number / per_second
            time.sleep(max(0.0, due - time.perf_counter()))
            _ask(connection, [frame])
            waits.append((time.perf_counter() - due) * 1000)

    connections = [enclave.connect() for _ in range(OPEN_CONNECTIONS)]
    threads = [threading.Thread(target=work, args=(connection,)) for connection in connections]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for connection in connections:
        connection.close()
    return waits


def _ask(connection: socket.socket, frames: list[bytes]) -> None:
    for frame in frames:
        connection.sendall(frame)
        if b'"ok":true' not in read_frame(connection):
            raise RuntimeError("the enclave refused an unlock of the bench")


def _unsigned_floor_milliseconds() -> float:
    """Processor time of a verification and a seal."""
    key = ec.generate_private_key(ec.SECP256R1())
    public, message = key.public_key(), bytes(69)
    signature = key.sign(message, ec.ECDSA(hashes.SHA256()))
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
    recipient = X25519PrivateKey.generate().public_key()
    started = time.thread_time()
    for _ in range(UNLOCKS):
        public.verify(signature, message, ec.ECDSA(hashes.SHA256()))
        suite.encrypt(bytes(38), recipient, info=bytes(48))
    return (time.thread_time() - started) * 1000 / UNLOCKS


def _signature_milliseconds() -> float:
    key = Ed25519PrivateKey.generate()
    message = bytes(80)
    started = time.thread_time()
    for _ in range(UNLOCKS):
        key.sign(message)
    return (time.thread_time() - started) * 1000 / UNLOCKS
