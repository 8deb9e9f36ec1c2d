"""The manifest: which slots open a wallet, signed with a key that only its secret gives (JWS)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from recovery.offline.errors import CannotRead, NotTogether, UpdateNeeded
from recovery.offline.methods import Method, read_method
from recovery.offline.reading import (
    Malformed,
    a_list,
    exact_keys,
    is_number,
    octets,
    parse_object,
    sha256,
    whole_number,
)

VERSION = 1
MAX_SLOTS = 32
MAX_BYTES = 65_536
_TYPE = "recovery-manifest+jws"


@dataclass(frozen=True)
class Slot:
    """One way in. What `params` holds depends on the method (methods.py)."""

    id: bytes
    method: Method
    pub: bytes
    epoch: int
    prf: int
    bind: bytes
    params: dict[str, Any]


@dataclass(frozen=True)
class Manifest:
    """A manifest of the right shape. Nothing in it counts before `check_signature`."""

    text: str
    pk_man: bytes
    wid: bytes
    gen: int
    commit: bytes
    slots: tuple[Slot, ...]
    x_device: int
    x_auth: int
    x_recovery: int

    @property
    def digest(self) -> bytes:
        return sha256(self.text.encode())


def read(untrusted_text: str) -> Manifest:
    """Raises CannotRead, UpdateNeeded."""
    try:
        if len(untrusted_text.encode()) > MAX_BYTES:
            raise Malformed("too large")
        header, body, signature = untrusted_text.split(".")
        pk_man = _read_header(octets(header))
        octets(signature, size=64)
        return _read_body(octets(body), text=untrusted_text, pk_man=pk_man)
    except ValueError as error:
        message = "The list of ways in is damaged. Try another copy of this backup."
        raise CannotRead(step="read", message=message) from error


def check_signature(manifest: Manifest) -> None:
    """Raises NotTogether unless the key that it claims has signed it."""
    signed, _, signature = manifest.text.rpartition(".")
    try:
        key = Ed25519PublicKey.from_public_bytes(manifest.pk_man)
        key.verify(octets(signature), signed.encode())
    except (InvalidSignature, ValueError) as error:
        message = "The list of ways in was changed by somebody else. Try another copy."
        raise NotTogether(step="manifest", message=message) from error


def _read_header(untrusted_header: bytes) -> bytes:
    header = parse_object(untrusted_header, most=MAX_BYTES)
    if "crit" in header:
        raise UpdateNeeded(step="read")
    jwk = exact_keys(exact_keys(header, "alg", "jwk", "typ")["jwk"], "crv", "kty", "x")
    known = (header["alg"], header["typ"], jwk["kty"], jwk["crv"])
    if known != ("EdDSA", _TYPE, "OKP", "Ed25519"):
        raise Malformed("not a manifest")
    return octets(jwk["x"], size=32)


def _read_body(untrusted_body: bytes, *, text: str, pk_man: bytes) -> Manifest:
    body = parse_object(untrusted_body, most=MAX_BYTES)
    # The version comes first: a newer format may well have other keys.
    if not is_number(body.get("v"), VERSION):
        raise UpdateNeeded(step="read")
    exact_keys(body, "commit", "gen", "min_client", "prev", "slots", "v", "wid", "x")
    if whole_number(body["min_client"]) > VERSION:
        raise UpdateNeeded(step="read")
    gen = whole_number(body["gen"], least=1)
    if (gen == 1) != (body["prev"] is None):
        raise Malformed("prev does not fit gen")
    if body["prev"] is not None:
        octets(body["prev"], size=32)
    slots = tuple(_read_slot(entry) for entry in a_list(body["slots"], most=MAX_SLOTS))
    if len({slot.id for slot in slots}) < len(slots) or len({s.pub for s in slots}) < len(slots):
        raise Malformed("a slot stands there twice")
    x_auth, x_device, x_recovery = _read_coordinates(body["x"])
    return Manifest(
        text=text,
        pk_man=pk_man,
        wid=octets(body["wid"], size=16),
        gen=gen,
        commit=octets(body["commit"], size=32),
        slots=slots,
        x_device=x_device,
        x_auth=x_auth,
        x_recovery=x_recovery,
    )


def _read_slot(untrusted_entry: object) -> Slot:
    entry = exact_keys(untrusted_entry, "bind", "epoch", "id", "method", "params", "prf", "pub")
    epoch, prf = whole_number(entry["epoch"]), whole_number(entry["prf"], most=1)
    method, params = read_method(
        untrusted_method=entry["method"], untrusted_params=entry["params"], epoch=epoch, prf=prf
    )
    return Slot(
        id=octets(entry["id"], size=16),
        method=method,
        pub=octets(entry["pub"], size=32),
        epoch=epoch,
        prf=prf,
        bind=octets(entry["bind"], size=32),
        params=params,
    )


def _read_coordinates(untrusted_x: object) -> list[int]:
    fields = exact_keys(untrusted_x, "a", "d", "r")
    values = [whole_number(fields[name], least=1, most=255) for name in "adr"]
    if len(set(values)) != len(values):
        raise Malformed("two shares at one place")
    return values
