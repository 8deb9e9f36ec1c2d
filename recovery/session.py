"""Begins a session after a passkey has said who is here, through allauth's own sign-in.

allauth's stages (a confirmed e-mail address among them), its rules for inactive accounts and its
signals hold for a passkey as they do for a code.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from recovery import base64url
from recovery.errors import ProofRefused, TouchNeeded
from recovery.flows import rate_limit
from recovery.flows.slot_questions import Purpose, Question
from recovery.models import Holder


def start(request: HttpRequest, *, holder: Holder, next_url: str | None = None) -> str:
    """Sign the holder's user in and say where to go next.

    That may be a page on which something has to be done first; only then is `request.user` still
    nobody. next_url: a checked address of our own, or None for the usual one.
    """
    record_authentication(request, holder.user, method="passkey")
    login = Login(user=holder.user, redirect_url=next_url)
    response = perform_login(request, login)
    return str(response.headers.get("Location", reverse("start")))


def has_passkey(request: HttpRequest) -> bool:
    """Whether this session began with a passkey, and not with a code by e-mail only."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "passkey" for record in records)


# So long after a touch, or a release that was told by mail, whole backups may be read.
_PARTS_SECONDS = 15 * 60
_PARTS_UNTIL = "parts_until"
_SHARE_WRITTEN = "share_written"
_RECOVERING = "recovering"
# A practice does not take the place of a release that is under way.
_QUESTION = {Purpose.RELEASE: "question", Purpose.PRACTICE: "practice_question"}


def allow_parts(request: HttpRequest) -> None:
    """Note that the person has just proved more than a sign-in."""
    request.session[_PARTS_UNTIL] = time.time() + _PARTS_SECONDS


def require_parts(request: HttpRequest) -> None:
    """Raises TouchNeeded. A mere sign-in by mail gets no envelope: on it a password could be
    guessed, and nobody would be told."""
    if request.session.get(_PARTS_UNTIL, 0) < time.time():
        raise TouchNeeded


def note_recovery(request: HttpRequest, *, wids: Iterable[bytes]) -> None:
    """Note wallets that were handed out, until each is locked anew."""
    request.session[_RECOVERING] = [base64url.encode(wid) for wid in wids]


def is_recovering(request: HttpRequest, *, wid: bytes) -> bool:
    return base64url.encode(wid) in request.session.get(_RECOVERING, [])


def end_recovery(request: HttpRequest, *, wid: bytes) -> None:
    left = [each for each in request.session.get(_RECOVERING, []) if each != base64url.encode(wid)]
    request.session[_RECOVERING] = left


def note_share(request: HttpRequest, *, wid: bytes, version: int) -> None:
    """Note that this session has just written a backup share, which it may read back."""
    request.session[_SHARE_WRITTEN] = [base64url.encode(wid), version]


def require_share(request: HttpRequest, *, wid: bytes, version: int) -> None:
    """Raises TouchNeeded for whoever neither wrote the share nor has just proved more."""
    if request.session.get(_SHARE_WRITTEN) != [base64url.encode(wid), version]:
        require_parts(request)


def keep_question(request: HttpRequest, question: Question, *, purpose: Purpose) -> None:
    """Keep what has to be answered. A new one takes the place of that before it."""
    parts = (question.wid, question.secret)
    kept = [*map(base64url.encode, parts), question.number]
    request.session[_QUESTION[purpose]] = kept


def take_question(request: HttpRequest, *, wid: bytes, purpose: Purpose) -> Question:
    """The question that was kept for this wallet; it is gone before the answer is looked at.

    Raises ProofRefused.
    """
    kept = request.session.pop(_QUESTION[purpose], None)
    if kept is None or base64url.decode(kept[0]) != wid:
        raise ProofRefused
    return Question(wid=wid, secret=base64url.decode(kept[1]), number=kept[2])


def count_attempt(request: HttpRequest) -> None:
    """Count a try to sign in with a passkey, by the address that it comes from.

    Raises TooManyRequests.
    """
    address = get_adapter().get_client_ip(request)
    rate_limit.count(what="passkey", who=address, most=settings.PASSKEY_TRIES_A_MINUTE)
