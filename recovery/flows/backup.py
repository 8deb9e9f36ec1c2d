"""How does a backup change? The write protocol, as the server sees it.

    put     generation n+1 is uploaded and kept as `pending`; generation n stays as it is
    read    the browser reads the three parts back and rehearses the opening
    commit  n+1 becomes the current one; its copies are due; the auth share of n is destroyed

Whatever is interrupted, the wallet is at generation n or at n+1, complete.
Source: docs/protocol.md, "Write protocol".
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from recovery import at_rest
from recovery.errors import (
    AuthShareGone,
    BackupRefused,
    GenerationConflict,
    NameTaken,
    NotFound,
    NoWayIn,
)
from recovery.failpoints import reach
from recovery.flows import approvals, backup_files, cloud_key, copies, policy, reminders
from recovery.flows.backup_files import Method
from recovery.models import AuditEvent, Generation, Holder, Wallet

# Another session's upload is left alone for this long; after that its tab is taken for closed.
PENDING_IS_FRESH = timedelta(minutes=2)
MAX_WALLETS = 32
MAX_AUTH_SHARE_BYTES = 1025


@dataclass(frozen=True)
class Upload:
    """Generation n+1 as it comes from the browser."""

    wid: bytes
    number: int
    expected: int
    name: str
    untrusted_envelope: str
    untrusted_manifest: str
    auth_share: bytes
    manifest_key: bytes
    # SHA-256 of the session that writes, and the device's name for people.
    writer: bytes
    device: str
    # What the session proved lately: a change of the ways in needs an approval.
    lately: approvals.Lately = field(default_factory=approvals.Lately)


@dataclass(frozen=True)
class Parts:
    """The three parts of a generation that the server holds."""

    number: int
    envelope: str | None
    manifest: str | None
    auth_share: bytes
    digest: bytes
    writer: bytes


def put(*, holder: Holder, upload: Upload) -> Generation:
    """Keep an upload as the pending generation.

    Raises GenerationConflict when the wallet has moved on or another device is writing,
    BackupRefused when the files do not fit, NameTaken for a second wallet of one name,
    ApprovalNeeded when the ways in are others and nobody has approved that, WayNotAllowed when
    the relying party wants no more of such ways in, KeyBesideCopy.
    """
    if not 2 <= len(upload.auth_share) <= MAX_AUTH_SHARE_BYTES:
        raise BackupRefused
    files = backup_files.check(
        untrusted_envelope=upload.untrusted_envelope,
        untrusted_manifest=upload.untrusted_manifest,
        manifest_key=upload.manifest_key,
    )
    cloud_key.require_apart(holder=holder, slots=files.slots)
    with transaction.atomic():
        wallet = _wallet_for_writing(holder=holder, upload=upload)
        _require_next(wallet=wallet, files=files, upload=upload)
        _clear_pending(wallet=wallet, writer=upload.writer)
        reach("backup.put")
        return Generation.objects.create(
            wallet=wallet,
            number=upload.number,
            ways_in=len(files.slots),
            method_bits=policy.bits(slot.method for slot in files.slots),
            pin_record=next((slot.record for slot in files.slots if slot.record), None),
            envelope=files.envelope,
            manifest=files.manifest,
            digest=files.digest(),
            manifest_key=upload.manifest_key,
            sealed_auth_share=at_rest.seal(
                upload.auth_share, context=share_context(upload.wid, upload.number)
            ),
            writer=upload.writer,
            device=upload.device,
            created_at=timezone.now(),
        )


def read(*, holder: Holder, wid: bytes, number: int) -> Parts:
    """The parts of one generation, for the browser that reads back or opens the wallet.

    Envelope and manifest are None when the server's copy is gone or damaged: a cloud has them.
    Raises NotFound, AuthShareGone.
    """
    generation = (
        Generation.objects.select_related("wallet")
        .filter(wallet__holder=holder, wallet__wid=wid, number=number)
        .first()
    )
    if generation is None:
        raise NotFound
    return parts_of(generation)


def parts_of(generation: Generation) -> Parts:
    wallet = generation.wallet
    if generation.sealed_auth_share is None:
        raise AuthShareGone
    try:
        auth_share = at_rest.unseal(
            bytes(generation.sealed_auth_share),
            context=share_context(bytes(wallet.wid), generation.number),
        )
    except at_rest.CannotOpen as error:
        raise AuthShareGone from error
    files = backup_files.intact(generation)
    return Parts(
        number=generation.number,
        envelope=files.envelope.decode() if files else None,
        manifest=files.manifest.decode() if files else None,
        auth_share=auth_share,
        digest=bytes(generation.digest),
        writer=bytes(generation.writer),
    )


def commit(
    *, holder: Holder, wid: bytes, number: int, digest: bytes, is_recovery: bool = False
) -> Wallet:
    """Make a pending generation the current one, after the browser has rehearsed it.

    Asked twice, it answers twice the same. is_recovery: with this the wallet is back. Raises
    NotFound, GenerationConflict, NoWayIn, KeyBesideCopy.
    """
    with transaction.atomic():
        # Whoever removes a passkey or connects a place waits here, or was faster and is seen below.
        Holder.objects.select_for_update().get(pk=holder.pk)
        wallet = Wallet.objects.select_for_update().filter(holder=holder, wid=wid).first()
        generation = Generation.objects.filter(wallet=wallet, number=number).first()
        if wallet is None or generation is None:
            raise NotFound
        if not hmac.compare_digest(bytes(generation.digest), digest):
            raise GenerationConflict
        if generation.state == Generation.State.COMMITTED:
            return wallet
        files = _require_way_in(holder=holder, generation=generation)
        before = _slots_of(wallet, wallet.generation)
        _make_current(wallet=wallet, generation=generation, slots=files.slots)
        if is_recovery:
            _record(wallet, AuditEvent.Kind.WALLET_BACK, generation)
        reach("backup.commit")
        copies.schedule(generation)
        if generation.number == 1:
            reminders.begin(wallet)
        reminders.begin_pin(wallet, before=before, after=files.slots)
    return wallet


def _require_way_in(*, holder: Holder, generation: Generation) -> backup_files.BackupFiles:
    """A passkey that left the list since the upload can no longer ask the vault for anything, and
    an account that was connected since then must not hold the key."""
    files = backup_files.intact(generation)
    if files is None:
        raise BackupRefused
    cloud_key.require_apart(holder=holder, slots=files.slots)
    named = [slot.credential_id for slot in files.slots]
    is_open_otherwise = any(slot.method != Method.PASSKEY for slot in files.slots)
    if not is_open_otherwise and not holder.passkeys.filter(credential_id__in=named).exists():
        raise NoWayIn
    return files


def _slots_of(wallet: Wallet, number: int) -> tuple[backup_files.Slot, ...]:
    """Of an older generation; nothing where there is none, or none that can be read."""
    generation = wallet.generations.filter(number=number).first()
    files = backup_files.intact(generation) if generation else None
    return files.slots if files else ()


def _make_current(
    *, wallet: Wallet, generation: Generation, slots: tuple[backup_files.Slot, ...]
) -> None:
    generation.state = Generation.State.COMMITTED
    generation.committed_at = timezone.now()
    generation.save(update_fields=["state", "committed_at"])
    wallet.generation = generation.number
    wallet.manifest_key = generation.manifest_key
    wallet.save(update_fields=["generation", "manifest_key"])
    destroyed = wallet.generations.filter(
        number__lt=generation.number, sealed_auth_share__isnull=False
    ).update(sealed_auth_share=None)
    methods = sorted({slot.method.name for slot in slots})
    _record(wallet, AuditEvent.Kind.BACKUP_COMMITTED, generation, methods=methods)
    if destroyed:
        _record(wallet, AuditEvent.Kind.AUTH_SHARE_DESTROYED, generation)


def share_context(wid: bytes, number: int) -> bytes:
    return b"auth-share" + wid + number.to_bytes(4, "big")


def _wallet_for_writing(*, holder: Holder, upload: Upload) -> Wallet:
    wallet = Wallet.objects.select_for_update().filter(wid=upload.wid).first()
    if wallet is None:
        if holder.wallets.count() >= MAX_WALLETS:
            raise BackupRefused
        wallet = Wallet(holder=holder, wid=upload.wid)
    elif wallet.holder_id != holder.pk:
        raise NotFound
    if wallet.generation == 0:
        wallet.name = upload.name
        _save_named(wallet)
    return wallet


def _save_named(wallet: Wallet) -> None:
    try:
        with transaction.atomic():
            wallet.save()
    except IntegrityError as error:
        raise NameTaken from error


def _require_next(*, wallet: Wallet, files: backup_files.BackupFiles, upload: Upload) -> None:
    """The upload follows the current generation, and whoever signed that one signed this."""
    if upload.expected != wallet.generation or upload.number != upload.expected + 1:
        raise GenerationConflict
    if files.wid != upload.wid or files.number != upload.number:
        raise BackupRefused
    current = wallet.generations.filter(number=wallet.generation).first()
    party = wallet.holder.relying_party
    if current is None:
        if files.previous_manifest_sha256 is not None:
            raise BackupRefused
        policy.require_methods(party, before=(), after=files.slots)
        return
    if bytes(wallet.manifest_key) != upload.manifest_key:
        raise BackupRefused
    before = backup_files.intact(current)
    policy.require_methods(party, before=before.slots if before else None, after=files.slots)
    approvals.require_for_ways(wallet=wallet, before=before, after=files, lately=upload.lately)


def _clear_pending(*, wallet: Wallet, writer: bytes) -> None:
    pending = wallet.generations.filter(state=Generation.State.PENDING).first()
    if pending is None:
        return
    fresh = pending.created_at > timezone.now() - PENDING_IS_FRESH
    if fresh and bytes(pending.writer) != writer:
        raise GenerationConflict
    pending.delete()


def _record(wallet: Wallet, kind: AuditEvent.Kind, generation: Generation, **more: object) -> None:
    detail = {"wallet": wallet.name, "gen": generation.number, "device": generation.device}
    AuditEvent.objects.create(holder_id=wallet.holder_id, kind=kind, detail={**detail, **more})
