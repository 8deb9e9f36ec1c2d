// How a PIN gets into a wallet, in place of the one before it, and is tried.

import { KeyhavenError } from "../lib/errors.js";
import { readUnverified } from "../lib/manifest.js";
import { METHOD, forget } from "../lib/slots.js";
import { enrol, enter } from "./pin.js";
import { protect } from "./protect.js";

function pinSlots(manifest) {
  const { payload } = readUnverified(manifest);
  return payload.slots.filter(({ method }) => method === METHOD.pin);
}

/**
 * The vault names a PIN, and the touch approves that name. So the PIN is made before the touch. One
 * that no backup lists in the end costs nothing: until it is entered once, the old one counts.
 * @param {object} input
 * @param {Uint8Array} input.wid
 * @param {string} input.name of the wallet
 * @param {{secret: Uint8Array, gen: number, manifest: string}} input.opened see openHere
 * @param {string} input.pin
 * @param {{vault: Invitation, approval: Invitation}} input.invitations for OP.unlock with pins, and
 *   for OP.approve
 * @param {function} input.stretch see stretch.js
 * @param {() => void} [input.onTouch] the touch is asked for
 * @param {() => void} input.onRelease
 * @param {() => Promise<void>} input.onSecondTouch
 * @param {(step: string) => void} input.onStep see protect
 * @returns {Promise<{id: string, gen: number, record: string}>} record: by which `tryPin` finds it
 * @throws {ServerError|KeyhavenError}
 */
export async function addPin({
  wid,
  name,
  opened: { secret, gen, manifest },
  pin,
  invitations,
  stretch,
  onTouch = () => undefined,
  ...callbacks
}) {
  const before = pinSlots(manifest);
  const [listed] = before;
  const way = await enrol({ wid, secret, pin, listed, invitation: invitations.vault, stretch });
  onTouch();
  const saved = await protect({
    ...callbacks,
    wallet: { secret, wid, name, gen: gen + 1, previousManifest: manifest },
    invitation: invitations.approval,
    adding: [way],
    remove: before.map(({ id }) => id),
    more: async () => [way],
  });
  return { id: saved.id, gen: saved.gen, record: way.params.nonce };
}

/**
 * One entry at the vault, of the PIN with this name. The first right one makes a new PIN count, and
 * the old one end.
 * @param {{wid: Uint8Array, manifest: string, record: string, pin: string, invitation: Invitation,
 *   stretch: function}} input
 * @throws {ServerError|KeyhavenError} pin_wrong, with `left`
 */
export async function tryPin({ wid, manifest, record, pin, invitation, stretch }) {
  const { pkMan } = readUnverified(manifest);
  const slot = pinSlots(manifest).find(({ params }) => params.nonce === record);
  if (slot === undefined) throw new KeyhavenError("pin_unknown");
  const { way } = await enter({ wid, pkMan, slot, pin, invitation, stretch });
  forget(way);
}
