"""Whatever a server sends, and however it is cut, is one answer after the other or none."""

from __future__ import annotations

import io
from http.client import HTTPResponse
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recovery.clouds.answers import Answer, Answers, Broken
from recovery.clouds.base import Permitted
from recovery.clouds.connection import Origin, Request, encode

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


def received(*pieces: bytes, hangs_up: bool = False) -> list[Answer]:
    """The answers in what came. Raises Broken if something else came behind them."""
    answers = Answers()
    for piece in pieces:
        answers.feed(piece)
    if hangs_up and not answers.is_empty():
        answers.end()
    found = []
    while (answer := answers.take()) is not None:
        found.append(answer)
        if hangs_up and answer.closing:
            return found
    assert answers.is_empty()
    return found


def byte_by_byte(data: bytes) -> list[bytes]:
    return [data[at : at + 1] for at in range(len(data))]


WHOLE: dict[str, tuple[bytes, list[tuple[int, bytes]]]] = {
    "a length": (OK + b"Content-Length: 2\r\n\r\nhi", [(200, b"hi")]),
    "no reason": (b"HTTP/1.1 201\r\nContent-Length: 0\r\n\r\n", [(201, b"")]),
    "chunks": (CHUNKED + b"2\r\nhi\r\n6;a=b\r\n there\r\n0\r\n\r\n", [(200, b"hi there")]),
    "padded chunk sizes": (CHUNKED + b"2  \r\nhi\r\n0\r\n\r\n", [(200, b"hi")]),
    "trailers": (CHUNKED + b"2\r\nhi\r\n0\r\nETag: late\r\n\r\n", [(200, b"hi")]),
    "no body": (b"HTTP/1.1 204 No\r\n\r\nHTTP/1.1 204 No\r\n\r\n", [(204, b""), (204, b"")]),
    "not modified": (
        b"HTTP/1.1 304 No\r\nContent-Length: 9\r\n\r\n" + OK + b"Content-Length: 1\r\n\r\nx",
        [(304, b""), (200, b"x")],
    ),
    "news before the answer": (
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n"
        + OK
        + b"Content-Length: 2\r\n\r\nhi",
        [(200, b"hi")],
    ),
    "bare line feeds": (b"HTTP/1.1 200 OK\nContent-Length: 2\n\nhi", [(200, b"hi")]),
    # Apache offers HTTP/2 in this way, and goes on in HTTP/1.1.
    "an offer to upgrade": (
        OK + b"Upgrade: h2,h2c\r\nConnection: Upgrade, Keep-Alive\r\nContent-Length: 2\r\n\r\nhi",
        [(200, b"hi")],
    ),
    "HTTP/1.0 that goes on": (
        b"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nhi",
        [(200, b"hi")],
    ),
    "a new line between two": (
        (OK + b"Content-Length: 2\r\n\r\nhi\r\n") * 2,
        [(200, b"hi"), (200, b"hi")],
    ),
}


@pytest.mark.parametrize("cut", [lambda data: [data], byte_by_byte], ids=["at once", "in bytes"])
@pytest.mark.parametrize("what", WHOLE)
def test_whole_answers_are_found(what: str, cut: Any) -> None:
    data, expected = WHOLE[what]
    found = received(*cut(data))
    assert [(answer.status, answer.body) for answer in found] == expected
    assert not any(answer.closing for answer in found)
    # What follows a body is no header of it.
    assert not any("etag" in answer.headers for answer in found)


ENDS: dict[str, bytes] = {
    "no length": OK + b"\r\nhi",
    "said so": OK + b"Connection: close\r\nContent-Length: 2\r\n\r\nhi",
    "HTTP/1.0": b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi",
    "HTTP/1.0 without a length": b"HTTP/1.0 200 OK\r\n\r\nhi",
}


@pytest.mark.parametrize("what", ENDS)
def test_an_answer_may_end_with_the_connection(what: str) -> None:
    (answer,) = received(ENDS[what], hangs_up=True)
    assert (answer.status, answer.body, answer.closing) == (200, b"hi", True)


def test_headers_have_names_in_lower_case_and_values_without_spaces_around() -> None:
    (answer,) = received(OK + b'ETag:  "x"\t \r\nX-Who: J\xf6rg\r\ncontent-length: 0\r\n\r\n')
    assert answer.headers == {"etag": '"x"', "x-who": "J\xf6rg", "content-length": "0"}


BROKEN: dict[str, bytes] = {
    "no HTTP": b"<html>Sign in to the Wi-Fi</html>",
    "another protocol": b"ICY 200 OK\r\nContent-Length: 0\r\n\r\n",
    "another version": b"HTTP/2 200 OK\r\nContent-Length: 0\r\n\r\n",
    "no status": b"HTTP/1.1 99 OK\r\nContent-Length: 0\r\n\r\n",
    "another protocol to come": b"HTTP/1.1 101 Go\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    "two lengths": OK + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\nhi!",
    "a length and chunks": OK + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a length below none": OK + b"Content-Length: -1\r\n\r\n",
    "a length beyond all numbers": OK + b"Content-Length: 99999999999999999999999\r\n\r\n",
    "a chunk of no size": CHUNKED + b"zz\r\nhi\r\n0\r\n\r\n",
    "a chunk longer than it says": CHUNKED + b"1\r\nhi\r\n0\r\n\r\n",
    "control characters": OK + b"ETag: \x01\r\nContent-Length: 0\r\n\r\n",
    "a space in a name": OK + b"Content-Length : 2\r\n\r\nhi",
}


@pytest.mark.parametrize("cut", [lambda data: [data], byte_by_byte], ids=["at once", "in bytes"])
@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_answer_is_refused(what: str, cut: Any) -> None:
    with pytest.raises(Broken):
        received(*cut(BROKEN[what]))


@pytest.mark.parametrize("what", BROKEN)
def test_a_whole_answer_before_something_broken_is_good(what: str) -> None:
    answers = Answers()
    answers.feed(OK + b"Content-Length: 2\r\n\r\nhi" + BROKEN[what])
    first = answers.take()
    assert first is not None
    assert first.body == b"hi"
    assert not answers.is_empty()
    with pytest.raises(Broken):
        answers.take()


CUT_SHORT: dict[str, bytes] = {
    "in the first line": b"HTTP/1.1 20",
    "in a header": OK + b"Content-Le",
    "behind a header": OK + b"Content-Type: text/plain\r\n",
    "in a body": OK + b"Content-Length: 3\r\n\r\nhi",
    "in a chunk": CHUNKED + b"3\r\nhi",
    "before the last chunk": CHUNKED + b"2\r\nhi\r\n",
    "behind the last chunk": CHUNKED + b"2\r\nhi\r\n0\r\n",
    # How it is coded besides is not known, so where it ends is neither.
    "in another coding": OK + b"Transfer-Encoding: gzip\r\n\r\nhi",
    "behind early news": b"HTTP/1.1 103 Early\r\n\r\nHTTP",
}


@pytest.mark.parametrize("what", CUT_SHORT)
def test_an_answer_that_is_cut_short_is_none(what: str) -> None:
    answers = Answers()
    answers.feed(CUT_SHORT[what])
    assert answers.take() is None
    assert not answers.is_empty()
    answers.end()
    with pytest.raises(Broken):
        answers.take()


ENDLESS: dict[str, tuple[bytes, bytes]] = {
    "a first line": (b"HTTP/1.1 200 ", b"O"),
    "a name": (OK, b"x"),
    "a value": (OK + b"ETag: ", b"x"),
    "headers": (OK, b"X: y\r\n"),
    "what describes a chunk": (CHUNKED + b"1;x=", b"y"),
    "trailers": (CHUNKED + b"0\r\n", b"X: y\r\n"),
    "news": (b"", b"HTTP/1.1 103 Early\r\n\r\n"),
    "new lines": (b"", b"\r\n"),
}


@pytest.mark.parametrize("what", ENDLESS)
def test_what_never_ends_is_refused_while_it_is_small(what: str) -> None:
    start, more = ENDLESS[what]
    answers = Answers()
    answers.feed(start)
    for _ in range(8):
        answers.feed(more * (65536 // len(more)))
    with pytest.raises(Broken):
        answers.take()


def test_a_body_in_the_smallest_chunks_is_taken() -> None:
    answers = Answers()
    answers.feed(CHUNKED)
    for _ in range(64):
        answers.feed(b"1\r\nx\r\n" * 10_000)
        assert answers.take() is None
    answers.feed(b"0\r\n\r\n")
    answer = answers.take()
    assert answer is not None
    assert answer.body == b"x" * 640_000


def test_any_number_of_answers_may_come_over_one_connection() -> None:
    answers = Answers()
    for _ in range(300):
        answers.feed(OK + b"X: " + b"y" * 1000 + b"\r\nContent-Length: 2\r\n\r\nhi")
        # It is there, so whatever is asked next would get the wrong answer.
        assert not answers.is_empty()
        assert answers.take() is not None
        assert answers.is_empty()


def test_the_size_of_what_is_under_way_is_known_before_it_is_there() -> None:
    answers = Answers()
    assert answers.size() == 0
    answers.feed(OK + b"Content-Length: 5000\r\n")
    assert answers.size() == 0
    answers.feed(b"\r\nhi")
    assert answers.size() == 5000
    answers.feed(bytes(4998) + CHUNKED + b"3\r\nabc\r\n")
    assert answers.size() == 3


def test_nobody_asks_for_what_has_a_length_and_no_body() -> None:
    origin = Origin(https=True, host="cloud.example", port=443, permitted=Permitted())
    with pytest.raises(ValueError, match="HEAD"):
        encode(origin, Request("HEAD", "/"))


# --- Beside another reader -----------------------------------------------------------------------

_NAMES = st.sampled_from(["ETag", "X-A", "Server", "Last-Modified", "Vary"])
_VALUES = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=30)


@st.composite
def honest_answers(draw: st.DrawFn) -> bytes:
    status = draw(st.sampled_from([200, 201, 204, 207, 304, 401, 412, 507]))
    lines = [f"HTTP/1.1 {status} {draw(st.sampled_from(['', 'OK', 'Some Reason']))}"]
    headers = draw(st.dictionaries(_NAMES, _VALUES, max_size=4))
    lines += [f"{name}: {value}" for name, value in headers.items()]
    body = draw(st.binary(max_size=300)) if status not in {204, 304} else b""
    if draw(st.booleans()) and body:
        lines.append("Transfer-Encoding: chunked")
        size = draw(st.integers(1, 100))
        parts = [body[at : at + size] for at in range(0, len(body), size)]
        body = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (*parts, b""))
    elif status not in {204, 304}:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join((*lines, "", "")).encode() + body


def read_by_the_standard_library(data: bytes, count: int) -> list[tuple[int, bytes, str | None]]:
    class Shared(io.BytesIO):
        def makefile(self, mode: str) -> Shared:
            return self

        def close(self) -> None:
            pass

    stream = Shared(data)
    found = []
    for _ in range(count):
        response = HTTPResponse(stream)  # type: ignore[arg-type]
        response.begin()
        etag = response.headers.get("ETag")
        found.append((response.status, response.read(), etag.strip() if etag else etag))
    return found


@given(st.lists(honest_answers(), min_size=1, max_size=4), st.lists(st.integers(0, 2000)))
def test_however_they_are_cut_answers_are_what_another_reader_finds(
    sent: list[bytes], cuts: list[int]
) -> None:
    data = b"".join(sent)
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    pieces = [data[start:end] for start, end in pairwise(edges)]
    found = [(one.status, one.body, one.headers.get("etag")) for one in received(*pieces)]
    assert found == read_by_the_standard_library(data, len(sent))


@given(st.lists(st.binary(max_size=200), max_size=5), st.booleans())
def test_any_bytes_are_answers_or_refused(pieces: list[bytes], is_http: bool) -> None:
    answers = Answers()
    for piece in [CHUNKED] * is_http + pieces:
        answers.feed(piece)
        assert answers.size() >= 0
    answers.end()
    try:
        while answers.take() is not None:
            pass
    except Broken:
        pass
    assert not answers.is_empty()
