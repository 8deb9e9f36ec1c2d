// How a wallet opens on a device that has been used with it before.

import { b64u, unb64u } from "../lib/bytes.js";
import {
  generationsHeld,
  highestGen,
  promote,
  saveShare,
  shareFor,
} from "../lib/device.js";
import { KeyhavenError } from "../lib/errors.js";
import { openBackup, openOnDevice } from "../lib/recover.js";
import { forget, passkeyWay } from "../lib/slots.js";
import { ServerError, request } from "./http.js";
import { bringBack, partsOf, sameWay } from "./restore.js";
import { save } from "./save.js";
import { unlock } from "./unlock.js";

/**
 * Opens with this device's share and the server's, without a touch.
 * @param {Uint8Array} wid
 * @returns {Promise<{state: "open", secret: Uint8Array, gen: number, manifest: string}|
 *   {state: "older"|"none", gen: number}>} older: this device holds a share of an earlier
 *   generation only; none: it holds none. Both are put right by `refresh`.
 */
export async function openHere(wid) {
  const ask = () => request("GET", `/wallets/${b64u(wid)}`);
  const answer = await ask();
  const { gen } = answer;
  const digest = unb64u(answer.digest, 32);
  const deviceShare = await shareFor({ wid, gen, digest });
  if (deviceShare === null) {
    const held = await generationsHeld(wid);
    return { state: held.length > 0 ? "older" : "none", gen };
  }
  const manifest = answer.manifest ?? (await bringBack({ wid, ask })).manifest;
  const authShare = unb64u(answer.auth_share);
  const highest = await highestGen(wid);
  const opened = await openOnDevice({ wid, deviceShare, authShare, manifest, highestGen: highest });
  // After a crash right behind the commit, this is where the device learns of it.
  await promote({ wid, gen, digest });
  return { state: "open", secret: opened.secret, gen, manifest };
}

/** Keeps the share that this device was just given; every other device keeps its own. */
async function keepShare({ wid, gen, parts, opened }) {
  const digest = unb64u(parts.digest, 32);
  await saveShare({ wid, gen, digest, share: opened.deviceShare });
  await promote({ wid, gen, digest });
  return { secret: opened.secret, gen, manifest: parts.manifest };
}

/**
 * Makes the slot that opened anew, because the vault has renewed its keys since: a generation of
 * its own, written like any other.
 */
async function renew({ wid, name, gen, parts, opened, way }) {
  const { secret, slot } = opened;
  const ways = [sameWay({ slot, way })];
  const next = { secret, wid, name, gen: gen + 1, previousManifest: parts.manifest };
  const saved = await save({ ...next, ways, onStep: () => undefined });
  return { secret, gen: saved.gen, manifest: saved.manifest };
}

/**
 * Gives this device its share of the current generation with one touch. No new generation is made,
 * so the person's other devices keep working, unless the vault has renewed its keys: then the
 * touch renews the slot too, and the person need not know of it.
 * @param {{wid: Uint8Array, invitation: object, onRelease?: () => void}} input
 * @returns {Promise<{secret: Uint8Array, gen: number, manifest: string}>}
 */
export async function refresh({ wid, invitation, onRelease }) {
  const touched = await unlock({ invitation, onRelease });
  const way = passkeyWay(touched);
  // The page may be older than the last change on another device.
  const { gen, name } = await request("GET", `/wallets/${b64u(wid)}`);
  const askParts = () => partsOf({ wid, gen });
  let parts = await askParts();
  if (parts.envelope === null) parts = await bringBack({ wid, ask: askParts });
  const opened = await openBackup({
    way,
    wid,
    envelope: parts.envelope,
    manifest: parts.manifest,
    authShare: unb64u(parts.auth_share),
    highestGen: await highestGen(wid),
  });
  try {
    if (opened.slot.epoch < way.epoch) {
      return await renew({ wid, name, gen, parts, opened, way });
    }
  } catch (error) {
    // It opened, and that is what the person asked for. The next touch tries again.
    if (!(error instanceof KeyhavenError) && !(error instanceof ServerError)) throw error;
  } finally {
    forget(way);
  }
  return keepShare({ wid, gen, parts, opened });
}
