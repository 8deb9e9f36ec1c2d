// What the browser has verified of the vault, in one plain sentence.

import { gettext as _ } from "../text.js";

const WORDS = Object.freeze({
  "software": () => {
    return _("Your browser checked the vault’s signature. No hardware vouches for the vault.");
  },
  "software pinned": () => _(
    "Your browser checked that this is the vault that this site names. No hardware vouches for it.",
  ),
  "tpm2": (values) => _(
    "Your browser checked the vault: a security chip vouches for the machine it runs on, " +
      "“%(name)s”.",
    values,
  ),
  "aws-nitro": (values) => _(
    "Your browser checked the vault: sealed hardware at AWS vouches for its program, “%(name)s”.",
    values,
  ),
});

/**
 * @param {{format: string, measurement: string|null}} enclave from verifyAttestation
 * @param {{instance_keys: string[]}} policy
 * @returns {string}
 */
export function proofInWords({ format, measurement }, policy) {
  const isPinned = format === "software" && policy.instance_keys.length > 0;
  return WORDS[isPinned ? "software pinned" : format]({ name: measurement });
}

/** Puts the sentence where the page has a place for it, see parts/vault_proof.html. */
export function showProof(enclave, policy) {
  for (const place of document.querySelectorAll("[data-vault-proof]")) {
    place.querySelector("[data-words]").textContent = proofInWords(enclave, policy);
    place.hidden = false;
  }
}
