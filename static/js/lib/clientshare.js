// A backup share from elsewhere, locked with the wallet's secret before it leaves the page. The key
// is one for each wallet and version, so no older share opens in the place of a newer one.

import { concat, hkdf, label, randomBytes, sized, u32, wipe } from "./bytes.js";
import { KeyhavenError } from "./errors.js";

const NONCE_BYTES = 12;

async function keyOf({ wid, secret, version }) {
  const info = concat(label("KRP1-CLIENT-SHARE"), u32(version));
  const raw = await hkdf({ salt: sized(wid, 16), ikm: secret, info, size: 32 });
  try {
    return await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  } finally {
    wipe(raw);
  }
}

/**
 * @param {{wid: Uint8Array, secret: Uint8Array, version: number, share: Uint8Array}} input
 *   wid: 16 bytes; version: of the pair of shares, from 1
 * @returns {Promise<Uint8Array>} 28 bytes longer than the share
 */
export async function lockShare({ wid, secret, version, share }) {
  const iv = randomBytes(NONCE_BYTES);
  const key = await keyOf({ wid, secret, version });
  const locked = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, share);
  return concat(iv, new Uint8Array(locked));
}

/**
 * @param {{wid: Uint8Array, secret: Uint8Array, version: number, locked: Uint8Array}} input
 * @returns {Promise<Uint8Array>} the share
 * @throws {KeyhavenError} client_share
 */
export async function unlockShare({ wid, secret, version, locked }) {
  const key = await keyOf({ wid, secret, version });
  const iv = locked.slice(0, NONCE_BYTES);
  try {
    const ciphertext = locked.slice(NONCE_BYTES);
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, ciphertext));
  } catch (error) {
    throw new KeyhavenError("client_share", { cause: error });
  }
}
