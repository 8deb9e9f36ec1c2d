"""Opening a backup in the page, with any of its parts replaced."""

from __future__ import annotations

from typing import Any

from tests.browser.lib.conftest import Tab
from tests.browser.lib.forge import PASSKEY
from tests.soft_backup import Generation, Slot
from tests.soft_layout import b64u
from tests.vectors.make import way_of

OPEN = """
  const { openBackup } = await lib("recover");
  const optional = (text) => (text === null ? null : unb64u(text));
  const way = { ...input.way, first: unb64u(input.way.first), second: optional(input.way.second) };
  const open = () => openBackup({
    envelope: input.envelope, manifest: input.manifest, wid: unb64u(input.wid), way,
    highestGen: input.highest_gen,
    authShare: input.auth_share === null ? async () => { throw new Error("no network"); }
      : async () => unb64u(input.auth_share),
  });
"""
FAIL = f"""{OPEN}
  try {{ await open(); }} catch (error) {{ return [error.step, error.code, error.message]; }}
  return ["opened", "", ""];
"""


def way(slot: Slot, **changes: Any) -> dict[str, Any]:
    """A slot as the page has it at hand; binary values as text."""
    return way_of(slot) | changes


def parts(made: Generation, *, slot: Slot = PASSKEY, **changes: Any) -> dict[str, Any]:
    values = {
        "envelope": made.envelope,
        "manifest": made.manifest,
        "wid": b64u(made.wid),
        "way": way(slot),
        "highest_gen": made.gen,
        "auth_share": b64u(made.auth_share),
    }
    return values | changes


def fails(lab: Tab, values: dict[str, Any]) -> tuple[str, str]:
    step, code, message = lab.run(FAIL, **values)
    # Every code has words for people.
    assert step == "opened" or message
    return step, code
