"""How does a person test a way in before it is needed? As in a recovery, and nothing is kept.

The page opens the present backup with the way in that is tested, up to the wallet itself. Then it
answers a question of ours with the key of that way in, and signs the answer with the wallet's own
key, which only the opened wallet gives. So a test cannot be claimed that was not passed. A recovery
answers in the same way about the backup that it has just written, and counts like a test. Source:
docs/protocol.md, "A test of a way in".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import transaction
from django.utils import timezone

from recovery import base64url
from recovery.errors import GenerationConflict, NotFound, ProofRefused
from recovery.flows import rate_limit, ways_in
from recovery.flows.approvals import Lately, passkey_subject
from recovery.flows.backup_files import Method, Slot
from recovery.flows.slot_questions import Purpose, Question, new_question, require_answer
from recovery.flows.ways_in import WayIn
from recovery.models import AuditEvent, Holder, Wallet, WayProof

TRIES_A_MINUTE = 6
# A new way in should be tested within a week, and each again after half a year.
FIRST_TEST = timedelta(days=7)
TEST_AGAIN = timedelta(days=180)


@dataclass(frozen=True)
class Answer:
    """slot_id: as in the manifest. proof: 32 bytes, see flows/slot_questions.py. signature: 64."""

    slot_id: str
    proof: bytes
    signature: bytes


def ask(*, holder: Holder, wid: bytes) -> Question:
    """Begin a test. Raises TooManyRequests, NotFound."""
    rate_limit.count(what="practice", who=str(holder.pk), most=TRIES_A_MINUTE)
    return question_about(_find(holder, wid))


def question_about(wallet: Wallet) -> Question:
    """For whoever opens the wallet as it is now, to test a way in or because they need it."""
    return new_question(wid=bytes(wallet.wid), number=wallet.generation)


def finish(
    *, holder: Holder, question: Question, answer: Answer, lately: Lately, device: str
) -> WayProof:
    """Note that a way in was tested, if it was.

    Raises NotFound, GenerationConflict, ProofRefused.
    """
    wallet = _find(holder, question.wid)
    if wallet.generation != question.number:
        raise GenerationConflict
    slot = ways_in.slot_of(wallet, answer.slot_id)
    if slot is None:
        raise ProofRefused
    require_answer(question=question, purpose=Purpose.PRACTICE, slot=slot, proof=answer.proof)
    _require_signature(wallet=wallet, question=question, answer=answer)
    _require_touch(slot=slot, lately=lately)
    return _keep(wallet=wallet, slot=slot, device=device)


def overdue(*, wallet: Wallet, ways: Sequence[WayIn], now: datetime) -> list[WayIn]:
    """Of a wallet's ways in, those whose test is due, the longest neglected first."""
    due = [
        way
        for way in ways
        if way.is_usable
        and (
            way.proof.proved_at < now - TEST_AGAIN
            if way.proof
            else wallet.created_at < now - FIRST_TEST
        )
    ]
    return sorted(due, key=lambda way: way.proof.proved_at if way.proof else wallet.created_at)


def _require_signature(*, wallet: Wallet, question: Question, answer: Answer) -> None:
    """Whoever signs has put the wallet together: its key comes out of nothing else."""
    named = question.wid + question.number.to_bytes(4, "big") + base64url.decode(answer.slot_id)
    message = b"KRP1-PRACTISED\0" + named + answer.proof
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes(wallet.manifest_key))
        key.verify(answer.signature, message)
    except InvalidSignature as error:
        raise ProofRefused from error


def _require_touch(*, slot: Slot, lately: Lately) -> None:
    """A passkey is tested by a touch that we and the vault have checked, in this very session."""
    is_passkey = slot.method == Method.PASSKEY
    if is_passkey and passkey_subject(slot.credential_id) not in lately.touched:
        raise ProofRefused


def _keep(*, wallet: Wallet, slot: Slot, device: str) -> WayProof:
    with transaction.atomic():
        proof, _ = WayProof.objects.update_or_create(
            wallet=wallet,
            slot_id=slot.id,
            defaults={
                "public_key": slot.public_key,
                "proved_at": timezone.now(),
                "device": device,
            },
        )
        AuditEvent.objects.create(
            holder_id=wallet.holder_id,
            kind=AuditEvent.Kind.WAY_PROVED,
            detail={
                "wallet": wallet.name,
                "gen": wallet.generation,
                "way": _name_of(wallet, slot),
                "device": device,
            },
        )
    return proof


def _name_of(wallet: Wallet, slot: Slot) -> str:
    return next(way.recorded_name for way in ways_in.of(wallet) or () if way.slot.id == slot.id)


def _find(holder: Holder, wid: bytes) -> Wallet:
    wallet = Wallet.objects.filter(holder=holder, wid=wid, generation__gt=0).first()
    if wallet is None:
        raise NotFound
    return wallet
