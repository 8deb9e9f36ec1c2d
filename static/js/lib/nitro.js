// AWS Nitro: a document that the hypervisor signs, with certificates that lead to Amazon's root.
//
// COSE_Sign1 with ES384 over a map. Its own copy of the root, cabundle[0], is ignored: the root is
// the one below. A debug enclave chains to the real root too, and its PCRs are zero.
// Source: https://github.com/aws/aws-nitro-enclaves-nsm-api/blob/main/docs/attestation_process.md

import { equal } from "./bytes.js";
import { decode, encode } from "./cbor.js";
import { KeyhavenError } from "./errors.js";
import { firstValid, hasPcrs } from "./measurements.js";
import { certifiedKey, verifyEs384 } from "./x509.js";

// CN=aws.nitro-enclaves, 2019-10-28 to 2049-10-28, SHA-256
// 641a0321a3e244efe456463195d606317ed7cdcc3c1756e09893f3c68f79bb5b.
export const AWS_ROOT = Uint8Array.from(
  atob(
    "MIICETCCAZagAwIBAgIRAPkxdWgbkK/hHUbMtOTn+FYwCgYIKoZIzj0EAwMwSTELMAkGA1UEBhMCVVMxDzANBgNV" +
    "BAoMBkFtYXpvbjEMMAoGA1UECwwDQVdTMRswGQYDVQQDDBJhd3Mubml0cm8tZW5jbGF2ZXMwHhcNMTkxMDI4MTMy" +
    "ODA1WhcNNDkxMDI4MTQyODA1WjBJMQswCQYDVQQGEwJVUzEPMA0GA1UECgwGQW1hem9uMQwwCgYDVQQLDANBV1Mx" +
    "GzAZBgNVBAMMEmF3cy5uaXRyby1lbmNsYXZlczB2MBAGByqGSM49AgEGBSuBBAAiA2IABPwCVOumCMHzaHDimtqQ" +
    "vkY4MpJzbolL//Zy2YlES1BR5TSksfbb48C8WBoyt7F2Bw7eEtaaP+ohG2bnUs990d0JX28TcPQXCEPZ3BABIeTP" +
    "YwEoCWZEh8l5YoQwTcU/9KNCMEAwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUkCW1DdkFR+eWw5b6cp3Pmanf" +
    "S5YwDgYDVR0PAQH/BAQDAgGGMAoGCCqGSM49BAMDA2kAMGYCMQCjfy+Rocm9Xue4YnwWmNJVA44fA0P5W2OpYow9" +
    "OYCVRaEevL8uO1XYru5xtMPWrfMCMQCi85sWBbJwKKXdS6BptQFuZbT73o/gBh1qUxl/nNr12UO8Yfwr6wPLb+6N" +
    "IwLz3/Y=",
  ),
  (character) => character.charCodeAt(0),
);

const MAX_DOCUMENT = 16384;
const COSE_SIGN1_TAG = 0xd2;
const ALGORITHM = 1;
const ES384 = -35;
const SIGNATURE_SIZE = 96;
const KEYS = ["module_id", "digest", "timestamp", "pcrs", "certificate", "cabundle"];
const OPTIONAL_KEYS = ["public_key", "user_data", "nonce"];
const PCR_SIZES = [32, 48, 64];
const MAX_CERTIFICATES = 8;
const MAX_CERTIFICATE = 1024;
// What an image is: the whole of it, its kernel, its application.
const IMAGE_PCRS = [0, 1, 2];

const isBytes = (value) => value instanceof Uint8Array;
const isCertificate = (value) =>
  isBytes(value) && value.length > 0 && value.length <= MAX_CERTIFICATE;

function isPcr([index, value]) {
  const isIndex = Number.isInteger(index) && index >= 0 && index < 32;
  return isIndex && isBytes(value) && PCR_SIZES.includes(value.length);
}

function hasShape(fields) {
  if (!(fields instanceof Map) || !KEYS.every((key) => fields.has(key))) return false;
  if (![...fields.keys()].every((key) => KEYS.includes(key) || OPTIONAL_KEYS.includes(key))) {
    return false;
  }
  const bundle = fields.get("cabundle");
  const pcrs = fields.get("pcrs");
  const optional = OPTIONAL_KEYS.map((key) => fields.get(key) ?? null);
  return (
    fields.get("digest") === "SHA384" && typeof fields.get("module_id") === "string" &&
    Number.isInteger(fields.get("timestamp")) && fields.get("timestamp") > 0 &&
    Array.isArray(bundle) && bundle.length > 0 && bundle.length < MAX_CERTIFICATES &&
    [fields.get("certificate"), ...bundle].every(isCertificate) &&
    pcrs instanceof Map && pcrs.size > 0 && [...pcrs].every(isPcr) &&
    optional.every((value) => value === null || isBytes(value))
  );
}

function isHeader(header, unprotected) {
  const isAlgorithm = header instanceof Map && header.size === 1 && header.get(ALGORITHM) === ES384;
  return isAlgorithm && unprotected instanceof Map && unprotected.size === 0;
}

/** The document in its parts, none of which counts yet. */
function read(untrusted) {
  const malformed = new KeyhavenError("attestation_malformed");
  if (untrusted.length === 0 || untrusted.length > MAX_DOCUMENT) throw malformed;
  const parts = decode(untrusted[0] === COSE_SIGN1_TAG ? untrusted.slice(1) : untrusted);
  if (!Array.isArray(parts) || parts.length !== 4) throw malformed;
  const [head, unprotected, payload, signature] = parts;
  if (!isBytes(head) || !isBytes(payload) || !isBytes(signature)) throw malformed;
  const fields = decode(payload);
  if (!isHeader(decode(head), unprotected) || !hasShape(fields)) throw malformed;
  if (signature.length !== SIGNATURE_SIZE) throw malformed;
  return { signed: encode(["Signature1", head, new Uint8Array(0), payload]), signature, fields };
}

function isValue(field, expected) {
  return isBytes(field) && equal(field, expected);
}

function measured({ fields, measurements, now }) {
  const pcrs = fields.get("pcrs");
  const isZero = (index) => (pcrs.get(index) ?? []).every((byte) => byte === 0);
  if (IMAGE_PCRS.some(isZero)) throw new KeyhavenError("attestation_debug");
  const lists = ({ fmt, pcrs: listed }) =>
    fmt === "aws-nitro" && IMAGE_PCRS.every((index) => Object.hasOwn(listed, index));
  const fitting = measurements.filter((one) => lists(one) && hasPcrs(pcrs, one));
  return firstValid(fitting, now);
}

/**
 * @param {object} input
 * @param {Uint8Array} input.evidence untrusted
 * @param {Uint8Array} input.bind 32 bytes, which the document must be about
 * @param {Uint8Array} input.nonceB the page's own
 * @param {Measurement[]} input.measurements see measurements.js
 * @param {Date} input.now
 * @param {Uint8Array} [input.root] DER
 * @returns {Promise<Measurement>} the one that fits
 * @throws {KeyhavenError} attestation_*
 */
export async function checkNitro({ evidence, bind, nonceB, measurements, now, root = AWS_ROOT }) {
  const { signed, signature, fields } = read(evidence);
  const chain = [root, ...fields.get("cabundle").slice(1), fields.get("certificate")];
  const key = await certifiedKey(chain, now);
  if (!(await verifyEs384(key, signature, signed))) {
    throw new KeyhavenError("attestation_signature");
  }
  if (!isValue(fields.get("nonce"), nonceB)) throw new KeyhavenError("attestation_nonce");
  if (!isValue(fields.get("user_data"), bind)) throw new KeyhavenError("attestation_bind");
  return measured({ fields, measurements, now });
}
