// A wallet's secret as words that people can write down (BIP-39, English list).

import { entropyToMnemonic, mnemonicToEntropy, wordlist } from "../../vendor/bip39.js";
import { randomBytes } from "./bytes.js";
import { KeyhavenError } from "./errors.js";

const ENTROPY_SIZE = { 12: 16, 24: 32 };
const WORD_COUNTS = [12, 15, 18, 21, 24];
const KNOWN = new Set(wordlist);

/** @param {12|24} count of words @returns {Uint8Array} 16 or 32 random bytes */
export function newEntropy(count) {
  if (!Object.hasOwn(ENTROPY_SIZE, count)) throw new KeyhavenError("bad_word_count");
  return randomBytes(ENTROPY_SIZE[count]);
}

/** @param {Uint8Array} entropy @returns {string[]} */
export function wordsOf(entropy) {
  return entropyToMnemonic(entropy, wordlist).split(" ");
}

/**
 * Reads a phrase as a person typed or pasted it, in any case and spacing.
 * @param {string} text
 * @returns {{ok: true, entropy: Uint8Array}
 *   | {ok: false, reason: "count"|"word"|"checksum", wrongIndexes: number[]}}
 *   wrongIndexes: positions from 0 of words that are not in the list (reason "word" only)
 */
export function parseWords(text) {
  const words = text.normalize("NFKD").toLowerCase().split(/\s+/u).filter((word) => word !== "");
  const wrongIndexes = [...words.keys()].filter((index) => !KNOWN.has(words[index]));
  if (wrongIndexes.length > 0) return { ok: false, reason: "word", wrongIndexes };
  if (!WORD_COUNTS.includes(words.length)) return { ok: false, reason: "count", wrongIndexes };
  try {
    return { ok: true, entropy: mnemonicToEntropy(words.join(" "), wordlist) };
  } catch {
    // Count and words are right, so only the checksum is left to be wrong.
    return { ok: false, reason: "checksum", wrongIndexes };
  }
}

/** @param {string} prefix @returns {string[]} up to eight words that begin so */
export function suggestions(prefix) {
  const start = prefix.normalize("NFKD").trim().toLowerCase();
  if (start === "") return [];
  return wordlist.filter((word) => word.startsWith(start)).slice(0, 8);
}
