"""What a person has at home without the service: files, a kit, a password.

Made by the second implementation of the tests, never by the code that opens them.

    python -m tests.offline.belongings    write tests/vectors/at-home-v1, once for ever

That folder holds cloud.json, export.json, share.json (of the device) and kit.age, made by the stock
`age` program. secrets.json says what opens them: {password, kit_code, cloud_key, secret, words}.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from tests.soft_backup import (
    Generation,
    PasskeySlot,
    Slot,
    build_generation,
    cloud_key_slot,
    kit_slot,
    password_slot,
    pin_slot,
)
from tests.soft_layout import b64u, commitment, sha256

PASSWORD = "six plain words are ﬁne: Ångström"
# The least that readers take, since every test with a password pays for it.
KDF = {"m": 19_456, "t": 2, "p": 1}
SALT = bytes(range(16))
STORED = Path(__file__).parents[1] / "vectors" / "at-home-v1"
# BIP-39 of the bytes 100 to 115, as @scure/bip39 gives them.
WORDS = "good clinic oil speak note cup random punch hunt logic frame toward"
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def stretched(password: str, *, wid: bytes, m: int, t: int, p: int) -> bytes:
    salt = sha256(b"KRP1-PWSALT\0", wid, SALT)[:16]
    kdf = Argon2id(salt=salt, length=32, iterations=t, lanes=p, memory_cost=m)
    return kdf.derive(unicodedata.normalize("NFKC", password).encode())


def kit_code(key: bytes, *, left_over: int = 0) -> str:
    """Bech32 as BIP-173 describes it, of a secret key of age. left_over: its last four bits, 0."""
    prefix = "age-secret-key-"
    number = int.from_bytes(key, "big") << 4 | left_over
    values = [number >> shift & 31 for shift in range(255, -1, -5)]
    head = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    remainder = 1
    for value in head + values + [0] * 6:
        top, remainder = remainder >> 25, (remainder & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            remainder ^= term * (top >> bit & 1)
    values += [(remainder ^ 1) >> shift & 31 for shift in range(25, -1, -5)]
    return (prefix + "1" + "".join(_LETTERS[value] for value in values)).upper()


@dataclass(frozen=True)
class Belongings:
    """One generation of a wallet, and everything that its owner could have kept of it."""

    secret: bytes = bytes(range(100, 116))
    wid: bytes = bytes(range(16))
    gen: int = 2
    kit_key: bytes = bytes(range(50, 82))
    cloud_key: bytes = bytes(range(10, 42))
    only_at_the_service: bool = False
    kdf: Mapping[str, int] = field(default_factory=lambda: KDF)
    made: Generation = field(init=False)

    def __post_init__(self) -> None:
        made = build_generation(
            secret=self.secret,
            wid=self.wid,
            gen=self.gen,
            slots=self.slots(),
            previous_manifest=None if self.gen == 1 else "earlier",
        )
        object.__setattr__(self, "made", made)

    def slots(self) -> list[Slot]:
        passkey = PasskeySlot(bytes(20), bytes(44), "Phone\x1b[2J", 1, bytes(32))
        pin = pin_slot(nonce=bytes(16), rwd=bytes(64), ent=bytes(32), epoch=1, oprf=bytes(32))
        if self.only_at_the_service:
            return [passkey, pin]
        password = stretched(PASSWORD, wid=self.wid, **self.kdf)
        return [
            passkey,
            pin,
            password_slot(salt=SALT, stretched=password, kdf=self.kdf),
            cloud_key_slot(key_id=bytes(16), key=self.cloud_key),
            kit_slot(kit_id=bytes(16), key=bytes(32)),
            kit_slot(kit_id=bytes(15) + b"\1", key=self.kit_key),
        ]

    @property
    def cloud_file(self) -> bytes:
        return self.made.cloud_object

    def export(self, **changes: Any) -> bytes:
        fields = json.loads(self.cloud_file) | {
            "auth_share": b64u(self.made.auth_share),
            "created_ms": 1_790_000_000_000,
            "service": "https://wallet.example",
            "typ": "keyhaven-export",
            "wallet": "Savings",
        }
        return canonical(fields | changes)

    def share_file(self, share: bytes, **changes: Any) -> bytes:
        fields = {
            "commit": b64u(commitment(wid=self.wid, secret=self.secret)),
            "gen": self.gen,
            "share": b64u(share),
            "typ": "keyhaven-share",
            "v": 1,
            "wid": b64u(self.wid),
        }
        return canonical(fields | changes)


def require_age() -> None:
    """Skip the test where the stock program is missing."""
    if shutil.which("age") is None:
        pytest.skip("the program `age` is not installed; `manage.py test` as root installs it")


def stock_age(file: Path, *, code: str) -> bytes:
    """What the stock program takes out of a kit's file, given the kit's code on standard input."""
    command = ["age", "--decrypt", "--identity", "-", str(file)]
    return subprocess.run(command, input=code.encode(), capture_output=True, check=True).stdout


def age_file(plaintext: bytes, *, code: str) -> bytes:
    """Locked by the stock program for the owner of a kit's code. Skips the test without it."""
    require_age()
    recipient = subprocess.run(["age-keygen", "-y"], input=code.encode(), capture_output=True)
    command = ["age", "--encrypt", "--recipient", recipient.stdout.decode().strip()]
    return subprocess.run(command, input=plaintext, capture_output=True, check=True).stdout


def canonical(fields: dict[str, Any]) -> bytes:
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode() + b"\n"


def write_stored() -> None:
    mine = Belongings(kdf={"m": 131_072, "t": 3, "p": 1})
    code = kit_code(mine.kit_key)
    secrets = {
        "password": PASSWORD,
        "kit_code": code,
        "cloud_key": b64u(mine.cloud_key),
        "secret": b64u(mine.secret),
        "words": WORDS,
    }
    # A released format never changes, so its samples are never made again.
    STORED.mkdir()
    (STORED / "cloud.json").write_bytes(mine.cloud_file)
    (STORED / "export.json").write_bytes(mine.export())
    (STORED / "share.json").write_bytes(mine.share_file(mine.made.device_share))
    (STORED / "kit.age").write_bytes(age_file(mine.export(), code=code))
    (STORED / "secrets.json").write_text(json.dumps(secrets, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    write_stored()
