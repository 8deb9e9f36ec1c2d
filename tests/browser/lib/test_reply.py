"""What the enclave says: its attestation and its answers."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from tests.browser.lib import forge
from tests.browser.lib.conftest import Tab
from tests.soft_layout import attestation_bind, b64u, config_hash, reply_preimage, unb64u

pytestmark = pytest.mark.browser

RP_ID = "localhost"
ORIGINS = ["http://localhost:8000", "http://localhost:8001"]
CONFIG = {
    "relying_parties": {RP_ID: ORIGINS, "other.example": ["https://other.example"]},
    "anchor": 1,
    "pin_budget": 10,
    "pin_lifetime": 50,
}
INSTANCE = Ed25519PrivateKey.generate()
NONCE = os.urandom(32)


def claims_of(config: dict[str, Any], *, version: int = 1, anchor: int = 1) -> bytes:
    head = bytes([version]) + os.urandom(16) + b"\0\x20" + os.urandom(32) + os.urandom(32)
    return head + config_hash(config) + (7).to_bytes(4, "big") + bytes([anchor]) + b"\0\x051.2.3"


def attest(
    *, claims: bytes | None = None, config: dict[str, Any] = CONFIG, nonce: bytes = NONCE
) -> dict[str, Any]:
    claims = claims_of(config) if claims is None else claims
    signature = INSTANCE.sign(attestation_bind(claims=claims, nonce_b=nonce))
    evidence = INSTANCE.public_key().public_bytes_raw() + signature
    return {
        "fmt": "software",
        "evidence": b64u(evidence),
        "claims": b64u(claims),
        "config": config,
    }


def verdict(lab: Tab, attestation: dict[str, Any], **policy: Any) -> Any:
    script = """
        const { verifyAttestation } = await lib("attestation");
        const nonceB = unb64u(input.nonce);
        const { attestation, policy } = input;
        return code(() => verifyAttestation({ attestation, nonceB, policy, rpId: "localhost" }));
    """
    usual = {"formats": ["software"], "instance_keys": [], "origins": ORIGINS}
    return lab.run(script, attestation=attestation, nonce=b64u(NONCE), policy=usual | policy)


def test_accepts_a_fresh_attestation(lab: Tab) -> None:
    assert verdict(lab, attest()) == "no failure"


def test_accepts_only_formats_of_the_policy(lab: Tab) -> None:
    assert verdict(lab, attest(), formats=["tpm2", "aws-nitro"]) == "attestation_format"
    # A format that the policy names but the page cannot check is no way round.
    assert verdict(lab, attest() | {"fmt": "sgx"}, formats=["sgx"]) == "attestation_format"
    assert verdict(lab, attest() | {"fmt": "toString"}, formats=["toString"]) == (
        "attestation_format"
    )


def test_accepts_only_known_instances(lab: Tab) -> None:
    known = b64u(INSTANCE.public_key().public_bytes_raw())
    assert verdict(lab, attest(), instance_keys=["x", known]) == "no failure"
    assert verdict(lab, attest(), instance_keys=[b64u(bytes(32))]) == "attestation_key"


def test_refuses_an_attestation_that_was_kept(lab: Tab) -> None:
    assert verdict(lab, attest(nonce=os.urandom(32))) == "attestation_signature"


@pytest.mark.parametrize("field", ["evidence", "claims"])
def test_refuses_an_attestation_that_was_changed(lab: Tab, field: str) -> None:
    attestation = attest()
    value = unb64u(attestation[field])
    changed = value[:-1] + bytes([value[-1] ^ 1])
    assert verdict(lab, attestation | {field: b64u(changed)}) == "attestation_signature"


def test_refuses_origins_that_are_not_the_pages(lab: Tab) -> None:
    wider = json.loads(json.dumps(CONFIG))
    wider["relying_parties"][RP_ID].append("https://evil.example")
    assert verdict(lab, attest(config=wider)) == "attestation_origins"
    elsewhere = CONFIG | {"relying_parties": {"other.example": ["https://other.example"]}}
    assert verdict(lab, attest(config=elsewhere)) == "attestation_origins"


def test_refuses_a_configuration_that_the_claims_do_not_cover(lab: Tab) -> None:
    shown = attest() | {"config": CONFIG | {"pin_budget": 1000}}
    assert verdict(lab, shown) == "attestation_config"
    more = attest() | {"config": CONFIG | {"more": 1}}
    assert verdict(lab, more) == "attestation_config"
    anchor = attest(claims=claims_of(CONFIG, anchor=0))
    assert verdict(lab, anchor) == "attestation_config"
    assert verdict(lab, attest() | {"config": None}) == "attestation_config"


@pytest.mark.parametrize("cut", [1, 40, 100])
def test_refuses_claims_that_end_early_or_late(lab: Tab, cut: int) -> None:
    claims = claims_of(CONFIG)
    assert verdict(lab, attest(claims=claims[:-cut])) == "attestation_malformed"
    assert verdict(lab, attest(claims=claims + b"x" * cut)) == "attestation_malformed"


def test_asks_for_an_update_when_the_claims_are_newer(lab: Tab) -> None:
    assert verdict(lab, attest(claims=claims_of(CONFIG, version=2))) == "update_needed"


def test_refuses_what_is_no_attestation(lab: Tab) -> None:
    for value in (None, 7, {}, attest() | {"evidence": "A"}, attest() | {"claims": "A" * 4000}):
        assert verdict(lab, value) == "attestation_malformed"  # type: ignore[arg-type]
    assert verdict(lab, attest() | {"evidence": b64u(b"short")}) == "attestation_malformed"


REPLY = """
  const { newKeyPair } = await lib("hpke");
  const { openReply } = await lib("reply");
"""


class Enclave:
    """Seals to a key pair that lives in the page, with the HPKE of another library."""

    def __init__(self, lab: Tab) -> None:
        self.lab = lab
        self.key = Ed25519PrivateKey.generate()
        self.challenge = os.urandom(32)
        self.ent = os.urandom(32)
        self.pk_eph = unb64u(
            lab.run(f"{REPLY} globalThis.pair = await newKeyPair(); return b64u(pair.publicKey);")
        )

    def answer(
        self, *, op: int = 2, inner_op: int = 2, version: int = 1, plain: bytes | None = None
    ) -> dict[str, Any]:
        """plain: in place of the usual answer, for one epoch."""
        plaintext = plain or bytes([version, inner_op]) + (9).to_bytes(4, "big") + self.ent
        info = b"KRP1-RESPONSE\0" + bytes([1, op]) + self.challenge
        suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
        sealed = suite.encrypt(plaintext, X25519PublicKey.from_public_bytes(self.pk_eph), info=info)
        message = reply_preimage(challenge=self.challenge, sealed=sealed)
        return {"sealed": b64u(sealed), "sig": b64u(self.key.sign(message)), "op": 2}

    def opened(self, **answer: Any) -> Any:
        script = f"""{REPLY}
            try {{
              const {{ epoch, ent, older }} = await openReply({{
                keyPair: globalThis.pair, sealed: unb64u(input.sealed), sig: unb64u(input.sig),
                pkSig: unb64u(input.pk_sig), op: input.op, challenge: unb64u(input.challenge),
              }});
              return [epoch, b64u(ent), ...older.map((each) => [each.epoch, b64u(each.ent)])];
            }} catch (error) {{ return [error.step, error.code]; }}
        """
        usual = {
            "pk_sig": b64u(self.key.public_key().public_bytes_raw()),
            "challenge": b64u(self.challenge),
        }
        return self.lab.run(script, **usual | answer)


@pytest.fixture
def enclave(lab: Tab) -> Enclave:
    return Enclave(lab)


def test_opens_an_answer_sealed_by_another_library(enclave: Enclave) -> None:
    assert enclave.opened(**enclave.answer()) == [9, b64u(enclave.ent)]


def test_refuses_an_answer_to_another_operation(enclave: Enclave) -> None:
    refused = ["unseal", "sealed_reply"]
    assert enclave.opened(**enclave.answer(op=3)) == refused
    assert enclave.opened(**enclave.answer(inner_op=3)) == refused
    assert enclave.opened(**enclave.answer(version=2)) == refused


def test_refuses_an_answer_to_another_challenge(enclave: Enclave) -> None:
    answer = enclave.answer() | {"challenge": b64u(os.urandom(32))}
    assert enclave.opened(**answer) == ["unseal", "sealed_reply"]


@pytest.mark.parametrize("cut", [b"", b"x", b"x" * 86])
def test_refuses_an_answer_that_is_no_answer(enclave: Enclave, cut: bytes) -> None:
    answer = enclave.answer() | {"sealed": b64u(cut)}
    assert enclave.opened(**answer) == ["unseal", "sealed_reply"]


def test_refuses_an_answer_that_was_changed(enclave: Enclave) -> None:
    answer = enclave.answer()
    changed = answer | {"sealed": forge.flipped(answer["sealed"])}
    assert enclave.opened(**changed) == ["unseal", "sealed_reply"]


def test_refuses_an_answer_of_another_enclave(enclave: Enclave) -> None:
    answer = enclave.answer()
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    assert enclave.opened(**answer | {"pk_sig": b64u(other)}) == ["signature", "reply_signature"]
    changed = answer | {"sig": forge.flipped(answer["sig"])}
    assert enclave.opened(**changed) == ["signature", "reply_signature"]


def test_one_time_key_cannot_be_read_out(lab: Tab) -> None:
    script = """
        const { privateKey } = await (await lib("hpke")).newKeyPair();
        const exported = await crypto.subtle.exportKey("jwk", privateKey).catch((e) => e.name);
        return [privateKey.extractable, exported];
    """
    assert lab.run(script) == [False, "InvalidAccessError"]


def test_slot_keys_cannot_be_read_out(lab: Tab) -> None:
    script = """
        const { slotKeys, slotContext } = await lib("slots");
        const bytes = (size) => new Uint8Array(size);
        const context = slotContext({ wid: bytes(16), id: bytes(16), epoch: 1, prf: 0 });
        const { privateKey, bindKey } = await slotKeys({ context, first: bytes(32), second: null });
        return [privateKey.extractable, bindKey.extractable];
    """
    assert lab.run(script) == [False, False]


def entropy(epoch: int) -> bytes:
    return epoch.to_bytes(4, "big") + bytes([epoch]) * 32


def test_reads_the_entropies_of_several_epochs(enclave: Enclave) -> None:
    plain = b"\x02\x02\x03" + entropy(9) + entropy(4) + entropy(1)
    expected = [9, b64u(b"\x09" * 32), [4, b64u(b"\x04" * 32)], [1, b64u(b"\x01" * 32)]]
    assert enclave.opened(**enclave.answer(plain=plain)) == expected


@pytest.mark.parametrize(
    "plain",
    [
        b"\x02\x02\x03" + entropy(9) + entropy(4),
        b"\x02\x02\x01" + entropy(9) + entropy(4),
        b"\x02\x02\x01" + entropy(9),
        b"\x02\x02\x02" + entropy(9) + entropy(4) + b"\0",
        b"\x02\x03\x02" + entropy(9) + entropy(4),
        b"\x03\x02\x02" + entropy(9) + entropy(4),
        b"\x01\x02" + entropy(9) + entropy(4),
        b"\x02\x02\xff" + entropy(9) * 255,
    ],
)
def test_refuses_entropies_that_are_not_as_they_say(enclave: Enclave, plain: bytes) -> None:
    assert enclave.opened(**enclave.answer(plain=plain)) == ["unseal", "sealed_reply"]
