from __future__ import annotations

from typing import Annotated, Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Query, Status

from recovery.api.v1 import paging
from recovery.api.v1.answers import answers
from recovery.api.v1.idempotency import IdempotencyKey, once
from recovery.api.v1.paging import Cursor, Limit
from recovery.api.v1.people import HolderId
from recovery.api.v1.problems import Problem
from recovery.api.v1.router import party_of, reads, v1, writes
from recovery.api.v1.schemas import BandIn, CopyOut, GenerationOut, Page, ProveOut, WalletOut
from recovery.flows import bands, figures, repair
from recovery.models import Copy, Generation, Wallet, Work

Answer = dict[str, Any]
Standing = Annotated[
    Literal[
        "",
        "with-backup",
        "protected",
        "unprotected",
        "two-ways",
        "one-way",
        "two-copies",
        "few-copies",
        "no-copy",
        "proved-lately",
        "not-lately",
    ],
    Query("", description="Only wallets that stand like this; the dashboard counts the same."),
]


@v1.get("/wallets", auth=reads, response=answers(Page[WalletOut]), tags=["wallets"])
def wallets(
    request: HttpRequest,
    limit: Limit,
    cursor: Cursor,
    holder_id: HolderId,
    standing: Standing,
) -> Answer:
    """Wallets, newest first."""
    rows = _wallets(request)
    if holder_id is not None:
        rows = rows.filter(holder_id=holder_id)
    if standing:
        rows = rows.filter(figures.WALLETS[standing][1]())
    return paging.page(rows, by="created_at", limit=limit, cursor=cursor, show=_wallet)


@v1.get("/wallets/{wallet_id}", auth=reads, response=answers(WalletOut, 404), tags=["wallets"])
def wallet(request: HttpRequest, wallet_id: UUID) -> Answer:
    """One wallet."""
    return _wallet(_find(request, wallet_id))


@v1.get(
    "/wallets/{wallet_id}/generations",
    auth=reads,
    response=answers(Page[GenerationOut], 404),
    tags=["wallets"],
)
def generations(request: HttpRequest, wallet_id: UUID, limit: Limit, cursor: Cursor) -> Answer:
    """The states of a wallet's backup, newest first: when and where, not what is in it."""
    rows = Generation.objects.filter(wallet=_find(request, wallet_id))
    # The bytes of a backup are not read, so that they cannot be shown by mistake.
    rows = rows.only("number", "state", "ways_in", "device", "created_at", "committed_at")
    return paging.page(rows, by="created_at", limit=limit, cursor=cursor, show=_generation)


@v1.get(
    "/wallets/{wallet_id}/copies", auth=reads, response=answers(list[CopyOut], 404), tags=["copies"]
)
def copies(request: HttpRequest, wallet_id: UUID) -> list[Answer]:
    """The copies of a wallet's newest generation, one for each of the person's places."""
    found = _find(request, wallet_id)
    rows = _current(found).select_related("generation", "account").order_by("account__created_at")
    return [_copy(row) for row in rows]


@v1.post(
    "/wallets/{wallet_id}/copies/prove",
    auth=writes,
    response=answers(ProveOut, 404, 409, 413, status=202),
    tags=["copies"],
)
def prove(request: HttpRequest, wallet_id: UUID, idempotency_key: IdempotencyKey) -> Status[Answer]:
    """Have a wallet's proved copies read back and compared at once.

    The answer comes before the look does. Ask for the copies again, or wait for the event
    `copy_checked`.
    """
    found = _find(request, wallet_id)
    proved = _current(found).filter(state=Work.State.DONE)
    answer = once(request, idempotency_key, lambda: {"copies": repair.prove_now(proved)})
    return Status(202, answer)


@v1.put(
    "/wallets/{wallet_id}/band",
    auth=writes,
    response=answers(WalletOut, 404, 413),
    tags=["wallets"],
)
def say_band(request: HttpRequest, wallet_id: UUID, body: BandIn) -> Answer:
    """Say what a wallet is meant to hold, as soon as money arrives or becomes more.

    Its owner reads what such a wallet is not made for, and is asked for a copy that was put off.
    """
    found = _find(request, wallet_id)
    bands.change(found, Wallet.Band(body.band))
    return _wallet(found)


def _wallets(request: HttpRequest) -> QuerySet[Wallet]:
    rows = Wallet.objects.filter(holder__relying_party=party_of(request))
    return rows.prefetch_related("client_shares")


def _find(request: HttpRequest, wallet_id: UUID) -> Wallet:
    found = _wallets(request).filter(pk=wallet_id).first()
    if found is None:
        raise Problem("not_found")
    return found


def _current(found: Wallet) -> QuerySet[Copy]:
    return Copy.objects.filter(wallet=found, generation__number=found.generation)


def _wallet(row: Wallet) -> Answer:
    return {
        "id": row.pk,
        "holder_id": row.holder_id,
        "name": row.name,
        "generation": row.generation,
        "band": row.band,
        "created_at": row.created_at,
        "client_shares": [
            {"backup_method": each.method, "stored": each.is_stored, "told_at": each.told_at}
            for each in row.client_shares.all()
        ],
    }


def _generation(row: Generation) -> Answer:
    return {
        "number": row.number,
        "state": row.state,
        "ways_in": row.ways_in,
        "device": row.device,
        "created_at": row.created_at,
        "committed_at": row.committed_at,
    }


def _copy(row: Copy) -> Answer:
    return {
        "id": row.pk,
        "wallet_id": row.wallet_id,
        "generation": row.generation.number,
        "cloud": row.account.kind,
        "place": row.account.account_hint,
        "state": row.state,
        "error": row.error,
        "proved_at": row.proved_at,
    }
