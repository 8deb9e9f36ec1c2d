"""What a session has proved lately, beyond the sign-in: touches, approvals, opened boxes.

It stands in the session, so it ends with it, and nobody else's session gains by it.
"""

from __future__ import annotations

import time

from django.http import HttpRequest

from recovery import base64url
from recovery.flows.approvals import Lately, Operation, passkey_subject

_KEY = "lately"
_SECONDS = {"approved": 5 * 60, "touched": 15 * 60, "proved": 15 * 60}


def note_touch(request: HttpRequest, *, credential_id: bytes) -> None:
    _note(request, "touched", passkey_subject(credential_id))


def note_approval(request: HttpRequest, *, operation: Operation) -> None:
    _note(request, "approved", operation.params_hash)


def note_proof(request: HttpRequest, *, wid: bytes) -> None:
    """The wallet was opened by a password or a key of the person's own."""
    _note(request, "proved", wid)


def lately(request: HttpRequest) -> Lately:
    now = time.time()
    found: dict[str, set[bytes]] = {kind: set() for kind in _SECONDS}
    for kind, value, until in request.session.get(_KEY, []):
        if until > now:
            found[kind].add(base64url.decode(value))
    return Lately(**{kind: frozenset(values) for kind, values in found.items()})


def _note(request: HttpRequest, kind: str, value: bytes) -> None:
    now = time.time()
    kept = [entry for entry in request.session.get(_KEY, []) if entry[2] > now]
    request.session[_KEY] = [*kept, [kind, base64url.encode(value), now + _SECONDS[kind]]]
