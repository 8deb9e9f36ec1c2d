"""How do copies move to another place? The new ones are proved first, then the old ones go.

    copying    the new place is checked and gets its copies, as any place does
    removing   each new copy was read whole since the person asked for the move; the old ones are
               taken out, and the place is forgotten

Until `removing` nothing in the old place is touched, and the person can stop it. From then on
nothing new is written there. A kill anywhere leaves at least one proved copy of each wallet. When
the old place could not be reached for a while, the new copies are read whole again before it goes
on: meanwhile they may have been lost.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from recovery import base64url
from recovery.clouds import backup_folder
from recovery.clouds.errors import CloudError
from recovery.errors import MoveTooLate, MoveUnderway, NewCopyUnproved, NotFound, SamePlace
from recovery.failpoints import reach
from recovery.flows import clouds, drills, grants, lanes, work
from recovery.models import AuditEvent, CloudAccount, Copy, Drill, Holder, Move, Wallet, Work

logger = logging.getLogger(__name__)

# A new copy that is proved wakes the move at once; this is for a wake-up that was lost.
_LOOK_AGAIN_AFTER = timedelta(seconds=20)
_SOON = timedelta(seconds=1)
# For so long after it was read whole a new copy is taken to be there still.
_HOLDS_FOR = timedelta(minutes=10)


def start(*, holder: Holder, source_id: UUID, target_id: UUID) -> Move:
    """Move all copies of one of the person's places to another one.

    Raises NotFound, SamePlace, MoveUnderway.
    """
    if source_id == target_id:
        raise SamePlace
    with transaction.atomic():
        Holder.objects.select_for_update().get(pk=holder.pk)
        source = clouds.find(holder=holder, account_id=source_id)
        target = clouds.find(holder=holder, account_id=target_id)
        if Move.objects.filter(Q(source=target) | Q(target=source)).exists():
            raise MoveUnderway
        try:
            with transaction.atomic():
                move = Move.objects.create(source=source, target=target, due_at=timezone.now())
        except IntegrityError as error:
            raise MoveUnderway from error
        work.announce(move)
    return move


def stop(*, holder: Holder, source_id: UUID) -> None:
    """Leave everything as it is. Raises NotFound, MoveTooLate."""
    move = _find(holder=holder, source_id=source_id)
    if not Move.objects.filter(pk=move.pk, step=Move.Step.COPYING).delete()[0]:
        raise MoveTooLate


def try_again(*, holder: Holder, source_id: UUID) -> None:
    """Go on at once with a move that waits. Raises NotFound."""
    work.again(_find(holder=holder, source_id=source_id))


def leave_files(*, holder: Holder, source_id: UUID) -> None:
    """Forget the old place without removing what lies there.

    Only for a move that cannot go on: what is proved in the new place is all that is needed.
    Raises NotFound, MoveTooLate, NewCopyUnproved.
    """
    with transaction.atomic():
        move = _find(holder=holder, source_id=source_id)
        waits = Move.objects.filter(
            pk=move.pk, step=Move.Step.REMOVING, lease_until__isnull=True
        ).exclude(error="")
        if not waits.update(due_at=timezone.now()):
            raise MoveTooLate
        if not_there_yet(move):
            raise NewCopyUnproved
        _forget(move)


def wake(*, target: CloudAccount) -> None:
    """A copy was proved in this place: a move that waits for it may go on."""
    for move in Move.objects.filter(
        target=target, state=Work.State.DUE, step=Move.Step.COPYING, lease_until=None
    ):
        work.again(move)


def run(move_id: str) -> None:
    """Bring one move as far as it gets now."""
    move = work.claim(Move, move_id)
    if move is None:
        return
    reach("moves.claimed")
    try:
        if move.step == Move.Step.COPYING:
            if not _is_time_to_leave(move):
                return
            reach("moves.left")
        elif not _holds(move):
            return
        with lanes.watched(move.source):
            _remove_all(move)
    except CloudError as error:
        _record_failure(move, error)
        return
    reach("moves.removed")
    with transaction.atomic():
        if work.finish(move):
            _forget(move)


def _is_time_to_leave(move: Move) -> bool:
    """Go over to removing once every new copy is proved. Otherwise plan the next look."""
    if not_there_yet(move):
        work.plan(move, due_at=timezone.now() + _LOOK_AGAIN_AFTER)
        return False
    _prove_since(move.created_at, move)
    reach("moves.looked")
    with transaction.atomic():
        # A place that is given up at this moment and a wallet that changes wait, or are seen.
        Holder.objects.select_for_update().get(pk=move.source.holder_id)
        if not_there_yet(move) or _somebody_writes(move.source):
            work.plan(move, due_at=timezone.now() + _SOON)
            return False
        return _leave(move)


def _holds(move: Move) -> bool:
    """Whether the new copies are there when removing goes on. Otherwise plan the next look."""
    try:
        if not not_there_yet(move):
            _prove_since(timezone.now() - _HOLDS_FOR, move)
            return True
    except CloudError as error:
        # The new place's own card says what is wrong.
        logger.info("move %s waits for the new place: %s", move.pk, error.code)
    work.plan(move, due_at=timezone.now() + _LOOK_AGAIN_AFTER, error="")
    return False


def _prove_since(moment: datetime, move: Move) -> None:
    """Read whole what was not since then. Raises CloudError."""
    for copy in _new_copies(move):
        if copy.proved_at is None or copy.proved_at < moment:
            _prove_anew(copy)


def _prove_anew(copy: Copy) -> None:
    try:
        with lanes.watched(copy.account):
            drills.look_at(copy)
    except CloudError:
        # What is wrong with it is for the drill to say and to mend.
        work.again(copy.drill)
        raise
    Copy.objects.filter(pk=copy.pk, state=Work.State.DONE).update(proved_at=timezone.now())


def _somebody_writes(account: CloudAccount) -> bool:
    """Whether a worker has a copy of this place in its hands. If not, nobody takes one before the
    end of the transaction."""
    leases = Copy.objects.select_for_update().filter(account=account).values_list("lease_until")
    now = timezone.now()
    return any(until is not None and until > now for (until,) in leases)


def _leave(move: Move) -> bool:
    """From here on nothing says any more that a copy lies in the old place."""
    mine = Move.objects.filter(pk=move.pk, lease_until=move.lease_until)
    if not mine.update(step=Move.Step.REMOVING, error="", attempts=1):
        return False
    move.step = Move.Step.REMOVING
    Copy.objects.filter(account=move.source).update(
        state=Work.State.SUPERSEDED, proved_at=None, lease_until=None
    )
    Drill.objects.filter(copy__account=move.source).delete()
    return True


def not_there_yet(move: Move) -> list[Wallet]:
    """Wallets whose current backup is not proved in the new place, or not seen there just now."""
    there = _new_copies(move)
    proved = {copy.wallet_id for copy in there if copy.drill.health == Drill.Health.HEALTHY}
    wallets = _wallets(move).order_by("created_at")
    return [wallet for wallet in wallets if wallet.pk not in proved]


def _wallets(move: Move) -> QuerySet[Wallet]:
    return Wallet.objects.filter(holder_id=move.source.holder_id, generation__gt=0)


def _new_copies(move: Move) -> list[Copy]:
    """Proved copies of current generations in the new place, each with its drill."""
    current = {wallet.pk: wallet.generation for wallet in _wallets(move)}
    proved = Copy.objects.filter(
        account=move.target,
        state=Work.State.DONE,
        proved_at__isnull=False,
        drill__isnull=False,
    ).select_related("generation", "wallet", "account", "drill")
    return [copy for copy in proved if copy.generation.number == current.get(copy.wallet_id)]


def _remove_all(move: Move) -> None:
    """Take the copies out of the old place, each wallet's own only."""
    folders = {
        (copy.wallet, copy.place.partition("/")[0])
        for copy in Copy.objects.filter(account=move.source)
        .exclude(place="")
        .select_related("wallet")
    }
    cloud = clouds.open_account(move.source)
    for wallet, folder in folders:
        generation = wallet.generations.get(number=wallet.generation)
        backup_folder.remove(
            cloud,
            folder=folder,
            gen=generation.number,
            wid=base64url.encode(bytes(wallet.wid)),
            sha256=bytes(generation.digest).hex(),
        )
        reach("moves.removing")


def _record_failure(move: Move, error: CloudError) -> None:
    logger.info("move %s waits: %s", move.pk, error.code)
    # While it copies, the new place's own card says what is wrong, and may need some time for it.
    if error.permanent and move.step == Move.Step.REMOVING:
        work.block(move, error=error.code)
    else:
        work.postpone(move, error=error.code, retry_after_seconds=error.retry_after)


def _forget(move: Move) -> None:
    AuditEvent.objects.create(
        holder_id=move.source.holder_id,
        kind=AuditEvent.Kind.CLOUD_MOVED,
        detail={
            "account": move.source.account_hint,
            "to": move.target.account_hint,
            "to_id": str(move.target_id),
        },
    )
    grants.forget(move.source)


def _find(*, holder: Holder, source_id: UUID) -> Move:
    move = (
        Move.objects.filter(source_id=source_id, source__holder=holder)
        .select_related("source", "target")
        .first()
    )
    if move is None:
        raise NotFound
    return move
