"""JSON of exactly the shape that is asked for, and the few encodings that every format shares.

Whatever does not fit raises Malformed; the caller says which file or part it was.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from recovery import base64url

MAX_U32 = 0xFFFFFFFF


class Malformed(ValueError):
    """Untrusted data does not have the shape that its format asks for."""


def parse_object(untrusted_data: bytes, *, most: int) -> dict[str, Any]:
    """One JSON object in UTF-8 of at most `most` bytes, without a key that stands there twice."""
    if len(untrusted_data) > most:
        raise Malformed("too large")
    try:
        value = json.loads(untrusted_data.decode(), object_pairs_hook=_distinct)
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON") from error
    return an_object(value)


def _distinct(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise Malformed("a key stands there twice")
    return members


def an_object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Malformed("not an object")
    return value


def a_list(value: object, *, most: int) -> list[Any]:
    if not isinstance(value, list) or not 1 <= len(value) <= most:
        raise Malformed("not a list of the right length")
    return value


def exact_keys(value: object, *keys: str) -> dict[str, Any]:
    fields = an_object(value)
    if set(fields) != set(keys):
        raise Malformed("other keys than the format has")
    return fields


def is_number(value: object, expected: int) -> bool:
    # In Python True is an int and equal to 1, so the type is compared exactly.
    return type(value) is int and value == expected


def whole_number(value: object, *, least: int = 0, most: int = MAX_U32) -> int:
    if type(value) is not int or not least <= value <= most:
        raise Malformed("not a number of the right size")
    return value


def text(value: object, *, most: int) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise Malformed("not a text of the right length")
    return value


def octets(value: object, *, size: int | None = None) -> bytes:
    """Bytes out of base64url in its one canonical spelling."""
    if not isinstance(value, str):
        raise Malformed("not base64url")
    try:
        data = base64url.decode(value)
    except ValueError as error:
        raise Malformed("not base64url") from error
    if size is not None and len(data) != size:
        raise Malformed("not the right number of bytes")
    return data


def canonical_json(value: object) -> str:
    """Keys sorted, no spaces: the same value always gives the same text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def lp(value: bytes) -> bytes:
    """The value behind its length, u16 big-endian."""
    return len(value).to_bytes(2, "big") + value


def sha256(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def hkdf(*, salt: bytes, ikm: bytes, info: bytes) -> bytes:
    """32 bytes. Source: RFC 5869, https://www.rfc-editor.org/rfc/rfc5869"""
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(ikm)
