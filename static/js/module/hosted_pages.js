// The module for a wallet's app that has our hosted pages do the work, in a window of its own or by
// going there and coming back.
//
// A key passes between two windows of the same browser, each of which has checked who the other is.
// What comes back in an address is signed, says nothing secret, and is taken once.

import { compactVerify } from "../../vendor/jose.js";
import { connectTo, request } from "../flows/http.js";
import { b64u, randomBytes, unb64u } from "../lib/bytes.js";
import { KeyhavenError } from "../lib/errors.js";
import { parseObject } from "../lib/json.js";
import { ed25519PublicKey } from "../lib/keys.js";
import { Client, requireMethod } from "./client.js";
import { STATUS, reporter } from "./status.js";

const PENDING = "keyhaven-pending";
const FRAGMENT = "#keyhaven=";
const LONGEST_ANSWER = 65536;
const LOOK_MS = 500;
const WINDOW = "popup,width=480,height=760";

/** What ties one answer to one question: neither is used twice. */
function tied() {
  return { state: b64u(randomBytes(24)), nonce: b64u(randomBytes(24)) };
}

function stored(text) {
  return text === null ? null : JSON.parse(text);
}

class HostedPages extends Client {
  #server;
  #app;
  #returnTo;
  #mode;
  #token = null;

  constructor({ server, app, returnTo, mode = "popup" }) {
    super();
    this.#server = server;
    this.#app = app;
    this.#returnTo = returnTo;
    this.#mode = mode;
  }

  /**
   * Has a wallet protected, and given the way in that is named. The person chooses PIN, password and
   * the like on our pages; the app sees none of it. By a window the wallet is the app's own; by going
   * there, one that is made there, since no key travels in an address. For a wallet that is protected
   * already, its id is enough: it is given one more way in.
   */
  protect(method, onStatus, wallet) {
    return this.once(async () => {
      requireMethod(method);
      const isThere = wallet?.id !== undefined && wallet.secret === undefined;
      const asked = isThere ? { action: "add", wallet: wallet.id } : { action: "protect" };
      if (this.#mode === "redirect") return this.#leave({ ...asked, method });
      const brought = isThere ? undefined : wallet;
      const { answer } = await this.#ask({ asked: { ...asked, method }, onStatus, brought });
      const [{ id }] = answer.wallets;
      if (answer.outcome !== "done") {
        throw Object.assign(new KeyhavenError("way_not_added"), { id });
      }
      this.tell("protected", { id });
      return { id };
    });
  }

  /** Gets wallets back. By a window the app is given those that their owner chooses. */
  recover(onStatus) {
    return this.once(async () => {
      if (this.#mode === "redirect") return this.#leave({ action: "recover" });
      const { wallets } = await this.#ask({ asked: { action: "recover" }, onStatus });
      this.tell("recovered", { ids: wallets.map(({ id }) => id) });
      return wallets;
    });
  }

  /**
   * On the return address: what came of it. It can be asked for once.
   * @returns {Promise<{action: string, method: string, outcome: string, wallets: object[],
   *   jws: string}|null>} jws: the signed answer itself, which a server may check once more; null
   *   where this page was not come back to
   */
  async finishRedirect() {
    if (!location.hash.startsWith(FRAGMENT)) return null;
    const answer = location.hash.slice(FRAGMENT.length);
    history.replaceState(null, "", location.pathname + location.search);
    const pending = stored(sessionStorage.getItem(PENDING));
    // Taken before it is looked at: whatever becomes of it, it is over.
    sessionStorage.removeItem(PENDING);
    if (pending === null) throw new KeyhavenError("hosted_over");
    return this.#verified(answer, pending);
  }

  async wallets() {
    if (this.#token === null) throw new KeyhavenError("session_missing");
    connectTo({ origin: this.#server, token: this.#token });
    return (await request("GET", "/site/wallets")).wallets;
  }

  #address(asked) {
    const address = new URL("/hosted/", this.#server);
    const from = { app: this.#app, return_to: this.#returnTo, mode: this.#mode };
    address.search = new URLSearchParams({ ...from, ...asked });
    return address.href;
  }

  #leave(what) {
    const asked = { ...what, ...tied() };
    sessionStorage.setItem(PENDING, JSON.stringify(asked));
    location.assign(this.#address(asked));
    // The page is about to go; nothing comes of it here.
    return new Promise(() => undefined);
  }

  async #ask({ asked: what, onStatus, brought }) {
    const asked = { ...what, ...tied() };
    const popup = open(this.#address(asked), "", WINDOW);
    if (popup === null) throw new KeyhavenError("popup_blocked");
    const say = reporter(onStatus, this);
    try {
      const message = await this.#talk({ popup, state: asked.state, wallet: brought, say });
      const answer = await this.#verified(message.answer, asked);
      if (answer.outcome === "cancelled") throw new KeyhavenError("hosted_cancelled");
      this.#token = message.token;
      say(STATUS.done);
      return { answer, wallets: message.wallets };
    } finally {
      popup.close();
    }
  }

  /** Hears only the window that was opened, at our server, about this request. */
  #talk({ popup, state, wallet, say }) {
    const listening = new AbortController();
    return new Promise((resolve, reject) => {
      const hear = ({ data, origin, source }) => {
        if (source !== popup || origin !== this.#server || data?.keyhaven !== state) return;
        if (data.type === "ready" && wallet !== undefined) {
          const { wid, name, secret } = wallet;
          popup.postMessage({ keyhaven: state, type: "wallet", wid, name, secret }, this.#server);
        } else if (data.type === "status") say(data.status);
        else if (data.type === "answer") resolve(data);
      };
      addEventListener("message", hear, { signal: listening.signal });
      const look = setInterval(() => {
        if (popup.closed) reject(new KeyhavenError("popup_closed"));
      }, LOOK_MS);
      listening.signal.addEventListener("abort", () => clearInterval(look));
    }).finally(() => listening.abort());
  }

  async #verified(jws, asked) {
    const claims = await this.#signed(jws);
    const { action, method = "", state, nonce } = asked;
    const isOurs =
      claims.iss === this.#server &&
      claims.aud === this.#app &&
      claims.return_to === this.#returnTo &&
      claims.action === action &&
      claims.method === method &&
      claims.state === state &&
      claims.nonce === nonce &&
      claims.exp * 1000 > Date.now();
    if (!isOurs) throw new KeyhavenError("hosted_answer");
    const { outcome, wallets } = claims;
    return { action, method, outcome, wallets, jws };
  }

  async #signed(answer) {
    try {
      const response = await fetch(new URL("/hosted/keys.json", this.#server));
      const [{ x }] = (await response.json()).keys;
      const key = await ed25519PublicKey(unb64u(x, 32));
      const checked = await compactVerify(answer, key, { algorithms: ["EdDSA"] });
      if (checked.protectedHeader.typ !== "keyhaven-answer+jws") throw new TypeError("typ");
      return parseObject(new TextDecoder().decode(checked.payload), LONGEST_ANSWER);
    } catch (error) {
      throw new KeyhavenError("hosted_answer", { cause: error });
    }
  }
}

/**
 * @param {object} input
 * @param {string} input.server origin of the Keyhaven server
 * @param {string} input.app id of the app, as it is registered there
 * @param {string} input.returnTo exactly one of its registered return addresses
 * @param {"popup"|"redirect"} [input.mode]
 * @returns {HostedPages}
 */
export function hostedPages(input) {
  return new HostedPages(input);
}
