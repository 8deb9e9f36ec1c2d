// Can this browser do what the pages ask of it? Said before anything is begun.

async function hasCurves() {
  const curves = [
    ["X25519", ["deriveBits"]],
    ["Ed25519", ["sign", "verify"]],
  ];
  try {
    for (const [name, usages] of curves) await crypto.subtle.generateKey({ name }, false, usages);
    return true;
  } catch {
    // Whatever it says, a browser without one of the two cannot open or close a backup.
    return false;
  }
}

/**
 * @returns {Promise<""|"passkeys"|"cryptography">} what is missing, or nothing
 */
export async function missingAbility() {
  if (typeof PublicKeyCredential !== "function") return "passkeys";
  const isModern = typeof crypto.subtle === "object" && typeof navigator.locks === "object";
  return isModern && (await hasCurves()) ? "" : "cryptography";
}
