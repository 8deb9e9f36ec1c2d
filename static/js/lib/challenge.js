// The challenge that a passkey signs. The page computes it itself, from parts that it knows, so
// that nobody can have a sign-in signed and use it as an unlock.

import { concat, equal, label, lp, sha256, sized, u8, utf8 } from "./bytes.js";
import { KeyhavenError } from "./errors.js";

/** The only suite there is so far: X25519, HKDF-SHA256, AES-256-GCM, Ed25519. */
export const SUITE = 1;

/** What a touch of a passkey is for. */
export const OP = Object.freeze({ register: 0, login: 1, unlock: 2, recover: 3, approve: 4 });

const ZERO_BOOT_ID = new Uint8Array(16);
const ZERO_HASH = new Uint8Array(32);

function checkParts({ suite, op, bootId, nonce, pkEph, paramsHash }) {
  sized(bootId, 16);
  sized(nonce, 16);
  sized(paramsHash, 32);
  const answeredByEnclave = op >= OP.unlock;
  const needsParams = op === OP.register || op === OP.approve;
  const lengths = { [OP.register]: [0], [OP.login]: [0, 32] }[op] ?? [32];
  const right =
    suite === SUITE &&
    Object.values(OP).includes(op) &&
    lengths.includes(pkEph.length) &&
    equal(bootId, ZERO_BOOT_ID) !== answeredByEnclave &&
    equal(paramsHash, ZERO_HASH) !== needsParams;
  if (!right) throw new KeyhavenError("bad_challenge");
}

/**
 * @param {object} parts
 * @param {number} [parts.suite]
 * @param {number} parts.op one of OP: what the person asked for, never what a server asked for
 * @param {Uint8Array} [parts.bootId] 16 bytes, from the enclave; left out for register and login
 * @param {Uint8Array} parts.nonce 16 bytes
 * @param {string} parts.rpId
 * @param {Uint8Array} [parts.pkEph] 32 bytes, see hpke.js; may be left out for login
 * @param {Uint8Array} [parts.paramsHash] 32 bytes; for register SHA-256 of the user handle, for
 *   approve the name of the operation; left out otherwise
 * @returns {Promise<Uint8Array>} 32 bytes
 */
export async function challenge({
  suite = SUITE,
  op,
  bootId = ZERO_BOOT_ID,
  nonce,
  rpId,
  pkEph = new Uint8Array(),
  paramsHash = ZERO_HASH,
}) {
  checkParts({ suite, op, bootId, nonce, pkEph, paramsHash });
  const rpHash = await sha256(utf8(rpId));
  const head = concat(label("KRP1-CHALLENGE"), u8(suite), u8(op), bootId, nonce, rpHash);
  return sha256(concat(head, lp(pkEph), paramsHash));
}
