// How a wallet comes back on a new device: one touch, open, split afresh, make this device ready.

import { b64u, unb64u, wipe } from "../lib/bytes.js";
import { OP } from "../lib/challenge.js";
import { highestGen, rememberPrf } from "../lib/device.js";
import { KeyhavenError } from "../lib/errors.js";
import { prfCheckValue } from "../lib/passkey.js";
import { openBackup } from "../lib/recover.js";
import { METHOD, passkeyWay } from "../lib/slots.js";
import { firstAddress } from "../lib/wallet.js";
import { ServerError, request } from "./http.js";
import { save } from "./save.js";
import { touch } from "./touch.js";
import { entropyOf } from "./unlock.js";
import { tellProof } from "./way_proof.js";

const POLL_MS = 1000;
const LONGEST_WAIT_MS = 60000;

const nothing = () => Promise.resolve(null);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function untilSettled(path) {
  const end = performance.now() + LONGEST_WAIT_MS;
  let { state } = await request("POST", path, { retry: true });
  while (state === "due" && performance.now() < end) {
    await pause(POLL_MS);
    ({ state } = await request("GET", path));
  }
  return state;
}

/**
 * Has the server fetch a backup from the person's cloud, because its own copy is unusable.
 * @param {{wid: Uint8Array, ask: () => Promise<object>}} input ask: asks for it again afterwards
 * @returns {Promise<object>} the answer to that, with the manifest in it
 * @throws {ServerError|KeyhavenError} restore_failed
 */
export async function bringBack({ wid, ask }) {
  const path = `/wallets/${b64u(wid)}/restore`;
  if ((await untilSettled(path)) !== "done") throw new KeyhavenError("restore_failed");
  const answer = await ask();
  if (answer.manifest === null) throw new KeyhavenError("restore_failed");
  return answer;
}

/** @returns {Promise<object>} the parts of one generation, for a little while after a touch */
export function partsOf({ wid, gen }) {
  return request("GET", `/wallets/${b64u(wid)}/generations/${gen}`);
}

/**
 * One touch that signs in and unlocks. Nobody is named before.
 * @param {{invitation: object, onAsk?: () => void, onRelease?: () => void}} input
 * @returns {Promise<{name: string, wallets: object[], way: Way, token: string|null}>} way: see
 *   slots.js; token: for another site than ours, who is there now
 */
export async function recover({ invitation, onAsk, onRelease = () => undefined }) {
  const touched = await touch({ op: OP.recover, invitation, onAsk });
  onRelease();
  const body = {
    ticket: touched.ticket,
    pk_eph: b64u(touched.keyPair.publicKey),
    credential: touched.wire,
  };
  const answer = await request("POST", "/recover", { body });
  const { ent, epoch, older } = await entropyOf({ touched, answer });
  const way = passkeyWay({ cid: touched.credentialId, ent, epoch, older, prf: touched.prf });
  return { name: answer.name, wallets: answer.wallets, way, token: answer.token };
}

/**
 * Opens a backup with one way in, wherever its parts come from.
 * @param {{found: object, way: Way, onBringBack: () => void}} input as for restoreWallet
 * @returns {Promise<object>} {wid, manifest} and what openBackup gives
 * @throws {ServerError|KeyhavenError}
 */
export async function openFound({ found, way, onBringBack }) {
  const wid = unb64u(found.wid, 16);
  if (found.auth_share === null) throw new KeyhavenError("auth_share");
  const ask = found.ask ?? (() => partsOf({ wid, gen: found.gen }));
  const whole = found.envelope !== null && found.manifest !== null;
  if (!whole) onBringBack();
  const { envelope, manifest } = whole ? found : await bringBack({ wid, ask });
  const authShare = found.proveForShare ?? unb64u(found.auth_share);
  const highest = await highestGen(wid);
  const input = { way, wid, envelope, manifest, authShare, highestGen: highest };
  return { wid, manifest, ...(await openBackup(input)) };
}

/** The way in that opened, for a slot to be made again: with PRF only if it was made with it, and
 * with the newest key of the vault, whichever it was made with.
 */
export function sameWay({ slot, way }) {
  const second = way.method === METHOD.passkey && slot.prf === 0 ? null : way.second;
  return { ...way, params: slot.params, second };
}

/** A second key that has just opened a wallet was the same as when the slot was made. */
async function noteStablePrf({ slot, way }) {
  if (slot.prf === 1) {
    const cid = unb64u(slot.params.cid);
    await rememberPrf({ cid, checkValue: await prfCheckValue(way.second) });
  }
}

/** The way in has proved itself, of which the server keeps the date, as after a test. */
async function noteProof({ wid, secret, saved }) {
  const { gen, openers, question } = saved;
  try {
    await tellProof({ wid, gen, secret, opener: openers[0], question });
  } catch (error) {
    // The wallet is back, whatever becomes of a date.
    if (!isOurs(error)) throw error;
  }
}

const isOurs = (error) => error instanceof KeyhavenError || error instanceof ServerError;

/** The next generation with the way in made anew, or, where that does not work, as it was. */
async function saveRenewed({ next, slot, way, renew, onStep }) {
  try {
    const fresh = await renew({ wid: next.wid, secret: next.secret, slot });
    if (fresh !== null) {
      return { ...(await save({ ...next, ways: [fresh], remove: [slot.id], onStep })), fresh };
    }
  } catch (error) {
    // It opened, and that is what the person asked for. The next time tries again.
    if (!isOurs(error)) throw error;
  }
  return { ...(await save({ ...next, ways: [sameWay({ slot, way })], onStep })), fresh: null };
}

/**
 * Puts one wallet together again and makes this device one of its own: a fresh split, a new
 * generation, and the share that a lost device held is worth nothing any more.
 * @param {{found: object, way: Way, onBringBack: () => void,
 *   onOpen: (address: string, secret: Uint8Array) => void, onStep: (step: string) => void,
 *   renew?: function}} input found: an entry of recover().wallets; onBringBack: the backup has to
 *   come from the person's cloud, which takes a while; secret: is wiped in the end, so whoever needs
 *   it copies it; renew: makes the way in anew, under another slot, from {wid, secret, slot}; null
 *   where it need not
 * @returns {Promise<{address: string, gen: number, id: string, fresh: Way|null}>} fresh: what
 *   `renew` made, if the backup lists it now
 * @throws {ServerError|KeyhavenError} after onOpen the wallet itself was right, whatever follows
 */
export async function restoreWallet({ found, way, onBringBack, onOpen, onStep, renew = nothing }) {
  const { wid, manifest, secret, gen, slot } = await openFound({ found, way, onBringBack });
  try {
    const address = await firstAddress(secret);
    onOpen(address, secret);
    await noteStablePrf({ slot, way });
    const next = { secret, wid, name: found.name, gen: gen + 1, previousManifest: manifest };
    const saved = await saveRenewed({ next, slot, way, renew, onStep });
    await noteProof({ wid, secret, saved });
    return { address, ...saved };
  } finally {
    wipe(secret);
  }
}
