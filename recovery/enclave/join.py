"""Several enclaves with one keyring: one that runs gives it to a new one, and to nobody else.

The new one proves over both sides' nonces what it is, and which key it has made for this; the one
that runs checks that as a browser would, and more: the same format as its own, the same
configuration, a measurement that is its own, that is on its list, or that the release key has
signed as a successor. Then it seals the keyring to that key, and proves in turn what it is.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from recovery.enclave import sealing
from recovery.enclave.attestation import nitro
from recovery.enclave.attestation.policy import (
    AWS_NITRO,
    NITRO_IMAGE_PCRS,
    SOFTWARE,
    Measurement,
    Policy,
    read_measurements,
)
from recovery.enclave.attestation.refusal import NotProved
from recovery.enclave.attestation.verify import Claims, check_evidence, read_claims
from recovery.enclave.handlers import State
from recovery.enclave.messages import (
    AttestAnswer,
    JoinAnswer,
    JoinRequest,
    Refused,
    b64u,
    strict_json,
    unb64u,
)
from recovery.enclave.platform import Keyring, Platform, StartRefused

log = logging.getLogger(__name__)

_KEYS = {"instance_keys", "measurements", "release_key"}
# A measurement, its signature, and the PCRs inside.
_MOST_CONTAINERS = 4


@dataclass(frozen=True, slots=True)
class Companions:
    """Whom an enclave shares its keyring with, from `join` in the configuration.

    instance_keys: of software enclaves, 32 bytes each. release_key: Ed25519 public key whose owner
    names successors; empty if nobody does.
    """

    instance_keys: frozenset[bytes] = frozenset()
    measurements: tuple[Measurement, ...] = ()
    release_key: bytes = b""

    @classmethod
    def from_json(cls, found: object) -> Companions:
        """Raises StartRefused with a sentence."""
        if not isinstance(found, dict) or not found.keys() <= _KEYS:
            raise StartRefused(f"join in the configuration may hold {', '.join(sorted(_KEYS))}.")
        try:
            return cls(
                instance_keys=frozenset(map(_key, found.get("instance_keys", []))),
                measurements=read_measurements(found.get("measurements", [])),
                release_key=_key(found["release_key"]) if "release_key" in found else b"",
            )
        except (ValueError, TypeError, Refused) as error:
            raise StartRefused(f"join in the configuration cannot be read. {error}") from error

    def policy(self, *, fmt: str, same: Measurement | None, successor: bytes) -> Policy:
        """What must be proved: never another format, and never any instance for want of a list."""
        if fmt == SOFTWARE and not self.instance_keys:
            raise NotProved("attestation_key")
        named = [same] if same is not None else []
        if successor:
            named.append(self._successor(successor))
        return Policy(
            formats=frozenset({fmt}),
            origins=frozenset(),
            instance_keys=self.instance_keys,
            measurements=(*named, *self.measurements),
        )

    def _successor(self, untrusted: bytes) -> Measurement:
        if not self.release_key:
            raise NotProved("attestation_measurement")
        try:
            found = strict_json(untrusted, max_containers=_MOST_CONTAINERS)
            entry, signature = found["measurement"], unb64u(str(found["signature"]))
            key = Ed25519PublicKey.from_public_bytes(self.release_key)
            key.verify(signature, _successor_preimage(entry))
            (measurement,) = read_measurements([entry])
        except (Refused, ValueError, TypeError, LookupError, InvalidSignature) as error:
            raise NotProved("attestation_measurement") from error
        return measurement


def _key(text: str) -> bytes:
    key = unb64u(text)
    if len(key) != 32:
        raise ValueError(f"{text} does not have 32 bytes.")
    return key


def _successor_preimage(entry: Any) -> bytes:
    text = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sealing.SUCCESSOR + sealing.sha256(text.encode())


def sign_successor(*, entry: dict[str, Any], key: Ed25519PrivateKey) -> bytes:
    """What lets a new release join an old one. Raises ValueError when the entry cannot be read."""
    read_measurements([entry])
    signature = key.sign(_successor_preimage(entry))
    return json.dumps({"measurement": entry, "signature": b64u(signature)}).encode()


def own_measurement(platform: Platform) -> Measurement | None:
    """Of an AWS Nitro image; machines and installations differ from each other by their keys."""
    if platform.fmt != AWS_NITRO:
        return None
    pcrs = nitro.read(platform.attest(bind=bytes(32), nonce_b=bytes(32))).pcrs
    image = {index: pcrs[index] for index in NITRO_IMAGE_PCRS}
    return Measurement("the same image", AWS_NITRO, date.max, image)


@dataclass(frozen=True, slots=True)
class Admitted:
    """Who proved to be a companion. nonce_b: what our own proof has to be about. sealed: for it."""

    nonce_b: bytes
    sealed: bytes


class Giver:
    """An enclave that runs, and may give its keyring away. root: of Nitro documents."""

    def __init__(
        self,
        *,
        state: State,
        platform: Platform,
        keyring: Keyring,
        companions: Companions,
        root: bytes = nitro.AWS_ROOT,
    ) -> None:
        self._state = state
        self._platform = platform
        self._keyring = keyring
        self._companions = companions
        self._root = root
        self._same = own_measurement(platform)

    def admit(self, request: JoinRequest) -> Admitted:
        """Raises Refused, whatever is wrong."""
        self._state.nonces.take(nonce=request.nonce, now=self._platform.now())
        try:
            claims = self._checked(request)
            sealed = sealing.seal_keyring(
                pk_enc=claims.pk_enc,
                claims=request.claims,
                nonce=request.nonce,
                nonce_b=request.nonce_b,
                keyring=self._keyring.to_bytes(),
            )
        except (NotProved, ValueError) as error:
            raise Refused from error
        nonce_b = sealing.joined_nonce(nonce=request.nonce, nonce_b=request.nonce_b, sealed=sealed)
        return Admitted(nonce_b, sealed)

    def answer(self, admitted: Admitted) -> JoinAnswer:
        """With a proof of our own, for which hardware may have to be asked."""
        nonce_b = admitted.nonce_b
        bind = sealing.attestation_bind(claims=self._state.claims, nonce_b=nonce_b)
        evidence = self._platform.attest(bind=bind, nonce_b=nonce_b)
        log.info("the keyring was given to another enclave")
        return JoinAnswer(
            sealed=admitted.sealed,
            fmt=self._platform.fmt,
            evidence=evidence,
            claims=self._state.claims,
        )

    def _checked(self, request: JoinRequest) -> Claims:
        policy = self._companions.policy(
            fmt=self._platform.fmt, same=self._same, successor=request.successor
        )
        nonce_b = sealing.join_nonce(nonce=request.nonce, nonce_b=request.nonce_b)
        claims = _checked_claims(
            shown=AttestAnswer(request.fmt, request.evidence, request.claims, {}),
            nonce_b=nonce_b,
            policy=policy,
            root=self._root,
        )
        # Another list of origins, or a weaker anchor, would make this keyring worth less there.
        if claims.config_hash != read_claims(self._state.claims).config_hash:
            raise NotProved("attestation_config")
        return claims


def giver_of(value: object, *, state: State, platform: Platform, keyring: Keyring) -> Giver | None:
    """None where the configuration names nobody: then the keyring never leaves."""
    if value is None:
        return None
    companions = Companions.from_json(value)
    return Giver(state=state, platform=platform, keyring=keyring, companions=companions)


def _checked_claims(*, shown: AttestAnswer, nonce_b: bytes, policy: Policy, root: bytes) -> Claims:
    claims, now = read_claims(shown.claims), datetime.now(UTC)
    check_evidence(untrusted=shown, nonce_b=nonce_b, policy=policy, now=now, root=root)
    return claims


class Newcomer:
    """A new enclave, before it has a keyring. state: of a keyring that nobody will use."""

    def __init__(
        self,
        *,
        state: State,
        platform: Platform,
        companions: Companions,
        root: bytes = nitro.AWS_ROOT,
    ) -> None:
        self._state = state
        self._platform = platform
        self._companions = companions
        self._root = root

    def request(self, *, nonce: bytes, nonce_b: bytes, successor: bytes = b"") -> JoinRequest:
        """nonce: of the enclave that runs. nonce_b: 32 bytes of our own."""
        challenge = sealing.join_nonce(nonce=nonce, nonce_b=nonce_b)
        bind = sealing.attestation_bind(claims=self._state.claims, nonce_b=challenge)
        return JoinRequest(
            nonce=nonce,
            nonce_b=nonce_b,
            fmt=self._platform.fmt,
            evidence=self._platform.attest(bind=bind, nonce_b=challenge),
            claims=self._state.claims,
            successor=successor,
        )

    def accept(self, *, request: JoinRequest, untrusted: JoinAnswer) -> Keyring:
        """Raises StartRefused, with what is wrong."""
        nonce_b = sealing.joined_nonce(
            nonce=request.nonce, nonce_b=request.nonce_b, sealed=untrusted.sealed
        )
        shown = AttestAnswer(untrusted.fmt, untrusted.evidence, untrusted.claims, {})
        try:
            same = own_measurement(self._platform)
            policy = self._companions.policy(fmt=self._platform.fmt, same=same, successor=b"")
            claims = _checked_claims(shown=shown, nonce_b=nonce_b, policy=policy, root=self._root)
            if claims.config_hash != read_claims(request.claims).config_hash:
                raise NotProved("attestation_config")
        except NotProved as refused:
            raise StartRefused(
                f"The other enclave did not prove itself ({refused.code}): {refused} "
                "Nothing was taken from it."
            ) from refused
        return self._opened(request=request, sealed=untrusted.sealed, epoch=claims.epoch)

    def _opened(self, *, request: JoinRequest, sealed: bytes, epoch: int) -> Keyring:
        try:
            keyring = Keyring.from_bytes(
                sealing.open_keyring(
                    sealing_key=self._state.sealing_key,
                    claims=request.claims,
                    nonce=request.nonce,
                    nonce_b=request.nonce_b,
                    sealed=sealed,
                )
            )
        except ValueError as error:
            raise StartRefused("What the other enclave gave does not open.") from error
        if max(keyring.master_keys) != epoch:
            raise StartRefused("The other enclave gave another keyring than the one it uses.")
        return keyring
