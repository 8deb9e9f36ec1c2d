// What the browser has verified of the vault, in one plain sentence.

// Whole sentences, so that they can be translated as they are.
const WORDS = Object.freeze({
  "software": "Your browser checked the vault’s signature. No hardware vouches for the vault.",
  "software pinned":
    "Your browser checked that this is the vault that this site names. No hardware vouches for it.",
  "tpm2":
    "Your browser checked the vault: a security chip vouches for the machine it runs on, “{name}”.",
  "aws-nitro":
    "Your browser checked the vault: sealed hardware at AWS vouches for its program, “{name}”.",
});

/**
 * @param {{format: string, measurement: string|null}} enclave from verifyAttestation
 * @param {{instance_keys: string[]}} policy
 * @returns {string}
 */
export function proofInWords({ format, measurement }, policy) {
  const isPinned = format === "software" && policy.instance_keys.length > 0;
  // A function, because a name may hold what would be special in a replacement text.
  return WORDS[isPinned ? "software pinned" : format].replace("{name}", () => measurement);
}

/** Puts the sentence where the page has a place for it, see parts/vault_proof.html. */
export function showProof(enclave, policy) {
  for (const place of document.querySelectorAll("[data-vault-proof]")) {
    place.querySelector("[data-words]").textContent = proofInWords(enclave, policy);
    place.hidden = false;
  }
}
