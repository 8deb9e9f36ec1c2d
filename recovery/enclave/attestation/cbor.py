"""The CBOR that attestation needs: a strict reader, and a writer for what is signed or asked.

Shortest lengths only, no tags, no fractions, no key twice, no key that is neither number nor text,
nothing behind the end. Maps and lists may leave their length open, as newer Nitro devices do.
The reader takes 60 lines; general ones accept tags, duplicate keys and trailing bytes by default.
Source: RFC 8949, https://www.rfc-editor.org/rfc/rfc8949
"""

from __future__ import annotations

from typing import Any

MAX_DEPTH = 8

_UNSIGNED, _NEGATIVE, _BYTES, _TEXT, _LIST, _MAP, _SIMPLE = 0, 1, 2, 3, 4, 5, 7
_OPEN = 31
_BREAK = 0xFF
_SIMPLE_VALUES = {20: False, 21: True, 22: None}


class Malformed(ValueError):
    """Not CBOR, or CBOR that nobody has reason to write."""


def decode(untrusted: bytes) -> Any:
    """Numbers, bytes, str, bool, None, lists and dicts; raises Malformed."""
    reader = _Reader(untrusted)
    value = reader.value(depth=MAX_DEPTH)
    if reader.offset != len(untrusted):
        raise Malformed("bytes behind the end")
    return value


class _Reader:
    def __init__(self, untrusted: bytes) -> None:
        self._bytes = untrusted
        self.offset = 0

    def value(self, *, depth: int) -> Any:
        if depth == 0:
            raise Malformed("too deep")
        first = self._take(1)[0]
        kind, low = first >> 5, first & 31
        if kind == _SIMPLE:
            if low not in _SIMPLE_VALUES:
                raise Malformed("neither true, false nor null")
            return _SIMPLE_VALUES[low]
        if kind in (_LIST, _MAP):
            count = None if low == _OPEN else self._number(low)
            return self._list(count, depth) if kind == _LIST else self._map(count, depth)
        number = self._number(low)
        if kind == _UNSIGNED:
            return number
        if kind == _NEGATIVE:
            return -1 - number
        if kind == _BYTES:
            return self._take(number)
        if kind == _TEXT:
            return self._text(number)
        raise Malformed("a tag")

    def _number(self, low: int) -> int:
        if low < 24:
            return low
        if low > 27:
            raise Malformed("no such length")
        size = 1 << (low - 24)
        number = int.from_bytes(self._take(size), "big")
        if number < (24 if size == 1 else 1 << (4 * size)):
            raise Malformed("a number longer than it must be")
        return number

    def _list(self, count: int | None, depth: int) -> list[Any]:
        found: list[Any] = []
        while not self._ends(count, len(found)):
            found.append(self.value(depth=depth - 1))
        return found

    def _map(self, count: int | None, depth: int) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        while not self._ends(count, len(found)):
            key = self.value(depth=depth - 1)
            if type(key) not in (int, str) or key in found:
                raise Malformed("a key of another kind, or one that was there")
            found[key] = self.value(depth=depth - 1)
        return found

    def _ends(self, count: int | None, found: int) -> bool:
        if count is not None:
            return found == count
        if self._bytes[self.offset : self.offset + 1] != bytes((_BREAK,)):
            return False
        self.offset += 1
        return True

    def _text(self, size: int) -> str:
        try:
            return self._take(size).decode("utf-8")
        except UnicodeDecodeError as error:
            raise Malformed("text that is not UTF-8") from error

    def _take(self, size: int) -> bytes:
        self.offset += size
        if self.offset > len(self._bytes):
            raise Malformed("ends early")
        return self._bytes[self.offset - size : self.offset]


def encode(value: Any) -> bytes:
    """Numbers, bytes, str, None, lists and dicts, in the order in which they stand there."""
    if value is None:
        return b"\xf6"
    if isinstance(value, int):
        return _head(_UNSIGNED, value) if value >= 0 else _head(_NEGATIVE, -1 - value)
    if isinstance(value, bytes):
        return _head(_BYTES, len(value)) + value
    if isinstance(value, str):
        return _head(_TEXT, len(value.encode())) + value.encode()
    if isinstance(value, list):
        return _head(_LIST, len(value)) + b"".join(map(encode, value))
    if isinstance(value, dict):
        pairs = (encode(key) + encode(one) for key, one in value.items())
        return _head(_MAP, len(value)) + b"".join(pairs)
    raise TypeError(f"nothing here writes {type(value).__name__}")


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes((kind << 5 | number,))
    for code, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 1 << (8 * size):
            return bytes((kind << 5 | code,)) + number.to_bytes(size, "big")
    raise ValueError("a number above 64 bits")
