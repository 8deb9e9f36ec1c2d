// The CBOR that attestation needs (RFC 8949): a strict reader, and a writer for what is signed.
//
// Shortest lengths only, no tags, no fractions, no key twice, no key that is neither number nor
// text, nothing behind the end. Maps and lists may leave their length open, as newer Nitro devices
// do. recovery/enclave/attestation/cbor.py reads exactly the same.

import { concat, utf8 } from "./bytes.js";
import { KeyhavenError } from "./errors.js";

const MAX_DEPTH = 8;
const UNSIGNED = 0, NEGATIVE = 1, BYTES = 2, TEXT = 3, LIST = 4, MAP = 5, SIMPLE = 7;
const OPEN = 31;
const BREAK = 0xff;
const SIMPLE_VALUES = new Map([[20, false], [21, true], [22, null]]);

const malformed = () => new KeyhavenError("attestation_malformed");

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.offset = 0;
  }

  value(depth) {
    if (depth === 0) throw malformed();
    const first = this.take(1)[0];
    const kind = first >> 5;
    const low = first & 31;
    if (kind === SIMPLE && SIMPLE_VALUES.has(low)) return SIMPLE_VALUES.get(low);
    if (kind === LIST || kind === MAP) {
      const count = low === OPEN ? Infinity : this.number(low);
      return kind === LIST ? this.list(count, depth) : this.map(count, depth);
    }
    if (kind > MAP) throw malformed();
    const number = this.number(low);
    if (kind === UNSIGNED) return number;
    if (kind === NEGATIVE) return -1 - number;
    const bytes = this.take(number);
    return kind === BYTES ? bytes : this.text(bytes);
  }

  number(low) {
    if (low < 24) return low;
    if (low > 27) throw malformed();
    const size = 1 << (low - 24);
    const number = this.take(size).reduce((value, byte) => value * 256 + byte, 0);
    const least = size === 1 ? 24 : 2 ** (4 * size);
    // Above 2^53 numbers would be rounded; nothing that is read here is that large.
    if (number < least || !Number.isSafeInteger(number)) throw malformed();
    return number;
  }

  list(count, depth) {
    const found = [];
    while (!this.ends(count, found.length)) found.push(this.value(depth - 1));
    return found;
  }

  map(count, depth) {
    const found = new Map();
    while (!this.ends(count, found.size)) {
      const key = this.value(depth - 1);
      const isKey = typeof key === "number" || typeof key === "string";
      if (!isKey || found.has(key)) throw malformed();
      found.set(key, this.value(depth - 1));
    }
    return found;
  }

  ends(count, found) {
    if (count !== Infinity) return found === count;
    if (this.bytes[this.offset] !== BREAK) return false;
    this.offset += 1;
    return true;
  }

  text(bytes) {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch (error) {
      throw new KeyhavenError("attestation_malformed", { cause: error });
    }
  }

  take(size) {
    this.offset += size;
    if (this.offset > this.bytes.length) throw malformed();
    return this.bytes.slice(this.offset - size, this.offset);
  }
}

/**
 * @param {Uint8Array} untrusted
 * @returns {number|string|boolean|null|Uint8Array|Array|Map}
 * @throws {KeyhavenError} attestation_malformed
 */
export function decode(untrusted) {
  const reader = new Reader(untrusted);
  const value = reader.value(MAX_DEPTH);
  if (reader.offset !== untrusted.length) throw malformed();
  return value;
}

function head(kind, number) {
  if (number < 24) return Uint8Array.of((kind << 5) | number);
  if (number < 256) return Uint8Array.of((kind << 5) | 24, number);
  if (number < 65536) return Uint8Array.of((kind << 5) | 25, number >> 8, number & 255);
  throw malformed();
}

/** @param {string|Uint8Array|Array} value of at most 65,535 bytes or members @returns {Uint8Array} */
export function encode(value) {
  if (Array.isArray(value)) return concat(head(LIST, value.length), ...value.map(encode));
  const bytes = typeof value === "string" ? utf8(value) : value;
  return concat(head(typeof value === "string" ? TEXT : BYTES, bytes.length), bytes);
}
