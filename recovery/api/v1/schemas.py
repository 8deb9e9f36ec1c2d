"""What the API answers. Names, numbers and times; nothing that opens anything."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Generic, Literal, TypeVar
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from recovery.clouds import CLOUDS
from recovery.flows import client_shares
from recovery.flows.policy import MAX_EJECT_HOURS, MAX_NOTICE_CHARACTERS, NAMES

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
    pin_digits, password_score: the least, seen to by our pages. recovery_delay_days: kept for a
    later release; today no recovery waits, and people are told of no delay. eject_hours: how long
    people may fetch both backup shares once a server has allowed it; 0 for never.
    """

    methods: list[MethodName]
    required: list[MethodName]
    second_way_required: bool
    pin_digits: int
    password_score: int
    large_sum_notice: str
    recovery_delay_days: int
    eject_hours: int
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
    eject_hours: Annotated[int, Field(ge=0, le=MAX_EJECT_HOURS)]
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


class ClientShareOut(Schema):
    """What the wallet's app said of the share that it stores itself; nobody else can look."""

    backup_method: str
    stored: bool
    told_at: datetime


class BandIn(Schema):
    """What the wallet is meant to hold: nothing yet, everyday money, or more than that."""

    model_config = ConfigDict(extra="forbid", strict=True)

    band: Literal["none", "small", "large"]


class WalletOut(Schema):
    """generation: 0 until the first backup was committed. band: what it is meant to hold, as its
    owner or your server said; never a balance. client_shares: what its app said, for each
    method."""

    id: UUID
    holder_id: UUID
    name: str
    generation: int
    band: Literal["none", "small", "large"]
    created_at: datetime
    client_shares: list[ClientShareOut]


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


class CloudOut(Schema):
    """state: `done` when a test file was written, read back and deleted there. error: a stable code
    while it does not go on. checked_at: when it last was reached."""

    id: UUID
    holder_id: UUID
    cloud: str
    place: str
    state: Literal["due", "done", "blocked", "superseded"]
    error: str
    checked_at: datetime | None
    created_at: datetime


class ShareOut(Schema):
    """by: the prefix of a server key, or the person's device. standing: `kept` where it lies with
    us; otherwise what is known of it on your own server. error: a stable code while it is not
    stored there. proved_at: when it was last fetched from there and equal."""

    part: Literal["custodian", "client"]
    stored_at: datetime
    stored_by: str
    released_at: datetime | None
    released_to: str
    standing: Literal["kept", "waiting", "stored", "failing", "unknown"]
    error: str
    proved_at: datetime | None


class StoredClientShareIn(Schema):
    """success: whether the app stored its share. backup_method: its own name for where or how."""

    model_config = ConfigDict(extra="forbid", strict=True)

    success: bool
    backup_method: Annotated[str, Field(pattern=client_shares.METHOD_PATTERN)]


class SharePairOut(Schema):
    """state: `complete` when both shares are here and the person's browser said that its one opens,
    or when no client share was here and your app said that it stored it; `open` before. shares:
    those that are kept here or on your server."""

    version: int
    state: Literal["open", "complete"]
    created_at: datetime
    completed_at: datetime | None
    shares: list[ShareOut]


class SharesOut(Schema):
    """pairs: newest first; the complete one, and one that is being made. ejectable_until: until
    when the person may fetch both shares; null while not."""

    wallet_id: UUID
    pairs: list[SharePairOut]
    ejectable_until: datetime | None


class ShareIn(Schema):
    """share: whatever your software made, from 1 to 32,768 bytes, as base64url without padding."""

    model_config = ConfigDict(extra="forbid", strict=True)

    share: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$")]


class ReleasedOut(Schema):
    version: int
    share: str


class DeletedOut(Schema):
    """pairs: how many pairs were deleted."""

    pairs: int


class EjectOut(Schema):
    ejectable_until: datetime | None


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
