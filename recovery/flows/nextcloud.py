"""How does a person connect a Nextcloud without typing an app password?

They allow it on a page of their own Nextcloud, while we ask it again and again whether they have.
The result is a WebDAV place like any other; its app password is deleted there when it is forgotten.
"""

from __future__ import annotations

from uuid import UUID

from recovery import at_rest
from recovery.clouds import nextcloud
from recovery.clouds.errors import ConsentStale
from recovery.clouds.nextcloud import Login
from recovery.errors import OtherAccount
from recovery.flows import cloud_rules, clouds
from recovery.flows.clouds import Connection
from recovery.models import CloudAccount, Holder


def begin(*, holder: Holder, untrusted_url: str) -> tuple[Login, bytes]:
    """A login to be allowed, and the same sealed for the person's session. Raises CloudError."""
    login = nextcloud.begin(untrusted_url, permitted=cloud_rules.permitted(in_a_hurry=True))
    return login, at_rest.seal(login.pack().encode(), context=_context(holder))


def look(*, holder: Holder, sealed: bytes, account_id: UUID | None) -> CloudAccount | None:
    """Connect the place if the person has allowed it by now; None while they have not.

    account_id: the place that is to be reconnected. Raises CloudError, OtherAccount.
    """
    expected = clouds.find(holder=holder, account_id=account_id) if account_id else None
    try:
        login = Login.unpack(at_rest.unseal(sealed, context=_context(holder)).decode())
    except at_rest.CannotOpen as error:
        raise ConsentStale from error
    granted = nextcloud.poll(login, permitted=cloud_rules.permitted(in_a_hurry=True))
    if granted is None:
        return None
    host = login.server.split("/")[2]
    hint = f"{granted.profile.name or granted.user} at {host}"[:120]
    place = {"url": granted.url, "user": granted.user}
    if expected is not None and expected.settings != place:
        raise OtherAccount(wanted=expected.account_hint, found=hint)
    connection = Connection(
        kind="webdav", settings=place, secret=granted.password, account_hint=hint
    )
    return clouds.connect(holder=holder, connection=connection)


def _context(holder: Holder) -> bytes:
    return b"nextcloud-login" + holder.pk.bytes
