"""Ways in of every method: each opens what another implementation sealed; nothing is guessed."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.browser.lib import forge
from tests.browser.lib.conftest import Tab
from tests.browser.lib.forge import PASSKEY, SECRET, WID
from tests.browser.lib.opening import fails, parts, way
from tests.browser.lib.test_protect import build, opens, refused
from tests.soft_backup import (
    Generation,
    OtherSlot,
    Slot,
    build_generation,
    cloud_key_slot,
    kit_slot,
    password_slot,
    pin_slot,
)
from tests.soft_layout import Method, b64u

pytestmark = pytest.mark.browser

PIN = pin_slot(
    nonce=os.urandom(16), rwd=os.urandom(64), ent=os.urandom(32), epoch=2, oprf=os.urandom(32)
)
PASSWORD = password_slot(salt=os.urandom(16), stretched=os.urandom(32))
CLOUD_KEY = cloud_key_slot(key_id=os.urandom(16), key=os.urandom(32))
KIT = kit_slot(kit_id=os.urandom(16), key=os.urandom(32))
OTHERS = [PIN, PASSWORD, CLOUD_KEY, KIT]
IDS = ["PIN", "password", "cloud key", "kit"]


@pytest.fixture(scope="module")
def made() -> Generation:
    return build_generation(
        secret=SECRET, wid=WID, gen=5, slots=[PASSKEY, *OTHERS], previous_manifest="earlier"
    )


@pytest.mark.parametrize("slot", OTHERS, ids=IDS)
def test_opens_what_another_implementation_sealed(
    lab: Tab, made: Generation, slot: OtherSlot
) -> None:
    assert fails(lab, parts(made, slot=slot)) == ("opened", "")


@pytest.mark.parametrize("slot", OTHERS, ids=IDS)
def test_another_implementation_opens_what_the_page_made(lab: Tab, slot: OtherSlot) -> None:
    assert opens(build(lab, add=[PASSKEY, slot]), slot=slot) == SECRET


@pytest.mark.parametrize(
    ("slot", "code"),
    [
        (PIN, "slot_bind"),
        (PASSWORD, "wrong_password"),
        (CLOUD_KEY, "wrong_key"),
        (KIT, "wrong_key"),
    ],
    ids=IDS,
)
def test_says_what_was_wrong(lab: Tab, made: Generation, slot: OtherSlot, code: str) -> None:
    wrong = way(slot, first=b64u(os.urandom(len(slot.first))))
    assert fails(lab, parts(made, way=wrong)) == ("bind", code)


def test_refuses_a_pin_with_the_entropy_of_another(lab: Tab, made: Generation) -> None:
    wrong = way(PIN, second=b64u(os.urandom(32)))
    assert fails(lab, parts(made, way=wrong)) == ("bind", "slot_bind")


def test_a_key_of_one_method_is_none_of_another(lab: Tab, made: Generation) -> None:
    """The method is part of what the slot's name and keys are made of."""
    other = way(KIT, method=int(Method.CLOUD_KEY))
    assert fails(lab, parts(made, way=other)) == ("slot", "slot_missing")


@pytest.mark.parametrize(
    ("slot", "changes", "code"),
    [
        (KIT, {"method": 5}, "update_needed"),
        (KIT, {"method": 7}, "update_needed"),
        (KIT, {"method": 0}, "update_needed"),
        (KIT, {"method": "6"}, "manifest_malformed"),
        (KIT, {"epoch": 1}, "manifest_malformed"),
        (KIT, {"prf": 1}, "manifest_malformed"),
        (PIN, {"prf": 1}, "manifest_malformed"),
        (KIT, {"more": 1}, "manifest_malformed"),
    ],
)
def test_does_not_guess_what_a_slot_means(
    lab: Tab, made: Generation, slot: OtherSlot, changes: dict[str, Any], code: str
) -> None:
    assert fails(lab, parts(made, manifest=changed(made, slot, **changes))) == ("read", code)


@pytest.mark.parametrize(
    ("slot", "changes", "code"),
    [
        (KIT, {"new": 1}, "update_needed"),
        (PASSWORD, {"new": 1}, "update_needed"),
        (PASSWORD, {"kdf": {"m": 131072, "t": 3, "p": 1, "v": 20}}, "update_needed"),
        # Too weak to be believed, or more than a page could compute.
        (PASSWORD, {"kdf": {"m": 19455, "t": 3, "p": 1}}, "update_needed"),
        (PASSWORD, {"kdf": {"m": 131072, "t": 1, "p": 1}}, "update_needed"),
        (PASSWORD, {"kdf": {"m": 2097152, "t": 3, "p": 1}}, "update_needed"),
        (PIN, {"kdf": {"m": 8, "t": 1, "p": 1}}, "update_needed"),
        (PASSWORD, {"kdf": {"m": 131072, "t": 3}}, "manifest_malformed"),
        (PASSWORD, {"kdf": None}, "manifest_malformed"),
        (PASSWORD, {"salt": b64u(bytes(15))}, "manifest_malformed"),
        (PIN, {"oprf": ""}, "manifest_malformed"),
        (PIN, {"pin_epoch": -1}, "manifest_malformed"),
        (CLOUD_KEY, {"place": "x" * 301}, "manifest_malformed"),
        (KIT, {"name": 7}, "manifest_malformed"),
    ],
)
def test_does_not_guess_what_a_parameter_means(
    lab: Tab, made: Generation, slot: OtherSlot, changes: dict[str, Any], code: str
) -> None:
    manifest = changed(made, slot, params=slot.params | changes)
    assert fails(lab, parts(made, manifest=manifest)) == ("read", code)


def test_makes_no_slot_that_it_could_not_read(lab: Tab) -> None:
    weak = password_slot(salt=bytes(16), stretched=bytes(32), kdf={"m": 1024, "t": 3, "p": 1})
    assert refused(lab, add=[weak]) == "update_needed"
    short = OtherSlot(Method.KIT, bytes(16), first=bytes(16))
    assert refused(lab, add=[short]) == "bad_length"
    half = OtherSlot(Method.PIN, PIN.ref, PIN.first, epoch=1, more=PIN.more)
    assert refused(lab, add=[half]) == "prf_missing"


def changed(made: Generation, slot: OtherSlot, **changes: Any) -> str:
    """The manifest with one slot changed, signed by the wallet."""
    slots = forge.part(made.manifest, 1)["slots"]
    entry = next(entry for entry in slots if entry["method"] == slot.method)
    entry |= changes
    return forge.resigned(made.manifest, slots=slots)


# --- Any set of ways in --------------------------------------------------------------------------


@st.composite
def sets(draw: st.DrawFn) -> dict[str, Any]:
    """Methods of a first generation, those that come with a second, who leaves in a third."""
    first = draw(st.lists(st.sampled_from(list(Method)), min_size=1, max_size=4))
    second = draw(st.lists(st.sampled_from(list(Method)), max_size=2))
    count = len(first) + len(second)
    gone = draw(st.sets(st.integers(0, count - 1), max_size=count - 1))
    size = draw(st.sampled_from([16, 32, 33, 64]))
    return {"first": first, "second": second, "gone": sorted(gone), "size": size}


def some_slot(method: Method) -> Slot:
    ref, key = os.urandom(16), os.urandom(32)
    if method == Method.PIN:
        return pin_slot(nonce=ref, rwd=os.urandom(64), ent=key, epoch=1, oprf=os.urandom(32))
    if method == Method.PASSWORD:
        return password_slot(salt=ref, stretched=key)
    if method == Method.CLOUD_KEY:
        return cloud_key_slot(key_id=ref, key=key)
    if method == Method.KIT:
        return kit_slot(kit_id=ref, key=key)
    prf = os.urandom(32) if key[0] % 2 else None
    return type(PASSKEY)(cid=ref, spki=os.urandom(44), name="Any", epoch=1, ent=key, prf=prf)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=sets())
def test_any_way_in_opens_and_one_that_left_does_not(lab: Tab, drawn: dict[str, Any]) -> None:
    secret = os.urandom(drawn["size"])
    early = [some_slot(method) for method in drawn["first"]]
    late = [some_slot(method) for method in drawn["second"]]
    ways = early + late
    first = build(lab, secret=secret, add=early)
    # Those of the first generation are somewhere else now.
    second = build(lab, secret=secret, gen=2, previous=first.manifest, add=late)
    ids = [entry["id"] for entry in forge.part(second.manifest, 1)["slots"]]
    remove = [ids[index] for index in drawn["gone"]]
    third = build(lab, secret=secret, gen=3, previous=second.manifest, remove=remove)
    for index, slot in enumerate(ways):
        assert opens(second, slot=slot) == secret
        left = index in drawn["gone"]
        assert fails(lab, parts(third, slot=slot))[1] == ("slot_missing" if left else "")
        # Whoever kept the old files still lacks the share that went with them.
        old = parts(second, slot=slot, auth_share=b64u(third.auth_share))
        assert fails(lab, old)[0] in {"auth_share", "commit"}


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    index=st.integers(0, 31), bits=st.integers(1, 255), fault=st.sampled_from(["y", "x", "other"])
)
def test_no_wrong_secret_comes_out_in_silence(
    lab: Tab, made: Generation, index: int, bits: int, fault: str
) -> None:
    share = bytearray(made.auth_share)
    if fault == "y":
        share[index] ^= bits
    elif fault == "x":
        # Zero among others, and the x of the recovery share.
        share[-1] = share[-1] ^ bits
    else:
        other = build_generation(
            secret=os.urandom(32), wid=WID, gen=5, slots=[KIT], previous_manifest="earlier"
        )
        share = bytearray(other.auth_share[:-1] + made.auth_share[-1:])
    step, _ = fails(lab, parts(made, slot=KIT, auth_share=b64u(bytes(share))))
    assert step in {"auth_share", "combine", "commit"}
