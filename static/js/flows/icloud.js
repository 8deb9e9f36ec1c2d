// What this browser tells our server of a copy that only the browser reaches.

import { b64u } from "../lib/bytes.js";
import { request } from "./http.js";

/**
 * @param {{wid: Uint8Array, account: string, found: Found, replaces: boolean}} input found: see
 *   clouds/icloud_copy.js; replaces: this account takes the place of the one before
 * @throws {ServerError|KeyhavenError} visit_unlikely, other_account
 */
export function report({ wid, account, found, replaces }) {
  const { health, gen } = found;
  const body = { kind: "icloud", account, health, gen, digest: b64u(found.digest), replaces };
  return request("POST", `/wallets/${b64u(wid)}/visit`, { body });
}
