"""What the JSON edge accepts: exact members, capped sizes, binary as base64url."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, StringConstraints

from recovery import base64url
from recovery.flows.backup_files import MAX_FILE_BYTES
from recovery.flows.client_shares import METHOD_PATTERN


def _exactly(length: int) -> AfterValidator:
    def check(value: bytes) -> bytes:
        if len(value) != length:
            raise ValueError(f"must be {length} bytes")
        return value

    return AfterValidator(check)


def _at_most(length: int) -> AfterValidator:
    def check(value: bytes) -> bytes:
        if len(value) > length:
            raise ValueError(f"must be {length} bytes at most")
        return value

    return AfterValidator(check)


def _decode(value: Any) -> bytes:
    if not isinstance(value, str) or len(value) > 2048:
        raise ValueError("must be base64url text")
    return base64url.decode(value)


def _decode_long(value: Any) -> bytes:
    # The body has a limit of its own, and the flow says what is too much.
    if not isinstance(value, str):
        raise ValueError("must be base64url text")
    return base64url.decode(value)


def visible(text: str) -> str:
    """The text, if each of its characters can be seen. Raises ValueError."""
    # A control character would be refused by some databases and clouds, and fool a reader anywhere.
    if any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in text):
        raise ValueError("must be letters that can be seen")
    return text


Binary = Annotated[bytes, BeforeValidator(_decode)]
Bytes16 = Annotated[Binary, _exactly(16)]
Bytes32 = Annotated[Binary, _exactly(32)]
Bytes64 = Annotated[Binary, _exactly(64)]
Ticket = Annotated[str, StringConstraints(max_length=512)]
SlotId = Annotated[str, StringConstraints(max_length=22)]
FileText = Annotated[str, StringConstraints(max_length=MAX_FILE_BYTES)]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=40),
    AfterValidator(visible),
]


class Strict(Schema):
    model_config = ConfigDict(extra="forbid", strict=True)


class NonceIn(Strict):
    op: Literal[2, 3, 4]
    nonce_b: Bytes32
    # Whether it is for questions about a PIN, which one vault keeps.
    pins: bool = False


class PasskeyIn(Strict):
    ticket: Ticket
    nickname: Annotated[str, StringConstraints(strip_whitespace=True, max_length=64)]
    credential: dict[str, Any]


class LoginIn(Strict):
    ticket: Ticket
    credential: dict[str, Any]


class UnlockIn(Strict):
    ticket: Ticket
    pk_eph: Bytes32
    epoch: int
    credential: dict[str, Any]


class ApproveIn(Strict):
    ticket: Ticket
    pk_eph: Bytes32
    credential: dict[str, Any]
    action: Literal[1, 2, 3, 4]
    wid: Bytes16
    gen: Annotated[int, Field(ge=0, lt=2**31)]
    subject: Bytes32


class RecoverIn(Strict):
    ticket: Ticket
    pk_eph: Bytes32
    credential: dict[str, Any]


class PinIn(Strict):
    act: int
    nonce: Bytes16
    pk_man: Bytes32
    record: Bytes16
    pk_eph: Bytes32
    body: Annotated[Binary, _at_most(128)]
    owner_sig: Annotated[Binary, _at_most(64)]
    # Only for the words in what happened: the person did not choose another PIN.
    renewal: bool = False


class GenerationIn(Strict):
    name: Name
    envelope: FileText
    manifest: FileText
    auth_share: Binary
    pk_man: Bytes32


class VisitIn(Strict):
    kind: Annotated[str, Field(max_length=20)]
    account: Annotated[str, Field(min_length=1, max_length=100)]
    health: Annotated[str, Field(max_length=12)]
    gen: Annotated[int, Field(ge=0, lt=2**31)]
    # SHA-256 of what was read whole; 32 zero bytes where nothing was.
    digest: Bytes32
    # The person said that this account takes the place of the one before.
    replaces: bool = False


class ShareIn(Strict):
    share: Annotated[bytes, BeforeValidator(_decode_long)]


class StoredIn(Strict):
    stored: bool


class StoredClientShareIn(Strict):
    success: bool
    backup_method: Annotated[str, Field(pattern=METHOD_PATTERN)]


class NothingIn(Strict):
    pass


class ProofIn(Strict):
    slot: SlotId
    proof: Bytes32


class PractisedIn(ProofIn):
    signature: Bytes64


class WordsIn(Strict):
    step: Literal["shown", "written"]


class CommitIn(Strict):
    digest: Bytes32


class HostedIn(Strict):
    """request: the id of what is answered. wallets: ids; none where nothing came of it."""

    request: Annotated[str, StringConstraints(max_length=36)]
    wallets: Annotated[list[Annotated[str, StringConstraints(max_length=36)]], Field(max_length=64)]
