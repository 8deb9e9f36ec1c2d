"""S3 and what speaks its language: AWS, MinIO, Ceph, Garage, Backblaze, Wasabi and others.

Signing is botocore's (Signature Version 4); requests travel over our own `http`, so that a person's
address is checked and answers are bounded as for every other place.

What servers really do, and what this file does about it:
- A bucket has no folders: one is there as soon as something lies in it. An empty object "folder/",
  with which some programs mark one, becomes a file in others' eyes, so none is written.
- Some take no notice of If-None-Match and If-Match (`rclone serve s3`). What matters is therefore
  never overwritten: a copy has a name that belongs to its content, and a pointer is looked at right
  before it is replaced, at most a second. Both are read back.
- A write and its read-back travel together. Inside a store the read may overtake the write and
  show what was there before. So only bytes that are equal prove anything: others are asked for once
  more, after the write was answered, before anything is said of them.

Source: https://docs.aws.amazon.com/AmazonS3/latest/API/
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Sequence
from dataclasses import replace as with_fields
from urllib.parse import quote, urlencode

from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from recovery.clouds import bucket_listing, http
from recovery.clouds.answers import Answer
from recovery.clouds.base import Added, Entry, Permitted, Stored
from recovery.clouds.connection import DEFAULT_MAX_BYTES, Origin, Request
from recovery.clouds.errors import (
    AccessDenied,
    AddressInvalid,
    BadAnswer,
    BucketMissing,
    ClockWrong,
    CloudError,
    Conflict,
    Full,
    KeyRefused,
    NameTaken,
    NotBucketStorage,
    NotThere,
    RateLimited,
    ReadBackDiffers,
    RedirectRefused,
    RegionWrong,
    ServerFault,
    TimedOut,
    TooLarge,
)
from recovery.clouds.etag import strong_etag
from recovery.clouds.pasted_address import parse_url
from recovery.clouds.retry_after import seconds_of

_LISTING_MAX_BYTES = 4 * 1024 * 1024
_MAX_PAGES = 20
# A look at the pointer that is older than this is not enough for replacing it.
_FRESH_SECONDS = 1.0
_LONGEST_BUCKET = 63
# Error codes in the answer's body say more than its status.
_CODES: dict[str, type[CloudError]] = {
    "AccessDenied": AccessDenied,
    "AllAccessDisabled": AccessDenied,
    "AuthorizationHeaderMalformed": RegionWrong,
    "EntityTooLarge": TooLarge,
    "ExpiredToken": KeyRefused,
    "InvalidAccessKeyId": KeyRefused,
    "InvalidBucketName": BucketMissing,
    "InvalidToken": KeyRefused,
    "NoSuchBucket": BucketMissing,
    "NoSuchKey": NotThere,
    "PermanentRedirect": RegionWrong,
    "QuotaExceeded": Full,
    "RequestTimeTooSkewed": ClockWrong,
    "RequestTimeout": TimedOut,
    "ServiceUnavailable": RateLimited,
    "SignatureDoesNotMatch": KeyRefused,
    "SlowDown": RateLimited,
    "TokenRefreshRequired": KeyRefused,
    "XMinioStorageFull": Full,
}
_MEANINGS: dict[int, type[CloudError]] = {
    301: RedirectRefused,
    302: RedirectRefused,
    307: RedirectRefused,
    308: RedirectRefused,
    400: NotBucketStorage,
    401: KeyRefused,
    403: AccessDenied,
    404: NotThere,
    405: NotBucketStorage,
    408: TimedOut,
    409: Conflict,
    412: Conflict,
    413: TooLarge,
    429: RateLimited,
    501: NotBucketStorage,
    503: RateLimited,
    507: Full,
}


class S3:
    """One bucket, or a part of one.

    settings: "url" of the endpoint, "bucket", "region", "access_key", "prefix" (may be empty), and
    "style": "path" (host/bucket/…) or "virtual" (bucket.host/…). secret: the secret key.
    """

    kind = "s3"

    def __init__(self, *, settings: dict[str, str], secret: str, permitted: Permitted) -> None:
        origin, base = parse_url(settings.get("url", ""), permitted=permitted)
        self._bucket = settings.get("bucket", "")
        if not self._bucket or base != "/":
            raise AddressInvalid
        is_virtual = settings.get("style", "path") == "virtual"
        self._origin = _virtual(origin, self._bucket) if is_virtual else origin
        self._root = "/" if is_virtual else f"/{quote(self._bucket, safe='')}/"
        # One spelling everywhere, or a listing would not find what was written.
        prefix = unicodedata.normalize("NFC", settings.get("prefix", "")).strip("/")
        self._prefix = f"{prefix}/" if prefix else ""
        self._user = settings.get("access_key", "")
        credentials = Credentials(self._user, secret)
        self._signer = S3SigV4Auth(credentials, "s3", settings.get("region") or "us-east-1")

    def __repr__(self) -> str:
        return f"S3({self.place!r})"

    @property
    def place(self) -> str:
        return f"{self._origin.host_header}/{self._bucket}/{self._prefix}".rstrip("/")

    @property
    def account(self) -> str:
        return self._user

    def make_folder(self, folder: str) -> None:
        """Nothing has to be done; whether the bucket is there shows with the first write."""

    def read(self, path: str) -> Stored:
        (answer,) = self._send(self._object("GET", path))
        return _stored(answer)

    def add(self, *, path: str, data: bytes, look: str | None = None) -> Added:
        asked = [path] if look is None else [path, look]
        written, read_back, *looked = self._send(
            self._put(path, data, {"If-None-Match": "*"}),
            *(self._object("GET", name) for name in asked),
        )
        if written.status != 412:
            _require(written, statuses=(200, 201, 204))
        there = self._there_now(path, read_back, data)
        if written.status == 412 and there.data != data:
            raise NameTaken
        return Added(there.data, _stored_or_none(looked[0]) if looked else None)

    def replace(self, *, path: str, data: bytes, expected: Stored | None) -> None:
        found = expected if _was_seen_just_now(expected) else self._read_or_none(path)
        if found is not None and found.data == data:
            return
        if (found and found.data) != (expected and expected.data):
            raise Conflict
        written, read_back = self._send(
            self._put(path, data, _condition(found)), self._object("GET", path)
        )
        _require(written, statuses=(200, 201, 204))
        if self._there_now(path, read_back, data).data != data:
            raise ReadBackDiffers

    def _there_now(self, path: str, answer: Answer, data: bytes) -> Stored:
        """What a file holds after a write, by an answer that may be from before it."""
        if _is_missing(answer) or (answer.status == 200 and answer.body != data):
            (answer,) = self._send(self._object("GET", path))
        return _read_back(answer)

    def delete(self, path: str) -> None:
        (answer,) = self._send(self._object("DELETE", path))
        if _code(answer) != "NoSuchKey":
            _require(answer, statuses=(200, 202, 204))

    def entries(self, folder: str) -> Sequence[Entry]:
        prefix = f"{self._prefix}{folder}/" if folder else self._prefix
        found: list[Entry] = []
        token, is_there = "", not folder
        for _ in range(_MAX_PAGES):
            page = bucket_listing.parse(self._list(prefix, token), prefix=prefix)
            is_there = is_there or page.is_anything_there
            found += page.entries
            token = page.next_token
            if not token:
                break
        else:
            raise TooLarge
        if not is_there:
            raise NotThere
        return found

    def _list(self, prefix: str, token: str) -> bytes:
        query = {"delimiter": "/", "list-type": "2", "prefix": prefix}
        if token:
            query["continuation-token"] = token
        text = urlencode(sorted(query.items()), quote_via=quote, safe="-_.~")
        request = self._request("GET", self._root, query=text, max_bytes=_LISTING_MAX_BYTES)
        (answer,) = self._send(request)
        _require(answer, statuses=(200,))
        return answer.body

    def _read_or_none(self, path: str) -> Stored | None:
        (answer,) = self._send(self._object("GET", path))
        return _stored_or_none(answer)

    def _put(self, path: str, data: bytes, condition: dict[str, str]) -> Request:
        headers = {"Content-Type": "application/octet-stream", **condition}
        return self._object("PUT", path, headers, data)

    def _object(
        self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> Request:
        key = unicodedata.normalize("NFC", self._prefix + path)
        return self._request(method, self._root + quote(key, safe="/-_.~"), headers, body)

    def _request(
        self,
        method: str,
        path: str,
        headers: dict[str, str] | None = None,
        body: bytes = b"",
        *,
        query: str = "",
        max_bytes: int = DEFAULT_MAX_BYTES,
    ) -> Request:
        target = f"{path}?{query}" if query else path
        signed = AWSRequest(
            method,
            self._origin.url + target,
            headers={"Host": self._origin.host_header, **(headers or {})},
            data=body,
        )
        # The body is part of what is signed, also where TLS protects it.
        signed.context["payload_signing_enabled"] = True
        self._signer.add_auth(signed)
        # Google and Cloudflare change Accept-Encoding on its way, so no signature may hold it.
        unsigned = {"Accept-Encoding": "identity", "User-Agent": "Keyhaven"}
        sent = {name: value for name, value in signed.headers.items() if name != "Host"}
        return Request(method, target, {**unsigned, **sent}, body, max_bytes)

    def _send(self, *requests: Request) -> list[Answer]:
        return http.exchange(origin=self._origin, requests=requests, follow=False)


def _virtual(origin: Origin, bucket: str) -> Origin:
    is_label = bucket.replace("-", "").replace(".", "").isalnum() and bucket.isascii()
    if not is_label or len(bucket) > _LONGEST_BUCKET:
        raise AddressInvalid
    return with_fields(origin, host=f"{bucket}.{origin.host}")


def _condition(found: Stored | None) -> dict[str, str]:
    if found is None:
        return {"If-None-Match": "*"}
    return {} if found.version is None else {"If-Match": found.version}


def _was_seen_just_now(found: Stored | None) -> bool:
    """Whether one more look would find nothing newer than what is on its way to us anyway."""
    if found is None or found.seen_at is None:
        return False
    return time.monotonic() - found.seen_at < _FRESH_SECONDS


def _code(answer: Answer) -> str:
    return bucket_listing.error_code(answer.body) if answer.status >= 300 else ""


def _require(answer: Answer, *, statuses: tuple[int, ...]) -> None:
    if answer.status in statuses:
        return
    fallback = ServerFault if answer.status >= 500 else BadAnswer
    meaning = _CODES.get(_code(answer)) or _MEANINGS.get(answer.status, fallback)
    raise meaning(retry_after=seconds_of(answer.headers.get("retry-after")))


def _stored(answer: Answer) -> Stored:
    _require(answer, statuses=(200,))
    return Stored(answer.body, strong_etag(answer.headers), seen_at=time.monotonic())


def _is_missing(answer: Answer) -> bool:
    return answer.status == 404 and _code(answer) != "NoSuchBucket"


def _stored_or_none(answer: Answer) -> Stored | None:
    return None if _is_missing(answer) else _stored(answer)


def _read_back(answer: Answer) -> Stored:
    # An object that was accepted and is not there is a cloud that does not keep what it takes.
    if _is_missing(answer):
        raise ReadBackDiffers
    return _stored(answer)
