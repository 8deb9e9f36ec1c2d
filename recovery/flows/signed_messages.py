"""How does a relying party's server know that a message is from us? By its signature.

Messages are signed as https://www.standardwebhooks.com says, with a secret for each address. It is
shown once, and kept encrypted.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping
from copy import copy
from datetime import datetime, timedelta
from typing import TypeVar

from django.utils import timezone

from recovery import at_rest
from recovery.models import SigningSecret

# After a rotation both secrets sign for so long.
OVERLAP = timedelta(hours=24)
_SECRET_BYTES = 32

_Row = TypeVar("_Row", bound=SigningSecret)


def make_secret(row: SigningSecret) -> str:
    """Give a new row its secret. The text is for the receiver, and nobody will see it again."""
    secret = _new()
    row.sealed_secret = at_rest.seal(secret, context=row.secret_context)
    row.save()
    return _shown(secret)


def rotate_secret(row: SigningSecret) -> str:
    """A new secret. For a day messages are signed with both, so that no receiver misses one."""
    secret = _new()
    row.sealed_old_secret = row.sealed_secret
    row.sealed_secret = at_rest.seal(secret, context=row.secret_context)
    row.old_secret_until = timezone.now() + OVERLAP
    row.save(update_fields=["sealed_old_secret", "sealed_secret", "old_secret_until"])
    return _shown(secret)


def with_a_wrong_secret(row: _Row) -> _Row:
    """The same address with a secret that its receiver has not; for seeing what it refuses."""
    stranger = copy(row)
    stranger.sealed_secret = at_rest.seal(_new(), context=row.secret_context)
    stranger.old_secret_until = None
    return stranger


def headers(row: SigningSecret, *, message_id: str, body: str, at: datetime) -> Mapping[str, str]:
    """Type and signature of a message, as it goes out at this time. Raises at_rest.CannotOpen."""
    stamp = str(int(at.timestamp()))
    signatures = [
        sign(secret, message_id=message_id, stamp=stamp, body=body) for secret in _secrets(row, at)
    ]
    return {
        "Content-Type": "application/json",
        "User-Agent": "Keyhaven-Webhooks/1",
        "webhook-id": message_id,
        "webhook-timestamp": stamp,
        "webhook-signature": " ".join(signatures),
    }


def sign(secret: bytes, *, message_id: str, stamp: str, body: str) -> str:
    """Source: https://github.com/standard-webhooks/standard-webhooks, "Signature scheme"."""
    signed = f"{message_id}.{stamp}.{body}".encode()
    return "v1," + base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()


def _new() -> bytes:
    return secrets.token_bytes(_SECRET_BYTES)


def _shown(secret: bytes) -> str:
    return "whsec_" + base64.b64encode(secret).decode()


def _secrets(row: SigningSecret, at: datetime) -> list[bytes]:
    sealed = [bytes(row.sealed_secret)]
    if row.old_secret_until is not None and at < row.old_secret_until:
        sealed.append(bytes(row.sealed_old_secret))
    return [at_rest.unseal(each, context=row.secret_context) for each in sealed]
