"""What the enclave says about itself, and that nobody can say it in its place."""

from __future__ import annotations

import os
from typing import Any

import pytest

from recovery.enclave import RELEASE
from recovery.enclave.messages import wire
from tests.enclave.conftest import NewTouch
from tests.enclave.unlocking import attested
from tests.enclave_process import ORIGIN, RELYING_PARTIES, RP_ID, EnclaveProcess
from tests.soft_client import (
    OpeningError,
    SoftBrowser,
    b64u,
    unb64u,
    verify_attestation,
    verify_reply,
)
from tests.soft_passkey import SoftPasskey

NONCE_B = bytes(range(32))
ORIGINS = RELYING_PARTIES[RP_ID]


def attestation_of(enclave: EnclaveProcess) -> dict[str, Any]:
    return wire(enclave.client.attest(nonce_b=NONCE_B))


def verify(attestation: dict[str, Any], **policy: Any) -> None:
    verify_attestation(
        **{
            "attestation": attestation,
            "nonce_b": NONCE_B,
            "rp_id": RP_ID,
            "origins": ORIGINS,
        }
        | policy
    )


def test_states_what_it_is(enclave: EnclaveProcess) -> None:
    claims = attested(enclave).claims
    health = enclave.client.health()
    assert claims.boot_id == health.boot_id == enclave.client.nonce().boot_id
    assert (claims.epoch, claims.anchor, claims.release) == (1, 0, RELEASE)
    assert (health.epoch, health.release) == (1, RELEASE)
    assert health.uptime_seconds < 60
    assert len(claims.pk_enc) == 32
    assert enclave.client.attest(nonce_b=NONCE_B).config == {
        "relying_parties": {rp: list(urls) for rp, urls in RELYING_PARTIES.items()},
        "anchor": 0,
        "pin_budget": 10,
        "pin_lifetime": 50,
    }


def test_answers_the_browsers_nonce_and_no_other(enclave: EnclaveProcess) -> None:
    attestation = attestation_of(enclave)
    verify(attestation)
    with pytest.raises(OpeningError):
        verify(attestation, nonce_b=os.urandom(32))


@pytest.mark.parametrize("name", ["evidence", "claims"])
def test_a_flipped_byte_shows(enclave: EnclaveProcess, name: str) -> None:
    attestation = attestation_of(enclave)
    whole = unb64u(attestation[name])
    for at in range(len(whole)):
        flipped = bytearray(whole)
        flipped[at] ^= 1
        with pytest.raises(OpeningError):
            verify(attestation | {name: b64u(bytes(flipped))})


@pytest.mark.parametrize(
    "change",
    [
        {"anchor": 1},
        {"pin_budget": 20},
        {"pin_lifetime": 500},
        {"relying_parties": {RP_ID: list(ORIGINS)}},
        {"relying_parties": {RP_ID: [*ORIGINS, "https://evil.example"]}},
    ],
)
def test_another_configuration_shows(enclave: EnclaveProcess, change: dict[str, Any]) -> None:
    attestation = attestation_of(enclave)
    with pytest.raises(OpeningError):
        verify(attestation | {"config": attestation["config"] | change})


def test_a_widened_list_of_origins_shows(enclave: EnclaveProcess) -> None:
    """The configuration is genuine, but the page's policy names fewer origins."""
    with pytest.raises(OpeningError):
        verify(attestation_of(enclave), origins=[ORIGIN])


def test_another_installation_shows(enclave: EnclaveProcess) -> None:
    verify(attestation_of(enclave), instance_keys=[attested(enclave).instance_key])
    with pytest.raises(OpeningError):
        verify(attestation_of(enclave), instance_keys=[bytes(32)])


def test_the_reply_is_signed_by_the_attested_key(
    enclave: EnclaveProcess, touch: NewTouch, passkey: SoftPasskey, browser: SoftBrowser
) -> None:
    made = touch()
    answer = enclave.client.unlock(made.request(rp_id=RP_ID, spki=passkey.spki))
    parts: dict[str, bytes] = {
        "pk_sig": attested(enclave).claims.pk_sig,
        "challenge": made.challenge,
        "sealed": answer.sealed,
        "sig": answer.sig,
    }
    verify_reply(**parts)
    for name in ("challenge", "sealed", "sig"):
        changed = bytes([parts[name][0] ^ 1]) + parts[name][1:]
        with pytest.raises(OpeningError):
            verify_reply(**parts | {name: changed})


def test_only_the_page_that_asked_can_open_the_reply(
    enclave: EnclaveProcess, touch: NewTouch, passkey: SoftPasskey, browser: SoftBrowser
) -> None:
    made, other = touch(), touch()
    answer = enclave.client.unlock(made.request(rp_id=RP_ID, spki=passkey.spki))
    with pytest.raises(OpeningError, match="unseal"):
        browser.unseal(
            touch=other,
            sealed=answer.sealed,
            sig=answer.sig,
            pk_sig=attested(enclave).claims.pk_sig,
        )
