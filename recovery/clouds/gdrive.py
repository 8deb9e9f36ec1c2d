"""Google Drive, in a folder that the person sees. We reach only files that we made ourselves.

Drive has no paths, no ETag and no If-Match: any number of files may have one name in one folder,
and whoever knows a file's id writes over it. What this file does about it:
- A file carries a mark of its path in `appProperties`, which only this app sees. It is found by
  that, also after the person has renamed or moved it.
- Its id is asked for beforehand, so that a request which is sent twice makes one file (409).
- Nothing is ever written over. What replaces a file is a new one that names the old one; then we
  look whether another new one has appeared beside it. If so ours goes, and it is a conflict. The
  old one goes last. Should two writers not see each other, because Drive lists a new file late,
  there are two files, and the older one counts. That is the most that can be had here: no writer
  can be kept out, but none can destroy what another wrote.

The hidden folder for apps (`drive.appdata`) is not used: Google deletes it when a person takes the
permission back, and the person cannot see what is in it.

Source: https://developers.google.com/workspace/drive/api/reference/rest/v3
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from recovery.clouds import http, provider
from recovery.clouds.answers import Answer
from recovery.clouds.base import Added, Entry, Permitted, Stored
from recovery.clouds.connection import DEFAULT_MAX_BYTES, Request
from recovery.clouds.errors import (
    AccessDenied,
    AccessEnded,
    BadAnswer,
    CloudError,
    Conflict,
    ConsentIncomplete,
    FolderMissing,
    Full,
    NameTaken,
    NotThere,
    RateLimited,
    ReadBackDiffers,
    RegistrationWrong,
    TooLarge,
)
from recovery.clouds.provider import Profile

API_HOST = "www.googleapis.com"

_FILES = "/drive/v3/files"
_UPLOAD = "/upload/drive/v3/files"
_FOLDER_TYPE = "application/vnd.google-apps.folder"
_FIELDS = "id,name,mimeType,createdTime,modifiedTime,sha256Checksum,headRevisionId,appProperties"
_MAX_PAGES = 20
_ID = re.compile(r"[A-Za-z0-9_-]{8,128}\Z")
_REASONS: dict[str, type[CloudError]] = {
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT": ConsentIncomplete,
    "accessNotConfigured": RegistrationWrong,
    "appNotAuthorizedToFile": AccessDenied,
    "authError": AccessEnded,
    "dailyLimitExceeded": RateLimited,
    "insufficientPermissions": ConsentIncomplete,
    "insufficientScopes": ConsentIncomplete,
    "quotaExceeded": Full,
    "rateLimitExceeded": RateLimited,
    "storageQuotaExceeded": Full,
    "uploadTooLarge": TooLarge,
    "userRateLimitExceeded": RateLimited,
}


@dataclass(frozen=True)
class _File:
    """What Drive says about a file. after: the id of the file that it takes the place of."""

    id: str
    name: str
    is_folder: bool
    created: str
    modified: str
    sha256: str
    revision: str
    after: str


class GoogleDrive:
    """One person's Drive. settings: "account_id". secret: an access token."""

    kind = "gdrive"

    def __init__(self, *, settings: dict[str, str], secret: str, permitted: Permitted) -> None:
        self._account_id = settings.get("account_id", "")
        self._origin, self._base = provider.service(API_HOST, permitted=permitted)
        self._headers = provider.headers(secret)

    def __repr__(self) -> str:
        return "GoogleDrive()"

    @property
    def place(self) -> str:
        return "Google Drive"

    @property
    def account(self) -> str:
        return self._account_id

    def profile(self) -> Profile:
        (answer,) = self._send(self._get("/drive/v3/about", {"fields": "user"}))
        user = provider.document(_require(answer)).get("user")
        if not isinstance(user, dict):
            raise BadAnswer
        account_id = provider.text(user, "permissionId")
        return Profile(
            account_id, str(user.get("displayName") or ""), str(user.get("emailAddress") or "")
        )

    def make_folder(self, folder: str) -> None:
        listed, ids = self._send(self._find(folder), self._new_id())
        found = _in_force(_files(listed))
        if found is None:
            self._create(folder, _id_in(ids), parent="root", after="", data=None)
        elif not found.is_folder:
            raise NameTaken

    def read(self, path: str) -> Stored:
        (listed,) = self._send(self._find(path))
        found = _in_force(_files(listed))
        if found is None:
            raise NotThere
        (answer,) = self._send(self._download(found))
        return _stored(answer)

    def add(self, *, path: str, data: bytes, look: str | None = None) -> Added:
        listed, parent, new_id = self._look_around(path, [path, look or path])
        there, beside = map(_in_force, listed)
        if there is None:
            there = self._create(path, new_id, parent=parent, after="", data=data)
        wanted = [there] if look is None or beside is None else [there, beside]
        answers = self._send(*map(self._download, wanted))
        read_back = _stored_or_none(answers[0])
        if read_back is None:
            # A file that was accepted and is not there is a cloud that does not keep what it takes.
            raise ReadBackDiffers
        if there.id != new_id and read_back.data != data:
            raise NameTaken
        looked = _stored_or_none(answers[1]) if len(answers) > 1 else None
        return Added(read_back.data, looked)

    def replace(self, *, path: str, data: bytes, expected: Stored | None) -> None:
        (files,), parent, new_id = self._look_around(path, [path])
        old = _in_force(files)
        found = None if old is None else _stored_or_none(self._send(self._download(old))[0])
        if old is not None and found is None:
            # It was listed a moment ago. What nobody has read is not replaced.
            raise Conflict
        if found is not None and found.data == data:
            return
        if (found and found.data) != (expected and expected.data):
            raise Conflict
        if old is not None and len(_left(files)) > 1:
            # This one is to be replaced anyway. The other one has to be looked at first.
            self._remove([old])
            raise Conflict
        new = self._create(path, new_id, parent=parent, after=old.id if old else "", data=data)
        (listed,) = self._send(self._find(path))
        others = [file for file in _files(listed) if file.id != new.id]
        if not _is_alone(others, old=old):
            self._remove([new])
            raise Conflict
        self._remove(others)

    def delete(self, path: str) -> None:
        (listed,) = self._send(self._find(path))
        self._remove(_files(listed))

    def entries(self, folder: str) -> Sequence[Entry]:
        found: list[_File] = []
        query = {"q": _query("in", folder), "fields": f"nextPageToken,files({_FIELDS})"}
        query |= {"pageSize": "1000", "spaces": "drive"}
        page = self._get(_FILES, query)
        # The folder itself is asked for with the first page.
        asked = [page, self._find(folder)] if folder else [page]
        listed, *itself = self._send(*asked)
        if itself and _in_force(_files(itself[0])) is None:
            raise NotThere
        for _ in range(_MAX_PAGES):
            found += _files(listed)
            token = provider.document(listed).get("nextPageToken")
            if not token:
                return [_entry(file) for file in _left(found)]
            (listed,) = self._send(self._get(_FILES, {**query, "pageToken": str(token)}))
        raise TooLarge

    def _look_around(self, path: str, names: list[str]) -> tuple[list[list[_File]], str, str]:
        """The files at these paths, the id of the folder around `path`, and an id to be used."""
        folder = path.rpartition("/")[0]
        asked = [self._new_id(), *map(self._find, names)]
        ids, *listed = self._send(*asked, *([self._find(folder)] if folder else []))
        parent = "root"
        if folder:
            around = _in_force(_files(listed.pop()))
            if around is None:
                raise FolderMissing
            parent = around.id
        return [_files(answer) for answer in listed], parent, _id_in(ids)

    def _create(
        self, path: str, new_id: str, *, parent: str, after: str, data: bytes | None
    ) -> _File:
        """Make a file or, without data, a folder. A second request with this id changes nothing."""
        folder, _, name = path.rpartition("/")
        properties = {"path": _mark(path), "in": _mark(folder), "after": after}
        described: dict[str, Any] = {
            "id": new_id,
            "name": name,
            "parents": [parent],
            "appProperties": {key: value for key, value in properties.items() if value},
            "mimeType": "application/octet-stream" if data is not None else _FOLDER_TYPE,
        }
        request = self._post(described) if data is None else self._multipart(described, data)
        (answer,) = self._send(request)
        if answer.status != 409:
            made = _file(provider.document(_require(answer)))
            if data is not None and made.sha256 != hashlib.sha256(data).hexdigest():
                raise ReadBackDiffers
            return made
        query = {"fields": _FIELDS}
        return _file(provider.document(_require(*self._send(self._get(_at(new_id), query)))))

    def _remove(self, files: Sequence[_File]) -> None:
        for file in files:
            (answer,) = self._send(Request("DELETE", self._base + _at(file.id), self._headers))
            if answer.status != 404:
                _require(answer, statuses=(200, 204))

    def _find(self, path: str) -> Request:
        query = {"q": _query("path", path), "fields": f"files({_FIELDS})", "spaces": "drive"}
        return self._get(_FILES, query)

    def _new_id(self) -> Request:
        return self._get(f"{_FILES}/generateIds", {"count": "1", "space": "drive"})

    def _download(self, file: _File) -> Request:
        return self._get(_at(file.id), {"alt": "media"}, max_bytes=DEFAULT_MAX_BYTES)

    def _get(
        self, path: str, query: dict[str, str], *, max_bytes: int = provider.LISTING_MAX_BYTES
    ) -> Request:
        target = f"{self._base}{path}?{urlencode(query)}"
        return Request("GET", target, self._headers, b"", max_bytes)

    def _post(self, described: dict[str, Any]) -> Request:
        headers = {**self._headers, "Content-Type": "application/json; charset=UTF-8"}
        body = json.dumps(described).encode()
        return Request("POST", f"{self._base}{_FILES}?fields={_FIELDS}", headers, body)

    def _multipart(self, described: dict[str, Any], data: bytes) -> Request:
        boundary = secrets.token_hex(16)
        line = f"--{boundary}\r\n".encode()
        body = b"".join(
            (
                line,
                b"Content-Type: application/json; charset=UTF-8\r\n\r\n",
                json.dumps(described).encode(),
                b"\r\n",
                line,
                b"Content-Type: application/octet-stream\r\n\r\n",
                data,
                f"\r\n--{boundary}--\r\n".encode(),
            )
        )
        headers = {**self._headers, "Content-Type": f"multipart/related; boundary={boundary}"}
        target = f"{self._base}{_UPLOAD}?uploadType=multipart&fields={_FIELDS}"
        return Request("POST", target, headers, body)

    def _send(self, *requests: Request) -> list[Answer]:
        return http.exchange(origin=self._origin, requests=requests, follow=False)


def _mark(path: str) -> str:
    """A path as a property: of fixed length, and with nothing that a query would have to escape."""
    digest = hashlib.sha256(unicodedata.normalize("NFC", path).encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _query(key: str, path: str) -> str:
    return f"appProperties has {{ key='{key}' and value='{_mark(path)}' }} and trashed = false"


def _at(file_id: str) -> str:
    return f"{_FILES}/{file_id}"


def _in_force(files: Sequence[_File]) -> _File | None:
    """The file that counts: the older one, should there be two that do not know of each other."""
    return min(_left(files), key=lambda file: (file.created, file.id), default=None)


def _left(files: Sequence[_File]) -> list[_File]:
    """The files of one path whose place no other takes."""
    gone = {file.after for file in files}
    return [file for file in files if file.id not in gone]


def _is_alone(others: Sequence[_File], *, old: _File | None) -> bool:
    """Whether all that lies beside a new file is what it takes the place of, as it was."""
    gone = {file.after for file in others} | ({old.id} if old else set())
    if any(file.id not in gone for file in others):
        return False
    return all(file.revision == old.revision for file in others if old and file.id == old.id)


def _require(answer: Answer, *, statuses: tuple[int, ...] = (200,)) -> Answer:
    if answer.status in statuses:
        return answer
    known = [_REASONS[reason] for reason in _reasons(answer) if reason in _REASONS]
    raise provider.error_of(answer, meaning=known[0] if known else None)


def _reasons(answer: Answer) -> list[str]:
    try:
        error: Any = provider.document(answer).get("error")
    except BadAnswer:
        return []
    if not isinstance(error, dict):
        return []
    lines = [line for key in ("errors", "details") for line in _list(error.get(key))]
    return [str(line.get("reason")) for line in lines if isinstance(line, dict)]


def _list(untrusted: object) -> list[Any]:
    return untrusted if isinstance(untrusted, list) else []


def _files(answer: Answer) -> list[_File]:
    lines = provider.document(_require(answer)).get("files")
    if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
        raise BadAnswer
    return [_file(line) for line in lines]


def _file(untrusted: dict[str, Any]) -> _File:
    properties = untrusted.get("appProperties")
    after = properties.get("after") if isinstance(properties, dict) else None
    return _File(
        id=_checked_id(untrusted.get("id")),
        name=provider.text(untrusted, "name"),
        is_folder=untrusted.get("mimeType") == _FOLDER_TYPE,
        created=provider.text(untrusted, "createdTime"),
        modified=str(untrusted.get("modifiedTime") or ""),
        sha256=str(untrusted.get("sha256Checksum") or ""),
        revision=str(untrusted.get("headRevisionId") or ""),
        after=str(after or ""),
    )


def _id_in(answer: Answer) -> str:
    ids = _list(provider.document(_require(answer)).get("ids"))
    if len(ids) != 1:
        raise BadAnswer
    return _checked_id(ids[0])


def _checked_id(untrusted: object) -> str:
    # It becomes a part of an address.
    if not isinstance(untrusted, str) or not _ID.match(untrusted):
        raise BadAnswer
    return untrusted


def _entry(file: _File) -> Entry:
    try:
        modified = datetime.fromisoformat(file.modified)
    except ValueError:
        modified = None
    name = unicodedata.normalize("NFC", file.name)
    return Entry(name, file.is_folder, modified if modified and modified.tzinfo else None)


def _stored(answer: Answer) -> Stored:
    return Stored(_require(answer).body)


def _stored_or_none(answer: Answer) -> Stored | None:
    return None if answer.status == 404 else _stored(answer)
