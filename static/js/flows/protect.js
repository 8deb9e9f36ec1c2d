// One touch that protects a wallet: its first backup, or a fresh one in place of the current.

import { b64u } from "../lib/bytes.js";
import { passkeyWay } from "../lib/slots.js";
import { save } from "./save.js";
import { knownPasskeys, settlePrf, unlock } from "./unlock.js";

function wayOf({ touched, prf }) {
  const { cid, ent, epoch } = touched;
  const { spki, nickname } = knownPasskeys().find(({ id }) => b64u(id) === b64u(cid));
  return passkeyWay({ cid, spki, name: nickname, ent, epoch, prf });
}

/**
 * @param {object} input
 * @param {{secret: Uint8Array, wid: Uint8Array, name: string, gen: number,
 *   previousManifest: string|null}} input.wallet gen: of the backup that is to be written
 * @param {object} input.invitation
 * @param {object[]} [input.allow] see unlock
 * @param {string[]} [input.remove] ids of slots that shall not open it any more
 * @param {() => Promise<Way[]>} [input.more] ways in that come along, made after the touch
 * @param {(manifest: string) => Promise<Way[]>} [input.prove] see save
 * @param {() => void} input.onRelease the touch has happened
 * @param {() => Promise<void>} input.onSecondTouch see settlePrf
 * @param {(step: string) => void} input.onStep see save
 * @returns {Promise<{gen: number, id: string, outcome: string}>} outcome: see confirmPrf
 * @throws {ServerError|KeyhavenError}
 */
export async function protect({
  wallet,
  invitation,
  allow,
  remove,
  more = () => Promise.resolve([]),
  prove,
  onRelease,
  onSecondTouch,
  onStep,
}) {
  const touched = await unlock({ invitation, allow, onRelease });
  const { cid } = touched;
  const { prf, outcome } = await settlePrf({ cid, prf: touched.prf, onSecondTouch });
  const ways = [wayOf({ touched, prf }), ...(await more())];
  const saved = await save({ ...wallet, ways, prove, remove, onStep });
  return { ...saved, outcome };
}
