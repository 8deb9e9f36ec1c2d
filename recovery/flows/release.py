"""How does a wallet come back without a passkey, by a password or a key that the person kept?

The person signs in by mail and asks for one wallet. First comes the locked box, counted, noted and
told by mail. Our share comes only for a proof that the box was opened; so whoever guesses the
password after the owner has changed it gains nothing. Source: docs/protocol.md, "Opening without
the vault".
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import transaction
from django.utils import timezone

from recovery import base64url
from recovery.errors import GenerationConflict, NotFound, ProofRefused
from recovery.failpoints import reach
from recovery.flows import backup, notices, open_wallet, rate_limit, ways_in
from recovery.flows.backup_files import Method, Slot
from recovery.models import AuditEvent, Holder, Notice, Wallet

# What a person brings along instead of a passkey. Guesses at a password can be tried anywhere;
# those at a PIN are the vault's to count.
BY_OWN_KEY = frozenset({Method.PIN, Method.PASSWORD, Method.CLOUD_KEY, Method.KIT})
TRIES_A_MINUTE = 3


@dataclass(frozen=True)
class Question:
    """What has to be answered with the key of a slot before our share of this generation goes out.

    secret: an X25519 private key, 32 raw bytes; it answers once.
    """

    wid: bytes
    number: int
    secret: bytes

    @property
    def public_key(self) -> bytes:
        return X25519PrivateKey.from_private_bytes(self.secret).public_key().public_bytes_raw()


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
    secret = X25519PrivateKey.generate().private_bytes_raw()
    return Box(
        name=wallet.name,
        number=parts.number,
        envelope=parts.envelope,
        manifest=parts.manifest,
        question=Question(wid=wid, number=parts.number, secret=secret),
    )


def share(*, holder: Holder, question: Question, slot_id: str, proof: bytes) -> bytes:
    """Hand out the auth share to whoever has opened the box.

    Raises TooManyRequests, NotFound, GenerationConflict, ProofRefused, AuthShareGone.
    """
    rate_limit.count(what="release share", who=str(holder.pk), most=TRIES_A_MINUTE)
    wallet = _find(holder, question.wid)
    if wallet.generation != question.number:
        raise GenerationConflict
    slots = [way.slot for way in ways_in.of(wallet) or () if way.slot.id == slot_id]
    if not any(_answers(question, slot, proof) for slot in slots if slot.method in BY_OWN_KEY):
        raise ProofRefused
    return open_wallet.on_this_device(holder=holder, wid=question.wid).parts.auth_share


def _answers(question: Question, slot: Slot, proof: bytes) -> bool:
    secret = X25519PrivateKey.from_private_bytes(question.secret)
    try:
        shared = secret.exchange(X25519PublicKey.from_public_bytes(slot.public_key))
    except ValueError:
        # A key of low order, to which everybody knows the answer.
        return False
    named = question.wid + question.number.to_bytes(4, "big") + base64url.decode(slot.id)
    key = HKDF(
        algorithm=SHA256(), length=32, salt=question.public_key, info=b"KRP1-RELEASE\0" + named
    )
    return hmac.compare_digest(key.derive(shared), proof)


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
