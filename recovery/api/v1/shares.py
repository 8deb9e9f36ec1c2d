"""Backup shares of wallets whose key is made of shares elsewhere: stored, released, let go.

Putting and deleting say what is to be, so asking twice changes nothing and needs no
Idempotency-Key. What was released is never remembered for a second answer.
"""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path

from recovery import base64url
from recovery.api.v1.answers import answers
from recovery.api.v1.problems import Problem
from recovery.api.v1.router import ejects, keeps_shares, key_of, party_of, reads, v1
from recovery.api.v1.schemas import (
    DeletedOut,
    EjectOut,
    ReleasedOut,
    ShareIn,
    SharePairOut,
    SharesOut,
    StoredClientShareIn,
)
from recovery.flows import backup_shares, client_shares, eject
from recovery.flows.backup_shares import Part
from recovery.models import BackupShare, ServedShare, SharePair, Wallet

Answer = dict[str, Any]
Version = Annotated[
    int, Path(..., ge=1, le=2**31 - 1, description="Of the pair; each new one is higher.")
]
_KEY_SERVICE = (410, 501, 503)
_SHARE_SERVER = (502, 504)


@v1.get(
    "/wallets/{wallet_id}/shares", auth=reads, response=answers(SharesOut, 404), tags=["shares"]
)
def shares(request: HttpRequest, wallet_id: UUID) -> Answer:
    """Which backup shares are kept of a wallet, since when, and who had them last."""
    found = _find(request, wallet_id)
    return {
        "wallet_id": found.pk,
        "pairs": [_pair(pair) for pair in backup_shares.pairs(found)],
        "ejectable_until": eject.ends_at(found),
    }


@v1.put(
    "/wallets/{wallet_id}/shares/{version}/custodian",
    auth=keeps_shares,
    response=answers(SharePairOut, 404, 409, 413, *_KEY_SERVICE, *_SHARE_SERVER),
    tags=["shares"],
)
def store(request: HttpRequest, wallet_id: UUID, version: Version, body: ShareIn) -> Answer:
    """Store the custodian share of a version. It is answered after it was read back and compared.

    A version higher than all before it begins a new pair; the complete one stays until the new one
    is. The same share once more changes nothing, another one is refused.
    """
    try:
        share = base64url.decode(body.share)
    except ValueError as error:
        raise Problem("bad_request") from error
    pair = backup_shares.store_share(
        wallet=_find(request, wallet_id),
        version=version,
        part=Part.CUSTODIAN,
        share=share,
        by=key_of(request).prefix,
    )
    return _pair(pair)


@v1.post(
    "/wallets/{wallet_id}/shares/{version}/custodian/release",
    auth=keeps_shares,
    response=answers(ReleasedOut, 404, *_KEY_SERVICE, *_SHARE_SERVER),
    tags=["shares"],
)
def release(
    request: HttpRequest, wallet_id: UUID, version: Version, response: HttpResponse
) -> Answer:
    """Get the custodian share of a version. Each release stands in the history before the answer.

    It is not the wallet: the person's share is needed too, and your server never gets it from here.
    What your own server keeps is fetched from there, and compared before you get it.
    """
    share = backup_shares.release_share(
        wallet=_find(request, wallet_id),
        version=version,
        part=Part.CUSTODIAN,
        to=key_of(request).prefix,
    )
    response.headers["Cache-Control"] = "no-store"
    return {"version": version, "share": base64url.encode(share)}


@v1.put(
    "/wallets/{wallet_id}/stored-client-backup-share",
    auth=keeps_shares,
    response=answers(SharesOut, 404, 409, 413, *_KEY_SERVICE, *_SHARE_SERVER),
    tags=["shares"],
)
def stored_client_backup_share(
    request: HttpRequest, wallet_id: UUID, body: StoredClientShareIn
) -> Answer:
    """Say whether the wallet's app stored its client share itself, for one of its own methods.

    While no client share of the wallet is here, with `true` the newest pair counts and the one
    before it goes; with `false` that one stays. Otherwise it is noted, and changes nothing.
    """
    found = _find(request, wallet_id)
    client_shares.report(
        wallet=found,
        method=body.backup_method,
        is_stored=body.success,
        by=key_of(request).prefix,
    )
    return shares(request, wallet_id)


@v1.delete(
    "/wallets/{wallet_id}/shares",
    auth=keeps_shares,
    response=answers(DeletedOut, 404),
    tags=["shares"],
)
def delete(request: HttpRequest, wallet_id: UUID) -> Answer:
    """Delete every backup share of a wallet, the person's as well. Nothing brings them back."""
    found = _find(request, wallet_id)
    return {"pairs": backup_shares.delete(wallet=found, by=key_of(request).prefix)}


@v1.post(
    "/wallets/{wallet_id}/eject",
    auth=ejects,
    response=answers(EjectOut, 404, 409),
    tags=["shares"],
)
def open_eject(request: HttpRequest, wallet_id: UUID) -> Answer:
    """Let the person fetch both shares of the wallet, for the hours that the policy says.

    The person is told by mail. A time that has begun is not made longer.
    """
    until = eject.open_window(wallet=_find(request, wallet_id), by=key_of(request).prefix)
    return {"ejectable_until": until}


@v1.delete(
    "/wallets/{wallet_id}/eject", auth=ejects, response=answers(EjectOut, 404), tags=["shares"]
)
def close_eject(request: HttpRequest, wallet_id: UUID) -> Answer:
    """End that time now. What was fetched already cannot be taken back."""
    eject.close_window(wallet=_find(request, wallet_id), by=key_of(request).prefix)
    return {"ejectable_until": None}


def _served(share: BackupShare) -> Answer:
    """Where it lies; on the party's own server, as far as we know."""
    row: ServedShare | None = getattr(share, "served", None)
    return {
        "standing": row.standing if row else "kept",
        "error": row.error if row else "",
        "proved_at": row.proved_at if row else None,
    }


def _find(request: HttpRequest, wallet_id: UUID) -> Wallet:
    wallets = Wallet.objects.select_related("holder__relying_party")
    found = wallets.filter(
        holder__relying_party=party_of(request), pk=wallet_id, generation__gt=0
    ).first()
    if found is None:
        raise Problem("not_found")
    return found


def _pair(row: SharePair) -> Answer:
    # In one query: a share that goes meanwhile is not taken for one that lies with us.
    shares = backup_shares.shares().filter(pair=row).select_related("served")
    return {
        "version": row.version,
        "state": row.state,
        "created_at": row.created_at,
        "completed_at": row.completed_at,
        "shares": [
            {
                "part": share.part,
                "stored_at": share.stored_at,
                "stored_by": share.stored_by,
                "released_at": share.released_at,
                "released_to": share.released_to,
                **_served(share),
            }
            for share in shares.order_by("part")
        ],
    }
