"""How does a person get both backup shares of a wallet, to go on without its makers?

    open_window   the relying party's server allows it, for as long as the policy says
    take          the person fetches both within that time, with a touch
    close_window  the server ends it earlier; otherwise it ends by itself

Together the two shares are the wallet. So the person is told by mail when the time begins and when
the shares are fetched, and both stand in the history before anything is handed out.

The client's share may never have come here: the wallet's app stored it, perhaps in the person's
own cloud, and said so. Then the custodian's share is handed out, from us or from the relying
party's own server, and the person is told that the other one is with the app.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from recovery.errors import EjectClosed, EjectMakersAway, EjectNotAllowed, ShareMissing
from recovery.flows import backup_shares, client_shares, notices, policy
from recovery.flows.backup_shares import Part
from recovery.models import AuditEvent, Eject, Notice, SharePair, Wallet
from recovery.share_errors import ShareServerError


@dataclass(frozen=True)
class Shares:
    """The two shares of one version, as they were stored.

    client: None where the wallet's app stored it itself, by the methods in `client_stored_with`.
    """

    version: int
    custodian: bytes
    client: bytes | None
    client_stored_with: list[str]


def open_window(*, wallet: Wallet, by: str) -> datetime:
    """Give the end of the time. One that has begun is not made longer.

    by: the server key's prefix. Raises EjectNotAllowed, ShareMissing.
    """
    hours = _hours(wallet)
    pair = _complete_pair(wallet)
    now = timezone.now()
    with transaction.atomic():
        Wallet.objects.select_for_update().get(pk=wallet.pk)
        window = Eject.objects.filter(wallet=wallet).first() or Eject(wallet=wallet, until=now)
        if window.until > now:
            return window.until
        window.until, window.opened_by = now + timedelta(hours=hours), by
        window.save()
        ends = window.until.isoformat()
        _note(wallet, AuditEvent.Kind.EJECT_OPENED, by=by, until=ends)
        notices.tell(
            holder=wallet.holder,
            kind=Notice.Kind.EJECT_OPENED,
            context={"wallets": wallet.name, "at": ends, "with_app": not _has_client(pair)},
        )
    return window.until


def close_window(*, wallet: Wallet, by: str) -> None:
    now = timezone.now()
    with transaction.atomic():
        if Eject.objects.filter(wallet=wallet, until__gt=now).update(until=now):
            _note(wallet, AuditEvent.Kind.EJECT_CLOSED, by=by)


def ends_at(wallet: Wallet) -> datetime | None:
    """Until when both shares can be fetched; None where they cannot."""
    window = Eject.objects.filter(wallet=wallet, until__gt=timezone.now()).first()
    return window.until if window and policy.of(wallet.holder.relying_party).eject_hours else None


def take(*, wallet: Wallet, device: str) -> Shares:
    """Hand the shares to their owner, within the time.

    Whether the owner has just proved more than a sign-in is for the caller to require. device: the
    device's name for people. Raises EjectNotAllowed, EjectClosed, EjectMakersAway, ShareMissing,
    ShareUnreadable, KeyServiceUnavailable.
    """
    _hours(wallet)
    if ends_at(wallet) is None:
        raise EjectClosed
    pair = _complete_pair(wallet)
    is_here = _has_client(pair)
    shares = Shares(
        version=pair.version,
        custodian=_release(pair, Part.CUSTODIAN, device),
        client=_release(pair, Part.CLIENT, device) if is_here else None,
        client_stored_with=[] if is_here else client_shares.stored_with(wallet),
    )
    now = timezone.now()
    with transaction.atomic():
        # The key service took its time; whoever closed the window meanwhile was faster.
        if not Eject.objects.filter(wallet=wallet, until__gt=now).update(taken_at=now):
            raise EjectClosed
        parts = backup_shares.parts(pair)
        _note(wallet, AuditEvent.Kind.EJECTED, device=device, version=pair.version, parts=parts)
        notices.tell(
            holder=wallet.holder,
            kind=Notice.Kind.EJECTED,
            context={
                "wallets": wallet.name,
                "device": device,
                "at": now.isoformat(),
                "with_app": not is_here,
            },
        )
    return shares


def _release(pair: SharePair, part: Part, device: str) -> bytes:
    try:
        return backup_shares.release_share(
            wallet=pair.wallet, version=pair.version, part=part, to=device
        )
    except ShareServerError as error:
        # What exactly it does wrong is for its makers, who see it in the admin.
        raise EjectMakersAway from error


def _hours(wallet: Wallet) -> int:
    hours = policy.of(wallet.holder.relying_party).eject_hours
    if hours == 0:
        raise EjectNotAllowed
    return hours


def _complete_pair(wallet: Wallet) -> SharePair:
    """The pair that counts, if the person can have both of its shares. Raises ShareMissing."""
    pairs = SharePair.objects.select_related("wallet__holder__relying_party")
    pair = pairs.filter(wallet=wallet, state=SharePair.State.COMPLETE).first()
    if pair is None or Part.CUSTODIAN not in backup_shares.parts(pair):
        raise ShareMissing
    if not _has_client(pair) and not client_shares.stored_with(wallet):
        raise ShareMissing
    return pair


def _has_client(pair: SharePair) -> bool:
    """Whether the client's share lies with us."""
    return Part.CLIENT in backup_shares.parts(pair)


def _note(wallet: Wallet, kind: AuditEvent.Kind, **detail: object) -> None:
    AuditEvent.objects.create(
        holder=wallet.holder,
        kind=kind,
        detail={"wallet": wallet.name, "wallet_id": str(wallet.pk), **detail},
    )
