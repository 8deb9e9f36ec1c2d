"""A server's own mark of a version of a file: RFC 9110 section 8.8.3."""

from __future__ import annotations

from collections.abc import Mapping


def strong_etag(headers: Mapping[str, str]) -> str | None:
    """The mark, if it is a strong one that may be sent back. Header names are in lower case."""
    etag = headers.get("etag", "")
    is_quoted = len(etag) > 2 and etag.startswith('"') and etag.endswith('"')
    return etag if is_quoted and etag.isprintable() and etag.isascii() else None
