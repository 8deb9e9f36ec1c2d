// A slot: one passkey that opens the backup, with a key pair of its own. Because the public half
// is in the manifest, a backup can be sealed anew for passkeys that are not at hand.

import { b64u, concat, hkdf, label, lp, sha256, sized, u32, u8, wipe } from "./bytes.js";
import { SUITE } from "./challenge.js";
import { KeyhavenError } from "./errors.js";
import { x25519KeyPair } from "./keys.js";

/** How a slot is opened. Others than the passkey are for later versions of this page. */
export const METHOD = Object.freeze({ passkey: 1 });

/**
 * @param {{method?: number, wid: Uint8Array, ref: Uint8Array}} input wid: 16 bytes; ref: for a
 *   passkey its credential id
 * @returns {Promise<Uint8Array>} 16 bytes
 */
export async function slotId({ method = METHOD.passkey, wid, ref }) {
  const name = concat(label("KRP1-SLOT"), u8(method), sized(wid, 16), lp(ref));
  return (await sha256(name)).slice(0, 16);
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

/**
 * @param {{context: Uint8Array, ent: Uint8Array, prf: Uint8Array|null}} input context: see
 *   slotContext; ent: 32 bytes from the enclave; prf: 32 bytes, or null for a slot without
 * @returns {Promise<{privateKey: CryptoKey, publicKey: Uint8Array, bindKey: CryptoKey}>} neither
 *   private key can be read out
 */
export async function slotKeys({ context, ent, prf }) {
  const needsPrf = context[context.length - 1] === 1;
  if (needsPrf !== (prf !== null)) throw new KeyhavenError("prf_missing");
  const factor = prf === null ? new Uint8Array() : sized(prf, 32);
  const ikm = concat(lp(sized(ent, 32)), lp(factor));
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
 * @typedef {object} NewSlot a passkey that is to open the wallet
 * @property {Uint8Array} cid credential id
 * @property {Uint8Array} spki its public key, SubjectPublicKeyInfo DER
 * @property {string} name what the person calls it, at most 64 characters
 * @property {Uint8Array} ent 32 bytes from the enclave
 * @property {number} epoch of the enclave's key from which ent came
 * @property {Uint8Array|null} prf 32 bytes, only if confirmed (see prf.js)
 */

/**
 * The manifest entry of a new passkey slot.
 * @param {{wid: Uint8Array, pkMan: Uint8Array, commit: Uint8Array, slot: NewSlot}} input
 * @returns {Promise<object>} {id, method, pub, epoch, prf, bind, params}
 */
export async function passkeySlot({ wid, pkMan, commit, slot }) {
  const { cid, spki, name, ent, epoch } = slot;
  const factor = slot.prf ?? null;
  const id = await slotId({ wid, ref: cid });
  const flag = factor === null ? 0 : 1;
  const context = slotContext({ wid, id, epoch, prf: flag });
  const { publicKey, bindKey } = await slotKeys({ context, ent, prf: factor });
  return {
    id: b64u(id),
    method: METHOD.passkey,
    pub: b64u(publicKey),
    epoch,
    prf: flag,
    bind: b64u(await bindTag({ bindKey, pkMan, commit })),
    params: { cid: b64u(cid), spki: b64u(spki), name },
  };
}
