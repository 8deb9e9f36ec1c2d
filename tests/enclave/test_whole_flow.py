"""Back up and recover with nothing but a passkey, and each way in which a backup may not open."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from typing import Any

import pytest

from tests.enclave.unlocking import attested, unlock_with
from tests.enclave_process import ORIGIN, RP_ID, EnclaveProcess
from tests.soft_client import (
    Generation,
    Op,
    OpeningError,
    PasskeySlot,
    SoftBrowser,
    b64u,
    split,
    unb64u,
)
from tests.soft_layout import manifest_key, prf_input, sha256
from tests.soft_passkey import SoftPasskey

SECRET = bytes(range(16))
WID = bytes(range(100, 116))


@pytest.fixture(params=[True, False], ids=["with PRF", "without PRF"])
def owner(request: pytest.FixtureRequest) -> SoftBrowser:
    return SoftBrowser(passkey=SoftPasskey(rp_id=RP_ID, prf=request.param), origin=ORIGIN)


@pytest.fixture
def slot(enclave: EnclaveProcess, owner: SoftBrowser) -> PasskeySlot:
    unsealed = unlock_with(enclave=enclave, browser=owner, op=Op.UNLOCK)
    return owner.slot(unsealed=unsealed, prf=owner.passkey.prf_output(prf_input(RP_ID)))


@pytest.fixture
def made(owner: SoftBrowser, slot: PasskeySlot) -> Generation:
    return owner.build_generation(secret=SECRET, wid=WID, gen=1, slots=[slot])


def opening(made: Generation, *, slot: PasskeySlot) -> dict[str, Any]:
    return {
        "envelope": made.envelope,
        "manifest": made.manifest,
        "auth_share": made.auth_share,
        "slot": slot,
        "wid": WID,
    }


def test_a_new_device_gets_the_same_secret_with_one_touch(
    enclave: EnclaveProcess, owner: SoftBrowser, made: Generation
) -> None:
    fresh = enclave.client.nonce()
    touch = owner.touch(op=Op.RECOVER, boot_id=fresh.boot_id, nonce=fresh.nonce)
    answer = enclave.client.unlock(touch.request(rp_id=RP_ID, spki=owner.passkey.spki))
    unsealed = owner.unseal(
        touch=touch,
        sealed=answer.sealed,
        sig=answer.sig,
        pk_sig=attested(enclave).claims.pk_sig,
    )
    slot = owner.slot(unsealed=unsealed, prf=touch.prf)
    assert owner.open_backup(**opening(made, slot=slot)).secret == SECRET


def test_a_second_generation_wraps_to_a_passkey_that_is_absent(
    enclave: EnclaveProcess, owner: SoftBrowser, slot: PasskeySlot, made: Generation
) -> None:
    other = SoftBrowser(passkey=SoftPasskey(rp_id=RP_ID, prf=False), origin=ORIGIN)
    other_slot = other.slot(unsealed=unlock_with(enclave=enclave, browser=other), prf=None)
    opened = owner.open_backup(**opening(made, slot=slot))
    second = other.build_generation(
        secret=opened.secret,
        wid=WID,
        gen=2,
        slots=[*opened.manifest["slots"], other_slot],
        previous_manifest=made.manifest,
    )
    for each in (slot, other_slot):
        assert owner.open_backup(**opening(second, slot=each) | {"highest_gen": 2}).secret == SECRET


def with_header(envelope: str, *, manifest: str) -> str:
    """The envelope with a header that names another manifest; its seal is broken by that."""
    fields = json.loads(envelope)
    header = json.loads(unb64u(fields["protected"]))
    header["krp"]["man"] = b64u(sha256(manifest.encode()))
    return json.dumps(fields | {"protected": b64u(json.dumps(header).encode())})


def test_names_the_step_that_failed(
    owner: SoftBrowser, slot: PasskeySlot, made: Generation
) -> None:
    again = owner.build_generation(secret=SECRET, wid=WID, gen=1, slots=[slot])
    unsigned = made.manifest.rpartition(".")[0] + "." + b64u(bytes(64))
    share = made.auth_share
    faults: list[tuple[str, dict[str, Any]]] = [
        ("read", {"manifest": "a.b"}),
        ("slot", {"slot": replace(slot, cid=os.urandom(32))}),
        ("slot", {"slot": replace(slot, epoch=2)}),
        ("slot", {"wid": bytes(16)}),
        ("bind", {"slot": replace(slot, ent=os.urandom(32))}),
        ("manifest", {"manifest": unsigned}),
        ("manifest", {"highest_gen": 2}),
        ("envelope", {"envelope": with_header(made.envelope, manifest="another")}),
        ("envelope", {"envelope": "{}"}),
        ("header", {"manifest": again.manifest}),
        ("auth_share", {"auth_share": share[:-1] + b"\x00"}),
        ("combine", {"auth_share": share[1:]}),
        ("commit", {"auth_share": bytes([share[0] ^ 1]) + share[1:]}),
    ]
    for step, changes in faults:
        with pytest.raises(OpeningError) as refused:
            owner.open_backup(**opening(made, slot=slot) | changes)
        assert refused.value.step == step


def test_a_host_cannot_hand_over_a_wallet_of_its_own_making(
    owner: SoftBrowser, slot: PasskeySlot, made: Generation
) -> None:
    """It knows the slot's public key and `bind` of the true wallet, and no more."""
    body = json.loads(unb64u(made.manifest.split(".")[1]))
    theirs = owner.build_generation(secret=b"a wallet of mine", wid=WID, gen=2, slots=body["slots"])
    with pytest.raises(OpeningError, match="bind"):
        owner.open_backup(**opening(theirs, slot=slot))


def test_the_signing_key_of_a_manifest_needs_the_secret(made: Generation) -> None:
    public = manifest_key(wid=WID, secret=SECRET).public_key().public_bytes_raw()
    other = manifest_key(wid=WID, secret=SECRET + b"\x00").public_key().public_bytes_raw()
    assert made.pk_man == public != other


def test_an_older_envelope_does_not_open_with_a_newer_auth_share(
    owner: SoftBrowser, slot: PasskeySlot, made: Generation
) -> None:
    newer = owner.build_generation(secret=SECRET, wid=WID, gen=2, slots=[slot])
    with pytest.raises(OpeningError) as refused:
        owner.open_backup(**opening(made, slot=slot) | {"auth_share": newer.auth_share})
    assert refused.value.step in {"auth_share", "commit"}


def test_shares_alone_say_nothing() -> None:
    shares = split(SECRET)
    assert len({share[-1] for share in shares}) == 3
    assert all(share[-1] != 0 and len(share) == 17 for share in shares)
