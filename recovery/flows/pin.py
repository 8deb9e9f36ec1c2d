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


# What a person may want to see later in what happened. What was tried, we never learn.
_NOTED = {
    Act.EVALUATE: AuditEvent.Kind.PIN_TRIED,
    Act.REGISTER: AuditEvent.Kind.PIN_SET,
    Act.DESTROY: AuditEvent.Kind.PIN_REMOVED,
}


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
    noted = _NOTED.get(Act(question.act))
    if noted == AuditEvent.Kind.PIN_SET and question.is_renewal:
        noted = AuditEvent.Kind.PIN_RENEWED
    if noted is not None:
        # First of all, like the count: a try that was not noted would be one nobody knows of.
        AuditEvent.objects.create(holder=holder, kind=noted, detail={"wallet": wallet.name})
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
    if question.act == Act.EVALUATE:
        pin_alarms.note_try(wallet=wallet, counts=answer.counts)
    elif question.act in (Act.CONFIRM, Act.REGISTER):
        pin_alarms.note_right(wallet=wallet, counts=answer.counts)
    elif question.act == Act.DESTROY:
        pin_alarms.tell_removed(wallet=wallet)
    return answer


def _find(*, holder: Holder, wid: bytes, manifest_key: bytes) -> Wallet:
    """A wallet that is protected: what a PIN opens is a backup."""
    wallet = Wallet.objects.filter(holder=holder, wid=wid, generation__gt=0).first()
    if wallet is None or not hmac.compare_digest(bytes(wallet.manifest_key), manifest_key):
        raise NotFound
    return wallet
