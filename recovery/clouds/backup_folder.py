"""One wallet's back-up in one cloud: how it is placed, found and thinned out.

    BitcoinWalletBackup_<Name>/
        README.txt                              for a person who finds the folder
        backup-000007-0123456789abcdef.json     immutable; generation and start of its SHA-256
        current.json                            which of them is in force

The rules are the same for every cloud: write under a new name, read back, compare, switch the
pointer, only then remove what is older. A copy that is foreign, newer or unreadable is reported
and left alone. Every function may be stopped anywhere and started again.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from recovery.clouds.base import Added, Cloud, Entry, Stored
from recovery.clouds.errors import (
    CloudError,
    Conflict,
    DamagedCopy,
    DifferentCopy,
    FolderMissing,
    ForeignCopy,
    NameTaken,
    NewerCopy,
    NotThere,
    ReadBackDiffers,
    StaleCopy,
    TooLarge,
    UnknownCopy,
)
from recovery.clouds.layout import (
    POINTER,
    PREFIX,
    README_NAME,
    Pointer,
    folder_name,
    object_gen,
    object_name,
    parse_object,
    parse_pointer,
    pointer_bytes,
    sha256_of,
)
from recovery.clouds.readme import README

__all__ = [
    "Fetched",
    "Found",
    "Proof",
    "Step",
    "check_access",
    "fetch",
    "folder_name",
    "list_backups",
    "place",
    "prove",
    "remove",
    "retire",
]

_SWITCH_TRIES = 3


class Step(StrEnum):
    """What is about to be done. The values are stored and shown, and never change."""

    CHECKING = "checking"
    WRITING = "writing"
    READING_BACK = "reading_back"
    SWITCHING = "switching"
    RETIRING = "retiring"


@dataclass(frozen=True)
class Proof:
    """A copy that was read back whole and found equal. sha256: 64 hexadecimal digits."""

    sha256: str
    folder: str
    file: str
    place: str
    account: str
    size: int


@dataclass(frozen=True)
class Fetched:
    """A back-up whose bytes have the SHA-256 that its pointer or its name gives."""

    data: bytes = field(repr=False)
    wid: str
    gen: int
    file: str
    sha256: str


@dataclass(frozen=True)
class Found:
    """A back-up folder. wid and gen are None where its pointer is missing or unreadable."""

    folder: str
    wid: str | None
    gen: int | None
    modified: datetime | None


OnStep = Callable[[Step], None]


def _no_report(_step: Step) -> None:
    pass


def check_access(cloud: Cloud, *, whose: str) -> None:
    """Write, read, compare and delete a test file. Raises the CloudError that came up.

    whose: letters and digits that nobody else checks with in this place. So a file that a killed
    check left behind is known by its name, and the next one takes it out.
    """
    path = f"keyhaven-check-{whose}.txt"
    try:
        _try_access(cloud, path)
    except CloudError:
        # The error is the news. What this leaves behind, the next check finds.
        with suppress(CloudError):
            cloud.delete(path)
        raise


def _try_access(cloud: Cloud, path: str) -> None:
    data = secrets.token_bytes(64).hex().encode()
    try:
        added = cloud.add(path=path, data=data)
    except NameTaken:
        cloud.delete(path)
        added = cloud.add(path=path, data=data)
    _require_equal(added.read_back, data)
    cloud.entries("")
    cloud.delete(path)
    with suppress(NotThere):
        cloud.read(path)
        raise ReadBackDiffers


def place(
    cloud: Cloud,
    *,
    folder: str,
    gen: int,
    wid: str,
    data: bytes,
    readme: str = README,
    seen_before: bool = False,
    mend: bool = False,
    on_step: OnStep = _no_report,
) -> Proof:
    """Put one generation into its folder, and return only once it was read back and is in force.

    wid: as it stands in the data. seen_before: an earlier generation of this wallet was proved in
    this folder, so that the look at the pointer may travel together with the write. mend: this
    very generation was proved here, so that other bytes under its name are a damaged copy of it.
    Raises ForeignCopy, NewerCopy, DifferentCopy, UnknownCopy before anything is switched.
    """
    sha256 = sha256_of(data)
    wanted = Pointer(wid, gen, object_name(gen=gen, sha256=sha256), sha256)
    if not seen_before:
        on_step(Step.CHECKING)
        _arrive(cloud, folder=folder, wanted=wanted, readme=readme, mend=mend)
    on_step(Step.WRITING)
    added = _write(cloud, folder=folder, wanted=wanted, data=data, readme=readme, mend=mend)
    on_step(Step.READING_BACK)
    _require_equal(added.read_back, data)
    if seen_before and added.looked is None:
        # The folder was emptied, and its explanation is gone too.
        _explain(cloud, folder=folder, readme=readme)
    on_step(Step.SWITCHING)
    _switch(cloud, folder=folder, wanted=wanted, found=added.looked)
    return Proof(sha256, folder, wanted.file, cloud.place, cloud.account, len(data))


def prove(cloud: Cloud, *, folder: str, gen: int, wid: str, sha256: str) -> bytes:
    """Read a generation that was placed before, and return its bytes if it is in force and whole.

    Nothing is written. Raises NotThere, StaleCopy, DamagedCopy where it can be written again, and
    ForeignCopy, NewerCopy, DifferentCopy, UnknownCopy where something else is in its place.
    """
    wanted = Pointer(wid, gen, object_name(gen=gen, sha256=sha256), sha256)
    if not _require_older(cloud.read(f"{folder}/{POINTER}"), wanted):
        raise StaleCopy
    try:
        data = cloud.read(f"{folder}/{wanted.file}").data
    except TooLarge as error:
        raise DamagedCopy from error
    if not hmac.compare_digest(sha256_of(data), sha256):
        raise DamagedCopy
    return data


def _arrive(cloud: Cloud, *, folder: str, wanted: Pointer, readme: str, mend: bool) -> None:
    """First look at a folder: make it, or make sure that what is in it is ours."""
    try:
        names = {line.name for line in cloud.entries(folder)}
    except NotThere:
        cloud.make_folder(folder)
        names = set()
    if wanted.file in names and not mend:
        _require_whole(cloud, folder=folder, wanted=wanted)
    if POINTER in names:
        _require_older(_read_or_none(cloud, f"{folder}/{POINTER}"), wanted)
    else:
        _require_no_newer_object(cloud, folder=folder, wanted=wanted, names=names)
    if README_NAME not in names:
        _explain(cloud, folder=folder, readme=readme)


def _explain(cloud: Cloud, *, folder: str, readme: str) -> None:
    """Put the explanation there. Somebody's own README stays as it is."""
    path = f"{folder}/{README_NAME}"
    try:
        # Not every store keeps its word not to write over a file that is there.
        cloud.read(path)
    except NotThere:
        with suppress(NameTaken):
            cloud.add(path=path, data=readme.encode())
    except TooLarge:
        return


def _require_no_newer_object(
    cloud: Cloud, *, folder: str, wanted: Pointer, names: set[str]
) -> None:
    """Look at an object that no pointer speaks of, such as that of a writer that was killed."""
    newest = max(filter(object_gen, names), default=wanted.file)
    if newest == wanted.file:
        return
    found = parse_object(_bounded(cloud, folder, newest))
    _require_same_wallet(found, wanted)
    if found.gen > wanted.gen:
        raise NewerCopy


def _write(
    cloud: Cloud, *, folder: str, wanted: Pointer, data: bytes, readme: str, mend: bool
) -> Added:
    """Write the new object, read it back, and look at the pointer as it is now."""
    path, look = f"{folder}/{wanted.file}", f"{folder}/{POINTER}"
    try:
        return cloud.add(path=path, data=data, look=look)
    except FolderMissing:
        # The person removed the folder since the last time.
        _arrive(cloud, folder=folder, wanted=wanted, readme=readme, mend=mend)
    except NameTaken:
        if not mend:
            raise
        # The name holds the SHA-256 of what belongs there, and it was there.
        cloud.replace(path=path, data=data, expected=cloud.read(path))
    return cloud.add(path=path, data=data, look=look)


def _require_whole(cloud: Cloud, *, folder: str, wanted: Pointer) -> None:
    if sha256_of(_bounded(cloud, folder, wanted.file)) != wanted.sha256:
        raise NameTaken


def _switch(cloud: Cloud, *, folder: str, wanted: Pointer, found: Stored | None) -> None:
    path = f"{folder}/{POINTER}"
    for _ in range(_SWITCH_TRIES):
        if _require_older(found, wanted):
            return
        try:
            return cloud.replace(path=path, data=pointer_bytes(wanted), expected=found)
        except Conflict:
            found = _read_or_none(cloud, path)
    raise Conflict


def retire(
    cloud: Cloud,
    *,
    folder: str,
    keep: int,
    wid: str,
    current_gen: int,
    on_step: OnStep = _no_report,
) -> list[str]:
    """Remove our own objects older than the newest `keep` ones, and return their names.

    Does nothing unless the pointer names this wallet's current generation and that object is
    whole: an older copy may be the only good one.
    """
    on_step(Step.RETIRING)
    names = sorted(line.name for line in cloud.entries(folder) if object_gen(line.name))
    older = [name for name in names if (object_gen(name) or 0) < current_gen]
    doomed = older[: max(len(older) - (keep - 1), 0)]
    if not doomed:
        return []
    current = fetch(cloud, folder=folder)
    if (current.wid, current.gen) != (wid, current_gen):
        raise Conflict
    return [name for name in doomed if _remove_own(cloud, folder=folder, name=name, wid=wid)]


def remove(cloud: Cloud, *, folder: str, gen: int, wid: str, sha256: str) -> None:
    """Take a wallet's back-up out of a place, because its copy is proved in another one.

    gen, sha256: of the generation in force. Only what is this wallet's own goes; whatever else lies
    in the folder stays, and the folder with it. Started again after a kill, it goes on.
    Raises ForeignCopy, NewerCopy, DifferentCopy, UnknownCopy before anything is removed.
    """
    wanted = Pointer(wid, gen, object_name(gen=gen, sha256=sha256), sha256)
    try:
        names = {line.name for line in cloud.entries(folder)}
    except NotThere:
        return
    if POINTER in names:
        _require_older(_read_or_none(cloud, f"{folder}/{POINTER}"), wanted)
    _require_no_newer_object(cloud, folder=folder, wanted=wanted, names=names)
    for name in sorted(filter(object_gen, names)):
        _remove_own(cloud, folder=folder, name=name, wid=wid)
    cloud.delete(f"{folder}/{POINTER}")
    _remove_explanation(cloud, folder=folder)
    with suppress(NotThere):
        if not cloud.entries(folder):
            cloud.delete(folder)


def _remove_explanation(cloud: Cloud, *, folder: str) -> None:
    """Remove the README unless somebody has changed it."""
    path = f"{folder}/{README_NAME}"
    with suppress(NotThere, TooLarge):
        if cloud.read(path).data == README.encode():
            cloud.delete(path)


def _remove_own(cloud: Cloud, *, folder: str, name: str, wid: str) -> bool:
    try:
        found = parse_object(_bounded(cloud, folder, name))
    except (UnknownCopy, NotThere):
        return False
    if found.wid != wid or found.file != name:
        return False
    cloud.delete(f"{folder}/{name}")
    return True


def fetch(cloud: Cloud, *, folder: str) -> Fetched:
    """The back-up in force, with its SHA-256 checked.

    Without a usable pointer this is the newest object whose bytes fit its name: who looks here
    has lost a device, and the back-up carries its own signature.
    Raises NotThere, UnknownCopy.
    """
    with suppress(UnknownCopy, NotThere):
        pointer = parse_pointer(cloud.read(f"{folder}/{POINTER}").data)
        data = _bounded(cloud, folder, pointer.file)
        if hmac.compare_digest(sha256_of(data), pointer.sha256):
            return Fetched(data, pointer.wid, pointer.gen, pointer.file, pointer.sha256)
    names = sorted(line.name for line in cloud.entries(folder) if object_gen(line.name))
    for name in reversed(names):
        with suppress(UnknownCopy, NotThere):
            data = _bounded(cloud, folder, name)
            found = parse_object(data)
            if found.file == name:
                return Fetched(data, found.wid, found.gen, name, found.sha256)
    raise UnknownCopy if names else NotThere


def list_backups(cloud: Cloud) -> list[Found]:
    """All back-up folders in this place, by name. Raises NotThere if the place itself is gone."""
    folders = [line for line in cloud.entries("") if line.is_folder]
    named = sorted(line.name for line in folders if line.name.startswith(PREFIX))
    return [_describe(cloud, folder) for folder in named]


def _describe(cloud: Cloud, folder: str) -> Found:
    with suppress(UnknownCopy, NotThere):
        pointer = parse_pointer(cloud.read(f"{folder}/{POINTER}").data)
        lines: dict[str, Entry] = {line.name: line for line in cloud.entries(folder)}
        entry = lines.get(pointer.file)
        return Found(folder, pointer.wid, pointer.gen, entry.modified if entry else None)
    return Found(folder, None, None, None)


def _require_older(found: Stored | None, wanted: Pointer) -> bool:
    """Refuse a pointer that must not be replaced; True if it is in place already."""
    if found is None:
        return False
    pointer = parse_pointer(found.data)
    _require_same_wallet(pointer, wanted)
    if pointer.gen > wanted.gen:
        raise NewerCopy
    if pointer.gen == wanted.gen and pointer != wanted:
        raise DifferentCopy
    return pointer == wanted


def _require_same_wallet(found: Pointer, wanted: Pointer) -> None:
    if found.wid != wanted.wid:
        raise ForeignCopy


def _require_equal(read_back: bytes, data: bytes) -> None:
    if not hmac.compare_digest(sha256_of(read_back), sha256_of(data)):
        raise ReadBackDiffers


def _read_or_none(cloud: Cloud, path: str) -> Stored | None:
    try:
        return cloud.read(path)
    except NotThere:
        return None


def _bounded(cloud: Cloud, folder: str, name: str) -> bytes:
    try:
        return cloud.read(f"{folder}/{name}").data
    except TooLarge as error:
        raise UnknownCopy from error
