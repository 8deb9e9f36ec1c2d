// A password as a way in. Whoever has the backup can try passwords on it for as long as they like,
// so the page offers one that nobody guesses, and makes each try slow.

import { words } from "../../vendor/diceware.js";
import { b64u, concat, label, randomBytes, sha256, sized, unb64u, utf8, wipe } from "./bytes.js";
import { METHOD } from "./slots.js";

/** Argon2id: 128 MiB, three passes. A second or two on a phone, as much for each guess. */
export const KDF = Object.freeze({ m: 131072, t: 3, p: 1 });

const WORDS = 6;

/** A whole number below `limit`, each as likely as any other. */
function randomBelow(limit) {
  const end = 2 ** 32 - (2 ** 32 % limit);
  let value = end;
  while (value >= end) [value] = crypto.getRandomValues(new Uint32Array(1));
  return value % limit;
}

/** @returns {string} six words of 7,776, about 77 bits */
export function newPhrase() {
  return Array.from({ length: WORDS }, () => words[randomBelow(words.length)]).join(" ");
}

/** What was typed, without what a keyboard adds at the ends. @param {string} text */
export function typed(text) {
  return text.trim();
}

/** @returns {{salt: string, kdf: object, name: string}} `params` for a new slot */
export function newParams() {
  return { salt: b64u(randomBytes(16)), kdf: { ...KDF }, name: "Password" };
}

/**
 * @param {object} input
 * @param {Uint8Array} input.wid 16 bytes
 * @param {object} input.params of the slot
 * @param {string} input.password
 * @param {(input: {secret: Uint8Array, salt: Uint8Array, kdf: object}) => Promise<Uint8Array>}
 *   input.stretch see flows/stretch.js
 * @returns {Promise<Way>} see slots.js
 */
export async function passwordWay({ wid, params, password, stretch }) {
  const named = concat(label("KRP1-PWSALT"), sized(wid, 16), unb64u(params.salt, 16));
  const salt = (await sha256(named)).slice(0, 16);
  const secret = utf8(password.normalize("NFKC"));
  try {
    const first = await stretch({ secret, salt, kdf: params.kdf });
    return { method: METHOD.password, params, epoch: 0, first, second: null };
  } finally {
    wipe(secret);
  }
}
