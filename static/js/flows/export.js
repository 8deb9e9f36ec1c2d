// Taking a wallet's backup along as a file. It is opened once, here, before it is handed out: a file
// that opens nothing would be found out only when it is the last hope.

import { ACTION } from "../lib/approval.js";
import { b64u, unb64u, wipe } from "../lib/bytes.js";
import { highestGen } from "../lib/device.js";
import { exportFile } from "../lib/keptfiles.js";
import { openBackup } from "../lib/recover.js";
import { forget, passkeyWay } from "../lib/slots.js";
import { approve } from "./approve.js";
import { request } from "./http.js";
import { bringBack, partsOf } from "./restore.js";
import { knownPasskeys } from "./unlock.js";

/**
 * Everything that the server holds of a wallet, after a touch that approves it.
 * @param {Uint8Array} wid
 * @returns {Promise<{name: string, gen: number, envelope: string, manifest: string,
 *   authShare: Uint8Array}>}
 */
export async function takenParts(wid) {
  const answer = await request("POST", `/wallets/${b64u(wid)}/export`);
  const { name, gen } = answer;
  const ask = () => partsOf({ wid, gen });
  const files = answer.envelope === null ? await bringBack({ wid, ask }) : answer;
  const { envelope, manifest } = files;
  return { name, gen, envelope, manifest, authShare: unb64u(answer.auth_share) };
}

/**
 * @param {{wid: Uint8Array, invitation: object, allow?: object[], onRelease: () => void}} input
 *   invitation: for OP.approve; allow: see approve
 * @returns {Promise<{text: string, gen: number, manifest: string}>} text: of the file
 * @throws {ServerError|KeyhavenError}
 */
export async function takeAlong({ wid, invitation, allow = knownPasskeys(), onRelease }) {
  const operation = { action: ACTION.export, wid };
  const way = passkeyWay(await approve({ operation, invitation, allow, onRelease }));
  const { name, ...parts } = await takenParts(wid);
  const opened = await openBackup({ ...parts, wid, way, highestGen: await highestGen(wid) });
  wipe(opened.secret, opened.deviceShare);
  forget(way);
  const service = location.origin;
  const text = exportFile({ ...parts, wid, service, wallet: name, createdMs: Date.now() });
  return { text, gen: parts.gen, manifest: parts.manifest };
}
