"""What the API answers. Names, numbers and times; nothing that opens anything."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Generic, Literal, TypeVar
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from recovery.clouds import CLOUDS
from recovery.flows.policy import MAX_NOTICE_CHARACTERS, NAMES

MethodName = Annotated[str, Field(max_length=20, json_schema_extra={"enum": list(NAMES)})]
CloudKind = Annotated[str, Field(max_length=20, json_schema_extra={"enum": list(CLOUDS)})]
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


class PolicyOut(Schema):
    """methods: what people may add, in the order of the offer. required: what every wallet must
    have before it counts as protected. clouds: kinds of place that may be connected.
    pin_digits, password_score: the least, seen to by our pages. recovery_delay_days: kept and
    shown; this release does not delay a recovery yet.
    """

    methods: list[MethodName]
    required: list[MethodName]
    second_way_required: bool
    pin_digits: int
    password_score: int
    large_sum_notice: str
    recovery_delay_days: int
    clouds: list[str]


class PolicyIn(Schema):
    """The whole policy; what is left out is not what it was, but missing."""

    model_config = ConfigDict(extra="forbid", strict=True)

    methods: Annotated[list[MethodName], Field(min_length=1, max_length=len(NAMES))]
    required: Annotated[list[MethodName], Field(max_length=len(NAMES))]
    second_way_required: bool
    pin_digits: Annotated[int, Field(ge=6, le=12)]
    password_score: Literal[3, 4]
    large_sum_notice: Annotated[str, Field(max_length=MAX_NOTICE_CHARACTERS)]
    recovery_delay_days: Literal[0, 7, 14, 30]
    clouds: Annotated[list[CloudKind], Field(min_length=1, max_length=len(CLOUDS))]


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
