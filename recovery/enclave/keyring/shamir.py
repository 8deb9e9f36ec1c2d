"""Shamir's secret sharing over GF(2^8), the field of AES, byte by byte.

A share is one y byte for each byte of the secret, then one x byte that is not 0: the form in which
the browser writes the shares of a wallet.

Source: Adi Shamir, How to share a secret, Communications of the ACM 22 (1979)
"""

from __future__ import annotations

import os
from collections.abc import Sequence

_POLYNOMIAL = 0x11B
_MOST = 255


def split(secret: bytes, *, shares: int, threshold: int) -> list[bytes]:
    """As many shares, of which any `threshold` give the secret and fewer say nothing of it."""
    if not 2 <= threshold <= shares <= _MOST or not secret:
        raise ValueError("there must be 2 to 255 shares, and a threshold that they reach")
    # One polynomial for each byte: the byte, then random coefficients of which any may be 0.
    polynomials = [bytes((byte,)) + os.urandom(threshold - 1) for byte in secret]
    return [
        bytes(_value(polynomial, at=x) for polynomial in polynomials) + bytes((x,))
        for x in range(1, shares + 1)
    ]


def combine(shares: Sequence[bytes]) -> bytes:
    """The value at 0 of the polynomials through these shares.

    Shares that do not belong together, or are too few, give other bytes and no error.
    Raises ValueError where they cannot belong together.
    """
    points = [share[-1] for share in shares if len(share) >= 2]
    if len(points) < 2 or len(set(points)) != len(shares) or 0 in points:
        raise ValueError("shares of one set have different last bytes, and none is 0")
    if len({len(share) for share in shares}) != 1:
        raise ValueError("shares of one set have one length")
    weights = [_weight(x, among=points) for x in points]
    secret = bytearray(len(shares[0]) - 1)
    for share, weight in zip(shares, weights, strict=True):
        for index, y in enumerate(share[:-1]):
            secret[index] ^= _times(y, weight)
    return bytes(secret)


def _value(polynomial: bytes, *, at: int) -> int:
    """Horner's scheme; the first byte is the value at 0."""
    value = 0
    for coefficient in reversed(polynomial):
        value = _times(value, at) ^ coefficient
    return value


def _weight(x: int, *, among: Sequence[int]) -> int:
    """Lagrange's basis polynomial of x, at 0."""
    weight = 1
    for other in among:
        if other != x:
            weight = _times(weight, _times(other, _inverse(x ^ other)))
    return weight


def _times(a: int, b: int) -> int:
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 0x100:
            a ^= _POLYNOMIAL
        b >>= 1
    return product


def _inverse(value: int) -> int:
    """The field has 256 elements, so value^254 times value is 1."""
    result = 1
    for _ in range(254):
        result = _times(result, value)
    return result
