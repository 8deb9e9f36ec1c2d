"""What the API answers. Names, numbers and times; nothing that opens anything."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Generic, Literal, TypeVar
from uuid import UUID

from ninja import Schema

Row = TypeVar("Row")


class ProblemOut(Schema):
    """RFC 9457, with our code and the id of the request."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    request_id: str


class Page(Schema, Generic[Row]):
    """next_cursor: for the next page; null on the last one."""

    data: list[Row]
    next_cursor: str | None


class PartyOut(Schema):
    id: UUID
    name: str
    rp_id: str
    environment: Literal["live", "test"]
    origins: list[str]


class HolderOut(Schema):
    id: UUID
    name: str
    created_at: datetime


class PasskeyOut(Schema):
    """backup_eligible, backup_state: whether it may be, and is, synced to other devices."""

    id: UUID
    holder_id: UUID
    nickname: str
    aaguid: UUID | None
    backup_eligible: bool
    backup_state: bool
    created_at: datetime
    last_used_at: datetime | None


class WalletOut(Schema):
    """generation: 0 until the first backup was committed."""

    id: UUID
    holder_id: UUID
    name: str
    generation: int
    created_at: datetime


class GenerationOut(Schema):
    """ways_in: how many ways open it; null where that was not counted yet."""

    number: int
    state: Literal["pending", "committed"]
    ways_in: int | None
    device: str
    created_at: datetime
    committed_at: datetime | None


class CopyOut(Schema):
    """error: a stable code while it does not go on. proved_at: when it was read back and equal."""

    id: UUID
    wallet_id: UUID
    generation: int
    cloud: str
    place: str
    state: Literal["due", "done", "blocked", "superseded"]
    error: str
    proved_at: datetime | None


class EventOut(Schema):
    """number: its place in the chain of the relying party; null for some seconds."""

    id: int
    number: int | None
    kind: str
    at: datetime
    holder_id: UUID | None
    detail: dict[str, Any]


class ProveOut(Schema):
    """copies: how many copies are looked at now."""

    copies: int
