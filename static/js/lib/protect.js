// Making a backup: one generation, complete, and the rehearsal of its opening.

import { b64u, equal, sized, unb64u, wipe } from "./bytes.js";
import { backupDigest } from "./backupfile.js";
import { seal } from "./envelope.js";
import { KeyhavenError, OpeningError } from "./errors.js";
import { VERSION, manifestDigest, sign, verify, walletIdentity } from "./manifest.js";
import { openBackup } from "./recover.js";
import { checkSecret, split, xOf } from "./shares.js";
import { newSlot } from "./slots.js";

/** The entries of the generation before, if it is this wallet's and the next one down. */
async function previousSlots({ previousManifest, wid, gen, pkMan }) {
  if (previousManifest === null) {
    if (gen !== 1) throw new KeyhavenError("wrong_generation");
    return [];
  }
  const payload = await verify({ manifest: previousManifest, pkMan });
  if (payload.wid !== b64u(wid) || payload.gen !== gen - 1) {
    throw new KeyhavenError("wrong_generation");
  }
  return payload.slots;
}

/** Kept entries, then new ones. A slot that is made again takes the place of the old one. */
function mergeSlots({ previous, added, removed }) {
  const gone = new Set([...removed, ...added.map((slot) => slot.id)]);
  return [...previous.filter((slot) => !gone.has(slot.id)), ...added];
}

async function manifestOf({ wid, gen, previousManifest, slots, shares, identity }) {
  const prev = previousManifest === null ? null : b64u(await manifestDigest(previousManifest));
  const payload = {
    v: VERSION,
    wid: b64u(wid),
    gen,
    prev,
    slots,
    x: { d: xOf(shares.device), a: xOf(shares.auth), r: xOf(shares.recovery) },
    commit: b64u(identity.commit),
    min_client: VERSION,
  };
  return sign({ payload, identity });
}

async function slotsOf({ wid, gen, previousManifest, add, remove, identity }) {
  const { pkMan, commit } = identity;
  const previous = await previousSlots({ previousManifest, wid, gen, pkMan });
  const made = add.map((way) => newSlot({ wid, pkMan, commit, way }));
  return mergeSlots({ previous, added: await Promise.all(made), removed: remove });
}

/**
 * @typedef {object} Generation
 * @property {number} gen
 * @property {Uint8Array} wid
 * @property {string} envelope for the server, kept as it is
 * @property {string} manifest for the server, kept as it is
 * @property {Uint8Array} authShare for the server
 * @property {Uint8Array} deviceShare for this device, before anything is sent
 * @property {Uint8Array} pkMan 32 bytes; the server refuses later manifests of another key
 * @property {Uint8Array} digest 32 bytes, over the backup file; they name this generation
 */

/**
 * Splits the secret afresh and seals it for every slot, those that are not at hand included.
 * @param {object} input
 * @param {Uint8Array} input.secret 16 to 1,024 bytes
 * @param {Uint8Array} input.wid 16 bytes
 * @param {number} input.gen 1, or one more than the previous manifest's
 * @param {string|null} [input.previousManifest] of generation gen - 1
 * @param {Way[]} [input.add] see slots.js; ways in that are at hand
 * @param {string[]} [input.remove] ids of slots, as in the manifest, that are to go
 * @param {number} [input.createdMs]
 * @returns {Promise<Generation>}
 * @throws {KeyhavenError} bad_secret, no_slots, too_many_slots, wrong_generation,
 *   manifest_signature (the previous manifest is another wallet's)
 */
export async function buildGeneration({
  secret,
  wid,
  gen,
  previousManifest = null,
  add = [],
  remove = [],
  createdMs = Date.now(),
}) {
  const identity = await walletIdentity({ wid: sized(wid, 16), secret: checkSecret(secret) });
  const slots = await slotsOf({ wid, gen, previousManifest, add, remove, identity });
  if (slots.length === 0) throw new KeyhavenError("no_slots");
  const shares = await split(secret);
  const manifest = await manifestOf({ wid, gen, previousManifest, slots, shares, identity });
  const recipients = slots.map((slot) => unb64u(slot.pub, 32));
  const { commit, pkMan } = identity;
  const share = shares.recovery;
  const envelope = await seal({ wid, gen, manifest, share, commit, recipients, createdMs });
  wipe(share);
  const digest = await backupDigest({ wid, gen, envelope, manifest });
  const { auth: authShare, device: deviceShare } = shares;
  return { gen, wid, envelope, manifest, authShare, deviceShare, pkMan, digest };
}

function checkServed({ built, served }) {
  const same =
    served.envelope === built.envelope &&
    served.manifest === built.manifest &&
    served.authShare instanceof Uint8Array &&
    equal(served.authShare, built.authShare);
  if (!same) throw new OpeningError({ step: "served", code: "rehearsal_mismatch" });
}

/**
 * Opens, in memory, what the server gave back, once with each way in that is at hand.
 * Only after that may the generation be committed.
 * @param {object} input
 * @param {Generation} input.built
 * @param {{envelope: string, manifest: string, authShare: Uint8Array}} input.served
 * @param {Uint8Array} input.secret that it must open to
 * @param {Way[]} input.ways at least one; as they were when their slots were made
 * @returns {Promise<Opener[]>} what opened with each way in, in their order
 * @throws {OpeningError} of the step that failed; step "served" when the bytes are not the same
 */
export async function rehearse({ built, served, secret, ways }) {
  checkServed({ built, served });
  if (ways.length === 0) throw new OpeningError({ step: "slot", code: "slot_missing" });
  const { envelope, manifest, authShare } = served;
  const { wid, gen } = built;
  const openers = [];
  for (const way of ways) {
    const share = async (opener) => {
      openers.push(opener);
      return authShare;
    };
    const parts = { envelope, manifest, authShare: share };
    const opened = await openBackup({ way, wid, ...parts, highestGen: gen });
    const same = equal(opened.secret, secret) && equal(opened.deviceShare, built.deviceShare);
    wipe(opened.secret, opened.deviceShare);
    if (!same) throw new OpeningError({ step: "commit", code: "wrong_wallet" });
  }
  return openers;
}
