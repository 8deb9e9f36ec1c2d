// The verifiable oblivious function behind a PIN: RFC 9497, ristretto255-SHA512, mode VOPRF.
// The server multiplies a blinded point by a key of its own and proves that it was this key.

import { ristretto255_oprf } from "../../vendor/ristretto.js";
import { KeyhavenError } from "./errors.js";

const { voprf } = ristretto255_oprf;

/** @typedef {{blind: Uint8Array, blinded: Uint8Array}} Blinded blind: secret, wipe it after use */

/**
 * @param {Uint8Array} value what is to be evaluated and not to be seen
 * @returns {Blinded} blinded: 32 bytes, for the server
 */
export function blind(value) {
  return voprf.blind(value);
}

/**
 * @param {object} input
 * @param {Uint8Array} input.value as it was blinded
 * @param {Blinded} input.point
 * @param {Uint8Array} input.evaluated 32 bytes
 * @param {Uint8Array} input.proof 64 bytes
 * @param {Uint8Array} input.publicKey 32 bytes, which the caller knows to be the right one
 * @returns {Uint8Array} 64 bytes
 * @throws {KeyhavenError} pin_proof: the answer is the server's fault, whatever the value was
 */
export function finalize({ value, point, evaluated, proof, publicKey }) {
  const { blind: scalar, blinded } = point;
  try {
    return voprf.finalize(value, scalar, evaluated, blinded, publicKey, proof);
  } catch (error) {
    throw new KeyhavenError("pin_proof", { cause: error });
  }
}
