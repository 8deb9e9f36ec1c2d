// Opening a backup. The order of the steps is part of the protocol: each rests on the one before.
//
// Each line: the step, what it establishes, and the codes in which it can end.
//
//   unseal      (reply.js) the enclave's answer opens with this page's one-time key: sealed_reply
//   signature   (reply.js) the attested enclave signed that answer: reply_signature
//   read        the manifest has the right shape; nothing in it counts yet: manifest_malformed
//   slot        the slot's keys come out of what is at hand: slot_missing, prf_missing, wrong_epoch
//   bind        they are the slot's, and it names this wallet's manifest key and commit:
//               wrong_password, wrong_key, slot_bind
//   manifest    it is signed with that key, and not older: manifest_signature, older_generation
//   envelope    the recovery share decrypts: envelope
//   header      envelope and manifest say the same: header_mismatch
//   auth_share  the signed-in server hands out its share: auth_share
//   combine     the two shares fit together: auth_share
//   commit      the secret is the one that the slot named: wrong_wallet
//   identity    the secret gives the manifest's key: wrong_wallet
//
// Any step that reads a format can also end in too_large or update_needed.

import { b64u, equal, unb64u, wipe } from "./bytes.js";
import { open as openEnvelope, shareOf } from "./envelope.js";
import { KeyhavenError, OpeningError } from "./errors.js";
import { readUnverified, verify, walletIdentity } from "./manifest.js";
import { combine, shareAt, xOf } from "./shares.js";
import { METHOD, checkBindTag, slotContext, slotIdOf, slotKeys } from "./slots.js";

export { OpeningError } from "./errors.js";

/** Runs one step; whatever goes wrong in it becomes an OpeningError that names the step. */
export async function at(step, code, work) {
  try {
    return await work();
  } catch (error) {
    const known = error instanceof KeyhavenError && STEP_CODES.has(error.code);
    throw new OpeningError({ step, code: known ? error.code : code, cause: error });
  }
}

const STEP_CODES = new Set([
  "sealed_reply", "reply_signature", "manifest_malformed", "slot_missing", "prf_missing",
  "wrong_epoch", "wrong_password", "wrong_key", "slot_bind", "manifest_signature",
  "older_generation", "envelope", "header_mismatch", "auth_share", "wrong_wallet", "too_large",
  "update_needed",
]);

/** What people bring along may simply be wrong; what the enclave gave may not. */
const WRONG = {
  [METHOD.password]: "wrong_password",
  [METHOD.cloudKey]: "wrong_key",
  [METHOD.kit]: "wrong_key",
};

async function slotOf({ payload, wid, way }) {
  const id = b64u(await slotIdOf({ wid, way }));
  const slot = payload.slots.find((entry) => entry.id === id && entry.method === way.method);
  if (slot === undefined) throw new KeyhavenError("slot_missing");
  if (slot.prf === 1 && way.second === null) throw new KeyhavenError("prf_missing");
  return slot;
}

/** The first secret of a way in, of the epoch in which the slot was made. */
function firstOf({ slot, way }) {
  if (slot.epoch === way.epoch) return way.first;
  const older = (way.older ?? []).find(({ epoch }) => epoch === slot.epoch);
  if (older === undefined) throw new KeyhavenError("wrong_epoch");
  return older.ent;
}

async function keysOf({ slot, wid, way }) {
  const { method, epoch, prf } = slot;
  const context = slotContext({ method, wid, id: unb64u(slot.id), epoch, prf });
  // A passkey may have a PRF output that this slot was made without.
  const second = method === METHOD.passkey && prf === 0 ? null : way.second;
  return slotKeys({ context, first: firstOf({ slot, way }), second });
}

async function checkBind({ slot, keys, pkMan, commit }) {
  if (b64u(keys.publicKey) !== slot.pub) throw new KeyhavenError(WRONG[slot.method] ?? "slot_bind");
  const { bindKey } = keys;
  await checkBindTag({ bindKey, pkMan, commit, tag: unb64u(slot.bind) });
}

async function verified({ manifest, pkMan, wid, highestGen }) {
  const payload = await verify({ manifest, pkMan });
  if (payload.wid !== b64u(wid)) throw new KeyhavenError("header_mismatch");
  if (payload.gen < highestGen) throw new KeyhavenError("older_generation");
  return payload;
}

async function checkedAuthShare({ authShare, payload, slot, keys }) {
  const share = typeof authShare === "function" ? await authShare({ slot, keys }) : authShare;
  if (!(share instanceof Uint8Array) || xOf(share) !== payload.x.a) {
    throw new KeyhavenError("auth_share");
  }
  return share;
}

/** Steps commit and identity: the secret is the one that the manifest names and was signed with. */
export async function checkedIdentity({ wid, secret, pkMan, commit }) {
  const identity = await at("commit", "wrong_wallet", async () => {
    const found = await walletIdentity({ wid, secret });
    if (!equal(found.commit, commit)) throw new KeyhavenError("wrong_wallet");
    return found;
  });
  await at("identity", "wrong_wallet", async () => {
    if (!equal(identity.pkMan, pkMan)) throw new KeyhavenError("wrong_wallet");
  });
}

/**
 * Steps slot to header: the manifest that this slot vouches for, and the recovery share.
 * @param {object} input see openBackup; all of it but authShare
 * @returns {Promise<{payload: object, pkMan: Uint8Array, commit: Uint8Array, share: Uint8Array,
 *   slot: object}>} wipe share after use
 */
export async function openShare({ envelope, manifest, wid, way, highestGen }) {
  const { payload: claimed, pkMan } = await at("read", "manifest_malformed", () =>
    readUnverified(manifest),
  );
  const commit = unb64u(claimed.commit, 32);
  const { slot, keys } = await at("slot", "slot_missing", async () => {
    const found = await slotOf({ payload: claimed, wid, way });
    return { slot: found, keys: await keysOf({ slot: found, wid, way }) };
  });
  await at("bind", "slot_bind", () => checkBind({ slot, keys, pkMan, commit }));
  const payload = await at("manifest", "manifest_signature", () =>
    verified({ manifest, pkMan, wid, highestGen }),
  );
  const { privateKey, publicKey } = keys;
  const opened = await at("envelope", "envelope", () =>
    openEnvelope({ envelope, privateKey, publicKey }),
  );
  const share = await at("header", "header_mismatch", () => shareOf({ opened, manifest, payload }));
  return { payload, pkMan, commit, share, slot, keys };
}

/**
 * @typedef {object} Opener with it a page shows that a way in is at hand, see slotproof.js
 * @property {object} slot its entry in the manifest
 * @property {object} keys see slotKeys
 */

/**
 * Opens a backup with one way in, from the slot to the identity of the wallet.
 * @param {object} input
 * @param {string} input.envelope
 * @param {string} input.manifest
 * @param {Uint8Array|((opener: Opener) => Promise<Uint8Array>)} input.authShare the server's share,
 *   or how to fetch it once everything before it was found right
 * @param {Uint8Array} input.wid 16 bytes
 * @param {Way} input.way see slots.js; a passkey's slot without PRF takes no notice of `second`
 * @param {number} input.highestGen that this device has seen, 0 for none (see device.js)
 * @returns {Promise<{secret: Uint8Array, deviceShare: Uint8Array, gen: number, payload: object,
 *   pkMan: Uint8Array, slot: object}>} deviceShare: this generation's share for a device, made
 *   anew; payload: of the verified manifest; slot: the entry that opened
 * @throws {OpeningError}
 */
export async function openBackup(input) {
  const { wid, authShare } = input;
  const { payload, pkMan, commit, share, slot, keys } = await openShare(input);
  const auth = await at("auth_share", "auth_share", () =>
    checkedAuthShare({ authShare, payload, slot, keys }),
  );
  const secret = await at("combine", "auth_share", () => combine(auth, share));
  try {
    await checkedIdentity({ wid, secret, pkMan, commit });
    const deviceShare = await shareAt({ x: payload.x.d, from: [share, auth] });
    return { secret, deviceShare, gen: payload.gen, payload, pkMan, slot };
  } catch (error) {
    wipe(secret);
    throw error;
  } finally {
    wipe(share);
  }
}

/**
 * Opens a wallet on a device that holds a share of this very generation, without a way in. The
 * server cannot answer with a wallet of its own: it would have to sign with a key that comes out
 * of a secret which it cannot know without the device's share.
 * @param {{wid: Uint8Array, deviceShare: Uint8Array, manifest: string, highestGen: number,
 *   authShare: Uint8Array|(() => Promise<Uint8Array>)}} input
 * @returns {Promise<{secret: Uint8Array, gen: number, payload: object, pkMan: Uint8Array}>}
 * @throws {OpeningError} step device_share besides those above
 */
export async function openOnDevice({ wid, deviceShare, authShare, manifest, highestGen }) {
  const { pkMan } = await at("read", "manifest_malformed", () => readUnverified(manifest));
  const payload = await at("manifest", "manifest_signature", () =>
    verified({ manifest, pkMan, wid, highestGen }),
  );
  if (xOf(deviceShare) !== payload.x.d) {
    throw new OpeningError({ step: "device_share", code: "share_missing" });
  }
  const auth = await at("auth_share", "auth_share", () => checkedAuthShare({ authShare, payload }));
  const secret = await at("combine", "auth_share", () => combine(deviceShare, auth));
  try {
    await checkedIdentity({ wid, secret, pkMan, commit: unb64u(payload.commit, 32) });
    return { secret, gen: payload.gen, payload, pkMan };
  } catch (error) {
    wipe(secret);
    throw error;
  }
}
