// Keyhaven's browser module. Apache-2.0. Built from static/js/module; do not edit.
// ability.js
const module0 = (() => {
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
async function missingAbility() {
  if (typeof PublicKeyCredential !== "function") return "passkeys";
  const isModern = typeof crypto.subtle === "object" && typeof navigator.locks === "object";
  return isModern && (await hasCurves()) ? "" : "cryptography";
}
return { missingAbility: missingAbility };
})();
// errors.js
const module1 = (() => {
// One tree of errors. A code is public, documented here, and never changes its meaning.
//
//   Error
//   └── KeyhavenError       code
//       └── OpeningError    code, step: where in the order of opening it stopped

/** What each code says to a person. No message holds data. */
const MESSAGES = Object.freeze({
  // Input that does not have the shape it must have.
  bad_encoding: "A value is not in the encoding it should have.",
  bad_length: "A value does not have the length it should have.",
  bad_json: "A message could not be read.",
  too_large: "A message is larger than anything this page would write.",
  update_needed: "This backup was written by a newer version. Reload the page to update.",
  // Challenge and attestation.
  bad_challenge: "The request to the passkey could not be put together.",
  attestation_format: "The server's proof is of a kind that this page does not accept.",
  attestation_malformed: "The server's proof could not be read.",
  attestation_key: "The server's proof comes from a machine that this page does not know.",
  attestation_signature: "The server's proof is not genuine, or not fresh.",
  attestation_config: "The server runs with a configuration that its proof does not cover.",
  attestation_chain: "The server's proof does not lead to the maker of its hardware.",
  attestation_expired: "The server's proof is over, or this device's clock is wrong.",
  attestation_nonce: "The server's proof was made for somebody else, or earlier.",
  attestation_bind: "The server's proof is about other keys than the ones that came with it.",
  attestation_debug: "The server runs in a mode in which everybody can look into it.",
  attestation_measurement: "The server runs a program that this page does not know.",
  attestation_origins: "The server would answer to other web addresses than this one.",
  // Passkeys.
  passkey_cancelled: "The passkey was not used.",
  passkey_exists: "This device already has a passkey for this account.",
  passkey_unsupported: "This browser cannot use passkeys here.",
  passkey_failed: "The passkey could not be used.",
  // Words and shares.
  bad_word_count: "A recovery phrase has 12 or 24 words.",
  bad_secret: "A wallet secret has 16 to 1,024 bytes.",
  bad_share: "A share is damaged.",
  same_share: "Two different shares are needed.",
  // Building a generation.
  no_slots: "A backup needs at least one way in.",
  too_many_slots: "A backup can have 32 ways in at most.",
  wrong_generation: "The backup does not follow the one before it.",
  rehearsal_mismatch: "The server did not give back what it was given.",
  // Opening, in the order in which the steps are taken.
  sealed_reply: "The answer to the passkey was not meant for this page.",
  reply_signature: "The answer to the passkey does not come from the proven server.",
  manifest_malformed: "The list of ways in could not be read.",
  slot_missing: "This passkey does not open this backup. Use another one.",
  prf_missing: "This passkey needs a feature that this browser or device does not offer.",
  wrong_epoch: "The vault does not have the key of that period any more.",
  wrong_password: "This password does not open this backup.",
  wrong_key: "This key does not open this backup.",
  slot_bind: "This backup does not belong to this passkey.",
  manifest_signature: "The list of ways in was changed by someone else.",
  older_generation: "The server gave an older backup than this device has seen.",
  envelope: "The backup is damaged, or not meant for this passkey.",
  header_mismatch: "The parts of the backup do not belong together.",
  auth_share: "The server's share is missing or damaged.",
  wrong_wallet: "The shares do not make up the wallet that this backup names.",
  // Without the service.
  kit_file: "This file is damaged, or locked for another kit.",
  needs_service: "What opens this backup needs an answer of the service.",
  no_such_way: "Nothing of this kind opens this backup.",
  other_generation: "The parts are of different backups.",
  other_share: "The share is missing, or not one of this backup.",
  no_commit: "Nothing says which wallet these shares are of.",
  // A PIN.
  pin_proof: "The vault's answer to the PIN is not right. That is our fault, not a wrong PIN.",
  pin_wrong: "That is not the PIN.",
  pin_unknown: "This PIN was removed, or replaced by a new one.",
  pin_locked: "This PIN was tried too often and is locked for good.",
  pin_closed: "The vault answers no PIN at present. Nothing was counted. Use another way in.",
  pin_taken: "Another page is just putting a PIN in place.",
  // The module on another site, see module/.
  method_unsupported: "This kind of way in cannot be set up here.",
  operation_in_progress: "Something is being protected or recovered already.",
  session_missing: "Nobody is signed in here.",
  wallet_unknown: "There is no such wallet of this person.",
  popup_blocked: "The browser did not let the window open.",
  popup_closed: "The window was closed before anything came of it.",
  hosted_cancelled: "The person did not want it.",
  hosted_answer: "The answer is not genuine, or not to what this page asked.",
  hosted_over: "This page asked for nothing, or has its answer already.",
  // This device.
  storage_unavailable: "This browser does not let the page keep anything.",
  ambiguous_share: "This device began two changes and does not know which one counted.",
  share_missing: "This device holds no share of this backup.",
  device_share: "This device's share is damaged.",
});

/** A failure that the page can explain. `code` is a key of MESSAGES. */
class KeyhavenError extends Error {
  /**
   * @param {string} code
   * @param {{cause?: unknown}} [options]
   */
  constructor(code, options) {
    super(MESSAGES[code], options);
    this.name = "KeyhavenError";
    this.code = code;
  }
}

/** A backup that did not open; `step` says how far it got (see recover.js). */
class OpeningError extends KeyhavenError {
  /** @param {{step: string, code: string, cause?: unknown}} failure */
  constructor({ step, code, cause }) {
    super(code, { cause });
    this.name = "OpeningError";
    this.step = step;
  }
}
return { MESSAGES: MESSAGES, KeyhavenError: KeyhavenError, OpeningError: OpeningError };
})();
// http.js
const module2 = (() => {
// The page's requests to the server. One place knows of CSRF, tokens, time-outs and error answers.

const { KeyhavenError: KeyhavenError } = module1;

const TIMEOUT_MS = 20000;
// A vault that restarts is back after about as long.
const SECOND_TRY_AFTER_MS = 800;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What the server put into the page, see {% json_script %}; elsewhere, what `connectTo` was given. */
const pageData = JSON.parse(document.getElementById("page-data")?.textContent ?? "{}");

/** Our own pages are at the server itself, and a cookie says who is there. */
let server = { origin: "", token: null };

/**
 * For pages of another site: where the server is, and who is there.
 * @param {{origin: string, token: string|null, data?: object}} input data: as our own pages have it
 */
function connectTo({ origin, token, data = {} }) {
  server = { origin, token };
  Object.assign(pageData, data);
}

function credentials() {
  if (server.origin === "") return { "X-CSRFToken": csrfToken() };
  return server.token === null ? {} : { Authorization: `Bearer ${server.token}` };
}

/**
 * The same data, made afresh: with a new ticket, when the old one was used or has run out.
 * @returns {Promise<object>}
 * @throws {ServerError|KeyhavenError}
 */
async function freshPageData() {
  const response = await reach(location.href, { headers: { Accept: "text/html" } });
  if (!response.ok || response.redirected) {
    throw new ServerError({ code: "unauthorized", message: "", status: response.status });
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return JSON.parse(page.getElementById("page-data").textContent);
}

async function reach(path, options) {
  try {
    return await fetch(path, options);
  } catch (error) {
    throw new KeyhavenError("offline", { cause: error });
  }
}

/** A refusal by the server: its code, and its sentence for the person. */
class ServerError extends Error {
  /** @param {{code: string, message: string, status: number}} answer */
  constructor({ code, message, status }) {
    super(message);
    this.name = "ServerError";
    this.code = code;
    this.status = status;
  }
}

function csrfToken() {
  const name = `${pageData.csrf_cookie}=`;
  const cookie = document.cookie.split("; ").find((pair) => pair.startsWith(name));
  return cookie ? cookie.slice(name.length) : "";
}

async function answerOf(response) {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { code: "bad_answer", message: "The server's answer could not be read. Try again." };
  }
}

async function once({ method, path, body, headers }) {
  const response = await reach(`${server.origin}/api${path}`, {
    method,
    headers: {
      "Content-Type": "application/json",
      ...credentials(),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    credentials: server.origin === "" ? "same-origin" : "omit",
    redirect: "error",
    cache: "no-store",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const answer = await answerOf(response);
  if (!response.ok) throw new ServerError({ ...answer, status: response.status });
  return answer;
}

/**
 * @param {"GET"|"POST"|"PUT"} method
 * @param {string} path below /api
 * @param {{body?: object, headers?: Object<string, string>, retry?: boolean}} [options] retry: once
 *   more, unseen, after a lost connection or when the vault does not answer; only for requests
 *   that may safely arrive twice
 * @returns {Promise<object>}
 * @throws {ServerError|KeyhavenError} offline, when no answer came
 */
async function request(method, path, { body, headers = {}, retry = method === "GET" } = {}) {
  try {
    return await once({ method, path, body, headers });
  } catch (error) {
    const refused = error instanceof ServerError;
    if (retry && (!refused || error.code === "enclave_unreachable")) {
      await pause(SECOND_TRY_AFTER_MS);
      return request(method, path, { body, headers, retry: false });
    }
    if (refused || error instanceof KeyhavenError) throw error;
    // The answer broke off half-way.
    throw new KeyhavenError("offline", { cause: error });
  }
}
return { pageData: pageData, connectTo: connectTo, freshPageData: freshPageData, ServerError: ServerError, request: request };
})();
// bytes.js
const module3 = (() => {
// Bytes, their fixed layouts and the three primitives that every other file builds on.

const { KeyhavenError: KeyhavenError } = module1;

const ALPHABET = /^[A-Za-z0-9_-]*$/;

/** @param {Uint8Array} bytes @returns {string} base64url without padding */
function b64u(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * Decodes base64url as strictly as it was written: no padding, no foreign character, and no bits
 * left over, so that one value has exactly one text.
 * @param {unknown} text
 * @param {number} [size] the number of bytes that must come out
 * @returns {Uint8Array}
 */
function unb64u(text, size) {
  if (typeof text !== "string" || !ALPHABET.test(text) || text.length % 4 === 1) {
    throw new KeyhavenError("bad_encoding");
  }
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  if (b64u(bytes) !== text) throw new KeyhavenError("bad_encoding");
  return size === undefined ? bytes : sized(bytes, size);
}

/** @param {Uint8Array} bytes @returns {string} lower-case hexadecimal */
function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Gives the bytes back if there are exactly `size` of them.
 * @param {Uint8Array} bytes @param {number} size @returns {Uint8Array}
 */
function sized(bytes, size) {
  if (!(bytes instanceof Uint8Array) || bytes.length !== size) {
    throw new KeyhavenError("bad_length");
  }
  return bytes;
}

/** @param {...Uint8Array} parts @returns {Uint8Array} */
function concat(...parts) {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** @param {number|bigint} value @param {number} size @returns {Uint8Array} big-endian */
function unsigned(value, size) {
  const limit = 1n << BigInt(8 * size);
  const whole = typeof value === "bigint" || Number.isSafeInteger(value);
  if (!whole || BigInt(value) < 0n || BigInt(value) >= limit) throw new KeyhavenError("bad_length");
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes.slice(8 - size);
}

const u8 = (value) => unsigned(value, 1);
const u16 = (value) => unsigned(value, 2);
const u32 = (value) => unsigned(value, 4);
const u64 = (value) => unsigned(value, 8);

/** @param {Uint8Array} bytes @returns {Uint8Array} the bytes behind their length as u16 */
function lp(bytes) {
  return concat(u16(bytes.length), bytes);
}

/** @param {string} text @returns {Uint8Array} */
function utf8(text) {
  return new TextEncoder().encode(text);
}

/** @param {string} text ASCII @returns {Uint8Array} a domain label: the text and one zero byte */
function label(text) {
  return utf8(`${text}\0`);
}

/** Compares without stopping at the first difference. @returns {boolean} */
function equal(a, b) {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index += 1) difference |= a[index] ^ b[index];
  return difference === 0;
}

/** @param {number} size @returns {Uint8Array} */
function randomBytes(size) {
  return crypto.getRandomValues(new Uint8Array(size));
}

/**
 * Overwrites secrets that are no longer needed. Copies that the engine made stay out of reach,
 * so this shortens the time a secret lies in memory, and promises no more.
 * @param {...(Uint8Array|null|undefined)} secrets
 */
function wipe(...secrets) {
  for (const secret of secrets) secret?.fill(0);
}

/** @param {Uint8Array} bytes @returns {Promise<Uint8Array>} 32 bytes */
async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/**
 * HKDF with SHA-256, RFC 5869.
 * @param {{salt: Uint8Array, ikm: Uint8Array, info: Uint8Array, size: number}} input
 * @returns {Promise<Uint8Array>}
 */
async function hkdf({ salt, ikm, info, size }) {
  const key = await crypto.subtle.importKey("raw", ikm, "HKDF", false, ["deriveBits"]);
  const algorithm = { name: "HKDF", hash: "SHA-256", salt, info };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, 8 * size));
}
return { b64u: b64u, unb64u: unb64u, hex: hex, sized: sized, concat: concat, u8: u8, u16: u16, u32: u32, u64: u64, lp: lp, utf8: utf8, label: label, equal: equal, randomBytes: randomBytes, wipe: wipe, sha256: sha256, hkdf: hkdf };
})();
// base.js
const module4 = (() => {
var freeze=fn=>Object.freeze(fn());function isBytes(a){return a instanceof Uint8Array||ArrayBuffer.isView(a)&&a.constructor.name==="Uint8Array"&&"BYTES_PER_ELEM\
ENT"in a&&a.BYTES_PER_ELEMENT===1}function abytes(b){if(!isBytes(b))throw new TypeError("Uint8Array expected")}function isArrayOf(isString,arr){if(!Array.isArray(
arr))return false;if(arr.length===0)return true;if(isString){return arr.every(item=>typeof item==="string")}else{return arr.every(item=>Number.isSafeInteger(item))}}
function afn(input){if(typeof input!=="function")throw new TypeError("function expected");return true}function astr(label,input){if(typeof input!=="string")throw new TypeError(
`${label}: string expected`);return true}function anumber(n,title="number"){if(typeof n!=="number")throw new TypeError(`${title}: expected number, got ${typeof n}`);
if(!Number.isSafeInteger(n))throw new RangeError(`${title}: expected safe integer, got ${n}`)}function anumArr(label,input){if(!isArrayOf(false,input))throw new TypeError(
`${label}: array of numbers expected`)}var powers=(()=>{let res=[];for(let i=0;i<40;i++)res.push(2**i);return res})();function u8ToNumArr(u8,len=u8.length){const res=new Array(len);for(let i=0;i<len;i++)
res[i]=u8[i];return res}var asciiDecoder=(()=>{try{const decoder=new TextDecoder;return decoder.decode(Uint8Array.of(65,48,43,127))==="A0+\x7F"?decoder:void 0}catch(e){
return void 0}})();var B2S_CHUNK=8192;function charcodesToString(codes){const len=codes.length;if(asciiDecoder!==void 0&&len>=12)return asciiDecoder.decode(codes);
if(len<=B2S_CHUNK)return String.fromCharCode.apply(null,codes);let res="";for(let i=0;i<len;i+=B2S_CHUNK)res+=String.fromCharCode.apply(null,codes.subarray(i,i+
B2S_CHUNK));return res}function radix2(bits){anumber(bits);if(bits<=0||bits>8)throw new RangeError("radix2: bits should be in (0..8]");const mask=powers[bits]-1;
return{encode:bytes=>{abytes(bytes);const len=bytes.length;const res=new Uint8Array(Math.ceil(len*8/bits));let carry=0;let pos=0;let j=0;for(let i=0;i<len;){if(i+
2<len){carry=carry<<24|bytes[i]<<16|bytes[i+1]<<8|bytes[i+2];pos+=24;i+=3}else{carry=(carry<<8|bytes[i])&65535;pos+=8;i++}for(;;){pos-=bits;res[j++]=carry>>pos&
mask;if(pos<bits)break}}if(pos>0)res[j]=carry<<bits-pos&mask;return res},decode:digits=>{const len=digits.length;const res=new Uint8Array(Math.floor(len*bits/8));
let carry=0;let pos=0;let j=0;for(let i=0;i<len;i++){carry=(carry<<bits|digits[i])&65535;pos+=bits;for(;pos>=8;pos-=8)res[j++]=carry>>pos-8&255}carry=carry<<8-pos&
255;if(pos>=bits)throw new Error("Excess padding");if(carry>0)throw new Error(`Non-zero padding: ${carry}`);return res}}}function alphabet(letters,aliases){const len=letters.
length;if(len>128)throw new Error("alphabet: max 128 letters");const encTable=new Uint8Array(len);const decTable=new Int8Array(128).fill(-1);for(let i=0;i<len;i++){
const code=letters.charCodeAt(i);if(letters.codePointAt(i)!==code||code>127)throw new Error("alphabet: single-char ASCII letters only");encTable[i]=code;decTable[code]=
i}if(aliases!==void 0){for(const alias of Object.keys(aliases)){const code=alias.charCodeAt(0);const target=decTable[aliases[alias].charCodeAt(0)];if(alias.length!==
1||code>127||target===void 0||target===-1)throw new Error(`alphabet: invalid alias ${alias}`);decTable[code]=target}}return{encode:digits=>{const codes=new Uint8Array(
digits.length);for(let i=0;i<digits.length;i++){const d=digits[i];const code=encTable[d];if(code===void 0)throw new Error(`alphabet.encode: invalid digit ${d}`);
codes[i]=code}return charcodesToString(codes)},decode:input=>{astr("decode",input);const slen=input.length;const digits=new Uint8Array(slen);for(let i=0;i<slen;i++){
const code=input.charCodeAt(i);const digit=code<128?decTable[code]:-1;if(digit===-1)throw new Error(`Unknown letter "${input[i]}". Allowed: ${letters}`);digits[i]=
digit}return digits}}}function unsafeWrapper(fn){afn(fn);return function(...args){try{return fn.apply(null,args)}catch(e){}}}var BECH_ALPHABET=alphabet("qpzry9x8gf2tvdw0s3jn54khce6mua7l");var BECH_UPPERCASE_PRINTABLE=/^[\x21-\x60\x7b-\x7e]+$/;function assertBech32Printable(label,value){
for(let i=0;i<value.length;i++){const c=value.charCodeAt(i);if(c<33||c>126)throw new Error(`${label}: printable ASCII expected`)}}function wordsToU8(words){const len=words.
length;const res=new Uint8Array(len);for(let i=0;i<len;i++){const w=words[i];if(w<0||w>=32)throw new Error(`alphabet.encode: invalid digit ${w}`);res[i]=w}return res}
var POLYMOD_GENERATORS=[996825010,642813549,513874426,1027748829,705979059];function bech32Polymod(pre){const b=pre>>25;let chk=(pre&33554431)<<5;for(let i=0;i<
POLYMOD_GENERATORS.length;i++){if((b>>i&1)===1)chk^=POLYMOD_GENERATORS[i]}return chk}function bechChecksum(prefix,words,encodingConst=1){const len=prefix.length;
let chk=1;for(let i=0;i<len;i++){const c=prefix.charCodeAt(i);if(c<33||c>126)throw new Error(`Invalid prefix (${prefix})`);chk=bech32Polymod(chk)^c>>5}chk=bech32Polymod(
chk);for(let i=0;i<len;i++)chk=bech32Polymod(chk)^prefix.charCodeAt(i)&31;for(let v of words)chk=bech32Polymod(chk)^v;for(let i=0;i<6;i++)chk=bech32Polymod(chk);
chk^=encodingConst;const sum=new Uint8Array(6);for(let i=0;i<6;i++)sum[i]=chk>>>5*(5-i)&31;return BECH_ALPHABET.encode(sum)}function genBech32(encoding){const ENCODING_CONST=encoding===
"bech32"?1:734539939;const _words=radix2(5);const toWords=from=>{abytes(from);const len=from.length;const res=new Array(Math.ceil(len*8/5));let carry=0;let pos=0;
let j=0;for(let i=0;i<len;i++){carry=carry<<8|from[i];pos+=8;for(;pos>=5;pos-=5)res[j++]=carry>>pos-5&31}if(pos>0)res[j]=carry<<5-pos&31;return res};const fromWords=to=>{
anumArr("radix2.decode",to);const len=to.length;const digits=new Uint8Array(len);for(let i=0;i<len;i++){const w=to[i];if(w<0||w>=32)throw new Error(`convertRadi\
x2: invalid word=${w}`);digits[i]=w}return _words.decode(digits)};const fromWordsUnsafe=unsafeWrapper(fromWords);function encode(prefix,words,limit=90){astr("be\
ch32.encode prefix",prefix);if(limit!==false)anumber(limit,"limit");if(isBytes(words))words=u8ToNumArr(words);anumArr("bech32.encode",words);const plen=prefix.length;
if(plen===0)throw new TypeError(`Invalid prefix length ${plen}`);const actualLength=plen+7+words.length;if(limit!==false&&actualLength>limit)throw new TypeError(
`Length ${actualLength} exceeds limit ${limit}`);assertBech32Printable("bech32.encode prefix",prefix);const lowered=prefix.toLowerCase();const sum=bechChecksum(
lowered,words,ENCODING_CONST);return`${lowered}1${BECH_ALPHABET.encode(wordsToU8(words))}${sum}`}function decode(str,limit=90){astr("bech32.decode input",str);if(limit!==
false)anumber(limit,"limit");const slen=str.length;if(slen<8||limit!==false&&slen>limit)throw new TypeError(`invalid string length ${slen}, expected (8..${limit}\
)`);const lowered=str.toLowerCase();if(str!==lowered){if(!BECH_UPPERCASE_PRINTABLE.test(str)){assertBech32Printable("bech32.decode input",str);throw new Error(`\
mixed-case string not allowed`)}}const sepIndex=lowered.lastIndexOf("1");if(sepIndex===0||sepIndex===-1)throw new Error(`invalid separator "1"`);const prefix=lowered.
slice(0,sepIndex);const data=lowered.slice(sepIndex+1);if(data.length<6)throw new Error("invalid data length");const digits=BECH_ALPHABET.decode(data);const words=u8ToNumArr(
digits,digits.length-6);const sum=bechChecksum(prefix,words,ENCODING_CONST);if(!data.endsWith(sum))throw new Error(`Invalid checksum in ${str}`);return{prefix,words}}
const decodeUnsafe=unsafeWrapper(decode);function decodeToBytes(str,limit=90){const{prefix,words}=decode(str,limit);return{prefix,words,bytes:fromWords(words)}}
function encodeFromBytes(prefix,bytes){return encode(prefix,toWords(bytes))}return{encode,decode,encodeFromBytes,decodeToBytes,decodeUnsafe,fromWords,fromWordsUnsafe,
toWords}}var bech32=freeze(()=>genBech32("bech32"));
return { bech32: bech32 };
})();
// bip32.js
const module5 = (() => {
var U32_MASK64=(()=>BigInt(2**32-1))();var _32n=BigInt(32);function fromBig(n,le=false){if(le)return{h:Number(n&U32_MASK64),l:Number(n>>_32n&U32_MASK64)};return{
h:Number(n>>_32n&U32_MASK64)|0,l:Number(n&U32_MASK64)|0}}function split(lst,le=false){const len=lst.length;let Ah=new Uint32Array(len);let Al=new Uint32Array(len);
for(let i=0;i<len;i++){const{h,l}=fromBig(lst[i],le);[Ah[i],Al[i]]=[h,l]}return[Ah,Al]}var fromNumH=n=>n/2**32|0;var fromNumL=n=>n>>>0;function setU64FromNum(view,byteOffset,n,isLE){const h=fromNumH(n);const l=fromNumL(n);view.setUint32(byteOffset,
isLE?l:h,isLE);view.setUint32(byteOffset+4,isLE?h:l,isLE)}var shrSH=(h,_l,s)=>h>>>s;var shrSL=(h,l,s)=>h<<32-s|l>>>s;var rotrSH=(h,l,s)=>h>>>s|l<<32-s;var rotrSL=(h,l,s)=>h<<
32-s|l>>>s;var rotrBH=(h,l,s)=>h<<64-s|l>>>s-32;var rotrBL=(h,l,s)=>h>>>s-32|l<<64-s;function add(Ah,Al,Bh,Bl){const l=(Al>>>0)+(Bl>>>0);return{h:Ah+Bh+(l/2**32|0)|0,l:l|0}}var add3L=(Al,Bl,Cl)=>(Al>>>0)+(Bl>>>0)+(Cl>>>0);var add3H=(low,Ah,Bh,Ch)=>Ah+
Bh+Ch+(low/2**32|0)|0;var add4L=(Al,Bl,Cl,Dl)=>(Al>>>0)+(Bl>>>0)+(Cl>>>0)+(Dl>>>0);var add4H=(low,Ah,Bh,Ch,Dh)=>Ah+Bh+Ch+Dh+(low/2**32|0)|0;var add5L=(Al,Bl,Cl,Dl,El)=>(Al>>>
0)+(Bl>>>0)+(Cl>>>0)+(Dl>>>0)+(El>>>0);var add5H=(low,Ah,Bh,Ch,Dh,Eh)=>Ah+Bh+Ch+Dh+Eh+(low/2**32|0)|0;function isBytes(a){return a instanceof Uint8Array||ArrayBuffer.isView(a)&&a.constructor.name==="Uint8Array"&&"BYTES_PER_ELEMENT"in a&&a.BYTES_PER_ELEMENT===1}var atitle=title=>title?
`"${title}" `:"";function anumber(n,title=""){if(typeof n!=="number")throw new TypeError(atitle(title)+"expected number, got "+typeof n);if(!Number.isSafeInteger(
n)||n<0)throw new RangeError(atitle(title)+"expected integer >= 0, got "+n);return n}function abytes(value,length,title=""){if(isBytes(value)&&(length===void 0||value.length===length))return value;if(length!==void 0)anumber(length,"length");const bytes=isBytes(
value);const ofLen=length!==void 0?` of length ${length}`:"";const got=bytes?`length=${value.length}`:`type=${typeof value}`;const message=atitle(title)+"expect\
ed Uint8Array"+ofLen+", got "+got;if(!bytes)throw new TypeError(message);throw new RangeError(message)}function ahash(h){if(typeof h!=="function"||typeof h.create!=="function")throw new TypeError("expected hash wrapped by utils.createHasher");anumber(h.outputLen);
anumber(h.blockLen);if(h.outputLen<1||h.blockLen<1)throw new Error("hash blockLen / outputLen must be >= 1")}var aobject=(value,label)=>{if(value===null||typeof value!==
"object"||Array.isArray(value))throw new TypeError((label==="object"?"":`"${label}" `)+"expected object, got type="+typeof value)};var aopts=(value,label)=>{aobject(
value,label);const proto=Object.getPrototypeOf(value);if(proto!==Object.prototype&&proto!==null)throw new TypeError(`"${label}" expected plain object`);if(Object.
hasOwn(value,"__proto__"))throw new TypeError(`"${label}.__proto__" is not allowed`)};function aexists(instance,checkFinished=true){if(instance.destroyed)throw new Error(
"hash was destroyed");if(checkFinished&&instance.finished)throw new Error("digest() was already called")}function aoutput(out,instance){abytes(out,void 0,"outpu\
t");const min=instance.outputLen;if(!(out.length>=min)){throw new RangeError('"output" expected length >= '+min)}}function clean(...arrays){for(let i=0;i<arrays.length;i++){arrays[i].fill(0)}}function createView(arr){return new DataView(arr.buffer,arr.byteOffset,arr.byteLength)}
function rotr(word,shift){return word<<32-shift|word>>>shift}function rotl(word,shift){return word<<shift|word>>>32-shift>>>0}var hasHexBuiltin=(()=>typeof Uint8Array.from([]).toHex==="function"&&typeof Uint8Array.fromHex==="function")();var hexes=Array.from({length:256},(_,i)=>i.toString(
16).padStart(2,"0"));function bytesToHex(bytes){abytes(bytes);if(hasHexBuiltin)return bytes.toHex();let hex="";for(let i=0;i<bytes.length;i++){hex+=hexes[bytes[i]]}
return hex}function asciiToBase16(ch){return ch>=48&&ch<=57?ch-48:ch>=65&&ch<=70?ch-(65-10):ch>=97&&ch<=102?ch-(97-10):void 0}function hexToBytes(hex){if(typeof hex!==
"string")throw new TypeError("hex string expected, got "+typeof hex);if(hasHexBuiltin){try{return Uint8Array.fromHex(hex)}catch(error){if(error instanceof SyntaxError)
throw new RangeError(error.message);throw error}}const hl=hex.length;const al=hl/2;if(hl%2)throw new RangeError("hex string expected, got unpadded hex of length\
 "+hl);const array=new Uint8Array(al);for(let ai=0,hi=0;ai<al;ai++,hi+=2){const n1=asciiToBase16(hex.charCodeAt(hi));const n2=asciiToBase16(hex.charCodeAt(hi+1));
if(n1===void 0||n2===void 0){const char=hex[hi]+hex[hi+1];throw new RangeError('hex string expected, got non-hex character "'+char+'" at index '+hi)}array[ai]=n1*
16+n2}return array}function concatBytes(...arrays){let sum=0;for(let i=0;i<arrays.length;i++){const a=arrays[i];abytes(a);sum+=a.length}const res=new Uint8Array(sum);for(let i=0,pad=0;i<
arrays.length;i++){const a=arrays[i];res.set(a,pad);pad+=a.length}return res}function checkOpts(defaults,opts,title="opts"){aopts(defaults,"defaults");if(opts!==void 0)aopts(opts,title);const merged=Object.assign(Object.create(null),defaults,
opts);return merged}function createHasher(hashCons,info={}){if(typeof hashCons!=="function")throw new TypeError('"hashCons" expected function, got type='+typeof hashCons);
info=checkOpts({},info,"info");const hashC=(msg,opts)=>hashCons(opts).update(msg).digest();const tmp=hashCons(void 0);hashC.outputLen=tmp.outputLen;hashC.blockLen=
tmp.blockLen;hashC.canXOF=tmp.canXOF;hashC.create=opts=>hashCons(opts);Object.assign(hashC,info);return Object.freeze(hashC)}function randomBytes(bytesLength=32){
anumber(bytesLength,"bytesLength");const cr=typeof globalThis==="object"?globalThis.crypto:null;if(typeof cr?.getRandomValues!=="function")throw new Error("cryp\
to.getRandomValues must be defined");if(bytesLength>65536)throw new RangeError(`"bytesLength" expected <= 65536, got ${bytesLength}`);return cr.getRandomValues(
new Uint8Array(bytesLength))}var oidNist=suffix=>({oid:Uint8Array.from([6,9,96,134,72,1,101,3,4,2,suffix])});function Chi(a,b,c){return a&b^~a&c}function Maj(a,b,c){return a&b^a&c^b&c}var HashMD=class{blockLen;outputLen;canXOF=false;padOffset;isLE;buffer;view;finished=false;length=0;pos=0;destroyed=false;constructor(blockLen,outputLen,padOffset,isLE){
this.blockLen=blockLen;this.outputLen=outputLen;this.padOffset=padOffset;this.isLE=isLE;this.buffer=new Uint8Array(blockLen);this.view=createView(this.buffer)}update(data){
aexists(this);abytes(data);const{view,buffer,blockLen}=this;const len=data.length;let processed=false;for(let pos=0;pos<len;){const take=Math.min(blockLen-this.
pos,len-pos);if(take===blockLen){const dataView=createView(data);for(;blockLen<=len-pos;pos+=blockLen)this.process(dataView,pos);processed=true;continue}buffer.
set(pos===0&&take===len?data:data.subarray(pos,pos+take),this.pos);this.pos+=take;pos+=take;if(this.pos===blockLen){this.process(view,0);this.pos=0;processed=true}}
this.length+=data.length;if(processed)this.roundClean();return this}digestInto(out){aexists(this);aoutput(out,this);this.finished=true;const{buffer,view,blockLen,
isLE}=this;let{pos}=this;buffer[pos++]=128;buffer.fill(0,pos);if(this.padOffset>blockLen-pos){this.process(view,0);buffer.fill(0)}setU64FromNum(view,blockLen-8,
this.length*8,isLE);this.process(view,0);this.roundClean();const oview=out===buffer?view:createView(out);const len=this.outputLen;const outLen=len/4;const state=this.
get();if(len%4||outLen>state.length)throw new Error("invalid outputLen");for(let i=0;i<outLen;i++)oview.setUint32(4*i,state[i],isLE)}digest(){const{buffer,outputLen}=this;
this.digestInto(buffer);const res=buffer.slice(0,outputLen);this.destroy();return res}_cloneIntoMeta(to){const{buffer,length,finished,destroyed,pos}=this;to.destroyed=
destroyed;to.finished=finished;to.length=length;to.pos=pos;if(pos)to.buffer.set(buffer);return to}clone(){return this._cloneInto()}};var SHA256_IV=Uint32Array.from(
[1779033703,3144134277,1013904242,2773480762,1359893119,2600822924,528734635,1541459225]);var SHA512_IV=Uint32Array.from([1779033703,4089235720,3144134277,2227873595,1013904242,4271175723,2773480762,1595750129,1359893119,2917565137,2600822924,725511199,
528734635,4215389547,1541459225,327033209]);var SHA256_K=Uint32Array.from([1116352408,1899447441,3049323471,3921009573,961987163,1508970993,2453635748,2870763221,3624381080,310598401,607225278,1426881987,
1925078388,2162078206,2614888103,3248222580,3835390401,4022224774,264347078,604807628,770255983,1249150122,1555081692,1996064986,2554220882,2821834349,2952996808,
3210313671,3336571891,3584528711,113926993,338241895,666307205,773529912,1294757372,1396182291,1695183700,1986661051,2177026350,2456956037,2730485921,2820302411,
3259730800,3345764771,3516065817,3600352804,4094571909,275423344,430227734,506948616,659060556,883997877,958139571,1322822218,1537002063,1747873779,1955562222,2024104815,
2227730452,2361852424,2428436474,2756734187,3204031479,3329325298]);var SHA256_W=new Uint32Array(64);var SHA2_32B=class extends HashMD{A=0;B=0;C=0;D=0;E=0;F=0;G=0;H=0;constructor(outputLen,IV){
super(64,outputLen,8,false);this.A=IV[0]|0;this.B=IV[1]|0;this.C=IV[2]|0;this.D=IV[3]|0;this.E=IV[4]|0;this.F=IV[5]|0;this.G=IV[6]|0;this.H=IV[7]|0}get(){const{
A,B,C,D,E,F,G,H}=this;return[A,B,C,D,E,F,G,H]}set(A,B,C,D,E,F,G,H){this.A=A|0;this.B=B|0;this.C=C|0;this.D=D|0;this.E=E|0;this.F=F|0;this.G=G|0;this.H=H|0}_cloneInto(to){
(to||=new this.constructor).set(...this.get());return this._cloneIntoMeta(to)}process(view,offset){for(let i=0;i<16;i++,offset+=4)SHA256_W[i]=view.getUint32(offset,
false);for(let i=16;i<64;i++){const W15=SHA256_W[i-15];const W2=SHA256_W[i-2];const s0=rotr(W15,7)^rotr(W15,18)^W15>>>3;const s1=rotr(W2,17)^rotr(W2,19)^W2>>>10;
SHA256_W[i]=s1+SHA256_W[i-7]+s0+SHA256_W[i-16]|0}let{A,B,C,D,E,F,G,H}=this;for(let i=0;i<64;i++){const sigma1=rotr(E,6)^rotr(E,11)^rotr(E,25);const T1=H+sigma1+
Chi(E,F,G)+SHA256_K[i]+SHA256_W[i]|0;const sigma0=rotr(A,2)^rotr(A,13)^rotr(A,22);const T2=sigma0+Maj(A,B,C)|0;H=G;G=F;F=E;E=D+T1|0;D=C;C=B;B=A;A=T1+T2|0}A=A+this.
A|0;B=B+this.B|0;C=C+this.C|0;D=D+this.D|0;E=E+this.E|0;F=F+this.F|0;G=G+this.G|0;H=H+this.H|0;this.set(A,B,C,D,E,F,G,H)}roundClean(){clean(SHA256_W)}destroy(){
this.destroyed=true;this.set(0,0,0,0,0,0,0,0);clean(this.buffer)}};var _SHA256=class extends SHA2_32B{constructor(){super(32,SHA256_IV)}};var K512=(()=>split(["0x428a2f98d728ae22","0x7137449123ef65cd","0xb5c0fbcfec4d3b2f","0xe9b5dba58189dbbc","0x3956c25bf348b538","0x59f111f1b605d019","0x923f82a4af\
194f9b","0xab1c5ed5da6d8118","0xd807aa98a3030242","0x12835b0145706fbe","0x243185be4ee4b28c","0x550c7dc3d5ffb4e2","0x72be5d74f27b896f","0x80deb1fe3b1696b1","0x9b\
dc06a725c71235","0xc19bf174cf692694","0xe49b69c19ef14ad2","0xefbe4786384f25e3","0x0fc19dc68b8cd5b5","0x240ca1cc77ac9c65","0x2de92c6f592b0275","0x4a7484aa6ea6e48\
3","0x5cb0a9dcbd41fbd4","0x76f988da831153b5","0x983e5152ee66dfab","0xa831c66d2db43210","0xb00327c898fb213f","0xbf597fc7beef0ee4","0xc6e00bf33da88fc2","0xd5a7914\
7930aa725","0x06ca6351e003826f","0x142929670a0e6e70","0x27b70a8546d22ffc","0x2e1b21385c26c926","0x4d2c6dfc5ac42aed","0x53380d139d95b3df","0x650a73548baf63de","0\
x766a0abb3c77b2a8","0x81c2c92e47edaee6","0x92722c851482353b","0xa2bfe8a14cf10364","0xa81a664bbc423001","0xc24b8b70d0f89791","0xc76c51a30654be30","0xd192e819d6ef\
5218","0xd69906245565a910","0xf40e35855771202a","0x106aa07032bbd1b8","0x19a4c116b8d2d0c8","0x1e376c085141ab53","0x2748774cdf8eeb99","0x34b0bcb5e19b48a8","0x391c\
0cb3c5c95a63","0x4ed8aa4ae3418acb","0x5b9cca4f7763e373","0x682e6ff3d6b2b8a3","0x748f82ee5defb2fc","0x78a5636f43172f60","0x84c87814a1f0ab72","0x8cc702081a6439ec",
"0x90befffa23631e28","0xa4506cebde82bde9","0xbef9a3f7b2c67915","0xc67178f2e372532b","0xca273eceea26619c","0xd186b8c721c0c207","0xeada7dd6cde0eb1e","0xf57d4f7fee\
6ed178","0x06f067aa72176fba","0x0a637dc5a2c898a6","0x113f9804bef90dae","0x1b710b35131c471b","0x28db77f523047d84","0x32caab7b40c72493","0x3c9ebe0a15c9bebc","0x43\
1d67c49c100d4c","0x4cc5d4becb3e42b6","0x597f299cfc657e2a","0x5fcb6fab3ad6faec","0x6c44198c4a475817"].map(n=>BigInt(n))))();var SHA512_Kh=(()=>K512[0])();var SHA512_Kl=(()=>K512[1])();
var SHA512_W_H=new Uint32Array(80);var SHA512_W_L=new Uint32Array(80);var SHA2_64B=class extends HashMD{Ah=0;Al=0;Bh=0;Bl=0;Ch=0;Cl=0;Dh=0;Dl=0;Eh=0;El=0;Fh=0;Fl=0;Gh=0;Gl=0;Hh=0;Hl=0;constructor(outputLen,IV){
super(128,outputLen,16,false);this.Ah=IV[0]|0;this.Al=IV[1]|0;this.Bh=IV[2]|0;this.Bl=IV[3]|0;this.Ch=IV[4]|0;this.Cl=IV[5]|0;this.Dh=IV[6]|0;this.Dl=IV[7]|0;this.
Eh=IV[8]|0;this.El=IV[9]|0;this.Fh=IV[10]|0;this.Fl=IV[11]|0;this.Gh=IV[12]|0;this.Gl=IV[13]|0;this.Hh=IV[14]|0;this.Hl=IV[15]|0}get(){const{Ah,Al,Bh,Bl,Ch,Cl,Dh,
Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl}=this;return[Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl]}set(Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl){this.Ah=Ah|0;this.
Al=Al|0;this.Bh=Bh|0;this.Bl=Bl|0;this.Ch=Ch|0;this.Cl=Cl|0;this.Dh=Dh|0;this.Dl=Dl|0;this.Eh=Eh|0;this.El=El|0;this.Fh=Fh|0;this.Fl=Fl|0;this.Gh=Gh|0;this.Gl=Gl|
0;this.Hh=Hh|0;this.Hl=Hl|0}_cloneInto(to){(to||=new this.constructor).set(...this.get());return this._cloneIntoMeta(to)}process(view,offset){for(let i=0;i<16;i++,
offset+=4){SHA512_W_H[i]=view.getUint32(offset);SHA512_W_L[i]=view.getUint32(offset+=4)}for(let i=16;i<80;i++){const W15h=SHA512_W_H[i-15]|0;const W15l=SHA512_W_L[i-
15]|0;const s0h=rotrSH(W15h,W15l,1)^rotrSH(W15h,W15l,8)^shrSH(W15h,W15l,7);const s0l=rotrSL(W15h,W15l,1)^rotrSL(W15h,W15l,8)^shrSL(W15h,W15l,7);const W2h=SHA512_W_H[i-
2]|0;const W2l=SHA512_W_L[i-2]|0;const s1h=rotrSH(W2h,W2l,19)^rotrBH(W2h,W2l,61)^shrSH(W2h,W2l,6);const s1l=rotrSL(W2h,W2l,19)^rotrBL(W2h,W2l,61)^shrSL(W2h,W2l,
6);const SUMl=add4L(s0l,s1l,SHA512_W_L[i-7],SHA512_W_L[i-16]);const SUMh=add4H(SUMl,s0h,s1h,SHA512_W_H[i-7],SHA512_W_H[i-16]);SHA512_W_H[i]=SUMh|0;SHA512_W_L[i]=
SUMl|0}let{Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl}=this;for(let i=0;i<80;i++){const sigma1h=rotrSH(Eh,El,14)^rotrSH(Eh,El,18)^rotrBH(Eh,El,41);const sigma1l=rotrSL(
Eh,El,14)^rotrSL(Eh,El,18)^rotrBL(Eh,El,41);const CHIh=Eh&Fh^~Eh&Gh;const CHIl=El&Fl^~El&Gl;const T1ll=add5L(Hl,sigma1l,CHIl,SHA512_Kl[i],SHA512_W_L[i]);const T1h=add5H(
T1ll,Hh,sigma1h,CHIh,SHA512_Kh[i],SHA512_W_H[i]);const T1l=T1ll|0;const sigma0h=rotrSH(Ah,Al,28)^rotrBH(Ah,Al,34)^rotrBH(Ah,Al,39);const sigma0l=rotrSL(Ah,Al,28)^
rotrBL(Ah,Al,34)^rotrBL(Ah,Al,39);const MAJh=Ah&Bh^Ah&Ch^Bh&Ch;const MAJl=Al&Bl^Al&Cl^Bl&Cl;Hh=Gh|0;Hl=Gl|0;Gh=Fh|0;Gl=Fl|0;Fh=Eh|0;Fl=El|0;({h:Eh,l:El}=add(Dh|
0,Dl|0,T1h|0,T1l|0));Dh=Ch|0;Dl=Cl|0;Ch=Bh|0;Cl=Bl|0;Bh=Ah|0;Bl=Al|0;const All=add3L(T1l,sigma0l,MAJl);Ah=add3H(All,T1h,sigma0h,MAJh);Al=All|0}({h:Ah,l:Al}=add(
this.Ah|0,this.Al|0,Ah|0,Al|0));({h:Bh,l:Bl}=add(this.Bh|0,this.Bl|0,Bh|0,Bl|0));({h:Ch,l:Cl}=add(this.Ch|0,this.Cl|0,Ch|0,Cl|0));({h:Dh,l:Dl}=add(this.Dh|0,this.
Dl|0,Dh|0,Dl|0));({h:Eh,l:El}=add(this.Eh|0,this.El|0,Eh|0,El|0));({h:Fh,l:Fl}=add(this.Fh|0,this.Fl|0,Fh|0,Fl|0));({h:Gh,l:Gl}=add(this.Gh|0,this.Gl|0,Gh|0,Gl|
0));({h:Hh,l:Hl}=add(this.Hh|0,this.Hl|0,Hh|0,Hl|0));this.set(Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl)}roundClean(){clean(SHA512_W_H,SHA512_W_L)}destroy(){
this.destroyed=true;clean(this.buffer);this.set(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)}};var _SHA512=class extends SHA2_64B{constructor(){super(64,SHA512_IV)}};var sha256=createHasher(()=>new _SHA256,oidNist(1));var sha512=createHasher(()=>new _SHA512,oidNist(3));function aarray(item,title,inner=()=>{}){if(!Array.isArray(item))throw new TypeError(`"${title}" expected array, got type=${typeof item}`);for(let i=0;i<item.length;i++)
inner(item[i],`${title}[${i}]`);return item}var abytes2=(value,length,title)=>abytes(value,length,title);var anumber2=anumber;function astring(value,title=""){if(typeof value!==
"string"){const prefix=title&&`"${title}" `;throw new TypeError(prefix+"expected string, got type="+typeof value)}return value}function aobject2(value,title="ob\
ject"){if(value===null||typeof value!=="object"||Array.isArray(value))throw new TypeError(title==="object"?"expected valid options object":`"${title}" expected \
object, got type=${typeof value}`);return value}function afunction(value,title){if(typeof value!=="function")throw new TypeError(`"${title}" is invalid: expecte\
d function, got ${typeof value}`);return value}var bytesToHex2=bytesToHex;var concatBytes2=(...arrays)=>concatBytes(...arrays);var hexToBytes2=hex=>hexToBytes(hex);
var isBytes2=isBytes;var randomBytes2=bytesLength=>randomBytes(bytesLength);var _0n=BigInt(0);var _1n=BigInt(1);var atitle2=title=>title?`"${title}" `:"";function abool(value,title=""){
if(typeof value!=="boolean")throw new TypeError(atitle2(title)+"expected boolean, got type="+typeof value);return value}function abignumber(n){if(typeof n==="bi\
gint"){if(!isPosBig(n))throw new RangeError("positive bigint expected, got "+n)}else anumber2(n);return n}function asafenumber(value,title=""){if(typeof value!==
"number"){const prefix=title&&`"${title}" `;throw new TypeError(prefix+"expected number, got type="+typeof value)}if(!Number.isSafeInteger(value)){const prefix=title&&
`"${title}" `;throw new RangeError(prefix+"expected safe integer, got "+value)}}function numberToHexUnpadded(num){const hex=abignumber(num).toString(16);return hex.
length&1?"0"+hex:hex}function hexToNumber(hex){if(typeof hex!=="string")throw new TypeError("hex string expected, got "+typeof hex);return hex===""?_0n:BigInt("\
0x"+hex)}function bytesToNumberBE(bytes){return hexToNumber(bytesToHex(bytes))}function bytesToNumberLE(bytes){return hexToNumber(bytesToHex(copyBytes(abytes(bytes)).
reverse()))}function numberToBytesBE(n,len){anumber(len);if(len===0)throw new Error("zero output length is invalid");n=abignumber(n);const expectedLen=len*2;const hex=n.
toString(16);if(hex.length>expectedLen)throw new RangeError("number is too large");return hexToBytes(hex.padStart(expectedLen,"0"))}function numberToBytesLE(n,len){
return numberToBytesBE(n,len).reverse()}function copyBytes(bytes){return Uint8Array.from(abytes2(bytes))}function isPosBig(n){return typeof n==="bigint"&&_0n<=n}function inRange(n,min,max){return isPosBig(n)&&isPosBig(min)&&isPosBig(max)&&min<=n&&n<max}function aInRange(title,n,min,max){
if(!inRange(n,min,max))throw new RangeError("expected valid "+title+": "+min+" <= n < "+max+", got "+n)}function bitLen(n){if(n<_0n)throw new Error("expected no\
n-negative bigint, got "+n);return n===_0n?0:n.toString(2).length}var bitMask=n=>{asafenumber(n,"n");return(_1n<<BigInt(n))-_1n};function createHmacDrbg(hashLen,qByteLen,hmacFn){anumber(hashLen,"hashLen");anumber(qByteLen,"qBy\
teLen");if(typeof hmacFn!=="function")throw new TypeError("hmacFn must be a function");const u8n=len=>new Uint8Array(len);const NULL=Uint8Array.of();const byte0=Uint8Array.
of(0);const byte1=Uint8Array.of(1);const _maxDrbgIters=1e3;let v=u8n(hashLen);let k=u8n(hashLen);let i=0;const reset=()=>{v.fill(1);k.fill(0);i=0};const h=(...msgs)=>hmacFn(
k,concatBytes2(v,...msgs));const reseed=(seed=NULL)=>{k=h(byte0,seed);v=h();if(seed.length===0)return;k=h(byte1,seed);v=h()};const gen=()=>{if(i++>=_maxDrbgIters)
throw new Error("drbg: tried max amount of iterations");let len=0;const out=[];while(len<qByteLen){v=h();const sl=v.slice();out.push(sl);len+=v.length}return concatBytes2(
...out)};const genUntil=(seed,pred)=>{reset();reseed(seed);let res=void 0;while((res=pred(gen()))===void 0)reseed();reset();return res};return genUntil}function validateObject(object,fields={},optFields={},title="\
object"){aobject2(object,title);aobject2(fields,"fields");aobject2(optFields,"optFields");function checkField(fieldName,expectedType,isOpt){const label=title===
"object"?`param "${String(fieldName)}"`:`"${title}.${String(fieldName)}"`;const val=object[fieldName];if(!Object.hasOwn(object,fieldName)&&(isOpt?val!==void 0:expectedType!==
"function")){throw new TypeError(`${label} is invalid: expected own property`)}if(isOpt&&val===void 0)return;const current=typeof val;if(current!==expectedType||
val===null)throw new TypeError(`${label} is invalid: expected ${expectedType}, got ${current}`)}const iter=(f,isOpt)=>Object.entries(f).forEach(([k,v])=>checkField(
k,v,isOpt));iter(fields,false);iter(optFields,true)}var _0n2=BigInt(0);var _1n2=BigInt(1);var _2n=BigInt(2);var _3n=BigInt(3);var _4n=BigInt(4);var _5n=BigInt(5);var _7n=BigInt(7);var _8n=BigInt(8);var _9n=BigInt(
9);var _15n=BigInt(15);var _16n=BigInt(16);var POW_WINDOWED_MIN=BigInt("0x10000000000000000");function mod(a,b){if(b<=_0n2)throw new Error("mod: expected positi\
ve modulus, got "+b);const result=a%b;return result>=_0n2?result:b+result}function pow(num,power,modulo){if(modulo<=_1n2)throw new Error("pow: expected modulus \
> 1, got "+modulo);if(typeof power!=="bigint")throw new TypeError("invalid exponent: expected bigint, got "+typeof power);if(power<_0n2)throw new Error("invalid\
 exponent, negatives unsupported");if(power===_0n2)return _1n2;if(power===_1n2)return num;let d=num%modulo;if(d<_0n2)d+=modulo;if(power<POW_WINDOWED_MIN){let p2=_1n2;
while(power>_0n2){if(power&_1n2)p2=p2*d%modulo;d=d*d%modulo;power>>=_1n2}return p2}const digits=[];while(power>_0n2){digits.push(Number(power&_15n));power>>=_4n}
const table=new Array(16);table[0]=_1n2;table[1]=d;for(let i=2;i<16;i++)table[i]=table[i-1]*d%modulo;let p=table[digits[digits.length-1]];for(let w=digits.length-
2;w>=0;w--){p=p*p%modulo;p=p*p%modulo;p=p*p%modulo;p=p*p%modulo;const digit=digits[w];if(digit!==0)p=p*table[digit]%modulo}return p}function pow2(x,power,modulo){
if(modulo<=_1n2)throw new Error("pow2: expected modulus > 1, got "+modulo);if(power<_0n2)throw new Error("pow2: expected non-negative exponent, got "+power);let res=x;
while(power-- >_0n2){res*=res;res%=modulo}return res}function invert(number,modulo){if(number===_0n2)throw new Error("invert: expected non-zero number");if(modulo<=
_1n2)throw new Error("invert: expected modulus > 1, got "+modulo);let a=mod(number,modulo);let b=modulo;let x=_0n2,u=_1n2;while(a!==_0n2){const q=b/a;const r=b-
a*q;const m=x-u*q;b=a,a=r,x=u,u=m}const gcd=b;if(gcd!==_1n2)throw new Error("invert: does not exist");return mod(x,modulo)}function invertCt(a,prime){if(prime<=
_1n2)throw new Error("invertCt: expected prime modulus > 1, got "+prime);const an=mod(a,prime);if(an===_0n2)throw new Error("invertCt: expected non-zero number");
const inverse=pow(an,prime-_2n,prime);if(mod(an*inverse,prime)!==_1n2)throw new Error("invertCt: does not exist");return inverse}function assertIsSquare(Fp,root,n){
const F=Fp;if(!F.eql(F.sqr(root),n))throw new Error("Cannot find square root")}function aoddModulus(order,fnName){if((order&_1n2)===_0n2)throw new Error(fnName+
": expected odd modulus, got "+order)}function sqrt3mod4(Fp,n){const F=Fp;const p1div4=(F.ORDER+_1n2)/_4n;const root=F.pow(n,p1div4);assertIsSquare(F,root,n);return root}
function sqrt5mod8(Fp,n){const F=Fp;const p5div8=(F.ORDER-_5n)/_8n;const n2=F.mul(n,_2n);const v=F.pow(n2,p5div8);const nv=F.mul(n,v);const i=F.mul(F.mul(nv,_2n),
v);const root=F.mul(nv,F.sub(i,F.ONE));assertIsSquare(F,root,n);return root}function sqrt9mod16(P){const Fp_=Field(P);const tn=tonelliShanks(P);const c1=tn(Fp_,
Fp_.neg(Fp_.ONE));const c2=tn(Fp_,c1);const c3=tn(Fp_,Fp_.neg(c1));const c4=(P+_7n)/_16n;return((Fp,n)=>{const F=Fp;let tv1=F.pow(n,c4);let tv2=F.mul(tv1,c1);const tv3=F.
mul(tv1,c2);const tv4=F.mul(tv1,c3);const e1=F.eql(F.sqr(tv2),n);const e2=F.eql(F.sqr(tv3),n);tv1=F.cmov(tv1,tv2,e1);tv2=F.cmov(tv4,tv3,e2);const e3=F.eql(F.sqr(
tv2),n);const root=F.cmov(tv1,tv2,e3);assertIsSquare(F,root,n);return root})}function tonelliShanks(P){if(P<_3n)throw new Error("sqrt is not defined for small f\
ield");aoddModulus(P,"tonelliShanks");let Q=P-_1n2;let S=0;while(Q%_2n===_0n2){Q/=_2n;S++}let Z=_2n;const _Fp=Field(P);while(FpLegendre(_Fp,Z)===1){if(Z++>1e3)throw new Error(
"Cannot find square root: probably non-prime P")}if(S===1)return sqrt3mod4;let cc=_Fp.pow(Z,Q);const Q1div2=(Q+_1n2)/_2n;return function tonelliSlow(Fp,n){const F=Fp;
if(F.is0(n))return n;if(FpLegendre(F,n)!==1)throw new Error("Cannot find square root");let M=S;let c=F.mul(F.ONE,cc);let t=F.pow(n,Q);let R=F.pow(n,Q1div2);while(!F.
eql(t,F.ONE)){if(F.is0(t))throw new Error("Cannot find square root: probably non-prime P");let i=1;let t_tmp=F.sqr(t);while(!F.eql(t_tmp,F.ONE)){i++;t_tmp=F.sqr(
t_tmp);if(i===M)throw new Error("Cannot find square root")}const exponent=_1n2<<BigInt(M-i-1);const b=F.pow(c,exponent);M=i;c=F.sqr(b);t=F.mul(t,c);R=F.mul(R,b)}
return R}}function FpSqrt(P){aoddModulus(P,"Fp.sqrt");if(P%_4n===_3n)return sqrt3mod4;if(P%_8n===_5n)return sqrt5mod8;if(P%_16n===_9n)return sqrt9mod16(P);return tonelliShanks(
P)}var FIELD_FIELDS=["create","isValid","is0","neg","inv","sqrt","sqr","eql","add","sub","mul","pow","div","addN","subN","mulN","sqrN"];function validateField(field){
aobject2(field,"field");if(typeof field.ORDER!=="bigint")throw new TypeError('param "ORDER" is invalid: expected bigint, got '+typeof field.ORDER);asafenumber(field.
BYTES,"BYTES");asafenumber(field.BITS,"BITS");for(const name of FIELD_FIELDS)afunction(field[name],"field."+name);if(field.BYTES<1||field.BITS<1)throw new Error(
"invalid field: expected BYTES/BITS > 0");if(field.ORDER<=_1n2)throw new Error("invalid field: expected ORDER > 1, got "+field.ORDER);return field}function FpInvertBatch(Fp,nums,passZero=false){validateField(Fp);aarray(nums,"nums");abool(passZero,"passZero");const F=Fp;const inverted=new Array(nums.length).
fill(passZero?F.ZERO:void 0);const multipliedAcc=nums.reduce((acc,num,i)=>{if(F.is0(num))return acc;inverted[i]=acc;return F.mul(acc,num)},F.ONE);const invertedAcc=F.
inv(multipliedAcc);nums.reduceRight((acc,num,i)=>{if(F.is0(num))return acc;inverted[i]=F.mul(acc,inverted[i]);return F.mul(acc,num)},invertedAcc);return inverted}function FpLegendre(Fp,n){validateField(Fp);const F=Fp;aoddModulus(F.ORDER,"FpLegendre");const p1mod2=(F.ORDER-_1n2)/_2n;const powered=F.pow(n,p1mod2);const yes=F.
eql(powered,F.ONE);const zero=F.eql(powered,F.ZERO);const no=F.eql(powered,F.neg(F.ONE));if(!yes&&!zero&&!no)throw new Error("invalid Legendre symbol result");return yes?
1:zero?0:-1}function nLength(n,nBitLength){if(nBitLength!==void 0)anumber2(nBitLength);if(n<=_0n2)throw new Error("invalid n length: expected positive n, got "+n);if(nBitLength!==
void 0&&nBitLength<1)throw new Error("invalid n length: expected positive bit length, got "+nBitLength);const bits=bitLen(n);if(nBitLength!==void 0&&nBitLength<
bits)throw new Error(`invalid n length: expected nBitLength (${nBitLength}) >= bitLen(n) (${bits})`);const _nBitLength=nBitLength!==void 0?nBitLength:bits;const nByteLength=Math.
ceil(_nBitLength/8);return{nBitLength:_nBitLength,nByteLength}}var FIELD_SQRT=new WeakMap;var _Field=class{ORDER;BITS;BYTES;isLE;ZERO=_0n2;ONE=_1n2;_lengths;_mod;constructor(ORDER,opts={}){
if(ORDER<=_1n2)throw new Error("invalid field: expected ORDER > 1, got "+ORDER);let _nbitLength=void 0;this.isLE=false;if(opts!=null&&typeof opts==="object"){if(typeof opts.
BITS==="number")_nbitLength=opts.BITS;if(typeof opts.sqrt==="function")Object.defineProperty(this,"sqrt",{value:opts.sqrt,enumerable:true});if(typeof opts.isLE===
"boolean")this.isLE=opts.isLE;if(opts.allowedLengths)this._lengths=Object.freeze(opts.allowedLengths.slice());if(typeof opts.modFromBytes==="boolean")this._mod=
opts.modFromBytes}const{nBitLength,nByteLength}=nLength(ORDER,_nbitLength);if(nByteLength>2048)throw new Error("invalid field: expected ORDER of <= 2048 bytes");
this.ORDER=ORDER;this.BITS=nBitLength;this.BYTES=nByteLength;Object.freeze(this)}create(num){return mod(num,this.ORDER)}isValid(num){if(typeof num!=="bigint")throw new TypeError(
"invalid field element: expected bigint, got "+typeof num);return _0n2<=num&&num<this.ORDER}is0(num){return num===_0n2}isValidNot0(num){return!this.is0(num)&&this.
isValid(num)}isOdd(num){return(num&_1n2)===_1n2}neg(num){return mod(-num,this.ORDER)}eql(lhs,rhs){return lhs===rhs}sqr(num){return mod(num*num,this.ORDER)}add(lhs,rhs){
return mod(lhs+rhs,this.ORDER)}sub(lhs,rhs){return mod(lhs-rhs,this.ORDER)}mul(lhs,rhs){return mod(lhs*rhs,this.ORDER)}pow(num,power){return pow(num,power,this.
ORDER)}div(lhs,rhs){return mod(lhs*invert(rhs,this.ORDER),this.ORDER)}sqrN(num){return num*num}addN(lhs,rhs){return lhs+rhs}subN(lhs,rhs){return lhs-rhs}mulN(lhs,rhs){
return lhs*rhs}inv(num){return invert(num,this.ORDER)}sqrt(num){let sqrt=FIELD_SQRT.get(this);if(!sqrt)FIELD_SQRT.set(this,sqrt=FpSqrt(this.ORDER));return sqrt(
this,num)}toBytes(num){return this.isLE?numberToBytesLE(num,this.BYTES):numberToBytesBE(num,this.BYTES)}fromBytes(bytes,skipValidation=false){abytes2(bytes);const{
_lengths:allowedLengths,BYTES,isLE,ORDER,_mod:modFromBytes}=this;if(allowedLengths){if(bytes.length<1||!allowedLengths.includes(bytes.length)||bytes.length>BYTES){
throw new Error("Field.fromBytes: expected "+allowedLengths+" bytes, got "+bytes.length)}const padded=new Uint8Array(BYTES);padded.set(bytes,isLE?0:padded.length-
bytes.length);bytes=padded}if(bytes.length!==BYTES)throw new Error("Field.fromBytes: expected "+BYTES+" bytes, got "+bytes.length);let scalar=isLE?bytesToNumberLE(
bytes):bytesToNumberBE(bytes);if(modFromBytes)scalar=mod(scalar,ORDER);if(!skipValidation){if(!this.isValid(scalar))throw new Error("invalid field element: outs\
ide of range 0..ORDER")}return scalar}invertBatch(lst){return FpInvertBatch(this,lst,true)}cmov(a,b,condition){abool(condition,"condition");return condition?b:a}};
function Field(ORDER,opts={}){Object.freeze(_Field.prototype);return new _Field(ORDER,opts)}function getFieldBytesLength(fieldOrder){if(typeof fieldOrder!=="bigint")throw new Error("field order must be bigint");if(fieldOrder<=_1n2)throw new Error("fiel\
d order must be greater than 1");const bitLength=bitLen(fieldOrder-_1n2);return Math.ceil(bitLength/8)}function getMinHashLength(fieldOrder){const length=getFieldBytesLength(
fieldOrder);return length+Math.ceil(length/2)}function mapHashToField(key,fieldOrder,isLE=false){abytes2(key);const len=key.length;const fieldLen=getFieldBytesLength(
fieldOrder);const minLen=Math.max(getMinHashLength(fieldOrder),16);if(len<minLen||len>1024)throw new Error("expected "+minLen+"-1024 bytes of input, got "+len);
const num=isLE?bytesToNumberLE(key):bytesToNumberBE(key);const reduced=mod(num,fieldOrder-_1n2)+_1n2;return isLE?numberToBytesLE(reduced,fieldLen):numberToBytesBE(
reduced,fieldLen)}var _0n3=BigInt(0);var _1n3=BigInt(1);var _4n2=BigInt(4);var BLIND_BYTES=16;var BLIND_BITS=128;var FW_WINDOW=5;var TABLE_BYTES_MAX=(()=>2**31)();function validatePointCons(Point2){
const pc=Point2;if(typeof pc!=="function")throw new TypeError('"Point" expected constructor, got type='+typeof Point2);afunction(pc.fromAffine,"Point.fromAffine");
afunction(pc.fromBytes,"Point.fromBytes");afunction(pc.fromHex,"Point.fromHex");aobject2(pc.BASE,"Point.BASE");aobject2(pc.ZERO,"Point.ZERO");validateField(pc.Fp);
validateField(pc.Fn)}function normalizeZ(c,points){validatePointCons(c);validateMSMPoints(points,c);const invertedZs=FpInvertBatch(c.Fp,points.map(p=>p.Z));return points.
map((p,i)=>c.fromAffine(p.toAffine(invertedZs[i])))}function validateW(W,bits,min=1){if(!Number.isSafeInteger(W)||W<min||W>bits)throw new Error("invalid window \
size, expected ["+min+".."+bits+"], got W="+W)}function validateTableBytes(numPoints,fpBytes){const bytes=numPoints*(4*fpBytes+128);if(bytes>TABLE_BYTES_MAX)throw new Error(
"invalid window size: table would need ~"+Math.ceil(bytes/2**20)+" MiB, max "+TABLE_BYTES_MAX/2**20+" MiB")}function probeRandomBytes(randomBytes3,length){if(randomBytes3===
void 0)return void 0;afunction(randomBytes3,"randomBytes");try{const probe=randomBytes3(length);if(!isBytes2(probe)||probe.length!==length)return void 0}catch{return void 0}
return randomBytes3}function validateMSMPoints(points,c){aarray(points,"points");points.forEach((p,i)=>{if(!(p instanceof c))throw new Error("invalid point at i\
ndex "+i)})}function validateMSMScalars(scalars,field,maxScalar){if(!Array.isArray(scalars))throw new Error("array of scalars expected");scalars.forEach((s,i)=>{
const ok=maxScalar===void 0?field.isValid(s):isPosBig(s)&&s<maxScalar;if(!ok)throw new Error("invalid scalar at index "+i)})}var pointWindowSizes=new WeakMap;function getWindowSize(P){
return pointWindowSizes.get(P)||1}function oddMultiples(p,size){const dbl=p.double();const t=[p];for(let j=1;j<size;j++)t.push(t[j-1].add(dbl));return t}function wnafDigits(n,W){
const size=2**W;const half=size/2;const mask=BigInt(size-1);const d=[];while(n>_0n3){let w=0;if(n&_1n3){w=Number(n&mask);if(w>=half)w-=size;n-=BigInt(w)}d.push(
w);n>>=_1n3}return d}function signedWindowDigits(n,W,windows){const size=2**W;const half=size/2;const mask=BigInt(size-1);const shiftBy=BigInt(W);const d=[];for(let w=0;w<
windows;w++){let v=Number(n&mask);n>>=shiftBy;if(v>half){v-=size;n+=_1n3}d.push(v)}if(n!==_0n3)throw new Error("invalid wnaf");return d}function wnafWalk(zero,tables,digits){
let max=0;for(const d of digits)max=Math.max(max,d.length);let acc=zero;for(let bit=max-1;bit>=0;bit--){if(bit!==max-1)acc=acc.double();for(let i=0;i<digits.length;i++){
const w=digits[i][bit];if(w){const item=tables[i][Math.abs(w)-1>>1];acc=acc.add(w<0?item.negate():item)}}}return acc}var ScalarMultiplier=class{Point;BASE;ZERO;randomBytes;wnafPrecomputes=new WeakMap;baseCanBeBlinded;bits;constructor(Point2,randomBytes3){
validatePointCons(Point2);this.randomBytes=probeRandomBytes(randomBytes3,BLIND_BYTES);this.Point=Point2;this.BASE=Point2.BASE;this.ZERO=Point2.ZERO;this.bits=Point2.
Fn.BITS}buildWnafTable(point,W,bits){const windows=Math.ceil(bits/W)+1;const half=2**(W-1);const comp=[];let base=point;for(let w=0;w<windows;w++){let acc=base;
for(let i=0;i<half;i++){comp.push(acc);acc=acc.add(base)}base=comp[comp.length-1].double()}return{W,bits,windows,comp}}wnafCachedCT(precomputes,n){const{W,windows,
comp}=precomputes;const half=2**(W-1);const digits=signedWindowDigits(n,W,windows);let p=this.ZERO;let f=this.BASE;for(let w=0;w<windows;w++){const digit=digits[w];
const start=w*half;const idx=Math.abs(digit)-1;let sel=comp[start];for(let i=1;i<half;i++)sel=i===idx?comp[start+i]:sel;const neg=sel.negate();if(digit===0)f=f.
add(comp[start]);else p=p.add(digit<0?neg:sel)}return{p,f}}getWnafPrecomputes(W,point,bits,transform){let entries=this.wnafPrecomputes.get(point);let comp=entries?.
find(entry=>entry.W===W&&entry.bits===bits);if(!comp){comp=this.buildWnafTable(point,W,bits);if(typeof transform==="function")comp={...comp,comp:transform(comp.
comp)};if(!entries){entries=[];this.wnafPrecomputes.set(point,entries)}entries.push(comp)}return comp}assertPoint(point){if(!(point instanceof this.Point))throw new TypeError(
'"point" expected Point instance, got type='+typeof point)}validateMulInput(point,scalar){this.assertPoint(point);if(!inRange(scalar,_1n3,this.Point.Fn.ORDER))throw new Error(
"invalid scalar")}runCT(point,n,bits,transform){const W=getWindowSize(point);if(W===1)return this.fixedWindowCT(point,n,bits);return this.wnafCachedCT(this.getWnafPrecomputes(
W,point,bits,transform),n)}mulCT(point,scalar,transform){this.validateMulInput(point,scalar);return this.runCT(point,scalar,this.bits,transform)}mulCTBlinded(point,scalar,transform){
this.validateMulInput(point,scalar);if(this.randomBytes===void 0)throw new Error("randomBytes is required for scalar blinding");const bits=this.Point.Fn.BITS+BLIND_BITS;
const blind=this.randomBytes(BLIND_BYTES);if(!isBytes2(blind)||blind.length!==BLIND_BYTES)throw new Error("randomBytes returned invalid byte array");blind[0]=blind[0]&
63|128;const n=scalar+bytesToNumberBE(blind)*this.Point.Fn.ORDER;return this.runCT(point,n,bits,transform)}fixedWindowCT(point,n,bits){const W=FW_WINDOW;const size=1<<
W;const mask=bitMask(W);const table=new Array(size);table[0]=this.ZERO;for(let i=1;i<size;i++)table[i]=table[i-1].add(point);const windows=Math.ceil(bits/W);let acc=this.
ZERO;for(let window=windows-1;window>=0;window--){if(window!==windows-1)for(let d=0;d<W;d++)acc=acc.double();const digit=Number(n>>BigInt(window*W)&mask);let sel=table[0];
for(let i=1;i<size;i++)sel=i===digit?table[i]:sel;acc=acc.add(sel)}return{p:acc,f:acc}}shouldBlind(point,cofactor){if(this.randomBytes===void 0)return false;if(cofactor===
_1n3)return true;if(point!==this.BASE)return false;if(this.baseCanBeBlinded===void 0)this.baseCanBeBlinded=this.mulUnsafe(this.BASE,this.Point.Fn.ORDER).is0();return this.
baseCanBeBlinded}mulSecret(point,scalar,cofactor,transform){return this.shouldBlind(point,cofactor)?this.mulCTBlinded(point,scalar,transform):this.mulCT(point,scalar,
transform)}mulUnsafe(point,scalar,transform){this.assertPoint(point);if(!isPosBig(scalar))throw new Error("invalid scalar");const W=getWindowSize(point);if(W===
1||scalar>=this.Point.Fn.ORDER)return mulAddUnsafe(this.Point,[point],[scalar],true);const precomputes=this.getWnafPrecomputes(W,point,this.bits,transform);return this.
wnafCachedCT(precomputes,scalar).p}setWindowSize(point,W){this.assertPoint(point);validateW(W,this.bits);const windows=Math.ceil((this.bits+BLIND_BITS)/W)+1;validateTableBytes(
windows*2**(W-1),this.Point.Fp.BYTES);pointWindowSizes.set(point,W);this.wnafPrecomputes.delete(point)}hasWindowSize(point){return getWindowSize(point)!==1}};function mulAddUnsafe(c,points,scalars,allowOversized=false){
validatePointCons(c);validateMSMPoints(points,c);abool(allowOversized,"allowOversized");validateMSMScalars(scalars,c.Fn,allowOversized?c.Fn.ORDER**_4n2:void 0);
if(points.length!==scalars.length)throw new Error("arrays of points and scalars must have equal length");const tables=points.map(p=>oddMultiples(p,4));const digits=scalars.
map(n=>wnafDigits(n,4));return wnafWalk(c.ZERO,tables,digits)}function createField(order,field,isLE){if(field){if(field.ORDER!==order)throw new Error("Field.ORDER must match order: Fp == p, Fn == n");validateField(field);return field}else{
return Field(order,{isLE})}}function createCurveFields(type,CURVE,curveOpts={},FpFnLE){if(type!=="weierstrass"&&type!=="edwards")throw new Error('expected curve\
 type "weierstrass" or "edwards"');if(FpFnLE===void 0)FpFnLE=type==="edwards";if(!CURVE||typeof CURVE!=="object")throw new Error(`expected valid ${type} CURVE o\
bject`);validateObject(curveOpts);for(const p of["p","n","h"]){const val=CURVE[p];if(!(isPosBig(val)&&val!==_0n3))throw new Error(`CURVE.${p} must be positive b\
igint`)}const Fp=createField(CURVE.p,curveOpts.Fp,FpFnLE);const Fn2=createField(CURVE.n,curveOpts.Fn,FpFnLE);const _b=type==="weierstrass"?"b":"d";const params=[
"Gx","Gy","a",_b];for(const p of params){if(!Fp.isValid(CURVE[p]))throw new Error(`CURVE.${p} must be valid field element of CURVE.Fp`)}CURVE=Object.freeze(Object.
assign({},CURVE));return{CURVE,Fp,Fn:Fn2}}function createKeygen(randomSecretKey,getPublicKey){return function keygen(seed){const secretKey=randomSecretKey(seed);
return{secretKey,publicKey:getPublicKey(secretKey)}}}var _HMAC=class{oHash;iHash;blockLen;outputLen;canXOF=false;finished=false;destroyed=false;constructor(hash,key){ahash(hash);abytes(key,void 0,"key");this.iHash=
hash.create();if(typeof this.iHash.update!=="function")throw new Error("expected Hash instance");this.blockLen=this.iHash.blockLen;this.outputLen=this.iHash.outputLen;
const blockLen=this.blockLen;const pad=new Uint8Array(blockLen);pad.set(key.length>blockLen?hash.create().update(key).digest():key);for(let i=0;i<pad.length;i++)
pad[i]^=54;this.iHash.update(pad);this.oHash=hash.create();for(let i=0;i<pad.length;i++)pad[i]^=54^92;this.oHash.update(pad);clean(pad)}update(buf){aexists(this);
this.iHash.update(buf);return this}digestInto(out){aexists(this);aoutput(out,this);this.finished=true;const buf=out.subarray(0,this.outputLen);this.iHash.digestInto(
buf);this.oHash.update(buf);this.oHash.digestInto(buf);this.destroy()}digest(){const out=new Uint8Array(this.oHash.outputLen);this.digestInto(out);return out}_cloneInto(to){
to||=Object.create(Object.getPrototypeOf(this),{});const{oHash,iHash,finished,destroyed,blockLen,outputLen,canXOF}=this;to=to;to.finished=finished;to.destroyed=
destroyed;to.blockLen=blockLen;to.outputLen=outputLen;to.canXOF=canXOF;to.oHash=oHash._cloneInto(to.oHash);to.iHash=iHash._cloneInto(to.iHash);return to}clone(){
return this._cloneInto()}destroy(){this.destroyed=true;this.oHash.destroy();this.iHash.destroy()}};var hmac=(()=>{const hmac_=((hash,key,message)=>new _HMAC(hash,
key).update(message).digest());hmac_.create=(hash,key)=>new _HMAC(hash,key);return hmac_})();var _0n4=BigInt(0);var DERErr=class extends Error{constructor(m=""){super(m)}};var _DER={Err:DERErr,_tlv:{encode:(tag,data)=>{const{Err:E}=_DER;asafenumber(tag,
"tag");if(tag<0||tag>255)throw new E("tlv.encode: wrong tag");astring(data,"data");if(data.length&1)throw new E("tlv.encode: unpadded data");const dataLen=data.
length/2;const len=numberToHexUnpadded(dataLen);if(len.length/2&128)throw new E("tlv.encode: long form length too big");const lenLen=dataLen>127?numberToHexUnpadded(
len.length/2|128):"";const t=numberToHexUnpadded(tag);return t+lenLen+len+data},decode(tag,data){const{Err:E}=_DER;data=abytes2(data,void 0,"DER data");let pos=0;
if(tag<0||tag>255)throw new E("tlv.decode: wrong tag");if(data.length<2||data[pos++]!==tag)throw new E("tlv.decode: wrong tlv");const first=data[pos++];const isLong=!!(first&
128);let length=0;if(!isLong)length=first;else{const lenLen=first&127;if(!lenLen)throw new E("tlv.decode(long): indefinite length not supported");if(lenLen>4)throw new E(
"tlv.decode(long): byte length is too big");const lengthBytes=data.subarray(pos,pos+lenLen);if(lengthBytes.length!==lenLen)throw new E("tlv.decode: length bytes\
 not complete");if(lengthBytes[0]===0)throw new E("tlv.decode(long): zero leftmost byte");for(const b of lengthBytes)length=length<<8|b;pos+=lenLen;if(length<128)
throw new E("tlv.decode(long): not minimal encoding")}const v=data.subarray(pos,pos+length);if(v.length!==length)throw new E("tlv.decode: wrong value length");return{
v,l:data.subarray(pos+length)}}},_int:{encode(num){const{Err:E}=_DER;abignumber(num);if(num<_0n4)throw new E("integer: negative integers are not allowed");let hex=numberToHexUnpadded(
num);if(Number.parseInt(hex[0],16)&8)hex="00"+hex;if(hex.length&1)throw new E("unexpected DER parsing assertion: unpadded hex");return hex},decode(data){const{Err:E}=_DER;
if(data.length<1)throw new E("invalid signature integer: empty");if(data[0]&128)throw new E("invalid signature integer: negative");if(data.length>1&&data[0]===0&&
!(data[1]&128))throw new E("invalid signature integer: unnecessary leading zero");return bytesToNumberBE(data)}},toSig(bytes,maxScalarBytes){const{Err:E,_int:int,
_tlv:tlv}=_DER;if(maxScalarBytes!==void 0){asafenumber(maxScalarBytes,"maxScalarBytes");if(maxScalarBytes<1)throw new E("invalid signature: maxScalarBytes must \
be positive")}const data=abytes2(bytes,void 0,"signature");const{v:seqBytes,l:seqLeftBytes}=tlv.decode(48,data);if(seqLeftBytes.length)throw new E("invalid sign\
ature: left bytes after parsing");const{v:rBytes,l:rLeftBytes}=tlv.decode(2,seqBytes);const{v:sBytes,l:sLeftBytes}=tlv.decode(2,rLeftBytes);if(sLeftBytes.length)
throw new E("invalid signature: left bytes after parsing");if(maxScalarBytes!==void 0&&(rBytes.length>maxScalarBytes||sBytes.length>maxScalarBytes))throw new E(
"invalid signature: integer too large");return{r:int.decode(rBytes),s:int.decode(sBytes)}},hexFromSig(sig){const{_tlv:tlv,_int:int}=_DER;validateObject(sig,{r:"\
bigint",s:"bigint"},{},"sig");const rs=tlv.encode(2,int.encode(sig.r));const ss=tlv.encode(2,int.encode(sig.s));const seq=rs+ss;return tlv.encode(48,seq)}};var DER=(()=>{
Object.freeze(_DER._tlv);Object.freeze(_DER._int);return Object.freeze(_DER)})();var divNearest=(num,den)=>(num+(num>=0?den:-den)/_2n2)/den;function _splitEndoScalar(k,basis,n){aInRange("scalar",k,_0n5,n);const[[a1,b1],[a2,b2]]=basis;const c1=divNearest(
b2*k,n);const c2=divNearest(-b1*k,n);let k1=k-c1*a1-c2*a2;let k2=-c1*b1-c2*b2;const k1neg=k1<_0n5;const k2neg=k2<_0n5;if(k1neg)k1=-k1;if(k2neg)k2=-k2;const MAX_NUM=bitMask(
Math.ceil(bitLen(n)/2))+_1n4;if(k1<_0n5||k1>=MAX_NUM||k2<_0n5||k2>=MAX_NUM){throw new Error("splitScalar (endomorphism): failed for k")}return{k1neg,k1,k2neg,k2}}
function validateSigFormat(format){if(!["compact","recovered","der"].includes(format))throw new Error('Signature format must be "compact", "recovered", or "der"');
return format}function validateSigOpts(opts,def){validateObject(opts);const optsn={};for(let optName of Object.keys(def)){optsn[optName]=opts[optName]===void 0?
def[optName]:opts[optName]}abool(optsn.lowS,"lowS");abool(optsn.prehash,"prehash");if(optsn.format!==void 0)validateSigFormat(optsn.format);return optsn}var _0n5=BigInt(
0);var _1n4=BigInt(1);var _2n2=BigInt(2);var _3n2=BigInt(3);var _4n3=BigInt(4);function weierstrass(params,extraOpts={}){const validated=createCurveFields("weie\
rstrass",params,extraOpts);const Fp=validated.Fp;const Fn2=validated.Fn;let CURVE=validated.CURVE;const{h:cofactor,n:CURVE_ORDER}=CURVE;validateObject(extraOpts,
{},{allowInfinityPoint:"boolean",clearCofactor:"function",isTorsionFree:"function",fromBytes:"function",toBytes:"function",endo:"object",randomBytes:"function"});
const{endo:endoOpts,allowInfinityPoint,clearCofactor,isTorsionFree,fromBytes,toBytes}=extraOpts;const randomBytes3=extraOpts.randomBytes===void 0?randomBytes2:extraOpts.
randomBytes;if(endoOpts){if(!Fp.is0(CURVE.a)||typeof endoOpts.beta!=="bigint"||!Array.isArray(endoOpts.basises)){throw new Error('invalid endo: expected "beta":\
 bigint and "basises": array')}}const endo=endoOpts?{beta:endoOpts.beta,basises:endoOpts.basises.map(basis=>[...basis])}:void 0;const lengths=getWLengths(Fp,Fn2);
function assertCompressionIsSupported(){if(!Fp.isOdd)throw new Error("compression is not supported: Field does not have .isOdd()")}function pointToBytes(_c,point,isCompressed){
if(point.is0()){if(!allowInfinityPoint)throw new Error("bad point: ZERO");return Uint8Array.of(0)}const{x,y}=point.toAffine();const bx=Fp.toBytes(x);abool(isCompressed,
"isCompressed");if(isCompressed){assertCompressionIsSupported();const hasEvenY=!Fp.isOdd(y);return concatBytes2(pprefix(hasEvenY),bx)}else{return concatBytes2(Uint8Array.
of(4),bx,Fp.toBytes(y))}}function pointFromBytes(bytes){abytes2(bytes,void 0,"Point");const{publicKey:comp,publicKeyUncompressed:uncomp}=lengths;const length=bytes.
length;const head=bytes[0];const tail=bytes.subarray(1);if(allowInfinityPoint&&length===1&&head===0)return{x:Fp.ZERO,y:Fp.ZERO};if(length===comp&&(head===2||head===
3)){const x=Fp.fromBytes(tail);if(!Fp.isValid(x))throw new Error("bad point: is not on curve, wrong x");const y2=weierstrassEquation(x);let y;try{y=Fp.sqrt(y2)}catch(sqrtError){
const err=sqrtError instanceof Error?": "+sqrtError.message:"";throw new Error("bad point: is not on curve, sqrt error"+err)}assertCompressionIsSupported();const evenY=Fp.
isOdd(y);const evenH=(head&1)===1;if(evenH!==evenY)y=Fp.neg(y);return{x,y}}else if(length===uncomp&&head===4){const L=Fp.BYTES;const x=Fp.fromBytes(tail.subarray(
0,L));const y=Fp.fromBytes(tail.subarray(L,L*2));if(!isValidXY(x,y))throw new Error("bad point: is not on curve");return{x,y}}else{throw new Error(`bad point: g\
ot length ${length}, expected compressed=${comp} or uncompressed=${uncomp}`)}}const encodePoint=toBytes===void 0?pointToBytes:toBytes;const decodePoint=fromBytes===
void 0?pointFromBytes:fromBytes;const b3=Fp.mul(CURVE.b,_3n2);const mulA=Fp.is0(CURVE.a)?_=>Fp.ZERO:x=>Fp.mul(CURVE.a,x);function weierstrassEquation(x){const x2=Fp.
sqr(x);const x3=Fp.mul(x2,x);return Fp.add(Fp.add(x3,Fp.mul(x,CURVE.a)),CURVE.b)}function isValidXY(x,y){const left=Fp.sqr(y);const right=weierstrassEquation(x);
return Fp.eql(left,right)}if(!isValidXY(CURVE.Gx,CURVE.Gy))throw new Error("bad curve params: generator point");const _4a3=Fp.mul(Fp.pow(CURVE.a,_3n2),_4n3);const _27b2=Fp.
mul(Fp.sqr(CURVE.b),BigInt(27));if(Fp.is0(Fp.add(_4a3,_27b2)))throw new Error("bad curve params: a or b");function acoord(title,n,banZero=false){if(!Fp.isValid(
n)||banZero&&Fp.is0(n))throw new Error(`bad point coordinate ${title}`);return typeof n==="object"&&n!==null?Fp.create(n):n}function aprjpoint(other){if(!(other instanceof
Point2))throw new Error("Weierstrass Point expected")}function splitEndoScalarN(k){if(!endo||!endo.basises)throw new Error("no endo");return _splitEndoScalar(k,
endo.basises,Fn2.ORDER)}function pushWnafPair(points,scalars,p,k){if(!Fn2.isValid(k))throw new RangeError("invalid scalar: out of range");if(endo){const{k1neg,k1,
k2neg,k2}=splitEndoScalarN(k);const psi=new Point2(Fp.mul(p.X,endo.beta),p.Y,p.Z);points.push(k1neg?p.negate():p,k2neg?psi.negate():psi);scalars.push(k1,k2)}else{
points.push(p);scalars.push(k)}}const validityCache=new WeakSet;class Point2{static BASE=new Point2(CURVE.Gx,CURVE.Gy,Fp.ONE);static ZERO=new Point2(Fp.ZERO,Fp.
ONE,Fp.ZERO);static Fp=Fp;static Fn=Fn2;X;Y;Z;constructor(X,Y,Z){this.X=acoord("x",X);this.Y=acoord("y",Y,true);this.Z=acoord("z",Z);Object.freeze(this)}static CURVE(){
return CURVE}static fromAffine(p){const{x,y}=p||{};if(!p||!Fp.isValid(x)||!Fp.isValid(y))throw new Error("invalid affine point");if(p instanceof Point2)throw new Error(
"projective point not allowed");if(Fp.is0(x)&&Fp.is0(y))return Point2.ZERO;return new Point2(x,y,Fp.ONE)}static fromBytes(bytes){const P=Point2.fromAffine(decodePoint(
abytes2(bytes,void 0,"point")));P.assertValidity();return P}static fromHex(hex){return Point2.fromBytes(hexToBytes2(hex))}get x(){return this.toAffine().x}get y(){
return this.toAffine().y}precompute(windowSize=6,isLazy=true){wnaf.setWindowSize(this,windowSize);if(!isLazy)this.multiply(_3n2);return this}assertValidity(){const p=this;
if(p.is0()){if(allowInfinityPoint&&Fp.is0(p.X)&&Fp.eql(p.Y,Fp.ONE)&&Fp.is0(p.Z))return;throw new Error("bad point: ZERO")}if(validityCache.has(p))return;const{x,
y}=p.toAffine();if(!Fp.isValid(x)||!Fp.isValid(y))throw new Error("bad point: x or y not field elements");if(!isValidXY(x,y))throw new Error("bad point: equatio\
n left != right");if(!p.isTorsionFree())throw new Error("bad point: not in prime-order subgroup");validityCache.add(p)}hasEvenY(){const{y}=this.toAffine();if(!Fp.
isOdd)throw new Error("Field doesn't support isOdd");return!Fp.isOdd(y)}equals(other){aprjpoint(other);const{X:X1,Y:Y1,Z:Z1}=this;const{X:X2,Y:Y2,Z:Z2}=other;const U1=Fp.
eql(Fp.mul(X1,Z2),Fp.mul(X2,Z1));const U2=Fp.eql(Fp.mul(Y1,Z2),Fp.mul(Y2,Z1));return U1&&U2}negate(){return new Point2(this.X,Fp.neg(this.Y),this.Z)}double(){const{
X:X1,Y:Y1,Z:Z1}=this;let X3=Fp.ZERO,Y3=Fp.ZERO,Z3=Fp.ZERO;let t0=Fp.mul(X1,X1);let t1=Fp.mul(Y1,Y1);let t2=Fp.mul(Z1,Z1);let t3=Fp.mul(X1,Y1);t3=Fp.add(t3,t3);Z3=
Fp.mul(X1,Z1);Z3=Fp.add(Z3,Z3);X3=mulA(Z3);Y3=Fp.mul(b3,t2);Y3=Fp.add(X3,Y3);X3=Fp.sub(t1,Y3);Y3=Fp.add(t1,Y3);Y3=Fp.mul(X3,Y3);X3=Fp.mul(t3,X3);Z3=Fp.mul(b3,Z3);
t2=mulA(t2);t3=Fp.sub(t0,t2);t3=mulA(t3);t3=Fp.add(t3,Z3);Z3=Fp.add(t0,t0);t0=Fp.add(Z3,t0);t0=Fp.add(t0,t2);t0=Fp.mul(t0,t3);Y3=Fp.add(Y3,t0);t2=Fp.mul(Y1,Z1);
t2=Fp.add(t2,t2);t0=Fp.mul(t2,t3);X3=Fp.sub(X3,t0);Z3=Fp.mul(t2,t1);Z3=Fp.add(Z3,Z3);Z3=Fp.add(Z3,Z3);return new Point2(X3,Y3,Z3)}add(other){aprjpoint(other);const{
X:X1,Y:Y1,Z:Z1}=this;const{X:X2,Y:Y2,Z:Z2}=other;let X3=Fp.ZERO,Y3=Fp.ZERO,Z3=Fp.ZERO;let t0=Fp.mul(X1,X2);let t1=Fp.mul(Y1,Y2);let t2=Fp.mul(Z1,Z2);let t3=Fp.add(
X1,Y1);let t4=Fp.add(X2,Y2);t3=Fp.mul(t3,t4);t4=Fp.add(t0,t1);t3=Fp.sub(t3,t4);t4=Fp.add(X1,Z1);let t5=Fp.add(X2,Z2);t4=Fp.mul(t4,t5);t5=Fp.add(t0,t2);t4=Fp.sub(
t4,t5);t5=Fp.add(Y1,Z1);X3=Fp.add(Y2,Z2);t5=Fp.mul(t5,X3);X3=Fp.add(t1,t2);t5=Fp.sub(t5,X3);Z3=mulA(t4);X3=Fp.mul(b3,t2);Z3=Fp.add(X3,Z3);X3=Fp.sub(t1,Z3);Z3=Fp.
add(t1,Z3);Y3=Fp.mul(X3,Z3);t1=Fp.add(t0,t0);t1=Fp.add(t1,t0);t2=mulA(t2);t4=Fp.mul(b3,t4);t1=Fp.add(t1,t2);t2=Fp.sub(t0,t2);t2=mulA(t2);t4=Fp.add(t4,t2);t0=Fp.
mul(t1,t4);Y3=Fp.add(Y3,t0);t0=Fp.mul(t5,t4);X3=Fp.mul(t3,X3);X3=Fp.sub(X3,t0);t0=Fp.mul(t3,t1);Z3=Fp.mul(t5,Z3);Z3=Fp.add(Z3,t0);return new Point2(X3,Y3,Z3)}subtract(other){
aprjpoint(other);return this.add(other.negate())}is0(){return this.equals(Point2.ZERO)}multiply(scalar){if(!Fn2.isValidNot0(scalar))throw new RangeError("invali\
d scalar: out of range");const{p,f}=wnaf.mulSecret(this,scalar,cofactor,normalize);return normalize([p,f])[0]}multiplyUnsafe(scalar){const p=this;const sc=scalar;
if(!Fn2.isValid(sc))throw new RangeError("invalid scalar: out of range");if(sc===_0n5||p.is0())return Point2.ZERO;if(sc===_1n4)return p;if(wnaf.hasWindowSize(this))
return wnaf.mulUnsafe(p,sc,normalize);const points=[];const scalars=[];pushWnafPair(points,scalars,p,sc);return mulAddUnsafe(Point2,points,scalars)}mulAddUnsafe(a,other,b){
aprjpoint(other);const points=[];const scalars=[];pushWnafPair(points,scalars,this,a);pushWnafPair(points,scalars,other,b);return mulAddUnsafe(Point2,points,scalars)}toAffine(invertedZ){
const p=this;let iz=invertedZ;if(iz!=null&&!Fp.isValid(iz))throw new RangeError('"invertedZ" expected valid field element');const{X,Y,Z}=p;if(Fp.eql(Z,Fp.ONE))return{
x:X,y:Y};const is0=p.is0();if(iz==null)iz=is0?Fp.ONE:Fp.inv(Z);const x=Fp.mul(X,iz);const y=Fp.mul(Y,iz);const zz=Fp.mul(Z,iz);if(is0)return{x:Fp.ZERO,y:Fp.ZERO};
if(!Fp.eql(zz,Fp.ONE))throw new Error("invZ was invalid");return{x,y}}isTorsionFree(){if(cofactor===_1n4)return true;if(isTorsionFree)return isTorsionFree(Point2,
this);return wnaf.mulUnsafe(this,CURVE_ORDER).is0()}clearCofactor(){if(cofactor===_1n4)return this;if(clearCofactor)return clearCofactor(Point2,this);return this.
multiplyUnsafe(cofactor)}isSmallOrder(){if(cofactor===_1n4)return this.is0();return this.clearCofactor().is0()}toBytes(isCompressed=true){abool(isCompressed,"is\
Compressed");this.assertValidity();return encodePoint(Point2,this,isCompressed)}toHex(isCompressed=true){return bytesToHex2(this.toBytes(isCompressed))}toString(){
return`<Point ${this.is0()?"ZERO":this.toHex()}>`}}const normalize=points=>normalizeZ(Point2,points);const wnaf=new ScalarMultiplier(Point2,randomBytes3);if(wnaf.
bits>=6)Point2.BASE.precompute(6);Object.freeze(Point2.prototype);Object.freeze(Point2);return Point2}function pprefix(hasEvenY){return Uint8Array.of(hasEvenY?2:
3)}function getWLengths(Fp,Fn2){return{secretKey:Fn2.BYTES,publicKey:1+Fp.BYTES,publicKeyUncompressed:1+2*Fp.BYTES,publicKeyHasPrefix:true,signature:2*Fn2.BYTES}}
function ecdh(Point2,ecdhOpts={}){validatePointCons(Point2);const{Fn:Fn2}=Point2;const randomBytes_=ecdhOpts.randomBytes===void 0?randomBytes2:ecdhOpts.randomBytes;
const lengths=Object.assign(getWLengths(Point2.Fp,Fn2),{seed:Math.max(getMinHashLength(Fn2.ORDER),16)});function isValidSecretKey(secretKey){try{const num=Fn2.fromBytes(
secretKey);return Fn2.isValidNot0(num)}catch(error){return false}}function isValidPublicKey(publicKey,isCompressed){const{publicKey:comp,publicKeyUncompressed}=lengths;
try{const l=publicKey.length;if(isCompressed===true&&l!==comp)return false;if(isCompressed===false&&l!==publicKeyUncompressed)return false;return!Point2.fromBytes(
publicKey).is0()}catch(error){return false}}function randomSecretKey(seed){seed=seed===void 0?randomBytes_(lengths.seed):seed;return mapHashToField(abytes2(seed,
lengths.seed,"seed"),Fn2.ORDER)}function getPublicKey(secretKey,isCompressed=true){return Point2.BASE.multiply(Fn2.fromBytes(secretKey)).toBytes(isCompressed)}function isProbPub(item){
const{secretKey,publicKey,publicKeyUncompressed}=lengths;const allowedLengths=Fn2._lengths;if(!isBytes2(item))return void 0;const l=abytes2(item,void 0,"key").length;
const isPub=l===publicKey||l===publicKeyUncompressed;const isSec=l===secretKey||!!allowedLengths?.includes(l);if(isPub&&isSec)return void 0;return isPub}function getSharedSecret(secretKeyA,publicKeyB,isCompressed=true){
if(isProbPub(secretKeyA)===true)throw new Error("first arg must be private key");if(isProbPub(publicKeyB)===false)throw new Error("second arg must be public key");
const s=Fn2.fromBytes(secretKeyA);const b=Point2.fromBytes(publicKeyB);if(b.is0())throw new Error("invalid public key: point at infinity");return b.multiply(s).
toBytes(isCompressed)}const utils={isValidSecretKey,isValidPublicKey,randomSecretKey};const keygen=createKeygen(randomSecretKey,getPublicKey);Object.freeze(utils);
Object.freeze(lengths);return Object.freeze({getPublicKey,getSharedSecret,keygen,Point:Point2,utils,lengths})}function ecdsa(Point2,hash,ecdsaOpts={}){validatePointCons(
Point2);const hash_=hash;ahash(hash_);validateObject(ecdsaOpts,{},{hmac:"function",lowS:"boolean",randomBytes:"function",bits2int:"function",bits2int_modN:"func\
tion"});const opts=Object.assign({},ecdsaOpts);const randomBytes3=opts.randomBytes===void 0?randomBytes2:opts.randomBytes;const hmac2=opts.hmac===void 0?(key,msg)=>hmac(
hash_,key,msg):opts.hmac;const{Fp,Fn:Fn2}=Point2;const{ORDER:CURVE_ORDER,BITS:fnBits}=Fn2;const blindLength=getMinHashLength(CURVE_ORDER);const csprng=probeRandomBytes(
randomBytes3,blindLength);const{keygen,getPublicKey,getSharedSecret,utils,lengths}=ecdh(Point2,opts);const defaultSigOpts={prehash:true,lowS:typeof opts.lowS===
"boolean"?opts.lowS:true,format:"compact",extraEntropy:false};const hasLargeRecoveryLifts=CURVE_ORDER*_2n2+_1n4<Fp.ORDER;function isBiggerThanHalfOrder(number){
const HALF=CURVE_ORDER>>_1n4;return number>HALF}function validateRS(title,num){if(!Fn2.isValidNot0(num))throw new Error(`invalid signature ${title}: out of rang\
e 1..Point.Fn.ORDER`);return num}function assertFieldSignIsSupported(){if(!Fp.isOdd)throw new Error("Field doesn't support isOdd")}function getRecoveryBit(x,y,r){
assertFieldSignIsSupported();return(x===r?0:2)|Number(Fp.isOdd(y))}function assertRecoverableCurve(){if(hasLargeRecoveryLifts)throw new Error('"recovered" sig t\
ype is not supported for cofactor >2 curves')}function validateSigLength(bytes,format){validateSigFormat(format);const size=lengths.signature;const sizer=format===
"compact"?size:format==="recovered"?size+1:void 0;return abytes2(bytes,sizer)}class Signature{r;s;recovery;constructor(r,s,recovery){this.r=validateRS("r",r);this.
s=validateRS("s",s);if(recovery!=null){assertRecoverableCurve();if(![0,1,2,3].includes(recovery))throw new Error("invalid recovery id");this.recovery=recovery}Object.
freeze(this)}static fromBytes(bytes,format=defaultSigOpts.format){validateSigLength(bytes,format);let recid;if(format==="der"){if(bytes.length>2*Fn2.BYTES+16)throw new DER.
Err("invalid signature: DER signature too long");const{r:r2,s:s2}=DER.toSig(abytes2(bytes),Fn2.BYTES+1);return new Signature(r2,s2)}if(format==="recovered"){recid=
bytes[0];format="compact";bytes=bytes.subarray(1)}const L=lengths.signature/2;const r=bytes.subarray(0,L);const s=bytes.subarray(L,L*2);return new Signature(Fn2.
fromBytes(r),Fn2.fromBytes(s),recid)}static fromHex(hex,format){return this.fromBytes(hexToBytes2(hex),format)}assertRecovery(){const{recovery}=this;if(recovery==
null)throw new Error("invalid recovery id: must be present");return recovery}addRecoveryBit(recovery){return new Signature(this.r,this.s,recovery)}recoverPublicKey(messageHash){
const{r,s}=this;const recovery=this.assertRecovery();const radj=recovery===2||recovery===3?r+CURVE_ORDER:r;if(!Fp.isValid(radj))throw new Error("invalid recover\
y id: sig.r+curve.n != R.x");const x=Fp.toBytes(radj);const R=Point2.fromBytes(concatBytes2(pprefix((recovery&1)===0),x));const ir=Fn2.inv(radj);const h=bits2int_modN(
abytes2(messageHash,void 0,"msgHash"));const u1=Fn2.create(-h*ir);const u2=Fn2.create(s*ir);const Q=Point2.BASE.mulAddUnsafe(u1,R,u2);if(Q.is0())throw new Error(
"invalid recovery: point at infinify");Q.assertValidity();return Q}hasHighS(){return isBiggerThanHalfOrder(this.s)}toBytes(format=defaultSigOpts.format){validateSigFormat(
format);if(format==="der")return hexToBytes2(DER.hexFromSig(this));const{r,s}=this;const rb=Fn2.toBytes(r);const sb=Fn2.toBytes(s);if(format==="recovered"){assertRecoverableCurve();
return concatBytes2(Uint8Array.of(this.assertRecovery()),rb,sb)}return concatBytes2(rb,sb)}toHex(format){return bytesToHex2(this.toBytes(format))}}Object.freeze(
Signature.prototype);Object.freeze(Signature);const bits2int=opts.bits2int===void 0?function bits2int_def(bytes){if(bytes.length>8192)throw new Error("input is \
too large");const num=bytesToNumberBE(bytes);const delta=bytes.length*8-fnBits;return delta>0?num>>BigInt(delta):num}:opts.bits2int;const bits2int_modN=opts.bits2int_modN===
void 0?function bits2int_modN_def(bytes){return Fn2.create(bits2int(bytes))}:opts.bits2int_modN;const ORDER_MASK=bitMask(fnBits);function int2octets(num){aInRange(
"num < 2^"+fnBits,num,_0n5,ORDER_MASK);return Fn2.toBytes(num)}function validateMsgAndHash(message,prehash){abytes2(message,void 0,"message");return prehash?abytes2(
hash_(message),void 0,"prehashed message"):message}function prepSig(message,secretKey,opts2){const{lowS,prehash,extraEntropy}=validateSigOpts(opts2,defaultSigOpts);
message=validateMsgAndHash(message,prehash);const h1int=bits2int_modN(message);const d=Fn2.fromBytes(secretKey);if(!Fn2.isValidNot0(d))throw new Error("invalid \
private key");const seedArgs=[int2octets(d),int2octets(h1int)];if(extraEntropy!=null&&extraEntropy!==false){const e=extraEntropy===true?randomBytes3(lengths.secretKey):
extraEntropy;seedArgs.push(abytes2(e,void 0,"extraEntropy"))}const seed=concatBytes2(...seedArgs);const m=h1int;function k2sig(kBytes){const k=bits2int(kBytes);
if(!Fn2.isValidNot0(k))return;const q=Point2.BASE.multiply(k).toAffine();const r=Fn2.create(q.x);if(r===_0n5)return;let s;if(csprng!==void 0){const b=bytesToNumberBE(
mapHashToField(csprng(blindLength),CURVE_ORDER));const ibk=Fn2.inv(Fn2.mul(b,k));const bm=Fn2.mul(b,m);const bd=Fn2.mul(b,d);s=Fn2.create(ibk*Fn2.create(bm+bd*r))}else{
const ik=invertCt(k,CURVE_ORDER);s=Fn2.create(ik*Fn2.create(m+r*d))}if(s===_0n5)return;let recovery=getRecoveryBit(q.x,q.y,r);let normS=s;if(lowS&&isBiggerThanHalfOrder(
s)){normS=Fn2.neg(s);recovery^=1}return new Signature(r,normS,hasLargeRecoveryLifts?void 0:recovery)}return{seed,k2sig}}function sign(message,secretKey,opts2={}){
const{seed,k2sig}=prepSig(message,secretKey,opts2);const drbg=createHmacDrbg(hash_.outputLen,Fn2.BYTES,hmac2);const sig=drbg(seed,k2sig);return sig.toBytes(opts2.
format)}function verify(signature,message,publicKey,opts2={}){const{lowS,prehash,format}=validateSigOpts(opts2,defaultSigOpts);publicKey=abytes2(publicKey,void 0,
"publicKey");message=validateMsgAndHash(message,prehash);if(!isBytes2(signature)){const end=signature instanceof Signature?", use sig.toBytes()":"";throw new Error(
"verify expects Uint8Array signature"+end)}validateSigLength(signature,format);try{const sig=Signature.fromBytes(signature,format);const P=Point2.fromBytes(publicKey);
if(P.is0())return false;if(lowS&&sig.hasHighS())return false;const{r,s}=sig;const h=bits2int_modN(message);const is=Fn2.inv(s);const u1=Fn2.create(h*is);const u2=Fn2.
create(r*is);const R=Point2.BASE.mulAddUnsafe(u1,P,u2);if(R.is0())return false;const q=R.toAffine();const v=Fn2.create(q.x);if(v!==r)return false;if(format==="r\
ecovered"&&sig.recovery!==getRecoveryBit(q.x,q.y,r))return false;return true}catch(e){return false}}function recoverPublicKey(signature,message,opts2={}){const{
prehash}=validateSigOpts(opts2,defaultSigOpts);message=validateMsgAndHash(message,prehash);return Signature.fromBytes(signature,"recovered").recoverPublicKey(message).
toBytes()}return Object.freeze({keygen,getPublicKey,getSharedSecret,utils,lengths,Point:Point2,sign,verify,recoverPublicKey,Signature,hash:hash_})}var secp256k1_CURVE={p:BigInt("0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f"),n:BigInt("0xfffffffffffffffffffffffffffffffebaaedce6af48a03b\
bfd25e8cd0364141"),h:BigInt(1),a:BigInt(0),b:BigInt(7),Gx:BigInt("0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"),Gy:BigInt("0x483ada7726a3\
c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8")};var secp256k1_ENDO={beta:BigInt("0x7ae96a2b657c07106e64479eac3434e99cf0497512f58995c1396c28719501ee"),basises:[
[BigInt("0x3086d221a7d46bcde86c90e49284eb15"),-BigInt("0xe4437ed6010e88286f547fa90abfe4c3")],[BigInt("0x114ca50f7a8e2f3f657c1108d9d44cfd8"),BigInt("0x3086d221a7\
d46bcde86c90e49284eb15")]]};var _2n3=BigInt(2);function sqrtMod(y){const P=secp256k1_CURVE.p;const _3n3=BigInt(3),_6n=BigInt(6),_11n=BigInt(11),_22n=BigInt(22);const _23n=BigInt(23),_44n=BigInt(
44),_88n=BigInt(88);const b2=y*y*y%P;const b3=b2*b2*y%P;const b6=pow2(b3,_3n3,P)*b3%P;const b9=pow2(b6,_3n3,P)*b3%P;const b11=pow2(b9,_2n3,P)*b2%P;const b22=pow2(
b11,_11n,P)*b11%P;const b44=pow2(b22,_22n,P)*b22%P;const b88=pow2(b44,_44n,P)*b44%P;const b176=pow2(b88,_88n,P)*b88%P;const b220=pow2(b176,_44n,P)*b44%P;const b223=pow2(
b220,_3n3,P)*b3%P;const t1=pow2(b223,_23n,P)*b22%P;const t2=pow2(t1,_6n,P)*b2%P;const root=pow2(t2,_2n3,P);if(!Fpk1.eql(Fpk1.sqr(root),y))throw new Error("Canno\
t find square root");return root}var Fpk1=Field(secp256k1_CURVE.p,{sqrt:sqrtMod});var Pointk1=weierstrass(secp256k1_CURVE,{Fp:Fpk1,endo:secp256k1_ENDO});var secp256k1=ecdsa(
Pointk1,sha256);var Rho160=Uint8Array.from([7,4,13,1,10,6,15,3,12,0,9,5,2,14,11,8]);var Id160=(()=>Uint8Array.from(new Array(16).fill(0).map((_,i)=>i)))();var Pi160=(()=>Id160.
map(i=>(9*i+5)%16))();var idxLR=(()=>{const L=[Id160];const R=[Pi160];const res=[L,R];for(let i=0;i<4;i++)for(let j of res)j.push(j[i].map(k=>Rho160[k]));return res})();
var idxL=(()=>idxLR[0])();var idxR=(()=>idxLR[1])();var shifts160=[[11,14,15,12,5,8,7,9,11,13,14,15,6,7,9,8],[12,13,11,15,6,9,9,7,12,15,11,13,7,8,7,7],[13,15,14,
11,7,7,6,8,13,14,13,12,5,5,6,9],[14,11,12,14,8,6,5,5,15,12,15,14,9,9,8,6],[15,12,13,13,9,5,8,6,14,11,12,11,8,6,5,5]].map(i=>Uint8Array.from(i));var shiftsL160=idxL.
map((idx,i)=>idx.map(j=>shifts160[i][j]));var shiftsR160=idxR.map((idx,i)=>idx.map(j=>shifts160[i][j]));var Kl160=Uint32Array.from([0,1518500249,1859775393,2400959708,
2840853838]);var Kr160=Uint32Array.from([1352829926,1548603684,1836072691,2053994217,0]);function ripemd_f(group,x,y,z){if(group===0)return x^y^z;if(group===1)return x&
y|~x&z;if(group===2)return(x|~y)^z;if(group===3)return x&z|y&~z;return x^(y|~z)}var BUF_160=new Uint32Array(16);var _RIPEMD160=class extends HashMD{h0=1732584193|
0;h1=4023233417|0;h2=2562383102|0;h3=271733878|0;h4=3285377520|0;constructor(){super(64,20,8,true)}get(){const{h0,h1,h2,h3,h4}=this;return[h0,h1,h2,h3,h4]}set(h0,h1,h2,h3,h4){
this.h0=h0|0;this.h1=h1|0;this.h2=h2|0;this.h3=h3|0;this.h4=h4|0}_cloneInto(to){(to||=new this.constructor).set(...this.get());return this._cloneIntoMeta(to)}process(view,offset){
for(let i=0;i<16;i++,offset+=4)BUF_160[i]=view.getUint32(offset,true);let al=this.h0|0,ar=al,bl=this.h1|0,br=bl,cl=this.h2|0,cr=cl,dl=this.h3|0,dr=dl,el=this.h4|
0,er=el;for(let group=0;group<5;group++){const rGroup=4-group;const hbl=Kl160[group],hbr=Kr160[group];const rl=idxL[group],rr=idxR[group];const sl=shiftsL160[group],
sr=shiftsR160[group];for(let i=0;i<16;i++){const tl=rotl(al+ripemd_f(group,bl,cl,dl)+BUF_160[rl[i]]+hbl,sl[i])+el|0;al=el,el=dl,dl=rotl(cl,10)|0,cl=bl,bl=tl}for(let i=0;i<
16;i++){const tr=rotl(ar+ripemd_f(rGroup,br,cr,dr)+BUF_160[rr[i]]+hbr,sr[i])+er|0;ar=er,er=dr,dr=rotl(cr,10)|0,cr=br,br=tr}}this.set(this.h1+cl+dr|0,this.h2+dl+
er|0,this.h3+el+ar|0,this.h4+al+br|0,this.h0+bl+cr|0)}roundClean(){clean(BUF_160)}destroy(){this.destroyed=true;clean(this.buffer);this.set(0,0,0,0,0)}};var ripemd160=createHasher(
()=>new _RIPEMD160);var freeze=fn=>Object.freeze(fn());function isBytes3(a){return a instanceof Uint8Array||ArrayBuffer.isView(a)&&a.constructor.name==="Uint8Array"&&"BYTES_PER_ELE\
MENT"in a&&a.BYTES_PER_ELEMENT===1}function abytes3(b){if(!isBytes3(b))throw new TypeError("Uint8Array expected")}function afn(input){if(typeof input!=="function")throw new TypeError("function expected");return true}function astr(label,input){if(typeof input!=="string")throw new TypeError(
`${label}: string expected`);return true}function anumber3(n,title="number"){if(typeof n!=="number")throw new TypeError(`${title}: expected number, got ${typeof n}`);
if(!Number.isSafeInteger(n))throw new RangeError(`${title}: expected safe integer, got ${n}`)}function chain(...args){const id=a=>a;const wrap=(a,b)=>c=>a(b(c));const encode=args.map(x=>x.encode).reduceRight(wrap,id);const decode=args.map(x=>x.decode).reduce(
wrap,id);return{encode,decode}}var asciiDecoder=(()=>{try{const decoder=new TextDecoder;return decoder.decode(Uint8Array.of(65,48,43,127))==="A0+\x7F"?decoder:void 0}catch(e){return void 0}})();
var B2S_CHUNK=8192;function charcodesToString(codes){const len=codes.length;if(asciiDecoder!==void 0&&len>=12)return asciiDecoder.decode(codes);if(len<=B2S_CHUNK)
return String.fromCharCode.apply(null,codes);let res="";for(let i=0;i<len;i+=B2S_CHUNK)res+=String.fromCharCode.apply(null,codes.subarray(i,i+B2S_CHUNK));return res}function alphabet(letters,aliases){const len=letters.length;if(len>128)throw new Error("alphabet: max 128 letters");const encTable=new Uint8Array(len);const decTable=new Int8Array(
128).fill(-1);for(let i=0;i<len;i++){const code=letters.charCodeAt(i);if(letters.codePointAt(i)!==code||code>127)throw new Error("alphabet: single-char ASCII le\
tters only");encTable[i]=code;decTable[code]=i}if(aliases!==void 0){for(const alias of Object.keys(aliases)){const code=alias.charCodeAt(0);const target=decTable[aliases[alias].
charCodeAt(0)];if(alias.length!==1||code>127||target===void 0||target===-1)throw new Error(`alphabet: invalid alias ${alias}`);decTable[code]=target}}return{encode:digits=>{
const codes=new Uint8Array(digits.length);for(let i=0;i<digits.length;i++){const d=digits[i];const code=encTable[d];if(code===void 0)throw new Error(`alphabet.e\
ncode: invalid digit ${d}`);codes[i]=code}return charcodesToString(codes)},decode:input=>{astr("decode",input);const slen=input.length;const digits=new Uint8Array(
slen);for(let i=0;i<slen;i++){const code=input.charCodeAt(i);const digit=code<128?decTable[code]:-1;if(digit===-1)throw new Error(`Unknown letter "${input[i]}".\
 Allowed: ${letters}`);digits[i]=digit}return digits}}}function checksum(len,fn){anumber3(len);if(len<=0)throw new RangeError(`checksum length must be positive: ${len}`);afn(fn);const _fn=fn;return{encode(data){abytes3(
data);const sum=_fn(data).slice(0,len);const res=new Uint8Array(data.length+len);res.set(data);res.set(sum,data.length);return res},decode(data){abytes3(data);const payload=data.
slice(0,-len);const oldChecksum=data.slice(-len);const newChecksum=_fn(payload).slice(0,len);for(let i=0;i<len;i++)if(newChecksum[i]!==oldChecksum[i])throw new Error(
"Invalid checksum");return payload}}}var B58_GROUP=656356768;var RADIX_BASE_N_MAX_LENGTH=65536;var BASE_N_MAX_BYTES=2048;var BASE_N_MAX_CHARS=4096;var radixBaseN=(BASE,GROUP)=>({encode:bytes=>{abytes3(bytes);const blen=bytes.
length;if(blen===0)return new Uint8Array(0);if(blen>=RADIX_BASE_N_MAX_LENGTH)throw new Error("invalid length");let zeros=0;while(zeros<blen-1&&bytes[zeros]===0)
zeros++;const nlimbs=Math.ceil(blen/2);const limbs=new Uint16Array(nlimbs);const odd=blen&1;if(odd)limbs[0]=bytes[0];for(let i=odd,j2=odd;i<blen;i+=2,j2++)limbs[j2]=
bytes[i]<<8|bytes[i+1];const groups=[];let pos=0;while(pos<nlimbs){let carry=0;for(let i=pos;i<nlimbs;i++){const cur=carry*65536+limbs[i];const q=Math.floor(cur/
GROUP);carry=cur-q*GROUP;limbs[i]=q;if(q===0&&i===pos)pos++}groups.push(carry)}const top=groups.length-1;let sig=top*5;for(let v=groups[top];;v=Math.floor(v/BASE)){
sig++;if(v<BASE)break}const res=new Uint8Array(zeros+sig);let j=res.length-1;for(let g=0;g<top;g++){let v=groups[g];for(let k=0;k<5;k++){res[j--]=v%BASE;v=Math.
floor(v/BASE)}}for(let v=groups[top];j>=zeros;v=Math.floor(v/BASE))res[j--]=v%BASE;return res},decode:digits=>{abytes3(digits);const dlen=digits.length;if(dlen===
0)return new Uint8Array(0);if(dlen>=RADIX_BASE_N_MAX_LENGTH)throw new Error("invalid length");let zeros=0;while(zeros<dlen-1&&digits[zeros]===0)zeros++;const limbs=new Uint16Array(
Math.ceil(dlen*6/16)+1);let used=0;let i=0;let group=dlen%5||5;while(i<dlen){let gval=0;let factor=1;for(const end=i+group;i<end;i++){const d=digits[i];if(d>=BASE)
throw new Error(`invalid integer: ${d}`);gval=gval*BASE+d;factor*=BASE}group=5;let carry=gval;for(let k=0;k<used;k++){const cur=limbs[k]*factor+carry;carry=Math.
floor(cur/65536);limbs[k]=cur-carry*65536}for(;carry>0;carry=Math.floor(carry/65536))limbs[used++]=carry%65536}const valueBytes=used===0?1:used*2-(limbs[used-1]<
256?1:0);const res=new Uint8Array(zeros+valueBytes);let j=res.length-1;for(let k=0;k<used;k++){const limb=limbs[k];res[j--]=limb&255;if(j>=zeros)res[j--]=limb>>
8}return res}});var genBaseN=(radix,abc)=>{const letters=alphabet(abc);return{encode(bytes){abytes3(bytes);if(bytes.length>BASE_N_MAX_BYTES)throw new Error("inv\
alid length");return letters.encode(radix.encode(bytes))},decode(str){astr("baseN.decode",str);if(str.length>BASE_N_MAX_CHARS)throw new Error("invalid length");
return radix.decode(letters.decode(str))}}};var radix58=radixBaseN(58,B58_GROUP);var genBase58=abc=>genBaseN(radix58,abc);var base58=freeze(()=>genBase58("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"));var createBase58check=sha2562=>{afn(sha2562);const _sha256=sha2562;return chain(checksum(4,data=>_sha256(_sha256(data))),base58)};var Point=(()=>secp256k1.Point)();var Fn=(()=>Point.Fn)();var base58check=createBase58check(sha256);var MASTER_SECRET=(()=>{return Uint8Array.from("Bitcoin seed".
split(""),char=>char.charCodeAt(0))})();var BITCOIN_VERSIONS={private:76066276,public:76067358};var HARDENED_OFFSET=2147483648;var MAX_DEPTH=255;var hash160=data=>ripemd160(
sha256(data));var fromU32=data=>createView(data).getUint32(0,false);var toU32=(n,title="number")=>{if(typeof n!=="number")throw new TypeError(`"${title}" expect\
ed number, got type=${typeof n}`);if(!Number.isSafeInteger(n)||n<0||n>2**32-1)throw new RangeError(`"${title}" expected integer in range 0..2**32-1, got ${n}`);
const buf=new Uint8Array(4);createView(buf).setUint32(0,n,false);return buf};var validateVersions=(versions,title="versions")=>{if(!(typeof versions==="object"&&
versions!==null))throw new Error("versions must be an object");toU32(versions.private,`${title}.private`);toU32(versions.public,`${title}.public`);return versions};
var HDKey=class _HDKey{get fingerprint(){if(!this._pubHash){throw new Error("No publicKey set!")}return fromU32(this._pubHash)}get identifier(){return this._pubHash?
Uint8Array.from(this._pubHash):void 0}get pubKeyHash(){return this._pubHash?Uint8Array.from(this._pubHash):void 0}get privateKey(){return this._privateKey?Uint8Array.
from(this._privateKey):null}get publicKey(){return this._publicKey?Uint8Array.from(this._publicKey):null}get chainCode(){return this._chainCode?Uint8Array.from(
this._chainCode):null}get privateExtendedKey(){const priv=this._privateKey;if(!priv){throw new Error("No private key")}return base58check.encode(this.serialize(
this.versions.private,concatBytes(Uint8Array.of(0),priv)))}get publicExtendedKey(){if(!this._publicKey){throw new Error("No public key")}return base58check.encode(
this.serialize(this.versions.public,this._publicKey))}static fromMasterSeed(seed,versions=BITCOIN_VERSIONS){abytes(seed);versions=validateVersions(versions);if(8*
seed.length<128||8*seed.length>512){throw new RangeError("HDKey: seed length must be between 128 and 512 bits; 256 bits is advised, got "+seed.length)}const I=hmac(
sha512,MASTER_SECRET,seed);const privateKey=I.slice(0,32);const chainCode=I.slice(32);return new _HDKey({versions,chainCode,privateKey})}static fromExtendedKey(base58key,versions=BITCOIN_VERSIONS){
versions=validateVersions(versions);const keyBuffer=base58check.decode(base58key);if(keyBuffer.length!==78){throw new Error(`HDKey: invalid extended key length:\
 expected 78 bytes, got ${keyBuffer.length}`)}const keyView=createView(keyBuffer);const version=keyView.getUint32(0,false);const opt={versions,depth:keyBuffer[4],
parentFingerprint:keyView.getUint32(5,false),index:keyView.getUint32(9,false),chainCode:keyBuffer.slice(13,45)};const key=keyBuffer.slice(45);const isPriv=key[0]===
0;if(version!==versions[isPriv?"private":"public"]){throw new Error("Version mismatch")}if(isPriv){return new _HDKey({...opt,privateKey:key.slice(1)})}else{return new _HDKey(
{...opt,publicKey:key})}}static fromJSON(json){return _HDKey.fromExtendedKey("xpriv"in json?json.xpriv:json.xpub)}versions;depth=0;index=0;parentFingerprint=0;_chainCode=null;_privateKey;_publicKey;_pubHash;constructor(opt){
if(!opt||typeof opt!=="object"){throw new Error("HDKey.constructor must not be called directly")}const depth=opt.depth??0;const index=opt.index??0;const parentFingerprint=opt.
parentFingerprint??0;if(!Number.isSafeInteger(depth)||depth<0||depth>MAX_DEPTH){throw new RangeError("HDKey: depth must be an integer in range 0..255")}toU32(index,
"index");toU32(parentFingerprint,"parentFingerprint");if(depth===0&&(index!==0||parentFingerprint!==0)){throw new Error("HDKey: zero depth with non-zero index/p\
arent fingerprint")}this.versions=opt.versions?validateVersions(opt.versions):BITCOIN_VERSIONS;this.depth=depth;if(opt.chainCode)abytes(opt.chainCode,32);this._chainCode=
opt.chainCode?Uint8Array.from(opt.chainCode):null;this.index=index;this.parentFingerprint=parentFingerprint;if(opt.publicKey&&opt.privateKey){throw new Error("H\
DKey: publicKey and privateKey at same time.")}if(opt.privateKey){if(!secp256k1.utils.isValidSecretKey(opt.privateKey))throw new Error("Invalid private key");this.
_privateKey=Uint8Array.from(opt.privateKey);this._publicKey=secp256k1.getPublicKey(this._privateKey,true)}else if(opt.publicKey){this._publicKey=Point.fromBytes(
opt.publicKey).toBytes(true)}else{throw new Error("HDKey: no public or private key provided")}this._pubHash=hash160(this._publicKey)}derive(path){if(!/^[mM]'?/.
test(path)){throw new Error('Path must start with "m" or "M"')}if(/^[mM]'?$/.test(path)){return this}const parts=path.replace(/^[mM]'?\//,"").split("/");if(parts.
length>MAX_DEPTH-this.depth){throw new Error("HDKey: path exceeds the serializable depth 255")}let child=this;for(const c of parts){const m=/^(\d+)('?)$/.exec(c);
const m1=m&&m[1];if(!m||m.length!==3||typeof m1!=="string")throw new Error("invalid child index: "+c);let idx=+m1;if(!Number.isSafeInteger(idx)||idx>=HARDENED_OFFSET){
throw new Error("Invalid index")}if(m[2]==="'"){idx+=HARDENED_OFFSET}child=child.deriveChild(idx)}return child}deriveChild(index){return this._deriveChild(index)}_deriveChild(index,_I){
if(!this._publicKey||!this._chainCode){throw new Error("No publicKey or chainCode set")}let data=toU32(index,"index");if(index>=HARDENED_OFFSET){const priv=this.
_privateKey;if(!priv){throw new Error("Could not derive hardened child key")}data=concatBytes(Uint8Array.of(0),priv,data)}else{data=concatBytes(this._publicKey,
data)}const out=_I||hmac(sha512,this._chainCode,data);abytes(out,64);const childTweak=out.slice(0,32);const chainCode=out.slice(32);const opt={versions:this.versions,
chainCode,depth:this.depth+1,parentFingerprint:this.fingerprint,index};if(opt.depth>MAX_DEPTH){throw new Error("HDKey: depth exceeds the serializable value 255")}
const retry=()=>{const maxIndex=this._privateKey?2**32-1:HARDENED_OFFSET-1;if(index>=maxIndex){throw new Error(`HDKey: cannot retry child derivation at index ${index}`)}
return this.deriveChild(index+1)};const ctweak=Fn.fromBytes(childTweak,true);if(!Fn.isValid(ctweak))return retry();if(this._privateKey){const added=Fn.create(Fn.
fromBytes(this._privateKey)+ctweak);if(!Fn.isValidNot0(added))return retry();opt.privateKey=Fn.toBytes(added)}else{const point=Point.fromBytes(this._publicKey);
const added=ctweak===0n?point:point.add(Point.BASE.multiply(ctweak));if(added.equals(Point.ZERO))return retry();opt.publicKey=added.toBytes(true)}return new _HDKey(
opt)}sign(hash){if(!this._privateKey){throw new Error("No privateKey set!")}abytes(hash,32);return secp256k1.sign(hash,this._privateKey,{prehash:false})}verify(hash,signature){
abytes(hash,32);abytes(signature,64);if(!this._publicKey){throw new Error("No publicKey set!")}return secp256k1.verify(signature,hash,this._publicKey,{prehash:false})}wipePrivateData(){
if(this._privateKey){this._privateKey.fill(0);this._privateKey=void 0}return this}toJSON(){return this.toPrivateJSON()}toPrivateJSON(){return{xpriv:this.privateExtendedKey,
xpub:this.publicExtendedKey}}serialize(version,key){if(!this._chainCode){throw new Error("No chainCode set")}abytes(key,33);return concatBytes(toU32(version,"ve\
rsion"),new Uint8Array([this.depth]),toU32(this.parentFingerprint,"parentFingerprint"),toU32(this.index,"index"),this._chainCode,key)}};
return { HDKey: HDKey };
})();
// bip39.js
const module6 = (() => {
function isBytes(a){return a instanceof Uint8Array||ArrayBuffer.isView(a)&&a.constructor.name==="Uint8Array"&&"BYTES_PER_ELEMENT"in a&&a.BYTES_PER_ELEMENT===1}var atitle=title=>title?
`"${title}" `:"";function anumber(n,title=""){if(typeof n!=="number")throw new TypeError(atitle(title)+"expected number, got "+typeof n);if(!Number.isSafeInteger(
n)||n<0)throw new RangeError(atitle(title)+"expected integer >= 0, got "+n);return n}function abytes(value,length,title=""){if(isBytes(value)&&(length===void 0||value.length===length))return value;if(length!==void 0)anumber(length,"length");const bytes=isBytes(
value);const ofLen=length!==void 0?` of length ${length}`:"";const got=bytes?`length=${value.length}`:`type=${typeof value}`;const message=atitle(title)+"expect\
ed Uint8Array"+ofLen+", got "+got;if(!bytes)throw new TypeError(message);throw new RangeError(message)}function copyBytes(bytes){return Uint8Array.from(abytes(bytes))}
function ahash(h){if(typeof h!=="function"||typeof h.create!=="function")throw new TypeError("expected hash wrapped by utils.createHasher");anumber(h.outputLen);
anumber(h.blockLen);if(h.outputLen<1||h.blockLen<1)throw new Error("hash blockLen / outputLen must be >= 1")}var aobject=(value,label)=>{if(value===null||typeof value!==
"object"||Array.isArray(value))throw new TypeError((label==="object"?"":`"${label}" `)+"expected object, got type="+typeof value)};var aopts=(value,label)=>{aobject(
value,label);const proto=Object.getPrototypeOf(value);if(proto!==Object.prototype&&proto!==null)throw new TypeError(`"${label}" expected plain object`);if(Object.
hasOwn(value,"__proto__"))throw new TypeError(`"${label}.__proto__" is not allowed`)};function aexists(instance,checkFinished=true){if(instance.destroyed)throw new Error(
"hash was destroyed");if(checkFinished&&instance.finished)throw new Error("digest() was already called")}function aoutput(out,instance){abytes(out,void 0,"outpu\
t");const min=instance.outputLen;if(!(out.length>=min)){throw new RangeError('"output" expected length >= '+min)}}function clean(...arrays){for(let i=0;i<arrays.length;i++){arrays[i].fill(0)}}function createView(arr){return new DataView(arr.buffer,arr.byteOffset,arr.byteLength)}
function rotr(word,shift){return word<<32-shift|word>>>shift}function utf8ToBytes(str){if(typeof str!=="string")throw new TypeError("string expected");const encoded=new TextEncoder().encode(str);try{return new Uint8Array(
encoded)}finally{clean(encoded)}}function kdfInputToBytes(data,errorTitle=""){if(typeof data==="string")return utf8ToBytes(data);return abytes(data,void 0,errorTitle)}function checkOpts(defaults,opts,title="opts"){aopts(defaults,"defaults");if(opts!==void 0)aopts(opts,title);const merged=Object.assign(Object.create(null),defaults,
opts);return merged}function createHasher(hashCons,info={}){if(typeof hashCons!=="function")throw new TypeError('"hashCons" expected function, got type='+typeof hashCons);
info=checkOpts({},info,"info");const hashC=(msg,opts)=>hashCons(opts).update(msg).digest();const tmp=hashCons(void 0);hashC.outputLen=tmp.outputLen;hashC.blockLen=
tmp.blockLen;hashC.canXOF=tmp.canXOF;hashC.create=opts=>hashCons(opts);Object.assign(hashC,info);return Object.freeze(hashC)}var oidNist=suffix=>({oid:Uint8Array.from([6,9,96,134,72,1,101,3,4,2,suffix])});var fromNumH=n=>n/2**32|0;var fromNumL=n=>n>>>0;function setU64FromNum(view,byteOffset,n,isLE){const h=fromNumH(n);const l=fromNumL(n);view.setUint32(byteOffset,
isLE?l:h,isLE);view.setUint32(byteOffset+4,isLE?h:l,isLE)}function Chi(a,b,c){return a&b^~a&c}function Maj(a,b,c){return a&b^a&c^b&c}var HashMD=class{blockLen;outputLen;canXOF=false;padOffset;isLE;buffer;view;finished=false;length=0;pos=0;destroyed=false;constructor(blockLen,outputLen,padOffset,isLE){
this.blockLen=blockLen;this.outputLen=outputLen;this.padOffset=padOffset;this.isLE=isLE;this.buffer=new Uint8Array(blockLen);this.view=createView(this.buffer)}update(data){
aexists(this);abytes(data);const{view,buffer,blockLen}=this;const len=data.length;let processed=false;for(let pos=0;pos<len;){const take=Math.min(blockLen-this.
pos,len-pos);if(take===blockLen){const dataView=createView(data);for(;blockLen<=len-pos;pos+=blockLen)this.process(dataView,pos);processed=true;continue}buffer.
set(pos===0&&take===len?data:data.subarray(pos,pos+take),this.pos);this.pos+=take;pos+=take;if(this.pos===blockLen){this.process(view,0);this.pos=0;processed=true}}
this.length+=data.length;if(processed)this.roundClean();return this}digestInto(out){aexists(this);aoutput(out,this);this.finished=true;const{buffer,view,blockLen,
isLE}=this;let{pos}=this;buffer[pos++]=128;buffer.fill(0,pos);if(this.padOffset>blockLen-pos){this.process(view,0);buffer.fill(0)}setU64FromNum(view,blockLen-8,
this.length*8,isLE);this.process(view,0);this.roundClean();const oview=out===buffer?view:createView(out);const len=this.outputLen;const outLen=len/4;const state=this.
get();if(len%4||outLen>state.length)throw new Error("invalid outputLen");for(let i=0;i<outLen;i++)oview.setUint32(4*i,state[i],isLE)}digest(){const{buffer,outputLen}=this;
this.digestInto(buffer);const res=buffer.slice(0,outputLen);this.destroy();return res}_cloneIntoMeta(to){const{buffer,length,finished,destroyed,pos}=this;to.destroyed=
destroyed;to.finished=finished;to.length=length;to.pos=pos;if(pos)to.buffer.set(buffer);return to}clone(){return this._cloneInto()}};var SHA256_IV=Uint32Array.from(
[1779033703,3144134277,1013904242,2773480762,1359893119,2600822924,528734635,1541459225]);var SHA256_K=Uint32Array.from([1116352408,1899447441,3049323471,3921009573,961987163,1508970993,2453635748,2870763221,3624381080,310598401,607225278,1426881987,
1925078388,2162078206,2614888103,3248222580,3835390401,4022224774,264347078,604807628,770255983,1249150122,1555081692,1996064986,2554220882,2821834349,2952996808,
3210313671,3336571891,3584528711,113926993,338241895,666307205,773529912,1294757372,1396182291,1695183700,1986661051,2177026350,2456956037,2730485921,2820302411,
3259730800,3345764771,3516065817,3600352804,4094571909,275423344,430227734,506948616,659060556,883997877,958139571,1322822218,1537002063,1747873779,1955562222,2024104815,
2227730452,2361852424,2428436474,2756734187,3204031479,3329325298]);var SHA256_W=new Uint32Array(64);var SHA2_32B=class extends HashMD{A=0;B=0;C=0;D=0;E=0;F=0;G=0;H=0;constructor(outputLen,IV){
super(64,outputLen,8,false);this.A=IV[0]|0;this.B=IV[1]|0;this.C=IV[2]|0;this.D=IV[3]|0;this.E=IV[4]|0;this.F=IV[5]|0;this.G=IV[6]|0;this.H=IV[7]|0}get(){const{
A,B,C,D,E,F,G,H}=this;return[A,B,C,D,E,F,G,H]}set(A,B,C,D,E,F,G,H){this.A=A|0;this.B=B|0;this.C=C|0;this.D=D|0;this.E=E|0;this.F=F|0;this.G=G|0;this.H=H|0}_cloneInto(to){
(to||=new this.constructor).set(...this.get());return this._cloneIntoMeta(to)}process(view,offset){for(let i=0;i<16;i++,offset+=4)SHA256_W[i]=view.getUint32(offset,
false);for(let i=16;i<64;i++){const W15=SHA256_W[i-15];const W2=SHA256_W[i-2];const s0=rotr(W15,7)^rotr(W15,18)^W15>>>3;const s1=rotr(W2,17)^rotr(W2,19)^W2>>>10;
SHA256_W[i]=s1+SHA256_W[i-7]+s0+SHA256_W[i-16]|0}let{A,B,C,D,E,F,G,H}=this;for(let i=0;i<64;i++){const sigma1=rotr(E,6)^rotr(E,11)^rotr(E,25);const T1=H+sigma1+
Chi(E,F,G)+SHA256_K[i]+SHA256_W[i]|0;const sigma0=rotr(A,2)^rotr(A,13)^rotr(A,22);const T2=sigma0+Maj(A,B,C)|0;H=G;G=F;F=E;E=D+T1|0;D=C;C=B;B=A;A=T1+T2|0}A=A+this.
A|0;B=B+this.B|0;C=C+this.C|0;D=D+this.D|0;E=E+this.E|0;F=F+this.F|0;G=G+this.G|0;H=H+this.H|0;this.set(A,B,C,D,E,F,G,H)}roundClean(){clean(SHA256_W)}destroy(){
this.destroyed=true;this.set(0,0,0,0,0,0,0,0);clean(this.buffer)}};var _SHA256=class extends SHA2_32B{constructor(){super(32,SHA256_IV)}};var sha256=createHasher(()=>new _SHA256,oidNist(1));function _subtle(){const cr=typeof globalThis==="object"?globalThis.crypto:null;const sb=cr?.subtle;if(typeof sb==="object"&&sb!=null)return sb;throw new Error(
"crypto.subtle must be defined")}function createWebHash(name,blockLen,outputLen){const hashC=async msg=>{abytes(msg);const crypto=_subtle();return new Uint8Array(
await crypto.digest(name,msg))};hashC.webCryptoName=name;hashC.outputLen=outputLen;hashC.blockLen=blockLen;hashC.create=()=>{throw new Error("not implemented")};
return Object.freeze(hashC)}function ahashWeb(hash){ahash(hash);const name=hash.webCryptoName;if(typeof name!=="string")throw new Error("non-web hash");return name}var sha512=createWebHash("SHA-512",128,64);async function pbkdf2(hash,password,salt,opts){const crypto=_subtle();const hashName=ahashWeb(hash);const _opts=checkOpts({dkLen:32},opts);const{c,dkLen}=_opts;
anumber(c,"c");anumber(dkLen,"dkLen");if(c>2147483647)throw new Error('"c" exceeds WebCrypto backend limit');if(dkLen<1)throw new Error('"dkLen" must be >= 1');
if(dkLen>=2**29)throw new Error("derived key too long");const _password=kdfInputToBytes(password,"password");try{const saltBytes=kdfInputToBytes(salt,"salt");const _salt=typeof salt===
"string"?saltBytes:copyBytes(saltBytes);try{const key=await crypto.importKey("raw",_password,"PBKDF2",false,["deriveBits"]);const deriveOpts={name:"PBKDF2",salt:_salt,
iterations:c,hash:hashName};const out=new Uint8Array(await crypto.deriveBits(deriveOpts,key,8*dkLen));if(out.length!==dkLen){clean(out);throw new Error("WebCryp\
to returned an invalid derived key length")}return out}finally{clean(_salt)}}finally{if(typeof password==="string")clean(_password)}}var isJapanese=wordlist2=>wordlist2[0]==="\u3042\u3044\u3053\u304F\u3057\u3093";function isWellFormedUnicode(value){for(let i=0;i<value.length;i++){const current=value.
charCodeAt(i);if(current>=55296&&current<=56319){if(i+1>=value.length)return false;const next=value.charCodeAt(++i);if(next<56320||next>57343)return false}else if(current>=
56320&&current<=57343){return false}}return true}function nfkd(str){if(typeof str!=="string")throw new TypeError("invalid mnemonic type: "+typeof str);if(!isWellFormedUnicode(
str))throw new TypeError("expected well-formed Unicode string");return str.normalize("NFKD")}function normalize(str){const norm=nfkd(str);const words=norm.split(
" ");if(![12,15,18,21,24].includes(words.length))throw new Error("Invalid mnemonic");return{nfkd:norm,words}}function aentropy(ent){abytes(ent);if(![16,20,24,28,
32].includes(ent.length))throw new RangeError("invalid entropy length")}var calcChecksum=entropy=>{const bitsLeft=8-entropy.length/4;return sha256(entropy)[0]>>bitsLeft<<bitsLeft};function awordlist(wordlist2){if(!Array.isArray(wordlist2)||
wordlist2.length!==2048||typeof wordlist2[0]!=="string")throw new TypeError("Wordlist: expected array of 2048 strings");wordlist2.forEach(i=>{if(typeof i!=="str\
ing")throw new TypeError("wordlist: non-string element: "+i);if(!isWellFormedUnicode(i))throw new TypeError("wordlist: expected well-formed Unicode string")})}function encodeWords(entropy,wordlist2){
awordlist(wordlist2);const bytes=new Uint8Array(entropy.length+1);bytes.set(entropy);bytes[entropy.length]=calcChecksum(entropy);const words=[];let carry=0;let bits=0;
for(const byte of bytes){carry=carry<<8|byte;bits+=8;if(bits>=11){bits-=11;words.push(wordlist2[carry>>>bits&2047]);carry&=(1<<bits)-1}}return words}function decodeWords(words,wordlist2){
awordlist(wordlist2);const entLen=words.length/3*4;const bytes=new Uint8Array(entLen+1);let carry=0;let bits=0;let pos=0;for(const word of words){const index=wordlist2.
indexOf(word);if(index===-1)throw new Error("Unknown word: "+word);carry=carry<<11|index;bits+=11;while(bits>=8){bits-=8;bytes[pos++]=carry>>>bits&255}carry&=(1<<
bits)-1}if(bits>0)bytes[pos]=carry<<8-bits;const entropy=bytes.subarray(0,entLen);if(bytes[entLen]!==calcChecksum(entropy))throw new Error("Invalid checksum");return Uint8Array.
from(entropy)}function mnemonicToEntropy(mnemonic,wordlist2){const{words}=normalize(mnemonic);const entropy=decodeWords(words,wordlist2);aentropy(entropy);return entropy}
function entropyToMnemonic(entropy,wordlist2){aentropy(entropy);const words=encodeWords(entropy,wordlist2);return words.join(isJapanese(wordlist2)?"\u3000":" ")}var psalt=passphrase=>{if(typeof passphrase!=="string")throw new TypeError("invalid passphrase type: "+typeof passphrase);return nfkd("mnemonic"+passphrase)};function mnemonicToSeedWebcrypto(mnemonic,passphrase=""){return pbkdf2(sha512,normalize(mnemonic).nfkd,psalt(passphrase),{c:2048,dkLen:64})}var wordlist=Object.freeze(`abandon
ability
able
about
above
absent
absorb
abstract
absurd
abuse
access
accident
account
accuse
achieve
acid
acoustic
acquire
across
act
action
actor
actress
actual
adapt
add
addict
address
adjust
admit
adult
advance
advice
aerobic
affair
afford
afraid
again
age
agent
agree
ahead
aim
air
airport
aisle
alarm
album
alcohol
alert
alien
all
alley
allow
almost
alone
alpha
already
also
alter
always
amateur
amazing
among
amount
amused
analyst
anchor
ancient
anger
angle
angry
animal
ankle
announce
annual
another
answer
antenna
antique
anxiety
any
apart
apology
appear
apple
approve
april
arch
arctic
area
arena
argue
arm
armed
armor
army
around
arrange
arrest
arrive
arrow
art
artefact
artist
artwork
ask
aspect
assault
asset
assist
assume
asthma
athlete
atom
attack
attend
attitude
attract
auction
audit
august
aunt
author
auto
autumn
average
avocado
avoid
awake
aware
away
awesome
awful
awkward
axis
baby
bachelor
bacon
badge
bag
balance
balcony
ball
bamboo
banana
banner
bar
barely
bargain
barrel
base
basic
basket
battle
beach
bean
beauty
because
become
beef
before
begin
behave
behind
believe
below
belt
bench
benefit
best
betray
better
between
beyond
bicycle
bid
bike
bind
biology
bird
birth
bitter
black
blade
blame
blanket
blast
bleak
bless
blind
blood
blossom
blouse
blue
blur
blush
board
boat
body
boil
bomb
bone
bonus
book
boost
border
boring
borrow
boss
bottom
bounce
box
boy
bracket
brain
brand
brass
brave
bread
breeze
brick
bridge
brief
bright
bring
brisk
broccoli
broken
bronze
broom
brother
brown
brush
bubble
buddy
budget
buffalo
build
bulb
bulk
bullet
bundle
bunker
burden
burger
burst
bus
business
busy
butter
buyer
buzz
cabbage
cabin
cable
cactus
cage
cake
call
calm
camera
camp
can
canal
cancel
candy
cannon
canoe
canvas
canyon
capable
capital
captain
car
carbon
card
cargo
carpet
carry
cart
case
cash
casino
castle
casual
cat
catalog
catch
category
cattle
caught
cause
caution
cave
ceiling
celery
cement
census
century
cereal
certain
chair
chalk
champion
change
chaos
chapter
charge
chase
chat
cheap
check
cheese
chef
cherry
chest
chicken
chief
child
chimney
choice
choose
chronic
chuckle
chunk
churn
cigar
cinnamon
circle
citizen
city
civil
claim
clap
clarify
claw
clay
clean
clerk
clever
click
client
cliff
climb
clinic
clip
clock
clog
close
cloth
cloud
clown
club
clump
cluster
clutch
coach
coast
coconut
code
coffee
coil
coin
collect
color
column
combine
come
comfort
comic
common
company
concert
conduct
confirm
congress
connect
consider
control
convince
cook
cool
copper
copy
coral
core
corn
correct
cost
cotton
couch
country
couple
course
cousin
cover
coyote
crack
cradle
craft
cram
crane
crash
crater
crawl
crazy
cream
credit
creek
crew
cricket
crime
crisp
critic
crop
cross
crouch
crowd
crucial
cruel
cruise
crumble
crunch
crush
cry
crystal
cube
culture
cup
cupboard
curious
current
curtain
curve
cushion
custom
cute
cycle
dad
damage
damp
dance
danger
daring
dash
daughter
dawn
day
deal
debate
debris
decade
december
decide
decline
decorate
decrease
deer
defense
define
defy
degree
delay
deliver
demand
demise
denial
dentist
deny
depart
depend
deposit
depth
deputy
derive
describe
desert
design
desk
despair
destroy
detail
detect
develop
device
devote
diagram
dial
diamond
diary
dice
diesel
diet
differ
digital
dignity
dilemma
dinner
dinosaur
direct
dirt
disagree
discover
disease
dish
dismiss
disorder
display
distance
divert
divide
divorce
dizzy
doctor
document
dog
doll
dolphin
domain
donate
donkey
donor
door
dose
double
dove
draft
dragon
drama
drastic
draw
dream
dress
drift
drill
drink
drip
drive
drop
drum
dry
duck
dumb
dune
during
dust
dutch
duty
dwarf
dynamic
eager
eagle
early
earn
earth
easily
east
easy
echo
ecology
economy
edge
edit
educate
effort
egg
eight
either
elbow
elder
electric
elegant
element
elephant
elevator
elite
else
embark
embody
embrace
emerge
emotion
employ
empower
empty
enable
enact
end
endless
endorse
enemy
energy
enforce
engage
engine
enhance
enjoy
enlist
enough
enrich
enroll
ensure
enter
entire
entry
envelope
episode
equal
equip
era
erase
erode
erosion
error
erupt
escape
essay
essence
estate
eternal
ethics
evidence
evil
evoke
evolve
exact
example
excess
exchange
excite
exclude
excuse
execute
exercise
exhaust
exhibit
exile
exist
exit
exotic
expand
expect
expire
explain
expose
express
extend
extra
eye
eyebrow
fabric
face
faculty
fade
faint
faith
fall
false
fame
family
famous
fan
fancy
fantasy
farm
fashion
fat
fatal
father
fatigue
fault
favorite
feature
february
federal
fee
feed
feel
female
fence
festival
fetch
fever
few
fiber
fiction
field
figure
file
film
filter
final
find
fine
finger
finish
fire
firm
first
fiscal
fish
fit
fitness
fix
flag
flame
flash
flat
flavor
flee
flight
flip
float
flock
floor
flower
fluid
flush
fly
foam
focus
fog
foil
fold
follow
food
foot
force
forest
forget
fork
fortune
forum
forward
fossil
foster
found
fox
fragile
frame
frequent
fresh
friend
fringe
frog
front
frost
frown
frozen
fruit
fuel
fun
funny
furnace
fury
future
gadget
gain
galaxy
gallery
game
gap
garage
garbage
garden
garlic
garment
gas
gasp
gate
gather
gauge
gaze
general
genius
genre
gentle
genuine
gesture
ghost
giant
gift
giggle
ginger
giraffe
girl
give
glad
glance
glare
glass
glide
glimpse
globe
gloom
glory
glove
glow
glue
goat
goddess
gold
good
goose
gorilla
gospel
gossip
govern
gown
grab
grace
grain
grant
grape
grass
gravity
great
green
grid
grief
grit
grocery
group
grow
grunt
guard
guess
guide
guilt
guitar
gun
gym
habit
hair
half
hammer
hamster
hand
happy
harbor
hard
harsh
harvest
hat
have
hawk
hazard
head
health
heart
heavy
hedgehog
height
hello
helmet
help
hen
hero
hidden
high
hill
hint
hip
hire
history
hobby
hockey
hold
hole
holiday
hollow
home
honey
hood
hope
horn
horror
horse
hospital
host
hotel
hour
hover
hub
huge
human
humble
humor
hundred
hungry
hunt
hurdle
hurry
hurt
husband
hybrid
ice
icon
idea
identify
idle
ignore
ill
illegal
illness
image
imitate
immense
immune
impact
impose
improve
impulse
inch
include
income
increase
index
indicate
indoor
industry
infant
inflict
inform
inhale
inherit
initial
inject
injury
inmate
inner
innocent
input
inquiry
insane
insect
inside
inspire
install
intact
interest
into
invest
invite
involve
iron
island
isolate
issue
item
ivory
jacket
jaguar
jar
jazz
jealous
jeans
jelly
jewel
job
join
joke
journey
joy
judge
juice
jump
jungle
junior
junk
just
kangaroo
keen
keep
ketchup
key
kick
kid
kidney
kind
kingdom
kiss
kit
kitchen
kite
kitten
kiwi
knee
knife
knock
know
lab
label
labor
ladder
lady
lake
lamp
language
laptop
large
later
latin
laugh
laundry
lava
law
lawn
lawsuit
layer
lazy
leader
leaf
learn
leave
lecture
left
leg
legal
legend
leisure
lemon
lend
length
lens
leopard
lesson
letter
level
liar
liberty
library
license
life
lift
light
like
limb
limit
link
lion
liquid
list
little
live
lizard
load
loan
lobster
local
lock
logic
lonely
long
loop
lottery
loud
lounge
love
loyal
lucky
luggage
lumber
lunar
lunch
luxury
lyrics
machine
mad
magic
magnet
maid
mail
main
major
make
mammal
man
manage
mandate
mango
mansion
manual
maple
marble
march
margin
marine
market
marriage
mask
mass
master
match
material
math
matrix
matter
maximum
maze
meadow
mean
measure
meat
mechanic
medal
media
melody
melt
member
memory
mention
menu
mercy
merge
merit
merry
mesh
message
metal
method
middle
midnight
milk
million
mimic
mind
minimum
minor
minute
miracle
mirror
misery
miss
mistake
mix
mixed
mixture
mobile
model
modify
mom
moment
monitor
monkey
monster
month
moon
moral
more
morning
mosquito
mother
motion
motor
mountain
mouse
move
movie
much
muffin
mule
multiply
muscle
museum
mushroom
music
must
mutual
myself
mystery
myth
naive
name
napkin
narrow
nasty
nation
nature
near
neck
need
negative
neglect
neither
nephew
nerve
nest
net
network
neutral
never
news
next
nice
night
noble
noise
nominee
noodle
normal
north
nose
notable
note
nothing
notice
novel
now
nuclear
number
nurse
nut
oak
obey
object
oblige
obscure
observe
obtain
obvious
occur
ocean
october
odor
off
offer
office
often
oil
okay
old
olive
olympic
omit
once
one
onion
online
only
open
opera
opinion
oppose
option
orange
orbit
orchard
order
ordinary
organ
orient
original
orphan
ostrich
other
outdoor
outer
output
outside
oval
oven
over
own
owner
oxygen
oyster
ozone
pact
paddle
page
pair
palace
palm
panda
panel
panic
panther
paper
parade
parent
park
parrot
party
pass
patch
path
patient
patrol
pattern
pause
pave
payment
peace
peanut
pear
peasant
pelican
pen
penalty
pencil
people
pepper
perfect
permit
person
pet
phone
photo
phrase
physical
piano
picnic
picture
piece
pig
pigeon
pill
pilot
pink
pioneer
pipe
pistol
pitch
pizza
place
planet
plastic
plate
play
please
pledge
pluck
plug
plunge
poem
poet
point
polar
pole
police
pond
pony
pool
popular
portion
position
possible
post
potato
pottery
poverty
powder
power
practice
praise
predict
prefer
prepare
present
pretty
prevent
price
pride
primary
print
priority
prison
private
prize
problem
process
produce
profit
program
project
promote
proof
property
prosper
protect
proud
provide
public
pudding
pull
pulp
pulse
pumpkin
punch
pupil
puppy
purchase
purity
purpose
purse
push
put
puzzle
pyramid
quality
quantum
quarter
question
quick
quit
quiz
quote
rabbit
raccoon
race
rack
radar
radio
rail
rain
raise
rally
ramp
ranch
random
range
rapid
rare
rate
rather
raven
raw
razor
ready
real
reason
rebel
rebuild
recall
receive
recipe
record
recycle
reduce
reflect
reform
refuse
region
regret
regular
reject
relax
release
relief
rely
remain
remember
remind
remove
render
renew
rent
reopen
repair
repeat
replace
report
require
rescue
resemble
resist
resource
response
result
retire
retreat
return
reunion
reveal
review
reward
rhythm
rib
ribbon
rice
rich
ride
ridge
rifle
right
rigid
ring
riot
ripple
risk
ritual
rival
river
road
roast
robot
robust
rocket
romance
roof
rookie
room
rose
rotate
rough
round
route
royal
rubber
rude
rug
rule
run
runway
rural
sad
saddle
sadness
safe
sail
salad
salmon
salon
salt
salute
same
sample
sand
satisfy
satoshi
sauce
sausage
save
say
scale
scan
scare
scatter
scene
scheme
school
science
scissors
scorpion
scout
scrap
screen
script
scrub
sea
search
season
seat
second
secret
section
security
seed
seek
segment
select
sell
seminar
senior
sense
sentence
series
service
session
settle
setup
seven
shadow
shaft
shallow
share
shed
shell
sheriff
shield
shift
shine
ship
shiver
shock
shoe
shoot
shop
short
shoulder
shove
shrimp
shrug
shuffle
shy
sibling
sick
side
siege
sight
sign
silent
silk
silly
silver
similar
simple
since
sing
siren
sister
situate
six
size
skate
sketch
ski
skill
skin
skirt
skull
slab
slam
sleep
slender
slice
slide
slight
slim
slogan
slot
slow
slush
small
smart
smile
smoke
smooth
snack
snake
snap
sniff
snow
soap
soccer
social
sock
soda
soft
solar
soldier
solid
solution
solve
someone
song
soon
sorry
sort
soul
sound
soup
source
south
space
spare
spatial
spawn
speak
special
speed
spell
spend
sphere
spice
spider
spike
spin
spirit
split
spoil
sponsor
spoon
sport
spot
spray
spread
spring
spy
square
squeeze
squirrel
stable
stadium
staff
stage
stairs
stamp
stand
start
state
stay
steak
steel
stem
step
stereo
stick
still
sting
stock
stomach
stone
stool
story
stove
strategy
street
strike
strong
struggle
student
stuff
stumble
style
subject
submit
subway
success
such
sudden
suffer
sugar
suggest
suit
summer
sun
sunny
sunset
super
supply
supreme
sure
surface
surge
surprise
surround
survey
suspect
sustain
swallow
swamp
swap
swarm
swear
sweet
swift
swim
swing
switch
sword
symbol
symptom
syrup
system
table
tackle
tag
tail
talent
talk
tank
tape
target
task
taste
tattoo
taxi
teach
team
tell
ten
tenant
tennis
tent
term
test
text
thank
that
theme
then
theory
there
they
thing
this
thought
three
thrive
throw
thumb
thunder
ticket
tide
tiger
tilt
timber
time
tiny
tip
tired
tissue
title
toast
tobacco
today
toddler
toe
together
toilet
token
tomato
tomorrow
tone
tongue
tonight
tool
tooth
top
topic
topple
torch
tornado
tortoise
toss
total
tourist
toward
tower
town
toy
track
trade
traffic
tragic
train
transfer
trap
trash
travel
tray
treat
tree
trend
trial
tribe
trick
trigger
trim
trip
trophy
trouble
truck
true
truly
trumpet
trust
truth
try
tube
tuition
tumble
tuna
tunnel
turkey
turn
turtle
twelve
twenty
twice
twin
twist
two
type
typical
ugly
umbrella
unable
unaware
uncle
uncover
under
undo
unfair
unfold
unhappy
uniform
unique
unit
universe
unknown
unlock
until
unusual
unveil
update
upgrade
uphold
upon
upper
upset
urban
urge
usage
use
used
useful
useless
usual
utility
vacant
vacuum
vague
valid
valley
valve
van
vanish
vapor
various
vast
vault
vehicle
velvet
vendor
venture
venue
verb
verify
version
very
vessel
veteran
viable
vibrant
vicious
victory
video
view
village
vintage
violin
virtual
virus
visa
visit
visual
vital
vivid
vocal
voice
void
volcano
volume
vote
voyage
wage
wagon
wait
walk
wall
walnut
want
warfare
warm
warrior
wash
wasp
waste
water
wave
way
wealth
weapon
wear
weasel
weather
web
wedding
weekend
weird
welcome
west
wet
whale
what
wheat
wheel
when
where
whip
whisper
wide
width
wife
wild
will
win
window
wine
wing
wink
winner
winter
wire
wisdom
wise
wish
witness
wolf
woman
wonder
wood
wool
word
work
world
worry
worth
wrap
wreck
wrestle
wrist
write
wrong
yard
year
yellow
you
young
youth
zebra
zero
zone
zoo`.split("\n"));
return { entropyToMnemonic: entropyToMnemonic, mnemonicToEntropy: mnemonicToEntropy, mnemonicToSeedWebcrypto: mnemonicToSeedWebcrypto, wordlist: wordlist };
})();
// wallet.js
const module7 = (() => {
// The first address of a wallet, by which people recognise it.

const { bech32: bech32 } = module4;
const { HDKey: HDKey } = module5;
const { entropyToMnemonic: entropyToMnemonic, mnemonicToSeedWebcrypto: mnemonicToSeedWebcrypto, wordlist: wordlist } = module6;
const { wipe: wipe } = module3;

// Coin types of SLIP-44 and address prefixes of BIP-173; signet shares those of testnet.
const NETWORKS = {
  signet: { path: "m/84'/1'/0'/0/0", prefix: "tb" },
  mainnet: { path: "m/84'/0'/0'/0/0", prefix: "bc" },
};

/**
 * The first receive address of the wallet's first account (BIP-84, no passphrase).
 * @param {Uint8Array} entropy of BIP-39, 16 to 32 bytes
 * @param {"signet"|"mainnet"} [network]
 * @returns {Promise<string>}
 */
async function firstAddress(entropy, network = "signet") {
  const { path, prefix } = NETWORKS[network];
  const seed = await mnemonicToSeedWebcrypto(entropyToMnemonic(entropy, wordlist), "");
  const root = HDKey.fromMasterSeed(seed);
  const key = root.derive(path);
  wipe(seed);
  try {
    // Witness version 0 and HASH160 of the public key, which BIP-32 calls the identifier.
    return bech32.encode(prefix, [0, ...bech32.toWords(key.identifier)]);
  } finally {
    root.wipePrivateData();
    key.wipePrivateData();
  }
}
return { firstAddress: firstAddress };
})();
// words.js
const module8 = (() => {
// A wallet's secret as words that people can write down (BIP-39, English list).

const { entropyToMnemonic: entropyToMnemonic, mnemonicToEntropy: mnemonicToEntropy, wordlist: wordlist } = module6;
const { randomBytes: randomBytes } = module3;
const { KeyhavenError: KeyhavenError } = module1;

const ENTROPY_SIZE = { 12: 16, 24: 32 };
const WORD_COUNTS = [12, 15, 18, 21, 24];
const KNOWN = new Set(wordlist);

/** @param {12|24} count of words @returns {Uint8Array} 16 or 32 random bytes */
function newEntropy(count) {
  if (!Object.hasOwn(ENTROPY_SIZE, count)) throw new KeyhavenError("bad_word_count");
  return randomBytes(ENTROPY_SIZE[count]);
}

/** @param {Uint8Array} entropy @returns {string[]} */
function wordsOf(entropy) {
  return entropyToMnemonic(entropy, wordlist).split(" ");
}

/**
 * Reads a phrase as a person typed or pasted it, in any case and spacing.
 * @param {string} text
 * @returns {{ok: true, entropy: Uint8Array}
 *   | {ok: false, reason: "count"|"word"|"checksum", wrongIndexes: number[]}}
 *   wrongIndexes: positions from 0 of words that are not in the list (reason "word" only)
 */
function parseWords(text) {
  const words = text.normalize("NFKD").toLowerCase().split(/\s+/u).filter((word) => word !== "");
  const wrongIndexes = [...words.keys()].filter((index) => !KNOWN.has(words[index]));
  if (wrongIndexes.length > 0) return { ok: false, reason: "word", wrongIndexes };
  if (!WORD_COUNTS.includes(words.length)) return { ok: false, reason: "count", wrongIndexes };
  try {
    return { ok: true, entropy: mnemonicToEntropy(words.join(" "), wordlist) };
  } catch {
    // Count and words are right, so only the checksum is left to be wrong.
    return { ok: false, reason: "checksum", wrongIndexes };
  }
}

/** @param {string} prefix @returns {string[]} up to eight words that begin so */
function suggestions(prefix) {
  const start = prefix.normalize("NFKD").trim().toLowerCase();
  if (start === "") return [];
  return wordlist.filter((word) => word.startsWith(start)).slice(0, 8);
}
return { newEntropy: newEntropy, wordsOf: wordsOf, parseWords: parseWords, suggestions: suggestions };
})();
// client.js
const module9 = (() => {
// What both ways have in common: one thing at a time, wallets made here, answers about safety.

const { b64u: b64u, randomBytes: randomBytes } = module3;
const { KeyhavenError: KeyhavenError } = module1;
const { firstAddress: firstAddress } = module7;
const { newEntropy: newEntropy } = module8;

/** Ways in that can be set up from another site. */
const METHOD = Object.freeze({ passkey: "PASSKEY" });

/**
 * @typedef {object} Wallet
 * @property {string} wid 16 bytes that name it everywhere, base64url
 * @property {string} name what its owner calls it
 * @property {string} address its first address, by which people recognise it
 * @property {Uint8Array} secret its key, 16 to 32 bytes (BIP-39 entropy); overwrite it when done
 */

/** @param {{name: string, words?: 12|24}} input @returns {Promise<Wallet>} nothing is sent */
async function createWallet({ name, words = 12 }) {
  const secret = newEntropy(words);
  return { wid: b64u(randomBytes(16)), name, address: await firstAddress(secret), secret };
}

class Client extends EventTarget {
  #isBusy = false;

  /** Makes a wallet here, in this page. It is nowhere else until it is protected. */
  createWallet(input) {
    return createWallet(input);
  }

  /**
   * @param {string} [walletId] of any wallet when left out
   * @returns {Promise<string[]>} methods, such as "PASSKEY"
   */
  async availableRecoveryMethods(walletId) {
    const wallets = await this.wallets();
    const meant = walletId === undefined ? wallets : [wanted(wallets, walletId)];
    return [...new Set(meant.flatMap(({ methods }) => methods))].sort();
  }

  /** @returns {Promise<boolean>} whether a copy was read back from a place of its owner's own */
  async isBackedUp(walletId) {
    return wanted(await this.wallets(), walletId).backed_up;
  }

  /** @returns {Promise<boolean>} whether it can come back on a new device */
  async isRecoverable(walletId) {
    return wanted(await this.wallets(), walletId).recoverable;
  }

  /** Two at once would take touches and windows from each other. */
  async once(work) {
    if (this.#isBusy) throw new KeyhavenError("operation_in_progress");
    this.#isBusy = true;
    try {
      return await work();
    } finally {
      this.#isBusy = false;
    }
  }

  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

function wanted(wallets, walletId) {
  const found = wallets.find(({ id }) => id === walletId);
  if (found === undefined) throw new KeyhavenError("wallet_unknown");
  return found;
}

function requirePasskey(method) {
  if (method !== METHOD.passkey) throw new KeyhavenError("method_unsupported");
}
return { METHOD: METHOD, createWallet: createWallet, Client: Client, requirePasskey: requirePasskey };
})();
// jose.js
const module10 = (() => {
var encoder=new TextEncoder;var decoder=new TextDecoder;var strictDecoder=new TextDecoder("utf-8",{fatal:true});var UINT32_RANGE=2**32;function concat(...buffers){
const size=buffers.reduce((acc,{length})=>acc+length,0),buf=new Uint8Array(size);let i=0;for(const buffer of buffers)buf.set(buffer,i),i+=buffer.length;return buf}
function writeUInt32BE(buf,value,offset){if(value<0||value>=UINT32_RANGE)throw new RangeError(`value must be >= 0 and <= ${UINT32_RANGE-1}. Received ${value}`);
buf.set([value>>>24,value>>>16,value>>>8,value&255],offset)}function uint64be(value){const high=Math.floor(value/UINT32_RANGE),low=value%UINT32_RANGE,buf=new Uint8Array(
8);return writeUInt32BE(buf,high,0),writeUInt32BE(buf,low,4),buf}function uint32be(value){const buf=new Uint8Array(4);return writeUInt32BE(buf,value),buf}var NON_ASCII=/[^\x00-\x7f]/;
function encode(string){if(typeof string=="string"&&string.length>=128){if(NON_ASCII.test(string))throw new TypeError("non-ASCII string encountered in encode()");
return encoder.encode(string)}const bytes=new Uint8Array(string.length);for(let i=0;i<string.length;i++){const code=string.charCodeAt(i);if(code>127)throw new TypeError(
"non-ASCII string encountered in encode()");bytes[i]=code}return bytes}function encodeBase64(input,url=false){if(Uint8Array.prototype.toBase64)return input.toBase64(
{alphabet:url?"base64url":"base64",omitPadding:url});const CHUNK_SIZE=32768,arr=[];for(let i=0;i<input.length;i+=CHUNK_SIZE)arr.push(String.fromCharCode.apply(null,
input.subarray(i,i+CHUNK_SIZE)));const encoded=btoa(arr.join(""));return url?encoded.replace(/=/g,"").replace(/\+/g,"-").replace(/\//g,"_"):encoded}function decodeBase64(encoded,url=false){
if(Uint8Array.fromBase64)return Uint8Array.fromBase64(encoded,{alphabet:url?"base64url":"base64"});if(url){if(encoded.includes("+")||encoded.includes("/"))throw new TypeError(
"Invalid base64url");encoded=encoded.replace(/-/g,"+").replace(/_/g,"/")}const binary=atob(encoded),bytes=new Uint8Array(binary.length);for(let i=0;i<binary.length;i++)
bytes[i]=binary.charCodeAt(i);return bytes}async function digest(algorithm,data){const subtleDigest=`SHA-${algorithm.slice(-3)}`;return new Uint8Array(await crypto.
subtle.digest(subtleDigest,data))}var JOSEError=class extends Error{static code="ERR_JOSE_GENERIC";code="ERR_JOSE_GENERIC";constructor(message2,options){super(message2,options),this.name=this.constructor.
name,Error.captureStackTrace?.(this,this.constructor)}};var JOSEAlgNotAllowed=class extends JOSEError{static code="ERR_JOSE_ALG_NOT_ALLOWED";code="ERR_JOSE_ALG_NOT_ALLOWED"};var JOSENotSupported=class extends JOSEError{static code="\
ERR_JOSE_NOT_SUPPORTED";code="ERR_JOSE_NOT_SUPPORTED"};var JWEDecryptionFailed=class extends JOSEError{static code="ERR_JWE_DECRYPTION_FAILED";code="ERR_JWE_DEC\
RYPTION_FAILED";constructor(message2="decryption operation failed",options){super(message2,options)}};var JWEInvalid=class extends JOSEError{static code="ERR_JW\
E_INVALID";code="ERR_JWE_INVALID"};var JWSInvalid=class extends JOSEError{static code="ERR_JWS_INVALID";code="ERR_JWS_INVALID"};var JWKInvalid=class extends JOSEError{static code="ERR_JWK_INVALID";code="ERR_JWK_INVALID"};var JWSSignatureVerificationFailed=class extends JOSEError{static code="ERR_JWS_SIGNATURE_VERIFICATION_FAILED";code="ERR_JWS_SIGNATURE_VERIFICATION_FAILED";constructor(message2="\
signature verification failed",options){super(message2,options)}};var invalid="The input to be decoded is not correctly encoded.";function decode(input){try{return decodeBase64(typeof input=="string"?input:decoder.decode(input),
true)}catch(cause){throw new TypeError(invalid,{cause})}}function encode2(input){return encodeBase64(typeof input=="string"?encoder.encode(input):input,true)}function assertUint8Array(input,label){if(!(input instanceof Uint8Array))throw new TypeError(`${label} must be an instance of Uint8Array`)}function isObject(input){
if(typeof input!="object"||input===null||Object.prototype.toString.call(input)!=="[object Object]")return false;const prototype=Object.getPrototypeOf(input);return prototype===
null||Object.getPrototypeOf(prototype)===null}function isDisjoint(...headers){const parameters=new Set;for(const header of headers)if(header)for(const parameter of Object.keys(header)){if(parameters.has(parameter))
return false;parameters.add(parameter)}return true}function assertNotSet(value,name){if(value!==void 0)throw new TypeError(`${name} can only be called once`)}function decodeBase64url(value,label,ErrorClass){
try{return decode(value)}catch(cause){throw new ErrorClass(`Failed to base64url decode the ${label}`,{cause})}}function encodeAsciiMember(value,label,ErrorClass){
try{return encode(value)}catch(cause){throw new ErrorClass(`The ${label} is not a valid base64url string`,{cause})}}function parseJoseHeader(encodedProtectedHeader,ErrorClass,message2){
let parsed;try{parsed=JSON.parse(strictDecoder.decode(decode(encodedProtectedHeader)))}catch(cause){throw new ErrorClass(message2,{cause})}if(!isObject(parsed))
throw new ErrorClass(message2);return parsed}var JWS_RECOGNIZED={__proto__:null,b64:true};var JWE_RECOGNIZED={__proto__:null};function validateAlgorithms(option,algorithms){
if(algorithms!==void 0&&(!Array.isArray(algorithms)||algorithms.some(s=>typeof s!="string")))throw new TypeError(`"${option}" option must be an array of strings`);
return algorithms===void 0?void 0:new Set(algorithms)}function validateCritDuplicates(Err,protectedHeader){const{crit}=protectedHeader??{};if(Array.isArray(crit)&&
new Set(crit).size!==crit.length)throw new Err('"crit" (Critical) Header Parameter MUST NOT contain duplicate values')}function validateCrit(Err,recognizedDefault,recognizedOption,protectedHeader,joseHeader){
if(joseHeader.crit!==void 0&&protectedHeader?.crit===void 0)throw new Err('"crit" (Critical) Header Parameter MUST be integrity protected');if(!protectedHeader||
protectedHeader.crit===void 0)return[];if(!Array.isArray(protectedHeader.crit)||protectedHeader.crit.length===0||protectedHeader.crit.some(input=>typeof input!=
"string"||input.length===0))throw new Err('"crit" (Critical) Header Parameter MUST be an array of non-empty strings when present');const recognized=recognizedOption===
void 0?recognizedDefault:{__proto__:null,...recognizedOption,...recognizedDefault};for(const parameter of protectedHeader.crit){if(!(parameter in recognized))throw new JOSENotSupported(
`Extension Header Parameter "${parameter}" is not recognized`);if(!Object.hasOwn(joseHeader,parameter)||joseHeader[parameter]===void 0)throw new Err(`Extension \
Header Parameter "${parameter}" is missing`);if(recognized[parameter]&&(!Object.hasOwn(protectedHeader,parameter)||protectedHeader[parameter]===void 0))throw new Err(
`Extension Header Parameter "${parameter}" MUST be integrity protected`)}return protectedHeader.crit}function validateB64(protectedHeader,extensions){if(extensions.
includes("b64")){const b64=protectedHeader.b64;if(typeof b64!="boolean")throw new JWSInvalid('The "b64" (base64url-encode payload) Header Parameter must be a bo\
olean');return b64}return true}function serializeJoseHeader(Err,header){let serialized,parsed;try{serialized=JSON.stringify(header),parsed=JSON.parse(serialized)}catch(cause){
throw new Err("JOSE Header is not valid JSON",{cause})}if(!isObject(parsed))throw new Err("JOSE Header is not a JSON object");return[parsed,serialized]}var tag=key=>key[Symbol.toStringTag];var jwkMatchesOp=(entry,key,usage)=>{const{alg}=entry;if(key.use!==void 0){const expected=usage==="sign"||usage==="verify"?
"sig":"enc";if(key.use!==expected)throw new TypeError(`Invalid key for this operation, its "use" must be "${expected}" when present`)}if(key.alg!==void 0&&key.alg!==
alg)throw new TypeError(`Invalid key for this operation, its "alg" must be "${alg}" when present`);if(Array.isArray(key.key_ops)){const expectedKeyOp=usage==="e\
ncrypt"||usage==="decrypt"?entry.ops?.[usage==="encrypt"?0:1]:usage;if(expectedKeyOp&&!key.key_ops.includes(expectedKeyOp))throw new TypeError(`Invalid key for \
this operation, its "key_ops" must include "${expectedKeyOp}" when present`)}};async function prepareKey(entry,key,usage){const{alg,secret}=entry,requiresPrivateKey=usage===
"decrypt"||usage==="sign";if(secret&&key instanceof Uint8Array)return key;let normalized,keyObject;if(isObject(key)){if(normalized=normalizeJwk(key),typeof normalized.
kty!="string")throw invalidKeyType(alg,key,secret);if(!(secret?normalized.kty==="oct"&&typeof normalized.k=="string":normalized.kty!=="oct"&&(requiresPrivateKey?
normalized.kty==="AKP"&&typeof normalized.priv=="string"||typeof normalized.d=="string":normalized.d===void 0&&normalized.priv===void 0)))throw new TypeError(secret?
'JSON Web Key for symmetric algorithms must have JWK "kty" (Key Type) equal to "oct" and the JWK "k" (Key Value) present':`JSON Web Key for this operation must \
be a ${requiresPrivateKey?"private":"public"} JWK`);if(jwkMatchesOp(entry,normalized,usage),normalized.kty==="oct")return decode(normalized.k);if(!Object.isFrozen(
key)){const{key_ops}=key;Array.isArray(key_ops)&&Object.freeze(key_ops),Object.freeze(key)}}else{if(!isKeyLike(key))throw invalidKeyType(alg,key,secret);const expectedType=secret?
"secret":requiresPrivateKey?"private":"public";if(key.type!==expectedType&&(secret||["secret","public","private"].includes(key.type)))throw new TypeError(`${tag(
key)} instances must be of type "${expectedType}" for the ${alg} algorithm`);if(isCryptoKey(key))return key;if(keyObject=key,keyObject.type==="secret")return keyObject.
export()}cache||=new WeakMap;const cacheKey=key;let cached=cache.get(cacheKey);if(cached?.[alg])return cached[alg];if(cached||cache.set(cacheKey,cached={}),keyObject&&
typeof keyObject.toCryptoKey=="function"){const isPublic=keyObject.type==="public",crv=nist[keyObject.asymmetricKeyDetails?.namedCurve],params=entry.resolve?.({
crv,asymmetricKeyType:keyObject.asymmetricKeyType})??entry.subtle;return cached[alg]=keyObject.toCryptoKey(params,isPublic,entry.usages[isPublic?0:1])}return normalized??=
keyObject.export({format:"jwk"}),normalized.alg=alg,cached[alg]=await jwkToKey(entry,normalized)}var cache;var nist={__proto__:null,prime256v1:"P-256",secp384r1:"\
P-384",secp521r1:"P-521"};function assertCryptoKey(key){if(!isCryptoKey(key))throw new Error("CryptoKey instance expected")}var isCryptoKey=key=>{if(key?.[Symbol.
toStringTag]==="CryptoKey")return true;try{return key instanceof CryptoKey}catch{return false}};var isKeyObject=key=>key?.[Symbol.toStringTag]==="KeyObject";var isKeyLike=key=>isCryptoKey(
key)||isKeyObject(key);function message(msg,actual,...types){if(types.length>2){const last=types.pop();msg+=`one of type ${types.join(", ")}, or ${last}.`}else types.
length===2?msg+=`one of type ${types[0]} or ${types[1]}.`:msg+=`of type ${types[0]}.`;return actual==null?msg+=` Received ${actual}`:typeof actual=="function"&&
actual.name?msg+=` Received function ${actual.name}`:typeof actual=="object"&&actual!=null&&actual.constructor?.name&&(msg+=` Received an instance of ${actual.constructor.
name}`),msg}var invalidKeyInput=(actual,...types)=>message("Key must be ",actual,...types);function invalidKeyType(alg,actual,secret){const types=["CryptoKey","\
KeyObject","JSON Web Key"];return secret&&types.push("Uint8Array"),new TypeError(message(`Key for the ${alg} algorithm must be `,actual,...types))}var unusable=(name,prop="\
algorithm.name")=>new TypeError(`CryptoKey does not support this operation, its ${prop} must be ${name}`);function checkUsage(key,usage){if(usage&&!key.usages.includes(
usage))throw new TypeError(`CryptoKey does not support this operation, its usages must include ${usage}.`)}function checkModulusLength(alg,key){const{modulusLength}=key.
algorithm;if(typeof modulusLength!="number"||modulusLength<2048)throw new TypeError(`${alg} requires key modulusLength to be 2048 bits or larger`)}function checkCryptoKey(key,expected,usage){
const algorithm=key.algorithm;if(algorithm.name!==expected.name)throw unusable(expected.name);if(expected.hash&&algorithm.hash?.name!==expected.hash)throw unusable(
expected.hash,"algorithm.hash");if(expected.namedCurve&&algorithm.namedCurve!==expected.namedCurve)throw unusable(expected.namedCurve,"algorithm.namedCurve");if(expected.
length!==void 0&&algorithm.length!==expected.length)throw unusable(expected.length,"algorithm.length");checkUsage(key,usage)}function snapshotJwk(jwk){return{__proto__:null,
...jwk}}function normalizeJwk(jwk){const normalized=snapshotJwk(jwk);if(normalized.ext!==void 0&&typeof normalized.ext!="boolean")throw new TypeError('"ext" (Ex\
tractable) Parameter must be a boolean');if(normalized.key_ops!==void 0){const value=normalized.key_ops,keyOps=Array.isArray(value)?[...value]:void 0;if(!keyOps||
keyOps.some(operation=>typeof operation!="string")||new Set(keyOps).size!==keyOps.length)throw new TypeError('"key_ops" (Key Operations) Parameter must be an ar\
ray of unique strings');normalized.key_ops=keyOps}return normalized}async function jwkToKey(entry,jwk,extractable){if(!entry.kty.includes(jwk.kty))throw new JOSENotSupported('Invalid or unsupported JWK "alg" (Algorithm) Paramete\
r value');const algorithm=entry.resolve?.({kty:jwk.kty,crv:jwk.crv})??entry.subtle,isPrivate=!!(jwk.d||jwk.priv),keyData={...jwk,ext:extractable??jwk.ext};return keyData.
kty!=="AKP"&&delete keyData.alg,delete keyData.use,crypto.subtle.importKey("jwk",keyData,algorithm,keyData.ext??!isPrivate,jwk.key_ops??entry.usages[isPrivate?1:
0])}async function rawKey(key,expected,usage,extractable=false){return key instanceof Uint8Array&&(key=await crypto.subtle.importKey("raw",key,expected,extractable,
[usage])),checkCryptoKey(key,expected,usage),key}var generateCek=enc=>crypto.getRandomValues(new Uint8Array(enc.cekBits>>3));function checkCekLength(cek,expected){const actual=cek.byteLength<<3;if(actual!==expected)
throw new JWEInvalid(`Invalid Content Encryption Key length. Expected ${expected} bits, got ${actual} bits`)}var generateIv=enc=>crypto.getRandomValues(new Uint8Array(
enc.ivBits>>3));function checkIvLength(enc,iv){if(iv.length<<3!==enc.ivBits)throw new JWEInvalid("Invalid Initialization Vector length")}async function cbcKeySetup(enc,cek,usage){
if(!(cek instanceof Uint8Array))throw new TypeError(invalidKeyInput(cek,"Uint8Array"));const keyLengthBits=enc.cekBits>>1,encKey=await crypto.subtle.importKey("\
raw",cek.subarray(keyLengthBits>>3),"AES-CBC",false,[usage]),macKey=await crypto.subtle.importKey("raw",cek.subarray(0,keyLengthBits>>3),{hash:`SHA-${keyLengthBits<<
1}`,name:"HMAC"},false,["sign"]);return[encKey,macKey,keyLengthBits]}async function cbcHmacTag(macKey,macData,keyLengthBits){return new Uint8Array((await crypto.
subtle.sign("HMAC",macKey,macData)).slice(0,keyLengthBits>>3))}async function cbcEncrypt(enc,plaintext,cek,iv,aad){const[encKey,macKey,keyLengthBits]=await cbcKeySetup(
enc,cek,"encrypt"),ciphertext=new Uint8Array(await crypto.subtle.encrypt({iv,name:"AES-CBC"},encKey,plaintext)),al=uint64be(aad.length*8),macData=concat(aad,iv,
ciphertext,al),tag2=await cbcHmacTag(macKey,macData,keyLengthBits);return{ciphertext,tag:tag2,iv}}async function timingSafeEqual(a,b){const algorithm={name:"HMA\
C",hash:"SHA-256"},key=await crypto.subtle.generateKey(algorithm,false,["sign","verify"]),aHmac=await crypto.subtle.sign(algorithm,key,a);return crypto.subtle.verify(
algorithm,key,aHmac,b)}async function cbcDecrypt(enc,cek,ciphertext,iv,tag2,aad){const[encKey,macKey,keyLengthBits]=await cbcKeySetup(enc,cek,"decrypt"),al=uint64be(
aad.length*8),macData=concat(aad,iv,ciphertext,al),expectedTag=await cbcHmacTag(macKey,macData,keyLengthBits);try{if(await timingSafeEqual(tag2,expectedTag))return new Uint8Array(
await crypto.subtle.decrypt({iv,name:"AES-CBC"},encKey,ciphertext))}catch{}throw new JWEDecryptionFailed}async function encrypt(enc,plaintext,cek,iv,aad){if(!isCryptoKey(
cek)&&!(cek instanceof Uint8Array))throw new TypeError(invalidKeyInput(cek,"CryptoKey","KeyObject","Uint8Array","JSON Web Key"));if(iv?checkIvLength(enc,iv):iv=
generateIv(enc),cek instanceof Uint8Array&&checkCekLength(cek,enc.cekBits),enc.cbc)return cbcEncrypt(enc,plaintext,cek,iv,aad);const encKey=await rawKey(cek,enc.
subtle,"encrypt"),encrypted=new Uint8Array(await crypto.subtle.encrypt({additionalData:aad,iv,name:"AES-GCM",tagLength:128},encKey,plaintext));return{ciphertext:encrypted.
subarray(0,-16),tag:encrypted.subarray(-16),iv}}async function decrypt(enc,cek,ciphertext,iv,tag2,aad){if(!isCryptoKey(cek)&&!(cek instanceof Uint8Array))throw new TypeError(
invalidKeyInput(cek,"CryptoKey","KeyObject","Uint8Array","JSON Web Key"));if(!iv)throw new JWEInvalid("JWE Initialization Vector missing");if(!tag2)throw new JWEInvalid(
"JWE Authentication Tag missing");if(!enc.cbc&&tag2.length!==16)throw new JWEInvalid("Invalid Authentication Tag length");if(checkIvLength(enc,iv),cek instanceof
Uint8Array&&checkCekLength(cek,enc.cekBits),enc.cbc)return cbcDecrypt(enc,cek,ciphertext,iv,tag2,aad);const encKey=await rawKey(cek,enc.subtle,"decrypt");try{return new Uint8Array(
await crypto.subtle.decrypt({additionalData:aad,iv,name:"AES-GCM",tagLength:128},encKey,concat(ciphertext,tag2)))}catch{throw new JWEDecryptionFailed}}function table(entries){const out={__proto__:null};for(const alg in entries)out[alg]={...entries[alg],alg};return out}var wrap=[["encrypt","wrapKey"],["decrypt","unwrapKey"]];var derive=[[],["deriveBits"]];var none=[[],[]];function rsaes(bits){return{kty:["RSA"],mode:"key-encry\
ption",subtle:{name:"RSA-OAEP",hash:`SHA-${bits}`},usages:wrap,ops:["wrapKey","unwrapKey"]}}function ecdh(mode){return{kty:["EC","OKP"],mode,subtle:{name:"ECDH"},
resolve:({kty,crv,asymmetricKeyType})=>{if(crv==="X25519"||asymmetricKeyType==="x25519")return{name:"X25519"};if(kty==="OKP")throw new JOSENotSupported('Invalid\
 or unsupported JWK "alg" (Algorithm) Parameter value');return{name:"ECDH",namedCurve:crv}},usages:derive,ops:[void 0,"deriveBits"]}}function aeskw(bits,gcm=false){
return{kty:["oct"],mode:"key-wrapping",secret:true,subtle:{name:gcm?"AES-GCM":"AES-KW",length:bits},usages:none,ops:gcm?["encrypt","decrypt"]:["wrapKey","unwrap\
Key"]}}function pbes2(){return{kty:["oct"],mode:"key-wrapping",secret:true,subtle:{name:"PBKDF2"},usages:none,ops:["deriveBits","deriveBits"]}}var JWE=table({dir:{
kty:["oct"],mode:"direct-encryption",secret:true,subtle:{name:"AES-GCM"},usages:none,ops:["encrypt","decrypt"]},"RSA-OAEP":rsaes(1),"RSA-OAEP-256":rsaes(256),"R\
SA-OAEP-384":rsaes(384),"RSA-OAEP-512":rsaes(512),"ECDH-ES":ecdh("direct-key-agreement"),"ECDH-ES+A128KW":ecdh("key-agreement-with-key-wrapping"),"ECDH-ES+A192K\
W":ecdh("key-agreement-with-key-wrapping"),"ECDH-ES+A256KW":ecdh("key-agreement-with-key-wrapping"),A128KW:aeskw(128),A192KW:aeskw(192),A256KW:aeskw(256),A128GCMKW:aeskw(
128,true),A192GCMKW:aeskw(192,true),A256GCMKW:aeskw(256,true),"PBES2-HS256+A128KW":pbes2(),"PBES2-HS384+A192KW":pbes2(),"PBES2-HS512+A256KW":pbes2()});var contentOps=[
"encrypt","decrypt"];function contentEncryption(bits,cbc=false){return{kty:["oct"],secret:true,subtle:{name:cbc?"AES-CBC":"AES-GCM",length:bits},usages:none,ops:contentOps,
cekBits:bits,ivBits:cbc?128:96,cbc}}var ENC=table({A128GCM:contentEncryption(128),A192GCM:contentEncryption(192),A256GCM:contentEncryption(256),"A128CBC-HS256":contentEncryption(
256,true),"A192CBC-HS384":contentEncryption(384,true),"A256CBC-HS512":contentEncryption(512,true)});function unsupported(parameter,name){throw new JOSENotSupported(
`Invalid or unsupported "${parameter}" (JWE ${name}) header value`)}function jweAlgorithm(alg){return(typeof alg=="string"?JWE[alg]:void 0)??unsupported("alg","\
Algorithm")}function isJWECEKTransport(algorithm){return algorithm.mode==="key-wrapping"||algorithm.mode==="key-encryption"||algorithm.mode==="key-agreement-wit\
h-key-wrapping"}function jweEncryption(enc){return(typeof enc=="string"?ENC[enc]:void 0)??unsupported("enc","Encryption Algorithm")}function checkEcdhCryptoKey(key,usage){if(key.algorithm.name!=="ECDH"&&key.algorithm.name!=="X25519")throw new TypeError("CryptoKey does not support this operat\
ion, its algorithm.name must be ECDH or X25519");checkUsage(key,usage)}async function aeskwWrap(alg,key,cek){const cryptoKey=await rawKey(key,jweAlgorithm(alg).
subtle,"wrapKey",true),cryptoKeyCek=await crypto.subtle.importKey("raw",cek,{hash:"SHA-256",name:"HMAC"},true,["sign"]);return new Uint8Array(await crypto.subtle.
wrapKey("raw",cryptoKeyCek,cryptoKey,"AES-KW"))}async function aeskwUnwrap(alg,key,encryptedKey){const cryptoKey=await rawKey(key,jweAlgorithm(alg).subtle,"unwr\
apKey",true),cryptoKeyCek=await crypto.subtle.unwrapKey("raw",encryptedKey,cryptoKey,"AES-KW",{hash:"SHA-256",name:"HMAC"},true,["sign"]);return new Uint8Array(
await crypto.subtle.exportKey("raw",cryptoKeyCek))}function checkRsaKey(alg,key,usage){checkCryptoKey(key,jweAlgorithm(alg).subtle,usage),checkModulusLength(alg,
key)}async function deriveKey(p2s,alg,p2c,key){if(!(p2s instanceof Uint8Array)||p2s.length<8)throw new JWEInvalid("PBES2 Salt Input must be 8 or more octets");if(!Number.
isSafeInteger(p2c)||Math.sign(p2c)!==1)throw new JWEInvalid("PBES2 Count Input must be a positive integer");const salt=concat(encode(alg),Uint8Array.of(0),p2s),
keyLengthBits=parseInt(alg.slice(13,16),10),subtleAlg={hash:`SHA-${alg.slice(8,11)}`,iterations:p2c,name:"PBKDF2",salt},cryptoKey=await rawKey(key,jweAlgorithm(
alg).subtle,"deriveBits");return new Uint8Array(await crypto.subtle.deriveBits(subtleAlg,cryptoKey,keyLengthBits))}function lengthAndInput(input){return concat(
uint32be(input.length),input)}async function concatKdf(Z,keyDataLength,OtherInfo){const dkLen=keyDataLength>>3,hashLen=32,reps=Math.ceil(dkLen/hashLen),dk=new Uint8Array(
reps*hashLen);for(let i=1;i<=reps;i++){const hashResult=await digest("sha256",concat(uint32be(i),Z,OtherInfo));dk.set(hashResult,(i-1)*hashLen)}return dk.slice(
0,dkLen)}async function ecdhesDeriveKey(publicKey,privateKey,algorithmId,keyDataLength,apu=new Uint8Array,apv=new Uint8Array){checkEcdhCryptoKey(publicKey),checkEcdhCryptoKey(
privateKey,"deriveBits");const otherInfo=concat(lengthAndInput(encode(algorithmId)),lengthAndInput(apu),lengthAndInput(apv),uint32be(keyDataLength)),Z=new Uint8Array(
await crypto.subtle.deriveBits({name:publicKey.algorithm.name,public:publicKey},privateKey,publicKey.algorithm.name==="X25519"?256:Math.ceil(parseInt(publicKey.
algorithm.namedCurve.slice(-3),10)/8)<<3));return concatKdf(Z,keyDataLength,otherInfo)}function assertEcdhKey(key){assertCryptoKey(key);const curve=key.algorithm.
namedCurve;if(curve!=="P-256"&&curve!=="P-384"&&curve!=="P-521"&&key.algorithm.name!=="X25519")throw new JOSENotSupported("ECDH with the provided key is not all\
owed or not supported by your javascript runtime")}function partyInfo(joseHeader,name){const value=joseHeader[name];if(value!==void 0){if(typeof value!="string")
throw new JWEInvalid(`JOSE Header "${name}" (Agreement Party${name==="apu"?"U":"V"}Info) invalid`);return decodeBase64url(value,name,JWEInvalid)}}function checkPartyInfo(apu,apv){
if(!(apu===void 0||apv===void 0||apu.byteLength!==apv.byteLength)){for(let i=0;i<apu.byteLength;i++)if(apu[i]!==apv[i])return;throw new JWEInvalid('JOSE Header \
"apu" and "apv" values must be distinct')}}function assertEncryptedKey(encryptedKey){if(encryptedKey===void 0)throw new JWEInvalid("JWE Encrypted Key missing")}
function assertNoEncryptedKey(encryptedKey){if(encryptedKey!==void 0)throw new JWEInvalid("Encountered unexpected JWE Encrypted Key")}function validateMaxPBES2Count(value){
if(value!==void 0&&value!==1/0&&(!Number.isSafeInteger(value)||value<1))throw new TypeError("maxPBES2Count must be a positive safe integer or Infinity")}async function decryptKeyManagement(entry,enc,key,encryptedKey,joseHeader,maxPBES2Count){
const{alg}=entry,mode=entry.mode;if(mode==="direct-encryption")return assertNoEncryptedKey(encryptedKey),key;const direct=mode==="direct-key-agreement";switch(direct?
assertNoEncryptedKey(encryptedKey):assertEncryptedKey(encryptedKey),entry.subtle.name){case"ECDH":{const{epk}=joseHeader;if(!isObject(epk)||["d","k","p","q","dp",
"dq","qi","oth","priv"].some(parameter=>Object.hasOwn(epk,parameter)))throw new JWEInvalid('JOSE Header "epk" (Ephemeral Public Key) missing or invalid');assertEcdhKey(
key);const ephemeralPublicKey=await jwkToKey(entry,epk),partyUInfo=partyInfo(joseHeader,"apu"),partyVInfo=partyInfo(joseHeader,"apv");checkPartyInfo(partyUInfo,
partyVInfo);const derivedKey=await ecdhesDeriveKey(ephemeralPublicKey,key,direct?enc.alg:alg,direct?enc.cekBits:parseInt(alg.slice(-5,-2),10),partyUInfo,partyVInfo);
if(direct)return derivedKey;key=derivedKey;break}case"RSA-OAEP":return assertCryptoKey(key),checkRsaKey(alg,key,"decrypt"),new Uint8Array(await crypto.subtle.decrypt(
"RSA-OAEP",key,encryptedKey));case"PBKDF2":{if(typeof joseHeader.p2c!="number")throw new JWEInvalid('JOSE Header "p2c" (PBES2 Count) missing or invalid');const p2cLimit=maxPBES2Count??
1e4;if(joseHeader.p2c>p2cLimit)throw new JWEInvalid('JOSE Header "p2c" (PBES2 Count) out is of acceptable bounds');if(typeof joseHeader.p2s!="string")throw new JWEInvalid(
'JOSE Header "p2s" (PBES2 Salt) missing or invalid');const p2s=decodeBase64url(joseHeader.p2s,"p2s",JWEInvalid);key=await deriveKey(p2s,alg,joseHeader.p2c,key);
break}case"AES-GCM":{if(typeof joseHeader.iv!="string")throw new JWEInvalid('JOSE Header "iv" (Initialization Vector) missing or invalid');if(typeof joseHeader.
tag!="string")throw new JWEInvalid('JOSE Header "tag" (Authentication Tag) missing or invalid');const iv=decodeBase64url(joseHeader.iv,"iv",JWEInvalid),tag2=decodeBase64url(
joseHeader.tag,"tag",JWEInvalid);if(iv.byteLength!==12)throw new JWEInvalid("Invalid Initialization Vector length");if(tag2.byteLength!==16)throw new JWEInvalid(
"Invalid Authentication Tag length");return decrypt(jweEncryption(alg.slice(0,-2)),key,encryptedKey,iv,tag2,new Uint8Array)}}return aeskwUnwrap(alg.slice(-6),key,
encryptedKey)}async function encryptKeyManagement(entry,enc,inputKey,joseHeader,providedCek,providedParameters={}){const{alg,mode}=entry,transport=isJWECEKTransport(
entry);if(providedCek!==void 0&&!transport)throw new TypeError(`setContentEncryptionKey cannot be called with JWE "alg" (Algorithm) Header ${alg}`);let key=await prepareKey(
mode==="direct-encryption"?enc:entry,inputKey,"encrypt");if(mode==="direct-encryption")return[key,void 0,void 0];const cek=transport?providedCek??generateCek(enc):
void 0;cek&&checkCekLength(cek,enc.cekBits);let encryptedKey,parameters;switch(entry.subtle.name){case"ECDH":{assertEcdhKey(key);const{apu:providedApu,apv:providedApv}=providedParameters;
providedApu!==void 0&&assertUint8Array(providedApu,'"apu"'),providedApv!==void 0&&assertUint8Array(providedApv,'"apv"');const apu=providedApu??partyInfo(joseHeader,
"apu"),apv=providedApv??partyInfo(joseHeader,"apv");checkPartyInfo(apu,apv);let ephemeralPrivateKey;providedParameters.epk!==void 0?ephemeralPrivateKey=await prepareKey(
entry,providedParameters.epk,"decrypt"):ephemeralPrivateKey=(await crypto.subtle.generateKey(key.algorithm,true,["deriveBits"])).privateKey;const subtle=crypto.
subtle;let exportableEpk=ephemeralPrivateKey;if(!exportableEpk.extractable){if(typeof subtle.getPublicKey!="function")throw new TypeError('CryptoKey for "epk" m\
ust be extractable');exportableEpk=await subtle.getPublicKey(ephemeralPrivateKey,[])}const{x,y,crv,kty}=await subtle.exportKey("jwk",exportableEpk),direct=mode===
"direct-key-agreement",derivedKey=await ecdhesDeriveKey(key,ephemeralPrivateKey,direct?enc.alg:alg,direct?enc.cekBits:parseInt(alg.slice(-5,-2),10),apu,apv),epk={
x,crv,kty};if(kty==="EC"&&(epk.y=y),parameters={epk},providedApu!==void 0&&(parameters.apu=encode2(providedApu)),providedApv!==void 0&&(parameters.apv=encode2(providedApv)),
direct)return[derivedKey,void 0,parameters];key=derivedKey;break}case"RSA-OAEP":{assertCryptoKey(key),checkRsaKey(alg,key,"encrypt"),encryptedKey=new Uint8Array(
await crypto.subtle.encrypt("RSA-OAEP",key,cek));break}case"PBKDF2":{const{p2c=2048,p2s=crypto.getRandomValues(new Uint8Array(16))}=providedParameters;key=await deriveKey(
p2s,alg,p2c,key),parameters={p2c,p2s:encode2(p2s)};break}case"AES-GCM":{const iv=providedParameters.iv===void 0?crypto.getRandomValues(new Uint8Array(12)):providedParameters.
iv;if(!(iv instanceof Uint8Array))throw new TypeError('"iv" must be an instance of Uint8Array');const wrapped=await encrypt(jweEncryption(alg.slice(0,-2)),cek,key,
iv,new Uint8Array);encryptedKey=wrapped.ciphertext,parameters={iv:encode2(wrapped.iv),tag:encode2(wrapped.tag)}}}if(encryptedKey??=await aeskwWrap(alg.slice(-6),
key,cek),!(encryptedKey instanceof Uint8Array)||!encryptedKey.byteLength)throw new TypeError("JWE key management algorithm did not produce an Encrypted Key");return[
cek,encryptedKey,parameters]}function validateZip(joseHeader,protectedHeader){if(joseHeader.zip!==void 0&&joseHeader.zip!=="DEF")throw new JOSENotSupported('Unsupported JWE "zip" (Compressi\
on Algorithm) Header Parameter value.');if(joseHeader.zip!==void 0&&!protectedHeader?.zip)throw new JWEInvalid('JWE "zip" (Compression Algorithm) Header Paramet\
er MUST be in a protected header.')}function supported(name){if(typeof globalThis[name]>"u")throw new JOSENotSupported(`JWE "zip" (Compression Algorithm) Header\
 Parameter requires the ${name} API.`)}async function transform(stream,input,maxLength=1/0){const writer=stream.writable.getWriter();writer.write(input).catch(()=>{}),
writer.close().catch(()=>{});const chunks=[];let length=0;const reader=stream.readable.getReader();for(;;){const{value,done}=await reader.read();if(done)break;if(chunks.
push(value),length+=value.byteLength,maxLength!==1/0&&length>maxLength)throw await reader.cancel().catch(()=>{}),new JWEInvalid("Decompressed plaintext exceeded\
 the configured limit")}return concat(...chunks)}async function compress(input){return supported("CompressionStream"),transform(new CompressionStream("deflate-r\
aw"),input)}async function decompress(input,maxLength){return supported("DecompressionStream"),transform(new DecompressionStream("deflate-raw"),input,maxLength)}function snapshotSharedJWE(jwe){const{aad,ciphertext,iv,protected:encodedProtected,tag:tag2,unprotected}=jwe;if(iv!==void 0&&(typeof iv!="string"||!iv))throw new JWEInvalid(
"JWE Initialization Vector incorrect type");if(typeof ciphertext!="string")throw new JWEInvalid("JWE Ciphertext missing or incorrect type");if(tag2!==void 0&&(typeof tag2!=
"string"||!tag2))throw new JWEInvalid("JWE Authentication Tag incorrect type");if(encodedProtected!==void 0&&typeof encodedProtected!="string")throw new JWEInvalid(
"JWE Protected Header incorrect type");if(aad!==void 0&&(typeof aad!="string"||!aad))throw new JWEInvalid("JWE AAD incorrect type");if(unprotected!==void 0&&!isObject(
unprotected))throw new JWEInvalid("JWE Shared Unprotected Header incorrect type");return{aad,ciphertext,iv,protected:encodedProtected,tag:tag2,unprotected:unprotected===
void 0?void 0:{...unprotected}}}function snapshotRecipientJWE(recipient){let header,headerAlg;try{const{header:inputHeader}=recipient;if(isObject(inputHeader)){
headerAlg=inputHeader.alg;const parameters=Object.keys(inputHeader);parameters.includes("alg")||(headerAlg=void 0),header=Object.fromEntries(parameters.map(parameter=>[
parameter,parameter==="alg"?headerAlg:inputHeader[parameter]]))}else header=inputHeader;const{encrypted_key:encryptedKey}=recipient;return[{encrypted_key:encryptedKey,
header},headerAlg]}catch(error){return[void 0,headerAlg,error]}}function checkRecipient(jwe){const{encrypted_key:encryptedKey,header}=jwe;if(encryptedKey!==void 0&&
typeof encryptedKey!="string")throw new JWEInvalid("JWE Encrypted Key incorrect type");if(header!==void 0&&!isObject(header))throw new JWEInvalid("JWE Per-Recip\
ient Unprotected Header incorrect type");if(jwe.protected===void 0&&header===void 0&&jwe.unprotected===void 0)throw new JWEInvalid("JOSE Header missing")}function shareJWE(jwe){
const{protected:encodedProtected,ciphertext,iv,tag:tag2,aad}=jwe;let protectedHeader;return encodedProtected!==void 0&&(protectedHeader=parseJoseHeader(encodedProtected,
JWEInvalid,"JWE Protected Header is invalid")),[protectedHeader,decodeBase64url(ciphertext,"ciphertext",JWEInvalid),iv!==void 0?decodeBase64url(iv,"iv",JWEInvalid):
void 0,tag2!==void 0?decodeBase64url(tag2,"tag",JWEInvalid):void 0,encodeAsciiMember((encodedProtected??"")+(aad!==void 0?`.${aad}`:""),"aad",JWEInvalid)]}function prepareDecrypt(options){
const keyManagementAlgorithms=options&&validateAlgorithms("keyManagementAlgorithms",options.keyManagementAlgorithms),contentEncryptionAlgorithms=options&&validateAlgorithms(
"contentEncryptionAlgorithms",options.contentEncryptionAlgorithms),{crit,maxPBES2Count,maxDecompressedLength}=options??{};validateMaxPBES2Count(maxPBES2Count);const decompressionLimit=maxDecompressedLength??
25e4;if(decompressionLimit!==0&&decompressionLimit!==1/0&&(!Number.isSafeInteger(decompressionLimit)||decompressionLimit<1))throw new TypeError("maxDecompressed\
Length must be 0, a positive safe integer, or Infinity");return[keyManagementAlgorithms,contentEncryptionAlgorithms,crit,maxPBES2Count,maxDecompressedLength]}async function decryptJWE(jwe,shared,key,token=shareJWE(
jwe)){const[protectedHeader,ciphertext,iv,tag2,additionalAuthenticatedData]=token,{header,unprotected,aad}=jwe;let joseHeader;if(header!==void 0||unprotected!==
void 0){if(!isDisjoint(protectedHeader,header,unprotected))throw new JWEInvalid("JWE Protected, JWE Unprotected Header, and JWE Per-Recipient Unprotected Header\
 Parameter names must be disjoint");joseHeader={...protectedHeader,...header,...unprotected}}else joseHeader=protectedHeader??{};const[keyManagementAlgorithms,contentEncryptionAlgorithms,
crit,maxPBES2Count,maxDecompressedLength]=shared,{encrypted_key:encodedKey}=jwe;validateCrit(JWEInvalid,JWE_RECOGNIZED,crit,protectedHeader,joseHeader),validateZip(
joseHeader,protectedHeader);const{alg,enc}=joseHeader;if(typeof alg!="string"||!alg)throw new JWEInvalid("missing JWE Algorithm (alg) in JWE Header");const selected=JWE[alg];
if(encodedKey===""&&(!selected||!isJWECEKTransport(selected)))throw new JWEInvalid("JWE Encrypted Key incorrect type");const integrated=selected?.mode==="integr\
ated-encryption";if(!integrated&&(typeof enc!="string"||!enc))throw new JWEInvalid("missing JWE Encryption Algorithm (enc) in JWE Header");if(keyManagementAlgorithms&&
!keyManagementAlgorithms.has(alg)||!keyManagementAlgorithms&&alg.startsWith("PBES2"))throw new JOSEAlgNotAllowed('"alg" (Algorithm) Header Parameter value not a\
llowed');let encEntry;if(integrated){if(enc!==void 0)throw new JWEInvalid('JWE "enc" (Encryption Algorithm) Header Parameter must not be present for integrated \
encryption');if(iv?.byteLength)throw new JWEInvalid("JWE Initialization Vector must be empty for integrated encryption");if(tag2?.byteLength)throw new JWEInvalid(
"JWE Authentication Tag must be empty for integrated encryption")}else{if(contentEncryptionAlgorithms&&!contentEncryptionAlgorithms.has(enc))throw new JOSEAlgNotAllowed(
'"enc" (Encryption Algorithm) Header Parameter value not allowed');encEntry=jweEncryption(enc)}let encryptedKey;if(encodedKey!==void 0)try{encryptedKey=decodeBase64url(
encodedKey,"encrypted_key",JWEInvalid)}catch(error){if(!selected||!isJWECEKTransport(selected))throw error;encryptedKey=new Uint8Array}let resolvedKey=false;typeof key==
"function"&&(key=await key(protectedHeader,jwe),resolvedKey=true);const algEntry=selected??jweAlgorithm(alg);isJWECEKTransport(algEntry)&&encryptedKey===void 0&&
(encryptedKey=new Uint8Array);const k=await prepareKey(algEntry.mode==="direct-encryption"?encEntry:algEntry,key,"decrypt");let plaintext;if(algEntry.mode==="in\
tegrated-encryption")plaintext=await algEntry.decrypt(k,encryptedKey,ciphertext,additionalAuthenticatedData,protectedHeader,joseHeader);else{const encryption=encEntry;
let cek;try{cek=await decryptKeyManagement(algEntry,encryption,k,encryptedKey,joseHeader,maxPBES2Count),isJWECEKTransport(algEntry)&&cek instanceof Uint8Array&&
cek.byteLength<<3!==encryption.cekBits&&(cek=generateCek(encryption))}catch(err){if(err instanceof TypeError||err instanceof JWEInvalid||err instanceof JOSENotSupported)
throw err;cek=generateCek(encryption)}plaintext=await decrypt(encryption,cek,ciphertext,iv,tag2,additionalAuthenticatedData)}if(joseHeader.zip==="DEF"){const decompressionLimit=maxDecompressedLength??
25e4;if(decompressionLimit===0)throw new JOSENotSupported('JWE "zip" (Compression Algorithm) Header Parameter is not supported.');plaintext=await decompress(plaintext,
decompressionLimit).catch(cause=>{throw cause instanceof JWEInvalid?cause:new JWEInvalid("Failed to decompress plaintext",{cause})})}return{plaintext,...protectedHeader&&
{protectedHeader},...aad!==void 0&&{additionalAuthenticatedData:decodeBase64url(aad,"aad",JWEInvalid)},...unprotected&&{sharedUnprotectedHeader:unprotected},...header&&
{unprotectedHeader:header},...resolvedKey&&{key:k}}}async function generalDecrypt(jwe,key,options){if(!isObject(jwe))throw new JWEInvalid("General JWE must be an object");const inputRecipients=jwe.recipients;if(!Array.
isArray(inputRecipients))throw new JWEInvalid("JWE Recipients missing or incorrect type");const recipients=Array.from(inputRecipients);if(!recipients.every(isObject))
throw new JWEInvalid("JWE Recipients missing or incorrect type");if(!recipients.length)throw new JWEInvalid("JWE Recipients has no members");const shared=prepareDecrypt(
options);let sharedJwe,token;try{sharedJwe=snapshotSharedJWE(jwe),token=shareJWE(sharedJwe)}catch{throw new JWEDecryptionFailed}const recipientSnapshots=recipients.
map(recipient=>snapshotRecipientJWE(recipient));if(recipients.length>1)for(const[,headerAlg]of recipientSnapshots){const alg=token[0]?.alg??headerAlg??sharedJwe.
unprotected?.alg,algEntry=typeof alg=="string"?JWE[alg]:void 0;if(algEntry&&!isJWECEKTransport(algEntry))throw new JWEInvalid(`"${alg}" alg may only have a sing\
le recipient`)}for(const[recipient]of recipientSnapshots)if(recipient)try{const flattened={...sharedJwe,...recipient};return checkRecipient(flattened),await decryptJWE(
flattened,shared,key,token)}catch{}throw new JWEDecryptionFailed}function checkDisjoint(protectedHeader,unprotectedHeader,sharedUnprotectedHeader){if(!isDisjoint(protectedHeader,unprotectedHeader,sharedUnprotectedHeader))throw new JWEInvalid(
"JWE Protected, JWE Shared Unprotected and JWE Per-Recipient Header Parameter names must be disjoint")}function checkEncryptHeaders(input,options,sharedHeadersNormalized=false){
if(!input[1]&&!input[2]&&!input[3])throw new JWEInvalid("either setProtectedHeader, setUnprotectedHeader, or sharedUnprotectedHeader must be called before #encr\
ypt()");options!==void 0&&(input[8]=options?.crit);let[,protectedHeader,unprotectedHeader,sharedUnprotectedHeader,aad,cek,iv,keyManagementParameters,crit]=input;
if(aad!==void 0&&assertUint8Array(aad,"JWE Additional Authenticated Data"),cek!==void 0&&assertUint8Array(cek,"JWE Content Encryption Key"),iv!==void 0&&assertUint8Array(
iv,"JWE Initialization Vector"),!sharedHeadersNormalized&&protectedHeader!==void 0&&(protectedHeader=serializeJoseHeader(JWEInvalid,protectedHeader)[0],input[1]=
protectedHeader),unprotectedHeader!==void 0&&(unprotectedHeader=serializeJoseHeader(JWEInvalid,unprotectedHeader)[0],input[2]=unprotectedHeader),!sharedHeadersNormalized&&
sharedUnprotectedHeader!==void 0&&(sharedUnprotectedHeader=serializeJoseHeader(JWEInvalid,sharedUnprotectedHeader)[0],input[3]=sharedUnprotectedHeader),keyManagementParameters!==
void 0&&!isObject(keyManagementParameters))throw new TypeError("JWE Key Management Parameters must be an object");checkDisjoint(protectedHeader,unprotectedHeader,
sharedUnprotectedHeader);const joseHeader={...protectedHeader,...unprotectedHeader,...sharedUnprotectedHeader};validateCritDuplicates(JWEInvalid,protectedHeader),
validateCrit(JWEInvalid,JWE_RECOGNIZED,crit,protectedHeader,joseHeader),validateZip(joseHeader,protectedHeader);const{alg,enc}=joseHeader;if(typeof alg!="string"||
!alg)throw new JWEInvalid('JWE "alg" (Algorithm) Header Parameter missing or invalid');const algEntry=JWE[alg];if(algEntry?.mode==="integrated-encryption"){if(enc!==
void 0)throw new JWEInvalid('JWE "enc" (Encryption Algorithm) Header Parameter must not be present for integrated encryption');if(cek!==void 0)throw new TypeError(
`setContentEncryptionKey cannot be called with JWE "alg" (Algorithm) Header ${alg}`);if(iv!==void 0)throw new TypeError(`setInitializationVector cannot be calle\
d with JWE "alg" (Algorithm) Header ${alg}`);return[joseHeader,void 0,algEntry]}if(typeof enc!="string"||!enc)throw new JWEInvalid('JWE "enc" (Encryption Algori\
thm) Header Parameter missing or invalid');return[joseHeader,jweEncryption(enc),algEntry]}async function encryptJWE(input,checked,key){const[joseHeader,encEntry,
selected]=checked,[inputPlaintext,inputProtectedHeader,inputUnprotectedHeader,sharedUnprotectedHeader,aad,providedCek,inputIv,keyManagementParameters,,unprotectedParameters]=input;
let protectedHeader=inputProtectedHeader,unprotectedHeader=inputUnprotectedHeader;const algEntry=selected??jweAlgorithm(joseHeader.alg);let encryptedKey,parameters,
cek;algEntry.mode==="integrated-encryption"?cek=await prepareKey(algEntry,key,"encrypt"):[cek,encryptedKey,parameters]=await encryptKeyManagement(algEntry,encEntry,
key,joseHeader,providedCek,keyManagementParameters),parameters&&(unprotectedParameters?unprotectedHeader=unprotectedHeader?{...unprotectedHeader,...parameters}:
parameters:protectedHeader=protectedHeader?{...protectedHeader,...parameters}:parameters,checkDisjoint(protectedHeader,unprotectedHeader,sharedUnprotectedHeader));
const encodedProtectedHeader=protectedHeader?encode2(JSON.stringify(protectedHeader)):"",encodedAad=aad?.byteLength?encode2(aad):void 0,additionalAuthenticatedData=encode(
encodedAad?`${encodedProtectedHeader}.${encodedAad}`:encodedProtectedHeader);let plaintext=inputPlaintext;joseHeader.zip==="DEF"&&(plaintext=await compress(plaintext).
catch(cause=>{throw new JWEInvalid("Failed to compress plaintext",{cause})}));let ciphertext,tag2,iv;algEntry.mode==="integrated-encryption"?[encryptedKey,ciphertext]=
await algEntry.encrypt(cek,plaintext,additionalAuthenticatedData,protectedHeader,joseHeader,keyManagementParameters):{ciphertext,tag:tag2,iv}=await encrypt(encEntry,
plaintext,cek,inputIv,additionalAuthenticatedData);const jwe={ciphertext:encode2(ciphertext)};return iv&&(jwe.iv=encode2(iv)),tag2&&(jwe.tag=encode2(tag2)),encryptedKey?.
byteLength&&(jwe.encrypted_key=encode2(encryptedKey)),encodedAad&&(jwe.aad=encodedAad),protectedHeader&&(jwe.protected=encodedProtectedHeader),sharedUnprotectedHeader&&
(jwe.unprotected=sharedUnprotectedHeader),unprotectedHeader&&(jwe.header=unprotectedHeader),jwe}var IndividualRecipient=class{#parent;state;constructor(enc,key,crit){this.#parent=enc,this.state=[void 0,void 0,key,crit]}setUnprotectedHeader(unprotectedHeader){
return assertNotSet(this.state[0],"setUnprotectedHeader"),this.state[0]=unprotectedHeader,this}setKeyManagementParameters(parameters){return assertNotSet(this.state[1],
"setKeyManagementParameters"),this.state[1]=parameters,this}addRecipient(...args){return this.#parent.addRecipient(...args)}encrypt(...args){return this.#parent.
encrypt(...args)}done(){return this.#parent}};var GeneralEncrypt=class{#plaintext;#recipients=[];#protectedHeader;#sharedUnprotectedHeader;#aad;constructor(plaintext){
this.#plaintext=plaintext}addRecipient(key,options){const recipient=new IndividualRecipient(this,key,options?.crit);return this.#recipients.push(recipient),recipient}setProtectedHeader(protectedHeader){
return assertNotSet(this.#protectedHeader,"setProtectedHeader"),this.#protectedHeader=protectedHeader,this}setSharedUnprotectedHeader(sharedUnprotectedHeader){return assertNotSet(
this.#sharedUnprotectedHeader,"setSharedUnprotectedHeader"),this.#sharedUnprotectedHeader=sharedUnprotectedHeader,this}setAdditionalAuthenticatedData(aad){return this.#aad=
aad,this}async encrypt(){if(!this.#recipients.length)throw new JWEInvalid("at least one recipient must be added");assertUint8Array(this.#plaintext,"plaintext");
const multiple=this.#recipients.length>1;let enc,protectedHeader=this.#protectedHeader,sharedUnprotectedHeader=this.#sharedUnprotectedHeader;const recipients=[];
for(const recipient of this.#recipients){const[unprotectedHeader,keyManagementParameters,key,crit]=recipient.state,input=[this.#plaintext,protectedHeader,unprotectedHeader,
sharedUnprotectedHeader,this.#aad,void 0,void 0,keyManagementParameters,crit,multiple],headers=checkEncryptHeaders(input,void 0,recipients.length>0);recipients.
length||(protectedHeader=input[1],sharedUnprotectedHeader=input[3]),recipients.push([input,headers,key]);const[{alg,enc:recipientEnc},,algEntry]=headers;if(multiple&&
algEntry&&!isJWECEKTransport(algEntry))throw new JWEInvalid(`"${alg}" alg may only have a single recipient`);if(!enc)enc=recipientEnc;else if(enc!==recipientEnc)
throw new JWEInvalid('JWE "enc" (Encryption Algorithm) Header Parameter must be the same for all recipients')}for(const[,headers]of recipients)headers[2]??=jweAlgorithm(
headers[0].alg);const[firstInput,firstHeaders,firstKey]=recipients[0],cek=multiple?generateCek(firstHeaders[1]):void 0;firstInput[5]=cek;const{encrypted_key,header,
...shared}=await encryptJWE(firstInput,firstHeaders,firstKey),jwe={...shared,recipients:[{}]};encrypted_key&&(jwe.recipients[0].encrypted_key=encrypted_key),header&&
(jwe.recipients[0].header=header);for(let i=1;i<recipients.length;i++){const[input,[joseHeader,encEntry,algEntry],key]=recipients[i],unprotectedHeader=input[2],
[,encryptedKey,parameters]=await encryptKeyManagement(algEntry,encEntry,key,joseHeader,cek,input[7]),target={encrypted_key:encode2(encryptedKey)};if(unprotectedHeader||
parameters){const header2={...unprotectedHeader,...parameters};parameters&&checkDisjoint(input[1],header2,input[3]),target.header=header2}jwe.recipients.push(target)}
return jwe}};var sig=[["verify"],["sign"]];function hmac(bits){const subtle={name:"HMAC",hash:`SHA-${bits}`};return{kty:["oct"],secret:true,subtle,signing:subtle,usages:sig}}
function rsa(bits,saltLength){const subtle={name:saltLength?"RSA-PSS":"RSASSA-PKCS1-v1_5",hash:`SHA-${bits}`};return{kty:["RSA"],subtle,signing:saltLength?{...subtle,
saltLength}:subtle,usages:sig,minRsaBits:2048}}function ecdsa(crv,bits){return{kty:["EC"],crv,subtle:{name:"ECDSA",namedCurve:crv},signing:{name:"ECDSA",hash:`S\
HA-${bits}`},usages:sig}}function eddsa(){const subtle={name:"Ed25519"};return{kty:["OKP"],crv:"Ed25519",subtle,signing:subtle,usages:sig}}function mldsa(parameterSet){
const subtle={name:`ML-DSA-${parameterSet}`};return{kty:["AKP"],subtle,signing:subtle,usages:sig}}var JWS=table({HS256:hmac(256),HS384:hmac(384),HS512:hmac(512),
RS256:rsa(256),RS384:rsa(384),RS512:rsa(512),PS256:rsa(256,32),PS384:rsa(384,48),PS512:rsa(512,64),ES256:ecdsa("P-256",256),ES384:ecdsa("P-384",384),ES512:ecdsa(
"P-521",512),EdDSA:eddsa(),Ed25519:eddsa(),"ML-DSA-44":mldsa(44),"ML-DSA-65":mldsa(65),"ML-DSA-87":mldsa(87)});function jwsAlgorithm(alg){const entry=typeof alg==
"string"?JWS[alg]:void 0;if(!entry)throw new JOSENotSupported(`alg ${alg} is not supported either by JOSE or your javascript runtime`);return entry}function prepareVerify(options){return[options&&validateAlgorithms("algorithms",options.algorithms),options?.crit]}function parseProtectedHeader(encodedProtectedHeader){
return encodedProtectedHeader===void 0?{}:parseJoseHeader(encodedProtectedHeader,JWSInvalid,"JWS Protected Header is invalid")}function encodeCompactUnencodedPayload(payload){try{return encode(payload)}catch(cause){throw new JWSInvalid("JWS Compact Serialization payload must use only AS\
CII characters",{cause})}}async function verifySignature(jws,shared,key,encodeUnencodedPayload,parsedProtected){const{protected:encodedProtectedHeader,header,payload:inputPayload}=jws,
protectedHeader=parsedProtected??parseProtectedHeader(encodedProtectedHeader);if(!isDisjoint(protectedHeader,header))throw new JWSInvalid("JWS Protected and JWS\
 Unprotected Header Parameter names must be disjoint");const joseHeader={...protectedHeader,...header},b64=validateB64(protectedHeader,validateCrit(JWSInvalid,JWS_RECOGNIZED,
shared[1],protectedHeader,joseHeader)),{alg}=joseHeader;if(typeof alg!="string"||!alg)throw new JWSInvalid('JWS "alg" (Algorithm) Header Parameter missing or in\
valid');if(shared[0]&&!shared[0].has(alg))throw new JOSEAlgNotAllowed('"alg" (Algorithm) Header Parameter value not allowed');if(b64){if(typeof inputPayload!="s\
tring")throw new JWSInvalid("JWS Payload must be a string")}else if(typeof inputPayload!="string"&&!(inputPayload instanceof Uint8Array))throw new JWSInvalid("J\
WS Payload must be a string or an Uint8Array instance");const signingPayload=b64||typeof inputPayload!="string"?inputPayload:encodeUnencodedPayload(inputPayload);
let resolvedKey=false;typeof key=="function"&&(key=await key(protectedHeader,jws),resolvedKey=true);const entry=jwsAlgorithm(alg),signingInput=concat(encodedProtectedHeader!==
void 0?encode(encodedProtectedHeader):new Uint8Array,encode("."),typeof signingPayload=="string"?shared[2]??=encodeAsciiMember(signingPayload,"payload",JWSInvalid):
signingPayload),signature=decodeBase64url(jws.signature,"signature",JWSInvalid),verificationKey=await prepareKey(entry,key,"verify"),cryptoKey=await rawKey(verificationKey,
entry.subtle,"verify");entry.minRsaBits&&checkModulusLength(entry.alg,cryptoKey);let verified=false;try{verified=await crypto.subtle.verify(entry.signing,cryptoKey,
signature,signingInput)}catch(cause){throw new JWSSignatureVerificationFailed(void 0,{cause})}if(!verified)throw new JWSSignatureVerificationFailed;const result={
payload:typeof signingPayload=="string"?decodeBase64url(signingPayload,"payload",JWSInvalid):signingPayload};return encodedProtectedHeader!==void 0&&(result.protectedHeader=
protectedHeader),header!==void 0&&(result.unprotectedHeader=header),resolvedKey?[{...result,key:verificationKey},b64]:[result,b64]}async function verifyCompact(jws,shared,key){
if(jws instanceof Uint8Array&&(jws=decoder.decode(jws)),typeof jws!="string")throw new JWSInvalid("Compact JWS must be a string or Uint8Array");const{0:protectedHeader,
1:payload,2:signature,length}=jws.split(".");if(length!==3)throw new JWSInvalid("Invalid Compact JWS");return verifySignature({payload,protected:protectedHeader,
signature},shared,key,encodeCompactUnencodedPayload)}async function compactVerify(jws,key,options){const[result]=await verifyCompact(jws,prepareVerify(options),key);return result}async function createSignature(input,key,rejectUnencoded){let[payload,protectedHeader,unprotectedHeader,crit]=input,encodedProtectedHeader="";if(protectedHeader!==
void 0){const normalized=serializeJoseHeader(JWSInvalid,protectedHeader);protectedHeader=normalized[0],encodedProtectedHeader=encode2(normalized[1])}if(unprotectedHeader!==
void 0&&(unprotectedHeader=serializeJoseHeader(JWSInvalid,unprotectedHeader)[0]),!protectedHeader&&!unprotectedHeader)throw new JWSInvalid("either setProtectedH\
eader or setUnprotectedHeader must be called before #sign()");if(!isDisjoint(protectedHeader,unprotectedHeader))throw new JWSInvalid("JWS Protected and JWS Unpr\
otected Header Parameter names must be disjoint");const joseHeader={...protectedHeader,...unprotectedHeader};validateCritDuplicates(JWSInvalid,protectedHeader);
const b64=validateB64(protectedHeader,validateCrit(JWSInvalid,JWS_RECOGNIZED,crit,protectedHeader,joseHeader));b64||rejectUnencoded?.();const{alg}=joseHeader;if(typeof alg!=
"string"||!alg)throw new JWSInvalid('JWS "alg" (Algorithm) Header Parameter missing or invalid');const entry=jwsAlgorithm(alg);let encodedPayload="",signingPayload=payload,
signingInput;if(b64){const encodedPayloadCache=input[4];encodedPayloadCache?(encodedPayload=encodedPayloadCache[0]??=encode2(payload),signingPayload=encodedPayloadCache[1]??=
encode(encodedPayload)):(encodedPayload=encode2(payload),signingInput=encoder.encode(`${encodedProtectedHeader}.${encodedPayload}`))}signingInput??=concat(encode(
encodedProtectedHeader),encode("."),signingPayload);const signingKey=await rawKey(await prepareKey(entry,key,"sign"),entry.subtle,"sign");entry.minRsaBits&&checkModulusLength(
entry.alg,signingKey);const jws={signature:encode2(new Uint8Array(await crypto.subtle.sign(entry.signing,signingKey,signingInput))),payload:encodedPayload};return protectedHeader&&
(jws.protected=encodedProtectedHeader),unprotectedHeader&&(jws.header=unprotectedHeader),[jws,b64]}async function createCompactSignature(payload,protectedHeader,crit,key,rejectUnencoded){
const[jws]=await createSignature([payload,protectedHeader,void 0,crit],key,rejectUnencoded);return`${jws.protected}.${jws.payload}.${jws.signature}`}var CompactSign=class{#payload;#protectedHeader;constructor(payload){assertUint8Array(payload,"payload"),this.#payload=payload}setProtectedHeader(protectedHeader){
return assertNotSet(this.#protectedHeader,"setProtectedHeader"),this.#protectedHeader=protectedHeader,this}async sign(key,options){return createCompactSignature(
this.#payload,this.#protectedHeader,options?.crit,key,()=>{throw new TypeError("use the flattened module for creating JWS with b64: false")})}};async function exportJWK(key){if(isKeyObject(key))if(key.type==="secret")key=key.export();else return key.export({format:"jwk"});if(key instanceof Uint8Array)return{
kty:"oct",k:encode2(key)};if(!isCryptoKey(key))throw new TypeError(invalidKeyInput(key,"CryptoKey","KeyObject","Uint8Array"));if(!key.extractable)throw new TypeError(
"non-extractable CryptoKey cannot be exported as a JWK");const jwk=await crypto.subtle.exportKey("jwk",key);delete jwk.ext,delete jwk.key_ops,delete jwk.use,jwk.
kty!=="AKP"&&delete jwk.alg;for(const parameter of Object.keys(jwk))jwk[parameter]===void 0&&delete jwk[parameter];return jwk}var check=(value,description)=>{if(typeof value!="string"||!value)throw new JWKInvalid(`${description} missing or invalid`)};async function calculateJwkThumbprint(key,digestAlgorithm){
let jwk;if(isObject(key)){if(jwk=snapshotJwk(key),typeof jwk.kty!="string")throw new TypeError(invalidKeyInput(key,"CryptoKey","KeyObject","JSON Web Key"))}else if(isKeyLike(
key))jwk=snapshotJwk(await exportJWK(key));else throw new TypeError(invalidKeyInput(key,"CryptoKey","KeyObject","JSON Web Key"));if(digestAlgorithm??="sha256",digestAlgorithm!==
"sha256"&&digestAlgorithm!=="sha384"&&digestAlgorithm!=="sha512")throw new TypeError('digestAlgorithm must one of "sha256", "sha384", or "sha512"');let requiredMembers;
switch(jwk.kty){case"AKP":check(jwk.alg,'"alg" (Algorithm) Parameter'),check(jwk.pub,'"pub" (Public key) Parameter'),requiredMembers={alg:jwk.alg,kty:jwk.kty,pub:jwk.
pub};break;case"EC":check(jwk.crv,'"crv" (Curve) Parameter'),check(jwk.x,'"x" (X Coordinate) Parameter'),check(jwk.y,'"y" (Y Coordinate) Parameter'),requiredMembers=
{crv:jwk.crv,kty:jwk.kty,x:jwk.x,y:jwk.y};break;case"OKP":check(jwk.crv,'"crv" (Subtype of Key Pair) Parameter'),check(jwk.x,'"x" (Public Key) Parameter'),requiredMembers=
{crv:jwk.crv,kty:jwk.kty,x:jwk.x};break;case"RSA":check(jwk.e,'"e" (Exponent) Parameter'),check(jwk.n,'"n" (Modulus) Parameter'),requiredMembers={e:jwk.e,kty:jwk.
kty,n:jwk.n};break;case"oct":if(typeof jwk.k!="string")throw new JWKInvalid('"k" (Key Value) Parameter missing or invalid');requiredMembers={k:jwk.k,kty:jwk.kty};
break;default:throw new JOSENotSupported('"kty" (Key Type) Parameter missing or unsupported')}const thumbprintInput=encode(JSON.stringify(requiredMembers));return encode2(
await digest(digestAlgorithm,thumbprintInput))}async function calculateJwkThumbprintUri(key,digestAlgorithm){digestAlgorithm??="sha256";const thumbprint=await calculateJwkThumbprint(
key,digestAlgorithm);return`urn:ietf:params:oauth:jwk-thumbprint:sha-${digestAlgorithm.slice(-3)}:${thumbprint}`}
return { CompactSign: CompactSign, GeneralEncrypt: GeneralEncrypt, calculateJwkThumbprintUri: calculateJwkThumbprintUri, compactVerify: compactVerify, generalDecrypt: generalDecrypt };
})();
// json.js
const module11 = (() => {
// JSON that has one form when written, and an exact set of keys when read.

const { KeyhavenError: KeyhavenError } = module1;

/**
 * Keys sorted, no spaces: the same value always gives the same text, so its bytes can be compared.
 * @param {unknown} value made of objects, arrays, strings, whole numbers, booleans and null
 * @returns {string}
 */
function canonicalJson(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${members.join(",")}}`;
}

/**
 * @param {unknown} untrustedText
 * @param {number} [maxLength] in characters; checked before anything is parsed
 * @returns {object}
 */
function parseObject(untrustedText, maxLength = 65536) {
  if (typeof untrustedText !== "string") throw new KeyhavenError("bad_json");
  if (untrustedText.length > maxLength) throw new KeyhavenError("too_large");
  try {
    return object(JSON.parse(untrustedText));
  } catch (error) {
    throw new KeyhavenError("bad_json", { cause: error });
  }
}

/** @param {unknown} value @returns {object} the value, if it is a plain JSON object */
function object(value) {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new KeyhavenError("bad_json");
  }
  return value;
}

/**
 * @param {unknown} value
 * @param {string[]} keys every key that must be there, and the only ones that may
 * @returns {object}
 */
function exactKeys(value, keys) {
  const found = Object.keys(object(value)).sort();
  if (found.join(" ") !== [...keys].sort().join(" ")) throw new KeyhavenError("bad_json");
  return value;
}

/** @param {unknown} value @param {number} max @returns {number} a whole number from 0 to max */
function wholeNumber(value, max) {
  if (!Number.isSafeInteger(value) || value < 0 || value > max) throw new KeyhavenError("bad_json");
  return value;
}
return { canonicalJson: canonicalJson, parseObject: parseObject, object: object, exactKeys: exactKeys, wholeNumber: wholeNumber };
})();
// keys.js
const module12 = (() => {
// X25519 and Ed25519 keys out of 32 raw bytes. WebCrypto takes a private key only inside PKCS #8
// (RFC 8410), whose first 16 bytes are constant for each of the two curves.

const { concat: concat, sized: sized, unb64u: unb64u, wipe: wipe } = module3;

const PKCS8_HEAD = {
  X25519: [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20],
  Ed25519: [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20],
};
const BASE_POINT = Uint8Array.of(9, ...new Uint8Array(31));

async function importPrivate({ curve, seed, extractable, usages }) {
  const pkcs8 = concat(Uint8Array.from(PKCS8_HEAD[curve]), sized(seed, 32));
  try {
    return await crypto.subtle.importKey("pkcs8", pkcs8, { name: curve }, extractable, usages);
  } finally {
    wipe(pkcs8);
  }
}

/** @param {Uint8Array} bytes 32 @returns {Promise<CryptoKey>} */
function x25519PublicKey(bytes) {
  return crypto.subtle.importKey("raw", sized(bytes, 32), { name: "X25519" }, true, []);
}

/** @param {Uint8Array} bytes 32 @returns {Promise<CryptoKey>} */
function ed25519PublicKey(bytes) {
  return crypto.subtle.importKey("raw", sized(bytes, 32), { name: "Ed25519" }, true, ["verify"]);
}

/**
 * The key pair of 32 secret bytes; the private half cannot be read out again.
 * @param {Uint8Array} seed
 * @returns {Promise<{privateKey: CryptoKey, publicKey: Uint8Array}>}
 */
async function x25519KeyPair(seed) {
  const usages = ["deriveBits"];
  const privateKey = await importPrivate({ curve: "X25519", seed, extractable: false, usages });
  // A public key is the base point times the private key (RFC 7748, section 6.1), which is what
  // deriveBits computes; so the private key never has to be exported.
  const algorithm = { name: "X25519", public: await x25519PublicKey(BASE_POINT) };
  const publicKey = new Uint8Array(await crypto.subtle.deriveBits(algorithm, privateKey, 256));
  return { privateKey, publicKey };
}

/**
 * The signing key pair of 32 secret bytes; the private half cannot be read out again.
 * @param {Uint8Array} seed
 * @returns {Promise<{privateKey: CryptoKey, publicKey: Uint8Array}>}
 */
async function ed25519KeyPair(seed) {
  const usages = ["sign"];
  // WebCrypto tells the public half only in the JWK of an extractable key, which is let go at once.
  const readable = await importPrivate({ curve: "Ed25519", seed, extractable: true, usages });
  const publicKey = unb64u((await crypto.subtle.exportKey("jwk", readable)).x, 32);
  const privateKey = await importPrivate({ curve: "Ed25519", seed, extractable: false, usages });
  return { privateKey, publicKey };
}
return { x25519PublicKey: x25519PublicKey, ed25519PublicKey: ed25519PublicKey, x25519KeyPair: x25519KeyPair, ed25519KeyPair: ed25519KeyPair };
})();
// status.js
const module13 = (() => {
// What is happening, in the words that wallets' makers know from other kits for their purpose.

const STATUS = Object.freeze({
  reading: "Reading share",
  decrypting: "Decrypting share",
  parsing: "Parsing share",
  recoveringBackup: "Recovering backup share",
  recoveringSigning: "Recovering signing share",
  generating: "Generating share",
  encrypting: "Encrypting share",
  storing: "Storing share",
  done: "Done",
});

/** Steps of flows/save.js. */
const OF_STEP = Object.freeze({
  splitting: STATUS.encrypting,
  sending: STATUS.storing,
  checking: STATUS.storing,
  confirming: STATUS.storing,
});

/**
 * Tells each status once, as it begins.
 * @param {((status: {status: string, done: boolean}) => void)|undefined} onStatus
 * @param {EventTarget} target also told, as an event "status"
 * @returns {(status: string) => void}
 */
function reporter(onStatus, target) {
  let last = "";
  return (status) => {
    if (status === last) return;
    last = status;
    const told = { status, done: status === STATUS.done };
    onStatus?.(told);
    target.dispatchEvent(new CustomEvent("status", { detail: told }));
  };
}
return { STATUS: STATUS, OF_STEP: OF_STEP, reporter: reporter };
})();
// hosted_pages.js
const module14 = (() => {
// The module for a wallet's app that has our hosted pages do the work, in a window of its own or by
// going there and coming back.
//
// A key passes between two windows of the same browser, each of which has checked who the other is.
// What comes back in an address is signed, says nothing secret, and is taken once.

const { compactVerify: compactVerify } = module10;
const { connectTo: connectTo, request: request } = module2;
const { b64u: b64u, randomBytes: randomBytes, unb64u: unb64u } = module3;
const { KeyhavenError: KeyhavenError } = module1;
const { parseObject: parseObject } = module11;
const { ed25519PublicKey: ed25519PublicKey } = module12;
const { Client: Client, requirePasskey: requirePasskey } = module9;
const { STATUS: STATUS, reporter: reporter } = module13;

const PENDING = "keyhaven-pending";
const FRAGMENT = "#keyhaven=";
const LONGEST_ANSWER = 65536;
const LOOK_MS = 500;
const WINDOW = "popup,width=480,height=760";

function stored(text) {
  return text === null ? null : JSON.parse(text);
}

class HostedPages extends Client {
  #server;
  #app;
  #returnTo;
  #mode;
  #token = null;

  constructor({ server, app, returnTo, mode = "popup" }) {
    super();
    this.#server = server;
    this.#app = app;
    this.#returnTo = returnTo;
    this.#mode = mode;
  }

  /**
   * Has a wallet protected. By a window it is the app's own; by going there, one that is made there,
   * since no key travels in an address.
   */
  protect(method, onStatus, wallet) {
    return this.once(async () => {
      requirePasskey(method);
      if (this.#mode === "redirect") return this.#leave("protect");
      const { answer } = await this.#ask({ action: "protect", onStatus, wallet });
      const [{ id }] = answer.wallets;
      this.tell("protected", { id });
      return { id };
    });
  }

  /** Gets wallets back. By a window the app is given those that their owner chooses. */
  recover(onStatus) {
    return this.once(async () => {
      if (this.#mode === "redirect") return this.#leave("recover");
      const { wallets } = await this.#ask({ action: "recover", onStatus });
      this.tell("recovered", { ids: wallets.map(({ id }) => id) });
      return wallets;
    });
  }

  /**
   * On the return address: what came of it. It can be asked for once.
   * @returns {Promise<{action: string, outcome: string, wallets: object[]}|null>} null where this
   *   page was not come back to
   */
  async finishRedirect() {
    if (!location.hash.startsWith(FRAGMENT)) return null;
    const answer = location.hash.slice(FRAGMENT.length);
    history.replaceState(null, "", location.pathname + location.search);
    const pending = stored(sessionStorage.getItem(PENDING));
    // Taken before it is looked at: whatever becomes of it, it is over.
    sessionStorage.removeItem(PENDING);
    if (pending === null) throw new KeyhavenError("hosted_over");
    return this.#verified(answer, pending);
  }

  async wallets() {
    if (this.#token === null) throw new KeyhavenError("session_missing");
    connectTo({ origin: this.#server, token: this.#token });
    return (await request("GET", "/site/wallets")).wallets;
  }

  #address(action, state) {
    const address = new URL("/hosted/", this.#server);
    const asked = { app: this.#app, return_to: this.#returnTo, mode: this.#mode, action, state };
    address.search = new URLSearchParams(asked);
    return address.href;
  }

  #leave(action) {
    const state = b64u(randomBytes(24));
    sessionStorage.setItem(PENDING, JSON.stringify({ action, state }));
    location.assign(this.#address(action, state));
    // The page is about to go; nothing comes of it here.
    return new Promise(() => undefined);
  }

  async #ask({ action, onStatus, wallet }) {
    const state = b64u(randomBytes(24));
    const popup = open(this.#address(action, state), "", WINDOW);
    if (popup === null) throw new KeyhavenError("popup_blocked");
    const say = reporter(onStatus, this);
    try {
      const message = await this.#talk({ popup, state, wallet, say });
      const answer = await this.#verified(message.answer, { action, state });
      if (answer.outcome !== "done") throw new KeyhavenError("hosted_cancelled");
      this.#token = message.token;
      say(STATUS.done);
      return { answer, wallets: message.wallets };
    } finally {
      popup.close();
    }
  }

  /** Hears only the window that was opened, at our server, about this request. */
  #talk({ popup, state, wallet, say }) {
    const listening = new AbortController();
    return new Promise((resolve, reject) => {
      const hear = ({ data, origin, source }) => {
        if (source !== popup || origin !== this.#server || data?.keyhaven !== state) return;
        if (data.type === "ready" && wallet !== undefined) {
          const { wid, name, secret } = wallet;
          popup.postMessage({ keyhaven: state, type: "wallet", wid, name, secret }, this.#server);
        } else if (data.type === "status") say(data.status);
        else if (data.type === "answer") resolve(data);
      };
      addEventListener("message", hear, { signal: listening.signal });
      const look = setInterval(() => {
        if (popup.closed) reject(new KeyhavenError("popup_closed"));
      }, LOOK_MS);
      listening.signal.addEventListener("abort", () => clearInterval(look));
    }).finally(() => listening.abort());
  }

  async #verified(answer, { action, state }) {
    const claims = await this.#signed(answer);
    const isOurs =
      claims.iss === this.#server &&
      claims.aud === this.#app &&
      claims.return_to === this.#returnTo &&
      claims.action === action &&
      claims.state === state &&
      claims.exp * 1000 > Date.now();
    if (!isOurs) throw new KeyhavenError("hosted_answer");
    const { outcome, wallets } = claims;
    return { action, outcome, wallets };
  }

  async #signed(answer) {
    try {
      const response = await fetch(new URL("/hosted/keys.json", this.#server));
      const [{ x }] = (await response.json()).keys;
      const key = await ed25519PublicKey(unb64u(x, 32));
      const checked = await compactVerify(answer, key, { algorithms: ["EdDSA"] });
      if (checked.protectedHeader.typ !== "keyhaven-answer+jws") throw new TypeError("typ");
      return parseObject(new TextDecoder().decode(checked.payload), LONGEST_ANSWER);
    } catch (error) {
      throw new KeyhavenError("hosted_answer", { cause: error });
    }
  }
}

/**
 * @param {object} input
 * @param {string} input.server origin of the Keyhaven server
 * @param {string} input.app id of the app, as it is registered there
 * @param {string} input.returnTo exactly one of its registered return addresses
 * @param {"popup"|"redirect"} [input.mode]
 * @returns {HostedPages}
 */
function hostedPages(input) {
  return new HostedPages(input);
}
return { hostedPages: hostedPages };
})();
// challenge.js
const module15 = (() => {
// The challenge that a passkey signs. The page computes it itself, from parts that it knows, so
// that nobody can have a sign-in signed and use it as an unlock.

const { concat: concat, equal: equal, label: label, lp: lp, sha256: sha256, sized: sized, u8: u8, utf8: utf8 } = module3;
const { KeyhavenError: KeyhavenError } = module1;

/** The only suite there is so far: X25519, HKDF-SHA256, AES-256-GCM, Ed25519. */
const SUITE = 1;

/** What a touch of a passkey is for. */
const OP = Object.freeze({ register: 0, login: 1, unlock: 2, recover: 3, approve: 4 });

const ZERO_BOOT_ID = new Uint8Array(16);
const ZERO_HASH = new Uint8Array(32);

function checkParts({ suite, op, bootId, nonce, pkEph, paramsHash }) {
  sized(bootId, 16);
  sized(nonce, 16);
  sized(paramsHash, 32);
  const answeredByEnclave = op >= OP.unlock;
  const needsParams = op === OP.register || op === OP.approve;
  const lengths = { [OP.register]: [0], [OP.login]: [0, 32] }[op] ?? [32];
  const right =
    suite === SUITE &&
    Object.values(OP).includes(op) &&
    lengths.includes(pkEph.length) &&
    equal(bootId, ZERO_BOOT_ID) !== answeredByEnclave &&
    equal(paramsHash, ZERO_HASH) !== needsParams;
  if (!right) throw new KeyhavenError("bad_challenge");
}

/**
 * @param {object} parts
 * @param {number} [parts.suite]
 * @param {number} parts.op one of OP: what the person asked for, never what a server asked for
 * @param {Uint8Array} [parts.bootId] 16 bytes, from the enclave; left out for register and login
 * @param {Uint8Array} parts.nonce 16 bytes
 * @param {string} parts.rpId
 * @param {Uint8Array} [parts.pkEph] 32 bytes, see hpke.js; may be left out for login
 * @param {Uint8Array} [parts.paramsHash] 32 bytes; for register SHA-256 of the user handle, for
 *   approve the name of the operation; left out otherwise
 * @returns {Promise<Uint8Array>} 32 bytes
 */
async function challenge({
  suite = SUITE,
  op,
  bootId = ZERO_BOOT_ID,
  nonce,
  rpId,
  pkEph = new Uint8Array(),
  paramsHash = ZERO_HASH,
}) {
  checkParts({ suite, op, bootId, nonce, pkEph, paramsHash });
  const rpHash = await sha256(utf8(rpId));
  const head = concat(label("KRP1-CHALLENGE"), u8(suite), u8(op), bootId, nonce, rpHash);
  return sha256(concat(head, lp(pkEph), paramsHash));
}
return { SUITE: SUITE, OP: OP, challenge: challenge };
})();
// device.js
const module16 = (() => {
// What this device keeps: its share of each wallet, wrapped with a key that cannot be read out,
// the highest generation it has seen, wallets that were made but not protected yet, and the check
// values of PRF outputs. One IndexedDB.
//
// A share is stored before its generation is uploaded. Until the server's word is known, the
// shares of the old and of the new generation lie side by side; two tabs may even have begun the
// same generation, so a share is told apart by its generation's digest too.

const { b64u: b64u, concat: concat, label: label, lp: lp, sized: sized, u32: u32, unb64u: unb64u, utf8: utf8 } = module3;
const { KeyhavenError: KeyhavenError } = module1;

const DATABASE = "keyhaven";
const VERSION = 1;
const WRAPPING_KEY = "wrapping";

/** @type {Promise<IDBDatabase>|undefined} */
let opening;

function promised(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function createStores({ target }) {
  const database = target.result;
  database.createObjectStore("keys");
  database.createObjectStore("shares", { keyPath: ["wid", "gen", "digest"] });
  database.createObjectStore("wallets", { keyPath: "wid" });
  database.createObjectStore("drafts", { keyPath: "wid" });
  database.createObjectStore("prf_checks", { keyPath: "cid" });
}

function forgetConnection() {
  opening = undefined;
}

async function connect() {
  try {
    const request = indexedDB.open(DATABASE, VERSION);
    request.onupgradeneeded = createStores;
    const database = await promised(request);
    database.onclose = forgetConnection;
    // Another tab wants to upgrade or delete the database: do not stand in its way.
    database.onversionchange = () => {
      database.close();
      forgetConnection();
    };
    return database;
  } catch (error) {
    forgetConnection();
    throw new KeyhavenError("storage_unavailable", { cause: error });
  }
}

/**
 * Runs `work` in one transaction and waits until it is on the disk. `work` may await requests of
 * this transaction only: anything else would end it.
 */
async function transact(stores, mode, work) {
  opening ??= connect();
  const database = await opening;
  const transaction = database.transaction(stores, mode, { durability: "strict" });
  const finished = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  try {
    const result = await work((name) => transaction.objectStore(name));
    await finished;
    return result;
  } catch (error) {
    abort(transaction);
    await finished.catch(() => undefined);
    if (error instanceof KeyhavenError) throw error;
    throw new KeyhavenError("storage_unavailable", { cause: error });
  }
}

function abort(transaction) {
  try {
    transaction.abort();
  } catch (error) {
    // It had ended by itself, which is all that was wanted.
    if (error.name !== "InvalidStateError") throw error;
  }
}

/** The wrapping key of this device; of two tabs that make one at once, the first one's is kept. */
async function wrappingKey() {
  const stored = await transact(["keys"], "readonly", (store) =>
    promised(store("keys").get(WRAPPING_KEY)),
  );
  if (stored !== undefined) return stored;
  const usages = ["encrypt", "decrypt"];
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, usages);
  return transact(["keys"], "readwrite", async (store) => {
    const other = await promised(store("keys").get(WRAPPING_KEY));
    if (other !== undefined) return other;
    await promised(store("keys").put(made, WRAPPING_KEY));
    return made;
  });
}

function cipher({ wid, gen, digest, iv }) {
  const additionalData = concat(label("KRP1-DEVICE"), sized(wid, 16), u32(gen), sized(digest, 32));
  return { name: "AES-GCM", iv, additionalData };
}

async function sharesOf(store, { wid, gen }) {
  const key = b64u(wid);
  const range = IDBKeyRange.bound([key, gen ?? 0], [key, gen ?? Infinity, []]);
  return promised(store("shares").getAll(range));
}

/**
 * Keeps the share of a generation that is about to be uploaded. Call it before the upload.
 * @param {{wid: Uint8Array, gen: number, digest: Uint8Array, share: Uint8Array}} input digest: 32
 *   bytes, as buildGeneration gives them
 * @returns {Promise<void>}
 */
async function saveShare({ wid, gen, digest, share }) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await wrappingKey();
  const wrapped = await crypto.subtle.encrypt(cipher({ wid, gen, digest, iv }), key, share);
  const row = { wid: b64u(wid), gen, digest: b64u(digest), iv, wrapped: new Uint8Array(wrapped) };
  await transact(["shares"], "readwrite", (store) => promised(store("shares").put(row)));
}

/** The row of one generation; undefined if there is none. */
function choose(rows, digest) {
  if (digest !== undefined) return rows.find((row) => row.digest === b64u(digest));
  if (rows.length > 1) throw new KeyhavenError("ambiguous_share");
  return rows[0];
}

/**
 * @param {{wid: Uint8Array, gen: number, digest?: Uint8Array}} input digest: needed only if two
 *   tabs began the same generation
 * @returns {Promise<Uint8Array|null>} this device's share of that very generation
 * @throws {KeyhavenError} ambiguous_share, device_share, storage_unavailable
 */
async function shareFor({ wid, gen, digest }) {
  const rows = await transact(["shares"], "readonly", (store) => sharesOf(store, { wid, gen }));
  const row = choose(rows, digest);
  if (row === undefined) return null;
  const context = cipher({ wid, gen, digest: unb64u(row.digest, 32), iv: row.iv });
  try {
    const key = await wrappingKey();
    return new Uint8Array(await crypto.subtle.decrypt(context, key, row.wrapped));
  } catch (error) {
    throw new KeyhavenError("device_share", { cause: error });
  }
}

/**
 * What the device holds of a wallet, to settle after a crash what the server says was committed.
 * @param {Uint8Array} wid
 * @returns {Promise<{gen: number, digest: Uint8Array}[]>} in order of generation
 */
async function generationsHeld(wid) {
  const rows = await transact(["shares"], "readonly", (store) => sharesOf(store, { wid }));
  return rows.map(({ gen, digest }) => ({ gen, digest: unb64u(digest, 32) }));
}

async function raise(store, { wid, gen }) {
  const row = await promised(store("wallets").get(b64u(wid)));
  const highest = row?.highest ?? 0;
  if (gen < highest) throw new KeyhavenError("older_generation");
  await promised(store("wallets").put({ wid: b64u(wid), highest: gen }));
}

/**
 * @param {Uint8Array} wid
 * @returns {Promise<number>} the highest generation this device knows to be committed; 0 for none
 */
async function highestGen(wid) {
  const row = await transact(["wallets"], "readonly", (store) =>
    promised(store("wallets").get(b64u(wid))),
  );
  return row?.highest ?? 0;
}

/**
 * Remembers a committed generation that was opened here, whether or not its share is held.
 * @param {{wid: Uint8Array, gen: number}} input
 * @throws {KeyhavenError} older_generation
 */
async function noteGeneration({ wid, gen }) {
  await transact(["wallets"], "readwrite", (store) => raise(store, { wid, gen }));
}

/**
 * The server has committed this generation: its share stays, all that came before goes.
 * @param {{wid: Uint8Array, gen: number, digest: Uint8Array}} input
 * @returns {Promise<void>}
 * @throws {KeyhavenError} share_missing (nothing was changed), older_generation
 */
async function promote({ wid, gen, digest }) {
  await transact(["shares", "wallets"], "readwrite", async (store) => {
    const rows = await sharesOf(store, { wid });
    const kept = rows.find((row) => row.gen === gen && row.digest === b64u(digest));
    if (kept === undefined) throw new KeyhavenError("share_missing");
    await raise(store, { wid, gen });
    const gone = rows.filter((row) => row !== kept && row.gen <= gen);
    for (const row of gone) await promised(store("shares").delete([row.wid, row.gen, row.digest]));
  });
}

/**
 * Drops the share of a generation that the server refused or never got.
 * @param {{wid: Uint8Array, gen: number, digest: Uint8Array}} input
 */
async function discard({ wid, gen, digest }) {
  await transact(["shares"], "readwrite", (store) =>
    promised(store("shares").delete([b64u(wid), gen, b64u(digest)])),
  );
}

/**
 * Removes everything this device holds of a wallet.
 * @param {Uint8Array} wid
 */
async function forget(wid) {
  await transact(["shares", "wallets"], "readwrite", async (store) => {
    const rows = await sharesOf(store, { wid });
    for (const row of rows) await promised(store("shares").delete([row.wid, row.gen, row.digest]));
    await promised(store("wallets").delete(b64u(wid)));
  });
}

function draftCipher({ wid, owner, name, iv }) {
  const named = concat(lp(utf8(owner)), lp(utf8(name)));
  return { name: "AES-GCM", iv, additionalData: concat(label("KRP1-DRAFT"), sized(wid, 16), named) };
}

/**
 * Keeps a wallet that was made here and has no backup yet, so that a closed tab loses nothing.
 * @param {{wid: Uint8Array, owner: string, name: string, entropy: Uint8Array}} input owner: who
 *   was signed in; a second person at this device is not shown the wallets of the first
 * @returns {Promise<void>}
 */
async function saveDraft({ wid, owner, name, entropy }) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await wrappingKey();
  const wrapped = await crypto.subtle.encrypt(draftCipher({ wid, owner, name, iv }), key, entropy);
  const row = { wid: b64u(wid), owner, name, iv, wrapped: new Uint8Array(wrapped) };
  await transact(["drafts"], "readwrite", (store) => promised(store("drafts").put(row)));
}

/**
 * @param {string} owner
 * @returns {Promise<{wid: Uint8Array, name: string}[]>} wallets without a backup; no secret is
 *   unwrapped for the list
 */
async function drafts(owner) {
  const rows = await transact(["drafts"], "readonly", (store) => promised(store("drafts").getAll()));
  const own = rows.filter((row) => row.owner === owner);
  return own.map(({ wid, name }) => ({ wid: unb64u(wid, 16), name }));
}

/**
 * @param {{wid: Uint8Array, owner: string}} input
 * @returns {Promise<Uint8Array|null>} the wallet's entropy; null if there is no such draft
 * @throws {KeyhavenError} device_share, storage_unavailable
 */
async function openDraft({ wid, owner }) {
  const row = await transact(["drafts"], "readonly", (store) =>
    promised(store("drafts").get(b64u(wid))),
  );
  if (row === undefined || row.owner !== owner) return null;
  const context = draftCipher({ wid, owner, name: row.name, iv: row.iv });
  try {
    const key = await wrappingKey();
    return new Uint8Array(await crypto.subtle.decrypt(context, key, row.wrapped));
  } catch (error) {
    throw new KeyhavenError("device_share", { cause: error });
  }
}

/** @param {Uint8Array} wid of a wallet that has its backup now, or that nobody wants */
async function dropDraft(wid) {
  await transact(["drafts"], "readwrite", (store) => promised(store("drafts").delete(b64u(wid))));
}

/**
 * Keeps the check value of a PRF output (see prf.js), never the output itself, and gives what an
 * earlier evaluation left. The first value stays, so that an unstable passkey stays unstable.
 * @param {{cid: Uint8Array, checkValue: Uint8Array}} input checkValue: 16 bytes
 * @returns {Promise<Uint8Array|null>} the `earlier` of confirmPrf; null if this is the first one
 */
async function rememberPrf({ cid, checkValue }) {
  sized(checkValue, 16);
  return transact(["prf_checks"], "readwrite", async (store) => {
    const row = await promised(store("prf_checks").get(b64u(cid)));
    if (row !== undefined) return row.value;
    await promised(store("prf_checks").add({ cid: b64u(cid), value: checkValue }));
    return null;
  });
}

/** @param {Uint8Array} cid @returns {Promise<Uint8Array|null>} 16 bytes */
async function prfSeen(cid) {
  const row = await transact(["prf_checks"], "readonly", (store) =>
    promised(store("prf_checks").get(b64u(cid))),
  );
  return row?.value ?? null;
}

/** @param {Uint8Array} cid whose passkey is gone */
async function forgetPrf(cid) {
  await transact(["prf_checks"], "readwrite", (store) =>
    promised(store("prf_checks").delete(b64u(cid))),
  );
}

/**
 * Everything that lies here, told by size and never by content.
 * @returns {Promise<{kind: "key"|"share"|"draft"|"generation"|"prf_check", wid?: string,
 *   gen?: number, bytes: Uint8Array}[]>} bytes: as they are stored, wrapped; empty where there is
 *   nothing but a number
 */
async function inventory() {
  const stores = ["keys", "shares", "drafts", "wallets", "prf_checks"];
  const rows = await transact(stores, "readonly", async (store) => {
    const found = [];
    for (const name of stores) found.push(await promised(store(name).getAll()));
    return found;
  });
  const [keys, shares, drafted, wallets, checks] = rows;
  const none = new Uint8Array();
  return [
    ...keys.map(() => ({ kind: "key", bytes: none })),
    ...shares.map(({ wid, gen, wrapped }) => ({ kind: "share", wid, gen, bytes: wrapped })),
    ...drafted.map(({ wid, wrapped }) => ({ kind: "draft", wid, bytes: wrapped })),
    ...wallets.map(({ wid, highest }) => ({ kind: "generation", wid, gen: highest, bytes: none })),
    ...checks.map(({ value }) => ({ kind: "prf_check", bytes: value })),
  ];
}

/** Makes this browser a new device: its shares, drafts and keys are gone for good. */
async function forgetEverything() {
  (await opening)?.close();
  forgetConnection();
  try {
    await promised(indexedDB.deleteDatabase(DATABASE));
  } catch (error) {
    throw new KeyhavenError("storage_unavailable", { cause: error });
  }
}
return { saveShare: saveShare, shareFor: shareFor, generationsHeld: generationsHeld, highestGen: highestGen, noteGeneration: noteGeneration, promote: promote, discard: discard, forget: forget, saveDraft: saveDraft, drafts: drafts, openDraft: openDraft, dropDraft: dropDraft, rememberPrf: rememberPrf, prfSeen: prfSeen, forgetPrf: forgetPrf, inventory: inventory, forgetEverything: forgetEverything };
})();
// prf.js
const module17 = (() => {
// The PRF of a passkey as an optional second factor of a slot. Its output never leaves the page.

const { equal: equal, hkdf: hkdf, label: label, sha256: sha256, concat: concat, utf8: utf8 } = module3;

/** @param {string} rpId @returns {Promise<Uint8Array>} 32 bytes, one constant per relying party */
function prfInput(rpId) {
  return sha256(concat(label("KRP1-PRF"), utf8(rpId)));
}

/**
 * What a device may keep to recognise a PRF value again: one-way, and of no use for a slot.
 * @param {Uint8Array} prf 32 bytes
 * @returns {Promise<Uint8Array>} 16 bytes
 */
function prfCheckValue(prf) {
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
function confirmPrf({ earlier, now }) {
  if (earlier === null && now === null) return "absent";
  if (earlier === null) return "needs-second-touch";
  return now !== null && equal(earlier, now) ? "confirmed" : "unstable";
}
return { prfInput: prfInput, prfCheckValue: prfCheckValue, confirmPrf: confirmPrf };
})();
// passkey.js
const module18 = (() => {
// Passkeys: one call to make one, one to use one. What goes over the wire is put together here
// by hand, because PublicKeyCredential.toJSON() would send the PRF output along.
// Source: https://www.w3.org/TR/webauthn-3/

const { b64u: b64u } = module3;
const { KeyhavenError: KeyhavenError } = module1;
const { prfInput: prfInput } = module17;



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
async function createPasskey({ rp, user, challenge, exclude = [], signal }) {
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
async function getPasskey({ rpId, challenge, allow = [], prf, mediation, signal }) {
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
return { prfCheckValue: module17.prfCheckValue, prfInput: module17.prfInput, createPasskey: createPasskey, getPasskey: getPasskey };
})();
// add_passkey.js
const module19 = (() => {
// How a passkey is made and gets into the person's list.

const { sha256: sha256, unb64u: unb64u } = module3;
const { OP: OP, challenge: challenge } = module15;
const { rememberPrf: rememberPrf } = module16;
const { createPasskey: createPasskey, prfCheckValue: prfCheckValue } = module18;
const { request: request } = module2;

/** Keeps what this passkey's own secret looked like, to see later whether it stays the same. */
async function remember({ prf, credentialId }) {
  if (prf === null) return;
  try {
    await rememberPrf({ cid: credentialId, checkValue: await prfCheckValue(prf) });
  } catch (error) {
    // A browser that keeps nothing can still use the passkey; the check is made at the next use.
    if (error.code !== "storage_unavailable") throw error;
  } finally {
    prf.fill(0);
  }
}

/**
 * @param {object} input
 * @param {{id: string, name: string}} input.rp
 * @param {{id: string, name: string, display_name: string}} input.user
 * @param {{id: string, transports: string[]}[]} input.exclude those in the list already
 * @param {string} input.ticket
 * @param {Uint8Array} input.nonce of the ticket
 * @param {string} input.nickname
 * @param {() => void} [input.onTouched] the ticket was used
 * @throws {ServerError|KeyhavenError}
 */
async function addPasskey({ rp, user, exclude, ticket, nonce, nickname, onTouched }) {
  const userHandle = unb64u(user.id, 64);
  const paramsHash = await sha256(userHandle);
  const made = await createPasskey({
    rp: { id: rp.id, name: rp.name },
    user: { id: userHandle, name: user.name, displayName: user.display_name },
    challenge: await challenge({ op: OP.register, nonce, rpId: rp.id, paramsHash }),
    exclude: exclude.map(({ id, transports }) => ({ id: unb64u(id), transports })),
  });
  onTouched?.();
  await request("POST", "/passkeys", { body: { ticket, nickname, credential: made.wire } });
  await remember(made);
}
return { addPasskey: addPasskey };
})();
// slots.js
const module20 = (() => {
// A slot: one way to open the backup, with a key pair of its own. Because the public half is in
// the manifest, a backup can be sealed anew for ways in that are not at hand.

const { b64u: b64u, concat: concat, hkdf: hkdf, label: label, lp: lp, sha256: sha256, sized: sized, u32: u32, u8: u8, unb64u: unb64u, wipe: wipe } = module3;
const { SUITE: SUITE } = module15;
const { KeyhavenError: KeyhavenError } = module1;
const { exactKeys: exactKeys, object: object, wholeNumber: wholeNumber } = module11;
const { x25519KeyPair: x25519KeyPair } = module12;

/** How a slot is opened. 5 is set aside for a time lock, which no page knows yet. */
const METHOD = Object.freeze({ passkey: 1, pin: 2, password: 3, cloudKey: 4, kit: 6 });

const MAX_U32 = 0xffffffff;
// Less is too weak to be believed; more, and the page could not compute it. In KiB for m.
const KDF_RANGES = { m: [19456, 1048576], t: [2, 16], p: [1, 4] };

const bytes = (size) => (value) => unb64u(value, size);
const number = (value) => wholeNumber(value, MAX_U32);

function text(length) {
  return (value) => {
    if (typeof value !== "string" || value.length > length) throw new KeyhavenError("bad_json");
  };
}

function kdf(value) {
  object(value);
  noNews(value, Object.keys(KDF_RANGES));
  for (const [name, [least, most]] of Object.entries(KDF_RANGES)) {
    wholeNumber(value[name], MAX_U32);
    if (value[name] < least || value[name] > most) throw new KeyhavenError("update_needed");
  }
}

// Of each method: `params` as the manifest lists them, which of them is the slot's `ref`, how many
// bytes each of its secrets has, and whether the enclave takes part, which makes an epoch count.
const METHODS = Object.freeze({
  [METHOD.passkey]: {
    ref: "cid",
    params: { cid: bytes(), spki: bytes(), name: text(64) },
    first: 32,
    second: 32,
    hasEpoch: true,
  },
  [METHOD.pin]: {
    ref: "nonce",
    params: { nonce: bytes(16), pin_epoch: number, oprf: bytes(32), kdf, name: text(64) },
    first: 64,
    second: 32,
    hasEpoch: true,
  },
  [METHOD.password]: {
    ref: "salt",
    params: { salt: bytes(16), kdf, name: text(64) },
    first: 32,
    hasEpoch: false,
  },
  [METHOD.cloudKey]: {
    ref: "id",
    params: { id: bytes(16), kind: text(32), place: text(300), name: text(64) },
    first: 32,
    hasEpoch: false,
  },
  [METHOD.kit]: {
    ref: "id",
    params: { id: bytes(16), name: text(64) },
    first: 32,
    hasEpoch: false,
  },
});

/** Throws update_needed for a key that this page does not know, bad_json for one that lacks. */
function noNews(value, keys) {
  const known = new Set(keys);
  if (Object.keys(value).some((key) => !known.has(key))) throw new KeyhavenError("update_needed");
  exactKeys(value, keys);
}

function rulesOf(method) {
  wholeNumber(method, 255);
  if (!Object.hasOwn(METHODS, method)) throw new KeyhavenError("update_needed");
  return METHODS[method];
}

/**
 * Checks what a manifest says of one method: nothing is guessed that this page does not know.
 * @param {{method: number, params: object, epoch: number, prf: number}} slot
 * @throws {KeyhavenError} update_needed, bad_json, bad_encoding, bad_length
 */
function checkMethod({ method, params, epoch, prf }) {
  const rules = rulesOf(method);
  noNews(object(params), Object.keys(rules.params));
  for (const [name, check] of Object.entries(rules.params)) check(params[name]);
  const needsNone = (value, may) => may || value === 0;
  const fits = needsNone(epoch, rules.hasEpoch) && needsNone(prf, method === METHOD.passkey);
  if (!fits) throw new KeyhavenError("bad_json");
}

/**
 * @typedef {object} Way what opens a slot, while it is at hand. See `forget`.
 * @property {number} method
 * @property {object} params as in the manifest, see METHODS. To open, the one that is the `ref` is
 *   enough; to make a slot, all of them are needed.
 * @property {number} epoch of the enclave's key from which a part came; 0 where it takes no part
 * @property {Uint8Array} first passkey: entropy; PIN: the OPRF's output, 64 bytes; password: what
 *   Argon2id made of it; cloud key and kit: the key itself
 * @property {Uint8Array|null} second passkey: its PRF output, if it may be used; PIN: entropy
 * @property {{epoch: number, ent: Uint8Array}[]} [older] passkey: `first` of earlier epochs, which
 *   open slots that were made then
 */

/**
 * @param {{cid: Uint8Array, spki?: Uint8Array, name?: string, ent: Uint8Array, epoch: number,
 *   prf: Uint8Array|null, older?: object[]}} passkey spki, name: needed for a slot that is to be made
 * @returns {Way}
 */
function passkeyWay({ cid, spki, name, ent, epoch, prf, older = [] }) {
  const full = spki === undefined ? {} : { spki: b64u(spki), name };
  const params = { cid: b64u(cid), ...full };
  return { method: METHOD.passkey, params, epoch, first: ent, second: prf, older };
}

/** Overwrites what a way in holds. @param {Way} way */
function forget({ first, second, older = [] }) {
  wipe(first, second, ...older.map(({ ent }) => ent));
}

/**
 * @param {{method?: number, wid: Uint8Array, ref: Uint8Array}} input wid: 16 bytes
 * @returns {Promise<Uint8Array>} 16 bytes
 */
async function slotId({ method = METHOD.passkey, wid, ref }) {
  const name = concat(label("KRP1-SLOT"), u8(method), sized(wid, 16), lp(ref));
  return (await sha256(name)).slice(0, 16);
}

/** @param {{wid: Uint8Array, way: Way}} input @returns {Promise<Uint8Array>} 16 bytes */
function slotIdOf({ wid, way: { method, params } }) {
  return slotId({ method, wid, ref: unb64u(params[rulesOf(method).ref]) });
}

/**
 * @param {{suite?: number, method?: number, wid: Uint8Array, id: Uint8Array, epoch: number,
 *   prf: 0|1}} input prf: whether the passkey's PRF output is needed too
 * @returns {Uint8Array} 39 bytes: everything the keys of a slot are bound to
 */
function slotContext({ suite = SUITE, method = METHOD.passkey, wid, id, epoch, prf }) {
  if (prf !== 0 && prf !== 1) throw new KeyhavenError("bad_json");
  return concat(u8(suite), u8(method), sized(wid, 16), sized(id, 16), u32(epoch), u8(prf));
}

/** The secrets of a slot one behind the other, each of the length that its method has. */
function keyMaterial({ context, first, second }) {
  const method = context[1];
  const rules = rulesOf(method);
  const needsPrf = context[context.length - 1] === 1;
  const needsSecond = method === METHOD.passkey ? needsPrf : rules.second !== undefined;
  if (needsSecond !== (second !== null)) throw new KeyhavenError("prf_missing");
  const other = second === null ? new Uint8Array() : sized(second, rules.second);
  return concat(lp(sized(first, rules.first)), lp(other));
}

/**
 * @param {{context: Uint8Array, first: Uint8Array, second: Uint8Array|null}} input context: see
 *   slotContext; first, second: see Way
 * @returns {Promise<{privateKey: CryptoKey, publicKey: Uint8Array, bindKey: CryptoKey}>} neither
 *   private key can be read out
 */
async function slotKeys({ context, first, second }) {
  const ikm = keyMaterial({ context, first, second });
  const salt = await sha256(concat(label("KRP1-SLOTCTX"), context));
  const seed = await hkdf({ salt, ikm, info: label("KRP1-SLOT-X25519"), size: 32 });
  const bind = await hkdf({ salt, ikm, info: label("KRP1-SLOT-BIND"), size: 32 });
  const hmac = { name: "HMAC", hash: "SHA-256" };
  try {
    const bindKey = await crypto.subtle.importKey("raw", bind, hmac, false, ["sign", "verify"]);
    return { ...(await x25519KeyPair(seed)), bindKey };
  } finally {
    wipe(ikm, seed, bind);
  }
}

/**
 * The tag by which a slot recognises its wallet.
 * @param {{bindKey: CryptoKey, pkMan: Uint8Array, commit: Uint8Array}} input
 * @returns {Promise<Uint8Array>} 32 bytes
 */
async function bindTag({ bindKey, pkMan, commit }) {
  const message = concat(sized(pkMan, 32), sized(commit, 32));
  return new Uint8Array(await crypto.subtle.sign("HMAC", bindKey, message));
}

/** Throws slot_bind unless the tag is the slot's own over this key and commit. */
async function checkBindTag({ bindKey, pkMan, commit, tag }) {
  const message = concat(sized(pkMan, 32), sized(commit, 32));
  const same = await crypto.subtle.verify("HMAC", bindKey, tag, message);
  if (!same) throw new KeyhavenError("slot_bind");
}

/**
 * The manifest entry of a new slot.
 * @param {{wid: Uint8Array, pkMan: Uint8Array, commit: Uint8Array, way: Way}} input
 * @returns {Promise<object>} {id, method, pub, epoch, prf, bind, params}
 */
async function newSlot({ wid, pkMan, commit, way }) {
  const { method, params, epoch, first, second } = way;
  const prf = method === METHOD.passkey && second !== null ? 1 : 0;
  checkMethod({ method, params, epoch, prf });
  const id = await slotIdOf({ wid, way });
  const context = slotContext({ method, wid, id, epoch, prf });
  const { publicKey, bindKey } = await slotKeys({ context, first, second });
  const bind = await bindTag({ bindKey, pkMan, commit });
  return { id: b64u(id), method, pub: b64u(publicKey), epoch, prf, bind: b64u(bind), params };
}
return { METHOD: METHOD, checkMethod: checkMethod, passkeyWay: passkeyWay, forget: forget, slotId: slotId, slotIdOf: slotIdOf, slotContext: slotContext, slotKeys: slotKeys, bindTag: bindTag, checkBindTag: checkBindTag, newSlot: newSlot };
})();
// manifest.js
const module21 = (() => {
// The manifest: which slots open a wallet, signed with a key that only its secret gives.

const { CompactSign: CompactSign, compactVerify: compactVerify } = module10;
const { b64u: b64u, concat: concat, hkdf: hkdf, label: label, lp: lp, sha256: sha256, sized: sized, unb64u: unb64u, utf8: utf8, wipe: wipe } = module3;
const { KeyhavenError: KeyhavenError } = module1;
const { canonicalJson: canonicalJson, exactKeys: exactKeys, parseObject: parseObject, wholeNumber: wholeNumber } = module11;
const { ed25519KeyPair: ed25519KeyPair, ed25519PublicKey: ed25519PublicKey } = module12;
const { checkMethod: checkMethod } = module20;

const VERSION = 1;
const MAX_SLOTS = 32;
const MAX_SIZE = 65536;

const TYPE = "recovery-manifest+jws";
const KEYS = ["commit", "gen", "min_client", "prev", "slots", "v", "wid", "x"];
const SLOT_KEYS = ["bind", "epoch", "id", "method", "params", "prf", "pub"];
const MAX_U32 = 0xffffffff;

/**
 * @typedef {{commit: Uint8Array, pkMan: Uint8Array, signingKey: CryptoKey}} Identity
 * commit: 32 bytes that name the secret; pkMan: the manifest's Ed25519 public key, 32 bytes.
 */

/**
 * What only the holder of the secret can make.
 * @param {{wid: Uint8Array, secret: Uint8Array}} wallet
 * @returns {Promise<Identity>}
 */
async function walletIdentity({ wid, secret }) {
  const named = concat(label("KRP1-COMMIT"), sized(wid, 16), lp(secret));
  const info = label("KRP1-MANIFEST-ED25519");
  const seed = await hkdf({ salt: wid, ikm: secret, info, size: 32 });
  try {
    const { privateKey, publicKey } = await ed25519KeyPair(seed);
    return { commit: await sha256(named), pkMan: publicKey, signingKey: privateKey };
  } finally {
    wipe(named, seed);
  }
}

/** @param {string} manifest @returns {Promise<Uint8Array>} 32 bytes, over the exact text */
function manifestDigest(manifest) {
  return sha256(utf8(manifest));
}

function headerOf(pkMan) {
  const jwk = { crv: "Ed25519", kty: "OKP", x: b64u(pkMan) };
  return { alg: "EdDSA", jwk, typ: TYPE };
}

/**
 * @param {{payload: object, identity: Identity}} input
 * @returns {Promise<string>} JWS in compact form
 */
async function sign({ payload, identity }) {
  checkPayload(payload);
  const manifest = await new CompactSign(utf8(canonicalJson(payload)))
    .setProtectedHeader(headerOf(identity.pkMan))
    .sign(identity.signingKey);
  if (manifest.length > MAX_SIZE) throw new KeyhavenError("too_large");
  return manifest;
}

function decodePart(part) {
  return parseObject(new TextDecoder("utf-8", { fatal: true }).decode(unb64u(part)), MAX_SIZE);
}

function checkHeader(header) {
  if (Object.hasOwn(header, "crit")) throw new KeyhavenError("update_needed");
  exactKeys(header, ["alg", "jwk", "typ"]);
  exactKeys(header.jwk, ["crv", "kty", "x"]);
  const pkMan = unb64u(header.jwk.x, 32);
  if (canonicalJson(header) !== canonicalJson(headerOf(pkMan))) throw new KeyhavenError("bad_json");
  return pkMan;
}

function checkSlot(slot) {
  exactKeys(slot, SLOT_KEYS);
  unb64u(slot.id, 16);
  unb64u(slot.pub, 32);
  unb64u(slot.bind, 32);
  wholeNumber(slot.epoch, MAX_U32);
  wholeNumber(slot.prf, 1);
  checkMethod(slot);
}

function checkSlots(slots) {
  if (!Array.isArray(slots)) throw new KeyhavenError("bad_json");
  if (slots.length === 0) throw new KeyhavenError("no_slots");
  if (slots.length > MAX_SLOTS) throw new KeyhavenError("too_many_slots");
  slots.forEach(checkSlot);
  const distinct = (key) => new Set(slots.map((slot) => slot[key])).size === slots.length;
  if (!distinct("id") || !distinct("pub")) throw new KeyhavenError("bad_json");
}

function checkCoordinates(x) {
  exactKeys(x, ["a", "d", "r"]);
  const values = [x.a, x.d, x.r].map((value) => wholeNumber(value, 255));
  if (values.includes(0) || new Set(values).size !== 3) throw new KeyhavenError("bad_json");
}

function checkPayload(payload) {
  // The version comes first: a newer format may well have other keys.
  if (payload.v !== VERSION) throw new KeyhavenError("update_needed");
  exactKeys(payload, KEYS);
  if (wholeNumber(payload.min_client, MAX_U32) > VERSION) throw new KeyhavenError("update_needed");
  unb64u(payload.wid, 16);
  unb64u(payload.commit, 32);
  if (wholeNumber(payload.gen, MAX_U32) === 0) throw new KeyhavenError("bad_json");
  if ((payload.gen === 1) !== (payload.prev === null)) throw new KeyhavenError("bad_json");
  if (payload.prev !== null) unb64u(payload.prev, 32);
  checkSlots(payload.slots);
  checkCoordinates(payload.x);
}

/**
 * Reads a manifest without believing it: its shape is checked, its signature is not. `pkMan` is
 * what it claims to be signed with; a slot's bind tag says whether that is the wallet's key.
 * @param {string} untrustedManifest
 * @returns {{payload: object, pkMan: Uint8Array}}
 * @throws {KeyhavenError} manifest_malformed, too_large, update_needed
 */
function readUnverified(untrustedManifest) {
  if (typeof untrustedManifest !== "string") throw new KeyhavenError("manifest_malformed");
  if (untrustedManifest.length > MAX_SIZE) throw new KeyhavenError("too_large");
  try {
    const parts = untrustedManifest.split(".");
    if (parts.length !== 3) throw new KeyhavenError("bad_encoding");
    const pkMan = checkHeader(decodePart(parts[0]));
    const payload = decodePart(parts[1]);
    checkPayload(payload);
    unb64u(parts[2], 64);
    return { payload, pkMan };
  } catch (error) {
    if (error.code === "update_needed") throw error;
    throw new KeyhavenError("manifest_malformed", { cause: error });
  }
}

/**
 * @param {{manifest: string, pkMan: Uint8Array}} input pkMan: a key that is known to be right
 * @returns {Promise<object>} the payload
 * @throws {KeyhavenError} manifest_signature, and those of readUnverified
 */
async function verify({ manifest, pkMan }) {
  const { payload } = readUnverified(manifest);
  try {
    const key = await ed25519PublicKey(pkMan);
    await compactVerify(manifest, key, { algorithms: ["EdDSA"] });
  } catch (error) {
    throw new KeyhavenError("manifest_signature", { cause: error });
  }
  return payload;
}
return { VERSION: VERSION, MAX_SLOTS: MAX_SLOTS, MAX_SIZE: MAX_SIZE, walletIdentity: walletIdentity, manifestDigest: manifestDigest, sign: sign, readUnverified: readUnverified, verify: verify };
})();
// envelope.js
const module22 = (() => {
// The envelope: the recovery share, sealed once for each slot (JWE, RFC 7516, General JSON).

const { GeneralEncrypt: GeneralEncrypt, calculateJwkThumbprintUri: calculateJwkThumbprintUri, generalDecrypt: generalDecrypt } = module10;
const { b64u: b64u, sized: sized, unb64u: unb64u, utf8: utf8, wipe: wipe } = module3;
const { KeyhavenError: KeyhavenError } = module1;
const { canonicalJson: canonicalJson, exactKeys: exactKeys, parseObject: parseObject, wholeNumber: wholeNumber } = module11;
const { x25519KeyPair: x25519KeyPair, x25519PublicKey: x25519PublicKey } = module12;
const { MAX_SIZE: MAX_SIZE, MAX_SLOTS: MAX_SLOTS, VERSION: VERSION, manifestDigest: manifestDigest } = module21;

const SUITE = 1;
const TYPE = "recovery-share+jwe";
const WRAP = "ECDH-ES+A256KW";
const CIPHER = "A256GCM";
const PLAINTEXT_KEYS = ["commit", "created_ms", "gen", "share", "v", "wid"];

function jwkOf(publicKey) {
  return { kty: "OKP", crv: "X25519", x: b64u(publicKey) };
}

/** @param {Uint8Array} publicKey of a slot @returns {Promise<string>} RFC 9278 */
function kidOf(publicKey) {
  return calculateJwkThumbprintUri(jwkOf(publicKey));
}

async function addRecipient(encryption, publicKey) {
  const kid = await kidOf(publicKey);
  const options = { crit: { krp: true } };
  encryption
    .addRecipient(await x25519PublicKey(publicKey), options)
    .setUnprotectedHeader({ alg: WRAP, kid });
}

/**
 * Seals a recovery share.
 * @param {object} input
 * @param {Uint8Array} input.wid 16 bytes
 * @param {number} input.gen
 * @param {string} input.manifest of the same generation
 * @param {Uint8Array} input.share
 * @param {Uint8Array} input.commit 32 bytes
 * @param {Uint8Array[]} input.recipients the slots' public keys
 * @param {number} input.createdMs since 1970
 * @returns {Promise<string>} canonical JSON
 */
async function seal({ wid, gen, manifest, share, commit, recipients, createdMs }) {
  if (recipients.length === 0) throw new KeyhavenError("no_slots");
  if (recipients.length > MAX_SLOTS) throw new KeyhavenError("too_many_slots");
  const ids = { v: VERSION, wid: b64u(sized(wid, 16)), gen };
  const man = b64u(await manifestDigest(manifest));
  const fields = { ...ids, share: b64u(share), commit: b64u(commit), created_ms: createdMs };
  const plaintext = utf8(canonicalJson(fields));
  const krp = { ...ids, s: SUITE, man };
  const encryption = new GeneralEncrypt(plaintext)
    .setProtectedHeader({ enc: CIPHER, typ: TYPE, crit: ["krp"], krp });
  for (const publicKey of recipients) await addRecipient(encryption, publicKey);
  // With a single recipient jose moves its one-time key into the protected header, which has a
  // fixed content here. So there is always one more: a key that nobody holds, taken out again.
  const nobody = await x25519KeyPair(crypto.getRandomValues(new Uint8Array(32)));
  await addRecipient(encryption, nobody.publicKey);
  const jwe = await encryption.encrypt();
  wipe(plaintext);
  return canonicalJson({ ...jwe, recipients: jwe.recipients.slice(0, -1) });
}

function readProtected(text) {
  const header = parseObject(new TextDecoder("utf-8", { fatal: true }).decode(unb64u(text)));
  const { krp } = header;
  const known =
    Array.isArray(header.crit) && header.crit.length === 1 && header.crit[0] === "krp" &&
    krp?.v === VERSION && krp?.s === SUITE;
  if (!known) throw new KeyhavenError("update_needed");
  exactKeys(header, ["crit", "enc", "krp", "typ"]);
  exactKeys(krp, ["gen", "man", "s", "v", "wid"]);
  if (header.enc !== CIPHER || header.typ !== TYPE) throw new KeyhavenError("envelope");
  unb64u(krp.wid, 16);
  unb64u(krp.man, 32);
  wholeNumber(krp.gen, 0xffffffff);
  return krp;
}

function readRecipient(recipient) {
  const { header } = exactKeys(recipient, ["encrypted_key", "header"]);
  exactKeys(header, ["alg", "epk", "kid"]);
  exactKeys(header.epk, ["crv", "kty", "x"]);
  if (header.alg !== WRAP || header.epk.crv !== "X25519") throw new KeyhavenError("envelope");
}

/** The JWE and what its header says, of the right shape; nothing is decrypted yet. */
function parse(untrustedEnvelope) {
  const jwe = parseObject(untrustedEnvelope, MAX_SIZE);
  exactKeys(jwe, ["ciphertext", "iv", "protected", "recipients", "tag"]);
  const krp = readProtected(jwe.protected);
  if (!Array.isArray(jwe.recipients)) throw new KeyhavenError("envelope");
  if (jwe.recipients.length > MAX_SLOTS) throw new KeyhavenError("too_many_slots");
  jwe.recipients.forEach(readRecipient);
  return { jwe, krp };
}

async function decrypt({ jwe, privateKey, publicKey }) {
  const kid = await kidOf(publicKey);
  const recipients = jwe.recipients.filter(({ header }) => header.kid === kid);
  if (recipients.length !== 1) throw new KeyhavenError("envelope");
  const { plaintext } = await generalDecrypt({ ...jwe, recipients }, privateKey, {
    keyManagementAlgorithms: [WRAP],
    contentEncryptionAlgorithms: [CIPHER],
    crit: { krp: true },
  });
  try {
    return exactKeys(parseObject(new TextDecoder().decode(plaintext)), PLAINTEXT_KEYS);
  } finally {
    wipe(plaintext);
  }
}

function checkSame({ krp, fields, digest, payload }) {
  const ids = ({ v, wid, gen }) => canonicalJson([v, wid, gen]);
  const same =
    krp.man === digest &&
    ids(fields) === ids(krp) &&
    ids(payload) === ids(krp) &&
    fields.commit === payload.commit;
  if (!same) throw new KeyhavenError("header_mismatch");
}

/**
 * Decrypts an envelope with one slot's key.
 * @param {{envelope: string, privateKey: CryptoKey, publicKey: Uint8Array}} input
 * @returns {Promise<{krp: object, fields: object}>} krp: what the protected header says; fields:
 *   the plaintext
 * @throws {KeyhavenError} envelope, update_needed, too_large
 */
async function open({ envelope, privateKey, publicKey }) {
  try {
    const { jwe, krp } = parse(envelope);
    return { krp, fields: await decrypt({ jwe, privateKey, publicKey }) };
  } catch (error) {
    if (error.code === "update_needed" || error.code === "too_large") throw error;
    throw new KeyhavenError("envelope", { cause: error });
  }
}

/**
 * Checks that an opened envelope and its verified manifest say the same, and gives the share.
 * @param {{opened: {krp: object, fields: object}, manifest: string, payload: object}} input
 * @returns {Promise<Uint8Array>} the recovery share
 * @throws {KeyhavenError} header_mismatch
 */
async function shareOf({ opened: { krp, fields }, manifest, payload }) {
  checkSame({ krp, fields, digest: b64u(await manifestDigest(manifest)), payload });
  try {
    wholeNumber(fields.created_ms, Number.MAX_SAFE_INTEGER);
    const share = unb64u(fields.share);
    if (share[share.length - 1] !== payload.x.r) throw new KeyhavenError("bad_share");
    return share;
  } catch (error) {
    throw new KeyhavenError("header_mismatch", { cause: error });
  }
}
return { kidOf: kidOf, seal: seal, open: open, shareOf: shareOf };
})();
// shamir.js
const module23 = (() => {
function getRandomBytes(numBytes){return crypto.getRandomValues(new Uint8Array(numBytes))}var LOG_TABLE=new Uint8Array([0,255,200,8,145,16,208,54,90,62,216,67,153,119,254,24,35,32,7,112,161,108,12,127,98,139,64,70,199,75,224,14,235,22,232,173,207,205,
57,83,106,39,53,147,212,78,72,195,43,121,84,40,9,120,15,33,144,135,20,42,169,156,214,116,180,124,222,237,177,134,118,164,152,226,150,143,2,50,28,193,51,238,239,
129,253,48,92,19,157,41,23,196,17,68,140,128,243,115,66,30,29,181,240,18,209,91,65,162,215,44,233,213,89,203,80,168,220,252,242,86,114,166,101,47,159,155,61,186,
125,194,69,130,167,87,182,163,122,117,79,174,63,55,109,71,97,190,171,211,95,176,88,175,202,94,250,133,228,77,138,5,251,96,183,123,184,38,74,103,198,26,248,105,37,
179,219,189,102,221,241,210,223,3,141,52,217,146,13,99,85,170,73,236,188,149,60,132,11,245,230,231,229,172,126,110,185,249,218,142,154,201,36,225,10,21,107,58,160,
81,244,234,178,151,158,93,34,136,148,206,25,1,113,76,165,227,197,49,187,204,31,45,59,82,111,246,46,137,247,192,104,27,100,4,6,191,131,56]);var EXP_TABLE=new Uint8Array(
[1,229,76,181,251,159,252,18,3,52,212,196,22,186,31,54,5,92,103,87,58,213,33,90,15,228,169,249,78,100,99,238,17,55,224,16,210,172,165,41,51,89,59,48,109,239,244,
123,85,235,77,80,183,42,7,141,255,38,215,240,194,126,9,140,26,106,98,11,93,130,27,143,46,190,166,29,231,157,45,138,114,217,241,39,50,188,119,133,150,112,8,105,86,
223,153,148,161,144,24,187,250,122,176,167,248,171,40,214,21,142,203,242,19,230,120,97,63,137,70,13,53,49,136,163,65,128,202,23,95,83,131,254,195,155,69,57,225,
245,158,25,94,182,207,75,56,4,185,43,226,193,74,221,72,12,208,125,61,88,222,124,216,20,107,135,71,232,121,132,115,60,189,146,201,35,139,151,149,68,220,173,64,101,
134,162,164,204,127,236,192,175,145,253,247,79,129,47,91,234,168,28,2,209,152,113,237,37,227,36,6,104,179,147,44,111,62,108,10,184,206,174,116,177,66,180,30,211,
73,233,156,200,198,199,34,110,219,32,191,67,81,82,102,178,118,96,218,197,243,246,170,205,154,160,117,84,14,1]);function add(a,b){if(!Number.isInteger(a)||a<0||a>
255){throw new RangeError("Number is out of Uint8 range")}if(!Number.isInteger(b)||b<0||b>255){throw new RangeError("Number is out of Uint8 range")}return a^b}function div(a,b){
if(!Number.isInteger(a)||a<0||a>255){throw new RangeError("Number is out of Uint8 range")}if(!Number.isInteger(b)||b<0||b>255){throw new RangeError("Number is o\
ut of Uint8 range")}if(b===0){throw new Error("cannot divide by zero")}const logA=LOG_TABLE[a];const logB=LOG_TABLE[b];const diff=(logA-logB+255)%255;const result=EXP_TABLE[diff];
return a===0?0:result}function mult(a,b){if(!Number.isInteger(a)||a<0||a>255){throw new RangeError("Number is out of Uint8 range")}if(!Number.isInteger(b)||b<0||
b>255){throw new RangeError("Number is out of Uint8 range")}const logA=LOG_TABLE[a];const logB=LOG_TABLE[b];const sum=(logA+logB)%255;const result=EXP_TABLE[sum];
return a===0||b===0?0:result}function interpolatePolynomial(xSamples,ySamples,x){if(xSamples.length!==ySamples.length){throw new Error("sample length mistmatch")}
const limit=xSamples.length;let basis=0;let result=0;for(let i=0;i<limit;i++){basis=1;for(let j=0;j<limit;++j){if(i===j){continue}const num=add(x,xSamples[j]);const denom=add(
xSamples[i],xSamples[j]);const term=div(num,denom);basis=mult(basis,term)}result=add(result,mult(ySamples[i],basis))}return result}function evaluate(coefficients,x,degree){
if(x===0){throw new Error("cannot evaluate secret polynomial at zero")}let result=coefficients[degree];for(let i=degree-1;i>=0;i--){const coefficient=coefficients[i];
result=add(mult(result,x),coefficient)}return result}function newCoefficients(intercept,degree){const coefficients=new Uint8Array(degree+1);coefficients[0]=intercept;
coefficients.set(getRandomBytes(degree),1);return coefficients}function newCoordinates(){const coordinates=new Uint8Array(255);for(let i=0;i<255;i++){coordinates[i]=
i+1}const randomIndices=getRandomBytes(255);for(let i=0;i<255;i++){const j=randomIndices[i]%255;const temp=coordinates[i];coordinates[i]=coordinates[j];coordinates[j]=
temp}return coordinates}var AssertArgument={instanceOf(object,constructor,message){if(object.constructor!==constructor){throw new TypeError(message)}},inRange(n,start,until,message){
if(!(start<until&&n>=start&&n<until)){throw new RangeError(message)}},greaterThanOrEqualTo(a,b,message){if(a<b){throw new Error(message)}},equalTo(a,b,message){
if(a!==b){throw new Error(message)}}};async function split(secret,shares,threshold){AssertArgument.instanceOf(secret,Uint8Array,"secret must be a Uint8Array");AssertArgument.
greaterThanOrEqualTo(secret.byteLength,1,"secret cannot be empty");AssertArgument.instanceOf(shares,Number,"shares must be a number");AssertArgument.inRange(shares,
2,256,"shares must be at least 2 and at most 255");AssertArgument.instanceOf(threshold,Number,"threshold must be a number");AssertArgument.inRange(threshold,2,256,
"threshold must be at least 2 and at most 255");AssertArgument.greaterThanOrEqualTo(shares,threshold,"shares cannot be less than threshold");const result=[];const secretLength=secret.
byteLength;const xCoordinates=newCoordinates();for(let i=0;i<shares;i++){const share=new Uint8Array(secretLength+1);share[secretLength]=xCoordinates[i];result.push(
share)}const degree=threshold-1;for(let i=0;i<secretLength;i++){const byte=secret[i];const coefficients=newCoefficients(byte,degree);for(let j=0;j<shares;++j){const x=xCoordinates[j];
const y=evaluate(coefficients,x,degree);result[j][i]=y}}return result}async function combine(shares){AssertArgument.instanceOf(shares,Array,"shares must be an A\
rray");AssertArgument.inRange(shares.length,2,256,"shares must have at least 2 and at most 255 elements");const share1=shares[0];AssertArgument.instanceOf(share1,
Uint8Array,"each share must be a Uint8Array");for(const share of shares){AssertArgument.instanceOf(share,Uint8Array,"each share must be a Uint8Array");AssertArgument.
greaterThanOrEqualTo(share.byteLength,2,"each share must be at least 2 bytes");AssertArgument.equalTo(share.byteLength,share1.byteLength,"all shares must have t\
he same byte length")}const sharesLength=shares.length;const shareLength=share1.byteLength;const secretLength=shareLength-1;const secret=new Uint8Array(secretLength);
const xSamples=new Uint8Array(sharesLength);const ySamples=new Uint8Array(sharesLength);const samples=new Set;for(let i=0;i<sharesLength;i++){const share=shares[i];
const sample=share[shareLength-1];if(samples.has(sample)){throw new Error("shares must contain unique values but a duplicate was found")}samples.add(sample);xSamples[i]=
sample}for(let i=0;i<secretLength;i++){for(let j=0;j<sharesLength;++j){ySamples[j]=shares[j][i]}secret[i]=interpolatePolynomial(xSamples,ySamples,0)}return secret}
return { combine: combine, split: split };
})();
// shares.js
const module24 = (() => {
// A secret as three shares of which any two make it up again (Shamir over GF(2^8)).
// A share is one y byte for each byte of the secret, then one x byte.

const { combine: interpolate, split: splitSecret } = module23;
const { sized: sized } = module3;
const { KeyhavenError: KeyhavenError } = module1;

const MIN_SECRET = 16;
const MAX_SECRET = 1024;

/** @param {Uint8Array} share @returns {number} its x coordinate, 1 to 255 */
function xOf(share) {
  return share[share.length - 1];
}

/** @param {Uint8Array} secret @returns {Uint8Array} the secret, if its size is one we keep */
function checkSecret(secret) {
  const size = secret instanceof Uint8Array ? secret.length : 0;
  if (size < MIN_SECRET || size > MAX_SECRET) throw new KeyhavenError("bad_secret");
  return secret;
}

/**
 * @param {Uint8Array} secret 16 to 1,024 bytes
 * @returns {Promise<{device: Uint8Array, auth: Uint8Array, recovery: Uint8Array}>}
 */
async function split(secret) {
  const [device, auth, recovery] = await splitSecret(checkSecret(secret), 3, 2);
  return { device, auth, recovery };
}

/** @param {Uint8Array} share @returns {Uint8Array} the share, if a split of ours can have given it */
function checkShare(share) {
  const size = share instanceof Uint8Array ? share.length - 1 : 0;
  if (size < MIN_SECRET || size > MAX_SECRET || xOf(share) === 0) {
    throw new KeyhavenError("bad_share");
  }
  return share;
}

/** The library combines equal, zero and torn coordinates in silence, so they are refused here. */
function checkPair(a, b) {
  [a, b].forEach(checkShare);
  if (a.length !== b.length) throw new KeyhavenError("bad_share");
  if (xOf(a) === xOf(b)) throw new KeyhavenError("same_share");
}

/**
 * The secret of two shares. Two shares that do not belong together give other bytes and no
 * error: only the wallet's commit tells (see recover.js).
 * @param {Uint8Array} a @param {Uint8Array} b @returns {Promise<Uint8Array>}
 */
async function combine(a, b) {
  checkPair(a, b);
  return interpolate([a, b]);
}

function moved(share, by) {
  const copy = share.slice();
  copy[copy.length - 1] ^= by;
  return copy;
}

/**
 * The share at another x, out of two shares of the same split. The library only interpolates
 * at 0; with every x moved by the target (subtraction in GF(2^8) is XOR), 0 is the target.
 * @param {{x: number, from: [Uint8Array, Uint8Array]}} wanted x: 1 to 255
 * @returns {Promise<Uint8Array>}
 */
async function shareAt({ x, from: [a, b] }) {
  checkPair(a, b);
  if (!Number.isInteger(x) || x < 1 || x > 255) throw new KeyhavenError("bad_share");
  const known = [a, b].find((share) => xOf(share) === x);
  if (known !== undefined) return known.slice();
  const values = await interpolate([moved(a, x), moved(b, x)]);
  const share = new Uint8Array(values.length + 1);
  share.set(sized(values, a.length - 1));
  share[values.length] = x;
  return share;
}
return { xOf: xOf, checkSecret: checkSecret, split: split, checkShare: checkShare, combine: combine, shareAt: shareAt };
})();
// recover.js
const module25 = (() => {
// Opening a backup. The order of the steps is part of the protocol: each rests on the one before.
//
// Each line: the step, what it establishes, and the codes in which it can end.
//
//   unseal      (reply.js) the enclave's answer opens with this page's one-time key: sealed_reply
//   signature   (reply.js) the attested enclave signed that answer: reply_signature
//   read        the manifest has the right shape; nothing in it counts yet: manifest_malformed
//   slot        the slot's keys come out of what is at hand: slot_missing, prf_missing, wrong_epoch
//   bind        they are the slot's, and it names this wallet's manifest key and commit:
//               wrong_password, wrong_key, slot_bind
//   manifest    it is signed with that key, and not older: manifest_signature, older_generation
//   envelope    the recovery share decrypts: envelope
//   header      envelope and manifest say the same: header_mismatch
//   auth_share  the signed-in server hands out its share: auth_share
//   combine     the two shares fit together: auth_share
//   commit      the secret is the one that the slot named: wrong_wallet
//   identity    the secret gives the manifest's key: wrong_wallet
//
// Any step that reads a format can also end in too_large or update_needed.

const { b64u: b64u, equal: equal, unb64u: unb64u, wipe: wipe } = module3;
const { open: openEnvelope, shareOf: shareOf } = module22;
const { KeyhavenError: KeyhavenError, OpeningError: OpeningError } = module1;
const { readUnverified: readUnverified, verify: verify, walletIdentity: walletIdentity } = module21;
const { combine: combine, shareAt: shareAt, xOf: xOf } = module24;
const { METHOD: METHOD, checkBindTag: checkBindTag, slotContext: slotContext, slotIdOf: slotIdOf, slotKeys: slotKeys } = module20;



/** Runs one step; whatever goes wrong in it becomes an OpeningError that names the step. */
async function at(step, code, work) {
  try {
    return await work();
  } catch (error) {
    const known = error instanceof KeyhavenError && STEP_CODES.has(error.code);
    throw new OpeningError({ step, code: known ? error.code : code, cause: error });
  }
}

const STEP_CODES = new Set([
  "sealed_reply", "reply_signature", "manifest_malformed", "slot_missing", "prf_missing",
  "wrong_epoch", "wrong_password", "wrong_key", "slot_bind", "manifest_signature",
  "older_generation", "envelope", "header_mismatch", "auth_share", "wrong_wallet", "too_large",
  "update_needed",
]);

/** What people bring along may simply be wrong; what the enclave gave may not. */
const WRONG = {
  [METHOD.password]: "wrong_password",
  [METHOD.cloudKey]: "wrong_key",
  [METHOD.kit]: "wrong_key",
};

async function slotOf({ payload, wid, way }) {
  const id = b64u(await slotIdOf({ wid, way }));
  const slot = payload.slots.find((entry) => entry.id === id && entry.method === way.method);
  if (slot === undefined) throw new KeyhavenError("slot_missing");
  if (slot.prf === 1 && way.second === null) throw new KeyhavenError("prf_missing");
  return slot;
}

/** The first secret of a way in, of the epoch in which the slot was made. */
function firstOf({ slot, way }) {
  if (slot.epoch === way.epoch) return way.first;
  const older = (way.older ?? []).find(({ epoch }) => epoch === slot.epoch);
  if (older === undefined) throw new KeyhavenError("wrong_epoch");
  return older.ent;
}

async function keysOf({ slot, wid, way }) {
  const { method, epoch, prf } = slot;
  const context = slotContext({ method, wid, id: unb64u(slot.id), epoch, prf });
  // A passkey may have a PRF output that this slot was made without.
  const second = method === METHOD.passkey && prf === 0 ? null : way.second;
  return slotKeys({ context, first: firstOf({ slot, way }), second });
}

async function checkBind({ slot, keys, pkMan, commit }) {
  if (b64u(keys.publicKey) !== slot.pub) throw new KeyhavenError(WRONG[slot.method] ?? "slot_bind");
  const { bindKey } = keys;
  await checkBindTag({ bindKey, pkMan, commit, tag: unb64u(slot.bind) });
}

async function verified({ manifest, pkMan, wid, highestGen }) {
  const payload = await verify({ manifest, pkMan });
  if (payload.wid !== b64u(wid)) throw new KeyhavenError("header_mismatch");
  if (payload.gen < highestGen) throw new KeyhavenError("older_generation");
  return payload;
}

async function checkedAuthShare({ authShare, payload, slot, keys }) {
  const share = typeof authShare === "function" ? await authShare({ slot, keys }) : authShare;
  if (!(share instanceof Uint8Array) || xOf(share) !== payload.x.a) {
    throw new KeyhavenError("auth_share");
  }
  return share;
}

/** Steps commit and identity: the secret is the one that the manifest names and was signed with. */
async function checkedIdentity({ wid, secret, pkMan, commit }) {
  const identity = await at("commit", "wrong_wallet", async () => {
    const found = await walletIdentity({ wid, secret });
    if (!equal(found.commit, commit)) throw new KeyhavenError("wrong_wallet");
    return found;
  });
  await at("identity", "wrong_wallet", async () => {
    if (!equal(identity.pkMan, pkMan)) throw new KeyhavenError("wrong_wallet");
  });
}

/**
 * Steps slot to header: the manifest that this slot vouches for, and the recovery share.
 * @param {object} input see openBackup; all of it but authShare
 * @returns {Promise<{payload: object, pkMan: Uint8Array, commit: Uint8Array, share: Uint8Array,
 *   slot: object}>} wipe share after use
 */
async function openShare({ envelope, manifest, wid, way, highestGen }) {
  const { payload: claimed, pkMan } = await at("read", "manifest_malformed", () =>
    readUnverified(manifest),
  );
  const commit = unb64u(claimed.commit, 32);
  const { slot, keys } = await at("slot", "slot_missing", async () => {
    const found = await slotOf({ payload: claimed, wid, way });
    return { slot: found, keys: await keysOf({ slot: found, wid, way }) };
  });
  await at("bind", "slot_bind", () => checkBind({ slot, keys, pkMan, commit }));
  const payload = await at("manifest", "manifest_signature", () =>
    verified({ manifest, pkMan, wid, highestGen }),
  );
  const { privateKey, publicKey } = keys;
  const opened = await at("envelope", "envelope", () =>
    openEnvelope({ envelope, privateKey, publicKey }),
  );
  const share = await at("header", "header_mismatch", () => shareOf({ opened, manifest, payload }));
  return { payload, pkMan, commit, share, slot, keys };
}

/**
 * Opens a backup with one way in, from the slot to the identity of the wallet.
 * @param {object} input
 * @param {string} input.envelope
 * @param {string} input.manifest
 * @param {Uint8Array|((opened: {slot: object, keys: object}) => Promise<Uint8Array>)}
 *   input.authShare the server's share, or how to fetch it once everything before it was found
 *   right, with the keys of the slot that opened
 * @param {Uint8Array} input.wid 16 bytes
 * @param {Way} input.way see slots.js; a passkey's slot without PRF takes no notice of `second`
 * @param {number} input.highestGen that this device has seen, 0 for none (see device.js)
 * @returns {Promise<{secret: Uint8Array, deviceShare: Uint8Array, gen: number, payload: object,
 *   pkMan: Uint8Array, slot: object}>} deviceShare: this generation's share for a device, made
 *   anew; payload: of the verified manifest; slot: the entry that opened
 * @throws {OpeningError}
 */
async function openBackup(input) {
  const { wid, authShare } = input;
  const { payload, pkMan, commit, share, slot, keys } = await openShare(input);
  const auth = await at("auth_share", "auth_share", () =>
    checkedAuthShare({ authShare, payload, slot, keys }),
  );
  const secret = await at("combine", "auth_share", () => combine(auth, share));
  try {
    await checkedIdentity({ wid, secret, pkMan, commit });
    const deviceShare = await shareAt({ x: payload.x.d, from: [share, auth] });
    return { secret, deviceShare, gen: payload.gen, payload, pkMan, slot };
  } catch (error) {
    wipe(secret);
    throw error;
  } finally {
    wipe(share);
  }
}

/**
 * Opens a wallet on a device that holds a share of this very generation, without a way in. The
 * server cannot answer with a wallet of its own: it would have to sign with a key that comes out
 * of a secret which it cannot know without the device's share.
 * @param {{wid: Uint8Array, deviceShare: Uint8Array, manifest: string, highestGen: number,
 *   authShare: Uint8Array|(() => Promise<Uint8Array>)}} input
 * @returns {Promise<{secret: Uint8Array, gen: number, payload: object, pkMan: Uint8Array}>}
 * @throws {OpeningError} step device_share besides those above
 */
async function openOnDevice({ wid, deviceShare, authShare, manifest, highestGen }) {
  const { pkMan } = await at("read", "manifest_malformed", () => readUnverified(manifest));
  const payload = await at("manifest", "manifest_signature", () =>
    verified({ manifest, pkMan, wid, highestGen }),
  );
  if (xOf(deviceShare) !== payload.x.d) {
    throw new OpeningError({ step: "device_share", code: "share_missing" });
  }
  const auth = await at("auth_share", "auth_share", () => checkedAuthShare({ authShare, payload }));
  const secret = await at("combine", "auth_share", () => combine(deviceShare, auth));
  try {
    await checkedIdentity({ wid, secret, pkMan, commit: unb64u(payload.commit, 32) });
    return { secret, gen: payload.gen, payload, pkMan };
  } catch (error) {
    wipe(secret);
    throw error;
  }
}
return { OpeningError: module1.OpeningError, at: at, checkedIdentity: checkedIdentity, openShare: openShare, openBackup: openBackup, openOnDevice: openOnDevice };
})();
// backupfile.js
const module26 = (() => {
// A generation as one file: what lies in a person's cloud, byte for byte, and what its digest is.

const { b64u: b64u, sha256: sha256, unb64u: unb64u, utf8: utf8 } = module3;
const { KeyhavenError: KeyhavenError } = module1;
const { canonicalJson: canonicalJson, exactKeys: exactKeys, parseObject: parseObject, wholeNumber: wholeNumber } = module11;

const KEYS = ["envelope", "gen", "manifest", "v", "wid"];
// Envelope and manifest of 64 KiB at most, and the few words around them.
const MAX_FILE = 2 * 65536 + 1024;

/**
 * @param {{wid: Uint8Array, gen: number, envelope: string, manifest: string}} generation
 * @returns {string} canonical JSON and one line feed
 */
function backupFile({ wid, gen, envelope, manifest }) {
  const fields = { envelope: parseObject(envelope), gen, manifest, v: 1, wid: b64u(wid) };
  return `${canonicalJson(fields)}\n`;
}

/** @returns {Promise<Uint8Array>} 32 bytes over the file's bytes; they name the generation */
function backupDigest(generation) {
  return sha256(utf8(backupFile(generation)));
}

/**
 * Reads a file that a person chose or a cloud gave back. Only opening it says whether it is right.
 * @param {string} untrustedText
 * @returns {{wid: Uint8Array, gen: number, envelope: string, manifest: string}}
 * @throws {KeyhavenError} bad_json, bad_encoding, too_large, update_needed
 */
function readBackupFile(untrustedText) {
  const fields = parseObject(untrustedText, MAX_FILE);
  if (fields.v !== 1) throw new KeyhavenError("update_needed");
  const { wid, gen, envelope, manifest } = exactKeys(fields, KEYS);
  if (typeof manifest !== "string") throw new KeyhavenError("bad_json");
  return {
    wid: unb64u(wid, 16),
    gen: wholeNumber(gen, 0xffffffff),
    // seal() writes canonical JSON, so this is the text that was sealed, byte for byte.
    envelope: canonicalJson(envelope),
    manifest,
  };
}
return { backupFile: backupFile, backupDigest: backupDigest, readBackupFile: readBackupFile };
})();
// protect.js
const module27 = (() => {
// Making a backup: one generation, complete, and the rehearsal of its opening.

const { b64u: b64u, equal: equal, sized: sized, unb64u: unb64u, wipe: wipe } = module3;
const { backupDigest: backupDigest } = module26;
const { seal: seal } = module22;
const { KeyhavenError: KeyhavenError, OpeningError: OpeningError } = module1;
const { VERSION: VERSION, manifestDigest: manifestDigest, sign: sign, verify: verify, walletIdentity: walletIdentity } = module21;
const { openBackup: openBackup } = module25;
const { checkSecret: checkSecret, split: split, xOf: xOf } = module24;
const { newSlot: newSlot } = module20;

/** The entries of the generation before, if it is this wallet's and the next one down. */
async function previousSlots({ previousManifest, wid, gen, pkMan }) {
  if (previousManifest === null) {
    if (gen !== 1) throw new KeyhavenError("wrong_generation");
    return [];
  }
  const payload = await verify({ manifest: previousManifest, pkMan });
  if (payload.wid !== b64u(wid) || payload.gen !== gen - 1) {
    throw new KeyhavenError("wrong_generation");
  }
  return payload.slots;
}

/** Kept entries, then new ones. A slot that is made again takes the place of the old one. */
function mergeSlots({ previous, added, removed }) {
  const gone = new Set([...removed, ...added.map((slot) => slot.id)]);
  return [...previous.filter((slot) => !gone.has(slot.id)), ...added];
}

async function manifestOf({ wid, gen, previousManifest, slots, shares, identity }) {
  const prev = previousManifest === null ? null : b64u(await manifestDigest(previousManifest));
  const payload = {
    v: VERSION,
    wid: b64u(wid),
    gen,
    prev,
    slots,
    x: { d: xOf(shares.device), a: xOf(shares.auth), r: xOf(shares.recovery) },
    commit: b64u(identity.commit),
    min_client: VERSION,
  };
  return sign({ payload, identity });
}

async function slotsOf({ wid, gen, previousManifest, add, remove, identity }) {
  const { pkMan, commit } = identity;
  const previous = await previousSlots({ previousManifest, wid, gen, pkMan });
  const made = add.map((way) => newSlot({ wid, pkMan, commit, way }));
  return mergeSlots({ previous, added: await Promise.all(made), removed: remove });
}

/**
 * @typedef {object} Generation
 * @property {number} gen
 * @property {Uint8Array} wid
 * @property {string} envelope for the server, kept as it is
 * @property {string} manifest for the server, kept as it is
 * @property {Uint8Array} authShare for the server
 * @property {Uint8Array} deviceShare for this device, before anything is sent
 * @property {Uint8Array} pkMan 32 bytes; the server refuses later manifests of another key
 * @property {Uint8Array} digest 32 bytes, over the backup file; they name this generation
 */

/**
 * Splits the secret afresh and seals it for every slot, those that are not at hand included.
 * @param {object} input
 * @param {Uint8Array} input.secret 16 to 1,024 bytes
 * @param {Uint8Array} input.wid 16 bytes
 * @param {number} input.gen 1, or one more than the previous manifest's
 * @param {string|null} [input.previousManifest] of generation gen - 1
 * @param {Way[]} [input.add] see slots.js; ways in that are at hand
 * @param {string[]} [input.remove] ids of slots, as in the manifest, that are to go
 * @param {number} [input.createdMs]
 * @returns {Promise<Generation>}
 * @throws {KeyhavenError} bad_secret, no_slots, too_many_slots, wrong_generation,
 *   manifest_signature (the previous manifest is another wallet's)
 */
async function buildGeneration({
  secret,
  wid,
  gen,
  previousManifest = null,
  add = [],
  remove = [],
  createdMs = Date.now(),
}) {
  const identity = await walletIdentity({ wid: sized(wid, 16), secret: checkSecret(secret) });
  const slots = await slotsOf({ wid, gen, previousManifest, add, remove, identity });
  if (slots.length === 0) throw new KeyhavenError("no_slots");
  const shares = await split(secret);
  const manifest = await manifestOf({ wid, gen, previousManifest, slots, shares, identity });
  const recipients = slots.map((slot) => unb64u(slot.pub, 32));
  const { commit, pkMan } = identity;
  const share = shares.recovery;
  const envelope = await seal({ wid, gen, manifest, share, commit, recipients, createdMs });
  wipe(share);
  const digest = await backupDigest({ wid, gen, envelope, manifest });
  const { auth: authShare, device: deviceShare } = shares;
  return { gen, wid, envelope, manifest, authShare, deviceShare, pkMan, digest };
}

function checkServed({ built, served }) {
  const same =
    served.envelope === built.envelope &&
    served.manifest === built.manifest &&
    served.authShare instanceof Uint8Array &&
    equal(served.authShare, built.authShare);
  if (!same) throw new OpeningError({ step: "served", code: "rehearsal_mismatch" });
}

/**
 * Opens, in memory, what the server gave back, once with each way in that is at hand.
 * Only after that may the generation be committed.
 * @param {object} input
 * @param {Generation} input.built
 * @param {{envelope: string, manifest: string, authShare: Uint8Array}} input.served
 * @param {Uint8Array} input.secret that it must open to
 * @param {Way[]} input.ways at least one; as they were when their slots were made
 * @returns {Promise<void>}
 * @throws {OpeningError} of the step that failed; step "served" when the bytes are not the same
 */
async function rehearse({ built, served, secret, ways }) {
  checkServed({ built, served });
  if (ways.length === 0) throw new OpeningError({ step: "slot", code: "slot_missing" });
  const { envelope, manifest, authShare } = served;
  const { wid, gen } = built;
  for (const way of ways) {
    const opened = await openBackup({ way, wid, envelope, manifest, authShare, highestGen: gen });
    const same = equal(opened.secret, secret) && equal(opened.deviceShare, built.deviceShare);
    wipe(opened.secret, opened.deviceShare);
    if (!same) throw new OpeningError({ step: "commit", code: "wrong_wallet" });
  }
}
return { buildGeneration: buildGeneration, rehearse: rehearse };
})();
// save.js
const module28 = (() => {
// How a backup is written: the browser's side of the write protocol.
//
// The device's own share is kept before anything is sent. Nothing is committed before the parts
// came back from the server and opened, here, with the very ways in that are at hand. If the page is
// closed at any point, the wallet is at the old generation or at the new one, complete.

const { b64u: b64u, unb64u: unb64u } = module3;
const { discard: discard, promote: promote, saveShare: saveShare } = module16;
const { buildGeneration: buildGeneration, rehearse: rehearse } = module27;
const { ServerError: ServerError, request: request } = module2;

function pathOf({ wid, gen }) {
  return `/wallets/${b64u(wid)}/generations/${gen}`;
}

async function upload({ built, name }) {
  const { wid, gen, envelope, manifest } = built;
  const body = {
    name,
    envelope,
    manifest,
    auth_share: b64u(built.authShare),
    pk_man: b64u(built.pkMan),
  };
  const headers = { "If-Match": `"${gen - 1}"` };
  await request("PUT", pathOf({ wid, gen }), { body, headers, retry: true });
}

async function readBack({ wid, gen }) {
  const served = await request("GET", pathOf({ wid, gen }));
  const { envelope, manifest } = served;
  return { envelope, manifest, authShare: unb64u(served.auth_share) };
}

async function uploadAndCheck({ built, name, secret, ways, prove, onStep }) {
  try {
    onStep("sending");
    await upload({ built, name });
    onStep("checking");
    const served = await readBack(built);
    const proved = [...ways, ...(await prove(served.manifest))];
    await rehearse({ built, served, secret, ways: proved });
  } catch (error) {
    // Not committed, and it never will be: this share has no generation to go with.
    if (error instanceof ServerError || error.name === "OpeningError") await discard(built);
    throw error;
  }
}

/**
 * Splits the secret afresh and makes the result the wallet's current backup.
 * @param {object} input
 * @param {Uint8Array} input.secret
 * @param {Uint8Array} input.wid 16 bytes
 * @param {string} input.name of the wallet
 * @param {number} input.gen the new generation's number
 * @param {string|null} input.previousManifest of generation gen - 1
 * @param {Way[]} input.ways at hand, at least one; each becomes a slot, or is its own again
 * @param {(manifest: string) => Promise<Way[]>} [input.prove] makes ways in anew out of the manifest
 *   that came back, to be tried as well
 * @param {string[]} [input.remove] ids of slots, as in the manifest, that are to go
 * @param {(step: "splitting"|"sending"|"checking"|"confirming") => void} input.onStep
 * @returns {Promise<{gen: number, id: string, manifest: string, built: Generation}>} id names the
 *   wallet in addresses of pages; built: see lib/protect.js
 * @throws {ServerError|KeyhavenError}
 */
async function save(input) {
  // Of two tabs that write the same wallet, the second waits for the first, and is then told that
  // the wallet has moved on. Between devices the server decides the same by If-Match.
  return navigator.locks.request(`keyhaven-write-${b64u(input.wid)}`, () => write(input));
}

const nothingMore = () => Promise.resolve([]);

async function write({
  secret,
  wid,
  name,
  gen,
  previousManifest,
  ways,
  prove = nothingMore,
  remove,
  onStep,
}) {
  onStep("splitting");
  const built = await buildGeneration({ secret, wid, gen, previousManifest, add: ways, remove });
  const { digest } = built;
  await saveShare({ wid, gen, digest, share: built.deviceShare });
  await uploadAndCheck({ built, name, secret, ways, prove, onStep });
  onStep("confirming");
  const body = { digest: b64u(digest) };
  const committed = await request("POST", `${pathOf(built)}/commit`, { body, retry: true });
  await promote({ wid, gen, digest });
  return { gen: committed.gen, id: committed.id, manifest: built.manifest, built };
}
return { save: save };
})();
// fields.js
const module29 = (() => {
// Fields of a fixed binary layout, one after another.

const { sized: sized } = module3;

/** Takes fields of known size off the front of untrusted bytes, and refuses to run over. */
class Fields {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.offset = 0;
  }

  /** @param {number} size @returns {Uint8Array} */
  take(size) {
    this.offset += size;
    return sized(this.bytes.slice(this.offset - size, this.offset), size);
  }

  /** @param {number} size in bytes @returns {number} big-endian */
  number(size) {
    return this.take(size).reduce((value, byte) => value * 256 + byte, 0);
  }

  /** @returns {Uint8Array} what stands behind its length as u16 */
  sized() {
    return this.take(this.number(2));
  }

  end() {
    sized(this.bytes, this.offset);
  }
}
return { Fields: Fields };
})();
// cbor.js
const module30 = (() => {
// The CBOR that attestation needs (RFC 8949): a strict reader, and a writer for what is signed.
//
// Shortest lengths only, no tags, no fractions, no key twice, no key that is neither number nor
// text, nothing behind the end. Maps and lists may leave their length open, as newer Nitro devices
// do. recovery/enclave/attestation/cbor.py reads exactly the same.

const { concat: concat, utf8: utf8 } = module3;
const { KeyhavenError: KeyhavenError } = module1;

const MAX_DEPTH = 8;
const UNSIGNED = 0, NEGATIVE = 1, BYTES = 2, TEXT = 3, LIST = 4, MAP = 5, SIMPLE = 7;
const OPEN = 31;
const BREAK = 0xff;
const SIMPLE_VALUES = new Map([[20, false], [21, true], [22, null]]);

const malformed = () => new KeyhavenError("attestation_malformed");

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.offset = 0;
  }

  value(depth) {
    if (depth === 0) throw malformed();
    const first = this.take(1)[0];
    const kind = first >> 5;
    const low = first & 31;
    if (kind === SIMPLE && SIMPLE_VALUES.has(low)) return SIMPLE_VALUES.get(low);
    if (kind === LIST || kind === MAP) {
      const count = low === OPEN ? Infinity : this.number(low);
      return kind === LIST ? this.list(count, depth) : this.map(count, depth);
    }
    if (kind > MAP) throw malformed();
    const number = this.number(low);
    if (kind === UNSIGNED) return number;
    if (kind === NEGATIVE) return -1 - number;
    const bytes = this.take(number);
    return kind === BYTES ? bytes : this.text(bytes);
  }

  number(low) {
    if (low < 24) return low;
    if (low > 27) throw malformed();
    const size = 1 << (low - 24);
    const number = this.take(size).reduce((value, byte) => value * 256 + byte, 0);
    const least = size === 1 ? 24 : 2 ** (4 * size);
    // Above 2^53 numbers would be rounded; nothing that is read here is that large.
    if (number < least || !Number.isSafeInteger(number)) throw malformed();
    return number;
  }

  list(count, depth) {
    const found = [];
    while (!this.ends(count, found.length)) found.push(this.value(depth - 1));
    return found;
  }

  map(count, depth) {
    const found = new Map();
    while (!this.ends(count, found.size)) {
      const key = this.value(depth - 1);
      const isKey = typeof key === "number" || typeof key === "string";
      if (!isKey || found.has(key)) throw malformed();
      found.set(key, this.value(depth - 1));
    }
    return found;
  }

  ends(count, found) {
    if (count !== Infinity) return found === count;
    if (this.bytes[this.offset] !== BREAK) return false;
    this.offset += 1;
    return true;
  }

  text(bytes) {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch (error) {
      throw new KeyhavenError("attestation_malformed", { cause: error });
    }
  }

  take(size) {
    this.offset += size;
    if (this.offset > this.bytes.length) throw malformed();
    return this.bytes.slice(this.offset - size, this.offset);
  }
}

/**
 * @param {Uint8Array} untrusted
 * @returns {number|string|boolean|null|Uint8Array|Array|Map}
 * @throws {KeyhavenError} attestation_malformed
 */
function decode(untrusted) {
  const reader = new Reader(untrusted);
  const value = reader.value(MAX_DEPTH);
  if (reader.offset !== untrusted.length) throw malformed();
  return value;
}

function head(kind, number) {
  if (number < 24) return Uint8Array.of((kind << 5) | number);
  if (number < 256) return Uint8Array.of((kind << 5) | 24, number);
  if (number < 65536) return Uint8Array.of((kind << 5) | 25, number >> 8, number & 255);
  throw malformed();
}

/** @param {string|Uint8Array|Array} value of at most 65,535 bytes or members @returns {Uint8Array} */
function encode(value) {
  if (Array.isArray(value)) return concat(head(LIST, value.length), ...value.map(encode));
  const bytes = typeof value === "string" ? utf8(value) : value;
  return concat(head(typeof value === "string" ? TEXT : BYTES, bytes.length), bytes);
}
return { decode: decode, encode: encode };
})();
// measurements.js
const module31 = (() => {
// The list of measurements that a page is shipped with: which programs and machines count, and
// until when.

const { equal: equal } = module3;
const { KeyhavenError: KeyhavenError } = module1;

/**
 * @typedef {{name: string, fmt: string, until: string, pcrs: Object<string, string>, ak?: string}}
 *   Measurement until: the last day, in UTC. pcrs: hexadecimal. ak: base64url of SHA-256 over the
 *   attestation key's SPKI, for tpm2 only.
 */

/** @param {Measurement} measurement @returns {Map<number, Uint8Array>} in ascending order */
function pcrsOf(measurement) {
  const entries = Object.entries(measurement.pcrs).map(([index, hex]) => {
    const bytes = Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16));
    return [Number(index), bytes];
  });
  return new Map(entries.sort(([a], [b]) => a - b));
}

/** @returns {boolean} whether every listed PCR is there with the listed value */
function hasPcrs(found, measurement) {
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
function firstValid(fitting, now) {
  if (fitting.length === 0) throw new KeyhavenError("attestation_measurement");
  const today = now.toISOString().slice(0, 10);
  const valid = fitting.find(({ until }) => today <= until);
  if (valid === undefined) throw new KeyhavenError("attestation_expired");
  return valid;
}
return { pcrsOf: pcrsOf, hasPcrs: hasPcrs, firstValid: firstValid };
})();
// x509.js
const module32 = (() => {
// X.509 certificates of one shape (RFC 5280): version 3, P-384 keys, signed with ECDSA and SHA-384.
//
// That is the shape of AWS Nitro's chain, and whatever differs is refused. A general library would
// bring some hundred kilobytes of formats and rules that must then be switched off again.
// recovery/enclave/attestation/nitro.py decides the same with another reader.

const { concat: concat, equal: equal } = module3;
const { KeyhavenError: KeyhavenError } = module1;

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
async function verifyEs384(spki, signature, message) {
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
async function certifiedKey(chain, now) {
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
return { verifyEs384: verifyEs384, certifiedKey: certifiedKey };
})();
// nitro.js
const module33 = (() => {
// AWS Nitro: a document that the hypervisor signs, with certificates that lead to Amazon's root.
//
// COSE_Sign1 with ES384 over a map. Its own copy of the root, cabundle[0], is ignored: the root is
// the one below. A debug enclave chains to the real root too, and its PCRs are zero.
// Source: https://github.com/aws/aws-nitro-enclaves-nsm-api/blob/main/docs/attestation_process.md

const { equal: equal } = module3;
const { decode: decode, encode: encode } = module30;
const { KeyhavenError: KeyhavenError } = module1;
const { firstValid: firstValid, hasPcrs: hasPcrs } = module31;
const { certifiedKey: certifiedKey, verifyEs384: verifyEs384 } = module32;

// CN=aws.nitro-enclaves, 2019-10-28 to 2049-10-28, SHA-256
// 641a0321a3e244efe456463195d606317ed7cdcc3c1756e09893f3c68f79bb5b.
const AWS_ROOT = Uint8Array.from(
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
async function checkNitro({ evidence, bind, nonceB, measurements, now, root = AWS_ROOT }) {
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
return { AWS_ROOT: AWS_ROOT, checkNitro: checkNitro };
})();
// tpm.js
const module34 = (() => {
// TPM 2.0: a quote, which is the chip's signature over a digest of what the machine has booted.
//
// Evidence: LP(attestation key, SPKI) ‖ LP(TPMS_ATTEST) ‖ signature[64], r ‖ s of ECDSA on P-256.
// A quote proves the machine and its boot, not which program on it asked.
// Source: TCG TPM 2.0 Library, Part 2, sections 10.12.8 to 10.12.12

const { b64u: b64u, concat: concat, equal: equal, sha256: sha256 } = module3;
const { KeyhavenError: KeyhavenError } = module1;
const { Fields: Fields } = module29;
const { firstValid: firstValid, pcrsOf: pcrsOf } = module31;

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
async function checkTpm({ evidence, bind, measurements, now }) {
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
return { checkTpm: checkTpm };
})();
// attestation.js
const module35 = (() => {
// Which enclave is this, with which configuration, and did it really give this answer?

const { b64u: b64u, concat: concat, equal: equal, label: label, lp: lp, sha256: sha256, sized: sized, unb64u: unb64u, utf8: utf8 } = module3;
const { u16: u16, u32: u32, u8: u8 } = module3;
const { KeyhavenError: KeyhavenError } = module1;
const { Fields: Fields } = module29;
const { exactKeys: exactKeys, object: object, wholeNumber: wholeNumber } = module11;
const { ed25519PublicKey: ed25519PublicKey } = module12;
const { AWS_ROOT: AWS_ROOT, checkNitro: checkNitro } = module33;
const { checkTpm: checkTpm } = module34;

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
async function configHash(config) {
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
async function verifyAttestation(input) {
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
async function verifyReply({ pkSig, challenge, sealed, sig }) {
  const message = concat(label("KRP1-SIG"), challenge, await sha256(sealed));
  await checkSignature({ publicKey: pkSig, signature: sig, message, code: "reply_signature" });
}
return { configHash: configHash, verifyAttestation: verifyAttestation, verifyReply: verifyReply };
})();
// hpke.js
const module36 = (() => {
var __getOwnPropNames=Object.getOwnPropertyNames;var __esm=(fn,res,err)=>function __init(){if(err)throw err[0];try{return fn&&(res=(0,fn[__getOwnPropNames(fn)[0]])(fn=0)),res}catch(e){throw err=[e],e}};var crypto_exports={};var init_crypto=__esm({"empty:crypto"(){}});var HpkeError=class extends Error{constructor(e){let message;if(e instanceof Error){message=e.message}else if(typeof e==="string"){message=e}else{message=""}super(
message);this.name=this.constructor.name}};var InvalidParamError=class extends HpkeError{};var SerializeError=class extends HpkeError{};var DeserializeError=class extends HpkeError{};var EncapError=class extends HpkeError{};var DecapError=class extends HpkeError{};
var ExportError=class extends HpkeError{};var SealError=class extends HpkeError{};var OpenError=class extends HpkeError{};var MessageLimitReachedError=class extends HpkeError{};
var DeriveKeyPairError=class extends HpkeError{};var NotSupportedError=class extends HpkeError{};var dntGlobals={};var dntGlobalThis=createMergeProxy(globalThis,dntGlobals);function createMergeProxy(baseObj,extObj){return new Proxy(baseObj,{get(_target,prop,_receiver){
if(prop in extObj){return extObj[prop]}else{return baseObj[prop]}},set(_target,prop,value){if(prop in extObj){delete extObj[prop]}baseObj[prop]=value;return true},
deleteProperty(_target,prop){let success=false;if(prop in extObj){delete extObj[prop];success=true}if(prop in baseObj){delete baseObj[prop];success=true}return success},
ownKeys(_target){const baseKeys=Reflect.ownKeys(baseObj);const extKeys=Reflect.ownKeys(extObj);const extKeysSet=new Set(extKeys);return[...baseKeys.filter(k=>!extKeysSet.
has(k)),...extKeys]},defineProperty(_target,prop,desc){if(prop in extObj){delete extObj[prop]}Reflect.defineProperty(baseObj,prop,desc);return true},getOwnPropertyDescriptor(_target,prop){
if(prop in extObj){return Reflect.getOwnPropertyDescriptor(extObj,prop)}else{return Reflect.getOwnPropertyDescriptor(baseObj,prop)}},has(_target,prop){return prop in
extObj||prop in baseObj}})}async function loadSubtleCrypto(){if(dntGlobalThis!==void 0&&globalThis.crypto!==void 0){return globalThis.crypto.subtle}try{const{webcrypto}=await Promise.resolve().then(()=>(init_crypto(),crypto_exports));
return webcrypto.subtle}catch(e){throw new NotSupportedError(e)}}var NativeAlgorithm=class{constructor(){Object.defineProperty(this,"_api",{enumerable:true,configurable:true,
writable:true,value:void 0})}async _setup(){if(this._api!==void 0){return}this._api=await loadSubtleCrypto()}};var Mode={Base:0,Psk:1,Auth:2,AuthPsk:3};var KemId={NotAssigned:0,DhkemP256HkdfSha256:16,DhkemP384HkdfSha384:17,DhkemP521HkdfSha512:18,DhkemSecp256k1HkdfSha256:19,
DhkemX25519HkdfSha256:32,DhkemX448HkdfSha512:33,HybridkemX25519Kyber768:48,MlKem512:64,MlKem768:65,MlKem1024:66,XWing:25722};var KdfId={HkdfSha256:1,HkdfSha384:2,
HkdfSha512:3,Sha3256:4,Sha3384:5,Sha3512:6,Shake128:16,Shake256:17,TurboShake128:18,TurboShake256:19};var AeadId={Aes128Gcm:1,Aes256Gcm:2,Chacha20Poly1305:3,ExportOnly:65535};var INPUT_LENGTH_LIMIT=8192;var INFO_LENGTH_LIMIT=268435456;var MINIMUM_PSK_LENGTH=32;var EMPTY=new Uint8Array(0);var SUITE_ID_HEADER_KEM=new Uint8Array([75,69,77,0,0]);var HPKE_VERSION=new Uint8Array([72,80,75,69,45,118,49]);function toUint8Array(input){return new Uint8Array(toArrayBuffer(input))}function toArrayBuffer(input){
if(input instanceof ArrayBuffer){return input}if(ArrayBuffer.isView(input)){return new Uint8Array(input.buffer,input.byteOffset,input.byteLength).slice().buffer}
return new Uint8Array(input).slice().buffer}var HkdfNative=class extends NativeAlgorithm{constructor(){super();Object.defineProperty(this,"id",{enumerable:true,
configurable:true,writable:true,value:KdfId.HkdfSha256});Object.defineProperty(this,"hashSize",{enumerable:true,configurable:true,writable:true,value:0});Object.
defineProperty(this,"_suiteId",{enumerable:true,configurable:true,writable:true,value:EMPTY});Object.defineProperty(this,"algHash",{enumerable:true,configurable:true,
writable:true,value:{name:"HMAC",hash:"SHA-256",length:256}})}init(suiteId){this._suiteId=suiteId}buildLabeledIkm(label,ikm){this._checkInit();const ret=new Uint8Array(
7+this._suiteId.byteLength+label.byteLength+ikm.byteLength);ret.set(HPKE_VERSION,0);ret.set(this._suiteId,7);ret.set(label,7+this._suiteId.byteLength);ret.set(ikm,
7+this._suiteId.byteLength+label.byteLength);return ret}buildLabeledInfo(label,info,len){this._checkInit();const ret=new Uint8Array(9+this._suiteId.byteLength+label.
byteLength+info.byteLength);ret.set(new Uint8Array([0,len]),0);ret.set(HPKE_VERSION,2);ret.set(this._suiteId,9);ret.set(label,9+this._suiteId.byteLength);ret.set(
info,9+this._suiteId.byteLength+label.byteLength);return ret}async extract(salt,ikm){await this._setup();const saltBuf=salt.byteLength===0?new ArrayBuffer(this.
hashSize):toArrayBuffer(salt);if(saltBuf.byteLength!==this.hashSize){throw new InvalidParamError("The salt length must be the same as the hashSize")}const ikmBuf=toArrayBuffer(
ikm);const key=await this._api.importKey("raw",saltBuf,this.algHash,false,["sign"]);return await this._api.sign("HMAC",key,ikmBuf)}async expand(prk,info,len){await this.
_setup();const prkBuf=toArrayBuffer(prk);const key=await this._api.importKey("raw",prkBuf,this.algHash,false,["sign"]);const okm=new ArrayBuffer(len);const okmBytes=new Uint8Array(
okm);let prev=EMPTY;const mid=toUint8Array(info);const tail=new Uint8Array(1);if(len>255*this.hashSize){throw new Error("Entropy limit reached")}const tmp=new Uint8Array(
this.hashSize+mid.length+1);for(let i=1,cur=0;cur<okmBytes.length;i++){tail[0]=i;tmp.set(prev,0);tmp.set(mid,prev.length);tmp.set(tail,prev.length+mid.length);prev=
new Uint8Array(await this._api.sign("HMAC",key,tmp.slice(0,prev.length+mid.length+1)));if(okmBytes.length-cur>=prev.length){okmBytes.set(prev,cur);cur+=prev.length}else{
okmBytes.set(prev.slice(0,okmBytes.length-cur),cur);cur+=okmBytes.length-cur}}return okm}async extractAndExpand(salt,ikm,info,len){await this._setup();const ikmBuf=toArrayBuffer(
ikm);const baseKey=await this._api.importKey("raw",ikmBuf,"HKDF",false,["deriveBits"]);return await this._api.deriveBits({name:"HKDF",hash:this.algHash.hash,salt:toArrayBuffer(
salt),info:toArrayBuffer(info)},baseKey,len*8)}async labeledExtract(salt,label,ikm){return await this.extract(salt,this.buildLabeledIkm(label,ikm))}async labeledExpand(prk,label,info,len){
return await this.expand(prk,this.buildLabeledInfo(label,info,len),len)}_checkInit(){if(this._suiteId===EMPTY){throw new Error("Not initialized. Call init()")}}};
var HkdfSha256Native=class extends HkdfNative{constructor(){super(...arguments);Object.defineProperty(this,"id",{enumerable:true,configurable:true,writable:true,
value:KdfId.HkdfSha256});Object.defineProperty(this,"hashSize",{enumerable:true,configurable:true,writable:true,value:32});Object.defineProperty(this,"algHash",
{enumerable:true,configurable:true,writable:true,value:{name:"HMAC",hash:"SHA-256",length:256}})}};var isCryptoKeyPair=x=>typeof x==="object"&&x!==null&&typeof x.privateKey==="object"&&typeof x.publicKey==="object";function i2Osp(n,w){if(w<=0){throw new Error(
"i2Osp: too small size")}if(n>=256**w){throw new Error("i2Osp: too large integer")}const ret=new Uint8Array(w);for(let i=0;i<w&&n;i++){ret[w-(i+1)]=n%256;n=Math.
floor(n/256)}return ret}function concat(a,b){const ret=new Uint8Array(a.length+b.length);ret.set(a,0);ret.set(b,a.length);return ret}function base64UrlToBytes(v){
const base64=v.replace(/-/g,"+").replace(/_/g,"/");const byteString=atob(base64);const ret=new Uint8Array(byteString.length);for(let i=0;i<byteString.length;i++){
ret[i]=byteString.charCodeAt(i)}return ret}function xor(a,b){if(a.byteLength!==b.byteLength){throw new Error("xor: different length inputs")}const buf=new Uint8Array(a.byteLength);for(let i=0;i<a.byteLength;i++){
buf[i]=a[i]^b[i]}return buf}var LABEL_EAE_PRK=new Uint8Array([101,97,101,95,112,114,107]);var LABEL_SHARED_SECRET=new Uint8Array([115,104,97,114,101,100,95,115,101,99,114,101,116]);function concat3(a,b,c){
const ret=new Uint8Array(a.length+b.length+c.length);ret.set(a,0);ret.set(b,a.length);ret.set(c,a.length+b.length);return ret}var Dhkem=class{constructor(id,prim,kdf){
Object.defineProperty(this,"id",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"secretSize",{enumerable:true,configurable:true,
writable:true,value:0});Object.defineProperty(this,"encSize",{enumerable:true,configurable:true,writable:true,value:0});Object.defineProperty(this,"publicKeySiz\
e",{enumerable:true,configurable:true,writable:true,value:0});Object.defineProperty(this,"privateKeySize",{enumerable:true,configurable:true,writable:true,value:0});
Object.defineProperty(this,"_prim",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"_kdf",{enumerable:true,configurable:true,
writable:true,value:void 0});this.id=id;this._prim=prim;this._kdf=kdf;const suiteId=new Uint8Array(SUITE_ID_HEADER_KEM);suiteId.set(i2Osp(this.id,2),3);this._kdf.
init(suiteId)}async serializePublicKey(key){return await this._prim.serializePublicKey(key)}async deserializePublicKey(key){return await this._prim.deserializePublicKey(
toArrayBuffer(key))}async serializePrivateKey(key){return await this._prim.serializePrivateKey(key)}async deserializePrivateKey(key){return await this._prim.deserializePrivateKey(
toArrayBuffer(key))}async importKey(format,key,isPublic=true){return await this._prim.importKey(format,key,isPublic)}async generateKeyPair(){return await this._prim.
generateKeyPair()}async deriveKeyPair(ikm){const rawIkm=toArrayBuffer(ikm);if(rawIkm.byteLength>INPUT_LENGTH_LIMIT){throw new InvalidParamError("Too long ikm")}
return await this._prim.deriveKeyPair(rawIkm)}async encap(params){let ke;if(params.ekm===void 0){ke=await this.generateKeyPair()}else if(isCryptoKeyPair(params.
ekm)){ke=params.ekm}else{ke=await this.deriveKeyPair(params.ekm)}const enc=await this._prim.serializePublicKey(ke.publicKey);const pkrm=await this._prim.serializePublicKey(
params.recipientPublicKey);try{let dh;if(params.senderKey===void 0){dh=new Uint8Array(await this._prim.dh(ke.privateKey,params.recipientPublicKey))}else{const sks=isCryptoKeyPair(
params.senderKey)?params.senderKey.privateKey:params.senderKey;const dh1=new Uint8Array(await this._prim.dh(ke.privateKey,params.recipientPublicKey));const dh2=new Uint8Array(
await this._prim.dh(sks,params.recipientPublicKey));dh=concat(dh1,dh2)}let kemContext;if(params.senderKey===void 0){kemContext=concat(new Uint8Array(enc),new Uint8Array(
pkrm))}else{const pks=isCryptoKeyPair(params.senderKey)?params.senderKey.publicKey:await this._prim.derivePublicKey(params.senderKey);const pksm=await this._prim.
serializePublicKey(pks);kemContext=concat3(new Uint8Array(enc),new Uint8Array(pkrm),new Uint8Array(pksm))}const sharedSecret=await this._generateSharedSecret(dh,
kemContext);return{enc,sharedSecret}}catch(e){throw new EncapError(e)}}async decap(params){const enc=toArrayBuffer(params.enc);const pke=await this._prim.deserializePublicKey(
enc);const skr=isCryptoKeyPair(params.recipientKey)?params.recipientKey.privateKey:params.recipientKey;const pkr=isCryptoKeyPair(params.recipientKey)?params.recipientKey.
publicKey:await this._prim.derivePublicKey(params.recipientKey);const pkrm=await this._prim.serializePublicKey(pkr);try{let dh;if(params.senderPublicKey===void 0){
dh=new Uint8Array(await this._prim.dh(skr,pke))}else{const dh1=new Uint8Array(await this._prim.dh(skr,pke));const dh2=new Uint8Array(await this._prim.dh(skr,params.
senderPublicKey));dh=concat(dh1,dh2)}let kemContext;if(params.senderPublicKey===void 0){kemContext=concat(new Uint8Array(enc),new Uint8Array(pkrm))}else{const pksm=await this.
_prim.serializePublicKey(params.senderPublicKey);kemContext=new Uint8Array(enc.byteLength+pkrm.byteLength+pksm.byteLength);kemContext.set(new Uint8Array(enc),0);
kemContext.set(new Uint8Array(pkrm),enc.byteLength);kemContext.set(new Uint8Array(pksm),enc.byteLength+pkrm.byteLength)}return await this._generateSharedSecret(
dh,kemContext)}catch(e){throw new DecapError(e)}}async _generateSharedSecret(dh,kemContext){const labeledIkm=this._kdf.buildLabeledIkm(LABEL_EAE_PRK,dh);const labeledInfo=this.
_kdf.buildLabeledInfo(LABEL_SHARED_SECRET,kemContext,this.secretSize);return await this._kdf.extractAndExpand(EMPTY,labeledIkm,labeledInfo,this.secretSize)}};var KEM_USAGES=["deriveBits"];var LABEL_DKP_PRK=new Uint8Array([100,107,112,95,112,114,107]);var LABEL_SK=new Uint8Array([115,107]);var EC_P_521_PARAMS={p:(1n<<521n)-1n,b:0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
gx:0x00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66n,gy:0x011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650n,
coordinateSize:66};var AEAD_USAGES=["encrypt","decrypt"];function isBytes(a){return a instanceof Uint8Array||ArrayBuffer.isView(a)&&a.constructor.name==="Uint8Array"}function anumber(n,title=""){if(!Number.isSafeInteger(
n)||n<0){const prefix=title&&`"${title}" `;throw new Error(`${prefix}expected integer >0, got ${n}`)}}function abytes(value,length,title=""){const bytes=isBytes(
value);const len=value?.length;const needsLen=length!==void 0;if(!bytes||needsLen&&len!==length){const prefix=title&&`"${title}" `;const ofLen=needsLen?` of len\
gth ${length}`:"";const got=bytes?`length=${len}`:`type=${typeof value}`;throw new Error(prefix+"expected Uint8Array"+ofLen+", got "+got)}return value}function aexists(instance,checkFinished=true){
if(instance.destroyed)throw new Error("Hash instance has been destroyed");if(checkFinished&&instance.finished){throw new Error("Hash#digest() has already been c\
alled")}}function clean(...arrays){for(let i=0;i<arrays.length;i++){arrays[i].fill(0)}}var _endianTestBuffer=new Uint32Array([287454020]);var _endianTestBytes=new Uint8Array(
_endianTestBuffer.buffer);var isLE=_endianTestBytes[0]===68;function ahash(h){if(typeof h!=="function"||typeof h.create!=="function"){throw new Error("Hash must wrapped by utils.createHasher")}anumber(h.outputLen);anumber(
h.blockLen)}var _HMAC=class{constructor(hash,key){Object.defineProperty(this,"oHash",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,
"iHash",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"blockLen",{enumerable:true,configurable:true,writable:true,value:void 0});
Object.defineProperty(this,"outputLen",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"finished",{enumerable:true,configurable:true,
writable:true,value:false});Object.defineProperty(this,"destroyed",{enumerable:true,configurable:true,writable:true,value:false});ahash(hash);abytes(key,void 0,
"key");this.iHash=hash.create();if(typeof this.iHash.update!=="function"){throw new Error("Expected instance of class which extends utils.Hash")}this.blockLen=this.
iHash.blockLen;this.outputLen=this.iHash.outputLen;const blockLen=this.blockLen;const pad=new Uint8Array(blockLen);pad.set(key.length>blockLen?hash.create().update(
key).digest():key);for(let i=0;i<pad.length;i++)pad[i]^=54;this.iHash.update(pad);this.oHash=hash.create();for(let i=0;i<pad.length;i++)pad[i]^=54^92;this.oHash.
update(pad);clean(pad)}update(buf){aexists(this);this.iHash.update(buf);return this}digestInto(out){aexists(this);abytes(out,this.outputLen,"output");this.finished=
true;this.iHash.digestInto(out);this.oHash.update(out);this.oHash.digestInto(out);this.destroy()}digest(){const out=new Uint8Array(this.oHash.outputLen);this.digestInto(
out);return out}_cloneInto(to){to||=Object.create(Object.getPrototypeOf(this),{});const{oHash,iHash,finished,destroyed,blockLen,outputLen}=this;to=to;to.finished=
finished;to.destroyed=destroyed;to.blockLen=blockLen;to.outputLen=outputLen;to.oHash=oHash._cloneInto(to.oHash);to.iHash=iHash._cloneInto(to.iHash);return to}clone(){
return this._cloneInto()}destroy(){this.destroyed=true;this.oHash.destroy();this.iHash.destroy()}};var hmac=(hash,key,message)=>new _HMAC(hash,key).update(message).
digest();hmac.create=(hash,key)=>new _HMAC(hash,key);var U32_MASK64=0xffffffffn;var _32n=32n;function fromBig(n,le=false){if(le){return{h:Number(n&U32_MASK64),l:Number(n>>_32n&U32_MASK64)}}return{h:Number(n>>_32n&
U32_MASK64)|0,l:Number(n&U32_MASK64)|0}}function split(lst,le=false){const len=lst.length;const Ah=new Uint32Array(len);const Al=new Uint32Array(len);for(let i=0;i<
len;i++){const{h,l}=fromBig(lst[i],le);[Ah[i],Al[i]]=[h,l]}return[Ah,Al]}var _0n=0n;var _1n=1n;var _2n=2n;var _7n=7n;var _256n=256n;var _0x71n=0x71n;var SHA3_PI=[];var SHA3_ROTL=[];var _SHA3_IOTA=[];for(let round=0,R=_1n,x=1,y=0;round<
24;round++){[x,y]=[y,(2*x+3*y)%5];SHA3_PI.push(2*(5*y+x));SHA3_ROTL.push((round+1)*(round+2)/2%64);let t=_0n;for(let j=0;j<7;j++){R=(R<<_1n^(R>>_7n)*_0x71n)%_256n;
if(R&_2n)t^=_1n<<(_1n<<BigInt(j))-_1n}_SHA3_IOTA.push(t)}var IOTAS=split(_SHA3_IOTA,true);var SHA3_IOTA_H=IOTAS[0];var SHA3_IOTA_L=IOTAS[1];var AesGcmContext=class extends NativeAlgorithm{constructor(key){super();Object.defineProperty(this,"_rawKey",{enumerable:true,configurable:true,writable:true,value:void 0});
Object.defineProperty(this,"_key",{enumerable:true,configurable:true,writable:true,value:void 0});this._rawKey=toArrayBuffer(key)}async seal(iv,data,aad){await this.
_setupKey();const alg={name:"AES-GCM",iv:toArrayBuffer(iv),additionalData:toArrayBuffer(aad)};const ct=await this._api.encrypt(alg,this._key,toArrayBuffer(data));
return ct}async open(iv,data,aad){await this._setupKey();const alg={name:"AES-GCM",iv:toArrayBuffer(iv),additionalData:toArrayBuffer(aad)};const pt=await this._api.
decrypt(alg,this._key,toArrayBuffer(data));return pt}async _setupKey(){if(this._key!==void 0){return}await this._setup();const key=await this._importKey(this._rawKey);
new Uint8Array(this._rawKey).fill(0);this._key=key;return}async _importKey(key){return await this._api.importKey("raw",key,{name:"AES-GCM"},true,AEAD_USAGES)}};
var Aes128Gcm=class{constructor(){Object.defineProperty(this,"id",{enumerable:true,configurable:true,writable:true,value:AeadId.Aes128Gcm});Object.defineProperty(
this,"keySize",{enumerable:true,configurable:true,writable:true,value:16});Object.defineProperty(this,"nonceSize",{enumerable:true,configurable:true,writable:true,
value:12});Object.defineProperty(this,"tagSize",{enumerable:true,configurable:true,writable:true,value:16})}createEncryptionContext(key){return new AesGcmContext(
key)}};var Aes256Gcm=class extends Aes128Gcm{constructor(){super(...arguments);Object.defineProperty(this,"id",{enumerable:true,configurable:true,writable:true,
value:AeadId.Aes256Gcm});Object.defineProperty(this,"keySize",{enumerable:true,configurable:true,writable:true,value:32});Object.defineProperty(this,"nonceSize",
{enumerable:true,configurable:true,writable:true,value:12});Object.defineProperty(this,"tagSize",{enumerable:true,configurable:true,writable:true,value:16})}};function emitNotSupported(){return new Promise((_resolve,reject)=>{reject(new NotSupportedError("Not supported"))})}var LABEL_SEC=new Uint8Array([115,101,99]);var ExporterContextImpl=class{constructor(api,kdf,exporterSecret){Object.defineProperty(this,"_api",{enumerable:true,
configurable:true,writable:true,value:void 0});Object.defineProperty(this,"exporterSecret",{enumerable:true,configurable:true,writable:true,value:void 0});Object.
defineProperty(this,"_kdf",{enumerable:true,configurable:true,writable:true,value:void 0});this._api=api;this._kdf=kdf;this.exporterSecret=exporterSecret}async seal(_data,_aad){
return await emitNotSupported()}async open(_data,_aad){return await emitNotSupported()}async export(exporterContext,len){const rawExporterContext=toArrayBuffer(
exporterContext);if(rawExporterContext.byteLength>INPUT_LENGTH_LIMIT){throw new InvalidParamError("Too long exporter context")}try{return await this._kdf.labeledExpand(
this.exporterSecret,LABEL_SEC,new Uint8Array(rawExporterContext),len)}catch(e){throw new ExportError(e)}}};var RecipientExporterContextImpl=class extends ExporterContextImpl{};
var SenderExporterContextImpl=class extends ExporterContextImpl{constructor(api,kdf,exporterSecret,enc){super(api,kdf,exporterSecret);Object.defineProperty(this,
"enc",{enumerable:true,configurable:true,writable:true,value:void 0});this.enc=enc;return}};var EncryptionContextImpl=class extends ExporterContextImpl{constructor(api,kdf,params){super(api,kdf,params.exporterSecret);Object.defineProperty(this,"_aead",
{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"_nK",{enumerable:true,configurable:true,writable:true,value:void 0});
Object.defineProperty(this,"_nN",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"_nT",{enumerable:true,configurable:true,
writable:true,value:void 0});Object.defineProperty(this,"_ctx",{enumerable:true,configurable:true,writable:true,value:void 0});if(params.key===void 0||params.baseNonce===
void 0||params.seq===void 0){throw new Error("Required parameters are missing")}this._aead=params.aead;this._nK=this._aead.keySize;this._nN=this._aead.nonceSize;
this._nT=this._aead.tagSize;const key=this._aead.createEncryptionContext(params.key);this._ctx={key,baseNonce:params.baseNonce,seq:params.seq}}computeNonce(k){const seqBytes=i2Osp(
k.seq,k.baseNonce.byteLength);return xor(k.baseNonce,seqBytes).buffer}incrementSeq(k){if(k.seq>Number.MAX_SAFE_INTEGER){throw new MessageLimitReachedError("Mess\
age limit reached")}k.seq+=1;return}};var __classPrivateFieldGet=function(receiver,state,kind,f){if(kind==="a"&&!f)throw new TypeError("Private accessor was defined without a getter");if(typeof state===
"function"?receiver!==state||!f:!state.has(receiver))throw new TypeError("Cannot read private member from an object whose class did not declare it");return kind===
"m"?f:kind==="a"?f.call(receiver):f?f.value:state.get(receiver)};var __classPrivateFieldSet=function(receiver,state,value,kind,f){if(kind==="m")throw new TypeError(
"Private method is not writable");if(kind==="a"&&!f)throw new TypeError("Private accessor was defined without a setter");if(typeof state==="function"?receiver!==
state||!f:!state.has(receiver))throw new TypeError("Cannot write private member to an object whose class did not declare it");return kind==="a"?f.call(receiver,
value):f?f.value=value:state.set(receiver,value),value};var _Mutex_locked;var Mutex=class{constructor(){_Mutex_locked.set(this,Promise.resolve())}async lock(){let releaseLock;
const nextLock=new Promise(resolve=>{releaseLock=resolve});const previousLock=__classPrivateFieldGet(this,_Mutex_locked,"f");__classPrivateFieldSet(this,_Mutex_locked,
nextLock,"f");await previousLock;return releaseLock}};_Mutex_locked=new WeakMap;var __classPrivateFieldGet2=function(receiver,state,kind,f){if(kind==="a"&&!f)throw new TypeError("Private accessor was defined without a getter");if(typeof state===
"function"?receiver!==state||!f:!state.has(receiver))throw new TypeError("Cannot read private member from an object whose class did not declare it");return kind===
"m"?f:kind==="a"?f.call(receiver):f?f.value:state.get(receiver)};var __classPrivateFieldSet2=function(receiver,state,value,kind,f){if(kind==="m")throw new TypeError(
"Private method is not writable");if(kind==="a"&&!f)throw new TypeError("Private accessor was defined without a setter");if(typeof state==="function"?receiver!==
state||!f:!state.has(receiver))throw new TypeError("Cannot write private member to an object whose class did not declare it");return kind==="a"?f.call(receiver,
value):f?f.value=value:state.set(receiver,value),value};var _RecipientContextImpl_mutex;var RecipientContextImpl=class extends EncryptionContextImpl{constructor(){
super(...arguments);_RecipientContextImpl_mutex.set(this,void 0)}async open(data,aad=EMPTY.buffer){__classPrivateFieldSet2(this,_RecipientContextImpl_mutex,__classPrivateFieldGet2(
this,_RecipientContextImpl_mutex,"f")??new Mutex,"f");const release=await __classPrivateFieldGet2(this,_RecipientContextImpl_mutex,"f").lock();let pt;try{pt=await this.
_ctx.key.open(this.computeNonce(this._ctx),toArrayBuffer(data),toArrayBuffer(aad))}catch(e){throw new OpenError(e)}finally{release()}this.incrementSeq(this._ctx);
return pt}};_RecipientContextImpl_mutex=new WeakMap;var __classPrivateFieldGet3=function(receiver,state,kind,f){if(kind==="a"&&!f)throw new TypeError("Private accessor was defined without a getter");if(typeof state===
"function"?receiver!==state||!f:!state.has(receiver))throw new TypeError("Cannot read private member from an object whose class did not declare it");return kind===
"m"?f:kind==="a"?f.call(receiver):f?f.value:state.get(receiver)};var __classPrivateFieldSet3=function(receiver,state,value,kind,f){if(kind==="m")throw new TypeError(
"Private method is not writable");if(kind==="a"&&!f)throw new TypeError("Private accessor was defined without a setter");if(typeof state==="function"?receiver!==
state||!f:!state.has(receiver))throw new TypeError("Cannot write private member to an object whose class did not declare it");return kind==="a"?f.call(receiver,
value):f?f.value=value:state.set(receiver,value),value};var _SenderContextImpl_mutex;var SenderContextImpl=class extends EncryptionContextImpl{constructor(api,kdf,params,enc){
super(api,kdf,params);Object.defineProperty(this,"enc",{enumerable:true,configurable:true,writable:true,value:void 0});_SenderContextImpl_mutex.set(this,void 0);
this.enc=enc}async seal(data,aad=EMPTY.buffer){__classPrivateFieldSet3(this,_SenderContextImpl_mutex,__classPrivateFieldGet3(this,_SenderContextImpl_mutex,"f")??
new Mutex,"f");const release=await __classPrivateFieldGet3(this,_SenderContextImpl_mutex,"f").lock();let ct;try{ct=await this._ctx.key.seal(this.computeNonce(this.
_ctx),toArrayBuffer(data),toArrayBuffer(aad))}catch(e){throw new SealError(e)}finally{release()}this.incrementSeq(this._ctx);return ct}};_SenderContextImpl_mutex=
new WeakMap;var LABEL_BASE_NONCE=new Uint8Array([98,97,115,101,95,110,111,110,99,101]);var LABEL_EXP=new Uint8Array([101,120,112]);var LABEL_INFO_HASH=new Uint8Array([105,110,
102,111,95,104,97,115,104]);var LABEL_KEY=new Uint8Array([107,101,121]);var LABEL_PSK_ID_HASH=new Uint8Array([112,115,107,95,105,100,95,104,97,115,104]);var LABEL_SECRET=new Uint8Array(
[115,101,99,114,101,116]);var SUITE_ID_HEADER_HPKE=new Uint8Array([72,80,75,69,0,0,0,0,0,0]);var CipherSuiteNative=class extends NativeAlgorithm{constructor(params){
super();Object.defineProperty(this,"_kem",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"_kdf",{enumerable:true,configurable:true,
writable:true,value:void 0});Object.defineProperty(this,"_aead",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"_sui\
teId",{enumerable:true,configurable:true,writable:true,value:void 0});if(typeof params.kem==="number"){throw new InvalidParamError("KemId cannot be used")}this.
_kem=params.kem;if(typeof params.kdf==="number"){throw new InvalidParamError("KdfId cannot be used")}this._kdf=params.kdf;if(typeof params.aead==="number"){throw new InvalidParamError(
"AeadId cannot be used")}this._aead=params.aead;this._suiteId=new Uint8Array(SUITE_ID_HEADER_HPKE);this._suiteId.set(i2Osp(this._kem.id,2),4);this._suiteId.set(
i2Osp(this._kdf.id,2),6);this._suiteId.set(i2Osp(this._aead.id,2),8);this._kdf.init(this._suiteId)}get kem(){return this._kem}get kdf(){return this._kdf}get aead(){
return this._aead}async createSenderContext(params){this._validateInputLength(params);await this._setup();const dh=await this._kem.encap(params);let mode;if(params.
psk!==void 0){mode=params.senderKey!==void 0?Mode.AuthPsk:Mode.Psk}else{mode=params.senderKey!==void 0?Mode.Auth:Mode.Base}return await this._keyScheduleS(mode,
dh.sharedSecret,dh.enc,params)}async createRecipientContext(params){this._validateInputLength(params);await this._setup();const sharedSecret=await this._kem.decap(
params);let mode;if(params.psk!==void 0){mode=params.senderPublicKey!==void 0?Mode.AuthPsk:Mode.Psk}else{mode=params.senderPublicKey!==void 0?Mode.Auth:Mode.Base}
return await this._keyScheduleR(mode,sharedSecret,params)}async seal(params,pt,aad=EMPTY.buffer){const ctx=await this.createSenderContext(params);return{ct:await ctx.
seal(pt,aad),enc:ctx.enc}}async open(params,ct,aad=EMPTY.buffer){const ctx=await this.createRecipientContext(params);return await ctx.open(ct,aad)}async _keySchedule(mode,sharedSecret,params){
const pskId=params.psk===void 0?EMPTY:toUint8Array(params.psk.id);const pskIdHash=await this._kdf.labeledExtract(EMPTY,LABEL_PSK_ID_HASH,pskId);const info=params.
info===void 0?EMPTY:toUint8Array(params.info);const infoHash=await this._kdf.labeledExtract(EMPTY,LABEL_INFO_HASH,info);const keyScheduleContext=new Uint8Array(
1+pskIdHash.byteLength+infoHash.byteLength);keyScheduleContext.set(new Uint8Array([mode]),0);keyScheduleContext.set(new Uint8Array(pskIdHash),1);keyScheduleContext.
set(new Uint8Array(infoHash),1+pskIdHash.byteLength);const psk=params.psk===void 0?EMPTY:toUint8Array(params.psk.key);const ikm=this._kdf.buildLabeledIkm(LABEL_SECRET,
psk);const exporterSecretInfo=this._kdf.buildLabeledInfo(LABEL_EXP,keyScheduleContext,this._kdf.hashSize);const exporterSecret=await this._kdf.extractAndExpand(
sharedSecret,ikm,exporterSecretInfo,this._kdf.hashSize);if(this._aead.id===AeadId.ExportOnly){return{aead:this._aead,exporterSecret}}const keyInfo=this._kdf.buildLabeledInfo(
LABEL_KEY,keyScheduleContext,this._aead.keySize);const key=await this._kdf.extractAndExpand(sharedSecret,ikm,keyInfo,this._aead.keySize);const baseNonceInfo=this.
_kdf.buildLabeledInfo(LABEL_BASE_NONCE,keyScheduleContext,this._aead.nonceSize);const baseNonce=await this._kdf.extractAndExpand(sharedSecret,ikm,baseNonceInfo,
this._aead.nonceSize);return{aead:this._aead,exporterSecret,key,baseNonce:new Uint8Array(baseNonce),seq:0}}async _keyScheduleS(mode,sharedSecret,enc,params){const res=await this.
_keySchedule(mode,sharedSecret,params);if(res.key===void 0){return new SenderExporterContextImpl(this._api,this._kdf,res.exporterSecret,enc)}return new SenderContextImpl(
this._api,this._kdf,res,enc)}async _keyScheduleR(mode,sharedSecret,params){const res=await this._keySchedule(mode,sharedSecret,params);if(res.key===void 0){return new RecipientExporterContextImpl(
this._api,this._kdf,res.exporterSecret)}return new RecipientContextImpl(this._api,this._kdf,res)}_validateInputLength(params){if(params.info!==void 0&&params.info.
byteLength>INFO_LENGTH_LIMIT){throw new InvalidParamError("Too long info")}if(params.psk!==void 0){if(params.psk.key.byteLength<MINIMUM_PSK_LENGTH){throw new InvalidParamError(
`PSK must have at least ${MINIMUM_PSK_LENGTH} bytes`)}if(params.psk.key.byteLength>INPUT_LENGTH_LIMIT){throw new InvalidParamError("Too long psk.key")}if(params.
psk.id.byteLength>INPUT_LENGTH_LIMIT){throw new InvalidParamError("Too long psk.id")}}return}};var CipherSuite=class extends CipherSuiteNative{};var HkdfSha256=class extends HkdfSha256Native{};var ALG_NAME="X25519";var PKCS8_ALG_ID_X25519=new Uint8Array([48,46,2,1,0,48,5,6,3,43,101,110,4,34,4,32]);var BASE_POINT_X25519=(()=>{const p=new Uint8Array(32);
p[0]=9;return p})();var X25519=class extends NativeAlgorithm{constructor(hkdf){super();Object.defineProperty(this,"_hkdf",{enumerable:true,configurable:true,writable:true,
value:void 0});Object.defineProperty(this,"_alg",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"_nPk",{enumerable:true,
configurable:true,writable:true,value:void 0});Object.defineProperty(this,"_nSk",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(
this,"_nDh",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"_pkcs8AlgId",{enumerable:true,configurable:true,writable:true,
value:void 0});this._alg={name:ALG_NAME};this._hkdf=hkdf;this._nPk=32;this._nSk=32;this._nDh=32;this._pkcs8AlgId=PKCS8_ALG_ID_X25519}async serializePublicKey(key){
await this._setup();try{return await this._api.exportKey("raw",key)}catch(e){throw new SerializeError(e)}}async deserializePublicKey(key){await this._setup();try{
return await this._importRawKey(toArrayBuffer(key),true)}catch(e){throw new DeserializeError(e)}}async serializePrivateKey(key){await this._setup();try{const jwk=await this.
_api.exportKey("jwk",key);if(!("d"in jwk)){throw new Error("Not private key")}return base64UrlToBytes(jwk["d"]).buffer}catch(e){throw new SerializeError(e)}}async deserializePrivateKey(key){
await this._setup();try{return await this._importRawKey(toArrayBuffer(key),false)}catch(e){throw new DeserializeError(e)}}async importKey(format,key,isPublic){await this.
_setup();try{if(format==="raw"){return await this._importRawKey(key,isPublic)}if(key instanceof ArrayBuffer){throw new Error("Invalid jwk key format")}return await this.
_importJWK(key,isPublic)}catch(e){throw new DeserializeError(e)}}async generateKeyPair(){await this._setup();try{return await this._api.generateKey(ALG_NAME,true,
KEM_USAGES)}catch(e){throw new NotSupportedError(e)}}async deriveKeyPair(ikm){await this._setup();try{const rawIkm=toArrayBuffer(ikm);const dkpPrk=await this._hkdf.
labeledExtract(EMPTY,LABEL_DKP_PRK,new Uint8Array(rawIkm));const rawSk=await this._hkdf.labeledExpand(dkpPrk,LABEL_SK,EMPTY,this._nSk);const rawSkBytes=new Uint8Array(
rawSk);const sk=await this._deserializePkcs8Key(rawSkBytes);rawSkBytes.fill(0);return{privateKey:sk,publicKey:await this.derivePublicKey(sk)}}catch(e){throw new DeriveKeyPairError(
e)}}async derivePublicKey(key){await this._setup();try{const jwk=await this._api.exportKey("jwk",key);delete jwk["d"];delete jwk["key_ops"];return await this._api.
importKey("jwk",jwk,this._alg,true,[])}catch{try{const bp=await this._api.importKey("raw",BASE_POINT_X25519.buffer,this._alg,true,[]);const bits=await this._api.
deriveBits({name:ALG_NAME,public:bp},key,this._nPk*8);return await this._api.importKey("raw",bits,this._alg,true,[])}catch(e){throw new DeserializeError(e)}}}async dh(sk,pk){
await this._setup();try{const bits=await this._api.deriveBits({name:ALG_NAME,public:pk},sk,this._nDh*8);return bits}catch(e){throw new SerializeError(e)}}async _importRawKey(key,isPublic){
if(isPublic&&key.byteLength!==this._nPk){throw new Error("Invalid public key for the ciphersuite")}if(!isPublic&&key.byteLength!==this._nSk){throw new Error("In\
valid private key for the ciphersuite")}if(isPublic){return await this._api.importKey("raw",key,this._alg,true,[])}return await this._deserializePkcs8Key(new Uint8Array(
key))}async _importJWK(key,isPublic){if(typeof key.kty==="undefined"||key.kty!=="OKP"){throw new Error(`Invalid kty: ${key.crv}`)}if(typeof key.crv==="undefined"||
key.crv!==ALG_NAME){throw new Error(`Invalid crv: ${key.crv}`)}if(isPublic){if(typeof key.d!=="undefined"){throw new Error("Invalid key: `d` should not be set")}
return await this._api.importKey("jwk",key,this._alg,true,[])}if(typeof key.d==="undefined"){throw new Error("Invalid key: `d` not found")}return await this._api.
importKey("jwk",key,this._alg,true,KEM_USAGES)}async _deserializePkcs8Key(k){const pkcs8Key=new Uint8Array(this._pkcs8AlgId.length+k.length);pkcs8Key.set(this._pkcs8AlgId,
0);pkcs8Key.set(k,this._pkcs8AlgId.length);return await this._api.importKey("pkcs8",pkcs8Key,this._alg,true,KEM_USAGES)}};var DhkemX25519HkdfSha256=class extends Dhkem{constructor(){const kdf=new HkdfSha256Native;super(KemId.DhkemX25519HkdfSha256,new X25519(kdf),kdf);Object.defineProperty(
this,"id",{enumerable:true,configurable:true,writable:true,value:KemId.DhkemX25519HkdfSha256});Object.defineProperty(this,"secretSize",{enumerable:true,configurable:true,
writable:true,value:32});Object.defineProperty(this,"encSize",{enumerable:true,configurable:true,writable:true,value:32});Object.defineProperty(this,"publicKeyS\
ize",{enumerable:true,configurable:true,writable:true,value:32});Object.defineProperty(this,"privateKeySize",{enumerable:true,configurable:true,writable:true,value:32})}};var PKCS8_ALG_ID_X448=new Uint8Array([48,70,2,1,0,48,5,6,3,43,101,111,4,58,4,56]);
return { Aes256Gcm: Aes256Gcm, CipherSuite: CipherSuite, DhkemX25519HkdfSha256: DhkemX25519HkdfSha256, HkdfSha256: HkdfSha256 };
})();
// hpke.js
const module37 = (() => {
// The one-time key to which the enclave seals its answer (HPKE, RFC 9180, base mode).

const { Aes256Gcm: Aes256Gcm, CipherSuite: CipherSuite, DhkemX25519HkdfSha256: DhkemX25519HkdfSha256, HkdfSha256: HkdfSha256 } = module36;
const { concat: concat, label: label, sized: sized, u8: u8, wipe: wipe } = module3;
const { KeyhavenError: KeyhavenError } = module1;
const { x25519PublicKey: x25519PublicKey } = module12;

const ENC_SIZE = 32;
const TAG_SIZE = 16;
const ENTROPY_SIZE = 4 + 32;
const SMALLEST = ENC_SIZE + 2 + ENTROPY_SIZE + TAG_SIZE;
const LARGEST = ENC_SIZE + 3 + 64 * ENTROPY_SIZE + TAG_SIZE;

const suite1 = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

/**
 * @typedef {{publicKey: Uint8Array, privateKey: CryptoKey}} OneTimeKeyPair
 * publicKey: 32 raw bytes, the pk_eph of the challenge. privateKey: cannot be read out.
 */

/** @returns {Promise<OneTimeKeyPair>} */
async function newKeyPair() {
  const pair = await crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { publicKey, privateKey: pair.privateKey };
}

/**
 * @param {{keyPair: OneTimeKeyPair, sealed: Uint8Array, info: Uint8Array}} input sealed: enc ‖
 *   ciphertext; info: what it was sealed for
 * @returns {Promise<Uint8Array>}
 * @throws {KeyhavenError} sealed_reply
 */
async function openWith({ keyPair, sealed, info }) {
  try {
    const recipientKey = {
      privateKey: keyPair.privateKey,
      publicKey: await x25519PublicKey(keyPair.publicKey),
    };
    const enc = sealed.slice(0, ENC_SIZE);
    const text = sealed.slice(ENC_SIZE);
    return new Uint8Array(await suite1.open({ recipientKey, enc, info }, text));
  } catch (error) {
    throw new KeyhavenError("sealed_reply", { cause: error });
  }
}

/** Version 1 holds the entropy of one epoch, version 2 that of several, the newest first. */
function entropies(plaintext) {
  const [version, , counted] = plaintext;
  const [start, count] = version === 1 ? [2, 1] : [3, counted];
  const fits = plaintext.length === start + count * ENTROPY_SIZE;
  if ((version !== 1 && version !== 2) || count < version || !fits) {
    throw new KeyhavenError("sealed_reply");
  }
  const view = new DataView(plaintext.buffer, plaintext.byteOffset);
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * ENTROPY_SIZE;
    return { epoch: view.getUint32(at), ent: plaintext.slice(at + 4, at + ENTROPY_SIZE) };
  });
}

/**
 * @param {{publicKey: Uint8Array, info: Uint8Array, plaintext: Uint8Array}} input publicKey: X25519
 * @returns {Promise<Uint8Array>} enc ‖ ciphertext
 */
async function sealTo({ publicKey, info, plaintext }) {
  const recipientPublicKey = await x25519PublicKey(sized(publicKey, 32));
  const { enc, ct } = await suite1.seal({ recipientPublicKey, info }, plaintext);
  return concat(new Uint8Array(enc), new Uint8Array(ct));
}

async function decrypt({ keyPair, sealed, suite, op, challenge }) {
  if (sealed.length < SMALLEST || sealed.length > LARGEST) throw new KeyhavenError("sealed_reply");
  const info = concat(label("KRP1-RESPONSE"), u8(suite), u8(op), challenge);
  return openWith({ keyPair, sealed, info });
}

/**
 * Opens the enclave's answer to one challenge.
 * @param {object} reply
 * @param {OneTimeKeyPair} reply.keyPair the pair whose public half is in the challenge
 * @param {Uint8Array} reply.sealed enc ‖ ciphertext
 * @param {number} reply.suite
 * @param {number} reply.op
 * @param {Uint8Array} reply.challenge 32 bytes
 * @returns {Promise<{op: number, epoch: number, ent: Uint8Array,
 *   older: {epoch: number, ent: Uint8Array}[]}>} ent: 32 bytes of entropy
 * @throws {KeyhavenError} sealed_reply
 */
async function openSealed({ keyPair, sealed, suite, op, challenge }) {
  const plaintext = await decrypt({ keyPair, sealed, suite, op, challenge });
  try {
    if (plaintext[1] !== op) throw new KeyhavenError("sealed_reply");
    const [{ epoch, ent }, ...older] = entropies(plaintext);
    return { op, epoch, ent, older };
  } finally {
    wipe(plaintext);
  }
}
return { newKeyPair: newKeyPair, openWith: openWith, sealTo: sealTo, openSealed: openSealed };
})();
// text.js
const module38 = (() => {
// What a script says to a person, in the person's language.
//
// The code holds the English sentences. The page loads texts/<language>.js before any other module,
// and that hands the translations in. Where one is missing, the English sentence is said.

/** @type {Map<string, string|string[]>} */
let translations = new Map();
let formOf = (count) => (count === 1 ? 0 : 1);

/**
 * Take translations in; called by texts/<language>.js.
 * @param {object} catalogue
 * @param {(count: number) => number} catalogue.form which of the plural forms goes with a count
 * @param {Object<string, string|string[]>} catalogue.texts by English sentence; a list holds forms
 */
function speak({ form, texts }) {
  formOf = form;
  translations = new Map(Object.entries(texts));
}

/**
 * @param {string} english a whole sentence, with %(name)s where a value goes
 * @param {Object<string, string|number>} [values]
 */
function gettext(english, values = {}) {
  return filled(translations.get(english) ?? english, values);
}

/**
 * @param {string} one the sentence for a count of one
 * @param {string} many and for any other
 * @param {number} count
 * @param {Object<string, string|number>} [values]
 */
function ngettext(one, many, count, values = {}) {
  const known = translations.get(one);
  return filled(known?.[formOf(count)] ?? (count === 1 ? one : many), values);
}

/** A day as it is read, such as "1 May 2026". @param {Date} date */
function longDay(date) {
  const { lang } = document.documentElement;
  return date.toLocaleDateString(lang === "en" ? "en-GB" : lang, { dateStyle: "long" });
}

function filled(sentence, values) {
  return sentence.replaceAll(/%\((\w+)\)s/g, (_, name) => String(values[name]));
}
return { speak: speak, gettext: gettext, ngettext: ngettext, longDay: longDay };
})();
// vault_proof.js
const module39 = (() => {
// What the browser has verified of the vault, in one plain sentence.

const { gettext: _ } = module38;

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
function proofInWords({ format, measurement }, policy) {
  const isPinned = format === "software" && policy.instance_keys.length > 0;
  return WORDS[isPinned ? "software pinned" : format]({ name: measurement });
}

/** Puts the sentence where the page has a place for it, see parts/vault_proof.html. */
function showProof(enclave, policy) {
  for (const place of document.querySelectorAll("[data-vault-proof]")) {
    place.querySelector("[data-words]").textContent = proofInWords(enclave, policy);
    place.hidden = false;
  }
}
return { proofInWords: proofInWords, showProof: showProof };
})();
// touch.js
const module40 = (() => {
// One touch of a passkey that unlocks the vault.
//
// The nonce is fetched before the person presses the button, and renewed before it runs out, so
// that the touch itself waits for nothing. With each nonce comes the enclave's proof of what it
// is; the proof is checked before any touch is asked for.

const { verifyAttestation: verifyAttestation } = module35;
const { b64u: b64u, randomBytes: randomBytes, unb64u: unb64u } = module3;
const { challenge: challenge } = module15;
const { newKeyPair: newKeyPair } = module37;
const { getPasskey: getPasskey } = module18;
const { pageData: pageData, request: request } = module2;
const { showProof: showProof } = module39;

// Renewed well before the enclave's 120 seconds are over: the touch itself takes time too.
const RENEW_AFTER_MS = 50000;
const TOO_OLD_MS = 75000;

/**
 * @param {object} input
 * @param {number} input.op OP.unlock or OP.recover
 * @param {boolean} [input.pins] of the vault that keeps PINs, where there are several
 * @returns {Promise<object>} a nonce with its ticket, and the enclave whose proof was verified
 */
async function fetchInvitation({ op, pins = false }) {
  const nonceB = randomBytes(32);
  const body = { op, nonce_b: b64u(nonceB), pins };
  const answer = await request("POST", "/nonce", { body, retry: true });
  const { policy, rp } = pageData;
  const { attestation } = answer;
  const enclave = await verifyAttestation({ attestation, nonceB, policy, rpId: rp.id });
  showProof(enclave, policy);
  return { ...answer, enclave, fetchedAt: performance.now() };
}

/** Keeps a fresh nonce at hand for one kind of touch. */
class Invitation {
  #op;
  #pins;
  #current = null;
  #timer = 0;
  #isKept = false;

  /**
   * @param {number} op OP.unlock, OP.recover or OP.approve
   * @param {{pins?: boolean}} [options] pins: for questions about a PIN, which one vault keeps
   */
  constructor(op, { pins = false } = {}) {
    this.#op = op;
    this.#pins = pins;
  }

  /** Begins fetching now, and again in the background while the page is visible. */
  keepFresh() {
    if (this.#isKept) return;
    this.#isKept = true;
    this.#renew();
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && this.#isOld()) this.#renew();
    });
  }

  /** @returns {Promise<object>} an invitation that no touch has used */
  async take() {
    if (this.#current === null || this.#isOld()) this.#renew();
    const taken = this.#current;
    this.#current = null;
    return taken.promise;
  }

  /** Throws away what was fetched, for example because the vault has restarted. */
  drop() {
    this.#renew();
  }

  #isOld() {
    return this.#current === null || performance.now() - this.#current.at > TOO_OLD_MS;
  }

  #renew() {
    clearTimeout(this.#timer);
    const promise = fetchInvitation({ op: this.#op, pins: this.#pins });
    const renewed = { promise, at: performance.now() };
    this.#current = renewed;
    // A failure is told when the person presses the button, not while the page is only open; and
    // by then it is worth another try.
    promise.catch(() => {
      if (this.#current === renewed) this.#current = null;
    });
    this.#timer = setTimeout(() => {
      if (document.visibilityState === "visible") this.#renew();
    }, RENEW_AFTER_MS);
  }
}

/**
 * Asks for one touch.
 * @param {object} input
 * @param {number} input.op
 * @param {Invitation} input.invitation
 * @param {{id: Uint8Array, transports?: string[]}[]} [input.allow] empty: whoever is there
 * @param {Uint8Array} [input.paramsHash] for OP.approve, see lib/approval.js
 * @param {() => void} [input.onAsk] called right before the browser shows its own dialog
 * @returns {Promise<object>} what `send` needs: {op, ticket, keyPair, challenge, pkSig, wire, prf,
 *   credentialId}
 */
async function touch({
  op,
  invitation,
  allow = [],
  paramsHash,
  onAsk = () => undefined,
}) {
  const [taken, keyPair] = await Promise.all([invitation.take(), newKeyPair()]);
  const signed = await challenge({
    op,
    bootId: unb64u(taken.boot_id, 16),
    nonce: unb64u(taken.nonce, 16),
    rpId: pageData.rp.id,
    pkEph: keyPair.publicKey,
    paramsHash,
  });
  onAsk();
  const used = await getPasskey({ rpId: pageData.rp.id, challenge: signed, allow, prf: true });
  const { wire, prf, credentialId } = used;
  const { pkSig } = taken.enclave;
  return { op, ticket: taken.ticket, keyPair, challenge: signed, pkSig, wire, prf, credentialId };
}
return { fetchInvitation: fetchInvitation, Invitation: Invitation, touch: touch };
})();
// reply.js
const module41 = (() => {
// The enclave's answer to a touch: the first two steps of opening a backup, see recover.js.

const { verifyReply: verifyReply } = module35;
const { SUITE: SUITE } = module15;
const { openSealed: openSealed } = module37;
const { at: at } = module25;

/**
 * Takes the entropy out of the enclave's answer.
 * @param {object} reply
 * @param {OneTimeKeyPair} reply.keyPair see hpke.js
 * @param {Uint8Array} reply.sealed
 * @param {Uint8Array} reply.sig
 * @param {Uint8Array} reply.pkSig of the attested enclave, see attestation.js
 * @param {number} reply.op
 * @param {Uint8Array} reply.challenge 32 bytes, as this page computed it
 * @param {number} [reply.suite]
 * @returns {Promise<{epoch: number, ent: Uint8Array, older: {epoch: number, ent: Uint8Array}[]}>}
 *   ent: 32 bytes; wipe it after use. older: the same passkey's entropy of earlier epochs
 * @throws {OpeningError}
 */
async function openReply({ keyPair, sealed, sig, pkSig, op, challenge, suite = SUITE }) {
  const reply = await at("unseal", "sealed_reply", () =>
    openSealed({ keyPair, sealed, suite, op, challenge }),
  );
  await at("signature", "reply_signature", () => verifyReply({ pkSig, challenge, sealed, sig }));
  return { epoch: reply.epoch, ent: reply.ent, older: reply.older };
}
return { openReply: openReply };
})();
// unlock.js
const module42 = (() => {
// What a touch is good for: the vault's answer, and whether the passkey's own second key is stable.

const { b64u: b64u, randomBytes: randomBytes, unb64u: unb64u } = module3;
const { OP: OP } = module15;
const { rememberPrf: rememberPrf } = module16;
const { KeyhavenError: KeyhavenError } = module1;
const { getPasskey: getPasskey, prfCheckValue: prfCheckValue } = module18;
const { confirmPrf: confirmPrf } = module17;
const { openReply: openReply } = module41;
const { pageData: pageData, request: request } = module2;
const { touch: touch } = module40;

/** The passkeys that the server named for this person, ready for an allow list. */
function knownPasskeys() {
  return pageData.passkeys.map(({ id, spki, nickname, transports }) => ({
    id: unb64u(id),
    spki: unb64u(spki),
    nickname,
    transports,
  }));
}

/**
 * Of the known passkeys, those that open a wallet.
 * @param {object} payload of its manifest
 * @param {string[]} [except] ids of slots that do not count
 * @returns {object[]} never empty, since an empty list would let any passkey through
 * @throws {KeyhavenError} no_opener
 */
function openers(payload, except = []) {
  const staying = payload.slots.filter(({ id }) => !except.includes(id));
  const inside = new Set(staying.map(({ params }) => params.cid));
  const found = knownPasskeys().filter(({ id }) => inside.has(b64u(id)));
  if (found.length === 0) throw new KeyhavenError("no_opener");
  return found;
}

/** Opens the vault's answer to a touch. */
async function entropyOf({ touched, answer }) {
  const { keyPair, pkSig, op, challenge } = touched;
  const sealed = unb64u(answer.sealed);
  const sig = unb64u(answer.sig);
  return openReply({ keyPair, sealed, sig, pkSig, op, challenge });
}

/**
 * One touch of a person who is signed in.
 * @param {{invitation: object, allow?: object[], onAsk?: () => void, onRelease?: () => void}} input
 *   allow: of knownPasskeys(), those that may be used; onRelease: the person has touched, and the
 *   rest goes by itself
 * @returns {Promise<{cid: Uint8Array, ent: Uint8Array, epoch: number, older: object[],
 *   prf: Uint8Array|null}>} older: see openReply
 */
async function unlock({
  invitation,
  allow = knownPasskeys(),
  onAsk,
  onRelease = () => undefined,
}) {
  const touched = await touch({ op: OP.unlock, invitation, allow, onAsk });
  onRelease();
  const body = {
    ticket: touched.ticket,
    pk_eph: b64u(touched.keyPair.publicKey),
    epoch: 0,
    credential: touched.wire,
  };
  const answer = await request("POST", "/unlock", { body });
  const { ent, epoch, older } = await entropyOf({ touched, answer });
  return { cid: touched.credentialId, ent, epoch, older, prf: touched.prf };
}

async function secondEvaluation({ cid }) {
  const allow = knownPasskeys().filter(({ id }) => b64u(id) === b64u(cid));
  // The signature is thrown away, so nothing hangs on this challenge.
  const challenge = randomBytes(32);
  return (await getPasskey({ rpId: pageData.rp.id, challenge, allow, prf: true })).prf;
}

/**
 * Decides whether a new slot may need the passkey's second key. It may only if two separate
 * evaluations gave the same: one that changes would lock the person out for good.
 * @param {{cid: Uint8Array, prf: Uint8Array|null, onSecondTouch: () => Promise<void>}} input
 *   onSecondTouch: tells the person why, and resolves when they are ready
 * @returns {Promise<{prf: Uint8Array|null, outcome: string}>} prf: what the slot is made with
 */
async function settlePrf({ cid, prf, onSecondTouch }) {
  const now = prf === null ? null : await prfCheckValue(prf);
  const earlier = now === null ? null : await rememberPrf({ cid, checkValue: now });
  let outcome = confirmPrf({ earlier, now });
  if (outcome === "needs-second-touch") {
    await onSecondTouch();
    const again = await secondEvaluation({ cid });
    const check = again === null ? null : await prfCheckValue(again);
    outcome = confirmPrf({ earlier: now, now: check });
  }
  return { prf: outcome === "confirmed" ? prf : null, outcome };
}
return { knownPasskeys: knownPasskeys, openers: openers, entropyOf: entropyOf, unlock: unlock, settlePrf: settlePrf };
})();
// restore.js
const module43 = (() => {
// How a wallet comes back on a new device: one touch, open, split afresh, make this device ready.

const { b64u: b64u, unb64u: unb64u, wipe: wipe } = module3;
const { OP: OP } = module15;
const { highestGen: highestGen, rememberPrf: rememberPrf } = module16;
const { KeyhavenError: KeyhavenError } = module1;
const { prfCheckValue: prfCheckValue } = module18;
const { openBackup: openBackup } = module25;
const { METHOD: METHOD, passkeyWay: passkeyWay } = module20;
const { firstAddress: firstAddress } = module7;
const { ServerError: ServerError, request: request } = module2;
const { save: save } = module28;
const { touch: touch } = module40;
const { entropyOf: entropyOf } = module42;

const POLL_MS = 1000;
const LONGEST_WAIT_MS = 60000;

const nothing = () => Promise.resolve(null);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function untilSettled(path) {
  const end = performance.now() + LONGEST_WAIT_MS;
  let { state } = await request("POST", path, { retry: true });
  while (state === "due" && performance.now() < end) {
    await pause(POLL_MS);
    ({ state } = await request("GET", path));
  }
  return state;
}

/**
 * Has the server fetch a backup from the person's cloud, because its own copy is unusable.
 * @param {{wid: Uint8Array, ask: () => Promise<object>}} input ask: asks for it again afterwards
 * @returns {Promise<object>} the answer to that, with the manifest in it
 * @throws {ServerError|KeyhavenError} restore_failed
 */
async function bringBack({ wid, ask }) {
  const path = `/wallets/${b64u(wid)}/restore`;
  if ((await untilSettled(path)) !== "done") throw new KeyhavenError("restore_failed");
  const answer = await ask();
  if (answer.manifest === null) throw new KeyhavenError("restore_failed");
  return answer;
}

/** @returns {Promise<object>} the parts of one generation, for a little while after a touch */
function partsOf({ wid, gen }) {
  return request("GET", `/wallets/${b64u(wid)}/generations/${gen}`);
}

/**
 * One touch that signs in and unlocks. Nobody is named before.
 * @param {{invitation: object, onAsk?: () => void, onRelease?: () => void}} input
 * @returns {Promise<{name: string, wallets: object[], way: Way, token: string|null}>} way: see
 *   slots.js; token: for another site than ours, who is there now
 */
async function recover({ invitation, onAsk, onRelease = () => undefined }) {
  const touched = await touch({ op: OP.recover, invitation, onAsk });
  onRelease();
  const body = {
    ticket: touched.ticket,
    pk_eph: b64u(touched.keyPair.publicKey),
    credential: touched.wire,
  };
  const answer = await request("POST", "/recover", { body });
  const { ent, epoch, older } = await entropyOf({ touched, answer });
  const way = passkeyWay({ cid: touched.credentialId, ent, epoch, older, prf: touched.prf });
  return { name: answer.name, wallets: answer.wallets, way, token: answer.token };
}

/**
 * Opens a backup with one way in, wherever its parts come from.
 * @param {{found: object, way: Way, onBringBack: () => void}} input as for restoreWallet
 * @returns {Promise<object>} {wid, manifest} and what openBackup gives
 * @throws {ServerError|KeyhavenError}
 */
async function openFound({ found, way, onBringBack }) {
  const wid = unb64u(found.wid, 16);
  if (found.auth_share === null) throw new KeyhavenError("auth_share");
  const ask = found.ask ?? (() => partsOf({ wid, gen: found.gen }));
  const whole = found.envelope !== null && found.manifest !== null;
  if (!whole) onBringBack();
  const { envelope, manifest } = whole ? found : await bringBack({ wid, ask });
  const authShare = found.proveForShare ?? unb64u(found.auth_share);
  const highest = await highestGen(wid);
  const input = { way, wid, envelope, manifest, authShare, highestGen: highest };
  return { wid, manifest, ...(await openBackup(input)) };
}

/** The way in that opened, for a slot to be made again: with PRF only if it was made with it, and
 * with the newest key of the vault, whichever it was made with.
 */
function sameWay({ slot, way }) {
  const second = way.method === METHOD.passkey && slot.prf === 0 ? null : way.second;
  return { ...way, params: slot.params, second };
}

/** A second key that has just opened a wallet was the same as when the slot was made. */
async function noteStablePrf({ slot, way }) {
  if (slot.prf === 1) {
    const cid = unb64u(slot.params.cid);
    await rememberPrf({ cid, checkValue: await prfCheckValue(way.second) });
  }
}

const isOurs = (error) => error instanceof KeyhavenError || error instanceof ServerError;

/** The next generation with the way in made anew, or, where that does not work, as it was. */
async function saveRenewed({ next, slot, way, renew, onStep }) {
  try {
    const fresh = await renew({ wid: next.wid, secret: next.secret, slot });
    if (fresh !== null) {
      return { ...(await save({ ...next, ways: [fresh], remove: [slot.id], onStep })), fresh };
    }
  } catch (error) {
    // It opened, and that is what the person asked for. The next time tries again.
    if (!isOurs(error)) throw error;
  }
  return { ...(await save({ ...next, ways: [sameWay({ slot, way })], onStep })), fresh: null };
}

/**
 * Puts one wallet together again and makes this device one of its own: a fresh split, a new
 * generation, and the share that a lost device held is worth nothing any more.
 * @param {{found: object, way: Way, onBringBack: () => void,
 *   onOpen: (address: string, secret: Uint8Array) => void, onStep: (step: string) => void,
 *   renew?: function}} input found: an entry of recover().wallets; onBringBack: the backup has to
 *   come from the person's cloud, which takes a while; secret: is wiped in the end, so whoever needs
 *   it copies it; renew: makes the way in anew, under another slot, from {wid, secret, slot}; null
 *   where it need not
 * @returns {Promise<{address: string, gen: number, id: string, fresh: Way|null}>} fresh: what
 *   `renew` made, if the backup lists it now
 * @throws {ServerError|KeyhavenError} after onOpen the wallet itself was right, whatever follows
 */
async function restoreWallet({ found, way, onBringBack, onOpen, onStep, renew = nothing }) {
  const { wid, manifest, secret, gen, slot } = await openFound({ found, way, onBringBack });
  try {
    const address = await firstAddress(secret);
    onOpen(address, secret);
    await noteStablePrf({ slot, way });
    const next = { secret, wid, name: found.name, gen: gen + 1, previousManifest: manifest };
    return { address, ...(await saveRenewed({ next, slot, way, renew, onStep })) };
  } finally {
    wipe(secret);
  }
}
return { bringBack: bringBack, partsOf: partsOf, recover: recover, openFound: openFound, sameWay: sameWay, restoreWallet: restoreWallet };
})();
// open.js
const module44 = (() => {
// How a wallet opens on a device that has been used with it before.

const { b64u: b64u, unb64u: unb64u } = module3;
const { generationsHeld: generationsHeld, highestGen: highestGen, promote: promote, saveShare: saveShare, shareFor: shareFor } = module16;
const { KeyhavenError: KeyhavenError } = module1;
const { openBackup: openBackup, openOnDevice: openOnDevice } = module25;
const { forget: forget, passkeyWay: passkeyWay } = module20;
const { ServerError: ServerError, request: request } = module2;
const { bringBack: bringBack, partsOf: partsOf, sameWay: sameWay } = module43;
const { save: save } = module28;
const { unlock: unlock } = module42;

/**
 * Opens with this device's share and the server's, without a touch.
 * @param {Uint8Array} wid
 * @returns {Promise<{state: "open", secret: Uint8Array, gen: number, manifest: string}|
 *   {state: "older"|"none", gen: number}>} older: this device holds a share of an earlier
 *   generation only; none: it holds none. Both are put right by `refresh`.
 */
async function openHere(wid) {
  const ask = () => request("GET", `/wallets/${b64u(wid)}`);
  const answer = await ask();
  const { gen } = answer;
  const digest = unb64u(answer.digest, 32);
  const deviceShare = await shareFor({ wid, gen, digest });
  if (deviceShare === null) {
    const held = await generationsHeld(wid);
    return { state: held.length > 0 ? "older" : "none", gen };
  }
  const manifest = answer.manifest ?? (await bringBack({ wid, ask })).manifest;
  const authShare = unb64u(answer.auth_share);
  const highest = await highestGen(wid);
  const opened = await openOnDevice({ wid, deviceShare, authShare, manifest, highestGen: highest });
  // After a crash right behind the commit, this is where the device learns of it.
  await promote({ wid, gen, digest });
  return { state: "open", secret: opened.secret, gen, manifest };
}

/** Keeps the share that this device was just given; every other device keeps its own. */
async function keepShare({ wid, gen, parts, opened }) {
  const digest = unb64u(parts.digest, 32);
  await saveShare({ wid, gen, digest, share: opened.deviceShare });
  await promote({ wid, gen, digest });
  return { secret: opened.secret, gen, manifest: parts.manifest };
}

/**
 * Makes the slot that opened anew, because the vault has renewed its keys since: a generation of
 * its own, written like any other.
 */
async function renew({ wid, name, gen, parts, opened, way }) {
  const { secret, slot } = opened;
  const ways = [sameWay({ slot, way })];
  const next = { secret, wid, name, gen: gen + 1, previousManifest: parts.manifest };
  const saved = await save({ ...next, ways, onStep: () => undefined });
  return { secret, gen: saved.gen, manifest: saved.manifest };
}

/**
 * Gives this device its share of the current generation with one touch. No new generation is made,
 * so the person's other devices keep working, unless the vault has renewed its keys: then the
 * touch renews the slot too, and the person need not know of it.
 * @param {{wid: Uint8Array, invitation: object, onRelease?: () => void}} input
 * @returns {Promise<{secret: Uint8Array, gen: number, manifest: string}>}
 */
async function refresh({ wid, invitation, onRelease }) {
  const touched = await unlock({ invitation, onRelease });
  const way = passkeyWay(touched);
  // The page may be older than the last change on another device.
  const { gen, name } = await request("GET", `/wallets/${b64u(wid)}`);
  const askParts = () => partsOf({ wid, gen });
  let parts = await askParts();
  if (parts.envelope === null) parts = await bringBack({ wid, ask: askParts });
  const opened = await openBackup({
    way,
    wid,
    envelope: parts.envelope,
    manifest: parts.manifest,
    authShare: unb64u(parts.auth_share),
    highestGen: await highestGen(wid),
  });
  try {
    if (opened.slot.epoch < way.epoch) {
      return await renew({ wid, name, gen, parts, opened, way });
    }
  } catch (error) {
    // It opened, and that is what the person asked for. The next touch tries again.
    if (!(error instanceof KeyhavenError) && !(error instanceof ServerError)) throw error;
  } finally {
    forget(way);
  }
  return keepShare({ wid, gen, parts, opened });
}
return { openHere: openHere, refresh: refresh };
})();
// approval.js
const module45 = (() => {
// What a touch is to approve, as 32 bytes that the passkey signs (op 4). The page names the
// operation itself, so nobody can have another one approved.

const { concat: concat, hex: hex, label: label, sha256: sha256, sized: sized, u32: u32, u8: u8, unb64u: unb64u } = module3;

const ACTION = Object.freeze({ ways: 1, words: 2, export: 3, passkey: 4 });

const NO_WALLET = new Uint8Array(16);
const NO_SUBJECT = new Uint8Array(32);

/**
 * @typedef {object} Operation
 * @property {number} action one of ACTION
 * @property {Uint8Array} [wid] 16 bytes, of the wallet that is meant
 * @property {number} [gen] the generation that is to be written
 * @property {Uint8Array} [subject] 32 bytes: of the ways in see waysSubject, of a passkey SHA-256 of
 *   its credential id
 */

/** @param {Operation} operation @returns {Operation} with what was left out */
function whole({ action, wid = NO_WALLET, gen = 0, subject = NO_SUBJECT }) {
  return { action, wid: sized(wid, 16), gen, subject: sized(subject, 32) };
}

/** @param {Operation} operation @returns {Promise<Uint8Array>} 32 bytes, see challenge.js */
function approvalHash(operation) {
  const { action, wid, gen, subject } = whole(operation);
  return sha256(concat(label("KRP1-APPROVE"), u8(action), wid, u32(gen), subject));
}

/**
 * Names all the ways in that a wallet is to have.
 * @param {string[]} slotIds as the manifest lists them
 * @returns {Promise<Uint8Array>} 32 bytes
 */
function waysSubject(slotIds) {
  const ids = slotIds.map((id) => unb64u(id, 16));
  const inOrder = ids.sort((a, b) => (hex(a) < hex(b) ? -1 : 1));
  return sha256(concat(...inOrder));
}
return { ACTION: ACTION, whole: whole, approvalHash: approvalHash, waysSubject: waysSubject };
})();
// approve.js
const module46 = (() => {
// One touch for one operation. It unlocks as well, so that the operation can be tried at once.

const { approvalHash: approvalHash, whole: whole } = module45;
const { b64u: b64u } = module3;
const { OP: OP } = module15;
const { request: request } = module2;
const { touch: touch } = module40;
const { entropyOf: entropyOf } = module42;

/**
 * @param {object} input
 * @param {Operation} input.operation see lib/approval.js
 * @param {object} input.invitation made for OP.approve
 * @param {object[]} input.allow passkeys that may approve it; never empty
 * @param {() => void} [input.onRelease] the person has touched
 * @returns {Promise<{cid: Uint8Array, ent: Uint8Array, epoch: number, older: object[],
 *   prf: Uint8Array|null}>}
 * @throws {ServerError|KeyhavenError}
 */
async function approve({ operation, invitation, allow, onRelease = () => undefined }) {
  const paramsHash = await approvalHash(operation);
  const touched = await touch({ op: OP.approve, invitation, allow, paramsHash });
  onRelease();
  const { action, wid, gen, subject } = whole(operation);
  const body = {
    ticket: touched.ticket,
    pk_eph: b64u(touched.keyPair.publicKey),
    credential: touched.wire,
    action,
    wid: b64u(wid),
    gen,
    subject: b64u(subject),
  };
  const answer = await request("POST", "/approve", { body });
  const { ent, epoch, older } = await entropyOf({ touched, answer });
  return { cid: touched.credentialId, ent, epoch, older, prf: touched.prf };
}
return { approve: approve };
})();
// protect.js
const module47 = (() => {
// A touch that protects a wallet: its first backup, a fresh one in place of the current, or one with
// other ways in. The last needs a touch that approves exactly those.

const { ACTION: ACTION, waysSubject: waysSubject } = module45;
const { b64u: b64u } = module3;
const { KeyhavenError: KeyhavenError } = module1;
const { readUnverified: readUnverified } = module21;
const { passkeyWay: passkeyWay, slotIdOf: slotIdOf } = module20;
const { approve: approve } = module46;
const { save: save } = module28;
const { knownPasskeys: knownPasskeys, openers: openers, settlePrf: settlePrf, unlock: unlock } = module42;

/**
 * Makes of a touch a way in for a new slot, with the passkey's second key where it is stable.
 * @param {{touched: object, onSecondTouch: () => Promise<void>}} input touched: see unlock;
 *   onSecondTouch: see settlePrf
 * @returns {Promise<{way: Way, outcome: string}>} outcome: see confirmPrf
 */
async function wayOfTouch({ touched, onSecondTouch }) {
  const { cid, ent, epoch } = touched;
  const { prf, outcome } = await settlePrf({ cid, prf: touched.prf, onSecondTouch });
  const { spki, nickname } = knownPasskeys().find(({ id }) => b64u(id) === b64u(cid));
  return { way: passkeyWay({ cid, spki, name: nickname, ent, epoch, prf }), outcome };
}

/** The slots that the wallet is to have, all of them. */
async function idsAfter({ payload, wid, adding, remove }) {
  const added = await Promise.all(adding.map((way) => slotIdOf({ wid, way })));
  const kept = payload.slots.map(({ id }) => id).filter((id) => !remove.includes(id));
  return [...new Set([...kept, ...added.map(b64u)])];
}

async function touchFor({ wallet, invitation, allow, adding, remove, onRelease }) {
  if (adding.length === 0 && remove.length === 0) return unlock({ invitation, allow, onRelease });
  const { wid, gen, previousManifest } = wallet;
  const { payload } = readUnverified(previousManifest);
  const subject = await waysSubject(await idsAfter({ payload, wid, adding, remove }));
  const operation = { action: ACTION.ways, wid, gen, subject };
  const who = allow ?? openers(payload, remove);
  return approve({ operation, invitation, allow: who, onRelease });
}

/**
 * A slot that needs the passkey's own secret is never made anew without it: a browser that does not
 * hand it out would weaken the lock in silence.
 */
function requireSecret({ previousManifest, way }) {
  if (previousManifest === null || way.second !== null) return;
  const { slots } = readUnverified(previousManifest).payload;
  const before = slots.find(({ params }) => params.cid === way.params.cid);
  if (before?.prf === 1) throw new KeyhavenError("prf_missing");
}

/**
 * @param {object} input
 * @param {{secret: Uint8Array, wid: Uint8Array, name: string, gen: number,
 *   previousManifest: string|null}} input.wallet gen: of the backup that is to be written
 * @param {object} input.invitation for OP.approve where ways in are added or removed, otherwise for
 *   OP.unlock
 * @param {object[]} [input.allow] passkeys that may be touched; the touched one stays a way in
 * @param {{method: number, params: object}[]} [input.adding] names the ways in that `more` makes
 * @param {string[]} [input.remove] ids of slots that shall not open it any more
 * @param {() => Promise<Way[]>} [input.more] makes those of `adding`, after the touch
 * @param {(manifest: string) => Promise<Way[]>} [input.prove] see save
 * @param {() => void} input.onRelease the touch has happened
 * @param {() => Promise<void>} input.onSecondTouch see settlePrf
 * @param {(step: string) => void} input.onStep see save
 * @returns {Promise<{gen: number, id: string, outcome: string}>} outcome: see confirmPrf
 * @throws {ServerError|KeyhavenError}
 */
async function protect({
  wallet,
  invitation,
  allow,
  adding = [],
  remove = [],
  more = () => Promise.resolve([]),
  prove,
  onRelease,
  onSecondTouch,
  onStep,
}) {
  const touched = await touchFor({ wallet, invitation, allow, adding, remove, onRelease });
  const { way, outcome } = await wayOfTouch({ touched, onSecondTouch });
  requireSecret({ previousManifest: wallet.previousManifest, way });
  const ways = [way, ...(await more())];
  const saved = await save({ ...wallet, ways, prove, remove, onStep });
  return { ...saved, outcome };
}
return { wayOfTouch: wayOfTouch, protect: protect };
})();
// own_site.js
const module48 = (() => {
// The module on a relying party's own site, with passkeys of that site's own domain.
//
// It does what our own pages do, with the same flows; only who is there is said by a token instead
// of a cookie. The relying party's server asks for the token; a recovery brings one by itself.

const { addPasskey: addPasskey } = module19;
const { connectTo: connectTo, pageData: pageData, request: request } = module2;
const { openHere: openHere } = module44;
const { protect: protect } = module47;
const { recover: recover, restoreWallet: restoreWallet } = module43;
const { Invitation: Invitation } = module40;
const { openers: openers } = module42;
const { unb64u: unb64u } = module3;
const { OP: OP } = module15;
const { KeyhavenError: KeyhavenError } = module1;
const { readUnverified: readUnverified } = module21;
const { forget: forget } = module20;
const { firstAddress: firstAddress } = module7;
const { Client: Client, requirePasskey: requirePasskey } = module9;
const { OF_STEP: OF_STEP, STATUS: STATUS, reporter: reporter } = module13;

const ready = () => Promise.resolve();

class OwnSite extends Client {
  #server;
  #session;
  #token = null;

  constructor({ server, session }) {
    super();
    this.#server = server;
    this.#session = session;
  }

  /** Protects a wallet, or protects it again. Makes a passkey first where the person has none. */
  protect(method, onStatus, wallet) {
    return this.once(async () => {
      requirePasskey(method);
      const say = reporter(onStatus, this);
      await this.#signIn();
      if (pageData.passkeys.length === 0) await this.#addPasskey();
      say(STATUS.reading);
      const saved = await this.#protect(wallet, say);
      say(STATUS.done);
      this.tell("protected", { id: saved.id, outcome: saved.outcome });
      return { id: saved.id, gen: saved.gen };
    });
  }

  async #protect({ wid, name, secret }, say) {
    const { gen, previousManifest } = await this.#generationOf(wid);
    const isNew = previousManifest === null;
    return protect({
      wallet: { secret, wid: unb64u(wid, 16), name, gen: gen + 1, previousManifest },
      invitation: new Invitation(OP.unlock),
      allow: isNew ? undefined : openers(readUnverified(previousManifest).payload),
      onRelease: () => say(STATUS.generating),
      onSecondTouch: ready,
      onStep: (step) => say(OF_STEP[step]),
    });
  }

  async #generationOf(wid) {
    const wallets = await this.wallets();
    if (!wallets.some((wallet) => wallet.wid === wid)) return { gen: 0, previousManifest: null };
    const { gen, manifest } = await request("GET", `/wallets/${wid}`);
    return { gen, previousManifest: manifest };
  }

  /** One touch: who is there, and all wallets of theirs. Nobody needs to be signed in before. */
  recover(onStatus) {
    return this.once(async () => {
      const say = reporter(onStatus, this);
      await this.#connect(this.#token);
      say(STATUS.reading);
      const invitation = new Invitation(OP.recover);
      const found = await recover({ invitation, onRelease: () => say(STATUS.decrypting) });
      this.#keep(found.token);
      try {
        const back = [];
        for (const one of found.wallets) back.push(await this.#restore(one, found.way, say));
        say(STATUS.done);
        this.tell("recovered", { ids: back.map(({ id }) => id) });
        return back;
      } finally {
        forget(found.way);
      }
    });
  }

  async #restore(found, way, say) {
    let opened = null;
    say(STATUS.parsing);
    const { id } = await restoreWallet({
      found,
      way,
      onBringBack: () => say(STATUS.recoveringBackup),
      onOpen: (address, secret) => {
        say(STATUS.recoveringSigning);
        opened = { address, secret: secret.slice() };
        say(STATUS.generating);
      },
      onStep: (step) => say(OF_STEP[step]),
    });
    return { id, wid: found.wid, name: found.name, ...opened };
  }

  /** Opens a wallet on a device that has been used with it, without a touch. */
  async openWallet(wid) {
    await this.#signIn();
    const opened = await openHere(unb64u(wid, 16));
    if (opened.state !== "open") throw new KeyhavenError("share_missing");
    return { wid, address: await firstAddress(opened.secret), secret: opened.secret };
  }

  async wallets() {
    await this.#signIn();
    return (await request("GET", "/site/wallets")).wallets;
  }

  async signOut() {
    if (this.#token !== null) await request("POST", "/site/sign-out", { body: {} });
    this.#token = null;
    connectTo({ origin: this.#server, token: null });
  }

  async #signIn() {
    if (this.#token === null) this.#keep((await this.#session()) ?? null);
    if (this.#token === null) throw new KeyhavenError("session_missing");
    await this.#connect(this.#token);
  }

  #keep(token) {
    this.#token = token;
    connectTo({ origin: this.#server, token });
  }

  async #connect(token) {
    connectTo({ origin: this.#server, token });
    connectTo({ origin: this.#server, token, data: await request("GET", "/site") });
  }

  async #addPasskey() {
    const { ticket, nonce, user, exclude } = await request("POST", "/site/enrol", { body: {} });
    // The person sees this name in lists, and may change it on the site.
    const nickname = navigator.userAgentData?.platform ?? navigator.platform;
    const { rp } = pageData;
    await addPasskey({ rp, user, exclude, ticket, nonce: unb64u(nonce, 16), nickname });
    await this.#connect(this.#token);
  }
}

/**
 * @param {object} input
 * @param {string} input.server origin of the Keyhaven server, such as https://keyhaven.example
 * @param {() => Promise<string|null>} input.session asks the site's own server for a token
 * @returns {OwnSite}
 */
function ownSite(input) {
  return new OwnSite(input);
}
return { ownSite: ownSite };
})();
// keyhaven.js
const module49 = (() => {
// What a wallet's maker imports. Everything else is inside.

const { missingAbility: missingAbility } = module0;








/** @returns {Promise<boolean>} whether this browser has all that is needed */
async function isSupported() {
  return (await missingAbility()) === "";
}
return { ServerError: module2.ServerError, KeyhavenError: module1.KeyhavenError, OpeningError: module1.OpeningError, METHOD: module9.METHOD, createWallet: module9.createWallet, hostedPages: module14.hostedPages, ownSite: module48.ownSite, STATUS: module13.STATUS, isSupported: isSupported };
})();
export const { KeyhavenError, METHOD, OpeningError, STATUS, ServerError, createWallet, hostedPages, isSupported, ownSite } = module49;
