"""Dropbox, in the folder that it gives to this app (Apps/…), and nowhere else.

What Dropbox really does, and what this file does about it:
- Every version of a file has a `rev`. Mode "update" writes over exactly that one, mode "add" over
  nothing; `strict_conflict` makes both hold for equal bytes too. A repeated write is therefore a
  conflict, and is looked at: the same bytes are a success.
- It finds out by `content_hash` whether what arrived is what was sent, and says what it kept.
- A conflict, a missing file and a full account all come with status 409. The answer's body tells
  them apart, by tags inside one another.
- Folders come into being with the first file, and names are the same in upper and lower case.

Source: https://www.dropbox.com/developers/documentation/http/documentation
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from recovery.clouds import http, provider
from recovery.clouds.answers import Answer
from recovery.clouds.base import Added, Entry, Permitted, Stored
from recovery.clouds.connection import Request
from recovery.clouds.errors import (
    AccessDenied,
    AccessEnded,
    BadAnswer,
    CloudError,
    Conflict,
    ConsentIncomplete,
    Full,
    Locked,
    NameTaken,
    NotThere,
    RateLimited,
    ReadBackDiffers,
    TooLarge,
)
from recovery.clouds.provider import Profile

API_HOST = "api.dropboxapi.com"
CONTENT_HOST = "content.dropboxapi.com"

_REPLACE_TRIES = 3
_MAX_PAGES = 20
# Content hashes are made of blocks of this size; a copy is never larger than one.
_HASH_BLOCK = 4 * 1024 * 1024
_REV = re.compile(r"[0-9a-f]{9,}\Z")
_TAGS: dict[str, type[CloudError]] = {
    "access_restricted": AccessDenied,
    "conflict": Conflict,
    "disallowed_name": AccessDenied,
    "insufficient_space": Full,
    "invalid_access_token": AccessEnded,
    "locked": Locked,
    "member_folder_insufficient_space": Full,
    "missing_scope": ConsentIncomplete,
    "no_write_permission": AccessDenied,
    "not_file": NameTaken,
    "not_folder": NameTaken,
    "not_found": NotThere,
    "operation_suppressed": AccessDenied,
    "payload_too_large": TooLarge,
    "restricted_content": AccessDenied,
    "team_folder": AccessDenied,
    "team_folder_insufficient_space": Full,
    "too_many_files": AccessDenied,
    "too_many_requests": RateLimited,
    "too_many_write_operations": RateLimited,
    "upload_traffic_limit_reached": RateLimited,
    "user_suspended": AccessDenied,
}


class Dropbox:
    """One person's Dropbox. settings: "account_id". secret: an access token."""

    kind = "dropbox"

    def __init__(self, *, settings: dict[str, str], secret: str, permitted: Permitted) -> None:
        self._account_id = settings.get("account_id", "")
        self._api, self._api_base = provider.service(API_HOST, permitted=permitted)
        self._content, self._content_base = provider.service(CONTENT_HOST, permitted=permitted)
        self._headers = provider.headers(secret)

    def __repr__(self) -> str:
        return "Dropbox()"

    @property
    def place(self) -> str:
        return "Dropbox"

    @property
    def account(self) -> str:
        return self._account_id

    def profile(self) -> Profile:
        found = provider.document(_require(self._call("users/get_current_account", None)))
        name = found.get("name")
        shown = name.get("display_name") if isinstance(name, dict) else None
        account_id = provider.text(found, "account_id")
        return Profile(account_id, str(shown or ""), str(found.get("email") or ""))

    def make_folder(self, folder: str) -> None:
        answer = self._call("files/create_folder_v2", {"path": _path(folder), "autorename": False})
        if "folder" not in _tags(answer):
            _require(answer)

    def read(self, path: str) -> Stored:
        (answer,) = self._send(self._download(path))
        return _stored(answer)

    def add(self, *, path: str, data: bytes, look: str | None = None) -> Added:
        (written,) = self._send(self._upload(path, data, None))
        is_taken = _is_conflict(written)
        if not is_taken:
            _require_kept(written, data)
        asked = [path] if look is None else [path, look]
        read_back, *looked = self._send(*map(self._download, asked))
        there = _stored_or_none(read_back)
        if there is None:
            # A file that was accepted and is not there is a cloud that does not keep what it takes.
            raise ReadBackDiffers
        if is_taken and there.data != data:
            raise NameTaken
        return Added(there.data, _stored_or_none(looked[0]) if looked else None)

    def replace(self, *, path: str, data: bytes, expected: Stored | None) -> None:
        for _ in range(_REPLACE_TRIES):
            if expected is not None and expected.version is None:
                expected = _same_file(self._read_or_none(path), expected)
            (written,) = self._send(self._upload(path, data, expected))
            if not _is_conflict(written):
                return _require_kept(written, data)
            found = self._read_or_none(path)
            if found is not None and found.data == data:
                return None
            expected = _same_file(found, expected)
        raise Conflict

    def delete(self, path: str) -> None:
        answer = self._call("files/delete_v2", {"path": _path(path)})
        if "not_found" not in _tags(answer):
            _require(answer)

    def entries(self, folder: str) -> Sequence[Entry]:
        answer = self._call("files/list_folder", {"path": _path(folder)})
        found: list[Entry] = []
        for _ in range(_MAX_PAGES):
            page = provider.document(_require(answer))
            found += _entries(page)
            if page.get("has_more") is not True:
                return found
            cursor = provider.text(page, "cursor")
            answer = self._call("files/list_folder/continue", {"cursor": cursor})
        raise TooLarge

    def _read_or_none(self, path: str) -> Stored | None:
        (answer,) = self._send(self._download(path))
        return _stored_or_none(answer)

    def _download(self, path: str) -> Request:
        return self._file_request("files/download", {"path": _path(path)}, {}, b"")

    def _upload(self, path: str, data: bytes, expected: Stored | None) -> Request:
        mode: Any = "add" if expected is None else {".tag": "update", "update": expected.version}
        argument = {
            "path": _path(path),
            "mode": mode,
            "autorename": False,
            "mute": True,
            "strict_conflict": True,
            "content_hash": content_hash(data),
        }
        headers = {"Content-Type": "application/octet-stream"}
        return self._file_request("files/upload", argument, headers, data)

    def _file_request(
        self, route: str, argument: dict[str, Any], headers: dict[str, str], data: bytes
    ) -> Request:
        # Names of all scripts stand in a header, so what is not ASCII is escaped.
        headers = {**self._headers, **headers, "Dropbox-API-Arg": json.dumps(argument)}
        return Request("POST", f"{self._content_base}/2/{route}", headers, data)

    def _send(self, *requests: Request) -> list[Answer]:
        return http.exchange(origin=self._content, requests=requests, follow=False)

    def _call(self, route: str, argument: dict[str, Any] | None) -> Answer:
        headers = {**self._headers, "Content-Type": "application/json"}
        target = f"{self._api_base}/2/{route}"
        body = json.dumps(argument).encode()
        request = Request("POST", target, headers, body, provider.LISTING_MAX_BYTES)
        return http.exchange(origin=self._api, requests=[request], follow=False)[0]


def content_hash(data: bytes) -> str:
    """https://www.dropbox.com/developers/reference/content-hash"""
    starts = range(0, len(data), _HASH_BLOCK)
    blocks = (hashlib.sha256(data[start : start + _HASH_BLOCK]).digest() for start in starts)
    return hashlib.sha256(b"".join(blocks)).hexdigest()


def _path(path: str) -> str:
    return f"/{path}" if path else ""


def _tags(answer: Answer) -> list[str]:
    """What an error is, from the general to the particular: ["path", "conflict", "folder"]."""
    if answer.status == 200:
        return []
    try:
        found: Any = json.loads(answer.body)
    except (ValueError, RecursionError):
        return []
    found = found.get("error") if isinstance(found, dict) else None
    tags: list[str] = []
    while isinstance(found, dict) and isinstance(tag := found.get(".tag"), str) and len(tags) < 8:
        tags.append(tag)
        found = found.get(tag) or found.get("reason")
    return tags


def _is_conflict(answer: Answer) -> bool:
    return answer.status == 409 and "conflict" in _tags(answer)


def _require(answer: Answer) -> Answer:
    if answer.status == 200:
        return answer
    known: list[type[CloudError]] = [_TAGS[tag] for tag in _tags(answer) if tag in _TAGS]
    if not known and answer.status in {404, 409}:
        # What is missing or in the way is always named. Something else answered.
        known = [BadAnswer]
    raise provider.error_of(answer, meaning=known[-1] if known else None)


def _require_kept(answer: Answer, data: bytes) -> None:
    kept = provider.document(_require(answer))
    if kept.get("content_hash") != content_hash(data):
        raise ReadBackDiffers


def _stored(answer: Answer) -> Stored:
    _require(answer)
    try:
        described = json.loads(answer.headers.get("dropbox-api-result", ""))
    except (ValueError, RecursionError) as error:
        # Not what Dropbox sends with a file: somebody else answered.
        raise BadAnswer from error
    rev = described.get("rev") if isinstance(described, dict) else None
    if not isinstance(rev, str) or not _REV.match(rev):
        raise BadAnswer
    return Stored(answer.body, rev)


def _stored_or_none(answer: Answer) -> Stored | None:
    return None if "not_found" in _tags(answer) else _stored(answer)


def _same_file(found: Stored | None, expected: Stored | None) -> Stored:
    """Tell a mark that changed although the file did not from a file that changed."""
    if found is None or expected is None or found.data != expected.data:
        raise Conflict
    return found


def _entries(page: dict[str, Any]) -> list[Entry]:
    lines = page.get("entries")
    if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
        raise BadAnswer
    return [
        Entry(provider.text(line, "name"), line[".tag"] == "folder", _moment(line))
        for line in lines
        if line.get(".tag") in {"file", "folder"}
    ]


def _moment(line: dict[str, Any]) -> datetime | None:
    try:
        return datetime.strptime(str(line.get("server_modified")), "%Y-%m-%dT%H:%M:%SZ").replace(
            tzinfo=UTC
        )
    except ValueError:
        return None
