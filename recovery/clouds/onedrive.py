"""OneDrive through Microsoft Graph, in the folder that it gives to this app (Apps/…).

What Graph really does, and what this file does about it:
- A plain PUT replaces what is there; `conflictBehavior=fail` makes it refuse, and `If-Match` with
  the item's eTag makes it refuse any other version. An eTag changes with a file's name as well, so
  a refusal is looked at: the same bytes are the same file.
- Content is not served by Graph itself. An item names an address for it, good for a short time and
  for anybody, so our token is not sent there.
- What a person deletes goes to the bin. It is not there any more, and may be put back.

Source: https://learn.microsoft.com/graph/api/resources/driveitem
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlsplit

from recovery.clouds import http, provider
from recovery.clouds.answers import Answer
from recovery.clouds.base import Added, Entry, Permitted, Stored
from recovery.clouds.connection import PRINTABLE, Request
from recovery.clouds.errors import (
    AccessDenied,
    AccessEnded,
    BadAnswer,
    CloudError,
    Conflict,
    FolderMissing,
    Full,
    Locked,
    NameTaken,
    NotThere,
    RateLimited,
    ReadBackDiffers,
    TooLarge,
)
from recovery.clouds.provider import Profile

API_HOST = "graph.microsoft.com"

_ROOT = "/v1.0/me/drive/special/approot"
_REPLACE_TRIES = 3
_MAX_PAGES = 20
_CODES: dict[str, type[CloudError]] = {
    "InvalidAuthenticationToken": AccessEnded,
    "accessDenied": AccessDenied,
    "activityLimitReached": RateLimited,
    "itemNotFound": NotThere,
    "malwareDetected": AccessDenied,
    "nameAlreadyExists": Conflict,
    "notAllowed": AccessDenied,
    "quotaLimitReached": Full,
    "resourceLocked": Locked,
    "resourceModified": Conflict,
    "serviceNotAvailable": RateLimited,
    "unauthenticated": AccessEnded,
}


class OneDrive:
    """One person's OneDrive. settings: "account_id". secret: an access token."""

    kind = "onedrive"

    def __init__(self, *, settings: dict[str, str], secret: str, permitted: Permitted) -> None:
        self._account_id = settings.get("account_id", "")
        self._permitted = permitted
        self._origin, self._base = provider.service(API_HOST, permitted=permitted)
        self._headers = provider.headers(secret) | {"Accept": "application/json"}

    def __repr__(self) -> str:
        return "OneDrive()"

    @property
    def place(self) -> str:
        return "OneDrive"

    @property
    def account(self) -> str:
        return self._account_id

    def profile(self) -> Profile:
        query = "$select=id,displayName,mail,userPrincipalName"
        (answer,) = self._send(self._request("GET", f"/v1.0/me?{query}"))
        found = provider.document(_require(answer))
        address = found.get("mail") or found.get("userPrincipalName")
        account_id = provider.text(found, "id")
        return Profile(account_id, str(found.get("displayName") or ""), str(address or ""))

    def make_folder(self, folder: str) -> None:
        wanted = {"name": folder, "folder": {}, "@microsoft.graph.conflictBehavior": "fail"}
        body = json.dumps(wanted).encode()
        headers = {"Content-Type": "application/json"}
        (answer,) = self._send(self._request("POST", f"{_ROOT}/children", headers, body))
        if answer.status != 409:
            _require(answer)

    def read(self, path: str) -> Stored:
        (item,) = self._send(self._request("GET", _item(path)))
        return self._content(_require(item))

    def add(self, *, path: str, data: bytes, look: str | None = None) -> Added:
        (written,) = self._send(self._put(path, data, None))
        is_taken = written.status == 409
        if not is_taken:
            _require_written(written)
        asked = [path] if look is None else [path, look]
        item, *beside = self._send(*(self._request("GET", _item(name)) for name in asked))
        there = self._content_or_none(item)
        if there is None:
            # A file that was accepted and is not there is a cloud that does not keep what it takes.
            raise ReadBackDiffers
        if is_taken and there.data != data:
            raise NameTaken
        return Added(there.data, self._content_or_none(beside[0]) if beside else None)

    def replace(self, *, path: str, data: bytes, expected: Stored | None) -> None:
        for _ in range(_REPLACE_TRIES):
            found = self._read_or_none(path)
            if found is not None and found.data == data:
                return
            if (found and found.data) != (expected and expected.data):
                raise Conflict
            (written,) = self._send(self._put(path, data, found))
            if written.status not in {409, 412}:
                _require_written(written)
                if self.read(path).data != data:
                    raise ReadBackDiffers
                return
        raise Conflict

    def delete(self, path: str) -> None:
        (answer,) = self._send(self._request("DELETE", _item(path)))
        if answer.status != 404:
            _require(answer)

    def entries(self, folder: str) -> Sequence[Entry]:
        target = f"{_item(folder)}/children?$top=200"
        found: list[Entry] = []
        for _ in range(_MAX_PAGES):
            (answer,) = self._send(self._request("GET", target))
            page = provider.document(_require(answer))
            found += _entries(page)
            following = page.get("@odata.nextLink")
            if following is None:
                return found
            target = self._own_target(following)
        raise TooLarge

    def _own_target(self, untrusted_link: object) -> str:
        """Path and query of a link to the next page, which has to lie where the first one does."""
        start = f"https://{API_HOST}/"
        if not isinstance(untrusted_link, str) or not untrusted_link.startswith(start):
            raise BadAnswer
        if not PRINTABLE.match(untrusted_link) or " " in untrusted_link:
            raise BadAnswer
        return "/" + untrusted_link.removeprefix(start)

    def _read_or_none(self, path: str) -> Stored | None:
        (item,) = self._send(self._request("GET", _item(path)))
        return self._content_or_none(item)

    def _content_or_none(self, item: Answer) -> Stored | None:
        return None if item.status == 404 else self._content(_require(item))

    def _content(self, item: Answer) -> Stored:
        """What an item holds, from the address that it names."""
        found = provider.document(item)
        if "folder" in found:
            raise NameTaken
        parts = urlsplit(provider.text(found, "@microsoft.graph.downloadUrl"))
        if parts.scheme != "https" or not parts.hostname or not PRINTABLE.match(parts.geturl()):
            raise BadAnswer
        origin, base = provider.service(parts.netloc, permitted=self._permitted)
        headers = {"Accept-Encoding": "identity", "User-Agent": "Keyhaven"}
        request = Request("GET", f"{base}{parts.path}?{parts.query}", headers)
        (answer,) = http.exchange(origin=origin, requests=[request], follow=False)
        return Stored(_require(answer).body, _version(found))

    def _put(self, path: str, data: bytes, found: Stored | None) -> Request:
        headers = {"Content-Type": "application/octet-stream"}
        behavior = "fail"
        if found is not None and found.version is not None:
            headers["If-Match"] = found.version
            behavior = "replace"
        query = f"@microsoft.graph.conflictBehavior={behavior}"
        return self._request("PUT", f"{_item(path)}/content?{query}", headers, data)

    def _request(
        self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> Request:
        target = self._base + path
        all_headers = {**self._headers, **(headers or {})}
        return Request(method, target, all_headers, body, provider.LISTING_MAX_BYTES)

    def _send(self, *requests: Request) -> list[Answer]:
        return http.exchange(origin=self._origin, requests=requests, follow=False)


def _item(path: str) -> str:
    return f"{_ROOT}:/{quote(path)}:" if path else _ROOT


def _require(answer: Answer) -> Answer:
    if answer.status in {200, 201, 204}:
        return answer
    known = [_CODES[code] for code in _codes(answer) if code in _CODES]
    raise provider.error_of(answer, meaning=known[0] if known else None)


def _codes(answer: Answer) -> list[str]:
    """What an error is, from the general to the particular."""
    try:
        error: Any = provider.document(answer).get("error")
    except BadAnswer:
        return []
    codes: list[str] = []
    while isinstance(error, dict) and len(codes) < 8:
        codes.append(str(error.get("code")))
        error = error.get("innerError") or error.get("innererror")
    return codes


def _require_written(answer: Answer) -> None:
    if answer.status == 404:
        raise FolderMissing
    _require(answer)


def _version(item: dict[str, Any]) -> str:
    version = provider.text(item, "eTag")
    if not PRINTABLE.match(version):
        raise BadAnswer
    return version


def _entries(page: dict[str, Any]) -> list[Entry]:
    lines = page.get("value")
    if not isinstance(lines, list) or not all(isinstance(line, dict) for line in lines):
        raise BadAnswer
    return [Entry(provider.text(line, "name"), "folder" in line, _moment(line)) for line in lines]


def _moment(line: dict[str, Any]) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(line.get("lastModifiedDateTime")))
    except ValueError:
        return None
    return found if found.tzinfo else None
