"""Two of three shares make the secret: Shamir's scheme over GF(2^8), byte by byte.

A share is one y byte for each byte of the secret, then one x byte. The field is that of AES.
"""

from __future__ import annotations

from recovery.offline.reading import Malformed

MIN_SECRET = 16
MAX_SECRET = 1024
_POLYNOMIAL = 0x11B


def check_share(share: bytes) -> bytes:
    """Raises Malformed for a share that no split of ours can have given."""
    if not MIN_SECRET <= len(share) - 1 <= MAX_SECRET or share[-1] == 0:
        raise Malformed("not a share")
    return share


def combine(first: bytes, second: bytes) -> bytes:
    """The value at x = 0 of the line through two shares.

    Shares that do not belong together give other bytes and no error: only the wallet's commit
    tells. Raises Malformed where they cannot belong together.
    """
    x_first, x_second = check_share(first)[-1], check_share(second)[-1]
    if len(first) != len(second) or x_first == x_second:
        raise Malformed("two shares of one wallet have one length and different last bytes")
    # Lagrange at 0: the weight of each point is the other x over the difference of both.
    over = _inverse(x_first ^ x_second)
    weight_first, weight_second = _times(x_second, over), _times(x_first, over)
    pairs = zip(first[:-1], second[:-1], strict=True)
    return bytes(_times(a, weight_first) ^ _times(b, weight_second) for a, b in pairs)


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
