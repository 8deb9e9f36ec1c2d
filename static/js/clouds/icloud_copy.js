// The copy in a person's iCloud: looked at and written by this page. The rules are those of every
// place (recovery/clouds/backup_folder.py): write under a new name, read back, compare, only then
// switch the pointer, and retire what is older last. What is newer or unknown is left alone.

import { PlaceError } from "./errors.js";
import { backupFile, readBackupFile } from "../lib/backupfile.js";
import { b64u, equal, hex, randomBytes, sha256, utf8 } from "../lib/bytes.js";
import { KeyhavenError } from "../lib/errors.js";
import { canonicalJson, exactKeys, parseObject, wholeNumber } from "../lib/json.js";

const KEYS = ["gen", "kept", "record", "sha256", "v", "wid"];
const MAX_POINTER = 4096;

const pointerName = (wid) => `keyhaven-${b64u(wid)}-current`;

function readPointer({ text, wid }) {
  const fields = exactKeys(parseObject(text, MAX_POINTER), KEYS);
  const isOurs = fields.v === 1 && fields.wid === b64u(wid) && Array.isArray(fields.kept);
  if (!isOurs) throw new KeyhavenError("update_needed");
  return { ...fields, gen: wholeNumber(fields.gen, 0xffffffff) };
}

/**
 * @typedef {object} Found
 * @property {"healthy"|"missing"|"stale"|"invalid"} health
 * @property {number} gen that was read whole, 0 for none
 * @property {Uint8Array} digest of what was read, 32 bytes
 * @property {string|null} text of the copy, if it is whole
 * @property {object|null} pointer and its tag, to be written over
 */

/**
 * Looks at what lies there, and changes nothing.
 * @param {{cloud: CloudKit, wid: Uint8Array, gen: number, digest: Uint8Array}} input gen, digest: of
 *   the backup that counts
 * @returns {Promise<Found>}
 * @throws {PlaceError} place_newer: what lies there is of a time that we have not seen
 */
export async function lookAt({ cloud, wid, gen, digest }) {
  const nothing = { gen: 0, digest: new Uint8Array(32), text: null };
  const held = await cloud.read(pointerName(wid));
  if (held === null) return { ...nothing, health: "missing", pointer: null, tag: null };
  const { tag } = held;
  let pointer;
  try {
    pointer = readPointer({ text: held.text, wid });
  } catch (error) {
    if (error.code === "update_needed") throw error;
    return { ...nothing, health: "invalid", pointer: null, tag };
  }
  if (pointer.gen > gen) throw new PlaceError("place_newer");
  const copy = await cloud.read(pointer.record);
  if (copy === null) return { ...nothing, health: "missing", pointer, tag };
  const found = await sha256(utf8(copy.text));
  if (hex(found) !== pointer.sha256) return { ...nothing, health: "invalid", pointer, tag };
  const seen = { gen: pointer.gen, digest: found, text: copy.text, pointer, tag };
  if (equal(found, digest)) return { ...seen, health: "healthy" };
  return { ...seen, health: pointer.gen < gen ? "stale" : "invalid" };
}

function pointerText({ wid, gen, record, sha256: digest, kept }) {
  return canonicalJson({ v: 1, wid: b64u(wid), gen, record, sha256: hex(digest), kept });
}

/**
 * Puts the backup that counts into iCloud.
 * @param {object} input
 * @param {CloudKit} input.cloud
 * @param {{wid: Uint8Array, gen: number, envelope: string, manifest: string}} input.backup
 * @param {Uint8Array} input.digest that the backup has to have
 * @param {Found} input.found see lookAt
 * @param {number} input.keep how many copies stay
 * @param {(step: "writing"|"reading"|"switching") => void} input.onStep
 * @returns {Promise<Found>} of a last look, healthy and nothing else
 * @throws {PlaceError} place_differs, place_conflict and others; what lay there is as it was
 */
export async function putThere({ cloud, backup, digest, found, keep, onStep }) {
  const { wid, gen } = backup;
  const text = backupFile(backup);
  if (!equal(await sha256(utf8(text)), digest)) throw new KeyhavenError("rehearsal_mismatch");
  const record = `keyhaven-${b64u(wid)}-${gen}-${hex(randomBytes(4))}`;
  onStep("writing");
  await cloud.write({ name: record, text, tag: null });
  onStep("reading");
  const back = await cloud.read(record);
  if (back?.text !== text) throw new PlaceError("place_differs");
  onStep("switching");
  const kept = [record, ...(found.pointer?.kept ?? [])];
  const next = pointerText({ wid, gen, record, sha256: digest, kept: kept.slice(0, keep) });
  await cloud.write({ name: pointerName(wid), text: next, tag: found.tag });
  const seen = await lookAt({ cloud, wid, gen, digest });
  if (seen.health !== "healthy") throw new PlaceError("place_differs");
  await retire({ cloud, wid, records: kept.slice(keep) });
  return seen;
}

/** Older copies of this wallet go last. One that stays is no harm. */
async function retire({ cloud, wid, records }) {
  const ours = records.filter((name) => String(name).startsWith(`keyhaven-${b64u(wid)}-`));
  try {
    for (const record of ours) await cloud.remove(record);
  } catch (error) {
    if (!(error instanceof PlaceError)) throw error;
  }
}

/**
 * Whether a text is the very backup that our server lost.
 * @param {{text: string|null, wid: Uint8Array, digest: Uint8Array}} input
 * @returns {Promise<boolean>}
 */
export async function isTheBackup({ text, wid, digest }) {
  if (text === null || !equal(await sha256(utf8(text)), digest)) return false;
  return equal(readBackupFile(text).wid, wid);
}
