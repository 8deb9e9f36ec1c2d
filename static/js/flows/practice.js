// A test of a way in: the wallet is opened as in a recovery, and nothing of it is kept.

import { b64u, unb64u, wipe } from "../lib/bytes.js";
import { firstAddress } from "../lib/wallet.js";
import { request } from "./http.js";
import { openFound, partsOf } from "./restore.js";
import { tellProof } from "./way_proof.js";

/**
 * The parts of a wallet for whoever has just touched a passkey.
 * @param {Uint8Array} wid
 * @returns {Promise<object>} an entry for `practise`
 * @throws {ServerError|KeyhavenError}
 */
export async function partsAfterTouch(wid) {
  const { gen, name } = await request("GET", `/wallets/${b64u(wid)}`);
  return { wid: b64u(wid), name, ...(await partsOf({ wid, gen })) };
}

/**
 * @param {{found: object, way: Way, onBringBack?: () => void}} input found: of askForParts or of
 *   partsAfterTouch; way: what is tested
 * @returns {Promise<string>} the wallet's first address, by which the person knows it again
 * @throws {ServerError|KeyhavenError}
 */
export async function practise({ found, way, onBringBack = () => undefined }) {
  const { question } = await request("POST", `/wallets/${found.wid}/practice`, { body: {} });
  let opener = null;
  const share = found.proveForShare ?? (async () => unb64u(found.auth_share));
  const proveForShare = (open) => {
    opener = open;
    return share(open);
  };
  const opened = await openFound({ found: { ...found, proveForShare }, way, onBringBack });
  try {
    await tellProof({ ...opened, opener, question: unb64u(question, 32) });
    return await firstAddress(opened.secret);
  } finally {
    wipe(opened.secret, opened.deviceShare);
  }
}
