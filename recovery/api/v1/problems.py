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
    "share_conflict": Meaning(
        409,
        "This version has another share already, or counts already.",
        "Shares are never written over. Make new ones, and store them under a higher version.",
    ),
    "share_outdated": Meaning(
        409,
        "A newer version of the wallet's shares was begun.",
        "Look at the wallet's shares, and go on with the newest version or a higher one.",
    ),
    "share_missing": Meaning(
        409,
        "The wallet has no complete pair of shares.",
        "Both shares are needed, and the person's browser has to confirm its own. See `state`. "
        "Where your app keeps the client's share, it has to say that it stored it.",
    ),
    "too_many_methods": Meaning(
        409,
        "No wallet has more than 20 methods for its client share.",
        "Name a method as you named it before; a method is not the name of a device or of a time.",
    ),
    "eject_not_allowed": Meaning(
        403,
        "The policy does not let people take both shares along.",
        "An owner can set the hours for it in the admin; or a key with the scope `policy` can.",
    ),
    "idempotency_key_reused": Meaning(
        409,
        "The Idempotency-Key was used for another request.",
        "Use a new one for a new request. A key is remembered for a day.",
    ),
    "body_too_large": Meaning(
        413, "The body is too large.", "No request of this API needs more than a few kilobytes."
    ),
    "share_too_large": Meaning(
        413,
        "A backup share has from 1 to 32,768 bytes.",
        "Store what the recovery needs and nothing else.",
    ),
    "share_unreadable": Meaning(
        410,
        "The share does not open where it lies.",
        "It was moved or changed in the database, or the key that sealed it is gone. Tell us the "
        "request id; if the operator cannot bring it back, make new shares.",
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
    "key_service_off": Meaning(
        501,
        "This server keeps no backup shares.",
        "Its operator can set up a key service for them.",
    ),
    "key_service_unavailable": Meaning(
        503,
        "What opens and seals backup shares does not answer.",
        "Nothing was changed or released. Try again in a moment.",
    ),
    "share_server_error": Meaning(
        502,
        "Your own server did not give the share.",
        "Look at the share's `error` in the wallet's shares, and at your server.",
    ),
    "share_server_unreachable": Meaning(
        502, "Your own server for shares cannot be reached.", "See that it runs and is public."
    ),
    "share_server_slow": Meaning(
        504, "Your own server for shares did not answer in time.", "See what it waits for."
    ),
    "share_server_untrusted": Meaning(
        502,
        "The certificate of your own server for shares is not one that browsers accept.",
        "Renew it, and send the whole chain along with it.",
    ),
    "share_server_private": Meaning(
        502,
        "The address of your own server for shares leads into a private network.",
        "Give it a public address, and enter that in the admin.",
    ),
    "share_server_moved": Meaning(
        502,
        "Your own server for shares redirects, which is not followed.",
        "Enter the address that it redirects to in the admin, if it is yours.",
    ),
    "share_server_refused": Meaning(
        502,
        "Your own server for shares answered with another status than it should.",
        "See that it has the newest signing secret and answers as the guide says.",
    ),
    "share_server_answer_too_large": Meaning(
        502,
        "Your own server for shares gave back more than 1 MiB.",
        "Give back the shares of the one wallet that was asked for, and nothing else.",
    ),
    "share_server_answer_unreadable": Meaning(
        502,
        "The answer of your own server for shares cannot be read, or breaks off.",
        'Answer `/backup/fetch` with `{"backupShares": ["…"]}`.',
    ),
    "share_not_there": Meaning(
        502,
        "Your own server gave back no share of this wallet.",
        "Bring it back there from your backup, or store the share once more.",
    ),
    "share_differs": Meaning(
        502,
        "Your own server gave back shares of this wallet, but not the one that it was given.",
        "Keep every share, unchanged to the last byte; store this one once more.",
    ),
    "share_server_key_gone": Meaning(
        500,
        "Our key to your server's signing secret, or to a share that waits, is gone.",
        "Tell us the request id; the operator puts it back.",
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
