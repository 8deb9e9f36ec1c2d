"""RFC 9497 in the enclave, in the tests' own oracle, and both against each other."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from voprf import ristretto

from recovery.enclave import oprf
from recovery.enclave.messages import Refused
from tests import soft_oprf

VECTORS: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "vectors" / "voprf-ristretto255-sha512.json").read_text()
)
EACH = pytest.mark.parametrize("vector", VECTORS["vectors"], ids=["1", "2", "batch of 2"])
SEED, INFO = bytes.fromhex(VECTORS["seed"]), bytes.fromhex(VECTORS["key_info"])
SECRET, PUBLIC = bytes.fromhex(VECTORS["sk"]), bytes.fromhex(VECTORS["pk"])
KEY_INFO = b"KRP1-PIN"


def unhex(texts: list[str]) -> list[bytes]:
    return [bytes.fromhex(text) for text in texts]


def test_the_oracle_derives_the_key_pair_of_the_rfc() -> None:
    assert soft_oprf.derive_key_pair(seed=SEED, info=INFO) == (SECRET, PUBLIC)


def test_the_enclaves_library_derives_the_key_pair_of_the_rfc() -> None:
    assert ristretto.Evaluator.from_seed(SEED, INFO).public_key.serialize() == PUBLIC


@EACH
def test_the_oracle_gives_every_value_of_the_rfc(vector: dict[str, Any]) -> None:
    inputs, scalars = unhex(vector["inputs"]), unhex(vector["blinds"])
    blinded = [soft_oprf.blind(v, scalar=s) for v, s in zip(inputs, scalars, strict=True)]
    assert [b.element.hex() for b in blinded] == vector["blinded"]
    pairs = list(zip(unhex(vector["blinded"]), unhex(vector["evaluated"]), strict=True))
    proof = soft_oprf.prove(
        secret=SECRET,
        public=PUBLIC,
        pairs=pairs,
        randomness=bytes.fromhex(vector["randomness"]),
    )
    assert proof.hex() == vector["proof"]
    soft_oprf.verify(public=PUBLIC, pairs=pairs, proof=proof)
    outputs = [
        soft_oprf.unblind(value=v, scalar=s, element=e)
        for v, s, (_, e) in zip(inputs, scalars, pairs, strict=True)
    ]
    assert [output.hex() for output in outputs] == vector["outputs"]


@EACH
def test_the_enclaves_library_evaluates_and_proves_as_the_rfc_says(vector: dict[str, Any]) -> None:
    evaluator = ristretto.Evaluator.from_seed(SEED, INFO)
    elements = [ristretto.BlindedInput.deserialize(b) for b in unhex(vector["blinded"])]
    whole = evaluator.evaluate_batch(elements).serialize()
    for expected in unhex(vector["evaluated"]):
        assert expected in whole
    outputs = [evaluator.evaluate_known_input(value) for value in unhex(vector["inputs"])]
    assert [output.hex() for output in outputs] == vector["outputs"]
    for element, expected in zip(elements, unhex(vector["evaluated"]), strict=True):
        answer = evaluator.evaluate(element).serialize()
        assert answer[64:] == expected
        # The randomness of a proof is the library's own, so it is verified, not compared.
        soft_oprf.verify(public=PUBLIC, pairs=[(element.serialize(), expected)], proof=answer[:64])


@EACH
def test_a_changed_proof_is_refused(vector: dict[str, Any]) -> None:
    pairs = list(zip(unhex(vector["blinded"]), unhex(vector["evaluated"]), strict=True))
    proof = bytes.fromhex(vector["proof"])
    for at in range(0, 64, 7):
        changed = proof[:at] + bytes([proof[at] ^ 1]) + proof[at + 1 :]
        with pytest.raises(soft_oprf.ProofRefused):
            soft_oprf.verify(public=PUBLIC, pairs=pairs, proof=changed)


@settings(max_examples=40, deadline=None)
@given(seed=st.binary(min_size=32, max_size=32), value=st.binary(min_size=1, max_size=64))
def test_two_implementations_agree(seed: bytes, value: bytes) -> None:
    secret, public = soft_oprf.derive_key_pair(seed=seed, info=KEY_INFO)
    assert oprf.public_key(seed) == public
    blinded = soft_oprf.blind(value)
    evaluated = oprf.evaluate(seed=seed, untrusted_element=blinded.element)
    assert len(evaluated) == oprf.ELEMENT_BYTES + oprf.PROOF_BYTES
    output = soft_oprf.finalize(value=value, blinded=blinded, public=public, evaluated=evaluated)
    again = ristretto.Evaluator.from_seed(seed, KEY_INFO).evaluate_known_input(value)
    assert output == again
    # And the other way round: what the oracle answers, the library's client accepts.
    client, element = ristretto.Client.blind(list(value))
    answer = soft_oprf.evaluate(
        secret=secret,
        public=public,
        element=element.serialize(),
        randomness=soft_oprf.random_scalar(),
    )
    verifiable = ristretto.VerifiableOutput.deserialize(list(answer[32:] + answer[:32]))
    assert client.finalize(verifiable, ristretto.PublicKey.deserialize(public)) == output


@pytest.mark.parametrize(
    "element",
    [
        bytes(32),  # the identity
        b"\xff" * 32,
        b"\x01" + bytes(31),  # negative
        bytes.fromhex("ed" + "ff" * 30 + "7f"),  # p itself: zero in a second spelling
        bytes.fromhex("26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371"),
        b"",
        bytes(31),
        PUBLIC + b"\0",
    ],
)
def test_what_is_not_a_point_is_refused(element: bytes) -> None:
    with pytest.raises(Refused):
        oprf.check_element(element)
    with pytest.raises(Refused):
        oprf.evaluate(seed=os.urandom(32), untrusted_element=element)


def test_another_record_has_another_key() -> None:
    assert oprf.public_key(bytes(32)) != oprf.public_key(bytes(31) + b"\1")
