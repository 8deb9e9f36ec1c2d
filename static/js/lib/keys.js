// X25519 and Ed25519 keys out of 32 raw bytes. WebCrypto takes a private key only inside PKCS #8
// (RFC 8410), whose first 16 bytes are constant for each of the two curves.

import { concat, sized, unb64u, wipe } from "./bytes.js";

const PKCS8_HEAD = {
  X25519: [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20],
  Ed25519: [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20],
};
const BASE_POINT = Uint8Array.of(9, ...new Uint8Array(31));

async function importPrivate({ curve, seed, extractable, usages }) {
  const pkcs8 = concat(Uint8Array.from(PKCS8_HEAD[curve]), sized(seed, 32));
  try {
    return await crypto.subtle.importKey("pkcs8", pkcs8, { name: curve }, extractable, usages);
  } finally {
    wipe(pkcs8);
  }
}

/** @param {Uint8Array} bytes 32 @returns {Promise<CryptoKey>} */
export function x25519PublicKey(bytes) {
  return crypto.subtle.importKey("raw", sized(bytes, 32), { name: "X25519" }, true, []);
}

/** @param {Uint8Array} bytes 32 @returns {Promise<CryptoKey>} */
export function ed25519PublicKey(bytes) {
  return crypto.subtle.importKey("raw", sized(bytes, 32), { name: "Ed25519" }, true, ["verify"]);
}

/**
 * The key pair of 32 secret bytes; the private half cannot be read out again.
 * @param {Uint8Array} seed
 * @returns {Promise<{privateKey: CryptoKey, publicKey: Uint8Array}>}
 */
export async function x25519KeyPair(seed) {
  const usages = ["deriveBits"];
  const privateKey = await importPrivate({ curve: "X25519", seed, extractable: false, usages });
  // A public key is the base point times the private key (RFC 7748, section 6.1), which is what
  // deriveBits computes; so the private key never has to be exported.
  const algorithm = { name: "X25519", public: await x25519PublicKey(BASE_POINT) };
  const publicKey = new Uint8Array(await crypto.subtle.deriveBits(algorithm, privateKey, 256));
  return { privateKey, publicKey };
}

/**
 * The signing key pair of 32 secret bytes; the private half cannot be read out again.
 * @param {Uint8Array} seed
 * @returns {Promise<{privateKey: CryptoKey, publicKey: Uint8Array}>}
 */
export async function ed25519KeyPair(seed) {
  const usages = ["sign"];
  // WebCrypto tells the public half only in the JWK of an extractable key, which is let go at once.
  const readable = await importPrivate({ curve: "Ed25519", seed, extractable: true, usages });
  const publicKey = unb64u((await crypto.subtle.exportKey("jwk", readable)).x, 32);
  const privateKey = await importPrivate({ curve: "Ed25519", seed, extractable: false, usages });
  return { privateKey, publicKey };
}
