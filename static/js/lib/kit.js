// The code on an emergency kit: its key in the spelling of a secret key of age (Bech32, BIP-173),
// whose letters are hard to mistake for each other and whose checksum finds any four wrong ones.

import { Decrypter, Encrypter, identityToRecipient } from "../../vendor/age.js";
import { bech32 } from "../../vendor/base.js";
import { b64u, hex, randomBytes, sized, utf8, wipe } from "./bytes.js";
import { KeyhavenError } from "./errors.js";
import { METHOD, slotId } from "./slots.js";

const PREFIX = "age-secret-key-";
const LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const LENGTH = 58;

/** @param {Uint8Array} key 32 bytes @returns {string} 74 capitals, as the stock `age` takes it */
export function kitCode(key) {
  return bech32.encode(PREFIX, bech32.toWords(sized(key, 32))).toUpperCase();
}

/** The letters behind the prefix in groups of four, for paper. @returns {string[]} */
export function kitGroups(key) {
  return kitCode(key).slice(PREFIX.length + 1).match(/.{1,4}/gu);
}

/**
 * Reads a code as a person types it: any case, with or without prefix, spaces and hyphens.
 * @param {string} text
 * @returns {{ok: true, key: Uint8Array}
 *   | {ok: false, reason: "letters"|"length"|"checksum", strange: string, count: number}}
 *   strange: the letters that no code has; count: of letters behind the prefix
 */
export function readKitCode(text) {
  const typed = text.toLowerCase().replaceAll(/[\s-]/gu, "");
  const start = `${PREFIX.replaceAll("-", "")}1`;
  const code = typed.startsWith(start) ? typed.slice(start.length) : typed;
  const count = [...code].length;
  const strange = [...new Set(code)].filter((letter) => !LETTERS.includes(letter)).sort();
  const wrong = (reason) => ({ ok: false, reason, strange: strange.join(" ").toUpperCase(), count });
  if (strange.length > 0) return wrong("letters");
  if (count !== LENGTH) return wrong("length");
  try {
    const key = bech32.fromWords(bech32.decode(`${PREFIX}1${code}`).words);
    return { ok: true, key: sized(key, 32) };
  } catch {
    return wrong("checksum");
  }
}

/** @param {Uint8Array} id of a kit's slot @returns {string} what stands on the paper */
export function setIdOf(id) {
  return hex(sized(id, 16).slice(0, 4)).toUpperCase();
}

/**
 * @param {Uint8Array} wid 16 bytes
 * @returns {Promise<{key: Uint8Array, params: object, setId: string}>} a new kit for a wallet
 */
export async function newKit(wid) {
  const ref = randomBytes(16);
  const setId = setIdOf(await slotId({ method: METHOD.kit, wid, ref }));
  return { key: randomBytes(32), params: { id: b64u(ref), name: `Emergency kit ${setId}` }, setId };
}

/** @param {{key: Uint8Array, params: object}} kit params: of its slot @returns {Way} see slots.js */
export function kitWay({ key, params }) {
  return { method: METHOD.kit, params, epoch: 0, first: sized(key, 32), second: null };
}

/** @param {{key: Uint8Array, text: string}} input @returns {Promise<Uint8Array>} an age file */
export async function lockForKit({ key, text }) {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(kitCode(key)));
  return encrypter.encrypt(text);
}

/** @param {Uint8Array} bytes @returns {boolean} */
export function isAgeFile(bytes) {
  return utf8("age-encryption.org/v1\n").every((byte, index) => bytes[index] === byte);
}

/**
 * @param {{key: Uint8Array, bytes: Uint8Array}} input bytes: of an age file
 * @returns {Promise<string>} what was locked in it
 * @throws {KeyhavenError} kit_file: damaged, or locked for another kit
 */
export async function openWithKit({ key, bytes }) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(kitCode(key));
  try {
    const plaintext = await decrypter.decrypt(bytes);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(plaintext);
    wipe(plaintext);
    return text;
  } catch (error) {
    throw new KeyhavenError("kit_file", { cause: error });
  }
}
