// A PIN at the vault: each function is one thing a person does, and a few requests.

import { b64u, sha256, unb64u, wipe } from "../lib/bytes.js";
import { newKeyPair } from "../lib/hpke.js";
import { walletIdentity } from "../lib/manifest.js";
import { blind } from "../lib/oprf.js";
import {
  ACT, granted, newParams, newRequest, openAnswer, outputOf, pinWay, sealTag, stretched, tagOf,
} from "../lib/pin.js";
import { pageData, request } from "./http.js";

async function vaultOf(invitation) {
  const { boot_id: bootId, nonce, enclave } = await invitation.take();
  const { pkSig, pkEnc } = enclave;
  return { bootId: unb64u(bootId, 16), nonce: unb64u(nonce, 16), pkSig, pkEnc };
}

/** body: bytes, or a function that makes them for this vault and nonce. */
async function ask({ act, subject, invitation, body = new Uint8Array() }) {
  const [vault, keyPair] = await Promise.all([vaultOf(invitation), newKeyPair()]);
  const bytes = body instanceof Uint8Array ? body : await body(vault);
  const { wire, context } = await newRequest({ act, subject, vault, body: bytes, keyPair });
  const answer = await request("POST", `/wallets/${b64u(subject.wid)}/pin`, { body: wire });
  return granted(await openAnswer({ answer, act, context, vault, keyPair }));
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

/** Shows the vault that the PIN was right. @returns {Promise<Uint8Array>} ent, 32 bytes */
async function confirm({ subject, invitation, rwd, epoch }) {
  const { wid, record } = subject;
  const tag = await tagOf({ wid, rwd, epoch });
  const body = (vault) => sealTag({ tag, vault, record });
  const answer = await ask({ act: ACT.confirm, subject, invitation, body });
  return answer.body.slice(0, 32);
}

async function ownerOf({ wid, secret }) {
  const { pkMan, signingKey } = await walletIdentity({ wid, secret });
  return { rpId: pageData.rp.id, wid, pkMan, signingKey };
}

/**
 * Makes a PIN for an open wallet, beside the one that it may have. It counts when a backup that
 * lists it is committed and it was entered once; see `enter`.
 * @param {{wid: Uint8Array, secret: Uint8Array, pin: string, invitation: Invitation,
 *   stretch: function}} input
 * @returns {Promise<Way>} see lib/slots.js
 * @throws {ServerError|KeyhavenError}
 */
export async function enrol({ wid, secret, pin, invitation, stretch }) {
  const owner = await ownerOf({ wid, secret });
  const { body, epoch } = await ask({ act: ACT.enrol, subject: owner, invitation });
  const record = body.slice(0, 16);
  const publicKey = body.slice(16, 48);
  const subject = { ...owner, record };
  const params = newParams({ record, publicKey, epoch });
  const value = await stretched({ wid, record, pin, kdf: params.kdf, stretch });
  const { rwd } = await evaluate({ subject, invitation, value, publicKey });
  wipe(value);
  const tag = await sha256(await tagOf({ wid, rwd, epoch }));
  const registered = await ask({ act: ACT.register, subject, invitation, body: tag });
  return pinWay({ params, epoch, rwd, ent: registered.body.slice(0, 32) });
}

/**
 * Enters a PIN: one try, which is counted whatever becomes of it.
 * @param {{wid: Uint8Array, pkMan: Uint8Array, slot: object, pin: string, invitation: Invitation,
 *   stretch: function}} input pkMan, slot: as the manifest has them
 * @returns {Promise<{way: Way, lifetimeLeft: number}>}
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
  const ent = await confirm({ subject, invitation, rwd, epoch: params.pin_epoch });
  const way = pinWay({ params, epoch, rwd, ent });
  return { way, lifetimeLeft: answer.lifetimeLeft };
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
