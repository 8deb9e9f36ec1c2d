// How one wallet comes back without a passkey: by its PIN, its password, or the code of a kit.
//
// Each takes a locked box (see release.js) and the callbacks of restoreWallet, and gives what that
// gives. onOpening: the box is opened now.

import { unb64u, wipe } from "../lib/bytes.js";
import { KeyhavenError } from "../lib/errors.js";
import { kitWay } from "../lib/kit.js";
import { readUnverified } from "../lib/manifest.js";
import { passwordWay } from "../lib/password.js";
import { METHOD, checkMethod } from "../lib/slots.js";
import { recognisedSlot } from "./kit.js";
import { enter, renewed, settle } from "./pin.js";
import { restoreWallet } from "./restore.js";

function slotOf({ manifest, method }) {
  const { payload, pkMan } = readUnverified(manifest);
  const slot = payload.slots.find((each) => each.method === method);
  if (slot === undefined) throw new KeyhavenError("slot_missing");
  checkMethod(slot);
  return { slot, pkMan };
}

/** What the vault is asked about. @returns {{wid: Uint8Array, pkMan: Uint8Array, slot: object}} */
export function pinOf(box) {
  const found = slotOf({ manifest: box.manifest, method: METHOD.pin });
  return { wid: unb64u(box.wid, 16), ...found };
}

async function settleIn({ wid, pkMan, fresh, invitation }) {
  if (fresh === null) return;
  try {
    await settle({ wid, pkMan, way: fresh, invitation });
  } catch {
    // The wallet is back, and the next entry of the PIN tells the vault.
  } finally {
    wipe(fresh.first, fresh.second);
  }
}

/**
 * One counted try. Where the vault has renewed its keys, the PIN moves along by itself.
 * @param {{box: object, pin: string, invitation: Invitation, stretch: function,
 *   onOpening: () => void}} input and callbacks
 */
export async function restoreByPin({ box, pin, invitation, stretch, onOpening, ...callbacks }) {
  const { wid, pkMan, slot } = pinOf(box);
  const { way, isOld, since } = await enter({ wid, pkMan, slot, pin, invitation, stretch });
  onOpening();
  const renew = (opened) =>
    isOld ? renewed({ ...opened, pin, since, invitation, stretch }) : Promise.resolve(null);
  try {
    const restored = await restoreWallet({ found: box, way, renew, ...callbacks });
    await settleIn({ wid, pkMan, fresh: restored.fresh, invitation });
    return restored;
  } finally {
    wipe(way.first, way.second);
  }
}

/** @param {{box: object, password: string, stretch: function, onOpening: () => void}} input */
export async function restoreByPassword({ box, password, stretch, onOpening, ...callbacks }) {
  const { slot } = slotOf({ manifest: box.manifest, method: METHOD.password });
  const wid = unb64u(box.wid, 16);
  const way = await passwordWay({ wid, params: slot.params, password, stretch });
  onOpening();
  try {
    return await restoreWallet({ found: box, way, ...callbacks });
  } finally {
    wipe(way.first);
  }
}

/** @param {{box: object, key: Uint8Array, onOpening: () => void}} input key: of the kit's code */
export async function restoreByKit({ box, key, onOpening, ...callbacks }) {
  const wid = unb64u(box.wid, 16);
  const slot = await recognisedSlot({ wid, key, manifest: box.manifest });
  if (slot === null) throw new KeyhavenError("wrong_key");
  onOpening();
  return restoreWallet({ found: box, way: kitWay({ key, params: slot.params }), ...callbacks });
}
