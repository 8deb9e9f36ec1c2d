"""Which enclave is this, with which configuration? The order is the browser's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from recovery.enclave import sealing
from recovery.enclave.attestation import nitro, software, tpm2
from recovery.enclave.attestation.policy import AWS_NITRO, SOFTWARE, TPM2, Policy
from recovery.enclave.attestation.refusal import NotProved
from recovery.enclave.messages import AttestAnswer

MAX_CLAIMS = 1024
_PK_ENC_BYTES = 32


@dataclass(frozen=True, slots=True)
class Claims:
    """What the evidence vouches for, see docs/protocol.md."""

    boot_id: bytes
    pk_enc: bytes
    pk_sig: bytes
    config_hash: bytes
    epoch: int
    anchor: int
    release: str


@dataclass(frozen=True, slots=True)
class Proved:
    """vouched_by: the name of the measurement, or the instance key in hexadecimal for software."""

    fmt: str
    vouched_by: str
    claims: Claims


def verify(
    *,
    untrusted: AttestAnswer,
    nonce_b: bytes,
    policy: Policy,
    rp_id: str,
    now: datetime,
    root: bytes = nitro.AWS_ROOT,
) -> Proved:
    """Raises NotProved. nonce_b: 32 bytes of our own. now: with its time zone."""
    claims = read_claims(untrusted.claims)
    vouched_by = check_evidence(
        untrusted=untrusted, nonce_b=nonce_b, policy=policy, now=now, root=root
    )
    _check_config(untrusted.config, claims=claims, policy=policy, rp_id=rp_id)
    return Proved(fmt=untrusted.fmt, vouched_by=vouched_by, claims=claims)


def check_evidence(
    *,
    untrusted: AttestAnswer,
    nonce_b: bytes,
    policy: Policy,
    now: datetime,
    root: bytes = nitro.AWS_ROOT,
) -> str:
    """Whether somebody vouches for the claims, and who; raises NotProved."""
    fmt = untrusted.fmt
    if fmt not in policy.formats:
        raise NotProved("attestation_format")
    bind = sealing.attestation_bind(claims=untrusted.claims, nonce_b=nonce_b)
    if fmt == SOFTWARE:
        keys = policy.instance_keys
        return software.check(
            untrusted_evidence=untrusted.evidence, bind=bind, instance_keys=keys
        ).hex()
    if fmt == TPM2:
        return tpm2.check(
            untrusted_evidence=untrusted.evidence,
            bind=bind,
            measurements=policy.measurements,
            now=now,
        ).name
    if fmt == AWS_NITRO:
        return nitro.check(
            untrusted_evidence=untrusted.evidence,
            bind=bind,
            nonce_b=nonce_b,
            measurements=policy.measurements,
            now=now,
            root=root,
        ).name
    raise NotProved("attestation_format")


def read_claims(untrusted: bytes) -> Claims:
    """Raises NotProved, with `update_needed` when they are of a later version."""
    if not untrusted or len(untrusted) > MAX_CLAIMS:
        raise NotProved("attestation_malformed")
    if untrusted[0] != sealing.VERSION:
        raise NotProved("update_needed")
    head = 1 + 16 + 2
    fixed, release = untrusted[: head + 32 + 32 + 32 + 4 + 1 + 2], untrusted[head + 103 :]
    size_of_key = int.from_bytes(fixed[17:19], "big")
    if len(fixed) != head + 103 or size_of_key != _PK_ENC_BYTES:
        raise NotProved("attestation_malformed")
    if int.from_bytes(fixed[-2:], "big") != len(release) or not release.isascii():
        raise NotProved("attestation_malformed")
    return Claims(
        boot_id=fixed[1:17],
        pk_enc=fixed[19:51],
        pk_sig=fixed[51:83],
        config_hash=fixed[83:115],
        epoch=int.from_bytes(fixed[115:119], "big"),
        anchor=fixed[119],
        release=release.decode("ascii"),
    )


def _check_config(config: Mapping[str, Any], *, claims: Claims, policy: Policy, rp_id: str) -> None:
    try:
        hashed = sealing.config_hash(**config)
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        raise NotProved("attestation_config") from error
    if hashed != claims.config_hash or config["anchor"] != claims.anchor:
        raise NotProved("attestation_config")
    origins = config["relying_parties"].get(rp_id, [])
    if sorted(origins) != sorted(policy.origins):
        raise NotProved("attestation_origins")
