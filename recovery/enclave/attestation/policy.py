"""What is accepted as an enclave: formats, and for hardware a list of measurements with an end.

The same JSON is shipped with each page. A measurement is one entry of it:

{"name": "release 1.2.0", "fmt": "aws-nitro", "until": "2027-06-30",
 "pcrs": {"0": hex of 48 bytes, "1": …, "2": …}}
{"name": "vault machine 1", "fmt": "tpm2", "until": "2027-06-30",
 "ak": base64url of SHA-256 over its attestation key (SPKI DER), "pcrs": {"0": hex of 32 bytes, …}}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from recovery.enclave.messages import Refused, unb64u

SOFTWARE, TPM2, AWS_NITRO = "software", "tpm2", "aws-nitro"
FORMATS = (SOFTWARE, TPM2, AWS_NITRO)

_KEYS = {TPM2: {"name", "fmt", "until", "pcrs", "ak"}, AWS_NITRO: {"name", "fmt", "until", "pcrs"}}
_PCR_BYTES = {TPM2: 32, AWS_NITRO: 48}
_PCRS = {TPM2: range(24), AWS_NITRO: range(32)}
# What a Nitro image is: the whole of it, its kernel, its application.
NITRO_IMAGE_PCRS = (0, 1, 2)


@dataclass(frozen=True, slots=True)
class Measurement:
    """until: the last day, in UTC. ak: SHA-256 of the attestation key's SPKI, for tpm2 only."""

    name: str
    fmt: str
    until: date
    pcrs: Mapping[int, bytes]
    ak: bytes = b""


@dataclass(frozen=True, slots=True)
class Policy:
    """formats: the accepted ones; nothing outside them is ever fallen back to.

    instance_keys: of software enclaves, 32 bytes each; any is accepted when there are none.
    origins: exactly those which the enclave must answer to, for the relying party in question.
    """

    formats: frozenset[str]
    origins: frozenset[str]
    instance_keys: frozenset[bytes] = frozenset()
    measurements: tuple[Measurement, ...] = ()

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> Policy:
        """From the form that is shipped with pages; raises ValueError with a sentence."""
        unknown = set(found["formats"]) - set(FORMATS)
        if unknown or not found["formats"]:
            raise ValueError(f"Formats of attestation are {', '.join(FORMATS)}.")
        return cls(
            formats=frozenset(found["formats"]),
            origins=frozenset(found["origins"]),
            instance_keys=frozenset(_key(text) for text in found["instance_keys"]),
            measurements=read_measurements(found["measurements"]),
        )


def read_measurements(found: Iterable[Any]) -> tuple[Measurement, ...]:
    """Raises ValueError with a sentence that names the entry."""
    return tuple(_measurement(number, entry) for number, entry in enumerate(found, start=1))


def _measurement(number: int, entry: Any) -> Measurement:
    fmt = entry.get("fmt") if isinstance(entry, dict) else None
    if fmt not in _KEYS or entry.keys() != _KEYS[fmt]:
        raise ValueError(
            f"Measurement {number} needs fmt (tpm2 or aws-nitro), name, until and pcrs, and with "
            "tpm2 also ak."
        )
    try:
        until = date.fromisoformat(entry["until"])
        pcrs = {int(index): bytes.fromhex(value) for index, value in entry["pcrs"].items()}
        ak = _key(entry["ak"]) if fmt == TPM2 else b""
    except (ValueError, TypeError, AttributeError) as error:
        raise ValueError(f"Measurement {number} has a field that cannot be read.") from error
    wanted = set(NITRO_IMAGE_PCRS) if fmt == AWS_NITRO else {0}
    right_sizes = all(len(value) == _PCR_BYTES[fmt] for value in pcrs.values())
    if not wanted <= pcrs.keys() or not set(pcrs) <= set(_PCRS[fmt]) or not right_sizes:
        raise ValueError(
            f"Measurement {number} needs PCR {', '.join(map(str, sorted(wanted)))} at least, each "
            f"with {_PCR_BYTES[fmt]} bytes."
        )
    if not isinstance(entry["name"], str) or not entry["name"]:
        raise ValueError(f"Measurement {number} needs a name.")
    return Measurement(entry["name"], fmt, until, pcrs, ak)


def _key(text: str) -> bytes:
    try:
        key = unb64u(text)
    except Refused as error:
        raise ValueError(f"{text} is not base64url.") from error
    if len(key) != 32:
        raise ValueError(f"{text} does not have 32 bytes.")
    return key
