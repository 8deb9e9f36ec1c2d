"""The configuration file: one JSON object, every key checked before anything starts.

socket            path of a Unix socket; or, instead of it,
listen, tls       "host:port" and {certificate, key, client_ca}, paths to PEM files
state_dir         folder of the sealed keyring
sealing           what opens it: {kind, …}, see keyring/kinds.py
relying_parties   {rpId: [origin, …]}: exact origins, as browsers write them
anchor            optional: {"kind": "none"}, which is what is taken without it, or
                  {"kind": "tpm2", "tcti": what tpm2-tss calls the TPM, "index": of its NV space}
attestation       optional: how it proves what it is: {kind, …}, see platforms.py
join              optional: whom it shares its keyring with, see join.py
limits            optional: any of the limits below, made smaller
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from recovery.enclave.platform import StartRefused


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest values there are; a configuration can only tighten them."""

    nonce_seconds: int = 120
    nonces: int = 100_000
    frame_seconds: int = 5
    hardware_seconds: int = 5
    idle_seconds: int = 60
    connections: int = 256
    handshakes: int = 64
    pin_accounts: int = 10_000_000


@dataclass(frozen=True, slots=True)
class Tls:
    certificate: Path
    key: Path
    client_ca: Path


@dataclass(frozen=True, slots=True)
class Tpm:
    """tcti: as in tpm2-tss, such as "device:/dev/tpmrm0". index: of an NV space, by number."""

    tcti: str
    index: int


@dataclass(frozen=True, slots=True)
class Config:
    """Either `socket` or `listen` and `tls` are there. anchor: None for no anchor."""

    socket: Path | None
    listen: tuple[str, int] | None
    tls: Tls | None
    state_dir: Path
    sealing: dict[str, Any]
    relying_parties: dict[str, list[str]]
    anchor: Tpm | None
    attestation: dict[str, Any]
    join: dict[str, Any] | None
    limits: Limits


_REQUIRED = {"state_dir", "sealing", "relying_parties"}
_OPTIONAL = {"anchor", "attestation", "join", "limits"}
# Where the TCG's registry lets the owner of a machine put NV spaces.
_TPM_INDEXES = range(0x0180_0000, 0x01C0_0000)
_ENDPOINTS = ({"socket"}, {"listen", "tls"})


def read(path: Path) -> Config:
    """Raises StartRefused with a sentence that names the fault."""
    try:
        found = json.loads(path.read_bytes())
    except OSError as error:
        raise StartRefused(f"The configuration {path} cannot be read.") from error
    except ValueError as error:
        raise StartRefused(f"The configuration {path} is not JSON.") from error
    if not isinstance(found, dict) or (found.keys() - _OPTIONAL) - _REQUIRED not in _ENDPOINTS:
        raise StartRefused(
            f"The configuration {path} needs state_dir, sealing and relying_parties, "
            "either socket or listen with tls, and besides at most "
            f"{', '.join(sorted(_OPTIONAL))}."
        )
    if missing := _REQUIRED - found.keys():
        raise StartRefused(f"The configuration {path} lacks {', '.join(sorted(missing))}.")
    return Config(
        socket=_path(found, "socket") if "socket" in found else None,
        listen=_listen(found["listen"]) if "listen" in found else None,
        tls=_tls(found["tls"]) if "tls" in found else None,
        state_dir=_path(found, "state_dir"),
        sealing=_sealing(found["sealing"]),
        relying_parties=_relying_parties(found["relying_parties"]),
        anchor=_anchor(found.get("anchor", {"kind": "none"})),
        attestation=found.get("attestation", {"kind": "software"}),
        join=found.get("join"),
        limits=_limits(found.get("limits", {})),
    )


def _path(found: dict[str, Any], name: str) -> Path:
    value = found.get(name)
    if not isinstance(value, str) or not value:
        raise StartRefused(f"{name} in the configuration must be a path.")
    return Path(value)


def _sealing(value: object) -> dict[str, Any]:
    """Only its shape: what the settings mean is known where the kinds are."""
    if not isinstance(value, dict):
        raise StartRefused("sealing in the configuration must be an object with a kind.")
    return value


def _listen(value: object) -> tuple[str, int]:
    host, _, port = value.rpartition(":") if isinstance(value, str) else ("", "", "")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise StartRefused('listen in the configuration must be "host:port".')
    return host.strip("[]"), int(port)


def _tls(value: object) -> Tls:
    names = {field.name for field in fields(Tls)}
    if not isinstance(value, dict) or value.keys() != names:
        raise StartRefused("tls in the configuration needs certificate, key and client_ca.")
    return Tls(**{name: _path(value, name) for name in names})


def _relying_parties(value: object) -> dict[str, list[str]]:
    if not isinstance(value, dict) or not 1 <= len(value) <= 1000:
        raise StartRefused("relying_parties in the configuration must name 1 to 1,000 of them.")
    for rp_id, origins in value.items():
        if not rp_id or len(rp_id) > 253 or not rp_id.isascii() or rp_id != rp_id.lower():
            raise StartRefused(f"{rp_id!r} is not an rpId: it is a host name in lower case.")
        if not isinstance(origins, list) or not all(_is_origin(origin) for origin in origins):
            raise StartRefused(f"{rp_id} needs a list of origins, such as https://{rp_id}.")
        if not origins or len(set(origins)) != len(origins):
            raise StartRefused(f"{rp_id} needs at least one origin, and each only once.")
    return value


def _is_origin(value: object) -> bool:
    # Apps have origins without "//" (android:apk-key-hash:…), so only the plain faults are met.
    if not isinstance(value, str) or not value.isascii() or len(value) > 512:
        return False
    return ":" in value and not value.endswith("/") and value.split() == [value]


def _anchor(value: object) -> Tpm | None:
    if value == {"kind": "none"}:
        return None
    if not isinstance(value, dict) or value.get("kind") != "tpm2":
        raise StartRefused('anchor in the configuration needs a kind: "none" or "tpm2".')
    if value.keys() != {"kind", "tcti", "index"} or not isinstance(value["tcti"], str):
        raise StartRefused("An anchor of the kind tpm2 needs tcti and index, both texts.")
    try:
        index = int(value["index"], 16)
    except (TypeError, ValueError):
        index = 0
    if index not in _TPM_INDEXES:
        raise StartRefused('The index of a tpm2 anchor is one like "0x01800130".')
    return Tpm(tcti=value["tcti"], index=index)


def _limits(value: object) -> Limits:
    largest = Limits()
    names = {field.name for field in fields(Limits)}
    if not isinstance(value, dict) or not value.keys() <= names:
        raise StartRefused(f"limits in the configuration may hold {', '.join(sorted(names))}.")
    for name, limit in value.items():
        if type(limit) is not int or not 1 <= limit <= getattr(largest, name):
            raise StartRefused(f"{name} must be from 1 to {getattr(largest, name)}.")
    return Limits(**value)
