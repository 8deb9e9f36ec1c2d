// The manifest: which slots open a wallet, signed with a key that only its secret gives.

import { CompactSign, compactVerify } from "../../vendor/jose.js";
import { b64u, concat, hkdf, label, lp, sha256, sized, unb64u, utf8, wipe } from "./bytes.js";
import { KeyhavenError } from "./errors.js";
import { canonicalJson, exactKeys, parseObject, wholeNumber } from "./json.js";
import { ed25519KeyPair, ed25519PublicKey } from "./keys.js";
import { checkMethod } from "./slots.js";

export const VERSION = 1;
export const MAX_SLOTS = 32;
export const MAX_SIZE = 65536;

const TYPE = "recovery-manifest+jws";
const KEYS = ["commit", "gen", "min_client", "prev", "slots", "v", "wid", "x"];
const SLOT_KEYS = ["bind", "epoch", "id", "method", "params", "prf", "pub"];
const MAX_U32 = 0xffffffff;

/**
 * @typedef {{commit: Uint8Array, pkMan: Uint8Array, signingKey: CryptoKey}} Identity
 * commit: 32 bytes that name the secret; pkMan: the manifest's Ed25519 public key, 32 bytes.
 */

/**
 * What only the holder of the secret can make.
 * @param {{wid: Uint8Array, secret: Uint8Array}} wallet
 * @returns {Promise<Identity>}
 */
export async function walletIdentity({ wid, secret }) {
  const named = concat(label("KRP1-COMMIT"), sized(wid, 16), lp(secret));
  const info = label("KRP1-MANIFEST-ED25519");
  const seed = await hkdf({ salt: wid, ikm: secret, info, size: 32 });
  try {
    const { privateKey, publicKey } = await ed25519KeyPair(seed);
    return { commit: await sha256(named), pkMan: publicKey, signingKey: privateKey };
  } finally {
    wipe(named, seed);
  }
}

/** @param {string} manifest @returns {Promise<Uint8Array>} 32 bytes, over the exact text */
export function manifestDigest(manifest) {
  return sha256(utf8(manifest));
}

function headerOf(pkMan) {
  const jwk = { crv: "Ed25519", kty: "OKP", x: b64u(pkMan) };
  return { alg: "EdDSA", jwk, typ: TYPE };
}

/**
 * @param {{payload: object, identity: Identity}} input
 * @returns {Promise<string>} JWS in compact form
 */
export async function sign({ payload, identity }) {
  checkPayload(payload);
  const manifest = await new CompactSign(utf8(canonicalJson(payload)))
    .setProtectedHeader(headerOf(identity.pkMan))
    .sign(identity.signingKey);
  if (manifest.length > MAX_SIZE) throw new KeyhavenError("too_large");
  return manifest;
}

function decodePart(part) {
  return parseObject(new TextDecoder("utf-8", { fatal: true }).decode(unb64u(part)), MAX_SIZE);
}

function checkHeader(header) {
  if (Object.hasOwn(header, "crit")) throw new KeyhavenError("update_needed");
  exactKeys(header, ["alg", "jwk", "typ"]);
  exactKeys(header.jwk, ["crv", "kty", "x"]);
  const pkMan = unb64u(header.jwk.x, 32);
  if (canonicalJson(header) !== canonicalJson(headerOf(pkMan))) throw new KeyhavenError("bad_json");
  return pkMan;
}

function checkSlot(slot) {
  exactKeys(slot, SLOT_KEYS);
  unb64u(slot.id, 16);
  unb64u(slot.pub, 32);
  unb64u(slot.bind, 32);
  wholeNumber(slot.epoch, MAX_U32);
  wholeNumber(slot.prf, 1);
  checkMethod(slot);
}

function checkSlots(slots) {
  if (!Array.isArray(slots)) throw new KeyhavenError("bad_json");
  if (slots.length === 0) throw new KeyhavenError("no_slots");
  if (slots.length > MAX_SLOTS) throw new KeyhavenError("too_many_slots");
  slots.forEach(checkSlot);
  const distinct = (key) => new Set(slots.map((slot) => slot[key])).size === slots.length;
  if (!distinct("id") || !distinct("pub")) throw new KeyhavenError("bad_json");
}

function checkCoordinates(x) {
  exactKeys(x, ["a", "d", "r"]);
  const values = [x.a, x.d, x.r].map((value) => wholeNumber(value, 255));
  if (values.includes(0) || new Set(values).size !== 3) throw new KeyhavenError("bad_json");
}

function checkPayload(payload) {
  // The version comes first: a newer format may well have other keys.
  if (payload.v !== VERSION) throw new KeyhavenError("update_needed");
  exactKeys(payload, KEYS);
  if (wholeNumber(payload.min_client, MAX_U32) > VERSION) throw new KeyhavenError("update_needed");
  unb64u(payload.wid, 16);
  unb64u(payload.commit, 32);
  if (wholeNumber(payload.gen, MAX_U32) === 0) throw new KeyhavenError("bad_json");
  if ((payload.gen === 1) !== (payload.prev === null)) throw new KeyhavenError("bad_json");
  if (payload.prev !== null) unb64u(payload.prev, 32);
  checkSlots(payload.slots);
  checkCoordinates(payload.x);
}

/**
 * Reads a manifest without believing it: its shape is checked, its signature is not. `pkMan` is
 * what it claims to be signed with; a slot's bind tag says whether that is the wallet's key.
 * @param {string} untrustedManifest
 * @returns {{payload: object, pkMan: Uint8Array}}
 * @throws {KeyhavenError} manifest_malformed, too_large, update_needed
 */
export function readUnverified(untrustedManifest) {
  if (typeof untrustedManifest !== "string") throw new KeyhavenError("manifest_malformed");
  if (untrustedManifest.length > MAX_SIZE) throw new KeyhavenError("too_large");
  try {
    const parts = untrustedManifest.split(".");
    if (parts.length !== 3) throw new KeyhavenError("bad_encoding");
    const pkMan = checkHeader(decodePart(parts[0]));
    const payload = decodePart(parts[1]);
    checkPayload(payload);
    unb64u(parts[2], 64);
    return { payload, pkMan };
  } catch (error) {
    if (error.code === "update_needed") throw error;
    throw new KeyhavenError("manifest_malformed", { cause: error });
  }
}

/**
 * @param {{manifest: string, pkMan: Uint8Array}} input pkMan: a key that is known to be right
 * @returns {Promise<object>} the payload
 * @throws {KeyhavenError} manifest_signature, and those of readUnverified
 */
export async function verify({ manifest, pkMan }) {
  const { payload } = readUnverified(manifest);
  try {
    const key = await ed25519PublicKey(pkMan);
    await compactVerify(manifest, key, { algorithms: ["EdDSA"] });
  } catch (error) {
    throw new KeyhavenError("manifest_signature", { cause: error });
  }
  return payload;
}
