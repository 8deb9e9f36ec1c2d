"""Who gets entropy, and every part of a request that may not differ from what was signed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed448
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from recovery.errors import EnclaveDenied
from tests.enclave.conftest import NewRequest, NewTouch
from tests.enclave.unlocking import unlock_with
from tests.enclave_process import ORIGIN, RP_ID, EnclaveProcess
from tests.soft_client import (
    ZERO32,
    Op,
    SoftBrowser,
    challenge,
)
from tests.soft_layout import sha256
from tests.soft_passkey import COSE_ALGORITHMS, Algorithm, SoftPasskey

PARAMS = bytes(range(32))


@pytest.mark.parametrize("alg", COSE_ALGORITHMS)
def test_gives_a_passkey_its_entropy_and_always_the_same(
    enclave: EnclaveProcess, alg: Algorithm
) -> None:
    browser = SoftBrowser(passkey=SoftPasskey(rp_id=RP_ID, alg=alg), origin=ORIGIN)
    first = unlock_with(enclave=enclave, browser=browser, op=Op.UNLOCK)
    second = unlock_with(enclave=enclave, browser=browser, op=Op.RECOVER)
    third = unlock_with(enclave=enclave, browser=browser, op=Op.APPROVE, params_hash=PARAMS)
    assert (first.op, second.op, third.op) == (2, 3, 4)
    assert first.ent == second.ent == third.ent
    assert first.epoch == 1
    assert len(first.ent) == 32


def test_gives_each_passkey_entropy_of_its_own(enclave: EnclaveProcess) -> None:
    browsers = [SoftBrowser(passkey=SoftPasskey(rp_id=RP_ID), origin=ORIGIN) for _ in range(3)]
    assert len({unlock_with(enclave=enclave, browser=b).ent for b in browsers}) == 3


def test_gives_a_swapped_credential_id_other_bytes(
    enclave: EnclaveProcess, browser: SoftBrowser, passkey: SoftPasskey
) -> None:
    """The assertion does not sign its credential id, so a host can name another."""
    twin = SoftPasskey(rp_id=RP_ID, private_key=passkey.private_key)
    mine = unlock_with(enclave=enclave, browser=browser)
    theirs = unlock_with(enclave=enclave, browser=SoftBrowser(passkey=twin, origin=ORIGIN))
    assert mine.ent != theirs.ent


def test_gives_a_swapped_key_other_bytes(
    enclave: EnclaveProcess, browser: SoftBrowser, passkey: SoftPasskey
) -> None:
    """A host that writes its own key beside a foreign credential id learns nothing."""
    twin = SoftPasskey(rp_id=RP_ID, credential_id=passkey.credential_id)
    mine = unlock_with(enclave=enclave, browser=browser)
    theirs = unlock_with(enclave=enclave, browser=SoftBrowser(passkey=twin, origin=ORIGIN))
    assert mine.ent != theirs.ent


def test_gives_one_key_at_two_relying_parties_other_bytes(
    enclave: EnclaveProcess, browser: SoftBrowser, passkey: SoftPasskey
) -> None:
    twin = SoftPasskey(
        rp_id="other.example",
        private_key=passkey.private_key,
        credential_id=passkey.credential_id,
    )
    other = SoftBrowser(passkey=twin, origin="https://other.example")
    assert (
        unlock_with(enclave=enclave, browser=browser).ent
        != unlock_with(enclave=enclave, browser=other).ent
    )


def test_accepts_every_listed_origin(enclave: EnclaveProcess, passkey: SoftPasskey) -> None:
    app = SoftBrowser(passkey=passkey, origin="https://app.wallet.example")
    assert unlock_with(enclave=enclave, browser=app).ent


def test_accepts_a_passkey_that_is_bound_to_its_device(enclave: EnclaveProcess) -> None:
    hardware = SoftPasskey(
        rp_id=RP_ID, backup_eligible=False, backup_state=False, sign_count=7, counter_step=1
    )
    assert unlock_with(enclave=enclave, browser=SoftBrowser(passkey=hardware, origin=ORIGIN)).ent


UNSIGNED_FAULTS: dict[str, dict[str, Any]] = {
    "operation 0": {"op": 0},
    "operation 1": {"op": 1},
    "operation 2 instead of 3": {"op": 2},
    "operation 4 instead of 3": {"op": 4},
    "operation 4 with parameters": {"op": 4, "params_hash": PARAMS},
    "operation 5": {"op": 5},
    "parameters for operation 3": {"params_hash": PARAMS},
    "suite 0": {"suite": 0},
    "suite 2": {"suite": 2},
    "epoch 2": {"epoch": 2},
    "another relying party": {"rp_id": "other.example"},
    "an unknown relying party": {"rp_id": "evil.example"},
    "a relying party in capitals": {"rp_id": "WALLET.example"},
    "another ephemeral key": {"pk_eph": bytes(range(32))},
    "a long ephemeral key": {"pk_eph": bytes(1216)},
    "an empty signature": {"signature": b"\x00"},
    "a long signature": {"signature": bytes(512)},
    "no key": {"spki": b"\x30"},
}


@pytest.mark.parametrize("fault", UNSIGNED_FAULTS)
def test_refuses_a_request_that_says_other_than_was_signed(
    enclave: EnclaveProcess, request_for: NewRequest, fault: str
) -> None:
    with pytest.raises(EnclaveDenied):
        enclave.client.unlock(request_for(swap=UNSIGNED_FAULTS[fault]))


@pytest.mark.parametrize(
    ("op", "params_hash"),
    [
        (Op.REGISTER, ZERO32),
        (Op.LOGIN, ZERO32),
        (Op.UNLOCK, PARAMS),
        (Op.RECOVER, PARAMS),
        (Op.APPROVE, ZERO32),
        (5, ZERO32),
        (255, ZERO32),
    ],
)
def test_refuses_an_operation_that_it_does_not_serve(
    enclave: EnclaveProcess, request_for: NewRequest, op: int, params_hash: bytes
) -> None:
    """Signed by the passkey like this, so that only the rule itself can refuse it."""
    with pytest.raises(EnclaveDenied):
        enclave.client.unlock(request_for(op=op, params_hash=params_hash))


@pytest.mark.parametrize("suite", [0, 2, 255])
def test_refuses_a_suite_that_it_does_not_know(
    enclave: EnclaveProcess, browser: SoftBrowser, request_for: NewRequest, suite: int
) -> None:
    """Signed over that very suite, so that only the rule itself can refuse it."""
    fresh = enclave.client.nonce()
    key = X25519PrivateKey.generate()
    signed = challenge(
        op=Op.RECOVER,
        boot_id=fresh.boot_id,
        nonce=fresh.nonce,
        rp_id=RP_ID,
        pk_eph=key.public_key().public_bytes_raw(),
        suite=suite,
    )
    parts = {"nonce": fresh.nonce, "private_key": key, "challenge": signed}
    with pytest.raises(EnclaveDenied):
        enclave.client.unlock(request_for(swap={"suite": suite}, **parts))


def test_a_sign_in_never_unlocks(
    enclave: EnclaveProcess, browser: SoftBrowser, passkey: SoftPasskey
) -> None:
    """The host picks the nonce of a sign-in, so it can pick one of the enclave's."""
    fresh = enclave.client.nonce()
    wire = browser.sign_in(nonce=fresh.nonce)
    own_key = browser.touch(op=Op.LOGIN, nonce=fresh.nonce, boot_id=fresh.boot_id)
    for op in (Op.UNLOCK, Op.RECOVER, Op.LOGIN):
        forged = replace(own_key, wire=wire, op=op)
        with pytest.raises(EnclaveDenied):
            enclave.client.unlock(forged.request(rp_id=RP_ID, spki=passkey.spki))


@pytest.mark.parametrize("bits", [1024, 1536])
def test_refuses_a_short_rsa_key(enclave: EnclaveProcess, bits: int) -> None:
    weak = SoftPasskey(rp_id=RP_ID, alg="RS256", rsa_bits=bits)
    with pytest.raises(EnclaveDenied):
        unlock_with(enclave=enclave, browser=SoftBrowser(passkey=weak, origin=ORIGIN))


class ForeignPasskey(SoftPasskey):
    """Signs with an algorithm that no page offers; the type of the key says which."""

    def __init__(self, *, key: Any) -> None:
        super().__init__(rp_id=RP_ID, private_key=key)
        self._foreign_key = key

    def sign(self, *, authenticator_data: bytes, client_data: bytes) -> bytes:
        if isinstance(self._foreign_key, ed448.Ed448PrivateKey):
            return self._foreign_key.sign(authenticator_data + sha256(client_data))
        return super().sign(authenticator_data=authenticator_data, client_data=client_data)


@pytest.mark.parametrize(
    "key",
    [
        ec.generate_private_key(ec.SECP384R1()),
        ec.generate_private_key(ec.SECP256K1()),
        ed448.Ed448PrivateKey.generate(),
    ],
    ids=["P-384", "secp256k1", "Ed448"],
)
def test_refuses_algorithms_that_no_page_offers(enclave: EnclaveProcess, key: Any) -> None:
    browser = SoftBrowser(passkey=ForeignPasskey(key=key), origin=ORIGIN)
    with pytest.raises(EnclaveDenied):
        unlock_with(enclave=enclave, browser=browser)


@pytest.mark.parametrize("signer", COSE_ALGORITHMS)
@pytest.mark.parametrize("claimed", COSE_ALGORITHMS)
def test_refuses_a_signature_of_another_key(
    enclave: EnclaveProcess, signer: Algorithm, claimed: Algorithm
) -> None:
    browser = SoftBrowser(passkey=SoftPasskey(rp_id=RP_ID, alg=signer), origin=ORIGIN)
    fresh = enclave.client.nonce()
    made = browser.touch(op=Op.RECOVER, boot_id=fresh.boot_id, nonce=fresh.nonce)
    other = SoftPasskey(rp_id=RP_ID, alg=claimed)
    with pytest.raises(EnclaveDenied):
        enclave.client.unlock(made.request(rp_id=RP_ID, spki=other.spki))


LOW_ORDER = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]


@pytest.mark.parametrize("point", LOW_ORDER)
def test_refuses_an_ephemeral_key_of_low_order(
    enclave: EnclaveProcess, touch: NewTouch, passkey: SoftPasskey, point: str
) -> None:
    """Signed over that very key, so that only the seal itself can refuse it."""
    pk_eph = bytes.fromhex(point)
    fresh = enclave.client.nonce()
    signed = challenge(
        op=Op.RECOVER,
        boot_id=fresh.boot_id,
        nonce=fresh.nonce,
        rp_id=RP_ID,
        pk_eph=pk_eph,
    )
    made = touch(nonce=fresh.nonce, challenge=signed)
    request = made.request(rp_id=RP_ID, spki=passkey.spki)
    with pytest.raises(EnclaveDenied):
        enclave.client.unlock(replace(request, pk_eph=pk_eph))
