"""The browser's verifier gives the stored verdicts too, for each of the stored attestations."""

from __future__ import annotations

from typing import Any

import pytest

from recovery.enclave.attestation import nitro
from recovery.enclave.messages import unb64u
from tests import wycheproof
from tests.browser.lib.conftest import Tab
from tests.enclave.attestation.test_vectors import CASES, GENUINE, IN_ITS_TIME, VECTORS
from tests.soft_layout import b64u

pytestmark = pytest.mark.browser

VERDICTS = """
  const { verifyAttestation } = await lib("attestation");
  const verdicts = [];
  for (const { attestation, nonce_b, policy, now } of input.cases) {
    const found = await code(() => verifyAttestation({
      attestation, policy, nonceB: unb64u(nonce_b), rpId: input.rp_id, now: new Date(now),
      root: unb64u(input.root),
    }));
    verdicts.push(found === "no failure" ? "proved" : found);
  }
  return verdicts;
"""
NITRO = """
  const { checkNitro } = await lib("nitro");
  const verdicts = [];
  for (const [evidence, now] of input.documents) {
    verdicts.push(await code(() => checkNitro({
      evidence: unb64u(evidence), bind: unb64u(input.bind), nonceB: unb64u(input.nonce),
      measurements: [], now: new Date(now),
    })));
  }
  return verdicts;
"""


def verdicts(lab: Tab, cases: list[dict[str, Any]], *, root: str = VECTORS["root"]) -> list[str]:
    found: list[str] = lab.run(VERDICTS, cases=cases, rp_id=VECTORS["rp_id"], root=root)
    return found


def test_gives_the_stored_verdicts(lab: Tab) -> None:
    found = dict(zip((case["name"] for case in CASES), verdicts(lab, CASES), strict=True))
    assert found == {case["name"]: case["verdict"] for case in CASES}


@pytest.mark.parametrize("fmt", ["software", "tpm2", "aws-nitro"])
def test_refuses_every_flipped_byte_of_the_evidence(lab: Tab, fmt: str) -> None:
    (case,) = [case for case in CASES if case["name"] == f"{fmt}: genuine"]
    evidence = unb64u(case["attestation"]["evidence"])
    flipped = []
    for at in range(0, len(evidence), 3 if fmt == "aws-nitro" else 1):
        changed = bytearray(evidence)
        changed[at] ^= 1 << (at % 8)
        shown = case["attestation"] | {"evidence": b64u(bytes(changed))}
        flipped.append(case | {"attestation": shown})
    assert "proved" not in verdicts(lab, flipped)


def test_a_genuine_document_of_aws_is_read_to_its_end(lab: Tab) -> None:
    shown = nitro.read(GENUINE)
    assert shown.user_data is not None
    assert shown.nonce is not None
    when = IN_ITS_TIME.isoformat()
    flipped = bytearray(GENUINE)
    flipped[-1] ^= 1
    documents = [
        [b64u(GENUINE), when],
        [b64u(GENUINE), "2026-01-01T00:00:00Z"],
        [b64u(bytes(flipped)), when],
    ]
    found = lab.run(NITRO, documents=documents, bind=b64u(shown.user_data), nonce=b64u(shown.nonce))
    assert found == ["attestation_debug", "attestation_expired", "attestation_signature"]


def test_signatures_of_p384(lab: Tab) -> None:
    """Wycheproof, with signatures as COSE writes them."""
    groups = wycheproof.groups("ecdsa_secp384r1_sha384_p1363")
    cases = [case | {"key": group["publicKeyDer"]} for group in groups for case in group["tests"]]
    found = lab.run(
        """
        const byte = (pair) => parseInt(pair, 16);
        const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], byte);
        const { verifyEs384 } = await lib("x509");
        return Promise.all(input.cases.map(({ key, sig, msg }) =>
          verifyEs384(bytes(key), bytes(sig), bytes(msg))));
        """,
        cases=cases,
    )
    for case, verified in zip(cases, found, strict=True):
        if case["result"] != "acceptable":
            assert verified is (case["result"] == "valid"), (case["tcId"], case["comment"])
