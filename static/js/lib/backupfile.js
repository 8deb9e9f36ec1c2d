// A generation as one file: what lies in a person's cloud, byte for byte, and what its digest is.

import { b64u, sha256, unb64u, utf8 } from "./bytes.js";
import { KeyhavenError } from "./errors.js";
import { canonicalJson, exactKeys, parseObject, wholeNumber } from "./json.js";

const KEYS = ["envelope", "gen", "manifest", "v", "wid"];
// Envelope and manifest of 64 KiB at most, and the few words around them.
const MAX_FILE = 2 * 65536 + 1024;

/**
 * @param {{wid: Uint8Array, gen: number, envelope: string, manifest: string}} generation
 * @returns {string} canonical JSON and one line feed
 */
export function backupFile({ wid, gen, envelope, manifest }) {
  const fields = { envelope: parseObject(envelope), gen, manifest, v: 1, wid: b64u(wid) };
  return `${canonicalJson(fields)}\n`;
}

/** @returns {Promise<Uint8Array>} 32 bytes over the file's bytes; they name the generation */
export function backupDigest(generation) {
  return sha256(utf8(backupFile(generation)));
}

/**
 * Reads a file that a person chose or a cloud gave back. Only opening it says whether it is right.
 * @param {string} untrustedText
 * @returns {{wid: Uint8Array, gen: number, envelope: string, manifest: string}}
 * @throws {KeyhavenError} bad_json, bad_encoding, too_large, update_needed
 */
export function readBackupFile(untrustedText) {
  const fields = parseObject(untrustedText, MAX_FILE);
  if (fields.v !== 1) throw new KeyhavenError("update_needed");
  const { wid, gen, envelope, manifest } = exactKeys(fields, KEYS);
  if (typeof manifest !== "string") throw new KeyhavenError("bad_json");
  return {
    wid: unb64u(wid, 16),
    gen: wholeNumber(gen, 0xffffffff),
    // seal() writes canonical JSON, so this is the text that was sealed, byte for byte.
    envelope: canonicalJson(envelope),
    manifest,
  };
}
