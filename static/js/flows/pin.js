// A PIN at the vault: each function is one thing a person does, and a few requests.

import { b64u, sha256, unb64u, wipe } from "../lib/bytes.js";
import { newKeyPair } from "../lib/hpke.js";
import { walletIdentity } from "../lib/manifest.js";
import { blind } from "../lib/oprf.js";
import {
  ACT, granted, newParams, newRequest, openAnswer, outputOf, pinWay, sealTag, stretched, tagOf,
} from "../lib/pin.js";
import { pageData, request } from "./http.js";

// A page that finished a PIN longer ago has been closed before it had a backup.
const ABANDONED_SECONDS = 15 * 60;

async function vaultOf(invitation) {
  const { boot_id: bootId, nonce, enclave } = await invitation.take();
  const { pkSig, pkEnc, epoch } = enclave;
  return { bootId: unb64u(bootId, 16), nonce: unb64u(nonce, 16), pkSig, pkEnc, epoch };
}

/**
 * body: bytes, or a function that makes them for this vault and nonce.
 * @returns {Promise<Answer>} and `newest`, the vault's newest epoch
 */
async function ask({ act, subject, invitation, body = new Uint8Array(), renewal = false }) {
  const [vault, keyPair] = await Promise.all([vaultOf(invitation), newKeyPair()]);
  const bytes = body instanceof Uint8Array ? body : await body(vault);
  const { wire, context } = await newRequest({ act, subject, vault, body: bytes, keyPair });
  const sent = { ...wire, renewal };
  const answer = await request("POST", `/wallets/${b64u(subject.wid)}/pin`, { body: sent });
  const opened = await openAnswer({ answer, act, context, vault, keyPair });
  return { ...granted(opened), newest: vault.epoch };
}

/** One counted try. @returns {Promise<{rwd: Uint8Array, answer: Answer}>} */
async function evaluate({ subject, invitation, value, publicKey }) {
  const point = blind(value);
  try {
    const answer = await ask({ act: ACT.evaluate, subject, invitation, body: point.blinded });
    return { rwd: outputOf({ value, point, body: answer.body, publicKey }), answer };
  } finally {
    wipe(point.blind);
  }
}

/** Shows the vault that the PIN was right. @returns {Promise<Answer>} its body begins with `ent` */
async function confirm({ subject, invitation, rwd, epoch }) {
  const { wid, record } = subject;
  const tag = await tagOf({ wid, rwd, epoch });
  const body = (vault) => sealTag({ tag, vault, record });
  return ask({ act: ACT.confirm, subject, invitation, body });
}

async function ownerOf({ wid, secret }) {
  const { pkMan, signingKey } = await walletIdentity({ wid, secret });
  return { rpId: pageData.rp.id, wid, pkMan, signingKey };
}

/**
 * Has the vault make a record. One that another page has finished gives way only if `mayOvertake`
 * says so of it, and only that one: between two answers there may be yet another.
 */
async function newRecord({ owner, invitation, mayOvertake }) {
  const wanted = { act: ACT.enrol, subject: owner, invitation };
  try {
    return await ask(wanted);
  } catch (error) {
    if (error.code !== "pin_taken" || !mayOvertake(error.answer)) throw error;
    return ask({ ...wanted, body: error.answer.body.slice(0, 16) });
  }
}

/**
 * Makes a PIN for an open wallet, beside the one that it may have. It counts when a backup that
 * lists it is committed and it was entered once; see `enter` and `settle`.
 * @param {{wid: Uint8Array, secret: Uint8Array, pin: string, listed: object|undefined,
 *   invitation: Invitation, stretch: function, mayOvertake?: (answer: Answer) => boolean,
 *   renewal?: boolean}} input listed: the PIN's slot in the wallet's backup, if there is one;
 *   mayOvertake: whether a PIN that was finished and perhaps not committed gives way; renewal: the
 *   person has not chosen another PIN
 * @returns {Promise<Way>} see lib/slots.js
 * @throws {ServerError|KeyhavenError}
 */
export async function enrol({
  wid,
  secret,
  pin,
  listed,
  invitation,
  stretch,
  mayOvertake = () => true,
  renewal = false,
}) {
  const record = listed && unb64u(listed.params.nonce, 16);
  const owner = { ...(await ownerOf({ wid, secret })), record };
  const made = await newRecord({ owner, invitation, mayOvertake });
  return finish({ owner, made, pin, invitation, stretch, renewal });
}

async function finish({ owner, made: { body, epoch }, pin, invitation, stretch, renewal }) {
  const { wid } = owner;
  const record = body.slice(0, 16);
  const publicKey = body.slice(16, 48);
  const subject = { ...owner, record };
  const params = newParams({ record, publicKey, epoch });
  const value = await stretched({ wid, record, pin, kdf: params.kdf, stretch });
  const { rwd } = await evaluate({ subject, invitation, value, publicKey });
  wipe(value);
  const tag = await sha256(await tagOf({ wid, rwd, epoch }));
  const named = { act: ACT.register, subject, invitation, body: tag, renewal };
  const registered = await ask(named);
  return pinWay({ params, epoch, rwd, ent: registered.body.slice(0, 32) });
}

/**
 * Enters a PIN: one try, which is counted whatever becomes of it.
 * @param {{wid: Uint8Array, pkMan: Uint8Array, slot: object, pin: string, invitation: Invitation,
 *   stretch: function}} input pkMan, slot: as the manifest has them
 * @returns {Promise<{way: Way, lifetimeLeft: number, isOld: boolean, since: number}>} isOld: the
 *   vault has a newer key than the one that this PIN was made with; since: now, by its clock
 * @throws {ServerError|KeyhavenError} pin_proof: nobody's fault but the server's
 */
export async function enter({ wid, pkMan, slot, pin, invitation, stretch }) {
  const { params, epoch } = slot;
  const record = unb64u(params.nonce, 16);
  const subject = { rpId: pageData.rp.id, wid, pkMan, record };
  const publicKey = unb64u(params.oprf, 32);
  const value = await stretched({ wid, record, pin, kdf: params.kdf, stretch });
  const { rwd, answer } = await evaluate({ subject, invitation, value, publicKey });
  wipe(value);
  const confirmed = await confirm({ subject, invitation, rwd, epoch: params.pin_epoch });
  const way = pinWay({ params, epoch, rwd, ent: confirmed.body.slice(0, 32) });
  const { newest, since } = confirmed;
  return { way, lifetimeLeft: answer.lifetimeLeft, isOld: epoch < newest, since };
}

/**
 * Makes a PIN that was just entered anew with the vault's newest key. Until a backup lists the new
 * one and it was settled, the old one works; so whatever goes wrong costs nothing but another time.
 * @param {{wid: Uint8Array, secret: Uint8Array, slot: object, pin: string, since: number,
 *   invitation: Invitation, stretch: function}} input since: see enter
 * @returns {Promise<Way>}
 * @throws {ServerError|KeyhavenError} pin_taken: another page is putting a PIN in place just now
 */
export function renewed({ slot, since, ...input }) {
  const mayOvertake = (answer) => since - answer.since > ABANDONED_SECONDS;
  return enrol({ ...input, listed: slot, mayOvertake, renewal: true });
}

/**
 * Tells the vault that the backup lists a PIN that was made here: the one before it is forgotten.
 * @param {{wid: Uint8Array, pkMan: Uint8Array, way: Way, invitation: Invitation}} input
 * @throws {ServerError|KeyhavenError} then its next entry does it
 */
export async function settle({ wid, pkMan, way, invitation }) {
  const subject = { rpId: pageData.rp.id, wid, pkMan, record: unb64u(way.params.nonce, 16) };
  await confirm({ subject, invitation, rwd: way.first, epoch: way.params.pin_epoch });
}

/**
 * @param {{wid: Uint8Array, pkMan: Uint8Array, slot: object, invitation: Invitation}} input
 * @returns {Promise<Answer>} how many tries are left, and were made since when
 */
export function status({ wid, pkMan, slot, invitation }) {
  const subject = { rpId: pageData.rp.id, wid, pkMan, record: unb64u(slot.params.nonce, 16) };
  return ask({ act: ACT.status, subject, invitation });
}

/**
 * Has the vault forget a PIN that no backup lists any more.
 * @param {{wid: Uint8Array, secret: Uint8Array, slot: object, invitation: Invitation}} input
 * @throws {ServerError|KeyhavenError}
 */
export async function destroy({ wid, secret, slot, invitation }) {
  const owner = await ownerOf({ wid, secret });
  const subject = { ...owner, record: unb64u(slot.params.nonce, 16) };
  await ask({ act: ACT.destroy, subject, invitation });
}
