"""How does a wallet come back without a passkey, by a password or a key that the person kept?

The person signs in by mail and asks for one wallet. First comes the locked box, counted, noted and
told by mail. Our share comes only for a proof that the box was opened; so whoever guesses the
password after the owner has changed it gains nothing. Source: docs/protocol.md, "Opening without
the vault".
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from recovery.errors import GenerationConflict, NotFound, ProofRefused
from recovery.failpoints import reach
from recovery.flows import backup, notices, open_wallet, rate_limit, ways_in
from recovery.flows.backup_files import Method
from recovery.flows.slot_questions import Purpose, Question, new_question, require_answer
from recovery.models import AuditEvent, Holder, Notice, Wallet

# What a person brings along instead of a passkey. Guesses at a password can be tried anywhere;
# those at a PIN are the vault's to count.
BY_OWN_KEY = frozenset({Method.PIN, Method.PASSWORD, Method.CLOUD_KEY, Method.KIT})
TRIES_A_MINUTE = 3


@dataclass(frozen=True)
class Box:
    """Envelope and manifest of a wallet, None where the server's copy is gone."""

    name: str
    number: int
    envelope: str | None
    manifest: str | None
    question: Question


def wallets_for(*, holder: Holder, method: Method) -> list[Wallet]:
    """The wallets that such a way in opens, and those of which that cannot be told."""
    wallets = holder.wallets.filter(generation__gt=0).order_by("created_at")
    return [wallet for wallet in wallets if _may_open(wallet, {method})]


def box(*, holder: Holder, wid: bytes, device: str) -> Box:
    """Hand out the locked box of a wallet that a key of the person's own opens.

    device: the device's name for people, shown in the mail that tells of this.
    Raises TooManyRequests, NotFound, AuthShareGone.
    """
    rate_limit.count(what="release", who=str(holder.pk), most=TRIES_A_MINUTE)
    wallet = _find(holder, wid)
    if not _may_open(wallet, BY_OWN_KEY):
        raise NotFound
    parts = backup.read(holder=holder, wid=wid, number=wallet.generation)
    with transaction.atomic():
        _tell(wallet, device)
        reach("release.telling")
    return Box(
        name=wallet.name,
        number=parts.number,
        envelope=parts.envelope,
        manifest=parts.manifest,
        question=new_question(wid=wid, number=parts.number),
    )


def share(*, holder: Holder, question: Question, slot_id: str, proof: bytes) -> bytes:
    """Hand out the auth share to whoever has opened the box.

    Raises TooManyRequests, NotFound, GenerationConflict, ProofRefused, AuthShareGone.
    """
    rate_limit.count(what="release share", who=str(holder.pk), most=TRIES_A_MINUTE)
    wallet = _find(holder, question.wid)
    if wallet.generation != question.number:
        raise GenerationConflict
    slot = ways_in.slot_of(wallet, slot_id)
    if slot is None or slot.method not in BY_OWN_KEY:
        raise ProofRefused
    require_answer(question=question, purpose=Purpose.RELEASE, slot=slot, proof=proof)
    return open_wallet.on_this_device(holder=holder, wid=question.wid).parts.auth_share


def _find(holder: Holder, wid: bytes) -> Wallet:
    wallet = Wallet.objects.filter(holder=holder, wid=wid, generation__gt=0).first()
    if wallet is None:
        raise NotFound
    return wallet


def _may_open(wallet: Wallet, methods: set[Method] | frozenset[Method]) -> bool:
    ways = ways_in.of(wallet)
    return ways is None or any(way.slot.method in methods for way in ways)


def _tell(wallet: Wallet, device: str) -> None:
    AuditEvent.objects.create(
        holder_id=wallet.holder_id,
        kind=AuditEvent.Kind.PARTS_RELEASED,
        detail={"wallet": wallet.name, "gen": wallet.generation, "device": device},
    )
    notices.tell(
        holder=wallet.holder,
        kind=Notice.Kind.PARTS_RELEASED,
        context={
            "device": device,
            "wallets": wallet.name,
            "at": timezone.now().isoformat(),
        },
    )
