// What a touch is to approve, as 32 bytes that the passkey signs (op 4). The page names the
// operation itself, so nobody can have another one approved.

import { concat, hex, label, sha256, sized, u32, u8, unb64u } from "./bytes.js";

export const ACTION = Object.freeze({ ways: 1, words: 2, export: 3, passkey: 4 });

const NO_WALLET = new Uint8Array(16);
const NO_SUBJECT = new Uint8Array(32);

/**
 * @typedef {object} Operation
 * @property {number} action one of ACTION
 * @property {Uint8Array} [wid] 16 bytes, of the wallet that is meant
 * @property {number} [gen] the generation that is to be written
 * @property {Uint8Array} [subject] 32 bytes: of the ways in see waysSubject, of a passkey SHA-256 of
 *   its credential id
 */

/** @param {Operation} operation @returns {Operation} with what was left out */
export function whole({ action, wid = NO_WALLET, gen = 0, subject = NO_SUBJECT }) {
  return { action, wid: sized(wid, 16), gen, subject: sized(subject, 32) };
}

/** @param {Operation} operation @returns {Promise<Uint8Array>} 32 bytes, see challenge.js */
export function approvalHash(operation) {
  const { action, wid, gen, subject } = whole(operation);
  return sha256(concat(label("KRP1-APPROVE"), u8(action), wid, u32(gen), subject));
}

/**
 * Names all the ways in that a wallet is to have.
 * @param {string[]} slotIds as the manifest lists them
 * @returns {Promise<Uint8Array>} 32 bytes
 */
export function waysSubject(slotIds) {
  const ids = slotIds.map((id) => unb64u(id, 16));
  const inOrder = ids.sort((a, b) => (hex(a) < hex(b) ? -1 : 1));
  return sha256(concat(...inOrder));
}
