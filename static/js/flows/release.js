// How a wallet's parts come without a passkey, to a person who has a password or a key of their
// own. The locked box comes first; the server's share only for a proof that the box was opened.

import { b64u, unb64u } from "../lib/bytes.js";
import { PURPOSE, slotProof } from "../lib/slotproof.js";
import { request } from "./http.js";
import { bringBack } from "./restore.js";

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
    const asked = { purpose: PURPOSE.release, wid, gen, question };
    const proof = await slotProof({ ...asked, slot, keys });
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
