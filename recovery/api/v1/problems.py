"""Every error of the API: a stable code, what it means, and what to do about it.

An answer is `application/problem+json` (RFC 9457) with the code, and the id of the request.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from recovery.errors import KeyhavenError


@dataclass(frozen=True)
class Meaning:
    """One kind of error, as answers and the documentation say it."""

    status: int
    title: str
    remedy: str


PROBLEMS: dict[str, Meaning] = {
    "bad_request": Meaning(
        400,
        "The request cannot be read.",
        "Compare path, query and body with the description of the endpoint.",
    ),
    "bad_cursor": Meaning(
        400,
        "The cursor is not one of ours.",
        "Pass `next_cursor` of the page before, unchanged, or leave it out for the first page.",
    ),
    "idempotency_key_missing": Meaning(
        400,
        "A request that changes something needs an Idempotency-Key.",
        "Send a header `Idempotency-Key` with a text of your own, up to 255 characters, that is "
        "new for each thing you want done and the same when you try again.",
    ),
    "key_missing": Meaning(
        401,
        "There is no key.",
        "Send a header `Authorization: Bearer kh_…` with a server key.",
    ),
    "key_unknown": Meaning(
        401,
        "The key is not known, or is not good any more.",
        "It may have been revoked, or replaced more than a day ago. Make a new one in the admin.",
    ),
    "key_scope": Meaning(
        403,
        "The key may not do this.",
        "Make a key with the scope that the endpoint names.",
    ),
    "origin_unknown": Meaning(
        403,
        "The origin is not registered for your relying party.",
        "Compare it letter by letter with the list in the admin: scheme, host and port count.",
    ),
    "not_found": Meaning(
        404,
        "There is nothing under this address.",
        "Check the id. What belongs to another relying party or environment is not found either.",
    ),
    "method_not_allowed": Meaning(
        405, "The address does not take this method.", "See the header `Allow`."
    ),
    "idempotency_key_reused": Meaning(
        409,
        "The Idempotency-Key was used for another request.",
        "Use a new one for a new request. A key is remembered for a day.",
    ),
    "body_too_large": Meaning(
        413, "The body is too large.", "No request of this API needs more than a few kilobytes."
    ),
    "policy_refused": Meaning(
        422,
        "The policy cannot be kept.",
        "Name each method and cloud once, allow what you require, and leave `passkey` among the "
        "methods. The notice is one line of text.",
    ),
    "too_many_requests": Meaning(
        429,
        "Too many requests within a minute.",
        "Wait as many seconds as `Retry-After` says.",
    ),
    "internal": Meaning(
        500,
        "Something went wrong on our side.",
        "Try again in a moment. If it stays, tell us the request id.",
    ),
}


class Problem(Exception):
    """A refusal of the API itself. code: one of PROBLEMS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def code_of(error: KeyhavenError) -> str:
    """The API's code for an error of a flow. One that is not documented is a fault of ours."""
    return error.code if error.code in PROBLEMS else "internal"


def document(code: str, *, request_id: str, origin: str) -> dict[str, Any]:
    """The body of an answer, RFC 9457."""
    meaning = PROBLEMS[code]
    return {
        "type": f"{origin}/api/v1/docs#{code}",
        "title": meaning.title,
        "status": meaning.status,
        "detail": meaning.remedy,
        "code": code,
        "request_id": request_id,
    }
