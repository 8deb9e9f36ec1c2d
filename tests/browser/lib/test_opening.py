"""A backup opens only if every part of it is right, and a failure names the step."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.browser.lib import forge
from tests.browser.lib.conftest import Tab
from tests.browser.lib.forge import PASSKEY, SECRET, WITH_PRF
from tests.browser.lib.opening import OPEN, fails, parts, way
from tests.soft_backup import Generation, PasskeySlot
from tests.soft_layout import b64u

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def made() -> Generation:
    return forge.backup()


@pytest.mark.parametrize("slot", [PASSKEY, WITH_PRF], ids=["without PRF", "with PRF"])
def test_opens_what_another_implementation_sealed(
    lab: Tab, made: Generation, slot: PasskeySlot
) -> None:
    script = f"""{OPEN}
      const opened = await open();
      return [b64u(opened.secret), b64u(opened.deviceShare), opened.gen, opened.slot.params.name];
    """
    opened = lab.run(script, **parts(made, slot=slot))
    assert opened == [b64u(SECRET), b64u(made.device_share), made.gen, slot.name]


def test_takes_no_notice_of_prf_where_the_slot_has_none(lab: Tab, made: Generation) -> None:
    assert fails(lab, parts(made, way=way(PASSKEY, second=b64u(os.urandom(32))))) == ("opened", "")


def test_opens_a_newer_generation_than_the_device_has_seen(lab: Tab, made: Generation) -> None:
    assert fails(lab, parts(made, highest_gen=1)) == ("opened", "")


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        ("not a manifest", "manifest_malformed"),
        ("a.b.c", "manifest_malformed"),
        (7, "manifest_malformed"),
        ("A" * 65537, "too_large"),
    ],
)
def test_refuses_a_manifest_without_its_shape(
    lab: Tab, made: Generation, manifest: object, expected: str
) -> None:
    assert fails(lab, parts(made, manifest=manifest)) == ("read", expected)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"v": 2, "new": 1}, "update_needed"),
        ({"min_client": 2}, "update_needed"),
        ({"header": {"crit": ["b64"], "b64": False}}, "update_needed"),
        ({"header": {"typ": "JWT"}}, "manifest_malformed"),
        ({"header": {"alg": "none"}}, "manifest_malformed"),
        ({"header": {"kid": "x"}}, "manifest_malformed"),
        ({"more": 1}, "manifest_malformed"),
        ({"slots": []}, "manifest_malformed"),
        ({"slots": {}}, "manifest_malformed"),
        ({"gen": 0}, "manifest_malformed"),
        ({"gen": "5"}, "manifest_malformed"),
        ({"prev": None}, "manifest_malformed"),
        ({"x": {"d": 1, "a": 1, "r": 2}}, "manifest_malformed"),
        ({"x": {"d": 0, "a": 1, "r": 2}}, "manifest_malformed"),
        ({"wid": "AAAA"}, "manifest_malformed"),
    ],
)
def test_refuses_a_manifest_of_another_format(
    lab: Tab, made: Generation, changes: dict[str, Any], expected: str
) -> None:
    manifest = forge.resigned(made.manifest, **changes)
    assert fails(lab, parts(made, manifest=manifest)) == ("read", expected)


def test_refuses_more_slots_than_there_may_be(lab: Tab, made: Generation) -> None:
    slots = forge.part(made.manifest, 1)["slots"]
    many = [slots[0] | {"id": b64u(os.urandom(16)), "pub": b64u(os.urandom(32))} for _ in range(33)]
    manifest = forge.resigned(made.manifest, slots=many)
    assert fails(lab, parts(made, manifest=manifest)) == ("read", "manifest_malformed")


def test_refuses_two_slots_of_one_name(lab: Tab, made: Generation) -> None:
    slots = forge.part(made.manifest, 1)["slots"]
    manifest = forge.resigned(made.manifest, slots=[slots[0], slots[0]])
    assert fails(lab, parts(made, manifest=manifest)) == ("read", "manifest_malformed")


@pytest.mark.parametrize(
    ("changes", "step", "code"),
    [
        ({"way": {"params": {"cid": b64u(os.urandom(32))}}}, "slot", "slot_missing"),
        ({"wid": b64u(os.urandom(16))}, "slot", "slot_missing"),
        ({"way": {"epoch": 4}}, "slot", "wrong_epoch"),
        ({"way": {"first": b64u(os.urandom(32))}}, "bind", "slot_bind"),
        ({"highest_gen": 6}, "manifest", "older_generation"),
        ({"auth_share": None}, "auth_share", "auth_share"),
        ({"auth_share": ""}, "auth_share", "auth_share"),
    ],
)
def test_refuses_wrong_input(
    lab: Tab, made: Generation, changes: dict[str, Any], step: str, code: str
) -> None:
    values = parts(made, **changes)
    values["way"] = way(PASSKEY) | changes.get("way", {})
    assert fails(lab, values) == (step, code)


def test_opens_a_slot_of_an_older_epoch_with_a_newer_touch(lab: Tab, made: Generation) -> None:
    script = OPEN.replace(
        "const open",
        """way.older = input.older.map(
      ({ epoch, ent }) => ({ epoch, ent: unb64u(ent) }));
      const open""",
        1,
    )
    script += "return (await open()).slot.epoch;"
    older = [
        {"epoch": PASSKEY.epoch + 1, "ent": b64u(os.urandom(32))},
        {"epoch": PASSKEY.epoch, "ent": b64u(PASSKEY.ent)},
    ]
    newest = way(PASSKEY, epoch=PASSKEY.epoch + 2, first=b64u(os.urandom(32)))
    assert lab.run(script, **parts(made, way=newest), older=older) == PASSKEY.epoch


def test_says_that_the_prf_is_missing(lab: Tab, made: Generation) -> None:
    values = parts(made, way=way(WITH_PRF, second=None))
    assert fails(lab, values) == ("slot", "prf_missing")


def test_refuses_another_prf_value(lab: Tab, made: Generation) -> None:
    values = parts(made, way=way(WITH_PRF, second=b64u(os.urandom(32))))
    assert fails(lab, values) == ("bind", "slot_bind")


def test_refuses_a_wallet_that_the_host_made(lab: Tab, made: Generation) -> None:
    """The host knows every public key and the auth share, but not the key of the bind tag."""
    mine = os.urandom(32)
    foreign = forge.backup(secret=mine)
    slots = forge.part(made.manifest, 1)["slots"]
    manifest = forge.resigned(foreign.manifest, key=forge.key_of(mine), slots=slots)
    values = parts(foreign, manifest=manifest)
    assert fails(lab, values) == ("bind", "slot_bind")


def test_refuses_a_slot_with_another_public_key(lab: Tab, made: Generation) -> None:
    slots = forge.part(made.manifest, 1)["slots"]
    slots[0]["pub"] = b64u(os.urandom(32))
    manifest = forge.resigned(made.manifest, slots=slots)
    assert fails(lab, parts(made, manifest=manifest)) == ("bind", "slot_bind")


def test_refuses_a_manifest_signed_with_a_key_of_its_own(lab: Tab, made: Generation) -> None:
    manifest = forge.resigned(made.manifest, key=Ed25519PrivateKey.generate())
    assert fails(lab, parts(made, manifest=manifest)) == ("bind", "slot_bind")


@pytest.mark.parametrize("change", ["signature", "payload"])
def test_refuses_a_manifest_that_was_changed(lab: Tab, made: Generation, change: str) -> None:
    header, payload, signature = made.manifest.split(".")
    if change == "payload":
        other = forge.part(made.manifest, 1) | {"gen": 9}
        payload = b64u(json.dumps(other).encode())
    else:
        signature = forge.flipped(signature)
    values = parts(made, manifest=f"{header}.{payload}.{signature}")
    assert fails(lab, values) == ("manifest", "manifest_signature")


def test_refuses_an_auth_share_of_another_generation(lab: Tab, made: Generation) -> None:
    share = made.auth_share[:-1] + bytes([forge.part(made.manifest, 1)["x"]["d"]])
    assert fails(lab, parts(made, auth_share=b64u(share))) == ("auth_share", "auth_share")


def test_refuses_an_auth_share_of_another_length(lab: Tab, made: Generation) -> None:
    values = parts(made, auth_share=b64u(made.auth_share[1:]))
    assert fails(lab, values) == ("combine", "auth_share")


def test_refuses_a_corrupt_auth_share_by_the_commit(lab: Tab, made: Generation) -> None:
    corrupt = bytes([made.auth_share[0] ^ 1]) + made.auth_share[1:]
    assert fails(lab, parts(made, auth_share=b64u(corrupt))) == ("commit", "wrong_wallet")


def test_asks_for_the_auth_share_only_after_all_the_rest(lab: Tab, made: Generation) -> None:
    script = f"""{OPEN}
      let asked = 0;
      const authShare = async () => {{ asked += 1; return unb64u(input.auth_share); }};
      const common = {{
        manifest: input.manifest, wid: unb64u(input.wid), way, authShare, highestGen: 0,
      }};
      await openBackup({{ ...common, envelope: "{{}}" }}).catch(() => undefined);
      const before = asked;
      await openBackup({{ ...common, envelope: input.envelope }});
      return [before, asked];
    """
    assert lab.run(script, **parts(made)) == [0, 1]


ON_DEVICE = """
  const { openOnDevice } = await lib("recover");
  try {
    const opened = await openOnDevice({
      wid: unb64u(input.wid), deviceShare: unb64u(input.device_share),
      authShare: unb64u(input.auth_share), manifest: input.manifest, highestGen: 5,
    });
    return b64u(opened.secret);
  } catch (error) { return [error.step, error.code]; }
"""


def test_device_opens_without_a_passkey(lab: Tab, made: Generation) -> None:
    values = parts(made, device_share=b64u(made.device_share))
    assert lab.run(ON_DEVICE, **values) == b64u(SECRET)


def test_device_refuses_a_wallet_of_the_hosts_making(lab: Tab, made: Generation) -> None:
    """The host sends its own auth share and a manifest of its own with the device's x."""
    payload = forge.part(made.manifest, 1)
    mine = os.urandom(32)
    foreign = forge.backup(secret=mine)
    x = {"d": payload["x"]["d"], "a": payload["x"]["a"], "r": payload["x"]["r"]}
    manifest = forge.resigned(foreign.manifest, key=forge.key_of(mine), x=x)
    share = os.urandom(32) + bytes([x["a"]])
    values = parts(made, device_share=b64u(made.device_share), manifest=manifest)
    values["auth_share"] = b64u(share)
    assert lab.run(ON_DEVICE, **values) == ["commit", "wrong_wallet"]


def test_device_says_that_its_share_is_of_an_older_generation(lab: Tab, made: Generation) -> None:
    x = forge.part(made.manifest, 1)["x"]
    stale = made.device_share[:-1] + bytes([x["r"]])
    values = parts(made, device_share=b64u(stale))
    assert lab.run(ON_DEVICE, **values) == ["device_share", "share_missing"]
