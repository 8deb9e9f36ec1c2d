"""How do we know of a copy that only the person's browser reaches? By what it says at each visit.

No server may write into somebody's private iCloud. So the browser writes, reads back and compares
while the person is there, and tells what it found. That is kept as what it is: the word of a
browser at a certain time. It never counts as "backed up", replaces no other copy, and grows old
when nobody comes.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from recovery.errors import BadRequest, NotFound, OtherAccount, VisitUnlikely
from recovery.models import AuditEvent, Drill, Holder, VisitedCopy, Wallet

# After this long nobody should rely on what a browser once saw.
VISIT_IS_OLD = timedelta(days=30)


@dataclass(frozen=True)
class Visit:
    """What a browser says. number, digest: of the generation that it read whole, 0 and zeros if
    there was none. replaces: the person wants this account in place of the one before."""

    kind: str
    account_id: str
    health: str
    number: int
    digest: bytes
    replaces: bool = False


def is_offered(kind: str) -> bool:
    return kind == VisitedCopy.Kind.ICLOUD and bool(
        settings.CLOUDKIT_CONTAINER and settings.CLOUDKIT_API_TOKEN
    )


def note(*, holder: Holder, wid: bytes, visit: Visit) -> VisitedCopy:
    """Keep what a browser found. A copy is called healthy only if its hash is that of the backup
    that counts now.

    Raises NotFound, BadRequest, VisitUnlikely, OtherAccount.
    """
    if not is_offered(visit.kind):
        raise NotFound
    if visit.health not in Drill.Health.values:
        raise BadRequest
    with transaction.atomic():
        wallet = (
            Wallet.objects.select_for_update()
            .filter(holder=holder, wid=wid, generation__gt=0)
            .first()
        )
        if wallet is None:
            raise NotFound
        is_healthy = visit.health == Drill.Health.HEALTHY
        if is_healthy:
            _require_current(wallet, visit)
        known = VisitedCopy.objects.filter(wallet=wallet, kind=visit.kind).first()
        if known is not None and known.account_id != visit.account_id and not visit.replaces:
            raise OtherAccount(wanted=known.account_id, found=visit.account_id)
        return _kept(wallet, visit, is_healthy=is_healthy)


def forget(*, holder: Holder, wallet: Wallet, kind: str) -> None:
    """The person wants no copy there any more. What lies there stays."""
    gone, _ = VisitedCopy.objects.filter(wallet=wallet, kind=kind).delete()
    if gone:
        AuditEvent.objects.create(
            holder=holder,
            kind=AuditEvent.Kind.CLOUD_DISCONNECTED,
            detail={"account": "iCloud"},
        )


def _require_current(wallet: Wallet, visit: Visit) -> None:
    current = wallet.generations.get(number=wallet.generation)
    same = hmac.compare_digest(bytes(current.digest), visit.digest)
    if visit.number != wallet.generation or not same:
        raise VisitUnlikely


def _kept(wallet: Wallet, visit: Visit, *, is_healthy: bool) -> VisitedCopy:
    now = timezone.now()
    found = {
        "account_id": visit.account_id,
        "health": visit.health,
        "number": visit.number,
        "visited_at": now,
    }
    if is_healthy:
        found["seen_at"] = now
    elif visit.replaces:
        # Nothing has been seen in this account yet.
        found["seen_at"] = None
    copy, _ = VisitedCopy.objects.update_or_create(wallet=wallet, kind=visit.kind, defaults=found)
    AuditEvent.objects.create(
        holder_id=wallet.holder_id,
        kind=AuditEvent.Kind.COPY_VISITED,
        detail={"wallet": wallet.name, "health": visit.health, "gen": visit.number},
    )
    return copy
