"""How long the enclave looks at a frame of the largest size that is no request, and is refused."""

from __future__ import annotations

import time
from typing import Any

from recovery.enclave.messages import MAX_FRAME_BYTES, Refused, parse_request
from tests.bench.figures import spread

ROUNDS = 50


def _padded(head: bytes, filling: bytes, tail: bytes = b"") -> bytes:
    room = MAX_FRAME_BYTES - len(head) - len(tail)
    return head + (filling * (room // len(filling) + 1))[:room] + tail


FRAMES = {
    "a key twice": _padded(b'{"v":1', b',"v":1', b"}"),
    "thousands of keys": b'{"v":1' + b"".join(b',"%05d":1' % n for n in range(6500)) + b"}",
    "deep": _padded(b'{"v":', b"["),
    "a huge number": _padded(b'{"v":1,"type":"nonce","big":', b"9", b"}"),
    "a huge exponent": b'{"v":1e999999999,"type":"nonce"}',
    "invalid UTF-8": _padded(b'{"v":"', b"\xff", b'"}'),
    "bytes behind the end": _padded(b'{"v":1,"type":"nonce"}', b"{"),
    "spaces and a letter": _padded(b'{"v":1,"type":"nonce"}', b" ", b"x"),
    "a long text": _padded(b'{"v":1,"type":"', b"\\u00e9", b'"}'),
    "nothing": b"",
}


def measure() -> dict[str, Any]:
    """For each kind of frame, the time until it is refused."""
    return {
        name: spread([_milliseconds(frame) for _ in range(ROUNDS)])
        for name, frame in FRAMES.items()
    }


def _milliseconds(frame: bytes) -> float:
    begun = time.perf_counter()
    try:
        parse_request(frame)
    except Refused:
        return (time.perf_counter() - begun) * 1000
    raise RuntimeError("a frame that is no request was read as one")
