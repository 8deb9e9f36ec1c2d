"""How does a relying party's server get a key, change it, and lose it?

A key is shown once. What is kept of it cannot be turned back into it: it is 32 random bytes, so a
plain hash is enough, and a slow one would only slow us down.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from recovery import base64url
from recovery.flows import audit
from recovery.models import AuditEvent, RelyingParty, ServerKey, User

# After a rotation both keys work for so long.
OVERLAP = timedelta(hours=24)
_NAME_BYTES = 6
_SECRET_BYTES = 32


@dataclass(frozen=True)
class Made:
    """A new key, and its text, which nobody will see again."""

    key: ServerKey
    text: str


def make(*, party: RelyingParty, name: str, scopes: Sequence[str], by: User) -> Made:
    prefix = f"kh_{party.environment}_{secrets.token_hex(_NAME_BYTES)}"
    secret = secrets.token_bytes(_SECRET_BYTES)
    with transaction.atomic():
        key = ServerKey.objects.create(
            relying_party=party,
            name=name,
            prefix=prefix,
            secret_sha256=hashlib.sha256(secret).digest(),
            scopes=sorted(scopes),
            created_by=by,
        )
        _note(key, by=by, what="server key made")
    return Made(key=key, text=f"{prefix}_{base64url.encode(secret)}")


def rotate(key: ServerKey, *, by: User) -> Made:
    """A new key of the same name and scopes; the old one works for another day."""
    with transaction.atomic():
        made = make(party=key.relying_party, name=key.name, scopes=key.scopes, by=by)
        ends = timezone.now() + OVERLAP
        still = ServerKey.objects.filter(pk=key.pk, revoked_at=None)
        still.filter(Q(expires_at=None) | Q(expires_at__gt=ends)).update(expires_at=ends)
    return made


def revoke(key: ServerKey, *, by: User) -> None:
    """The key opens nothing any more, from this moment on."""
    with transaction.atomic():
        if ServerKey.objects.filter(pk=key.pk, revoked_at=None).update(revoked_at=timezone.now()):
            _note(key, by=by, what="server key revoked")


def find(untrusted_text: str) -> ServerKey | None:
    """The row of a key that is right and still good, or None."""
    # The secret may hold an underscore itself; the prefix always has three parts.
    parts = untrusted_text.split("_", 3)
    if len(parts) != 4 or not untrusted_text.isascii():
        return None
    prefix, encoded = "_".join(parts[:3]), parts[3]
    key = ServerKey.objects.select_related("relying_party").filter(prefix=prefix).first()
    try:
        secret = base64url.decode(encoded)
    except ValueError:
        return None
    if key is None or not hmac.compare_digest(
        bytes(key.secret_sha256), hashlib.sha256(secret).digest()
    ):
        return None
    return key if is_good(key) else None


def is_good(key: ServerKey) -> bool:
    now = timezone.now()
    ended = key.expires_at is not None and key.expires_at <= now
    return key.revoked_at is None and not ended and key.relying_party.is_active


def note_use(key: ServerKey) -> None:
    """When a key was last used, to the minute: most requests write nothing."""
    now = timezone.now()
    if key.last_used_at is None or now - key.last_used_at > timedelta(minutes=1):
        ServerKey.objects.filter(pk=key.pk).update(last_used_at=now)


def _note(key: ServerKey, *, by: User, what: str) -> None:
    kind = AuditEvent.Kind.STAFF_ACTED
    audit.note(party=key.relying_party, by=by, kind=kind, what=what, key=key.prefix)
