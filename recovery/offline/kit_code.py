"""The code on an emergency kit: 32 bytes in the spelling of a secret key of age.

That is Bech32 (BIP-173) under the prefix "age-secret-key-": letters that are hard to mistake for
each other, and a checksum that finds any four wrong ones. The stock `age` program takes it as well.
"""

from __future__ import annotations

from recovery.offline.errors import WrongSecret

_PREFIX = "age-secret-key-"
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_DATA, _CHECKSUM = 52, 6


def read_kit_code(untrusted_text: str) -> bytes:
    """32 bytes out of a code as a person types it: any case, with or without prefix and spaces.

    Raises WrongSecret.
    """
    text = "".join(untrusted_text.split()).replace("-", "").lower()
    code = text.removeprefix(_PREFIX.replace("-", "") + "1")
    strange = sorted(set(code) - set(_LETTERS))
    if strange:
        _refuse(f"These do not occur in it: {' '.join(strange).upper()}")
    if len(code) != _DATA + _CHECKSUM:
        _refuse(f"It has {_DATA + _CHECKSUM} letters after the beginning, not {len(code)}.")
    values = [_LETTERS.index(letter) for letter in code]
    if _polymod(_expanded_prefix() + values) != 1:
        _refuse("A letter in it is wrong, or two have changed places.")
    number = 0
    for value in values[:_DATA]:
        number = number << 5 | value
    # 52 letters hold 260 bits; the last four must be zero, so that a key has one spelling.
    if number & 0xF:
        _refuse("Its last letters are wrong.")
    return (number >> 4).to_bytes(32, "big")


def _refuse(reason: str) -> None:
    raise WrongSecret(step="kit code", message=f"This is no code of an emergency kit. {reason}")


def _expanded_prefix() -> list[int]:
    prefix = _PREFIX.encode()
    return [byte >> 5 for byte in prefix] + [0] + [byte & 31 for byte in prefix]


def _polymod(values: list[int]) -> int:
    """Source: BIP-173, https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki"""
    remainder = 1
    for value in values:
        top = remainder >> 25
        remainder = (remainder & 0x1FFFFFF) << 5 ^ value
        for index, term in enumerate(_GENERATOR):
            remainder ^= term if top >> index & 1 else 0
    return remainder
