"""Unlocks of one enclave process under load, beside the arithmetic that no enclave can avoid.

The floor is one P-256 verification and one HPKE seal, timed in the bench's own process. Rounds of
both alternate. Nonces are fetched and assertions signed before the clock runs.

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
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from recovery.enclave.messages import request_frame
from tests.bench.figures import spread
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
    """Keys: floor_ratio (time of an unlock by the floor's), unlocks_per_second, floor, unlock,
    and at_80_percent, see `_waits`."""
    browser = SoftBrowser(passkey=SoftPasskey(rp_id=RP_ID), origin=ORIGIN)
    unlocks, floors = [], []
    with EnclaveProcess() as enclave:
        for _ in range(ROUNDS):
            unlocks.append(_unlock_milliseconds(enclave, _frames(enclave, browser)))
            floors.append(_floor_milliseconds())
        per_second = 1000 / statistics.median(unlocks)
        waits = _waits(enclave, _frames(enclave, browser), per_second=LOAD * per_second)
    return {
        "floor_ratio": round(statistics.median(unlocks) / statistics.median(floors), 2),
        "unlocks_per_second": round(1000 / statistics.median(unlocks)),
        "unlock": spread(unlocks),
        "floor": spread(floors),
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


def _floor_milliseconds() -> float:
    key = ec.generate_private_key(ec.SECP256R1())
    public, message = key.public_key(), bytes(69)
    signature = key.sign(message, ec.ECDSA(hashes.SHA256()))
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
    recipient = X25519PrivateKey.generate().public_key()
    started = time.perf_counter()
    for _ in range(UNLOCKS):
        public.verify(signature, message, ec.ECDSA(hashes.SHA256()))
        suite.encrypt(bytes(38), recipient, info=bytes(48))
    return (time.perf_counter() - started) * 1000 / UNLOCKS
