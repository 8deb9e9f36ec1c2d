// The one-time key to which the enclave seals its answer (HPKE, RFC 9180, base mode).

import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "../../vendor/hpke.js";
import { concat, label, sized, u8, wipe } from "./bytes.js";
import { KeyhavenError } from "./errors.js";
import { x25519PublicKey } from "./keys.js";

const ENC_SIZE = 32;
const TAG_SIZE = 16;
const ENTROPY_SIZE = 4 + 32;
const SMALLEST = ENC_SIZE + 2 + ENTROPY_SIZE + TAG_SIZE;
const LARGEST = ENC_SIZE + 3 + 64 * ENTROPY_SIZE + TAG_SIZE;

const suite1 = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/**
 * @typedef {{publicKey: Uint8Array, privateKey: CryptoKey}} OneTimeKeyPair
 * publicKey: 32 raw bytes, the pk_eph of the challenge. privateKey: cannot be read out.
 */

/** @returns {Promise<OneTimeKeyPair>} */
export async function newKeyPair() {
  const pair = await crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { publicKey, privateKey: pair.privateKey };
}

/**
 * @param {{keyPair: OneTimeKeyPair, sealed: Uint8Array, info: Uint8Array}} input sealed: enc ‖
 *   ciphertext; info: what it was sealed for
 * @returns {Promise<Uint8Array>}
 * @throws {KeyhavenError} sealed_reply
 */
export async function openWith({ keyPair, sealed, info }) {
  try {
    const recipientKey = {
      privateKey: keyPair.privateKey,
      publicKey: await x25519PublicKey(keyPair.publicKey),
    };
    const enc = sealed.slice(0, ENC_SIZE);
    const text = sealed.slice(ENC_SIZE);
    return new Uint8Array(await suite1.open({ recipientKey, enc, info }, text));
  } catch (error) {
    throw new KeyhavenError("sealed_reply", { cause: error });
  }
}

/** Version 1 holds the entropy of one epoch, version 2 that of several, the newest first. */
function entropies(plaintext) {
  const [version, , counted] = plaintext;
  const [start, count] = version === 1 ? [2, 1] : [3, counted];
  const fits = plaintext.length === start + count * ENTROPY_SIZE;
  if ((version !== 1 && version !== 2) || count < version || !fits) {
    throw new KeyhavenError("sealed_reply");
  }
  const view = new DataView(plaintext.buffer, plaintext.byteOffset);
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * ENTROPY_SIZE;
    return { epoch: view.getUint32(at), ent: plaintext.slice(at + 4, at + ENTROPY_SIZE) };
  });
}

/**
 * @param {{publicKey: Uint8Array, info: Uint8Array, plaintext: Uint8Array}} input publicKey: X25519
 * @returns {Promise<Uint8Array>} enc ‖ ciphertext
 */
export async function sealTo({ publicKey, info, plaintext }) {
  const recipientPublicKey = await x25519PublicKey(sized(publicKey, 32));
  const { enc, ct } = await suite1.seal({ recipientPublicKey, info }, plaintext);
  return concat(new Uint8Array(enc), new Uint8Array(ct));
}

async function decrypt({ keyPair, sealed, suite, op, challenge }) {
  if (sealed.length < SMALLEST || sealed.length > LARGEST) throw new KeyhavenError("sealed_reply");
  const info = concat(label("KRP1-RESPONSE"), u8(suite), u8(op), challenge);
  return openWith({ keyPair, sealed, info });
}

/**
 * Opens the enclave's answer to one challenge.
 * @param {object} reply
 * @param {OneTimeKeyPair} reply.keyPair the pair whose public half is in the challenge
 * @param {Uint8Array} reply.sealed enc ‖ ciphertext
 * @param {number} reply.suite
 * @param {number} reply.op
 * @param {Uint8Array} reply.challenge 32 bytes
 * @returns {Promise<{op: number, epoch: number, ent: Uint8Array,
 *   older: {epoch: number, ent: Uint8Array}[]}>} ent: 32 bytes of entropy
 * @throws {KeyhavenError} sealed_reply
 */
export async function openSealed({ keyPair, sealed, suite, op, challenge }) {
  const plaintext = await decrypt({ keyPair, sealed, suite, op, challenge });
  try {
    if (plaintext[1] !== op) throw new KeyhavenError("sealed_reply");
    const [{ epoch, ent }, ...older] = entropies(plaintext);
    return { op, epoch, ent, older };
  } finally {
    wipe(plaintext);
  }
}
