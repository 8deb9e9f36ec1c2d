// A secret as three shares of which any two make it up again (Shamir over GF(2^8)).
// A share is one y byte for each byte of the secret, then one x byte.

import { combine as interpolate, split as splitSecret } from "../../vendor/shamir.js";
import { sized } from "./bytes.js";
import { KeyhavenError } from "./errors.js";

const MIN_SECRET = 16;
const MAX_SECRET = 1024;

/** @param {Uint8Array} share @returns {number} its x coordinate, 1 to 255 */
export function xOf(share) {
  return share[share.length - 1];
}

/** @param {Uint8Array} secret @returns {Uint8Array} the secret, if its size is one we keep */
export function checkSecret(secret) {
  const size = secret instanceof Uint8Array ? secret.length : 0;
  if (size < MIN_SECRET || size > MAX_SECRET) throw new KeyhavenError("bad_secret");
  return secret;
}

/**
 * @param {Uint8Array} secret 16 to 1,024 bytes
 * @returns {Promise<{device: Uint8Array, auth: Uint8Array, recovery: Uint8Array}>}
 */
export async function split(secret) {
  const [device, auth, recovery] = await splitSecret(checkSecret(secret), 3, 2);
  return { device, auth, recovery };
}

/** @param {Uint8Array} share @returns {Uint8Array} the share, if a split of ours can have given it */
export function checkShare(share) {
  const size = share instanceof Uint8Array ? share.length - 1 : 0;
  if (size < MIN_SECRET || size > MAX_SECRET || xOf(share) === 0) {
    throw new KeyhavenError("bad_share");
  }
  return share;
}

/** The library combines equal, zero and torn coordinates in silence, so they are refused here. */
function checkPair(a, b) {
  [a, b].forEach(checkShare);
  if (a.length !== b.length) throw new KeyhavenError("bad_share");
  if (xOf(a) === xOf(b)) throw new KeyhavenError("same_share");
}

/**
 * The secret of two shares. Two shares that do not belong together give other bytes and no
 * error: only the wallet's commit tells (see recover.js).
 * @param {Uint8Array} a @param {Uint8Array} b @returns {Promise<Uint8Array>}
 */
export async function combine(a, b) {
  checkPair(a, b);
  return interpolate([a, b]);
}

function moved(share, by) {
  const copy = share.slice();
  copy[copy.length - 1] ^= by;
  return copy;
}

/**
 * The share at another x, out of two shares of the same split. The library only interpolates
 * at 0; with every x moved by the target (subtraction in GF(2^8) is XOR), 0 is the target.
 * @param {{x: number, from: [Uint8Array, Uint8Array]}} wanted x: 1 to 255
 * @returns {Promise<Uint8Array>}
 */
export async function shareAt({ x, from: [a, b] }) {
  checkPair(a, b);
  if (!Number.isInteger(x) || x < 1 || x > 255) throw new KeyhavenError("bad_share");
  const known = [a, b].find((share) => xOf(share) === x);
  if (known !== undefined) return known.slice();
  const values = await interpolate([moved(a, x), moved(b, x)]);
  const share = new Uint8Array(values.length + 1);
  share.set(sized(values, a.length - 1));
  share[values.length] = x;
  return share;
}
