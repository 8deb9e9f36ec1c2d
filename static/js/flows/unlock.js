// What a touch is good for: the vault's answer, and whether the passkey's own second key is stable.

import { b64u, randomBytes, unb64u } from "../lib/bytes.js";
import { OP } from "../lib/challenge.js";
import { rememberPrf } from "../lib/device.js";
import { KeyhavenError } from "../lib/errors.js";
import { getPasskey, prfCheckValue } from "../lib/passkey.js";
import { confirmPrf } from "../lib/prf.js";
import { openReply } from "../lib/reply.js";
import { pageData, request } from "./http.js";
import { touch } from "./touch.js";

/** The passkeys that the server named for this person, ready for an allow list. */
export function knownPasskeys() {
  return pageData.passkeys.map(({ id, spki, nickname, transports }) => ({
    id: unb64u(id),
    spki: unb64u(spki),
    nickname,
    transports,
  }));
}

/**
 * Of the known passkeys, those that open a wallet.
 * @param {object} payload of its manifest
 * @param {string[]} [except] ids of slots that do not count
 * @returns {object[]} never empty, since an empty list would let any passkey through
 * @throws {KeyhavenError} no_opener
 */
export function openers(payload, except = []) {
  const staying = payload.slots.filter(({ id }) => !except.includes(id));
  const inside = new Set(staying.map(({ params }) => params.cid));
  const found = knownPasskeys().filter(({ id }) => inside.has(b64u(id)));
  if (found.length === 0) throw new KeyhavenError("no_opener");
  return found;
}

/** Opens the vault's answer to a touch. */
export async function entropyOf({ touched, answer }) {
  const { keyPair, pkSig, op, challenge } = touched;
  const sealed = unb64u(answer.sealed);
  const sig = unb64u(answer.sig);
  return openReply({ keyPair, sealed, sig, pkSig, op, challenge });
}

/**
 * One touch of a person who is signed in.
 * @param {{invitation: object, allow?: object[], onAsk?: () => void, onRelease?: () => void}} input
 *   allow: of knownPasskeys(), those that may be used; onRelease: the person has touched, and the
 *   rest goes by itself
 * @returns {Promise<{cid: Uint8Array, ent: Uint8Array, epoch: number, older: object[],
 *   prf: Uint8Array|null}>} older: see openReply
 */
export async function unlock({
  invitation,
  allow = knownPasskeys(),
  onAsk,
  onRelease = () => undefined,
}) {
  const touched = await touch({ op: OP.unlock, invitation, allow, onAsk });
  onRelease();
  const body = {
    ticket: touched.ticket,
    pk_eph: b64u(touched.keyPair.publicKey),
    epoch: 0,
    credential: touched.wire,
  };
  const answer = await request("POST", "/unlock", { body });
  const { ent, epoch, older } = await entropyOf({ touched, answer });
  return { cid: touched.credentialId, ent, epoch, older, prf: touched.prf };
}

async function secondEvaluation({ cid }) {
  const allow = knownPasskeys().filter(({ id }) => b64u(id) === b64u(cid));
  // The signature is thrown away, so nothing hangs on this challenge.
  const challenge = randomBytes(32);
  return (await getPasskey({ rpId: pageData.rp.id, challenge, allow, prf: true })).prf;
}

/**
 * Decides whether a new slot may need the passkey's second key. It may only if two separate
 * evaluations gave the same: one that changes would lock the person out for good.
 * @param {{cid: Uint8Array, prf: Uint8Array|null, onSecondTouch: () => Promise<void>}} input
 *   onSecondTouch: tells the person why, and resolves when they are ready
 * @returns {Promise<{prf: Uint8Array|null, outcome: string}>} prf: what the slot is made with
 */
export async function settlePrf({ cid, prf, onSecondTouch }) {
  const now = prf === null ? null : await prfCheckValue(prf);
  const earlier = now === null ? null : await rememberPrf({ cid, checkValue: now });
  let outcome = confirmPrf({ earlier, now });
  if (outcome === "needs-second-touch") {
    await onSecondTouch();
    const again = await secondEvaluation({ cid });
    const check = again === null ? null : await prfCheckValue(again);
    outcome = confirmPrf({ earlier: now, now: check });
  }
  return { prf: outcome === "confirmed" ? prf : null, outcome };
}
