"""The bytes that a server sends over one connection, as the answers that they are.

Parsing is llhttp's, by httptools; docs/decisions/0002-http-client.md says why. It sees no request,
so it would wait for the body of which an answer to HEAD gives the length: nobody sends HEAD.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

import httptools

# What may come beside the body of one answer: status line, headers, sizes of chunks, trailers. What
# stood before it among the bytes that were fed counts with it.
_MOST_AROUND = 128 * 1024
# A chunk of one byte takes five more.
_MOST_AROUND_A_BYTE = 8


@dataclass(frozen=True)
class Answer:
    """Header names are in lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    # The server will not use this connection again.
    closing: bool = False


class Broken(Exception):
    """What came is no HTTP, or ended in the middle of an answer."""


class Answers:
    """Takes bytes in as they come, and gives answers out once they are whole.

    The methods on_... are called by the parser.
    """

    def __init__(self) -> None:
        self._whole: deque[Answer] = deque()
        # What comes behind is lost; answers that were whole before it are good.
        self._is_broken = False
        # Of the answer that is under way, if one is.
        self._has_begun = False
        self._at_body = False
        self._closing = False
        self._headers: dict[str, str] = {}
        self._body = bytearray()
        self._around = 0
        self._parser = httptools.HttpResponseParser(self)
        # Lines may end in a bare line feed (RFC 9112 section 2.2), and spaces may stand behind the
        # size of a chunk. What both mean is clear; whatever tells a length stays strict.
        self._parser.set_dangerous_leniencies(
            lenient_optional_cr_before_lf=True, lenient_spaces_after_chunk_size=True
        )

    def take(self) -> Answer | None:
        """The earliest whole answer. Raises Broken if none will ever come."""
        if self._whole:
            return self._whole.popleft()
        if self._is_broken:
            raise Broken
        return None

    def is_empty(self) -> bool:
        """Whether all that came was taken, and there was nothing wrong with it."""
        return not (self._whole or self._has_begun or self._is_broken)

    def size(self) -> int:
        """How many bytes the body that is under way has, or is said to get."""
        announced = self._headers.get("content-length", "0") if self._at_body else "0"
        return max(int(announced), len(self._body))

    def feed(self, data: bytes) -> None:
        body_before = len(self._body)
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._is_broken = True
        self._around += len(data) - max(len(self._body) - body_before, 0)
        if self._around > _MOST_AROUND + _MOST_AROUND_A_BYTE * len(self._body):
            self._is_broken = True

    def end(self) -> None:
        """The server has hung up, which ends a body that had no other end."""
        lengths = {"content-length", "transfer-encoding"}
        if self._at_body and not lengths & self._headers.keys():
            self.on_message_complete()
        self._is_broken = True

    # --- What the parser found -------------------------------------------------------------------

    def on_message_begin(self) -> None:
        self._has_begun = True

    def on_header(self, name: bytes, value: bytes) -> None:
        # What follows a body in chunks is nothing that anybody here asks for.
        if not self._at_body:
            self._headers[name.decode("latin-1").lower()] = value.decode("latin-1").strip()

    def on_headers_complete(self) -> None:
        self._at_body = True
        self._closing = not self._parser.should_keep_alive()

    def on_body(self, data: bytes) -> None:
        self._body += data

    def on_message_complete(self) -> None:
        status = self._parser.get_status_code()
        # Those before 200 only say that the answer is still to come (RFC 9110 section 15.2).
        if status >= 200:
            self._whole.append(Answer(status, self._headers, bytes(self._body), self._closing))
            self._around = 0
        self._has_begun = self._at_body = False
        self._headers, self._body = {}, bytearray()
