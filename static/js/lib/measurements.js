// The list of measurements that a page is shipped with: which programs and machines count, and
// until when.

import { equal } from "./bytes.js";
import { KeyhavenError } from "./errors.js";

/**
 * @typedef {{name: string, fmt: string, until: string, pcrs: Object<string, string>, ak?: string}}
 *   Measurement until: the last day, in UTC. pcrs: hexadecimal. ak: base64url of SHA-256 over the
 *   attestation key's SPKI, for tpm2 only.
 */

/** @param {Measurement} measurement @returns {Map<number, Uint8Array>} in ascending order */
export function pcrsOf(measurement) {
  const entries = Object.entries(measurement.pcrs).map(([index, hex]) => {
    const bytes = Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16));
    return [Number(index), bytes];
  });
  return new Map(entries.sort(([a], [b]) => a - b));
}

/** @returns {boolean} whether every listed PCR is there with the listed value */
export function hasPcrs(found, measurement) {
  return [...pcrsOf(measurement)].every(
    ([index, value]) => found.has(index) && equal(found.get(index), value),
  );
}

/**
 * @param {Measurement[]} fitting
 * @param {Date} now
 * @returns {Measurement} the first that is still valid
 * @throws {KeyhavenError} attestation_measurement, attestation_expired
 */
export function firstValid(fitting, now) {
  if (fitting.length === 0) throw new KeyhavenError("attestation_measurement");
  const today = now.toISOString().slice(0, 10);
  const valid = fitting.find(({ until }) => today <= until);
  if (valid === undefined) throw new KeyhavenError("attestation_expired");
  return valid;
}
