"""How does a page talk to the vault about a PIN? Through us, and we cannot read what they say.

The vault counts each try before it answers, and that is what protects a PIN. What is checked here
spares it work, and keeps a stolen session from using up a person's tries in a minute.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from enum import IntEnum

from recovery.enclave_client import PinAnswer, PinRequest
from recovery.errors import BadRequest, NotFound
from recovery.flows import pin_alarms, rate_limit
from recovery.flows.unlock import SUITE, enclave
from recovery.models import AuditEvent, Holder, Wallet

REQUESTS_A_MINUTE = 60
TRIES_A_MINUTE = 10


class Act(IntEnum):
    """As docs/protocol.md has them, in "A PIN"."""

    ENROL = 1
    EVALUATE = 2
    CONFIRM = 3
    REGISTER = 4
    DESTROY = 5
    STATUS = 6


@dataclass(frozen=True)
class Question:
    """What the page made. nonce, record: 16 bytes. manifest_key, key: 32. owner_sig: 64 or none.

    is_renewal: the page says that the PIN stays the same, and moves to a newer key of the vault.
    """

    act: int
    nonce: bytes
    manifest_key: bytes
    record: bytes
    key: bytes
    body: bytes
    owner_sig: bytes
    is_renewal: bool = False


def ask(*, holder: Holder, wid: bytes, question: Question) -> PinAnswer:
    """Pass a page's question about a wallet's PIN on to the vault.

    Raises BadRequest, TooManyRequests, NotFound, EnclaveDenied, EnclaveUnreachable.
    """
    rate_limit.count(what="pin", who=str(holder.pk), most=REQUESTS_A_MINUTE)
    if question.act not in set(Act):
        raise BadRequest
    if question.act == Act.EVALUATE:
        rate_limit.count(what="pin try", who=str(holder.pk), most=TRIES_A_MINUTE)
    wallet = _find(holder=holder, wid=wid, manifest_key=question.manifest_key)
    if question.act == Act.EVALUATE:
        # First of all, like the count: a try that was not noted would be one nobody knows of.
        _note(wallet, AuditEvent.Kind.PIN_TRIED)
    answer = enclave().pin(
        PinRequest(
            suite=SUITE,
            act=question.act,
            nonce=question.nonce,
            rp_id=holder.relying_party.rp_id,
            wid=wid,
            pk_man=question.manifest_key,
            record=question.record,
            pk_eph=question.key,
            body=question.body,
            owner_sig=question.owner_sig,
        )
    )
    if answer.counts != pin_alarms.NO_COUNTS:
        _note_done(wallet=wallet, question=question, counts=answer.counts)
    return answer


def _note_done(*, wallet: Wallet, question: Question, counts: bytes) -> None:
    """What a person may want to see later, or is told. What was tried, we never learn.

    counts: of a record that there is, or was. A change that was not made has none.
    """
    if question.act == Act.EVALUATE:
        pin_alarms.note_try(wallet=wallet, record=question.record, counts=counts)
    elif question.act == Act.CONFIRM:
        pin_alarms.note_right(wallet=wallet, record=question.record, counts=counts)
    elif question.act == Act.REGISTER:
        kind = AuditEvent.Kind
        _note(wallet, kind.PIN_RENEWED if question.is_renewal else kind.PIN_SET)
        pin_alarms.note_right(wallet=wallet, record=question.record, counts=counts)
    elif question.act == Act.DESTROY:
        _note(wallet, AuditEvent.Kind.PIN_REMOVED)
        pin_alarms.tell_removed(wallet=wallet)


def _note(wallet: Wallet, kind: AuditEvent.Kind) -> None:
    AuditEvent.objects.create(holder=wallet.holder, kind=kind, detail={"wallet": wallet.name})


def _find(*, holder: Holder, wid: bytes, manifest_key: bytes) -> Wallet:
    """A wallet that is protected: what a PIN opens is a backup."""
    wallet = Wallet.objects.filter(holder=holder, wid=wid, generation__gt=0).first()
    if wallet is None or not hmac.compare_digest(bytes(wallet.manifest_key), manifest_key):
        raise NotFound
    return wallet
