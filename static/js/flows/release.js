// How a wallet's parts come without a passkey, to a person who has a password or a key of their
// own. The locked box comes first; the server's share only for a proof that the box was opened.

import { b64u, concat, hkdf, label, sized, u32, unb64u } from "../lib/bytes.js";
import { x25519PublicKey } from "../lib/keys.js";
import { request } from "./http.js";
import { bringBack } from "./restore.js";

/**
 * What only the holder of a slot's private key can compute of the server's question.
 * @param {{wid: Uint8Array, gen: number, question: Uint8Array, slot: object, keys: object}} input
 *   question: an X25519 public key, 32 bytes
 * @returns {Promise<Uint8Array>} 32 bytes
 */
export async function proofOf({ wid, gen, question, slot, keys }) {
  const algorithm = { name: "X25519", public: await x25519PublicKey(question) };
  const ikm = new Uint8Array(await crypto.subtle.deriveBits(algorithm, keys.privateKey, 256));
  const named = concat(sized(wid, 16), u32(gen), unb64u(slot.id, 16));
  return hkdf({ salt: question, ikm, info: concat(label("KRP1-RELEASE"), named), size: 32 });
}

/**
 * Asks for the parts of one wallet. That is counted, and told to the person by mail.
 * @param {Uint8Array} wid
 * @returns {Promise<object>} an entry for restoreWallet
 * @throws {ServerError|KeyhavenError}
 */
export async function askForParts(wid) {
  const path = `/wallets/${b64u(wid)}/release`;
  const ask = () => request("POST", path, { body: {} });
  const found = await ask();
  const { gen } = found;
  const question = unb64u(found.question, 32);
  const proveForShare = async ({ slot, keys }) => {
    const proof = await proofOf({ wid, gen, question, slot, keys });
    const body = { slot: slot.id, proof: b64u(proof) };
    const answer = await request("POST", `${path}/share`, { body });
    return unb64u(answer.auth_share);
  };
  return { ...found, ask, proveForShare };
}

/**
 * The same, with the box brought back from a cloud where the server's own copy is unusable.
 * @param {{wid: Uint8Array, onFetch: () => void}} input onFetch: that takes a while
 * @returns {Promise<object>} an entry for restoreWallet, whose manifest is never null
 * @throws {ServerError|KeyhavenError}
 */
export async function wholeBox({ wid, onFetch }) {
  const found = await askForParts(wid);
  if (found.manifest !== null) return found;
  onFetch();
  return { ...found, ...(await bringBack({ wid, ask: () => askForParts(wid) })) };
}
