"""Notes in which browsers somebody is signed in, so that each can be named and ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from recovery import devices
from recovery.api import other_sites
from recovery.flows import signed_in
from recovery.models import User


class NotesWhereSignedIn:
    """Middleware behind Django's authentication."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        _note(request)
        key = request.session.session_key
        response = self._get_response(request)
        if request.session.session_key != key:
            # It has just begun, or goes on under a new key.
            _note(request)
        return response


def _note(request: HttpRequest) -> None:
    # A session on another site has a row of its own.
    key = None if other_sites.of(request) else request.session.session_key
    if key is not None and isinstance(request.user, User):
        signed_in.note_seen(
            user=request.user,
            session_key=key,
            device=devices.describe(request.headers.get("user-agent", "")),
            began_at=_began_at(request),
        )


def _began_at(request: HttpRequest) -> datetime:
    """When the person signed in here, which may be before the session got its present key."""
    records = get_authentication_records(request, request.user)
    if not records:
        return timezone.now()
    return datetime.fromtimestamp(records[0]["at"], tz=UTC)
