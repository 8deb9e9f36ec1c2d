"""The address of a server as a person pastes it, checked before anything is sent there."""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

from recovery.clouds.base import Permitted
from recovery.clouds.connection import Origin
from recovery.clouds.errors import (
    AddressHasPassword,
    AddressHasQuery,
    AddressInvalid,
    AddressNotHttps,
)


def parse_url(untrusted_url: str, *, permitted: Permitted) -> tuple[Origin, str]:
    """Origin and percent-encoded base path, which ends in a slash. Raises AddressInvalid."""
    try:
        parts = urlsplit(untrusted_url.strip())
        port, host = parts.port, (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise AddressInvalid from error
    if parts.scheme not in {"http", "https"} or not host:
        raise AddressInvalid
    if parts.username is not None or parts.password is not None:
        raise AddressHasPassword
    if parts.query or parts.fragment:
        raise AddressHasQuery
    if parts.scheme == "http" and not permitted.plain_http:
        raise AddressNotHttps
    https = parts.scheme == "https"
    segments = [unquote(segment) for segment in parts.path.split("/") if segment]
    if any(segment in {".", ".."} for segment in segments):
        raise AddressInvalid
    base = "".join(f"/{quote(segment, safe='')}" for segment in segments) + "/"
    return Origin(https, host, port or (443 if https else 80), permitted), base
