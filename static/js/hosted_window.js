// The window that opened this one: a wallet's app at one exact origin, or nobody any more.

import { pageData, request } from "./flows/http.js";
import { KeyhavenError } from "./lib/errors.js";

const { asked } = pageData;
export const isPopup = asked.mode === "popup";
// An app that asked for protection has the wallet at hand, so this is long.
const LONGEST_WAIT_MS = 15000;

/** @returns {boolean} whether the app's window is there; without one, nothing is given to anybody */
export function isThere() {
  return !isPopup || (opener !== null && !opener.closed);
}

function say(message) {
  // The browser itself delivers it to no other origin, whatever page the window shows by now.
  if (isPopup && isThere()) opener.postMessage({ keyhaven: asked.state, ...message }, asked.origin);
}

/** @param {string} status one of module/status.js */
export function tellStatus(status) {
  say({ type: "status", status });
}

function isWallet({ wid, secret }) {
  return typeof wid === "string" && secret instanceof Uint8Array && secret.length >= 16;
}

/**
 * Asks the app for the wallet that it wants protected.
 * @returns {Promise<{wid: string, name: string, secret: Uint8Array}>}
 * @throws {KeyhavenError} app_silent: its window shows something else, or does not know of this
 */
export function wallet() {
  const heard = new AbortController();
  return new Promise((resolve, reject) => {
    const hear = ({ data, origin, source }) => {
      const isApps = source === opener && origin === asked.origin && data?.keyhaven === asked.state;
      if (isApps && data.type === "wallet" && isWallet(data)) resolve(data);
    };
    addEventListener("message", hear, { signal: heard.signal });
    const end = setTimeout(() => reject(new KeyhavenError("app_silent")), LONGEST_WAIT_MS);
    heard.signal.addEventListener("abort", () => clearTimeout(end));
    say({ type: "ready" });
  }).finally(() => heard.abort());
}

/**
 * Ends what the app asked for, with its one answer. It goes to the window, or along in the address.
 * @param {{id: string}[]} wallets those that it was about; none where nothing came of it
 * @throws {ServerError|KeyhavenError}
 */
export async function finish(wallets) {
  if (!isThere()) throw new KeyhavenError("popup_closed");
  const body = { request: asked.id, wallets: wallets.map(({ id }) => id) };
  const { answer, return_to: returnTo, token } = await request("POST", "/hosted/answer", { body });
  if (isPopup) say({ type: "answer", answer, token, wallets });
  else location.assign(`${returnTo}#keyhaven=${answer}`);
}
