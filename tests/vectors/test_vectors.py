"""The stored known answers hold for the enclave's code, and the stored backup still opens."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from recovery.enclave import sealing
from tests.soft_backup import OpeningError, PasskeySlot, combine, open_backup
from tests.soft_client import Unsealed, open_sealed, verify_attestation, verify_reply
from tests.soft_layout import sha256, unb64u
from tests.vectors.make import (
    KNOWN_ANSWERS,
    SAMPLE,
    SAMPLE_OF_METHODS,
    as_text,
    known_answers,
    way_of,
    ways,
)

STORED: dict[str, Any] = json.loads(KNOWN_ANSWERS.read_text())


def octets(fields: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: unb64u(fields[name]) for name in names}


def test_the_stored_answers_are_what_the_second_implementation_computes() -> None:
    assert KNOWN_ANSWERS.read_text() == as_text(known_answers())


@pytest.mark.parametrize("case", STORED["challenges"], ids=lambda case: f"op {case['op']}")
def test_challenge(case: dict[str, Any]) -> None:
    parts = octets(case, "boot_id", "nonce", "pk_eph", "params_hash")
    rp_id_hash = sha256(case["rp_id"].encode())
    made = sealing.challenge(suite=1, op=case["op"], rp_id_hash=rp_id_hash, **parts)
    assert made == unb64u(case["challenge"]) == sha256(bytes.fromhex(case["preimage_hex"]))


@pytest.mark.parametrize("case", STORED["entropy"])
def test_entropy(case: dict[str, Any]) -> None:
    made = sealing.passkey_entropy(
        prk=sealing.master_prk(unb64u(case["master_key"])),
        suite=case["suite"],
        epoch=case["epoch"],
        rp_id_hash=sha256(case["rp_id"].encode()),
        **octets(case, "cid", "spki"),
    )
    assert made == unb64u(case["ent"])


def test_reply_opens_with_the_library_and_with_the_oracle() -> None:
    case = STORED["reply"]
    key = X25519PrivateKey.from_private_bytes(unb64u(case["sk_eph"]))
    sealed, info = unb64u(case["sealed"]), bytes.fromhex(case["info_hex"])
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    plain = suite.decrypt(sealed, key, info)
    parts = octets(case, "challenge", "sealed")
    opened = open_sealed(private_key=key, op=case["op"], **parts)
    assert plain == bytes([1, case["op"]]) + (1).to_bytes(4, "big") + opened.ent
    assert opened.ent == unb64u(case["ent"])
    verify_reply(pk_sig=unb64u(case["pk_sig"]), sig=unb64u(case["sig"]), **parts)


def test_a_fresh_seal_opens_with_the_oracle() -> None:
    key = X25519PrivateKey.generate()
    pk_eph, ent, challenge = key.public_key().public_bytes_raw(), bytes(range(32)), bytes(32)
    sealed = sealing.seal_entropy(
        pk_eph=pk_eph, suite=1, op=2, challenge=challenge, entropies=[(7, ent)]
    )
    opened = open_sealed(private_key=key, sealed=sealed, op=2, challenge=challenge)
    assert opened == Unsealed(op=2, epoch=7, ent=ent, older={})
    for op, other in ((3, challenge), (2, bytes([1]) + bytes(31))):
        with pytest.raises(OpeningError, match="unseal"):
            open_sealed(private_key=key, sealed=sealed, op=op, challenge=other)


def test_a_seal_for_several_epochs_opens_with_the_oracle() -> None:
    key = X25519PrivateKey.generate()
    entropies = [(epoch, bytes([epoch]) * 32) for epoch in (9, 4, 1)]
    sealed = sealing.seal_entropy(
        pk_eph=key.public_key().public_bytes_raw(),
        suite=1,
        op=3,
        challenge=bytes(32),
        entropies=entropies,
    )
    opened = open_sealed(private_key=key, sealed=sealed, op=3, challenge=bytes(32))
    older = dict(entropies[1:])
    assert opened == Unsealed(op=3, epoch=9, ent=entropies[0][1], older=older)


def test_reply_signature() -> None:
    case = STORED["reply"]
    key = Ed25519PrivateKey.from_private_bytes(unb64u(case["sk_sig"]))
    made = sealing.sign_reply(signing_key=key, **octets(case, "challenge", "sealed"))
    assert made == unb64u(case["sig"])


def test_config_hash() -> None:
    case = STORED["config"]
    made = sealing.config_hash(**case["config"])
    assert made == unb64u(case["config_hash"])
    turned = {name: urls[::-1] for name, urls in case["config"]["relying_parties"].items()}
    reordered = case["config"] | {"relying_parties": dict(reversed(turned.items()))}
    assert sealing.config_hash(**reordered) == made


def test_attestation() -> None:
    case = STORED["attestation"]
    claims = sealing.attestation_claims(
        config_hash=unb64u(STORED["config"]["config_hash"]),
        epoch=case["epoch"],
        anchor=case["anchor"],
        release=case["release"],
        **octets(case, "boot_id", "pk_enc", "pk_sig"),
    )
    assert claims == unb64u(case["claims"])
    bind = sealing.attestation_bind(claims=claims, nonce_b=unb64u(case["nonce_b"]))
    assert bind == unb64u(case["bind"])
    verify_attestation(
        attestation=case,
        nonce_b=unb64u(case["nonce_b"]),
        rp_id="localhost",
        origins=["http://localhost:8000"],
        instance_keys=[unb64u(case["instance_key"])],
    )


def test_shares_combine_in_every_pair() -> None:
    case = STORED["shares"]
    texts = [case[name] for name in ("device", "auth", "recovery")]
    shares = [unb64u(text) for text in texts + [at["share"] for at in case["at"]]]
    for first in shares:
        for second in shares:
            if first != second:
                assert combine(first, second) == unb64u(case["secret"])


def test_the_first_format_still_opens() -> None:
    stored = json.loads(SAMPLE.read_text())
    slot = PasskeySlot(
        name="", epoch=stored["epoch"], **octets(stored, "cid", "spki", "ent", "prf")
    )
    opened = open_backup(
        envelope=stored["envelope"],
        manifest=stored["manifest"],
        auth_share=unb64u(stored["auth_share"]),
        slot=slot,
        wid=unb64u(stored["wid"]),
    )
    assert opened.secret == unb64u(stored["secret"])
    assert combine(opened.recovery_share, unb64u(stored["device_share"])) == opened.secret
    assert sha256(stored["cloud_object"].encode()) == unb64u(stored["digest"])


def test_the_first_format_still_opens_by_every_method() -> None:
    stored = json.loads(SAMPLE_OF_METHODS.read_text())
    assert [way_of(slot) for slot in ways()] == stored["ways"]
    for slot in ways():
        opened = open_backup(
            envelope=stored["envelope"],
            manifest=stored["manifest"],
            auth_share=unb64u(stored["auth_share"]),
            slot=slot,
            wid=unb64u(stored["wid"]),
        )
        assert opened.secret == unb64u(stored["secret"])
    assert sha256(stored["cloud_object"].encode()) == unb64u(stored["digest"])
