"""How does a wallet come back on a new device? With one touch that signs in and unlocks.

Nobody is named before: the passkey says who is here. The answer holds everything that the browser
needs to put the wallet together again, and nothing with which anybody else could.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from recovery.enclave_client import UnlockAnswer
from recovery.errors import AuthShareGone
from recovery.failpoints import reach
from recovery.flows import backup, notices, unlock
from recovery.models import AuditEvent, Generation, Holder, Notice, Passkey


@dataclass(frozen=True)
class Found:
    """One wallet of the person. `parts` is None when the server's own share of it is gone.

    made_at, device: when and on which device its newest backup was made; "" where that is unknown.
    """

    id: UUID
    wid: bytes
    name: str
    number: int
    made_at: datetime | None
    device: str
    parts: backup.Parts | None


@dataclass(frozen=True)
class Release:
    """The answer to a recovery: who it is, what the enclave sealed, and each wallet's parts."""

    holder: Holder
    passkey: Passkey
    reply: UnlockAnswer
    wallets: list[Found]


def finish(*, rp_id: str, request: unlock.Unlock, device: str) -> Release:
    """Check one assertion (op 3) and release the parts of its holder's wallets.

    device: the new device's name for people, shown in the mail that tells of this.
    Raises ChallengeSpent, PasskeyUnknown, PasskeyRefused, EnclaveDenied, EnclaveUnreachable.
    """
    passkey, reply = unlock.check_and_forward(rp_id=rp_id, holder=None, request=request)
    holder = passkey.holder
    wallets = [
        _found(generation)
        for generation in Generation.objects.select_related("wallet")
        .filter(wallet__holder=holder, wallet__generation=F("number"))
        .order_by("wallet__created_at")
    ]
    # Nothing is released before it stands in the history and its mail is due.
    with transaction.atomic():
        _tell(holder=holder, passkey=passkey, device=device)
        reach("recover.telling")
    reach("recover.told")
    return Release(holder=holder, passkey=passkey, reply=reply, wallets=wallets)


def _found(generation: Generation) -> Found:
    try:
        parts: backup.Parts | None = backup.parts_of(generation)
    except AuthShareGone:
        parts = None
    wallet = generation.wallet
    return Found(
        id=wallet.pk,
        wid=bytes(wallet.wid),
        name=wallet.name,
        number=wallet.generation,
        made_at=generation.committed_at,
        device=generation.device,
        parts=parts,
    )


def _tell(*, holder: Holder, passkey: Passkey, device: str) -> None:
    AuditEvent.objects.create(
        holder=holder,
        kind=AuditEvent.Kind.RECOVERED,
        detail={"device": device, "passkey": passkey.nickname},
    )
    notices.tell(
        holder=holder,
        kind=Notice.Kind.NEW_DEVICE,
        context={
            "device": device,
            "passkey": passkey.nickname,
            "at": timezone.now().isoformat(),
        },
    )
