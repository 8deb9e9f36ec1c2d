"""Finds a secret in any bytes, however it is written there."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote_from_bytes

# Shorter pieces would be found everywhere by chance.
LEAST_BYTES = 6


@dataclass(frozen=True)
class Found:
    secret: str
    encoding: str
    place: str


def encodings(secret: bytes) -> dict[str, list[bytes]]:
    """The ways in which a secret could be written, each with all spellings that it may have there.

    base64 has three, because the secret may begin at any byte of what was encoded.
    """
    spelled = {
        "raw": [secret],
        "hex": [secret.hex().encode(), secret.hex().upper().encode()],
        "base64": [piece for shift in range(3) for piece in [_inside(secret, shift)] if piece],
        "percent": [quote_from_bytes(secret, safe="").encode()],
        "json": [json.dumps(secret.decode("latin-1"))[1:-1].encode()],
    }
    spelled["base64url"] = [
        text.replace(b"+", b"-").replace(b"/", b"_") for text in spelled["base64"]
    ]
    # Python's way of showing bytes, as a careless log line would.
    spelled["repr"] = [repr(secret)[2:-1].encode()]
    return spelled


def search(
    secrets: Mapping[str, bytes], places: Iterable[tuple[str, bytes]], *, ignore: Iterable[str] = ()
) -> list[Found]:
    """Every secret that stands in a place, by name. ignore: secrets that may be there."""
    skipped = set(ignore)
    spelled = {name: encodings(secret) for name, secret in secrets.items() if name not in skipped}
    return [
        Found(name, encoding, place)
        for place, content in places
        for name, ways in spelled.items()
        for encoding, texts in ways.items()
        if any(text in content for text in texts)
    ]


def _inside(secret: bytes, shift: int) -> bytes:
    """The characters of base64 that depend on the secret alone, with `shift` bytes before it."""
    encoded = base64.b64encode(bytes(shift) + secret).rstrip(b"=")
    first = -(-shift * 8 // 6)
    last = (shift + len(secret)) * 8 // 6
    return encoded[first:last]
