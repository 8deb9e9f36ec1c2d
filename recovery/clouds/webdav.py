"""WebDAV: Nextcloud, ownCloud, Apache, and whatever else speaks RFC 4918.

What servers really do, and what this file does about it:
- Apache gives a weak ETag for about a second after a write, and If-Match never matches a weak one
  (RFC 9110 section 13.1.1). A weak ETag is therefore not used: the file is compared instead.
- wsgidav keeps an ETag when a file of the same size is written in the same second, and
  `rclone serve webdav` takes no notice of conditions and "makes" folders that exist. What matters
  is therefore never overwritten at all: it has a name of its own, and is read back.
- A missing parent folder is 409, or 404 from some; MKCOL on a folder that exists is 405.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from urllib.parse import quote, unquote

from recovery.clouds import http, multistatus
from recovery.clouds.answers import Answer
from recovery.clouds.base import Added, Entry, Permitted, Stored
from recovery.clouds.connection import DEFAULT_MAX_BYTES, Request
from recovery.clouds.errors import (
    AccessDenied,
    BadAnswer,
    CloudError,
    Conflict,
    FolderMissing,
    Full,
    Locked,
    NameTaken,
    NotStorage,
    NotThere,
    RateLimited,
    ReadBackDiffers,
    ServerFault,
    SignInRefused,
    TimedOut,
    TooLarge,
)
from recovery.clouds.etag import strong_etag
from recovery.clouds.pasted_address import parse_url
from recovery.clouds.retry_after import seconds_of

_REPLACE_TRIES = 3
_LISTING_MAX_BYTES = 4 * 1024 * 1024
_LISTING_BODY = (
    b'<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop>'
    b"<resourcetype/><getlastmodified/></prop></propfind>"
)
_MEANINGS: dict[int, type[CloudError]] = {
    400: NotStorage,
    401: SignInRefused,
    403: AccessDenied,
    404: NotThere,
    405: NotStorage,
    408: TimedOut,
    409: FolderMissing,
    412: Conflict,
    413: TooLarge,
    423: Locked,
    429: RateLimited,
    501: NotStorage,
    503: RateLimited,
    507: Full,
}


class WebDav:
    """One account on one WebDAV server.

    settings: "url" of the folder in which the back-up folders lie, "user". secret: app password.
    """

    kind = "webdav"

    def __init__(self, *, settings: dict[str, str], secret: str, permitted: Permitted) -> None:
        self._origin, self._base = parse_url(settings.get("url", ""), permitted=permitted)
        self._user = settings.get("user", "")
        credentials = base64.b64encode(f"{self._user}:{secret}".encode()).decode()
        self._headers = {
            "Authorization": f"Basic {credentials}",
            "Accept-Encoding": "identity",
            "User-Agent": "Keyhaven",
        }

    def __repr__(self) -> str:
        return f"WebDav({self.place!r})"

    @property
    def place(self) -> str:
        return self._origin.host_header + unquote(self._base).rstrip("/")

    @property
    def account(self) -> str:
        return self._user

    def make_folder(self, folder: str) -> None:
        (answer,) = self._send(self._request("MKCOL", folder + "/"))
        if answer.status in {404, 409}:
            raise FolderMissing
        if answer.status != 405:
            _require(answer, statuses=(201,))

    def read(self, path: str) -> Stored:
        (answer,) = self._send(self._request("GET", path))
        return _stored(answer)

    def add(self, *, path: str, data: bytes, look: str | None = None) -> Added:
        requests = [self._put(path, data, {"If-None-Match": "*"}), self._request("GET", path)]
        if look is not None:
            requests.append(self._request("GET", look))
        written, read_back, *looked = self._send(*requests)
        if written.status in {404, 409}:
            raise FolderMissing
        if written.status != 412:
            _require_written(written)
        there = _read_back(read_back)
        if written.status == 412 and there.data != data:
            raise NameTaken
        return Added(there.data, _stored_or_none(looked[0]) if looked else None)

    def replace(self, *, path: str, data: bytes, expected: Stored | None) -> None:
        for _ in range(_REPLACE_TRIES):
            if expected is not None and expected.version is None:
                expected = self._still(path, expected)
            condition = _condition(expected)
            requests = [self._put(path, data, condition)]
            if not condition:
                requests.append(self._request("GET", path))
            written, *read_back = self._send(*requests)
            if written.status != 412:
                return _require_replaced(written, read_back, data)
            found = self._read_or_none(path)
            if found is not None and found.data == data:
                return None
            expected = _same_file(found, expected)
        raise Conflict

    def _read_or_none(self, path: str) -> Stored | None:
        (answer,) = self._send(self._request("GET", path))
        return _stored_or_none(answer)

    def _still(self, path: str, expected: Stored) -> Stored:
        """Look again right before a write for which the server has no condition to offer."""
        return _same_file(self._read_or_none(path), expected)

    def delete(self, path: str) -> None:
        (answer,) = self._send(self._request("DELETE", path))
        if answer.status != 404:
            _require(answer, statuses=(200, 202, 204))

    def entries(self, folder: str) -> Sequence[Entry]:
        target = f"{folder}/" if folder else ""
        headers = {"Depth": "1", "Content-Type": "application/xml; charset=utf-8"}
        request = self._request("PROPFIND", target, headers, _LISTING_BODY, _LISTING_MAX_BYTES)
        (answer,) = self._send(request)
        _require(answer, statuses=(207,))
        return multistatus.entries(answer.body, folder_path=unquote(request.target))

    def _put(self, path: str, data: bytes, condition: dict[str, str]) -> Request:
        headers = {"Content-Type": "application/octet-stream", **condition}
        return self._request("PUT", path, headers, data)

    def _request(
        self,
        method: str,
        path: str,
        headers: dict[str, str] | None = None,
        body: bytes = b"",
        max_bytes: int = DEFAULT_MAX_BYTES,
    ) -> Request:
        target = self._base + quote(path)
        return Request(method, target, {**self._headers, **(headers or {})}, body, max_bytes)

    def _send(self, *requests: Request) -> list[Answer]:
        return http.exchange(origin=self._origin, requests=requests)


def _same_file(found: Stored | None, expected: Stored | None) -> Stored:
    """Tell a mark that changed although the file did not from a file that changed."""
    if found is None or expected is None or found.data != expected.data:
        raise Conflict
    return found


def _condition(expected: Stored | None) -> dict[str, str]:
    if expected is None:
        return {"If-None-Match": "*"}
    if expected.version is not None:
        return {"If-Match": expected.version}
    return {}


def _require(answer: Answer, *, statuses: tuple[int, ...]) -> None:
    if answer.status in statuses:
        return
    fallback = ServerFault if answer.status >= 500 else BadAnswer
    meaning = _MEANINGS.get(answer.status, fallback)
    raise meaning(retry_after=seconds_of(answer.headers.get("retry-after")))


def _require_written(answer: Answer) -> None:
    _require(answer, statuses=(200, 201, 204))


def _require_replaced(written: Answer, read_back: list[Answer], data: bytes) -> None:
    if written.status in {404, 409}:
        raise FolderMissing
    _require_written(written)
    if any(_read_back(answer).data != data for answer in read_back):
        raise ReadBackDiffers


def _stored(answer: Answer) -> Stored:
    _require(answer, statuses=(200,))
    return Stored(answer.body, strong_etag(answer.headers))


def _stored_or_none(answer: Answer) -> Stored | None:
    return None if answer.status == 404 else _stored(answer)


def _read_back(answer: Answer) -> Stored:
    # A file that was accepted and is not there is a cloud that does not keep what it takes.
    if answer.status == 404:
        raise ReadBackDiffers
    return _stored(answer)
