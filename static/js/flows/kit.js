// An emergency kit: made, packed into its file, and looked at again. Its key never leaves the page.

import { b64u, unb64u, wipe } from "../lib/bytes.js";
import { exportFile, readKeptFile } from "../lib/keptfiles.js";
import { kitWay, lockForKit, openWithKit } from "../lib/kit.js";
import { readUnverified } from "../lib/manifest.js";
import { openKept } from "../lib/offline.js";
import { METHOD, checkBindTag, slotContext, slotKeys } from "../lib/slots.js";
import { protect } from "./protect.js";

function kitSlots(manifest) {
  return readUnverified(manifest).payload.slots.filter(({ method }) => method === METHOD.kit);
}

/**
 * Lets a kit that lies on paper already into an open wallet, in place of those before it.
 * @param {object} input
 * @param {{key: Uint8Array, params: object}} input.kit see newKit
 * @param {{secret: Uint8Array, gen: number, manifest: string}} input.opened see openHere
 * @param {Uint8Array} input.wid
 * @param {string} input.name of the wallet
 * @param {object} input.invitation for OP.approve
 * @param {() => void} input.onRelease
 * @param {() => Promise<void>} input.onSecondTouch
 * @param {(step: string) => void} input.onStep
 * @returns {Promise<string>} what belongs into the kit's file: all parts of the new generation
 * @throws {ServerError|KeyhavenError}
 */
export async function letKitIn({ kit, opened, wid, name, ...callbacks }) {
  const old = kitSlots(opened.manifest).map(({ id }) => id);
  const { secret, gen, manifest } = opened;
  const { built } = await protect({
    ...callbacks,
    wallet: { secret, wid, name, gen: gen + 1, previousManifest: manifest },
    adding: [{ method: METHOD.kit, params: kit.params }],
    remove: old,
    more: async () => [kitWay({ key: kit.key.slice(), params: kit.params })],
  });
  const { envelope, manifest: written, authShare } = built;
  const about = { service: location.origin, wallet: name, createdMs: Date.now() };
  return exportFile({ wid, gen: built.gen, envelope, manifest: written, authShare, ...about });
}

/**
 * The kit's file: all parts of one generation, locked for the kit. It is opened once, all the way to
 * the wallet's secret, before it is handed out.
 * @param {{key: Uint8Array, text: string}} input text: of exportFile
 * @returns {Promise<{bytes: Uint8Array, gen: number}>}
 * @throws {KeyhavenError}
 */
export async function packKit({ key, text }) {
  const bytes = await lockForKit({ key, text });
  const { gen } = await openKitFile({ key, bytes });
  return { bytes, gen };
}

/**
 * Opens a kit's file as the offline tool would, and lets go of the secret.
 * @param {{key: Uint8Array, bytes: Uint8Array}} input
 * @returns {Promise<{gen: number, wid: Uint8Array}>}
 * @throws {KeyhavenError}
 */
export async function openKitFile({ key, bytes }) {
  const { backup, share } = readKeptFile(await openWithKit({ key, bytes }));
  const shares = [share];
  const firstOf = async () => key.slice();
  const opened = await openKept({ backup, shares, method: METHOD.kit, firstOf });
  wipe(opened.secret);
  return { gen: opened.gen, wid: backup.wid };
}

/**
 * Which of a wallet's kits is this? Nothing is sent, and nothing is opened.
 * @param {{wid: Uint8Array, key: Uint8Array, manifest: string}} input
 * @returns {Promise<object|null>} its slot, or null for a kit that opens nothing here any more
 * @throws {KeyhavenError} slot_bind: the slot was made for another wallet
 */
export async function recognisedSlot({ wid, key, manifest }) {
  const { payload, pkMan } = readUnverified(manifest);
  const commit = unb64u(payload.commit, 32);
  for (const slot of kitSlots(manifest)) {
    const id = unb64u(slot.id, 16);
    const context = slotContext({ method: METHOD.kit, wid, id, epoch: 0, prf: 0 });
    const keys = await slotKeys({ context, first: key, second: null });
    if (b64u(keys.publicKey) === slot.pub) {
      await checkBindTag({ bindKey: keys.bindKey, pkMan, commit, tag: unb64u(slot.bind, 32) });
      return slot;
    }
  }
  return null;
}
