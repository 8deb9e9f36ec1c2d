"""How are the two backup shares of a wallet kept, whose key is made of shares elsewhere?

    store_share    encrypts it, writes it, reads it back and compares: by the relying party's
                   server for the custodian's share, by the person's browser for the client's
    confirm        the browser says that its share opens; the pair counts, the one before it goes
    release_share  opens it for the one whose share it is, after that stands in the history

Each share is encrypted under a data key of its own, and that key by a key service (see
recovery/key_service). Both are bound to the relying party, the wallet, the version and the part: a
row that is moved to another wallet does not open there.

A relying party that runs a server for it keeps the custodian's share itself: flows/served_shares.py
is the second place for the same bytes. Its app keeps the client's share then, and says so. It may
do that as well where the custodian's share lies with us: see flows/client_shares.py.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from recovery import key_service
from recovery.errors import (
    NotFound,
    ShareConflict,
    ShareMissing,
    ShareOutdated,
    ShareTooLarge,
    ShareUnreadable,
)
from recovery.failpoints import reach
from recovery.flows import served_shares, share_server
from recovery.key_service.file import canonical
from recovery.models import AuditEvent, BackupShare, SharePair, Wallet

logger = logging.getLogger(__name__)

MAX_SHARE_BYTES = 32 * 1024
Part = BackupShare.Part
# Stands where the name of a key would: the relying party's own server has the bytes.
SERVED = "share-server"
_NONCE_BYTES = 12


def store_share(*, wallet: Wallet, version: int, part: Part, share: bytes, by: str) -> SharePair:
    """Keep one share of a version. The same one once more changes nothing.

    A version higher than all before it begins a new pair, in the place of one that was not
    completed. by: a server key's prefix, or the person's device. Raises ShareTooLarge,
    ShareConflict, ShareOutdated, ShareUnreadable, KeyServiceOff, KeyServiceUnavailable, NotFound.
    """
    if not 0 < len(share) <= MAX_SHARE_BYTES:
        raise ShareTooLarge
    row = _find(wallet, version, part) or _keep(wallet, version, part, share=share, by=by)
    if row.sealed_by == SERVED:
        served_shares.keep_again(row.served, data=share)
    # What was just written is believed only when it is read back; what was there before has to be
    # the same.
    if not hmac.compare_digest(_open(row), share):
        raise ShareConflict
    return row.pair


def release_share(*, wallet: Wallet, version: int, part: Part, to: str) -> bytes:
    """Open a share for the one whose it is. The history says so before anybody has it.

    to: a server key's prefix, or the person's device. Raises NotFound, ShareUnreadable,
    KeyServiceUnavailable.
    """
    row = _find(wallet, version, part)
    if row is None:
        raise NotFound
    share = _open(row)
    with transaction.atomic():
        BackupShare.objects.filter(pk=row.pk).update(released_to=to, released_at=timezone.now())
        note(row.pair, AuditEvent.Kind.SHARE_RELEASED, part=part, by=to)
    reach("backup_shares.released")
    return share


def confirm(
    *, wallet: Wallet, version: int, is_stored: bool, by: str, with_app: bool = False
) -> SharePair:
    """Note what the person's browser says: its share was stored and opens, or it was not.

    With yes, both shares are opened once more; then the pair counts and the older one is deleted.
    With no, the client's share is deleted, and the older pair goes on counting. with_app: the app
    says it of a share that it keeps itself; see `is_with_app`. Raises NotFound, ShareMissing,
    ShareConflict, ShareOutdated, ShareUnreadable, KeyServiceUnavailable.
    """
    pair = SharePair.objects.filter(wallet=wallet, version=version).first()
    if pair is None:
        raise NotFound
    if not is_stored:
        _discard(pair, by=by)
    elif pair.state == SharePair.State.OPEN:
        _complete(pair, by=by, with_app=with_app)
    found = SharePair.objects.filter(pk=pair.pk).first()
    if found is None:
        raise NotFound
    return found


def delete(*, wallet: Wallet, by: str) -> int:
    """Delete every share of a wallet. Gives the number of pairs. Raises NotFound."""
    with transaction.atomic():
        _lock(wallet)
        pairs = list(SharePair.objects.filter(wallet=wallet))
        for pair in pairs:
            pair.delete()
        if pairs:
            versions = sorted(pair.version for pair in pairs)
            AuditEvent.objects.create(
                holder=wallet.holder,
                kind=AuditEvent.Kind.SHARES_DELETED,
                detail={"wallet": wallet.name, "versions": versions, "by": by},
            )
    return len(pairs)


def pairs(wallet: Wallet) -> QuerySet[SharePair]:
    """Newest first: the complete one, and one that is being made."""
    return SharePair.objects.filter(wallet=wallet).order_by("-version")


def parts(pair: SharePair) -> list[str]:
    """Which of the two are here."""
    return sorted(pair.shares.values_list("part", flat=True))


def is_served(pair: SharePair) -> bool:
    """Whether the relying party keeps this pair itself."""
    return pair.shares.filter(part=Part.CUSTODIAN, sealed_by=SERVED).exists()


def is_with_app(pair: SharePair) -> bool:
    """Whether the client's share can only be where the app keeps it.

    Never while one lies with us, of this pair or of the one before it: that one was read back, and
    no word takes its place.
    """
    ours = BackupShare.objects.filter(pair__wallet=pair.wallet_id, part=Part.CLIENT)
    return is_served(pair) or (parts(pair) == [Part.CUSTODIAN] and not ours.exists())


def shares() -> QuerySet[BackupShare]:
    """All shares without their bytes, so that these cannot be shown by mistake."""
    return BackupShare.objects.defer("sealed", "sealed_key")


def note(pair: SharePair, kind: AuditEvent.Kind, **detail: object) -> None:
    AuditEvent.objects.create(
        holder=pair.wallet.holder,
        kind=kind,
        detail={
            "wallet": pair.wallet.name,
            "wallet_id": str(pair.wallet_id),
            "version": pair.version,
            **detail,
        },
    )


# --- Writing -------------------------------------------------------------------------------------


def _find(wallet: Wallet, version: int, part: Part) -> BackupShare | None:
    rows = BackupShare.objects.select_related("pair__wallet__holder")
    return rows.filter(pair__wallet=wallet, pair__version=version, part=part).first()


def _keep(wallet: Wallet, version: int, part: Part, *, share: bytes, by: str) -> BackupShare:
    server = share_server.of(wallet.holder.relying_party_id) if part == Part.CUSTODIAN else None
    # Before the lock is taken, because the key service may be far away.
    sealed = _seal(share, context_of(wallet, version, part)) if server is None else _ELSEWHERE
    with transaction.atomic():
        _lock(wallet)
        pairs = SharePair.objects.filter(wallet=wallet)
        if pairs.filter(version__gt=version).exists():
            raise ShareOutdated
        pairs.filter(state=SharePair.State.OPEN, version__lt=version).delete()
        pair, _ = pairs.get_or_create(wallet=wallet, version=version)
        row, is_new = BackupShare.objects.get_or_create(
            pair=pair,
            part=part,
            defaults={
                "sealed": sealed.share,
                "sealed_key": sealed.key,
                "sealed_by": sealed.by,
                "stored_by": by,
            },
        )
        if is_new:
            if pair.state == SharePair.State.COMPLETE:
                # What counts stays as it was proved, also where the app keeps the client's share.
                raise ShareConflict
            if server is not None:
                served_shares.keep(server=server, share=row, data=share)
            note(pair, AuditEvent.Kind.SHARE_STORED, part=part, by=by)
    return BackupShare.objects.select_related("pair__wallet__holder").get(pk=row.pk)


def _lock(wallet: Wallet) -> None:
    """Whoever changes a wallet's pairs does so alone. Raises NotFound for one that is gone."""
    if not Wallet.objects.select_for_update().filter(pk=wallet.pk).exists():
        raise NotFound


def _complete(pair: SharePair, *, by: str, with_app: bool) -> None:
    needed = _needed(pair, with_app=with_app)
    rows = [_find(pair.wallet, pair.version, part) for part in needed]
    for row in rows:
        if row is None:
            raise ShareMissing
        _open(row)
    with transaction.atomic():
        _lock(pair.wallet)
        pairs = SharePair.objects.filter(wallet=pair.wallet)
        # Meanwhile a share may have gone, or the person's own one may have come.
        is_same = _needed(pair, with_app=with_app) == needed
        if not is_same or pair.shares.filter(part__in=needed).count() < len(needed):
            raise ShareOutdated
        pairs.filter(state=SharePair.State.COMPLETE).delete()
        pairs.filter(pk=pair.pk).update(state=SharePair.State.COMPLETE, completed_at=timezone.now())
        note(pair, AuditEvent.Kind.SHARES_COMPLETE, by=by)


def _needed(pair: SharePair, *, with_app: bool) -> list[Part]:
    """What has to be kept of a complete pair, beside what the app says that it keeps."""
    is_elsewhere = is_served(pair) or (with_app and is_with_app(pair))
    return [Part.CUSTODIAN] if is_elsewhere else list(Part)


def _discard(pair: SharePair, *, by: str) -> None:
    with transaction.atomic():
        _lock(pair.wallet)
        if SharePair.objects.filter(pk=pair.pk, state=SharePair.State.COMPLETE).exists():
            raise ShareConflict
        if pair.shares.filter(part=Part.CLIENT).delete()[0]:
            note(pair, AuditEvent.Kind.SHARE_REFUSED, part=Part.CLIENT, by=by)


# --- Sealing -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Sealed:
    share: bytes
    key: bytes
    by: str


_ELSEWHERE = _Sealed(share=b"", key=b"", by=SERVED)


def context_of(wallet: Wallet, version: int, part: Part) -> dict[str, str]:
    """Whose share it is: what both encryptions are bound to."""
    return {
        "keyhaven": "backup share",
        "party": str(wallet.holder.relying_party_id),
        "wallet": str(wallet.pk),
        "version": str(version),
        "part": str(part.value),
    }


def _seal(share: bytes, context: dict[str, str]) -> _Sealed:
    service = key_service.for_new_shares()
    key, nonce = AESGCM.generate_key(bit_length=256), secrets.token_bytes(_NONCE_BYTES)
    return _Sealed(
        share=nonce + AESGCM(key).encrypt(nonce, share, canonical(context)),
        key=service.wrap(key, context=context),
        by=service.name,
    )


def _open(row: BackupShare) -> bytes:
    return served_shares.opened(row.served) if row.sealed_by == SERVED else _opened(row)[0]


def _opened(row: BackupShare) -> tuple[bytes, bytes]:
    """The share, and its data key."""
    context = context_of(row.pair.wallet, row.pair.version, Part(row.part))
    sealed = bytes(row.sealed)
    try:
        service = key_service.called(row.sealed_by)
        key = service.unwrap(bytes(row.sealed_key), context=context)
        nonce, ciphertext = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        return AESGCM(key).decrypt(nonce, ciphertext, canonical(context)), key
    except (InvalidTag, ValueError) as error:
        logger.error("backup share %s does not open where it lies", row.pk)
        raise ShareUnreadable from error
    except ShareUnreadable:
        logger.error("the data key of backup share %s does not open where it lies", row.pk)
        raise


def rewrap() -> tuple[int, list[int]]:
    """Encrypt every data key anew that is not under the newest key; the shares stay as they are.

    A key is moved only if it opens its share. Gives how many were moved, and the ids of rows that
    do not open. Raises KeyServiceOff, KeyServiceUnavailable.
    """
    service = key_service.for_new_shares()
    moved, closed = 0, []
    waiting = BackupShare.objects.exclude(sealed_by__in=[service.name, SERVED])
    for row in waiting.select_related("pair__wallet__holder").iterator(chunk_size=100):
        try:
            _, key = _opened(row)
        except ShareUnreadable:
            closed.append(row.pk)
            continue
        context = context_of(row.pair.wallet, row.pair.version, Part(row.part))
        fresh = service.wrap(key, context=context)
        # A share that was deleted meanwhile stays deleted.
        moved += BackupShare.objects.filter(pk=row.pk, sealed_by=row.sealed_by).update(
            sealed_key=fresh, sealed_by=service.name
        )
    return moved, closed
