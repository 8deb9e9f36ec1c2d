from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query

from recovery.api.v1 import paging
from recovery.api.v1.answers import answers
from recovery.api.v1.paging import Cursor, Limit
from recovery.api.v1.problems import Problem
from recovery.api.v1.router import party_of, reads, reads_events, v1
from recovery.api.v1.schemas import EventOut, HolderOut, Page, PartyOut, PasskeyOut
from recovery.models import AuditEvent, Holder, Passkey

Answer = dict[str, Any]
Kind = Annotated[str, Query("", max_length=30, description="Only events of this kind.")]
HolderId = Annotated[UUID | None, Query(None, description="Only those of this person.")]


@v1.get("/relying-party", auth=reads, response=answers(PartyOut), tags=["relying party"])
def relying_party(request: HttpRequest) -> Answer:
    """The relying party and environment that the key belongs to."""
    party = party_of(request)
    return {
        "id": party.pk,
        "name": party.name,
        "rp_id": party.rp_id,
        "environment": party.environment,
        "origins": party.origins,
    }


@v1.get("/holders", auth=reads, response=answers(Page[HolderOut]), tags=["people"])
def holders(request: HttpRequest, limit: Limit, cursor: Cursor) -> Answer:
    """People with an account, newest first."""
    rows = Holder.objects.filter(relying_party=party_of(request))
    return paging.page(rows, by="created_at", limit=limit, cursor=cursor, show=_holder)


@v1.get("/holders/{holder_id}", auth=reads, response=answers(HolderOut, 404), tags=["people"])
def holder(request: HttpRequest, holder_id: UUID) -> Answer:
    """One person."""
    found = Holder.objects.filter(relying_party=party_of(request), pk=holder_id).first()
    if found is None:
        raise Problem("not_found")
    return _holder(found)


@v1.get("/passkeys", auth=reads, response=answers(Page[PasskeyOut]), tags=["people"])
def passkeys(request: HttpRequest, limit: Limit, cursor: Cursor, holder_id: HolderId) -> Answer:
    """Passkeys, newest first: their names and where they are kept, not the keys."""
    rows = Passkey.objects.filter(holder__relying_party=party_of(request))
    if holder_id is not None:
        rows = rows.filter(holder_id=holder_id)
    return paging.page(rows, by="created_at", limit=limit, cursor=cursor, show=_passkey)


@v1.get("/events", auth=reads_events, response=answers(Page[EventOut]), tags=["history"])
def events(
    request: HttpRequest, limit: Limit, cursor: Cursor, kind: Kind, holder_id: HolderId
) -> Answer:
    """What happened, newest first. The chain can be exported and verified in the admin."""
    rows = AuditEvent.objects.filter(relying_party=party_of(request))
    if kind:
        rows = rows.filter(kind=kind)
    if holder_id is not None:
        rows = rows.filter(holder_id=holder_id)
    return paging.page(rows, by="at", limit=limit, cursor=cursor, show=_event)


def _holder(row: Holder) -> Answer:
    return {"id": row.pk, "name": row.name, "created_at": row.created_at}


def _passkey(row: Passkey) -> Answer:
    return {
        "id": row.pk,
        "holder_id": row.holder_id,
        "nickname": row.nickname,
        "aaguid": row.aaguid,
        "backup_eligible": row.backup_eligible,
        "backup_state": row.backup_state,
        "created_at": row.created_at,
        "last_used_at": row.last_used_at,
    }


def _event(row: AuditEvent) -> Answer:
    return {
        "id": row.pk,
        "number": row.number,
        "kind": row.kind,
        "at": row.at,
        "holder_id": row.holder_id,
        "detail": row.detail,
    }
