// A token of Google for this page alone. Our server never sees it: Google hands it over behind the
// `#` of an address, which browsers do not send, to a window of our own (consent_window.js).
//
// Google gives web clients no token for a code without a secret, so this is its "implicit" flow:
// https://developers.google.com/identity/protocols/oauth2/javascript-implicit-flow

import { b64u, randomBytes } from "../lib/bytes.js";
import { PlaceError } from "./errors.js";

const WINDOW = "popup,width=520,height=680";

/**
 * @typedef {object} Client
 * @property {string} authorize the address of Google's page
 * @property {string} client_id
 * @property {string} redirect_uri of consent_window.js
 * @property {string} scope
 */

function addressOf({ authorize, client_id, redirect_uri, scope }, state) {
  const query = { response_type: "token", client_id, redirect_uri, scope, state };
  return `${authorize}?${new URLSearchParams({ ...query, prompt: "select_account" })}`;
}

function tokenIn(answer, scope) {
  const granted = (answer.scope ?? "").split(" ");
  // A person may take single permissions out of what was asked for.
  if (answer.access_token === undefined || !granted.includes(scope)) {
    throw new PlaceError("consent_refused");
  }
  return answer.access_token;
}

/**
 * Opens Google's window; has to be called right from a click.
 * @param {Client} client
 * @param {AbortSignal} stopped the person waits no longer: Google's pages do not let us see whether
 *   their window was closed
 * @returns {Promise<string>} an access token
 * @throws {PlaceError} consent_refused, consent_blocked, consent_stopped
 */
export function askGoogle(client, stopped) {
  const state = b64u(randomBytes(16));
  const channel = new BroadcastChannel(`consent ${state}`);
  const answered = new Promise((resolve, reject) => {
    channel.addEventListener("message", ({ data }) => resolve(data));
    stopped.addEventListener("abort", () => reject(new PlaceError("consent_stopped")));
    if (window.open(addressOf(client, state), "_blank", WINDOW) === null) {
      reject(new PlaceError("consent_blocked"));
    }
  });
  return answered
    .then((answer) => tokenIn(answer, client.scope))
    .finally(() => channel.close());
}
