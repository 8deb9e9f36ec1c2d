// One touch for one operation. It unlocks as well, so that the operation can be tried at once.

import { approvalHash, whole } from "../lib/approval.js";
import { b64u } from "../lib/bytes.js";
import { OP } from "../lib/challenge.js";
import { request } from "./http.js";
import { touch } from "./touch.js";
import { entropyOf } from "./unlock.js";

/**
 * @param {object} input
 * @param {Operation} input.operation see lib/approval.js
 * @param {object} input.invitation made for OP.approve
 * @param {object[]} input.allow passkeys that may approve it; never empty
 * @param {() => void} [input.onRelease] the person has touched
 * @returns {Promise<{cid: Uint8Array, ent: Uint8Array, epoch: number, older: object[],
 *   prf: Uint8Array|null}>}
 * @throws {ServerError|KeyhavenError}
 */
export async function approve({ operation, invitation, allow, onRelease = () => undefined }) {
  const paramsHash = await approvalHash(operation);
  const touched = await touch({ op: OP.approve, invitation, allow, paramsHash });
  onRelease();
  const { action, wid, gen, subject } = whole(operation);
  const body = {
    ticket: touched.ticket,
    pk_eph: b64u(touched.keyPair.publicKey),
    credential: touched.wire,
    action,
    wid: b64u(wid),
    gen,
    subject: b64u(subject),
  };
  const answer = await request("POST", "/approve", { body });
  const { ent, epoch, older } = await entropyOf({ touched, answer });
  return { cid: touched.credentialId, ent, epoch, older, prf: touched.prf };
}
