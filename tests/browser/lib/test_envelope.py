"""An envelope opens only if it is whole, meant for the slot, and of one mind with the manifest."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from pyshamir._utils import div, mul

from tests.browser.lib import forge
from tests.browser.lib.conftest import Tab
from tests.browser.lib.forge import PASSKEY, SECRET, WID
from tests.browser.lib.opening import fails, parts
from tests.soft_backup import Generation
from tests.soft_layout import b64u, manifest_key

pytestmark = pytest.mark.browser

SEAL = """
  const { seal } = await lib("envelope");
  return seal({
    wid: unb64u(input.wid), gen: input.gen, manifest: input.manifest, share: unb64u(input.share),
    commit: unb64u(input.commit), recipients: input.recipients.map((key) => unb64u(key)),
    createdMs: 0,
  });
"""


@pytest.fixture(scope="module")
def made() -> Generation:
    return forge.backup()


@pytest.mark.parametrize("field", ["ciphertext", "iv", "tag", "protected"])
def test_refuses_an_envelope_of_which_a_bit_changed(lab: Tab, made: Generation, field: str) -> None:
    changed = forge.flipped(json.loads(made.envelope)[field])
    changes: dict[str, Any] = {field: changed}
    values = parts(made, envelope=forge.envelope_with(made.envelope, **changes))
    assert fails(lab, values) == ("envelope", "envelope")


def test_refuses_a_header_that_was_changed(lab: Tab, made: Generation) -> None:
    krp = forge.krp_of(made.envelope) | {"gen": made.gen + 1}
    values = parts(made, envelope=forge.envelope_with(made.envelope, header={"krp": krp}))
    assert fails(lab, values) == ("envelope", "envelope")


def test_refuses_a_wrapped_key_that_changed(lab: Tab, made: Generation) -> None:
    recipients = json.loads(made.envelope)["recipients"]
    for recipient in recipients:
        recipient["encrypted_key"] = forge.flipped(recipient["encrypted_key"])
    values = parts(made, envelope=forge.envelope_with(made.envelope, recipients=recipients))
    assert fails(lab, values) == ("envelope", "envelope")


def test_refuses_a_one_time_key_that_changed(lab: Tab, made: Generation) -> None:
    recipients = json.loads(made.envelope)["recipients"]
    for recipient in recipients:
        recipient["header"]["epk"]["x"] = forge.flipped(recipient["header"]["epk"]["x"])
    values = parts(made, envelope=forge.envelope_with(made.envelope, recipients=recipients))
    assert fails(lab, values) == ("envelope", "envelope")


@pytest.mark.parametrize("count", [0, 33])
def test_refuses_an_envelope_for_nobody_and_for_too_many(
    lab: Tab, made: Generation, count: int
) -> None:
    recipient = json.loads(made.envelope)["recipients"][0]
    values = parts(
        made, envelope=forge.envelope_with(made.envelope, recipients=[recipient] * count)
    )
    assert fails(lab, values) == ("envelope", "envelope")


@pytest.mark.parametrize("envelope", ["", "[]", "null", "{}", "7", '{"protected":"AA"}'])
def test_refuses_an_envelope_without_its_shape(lab: Tab, made: Generation, envelope: str) -> None:
    assert fails(lab, parts(made, envelope=envelope)) == ("envelope", "envelope")


def test_refuses_an_envelope_that_is_too_large(lab: Tab, made: Generation) -> None:
    values = parts(made, envelope=made.envelope + " " * 65536)
    assert fails(lab, values) == ("envelope", "too_large")


@pytest.mark.parametrize(
    "header",
    [
        {"crit": ["krp", "new"]},
        {"crit": None},
        {"krp": {"v": 2, "s": 1}},
        {"krp": {"v": 1, "s": 2}},
    ],
)
def test_asks_for_an_update_when_the_envelope_is_newer(
    lab: Tab, made: Generation, header: dict[str, Any]
) -> None:
    envelope = forge.envelope_with(made.envelope, header=header)
    assert fails(lab, parts(made, envelope=envelope)) == ("envelope", "update_needed")


@pytest.mark.parametrize("field", ["wid", "gen", "manifest", "commit", "share"])
def test_refuses_an_envelope_that_contradicts_the_manifest(
    lab: Tab, made: Generation, field: str
) -> None:
    """Anybody can seal to a slot's public key, so what is inside has to agree with the manifest."""
    payload = forge.part(made.manifest, 1)
    right = {
        "wid": b64u(WID),
        "gen": made.gen,
        "manifest": made.manifest,
        "commit": payload["commit"],
        "share": b64u(bytes(32) + bytes([payload["x"]["r"]])),
        "recipients": [slot["pub"] for slot in payload["slots"]],
    }
    wrong = {
        "wid": b64u(os.urandom(16)),
        "gen": made.gen + 1,
        "manifest": forge.backup().manifest,
        "commit": b64u(os.urandom(32)),
        "share": b64u(bytes(32) + bytes([payload["x"]["a"]])),
    }
    envelope = lab.run(SEAL, **right | {field: wrong[field]})
    assert fails(lab, parts(made, envelope=envelope)) == ("header", "header_mismatch")


def test_refuses_a_share_that_the_host_sealed(lab: Tab, made: Generation) -> None:
    payload = forge.part(made.manifest, 1)
    envelope = lab.run(
        SEAL,
        wid=b64u(WID),
        gen=made.gen,
        manifest=made.manifest,
        commit=payload["commit"],
        share=b64u(bytes(32) + bytes([payload["x"]["r"]])),
        recipients=[slot["pub"] for slot in payload["slots"]],
    )
    assert fails(lab, parts(made, envelope=envelope)) == ("commit", "wrong_wallet")


def test_refuses_a_manifest_key_that_the_secret_does_not_give(lab: Tab, made: Generation) -> None:
    """Even where the slot itself vouches for the key."""
    key = manifest_key(wid=WID, secret=os.urandom(32))
    manifest = forge.bound_to(made.manifest, slot=PASSKEY, key=key, secret=SECRET)
    payload = forge.part(made.manifest, 1)
    share = recovery_share(made, x=payload["x"]["r"])
    envelope = lab.run(
        SEAL,
        wid=b64u(WID),
        gen=made.gen,
        manifest=manifest,
        commit=payload["commit"],
        share=b64u(share),
        recipients=[slot["pub"] for slot in payload["slots"]],
    )
    values = parts(made, manifest=manifest, envelope=envelope)
    assert fails(lab, values) == ("identity", "wrong_wallet")


def recovery_share(made: Generation, *, x: int) -> bytes:
    """The third share out of the other two: on a line, f(x) = S + x(f(a) + S)/a in GF(2^8)."""

    a = made.auth_share[-1]
    slopes = [div(y ^ s, a) for y, s in zip(made.auth_share[:-1], SECRET, strict=True)]
    return bytes(s ^ mul(slope, x) for s, slope in zip(SECRET, slopes, strict=True)) + bytes([x])
