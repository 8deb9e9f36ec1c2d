"""What one custodian holds: a share of the custody key, in an `age` file to his own age key.

The stock program `age` makes and opens these files, as the custodians do at home; secrets go to it
and come from it by pipes, never by arguments or files.

Source: https://age-encryption.org/v1
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from recovery.enclave.messages import Refused, b64u, unb64u
from recovery.enclave.platform import StartRefused

_VERSION = 1
_ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_RECIPIENT = re.compile(r"age1[a-z0-9]+")
_LARGEST = 65_536


@dataclass(frozen=True, slots=True)
class Share:
    """ceremony: names it. number counts from 1.

    share: 33 bytes (see shamir.py). copy: as it was then (see sealed_copy.py). Both are base64url.
    """

    ceremony: str
    custodian: str
    number: int
    threshold: int
    share: str
    copy: str

    def to_json(self) -> bytes:
        return json.dumps({"v": _VERSION} | asdict(self), indent=1).encode() + b"\n"

    @property
    def share_bytes(self) -> bytes:
        return _octets(self.share)

    @property
    def copy_bytes(self) -> bytes:
        return _octets(self.copy)


def from_json(untrusted: bytes) -> Share:
    """Raises StartRefused."""
    try:
        found = json.loads(untrusted)
        if found.pop("v") != _VERSION:
            raise StartRefused("This share is of a newer release.")
        share = Share(**found)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StartRefused("What the file holds is not a custodian's share.") from error
    if any(type(getattr(share, name)) is not kind for name, kind in _KINDS.items()):
        raise StartRefused("What the file holds is not a custodian's share.")
    return share


_KINDS = {
    "ceremony": str,
    "custodian": str,
    "number": int,
    "threshold": int,
    "share": str,
    "copy": str,
}


def check_recipient(recipient: str) -> None:
    """Raises StartRefused unless it is the public half of an age key, a plug-in's among them."""
    if not _RECIPIENT.fullmatch(recipient):
        raise StartRefused(f"{recipient[:80]!r} is not an age recipient: those begin with age1.")


def encrypted(plain: bytes, *, recipient: str) -> bytes:
    """An armored age file: letters that can be printed and typed in again."""
    return _age(["--encrypt", "--armor", "--recipient", recipient], plain)


def read(path: Path, *, identities: Sequence[Path]) -> Share:
    """The share in an age file. identities: files of age keys, of which one opens it."""
    try:
        content = path.read_bytes()[:_LARGEST]
    except OSError as error:
        raise StartRefused(f"The share {path} cannot be read.") from error
    if not content.lstrip().startswith(_ARMOR):
        raise StartRefused(f"The share {path} is not an armored age file.")
    words = [word for identity in identities for word in ("--identity", str(identity))]
    if not words:
        raise StartRefused("Name the custodians' age keys with --identity.")
    return from_json(_age(["--decrypt", *words], content))


def _age(words: list[str], given: bytes) -> bytes:
    try:
        done = subprocess.run(["age", *words], input=given, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise StartRefused("The program age is missing: apt-get install age.") from error
    if done.returncode != 0:
        # Its own words are for people, and hold nothing of the secret.
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise StartRefused(f"age refused: {said[0] if said else done.returncode}")
    return done.stdout


def _octets(text: str) -> bytes:
    try:
        return unb64u(text)
    except Refused as error:
        raise StartRefused("A custodian's share is damaged.") from error


def written(value: bytes) -> str:
    return b64u(value)
