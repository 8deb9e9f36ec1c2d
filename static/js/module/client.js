// What both ways have in common: one thing at a time, wallets made here, answers about safety.

import { b64u, randomBytes } from "../lib/bytes.js";
import { KeyhavenError } from "../lib/errors.js";
import { firstAddress } from "../lib/wallet.js";
import { newEntropy } from "../lib/words.js";

/** Ways in, by the names that the server gives them too. */
export const METHOD = Object.freeze({
  passkey: "PASSKEY",
  pin: "PIN",
  password: "PASSWORD",
  cloudKey: "CLOUD_KEY",
  kit: "KIT",
});

/**
 * @typedef {object} Wallet
 * @property {string} wid 16 bytes that name it everywhere, base64url
 * @property {string} name what its owner calls it
 * @property {string} address its first address, by which people recognise it
 * @property {Uint8Array} secret its key, 16 to 32 bytes (BIP-39 entropy); overwrite it when done
 */

/** @param {{name: string, words?: 12|24}} input @returns {Promise<Wallet>} nothing is sent */
export async function createWallet({ name, words = 12 }) {
  const secret = newEntropy(words);
  return { wid: b64u(randomBytes(16)), name, address: await firstAddress(secret), secret };
}

export class Client extends EventTarget {
  #isBusy = false;

  /** Makes a wallet here, in this page. It is nowhere else until it is protected. */
  createWallet(input) {
    return createWallet(input);
  }

  /**
   * @param {string} [walletId] of any wallet when left out
   * @returns {Promise<string[]>} methods, such as "PASSKEY"
   */
  async availableRecoveryMethods(walletId) {
    const wallets = await this.wallets();
    const meant = walletId === undefined ? wallets : [wanted(wallets, walletId)];
    return [...new Set(meant.flatMap(({ methods }) => methods))].sort();
  }

  /** @returns {Promise<boolean>} whether a copy was read back from a place of its owner's own */
  async isBackedUp(walletId) {
    return wanted(await this.wallets(), walletId).backed_up;
  }

  /** @returns {Promise<boolean>} whether it can come back on a new device */
  async isRecoverable(walletId) {
    return wanted(await this.wallets(), walletId).recoverable;
  }

  /** Two at once would take touches and windows from each other. */
  async once(work) {
    if (this.#isBusy) throw new KeyhavenError("operation_in_progress");
    this.#isBusy = true;
    try {
      return await work();
    } finally {
      this.#isBusy = false;
    }
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

export function wanted(wallets, walletId) {
  const found = wallets.find(({ id }) => id === walletId);
  if (found === undefined) throw new KeyhavenError("wallet_unknown");
  return found;
}

/** @param {string} method @param {string[]} [possible] */
export function requireMethod(method, possible = Object.values(METHOD)) {
  if (!possible.includes(method)) throw new KeyhavenError("method_unsupported");
}
