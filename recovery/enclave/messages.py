"""What goes over the socket: frames, strict JSON, and one type for each request and answer.

A frame is a u32 length, big-endian, and as many bytes of UTF-8 JSON. Standard library only: the
host's client imports this file too.
"""

from __future__ import annotations

import json
import struct
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, NoReturn, TypeVar

MAX_FRAME_BYTES = 65_536
HEADER = struct.Struct(">I")
VERSION = 1
LARGEST_COUNT = 2**53 - 1
# More than stand between the keys of any request; no value holds one.
_MOST_COMMAS = 32


class Refused(Exception):
    """The one way to say no. It carries no reason: whoever asks learns only that."""


class Unreadable(Refused):
    """Not a frame, or not JSON: nothing after it on the same connection can be trusted."""


@dataclass(frozen=True, slots=True)
class NonceRequest:
    pass


@dataclass(frozen=True, slots=True)
class HealthRequest:
    pass


@dataclass(frozen=True, slots=True)
class AttestRequest:
    """nonce_b: 32 bytes that the browser chose."""

    nonce_b: bytes


@dataclass(frozen=True, slots=True)
class UnlockRequest:
    """An assertion as the browser got it, with the parts from which its challenge was made.

    epoch 0 asks for the newest. spki: SubjectPublicKeyInfo DER. pk_eph: raw HPKE public key.
    """

    suite: int
    op: int
    nonce: bytes
    params_hash: bytes
    epoch: int
    rp_id: str
    pk_eph: bytes
    cid: bytes
    spki: bytes
    client_data: bytes
    authenticator_data: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class PinRequest:
    """One act on a wallet's PIN; see docs/protocol.md for what `body` is in each.

    wid, record: 16 bytes. pk_man: 32. body: at most 128. owner_sig: 64, or empty.
    """

    suite: int
    act: int
    nonce: bytes
    rp_id: str
    wid: bytes
    pk_man: bytes
    record: bytes
    pk_eph: bytes
    body: bytes
    owner_sig: bytes


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """A new enclave asks one that runs for its keyring, see recovery/enclave/join.py.

    nonce: of the one that runs. nonce_b: 32 bytes of the new one. successor: JSON, or empty.
    """

    nonce: bytes
    nonce_b: bytes
    fmt: str
    evidence: bytes
    claims: bytes
    successor: bytes


Request = NonceRequest | HealthRequest | AttestRequest | UnlockRequest | PinRequest | JoinRequest


@dataclass(frozen=True, slots=True)
class NonceAnswer:
    boot_id: bytes
    nonce: bytes
    expires_in: int


@dataclass(frozen=True, slots=True)
class AttestAnswer:
    """config: what `config_hash` in the claims is computed over, as a JSON object."""

    fmt: str
    evidence: bytes
    claims: bytes
    config: dict[str, Any]


@dataclass(frozen=True, slots=True)
class UnlockAnswer:
    sealed: bytes
    sig: bytes


@dataclass(frozen=True, slots=True)
class PinAnswer:
    """sealed: of one size, whatever it says. counts: see recovery/enclave/pin.py, for the host."""

    sealed: bytes
    sig: bytes
    counts: bytes


@dataclass(frozen=True, slots=True)
class HealthAnswer:
    """Sums over everybody, and nothing about anybody.

    anchor: 0 nothing, 1 a TPM. pins_open: whether PINs are answered, 0 or 1. answered, refused: of
    all requests since the start.
    """

    boot_id: bytes
    epoch: int
    release: str
    live_nonces: int
    uptime_seconds: int
    anchor: int
    pins_open: int
    answered: int
    refused: int


@dataclass(frozen=True, slots=True)
class JoinAnswer:
    """The keyring, sealed to the new enclave, and the proof of the one that gives it."""

    sealed: bytes
    fmt: str
    evidence: bytes
    claims: bytes


Answer = NonceAnswer | AttestAnswer | UnlockAnswer | PinAnswer | HealthAnswer | JoinAnswer
A = TypeVar("A", NonceAnswer, AttestAnswer, UnlockAnswer, PinAnswer, HealthAnswer, JoinAnswer)
T = TypeVar("T")


# The two letters of plain base64 that base64url has not become letters of neither.
_FROM_URL = bytes.maketrans(b"-_+/", b"+/!!")
_TO_URL = bytes.maketrans(b"+/", b"-_")


def b64u(value: bytes) -> str:
    """Base64url without padding."""
    return b2a_base64(value, newline=False).translate(_TO_URL, b"=").decode("ascii")


def unb64u(untrusted_text: str) -> bytes:
    """Raises Refused for anything but the one spelling that `b64u` would give."""
    try:
        plain = untrusted_text.encode("ascii").translate(_FROM_URL)
        value = a2b_base64(plain + b"=" * (-len(plain) % 4))
    except ValueError as error:
        raise Refused from error
    # The decoder passes foreign letters and loose bits at the end; comparing closes both.
    if b2a_base64(value, newline=False).rstrip(b"=") != plain:
        raise Refused
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable
    return found


def _no_float(_: str) -> NoReturn:
    raise Unreadable


_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_float=_no_float, parse_constant=_no_float
)
_ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def strict_json(untrusted: bytes, *, max_containers: int) -> dict[str, Any]:
    """One JSON object, or Unreadable: no duplicate keys, fractions, NaN or trailing bytes.

    max_containers: how many `{` and `[` there may be at all, which bounds the depth too.
    """
    if untrusted.count(b"{") + untrusted.count(b"[") > max_containers:
        raise Unreadable
    try:
        value = _DECODER.decode(untrusted.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    if not isinstance(value, dict):
        raise Unreadable
    return value


def _octets(shortest: int, longest: int) -> Callable[[object], bytes]:
    longest_text = (longest * 4 + 2) // 3

    def read(untrusted: object) -> bytes:
        if not isinstance(untrusted, str) or len(untrusted) > longest_text:
            raise Refused
        value = unb64u(untrusted)
        if len(value) < shortest:
            raise Refused
        return value

    return read


def _number(largest: int) -> Callable[[object], int]:
    def read(untrusted: object) -> int:
        # True is an int to isinstance, and 1 to a comparison.
        if type(untrusted) is not int or not 0 <= untrusted <= largest:
            raise Refused
        return untrusted

    return read


def _text(longest: int) -> Callable[[object], str]:
    def read(untrusted: object) -> str:
        if not isinstance(untrusted, str) or not 1 <= len(untrusted) <= longest:
            raise Refused
        return untrusted

    return read


def _object(untrusted: object) -> dict[str, Any]:
    if not isinstance(untrusted, dict):
        raise Refused
    return untrusted


# A field has one meaning and one size, whichever message it stands in. The caps: a credential id
# has at most 1,023 bytes (WebAuthn), an RSA-4096 key 550 and its signature 512; ML-KEM keys 1,216.
_READERS: dict[str, Callable[[object], Any]] = {
    "act": _number(0xFF),
    "anchor": _number(0xFF),
    "authenticator_data": _octets(37, 2048),
    "body": _octets(0, 128),
    "boot_id": _octets(16, 16),
    "cid": _octets(1, 1023),
    "claims": _octets(1, 1024),
    "client_data": _octets(1, 4096),
    "config": _object,
    "counts": _octets(2, 2),
    "epoch": _number(0xFFFFFFFF),
    "evidence": _octets(1, 16384),
    "expires_in": _number(0xFFFFFFFF),
    "fmt": _text(32),
    "answered": _number(LARGEST_COUNT),
    "refused": _number(LARGEST_COUNT),
    "live_nonces": _number(0xFFFFFFFF),
    "nonce": _octets(16, 16),
    "nonce_b": _octets(32, 32),
    "op": _number(0xFF),
    "owner_sig": _octets(0, 64),
    "params_hash": _octets(32, 32),
    "pins_open": _number(1),
    "pk_eph": _octets(32, 1216),
    "pk_man": _octets(32, 32),
    "record": _octets(16, 16),
    "release": _text(64),
    "rp_id": _text(253),
    "sealed": _octets(1, 4096),
    "sig": _octets(64, 64),
    "signature": _octets(1, 512),
    "spki": _octets(1, 1024),
    "successor": _octets(0, 4096),
    "suite": _number(0xFF),
    "uptime_seconds": _number(0xFFFFFFFF),
    "wid": _octets(16, 16),
}

_REQUESTS: dict[object, type[Request]] = {
    "nonce": NonceRequest,
    "attest": AttestRequest,
    "unlock": UnlockRequest,
    "pin": PinRequest,
    "join": JoinRequest,
    "health": HealthRequest,
}
_TYPES = {kind: name for name, kind in _REQUESTS.items()}
_FIELDS: dict[Any, dict[str, Callable[[object], Any]]] = {
    kind: {field.name: _READERS[field.name] for field in fields(kind)}
    for kind in (
        *_REQUESTS.values(),
        NonceAnswer,
        AttestAnswer,
        UnlockAnswer,
        PinAnswer,
        HealthAnswer,
        JoinAnswer,
    )
}


def parse_request(untrusted_frame: bytes) -> Request:
    """Raises Unreadable when the connection should end, Refused for any other fault."""
    # Counted before anything is read: a frame full of keys would cost milliseconds.
    if untrusted_frame.count(b",") > _MOST_COMMAS:
        raise Unreadable
    # No request nests anything, so a second container is already a fault.
    untrusted = strict_json(untrusted_frame, max_containers=1)
    _take_version(untrusted)
    kind = _REQUESTS.get(untrusted.pop("type", None))
    if kind is None:
        raise Refused
    return _read(kind, untrusted)


def parse_answer(frame: bytes, *, kind: type[A]) -> A:
    """Raises Refused when the enclave said no, Unreadable when it talks another language."""
    found = strict_json(frame, max_containers=8192)
    if found == _DENIED:
        raise Refused
    try:
        _take_version(found)
        if found.pop("ok", None) is not True:
            raise Unreadable
        return _read(kind, found)
    except Refused as error:
        raise Unreadable from error


def request_frame(request: Request) -> bytes:
    return _frame({"v": VERSION, "type": _TYPES[type(request)]} | wire(request))


def answer_frame(answer: Answer) -> bytes:
    return _frame({"v": VERSION, "ok": True} | wire(answer))


def wire(message: Request | Answer) -> dict[str, Any]:
    """The fields as JSON has them: bytes become base64url."""
    found = {name: getattr(message, name) for name in _FIELDS[type(message)]}
    return {name: b64u(v) if isinstance(v, bytes) else v for name, v in found.items()}


def _take_version(untrusted: dict[str, Any]) -> None:
    version = untrusted.pop("v", None)
    if type(version) is not int or version != VERSION:
        raise Refused


def _read(kind: type[T], untrusted: dict[str, Any]) -> T:
    readers = _FIELDS[kind]
    if untrusted.keys() != readers.keys():
        raise Refused
    return kind(**{name: read(untrusted[name]) for name, read in readers.items()})


def _frame(fields: dict[str, Any]) -> bytes:
    body = _ENCODER.encode(fields).encode("utf-8")
    if len(body) > MAX_FRAME_BYTES:
        raise ValueError("message is larger than a frame")
    return HEADER.pack(len(body)) + body


_DENIED = {"v": VERSION, "ok": False, "error": "denied"}
DENIED_FRAME = _frame(_DENIED)
