"""How the Nitro Secure Module is asked. Its CBOR is compared with a library's."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from fido2 import cbor

from recovery.enclave import nsm
from recovery.enclave.platform import StartRefused


def test_asks_as_the_module_understands_it() -> None:
    key, nonce = os.urandom(294), os.urandom(32)
    question = nsm.request(user_data=b"", nonce=nonce, public_key=key)
    decoded: Any = cbor.decode(question)
    asked = decoded["Attestation"]
    assert asked == {"user_data": asked["user_data"], "nonce": nonce, "public_key": key}
    # What is not given is null; this library reads that as False.
    assert b"\x69user_data\xf6" in question


def test_a_field_that_is_too_large_is_not_sent() -> None:
    with pytest.raises(ValueError, match="at most"):
        nsm.request(user_data=bytes(1025), nonce=b"", public_key=b"")


def test_takes_the_document_out_of_the_answer() -> None:
    document = os.urandom(4500)
    answer = cbor.encode({"Attestation": {"document": document}})
    assert nsm.document(answer) == document


@pytest.mark.parametrize(
    "answer",
    [
        cbor.encode({"Error": "InvalidArgument"}),
        cbor.encode({"Attestation": {"document": bytes(4500)}})[:-1],
        cbor.encode({"Attestation": {"document": bytes(4500)}}) + b"\0",
        cbor.encode({"Attestation": {"document": 7}}),
        b"",
    ],
)
def test_refuses_any_other_answer(answer: bytes) -> None:
    with pytest.raises(StartRefused, match="Nitro Secure Module"):
        nsm.document(answer)


def test_says_that_this_is_no_enclave(tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match="not an AWS Nitro enclave"):
        nsm.attestation_document(device=tmp_path / "nsm")


def test_says_that_the_device_does_not_answer(tmp_path: Path) -> None:
    (tmp_path / "nsm").touch()
    with pytest.raises(StartRefused, match="does not answer"):
        nsm.attestation_document(public_key=b"key", device=tmp_path / "nsm")
