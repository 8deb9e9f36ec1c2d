// Showing that a way in is at hand: an answer to the server's question that takes the slot's key.

import { concat, hkdf, label, sized, u32, unb64u, wipe } from "./bytes.js";
import { x25519PublicKey } from "./keys.js";

/** What an answer is for. One for the one is worth nothing for the other. */
export const PURPOSE = Object.freeze({ release: "KRP1-RELEASE", practice: "KRP1-PRACTICE" });

function nameOf({ wid, gen, slot }) {
  return concat(sized(wid, 16), u32(gen), unb64u(slot.id, 16));
}

/**
 * What only the holder of a slot's private key can compute of a question.
 * @param {{purpose: string, wid: Uint8Array, gen: number, question: Uint8Array, slot: object,
 *   keys: object}} input purpose: one of PURPOSE; question: an X25519 public key, 32 bytes;
 *   keys: see slotKeys
 * @returns {Promise<Uint8Array>} 32 bytes
 */
export async function slotProof({ purpose, wid, gen, question, slot, keys }) {
  const algorithm = { name: "X25519", public: await x25519PublicKey(question) };
  const ikm = new Uint8Array(await crypto.subtle.deriveBits(algorithm, keys.privateKey, 256));
  try {
    const info = concat(label(purpose), nameOf({ wid, gen, slot }));
    return await hkdf({ salt: question, ikm, info, size: 32 });
  } finally {
    wipe(ikm);
  }
}

/**
 * The wallet's own signature below such an answer: it was put together, all the way.
 * @param {{wid: Uint8Array, gen: number, slot: object, proof: Uint8Array,
 *   signingKey: CryptoKey}} input signingKey: see walletIdentity
 * @returns {Promise<Uint8Array>} 64 bytes
 */
export async function signPractice({ wid, gen, slot, proof, signingKey }) {
  const message = concat(label("KRP1-PRACTISED"), nameOf({ wid, gen, slot }), sized(proof, 32));
  return new Uint8Array(await crypto.subtle.sign("Ed25519", signingKey, message));
}
