"""PINs with a limit of guesses: every try is counted, durably and anchored, before it is answered.

Anybody who names a wallet's record may try: the count is the protection. To make, change or remove
a PIN takes a signature by the key that only the wallet's secret gives, so that neither the host nor
a stolen session can do it.

Requests that arrive together are counted in one write, one of each wallet. Answers have one size,
whatever they say, and are sealed to the page.
"""

from __future__ import annotations

import asyncio
import logging
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import partial

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from recovery.enclave import oprf, pin_records, sealing
from recovery.enclave.handlers import State
from recovery.enclave.messages import PinAnswer, PinRequest, Refused
from recovery.enclave.pin_header import Closed, Elsewhere
from recovery.enclave.pin_records import Account, NotNow, Outcome, Record
from recovery.enclave.pin_store import PinStore
from recovery.enclave.platform import Platform
from recovery.enclave.slow_work import Hangs, SlowWork

log = logging.getLogger(__name__)

# More than this never share one write, so that the first of them does not wait for the last.
MOST_TOGETHER = 256

_NO_RECORD = bytes(16)
_ANSWER = struct.Struct(">BBBHHHII128s")
_VERSION = 1
# What the host is told too, so that it can write to the owner: tries since the last right one, and
# tries left, a byte each, of the record that was named. This where there is no such record.
_NO_COUNTS = b"\xff\xff"


class Act(IntEnum):
    """What a request wants. Those in _OWNERS carry the wallet's signature."""

    ENROL = 1
    EVALUATE = 2
    CONFIRM = 3
    REGISTER = 4
    DESTROY = 5
    STATUS = 6


_OWNERS = {Act.ENROL, Act.REGISTER, Act.DESTROY}
_BODY_BYTES = {
    Act.ENROL: {0, len(_NO_RECORD)},
    Act.EVALUATE: {oprf.ELEMENT_BYTES},
    Act.CONFIRM: {sealing.SEALED_TAG_BYTES},
    Act.REGISTER: {32},
    Act.DESTROY: {0},
    Act.STATUS: {0},
}


@dataclass(frozen=True, slots=True)
class Job:
    """A request that was checked. name: of the record that it is about, or that it makes."""

    act: Act
    request: PinRequest
    context: bytes
    account_id: bytes
    rp_id_hash: bytes
    name: bytes
    tag: bytes


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a job. record: as it is after it, where there is one; the one that stands in
    the way where the outcome is TAKEN. counts: what the host is told, two bytes."""

    outcome: Outcome
    record: Record | None = None
    counts: bytes = _NO_COUNTS


_CLOSED = Decision(Outcome.CLOSED)


class Pins:
    """All that the enclave does with PINs.

    store: not opened yet. patience_seconds: how long its disk and its anchor may take.
    """

    def __init__(
        self,
        *,
        state: State,
        platform: Platform,
        store: PinStore,
        most_accounts: int,
        patience_seconds: float,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._state = state
        self._platform = platform
        self._unopened = store
        self._store: PinStore | None = None
        self._most_accounts = most_accounts
        self._clock = clock
        self._waiting: list[tuple[Job, asyncio.Future[PinAnswer]]] = []
        self._counting: asyncio.Task[None] | None = None
        self._slow = SlowWork(name="pins", patience_seconds=patience_seconds)

    @property
    def are_open(self) -> bool:
        return self._store is not None and not self._slow.hangs

    def open(self) -> None:
        """Where the counts cannot be trusted, passkeys are served, and no PIN is."""
        try:
            self._unopened.open()
        except Elsewhere as elsewhere:
            log.info("no PINs here: %s", elsewhere)
            self._unopened.close()
        except Closed as closed:
            log.error("PINs are closed: %s", closed)
            self._unopened.close()
        else:
            self._store = self._unopened

    async def open_with_patience(self) -> None:
        """When this returns, they are open, or closed; or they will be opened when that is done."""
        try:
            await self._slow.do(self.open)
        except Hangs:
            log.error("no PINs yet: their disk or their anchor does not answer")

    def submit(self, request: PinRequest) -> asyncio.Future[PinAnswer]:
        """Check it now, count and answer it soon; raises Refused."""
        job = self._check(request)
        answer: asyncio.Future[PinAnswer] = asyncio.get_running_loop().create_future()
        self._waiting.append((job, answer))
        if self._counting is None:
            self._counting = asyncio.get_running_loop().create_task(self._count())
        return answer

    async def _count(self) -> None:
        """What comes while one write is under way shares the next."""
        while together := self._next_together():
            jobs = [job for job, _ in together]
            answers: list[PinAnswer | Exception]
            if self._slow.hangs:
                # Of these nothing is counted.
                answers = [self._answer(job, _CLOSED) for job in jobs]
            else:
                answers = await self._answers(jobs)
            for (_, waiting), answer in zip(together, answers, strict=True):
                if isinstance(answer, Exception):
                    waiting.set_exception(answer)
                else:
                    waiting.set_result(answer)
            # They are sent before the next write: a kill costs a wallet no second try.
            await asyncio.sleep(0)
        self._counting = None

    def _next_together(self) -> list[tuple[Job, asyncio.Future[PinAnswer]]]:
        """Of each wallet one request, in the order of their arrival; the others wait for the next.

        What shares a write is lost together when the process is killed before it answers.
        """
        together: dict[bytes, tuple[Job, asyncio.Future[PinAnswer]]] = {}
        later = []
        for waiting in self._waiting:
            account_id = waiting[0].account_id
            if account_id in together or len(together) == MOST_TOGETHER:
                later.append(waiting)
            else:
                together[account_id] = waiting
        self._waiting = later
        return list(together.values())

    async def _answers(self, jobs: list[Job]) -> list[PinAnswer | Exception]:
        try:
            return await self._slow.do(partial(self.answer_together, jobs))
        except Hangs as hangs:
            log.error("no PINs for now: their disk or their anchor does not answer")
            return [hangs for _ in jobs]

    def close(self) -> None:
        """One that hangs is left as it is: it can be killed at any moment."""
        self._slow.close()
        if self._store is not None and not self._slow.hangs:
            self._store.close()

    def answer_together(self, jobs: list[Job]) -> list[PinAnswer | Exception]:
        """Count all of them in one write, and only then answer any, be it by Refused."""
        try:
            decisions = self._decide(jobs)
        except Closed as closed:
            log.error("PINs are closed: %s", closed)
            self._store = None
            decisions = [_CLOSED for _ in jobs]
        except Exception as error:  # noqa: BLE001 - a fault of ours must look like any refusal
            log.error("a PIN request met an unexpected %s", type(error).__name__)
            return [Refused() for _ in jobs]
        return [self._answer(job, made) for job, made in zip(jobs, decisions, strict=True)]

    # --- Check, before anything is read or written -----------------------------------------------

    def _check(self, request: PinRequest) -> Job:
        self._state.nonces.take(nonce=request.nonce, now=self._platform.now())
        relying_party = self._state.relying_parties.get(request.rp_id)
        if relying_party is None or request.suite != sealing.SUITE_X25519:
            raise Refused
        act = _act(request)
        context = sealing.pin_context(
            suite=request.suite,
            act=act,
            boot_id=self._state.boot_id,
            nonce=request.nonce,
            rp_id_hash=relying_party.id_hash,
            wid=request.wid,
            pk_man=request.pk_man,
            record=request.record,
            pk_eph=request.pk_eph,
            body=request.body,
        )
        if act in _OWNERS:
            _check_owner(request, context)
        tag = b""
        if act == Act.EVALUATE:
            oprf.check_element(request.body)
        elif act == Act.REGISTER and request.body == pin_records.NO_TAG:
            raise Refused
        elif act == Act.CONFIRM:
            tag = self._open_tag(request)
        return Job(
            act=act,
            request=request,
            context=context,
            account_id=sealing.pin_account(
                rp_id_hash=relying_party.id_hash, wid=request.wid, pk_man=request.pk_man
            ),
            rp_id_hash=relying_party.id_hash,
            name=self._new_name(request.nonce) if act == Act.ENROL else request.record,
            tag=tag,
        )

    def _new_name(self, nonce: bytes) -> bytes:
        """A name that never comes again, since the nonce never does: no old backup has it."""
        return sealing.sha256(sealing.PIN_NAME + self._state.boot_id + nonce)[:16]

    def _open_tag(self, request: PinRequest) -> bytes:
        try:
            return sealing.open_pin_tag(
                sealing_key=self._state.sealing_key,
                boot_id=self._state.boot_id,
                nonce=request.nonce,
                record=request.record,
                untrusted_sealed=request.body,
            )
        except (InvalidTag, ValueError) as error:
            raise Refused from error

    # --- Count, then tell ------------------------------------------------------------------------

    def _decide(self, jobs: list[Job]) -> list[Decision]:
        """What to tell each; their counts are written when this returns. Raises Closed."""
        if self._store is None:
            return [_CLOSED for _ in jobs]
        accounts: dict[bytes, Account] = {}
        decisions = []
        for job in jobs:
            before = accounts.get(job.account_id) or self._store.read(job.account_id)
            try:
                account = self._apply(job, before, new=len(accounts))
                outcome = Outcome.DONE
            except NotNow as not_now:
                account, outcome = before, not_now.outcome
            taken = outcome == Outcome.TAKEN
            record = account.next if taken else account.get(job.name)
            # Of one that was removed, the host is told how it stood: so it learns that it was.
            counted = before if job.act == Act.DESTROY else account
            counts = _counts(job, counted, outcome)
            decisions.append(Decision(outcome, record, counts))
            # A wrong tag changes nothing and is written all the same: how long an answer takes
            # does not tell whether the PIN was right.
            if outcome == Outcome.WRONG or (outcome == Outcome.DONE and job.act != Act.STATUS):
                accounts[job.account_id] = account
        if accounts:
            self._store.write(accounts)
        return decisions

    def _apply(self, job: Job, account: Account, *, new: int) -> Account:
        """The account after this request; raises NotNow. One case for each act."""
        now = int(self._clock())
        if job.act == Act.ENROL:
            if account.is_empty and self._accounts() + new >= self._most_accounts:
                raise NotNow(Outcome.CLOSED)
            epoch = self._state.newest_epoch
            listed, over = job.request.record, job.request.body
            return pin_records.enrol(
                account, name=job.name, epoch=epoch, now=now, listed=listed, over=over
            )
        if account.find(job.name).epoch not in self._state.prks:
            raise NotNow(Outcome.UNKNOWN)
        if job.act == Act.EVALUATE:
            return pin_records.count_try(account, name=job.name)
        if job.act == Act.CONFIRM:
            return pin_records.confirm(account, name=job.name, tag=job.tag, now=now)
        if job.act == Act.REGISTER:
            tag_hash = job.request.body
            return pin_records.register(account, name=job.name, tag_hash=tag_hash, now=now)
        if job.act == Act.DESTROY:
            return pin_records.destroy(account, name=job.name)
        return account

    def _accounts(self) -> int:
        return self._store.count if self._store is not None else 0

    # --- Answer ----------------------------------------------------------------------------------

    def _answer(self, job: Job, decision: Decision) -> PinAnswer | Refused:
        try:
            sealed = sealing.seal_pin_answer(
                pk_eph=job.request.pk_eph,
                suite=job.request.suite,
                act=job.act,
                context=job.context,
                plain=self._plain(job, decision),
            )
        except ValueError:
            # A public key of low order: whoever watches would know the shared secret.
            return Refused()
        except Exception as error:  # noqa: BLE001 - a fault of ours must look like any refusal
            log.error("a PIN request met an unexpected %s", type(error).__name__)
            return Refused()
        sig = sealing.sign_reply(
            signing_key=self._state.signing_key, challenge=job.context, sealed=sealed
        )
        return PinAnswer(sealed=sealed, sig=sig, counts=decision.counts)

    def _plain(self, job: Job, decision: Decision) -> bytes:
        record = decision.record
        counts = (0, 0, 0, 0, 0)
        body = b""
        if record is not None:
            life = record.longest_life - record.lifetime
            counts = (record.left, life, record.failed, record.since, record.epoch)
            if decision.outcome == Outcome.DONE:
                body = self._body(job, record.epoch)
            elif decision.outcome == Outcome.TAKEN:
                body = record.name
        return _ANSWER.pack(_VERSION, job.act, decision.outcome, *counts, body)

    def _body(self, job: Job, epoch: int) -> bytes:
        """What only a request that was granted gets."""
        prk, suite = self._state.prks[epoch], job.request.suite
        if job.act in (Act.ENROL, Act.EVALUATE):
            seed = sealing.pin_oprf_seed(
                prk=prk, suite=suite, wid=job.request.wid, epoch=epoch, record=job.name
            )
            if job.act == Act.ENROL:
                return job.name + oprf.public_key(seed)
            return oprf.evaluate(seed=seed, untrusted_element=job.request.body)
        if job.act in (Act.CONFIRM, Act.REGISTER):
            return sealing.pin_entropy(
                prk=prk,
                suite=suite,
                epoch=epoch,
                rp_id_hash=job.rp_id_hash,
                record=job.name,
                wid=job.request.wid,
            )
        return b""


def _counts(job: Job, account: Account, outcome: Outcome) -> bytes:
    """What the host is told. Of a change that was not made, nothing."""
    unchanged = job.act in _OWNERS and outcome != Outcome.DONE
    record = account.get(job.name)
    if unchanged or record is None:
        return _NO_COUNTS
    return bytes((record.failed, record.left))


def _act(request: PinRequest) -> Act:
    """Raises Refused unless every part has the size that this act needs."""
    try:
        act = Act(request.act)
    except ValueError as error:
        raise Refused from error
    names_record = request.record != _NO_RECORD
    if len(request.body) not in _BODY_BYTES[act] or not (names_record or act == Act.ENROL):
        raise Refused
    if len(request.pk_eph) != 32 or bool(request.owner_sig) != (act in _OWNERS):
        raise Refused
    return act


def _check_owner(request: PinRequest, context: bytes) -> None:
    try:
        key = Ed25519PublicKey.from_public_bytes(request.pk_man)
        key.verify(request.owner_sig, sealing.PIN_OWNER + context)
    except (InvalidSignature, ValueError) as error:
        raise Refused from error
