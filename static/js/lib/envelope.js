// The envelope: the recovery share, sealed once for each slot (JWE, RFC 7516, General JSON).

import { GeneralEncrypt, calculateJwkThumbprintUri, generalDecrypt } from "../../vendor/jose.js";
import { b64u, sized, unb64u, utf8, wipe } from "./bytes.js";
import { KeyhavenError } from "./errors.js";
import { canonicalJson, exactKeys, parseObject, wholeNumber } from "./json.js";
import { x25519KeyPair, x25519PublicKey } from "./keys.js";
import { MAX_SIZE, MAX_SLOTS, VERSION, manifestDigest } from "./manifest.js";

const SUITE = 1;
const TYPE = "recovery-share+jwe";
const WRAP = "ECDH-ES+A256KW";
const CIPHER = "A256GCM";
const PLAINTEXT_KEYS = ["commit", "created_ms", "gen", "share", "v", "wid"];

function jwkOf(publicKey) {
  return { kty: "OKP", crv: "X25519", x: b64u(publicKey) };
}

/** @param {Uint8Array} publicKey of a slot @returns {Promise<string>} RFC 9278 */
export function kidOf(publicKey) {
  return calculateJwkThumbprintUri(jwkOf(publicKey));
}

async function addRecipient(encryption, publicKey) {
  const kid = await kidOf(publicKey);
  const options = { crit: { krp: true } };
  encryption
    .addRecipient(await x25519PublicKey(publicKey), options)
    .setUnprotectedHeader({ alg: WRAP, kid });
}

/**
 * Seals a recovery share.
 * @param {object} input
 * @param {Uint8Array} input.wid 16 bytes
 * @param {number} input.gen
 * @param {string} input.manifest of the same generation
 * @param {Uint8Array} input.share
 * @param {Uint8Array} input.commit 32 bytes
 * @param {Uint8Array[]} input.recipients the slots' public keys
 * @param {number} input.createdMs since 1970
 * @returns {Promise<string>} canonical JSON
 */
export async function seal({ wid, gen, manifest, share, commit, recipients, createdMs }) {
  if (recipients.length === 0) throw new KeyhavenError("no_slots");
  if (recipients.length > MAX_SLOTS) throw new KeyhavenError("too_many_slots");
  const ids = { v: VERSION, wid: b64u(sized(wid, 16)), gen };
  const man = b64u(await manifestDigest(manifest));
  const fields = { ...ids, share: b64u(share), commit: b64u(commit), created_ms: createdMs };
  const plaintext = utf8(canonicalJson(fields));
  const krp = { ...ids, s: SUITE, man };
  const encryption = new GeneralEncrypt(plaintext)
    .setProtectedHeader({ enc: CIPHER, typ: TYPE, crit: ["krp"], krp });
  for (const publicKey of recipients) await addRecipient(encryption, publicKey);
  // With a single recipient jose moves its one-time key into the protected header, which has a
  // fixed content here. So there is always one more: a key that nobody holds, taken out again.
  const nobody = await x25519KeyPair(crypto.getRandomValues(new Uint8Array(32)));
  await addRecipient(encryption, nobody.publicKey);
  const jwe = await encryption.encrypt();
  wipe(plaintext);
  return canonicalJson({ ...jwe, recipients: jwe.recipients.slice(0, -1) });
}

function readProtected(text) {
  const header = parseObject(new TextDecoder("utf-8", { fatal: true }).decode(unb64u(text)));
  const { krp } = header;
  const known =
    Array.isArray(header.crit) && header.crit.length === 1 && header.crit[0] === "krp" &&
    krp?.v === VERSION && krp?.s === SUITE;
  if (!known) throw new KeyhavenError("update_needed");
  exactKeys(header, ["crit", "enc", "krp", "typ"]);
  exactKeys(krp, ["gen", "man", "s", "v", "wid"]);
  if (header.enc !== CIPHER || header.typ !== TYPE) throw new KeyhavenError("envelope");
  unb64u(krp.wid, 16);
  unb64u(krp.man, 32);
  wholeNumber(krp.gen, 0xffffffff);
  return krp;
}

function readRecipient(recipient) {
  const { header } = exactKeys(recipient, ["encrypted_key", "header"]);
  exactKeys(header, ["alg", "epk", "kid"]);
  exactKeys(header.epk, ["crv", "kty", "x"]);
  if (header.alg !== WRAP || header.epk.crv !== "X25519") throw new KeyhavenError("envelope");
}

/** The JWE and what its header says, of the right shape; nothing is decrypted yet. */
function parse(untrustedEnvelope) {
  const jwe = parseObject(untrustedEnvelope, MAX_SIZE);
  exactKeys(jwe, ["ciphertext", "iv", "protected", "recipients", "tag"]);
  const krp = readProtected(jwe.protected);
  if (!Array.isArray(jwe.recipients)) throw new KeyhavenError("envelope");
  if (jwe.recipients.length > MAX_SLOTS) throw new KeyhavenError("too_many_slots");
  jwe.recipients.forEach(readRecipient);
  return { jwe, krp };
}

async function decrypt({ jwe, privateKey, publicKey }) {
  const kid = await kidOf(publicKey);
  const recipients = jwe.recipients.filter(({ header }) => header.kid === kid);
  if (recipients.length !== 1) throw new KeyhavenError("envelope");
  const { plaintext } = await generalDecrypt({ ...jwe, recipients }, privateKey, {
    keyManagementAlgorithms: [WRAP],
    contentEncryptionAlgorithms: [CIPHER],
    crit: { krp: true },
  });
  try {
    return exactKeys(parseObject(new TextDecoder().decode(plaintext)), PLAINTEXT_KEYS);
  } finally {
    wipe(plaintext);
  }
}

function checkSame({ krp, fields, digest, payload }) {
  const ids = ({ v, wid, gen }) => canonicalJson([v, wid, gen]);
  const same =
    krp.man === digest &&
    ids(fields) === ids(krp) &&
    ids(payload) === ids(krp) &&
    fields.commit === payload.commit;
  if (!same) throw new KeyhavenError("header_mismatch");
}

/**
 * Decrypts an envelope with one slot's key.
 * @param {{envelope: string, privateKey: CryptoKey, publicKey: Uint8Array}} input
 * @returns {Promise<{krp: object, fields: object}>} krp: what the protected header says; fields:
 *   the plaintext
 * @throws {KeyhavenError} envelope, update_needed, too_large
 */
export async function open({ envelope, privateKey, publicKey }) {
  try {
    const { jwe, krp } = parse(envelope);
    return { krp, fields: await decrypt({ jwe, privateKey, publicKey }) };
  } catch (error) {
    if (error.code === "update_needed" || error.code === "too_large") throw error;
    throw new KeyhavenError("envelope", { cause: error });
  }
}

/**
 * Checks that an opened envelope and its verified manifest say the same, and gives the share.
 * @param {{opened: {krp: object, fields: object}, manifest: string, payload: object}} input
 * @returns {Promise<Uint8Array>} the recovery share
 * @throws {KeyhavenError} header_mismatch
 */
export async function shareOf({ opened: { krp, fields }, manifest, payload }) {
  checkSame({ krp, fields, digest: b64u(await manifestDigest(manifest)), payload });
  try {
    wholeNumber(fields.created_ms, Number.MAX_SAFE_INTEGER);
    const share = unb64u(fields.share);
    if (share[share.length - 1] !== payload.x.r) throw new KeyhavenError("bad_share");
    return share;
  } catch (error) {
    throw new KeyhavenError("header_mismatch", { cause: error });
  }
}
