// TPM 2.0: a quote, which is the chip's signature over a digest of what the machine has booted.
//
// Evidence: LP(attestation key, SPKI) ‖ LP(TPMS_ATTEST) ‖ signature[64], r ‖ s of ECDSA on P-256.
// A quote proves the machine and its boot, not which program on it asked.
// Source: TCG TPM 2.0 Library, Part 2, sections 10.12.8 to 10.12.12

import { b64u, concat, equal, sha256 } from "./bytes.js";
import { KeyhavenError } from "./errors.js";
import { Fields } from "./fields.js";
import { firstValid, pcrsOf } from "./measurements.js";

const GENERATED = 0xff544347;
const ATTEST_QUOTE = 0x8018;
const ALG_SHA256 = 0x000b;
const SELECT_SIZE = 3;
// TPMS_CLOCK_INFO and the firmware's version.
const CLOCK_AND_FIRMWARE_SIZE = 17 + 8;
const SIGNATURE_SIZE = 64;

const malformed = (cause) => new KeyhavenError("attestation_malformed", { cause });

function readQuote(untrusted) {
  const fields = new Fields(untrusted);
  if (fields.number(4) !== GENERATED || fields.number(2) !== ATTEST_QUOTE) throw malformed();
  fields.sized();
  const extraData = fields.sized();
  fields.take(CLOCK_AND_FIRMWARE_SIZE);
  const selections = [fields.number(4), fields.number(2), fields.number(1)];
  if (selections.join() !== [1, ALG_SHA256, SELECT_SIZE].join()) throw malformed();
  const bits = fields.take(SELECT_SIZE);
  const digest = fields.sized();
  fields.end();
  const all = Array.from({ length: 8 * SELECT_SIZE }, (_, index) => index);
  const selection = all.filter((index) => (bits[index >> 3] >> (index & 7)) & 1);
  return { extraData, selection, digest };
}

function readEvidence(untrusted) {
  try {
    const fields = new Fields(untrusted);
    const spki = fields.sized();
    const attest = fields.sized();
    const signature = fields.take(SIGNATURE_SIZE);
    fields.end();
    return { spki, attest, signature, quote: readQuote(attest) };
  } catch (error) {
    throw malformed(error);
  }
}

async function verifyEs256(spki, signature, message) {
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  try {
    const key = await crypto.subtle.importKey("spki", spki, curve, false, ["verify"]);
    return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, message);
  } catch (error) {
    throw new KeyhavenError("attestation_signature", { cause: error });
  }
}

async function fits(quote, measurement) {
  const pcrs = pcrsOf(measurement);
  const digest = await sha256(concat(...pcrs.values()));
  return quote.selection.join() === [...pcrs.keys()].join() && equal(quote.digest, digest);
}

/**
 * @param {object} input
 * @param {Uint8Array} input.evidence untrusted
 * @param {Uint8Array} input.bind 32 bytes, which the quote must be about
 * @param {Measurement[]} input.measurements see measurements.js
 * @param {Date} input.now
 * @returns {Promise<Measurement>} the one that fits
 * @throws {KeyhavenError} attestation_*
 */
export async function checkTpm({ evidence, bind, measurements, now }) {
  const { spki, attest, signature, quote } = readEvidence(evidence);
  const ak = b64u(await sha256(spki));
  const known = measurements.filter((one) => one.fmt === "tpm2" && one.ak === ak);
  if (known.length === 0) throw new KeyhavenError("attestation_key");
  if (!(await verifyEs256(spki, signature, attest))) {
    throw new KeyhavenError("attestation_signature");
  }
  if (!equal(quote.extraData, bind)) throw new KeyhavenError("attestation_bind");
  const matches = await Promise.all(known.map((one) => fits(quote, one)));
  return firstValid(known.filter((_, index) => matches[index]), now);
}
