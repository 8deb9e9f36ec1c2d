// A PIN as a way in. Six digits are guessed in no time where guesses are free; so every try goes to
// the vault, which counts it first, and learns nothing of the digits.

import { verifyReply } from "./attestation.js";
import { b64u, concat, hkdf, label, lp, sha256, sized, u32, u8, unb64u } from "./bytes.js";
import { utf8, wipe } from "./bytes.js";
import { SUITE } from "./challenge.js";
import { KeyhavenError } from "./errors.js";
import { openWith, sealTo } from "./hpke.js";
import { finalize } from "./oprf.js";
import { METHOD } from "./slots.js";

/** Argon2id: 64 MiB, three passes. The vault's count is what protects; this is the second wall. */
export const KDF = Object.freeze({ m: 65536, t: 3, p: 1 });

/** What a request wants. The owner signs enrol, register and destroy. */
export const ACT = Object.freeze({
  enrol: 1, evaluate: 2, confirm: 3, register: 4, destroy: 5, status: 6,
});

/**
 * How the vault ended it. closed: it answers no PIN at present, and may have counted a try: this one,
 * if its anchor failed after the count was written, or the one that is confirmed. taken: another
 * new PIN was finished and waits for its backup; `body` names it.
 */
export const OUTCOME = Object.freeze({
  done: 0, wrong: 1, unknown: 2, locked: 3, closed: 4, taken: 5,
});

const FAILED = Object.freeze({
  [OUTCOME.wrong]: () => new KeyhavenError("pin_wrong"),
  [OUTCOME.unknown]: () => new KeyhavenError("pin_unknown"),
  [OUTCOME.locked]: () => new KeyhavenError("pin_locked"),
  [OUTCOME.closed]: () => new KeyhavenError("pin_closed"),
  [OUTCOME.taken]: () => new KeyhavenError("pin_taken"),
});
const NO_RECORD = new Uint8Array(16);
const HEAD = 17;
const BODY = 128;
const OWNERS = new Set([ACT.enrol, ACT.register, ACT.destroy]);

/**
 * @typedef {object} Subject what all requests about one PIN have in common
 * @property {string} rpId
 * @property {Uint8Array} wid 16 bytes
 * @property {Uint8Array} pkMan 32 bytes, the wallet's manifest key
 * @property {Uint8Array} [record] 16 bytes; to enrol, the one that the backup lists, if any
 * @property {CryptoKey} [signingKey] the private half of pkMan, for what its owner alone may do
 */

/**
 * @typedef {object} Vault an attested vault and a nonce of it
 * @property {Uint8Array} bootId 16 bytes
 * @property {Uint8Array} nonce 16 bytes, good for one request
 * @property {Uint8Array} pkSig 32 bytes
 * @property {Uint8Array} pkEnc 32 bytes
 */

/**
 * @param {{act: number, subject: Subject, vault: Vault, body: Uint8Array, pkEph: Uint8Array}} input
 * @returns {Promise<Uint8Array>} 32 bytes that stand for every part of the request
 */
export async function contextOf({ act, subject, vault, body, pkEph }) {
  const head = concat(label("KRP1-PIN"), u8(SUITE), u8(act));
  const where = concat(sized(vault.bootId, 16), sized(vault.nonce, 16));
  const rpHash = await sha256(utf8(subject.rpId));
  const what = concat(sized(subject.wid, 16), sized(subject.pkMan, 32), recordOf(act, subject));
  return sha256(concat(head, where, rpHash, what, lp(pkEph), lp(body)));
}

function recordOf(act, { record }) {
  return act === ACT.enrol && record === undefined ? NO_RECORD : sized(record, 16);
}

/**
 * @param {{act: number, subject: Subject, vault: Vault, body?: Uint8Array,
 *   keyPair: OneTimeKeyPair}} input
 * @returns {Promise<{wire: object, context: Uint8Array}>} wire: for the server, all base64url
 */
export async function newRequest({ act, subject, vault, body = new Uint8Array(), keyPair }) {
  const pkEph = keyPair.publicKey;
  const context = await contextOf({ act, subject, vault, body, pkEph });
  const wire = {
    act,
    nonce: b64u(vault.nonce),
    pk_man: b64u(subject.pkMan),
    record: b64u(recordOf(act, subject)),
    pk_eph: b64u(pkEph),
    body: b64u(body),
    owner_sig: OWNERS.has(act) ? b64u(await sign({ subject, context })) : "",
  };
  return { wire, context };
}

async function sign({ subject, context }) {
  const message = concat(label("KRP1-PIN-OWNER"), context);
  return new Uint8Array(await crypto.subtle.sign("Ed25519", subject.signingKey, message));
}

/**
 * @typedef {object} Answer
 * @property {number} outcome one of OUTCOME
 * @property {number} left tries, before the PIN is locked for good
 * @property {number} lifetimeLeft entries, right ones too, before a new PIN has to be set
 * @property {number} failed tries since the last right one
 * @property {number} since when the count began, in seconds since 1970, by the vault's clock
 * @property {number} epoch of the vault's key
 * @property {Uint8Array} body 128 bytes, zero unless the outcome is `done` or `taken`
 */

/**
 * @param {{answer: {sealed: string, sig: string}, act: number, context: Uint8Array, vault: Vault,
 *   keyPair: OneTimeKeyPair}} input
 * @returns {Promise<Answer>}
 * @throws {KeyhavenError} sealed_reply, reply_signature
 */
export async function openAnswer({ answer, act, context, vault, keyPair }) {
  const sealed = unb64u(answer.sealed);
  await verifyReply({ pkSig: vault.pkSig, challenge: context, sealed, sig: unb64u(answer.sig) });
  const info = concat(label("KRP1-PIN-ANSWER"), u8(SUITE), u8(act), context);
  const plain = await openWith({ keyPair, sealed, info });
  if (plain.length !== HEAD + BODY || plain[0] !== 1 || plain[1] !== act) {
    throw new KeyhavenError("sealed_reply");
  }
  const view = new DataView(plain.buffer, plain.byteOffset);
  return {
    outcome: view.getUint8(2),
    left: view.getUint16(3),
    lifetimeLeft: view.getUint16(5),
    failed: view.getUint16(7),
    since: view.getUint32(9),
    epoch: view.getUint32(13),
    body: plain.slice(HEAD),
  };
}

/**
 * @param {Answer} answer @returns {Answer} the same, if its outcome is `done`
 * @throws {KeyhavenError} pin_wrong, pin_unknown, pin_locked, pin_closed, pin_taken; each with
 *   the `answer`, and with `left`, the tries that remain
 */
export function granted(answer) {
  if (answer.outcome === OUTCOME.done) return answer;
  const failed = FAILED[answer.outcome] ?? (() => new KeyhavenError("update_needed"));
  throw Object.assign(failed(), { left: answer.left, answer });
}

/**
 * What is blinded in place of the PIN.
 * @param {{wid: Uint8Array, record: Uint8Array, pin: string, kdf: object,
 *   stretch: (input: object) => Promise<Uint8Array>}} input stretch: see flows/stretch.js
 * @returns {Promise<Uint8Array>} 32 bytes; wipe it after use
 */
export async function stretched({ wid, record, pin, kdf, stretch }) {
  const named = concat(label("KRP1-PINSALT"), sized(wid, 16), sized(record, 16));
  const salt = (await sha256(named)).slice(0, 16);
  const secret = utf8(pin);
  try {
    return await stretch({ secret, salt, kdf });
  } finally {
    wipe(secret);
  }
}

/**
 * What an evaluation gave. A proof that does not fit is the server's fault, never a wrong PIN.
 * @param {{value: Uint8Array, point: Blinded, body: Uint8Array, publicKey: Uint8Array}} input
 * @returns {Uint8Array} 64 bytes
 * @throws {KeyhavenError} pin_proof
 */
export function outputOf({ value, point, body, publicKey }) {
  const evaluated = body.slice(0, 32);
  const proof = body.slice(32, 96);
  return finalize({ value, point, evaluated, proof, publicKey });
}

/** @returns {Promise<Uint8Array>} 32 bytes that show that the PIN was right, and not the PIN */
export function tagOf({ wid, rwd, epoch }) {
  const info = concat(label("KRP1-PIN-TAG"), sized(wid, 16), u32(epoch));
  return hkdf({ salt: new Uint8Array(), ikm: sized(rwd, 64), info, size: 32 });
}

/** @returns {Promise<Uint8Array>} the tag, for the vault alone and for this request */
export function sealTag({ tag, vault, record }) {
  const info = concat(label("KRP1-PIN-CONFIRM"), vault.bootId, vault.nonce, record);
  return sealTo({ publicKey: vault.pkEnc, info, plaintext: tag });
}

/**
 * @param {{record: Uint8Array, publicKey: Uint8Array, epoch: number}} made by an enrolment
 * @returns {object} `params` of the slot
 */
export function newParams({ record, publicKey, epoch }) {
  return {
    nonce: b64u(record),
    pin_epoch: epoch,
    oprf: b64u(publicKey),
    kdf: { ...KDF },
    name: "PIN",
  };
}

/** @param {{params: object, epoch: number, rwd: Uint8Array, ent: Uint8Array}} input @returns {Way} */
export function pinWay({ params, epoch, rwd, ent }) {
  return { method: METHOD.pin, params, epoch, first: rwd, second: ent };
}
