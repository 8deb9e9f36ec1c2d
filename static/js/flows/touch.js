// One touch of a passkey that unlocks the vault.
//
// The nonce is fetched before the person presses the button, and renewed before it runs out, so
// that the touch itself waits for nothing. With each nonce comes the enclave's proof of what it
// is; the proof is checked before any touch is asked for.

import { verifyAttestation } from "../lib/attestation.js";
import { b64u, randomBytes, unb64u } from "../lib/bytes.js";
import { challenge } from "../lib/challenge.js";
import { newKeyPair } from "../lib/hpke.js";
import { getPasskey } from "../lib/passkey.js";
import { pageData, request } from "./http.js";
import { showProof } from "./vault_proof.js";

// Renewed well before the enclave's 120 seconds are over: the touch itself takes time too.
const RENEW_AFTER_MS = 50000;
const TOO_OLD_MS = 75000;

/**
 * @param {object} input
 * @param {number} input.op OP.unlock or OP.recover
 * @param {boolean} [input.pins] of the vault that keeps PINs, where there are several
 * @returns {Promise<object>} a nonce with its ticket, and the enclave whose proof was verified
 */
export async function fetchInvitation({ op, pins = false }) {
  const nonceB = randomBytes(32);
  const body = { op, nonce_b: b64u(nonceB), pins };
  const answer = await request("POST", "/nonce", { body, retry: true });
  const { policy, rp } = pageData;
  const { attestation } = answer;
  const enclave = await verifyAttestation({ attestation, nonceB, policy, rpId: rp.id });
  showProof(enclave, policy);
  return { ...answer, enclave, fetchedAt: performance.now() };
}

/** Keeps a fresh nonce at hand for one kind of touch. */
export class Invitation {
  #op;
  #pins;
  #current = null;
  #timer = 0;
  #isKept = false;

  /**
   * @param {number} op OP.unlock, OP.recover or OP.approve
   * @param {{pins?: boolean}} [options] pins: for questions about a PIN, which one vault keeps
   */
  constructor(op, { pins = false } = {}) {
    this.#op = op;
    this.#pins = pins;
  }

  /** Begins fetching now, and again in the background while the page is visible. */
  keepFresh() {
    if (this.#isKept) return;
    this.#isKept = true;
    this.#renew();
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && this.#isOld()) this.#renew();
    });
  }

  /** @returns {Promise<object>} an invitation that no touch has used */
  async take() {
    if (this.#current === null || this.#isOld()) this.#renew();
    const taken = this.#current;
    this.#current = null;
    return taken.promise;
  }

  /** Throws away what was fetched, for example because the vault has restarted. */
  drop() {
    this.#renew();
  }

  #isOld() {
    return this.#current === null || performance.now() - this.#current.at > TOO_OLD_MS;
  }

  #renew() {
    clearTimeout(this.#timer);
    const promise = fetchInvitation({ op: this.#op, pins: this.#pins });
    const renewed = { promise, at: performance.now() };
    this.#current = renewed;
    // A failure is told when the person presses the button, not while the page is only open; and
    // by then it is worth another try.
    promise.catch(() => {
      if (this.#current === renewed) this.#current = null;
    });
    this.#timer = setTimeout(() => {
      if (document.visibilityState === "visible") this.#renew();
    }, RENEW_AFTER_MS);
  }
}

/**
 * Asks for one touch.
 * @param {object} input
 * @param {number} input.op
 * @param {Invitation} input.invitation
 * @param {{id: Uint8Array, transports?: string[]}[]} [input.allow] empty: whoever is there
 * @param {Uint8Array} [input.paramsHash] for OP.approve, see lib/approval.js
 * @param {() => void} [input.onAsk] called right before the browser shows its own dialog
 * @returns {Promise<object>} what `send` needs: {op, ticket, keyPair, challenge, pkSig, wire, prf,
 *   credentialId}
 */
export async function touch({
  op,
  invitation,
  allow = [],
  paramsHash,
  onAsk = () => undefined,
}) {
  const [taken, keyPair] = await Promise.all([invitation.take(), newKeyPair()]);
  const signed = await challenge({
    op,
    bootId: unb64u(taken.boot_id, 16),
    nonce: unb64u(taken.nonce, 16),
    rpId: pageData.rp.id,
    pkEph: keyPair.publicKey,
    paramsHash,
  });
  onAsk();
  const used = await getPasskey({ rpId: pageData.rp.id, challenge: signed, allow, prf: true });
  const { wire, prf, credentialId } = used;
  const { pkSig } = taken.enclave;
  return { op, ticket: taken.ticket, keyPair, challenge: signed, pkSig, wire, prf, credentialId };
}
