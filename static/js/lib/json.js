// JSON that has one form when written, and an exact set of keys when read.

import { KeyhavenError } from "./errors.js";

/**
 * Keys sorted, no spaces: the same value always gives the same text, so its bytes can be compared.
 * @param {unknown} value made of objects, arrays, strings, whole numbers, booleans and null
 * @returns {string}
 */
export function canonicalJson(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${members.join(",")}}`;
}

/**
 * @param {unknown} untrustedText
 * @param {number} [maxLength] in characters; checked before anything is parsed
 * @returns {object}
 */
export function parseObject(untrustedText, maxLength = 65536) {
  if (typeof untrustedText !== "string") throw new KeyhavenError("bad_json");
  if (untrustedText.length > maxLength) throw new KeyhavenError("too_large");
  try {
    return object(JSON.parse(untrustedText));
  } catch (error) {
    throw new KeyhavenError("bad_json", { cause: error });
  }
}

/** @param {unknown} value @returns {object} the value, if it is a plain JSON object */
export function object(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new KeyhavenError("bad_json");
  }
  return value;
}

/**
 * @param {unknown} value
 * @param {string[]} keys every key that must be there, and the only ones that may
 * @returns {object}
 */
export function exactKeys(value, keys) {
  const found = Object.keys(object(value)).sort();
  if (found.join(" ") !== [...keys].sort().join(" ")) throw new KeyhavenError("bad_json");
  return value;
}

/** @param {unknown} value @param {number} max @returns {number} a whole number from 0 to max */
export function wholeNumber(value, max) {
  if (!Number.isSafeInteger(value) || value < 0 || value > max) throw new KeyhavenError("bad_json");
  return value;
}
