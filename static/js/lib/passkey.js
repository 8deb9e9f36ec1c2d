// Passkeys: one call to make one, one to use one. What goes over the wire is put together here
// by hand, because PublicKeyCredential.toJSON() would send the PRF output along.
// Source: https://www.w3.org/TR/webauthn-3/

import { b64u } from "./bytes.js";
import { KeyhavenError } from "./errors.js";
import { prfInput } from "./prf.js";

export { prfCheckValue, prfInput } from "./prf.js";

// EdDSA, ES256, RS256: what the enclave can check.
const ALGORITHMS = [-8, -7, -257];
const PRF_SIZE = 32;
const CODES = {
  NotAllowedError: "passkey_cancelled",
  AbortError: "passkey_cancelled",
  InvalidStateError: "passkey_exists",
  NotSupportedError: "passkey_unsupported",
  SecurityError: "passkey_unsupported",
};

/**
 * Runs a ceremony, and once more without PRF if it failed in one of the two ways in which
 * authenticators refuse the extension. A person who cancelled is asked one more time at most.
 */
async function withOptionalPrf({ ceremony, prf, signal }) {
  if (prf === undefined) return { credential: await ceremony({}), prfRefused: false };
  try {
    // Always eval.first: an empty prf object makes Windows Hello refuse the registration.
    return { credential: await ceremony({ prf: { eval: { first: prf } } }), prfRefused: false };
  } catch (error) {
    const mayBePrf = error.name === "NotAllowedError" || error.name === "UnknownError";
    if (!mayBePrf || signal?.aborted) throw error;
    return { credential: await ceremony({}), prfRefused: true };
  }
}

async function run(options) {
  try {
    const answer = await withOptionalPrf(options);
    if (!(answer.credential instanceof PublicKeyCredential)) throw new TypeError("no credential");
    return answer;
  } catch (error) {
    throw new KeyhavenError(CODES[error.name] ?? "passkey_failed", { cause: error });
  }
}

function prfOutput(credential) {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (first === undefined) return null;
  const output = new Uint8Array(first).slice();
  return output.length === PRF_SIZE ? output : null;
}

function wireOf(credential, response) {
  return {
    id: credential.id,
    rawId: b64u(new Uint8Array(credential.rawId)),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: {},
    response,
  };
}

const bytesOf = (buffer) => b64u(new Uint8Array(buffer));

function registrationWire(credential, spki) {
  const { response } = credential;
  return wireOf(credential, {
    clientDataJSON: bytesOf(response.clientDataJSON),
    attestationObject: bytesOf(response.attestationObject),
    authenticatorData: bytesOf(response.getAuthenticatorData()),
    publicKey: b64u(spki),
    publicKeyAlgorithm: response.getPublicKeyAlgorithm(),
    transports: response.getTransports(),
  });
}

function assertionWire(credential) {
  const { response } = credential;
  return wireOf(credential, {
    clientDataJSON: bytesOf(response.clientDataJSON),
    authenticatorData: bytesOf(response.authenticatorData),
    signature: bytesOf(response.signature),
    userHandle: response.userHandle === null ? null : bytesOf(response.userHandle),
  });
}

function descriptors(list) {
  return list.map(({ id, transports }) => ({ type: "public-key", id, transports }));
}

/**
 * Makes a discoverable passkey, and asks for PRF on the way.
 * @param {object} input
 * @param {{id: string, name: string}} input.rp
 * @param {{id: Uint8Array, name: string, displayName: string}} input.user id: 64 random bytes that
 *   were never used before (a repeated id silently replaces the older passkey)
 * @param {Uint8Array} input.challenge 32 bytes, see challenge.js
 * @param {{id: Uint8Array, transports?: string[]}[]} [input.exclude] passkeys there are already
 * @param {AbortSignal} [input.signal]
 * @returns {Promise<{wire: object, prf: Uint8Array|null, prfRefused: boolean,
 *   credentialId: Uint8Array, spki: Uint8Array}>} wire: RegistrationResponseJSON without any
 *   extension result; spki: SubjectPublicKeyInfo DER
 * @throws {KeyhavenError} passkey_*
 */
export async function createPasskey({ rp, user, challenge, exclude = [], signal }) {
  const ceremony = (extensions) =>
    navigator.credentials.create({
      signal,
      publicKey: {
        rp,
        user,
        challenge,
        extensions,
        attestation: "none",
        excludeCredentials: descriptors(exclude),
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
        authenticatorSelection: {
          residentKey: "required",
          requireResidentKey: true,
          // The enclave and PRF both insist that the person was verified.
          userVerification: "required",
        },
      },
    });
  const { credential, prfRefused } = await run({ ceremony, prf: await prfInput(rp.id), signal });
  const publicKey = credential.response.getPublicKey();
  if (publicKey === null) throw new KeyhavenError("passkey_unsupported");
  const spki = new Uint8Array(publicKey);
  return {
    wire: registrationWire(credential, spki),
    prf: prfOutput(credential),
    prfRefused,
    credentialId: new Uint8Array(credential.rawId),
    spki,
  };
}

/**
 * Uses a passkey.
 * @param {object} input
 * @param {string} input.rpId
 * @param {Uint8Array} input.challenge 32 bytes, see challenge.js
 * @param {{id: Uint8Array, transports?: string[]}[]} [input.allow] empty: any passkey of the site
 * @param {boolean} input.prf whether to ask for the PRF output
 * @param {"conditional"|"optional"|"required"} [input.mediation] conditional: offered by autofill
 * @param {AbortSignal} [input.signal]
 * @returns {Promise<{wire: object, prf: Uint8Array|null, prfRefused: boolean,
 *   credentialId: Uint8Array}>} wire: AuthenticationResponseJSON without any extension result;
 *   prfRefused: it worked only at the second try, which did not ask for PRF
 * @throws {KeyhavenError} passkey_*
 */
export async function getPasskey({ rpId, challenge, allow = [], prf, mediation, signal }) {
  const allowCredentials = descriptors(allow);
  const ceremony = (extensions) =>
    navigator.credentials.get({
      signal,
      mediation,
      publicKey: { rpId, challenge, extensions, allowCredentials, userVerification: "required" },
    });
  const input = prf ? await prfInput(rpId) : undefined;
  const { credential, prfRefused } = await run({ ceremony, prf: input, signal });
  return {
    wire: assertionWire(credential),
    prf: prfOutput(credential),
    prfRefused,
    credentialId: new Uint8Array(credential.rawId),
  };
}
