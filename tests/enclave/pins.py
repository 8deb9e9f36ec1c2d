"""A person with a PIN, against an enclave: each method is one request, sent and read."""

from __future__ import annotations

from dataclasses import dataclass

from recovery.enclave_client import EnclaveClient
from tests import soft_oprf
from tests.enclave.unlocking import attested
from tests.enclave_process import RP_ID, EnclaveProcess
from tests.soft_layout import Claims, sha256
from tests.soft_pin import Act, Answer, Outcome, PinOwner, Sent, unblinded


@dataclass(frozen=True)
class Tried:
    """rwd: what a try gave, right or wrong; empty when it was not evaluated."""

    answer: Answer
    rwd: bytes


class PinPerson:
    """claims: taken anew after a restart of the enclave."""

    def __init__(
        self,
        enclave: EnclaveProcess,
        *,
        owner: PinOwner | None = None,
        claims: Claims | None = None,
    ) -> None:
        self.enclave = enclave
        self.client: EnclaveClient = enclave.client
        self.claims: Claims = claims or attested(enclave).claims
        self.owner = owner or PinOwner(rp_id=RP_ID)
        self.epoch = 0
        # What the host was told with the last answer.
        self.heard = b""

    def enrol(self, pin: str = "493817", *, listed: bytes = b"", over: bytes = b"") -> bytes:
        """A PIN from its beginning to its registered tag. Gives ent_pin."""
        assert self.begin(listed=listed, over=over).outcome == Outcome.DONE
        tried = self.evaluate(pin)
        assert tried.answer.outcome == Outcome.DONE
        answer = self.register(tried.rwd)
        assert answer.outcome == Outcome.DONE
        return answer.body[:32]

    def begin(self, *, listed: bytes = b"", over: bytes = b"") -> Answer:
        """listed: the record that the backup lists. over: one that may give way."""
        answer = self._ask(Act.ENROL, record=listed or None, body=over)
        if answer.outcome == Outcome.DONE:
            self.owner.record, self.owner.public = answer.body[:16], answer.body[16:48]
            self.epoch = answer.epoch
        return answer

    def evaluate(self, pin: str, *, record: bytes | None = None) -> Tried:
        value = self.owner.stretched(pin, record=record)
        blinded = soft_oprf.blind(value)
        answer = self._ask(Act.EVALUATE, body=blinded.element, record=record)
        if answer.outcome != Outcome.DONE:
            assert answer.body == bytes(128)
            return Tried(answer, b"")
        public = self.owner.public
        if record is not None and record != self.owner.record:
            # Another record has another key, which tests of old records do not keep.
            return Tried(answer, b"")
        rwd = unblinded(value=value, blinded=blinded, public=public, body=answer.body)
        return Tried(answer, rwd)

    def register(self, rwd: bytes) -> Answer:
        tag = self.owner.tag(rwd, epoch=self.epoch)
        return self._ask(Act.REGISTER, body=sha256(tag))

    def confirm(self, rwd: bytes) -> Answer:
        fresh = self.client.nonce()
        tag = self.owner.tag(rwd, epoch=self.epoch)
        body = self.owner.sealed_tag(tag, fresh=fresh, claims=self.claims)
        return self._send(self.owner.request(Act.CONFIRM, fresh=fresh, body=body))

    def enter(self, pin: str) -> Answer:
        """A whole entry: evaluate and confirm. Gives the answer that says how it went."""
        tried = self.evaluate(pin)
        return self.confirm(tried.rwd) if tried.rwd else tried.answer

    def status(self, *, record: bytes | None = None) -> Answer:
        return self._ask(Act.STATUS, record=record)

    def destroy(self) -> Answer:
        return self._ask(Act.DESTROY)

    def _ask(self, act: Act, *, body: bytes = b"", record: bytes | None = None) -> Answer:
        return self._send(
            self.owner.request(act, fresh=self.client.nonce(), body=body, record=record)
        )

    def _send(self, sent: Sent) -> Answer:
        answer = self.client.pin(sent.request)
        self.heard = answer.counts
        return sent.read(answer, pk_sig=self.claims.pk_sig)
