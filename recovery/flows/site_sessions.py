"""How is a person signed in on another site than ours? By a token for exactly that origin.

A relying party's own server asks for one with its key, or a passkey of the site gets one by itself.
It ends 24 hours after its last use, and 7 days after it began.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from recovery import base64url
from recovery.errors import OriginUnknown
from recovery.models import Holder, HolderSession, RelyingParty, User

IDLE = timedelta(hours=24)
LONGEST = timedelta(days=7)
PREFIX = "kh_session_"


@dataclass(frozen=True)
class Begun:
    """A session, and its token, which nobody will see again."""

    session: HolderSession
    token: str

    @property
    def expires_at(self) -> Any:
        """At the latest; earlier after a day without use."""
        return self.session.created_at + LONGEST


def begin(
    *, holder: Holder, origin: str, scope: HolderSession.Scope, data: dict[str, Any]
) -> Begun:
    """data: what a session of our own pages would keep."""
    secret, now = secrets.token_bytes(32), timezone.now()
    session = HolderSession.objects.create(
        holder=holder,
        origin=origin,
        scope=scope,
        token_sha256=hashlib.sha256(secret).digest(),
        data=data,
        created_at=now,
        used_at=now,
    )
    return Begun(session=session, token=PREFIX + base64url.encode(secret))


def find(untrusted_token: str, *, origin: str) -> HolderSession | None:
    """The session of a token that is good, at the origin that it was made for; or None."""
    try:
        secret = base64url.decode(untrusted_token.removeprefix(PREFIX))
    except ValueError:
        return None
    now = timezone.now()
    session = (
        alive(now=now)
        .select_related("holder__relying_party")
        .filter(
            token_sha256=hashlib.sha256(secret).digest(),
            origin=origin,
            holder__relying_party__is_active=True,
        )
        .first()
    )
    if session is not None and now - session.used_at > timedelta(minutes=1):
        HolderSession.objects.filter(pk=session.pk).update(used_at=now)
    return session


def alive(*, now: datetime) -> QuerySet[HolderSession]:
    """Those that are not over."""
    return HolderSession.objects.filter(used_at__gt=now - IDLE, created_at__gt=now - LONGEST)


def end(session: HolderSession) -> None:
    HolderSession.objects.filter(pk=session.pk).delete()


def forget() -> None:
    """Sessions that are over leave no row."""
    now = timezone.now()
    over = Q(used_at__lte=now - IDLE) | Q(created_at__lte=now - LONGEST)
    HolderSession.objects.filter(over).delete()


def require_origin(*, party: RelyingParty, origin: str) -> None:
    """Raises OriginUnknown for anything but an origin that is registered, letter by letter."""
    if not party.origin_set.filter(value=origin).exists():
        raise OriginUnknown


def person(*, party: RelyingParty, reference: str, name: str, mail_to: str) -> Holder:
    """The person whom a relying party calls by this reference; made when met for the first time.

    Nobody can sign in on our own pages as such a person: the login address takes no mail.
    """
    found = Holder.objects.filter(relying_party=party, reference=reference).first()
    if found is not None:
        return found
    with transaction.atomic():
        user = User.objects.create_user(f"{uuid.uuid4().hex}@holders.invalid")
        holder, is_new = Holder.objects.get_or_create(
            relying_party=party,
            reference=reference,
            defaults={"user": user, "name": name, "mail_to": mail_to},
        )
        if not is_new:
            user.delete()
    return holder
