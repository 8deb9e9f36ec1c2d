"""How does a passkey unlock the vault? One assertion, checked here and again by the enclave.

The server learns that the right person touched the right passkey. What the enclave answers is
sealed to a key that only the page in the browser holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from recovery import base64url
from recovery.ceremonies import assertion, challenges
from recovery.ceremonies.challenges import Op
from recovery.enclave_client import (
    AttestAnswer,
    EnclaveClient,
    TlsFiles,
    UnlockAnswer,
    UnlockRequest,
)
from recovery.enclave_pool import EnclavePool
from recovery.errors import BadRequest, PasskeyUnknown
from recovery.failpoints import reach
from recovery.models import AuditEvent, Holder, Passkey

SUITE = 1
NO_PARAMS = bytes(32)


@dataclass(frozen=True)
class Unlock:
    """What the browser sends after a touch, for op 2 (unlock), 3 (recover) or 4 (approve)."""

    op: Op
    untrusted_ticket: str
    # The browser's one-time X25519 public key, 32 raw bytes.
    key: bytes
    # 0 asks for the newest master key, as a new slot does.
    epoch: int
    # AuthenticationResponseJSON.
    untrusted_credential: dict[str, Any]
    # Names what is approved; zero for the other ops.
    params_hash: bytes = NO_PARAMS


@dataclass(frozen=True)
class Invitation:
    """What a page needs before a touch: a fresh nonce of the enclave, and proof of who it is."""

    ticket: str
    nonce: bytes
    boot_id: bytes
    expires_in: int
    attestation: AttestAnswer


@cache
def enclave() -> EnclavePool:
    addresses = settings.ENCLAVE_ADDRESS.split(",")
    return EnclavePool([_client(address.strip()) for address in addresses])


def _client(address: str) -> EnclaveClient:
    tls = None
    if address.startswith("tls:"):
        tls = TlsFiles(
            ca=Path(settings.ENCLAVE_CA_FILE),
            certificate=Path(settings.ENCLAVE_CERT_FILE),
            key=Path(settings.ENCLAVE_KEY_FILE),
        )
    return EnclaveClient(address=address, timeout_seconds=settings.ENCLAVE_TIMEOUT_SECONDS, tls=tls)


def enclave_policy(origins: list[str]) -> dict[str, Any]:
    """What a page is shipped with, to judge the enclave by (recovery/enclave/attestation)."""
    return {
        "formats": settings.ENCLAVE_FORMATS,
        "instance_keys": settings.ENCLAVE_INSTANCE_KEYS,
        "measurements": settings.ENCLAVE_MEASUREMENTS,
        "origins": origins,
    }


def invite(*, op: Op, holder: Holder | None, nonce_b: bytes, pins: bool = False) -> Invitation:
    """Fetch a nonce and an attestation over the browser's nonce_b (32 bytes) for one touch.

    pins: it is for a question about a PIN, which only one of several vaults can answer.
    """
    if not op.is_for_enclave or len(nonce_b) != 32:
        raise BadRequest
    attestation, fresh = enclave().invite(nonce_b=nonce_b, pins=pins)
    ticket = challenges.issue(op=op, holder=holder, boot_id=fresh.boot_id, nonce=fresh.nonce)
    return Invitation(
        ticket=ticket.text,
        nonce=fresh.nonce,
        boot_id=fresh.boot_id,
        expires_in=fresh.expires_in,
        attestation=attestation,
    )


def unlock(*, holder: Holder, request: Unlock) -> UnlockAnswer:
    """Unlock for a person who is signed in, with one of their own passkeys.

    Raises ChallengeSpent, PasskeyUnknown, PasskeyRefused, EnclaveDenied, EnclaveUnreachable.
    """
    passkey, reply = check_and_forward(
        rp_id=holder.relying_party.rp_id, holder=holder, request=request
    )
    AuditEvent.objects.create(
        holder=holder, kind=AuditEvent.Kind.UNLOCKED, detail={"passkey": passkey.nickname}
    )
    return reply


def check_and_forward(
    *, rp_id: str, holder: Holder | None, request: Unlock
) -> tuple[Passkey, UnlockAnswer]:
    """Spend the challenge, check the assertion, and let the enclave answer it.

    holder: who must own the passkey, or None when the passkey itself says who is here.
    """
    spent = challenges.spend(
        untrusted_ticket=request.untrusted_ticket, op=request.op, holder=holder
    )
    reach("unlock.spent")
    passkey = assertion.find_passkey(rp_id=rp_id, untrusted_credential=request.untrusted_credential)
    if holder is not None and passkey.holder_id != holder.pk:
        raise PasskeyUnknown
    checked = assertion.verify(
        relying_party=passkey.holder.relying_party,
        passkey=passkey,
        untrusted_credential=request.untrusted_credential,
        expected_challenge=challenges.digest(
            op=request.op,
            spent=spent,
            rp_id=rp_id,
            pk_eph=request.key,
            params_hash=request.params_hash,
        ),
    )
    forwarded = _forwarded(request, spent, rp_id, passkey)
    reply = enclave().unlock(forwarded, boot_id=spent.boot_id)
    reach("unlock.answered")
    assertion.note_use(passkey=passkey, checked=checked, at=timezone.now())
    return passkey, reply


def _forwarded(
    request: Unlock, spent: challenges.Spent, rp_id: str, passkey: Passkey
) -> UnlockRequest:
    response = request.untrusted_credential["response"]
    return UnlockRequest(
        suite=SUITE,
        op=int(request.op),
        nonce=spent.nonce,
        params_hash=request.params_hash,
        epoch=request.epoch,
        rp_id=rp_id,
        pk_eph=request.key,
        cid=bytes(passkey.credential_id),
        spki=bytes(passkey.spki),
        client_data=base64url.decode(response["clientDataJSON"]),
        authenticator_data=base64url.decode(response["authenticatorData"]),
        signature=base64url.decode(response["signature"]),
    )
