"""Opening a backup in the page, with any of its parts replaced."""

from __future__ import annotations

from typing import Any

from tests.browser.lib.conftest import Tab
from tests.browser.lib.forge import PASSKEY
from tests.soft_backup import Generation, PasskeySlot
from tests.soft_layout import b64u

OPEN = """
  const { openBackup } = await lib("recover");
  const optional = (text) => (text === null ? null : unb64u(text));
  const open = () => openBackup({
    envelope: input.envelope, manifest: input.manifest, wid: unb64u(input.wid),
    cid: unb64u(input.cid), ent: unb64u(input.ent), epoch: input.epoch, prf: optional(input.prf),
    highestGen: input.highest_gen,
    authShare: input.auth_share === null ? async () => { throw new Error("no network"); }
      : async () => unb64u(input.auth_share),
  });
"""
FAIL = f"""{OPEN}
  try {{ await open(); }} catch (error) {{ return [error.step, error.code, error.message]; }}
  return ["opened", "", ""];
"""


def parts(made: Generation, *, slot: PasskeySlot = PASSKEY, **changes: Any) -> dict[str, Any]:
    values = {
        "envelope": made.envelope,
        "manifest": made.manifest,
        "wid": b64u(made.wid),
        "cid": b64u(slot.cid),
        "ent": b64u(slot.ent),
        "epoch": slot.epoch,
        "prf": None if slot.prf is None else b64u(slot.prf),
        "highest_gen": made.gen,
        "auth_share": b64u(made.auth_share),
    }
    return values | changes


def fails(lab: Tab, values: dict[str, Any]) -> tuple[str, str]:
    step, code, message = lab.run(FAIL, **values)
    # Every code has words for people.
    assert step == "opened" or message
    return step, code
