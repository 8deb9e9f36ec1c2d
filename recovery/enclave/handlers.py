"""What the enclave does with each request: functions of the state, the request and the platform.

No files and no sockets here. A handler returns an answer or raises Refused, which says nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from recovery.enclave import RELEASE, assertion, pin_records, sealing
from recovery.enclave.messages import (
    LARGEST_COUNT,
    Answer,
    AttestAnswer,
    AttestRequest,
    HealthAnswer,
    NonceAnswer,
    NonceRequest,
    Refused,
    Request,
    UnlockAnswer,
    UnlockRequest,
)
from recovery.enclave.platform import Keyring, Platform

UNLOCK, RECOVER, APPROVE = 2, 3, 4
NEWEST_EPOCH = 0

_NO_PARAMS = bytes(32)
_PK_EPH_BYTES = 32


class Nonces:
    """The live nonces. Each is good once, for `seconds`, and is gone with the process.

    When there are `most` of them the oldest gives way: a flood then shortens the life of nonces,
    and does not lock people out for two minutes.
    """

    __slots__ = ("_deadlines", "_most", "seconds")

    def __init__(self, *, seconds: int, most: int) -> None:
        self.seconds = seconds
        self._most = most
        # A dict keeps the order of arrival, which is the order of the deadlines too.
        self._deadlines: dict[bytes, float] = {}

    def add(self, *, nonce: bytes, now: float) -> None:
        self._forget_old(now)
        if len(self._deadlines) >= self._most:
            del self._deadlines[next(iter(self._deadlines))]
        self._deadlines[nonce] = now + self.seconds

    def take(self, *, nonce: bytes, now: float) -> None:
        """Spend it, whatever comes after; raises Refused unless it was live."""
        deadline = self._deadlines.pop(nonce, None)
        if deadline is None or deadline <= now:
            raise Refused

    def count(self, now: float) -> int:
        self._forget_old(now)
        return len(self._deadlines)

    def _forget_old(self, now: float) -> None:
        while self._deadlines:
            oldest = next(iter(self._deadlines))
            if self._deadlines[oldest] > now:
                return
            del self._deadlines[oldest]


@dataclass(slots=True)
class Counts:
    """Of all requests since the start, whoever sent them."""

    answered: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """id_hash: SHA-256 of the rpId. origins: the only ones that count, letter by letter."""

    id_hash: bytes
    origins: frozenset[str]


@dataclass(frozen=True, slots=True)
class State:
    """One run of the enclave. prks: HKDF-Extract of each epoch's master key, the newest first."""

    boot_id: bytes
    signing_key: Ed25519PrivateKey
    sealing_key: X25519PrivateKey
    prks: Mapping[int, bytes]
    newest_epoch: int
    relying_parties: Mapping[str, RelyingParty]
    config: dict[str, Any]
    claims: bytes
    nonces: Nonces
    counts: Counts
    started_at: float


def new_state(
    *,
    keyring: Keyring,
    relying_parties: Mapping[str, list[str]],
    nonces: Nonces,
    platform: Platform,
    anchor: int = 0,
) -> State:
    """A fresh boot_id and fresh keys at each start; only the keyring stays.

    anchor: the number of what guards the PIN counts against being turned back; 0 for nothing.
    """
    boot_id = platform.random(16)
    signing_key = Ed25519PrivateKey.from_private_bytes(platform.random(32))
    sealing_key = X25519PrivateKey.from_private_bytes(platform.random(32))
    newest = max(keyring.master_keys)
    budgets = {
        "anchor": anchor,
        "pin_budget": pin_records.BUDGET,
        "pin_lifetime": pin_records.LIFETIME,
    }
    claims = sealing.attestation_claims(
        boot_id=boot_id,
        pk_enc=sealing_key.public_key().public_bytes_raw(),
        pk_sig=signing_key.public_key().public_bytes_raw(),
        config_hash=sealing.config_hash(relying_parties=relying_parties, **budgets),
        epoch=newest,
        anchor=anchor,
        release=RELEASE,
    )
    return State(
        boot_id=boot_id,
        signing_key=signing_key,
        sealing_key=sealing_key,
        prks=sealing.master_prks(keyring.master_keys),
        newest_epoch=newest,
        relying_parties={
            rp_id: RelyingParty(hashlib.sha256(rp_id.encode()).digest(), frozenset(origins))
            for rp_id, origins in relying_parties.items()
        },
        config={"relying_parties": dict(relying_parties)} | budgets,
        claims=claims,
        nonces=nonces,
        counts=Counts(),
        started_at=platform.now(),
    )


def handle(*, state: State, request: Request, platform: Platform, pins_open: bool) -> Answer:
    """Raises Refused, for any fault in the request. PIN requests go to pin.py, not here."""
    if isinstance(request, UnlockRequest):
        return unlock(state=state, request=request, platform=platform)
    if isinstance(request, NonceRequest):
        return issue_nonce(state=state, platform=platform)
    if isinstance(request, AttestRequest):
        return attest(state=state, request=request, platform=platform)
    return health(state=state, platform=platform, pins_open=pins_open)


def issue_nonce(*, state: State, platform: Platform) -> NonceAnswer:
    nonce = platform.random(16)
    state.nonces.add(nonce=nonce, now=platform.now())
    return NonceAnswer(boot_id=state.boot_id, nonce=nonce, expires_in=state.nonces.seconds)


def attest(*, state: State, request: AttestRequest, platform: Platform) -> AttestAnswer:
    bind = sealing.attestation_bind(claims=state.claims, nonce_b=request.nonce_b)
    return AttestAnswer(
        fmt=platform.fmt,
        evidence=platform.attest(bind=bind, nonce_b=request.nonce_b),
        claims=state.claims,
        config=state.config,
    )


def health(*, state: State, platform: Platform, pins_open: bool) -> HealthAnswer:
    now = platform.now()
    return HealthAnswer(
        boot_id=state.boot_id,
        epoch=state.newest_epoch,
        release=RELEASE,
        live_nonces=state.nonces.count(now),
        uptime_seconds=int(now - state.started_at),
        anchor=state.config["anchor"],
        pins_open=int(pins_open),
        answered=min(state.counts.answered, LARGEST_COUNT),
        refused=min(state.counts.refused, LARGEST_COUNT),
    )


def unlock(*, state: State, request: UnlockRequest, platform: Platform) -> UnlockAnswer:
    """Check an assertion and seal the passkey's entropy to the key that the assertion names."""
    # First of all, so that no request can be tried twice in search of a check that lets it pass.
    state.nonces.take(nonce=request.nonce, now=platform.now())
    relying_party = state.relying_parties.get(request.rp_id)
    prks = _prks(state=state, epoch=request.epoch)
    if relying_party is None or not prks:
        raise Refused
    _check_operation(request)
    challenge = _check_assertion(state=state, request=request, relying_party=relying_party)
    entropies = [
        (
            epoch,
            sealing.passkey_entropy(
                prk=prk,
                suite=request.suite,
                epoch=epoch,
                rp_id_hash=relying_party.id_hash,
                cid=request.cid,
                spki=request.spki,
            ),
        )
        for epoch, prk in prks
    ]
    return _sealed_reply(state=state, request=request, challenge=challenge, entropies=entropies)


def _prks(*, state: State, epoch: int) -> list[tuple[int, bytes]]:
    """Those that the answer is made with. One touch is good once, so whoever asks for the newest
    gets the older ones along with it: one of them may be what still opens the backup.
    """
    if epoch == NEWEST_EPOCH:
        return list(state.prks.items())
    return [(found, prk) for found, prk in state.prks.items() if found == epoch]


def _check_operation(request: UnlockRequest) -> None:
    """Registering and signing in (0 and 1) are the host's business and never open anything."""
    if request.suite != sealing.SUITE_X25519 or len(request.pk_eph) != _PK_EPH_BYTES:
        raise Refused
    has_params = request.params_hash != _NO_PARAMS
    if request.op not in (UNLOCK, RECOVER, APPROVE) or has_params != (request.op == APPROVE):
        raise Refused


def _check_assertion(*, state: State, request: UnlockRequest, relying_party: RelyingParty) -> bytes:
    """Gives the challenge, computed here from its parts and found in the signed bytes."""
    challenge = sealing.challenge(
        suite=request.suite,
        op=request.op,
        boot_id=state.boot_id,
        nonce=request.nonce,
        rp_id_hash=relying_party.id_hash,
        pk_eph=request.pk_eph,
        params_hash=request.params_hash,
    )
    assertion.check_client_data(
        untrusted_client_data=request.client_data,
        challenge=challenge,
        origins=relying_party.origins,
    )
    assertion.check_authenticator_data(
        untrusted_data=request.authenticator_data, rp_id_hash=relying_party.id_hash
    )
    assertion.check_signature(
        key=assertion.load_public_key(request.spki),
        untrusted_signature=request.signature,
        authenticator_data=request.authenticator_data,
        client_data=request.client_data,
    )
    return challenge


def _sealed_reply(
    *,
    state: State,
    request: UnlockRequest,
    challenge: bytes,
    entropies: list[tuple[int, bytes]],
) -> UnlockAnswer:
    try:
        sealed = sealing.seal_entropy(
            pk_eph=request.pk_eph,
            suite=request.suite,
            op=request.op,
            challenge=challenge,
            entropies=entropies,
        )
    except ValueError as error:
        # A public key of low order: whoever watches would know the shared secret.
        raise Refused from error
    sig = sealing.sign_reply(signing_key=state.signing_key, challenge=challenge, sealed=sealed)
    return UnlockAnswer(sealed=sealed, sig=sig)
