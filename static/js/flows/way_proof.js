// Telling the server that a way in was used, or tested, and opened the wallet: an answer that only
// somebody can give who has just opened it this way. It keeps the date.

import { b64u } from "../lib/bytes.js";
import { walletIdentity } from "../lib/manifest.js";
import { PURPOSE, signPractice, slotProof } from "../lib/slotproof.js";
import { request } from "./http.js";

/**
 * @param {{wid: Uint8Array, gen: number, secret: Uint8Array, opener: Opener,
 *   question: Uint8Array}} input gen: of the backup that was opened; opener: see lib/recover.js;
 *   question: the server's about this generation, an X25519 public key, 32 bytes; it is answered once
 * @throws {ServerError|KeyhavenError}
 */
export async function tellProof({ wid, gen, secret, opener: { slot, keys }, question }) {
  const proof = await slotProof({ purpose: PURPOSE.practice, wid, gen, question, slot, keys });
  const { signingKey } = await walletIdentity({ wid, secret });
  const signature = await signPractice({ wid, gen, slot, proof, signingKey });
  const body = { slot: slot.id, proof: b64u(proof), signature: b64u(signature) };
  await request("POST", `/wallets/${b64u(wid)}/practice/proof`, { body });
}
