"""Which copies should exist, and where do they stand?"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from recovery.flows import work
from recovery.models import CloudAccount, Copy, Drill, Generation, Move, Wallet, Work


def schedule(generation: Generation) -> None:
    """Make a copy due in each of the holder's places. Called inside the committing transaction."""
    wallet = generation.wallet
    supersede_older(wallet, number=generation.number)
    accounts = CloudAccount.objects.filter(holder_id=wallet.holder_id, state=Work.State.DONE)
    for account in accounts.exclude(departure__step=Move.Step.REMOVING):
        _copy(generation, account)


def schedule_account(account: CloudAccount) -> None:
    """Make copies of all the holder's wallets due in a place that has just passed its check."""
    with transaction.atomic():
        if Move.objects.filter(source=account, step=Move.Step.REMOVING).exists():
            return
        for wallet in Wallet.objects.filter(holder_id=account.holder_id, generation__gt=0):
            _copy(wallet.generations.get(number=wallet.generation), account)
        # What could not be seen before can be seen now.
        unseen = Drill.objects.filter(copy__account=account)
        for drill in unseen.exclude(health=Drill.Health.HEALTHY):
            work.again(drill)


def supersede_older(wallet: Wallet, *, number: int) -> None:
    Copy.objects.filter(
        wallet=wallet, generation__number__lt=number, state__in=[Work.State.DUE, Work.State.BLOCKED]
    ).update(state=Work.State.SUPERSEDED, lease_until=None)


def _copy(generation: Generation, account: CloudAccount) -> None:
    copy, created = Copy.objects.get_or_create(
        generation=generation,
        account=account,
        defaults={"wallet_id": generation.wallet_id, "due_at": timezone.now()},
    )
    if created:
        work.announce(copy)
    elif copy.state == Work.State.BLOCKED:
        # What stood in the way may be gone: the place has been put right and has passed its check.
        work.again(copy, step=Copy.Step.WAITING)
