// Which enclave is this, with which configuration, and did it really give this answer?

import { b64u, concat, equal, label, lp, sha256, sized, unb64u, utf8 } from "./bytes.js";
import { u16, u32, u8 } from "./bytes.js";
import { KeyhavenError } from "./errors.js";
import { Fields } from "./fields.js";
import { exactKeys, object, wholeNumber } from "./json.js";
import { ed25519PublicKey } from "./keys.js";
import { AWS_ROOT, checkNitro } from "./nitro.js";
import { checkTpm } from "./tpm.js";

const CONFIG_KEYS = ["anchor", "pin_budget", "pin_lifetime", "relying_parties"];
const ANCHORS = Object.freeze({ 0: "none", 1: "tpm2" });
const MAX_EVIDENCE = 16384;
const MAX_CLAIMS = 1024;

function parseClaims(bytes) {
  const fields = new Fields(bytes);
  if (fields.number(1) !== 1) throw new KeyhavenError("update_needed");
  const claims = {
    bootId: fields.take(16),
    pkEnc: sized(fields.sized(), 32),
    pkSig: fields.take(32),
    configHash: fields.take(32),
    epoch: fields.number(4),
    anchor: fields.number(1),
    release: new TextDecoder("ascii").decode(fields.sized()),
  };
  fields.end();
  return claims;
}

function parse(untrusted) {
  try {
    const { fmt, evidence, claims, config } = untrusted;
    const bytes = { evidence: unb64u(evidence), claims: unb64u(claims) };
    if (bytes.evidence.length > MAX_EVIDENCE || bytes.claims.length > MAX_CLAIMS) {
      throw new KeyhavenError("too_large");
    }
    return { fmt, ...bytes, parsed: parseClaims(bytes.claims), config };
  } catch (error) {
    if (error.code === "update_needed") throw error;
    throw new KeyhavenError("attestation_malformed", { cause: error });
  }
}

/** Byte strings in the order of their bytes. */
function sortedBytes(texts) {
  const order = (a, b) => {
    const at = a.findIndex((byte, index) => byte !== b[index]);
    return at === -1 ? a.length - b.length : a[at] - (b[at] ?? -1);
  };
  return texts.map((text) => utf8(text)).sort(order);
}

function listOf(texts) {
  return concat(u16(texts.length), ...sortedBytes(texts).map(lp));
}

/**
 * The hash that an enclave's claims carry for its configuration.
 * @param {{relying_parties: Object<string, string[]>, anchor: number, pin_budget: number,
 *   pin_lifetime: number}} config
 * @returns {Promise<Uint8Array>} 32 bytes
 */
export async function configHash(config) {
  const parties = object(exactKeys(config, CONFIG_KEYS).relying_parties);
  const names = sortedBytes(Object.keys(parties)).map((name) => new TextDecoder().decode(name));
  const head = concat(
    label("KRP1-CONFIG"),
    u8(config.anchor),
    u32(config.pin_budget),
    u32(config.pin_lifetime),
    u16(names.length),
  );
  const bodies = names.map((name) => concat(lp(utf8(name)), listOf(parties[name])));
  return sha256(concat(head, ...bodies));
}

async function checkConfig({ config, claims, policy, rpId }) {
  let hash;
  try {
    hash = await configHash(config);
    wholeNumber(config.anchor, 1);
  } catch (error) {
    throw new KeyhavenError("attestation_config", { cause: error });
  }
  if (!equal(hash, claims.configHash) || config.anchor !== claims.anchor) {
    throw new KeyhavenError("attestation_config");
  }
  const parties = config.relying_parties;
  const origins = Object.hasOwn(parties, rpId) ? parties[rpId] : [];
  if (!equal(listOf(origins), listOf(policy.origins))) {
    throw new KeyhavenError("attestation_origins");
  }
}

/** Evidence of the software format: the instance's public key and its signature over `bind`. */
async function checkSoftware({ evidence, bind, policy }) {
  if (evidence.length !== 96) throw new KeyhavenError("attestation_malformed");
  const instanceKey = evidence.slice(0, 32);
  const known = policy.instance_keys;
  if (known.length > 0 && !known.includes(b64u(instanceKey))) {
    throw new KeyhavenError("attestation_key");
  }
  await checkSignature({
    publicKey: instanceKey,
    signature: evidence.slice(32),
    message: bind,
    code: "attestation_signature",
  });
  return { instanceKey, measurement: null };
}

async function checkHardware(check, { policy, ...input }) {
  const { name } = await check({ ...input, measurements: policy.measurements });
  return { instanceKey: null, measurement: name };
}

// A format that the policy names but this page cannot check is refused: there is no fallback.
const FORMATS = {
  software: checkSoftware,
  tpm2: (input) => checkHardware(checkTpm, input),
  "aws-nitro": (input) => checkHardware(checkNitro, input),
};

async function checkSignature({ publicKey, signature, message, code }) {
  let genuine = false;
  try {
    const key = await ed25519PublicKey(publicKey);
    genuine = await crypto.subtle.verify("Ed25519", key, signature, message);
  } catch (error) {
    throw new KeyhavenError(code, { cause: error });
  }
  if (!genuine) throw new KeyhavenError(code);
}

/**
 * Checks an attestation against the policy that came with the page.
 * @param {object} input
 * @param {{fmt: string, evidence: string, claims: string, config: object}} input.attestation
 * @param {Uint8Array} input.nonceB the page's own 32 random bytes
 * @param {{formats: string[], instance_keys: string[], origins: string[],
 *   measurements: Measurement[]}} input.policy
 * @param {string} input.rpId
 * @param {Date} [input.now]
 * @param {Uint8Array} [input.root] of Nitro documents, DER
 * @returns {Promise<{format: string, bootId: Uint8Array, pkSig: Uint8Array, pkEnc: Uint8Array,
 *   epoch: number, anchor: string, release: string, instanceKey: Uint8Array|null,
 *   measurement: string|null}>} measurement: the name of the policy's entry, with hardware only
 * @throws {KeyhavenError} attestation_*, update_needed
 */
export async function verifyAttestation(input) {
  const { attestation, nonceB, policy, rpId, now = new Date(), root = AWS_ROOT } = input;
  const { fmt, evidence, claims, parsed, config } = parse(attestation);
  const check = policy.formats.includes(fmt) && Object.hasOwn(FORMATS, fmt) && FORMATS[fmt];
  if (!check) throw new KeyhavenError("attestation_format");
  const bind = await sha256(concat(label("KRP1-ATTEST"), claims, sized(nonceB, 32)));
  const vouched = await check({ evidence, bind, nonceB, policy, now, root });
  await checkConfig({ config, claims: parsed, policy, rpId });
  const { bootId, pkSig, pkEnc, epoch, release } = parsed;
  const anchor = ANCHORS[parsed.anchor];
  return { format: fmt, bootId, pkSig, pkEnc, epoch, anchor, release, ...vouched };
}

/**
 * Checks that the attested enclave gave this answer to this challenge.
 * @param {{pkSig: Uint8Array, challenge: Uint8Array, sealed: Uint8Array, sig: Uint8Array}} reply
 * @throws {KeyhavenError} reply_signature
 */
export async function verifyReply({ pkSig, challenge, sealed, sig }) {
  const message = concat(label("KRP1-SIG"), challenge, await sha256(sealed));
  await checkSignature({ publicKey: pkSig, signature: sig, message, code: "reply_signature" });
}
