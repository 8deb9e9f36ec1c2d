"""Who is told by mail that copies are not where they should be, and when are they told again?

Once when it begins, again after a week, then once a month, and once when it is over. A place has
one alarm, however many wallets are copied there. What passes by itself within a day alarms nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from recovery.flows import notices
from recovery.models import AuditEvent, CloudAccount, Copy, Drill, Notice, Wallet, Work

# With pauses that grow up to an hour, so many tries take about a day.
PATIENCE = 30
# After the first mail, and after each further one.
AGAIN_AFTER = (timedelta(days=7), timedelta(days=30))


@dataclass
class Trouble:
    """What is wrong in one place: the stable code of the first error, and the wallets it meets."""

    code: str
    wallets: list[Wallet] = field(default_factory=list)


def run() -> None:
    """Tell whoever has to be told by now. Run every minute; told twice is told once."""
    now = timezone.now()
    troubles = find_troubles()
    for account in CloudAccount.objects.filter(pk__in=troubles).select_related("holder"):
        if _is_time(account, now):
            _alarm(account, troubles[account.pk], now)
    alarmed = CloudAccount.objects.filter(alarms__gt=0).exclude(pk__in=troubles)
    for account in alarmed.select_related("holder"):
        if not _is_being_mended(account):
            _all_clear(account)


def find_troubles() -> dict[UUID, Trouble]:
    """The places in which a current copy is not right, and does not become so by itself."""
    troubles: dict[UUID, Trouble] = {}
    for copy, code in (*_bad_copies(), *_unseen_copies()):
        trouble = troubles.setdefault(copy.account_id, Trouble(code))
        if copy.wallet not in trouble.wallets:
            trouble.wallets.append(copy.wallet)
    return troubles


def _bad_copies() -> Iterable[tuple[Copy, str]]:
    stuck = Q(state=Work.State.BLOCKED) | Q(state=Work.State.DUE, attempts__gte=PATIENCE)
    found = Copy.objects.filter(stuck, generation__number=F("wallet__generation"))
    return [
        (copy, copy.error) for copy in found.select_related("wallet").order_by("wallet__created_at")
    ]


def _unseen_copies() -> Iterable[tuple[Copy, str]]:
    away = Q(health=Drill.Health.CANNOT_REACH, attempts__gte=PATIENCE)
    found = Drill.objects.filter(Q(health=Drill.Health.NO_ACCESS) | away)
    return [
        (drill.copy, drill.error)
        for drill in found.select_related("copy__wallet").order_by("copy__wallet__created_at")
    ]


def _is_time(account: CloudAccount, now: datetime) -> bool:
    if account.alarms == 0 or account.alarmed_at is None:
        return True
    pause = AGAIN_AFTER[min(account.alarms, len(AGAIN_AFTER)) - 1]
    return account.alarmed_at + pause <= now


def _is_being_mended(account: CloudAccount) -> bool:
    """Whether the place lets nobody in yet, or a copy is still on its way there: nothing is called
    fixed before it is proved. Where nobody gets in, not even a copy is due."""
    if account.state != Work.State.DONE:
        return True
    current = Copy.objects.filter(account=account, generation__number=F("wallet__generation"))
    return current.filter(proved_at__isnull=True).exists()


def _alarm(account: CloudAccount, trouble: Trouble, now: datetime) -> None:
    with transaction.atomic():
        if not _move_on(account, alarms=account.alarms + 1, alarmed_at=now):
            return
        notices.tell(
            holder=account.holder,
            kind=Notice.Kind.COPY_FAILING,
            context={
                "place": account.account_hint,
                "wallets": ", ".join(wallet.name for wallet in trouble.wallets),
                "code": trouble.code,
                "path": reverse("wallet", args=[trouble.wallets[0].pk]),
            },
        )


def _all_clear(account: CloudAccount) -> None:
    with transaction.atomic():
        if _move_on(account, alarms=0, alarmed_at=None):
            AuditEvent.objects.create(
                holder=account.holder,
                kind=AuditEvent.Kind.COPY_FIXED,
                detail={"account": account.account_hint},
            )
            notices.tell(
                holder=account.holder,
                kind=Notice.Kind.COPY_FIXED,
                context={"place": account.account_hint},
            )


def _move_on(account: CloudAccount, *, alarms: int, alarmed_at: datetime | None) -> bool:
    """False when another worker was here at the same moment and has told it."""
    same = CloudAccount.objects.filter(pk=account.pk, alarms=account.alarms)
    return bool(same.update(alarms=alarms, alarmed_at=alarmed_at))
