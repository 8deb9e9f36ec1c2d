"""The person's own backup share, which the page encrypted before, and both when they are let go."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from recovery import base64url, devices, session, step_up
from recovery.api.router import Answer, SignedIn, api, holder_of, wid_from
from recovery.api.schemas import NothingIn, ShareIn, StoredClientShareIn, StoredIn
from recovery.errors import BadRequest, NotFound
from recovery.flows import approvals, backup_shares, client_shares, eject, rate_limit
from recovery.flows.approvals import Action, Operation
from recovery.flows.backup_shares import Part
from recovery.models import Wallet

SHARES_A_MINUTE = 20
_WITH_THE_APP = (
    "Your own part is not with us: the wallet's app stored it. Get it there before you leave the "
    "app, for neither part opens the wallet alone."
)


@api.get("/wallets/{wid}/shares", auth=SignedIn())
def shares(request: HttpRequest, wid: str) -> Answer:
    """Which versions there are, newest first, and until when both shares may be fetched."""
    wallet = _find(request, wid)
    until = eject.ends_at(wallet)
    return {
        "pairs": [
            {"version": pair.version, "state": pair.state, "parts": backup_shares.parts(pair)}
            for pair in backup_shares.pairs(wallet)
        ],
        "ejectable_until": until.isoformat() if until else None,
    }


@api.put("/wallets/{wid}/shares/{version}/client", auth=SignedIn())
def store_share(request: HttpRequest, wid: str, version: int, body: ShareIn) -> Answer:
    """Keep the person's share of a version, to be read back by this session."""
    wallet = _find(request, wid)
    _count(request)
    pair = backup_shares.store_share(
        wallet=wallet,
        version=_version(version),
        part=Part.CLIENT,
        share=body.share,
        by=_device(request),
    )
    session.note_share(request, wid=bytes(wallet.wid), version=version)
    return {"version": version, "state": pair.state}


@api.get("/wallets/{wid}/shares/{version}/client", auth=SignedIn())
def read_share(request: HttpRequest, wid: str, version: int) -> Answer:
    """For the session that wrote it, or after a touch: on a mere sign-in nobody gets it."""
    wallet = _find(request, wid)
    session.require_share(request, wid=bytes(wallet.wid), version=version)
    _count(request)
    share = backup_shares.release_share(
        wallet=wallet, version=_version(version), part=Part.CLIENT, to=_device(request)
    )
    return {"version": version, "share": base64url.encode(share)}


@api.post("/wallets/{wid}/shares/{version}/stored", auth=SignedIn())
def confirm(request: HttpRequest, wid: str, version: int, body: StoredIn) -> Answer:
    """The page has read its share back and opened it, or could not."""
    wallet = _find(request, wid)
    _count(request)
    pair = backup_shares.confirm(
        wallet=wallet, version=_version(version), is_stored=body.stored, by=_device(request)
    )
    return {"version": version, "state": pair.state}


@api.put("/wallets/{wid}/stored-client-backup-share", auth=SignedIn())
def stored_client_backup_share(request: HttpRequest, wid: str, body: StoredClientShareIn) -> Answer:
    """The app says whether it stored its share itself, for one of its own methods."""
    wallet = _find(request, wid)
    _count(request)
    client_shares.report(
        wallet=wallet, method=body.backup_method, is_stored=body.success, by=_device(request)
    )
    return shares(request, wid)


@api.post("/wallets/{wid}/eject", auth=SignedIn())
def take_both(request: HttpRequest, wid: str, body: NothingIn) -> Answer:
    """Both shares, while the relying party's server allows it; with the touch of an export.

    client: null where the wallet's app stored it itself; `message` says what to do then.
    """
    wallet = _find(request, wid)
    operation = Operation(Action.EXPORT, bytes(wallet.wid))
    approvals.require(operation=operation, lately=step_up.lately(request))
    _count(request)
    shares = eject.take(wallet=wallet, device=_device(request))
    return {
        "version": shares.version,
        "client": None if shares.client is None else base64url.encode(shares.client),
        "custodian": base64url.encode(shares.custodian),
        "client_stored_with": shares.client_stored_with,
        "message": _WITH_THE_APP if shares.client is None else "",
    }


def _find(request: HttpRequest, untrusted_wid: str) -> Wallet:
    wallets: Any = Wallet.objects.select_related("holder__relying_party")
    found: Wallet | None = wallets.filter(
        holder=holder_of(request), wid=wid_from(untrusted_wid), generation__gt=0
    ).first()
    if found is None:
        raise NotFound
    return found


def _version(untrusted_number: int) -> int:
    if not 1 <= untrusted_number < 2**31:
        raise BadRequest
    return untrusted_number


def _count(request: HttpRequest) -> None:
    rate_limit.count(what="shares", who=str(holder_of(request).pk), most=SHARES_A_MINUTE)


def _device(request: HttpRequest) -> str:
    return devices.describe(request.headers.get("user-agent", ""))
