"""The W3C's own assertions, read by the enclave's verifier, and every byte of them broken once."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from recovery.enclave import assertion
from recovery.enclave.assertion import UV
from recovery.enclave.messages import Refused

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "webauthn-l3.json").read_text())
ASSERTIONS: list[dict[str, Any]] = VECTORS["assertions"]
RP_ID_HASH = hashlib.sha256(VECTORS["rp_id"].encode()).digest()
FRAMED = {"none.ES256.crossOrigin", "none.ES256.topOrigin"}


def octets(case: dict[str, Any]) -> dict[str, bytes]:
    found = {name: bytes.fromhex(text) for name, text in case.items() if name not in _TEXTS}
    return found | {"client_data": case["client_data"].encode()}


_TEXTS = {"name", "client_data"}


def check_client_data(parts: dict[str, bytes]) -> None:
    assertion.check_client_data(
        untrusted_client_data=parts["client_data"],
        challenge=parts["challenge"],
        origins=[VECTORS["origin"]],
    )


def check_authenticator_data(parts: dict[str, bytes]) -> None:
    assertion.check_authenticator_data(
        untrusted_data=parts["authenticator_data"], rp_id_hash=RP_ID_HASH
    )


def check_signature(parts: dict[str, bytes]) -> None:
    assertion.check_signature(
        key=assertion.load_public_key(parts["public_key"]),
        untrusted_signature=parts["signature"],
        authenticator_data=parts["authenticator_data"],
        client_data=parts["client_data"],
    )


@pytest.mark.parametrize("case", ASSERTIONS, ids=lambda case: case["name"])
def test_verifies_the_signature(case: dict[str, Any]) -> None:
    check_signature(octets(case))


@pytest.mark.parametrize("case", ASSERTIONS, ids=lambda case: case["name"])
def test_reads_the_client_data_unless_it_comes_from_a_frame(case: dict[str, Any]) -> None:
    """Two of the vectors come from a page inside another one, which this project never allows."""
    if case["name"] in FRAMED:
        with pytest.raises(Refused):
            check_client_data(octets(case))
    else:
        check_client_data(octets(case))


@pytest.mark.parametrize("case", ASSERTIONS, ids=lambda case: case["name"])
def test_reads_the_authenticator_data_if_the_person_was_verified(case: dict[str, Any]) -> None:
    """Most of the vectors lack user verification, without which nothing is unlocked here."""
    parts = octets(case)
    if not parts["authenticator_data"][32] & UV:
        with pytest.raises(Refused):
            check_authenticator_data(parts)
    else:
        check_authenticator_data(parts)


@pytest.mark.parametrize("case", ASSERTIONS, ids=lambda case: case["name"])
def test_refuses_every_flipped_bit_of_a_byte(case: dict[str, Any]) -> None:
    """A flip anywhere in what was signed, in the signature or in the key."""
    whole = octets(case)
    for name in ("authenticator_data", "client_data", "signature", "public_key"):
        for at in range(len(whole[name])):
            changed = bytearray(whole[name])
            changed[at] ^= 1 << (at % 8)
            with pytest.raises(Refused):
                check_signature(whole | {name: bytes(changed)})


def test_the_set_has_all_three_algorithms_and_both_outcomes() -> None:
    """Else a test above could pass without having tried what it promises."""
    names = {case["name"] for case in ASSERTIONS}
    assert {name.split(".")[1] for name in names} == {"ES256", "EdDSA", "RS256"}
    assert len(names) == len(ASSERTIONS) == 12
    verified = {bool(octets(case)["authenticator_data"][32] & UV) for case in ASSERTIONS}
    assert verified == {True, False}
