"""The stored attestations get the stored verdicts; the browser's verifier is asked the same."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from recovery.enclave.attestation import nitro
from recovery.enclave.attestation.policy import Policy
from recovery.enclave.attestation.refusal import NotProved
from recovery.enclave.attestation.verify import verify
from recovery.enclave.messages import AttestAnswer, unb64u
from tests.vectors.make_attestation import STORED, as_text

VECTORS: dict[str, Any] = json.loads(STORED.read_text())
CASES: list[dict[str, Any]] = VECTORS["cases"]
ROOT = unb64u(VECTORS["root"])
# A genuine document of AWS, of an enclave in debug mode, from September 2023. Source:
# https://github.com/evervault/attestation-doc-validation, test-data (Apache-2.0)
GENUINE = (Path(__file__).parents[2] / "vectors" / "nitro-debug-2023.bin").read_bytes()
IN_ITS_TIME = datetime(2023, 9, 7, 16, 30, tzinfo=UTC)


def verdict(case: dict[str, Any], *, evidence: bytes | None = None, root: bytes = ROOT) -> str:
    shown = case["attestation"]
    try:
        verify(
            untrusted=AttestAnswer(
                fmt=shown["fmt"],
                evidence=unb64u(shown["evidence"]) if evidence is None else evidence,
                claims=unb64u(shown["claims"]),
                config=shown["config"],
            ),
            nonce_b=unb64u(case["nonce_b"]),
            policy=Policy.from_json(case["policy"]),
            rp_id=VECTORS["rp_id"],
            now=datetime.fromisoformat(case["now"]),
            root=root,
        )
    except NotProved as refused:
        return refused.code
    return "proved"


def test_the_stored_attestations_are_the_ones_that_are_made() -> None:
    assert STORED.read_text() == as_text()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_gives_the_stored_verdict(case: dict[str, Any]) -> None:
    assert verdict(case) == case["verdict"]


def test_every_verdict_is_met_in_every_format_that_has_it() -> None:
    met = {(case["attestation"]["fmt"], case["verdict"]) for case in CASES}
    assert {fmt for fmt, found in met if found == "proved"} == {"software", "tpm2", "aws-nitro"}
    assert {fmt for fmt, found in met if found == "attestation_expired"} == {"tpm2", "aws-nitro"}


@pytest.mark.parametrize("fmt", ["software", "tpm2", "aws-nitro"])
def test_refuses_every_flipped_byte_of_the_evidence(fmt: str) -> None:
    (case,) = [case for case in CASES if case["name"] == f"{fmt}: genuine"]
    evidence = unb64u(case["attestation"]["evidence"])
    for at in range(len(evidence)):
        flipped = bytearray(evidence)
        flipped[at] ^= 1 << (at % 8)
        assert verdict(case, evidence=bytes(flipped)) != "proved", at


def test_documents_of_a_root_of_ones_own_do_not_pass_for_amazons() -> None:
    (genuine,) = [case for case in CASES if case["name"] == "aws-nitro: genuine"]
    assert verdict(genuine, root=nitro.AWS_ROOT) == "attestation_chain"


def genuine_verdict(document: bytes = GENUINE, *, now: datetime = IN_ITS_TIME) -> str:
    shown = nitro.read(GENUINE)
    assert shown.user_data is not None
    assert shown.nonce is not None
    try:
        nitro.check(
            untrusted_evidence=document,
            bind=shown.user_data,
            nonce_b=shown.nonce,
            measurements=[],
            now=now,
        )
    except NotProved as refused:
        return refused.code
    return "proved"


def test_a_genuine_document_of_aws_is_read_to_its_end() -> None:
    """Its certificates and its signature are good; its PCRs are those of debug mode."""
    assert genuine_verdict() == "attestation_debug"
    assert genuine_verdict(now=IN_ITS_TIME + timedelta(hours=3)) == "attestation_expired"
    for at in range(0, len(GENUINE), 7):
        flipped = bytearray(GENUINE)
        flipped[at] ^= 1
        assert genuine_verdict(bytes(flipped)) in {
            "attestation_malformed", "attestation_chain", "attestation_signature",
        }  # fmt: skip
