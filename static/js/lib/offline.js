// Opening what a person kept, without the service. The order of the steps is that of recover.js,
// and the same tests hold this and `python -m recovery.offline` to the same answers.

import { b64u, equal, unb64u, wipe } from "./bytes.js";
import { KeyhavenError, OpeningError } from "./errors.js";
import { readUnverified, verify, walletIdentity } from "./manifest.js";
import { at, checkedIdentity, openShare } from "./recover.js";
import { combine, xOf } from "./shares.js";
import { METHOD } from "./slots.js";

const NEEDS_SERVICE = new Set([METHOD.passkey, METHOD.pin]);
const NOT_THIS_ONE = new Set(["wrong_password", "wrong_key"]);

function stop(step, code) {
  return new OpeningError({ step, code });
}

/**
 * What a manifest says before anything of it is checked, for a person to see.
 * @param {string} manifest
 * @returns {Promise<{wid: string, gen: number, slots: object[]}>}
 * @throws {OpeningError}
 */
export async function claimsOf(manifest) {
  const { payload } = await at("read", "manifest_malformed", () => readUnverified(manifest));
  return payload;
}

function slotsOf({ claims, method }) {
  const found = claims.slots.filter((slot) => slot.method === method);
  if (found.length > 0) return found;
  const all = claims.slots.every((slot) => NEEDS_SERVICE.has(slot.method));
  throw stop("slot", all ? "needs_service" : "no_such_way");
}

/** The first slot that the secret fits; there may be several passwords. */
async function openFirst({ backup, method, firstOf }) {
  const { envelope, manifest } = backup;
  const claims = await claimsOf(manifest);
  const wid = unb64u(claims.wid, 16);
  let refused;
  for (const slot of slotsOf({ claims, method })) {
    const first = await firstOf(slot);
    const way = { method, params: slot.params, epoch: slot.epoch, first, second: null };
    try {
      return await openShare({ envelope, manifest, wid, way, highestGen: 0 });
    } catch (error) {
      if (!NOT_THIS_ONE.has(error.code)) throw error;
      refused = error;
    } finally {
      wipe(first);
    }
  }
  throw refused;
}

/** What a file says of itself is what its signed list says. */
function checkNamed({ payload, wid, gen }) {
  if (payload.wid !== b64u(wid) || payload.gen !== gen) throw stop("manifest", "header_mismatch");
}

function checkSameBackup({ shares, payload }) {
  for (const { wid, gen } of shares) {
    if (b64u(wid) !== payload.wid || gen !== payload.gen) throw stop("auth_share", "other_generation");
  }
}

/** The share beside the recovery share: the service's, or that of a device. */
function otherShare({ shares, payload }) {
  checkSameBackup({ shares, payload });
  const found = shares.find(({ share }) => [payload.x.a, payload.x.d].includes(xOf(share)));
  if (found === undefined) throw stop("auth_share", "other_share");
  return found.share;
}

async function checkOwn({ wid, secret, commit, pkMan }) {
  try {
    await checkedIdentity({ wid, secret, commit, pkMan });
  } catch (error) {
    wipe(secret);
    throw error;
  }
}

/**
 * Opens a backup with something that a person has.
 * @param {object} input
 * @param {{wid: Uint8Array, gen: number, envelope: string, manifest: string}} input.backup
 * @param {{wid: Uint8Array, gen: number, share: Uint8Array}[]} input.shares
 * @param {number} input.method of slots.js
 * @param {(slot: object) => Promise<Uint8Array>} input.firstOf the first secret of a slot, 32 bytes;
 *   it is wiped
 * @returns {Promise<{secret: Uint8Array, gen: number}>}
 * @throws {OpeningError}
 */
export async function openKept({ backup, shares, method, firstOf }) {
  const { payload, pkMan, commit, share } = await openFirst({ backup, method, firstOf });
  try {
    checkNamed({ payload, wid: backup.wid, gen: backup.gen });
    const other = otherShare({ shares, payload });
    const secret = await at("combine", "auth_share", () => combine(share, other));
    await checkOwn({ wid: backup.wid, secret, pkMan, commit });
    return { secret, gen: payload.gen };
  } finally {
    wipe(share);
  }
}

/** The manifest of a backup, if its signature holds and the file is what it says. */
async function verified(backup) {
  const { manifest, wid, gen } = backup;
  const { pkMan } = await at("read", "manifest_malformed", () => readUnverified(manifest));
  const payload = await at("manifest", "manifest_signature", () => verify({ manifest, pkMan }));
  checkNamed({ payload, wid, gen });
  return { payload, pkMan };
}

/**
 * Two of the three shares, without any slot.
 * @param {object} input
 * @param {{wid: Uint8Array, gen: number, share: Uint8Array, commit: Uint8Array|null}[]}
 *   input.shares
 * @param {{wid: Uint8Array, gen: number, manifest: string}|null} input.backup names the commit, if
 *   no share does
 * @returns {Promise<{secret: Uint8Array, gen: number}>}
 * @throws {OpeningError}
 */
export async function openTwoShares({ shares, backup }) {
  if (shares.length !== 2) throw stop("combine", "other_share");
  const [one, two] = shares;
  if (!equal(one.wid, two.wid) || one.gen !== two.gen) throw stop("combine", "other_generation");
  const known = backup === null ? null : await verified(backup);
  if (known !== null) checkSameBackup({ shares, payload: known.payload });
  const commits = shares.flatMap(({ commit }) => (commit === null ? [] : [b64u(commit)]));
  const named = new Set(known === null ? commits : [...commits, known.payload.commit]);
  if (named.size !== 1) throw stop("combine", "no_commit");
  const secret = await at("combine", "auth_share", () => combine(one.share, two.share));
  const commit = unb64u([...named][0], 32);
  // Without a manifest there is no key to compare with, and the commit alone has to do.
  const pkMan = known?.pkMan ?? (await walletIdentity({ wid: one.wid, secret })).pkMan;
  await checkOwn({ wid: one.wid, secret, commit, pkMan });
  return { secret, gen: one.gen };
}

/**
 * Puts the contents of several files together.
 * @param {object[]} files of readKeptFile
 * @returns {{backup: object|null, shares: object[]}} at most one backup, no share twice
 * @throws {KeyhavenError} other_generation: they hold different backups
 */
export function gather(files) {
  const backups = files.flatMap(({ backup }) => (backup === null ? [] : [backup]));
  const [backup = null] = backups;
  const same = (other) =>
    equal(other.wid, backup.wid) && other.gen === backup.gen &&
    other.envelope === backup.envelope && other.manifest === backup.manifest;
  if (!backups.every(same)) throw new KeyhavenError("other_generation");
  const shares = [];
  for (const { share } of files) {
    const isNew = share !== null && !shares.some((known) => equal(known.share, share.share));
    if (isNew) shares.push(share);
  }
  return { backup, shares };
}
