// X.509 certificates of one shape (RFC 5280): version 3, P-384 keys, signed with ECDSA and SHA-384.
//
// That is the shape of AWS Nitro's chain, and whatever differs is refused. A general library would
// bring some hundred kilobytes of formats and rules that must then be switched off again.
// recovery/enclave/attestation/nitro.py decides the same with another reader.

import { concat, equal } from "./bytes.js";
import { KeyhavenError } from "./errors.js";

const INTEGER = 0x02, BIT_STRING = 0x03, OCTETS = 0x04, OID = 0x06, SEQUENCE = 0x30;
const BOOLEAN = 0x01, UTC_TIME = 0x17, GENERALIZED_TIME = 0x18;
const VERSION = 0xa0, ISSUER_ID = 0x81, SUBJECT_ID = 0x82, EXTENSIONS = 0xa3;
// Object identifiers by their bytes.
const ECDSA_WITH_SHA384 = "2a8648ce3d040303";
const BASIC_CONSTRAINTS = "551d13";
const KEY_USAGE = "551d0f";
// SEQUENCE { SEQUENCE { id-ecPublicKey, secp384r1 }, BIT STRING { 0 unused bits, 04 ‖ x ‖ y } }
const P384_SPKI_HEAD = "3076301006072a8648ce3d020106052b81040022036200";
const P384_SPKI_SIZE = 120;
const DIGITAL_SIGNATURE = 0x80;
const KEY_CERT_SIGN = 0x04;
const COORDINATE = 48;

const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const broken = (cause) => new KeyhavenError("attestation_chain", { cause });

/** Strict DER: takes values off the front of untrusted bytes. */
class Der {
  constructor(bytes) {
    this.bytes = bytes;
    this.offset = 0;
  }

  get isAtEnd() {
    return this.offset === this.bytes.length;
  }

  peek() {
    return this.bytes[this.offset];
  }

  /** @returns {{whole: Uint8Array, content: Uint8Array}} of the next value, which has this tag */
  take(tag) {
    const start = this.offset;
    if (this.#byte() !== tag) throw broken();
    const size = this.#length();
    const from = this.offset;
    this.offset += size;
    if (this.offset > this.bytes.length) throw broken();
    const content = this.bytes.slice(from, this.offset);
    return { whole: this.bytes.slice(start, this.offset), content };
  }

  within(tag) {
    return new Der(this.take(tag).content);
  }

  end() {
    if (!this.isAtEnd) throw broken();
  }

  #byte() {
    if (this.isAtEnd) throw broken();
    this.offset += 1;
    return this.bytes[this.offset - 1];
  }

  #length() {
    const first = this.#byte();
    if (first < 0x80) return first;
    if (first !== 0x81 && first !== 0x82) throw broken();
    const size = first === 0x81 ? this.#byte() : this.#byte() * 256 + this.#byte();
    if (size < (first === 0x81 ? 0x80 : 0x100)) throw broken();
    return size;
  }
}

function checkAlgorithm(der) {
  const algorithm = der.within(SEQUENCE);
  if (hexOf(algorithm.take(OID).content) !== ECDSA_WITH_SHA384) throw broken();
  algorithm.end();
}

/** YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ @returns {number} milliseconds since 1970 */
function time(der) {
  const tag = der.peek();
  if (tag !== UTC_TIME && tag !== GENERALIZED_TIME) throw broken();
  const text = new TextDecoder("ascii").decode(der.take(tag).content);
  const pattern = tag === UTC_TIME
    ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/
    : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
  const parts = pattern.exec(text)?.slice(1).map(Number);
  if (parts === undefined) throw broken();
  const [year, month, ...rest] = parts;
  const century = tag === GENERALIZED_TIME ? 0 : year < 50 ? 2000 : 1900;
  return Date.UTC(century + year, month - 1, ...rest);
}

function basicConstraints(der) {
  const found = { isAuthority: false, pathLength: Infinity };
  if (!der.isAtEnd && der.peek() === BOOLEAN) {
    // DER writes a default by leaving it out, and truth with all bits set.
    if (hexOf(der.take(BOOLEAN).content) !== "ff") throw broken();
    found.isAuthority = true;
  }
  if (!der.isAtEnd) {
    const { content } = der.take(INTEGER);
    if (content.length !== 1 || content[0] > 127 || !found.isAuthority) throw broken();
    found.pathLength = content[0];
  }
  der.end();
  return found;
}

function extensions(der) {
  const found = new Map();
  while (!der.isAtEnd) {
    const one = der.within(SEQUENCE);
    const oid = hexOf(one.take(OID).content);
    const isCritical = one.peek() === BOOLEAN;
    if (isCritical && hexOf(one.take(BOOLEAN).content) !== "ff") throw broken();
    const { content } = one.take(OCTETS);
    one.end();
    const isKnown = oid === BASIC_CONSTRAINTS || oid === KEY_USAGE;
    if (found.has(oid) || (isCritical && !isKnown)) throw broken();
    found.set(oid, content);
  }
  if (!found.has(BASIC_CONSTRAINTS) || !found.has(KEY_USAGE)) throw broken();
  return found;
}

function rules(der) {
  const found = extensions(der.within(EXTENSIONS).within(SEQUENCE));
  const constraints = new Der(found.get(BASIC_CONSTRAINTS));
  const usage = new Der(found.get(KEY_USAGE));
  const bits = usage.take(BIT_STRING).content;
  usage.end();
  // The first byte counts the unused bits at the end.
  if (bits.length < 2 || bits[0] > 7) throw broken();
  const inner = constraints.within(SEQUENCE);
  constraints.end();
  return { ...basicConstraints(inner), usage: bits[1] };
}

function readSigned(bytes) {
  const der = new Der(bytes);
  const version = der.within(VERSION);
  if (hexOf(version.take(INTEGER).content) !== "02") throw broken();
  version.end();
  der.take(INTEGER);
  checkAlgorithm(der);
  const issuer = der.take(SEQUENCE).whole;
  const validity = der.within(SEQUENCE);
  const times = { notBefore: time(validity), notAfter: time(validity) };
  validity.end();
  const subject = der.take(SEQUENCE).whole;
  const spki = der.take(SEQUENCE).whole;
  for (const tag of [ISSUER_ID, SUBJECT_ID]) if (der.peek() === tag) der.take(tag);
  const isP384 = spki.length === P384_SPKI_SIZE && hexOf(spki).startsWith(`${P384_SPKI_HEAD}04`);
  if (!isP384) throw broken();
  return { issuer, subject, spki, ...times, ...rules(der) };
}

/** @param {Uint8Array} untrusted DER */
function readCertificate(untrusted) {
  const outer = new Der(untrusted);
  const whole = outer.within(SEQUENCE);
  outer.end();
  const signed = whole.take(SEQUENCE);
  checkAlgorithm(whole);
  const { content } = whole.take(BIT_STRING);
  whole.end();
  if (content[0] !== 0) throw broken();
  return { ...readSigned(signed.content), signed: signed.whole, signature: content.slice(1) };
}

/** ECDSA-Sig-Value in DER @returns {Uint8Array} r ‖ s, as WebCrypto wants it */
function plainSignature(der) {
  const outer = new Der(der);
  const pair = outer.within(SEQUENCE);
  outer.end();
  const numbers = [pair.take(INTEGER).content, pair.take(INTEGER).content].map((number) => {
    const isPadded = number[0] === 0 && number[1] >= 0x80;
    const digits = isPadded ? number.slice(1) : number;
    if (digits.length === 0 || digits.length > COORDINATE) throw broken();
    if (!isPadded && number[0] >= 0x80) throw broken();
    return concat(new Uint8Array(COORDINATE - digits.length), digits);
  });
  pair.end();
  return concat(...numbers);
}

/**
 * @param {Uint8Array} spki
 * @param {Uint8Array} signature r ‖ s, 96 bytes
 * @param {Uint8Array} message
 * @returns {Promise<boolean>}
 */
export async function verifyEs384(spki, signature, message) {
  const curve = { name: "ECDSA", namedCurve: "P-384" };
  const key = await crypto.subtle.importKey("spki", spki, curve, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-384" }, key, signature, message);
}

async function checkLink({ parent, child, below }) {
  const mayIssue = parent.isAuthority && (parent.usage & KEY_CERT_SIGN) !== 0;
  if (!mayIssue || below > parent.pathLength || !equal(child.issuer, parent.subject)) {
    throw broken();
  }
  const signature = plainSignature(child.signature);
  if (!(await verifyEs384(parent.spki, signature, child.signed))) throw broken();
}

/**
 * The key of the last certificate of a chain that begins with a root which is trusted as it is.
 * @param {Uint8Array[]} chain DER; the root first
 * @param {Date} now
 * @returns {Promise<Uint8Array>} SPKI
 * @throws {KeyhavenError} attestation_chain, attestation_expired
 */
export async function certifiedKey(chain, now) {
  let certificates;
  try {
    certificates = chain.map(readCertificate);
    for (let index = 1; index < certificates.length; index += 1) {
      const below = certificates.length - 1 - index;
      await checkLink({ parent: certificates[index - 1], child: certificates[index], below });
    }
    const last = certificates.at(-1);
    if (last.isAuthority || (last.usage & DIGITAL_SIGNATURE) === 0) throw broken();
  } catch (error) {
    throw broken(error);
  }
  const isValid = ({ notBefore, notAfter }) => notBefore <= now && now <= notAfter;
  if (!certificates.every(isValid)) throw new KeyhavenError("attestation_expired");
  return certificates.at(-1).spki;
}
