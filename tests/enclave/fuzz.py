"""Millions of broken frames for the enclave's own code: every one gets an answer or the door.

    python -m tests.enclave.fuzz --frames 10000000 [--seed 1] [--processes 2]

Frames are made from one valid frame of each kind of message and broken in one to three ways. What
must hold of each: nothing unforeseen is met, every refusal is the same bytes, and an unlock is
granted only if everything that the passkey signed is as it was signed, and a PIN removed only if
the wallet's key signed just that. Memory must stay flat.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import logging
import os
import random
import resource
import shutil
import sys
import tempfile
import time
import weakref
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import fields
from pathlib import Path
from typing import Any, NamedTuple

from recovery.enclave import messages
from recovery.enclave.anchors import NoAnchor
from recovery.enclave.config import Limits
from recovery.enclave.handlers import Nonces, State, new_state
from recovery.enclave.messages import (
    DENIED_FRAME,
    HEADER,
    NonceAnswer,
    PinRequest,
    UnlockRequest,
    request_frame,
)
from recovery.enclave.pin import Pins
from recovery.enclave.pin_store import PinStore
from recovery.enclave.platform import Keyring
from recovery.enclave.server import Service
from recovery.enclave.software import SoftwarePlatform
from tests import soft_oprf
from tests.enclave_process import ORIGIN, RELYING_PARTIES, RP_ID
from tests.soft_client import Op, SoftBrowser
from tests.soft_passkey import SoftPasskey
from tests.soft_pin import Act, PinOwner

# What a granted unlock may not differ in from the one that was signed. The credential id is not
# among it: another one gives other entropy, which opens nothing.
_SIGNED = {field.name for field in fields(UnlockRequest)} - {"cid", "epoch", "params_hash"}
_VALUES: list[Any] = [
    None, True, False, 0, -1, 1, 2**31, 2**32, 2**64, 1e309, 0.5, "", "A", "AA==", "é", "\u0000",
    "\ud800", [], {}, [[]], {"a": {}}, "A" * 5000, "_-" * 20,
]  # fmt: skip
_TEXTS = [
    b"", b"{", b"}", b"[" * 200, b'{"v":1', b"\xff\xfe", b"\x00", b"nul", b"NaN", b"Infinity",
    b"1e999", b"9" * 5000, b'"\\ud800"', b'{"v":1}{"v":1}', b"\xef\xbb\xbf{}",
]  # fmt: skip

# Each has an enclave, keys and a seed of its own.
_SLICE = 50_000


class Violation(AssertionError):
    """A frame for which something did not hold; `args` have it in hexadecimal."""


class Fuzzer:
    """One enclave in this process, and a source of broken frames. The same seed gives the same."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
        weakref.finalize(self, shutil.rmtree, folder)
        self._state, self._service = _enclave(folder)
        self._nonce, self._unlock = _signed_unlock(self._state)
        self._removal, try_ = _pin_requests(self._state, self._nonce)
        requests = [*_requests(self._unlock), self._removal, try_]
        self._seeds = [request_frame(request)[HEADER.size :] for request in requests]
        self._alarms: list[str] = []
        self.outcomes: Counter[str] = Counter()
        self.slowest_seconds = 0.0

    def run(self, frames: int) -> None:
        """Raises Violation at the first frame for which something does not hold."""
        handler = _Collector(self._alarms)
        logger = logging.getLogger("recovery.enclave.server")
        logger.addHandler(handler)
        try:
            asyncio.run(self._run(frames))
        finally:
            logger.removeHandler(handler)

    async def _run(self, frames: int) -> None:
        for _ in range(frames):
            await self._one(self._broken())

    async def _one(self, frame: bytes) -> None:
        # The nonce is live for each of them, so that the checks behind it are reached as well.
        self._state.nonces.add(nonce=self._nonce, now=self._service.platform.now())
        begun = time.perf_counter()
        reply, may_go_on = self._service.answer(frame)
        self.slowest_seconds = max(self.slowest_seconds, time.perf_counter() - begun)
        if isinstance(reply, asyncio.Future):
            reply = messages.answer_frame(await reply)
        self.outcomes[self._judge(frame, reply, may_go_on)] += 1

    def _judge(self, frame: bytes, reply: bytes, may_go_on: bool) -> str:
        if self._alarms:
            raise Violation(f"unforeseen: {self._alarms}", frame.hex())
        if reply == DENIED_FRAME:
            return "refused" if may_go_on else "unreadable"
        granted = messages.parse_request(frame)
        if isinstance(granted, UnlockRequest) and any(
            getattr(granted, name) != getattr(self._unlock, name) for name in _SIGNED
        ):
            raise Violation("granted what was not signed", frame.hex())
        if isinstance(granted, PinRequest) and granted.owner_sig and granted != self._removal:
            raise Violation("granted what the wallet did not sign", frame.hex())
        return f"granted {type(granted).__name__}"

    def _broken(self) -> bytes:
        frame = self._chance.choice(self._seeds)
        for _ in range(self._chance.randint(0, 3)):
            frame = self._chance.choice(_WAYS)(frame, self._chance)
        return frame


class _Collector(logging.Handler):
    def __init__(self, found: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._found = found

    def emit(self, record: logging.LogRecord) -> None:
        self._found.append(record.getMessage())


def _enclave(folder: Path) -> tuple[State, Service]:
    keyring = Keyring(os.urandom(32), {1: os.urandom(32), 2: os.urandom(32)})
    platform = SoftwarePlatform(instance_seed=keyring.instance_seed)
    state = new_state(
        keyring=keyring,
        relying_parties={name: list(origins) for name, origins in RELYING_PARTIES.items()},
        nonces=Nonces(seconds=120, most=1000),
        platform=platform,
    )
    store = PinStore(folder=folder, master_prks=state.prks, anchor=NoAnchor())
    pins = Pins(state=state, platform=platform, store=store, most_accounts=10, patience_seconds=60)
    pins.open()
    return state, Service(state=state, platform=platform, limits=Limits(), pins=pins)


def _signed_unlock(state: State) -> tuple[bytes, UnlockRequest]:
    browser = SoftBrowser(passkey=SoftPasskey(rp_id=RP_ID), origin=ORIGIN)
    nonce = os.urandom(16)
    touch = browser.touch(op=Op.RECOVER, boot_id=state.boot_id, nonce=nonce)
    return nonce, touch.request(rp_id=RP_ID, spki=browser.passkey.spki)


def _pin_requests(state: State, nonce: bytes) -> tuple[PinRequest, PinRequest]:
    """One that the wallet signed and one that anybody may send, about a PIN that is not there."""
    owner = PinOwner(rp_id=RP_ID, record=os.urandom(16))
    fresh = NonceAnswer(boot_id=state.boot_id, nonce=nonce, expires_in=1)
    element = soft_oprf.blind(b"000000").element
    removal = owner.request(Act.DESTROY, fresh=fresh)
    return removal.request, owner.request(Act.EVALUATE, fresh=fresh, body=element).request


def _requests(unlock: UnlockRequest) -> list[Any]:
    """A valid request of each kind; a new kind without one here is a fault of this file."""
    found: dict[Any, Any] = {UnlockRequest: unlock}
    kinds: list[Any] = list(messages._REQUESTS.values())
    for kind in kinds:
        if kind not in {*found, PinRequest}:
            found[kind] = kind(**{field.name: os.urandom(32) for field in fields(kind)})
    return list(found.values())


# --- Ways to break a frame -----------------------------------------------------------------------


def _flip(frame: bytes, chance: random.Random) -> bytes:
    if not frame:
        return frame
    at = chance.randrange(len(frame))
    return frame[:at] + bytes([frame[at] ^ (1 << chance.randrange(8))]) + frame[at + 1 :]


def _cut(frame: bytes, chance: random.Random) -> bytes:
    begin = chance.randrange(len(frame) + 1)
    return frame[:begin] + frame[begin + chance.randrange(1, 40) :]


def _insert(frame: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(frame) + 1)
    return frame[:at] + chance.choice([*_TEXTS, chance.randbytes(8)]) + frame[at:]


def _repeat(frame: bytes, chance: random.Random) -> bytes:
    """A key that stands there twice, with the same value or another."""
    field = chance.choice([b'"v":1,', b'"type":"nonce",', b'"op":3,', b'"epoch":7,'])
    return frame.replace(b"{", b"{" + field, 1)


def _exchange(frame: bytes, chance: random.Random) -> bytes:
    """One field gets a value of another kind, goes, or comes."""
    try:
        found = json.loads(frame)
    except ValueError:
        return _flip(frame, chance)
    if not isinstance(found, dict) or not found:
        return frame
    name = chance.choice(sorted(found))
    what = chance.randrange(4)
    if what == 0:
        del found[name]
    elif what == 1:
        found[chance.choice(["extra", "v ", "Op", name.upper()])] = found[name]
    elif what == 2 and isinstance(found[name], str):
        found[name] = _other_text(found[name], chance)
    else:
        found[name] = chance.choice(_VALUES)
    return json.dumps(found).encode("utf-8", "replace")


def _other_text(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    other = chance.choice(["A", "=", "+", "/", " ", "\n", "-", "", "AAAA"])
    return text[:at] + other + text[at + 1 :]


def _respell(frame: bytes, chance: random.Random) -> bytes:
    """The same message in another spelling, which is no fault."""
    try:
        found = json.loads(frame)
    except ValueError:
        return frame
    return json.dumps(found, indent=chance.choice([None, 1]), sort_keys=True).encode()


_WAYS: list[Callable[[bytes, random.Random], bytes]] = [
    _flip, _flip, _cut, _insert, _repeat, _exchange, _exchange, _respell,
]  # fmt: skip


class Slice(NamedTuple):
    """What became of some frames. memory_kib: the most that their process has ever held."""

    pid: int
    outcomes: Counter[str]
    slowest_seconds: float
    memory_kib: int


def _slice(seed: int, frames: int) -> Slice:
    fuzzer = Fuzzer(seed)
    fuzzer.run(frames)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Slice(os.getpid(), fuzzer.outcomes, fuzzer.slowest_seconds, memory)


def _sum(slices: Iterator[Slice], *, frames: int) -> dict[str, Any]:
    """Says on stderr how far it is: such a run takes its time."""
    outcomes: Counter[str] = Counter()
    memory: dict[int, list[int]] = {}
    slowest, begun = 0.0, time.perf_counter()
    for one in slices:
        outcomes += one.outcomes
        slowest = max(slowest, one.slowest_seconds)
        memory.setdefault(one.pid, []).append(one.memory_kib)
        done, seconds = outcomes.total(), round(time.perf_counter() - begun)
        print(f"{done} of {frames} frames in {seconds} s", file=sys.stderr, flush=True)
    return {
        "frames_per_second": round(frames / (time.perf_counter() - begun)),
        "outcomes": dict(outcomes),
        "slowest_ms": round(slowest * 1000, 2),
        # Since the first slice of each process.
        "grown_kib": max(held[-1] - held[0] for held in memory.values()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Broken frames for the enclave.")
    parser.add_argument("--frames", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    chosen = parser.parse_args()
    seed = random.SystemRandom().randrange(2**32) if chosen.seed is None else chosen.seed
    sizes = [min(_SLICE, chosen.frames - done) for done in range(0, chosen.frames, _SLICE)]
    with ProcessPoolExecutor(chosen.processes) as processes:
        found = _sum(processes.map(_slice, itertools.count(seed), sizes), frames=chosen.frames)
    print(json.dumps({"seed": seed, "frames": chosen.frames, **found}))


if __name__ == "__main__":
    main()
