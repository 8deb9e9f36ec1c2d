"""A hundred thousand broken frames, and that the fuzzer notices a fault."""

from __future__ import annotations

import gc
import random
import tracemalloc

import pytest

from recovery.enclave.messages import HEADER, request_frame
from tests.enclave.fuzz import Fuzzer, Violation


@pytest.mark.slow
def test_a_hundred_thousand_broken_frames_find_nothing() -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    fuzzer = Fuzzer(seed)
    fuzzer.run(5_000)
    tracemalloc.start()
    fuzzer.run(95_000)
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # What a connection or a nonce costs; not what a hundred thousand frames would.
    assert held < 1_000_000
    # All kinds of answers were met, the granted ones among them.
    met = set(fuzzer.outcomes)
    assert {"refused", "unreadable", "granted UnlockRequest", "granted NonceRequest"} <= met


def test_the_fuzzer_notices_an_unlock_that_was_not_signed() -> None:
    fuzzer = Fuzzer(1)
    frame = request_frame(fuzzer._unlock)[HEADER.size :]
    reply, _ = fuzzer._service.answer(frame.replace(b'"op":3', b'"op":2'))
    # The enclave refuses it; had it been granted, this is what would be said.
    fuzzer._state.nonces.add(nonce=fuzzer._nonce, now=fuzzer._service.platform.now())
    granted, _ = fuzzer._service.answer(frame)
    assert isinstance(granted, bytes)
    assert reply != granted
    with pytest.raises(Violation):
        fuzzer._judge(frame.replace(b'"op":3', b'"op":2'), granted, True)


def test_the_fuzzer_notices_what_nobody_foresaw() -> None:
    fuzzer = Fuzzer(1)
    fuzzer._alarms.append("a request met an unexpected KeyError")
    with pytest.raises(Violation):
        fuzzer._judge(b"", b"", True)
