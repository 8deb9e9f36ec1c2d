"""Base64url without padding (RFC 4648 section 5), the only binary text form on our wire."""

from __future__ import annotations

import base64
import re

_ALPHABET = re.compile(r"[A-Za-z0-9_-]*\Z")


def encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def decode(untrusted_text: str) -> bytes:
    """Decode strictly: one text for each byte string. Raises ValueError."""
    if not _ALPHABET.match(untrusted_text):
        raise ValueError("not base64url")
    data = base64.urlsafe_b64decode(untrusted_text + "=" * (-len(untrusted_text) % 4))
    # Left-over bits in the last character would give one value two spellings.
    if encode(data) != untrusted_text:
        raise ValueError("not canonical base64url")
    return data
