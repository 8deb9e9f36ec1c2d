"""A folder on the server's own disk, for demos and for people who run their own server.

Every step goes through the descriptor of an opened folder and follows no symbolic link, so a path
cannot lead out of the configured root even while somebody changes the tree.
"""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import PurePosixPath

from recovery.clouds.base import Added, Entry, Permitted, Stored
from recovery.clouds.errors import (
    AccessDenied,
    AddressInvalid,
    AddressRefused,
    CloudError,
    Conflict,
    FolderMissing,
    Full,
    NameTaken,
    NotThere,
    ReadBackDiffers,
    ServerFault,
    TooLarge,
)

_MAX_BYTES = 1024 * 1024
_DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_MEANINGS: dict[int, type[CloudError]] = {
    errno.EACCES: AccessDenied,
    errno.EPERM: AccessDenied,
    errno.EROFS: AccessDenied,
    errno.ENOSPC: Full,
    errno.EDQUOT: Full,
    errno.ENOENT: NotThere,
    # A symbolic link, or a file where a folder should be.
    errno.ELOOP: AddressRefused,
    errno.ENOTDIR: AddressRefused,
}


class Folder:
    """settings: "path" below the root that whoever runs the server has named; secret: unused."""

    kind = "folder"
    account = ""

    def __init__(self, *, settings: dict[str, str], secret: str, permitted: Permitted) -> None:
        del secret
        if not permitted.folder_root:
            raise AddressRefused
        self._root = permitted.folder_root
        self._parts = _parts(settings.get("path", ""))

    def __repr__(self) -> str:
        return f"Folder({self.place!r})"

    @property
    def place(self) -> str:
        return "/".join(self._parts) or "this server"

    def make_folder(self, folder: str) -> None:
        with _translated(), self._open() as home, suppress(FileExistsError):
            os.mkdir(_name(folder), mode=0o700, dir_fd=home)
            os.fsync(home)

    def read(self, path: str) -> Stored:
        with _translated(), self._at(path) as (folder, name):
            return _read(folder, name)

    def add(self, *, path: str, data: bytes, look: str | None = None) -> Added:
        with _translated(), self._at(path, missing=FolderMissing) as (folder, name):
            # Unlike a rename, a link never takes the place of a file that is there.
            with _temporary(folder, data) as temporary, suppress(FileExistsError):
                os.link(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
                os.fsync(folder)
            read_back = _read(folder, name).data
        if read_back != data:
            raise NameTaken
        return Added(read_back, self._look(look) if look is not None else None)

    def replace(self, *, path: str, data: bytes, expected: Stored | None) -> None:
        with _translated(), self._at(path, missing=FolderMissing) as (folder, name):
            # The lock is what makes "compare, then rename" one step among our own processes.
            fcntl.flock(folder, fcntl.LOCK_EX)
            found = _read_or_none(folder, name)
            if (found and found.data) != (expected and expected.data):
                raise Conflict
            with _temporary(folder, data) as temporary:
                os.rename(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
                os.fsync(folder)
            if _read(folder, name).data != data:
                raise ReadBackDiffers

    def delete(self, path: str) -> None:
        with _translated(), suppress(FileNotFoundError, NotThere), self._at(path) as (folder, name):
            try:
                os.unlink(name, dir_fd=folder)
            except IsADirectoryError:
                os.rmdir(name, dir_fd=folder)
            os.fsync(folder)

    def entries(self, folder: str) -> Sequence[Entry]:
        with _translated(), self._open(*_parts(folder)) as opened, os.scandir(opened) as lines:
            return [
                Entry(
                    line.name,
                    line.is_dir(follow_symlinks=False),
                    datetime.fromtimestamp(line.stat(follow_symlinks=False).st_mtime, UTC),
                )
                for line in lines
            ]

    def _look(self, path: str) -> Stored | None:
        try:
            return self.read(path)
        except NotThere:
            return None

    @contextmanager
    def _at(self, path: str, *, missing: type[NotThere] = NotThere) -> Iterator[tuple[int, str]]:
        """The opened folder and the name in it; `missing` is raised without the folder."""
        *folders, name = _parts(path)
        try:
            opened = self._descend(folders)
        except FileNotFoundError as error:
            raise missing from error
        try:
            yield opened, name
        finally:
            os.close(opened)

    @contextmanager
    def _open(self, *folders: str) -> Iterator[int]:
        opened = self._descend(folders)
        try:
            yield opened
        finally:
            os.close(opened)

    def _descend(self, folders: Sequence[str]) -> int:
        # The root itself may be a symbolic link: whoever runs the server has chosen it.
        opened = os.open(self._root, _DIRECTORY & ~os.O_NOFOLLOW)
        for own, part in [(True, p) for p in self._parts] + [(False, p) for p in folders]:
            try:
                if own:
                    with suppress(FileExistsError):
                        os.mkdir(part, mode=0o700, dir_fd=opened)
                inner = os.open(part, _DIRECTORY, dir_fd=opened)
            finally:
                os.close(opened)
            opened = inner
        return opened


def _parts(untrusted_path: str) -> tuple[str, ...]:
    """The names of a relative path. Raises AddressInvalid for one that leads elsewhere."""
    path = PurePosixPath(untrusted_path)
    if path.is_absolute() or "\0" in untrusted_path or ".." in path.parts:
        raise AddressInvalid
    return path.parts


def _name(untrusted_name: str) -> str:
    (name,) = _parts(untrusted_name)
    return name


def _read(folder: int, name: str) -> Stored:
    # Without O_NONBLOCK a named pipe put in our place would hold the worker for ever.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    with os.fdopen(os.open(name, flags, dir_fd=folder), "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise AddressRefused
        if about.st_size > _MAX_BYTES:
            raise TooLarge
        return Stored(file.read(_MAX_BYTES + 1), f"{about.st_ino}-{about.st_mtime_ns}")


def _read_or_none(folder: int, name: str) -> Stored | None:
    try:
        return _read(folder, name)
    except FileNotFoundError:
        return None


@contextmanager
def _temporary(folder: int, data: bytes) -> Iterator[str]:
    """A complete file on disk under a name of its own, which is gone afterwards."""
    name = f".new-{secrets.token_hex(8)}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        with os.fdopen(os.open(name, flags, 0o600, dir_fd=folder), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield name
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name, dir_fd=folder)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        # `error` names a path of this server, so it stays the cause and is never the text.
        raise _MEANINGS.get(error.errno or 0, ServerFault) from error
