// How a wallet opens on a device that has been used with it before.

import { b64u, unb64u } from "../lib/bytes.js";
import {
  generationsHeld,
  highestGen,
  promote,
  saveShare,
  shareFor,
} from "../lib/device.js";
import { openBackup, openOnDevice } from "../lib/recover.js";
import { passkeyWay } from "../lib/slots.js";
import { request } from "./http.js";
import { bringBack, partsOf } from "./restore.js";
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

/**
 * Gives this device its share of the current generation with one touch. No new generation is
 * made, so the person's other devices keep working.
 * @param {{wid: Uint8Array, invitation: object, onRelease?: () => void}} input
 * @returns {Promise<{secret: Uint8Array, gen: number, manifest: string}>}
 */
export async function refresh({ wid, invitation, onRelease }) {
  const touched = await unlock({ invitation, onRelease });
  // The page may be older than the last change on another device.
  const { gen } = await request("GET", `/wallets/${b64u(wid)}`);
  const askParts = () => partsOf({ wid, gen });
  let parts = await askParts();
  if (parts.envelope === null) parts = await bringBack({ wid, ask: askParts });
  const opened = await openBackup({
    way: passkeyWay(touched),
    wid,
    envelope: parts.envelope,
    manifest: parts.manifest,
    authShare: unb64u(parts.auth_share),
    highestGen: await highestGen(wid),
  });
  const digest = unb64u(parts.digest, 32);
  await saveShare({ wid, gen, digest, share: opened.deviceShare });
  await promote({ wid, gen, digest });
  return { secret: opened.secret, gen, manifest: parts.manifest };
}
