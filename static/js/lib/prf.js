// The PRF of a passkey as an optional second factor of a slot. Its output never leaves the page.

import { equal, hkdf, label, sha256, concat, utf8 } from "./bytes.js";

/** @param {string} rpId @returns {Promise<Uint8Array>} 32 bytes, one constant per relying party */
export function prfInput(rpId) {
  return sha256(concat(label("KRP1-PRF"), utf8(rpId)));
}

/**
 * What a device may keep to recognise a PRF value again: one-way, and of no use for a slot.
 * @param {Uint8Array} prf 32 bytes
 * @returns {Promise<Uint8Array>} 16 bytes
 */
export function prfCheckValue(prf) {
  return hkdf({ salt: new Uint8Array(), ikm: prf, info: label("KRP1-PRF-CHECK"), size: 16 });
}

/**
 * Says whether a PRF value may go into a slot. Some authenticators gave another value at the
 * second touch, which would lock the person out; so it must have been seen twice, and equal.
 * @param {object} seen
 * @param {Uint8Array|null} seen.earlier the check value of an earlier, separate evaluation
 * @param {Uint8Array|null} seen.now the check value of this evaluation
 * @returns {"confirmed"|"needs-second-touch"|"unstable"|"absent"} only "confirmed" permits a slot
 *   with PRF; after "needs-second-touch" ask once more, after the others make it without
 */
export function confirmPrf({ earlier, now }) {
  if (earlier === null && now === null) return "absent";
  if (earlier === null) return "needs-second-touch";
  return now !== null && equal(earlier, now) ? "confirmed" : "unstable";
}
