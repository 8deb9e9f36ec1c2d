// A slot: one way to open the backup, with a key pair of its own. Because the public half is in
// the manifest, a backup can be sealed anew for ways in that are not at hand.

import { b64u, concat, hkdf, label, lp, sha256, sized, u32, u8, unb64u, wipe } from "./bytes.js";
import { SUITE } from "./challenge.js";
import { KeyhavenError } from "./errors.js";
import { exactKeys, object, wholeNumber } from "./json.js";
import { x25519KeyPair } from "./keys.js";

/** How a slot is opened. 5 is set aside for a time lock, which no page knows yet. */
export const METHOD = Object.freeze({ passkey: 1, pin: 2, password: 3, cloudKey: 4, kit: 6 });

const MAX_U32 = 0xffffffff;
// Less is too weak to be believed; more, and the page could not compute it. In KiB for m.
const KDF_RANGES = { m: [19456, 1048576], t: [2, 16], p: [1, 4] };

const bytes = (size) => (value) => unb64u(value, size);
const number = (value) => wholeNumber(value, MAX_U32);

function text(length) {
  return (value) => {
    if (typeof value !== "string" || value.length > length) throw new KeyhavenError("bad_json");
  };
}

function kdf(value) {
  object(value);
  noNews(value, Object.keys(KDF_RANGES));
  for (const [name, [least, most]] of Object.entries(KDF_RANGES)) {
    wholeNumber(value[name], MAX_U32);
    if (value[name] < least || value[name] > most) throw new KeyhavenError("update_needed");
  }
}

// Of each method: `params` as the manifest lists them, which of them is the slot's `ref`, how many
// bytes each of its secrets has, and whether the enclave takes part, which makes an epoch count.
const METHODS = Object.freeze({
  [METHOD.passkey]: {
    ref: "cid",
    params: { cid: bytes(), spki: bytes(), name: text(64) },
    first: 32,
    second: 32,
    hasEpoch: true,
  },
  [METHOD.pin]: {
    ref: "nonce",
    params: { nonce: bytes(16), pin_epoch: number, oprf: bytes(32), kdf, name: text(64) },
    first: 64,
    second: 32,
    hasEpoch: true,
  },
  [METHOD.password]: {
    ref: "salt",
    params: { salt: bytes(16), kdf, name: text(64) },
    first: 32,
    hasEpoch: false,
  },
  [METHOD.cloudKey]: {
    ref: "id",
    params: { id: bytes(16), kind: text(32), place: text(300), name: text(64) },
    first: 32,
    hasEpoch: false,
  },
  [METHOD.kit]: {
    ref: "id",
    params: { id: bytes(16), name: text(64) },
    first: 32,
    hasEpoch: false,
  },
});

/** Throws update_needed for a key that this page does not know, bad_json for one that lacks. */
function noNews(value, keys) {
  const known = new Set(keys);
  if (Object.keys(value).some((key) => !known.has(key))) throw new KeyhavenError("update_needed");
  exactKeys(value, keys);
}

function rulesOf(method) {
  wholeNumber(method, 255);
  if (!Object.hasOwn(METHODS, method)) throw new KeyhavenError("update_needed");
  return METHODS[method];
}

/**
 * Checks what a manifest says of one method: nothing is guessed that this page does not know.
 * @param {{method: number, params: object, epoch: number, prf: number}} slot
 * @throws {KeyhavenError} update_needed, bad_json, bad_encoding, bad_length
 */
export function checkMethod({ method, params, epoch, prf }) {
  const rules = rulesOf(method);
  noNews(object(params), Object.keys(rules.params));
  for (const [name, check] of Object.entries(rules.params)) check(params[name]);
  const needsNone = (value, may) => may || value === 0;
  const fits = needsNone(epoch, rules.hasEpoch) && needsNone(prf, method === METHOD.passkey);
  if (!fits) throw new KeyhavenError("bad_json");
}

/**
 * @typedef {object} Way what opens a slot, while it is at hand. See `forget`.
 * @property {number} method
 * @property {object} params as in the manifest, see METHODS. To open, the one that is the `ref` is
 *   enough; to make a slot, all of them are needed.
 * @property {number} epoch of the enclave's key from which a part came; 0 where it takes no part
 * @property {Uint8Array} first passkey: entropy; PIN: the OPRF's output, 64 bytes; password: what
 *   Argon2id made of it; cloud key and kit: the key itself
 * @property {Uint8Array|null} second passkey: its PRF output, if it may be used; PIN: entropy
 * @property {{epoch: number, ent: Uint8Array}[]} [older] passkey: `first` of earlier epochs, which
 *   open slots that were made then
 */

/**
 * @param {{cid: Uint8Array, spki?: Uint8Array, name?: string, ent: Uint8Array, epoch: number,
 *   prf: Uint8Array|null, older?: object[]}} passkey spki, name: needed for a slot that is to be made
 * @returns {Way}
 */
export function passkeyWay({ cid, spki, name, ent, epoch, prf, older = [] }) {
  const full = spki === undefined ? {} : { spki: b64u(spki), name };
  const params = { cid: b64u(cid), ...full };
  return { method: METHOD.passkey, params, epoch, first: ent, second: prf, older };
}

/** Overwrites what a way in holds. @param {Way} way */
export function forget({ first, second, older = [] }) {
  wipe(first, second, ...older.map(({ ent }) => ent));
}

/**
 * @param {{method?: number, wid: Uint8Array, ref: Uint8Array}} input wid: 16 bytes
 * @returns {Promise<Uint8Array>} 16 bytes
 */
export async function slotId({ method = METHOD.passkey, wid, ref }) {
  const name = concat(label("KRP1-SLOT"), u8(method), sized(wid, 16), lp(ref));
  return (await sha256(name)).slice(0, 16);
}

/** @param {{wid: Uint8Array, way: Way}} input @returns {Promise<Uint8Array>} 16 bytes */
export function slotIdOf({ wid, way: { method, params } }) {
  return slotId({ method, wid, ref: unb64u(params[rulesOf(method).ref]) });
}

/**
 * @param {{suite?: number, method?: number, wid: Uint8Array, id: Uint8Array, epoch: number,
 *   prf: 0|1}} input prf: whether the passkey's PRF output is needed too
 * @returns {Uint8Array} 39 bytes: everything the keys of a slot are bound to
 */
export function slotContext({ suite = SUITE, method = METHOD.passkey, wid, id, epoch, prf }) {
  if (prf !== 0 && prf !== 1) throw new KeyhavenError("bad_json");
  return concat(u8(suite), u8(method), sized(wid, 16), sized(id, 16), u32(epoch), u8(prf));
}

/** The secrets of a slot one behind the other, each of the length that its method has. */
function keyMaterial({ context, first, second }) {
  const method = context[1];
  const rules = rulesOf(method);
  const needsPrf = context[context.length - 1] === 1;
  const needsSecond = method === METHOD.passkey ? needsPrf : rules.second !== undefined;
  if (needsSecond !== (second !== null)) throw new KeyhavenError("prf_missing");
  const other = second === null ? new Uint8Array() : sized(second, rules.second);
  return concat(lp(sized(first, rules.first)), lp(other));
}

/**
 * @param {{context: Uint8Array, first: Uint8Array, second: Uint8Array|null}} input context: see
 *   slotContext; first, second: see Way
 * @returns {Promise<{privateKey: CryptoKey, publicKey: Uint8Array, bindKey: CryptoKey}>} neither
 *   private key can be read out
 */
export async function slotKeys({ context, first, second }) {
  const ikm = keyMaterial({ context, first, second });
  const salt = await sha256(concat(label("KRP1-SLOTCTX"), context));
  const seed = await hkdf({ salt, ikm, info: label("KRP1-SLOT-X25519"), size: 32 });
  const bind = await hkdf({ salt, ikm, info: label("KRP1-SLOT-BIND"), size: 32 });
  const hmac = { name: "HMAC", hash: "SHA-256" };
  try {
    const bindKey = await crypto.subtle.importKey("raw", bind, hmac, false, ["sign", "verify"]);
    return { ...(await x25519KeyPair(seed)), bindKey };
  } finally {
    wipe(ikm, seed, bind);
  }
}

/**
 * The tag by which a slot recognises its wallet.
 * @param {{bindKey: CryptoKey, pkMan: Uint8Array, commit: Uint8Array}} input
 * @returns {Promise<Uint8Array>} 32 bytes
 */
export async function bindTag({ bindKey, pkMan, commit }) {
  const message = concat(sized(pkMan, 32), sized(commit, 32));
  return new Uint8Array(await crypto.subtle.sign("HMAC", bindKey, message));
}

/** Throws slot_bind unless the tag is the slot's own over this key and commit. */
export async function checkBindTag({ bindKey, pkMan, commit, tag }) {
  const message = concat(sized(pkMan, 32), sized(commit, 32));
  const same = await crypto.subtle.verify("HMAC", bindKey, tag, message);
  if (!same) throw new KeyhavenError("slot_bind");
}

/**
 * The manifest entry of a new slot.
 * @param {{wid: Uint8Array, pkMan: Uint8Array, commit: Uint8Array, way: Way}} input
 * @returns {Promise<object>} {id, method, pub, epoch, prf, bind, params}
 */
export async function newSlot({ wid, pkMan, commit, way }) {
  const { method, params, epoch, first, second } = way;
  const prf = method === METHOD.passkey && second !== null ? 1 : 0;
  checkMethod({ method, params, epoch, prf });
  const id = await slotIdOf({ wid, way });
  const context = slotContext({ method, wid, id, epoch, prf });
  const { publicKey, bindKey } = await slotKeys({ context, first, second });
  const bind = await bindTag({ bindKey, pkMan, commit });
  return { id: b64u(id), method, pub: b64u(publicKey), epoch, prf, bind: b64u(bind), params };
}
