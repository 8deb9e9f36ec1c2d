"""How does a share get to the party's own server, and how do we know that it is there?

    keep    holds it here, encrypted, and has a worker send it
    run     a worker stores it, fetches it and compares every byte; only then ours is deleted.
            From then on it is fetched and compared again, from time to time
    opened  gives it back: from here while it waits, from the party's server afterwards

It is the second place in which flows/backup_shares.py keeps what it is given.

What the server does not take is tried again at the times of webhooks. docs/decisions/
0033-shares-wait-here-until-they-are-proved.md says why it is kept here so long.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import random
import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from recovery import at_rest, base64url
from recovery.errors import ShareConflict
from recovery.failpoints import reach
from recovery.flows import notices, share_server, staff, work
from recovery.flows.webhooks import AGAIN_AFTER_SECONDS, SLOW_SECONDS
from recovery.models import (
    AuditEvent,
    BackupShare,
    Membership,
    Notice,
    Role,
    ServedShare,
    ShareServer,
    Wallet,
)
from recovery.share_errors import ShareServerError, ShareServerKeyGone

logger = logging.getLogger(__name__)

Standing = ServedShare.Standing


def keep(*, server: ShareServer, share: BackupShare, data: bytes) -> None:
    """Hold the bytes of a new share here until the server is proved to keep them."""
    text = base64url.encode(data).encode()
    row = ServedShare(server=server, share=share, due_at=timezone.now())
    row.sha256 = hashlib.sha256(text).digest()
    row.sealed_share = at_rest.seal(text, context=row.secret_context)
    row.save()
    work.announce(row)


def keep_again(row: ServedShare, *, data: bytes) -> None:
    """The same share once more is stored once more: it may be lost there. Raises ShareConflict."""
    text = base64url.encode(data).encode()
    if not hmac.compare_digest(hashlib.sha256(text).digest(), bytes(row.sha256)):
        raise ShareConflict
    sealed = at_rest.seal(text, context=row.secret_context)
    work.again(row, sealed_share=sealed, proved_at=None, standing=Standing.WAITING)
    row.refresh_from_db()


def opened(row: ServedShare) -> bytes:
    """The bytes, as they were kept. Raises ShareServerError, named for what went wrong."""
    return base64url.decode(_waiting(row) if row.sealed_share is not None else _fetched(row))


def try_again(row: ServedShare) -> None:
    """At once, because somebody asked."""
    work.again(row)


def look_everywhere(server: ShareServer) -> None:
    """Store or look at every share at once: the server has another address now."""
    for row in server.shares.all():
        work.again(row)


def wallet_of(row: ServedShare) -> Wallet:
    return row.share.pair.wallet


def method_of(row: ServedShare) -> str:
    """What the server knows the share by, beside its wallet: no version overwrites another."""
    return f"V{row.share.pair.version}"


def _fetched(row: ServedShare) -> str:
    wallet_id = wallet_of(row).pk
    return share_server.take(row.server, wallet_id=wallet_id, sha256=bytes(row.sha256))


def _waiting(row: ServedShare) -> str:
    """What waits here. Fails closed: what is not exactly what was put is nothing."""
    try:
        share = at_rest.unseal(bytes(row.sealed_share or b""), context=row.secret_context)
    except at_rest.CannotOpen as error:
        raise ShareServerKeyGone from error
    if not hmac.compare_digest(hashlib.sha256(share).digest(), bytes(row.sha256)):
        raise ShareServerKeyGone
    return share.decode()


# --- By a worker ---------------------------------------------------------------------------------


def run(share_id: str) -> None:
    """Store and prove one share, or look at one that was proved."""
    row = work.claim(ServedShare, share_id)
    if row is None:
        return
    reach("served_shares.claimed")
    began, error = time.monotonic(), None
    try:
        _prove(row)
    except ShareServerError as found:
        error = found
    reach("served_shares.asked")
    _note_server(row.server, error, seconds=time.monotonic() - began)
    with transaction.atomic():
        if error is None:
            _succeed(row)
        else:
            _fail(row, error)


def _prove(row: ServedShare) -> None:
    if row.sealed_share is None:
        _fetched(row)
        return
    share, wallet_id = _waiting(row), wallet_of(row).pk
    share_server.store(row.server, wallet_id=wallet_id, method=method_of(row), share=share)
    reach("served_shares.stored")
    share_server.prove(row.server, wallet_id=wallet_id, share=share)


def _succeed(row: ServedShare) -> None:
    now = timezone.now()
    is_ours = work.plan(
        row,
        due_at=_next(now),
        standing=Standing.STORED,
        error="",
        sealed_share=None,
        proved_at=now,
        looked_at=now,
    )
    # False where another share was put meanwhile: this proof is not about that one.
    if is_ours and row.standing != Standing.STORED:
        if row.standing != Standing.UNKNOWN:
            _tell_history(row, AuditEvent.Kind.SERVED_SHARE_STORED)
        _all_clear(row.server)


def _fail(row: ServedShare, error: ShareServerError) -> None:
    """Try again later. What was proved once is not called lost because the server is away."""
    is_waiting, is_last = row.sealed_share is not None, row.attempts > len(AGAIN_AFTER_SECONDS)
    is_away = error.says_nothing and not is_waiting and not is_last
    standing = Standing.UNKNOWN if is_away else Standing.FAILING
    found: dict[str, Any] = {"standing": standing, "looked_at": timezone.now()}
    if is_waiting and is_last:
        is_ours = work.block(row, error=error.code, **found)
    else:
        wait = AGAIN_AFTER_SECONDS[min(row.attempts, len(AGAIN_AFTER_SECONDS)) - 1]
        is_ours = work.postpone(row, error=error.code, retry_after_seconds=wait, **found)
    if not is_ours:
        return
    if standing == Standing.FAILING and row.standing != Standing.FAILING:
        _tell_history(row, AuditEvent.Kind.SERVED_SHARE_FAILING, error=error.code)
    # What may pass by itself alarms nobody: only what was there and is not, and what gave up.
    if standing == Standing.FAILING and (not is_waiting or is_last):
        _alarm(row.server, error)


def _note_server(server: ShareServer, error: ShareServerError | None, *, seconds: float) -> None:
    # Meanwhile other servers are asked, also by a single worker.
    rest = timedelta(seconds=seconds) if seconds >= SLOW_SECONDS else None
    ShareServer.objects.filter(pk=server.pk).update(
        is_well=error is None, rests_until=timezone.now() + rest if rest else None
    )


def _next(now: datetime) -> datetime:
    """A different time for each share, so that a server is not asked for all of them at once."""
    spread = random.uniform(0.5, 1.0)  # noqa: S311 - it spreads load and protects nothing
    return now + timedelta(days=settings.COPY_CHECK_DAYS) * spread


# --- Who is told ---------------------------------------------------------------------------------


def _tell_history(row: ServedShare, kind: AuditEvent.Kind, **detail: str) -> None:
    pair = row.share.pair
    logger.info("share %s: %s %s", row.pk, kind, detail.get("error", ""))
    AuditEvent.objects.create(
        holder=pair.wallet.holder,
        kind=kind,
        detail={
            "wallet": pair.wallet.name,
            "wallet_id": str(pair.wallet_id),
            "version": pair.version,
            **detail,
        },
    )


def _alarm(server: ShareServer, error: ShareServerError) -> None:
    """Mail every owner, once for however many shares."""
    fresh = ShareServer.objects.filter(pk=server.pk, alarmed_at__isnull=True)
    if not fresh.update(alarmed_at=timezone.now()):
        return
    failing = reverse("admin:recovery_servedshare_changelist") + "?standing__exact=failing"
    owners = Membership.objects.filter(relying_party=server.relying_party_id, role=Role.OWNER)
    for membership in owners.select_related("user"):
        notices.tell(
            holder=staff.as_person(membership.user),
            kind=Notice.Kind.SHARES_FAILING,
            context={
                "party": server.relying_party.name,
                "server": server.url,
                "reason": error.message,
                "path": failing,
            },
        )


def _all_clear(server: ShareServer) -> None:
    """The next failure is told again."""
    if not server.shares.filter(standing=Standing.FAILING).exists():
        ShareServer.objects.filter(pk=server.pk).update(alarmed_at=None)
