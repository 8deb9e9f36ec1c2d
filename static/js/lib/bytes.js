// Bytes, their fixed layouts and the three primitives that every other file builds on.

import { KeyhavenError } from "./errors.js";

const ALPHABET = /^[A-Za-z0-9_-]*$/;

/** @param {Uint8Array} bytes @returns {string} base64url without padding */
export function b64u(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * Decodes base64url as strictly as it was written: no padding, no foreign character, and no bits
 * left over, so that one value has exactly one text.
 * @param {unknown} text
 * @param {number} [size] the number of bytes that must come out
 * @returns {Uint8Array}
 */
export function unb64u(text, size) {
  if (typeof text !== "string" || !ALPHABET.test(text) || text.length % 4 === 1) {
    throw new KeyhavenError("bad_encoding");
  }
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  if (b64u(bytes) !== text) throw new KeyhavenError("bad_encoding");
  return size === undefined ? bytes : sized(bytes, size);
}

/** @param {Uint8Array} bytes @returns {string} lower-case hexadecimal */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Gives the bytes back if there are exactly `size` of them.
 * @param {Uint8Array} bytes @param {number} size @returns {Uint8Array}
 */
export function sized(bytes, size) {
  if (!(bytes instanceof Uint8Array) || bytes.length !== size) {
    throw new KeyhavenError("bad_length");
  }
  return bytes;
}

/** @param {...Uint8Array} parts @returns {Uint8Array} */
export function concat(...parts) {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** @param {number|bigint} value @param {number} size @returns {Uint8Array} big-endian */
function unsigned(value, size) {
  const limit = 1n << BigInt(8 * size);
  const whole = typeof value === "bigint" || Number.isSafeInteger(value);
  if (!whole || BigInt(value) < 0n || BigInt(value) >= limit) throw new KeyhavenError("bad_length");
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes.slice(8 - size);
}

export const u8 = (value) => unsigned(value, 1);
export const u16 = (value) => unsigned(value, 2);
export const u32 = (value) => unsigned(value, 4);
export const u64 = (value) => unsigned(value, 8);

/** @param {Uint8Array} bytes @returns {Uint8Array} the bytes behind their length as u16 */
export function lp(bytes) {
  return concat(u16(bytes.length), bytes);
}

/** @param {string} text @returns {Uint8Array} */
export function utf8(text) {
  return new TextEncoder().encode(text);
}

/** @param {string} text ASCII @returns {Uint8Array} a domain label: the text and one zero byte */
export function label(text) {
  return utf8(`${text}\0`);
}

/** Compares without stopping at the first difference. @returns {boolean} */
export function equal(a, b) {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index += 1) difference |= a[index] ^ b[index];
  return difference === 0;
}

/** @param {number} size @returns {Uint8Array} */
export function randomBytes(size) {
  return crypto.getRandomValues(new Uint8Array(size));
}

/**
 * Overwrites secrets that are no longer needed. Copies that the engine made stay out of reach,
 * so this shortens the time a secret lies in memory, and promises no more.
 * @param {...(Uint8Array|null|undefined)} secrets
 */
export function wipe(...secrets) {
  for (const secret of secrets) secret?.fill(0);
}

/** @param {Uint8Array} bytes @returns {Promise<Uint8Array>} 32 bytes */
export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/**
 * HKDF with SHA-256, RFC 5869.
 * @param {{salt: Uint8Array, ikm: Uint8Array, info: Uint8Array, size: number}} input
 * @returns {Promise<Uint8Array>}
 */
export async function hkdf({ salt, ikm, info, size }) {
  const key = await crypto.subtle.importKey("raw", ikm, "HKDF", false, ["deriveBits"]);
  const algorithm = { name: "HKDF", hash: "SHA-256", salt, info };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 8 * size));
}
