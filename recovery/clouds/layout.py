"""Names and files of one back-up folder: how they are written and read. No cloud is asked here."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from recovery.clouds.errors import UnknownCopy

PREFIX = "BitcoinWalletBackup_"
POINTER = "current.json"
README_NAME = "README.txt"
_MAX_NAME = 64
_OBJECT_NAME = re.compile(r"backup-([0-9]{6,10})-([0-9a-f]{16})\.json\Z")
_FORBIDDEN = frozenset('/\\:*?"<>|')
# Control and format characters (among them the ones that turn the reading direction around),
# lone surrogates, private and unassigned code points, line and paragraph separators.
_UNWANTED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True)
class Pointer:
    """The content of current.json."""

    wid: str
    gen: int
    file: str
    sha256: str


def folder_name(untrusted_name: str, *, number: int = 1) -> str:
    """A folder name that every provider takes and that shows what it says, ≤ 64 characters.

    number: from 2 on for one more wallet of the same name in one place.
    """
    text = unicodedata.normalize("NFC", untrusted_name)
    kept = (c for c in text if unicodedata.category(c) not in _UNWANTED and c not in _FORBIDDEN)
    ending = f"_{number}" if number > 1 else ""
    room = _MAX_NAME - len(PREFIX) - len(ending)
    name = " ".join("".join(kept).split())[:room].strip(" .")
    return PREFIX + (unicodedata.normalize("NFC", name) or "Wallet") + ending


def object_name(*, gen: int, sha256: str) -> str:
    return f"backup-{gen:06}-{sha256[:16]}.json"


def object_gen(untrusted_name: str) -> int | None:
    """The generation in the name of an object; None for any other file."""
    match = _OBJECT_NAME.match(untrusted_name)
    return int(match[1]) if match else None


def pointer_bytes(pointer: Pointer) -> bytes:
    fields = {"v": 1, **vars(pointer)}
    return json.dumps(fields, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def parse_pointer(untrusted_data: bytes) -> Pointer:
    document = _parse(untrusted_data)
    if set(document) != {"v", "wid", "gen", "file", "sha256"}:
        raise UnknownCopy
    sha256: object = document["sha256"]
    if not isinstance(sha256, str) or not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise UnknownCopy
    # The name follows from the rest, so a pointer can never lead to another file.
    name = object_name(gen=document["gen"], sha256=sha256)
    if document["file"] != name:
        raise UnknownCopy
    return Pointer(document["wid"], document["gen"], name, sha256)


def parse_object(untrusted_data: bytes) -> Pointer:
    """The pointer that would belong to these bytes. What they contain is not judged here."""
    document, digest = _parse(untrusted_data), sha256_of(untrusted_data)
    name = object_name(gen=document["gen"], sha256=digest)
    return Pointer(document["wid"], document["gen"], name, digest)


def _parse(untrusted_data: bytes) -> dict[str, Any]:
    try:
        document = json.loads(untrusted_data)
    except (ValueError, RecursionError) as error:
        raise UnknownCopy from error
    if not isinstance(document, dict) or document.get("v") != 1:
        raise UnknownCopy
    gen, wid = document.get("gen"), document.get("wid")
    # In Python True is an int, so the type is compared exactly.
    if type(gen) is not int or not 0 < gen < 2**31 or not isinstance(wid, str):
        raise UnknownCopy
    return document


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
