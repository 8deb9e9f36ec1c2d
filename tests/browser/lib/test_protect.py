"""Generations that the page makes open elsewhere, and open again in the page."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest

from tests import soft_backup
from tests.browser.lib import forge
from tests.browser.lib.conftest import Tab
from tests.browser.lib.forge import PASSKEY, SECRET, WID, WITH_PRF
from tests.browser.lib.opening import fails, parts, way
from tests.soft_backup import Generation, PasskeySlot, Slot
from tests.soft_layout import b64u, sha256, unb64u

pytestmark = pytest.mark.browser

BUILD = """
  const { buildGeneration } = await lib("protect");
  const wayOf = (way) => ({
    ...way, first: unb64u(way.first), second: way.second === null ? null : unb64u(way.second),
  });
  const secret = unb64u(input.secret);
  const build = () => buildGeneration({
    secret, wid: unb64u(input.wid), gen: input.gen, previousManifest: input.previous,
    add: input.add.map(wayOf), remove: input.remove,
  });
"""
GENERATION = f"""{BUILD}
  const made = await build();
  return {{
    gen: made.gen, wid: b64u(made.wid), envelope: made.envelope, manifest: made.manifest,
    auth_share: b64u(made.authShare), device_share: b64u(made.deviceShare),
    pk_man: b64u(made.pkMan), digest: b64u(made.digest),
  }};
"""


def order(**changes: Any) -> dict[str, Any]:
    values: dict[str, Any] = {"secret": SECRET, "gen": 1, "previous": None, "add": [], "remove": []}
    values |= changes
    return values | {
        "secret": b64u(values["secret"]),
        "add": [way(slot) for slot in values["add"]],
        "wid": b64u(WID),
    }


def build(lab: Tab, **changes: Any) -> Generation:
    made = lab.run(GENERATION, **order(**changes))
    generation = Generation(
        wid=unb64u(made["wid"]),
        gen=made["gen"],
        envelope=made["envelope"],
        manifest=made["manifest"],
        auth_share=unb64u(made["auth_share"]),
        device_share=unb64u(made["device_share"]),
        pk_man=unb64u(made["pk_man"]),
    )
    assert unb64u(made["digest"]) == generation.digest
    return generation


def opens(made: Generation, *, slot: Slot) -> bytes:
    return soft_backup.open_backup(
        envelope=made.envelope,
        manifest=made.manifest,
        auth_share=made.auth_share,
        slot=slot,
        wid=WID,
        highest_gen=made.gen,
    ).secret


@pytest.mark.parametrize("size", [16, 32, 33, 1024])
def test_another_implementation_opens_what_the_page_made(lab: Tab, size: int) -> None:
    secret = os.urandom(size)
    made = build(lab, secret=secret, add=[PASSKEY, WITH_PRF])
    assert opens(made, slot=PASSKEY) == opens(made, slot=WITH_PRF) == secret
    assert soft_backup.combine(made.device_share, made.auth_share) == secret


def test_header_of_an_envelope_for_one_slot_is_fixed(lab: Tab) -> None:
    """The one-time key of a single recipient stays out of the protected header."""
    made = build(lab, add=[PASSKEY])
    envelope = json.loads(made.envelope)
    assert json.loads(unb64u(envelope["protected"])) == {
        "enc": "A256GCM",
        "typ": "recovery-share+jwe",
        "crit": ["krp"],
        "krp": {
            "v": 1,
            "s": 1,
            "wid": b64u(WID),
            "gen": 1,
            "man": b64u(sha256(made.manifest.encode())),
        },
    }
    assert len(envelope["recipients"]) == 1
    assert opens(made, slot=PASSKEY) == SECRET


def test_next_generation_is_sealed_for_passkeys_that_are_not_at_hand(lab: Tab) -> None:
    first = build(lab, add=[PASSKEY])
    second = build(lab, gen=2, previous=first.manifest, add=[WITH_PRF])
    assert opens(second, slot=PASSKEY) == opens(second, slot=WITH_PRF) == SECRET
    assert forge.part(second.manifest, 1)["prev"] == b64u(sha256(first.manifest.encode()))
    assert second.auth_share != first.auth_share


def test_with_one_of_three_at_hand_all_three_open_the_next_and_none_the_one_before(
    lab: Tab,
) -> None:
    absent = [WITH_PRF, PasskeySlot(os.urandom(32), os.urandom(44), "Key", 2, os.urandom(32))]
    old = build(lab, add=[PASSKEY, *absent])
    new = build(lab, gen=2, previous=old.manifest, add=[PASSKEY])
    for slot in (PASSKEY, *absent):
        assert opens(old, slot=slot) == opens(new, slot=slot) == SECRET
        # Somebody kept the old files. The server's share of them is destroyed; it gives the new.
        kept = parts(old, slot=slot, auth_share=b64u(new.auth_share))
        assert fails(lab, kept)[1] in {"auth_share", "wrong_wallet"}


def test_goes_on_from_a_generation_made_elsewhere(lab: Tab) -> None:
    first = forge.backup(gen=1)
    third = os.urandom(32)
    slot = PasskeySlot(cid=third, spki=third, name="Key", epoch=1, ent=third)
    second = build(lab, gen=2, previous=first.manifest, add=[slot])
    assert opens(second, slot=slot) == opens(second, slot=WITH_PRF) == SECRET


def test_removed_slot_opens_no_longer(lab: Tab) -> None:
    first = build(lab, add=[PASSKEY, WITH_PRF])
    gone = forge.part(first.manifest, 1)["slots"][0]["id"]
    second = build(lab, gen=2, previous=first.manifest, remove=[gone])
    with pytest.raises(soft_backup.OpeningError, match="slot"):
        opens(second, slot=PASSKEY)
    assert opens(second, slot=WITH_PRF) == SECRET


def test_slot_of_the_same_passkey_is_replaced(lab: Tab) -> None:
    first = build(lab, add=[PASSKEY, WITH_PRF])
    newer = PasskeySlot(
        cid=PASSKEY.cid, spki=PASSKEY.spki, name="Laptop", epoch=9, ent=os.urandom(32)
    )
    second = build(lab, gen=2, previous=first.manifest, add=[newer])
    assert len(forge.part(second.manifest, 1)["slots"]) == 2
    assert opens(second, slot=newer) == SECRET


def refused(lab: Tab, **changes: Any) -> Any:
    return lab.run(f"{BUILD} return code(build);", **order(**changes))


def test_makes_nothing_that_no_passkey_opens(lab: Tab) -> None:
    assert refused(lab) == "no_slots"
    first = build(lab, add=[PASSKEY])
    slot_id = forge.part(first.manifest, 1)["slots"][0]["id"]
    assert refused(lab, gen=2, previous=first.manifest, remove=[slot_id]) == "no_slots"


def test_makes_no_generation_out_of_turn(lab: Tab) -> None:
    first = build(lab, add=[PASSKEY])
    assert refused(lab, gen=2, add=[PASSKEY]) == "wrong_generation"
    assert refused(lab, gen=1, previous=first.manifest) == "wrong_generation"
    assert refused(lab, gen=3, previous=first.manifest) == "wrong_generation"


def test_does_not_take_over_the_slots_of_another_wallet(lab: Tab) -> None:
    first = build(lab, add=[PASSKEY], secret=os.urandom(32))
    assert refused(lab, gen=2, previous=first.manifest) == "manifest_signature"


def test_makes_no_more_slots_than_can_be_read(lab: Tab) -> None:
    many = [
        PasskeySlot(cid=os.urandom(16), spki=b"s", name="n", epoch=1, ent=os.urandom(32))
        for _ in range(33)
    ]
    assert refused(lab, add=many) == "too_many_slots"
    assert opens(build(lab, add=many[:32]), slot=many[31]) == SECRET


@pytest.mark.parametrize("size", [0, 15, 1025])
def test_protects_no_secret_of_another_size(lab: Tab, size: int) -> None:
    assert refused(lab, secret=bytes(size), add=[PASSKEY]) == "bad_secret"


REHEARSE = f"""{BUILD}
  const {{ rehearse }} = await lib("protect");
  const built = await build();
  const ways = input.add.map(wayOf);
  const served = {{
    envelope: built.envelope, manifest: built.manifest, authShare: built.authShare.slice(),
  }};
  const outcome = () => rehearse({{ built, served, secret, ways }}).then(() => "opens");
"""


def test_rehearsal_opens_what_the_server_gave_back(lab: Tab) -> None:
    values = order(add=[PASSKEY, WITH_PRF])
    assert lab.run(f"{REHEARSE} return outcome();", **values) == "opens"


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ("served.envelope += ' ';", "served"),
        ("served.manifest = served.manifest.slice(1);", "served"),
        ("served.authShare[0] ^= 1;", "served"),
        ("served.authShare = undefined;", "served"),
        ("ways[0].first = new Uint8Array(32);", "bind"),
        ("ways[1].second = null;", "slot"),
        ("ways.length = 0;", "slot"),
        ("secret[0] ^= 1;", "commit"),
    ],
)
def test_rehearsal_fails(lab: Tab, change: str, step: str) -> None:
    script = f"{REHEARSE} {change} return failure(outcome);"
    assert lab.run(script, **order(add=[PASSKEY, WITH_PRF])) == step


def test_any_secret_comes_back(lab: Tab) -> None:
    """Random secrets of 16 to 1,024 bytes, made and opened in the page."""
    failures = lab.run(
        """
        const { buildGeneration, rehearse } = await lib("protect");
        const { randomBytes } = await lib("bytes");
        const { passkeyWay } = await lib("slots");
        const failures = [];
        for (let round = 0; round < 12; round += 1) {
          const secret = randomBytes(16 + Math.floor(Math.random() * 1009));
          const ways = Array.from({ length: 1 + (round % 3) }, (_, index) => passkeyWay({
            cid: randomBytes(20 + round), spki: randomBytes(91), name: `key ${index}`,
            epoch: 1 + round, ent: randomBytes(32), prf: index === 1 ? randomBytes(32) : null,
          }));
          try {
            const wid = randomBytes(16);
            const built = await buildGeneration({ secret, wid, gen: 1, add: ways });
            await rehearse({ built, served: built, secret, ways });
          } catch (error) { failures.push([secret.length, error.step, error.code]); }
        }
        return failures;
        """
    )
    assert failures == []
