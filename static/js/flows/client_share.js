// How a person's own backup share is stored, read and let go, for a wallet whose key is made of
// shares elsewhere. The wallet's secret here locks it; the server never sees what is inside.

import { ACTION } from "../lib/approval.js";
import { b64u, equal, unb64u, wipe } from "../lib/bytes.js";
import { lockShare, unlockShare } from "../lib/clientshare.js";
import { KeyhavenError } from "../lib/errors.js";
import { readUnverified } from "../lib/manifest.js";
import { approve } from "./approve.js";
import { request } from "./http.js";
import { knownPasskeys, openers } from "./unlock.js";

/**
 * Locks a share, stores it, reads it back and opens it; only then the server is told that it is
 * there, and the pair counts.
 * @param {{wid: Uint8Array, secret: Uint8Array, version: number, share: Uint8Array}} input
 * @returns {Promise<{version: number, state: "open"|"complete"}>}
 * @throws {ServerError|KeyhavenError} share_conflict, for a version that counts already;
 *   share_missing, while the other share of the pair is not there
 */
export async function storeShare({ wid, secret, version, share }) {
  const path = pathOf(wid, version);
  const body = { share: b64u(await lockShare({ wid, secret, version, share })) };
  const put = () => request("PUT", `${path}/client`, { body, retry: true });
  const tell = (stored) => request("POST", `${path}/stored`, { body: { stored }, retry: true });
  try {
    await put();
  } catch (error) {
    if (error.code !== "share_conflict") throw error;
    // A try before this one got no further. What counts already is not taken away by this.
    await tell(false);
    await put();
  }
  if (!(await isThere({ wid, secret, version, share }))) {
    await tell(false);
    throw new KeyhavenError("rehearsal_mismatch");
  }
  return tell(true);
}

async function isThere({ share, ...input }) {
  try {
    return equal(await readShare(input), share);
  } catch (error) {
    if (error.code === "client_share" || error.code === "bad_encoding") return false;
    throw error;
  }
}

/**
 * Only shortly after a touch, or after the person brought the wallet back.
 * @param {{wid: Uint8Array, secret: Uint8Array, version: number}} input
 * @returns {Promise<Uint8Array>} the share, as it was given to storeShare
 * @throws {ServerError|KeyhavenError} touch_needed, client_share
 */
export async function readShare({ wid, secret, version }) {
  const answer = await request("GET", `${pathOf(wid, version)}/client`);
  return unlockShare({ wid, secret, version, locked: unb64u(answer.share) });
}

/**
 * Both shares, while the relying party's server allows it. One touch approves just that.
 * @param {{wid: Uint8Array, secret: Uint8Array, invitation: object}} input invitation: for OP.approve
 * @returns {Promise<{version: number, client: Uint8Array|null, custodian: Uint8Array,
 *   clientStoredWith: string[], message: string}>} client: null where the app stored it itself
 * @throws {ServerError|KeyhavenError} eject_not_allowed, eject_closed, share_missing, client_share
 */
export async function takeBoth({ wid, secret, invitation }) {
  const path = `/wallets/${b64u(wid)}`;
  const { manifest } = await request("GET", path);
  const allow = manifest === null ? knownPasskeys() : openers(readUnverified(manifest).payload);
  const operation = { action: ACTION.export, wid };
  const { ent, prf, older } = await approve({ operation, invitation, allow });
  wipe(ent, prf, ...older.map((each) => each.ent));
  const { client, custodian, ...answer } = await request("POST", `${path}/eject`, { body: {} });
  const lock = { wid, secret, version: answer.version };
  return {
    version: answer.version,
    client: client === null ? null : await unlockShare({ ...lock, locked: unb64u(client) }),
    custodian: unb64u(custodian),
    clientStoredWith: answer.client_stored_with,
    message: answer.message,
  };
}

function pathOf(wid, version) {
  return `/wallets/${b64u(wid)}/shares/${version}`;
}
