"""How do we stay in an account at a provider? With tokens that are renewed and never shown.

A place's secret is then a pair of tokens. One worker at a time renews them, by a lease in the row
like that of all work: a provider that gives a new refresh token each time would see two uses of the
old one as a theft. No transaction is open while the provider is asked.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from recovery import at_rest
from recovery.clouds import nextcloud, oauth, open_cloud
from recovery.clouds.base import Added, Cloud, Entry, Permitted, Stored
from recovery.clouds.errors import (
    AccessDenied,
    AccessEnded,
    CloudError,
    RegistrationWrong,
    TimedOut,
)
from recovery.clouds.oauth import Client, Tokens
from recovery.flows import cloud_rules, work
from recovery.models import CloudAccount, Revocation

logger = logging.getLogger(__name__)

# An access token that ends within this time is renewed first: a copy must not outlive it.
_SPARE_SECONDS = 120.0
# Longer than one request may take, so that the lease never ends under one who is asking.
_LEASE = timedelta(seconds=75)
_WAIT_SECONDS = 0.1
# With pauses that grow up to an hour, so many tries take about half a day.
_MOST_REVOCATIONS = 20

Result = TypeVar("Result")


def is_offered(kind: str) -> bool:
    """Whether this server is registered with the provider."""
    return kind in oauth.PROVIDERS and kind in settings.CLOUD_CLIENTS


def client(kind: str) -> Client:
    """Who we are to the provider. Raises RegistrationWrong."""
    if kind not in settings.CLOUD_CLIENTS:
        raise RegistrationWrong
    return Client(*settings.CLOUD_CLIENTS[kind])


def forget(account: CloudAccount) -> None:
    """Forget a place, and have its permission given back. Called inside a transaction."""
    if _can_give_back(account):
        row = Revocation.objects.create(
            pk=account.pk,
            kind=account.kind,
            settings=account.settings,
            sealed_secret=account.sealed_secret,
            due_at=timezone.now(),
        )
        work.announce(row)
    account.delete()


def _can_give_back(account: CloudAccount) -> bool:
    if account.kind == "webdav":
        return nextcloud.is_one(account.settings.get("url", ""))
    provider = oauth.PROVIDERS.get(account.kind)
    return provider is not None and bool(provider.revoke)


def run_revocation(row_id: str) -> None:
    """Tell one provider that we need its permission no longer."""
    row = work.claim(Revocation, row_id)
    if row is None:
        return
    try:
        _give_back(row)
    except CloudError as error:
        logger.info("permission %s was not given back yet: %s", row.pk, error.code)
        if row.attempts < _MOST_REVOCATIONS and not error.permanent:
            work.postpone(row, error=error.code, retry_after_seconds=error.retry_after)
            return
    # Done, or out of reach for good. Nobody can use the tokens once they are destroyed here.
    row.delete()


def _give_back(row: Revocation) -> None:
    same = CloudAccount.objects.filter(kind=row.kind, settings=row.settings)
    if same.exists():
        # With some providers all that we have of an account ends together.
        return
    permitted = cloud_rules.permitted()
    if row.kind == "webdav":
        url, user = row.settings["url"], row.settings["user"]
        nextcloud.revoke(url=url, user=user, password=_secret(row), permitted=permitted)
        return
    provider, tokens = oauth.PROVIDERS[row.kind], _read(row)
    if not _is_good(tokens, ""):
        # A token that gives itself back has to be a good one.
        tokens = oauth.renew(
            at=provider, client=client(row.kind), tokens=tokens, permitted=permitted
        )
    oauth.revoke(at=provider, tokens=tokens, permitted=permitted)


class GrantedCloud:
    """A cloud behind tokens: it gets a good one for the first request, and once more if refused."""

    def __init__(self, account: CloudAccount, *, permitted: Permitted) -> None:
        self._account = account
        self._permitted = permitted
        self._token = ""
        self._cloud = self._opened()

    @property
    def place(self) -> str:
        return self._cloud.place

    @property
    def account(self) -> str:
        return self._cloud.account

    def make_folder(self, folder: str) -> None:
        self._do(lambda cloud: cloud.make_folder(folder))

    def read(self, path: str) -> Stored:
        return self._do(lambda cloud: cloud.read(path))

    def add(self, *, path: str, data: bytes, look: str | None = None) -> Added:
        return self._do(lambda cloud: cloud.add(path=path, data=data, look=look))

    def replace(self, *, path: str, data: bytes, expected: Stored | None) -> None:
        self._do(lambda cloud: cloud.replace(path=path, data=data, expected=expected))

    def delete(self, path: str) -> None:
        self._do(lambda cloud: cloud.delete(path))

    def entries(self, folder: str) -> Sequence[Entry]:
        return self._do(lambda cloud: cloud.entries(folder))

    def _do(self, call: Callable[[Cloud], Result]) -> Result:
        if not self._token:
            self._renew()
        try:
            return call(self._cloud)
        except AccessEnded:
            # Our clock may be wrong, or the provider ended this one early. All may be repeated.
            self._renew()
            return call(self._cloud)

    def _renew(self) -> None:
        tokens = _good(self._account, permitted=self._permitted, refused=self._token)
        self._token = tokens.access
        self._cloud = self._opened()

    def _opened(self) -> Cloud:
        return open_cloud(
            kind=self._account.kind,
            settings=self._account.settings,
            secret=self._token,
            permitted=self._permitted,
        )


def _good(account: CloudAccount, *, permitted: Permitted, refused: str = "") -> Tokens:
    """Tokens that should be accepted, renewed if need be. refused: an access token that was not."""
    tokens = _read(account)
    if _is_good(tokens, refused):
        return tokens
    deadline = time.monotonic() + permitted.total_seconds
    while not (lease := _take_lease(account)):
        # Somebody else is asking. What they are given is good for us, too.
        if time.monotonic() > deadline:
            raise TimedOut
        time.sleep(_WAIT_SECONDS)
        _refresh(account)
        if _is_good(tokens := _read(account), refused):
            return tokens
    try:
        _refresh(account)
        tokens = _read(account)
        if not _is_good(tokens, refused):
            tokens = _renewed(account, tokens, permitted=permitted)
    finally:
        mine = CloudAccount.objects.filter(pk=account.pk, renewing_until=lease)
        mine.update(renewing_until=None)
    return tokens


def _is_good(tokens: Tokens, refused: str) -> bool:
    return tokens.access != refused and tokens.expires_at > time.time() + _SPARE_SECONDS


def _take_lease(account: CloudAccount) -> datetime | None:
    now = timezone.now()
    lease = now + _LEASE
    free = Q(renewing_until__isnull=True) | Q(renewing_until__lt=now)
    taken = CloudAccount.objects.filter(free, pk=account.pk).update(renewing_until=lease)
    return lease if taken else None


def _renewed(account: CloudAccount, tokens: Tokens, *, permitted: Permitted) -> Tokens:
    fresh = oauth.renew(
        at=oauth.PROVIDERS[account.kind],
        client=client(account.kind),
        tokens=tokens,
        permitted=permitted,
    )
    # Kept before they are used: the old ones may be good no longer.
    sealed = at_rest.seal(fresh.pack().encode(), context=account.secret_context)
    while not _exchange_secret(account, sealed):
        _refresh(account)
        found = _read(account)
        if found != tokens:
            # The person has connected it anew meanwhile. Those are newer, and stay.
            return found
    account.sealed_secret = sealed
    return fresh


def _exchange_secret(account: CloudAccount, sealed: bytes) -> bool:
    """False when the row holds another secret by now, or the same under another key."""
    same = CloudAccount.objects.filter(pk=account.pk, sealed_secret=bytes(account.sealed_secret))
    return bool(same.update(sealed_secret=sealed))


def _refresh(account: CloudAccount) -> None:
    try:
        account.refresh_from_db(fields=["sealed_secret"])
    except CloudAccount.DoesNotExist as error:
        raise AccessDenied from error


def _read(row: CloudAccount | Revocation) -> Tokens:
    return Tokens.unpack(_secret(row))


def _secret(row: CloudAccount | Revocation) -> str:
    try:
        return at_rest.unseal(bytes(row.sealed_secret), context=row.secret_context).decode()
    except at_rest.CannotOpen as error:
        raise AccessDenied from error
