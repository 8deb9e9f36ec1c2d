"""How does a person connect a place for copies, try it again, or disconnect it?

A new place is checked by a worker before anything is trusted to it: a test file is written, read
back, compared and deleted.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from recovery import at_rest
from recovery.clouds import CLOUDS, backup_folder, is_same_place, lane_of, oauth, open_cloud
from recovery.clouds.base import Cloud
from recovery.clouds.errors import AccessDenied, CloudError
from recovery.errors import CloudInUse, NotFound, OtherAccount
from recovery.failpoints import reach
from recovery.flows import cloud_key, cloud_rules, copies, grants, lanes, policy, work
from recovery.models import (
    AuditEvent,
    CloudAccount,
    Copy,
    Drill,
    Holder,
    RelyingParty,
    Wallet,
    Work,
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Connection:
    """What a person gives to connect a place. `settings` are those of the cloud's own file."""

    kind: str
    settings: dict[str, str]
    secret: str
    account_hint: str


def available_kinds(party: RelyingParty, *, again: str = "") -> list[str]:
    """The kinds of place that this server offers and the relying party wants.

    again: the kind of a place that the person has and connects once more, which is never refused.
    """
    return [
        kind
        for kind in CLOUDS
        if _is_offered(kind) and (kind == again or policy.may_connect(party, kind))
    ]


def _is_offered(kind: str) -> bool:
    if kind in oauth.PROVIDERS:
        return grants.is_offered(kind)
    return kind != "folder" or bool(settings.CLOUD_FOLDER_ROOT)


def connect(*, holder: Holder, connection: Connection) -> CloudAccount:
    """Keep the place and have a worker check it. Connecting the same place again renews it.

    Raises NotFound where this server does not offer such places, CloudNotAllowed where the relying
    party wants no new ones, CopyBesideKey.
    """
    if not _is_offered(connection.kind):
        raise NotFound
    with transaction.atomic():
        # Whoever writes a backup with a key that lies there waits here, or was faster and is seen.
        Holder.objects.select_for_update().get(pk=holder.pk)
        cloud_key.require_no_key(holder=holder, kind=connection.kind, settings=connection.settings)
        account = _known(holder, connection)
        if account is None:
            policy.require_cloud(holder.relying_party, connection.kind)
            account = _add(holder, connection)
        elif account.settings != connection.settings:
            _look_again(account)
        lanes.wake(account)
        work.again(
            account,
            settings=connection.settings,
            account_hint=connection.account_hint,
            sealed_secret=at_rest.seal(connection.secret.encode(), context=account.secret_context),
        )
    account.refresh_from_db()
    return account


def _known(holder: Holder, connection: Connection) -> CloudAccount | None:
    """The place of this holder that is meant, although its key may be a new one."""
    mine = CloudAccount.objects.filter(holder=holder, kind=connection.kind).order_by("created_at")
    kind, wanted = connection.kind, connection.settings
    same = (place for place in mine if is_same_place(kind=kind, one=place.settings, other=wanted))
    return next(same, None)


def _add(holder: Holder, connection: Connection) -> CloudAccount:
    return CloudAccount.objects.create(
        holder=holder,
        kind=connection.kind,
        settings=connection.settings,
        account_hint=connection.account_hint,
        lane=lane_of(kind=connection.kind, settings=connection.settings),
        due_at=timezone.now(),
    )


def _look_again(account: CloudAccount) -> None:
    """Look at what was proved with the old key: to some stores the key says whose bucket it is."""
    for drill in Drill.objects.filter(copy__account=account):
        work.again(drill)


def require_same_account(account: CloudAccount, connection: Connection) -> None:
    """A place that has worked is put right with its own account, for there its copies lie.

    Only for places whose account a person types; see flows/consent.py and flows/nextcloud.py.
    Raises OtherAccount.
    """
    if account.checked_at is None or account.kind != connection.kind:
        return
    if _typed(account.settings) != _typed(connection.settings):
        raise OtherAccount(wanted=account.account_hint, found=connection.account_hint)


def _typed(place: dict[str, str]) -> tuple[str | None, ...]:
    """Which account it is. An access key is made anew now and then, for the same bucket."""
    host = urlsplit(place.get("url", "")).hostname
    return host, place.get("user"), place.get("bucket")


def find(*, holder: Holder, account_id: UUID) -> CloudAccount:
    account = CloudAccount.objects.filter(holder=holder, pk=account_id).first()
    if account is None:
        raise NotFound
    return account


def run_check(account_id: str) -> None:
    """Check one place, and make copies due there once it has passed."""
    account = work.claim(CloudAccount, account_id)
    if account is None:
        return
    reach("clouds.claimed")
    try:
        with lanes.watched(account):
            backup_folder.check_access(open_account(account), whose=account.pk.hex)
    except CloudError as error:
        logger.info("place %s failed its check: %s", account.pk, error.code)
        if error.permanent:
            work.block(account, error=error.code)
        else:
            work.postpone(account, error=error.code, retry_after_seconds=error.retry_after)
        return
    with transaction.atomic():
        # A backup that is committed and a move that leaves the place wait here, or were faster and
        # are seen: otherwise each would think that the other one makes the copy, or makes none. Who
        # only refers to the person, such as a mail, has not to wait.
        Holder.objects.select_for_update(no_key=True).filter(pk=account.holder_id).first()
        if work.finish(account, checked_at=timezone.now()):
            AuditEvent.objects.create(
                holder_id=account.holder_id,
                kind=AuditEvent.Kind.CLOUD_CONNECTED,
                detail={"account": account.account_hint},
            )
            copies.schedule_account(account)
            reach("clouds.scheduled")


def try_again(*, holder: Holder, account_id: UUID) -> None:
    """The person pressed "Try again": check the place, and retry its blocked copies."""
    account = find(holder=holder, account_id=account_id)
    lanes.wake(account)
    if account.state != Work.State.DONE:
        work.again(account)
    for copy in Copy.objects.filter(
        account=account, state__in=[Work.State.BLOCKED, Work.State.DUE], lease_until=None
    ):
        work.again(copy, step=Copy.Step.WAITING)


@dataclass(frozen=True)
class Remains:
    """What becomes of one wallet's backup when a place is given up.

    here: its newest proved copy there, if any. elsewhere: copies in other places that are at least
    as new, were proved, and were whole when they were last looked at.
    """

    wallet: Wallet
    here: Copy | None
    elsewhere: list[Copy]

    @property
    def is_alone(self) -> bool:
        return self.here is not None and not self.elsewhere


def remains_without(account: CloudAccount) -> list[Remains]:
    """For each of the holder's wallets: what is left if this place is given up."""
    wallets = Wallet.objects.filter(holder_id=account.holder_id, generation__gt=0)
    return [_remains(wallet, account) for wallet in wallets.order_by("created_at")]


def _remains(wallet: Wallet, account: CloudAccount) -> Remains:
    proved = (
        Copy.objects.filter(wallet=wallet, proved_at__isnull=False, state=Work.State.DONE)
        .select_related("account", "generation")
        .order_by("-generation__number", "account__created_at")
    )
    here = proved.filter(account=account).first()
    oldest = here.generation.number if here else wallet.generation
    # A copy that could not be seen at the last look may be there still, and may not.
    seen = Q(drill__isnull=True) | Q(drill__health=Drill.Health.HEALTHY)
    elsewhere = proved.exclude(account=account).filter(seen, generation__number__gte=oldest)
    return Remains(wallet=wallet, here=here, elsewhere=list(elsewhere))


def disconnect(*, holder: Holder, account_id: UUID) -> None:
    """Forget a place. What lies there stays. Refused where the only proved copy lies."""
    with transaction.atomic():
        # Of two places that are given up at the same moment, the second one sees the first gone.
        Holder.objects.select_for_update().get(pk=holder.pk)
        account = find(holder=holder, account_id=account_id)
        if any(remains.is_alone for remains in remains_without(account)):
            raise CloudInUse
        AuditEvent.objects.create(
            holder=holder,
            kind=AuditEvent.Kind.CLOUD_DISCONNECTED,
            detail={"account": account.account_hint},
        )
        grants.forget(account)


def open_account(account: CloudAccount) -> Cloud:
    """The client for one place, with its secret. Raises CloudError."""
    if account.kind in oauth.PROVIDERS:
        return grants.GrantedCloud(account, permitted=cloud_rules.permitted())
    try:
        secret = at_rest.unseal(bytes(account.sealed_secret), context=account.secret_context)
    except at_rest.CannotOpen as error:
        raise AccessDenied from error
    return open_cloud(
        kind=account.kind,
        settings=account.settings,
        secret=secret.decode(),
        permitted=cloud_rules.permitted(),
    )


def keep_generations() -> int:
    return settings.CLOUD_KEEP_GENERATIONS
