// The files that a person keeps without the service: all that belongs to one generation, and one
// share. A backup as it lies in a cloud is in backupfile.js. Formats: docs/format.md.

import { backupFile, readBackupFile } from "./backupfile.js";
import { b64u, unb64u } from "./bytes.js";
import { KeyhavenError } from "./errors.js";
import { canonicalJson, exactKeys, parseObject, wholeNumber } from "./json.js";
import { checkShare } from "./shares.js";

const EXPORT = "keyhaven-export";
const SHARE = "keyhaven-share";
const BACKUP_KEYS = ["envelope", "gen", "manifest", "v", "wid"];
const EXPORT_KEYS = [...BACKUP_KEYS, "auth_share", "created_ms", "service", "typ", "wallet"];
const SHARE_KEYS = ["commit", "gen", "share", "typ", "v", "wid"];
const MAX_U32 = 0xffffffff;

/** Envelope and manifest of 64 KiB each, one share, and the few words around them. */
export const MAX_FILE = 2 * 65536 + 8192;

/**
 * @param {{wid: Uint8Array, gen: number, envelope: string, manifest: string,
 *   authShare: Uint8Array, service: string, wallet: string, createdMs: number}} generation
 *   service, wallet: words for the person
 * @returns {string} canonical JSON and one line feed
 */
export function exportFile({ authShare, service, wallet, createdMs, ...generation }) {
  const fields = {
    ...parseObject(backupFile(generation), MAX_FILE),
    auth_share: b64u(authShare),
    created_ms: createdMs,
    service,
    typ: EXPORT,
    wallet,
  };
  return `${canonicalJson(fields)}\n`;
}

function text(value, most) {
  if (typeof value !== "string" || value.length > most) throw new KeyhavenError("bad_json");
  return value;
}

function readExport(fields) {
  exactKeys(fields, EXPORT_KEYS);
  wholeNumber(fields.created_ms, Number.MAX_SAFE_INTEGER);
  const backup = Object.fromEntries(BACKUP_KEYS.map((key) => [key, fields[key]]));
  const share = checkShare(unb64u(fields.auth_share));
  const about = { service: text(fields.service, 300), wallet: text(fields.wallet, 64) };
  const { wid, gen } = readBackupFile(canonicalJson(backup));
  return {
    kind: "export",
    backup: readBackupFile(canonicalJson(backup)),
    share: { wid, gen, share, commit: null },
    about,
  };
}

function readShare(fields) {
  exactKeys(fields, SHARE_KEYS);
  const wid = unb64u(fields.wid, 16);
  const gen = wholeNumber(fields.gen, MAX_U32);
  const share = checkShare(unb64u(fields.share));
  return { kind: "share", backup: null, share: { wid, gen, share, commit: unb64u(fields.commit, 32) } };
}

/**
 * Reads any file that somebody may have kept. Only opening says whether it is right.
 * @param {string} untrustedText
 * @returns {{kind: "cloud"|"export"|"share",
 *   backup: {wid: Uint8Array, gen: number, envelope: string, manifest: string}|null,
 *   share: {wid: Uint8Array, gen: number, share: Uint8Array, commit: Uint8Array|null}|null,
 *   about?: {service: string, wallet: string}}}
 *   commit: null where only the backup can tell it
 * @throws {KeyhavenError} bad_json, bad_encoding, bad_length, bad_share, too_large, update_needed
 */
export function readKeptFile(untrustedText) {
  const fields = parseObject(untrustedText, MAX_FILE);
  if (fields.v !== 1) throw new KeyhavenError(Object.hasOwn(fields, "v") ? "update_needed" : "bad_json");
  if (fields.typ === EXPORT) return readExport(fields);
  if (fields.typ === SHARE) return readShare(fields);
  return { kind: "cloud", backup: readBackupFile(untrustedText), share: null };
}
