"""Which cloud has somebody in the demo? A folder of their own, with credentials of their own.

The demo starts a WebDAV server, see recovery/demo/webdav.py. It and the pages work out passwords
from the one secret that both have, so nothing has to be told or kept.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass, field

_SECRET = "DEMO_WEBDAV_PASSWORD"  # noqa: S105 - the name of a variable
_PASSWORD_BYTES = 15


@dataclass(frozen=True)
class DemoCloud:
    """A folder on the demo's server, and who may come in."""

    url: str
    user: str
    password: str = field(repr=False)


def of(user: str, *, revoked: int = 0) -> DemoCloud | None:
    """The folder of this user; None where no such server runs. revoked: see password_of."""
    url = os.environ.get("DEMO_WEBDAV_URL")
    if url is None:
        return None
    return DemoCloud(
        f"{url}{user}/", user, password_of(user, revoked=revoked, secret=os.environ[_SECRET])
    )


def password_of(user: str, *, revoked: int, secret: str) -> str:
    """Twenty characters that nobody works out without the secret.

    revoked: how often it was revoked; each time there is a new one.
    """
    digest = hmac.digest(secret.encode(), f"{user}\0{revoked}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest[:_PASSWORD_BYTES]).decode()
