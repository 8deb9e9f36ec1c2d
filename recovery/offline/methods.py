"""The kinds of slots, and what a manifest says of each. What is not known here is not guessed."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any

from recovery.offline.errors import UpdateNeeded
from recovery.offline.reading import (
    MAX_U32,
    Malformed,
    an_object,
    exact_keys,
    octets,
    text,
    whole_number,
)


class Method(IntEnum):
    """5 is set aside for a time lock, which nothing makes yet."""

    PASSKEY = 1
    PIN = 2
    PASSWORD = 3
    CLOUD_KEY = 4
    KIT = 6


# In the words of the pages.
NAMES = {
    Method.PASSKEY: "passkey",
    Method.PIN: "PIN",
    Method.PASSWORD: "password",
    Method.CLOUD_KEY: "key kept in a cloud",
    Method.KIT: "emergency kit",
}
# Their slots' secrets come out of an answer of the vault.
AT_THE_SERVICE = frozenset({Method.PASSKEY, Method.PIN})
# Settings of Argon2id, least and most; m in KiB.
_KDF_RANGES = {"m": (19_456, 1_048_576), "t": (2, 16), "p": (1, 4)}


def read_method(
    *, untrusted_method: object, untrusted_params: object, epoch: int, prf: int
) -> tuple[Method, dict[str, Any]]:
    """Raises Malformed, and UpdateNeeded for a method or parameter of a later version."""
    number = whole_number(untrusted_method, most=255)
    try:
        method = Method(number)
    except ValueError as error:
        raise UpdateNeeded(step="read") from error
    checks = _PARAMS[method]
    params = _no_news(untrusted_params, *checks)
    for name, check in checks.items():
        check(params[name])
    if (epoch and method not in AT_THE_SERVICE) or (prf and method != Method.PASSKEY):
        raise Malformed("a number that this method does not have")
    return method, params


def _no_news(value: object, *keys: str) -> dict[str, Any]:
    if an_object(value).keys() - set(keys):
        raise UpdateNeeded(step="read")
    return exact_keys(value, *keys)


def _bytes(size: int | None = None) -> Callable[[object], object]:
    return lambda value: octets(value, size=size)


def _text(most: int) -> Callable[[object], object]:
    return lambda value: text(value, most=most)


def _kdf(value: object) -> None:
    fields = _no_news(value, *_KDF_RANGES)
    for name, (least, most) in _KDF_RANGES.items():
        if not least <= whole_number(fields[name], most=MAX_U32) <= most:
            raise UpdateNeeded(step="read")


_PARAMS: dict[Method, dict[str, Callable[[object], object]]] = {
    Method.PASSKEY: {"cid": _bytes(), "spki": _bytes(), "name": _text(64)},
    Method.PIN: {
        "nonce": _bytes(16),
        "pin_epoch": whole_number,
        "oprf": _bytes(32),
        "kdf": _kdf,
        "name": _text(64),
    },
    Method.PASSWORD: {"salt": _bytes(16), "kdf": _kdf, "name": _text(64)},
    Method.CLOUD_KEY: {"id": _bytes(16), "kind": _text(32), "place": _text(300), "name": _text(64)},
    Method.KIT: {"id": _bytes(16), "name": _text(64)},
}
