"""Where is a person signed in, and how does that end there?

In browsers on our own pages, each with a session of Django's, and on other sites, each with a
token; see site_sessions.py. What ends here is over with the next request from there.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from recovery.flows import site_sessions
from recovery.models import AuditEvent, BrowserSession, Holder, HolderSession, User

# So exact is the time at which a browser was last seen; a row is written no more often.
PRECISION = timedelta(minutes=5)


@dataclass(frozen=True)
class Place:
    """name: the browser and its system, or the host of another site. is_here: where the question
    comes from."""

    id: uuid.UUID
    name: str
    began_at: datetime
    seen_at: datetime
    is_here: bool = False
    is_site: bool = False


def note_seen(*, user: User, session_key: str, device: str, began_at: datetime) -> None:
    """Somebody has just used this session."""
    now = timezone.now()
    rows = BrowserSession.objects.filter(session_id=session_key)
    if rows.filter(seen_at__gt=now - PRECISION).exists():
        return
    seen = {"device": device, "seen_at": now}
    BrowserSession.objects.update_or_create(
        session_id=session_key,
        defaults=seen,
        create_defaults={**seen, "user": user, "began_at": began_at},
    )


def places_of(holder: Holder, *, here: str) -> list[Place]:
    """All that are signed in now: this one first, then those seen last.

    here: the key of the session that asks.
    """
    browsers = [
        Place(row.pk, row.device, row.began_at, row.seen_at, is_here=row.session_id == here)
        for row in BrowserSession.objects.filter(
            user=holder.user_id, session__expire_date__gt=timezone.now()
        )
    ]
    sites = [
        Place(row.pk, urlsplit(row.origin).netloc, row.created_at, row.used_at, is_site=True)
        for row in site_sessions.alive(now=timezone.now()).filter(holder=holder)
    ]
    latest_first = sorted([*browsers, *sites], key=lambda place: place.seen_at, reverse=True)
    return sorted(latest_first, key=lambda place: not place.is_here)


@transaction.atomic
def end(*, holder: Holder, place: Place, device: str) -> None:
    """Sign out there. device: from where, in words."""
    browser = BrowserSession.objects.filter(pk=place.id, user=holder.user_id)
    Session.objects.filter(pk__in=browser.values("session_id")).delete()
    HolderSession.objects.filter(pk=place.id, holder=holder).delete()
    AuditEvent.objects.create(
        holder=holder,
        kind=AuditEvent.Kind.SIGNED_OUT_THERE,
        detail={"place": place.name, "device": device},
    )


@transaction.atomic
def end_others(*, holder: Holder, here: str, device: str) -> None:
    """Sign out everywhere but in the session with this key, which has to be given the new hash of
    its user; see Django's update_session_auth_hash. device: from where, in words."""
    # Sessions are bound to this field. There is no password, so a new marker is all that changes;
    # it also ends a session of which we have no row.
    holder.user.set_unusable_password()
    holder.user.save(update_fields=["password"])
    browsers = BrowserSession.objects.filter(user=holder.user_id).exclude(session_id=here)
    Session.objects.filter(pk__in=browsers.values("session_id")).delete()
    HolderSession.objects.filter(holder=holder).delete()
    AuditEvent.objects.create(
        holder=holder,
        kind=AuditEvent.Kind.SIGNED_OUT_ELSEWHERE,
        detail={"device": device},
    )


def forget() -> None:
    """Sessions that are over leave no row."""
    now = timezone.now()
    Session.objects.filter(expire_date__lte=now).delete()
    # What is left of a session that ended while a page of it was on its way.
    longest = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    BrowserSession.objects.filter(seen_at__lte=now - longest).delete()
