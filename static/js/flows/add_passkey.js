// How a passkey is made and gets into the person's list.

import { sha256, unb64u } from "../lib/bytes.js";
import { OP, challenge } from "../lib/challenge.js";
import { rememberPrf } from "../lib/device.js";
import { createPasskey, prfCheckValue } from "../lib/passkey.js";
import { request } from "./http.js";

/** Keeps what this passkey's own secret looked like, to see later whether it stays the same. */
async function remember({ prf, credentialId }) {
  if (prf === null) return;
  try {
    await rememberPrf({ cid: credentialId, checkValue: await prfCheckValue(prf) });
  } catch (error) {
    // A browser that keeps nothing can still use the passkey; the check is made at the next use.
    if (error.code !== "storage_unavailable") throw error;
  } finally {
    prf.fill(0);
  }
}

/**
 * @param {object} input
 * @param {{id: string, name: string}} input.rp
 * @param {{id: string, name: string, display_name: string}} input.user
 * @param {{id: string, transports: string[]}[]} input.exclude those in the list already
 * @param {string} input.ticket
 * @param {Uint8Array} input.nonce of the ticket
 * @param {string} input.nickname
 * @param {() => void} [input.onTouched] the ticket was used
 * @throws {ServerError|KeyhavenError}
 */
export async function addPasskey({ rp, user, exclude, ticket, nonce, nickname, onTouched }) {
  const userHandle = unb64u(user.id, 64);
  const paramsHash = await sha256(userHandle);
  const made = await createPasskey({
    rp: { id: rp.id, name: rp.name },
    user: { id: userHandle, name: user.name, displayName: user.display_name },
    challenge: await challenge({ op: OP.register, nonce, rpId: rp.id, paramsHash }),
    exclude: exclude.map(({ id, transports }) => ({ id: unb64u(id), transports })),
  });
  onTouched?.();
  await request("POST", "/passkeys", { body: { ticket, nickname, credential: made.wire } });
  await remember(made);
}
