// A touch that protects a wallet: its first backup, a fresh one in place of the current, or one with
// other ways in. The last needs a touch that approves exactly those.

import { ACTION, waysSubject } from "../lib/approval.js";
import { b64u } from "../lib/bytes.js";
import { KeyhavenError } from "../lib/errors.js";
import { readUnverified } from "../lib/manifest.js";
import { passkeyWay, slotIdOf } from "../lib/slots.js";
import { approve } from "./approve.js";
import { save } from "./save.js";
import { knownPasskeys, openers, settlePrf, unlock } from "./unlock.js";

/**
 * Makes of a touch a way in for a new slot, with the passkey's second key where it is stable.
 * @param {{touched: object, onSecondTouch: () => Promise<void>}} input touched: see unlock;
 *   onSecondTouch: see settlePrf
 * @returns {Promise<{way: Way, outcome: string}>} outcome: see confirmPrf
 */
export async function wayOfTouch({ touched, onSecondTouch }) {
  const { cid, ent, epoch } = touched;
  const { prf, outcome } = await settlePrf({ cid, prf: touched.prf, onSecondTouch });
  const { spki, nickname } = knownPasskeys().find(({ id }) => b64u(id) === b64u(cid));
  return { way: passkeyWay({ cid, spki, name: nickname, ent, epoch, prf }), outcome };
}

/** The slots that the wallet is to have, all of them. */
async function idsAfter({ payload, wid, adding, remove }) {
  const added = await Promise.all(adding.map((way) => slotIdOf({ wid, way })));
  const kept = payload.slots.map(({ id }) => id).filter((id) => !remove.includes(id));
  return [...new Set([...kept, ...added.map(b64u)])];
}

async function touchFor({ wallet, invitation, allow, adding, remove, onRelease }) {
  if (adding.length === 0 && remove.length === 0) return unlock({ invitation, allow, onRelease });
  const { wid, gen, previousManifest } = wallet;
  const { payload } = readUnverified(previousManifest);
  const subject = await waysSubject(await idsAfter({ payload, wid, adding, remove }));
  const operation = { action: ACTION.ways, wid, gen, subject };
  const who = allow ?? openers(payload, remove);
  return approve({ operation, invitation, allow: who, onRelease });
}

/**
 * A slot that needs the passkey's own secret is never made anew without it: a browser that does not
 * hand it out would weaken the lock in silence.
 */
function requireSecret({ previousManifest, way }) {
  if (previousManifest === null || way.second !== null) return;
  const { slots } = readUnverified(previousManifest).payload;
  const before = slots.find(({ params }) => params.cid === way.params.cid);
  if (before?.prf === 1) throw new KeyhavenError("prf_missing");
}

/**
 * @param {object} input
 * @param {{secret: Uint8Array, wid: Uint8Array, name: string, gen: number,
 *   previousManifest: string|null}} input.wallet gen: of the backup that is to be written
 * @param {object} input.invitation for OP.approve where ways in are added or removed, otherwise for
 *   OP.unlock
 * @param {object[]} [input.allow] passkeys that may be touched; the touched one stays a way in
 * @param {{method: number, params: object}[]} [input.adding] names the ways in that `more` makes
 * @param {string[]} [input.remove] ids of slots that shall not open it any more
 * @param {() => Promise<Way[]>} [input.more] makes those of `adding`, after the touch
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
  adding = [],
  remove = [],
  more = () => Promise.resolve([]),
  prove,
  onRelease,
  onSecondTouch,
  onStep,
}) {
  const touched = await touchFor({ wallet, invitation, allow, adding, remove, onRelease });
  const { way, outcome } = await wayOfTouch({ touched, onSecondTouch });
  requireSecret({ previousManifest: wallet.previousManifest, way });
  const ways = [way, ...(await more())];
  const saved = await save({ ...wallet, ways, prove, remove, onStep });
  return { ...saved, outcome };
}
