"""What a file is and what it holds: a backup from a cloud, an export, one share, an age file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from recovery.offline.age_file import MAGIC
from recovery.offline.errors import CannotRead, UpdateNeeded
from recovery.offline.reading import (
    Malformed,
    exact_keys,
    is_number,
    octets,
    parse_object,
    text,
    whole_number,
)
from recovery.offline.shares import check_share

# Envelope and manifest of 64 KiB each, one share, and the few words around them.
MAX_BYTES = 2 * 65_536 + 8_192
_EXPORT = "keyhaven-export"
_SHARE = "keyhaven-share"


@dataclass(frozen=True)
class Backup:
    """Envelope and manifest of one generation; nothing of it is checked yet."""

    wid: bytes
    gen: int
    envelope: dict[str, Any]
    manifest: str


@dataclass(frozen=True)
class Share:
    """commit: of the secret that the share is of; None where only the backup can tell it."""

    wid: bytes
    gen: int
    share: bytes
    commit: bytes | None


@dataclass(frozen=True)
class Contents:
    """What one file holds. kind: for a person."""

    kind: str
    backup: Backup | None = None
    share: Share | None = None


def is_age_file(data: bytes) -> bool:
    return data.startswith(MAGIC)


def read_file(untrusted_data: bytes, *, name: str) -> Contents:
    """Raises CannotRead, UpdateNeeded. name: of the file, for the sentence."""
    try:
        fields = parse_object(untrusted_data, most=MAX_BYTES)
        if not is_number(fields.get("v"), 1):
            if "v" in fields:
                raise UpdateNeeded(step="file")
            raise Malformed("no version")
        return _contents(fields)
    except Malformed as error:
        message = f"{name} is damaged, or is no backup, export or share of ours."
        raise CannotRead(step="file", message=message) from error


def _contents(fields: dict[str, Any]) -> Contents:
    kind = fields.get("typ")
    if kind == _SHARE:
        exact_keys(fields, "commit", "gen", "share", "typ", "v", "wid")
        commit = octets(fields["commit"], size=32)
        return Contents("one share", share=_share(fields, field="share", commit=commit))
    if kind == _EXPORT:
        exact_keys(
            fields, "auth_share", "created_ms", "envelope", "gen", "manifest", "service", "typ",
            "v", "wallet", "wid",
        )  # fmt: skip
        share = _share(fields, field="auth_share", commit=None)
        return Contents("an export", backup=_backup(fields), share=share)
    exact_keys(fields, "envelope", "gen", "manifest", "v", "wid")
    return Contents("a backup as it lies in a cloud", backup=_backup(fields))


def _backup(fields: dict[str, Any]) -> Backup:
    if not isinstance(fields["envelope"], dict):
        raise Malformed("no envelope")
    return Backup(
        wid=octets(fields["wid"], size=16),
        gen=whole_number(fields["gen"], least=1),
        envelope=fields["envelope"],
        manifest=text(fields["manifest"], most=65_536),
    )


def _share(fields: dict[str, Any], *, field: str, commit: bytes | None) -> Share:
    return Share(
        wid=octets(fields["wid"], size=16),
        gen=whole_number(fields["gen"], least=1),
        share=check_share(octets(fields[field])),
        commit=commit,
    )
