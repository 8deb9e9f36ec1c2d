// Keyhaven's browser module. Apache-2.0. Built from static/js; do not edit.
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
  pin_closed: "The vault answers no PIN just now. It may have counted a try. Use another way in.",
  pin_taken: "Another page is just putting a PIN in place.",
  // The module on another site, see module/.
  method_unsupported: "This kind of way in cannot be set up here.",
  way_not_allowed: "Whoever runs this site wants no more ways in of this kind.",
  pin_refused: "This PIN may not be set: many people would try it, or it is too short here.",
  password_not_drawn: "Set one that newPassword() drew; what people make up is judged on our pages.",
  kit_code: "This is no code of an emergency kit: compare it group by group.",
  worker_missing: "PIN and password need argon2.js of the module's folder; say where it lies.",
  operation_in_progress: "Something is being protected or recovered already.",
  session_missing: "Nobody is signed in here.",
  client_share: "This backup share is damaged, or was not locked by this wallet and version.",
  wallet_unknown: "There is no such wallet of this person.",
  popup_blocked: "The browser did not let the window open.",
  popup_closed: "The window was closed before anything came of it.",
  app_silent: "The app's window does not hand over the wallet.",
  way_not_added: "The wallet is protected, but not by the way in that was asked for.",
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

/** Wipes the key. */
function addressOf({ key, prefix }) {
  try {
    // Witness version 0 and HASH160 of the public key, which BIP-32 calls the identifier.
    return bech32.encode(prefix, [0, ...bech32.toWords(key.identifier)]);
  } finally {
    key.wipePrivateData();
  }
}

/** The page answers what was pressed meanwhile: the first key of all takes longer than the others. */
const nextTask = () => new Promise((resolve) => { setTimeout(resolve); });

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
  wipe(seed);
  try {
    await nextTask();
    return addressOf({ key: root.derive(path), prefix });
  } finally {
    root.wipePrivateData();
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

/** Ways in, by the names that the server gives them too. */
const METHOD = Object.freeze({
  passkey: "PASSKEY",
  pin: "PIN",
  password: "PASSWORD",
  cloudKey: "CLOUD_KEY",
  kit: "KIT",
});

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

/** @param {string} method @param {string[]} [possible] */
function requireMethod(method, possible = Object.values(METHOD)) {
  if (!possible.includes(method)) throw new KeyhavenError("method_unsupported");
}
return { METHOD: METHOD, createWallet: createWallet, Client: Client, wanted: wanted, requireMethod: requireMethod };
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
const { Client: Client, requireMethod: requireMethod } = module9;
const { STATUS: STATUS, reporter: reporter } = module13;

const PENDING = "keyhaven-pending";
const FRAGMENT = "#keyhaven=";
const LONGEST_ANSWER = 65536;
const LOOK_MS = 500;
const WINDOW = "popup,width=480,height=760";

/** What ties one answer to one question: neither is used twice. */
function tied() {
  return { state: b64u(randomBytes(24)), nonce: b64u(randomBytes(24)) };
}

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
   * Has a wallet protected, and given the way in that is named. The person chooses PIN, password and
   * the like on our pages; the app sees none of it. By a window the wallet is the app's own; by going
   * there, one that is made there, since no key travels in an address. For a wallet that is protected
   * already, its id is enough: it is given one more way in.
   */
  protect(method, onStatus, wallet) {
    return this.once(async () => {
      requireMethod(method);
      const isThere = wallet?.id !== undefined && wallet.secret === undefined;
      const asked = isThere ? { action: "add", wallet: wallet.id } : { action: "protect" };
      if (this.#mode === "redirect") return this.#leave({ ...asked, method });
      const brought = isThere ? undefined : wallet;
      const { answer } = await this.#ask({ asked: { ...asked, method }, onStatus, brought });
      const [{ id }] = answer.wallets;
      if (answer.outcome !== "done") {
        throw Object.assign(new KeyhavenError("way_not_added"), { id });
      }
      this.tell("protected", { id });
      return { id };
    });
  }

  /** Gets wallets back. By a window the app is given those that their owner chooses. */
  recover(onStatus) {
    return this.once(async () => {
      if (this.#mode === "redirect") return this.#leave({ action: "recover" });
      const { wallets } = await this.#ask({ asked: { action: "recover" }, onStatus });
      this.tell("recovered", { ids: wallets.map(({ id }) => id) });
      return wallets;
    });
  }

  /**
   * On the return address: what came of it. It can be asked for once.
   * @returns {Promise<{action: string, method: string, outcome: string, wallets: object[],
   *   jws: string}|null>} jws: the signed answer itself, which a server may check once more; null
   *   where this page was not come back to
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

  #address(asked) {
    const address = new URL("/hosted/", this.#server);
    const from = { app: this.#app, return_to: this.#returnTo, mode: this.#mode };
    address.search = new URLSearchParams({ ...from, ...asked });
    return address.href;
  }

  #leave(what) {
    const asked = { ...what, ...tied() };
    sessionStorage.setItem(PENDING, JSON.stringify(asked));
    location.assign(this.#address(asked));
    // The page is about to go; nothing comes of it here.
    return new Promise(() => undefined);
  }

  async #ask({ asked: what, onStatus, brought }) {
    const asked = { ...what, ...tied() };
    const popup = open(this.#address(asked), "", WINDOW);
    if (popup === null) throw new KeyhavenError("popup_blocked");
    const say = reporter(onStatus, this);
    try {
      const message = await this.#talk({ popup, state: asked.state, wallet: brought, say });
      const answer = await this.#verified(message.answer, asked);
      if (answer.outcome === "cancelled") throw new KeyhavenError("hosted_cancelled");
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

  async #verified(jws, asked) {
    const claims = await this.#signed(jws);
    const { action, method = "", state, nonce } = asked;
    const isOurs =
      claims.iss === this.#server &&
      claims.aud === this.#app &&
      claims.return_to === this.#returnTo &&
      claims.action === action &&
      claims.method === method &&
      claims.state === state &&
      claims.nonce === nonce &&
      claims.exp * 1000 > Date.now();
    if (!isOurs) throw new KeyhavenError("hosted_answer");
    const { outcome, wallets } = claims;
    return { action, method, outcome, wallets, jws };
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
// diceware.js
const module22 = (() => {
function decompress(encodedString){const decompressedArray=encodedString.split(/([A-Z])/g);const decompressedData=[];let last="";let i;for(i=1;i<decompressedArray.
length;i+=2){last=last.slice(0,decompressedArray[i].charCodeAt(0)-65)+decompressedArray[i+1];decompressedData.push(last)}return decompressedData}var diceware=decompress("AabacusCdomenFinalCideEingDlityClazeDeCnormalCrasionGveDeastDidgeDoadDuptlyCsenceFteeGlyDintheDoluteFveDtainEractDurdBccentDlaimEimateD\
ompanyEuntDuracyGteEstomCetoneChinessFgCidCornCquaintEireCreDobatEnymCtingEonEvateHorFeFismHtGtyDressDsCutelyFnessBerationDobicsEsolFpaceBfarCfairDectedGingHonD\
idavitEliateErmExDlictedEuentDordDrontClameDoatDutterCootCraidCterglowFlifeFmathGostFnoonBgedDlessDncyEdaEtCgregateChastCileEityDngCnosticConizeGingEyCreeableIy\
FdFingFmentDoundBheadCoyBideDsCmBjarBlabasterDrmCbatrossDumCfalfaCgebraDorithmCiasDbiDenableGteFsDkeDveCkalineGzeCmanacDightyDostCoeDftDhaDneEgsideDofCphabetCri\
ghtCthoughDitudeDoCuminumEniCwaysBmarettoDzeEinglyCberDianceEguityGousEtionHusDulanceEshCendableFmentFsEityCiableDcablyDdDgoDnoDssCmoniaGumCnestyDioticCongDuntC\
perageDleEifierGyEyCuckDletDsableEedFmentFrEingBnacondaDerobicDgramDtomistGyCchorFvyDientCdroidCemiaFcDurismDwCgelfishFicErDledFrFsEingDrilyFnessDuishedElarCima\
lFteGingHonGorEeEosityCkleCnexDotateEuncerEyingDuallyEityCointerDtherCsweringCtacidErcticDeaterElopeEnnaeDhemEillEologyDibodyEcsEdoteEheroEquelyHsGityErustEtoxi\
cFrustEviralHusDlerDonymDsyCvilCybodyDhowDmoreDoneDplaceDthingEimeDwayEhereBortaBpacheCostleCpealingFrFseGingEndageGixEtiteGzerDlaudGseEeEianceFcantFedEyDointee\
DraisalHerEehendEoachFvalGeCricotElDonCtitudeDlyBquaDeductBrbitraryHteCdentlyCeaDnaCguableHyEeCiseCmadilloDbandDchairDedDfulDholeDingDlessDoireEredFyDrestDyComa\
DseDundEsalCrangeEyDestDivalFeDoganceHtCsonCtBscendFsionFtErtainChamedDenEsDyCideCkewCleepCparagusDectDirateFeFinCtonishEundDrideEologyFnautGomyDuteBtlanticEsCo\
mDnableDpCriumDociousEphyCtachEinDemptEndantGeeFtionHveEstDicEreEtudeDractorEibuteCypicalBuctionCdaciousGtyDibleGyEenceEoEtionCgmentedDustCthenticEorDismFticDog\
raphEmakerGtedHicEpilotBvailableDlancheDtarCengeFingEueDrageEsionEtCiationForDdCoidBwaitDkenDrdEeChileCkwardCningCokeCryBxisAbabbleFingDiedDoonCckacheEboardGned\
EdropEedFrEfieldGreEhandEingElandsGshFessFightGtFogEpackFedalErestFoomEshiftFideFlidFpaceGinFtabHgeEtalkFrackEupEwardGshGterEyardDonDteriaHumCdassDgeDlandEyDnes\
sCffleFingCgelDfulDgageEedEieFnessGgEyDpipeDuetteCkedEryEshopDingClanceGingDconyDmyDsamicCmbooCnanaDishFterDjoDkableEbookEedFrEingEnoteErollDnerEisterDsheeDterC\
rbecueFdFllFrDcodeDgeEraphDistaEtoneDleyDmaidFnDnDometerDrackGudaEelFtteEicadeFerDstoolDtenderFrerCshDicallyFsElEnEsDketCtboyDchDhDonDsDtalionEeredGingGyEingEle\
CubleCzookaBlabberDdderEeDhDmeEingDnchingEdnessEkDsphemeIyEtDtancyGtlyDzerEingCeachEkDepDmishDndDssCightedDmpDngEkedGrFingFsDpDssfulDtzDzzardCoatedFingDbDgDomer\
sFingEperDtDuseCubberDffDishDndererEtDrbEredFyEtDshEteryBoasterFfulFingDtCbbedEingEleDcatDsledDtailCdaciousDyCggedEleDusCilCkClsterDtCnanzaDdedEingElessDedEhead\
ElessFikeEyDfireDnetDsaiDusDyCogeymanEiemanDkDndocksDtedEhEieFngElaceFegEsDzyCraxDingDoughDrowerGingCssCtanicalGstFyDchDhDtleFingEomCunceFingFyEdingFlessEtifulC\
vineCxcarDerDingDlikeDyBreachEthDechesGingEderFingEzeFyDthrenDweryEingCiarDbeDckDdeEgedDgadeEhtDlliantDmDngEkDsketFlyFnessEtleDttleCoadbandFcastFenFlyFnessFside\
FwaysDilerFingDkenFrDnchialFoEzeFingDokEmDughtDwbeatEnnoseEseFingCuisingDnchEetteEtDshEselsDteEishlyBubbleFingFyCccaneerDkedFtEleEshotFkinEtoothEwheatCddhismHtE\
ingEyDgetCffaloEedFrEingEoonCggyClbDgeEinessEurDkDldogGzerEfightFrogEhornEionFshEpenEringEseyeEwhipEyCnchDdleDgeeDionDkbedEhouseEmateDnyDtCsboyDhDilyDloadDtDybo\
dyCzzAcabanaDbageEieDdriverDleDooseCcheDkleDtiEusCddieEyDetDillacDmiumCgeChootsCkeClamariFityDciumEulateGusDiberFrateDmDoricGeDzoneCmcorderDeoEraDisoleDperEfire\
EingEsiteEusCnalEryDcelDdiedEleEyDeDineEsterDnabisEedEingEonFtDolaEnEpenerFyDteenDyonCpableGyEcityDeDillaryEtalFolDpedDricornDsizeEuleDtionFvateGeGityEureCramel\
EtEvanDbonDdboardEedEiacFganFnalEstockDefullyEgiverElessEssEtakerDgoDingDlessEoadDmakerDnageFtionEivalGoreDolDpenterHryEoolFrtDriedEotFuselEyDtelEloadEonFonErid\
geEwheelDveEingDwashCscadeDeDhDingFoDketDsetteDuallyGtyCtacombElogFystGzeEpultEractEtonicDcallEhableFerFingFyDererFingDfightFshDhedralEouseDlikeDnapEipDsupDtail\
EishlyEleEyDwalkCucasianEusDsalFtionEeEingDterizeEionGusCvalierFryDiarEtyBedarCleryEstialDibacyGteDticCmentCnsusCramicsDemonyDtainlyHtyEifiedGyCsareanDspoolBhaf\
eEfingDinErDliceElengeDmberEomileEpionDnceEgeEnelEtDosDperoneElainEpedEsEterDracterEbroilEcoalEgerFingEiotFtyEmEredEterFingDseEingEteFiseGtyDtroomEterFingFyCeat\
ingDddarDekErEseFyDfDmicalsFstEoDrisherEubDssEtDvronEyDwableEerEingEyCiefDhuahuaDldcareFhoodFishFlessGikeEiElDmpDpDrpingFyDtchatDvalryEeClorideGneCoiceDkeholdEi\
ngDmpDoserFingFyDpDsenDwderEtimeCromeCubbyDckDgDmmyEpDnkDrnDteBiderClantroCnchDemaDnamonCrcleFingEularHteFsCtableEdelEtionDizenDricEusDyCvicElBladDimDmbakeEmyEo\
rEpEshellDngEkingDppedGrFingDrifyFnetFtyDshEpEsDtterDuseDvicleDwDyCeanErEtEverDftDnchDrgymanEicalEkDverCickerDentDmateGicDngEicEkingDpDqueCoakDbberDckDneEingDsa\
bleEureDthesFingDudDverCubbedFingEhouseDmpEsilyFyDnkyDsteredDtchEterBoachDgulantDstalFerFingFlandGineDtDuthorCbaltDblerDwebCcoaEnutCdCeditorDrceDxistCffeeDounde\
rCgnitionHveDwheelCherenceHtEsiveCilCkeClaDdDeslawDiseumDlageFpseFrEectedHorEideFeFsionDonialGstGzeFyEssalDtCmaDeDfortEyDicEngDmaEenceGdGtFrceEodeGityGoreFnFtio\
nEuteGingDpactedIrHlyHorFnionGyFreEelEileElyEonentFsedHrGiteGtGureFundEressFisedEuterGingDradeCncaveEealFdedFptFrnedGtEhEiergeFseEludeEreteEurDdenseEimentFtionE\
oneEuciveGtorFitDeDfessFttiEidantGentHrGingFgureFnedGingFrmElictEormFundErontEusedGingHonDgenialFstedEratsFessDicalDjoinedEureGorDnectedHorDsensusGtEoleGingFnan\
tEtableGntFrainGictGuctEultFmerGingDtactFinerEemptFndGtedHlyHsFstFxtEortFurEriteFolEusionDveneGtCpartnerDeDiedFrElotEngEousDperDyCralDkDnballFreadEcobEeaFdFrEfi\
eldFlakeEhuskEmealEstalkEyDonaryFerDporalHteDralEectEidorEodeGingFsiveDsageEetDtexCsignerDmeticsEicEosDponsorDtCttageEonCuchDghDldDntableFdownFingFlessFryFyDrie\
rCvenantErEtedFingCynessCzilyEnessDyBrabbingEgrassElikeEmeatDdleFingDfterFilyFsmanFworkFyDmpDnberryEeEialFumEkDteDveEingDwfishElersFingDyfishEonDzedEilyFnessEyC\
eamedGrFlikeEseFingEtableFeFionGveFureDdibleHyFtDedDmeDoleDpeEtDscentEtedFingFlessDviceDwlessEmanGteCibDcketDedErDmpEsonDngeFingEkleGyDspedFingFlyFnessFyDteriaE\
terCoakDckDokEnDpDssDuchEtonDwbarEdEnCucialDdelyFnessDellyFnessFtyDmbEmiestFyEpetFledDncherGingGyDsaderEhableFedGrFingEtDxCyingDpticDstalBubbyholeDeDicalFleCcum\
berCddleFyCfflinkClinaryDminateDpableEritDtivateEuralGeCpbearerDcakeDidDpedEingCrableEtorDdleDeDfewDingDledFrEinessGgEyDryDseEiveEorDtainElyEsyDvatureEeEyCshyDp\
DsedDtardEodianGyFmaryGerGizeGsCtBycleEicFngFstClinderCmbalCtoplasmItAdabCdCffodilCggerCilyDntilyFyDryDsyCllyingCnceEingDdelionFrEruffEyDgerEleFingCredevilEsDin\
glyDkenedGingEishEnessEroomDlingDnDtDwinismCshDtardlyCtaDebookDingCughterDntingCwdlerDnCybedEreakDcareDdreamDlightEongDroomDtimeCzzlerFingBeaconDfeningEnessDler\
EingEmakerEtDnCbatableFeFingDitDriefDtlessEorDugEnkCcadeEfElEthlonEyDeasedEitFverGingEmberEncyFtEptionHveDibelEdableEmalFeterEpherDkDlaredEineDodeEmposeEratedHo\
rEyDreaseFeCdicateHorDuceFtCedDmDpenElyEnessCfaceFingEmeEultDeatEctionHveEndantGerFseGiveErralGedDianceGtEleFingEneFiteDlateGionGorEectedHorDogErestDraudEostDtl\
yDuseDyCgradedGingEeaseFeChydrateCityCjectedClayDegateHorEteFionDicacyGteFiousEghtedEriousGumEvererHyDouseDtaDugeEsionExeCmandingDeaningGorDiseDocracyHtEteFionD\
ystifyCnaturedDiableFlEmDoteDseEityDtalEistEureDyCodorantGizeCpartedGureDictDleteGionEoredFyDortEseDravedGityEecateFssEiveDthDutizeFyCrailEngedDbyDivedCsecrateE\
rveGingDignateGedHrGingDkboundEtopEworkDolateDpairEiseFteDtinyFtuteEructCtachedEilDectionHveGorEntionErgentEstDonateHorExifyDractCuceCvalueDiancyGtFteGionGorEce\
EousDotedlyGeFionEurerGingFtlyCxterityGousBiabetesGicEolicDgnosesHisEramDlDmeterDperEhragmDryCceDingDtateGionGorCfficultEusedHrGionHveCgClationDigenceHtDlDuteCm\
eDinishDlyDmedFrDnessDpleCnerDgbatEhyEinessEoEyDingDnerCoceseDxideCplomaDpedFrEingCrectedGionHveGlyGoryEnessDtinessCsabledEgreeEllowErmFrayEsterDbandEeliefEurse\
DcardEernEhargeEloseEolorFuntGrseFverEussDdainDengageDfigureDgraceDhDinfectDjoinDkDlikeGingEocateFdgeFyalDmantleFyEissEountDobeyErderEwnDparateGityFtchEenseFrsa\
lHedIrElaceGyFeaseEosalGeEroveEuteDregardEuptDsuadeDtanceGtFsteEillFnctEortEractFessFictFustCtchDtoDzyCvidableFedGndGrsFingEnelyFgFityEsibleIyGonGveDorceeCzzine\
ssEyBoableCcileDkDtrineDumentCdgeEyCilyDngCleDlarEhouseEopEyDphinCmainDelikeEsticDinionFoesCnatedFionForDorDutCodleDrbellEframeEknobEmanGtEnailEpostEstepGopEway\
DzyCrkDmitoryDsalCsageDeCttedCublingDcheCveCwnDryCzeBrabDggingEonflyGishEsterDinableGgeFedGrFpipeDmaticHzeDnkDperyDsticDwCeadedFfulFlockEmboatFilyFlandGessGikeF\
tFyErilyFyDnchDssDwCibbleDedErDftDllerFingDnkableFingDppingFyDvableEenFrFwayEingDzzleGyConeDolEpDpdownEboxEkickEletEoutEperDveDwnEsilyCudgeDmCyBubbedDiouslyCche\
ssDkbillEingElingEtailEyDtCdeCffelCgoutChCkeCllerEnessDyCmpingElingEsterCoCpeDlexEicateGityCrableGyEtionDessDingCskDtCtifulDyCvetBwarfCeebDlledGrFingCindleGingB\
ynamicGteEstyCslexiaHcAeachCgleCracheDdrumDflapEulDlobeEyDmarkEuffDphoneEieceElugsDringDshotDthenFlikeHngGyFwormFyDwigCsefulElDiestElyEnessFgDtboundEcoastEerEwa\
rdCtableDenEryDingDsBbayConyDokBcardCcentricChoClairDipseCologistGyDnomicHstGyDsphereEystemBdgeDinessFgDyCitionEorCucatedGionGorBelBffectiveGsDicientDortBggbeat\
erDingDnogDplantDshellComaniacDtismGticBitherBjectBlaborateDsticDtedCbowCdercareFlyEstCectableFionGveDphantDvateGingHonGorEenCfCigibleHyDminateDteEismDxirCkClip\
seFticCmCongatedDpeDquenceHtCsewhereCudeDsiveCvesBmailCbargoFkEssyEttledDellishErEzzleDlazeEemDodyElismEssDroiderCceeCeraldEgencyCissionDtCoteEiconFonCpathicGyD\
erorDhasesGisHzeFticDiricalDloyedHeHrDoriumEwerDtierFnessEyCuBnableDctmentDmelCchantedEiladaDircleDloseGureDodeEreEunterFrageDroachEustEyptCdangerDearedGingEdDi\
ngDlessDnoteDocrineErphinFseEwmentDpointDurableGnceFingCergeticFizeFyCforcedHrCgagedFingDineDorgeDravedHrGingEossDulfChanceCigmaticCjoyableIyFerFingFmentClarged\
GingDightenEstedCquirerCrageDichDollCslaveDnareDureCtailEngledDeringFtainDicingEreEtleFyDombEurageDrapEeeFnchEustEywayDwineCunciateCvelopeDiableHyEousEsionDoyDy\
CzymeBpicDdemicFrmalHisEuralDlepsyGticEogueDphanyDsodeBqualEteFionForDinoxEpmentEtyEvocalBradicateDsableEedFrEureCgonomicCrandFtEticDorCuptBscalateHorEpableGdeF\
istErgotCkimoCophagusCpionageDressoCquireCsayDenceFtialCtablishEteDeemedDimateHorDrangedEogenBtchingCernalFityChanolDerDicallyFsBuphemismBvacuateFeeDdeDluateHor\
DporateDsionFveCenDrgladeFreenEybodyFdayFoneCictDdenceGtDlCokeDlutionEveBxactDltedDmpleCcavateHorDeedingEptionEssDhangeDitableFingDlaimEudeGingFsionHveDretionGo\
ryDursionEsableIyFeCemplaryGifyFtionDrciserEtDsCfoliateChaleEustDumeCileDstingDtCodusDnerateDrcismHtCpandFseGionHveDectantEditedIrElEndFsesGiveErtDireFingDlainE\
etiveEicitEodeFitFreGingDonentErterEsableFeFureDressDulsionCquisiteCtendedGingFtFuateEriorFnalDinctDortionDraditeFsEovertEudeGingCuberantAfableDricDulousCcebook\
EclothEdownElessFiftEplateEtedDialElityEngDsimileDtionEoidFrEsheetEualDultyCdeDingCilingClconDlDseEifyCmeDiliarFyEneEshedCnaticDciedFnessEyDfareDgDningDtasizeGt\
icGyCscismDtballEerEingEnessCucetCvorableIyFedFingGteCxBeastCderalDoraCebleDdDlCistyClineDttipCminineGsmHtGzeDurCnceEingDderCrmentDnlikeDociousGtyDretEisEyDvorC\
sterEivalGeGityCtalDchCverBiberCctionCddleFingDelityDgetingGyCfteenEhEiethEyCgmentDureFineClingDledFrEingDmDterEhErateCnaleFistGzeFlyEnceGialDchDenessErDickyEsh\
edHrGingEteDlessEikeCscallyCtCveBlaccidDgmanEpoleEshipFtickGoneDilDkilyEyDmeEmableDnkedFingEnelsDpDringDshbackGulbFcardFilyGngFyEkDtbedEfootElyEnessEtenGredIrHy\
FopEwareFormDvoredGfulGingDxseedCedDshedFyCickDerDghtDnchEgEtDpDrtCoatDckDggingDpDralEistDssDunderCyableEwayDerDingDoverDpaperBoamCeCgCilClicDkDlicleEowCndlingF\
yEnessEueDtCodDlDtageEballGthFoardEerEgearEhillFoldEingElessEmanEnoteEpadGthFrintErestEsieForeEwearForkCssilDterCunderFingEtainCxCyerBractionFureDgileGityEmentE\
ranceHtDilDmeEingDnticDternalDyedEingEsCeckledHsDebaseFeeFieEdomEfallEhandEingEloadFyEmasonEnessEstyleEwareGyFillEzableFingDightDnchEziedFyDquencyHtDshDtfulEted\
CictionDdayEgeDedEndDghtenGfulEidityGlyDllDngeDsbeeEkDtterDvolousColicDmDntDstbiteFedFilyGngFlikeFyDthDwnDzenCuctoseDgalityGlyDitDstrateCyingAgabCffeCgCinfullyE\
ingEsClaDlantlyEeriaGyFyEonFwsEstoneDoreDvanizeCmblingDeDingDmaCnderDglyEreneEwayCpCrageDbageDdenDgleDlandEicDmentDnetEishDterCsCthererGingDingCugingDntletDzeCv\
eCwkCzingBearCckoCekCigerCmCnderDericFousEticsDreDtileElemanFyEsCographyDlogicHstGyDmetricHyCraniumDbilDiatricDmicideFnateElessEproofCstateGionEureCtawayDtingDu\
pBiantCbberishDletCddilyFnessEyCftCgabyteEhertzEnticDgleFingFyDoloClledEsCmmickCrdleCveawayEnErDingCzmoDzardBlacialFerDdeEiatorElyDmorousFurDnceFingEdularDreEin\
gDssDucomaDzingCeamingDefulCiderEingDmmerEpseDstenDtchEterEzyCoaterFingDomilyFyDrifiedIrGyFousEyDssDveDwingEwormCucoseDeDtenEinousEtonBnarlyDtBoalDtskinCesCggle\
sCingCldfishEmineEsmithDfDiathCnadDdolaDeDgCodDeyDfballEinessEyDgleDnCpherCreDgedFousDyCslingDsipCthicDtenCutCwnBrabDcefulFlessEiousDdationEedFrEientFngEuallyGt\
eDffitiEtedFingDinDnddadFkidFlyFmaFpaFsonEiteEnyEolaEtEularDpeEhEpleGingDspEsDtifiedGyFngFtudeEuityDvelFnessFsFyardEitateGyEyDyDzingCeasilyDedilyFlessFyEnEterFi\
ngDwDyhoundCidDefEvanceFingFousDllDmaceGingEeEinessEyDnchEningDpDstleDtCoggilyFyDinDomEveFingFyDpeDundEpedEtDveDwerEingElCubDdgeFingDelingDfflyDmbleGingGyEpilyD\
ngeEtBuacamoleCidableFnceEeEingDlelessDseClfDlibleEyDpCmballDdropDminessGgEyCrgleFingDuCshDtoEyCtlessDsDterCyCzzlerByrationAhabitableGntGtFualCckedFrEingEsawCdC\
gglerCikuClfDogenDtDvedFsCmburgerDletDmockDperDsterFringCndbagGllFookFrakeEcartFlapHspFraftFuffEedEfulEgripFunEheldEinessFworkElebarGdGrFingEmadeEoffEpickFrintE\
railEsawFetFfreeFhakeFtandEwashForkGvenFriteEymanDgnailEoutFverEupDkeringEieEyCphazardDpeningEierGstFlyFnessEyCrborDdcopyGreGverEdiskEenedHrGingEhatFeadEinessEl\
yEnessEshipEwareFiredFoodEyDmfulElessEonicaIsHzeGyDnessDpistDshDvestCshDsleDteEilyFnessEyCtboxDchbackFeryGtFingFlingDeDlessDredCuntCvenCzardDelnutDilyEnessFgDyB\
eadacheEbandFoardEcountEdressEedFrEfirstEgearEingElampFessFockEphoneFieceErestFoomEscarfFetFmanFtandGoneEwayFearDpDtDveEilyFnessGgCdgeEingCftinessEyCliumDmetDpe\
rEfulEingElessFineCmlockDstitchCnceEhmanDnaCraldDbalEicideEsDitageDmitDoicsFsmDringDselfDtzCsitancyHtGteCxagonFramBubcapCddleFingCffCgClaDkDlCmanDbleFingFyDidEl\
iateGtyDmingEusDongousEristFlessFousDpbackEedDveeCnchbackDdredthDgerErilyFyDkDterEingEressEsmanCrdleDledFrEingDrayEicaneFedEyDtCsbandDhDkedEinessCtBybridCdrantF\
tedGionEogenFxideCperlinkFtextDhenDnosesGisFticHsmItHzeDocrisyHteAibuprofenBceCinessEgCkyConCyBdealismHtGzeFlyFnessDnticalGfyGtyDologyCiocyEmClyBglooCnitionDore\
CuanaBllicitlyDusionGveBmageEinaryGesGgCbecileCitateGionCmatureDerseGionDinentDobileEdestErallyFtalEvableIyDunityGzeCpairedEleErtEtientDeachEdingEndingErfectFia\
lDishDlantEementEicateGitEodeFsionHveEyDoliteErtantGerEseFingEtenceIyHtEundDreciseEintFsonEomptuFperFveGingHseEudentDulseGiveEreFityBodineEzeCnBpadChoneCodBrate\
CkConCregularDigateEtableIyGntGteBslamicGstColatedGingHonDtopeCsueEingBtalicizeGsCemCineraryCunesBvoryCyAjabCckalEetEknifeEpotCilbirdFreakEerEhouseClapenoCmCnit\
orDuaryCrgonDringCsmineCundiceEtCvaCwedDlessEineDsCybirdDwalkerCzzBeepDringlyClliedEyCrseyCsterCtBiffyCgsawCmmyCngleFingDxCttersGyBobCckeyEstrapCggerEingChnCini\
ngCkesterDinglyCllinessEyDtCtCvialCyfullyDlesslyDousDrideDstickBubilanceHtCdgeEinglyDicialHryDoCggleFingDularCiceEinessEyCjitsuCkeboxClyCmbleEoDpCnctionFureDeDi\
orEperDkieEmanEyardCristDorDyCsticeFfierGyElyEnessCvenileAkabobCngarooCraokeEteDmaBebabCenlyEnessDpCgClpCnnelCptCrchiefDoseneCttleBickClnDobyteEgramEmeterEwattD\
tCmonoCndleFingFyEnessEredDeticDfolkDgDshipEmanEwomanCssableEerEingCtchenDeDtenEyCwiBleenexBnapsackCeeDltCickersCollBoalaCokyCsherBryptonBudosCngAlaboredGrFingG\
ousDradorCdderDiesDleDybugElikeCggedEingDoonCirCkeCnceDdedEfallFillEingEladyFessFineFordEmarkGssFineEownerEscapeFideFlideDguageDkinessEyDternCpdogDelDpedEingDto\
pCrdDgeDkCshDsoDtCtchDeDherDitudeDrineDterEicedCunchEderFryDrelCvenderDishCxativeCzilyEnessDyBecturerCftCgacyElDendDgedEingsDibleGyEslateDoDroomDumeDwarmerEorkC\
monCndDgthDsDtCotardCsserCtdownDhargicHyDterEuceCvelErageFsDitateHorBiabilityEleCbertyDrarianGyCckingDoriceCdCfeDterEingEoffCgamentCkelyEnessEwiseDingClacDlyDyC\
mbDeadeElightEsDitDpingEnessCneDgoEuiniGstDingDkedDoleumDseedDtConCpCquefyFurEidCspDtCtigateHorDmusDterEleCvableDedElyErEstockDidlyEngCzardBubricantHteCcidDkily\
FnessElessDrativeCdicrousCggedCkewarmCllabyCmberDinanceFousDpinessGgFshCnacyErDchboxFeonFroomFtimeDgCrchDeDidnessDkCshlyEnessDterEfullyEilyFnessErousEyCxuriousF\
yByingCricallyFismHtFsAmacarenaFoniEwDeDhineGistCgazineDentaDgotDicalFianDmaDnesiumFticHsmHzeEifierGyFtudeEoliaChoganyCimedCjesticGyDoretteFityCkeoverErEshiftDi\
ngClformedDtCmaDmalFryEogramCnagerFingEteeDdarinFteGoryEolinDgerEleEoEyDhandleEoleFodEuntDicottiFureEfestoElaDkindDlikeFnessEyDmadeDnedEishDorDpowerDtisEraDualD\
yCpCrathonEudingDbledGsFingDchDdiDgarineHtaEinDigoldEnaFeEtalFimeDlinDmaladeDoonDriedEowEyDshlandFyEupialDvelousDxismCscotEulineDhedEingDsagerEesEiveDtiffCtador\
DchbookHxFerFingFlessDerialFnalGityDhDingDriarchFmonyFxEonDtedFrDurelyFingGtyCuveCverickCximizeFumCybeDdayDflowerBoanerEingCbileFityGzeDsterCchaDkerEupCdifiedFy\
DularGtorFeCistenFnessFureClarEssesDdDecularHeEhillDluskCmCnasteryDdayDetaryFizeEybagsFlessFwiseDgooseErelDitorDkhoodDogamyFramElogueEpolyErailEtoneFypeExideDsi\
eurEoonEtrousDthlyDumentCocherDdinessEyDingDnbeamEedElightGkeGtEriseEscapeFhineFtoneEwalkCpCraleFityFlyDbidityGlyDphineHgDseDtalityGlyEicianFfiedGyEuaryCsaicDsy\
DtCthballEproofDionEvateHorFeDocrossErDtoCuntableGinFedFingDrnerFfulDseEinessEtacheEyDthCvableDeDieEngCwerDingBuchDkCdCgClberryDchDeDledFtsDtipleHyFtaskGudeCmbl\
eFingEoDmifiedGyEyDpsCnchkinDdaneDicipalCppetCralDkinessEyDmuringCscularDeumDhilyFnessEroomEyDicDketEinessEyDtangFrdEerEinessEyCtableEteFionDeDilatedHorEnyDtDua\
lCzzleByselfDpaceDtifiedGyCthAnachoCgCilCmeDingCnnyDometerCpeDkinDpedEingEyCrrowCstilyFnessCtionalEveFityDuralFeFistCuticalCvigateHorDyBearbyEestElyEnessDtlyEne\
ssCbulaFizerCctarCgateFionGveDlectorEigeeHntDotiateCmesesFisConCphewCrdDvousEyCstCtCurologyFnFsisFticDterEronCverCxtBibbleCcknameDotineCeceCftyCmbleFyCneteenFie\
thDjaDtendoEhBuclearFiFusCggetCllifyCmberEingElyEnessDeralGteHorFicFousCptialsCrseryEingDtureCtcaseDlikeDmegDrientDshellDtinessEyCzzleBylonAoafCkCsisCtBbedience\
HtCituaryCjectCligateFedEvionHusDongCnoxiousCoeCscureGityDervantGerGingEssedGionHveDoleteDtacleEinateEructCtainDrusiveDuseCviousBccultistEpancyHtFierFyCeanDlotC\
tagonEneDoberEpusBgleBilCnkDtmentBkayBldCiveCympicsBmegaDnCinousDssionDtCnivoreBnboardCcomingCgoingCionClineDookerDyCscreenDetDhoreDlaughtDtageCtoCwardCyxBopsCz\
eDyBpacityDlCenDrableFteGingHonHveGorCiumCossumCponentEseFingGteDressedHorCtCulentlyBsmosisBtherCterBuchCghtCnceCtageDbackEidEoardFundEreakEurstDcastElassEomeDd\
atedEoorsDerDfieldFtElankDgoingErowDhouseDingDlastEetEineEookEyingDmatchEostDnumberDplayedEostFurEutDrageFnkEeachEightDscoreEellEhineFootEiderEkirtsEmartEourceE\
pokenDtakesEhinkDwardEeighEitBvalDryCenDractFllFrchEbidGllGteFlownFoardGokFuiltEcastFoatGmeGokFrowdEdraftHwnGessGiveFueEeagerGterFxertEfedGedFillFlowFullEgrownE\
handHgGulFeadHrHtFungEjoyedEkillElaborGidGpGyFoadGokGrdFyingEnightEpassGyFlantHyFowerFriceErateFeachItFideGpeFuleGnEshootHtFightGzedFleepFoldFpendFtateHyGepGock\
GuffFweetEtakeFhrowFimeFlyFoneFureHnEuseEvalueFiewEwriteBwlBxfordCidantFtionEizeGingCygenDmoronBysterBzoneApacedEmakerDificGerGsmHtFyCddedEingEleFingDlockCganDe\
rDingCjamasClaceEtableDmDpableEitateDtryCmperedHrGsEhletCnamaDcakeEreasDdaEemicDgDhandleDicDningDoramaHicDtherEomimeEryEsEyhoseCparazziEyaDerDrikaDyrusCrabolaEc\
huteEdeFoxEgraphEkeetElegalFysesHisGzeEmedicGterFountEsailFiteHicDcelEhedFmentDdonDishDkaEingEwayDlorDmesanDoleDrotDsleyEnipDtakeEedEingFtionElyEnerEridgeEyCssa\
bleHyFgeEcodeEengerFrbyEingFonFveGismEoverEportEwordDtaEedFlEimeEorEramiEureEyCtchworkFyDernalGityDhDienceGtEoDriarchFotEolFnageGizeCuperCvementErEstoneDilionEn\
gCwingCyableDbackDcheckDdayDeeErDingDmentDphoneDrollBebbleFyCcanDtinDuliarCddlingDiatricEcureEgreeDometerCgboardClicanDletDtDvisCnalizeFtyDcilDdantEingDholderDk\
nifeDnantEilessEyDpalDsionDtagonGramCpCrceiveFntEhEolateDennialDfectedHlyEumeDiscopeFhDjurerGyDkinessEyDmDoxideDpetualElexedDsecuteFvereEuadedIrCskyDoDsimismItD\
terEicideCtalDiteFionDriEoleumDtedEicoatFnessEyDuniaBhantomCobiaDenixDnebookFyEicsFnessEyDsphateDtoCraseFingBlacardFteEidlyDnkEnerEtDsmaEterFicDtedEformEingGumE\
onicEterEypusDusibleIyDyableEbackEerEfulEgroupEhouseEingElistEmakerGteEoffEpenEroomEsetEthingFimeDzaCeadingEtDdgeDntifulFyDthoraDxiglasCiableCodDpDtDwDyCuckDgDn\
derEgingDralDsDtoniumCywoodBoachCdCemDtCgoCintedGrFingFlessFyDseEonCkerDingClarDiceFyEoEshEtelyDkaDoDyesterEgonFraphEmerCnchoDdDyCpcornDeDlarDperEyDsicleDulaceG\
rGteCrcupineDkDousDridgeDtableFlEfolioEholeEionElyEsideCserDhDingDsibleHyEumDtageFlEboxEcardEedFrEingEnasalEureEwarCuchDnceFingEdDringDtCwderedGingGyDerDwowCxBr\
aisingDnceFingEkerFishFsterDyerEingCeacherGingGyEmbleDcinctFseGionEookEutDdatorEefineEictDfaceEixElightEormedDgameEnancyHtDheatedDlaunchFwEudeDmiereFsesFumDnata\
lDoccupyErderDpaidFyElanEpyDschoolFribeEeasonFtEhowEidentEoakEsEumeGingDteenFndedIrGseFxtEtyEzelDvailFlentEentEiewFousDwarFshedCidefulDedDmalFrilyGyFteEerEpDnce\
ssEtDorDsmEonEsyEtineDvacyFteGizeDzeCoactiveDbableHyFtionEeEingFoticElemDcedureFssElaimEreateEurerDdigalGyEuceGtDfaneGityEessedHorEileEoundEuselyDgenyEnosisEram\
FessDjectorDlogueFngedDmenadeEinentEoterGionEpterGlyDneEgEounceEtoDofingFreadFsDpellerFrlyGtyEonentFsalGeEsDrateDtectorFgeeEonFtypeFzoanEractFudeDudDvableEedFnE\
idedHrGingFnceGgEokeGingFloneDwessElerFingDximityEyDzacCudeEishlyDneEingCyBsychicBublicFsherCckerCebloCgCllDmonaryDpDsateEeDverizeCmaDiceDmelCnchEtualHteGredDge\
ntDisherDkCpilDpetEyCrchaseDebloodFredElyEnessDgatoryEeEingDifierFyEstEtanFyDpleFishEoselyDrDseEuableGntFitDveyorCshcartFhairEerEinessGgEoverEpinEupEyCtdownDtCz\
zleFingByramidDomaniaCthonAquackDdrantDilEntlyDkeEingDlifiedIrGyFtyEmDntumDrrelFyEteredHlyHsGtCenchDryCickenFlyFnessFsandGtepDetDllEtDntetFupleDrkDtDverDzzicalC\
otableFtionEeArabidCceDingEsmDkDoonCdarDialFnceGtlyFtedGionGorEoEshCffleDtCgeDgedDingDweedCiderDlcarEingEroadEwayDsinCkeDingCllyCmbleFingDpDrodCnchEidityDdomDge\
dFrEingDkedEingDsackDtingEsCreDityCscalDhDpingCvageDenDineFgEoliEshingBeabsorbDchEquireEtionGveForDffirmDmDnalyzeDppearFlyFointFroveDrrangeEviewDsonEsignFureDtt\
achDwakeCbalanceEteDelDirthDootErnEundDuffEildGtErialEttalCcallEntEptureEstDedeEntEssDhargerDipientEtalFeDklessDlaimEinerGingEuseGiveDognizeEilEllectForEncileFf\
irmFveneEpyErdEuntFpEveryDreateDtalFngleEifiedGyDycledHrGingCemergeDnactEterFryDxamineCferableFeeGnceDillEnanceFedGryFingGshDlectedHorFxEuxDocusEldErestFmatGedH\
rGistDractFinEeezeFshEiedDuelingEndErbishFnishEsalFeFingEtableFeCgainEliaFlyDgaeDimeEonEsterGrarHyDressFtfulEoupDularGteHorChabDeatDireDydrateCimburseDssueDtera\
teCjoiceGingFnCkindleClapseGingEtableFedFionGveExEyDearnFseEntingDiableHyFnceGtEcEeveGingEghtEshEveDoadEcateFkDuctantDyCmakeErkFryEtchDedialFyEmberDinderGfulEss\
ionExDnantDodelerEldErseEteEvableGlFedGrFingCnameDdererGingEitionDegadeEwableIyGlFedDounceEvateHorDtableFlEedFrCoccupyGrDpenDrderCpackageGingEintFrEveEyingFment\
DealFtedHrEntDhraseDlaceFyEicaEyDorterEseFsessFtDressedEimandFntFseEoachFcessFduceFgramDsDtileGianDugnantElsionHveErposeEtableIyCquestEireFsiteCrouteDunCsaleEmp\
leDcuerDealFrchElectFlerEmbleEndFtEtDhapeEootEuffleDidenceIyHtFualGeEgnedElientEstantGingEzeDoluteFvedEnantGteErtEurceDpectDubmitEltEmeEpplyErfaceFrectCtailFner\
GingEkeEliateDentionDhinkDinalEredGeFingDoldEolErtedEuchDraceGtFinEeadGtEialFevalHerEyDurnDyingEpeCunionFteDsableEeCvealElerEngeFueErbFedGnceHdFsalGeGingHonFtDi\
sableFeFionGtEvableGlFerFingDocableEkeEltFverGingCwardEshDindEreDordFkDrapEiteBhymeBibbonDcageCceDhesElyEnessDketyDottaCddanceEenDeDingCflingDtCggingDidDorCmles\
sDmedCndDkDseEingCotCpcordDenessFingDpingEleFingDtideCseDingDkDottoCtalinDzyCvalDerbankGedGoatFsideEterFingBoamerEingDstCbbingDeDinDoticsDustCckbandEerFtEfishEi\
nessGgElikeEslideFtarEyCgueCmanDpCpeDingCsterDyCttenEingDundaCuletteDndingGshFnessFupFwormDtineGgCverDingCyalBubbedFrEingEleDdownDyCckusCdderCgCinedCleCmbleFing\
DmageDorCnaroundDdownDnerEingEyDtDwayCptureCralCseDhDtCtAsabbathDotageCcramentEedEificeCddenElebagGdFingDlyDnessCfariDeguardEhouseElyEnessDfronCgaDeDgingEyCidDn\
tCkeCladEmiEriedFyDineDonEonDsaDtDutaryFeDvageGingFtionCmeDpleFingCnctionGtyFuaryDdalEbagGnkGrFlastFoxEedEfishEingElotEpaperFitEstoneHrmEwormEyDitaryFizerDkDtaC\
plingDpinessEyCrcasmGticDdineCshDquatchDsyCtchelDiableEnEricalEsfiedGyDurateFdayCucinessEyDnaCvageEnnaDedDingsEorDorCxophoneCyBcabbedFyDldedFingEeEingElionFopEp\
ingDmDndalEnerFingEtDpegoatDrceFityEecrowFdEfEilyFnessEringEyDvengerCenicCheduleEmaticFeFingDillingDnappsDolarCienceFtistDonCoffDldingDneDopEterDpeDrchEebookFca\
rdFdFlessFrEingEnEpionDtchDundrelEredFingEtingFsDwlingCrabbleEgglyEmbledIrEpEtchEwnyDeenDibbleFeFingEmmageEptDollEogeEungerDubbedHrEffyEnchEtinyCubaDffDlptorGur\
eDrvyDttleBecludedGingFsionDondDrecyFtDtionalEorDularErelyFityCdanEteFionGveDimentDuceFingCgmentCismicDzingCldomDectedGionHveGorDfDtzerCmanticDesterDicolonEfina\
lEnarEsoftFweetCnateForDdDiorDoritaDsationEitiveHzeEuallyFousCpiaDtemberEicEumCquelFnceFsterCriesDmonDotoninDpentDratedDveEiceFngCsameDsionsCtbackDtingEleFingDu\
pCvenfoldFteenGhGyErityBhabbyDckDdedEilyFnessGgEowEyDftDkableEilyFnessGgEyDleElotGwDmeEpooErockDnkEtyDpeEingDreEpenerGrFieFlyFnessDwlCeathDdDepEtDlfElEterEveFin\
gDrryCieldDfterFingFlessFyDmmerFyDndigEeEgleEinessGgEyDpDrtDveringCockDneDpliftEperFingEtalkDreEtageFcakeGutFenGrFhandFlistGyFnessFsFwaveFyDutDveDwbizEcaseEdown\
EerEgirlEingEmanEnEoffEpieceFlaceEroomEyCrankEpnelDedderGingEwdlyDiekEllEmpEneFkEvelDoudedDubberyFsEgEnkCuckingDdderDffleGingDnDshDtCyBiameseCberianDlingCdingCe\
rraDstaCftCghingClencedHrFtDicaFonDkDlinessEyDoDtDverCmilarlyFeDmeringDpleFifyFyCncereGityDgerEingEleEularDisterDlessDnerDuousCpCrenCsterCtcomDterEingDuatedGion\
CxfoldDteenEhEiesGthEyfoldCzableGyDeDingDzleFingBkaterEingCedaddleDletalGonDpticDtchDwedFrCidDedErEsDingDlledGtFfulDmmedGrFingEpilyDncareEheadElessEningFyEtight\
DpperFingDrmishEtDttleCydiverDlightFneDpeDrocketDwardBlabDckedGrFingFnessFsDinDmDnderEgDppingEstickDshedFingDteEherDwCedDekEpEtEveDptCiceableFdFrEingEkDderFshow\
EingDghtedGingGlyDmnessEyDngingFshotEkyDpDtDverCobberyDganDpedEingEpilyFyDtDuchingGyCudgeDgDmDrpDshCyBmallDrtlyFnessDsherFingFupCellEtingCileEinglyDrkDteEhEtenC\
ockDgDkedFlessEinessGgEyDlderDothDtherCudgeFyDgglerGingElyEnessBnackDggedDkingDpDreElDzzyCeakDerEzeFingCideDffDppetFingDtchCooperEzeDreEingEkelEtDutDwbirdFoardG\
undEcapEdriftGopEfallFieldFlakeEinessElessEmanEplowEshoeFtormFuitEyCubDffDggleElyEnessBpeakErfishFheadFmanGintDciesFmenEkedFledFsEtacleGtorFrumEulateDechEdDllbi\
ndFerFingDndableFerFingEtDwChereFicalDinxCiderDedDffyDllEtDnachFlEdleEnerFingEoutEsterEyDralEitedGismGsGualClashedGingGyEtterDeenEndidGorDiceFingEnterDotchyDurg\
eCoilageFedGrFingFsDkenFsmanDngeFyEsorDofEkilyFyElEnDreEtingFsFyDtlessFightEtedGrFingFyDusalFeEtCrainEngEwlEyDeeDigEngFkledIrFtEteDoutDuceEngDyCudDrDtterCyglass\
BquabbleEdEllEnderEshEttedHrGingDeakFlerGingFmishEegeeFzeGingDidEggleHyEntEreFtEshierGyBtabilityHzeEleDckDdiumDffDgeEingEnantGteDinableFedFingFlessDlemateFnessE\
lingGonDminaEmerEpDndEkDpleFingDrboardEchEdomFustEfishEgazerEingEkElessGtFightGtEringFyEshipEterFingFleGingFupEvedFingDshDteEicFsticEueFreFsFteGoryDunchDysCeadf\
astFierGlyFyingEmDedEpErableFingFsmanDgosaurDllarDmDnchFilDpDreoEileGityHzeElingEnnessFumDwCickDffenFlyFnessEleFingDllnessEtDmulantHteGiGusDngerFilyGngFrayFyEki\
ngFyDpendEulateDrDtchCockDicDkeDleDmpDnewallHreGorkEingEyDodEgeElEpDplightEpableGgeFedGrFingEwatchDrableFgeEeroomFwideEmDutDveDwawayEingCraddleEgglerEinedHrGing\
EngelyHrGleEtegicHyFusEwEyDeakFmEetEngthFuousEpEssEtchEwnDickenFtEdeEfeEkeFingEveFingDobeEdeEllerEngboxGlyGmanDuckFtureEdelEggleEmEngEtCubbedFleGyFornDccoEkDden\
tEiedFoEyDffedFingFyDmbleGingEpDngEnedGrFingEtDporDrdilyFyCylingFshlyGtFzedEusBuaveCbarcticEtomicDdivideEuedFingDfloorDgroupDheaderDjectDleaseFtFvelEimeDmarineE\
ergeGsedEitterDpanelFrElotErimeDscribeHptEectorEideGingHzeGyEoilFnicEtanceEystemDtextEitleElyEotalEractEypeDurbDwayEooferDzeroCcculentDhDtionCddenDokuDsCffererG\
ingEiceFxEocateErageCgarDgestCingDtableHyEcaseEorClfateEideFteEurDkDlenDphateFuricDtryCperbowlFglueFheroFiorFjetFmanGomFnovaFviseDperElierFyEortDremacyGeCrcharg\
eDelyEnessDfaceGingEboardEerDgeryEicalFngDnameDpassElusEriseDrealFnderEogateFundDveyEivalGeGingGorCshiDpectFndGseDtainedIrBwabDddlingDggerDmplandDnDppingDrmDyCe\
arEtDepDllDptDrveCifterFlyFnessDmmableFerFingEsuitEwearDngerFingDpeDrlDtchDvelDzzleCoonedEpEshDreEnCungBycamoreCmpathyEhonicHyEtomCnapseDdromeDergyDopsesGisDthe\
sisGticCrupCstemAtshirtBabascoDbyDlefulFsFtFwareEoidCckinessGgEleFingEyDoDtfulEicalGsFleElessCdpoleCekwondoCgCintedCkeDingClcumDismanDlDonCmaleDenessErDperCnkDn\
edFryEingDtrumCpelessEredFingEstryDiocaDpingDsCrantulaDgetDmacDnishDotDtarElyEnessCskDselDteEinessGgEyCtteredEleFingEooCuntCvernBhankDtDwCeaterFricsDeDftDmeDolo\
gyErizeDrmalFosDsaurusEeEisEpianCickenGtFnessDevingGshDghDmbleDngEkElyEnerGssFingDrstilyHngGyEteenFyCongDrnDseDusandCrashDeadFtenEefoldDiftEllEveFingDoatEbbingE\
ngEttleEwawayFbackFerFingCudDmbEpingDrsdayDsCwartingCyselfBiaraCbiaCdalDbitDinessFgsDyCgerDhtenFlyFnessFropeFwadDressCleDingDlDtCmidEngDothyCnderboxDfoilDgleFin\
gFyDkerElingDselEmithDtDworkDyCpoffDpedFrEingDtoeingFpCringCssueBraceEingEkEtionForDdeEingFtionDfficDgedyDilingFsideEnEtorDnceEquilEsferGormFlateFpireGortHseDpd\
oorEezeGoidEpedGrFingEsDshDvelFrseFstyDyCeacheryEdingFmillEsonEtDbleDeDkkerDmbleGingEorDnchEdDspassCiageElEngleDbesmanEunalGeFtaryGeDcepsEkeryFilyGngFleFsterFyE\
olorEycleDdentDedDfleEocalsDllionEogyDmesterEmerFingEnessDnityDoDpodEpingDumphDvialCoddenDllingDmboneDphyEicalGsDubleGingEghEsersEtDwelCuceEkDffleDmpDnksDstable\
FeeFfulFingFlessDthCyBubbyDelessDularCckingCesdayCgCitionClipCmbleFingDmyCrbanEineEofanFjetEulentDfDkeyDmoilDretDtleCskCtorDuCxBweakDedEtEzersDlveDntiethFyDrpCi\
ceDddleGingDgDlightDneEsDrlDstableFedGrFingFyDtchEterBycoonCingCkeAudderBltimateHumDraBmbilicalDrellaCpireBnabashedEleDdornedEvisedDfraidDiredDlignedEteredDrmor\
edDshamedDuditedDwakeFreCbakedElanceDeatenEndFtDiasedEttenDlendedFssedEockDoltedEundedExedDraidedEidleEokenDuckledEndleErnedEttonCcannyEppedEringDertainDhainFng\
edFrtedEeckDivilDladFimedFmpedFspEeEipEoakFgFthedDoatedEiledEloredEmbedFmonEokedErkFruptEuntedFpleFthEverDrossFwnEushedDuredFiousFledEtCdamagedEtedEuntedDeadEci\
dedEfinedErageGrmFcoatHokGutFdogHneFfedHedGootFgoGradFhandFlineIgFmineGostFpaidHssHyFrateFtakeGoneHokHwFuseFwearHntGireEsiredDilutedEvidedDockedEingEneDraftedEe\
ssEilledDustedDyingCearnedFthEseFilyFyEtableFenDditedDlectedDndingEgagedEviedDqualDthicalDvenDxpiredFosedCfailingFrEstenEzedDeelingDiledFledEttedGingExableFedDl\
awedDocusedEldEundedDramedEeezeEostedFzenDundedCglazedEovedEueDodlyDradedEeasedDuardedEidedChappilyGyErmedDealthyFrdGingFtedElpfulDiddenEngeEtchedDolyEokCicornE\
ycleDfiedGrEormedHlyEyDmpededDnjuredEstallFuredEvitedDonDquelyDsexualEonEsuedDtDversalHeCjustlyCkemptDindDnottedFwingGnClacedEtchEwfulDeadedFrnedFshEssEveledDig\
htedEkableEmitedEnedFkedEstedEtEvableDoadedHrEckedGingEvableFedGlyFingDuckilyGyCmadeEnagedFnedEppedErkedEskedGingEtchedDindfulExableFedDoldedEralEvableFedFingCn\
amableFedEturalDeededErveGingDoticedCopenedEposedCpackEddedEidFntedFredEvedDeeledDickedElotedEnnedDlannedGtedEeasedFdgedEowedEugDopularDrovenCquoteCrankedEtedEv\
eledDeachedFdFlEelingEfinedElatedEntedEstEtiredEvisedDiggedEpeEvaledDoastedEbedEllDuffledElyEshedCsaddleEfeEidEltedEvedForyDcathedEentedErewDealedFtedEcuredEein\
gFmlyFnElectFfishEntEttledDhackleFkenFvedHnEeatheEippedDightlyFnedDkilledDlicedDmoothDnapDocialEiledEldFvedErtedDpoiledFkenDtableFffedFmpedEeadyFrileEirredFtchE\
oppedEuckFffedEylishDubtleHyEitedEreDwornCtaggedEintedEkenEmedEngledEppedExedDhawedEreadDidyEeElEmedGlyEtledDoastedEldEuchedDrackedFinedEeatedEiedFmmedEueFthDur\
nedDwistDyingCusableEedEualCvaluedEriedFyingDeiledGingEntedDiableEsitedDocalCwantedErlikeFyEshedEtchedDeaveEdElcomeFlDieldyEllingEndEredEttingDomanlyErldlyFnFri\
edFthyEundEvenDrappedEittenCzipBpbeatCchuckDomingEuntryCdateCfrontCgradeCheavalEldDillDoldCliftedGingDoadConCperCrightEsingEverDoarEotCscaleDideDtageFirsFrtFteE\
reamFokeDwingCtakeDightDownDurnedCwardDindBraniumCbanCchinCethaneCgencyFtDingCologistGyBsableDgeCeableDdDlesslyDrCherCualBtensilCilityFzeCmostCopiaCterAvacancyF\
tEteFionCgabondDrancyGtlyDuelyFnessCliantEdEumDleyDuablesEeCnillaEshEtyDquishDtageCporizerCriableHyEedFtyEousDmintDnishDsityDyingCscularDelineDtlyEnessBealCganD\
gieChicularClcroDocityDvetCndettaEingEorDeeringDgefulDomousDtricleEureDueEsCrbalizeGlyEoseDdictDifyDseEionEusDtebraeEicalFgoDyCsselDtCteranDoCxinglyBiabilityEle\
CbesCceDinityDtoryCdeoCewableEerEingElessEpointCgorousCllageFinCndicateDeyardDtageColateGionGorEetEinCperCralDtualFousDusCsaDcosityFusDelikeDibleGyEonEtingForDo\
rDtaCtalityGzeFlyEminsCvaciousDidlyFnessCxenBocalistGzeFlyEtionCiceEingDdClatileDleyDtageDumesCterDingCucherCwedElCyageAwackinessCdCferDfleCgedErEsDgleDonCkeDin\
gClkDmartDnutDrusDtzCndDnabeDtedEingCsabiDhableEbasinFoardGwlEclothEdayEedFrEhouseEingEoutEroomEstandEtubDpDtingCtchDerCvinessFgDyBhackingFyDmDrfCeatDneverCiffD\
msicalDnnyEyDskingCoeverDleDmeverDopeeFingFsCyBickCdelyEnDgetDowDthCeldableFerCfeDiCkipediaCldcardGtEerEfireFowlElandFifeFyEnessDledEfullyEingEowEpowerDtCmpCnce\
EingDdDgDkingDnerEingsDterCpeCredElessDingDyCsdomDeDhDplikeEyDtfulCzardBobbleFingFyCkClfDverineCmanhoodFkindFlessGikeGyDbCofDingDlDzyCrdDkDriedGrFsomeEyDseningE\
hiperEtCundCvenCwBrangleDthCeathDckageFerFingDnchCiggleGyDnkleGyDstDtingEtenCongdoerFedFfulFlyFnessDughtAxboxBeroxAyahooCmCnkingCppingCrdDnBeahDrbookElingFyEnin\
gDstCllingDpCnCsterdayBiddishCeldCnCppeeAcheetahAyodelCgaDurtCnderCyoBummyAzapBealousCbraCnCppelinCroCstfullyEyBigzaggedCpfileDpingEyDsCtBodiacCmbieCneDingCokee\
perDlogistGyDm");
return { words: diceware };
})();
// password.js
const module23 = (() => {
// A password as a way in. Whoever has the backup can try passwords on it for as long as they like,
// so the page offers one that nobody guesses, and makes each try slow.

const { words: words } = module22;
const { b64u: b64u, concat: concat, label: label, randomBytes: randomBytes, sha256: sha256, sized: sized, unb64u: unb64u, utf8: utf8, wipe: wipe } = module3;
const { METHOD: METHOD } = module20;

/** Argon2id: 128 MiB, three passes. A second or two on a phone, as much for each guess. */
const KDF = Object.freeze({ m: 131072, t: 3, p: 1 });

const WORDS = 6;

/** A whole number below `limit`, each as likely as any other. */
function randomBelow(limit) {
  const end = 2 ** 32 - (2 ** 32 % limit);
  let value = end;
  while (value >= end) [value] = crypto.getRandomValues(new Uint32Array(1));
  return value % limit;
}

/** @returns {string} six words of 7,776, about 77 bits */
function newPhrase() {
  return Array.from({ length: WORDS }, () => words[randomBelow(words.length)]).join(" ");
}

/** What was typed, without what a keyboard adds at the ends. @param {string} text */
function typed(text) {
  return text.trim();
}

/** @returns {{salt: string, kdf: object, name: string}} `params` for a new slot */
function newParams() {
  return { salt: b64u(randomBytes(16)), kdf: { ...KDF }, name: "Password" };
}

/**
 * @param {object} input
 * @param {Uint8Array} input.wid 16 bytes
 * @param {object} input.params of the slot
 * @param {string} input.password
 * @param {(input: {secret: Uint8Array, salt: Uint8Array, kdf: object}) => Promise<Uint8Array>}
 *   input.stretch see flows/stretch.js
 * @returns {Promise<Way>} see slots.js
 */
async function passwordWay({ wid, params, password, stretch }) {
  const named = concat(label("KRP1-PWSALT"), sized(wid, 16), unb64u(params.salt, 16));
  const salt = (await sha256(named)).slice(0, 16);
  const secret = utf8(password.normalize("NFKC"));
  try {
    const first = await stretch({ secret, salt, kdf: params.kdf });
    return { method: METHOD.password, params, epoch: 0, first, second: null };
  } finally {
    wipe(secret);
  }
}
return { KDF: KDF, newPhrase: newPhrase, typed: typed, newParams: newParams, passwordWay: passwordWay };
})();
// approval.js
const module24 = (() => {
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
// fields.js
const module25 = (() => {
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
const module26 = (() => {
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
const module27 = (() => {
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
const module28 = (() => {
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
const module29 = (() => {
// AWS Nitro: a document that the hypervisor signs, with certificates that lead to Amazon's root.
//
// COSE_Sign1 with ES384 over a map. Its own copy of the root, cabundle[0], is ignored: the root is
// the one below. A debug enclave chains to the real root too, and its PCRs are zero.
// Source: https://github.com/aws/aws-nitro-enclaves-nsm-api/blob/main/docs/attestation_process.md

const { equal: equal } = module3;
const { decode: decode, encode: encode } = module26;
const { KeyhavenError: KeyhavenError } = module1;
const { firstValid: firstValid, hasPcrs: hasPcrs } = module27;
const { certifiedKey: certifiedKey, verifyEs384: verifyEs384 } = module28;

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
const module30 = (() => {
// TPM 2.0: a quote, which is the chip's signature over a digest of what the machine has booted.
//
// Evidence: LP(attestation key, SPKI) ‖ LP(TPMS_ATTEST) ‖ signature[64], r ‖ s of ECDSA on P-256.
// A quote proves the machine and its boot, not which program on it asked.
// Source: TCG TPM 2.0 Library, Part 2, sections 10.12.8 to 10.12.12

const { b64u: b64u, concat: concat, equal: equal, sha256: sha256 } = module3;
const { KeyhavenError: KeyhavenError } = module1;
const { Fields: Fields } = module25;
const { firstValid: firstValid, pcrsOf: pcrsOf } = module27;

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
const module31 = (() => {
// Which enclave is this, with which configuration, and did it really give this answer?

const { b64u: b64u, concat: concat, equal: equal, label: label, lp: lp, sha256: sha256, sized: sized, unb64u: unb64u, utf8: utf8 } = module3;
const { u16: u16, u32: u32, u8: u8 } = module3;
const { KeyhavenError: KeyhavenError } = module1;
const { Fields: Fields } = module25;
const { exactKeys: exactKeys, object: object, wholeNumber: wholeNumber } = module11;
const { ed25519PublicKey: ed25519PublicKey } = module12;
const { AWS_ROOT: AWS_ROOT, checkNitro: checkNitro } = module29;
const { checkTpm: checkTpm } = module30;

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
const module32 = (() => {
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
const module33 = (() => {
// The one-time key to which the enclave seals its answer (HPKE, RFC 9180, base mode).

const { Aes256Gcm: Aes256Gcm, CipherSuite: CipherSuite, DhkemX25519HkdfSha256: DhkemX25519HkdfSha256, HkdfSha256: HkdfSha256 } = module32;
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
const module34 = (() => {
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
const module35 = (() => {
// What the browser has verified of the vault, in one plain sentence.

const { gettext: _ } = module34;

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
const module36 = (() => {
// One touch of a passkey that unlocks the vault.
//
// The nonce is fetched before the person presses the button, and renewed before it runs out, so
// that the touch itself waits for nothing. With each nonce comes the enclave's proof of what it
// is; the proof is checked before any touch is asked for.

const { verifyAttestation: verifyAttestation } = module31;
const { b64u: b64u, randomBytes: randomBytes, unb64u: unb64u } = module3;
const { challenge: challenge } = module15;
const { newKeyPair: newKeyPair } = module33;
const { getPasskey: getPasskey } = module18;
const { pageData: pageData, request: request } = module2;
const { showProof: showProof } = module35;

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
// envelope.js
const module37 = (() => {
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
const module38 = (() => {
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
const module39 = (() => {
// A secret as three shares of which any two make it up again (Shamir over GF(2^8)).
// A share is one y byte for each byte of the secret, then one x byte.

const { combine: interpolate, split: splitSecret } = module38;
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
const module40 = (() => {
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
const { open: openEnvelope, shareOf: shareOf } = module37;
const { KeyhavenError: KeyhavenError, OpeningError: OpeningError } = module1;
const { readUnverified: readUnverified, verify: verify, walletIdentity: walletIdentity } = module21;
const { combine: combine, shareAt: shareAt, xOf: xOf } = module39;
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
 * @typedef {object} Opener with it a page shows that a way in is at hand, see slotproof.js
 * @property {object} slot its entry in the manifest
 * @property {object} keys see slotKeys
 */

/**
 * Opens a backup with one way in, from the slot to the identity of the wallet.
 * @param {object} input
 * @param {string} input.envelope
 * @param {string} input.manifest
 * @param {Uint8Array|((opener: Opener) => Promise<Uint8Array>)} input.authShare the server's share,
 *   or how to fetch it once everything before it was found right
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
// reply.js
const module41 = (() => {
// The enclave's answer to a touch: the first two steps of opening a backup, see recover.js.

const { verifyReply: verifyReply } = module31;
const { SUITE: SUITE } = module15;
const { openSealed: openSealed } = module33;
const { at: at } = module40;

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
const { touch: touch } = module36;

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
// approve.js
const module43 = (() => {
// One touch for one operation. It unlocks as well, so that the operation can be tried at once.

const { approvalHash: approvalHash, whole: whole } = module24;
const { b64u: b64u } = module3;
const { OP: OP } = module15;
const { request: request } = module2;
const { touch: touch } = module36;
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
// backupfile.js
const module44 = (() => {
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
const module45 = (() => {
// Making a backup: one generation, complete, and the rehearsal of its opening.

const { b64u: b64u, equal: equal, sized: sized, unb64u: unb64u, wipe: wipe } = module3;
const { backupDigest: backupDigest } = module44;
const { seal: seal } = module37;
const { KeyhavenError: KeyhavenError, OpeningError: OpeningError } = module1;
const { VERSION: VERSION, manifestDigest: manifestDigest, sign: sign, verify: verify, walletIdentity: walletIdentity } = module21;
const { openBackup: openBackup } = module40;
const { checkSecret: checkSecret, split: split, xOf: xOf } = module39;
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
 * @returns {Promise<Opener[]>} what opened with each way in, in their order
 * @throws {OpeningError} of the step that failed; step "served" when the bytes are not the same
 */
async function rehearse({ built, served, secret, ways }) {
  checkServed({ built, served });
  if (ways.length === 0) throw new OpeningError({ step: "slot", code: "slot_missing" });
  const { envelope, manifest, authShare } = served;
  const { wid, gen } = built;
  const openers = [];
  for (const way of ways) {
    const share = async (opener) => {
      openers.push(opener);
      return authShare;
    };
    const parts = { envelope, manifest, authShare: share };
    const opened = await openBackup({ way, wid, ...parts, highestGen: gen });
    const same = equal(opened.secret, secret) && equal(opened.deviceShare, built.deviceShare);
    wipe(opened.secret, opened.deviceShare);
    if (!same) throw new OpeningError({ step: "commit", code: "wrong_wallet" });
  }
  return openers;
}
return { buildGeneration: buildGeneration, rehearse: rehearse };
})();
// save.js
const module46 = (() => {
// How a backup is written: the browser's side of the write protocol.
//
// The device's own share is kept before anything is sent. Nothing is committed before the parts
// came back from the server and opened, here, with the very ways in that are at hand. If the page is
// closed at any point, the wallet is at the old generation or at the new one, complete.

const { b64u: b64u, unb64u: unb64u } = module3;
const { discard: discard, promote: promote, saveShare: saveShare } = module16;
const { buildGeneration: buildGeneration, rehearse: rehearse } = module45;
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
    return await rehearse({ built, served, secret, ways: proved });
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
 * @returns {Promise<{gen: number, id: string, manifest: string, built: Generation,
 *   openers: Opener[], question: Uint8Array}>} id names the wallet in addresses of pages; built: see
 *   lib/protect.js; openers: of `ways`, in their order; question: the server's, of what is committed
 *   now, see flows/way_proof.js
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
  const openers = await uploadAndCheck({ built, name, secret, ways, prove, onStep });
  onStep("confirming");
  const body = { digest: b64u(digest) };
  const committed = await request("POST", `${pathOf(built)}/commit`, { body, retry: true });
  await promote({ wid, gen, digest });
  const { id, question } = committed;
  const { manifest } = built;
  return { gen, id, manifest, built, openers, question: unb64u(question, 32) };
}
return { save: save };
})();
// protect.js
const module47 = (() => {
// A touch that protects a wallet: its first backup, a fresh one in place of the current, or one with
// other ways in. The last needs a touch that approves exactly those.

const { ACTION: ACTION, waysSubject: waysSubject } = module24;
const { b64u: b64u } = module3;
const { KeyhavenError: KeyhavenError } = module1;
const { readUnverified: readUnverified } = module21;
const { passkeyWay: passkeyWay, slotIdOf: slotIdOf } = module20;
const { approve: approve } = module43;
const { save: save } = module46;
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
// add_password.js
const module48 = (() => {
// How a password gets into a wallet, in place of the one before it. It never leaves the page.

const { readUnverified: readUnverified } = module21;
const { newParams: newParams, passwordWay: passwordWay } = module23;
const { METHOD: METHOD } = module20;
const { protect: protect } = module47;

function passwordSlots(manifest) {
  const { payload } = readUnverified(manifest);
  return payload.slots.filter(({ method }) => method === METHOD.password);
}

/**
 * @param {object} input
 * @param {Uint8Array} input.wid
 * @param {string} input.name of the wallet
 * @param {{secret: Uint8Array, gen: number, manifest: string}} input.opened see openHere
 * @param {string} input.password as it was typed first
 * @param {string} input.again as it was typed the second time: what came back is opened with it
 * @param {Invitation} input.invitation for OP.approve
 * @param {function} input.stretch see stretch.js
 * @param {() => void} [input.onStretch] it takes a while from here on
 * @param {() => void} input.onRelease
 * @param {() => Promise<void>} input.onSecondTouch
 * @param {(step: string) => void} input.onStep see protect
 * @returns {Promise<{id: string, gen: number}>}
 * @throws {ServerError|KeyhavenError}
 */
async function addPassword({
  wid,
  name,
  opened: { secret, gen, manifest },
  password,
  again,
  stretch,
  onStretch = () => undefined,
  ...callbacks
}) {
  const params = newParams();
  const wayOf = (input) => passwordWay({ wid, stretch, ...input });
  const saved = await protect({
    ...callbacks,
    wallet: { secret, wid, name, gen: gen + 1, previousManifest: manifest },
    adding: [{ method: METHOD.password, params }],
    remove: passwordSlots(manifest).map(({ id }) => id),
    more: async () => {
      onStretch();
      return [await wayOf({ params, password })];
    },
    // With the parameters that stand in what came back.
    prove: async (served) => {
      const slot = passwordSlots(served).find((each) => each.params.salt === params.salt);
      return [await wayOf({ params: slot.params, password: again })];
    },
  });
  return { id: saved.id, gen: saved.gen };
}
return { addPassword: addPassword };
})();
// ristretto.js
const module49 = (() => {
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
ed Uint8Array"+ofLen+", got "+got;if(!bytes)throw new TypeError(message);throw new RangeError(message)}var aobject=(value,label)=>{if(value===null||typeof value!=="object"||Array.isArray(value))throw new TypeError((label==="object"?"":`"${label}" `)+"expected obj\
ect, got type="+typeof value)};var aopts=(value,label)=>{aobject(value,label);const proto=Object.getPrototypeOf(value);if(proto!==Object.prototype&&proto!==null)
throw new TypeError(`"${label}" expected plain object`);if(Object.hasOwn(value,"__proto__"))throw new TypeError(`"${label}.__proto__" is not allowed`)};function aexists(instance,checkFinished=true){
if(instance.destroyed)throw new Error("hash was destroyed");if(checkFinished&&instance.finished)throw new Error("digest() was already called")}function aoutput(out,instance){
abytes(out,void 0,"output");const min=instance.outputLen;if(!(out.length>=min)){throw new RangeError('"output" expected length >= '+min)}}function clean(...arrays){for(let i=0;i<arrays.length;i++){arrays[i].fill(0)}}function createView(arr){return new DataView(arr.buffer,arr.byteOffset,arr.byteLength)}var hasHexBuiltin=(()=>typeof Uint8Array.from([]).toHex==="function"&&typeof Uint8Array.fromHex==="function")();var hexes=Array.from({length:256},(_,i)=>i.toString(
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
new Uint8Array(bytesLength))}var oidNist=suffix=>({oid:Uint8Array.from([6,9,96,134,72,1,101,3,4,2,suffix])});var HashMD=class{blockLen;outputLen;canXOF=false;padOffset;isLE;buffer;view;finished=false;length=0;pos=0;destroyed=false;constructor(blockLen,outputLen,padOffset,isLE){
this.blockLen=blockLen;this.outputLen=outputLen;this.padOffset=padOffset;this.isLE=isLE;this.buffer=new Uint8Array(blockLen);this.view=createView(this.buffer)}update(data){
aexists(this);abytes(data);const{view,buffer,blockLen}=this;const len=data.length;let processed=false;for(let pos=0;pos<len;){const take=Math.min(blockLen-this.
pos,len-pos);if(take===blockLen){const dataView=createView(data);for(;blockLen<=len-pos;pos+=blockLen)this.process(dataView,pos);processed=true;continue}buffer.
set(pos===0&&take===len?data:data.subarray(pos,pos+take),this.pos);this.pos+=take;pos+=take;if(this.pos===blockLen){this.process(view,0);this.pos=0;processed=true}}
this.length+=data.length;if(processed)this.roundClean();return this}digestInto(out){aexists(this);aoutput(out,this);this.finished=true;const{buffer,view,blockLen,
isLE}=this;let{pos}=this;buffer[pos++]=128;buffer.fill(0,pos);if(this.padOffset>blockLen-pos){this.process(view,0);buffer.fill(0)}setU64FromNum(view,blockLen-8,
this.length*8,isLE);this.process(view,0);this.roundClean();const oview=out===buffer?view:createView(out);const len=this.outputLen;const outLen=len/4;const state=this.
get();if(len%4||outLen>state.length)throw new Error("invalid outputLen");for(let i=0;i<outLen;i++)oview.setUint32(4*i,state[i],isLE)}digest(){const{buffer,outputLen}=this;
this.digestInto(buffer);const res=buffer.slice(0,outputLen);this.destroy();return res}_cloneIntoMeta(to){const{buffer,length,finished,destroyed,pos}=this;to.destroyed=
destroyed;to.finished=finished;to.length=length;to.pos=pos;if(pos)to.buffer.set(buffer);return to}clone(){return this._cloneInto()}};var SHA512_IV=Uint32Array.from([1779033703,4089235720,3144134277,2227873595,1013904242,4271175723,2773480762,1595750129,1359893119,2917565137,2600822924,725511199,
528734635,4215389547,1541459225,327033209]);var K512=(()=>split(["0x428a2f98d728ae22","0x7137449123ef65cd","0xb5c0fbcfec4d3b2f","0xe9b5dba58189dbbc","0x3956c25bf348b538","0x59f111f1b605d019","0x923f82a4af\
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
this.destroyed=true;clean(this.buffer);this.set(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)}};var _SHA512=class extends SHA2_64B{constructor(){super(64,SHA512_IV)}};var sha512=createHasher(()=>new _SHA512,oidNist(3));function aarray(item,title,inner=()=>{}){if(!Array.isArray(item))throw new TypeError(`"${title}" expected array, got type=${typeof item}`);for(let i=0;i<item.length;i++)
inner(item[i],`${title}[${i}]`);return item}var abytes2=(value,length,title)=>abytes(value,length,title);var anumber2=anumber;function aobject2(value,title="object"){if(value===null||typeof value!=="object"||Array.isArray(value))throw new TypeError(title==="object"?"expected valid opti\
ons object":`"${title}" expected object, got type=${typeof value}`);return value}function afunction(value,title){if(typeof value!=="function")throw new TypeError(
`"${title}" is invalid: expected function, got ${typeof value}`);return value}var bytesToHex2=bytesToHex;var concatBytes2=(...arrays)=>concatBytes(...arrays);var hexToBytes2=hex=>hexToBytes(
hex);var isBytes2=isBytes;var randomBytes2=bytesLength=>randomBytes(bytesLength);var _0n=BigInt(0);var _1n=BigInt(1);var atitle2=title=>title?`"${title}" `:"";function abool(value,title=""){
if(typeof value!=="boolean")throw new TypeError(atitle2(title)+"expected boolean, got type="+typeof value);return value}function abignumber(n){if(typeof n==="bi\
gint"){if(!isPosBig(n))throw new RangeError("positive bigint expected, got "+n)}else anumber2(n);return n}function asafenumber(value,title=""){if(typeof value!==
"number"){const prefix=title&&`"${title}" `;throw new TypeError(prefix+"expected number, got type="+typeof value)}if(!Number.isSafeInteger(value)){const prefix=title&&
`"${title}" `;throw new RangeError(prefix+"expected safe integer, got "+value)}}function hexToNumber(hex){if(typeof hex!=="string")throw new TypeError("hex string expected, got "+typeof hex);return hex===""?_0n:BigInt("0x"+hex)}function bytesToNumberBE(bytes){
return hexToNumber(bytesToHex(bytes))}function bytesToNumberLE(bytes){return hexToNumber(bytesToHex(copyBytes(abytes(bytes)).reverse()))}function numberToBytesBE(n,len){
anumber(len);if(len===0)throw new Error("zero output length is invalid");n=abignumber(n);const expectedLen=len*2;const hex=n.toString(16);if(hex.length>expectedLen)
throw new RangeError("number is too large");return hexToBytes(hex.padStart(expectedLen,"0"))}function numberToBytesLE(n,len){return numberToBytesBE(n,len).reverse()}function equalBytes(a,b){a=abytes2(a);b=abytes2(b);if(a.length!==b.length)return false;let diff=0;for(let i=0;i<a.length;i++)diff|=a[i]^b[i];return diff===0}function copyBytes(bytes){
return Uint8Array.from(abytes2(bytes))}function asciiToBytes(ascii){if(typeof ascii!=="string")throw new TypeError("ascii string expected, got "+typeof ascii);return Uint8Array.
from(ascii,(c,i)=>{const charCode=c.charCodeAt(0);if(c.length!==1||charCode>127){throw new RangeError(`string contains non-ASCII character "${ascii[i]}" with co\
de ${charCode} at position ${i}`)}return charCode})}function isPosBig(n){return typeof n==="bigint"&&_0n<=n}function inRange(n,min,max){return isPosBig(n)&&isPosBig(
min)&&isPosBig(max)&&min<=n&&n<max}function aInRange(title,n,min,max){if(!inRange(n,min,max))throw new RangeError("expected valid "+title+": "+min+" <= n < "+max+
", got "+n)}function bitLen(n){if(n<_0n)throw new Error("expected non-negative bigint, got "+n);return n===_0n?0:n.toString(2).length}var bitMask=n=>{asafenumber(n,"n");return(_1n<<BigInt(n))-_1n};function validateObject(object,fields={},optFields={},title="object"){aobject2(object,title);aobject2(fields,"fields");aobject2(optFields,"optFields");function checkField(fieldName,expectedType,isOpt){
const label=title==="object"?`param "${String(fieldName)}"`:`"${title}.${String(fieldName)}"`;const val=object[fieldName];if(!Object.hasOwn(object,fieldName)&&(isOpt?
val!==void 0:expectedType!=="function")){throw new TypeError(`${label} is invalid: expected own property`)}if(isOpt&&val===void 0)return;const current=typeof val;
if(current!==expectedType||val===null)throw new TypeError(`${label} is invalid: expected ${expectedType}, got ${current}`)}const iter=(f,isOpt)=>Object.entries(
f).forEach(([k,v])=>checkField(k,v,isOpt));iter(fields,false);iter(optFields,true)}var notImplemented=()=>{throw new Error("not implemented")};var _0n2=BigInt(0);var _1n2=BigInt(1);var _2n=BigInt(2);var _3n=BigInt(3);var _4n=BigInt(4);var _5n=BigInt(5);var _7n=BigInt(7);var _8n=BigInt(8);var _9n=BigInt(
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
const inverse=pow(an,prime-_2n,prime);if(mod(an*inverse,prime)!==_1n2)throw new Error("invertCt: does not exist");return inverse}function assertIsSquare(Fp2,root,n){
const F=Fp2;if(!F.eql(F.sqr(root),n))throw new Error("Cannot find square root")}function aoddModulus(order,fnName){if((order&_1n2)===_0n2)throw new Error(fnName+
": expected odd modulus, got "+order)}function sqrt3mod4(Fp2,n){const F=Fp2;const p1div4=(F.ORDER+_1n2)/_4n;const root=F.pow(n,p1div4);assertIsSquare(F,root,n);
return root}function sqrt5mod8(Fp2,n){const F=Fp2;const p5div8=(F.ORDER-_5n)/_8n;const n2=F.mul(n,_2n);const v=F.pow(n2,p5div8);const nv=F.mul(n,v);const i=F.mul(
F.mul(nv,_2n),v);const root=F.mul(nv,F.sub(i,F.ONE));assertIsSquare(F,root,n);return root}function sqrt9mod16(P){const Fp_=Field(P);const tn=tonelliShanks(P);const c1=tn(
Fp_,Fp_.neg(Fp_.ONE));const c2=tn(Fp_,c1);const c3=tn(Fp_,Fp_.neg(c1));const c4=(P+_7n)/_16n;return((Fp2,n)=>{const F=Fp2;let tv1=F.pow(n,c4);let tv2=F.mul(tv1,
c1);const tv3=F.mul(tv1,c2);const tv4=F.mul(tv1,c3);const e1=F.eql(F.sqr(tv2),n);const e2=F.eql(F.sqr(tv3),n);tv1=F.cmov(tv1,tv2,e1);tv2=F.cmov(tv4,tv3,e2);const e3=F.
eql(F.sqr(tv2),n);const root=F.cmov(tv1,tv2,e3);assertIsSquare(F,root,n);return root})}function tonelliShanks(P){if(P<_3n)throw new Error("sqrt is not defined f\
or small field");aoddModulus(P,"tonelliShanks");let Q=P-_1n2;let S=0;while(Q%_2n===_0n2){Q/=_2n;S++}let Z=_2n;const _Fp=Field(P);while(FpLegendre(_Fp,Z)===1){if(Z++>
1e3)throw new Error("Cannot find square root: probably non-prime P")}if(S===1)return sqrt3mod4;let cc=_Fp.pow(Z,Q);const Q1div2=(Q+_1n2)/_2n;return function tonelliSlow(Fp2,n){
const F=Fp2;if(F.is0(n))return n;if(FpLegendre(F,n)!==1)throw new Error("Cannot find square root");let M=S;let c=F.mul(F.ONE,cc);let t=F.pow(n,Q);let R=F.pow(n,
Q1div2);while(!F.eql(t,F.ONE)){if(F.is0(t))throw new Error("Cannot find square root: probably non-prime P");let i=1;let t_tmp=F.sqr(t);while(!F.eql(t_tmp,F.ONE)){
i++;t_tmp=F.sqr(t_tmp);if(i===M)throw new Error("Cannot find square root")}const exponent=_1n2<<BigInt(M-i-1);const b=F.pow(c,exponent);M=i;c=F.sqr(b);t=F.mul(t,
c);R=F.mul(R,b)}return R}}function FpSqrt(P){aoddModulus(P,"Fp.sqrt");if(P%_4n===_3n)return sqrt3mod4;if(P%_8n===_5n)return sqrt5mod8;if(P%_16n===_9n)return sqrt9mod16(
P);return tonelliShanks(P)}var isNegativeLE=(num,modulo)=>(mod(num,modulo)&_1n2)===_1n2;var FIELD_FIELDS=["create","isValid","is0","neg","inv","sqrt","sqr","eql",
"add","sub","mul","pow","div","addN","subN","mulN","sqrN"];function validateField(field){aobject2(field,"field");if(typeof field.ORDER!=="bigint")throw new TypeError(
'param "ORDER" is invalid: expected bigint, got '+typeof field.ORDER);asafenumber(field.BYTES,"BYTES");asafenumber(field.BITS,"BITS");for(const name of FIELD_FIELDS)
afunction(field[name],"field."+name);if(field.BYTES<1||field.BITS<1)throw new Error("invalid field: expected BYTES/BITS > 0");if(field.ORDER<=_1n2)throw new Error(
"invalid field: expected ORDER > 1, got "+field.ORDER);return field}function FpInvertBatch(Fp2,nums,passZero=false){validateField(Fp2);aarray(nums,"nums");abool(passZero,"passZero");const F=Fp2;const inverted=new Array(nums.length).
fill(passZero?F.ZERO:void 0);const multipliedAcc=nums.reduce((acc,num,i)=>{if(F.is0(num))return acc;inverted[i]=acc;return F.mul(acc,num)},F.ONE);const invertedAcc=F.
inv(multipliedAcc);nums.reduceRight((acc,num,i)=>{if(F.is0(num))return acc;inverted[i]=F.mul(acc,inverted[i]);return F.mul(acc,num)},invertedAcc);return inverted}function FpLegendre(Fp2,n){validateField(Fp2);const F=Fp2;aoddModulus(F.ORDER,"FpLegendre");const p1mod2=(F.ORDER-_1n2)/_2n;const powered=F.pow(n,p1mod2);const yes=F.
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
reduced,fieldLen)}var _0n3=BigInt(0);var _1n3=BigInt(1);var _4n2=BigInt(4);var BLIND_BYTES=16;var BLIND_BITS=128;var FW_WINDOW=5;var TABLE_BYTES_MAX=(()=>2**31)();function validatePointCons(Point){
const pc=Point;if(typeof pc!=="function")throw new TypeError('"Point" expected constructor, got type='+typeof Point);afunction(pc.fromAffine,"Point.fromAffine");
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
const w=digits[i][bit];if(w){const item=tables[i][Math.abs(w)-1>>1];acc=acc.add(w<0?item.negate():item)}}}return acc}var ScalarMultiplier=class{Point;BASE;ZERO;randomBytes;wnafPrecomputes=new WeakMap;baseCanBeBlinded;bits;constructor(Point,randomBytes3){
validatePointCons(Point);this.randomBytes=probeRandomBytes(randomBytes3,BLIND_BYTES);this.Point=Point;this.BASE=Point.BASE;this.ZERO=Point.ZERO;this.bits=Point.
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
igint`)}const Fp2=createField(CURVE.p,curveOpts.Fp,FpFnLE);const Fn2=createField(CURVE.n,curveOpts.Fn,FpFnLE);const _b=type==="weierstrass"?"b":"d";const params=[
"Gx","Gy","a",_b];for(const p of params){if(!Fp2.isValid(CURVE[p]))throw new Error(`CURVE.${p} must be valid field element of CURVE.Fp`)}CURVE=Object.freeze(Object.
assign({},CURVE));return{CURVE,Fp:Fp2,Fn:Fn2}}var _0n4=BigInt(0);var _1n4=BigInt(1);var _2n2=BigInt(2);var _4n3=BigInt(4);var _8n2=BigInt(8);function isEdValidXY(Fp2,CURVE,x,y){const x2=Fp2.sqr(x);const y2=Fp2.
sqr(y);const left=Fp2.add(Fp2.mul(CURVE.a,x2),y2);const right=Fp2.add(Fp2.ONE,Fp2.mul(CURVE.d,Fp2.mul(x2,y2)));return Fp2.eql(left,right)}function edwards(params,extraOpts={}){
validateObject(extraOpts,{},{},"extraOpts");const opts=extraOpts;const validated=createCurveFields("edwards",params,opts,opts.FpFnLE);const{Fp:Fp2,Fn:Fn2}=validated;
let CURVE=validated.CURVE;const{h:cofactor}=CURVE;if(FpLegendre(Fp2,CURVE.a)!==1)throw new Error("edwards: CURVE.a must be a square in Fp for complete addition \
formulas");if(FpLegendre(Fp2,CURVE.d)!==-1)throw new Error("edwards: CURVE.d must be a non-square in Fp for complete addition formulas");validateObject(opts,{},
{uvRatio:"function",randomBytes:"function"});const randomBytes3=opts.randomBytes===void 0?randomBytes2:opts.randomBytes;const MASK=_2n2<<BigInt(Fp2.BYTES*8)-_1n4;
function isOdd(n){if(!Fp2.isOdd)throw new Error("Field does not have .isOdd()");return Fp2.isOdd(n)}const uvRatio2=opts.uvRatio===void 0?(u,v)=>{try{return{isValid:true,
value:Fp2.sqrt(Fp2.div(u,v))}}catch(e){return{isValid:false,value:_0n4}}}:opts.uvRatio;if(!isEdValidXY(Fp2,CURVE,CURVE.Gx,CURVE.Gy))throw new Error("bad curve p\
arams: generator point");const mulA=Fp2.eql(CURVE.a,Fp2.neg(Fp2.ONE))?x=>Fp2.neg(x):Fp2.eql(CURVE.a,Fp2.ONE)?x=>x:x=>Fp2.mul(CURVE.a,x);function acoord(title,n,banZero=false){
const min=banZero?_1n4:_0n4;aInRange("coordinate "+title,n,min,MASK);return n}function aedpoint(other){if(!(other instanceof Point))throw new Error("EdwardsPoin\
t expected")}class Point{static BASE=new Point(CURVE.Gx,CURVE.Gy,Fp2.ONE,Fp2.mul(CURVE.Gx,CURVE.Gy));static ZERO=new Point(Fp2.ZERO,Fp2.ONE,Fp2.ONE,Fp2.ZERO);static Fp=Fp2;static Fn=Fn2;X;Y;Z;T;constructor(X,Y,Z,T){
this.X=acoord("x",X);this.Y=acoord("y",Y);this.Z=acoord("z",Z,true);this.T=acoord("t",T);Object.freeze(this)}static CURVE(){return CURVE}static fromAffine(p){if(p instanceof
Point)throw new Error("extended point not allowed");const{x,y}=p||{};acoord("x",x);acoord("y",y);return new Point(x,y,Fp2.ONE,Fp2.mul(x,y))}static fromBytes(bytes,zip215=false){
const len=Fp2.BYTES;const{a,d}=CURVE;bytes=copyBytes(abytes2(bytes,len,"point"));abool(zip215,"zip215");const normed=copyBytes(bytes);const lastByte=bytes[len-1];
normed[len-1]=lastByte&~128;const y=bytesToNumberLE(normed);const max=zip215?MASK:Fp2.ORDER;aInRange("point.y",y,_0n4,max);const y2=Fp2.sqr(y);const u=Fp2.sub(y2,
Fp2.ONE);const v=Fp2.sub(Fp2.mulN(d,y2),a);let{isValid,value:x}=uvRatio2(u,v);if(!isValid)throw new Error("bad point: invalid y coordinate");const isXOdd=isOdd(
x);const isLastByteOdd=(lastByte&128)!==0;if(!zip215&&Fp2.is0(x)&&isLastByteOdd)throw new Error("bad point: x=0 and x_0=1");if(isLastByteOdd!==isXOdd)x=Fp2.neg(
x);return Point.fromAffine({x,y})}static fromHex(hex,zip215=false){return Point.fromBytes(hexToBytes2(hex),zip215)}get x(){return this.toAffine().x}get y(){return this.
toAffine().y}precompute(windowSize=6,isLazy=true){wnaf.setWindowSize(this,windowSize);if(!isLazy)this.multiply(_2n2);return this}assertValidity(){const p=this;const{
a,d}=CURVE;if(p.is0())throw new Error("bad point: ZERO");const{X,Y,Z,T}=p;const X2=Fp2.sqr(X);const Y2=Fp2.sqr(Y);const Z2=Fp2.sqr(Z);const Z4=Fp2.sqr(Z2);const aX2=Fp2.
mul(X2,a);const left=Fp2.mul(Fp2.add(aX2,Y2),Z2);const right=Fp2.add(Z4,Fp2.mul(d,Fp2.mul(X2,Y2)));if(!Fp2.eql(left,right))throw new Error("bad point: equation \
left != right (1)");const XY=Fp2.mul(X,Y);const ZT=Fp2.mul(Z,T);if(!Fp2.eql(XY,ZT))throw new Error("bad point: equation left != right (2)")}equals(other){aedpoint(
other);const{X:X1,Y:Y1,Z:Z1}=this;const{X:X2,Y:Y2,Z:Z2}=other;const X1Z2=Fp2.mul(X1,Z2);const X2Z1=Fp2.mul(X2,Z1);const Y1Z2=Fp2.mul(Y1,Z2);const Y2Z1=Fp2.mul(Y2,
Z1);return Fp2.eql(X1Z2,X2Z1)&&Fp2.eql(Y1Z2,Y2Z1)}is0(){return this.equals(Point.ZERO)}negate(){return new Point(Fp2.neg(this.X),this.Y,this.Z,Fp2.neg(this.T))}double(){
const{X:X1,Y:Y1,Z:Z1}=this;const A=Fp2.sqr(X1);const B=Fp2.sqr(Y1);const C=Fp2.mul(Fp2.sqr(Z1),_2n2);const D=mulA(A);const x1y1=Fp2.addN(X1,Y1);const E=Fp2.sub(
Fp2.subN(Fp2.sqr(x1y1),A),B);const G=Fp2.addN(D,B);const F=Fp2.subN(G,C);const H=Fp2.subN(D,B);const X3=Fp2.mul(E,F);const Y3=Fp2.mul(G,H);const T3=Fp2.mul(E,H);
const Z3=Fp2.mul(F,G);return new Point(X3,Y3,Z3,T3)}add(other){aedpoint(other);const{d}=CURVE;const{X:X1,Y:Y1,Z:Z1,T:T1}=this;const{X:X2,Y:Y2,Z:Z2,T:T2}=other;const A=Fp2.
mul(X1,X2);const B=Fp2.mul(Y1,Y2);const C=Fp2.mul(Fp2.mulN(T1,d),T2);const D=Fp2.mul(Z1,Z2);const E=Fp2.sub(Fp2.subN(Fp2.mulN(Fp2.addN(X1,Y1),Fp2.addN(X2,Y2)),A),
B);const F=Fp2.subN(D,C);const G=Fp2.addN(D,C);const H=Fp2.sub(B,mulA(A));const X3=Fp2.mul(E,F);const Y3=Fp2.mul(G,H);const T3=Fp2.mul(E,H);const Z3=Fp2.mul(F,G);
return new Point(X3,Y3,Z3,T3)}subtract(other){aedpoint(other);return this.add(other.negate())}multiply(scalar){if(!Fn2.isValidNot0(scalar))throw new RangeError(
"invalid scalar: expected 1 <= sc < curve.n");const{p,f}=wnaf.mulSecret(this,scalar,cofactor,normalize);return normalize([p,f])[0]}multiplyUnsafe(scalar){if(!Fn2.
isValid(scalar))throw new RangeError("invalid scalar: expected 0 <= sc < curve.n");if(scalar===_0n4)return Point.ZERO;if(this.is0()||scalar===_1n4)return this;return wnaf.
mulUnsafe(this,scalar,normalize)}isSmallOrder(){return this.clearCofactor().is0()}isTorsionFree(){return wnaf.mulUnsafe(this,CURVE.n).is0()}toAffine(invertedZ){
const p=this;let iz=invertedZ;if(iz!=null&&typeof iz!=="bigint")throw new TypeError('"invertedZ" expected bigint, got type='+typeof iz);const{X,Y,Z}=p;const is0=p.
is0();if(iz==null)iz=is0?Fp2.create(_8n2):Fp2.inv(Z);const x=Fp2.mul(X,iz);const y=Fp2.mul(Y,iz);const zz=Fp2.mul(Z,iz);if(is0)return{x:Fp2.ZERO,y:Fp2.ONE};if(!Fp2.
eql(zz,Fp2.ONE))throw new Error("invZ was invalid");return{x,y}}clearCofactor(){if(cofactor===_1n4)return this;if(cofactor===_2n2)return this.double();if(cofactor===
_4n3)return this.double().double();if(cofactor===_8n2)return this.double().double().double();return this.multiplyUnsafe(cofactor)}toBytes(){const{x,y}=this.toAffine();
const bytes=Fp2.toBytes(y);bytes[bytes.length-1]|=isOdd(x)?128:0;return bytes}toHex(){return bytesToHex2(this.toBytes())}toString(){return`<Point ${this.is0()?"\
ZERO":this.toHex()}>`}}const normalize=points=>normalizeZ(Point,points);const wnaf=new ScalarMultiplier(Point,randomBytes3);if(wnaf.bits>=6)Point.BASE.precompute(
6);Object.freeze(Point.prototype);Object.freeze(Point);return Point}var PrimeEdwardsPoint=class{static BASE;static ZERO;static Fp;static Fn;ep;constructor(ep){this.
ep=ep}static fromBytes(_bytes){notImplemented()}static fromHex(_hex){notImplemented()}get x(){return this.toAffine().x}get y(){return this.toAffine().y}clearCofactor(){
return this}assertValidity(){this.ep.assertValidity()}toAffine(invertedZ){return this.ep.toAffine(invertedZ)}toHex(){return bytesToHex2(this.toBytes())}toString(){
return this.toHex()}isTorsionFree(){return true}isSmallOrder(){return false}add(other){this.assertSame(other);return this.init(this.ep.add(other.ep))}subtract(other){
this.assertSame(other);return this.init(this.ep.subtract(other.ep))}multiply(scalar){return this.init(this.ep.multiply(scalar))}multiplyUnsafe(scalar){return this.
init(this.ep.multiplyUnsafe(scalar))}double(){return this.init(this.ep.double())}negate(){return this.init(this.ep.negate())}precompute(windowSize,isLazy){this.
ep.precompute(windowSize,isLazy);return this}};function i2osp(value,length){asafenumber(value);asafenumber(length);if(length<0||length>4)throw new Error("invalid I2OSP length: "+length);if(value<0||value>2**
(8*length)-1)throw new Error("invalid I2OSP input: "+value);const res=Array.from({length}).fill(0);for(let i=length-1;i>=0;i--){res[i]=value&255;value>>>=8}return new Uint8Array(
res)}function strxor(a,b){const arr=new Uint8Array(a.length);for(let i=0;i<a.length;i++){arr[i]=a[i]^b[i]}return arr}function normDST(DST){if(!isBytes2(DST)&&typeof DST!==
"string")throw new Error("DST must be Uint8Array or ascii string");const dst=typeof DST==="string"?asciiToBytes(DST):DST;if(dst.length===0)throw new Error("DST \
must be non-empty");return dst}function expand_message_xmd(msg,DST,lenInBytes,H){abytes2(msg);asafenumber(lenInBytes);if(typeof H!=="function")throw new Error("\
expand_message_xmd: expected hash function");asafenumber(H.outputLen,"hash.outputLen");asafenumber(H.blockLen,"hash.blockLen");DST=normDST(DST);if(DST.length>255)
DST=H(concatBytes2(asciiToBytes("H2C-OVERSIZE-DST-"),DST));const{outputLen:b_in_bytes,blockLen:r_in_bytes}=H;const ell=Math.ceil(lenInBytes/b_in_bytes);if(lenInBytes>
65535||ell>255)throw new Error("expand_message_xmd: invalid lenInBytes");const DST_prime=concatBytes2(DST,i2osp(DST.length,1));const Z_pad=new Uint8Array(r_in_bytes);
const l_i_b_str=i2osp(lenInBytes,2);const b=new Array(ell);const b_0=H(concatBytes2(Z_pad,msg,l_i_b_str,i2osp(0,1),DST_prime));b[0]=H(concatBytes2(b_0,i2osp(1,1),
DST_prime));for(let i=1;i<ell;i++){const args=[strxor(b_0,b[i-1]),i2osp(i+1,1),DST_prime];b[i]=H(concatBytes2(...args))}const pseudo_random_bytes=concatBytes2(...b);
return pseudo_random_bytes.slice(0,lenInBytes)}var _DST_scalar="HashToScalar-";var _DST_scalarBytes=asciiToBytes(_DST_scalar);function createOPRF(opts){validateObject(opts,{name:"string",hash:"function",hashToScalar:"function",hashToGroup:"\
function"});validatePointCons(opts.Point);const{name,Point,hash,hashToGroup:hashToGroupHook,hashToScalar}=opts;const{Fn:Fn2}=Point;const invertSecret=value=>invertCt(
value,Fn2.ORDER);const hashToGroup=(msg,ctx)=>hashToGroupHook(msg,{DST:concatBytes2(asciiToBytes("HashToGroup-"),ctx)});const hashToScalarPrefixed=(msg,ctx)=>hashToScalar(
msg,{DST:concatBytes2(_DST_scalarBytes,ctx)});const randomScalar=(rng=randomBytes2)=>{if(typeof rng!=="function")throw new TypeError('"rng" expected function, g\
ot type='+typeof rng);const t=mapHashToField(rng(getMinHashLength(Fn2.ORDER)),Fn2.ORDER,Fn2.isLE);return Fn2.isLE?bytesToNumberLE(t):bytesToNumberBE(t)};const msm=(points,scalars)=>mulAddUnsafe(
Point,points,scalars);const getCtx=mode=>concatBytes2(asciiToBytes("OPRFV1-"),new Uint8Array([mode]),asciiToBytes("-"+name));const ctxOPRF=getCtx(0);const ctxVOPRF=getCtx(
1);const ctxPOPRF=getCtx(2);function encode(...args){const res2=[];for(const a of args){if(typeof a==="number")res2.push(numberToBytesBE(a,2));else if(typeof a===
"string")res2.push(asciiToBytes(a));else{abytes2(a);res2.push(numberToBytesBE(a.length,2),a)}}return concatBytes2(...res2)}const inputBytes=(title,bytes)=>{abytes2(
bytes,void 0,title);if(bytes.length>65535)throw new Error(`"${title}" expected Uint8Array of length <= 65535, got length=${bytes.length}`);return bytes};const hashInput=(...bytes)=>hash(
encode(...bytes,"Finalize"));function getTranscripts(B,C,D,ctx){const Bm=B.toBytes();const seed=hash(encode(Bm,concatBytes2(asciiToBytes("Seed-"),ctx)));const res2=[];
for(let i=0;i<C.length;i++){const Ci=C[i].toBytes();const Di=D[i].toBytes();const di=hashToScalarPrefixed(encode(seed,i,Ci,Di,"Composite"),ctx);res2.push(di)}return res2}
function computeComposites(B,C,D,ctx){const T=getTranscripts(B,C,D,ctx);const M=msm(C,T);const Z=msm(D,T);return{M,Z}}function computeCompositesFast(k,B,C,D,ctx){
const T=getTranscripts(B,C,D,ctx);const M=msm(C,T);const Z=M.multiply(k);return{M,Z}}function challengeTranscript(B,M,Z,t2,t3,ctx){const[Bm,a0,a1,a2,a3]=[B,M,Z,
t2,t3].map(i=>i.toBytes());return hashToScalarPrefixed(encode(Bm,a0,a1,a2,a3,"Challenge"),ctx)}function generateProof(ctx,k,B,C,D,rng){const{M,Z}=computeCompositesFast(
k,B,C,D,ctx);const r=randomScalar(rng);const t2=Point.BASE.multiply(r);const t3=M.multiply(r);const c=challengeTranscript(B,M,Z,t2,t3,ctx);const s=Fn2.sub(r,Fn2.
mul(c,k));return concatBytes2(...[c,s].map(i=>Fn2.toBytes(i)))}function verifyProof(ctx,B,C,D,proof){abytes2(proof,2*Fn2.BYTES);const{M,Z}=computeComposites(B,C,
D,ctx);const[c,s]=[proof.subarray(0,Fn2.BYTES),proof.subarray(Fn2.BYTES)].map(f=>Fn2.fromBytes(f));const t2=msm([Point.BASE,B],[s,c]);const t3=msm([M,Z],[s,c]);
const expectedC=challengeTranscript(B,M,Z,t2,t3,ctx);if(!Fn2.eql(c,expectedC))throw new Error("proof verification failed")}function generateKeyPair(){const skS=randomScalar();
const pkS=Point.BASE.multiply(skS);return{secretKey:Fn2.toBytes(skS),publicKey:pkS.toBytes()}}function deriveKeyPair(ctx,seed,info){abytes2(seed,32,"seed");info=
inputBytes("keyInfo",info);const dst=concatBytes2(asciiToBytes("DeriveKeyPair"),ctx);const msg=concatBytes2(seed,encode(info),Uint8Array.of(0));for(let counter=0;counter<=
255;counter++){msg[msg.length-1]=counter;const skS=hashToScalar(msg,{DST:dst});if(Fn2.is0(skS))continue;return{secretKey:Fn2.toBytes(skS),publicKey:Point.BASE.multiply(
skS).toBytes()}}throw new Error("Cannot derive key")}const wirePoint=(label,bytes)=>{const point=Point.fromBytes(bytes);if(point.equals(Point.ZERO))throw new Error(
label+" point at infinity");return point};function blind(ctx,input,rng=randomBytes2){input=inputBytes("input",input);const blind2=randomScalar(rng);const inputPoint=hashToGroup(
input,ctx);if(inputPoint.equals(Point.ZERO))throw new Error("Input point at infinity");const blinded=inputPoint.multiply(blind2);return{blind:Fn2.toBytes(blind2),
blinded:blinded.toBytes()}}function evaluate(ctx,secretKey,input){input=inputBytes("input",input);const skS=Fn2.fromBytes(secretKey);const inputPoint=hashToGroup(
input,ctx);if(inputPoint.equals(Point.ZERO))throw new Error("Input point at infinity");const unblinded=inputPoint.multiply(skS).toBytes();return hashInput(input,
unblinded)}const oprf=Object.freeze({generateKeyPair,deriveKeyPair:(seed,keyInfo)=>deriveKeyPair(ctxOPRF,seed,keyInfo),blind:(input,rng=randomBytes2)=>blind(ctxOPRF,
input,rng),blindEvaluate(secretKey,blindedPoint){const skS=Fn2.fromBytes(secretKey);const elm=wirePoint("blinded",blindedPoint);return elm.multiply(skS).toBytes()},
finalize(input,blindBytes,evaluatedBytes){input=inputBytes("input",input);const blind2=Fn2.fromBytes(blindBytes);const evalPoint=wirePoint("evaluated",evaluatedBytes);
const unblinded=evalPoint.multiply(Fn2.inv(blind2)).toBytes();return hashInput(input,unblinded)},evaluate:(secretKey,input)=>evaluate(ctxOPRF,secretKey,input)});
const voprf=Object.freeze({generateKeyPair,deriveKeyPair:(seed,keyInfo)=>deriveKeyPair(ctxVOPRF,seed,keyInfo),blind:(input,rng=randomBytes2)=>blind(ctxVOPRF,input,
rng),blindEvaluateBatch(secretKey,publicKey,blinded,rng=randomBytes2){if(!Array.isArray(blinded))throw new Error("expected array");const skS=Fn2.fromBytes(secretKey);
const pkS=wirePoint("public key",publicKey);const blindedPoints=blinded.map(i=>wirePoint("blinded",i));const evaluated=blindedPoints.map(i=>i.multiply(skS));const proof=generateProof(
ctxVOPRF,skS,pkS,blindedPoints,evaluated,rng);return{evaluated:evaluated.map(i=>i.toBytes()),proof}},blindEvaluate(secretKey,publicKey,blinded,rng=randomBytes2){
const res2=this.blindEvaluateBatch(secretKey,publicKey,[blinded],rng);return{evaluated:res2.evaluated[0],proof:res2.proof}},finalizeBatch(items,publicKey,proof){
if(!Array.isArray(items))throw new Error("expected array");const pkS=wirePoint("public key",publicKey);const blindedPoints=items.map(i=>wirePoint("blinded",i.blinded));
const evalPoints=items.map(i=>wirePoint("evaluated",i.evaluated));verifyProof(ctxVOPRF,pkS,blindedPoints,evalPoints,proof);return items.map((i,j)=>{const input=inputBytes(
"input",i.input);const blind2=Fn2.fromBytes(i.blind);const unblinded=evalPoints[j].multiply(Fn2.inv(blind2)).toBytes();return hashInput(input,unblinded)})},finalize(input,blind2,evaluated,blinded,publicKey,proof){
return this.finalizeBatch([{input,blind:blind2,evaluated,blinded}],publicKey,proof)[0]},evaluate:(secretKey,input)=>evaluate(ctxVOPRF,secretKey,input)});const poprf=info=>{
info=copyBytes(inputBytes("info",info));const m=hashToScalarPrefixed(encode("Info",info),ctxPOPRF);const T=Point.BASE.multiply(m);return Object.freeze({generateKeyPair,
deriveKeyPair:(seed,keyInfo)=>deriveKeyPair(ctxPOPRF,seed,keyInfo),blind(input,publicKey,rng=randomBytes2){input=inputBytes("input",input);const pkS=wirePoint("\
public key",publicKey);const tweakedKey=T.add(pkS);if(tweakedKey.equals(Point.ZERO))throw new Error("tweakedKey point at infinity");const blind2=randomScalar(rng);
const inputPoint=hashToGroup(input,ctxPOPRF);if(inputPoint.equals(Point.ZERO))throw new Error("Input point at infinity");const blindedPoint=inputPoint.multiply(
blind2);return{blind:Fn2.toBytes(blind2),blinded:blindedPoint.toBytes(),tweakedKey:tweakedKey.toBytes()}},blindEvaluateBatch(secretKey,blinded,rng=randomBytes2){
if(!Array.isArray(blinded))throw new Error("expected array");const skS=Fn2.fromBytes(secretKey);const t=Fn2.add(skS,m);const invT=invertSecret(t);const blindedPoints=blinded.
map(i=>wirePoint("blinded",i));const evalPoints=blindedPoints.map(i=>i.multiply(invT));const tweakedKey=Point.BASE.multiply(t);const proof=generateProof(ctxPOPRF,
t,tweakedKey,evalPoints,blindedPoints,rng);return{evaluated:evalPoints.map(i=>i.toBytes()),proof}},blindEvaluate(secretKey,blinded,rng=randomBytes2){const res2=this.
blindEvaluateBatch(secretKey,[blinded],rng);return{evaluated:res2.evaluated[0],proof:res2.proof}},finalizeBatch(items,proof,tweakedKey){if(!Array.isArray(items))
throw new Error("expected array");const inputs=items.map(i=>inputBytes("input",i.input));const evalPoints=items.map(i=>wirePoint("evaluated",i.evaluated));verifyProof(
ctxPOPRF,wirePoint("tweakedKey",tweakedKey),evalPoints,items.map(i=>wirePoint("blinded",i.blinded)),proof);return items.map((i,j)=>{const blind2=Fn2.fromBytes(i.
blind);const point=evalPoints[j].multiply(Fn2.inv(blind2)).toBytes();return hashInput(inputs[j],info,point)})},finalize(input,blind2,evaluated,blinded,proof,tweakedKey){
return this.finalizeBatch([{input,blind:blind2,evaluated,blinded}],proof,tweakedKey)[0]},evaluate(secretKey,input){input=inputBytes("input",input);const skS=Fn2.
fromBytes(secretKey);const inputPoint=hashToGroup(input,ctxPOPRF);if(inputPoint.equals(Point.ZERO))throw new Error("Input point at infinity");const t=Fn2.add(skS,
m);const invT=invertSecret(t);const unblinded=inputPoint.multiply(invT).toBytes();return hashInput(input,info,unblinded)}})};const res={name,oprf,voprf,poprf,__tests:Object.
freeze({Fn:Fn2,invertSecret})};return Object.freeze(res)}var _1n5=BigInt(1);var _2n3=BigInt(2);var _5n2=BigInt(5);var _8n3=BigInt(8);var ed25519_CURVE_p=BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed");var ed25519_CURVE=(()=>({
p:ed25519_CURVE_p,n:BigInt("0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed"),h:_8n3,a:BigInt("0x7fffffffffffffffffffffffffffffffffffffffffff\
ffffffffffffffffffec"),d:BigInt("0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3"),Gx:BigInt("0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a\
7b2c9562d608f25d51a"),Gy:BigInt("0x6666666666666666666666666666666666666666666666666666666666666658")}))();function ed25519_pow_2_252_3(x){const _10n=BigInt(10),
_20n=BigInt(20),_40n=BigInt(40),_80n=BigInt(80);const P=ed25519_CURVE_p;const x2=x*x%P;const b2=x2*x%P;const b4=pow2(b2,_2n3,P)*b2%P;const b5=pow2(b4,_1n5,P)*x%
P;const b10=pow2(b5,_5n2,P)*b5%P;const b20=pow2(b10,_10n,P)*b10%P;const b40=pow2(b20,_20n,P)*b20%P;const b80=pow2(b40,_40n,P)*b40%P;const b160=pow2(b80,_80n,P)*
b80%P;const b240=pow2(b160,_80n,P)*b80%P;const b250=pow2(b240,_10n,P)*b10%P;const pow_p_5_8=pow2(b250,_2n3,P)*x%P;return{pow_p_5_8,b2}}var ED25519_SQRT_M1=BigInt("19681161376707505956807079304988542015446066515923890162744021073123829784752");function uvRatio(u,v){const P=ed25519_CURVE_p;const v3=mod(
v*v*v,P);const v7=mod(v3*v3*v,P);const pow3=ed25519_pow_2_252_3(u*v7).pow_p_5_8;let x=mod(u*v3*pow3,P);const vx2=mod(v*x*x,P);const root1=x;const root2=mod(x*ED25519_SQRT_M1,
P);const useRoot1=vx2===u;const useRoot2=vx2===mod(-u,P);const noRoot=vx2===mod(-u*ED25519_SQRT_M1,P);if(useRoot1)x=root1;if(useRoot2||noRoot)x=root2;if(isNegativeLE(
x,P))x=mod(-x,P);return{isValid:useRoot1||useRoot2,value:x}}var ed25519_Point=edwards(ed25519_CURVE,{uvRatio});var Fp=(()=>ed25519_Point.Fp)();var Fn=(()=>ed25519_Point.Fn)();var SQRT_M1=ED25519_SQRT_M1;var SQRT_AD_MINUS_ONE=BigInt("25063068953384623474111414158702152701244531502492656460079210482610430750235");var INVSQRT_A_MINUS_D=BigInt(
"54469307008909316920995813868745141605393597292927456921205312896311721017578");var ONE_MINUS_D_SQ=BigInt("1159843021668779879193775521855586647937357759715417\
654439879720876111806838");var D_MINUS_ONE_SQ=BigInt("40440834346308536858101042469323190826248399146238708352240133220865137265952");var invertSqrt=number=>uvRatio(
_1n5,number);var MAX_255B=BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");var bytes255ToNumberLE=bytes=>Fp.create(bytesToNumberLE(bytes)&
MAX_255B);function calcElligatorRistrettoMap(r0){const{d}=ed25519_CURVE;const r=Fp.mul(Fp.mulN(SQRT_M1,r0),r0);const Ns=Fp.mul(Fp.addN(r,_1n5),ONE_MINUS_D_SQ);let c=BigInt(
-1);const D=Fp.mul(Fp.subN(c,Fp.mulN(d,r)),Fp.add(r,d));let{isValid:Ns_D_is_sq,value:s}=uvRatio(Ns,D);let s_=Fp.mul(s,r0);if(!Fp.isOdd(s_))s_=Fp.neg(s_);if(!Ns_D_is_sq)
s=s_;if(!Ns_D_is_sq)c=r;const Nt=Fp.sub(Fp.mulN(Fp.mulN(c,Fp.subN(r,_1n5)),D_MINUS_ONE_SQ),D);const s2=Fp.sqrN(s);const W0=Fp.mul(Fp.addN(s,s),D);const W1=Fp.mul(
Nt,SQRT_AD_MINUS_ONE);const W2=Fp.sub(_1n5,s2);const W3=Fp.add(_1n5,s2);return new ed25519_Point(Fp.mul(W0,W3),Fp.mul(W2,W1),Fp.mul(W1,W3),Fp.mul(W0,W2))}var _RistrettoPoint=class __RistrettoPoint extends PrimeEdwardsPoint{static BASE=(()=>new __RistrettoPoint(
ed25519_Point.BASE))();static ZERO=(()=>new __RistrettoPoint(ed25519_Point.ZERO))();static Fp=(()=>Fp)();static Fn=(()=>Fn)();constructor(ep){super(ep)}static fromAffine(ap){
return new __RistrettoPoint(ed25519_Point.fromAffine(ap))}assertSame(other){if(!(other instanceof __RistrettoPoint))throw new Error("RistrettoPoint expected")}init(ep){
return new __RistrettoPoint(ep)}static fromBytes(bytes){abytes(bytes,32);const{a,d}=ed25519_CURVE;const s=bytes255ToNumberLE(bytes);if(!equalBytes(Fp.toBytes(s),
bytes)||Fp.isOdd(s))throw new Error("invalid ristretto255 encoding 1");const s2=Fp.sqr(s);const u1=Fp.add(_1n5,Fp.mulN(a,s2));const u2=Fp.sub(_1n5,Fp.mulN(a,s2));
const u1_2=Fp.sqr(u1);const u2_2=Fp.sqr(u2);const v=Fp.sub(Fp.mulN(Fp.mulN(a,d),u1_2),u2_2);const{isValid,value:I}=invertSqrt(Fp.mul(v,u2_2));const Dx=Fp.mul(I,
u2);const Dy=Fp.mul(Fp.mulN(I,Dx),v);let x=Fp.mul(Fp.addN(s,s),Dx);if(Fp.isOdd(x))x=Fp.neg(x);const y=Fp.mul(u1,Dy);const t=Fp.mul(x,y);if(!isValid||Fp.isOdd(t)||
Fp.is0(y))throw new Error("invalid ristretto255 encoding 2");return new __RistrettoPoint(new ed25519_Point(x,y,Fp.ONE,t))}static fromHex(hex){return __RistrettoPoint.
fromBytes(hexToBytes(hex))}toBytes(){let{X,Y,Z,T}=this.ep;const u1=Fp.mul(Fp.add(Z,Y),Fp.sub(Z,Y));const u2=Fp.mul(X,Y);const u2sq=Fp.sqr(u2);const{value:invsqrt}=invertSqrt(
Fp.mul(u1,u2sq));const D1=Fp.mul(invsqrt,u1);const D2=Fp.mul(invsqrt,u2);const zInv=Fp.mul(Fp.mulN(D1,D2),T);let D;if(Fp.isOdd(Fp.mul(T,zInv))){let _x=Fp.mul(Y,
SQRT_M1);let _y=Fp.mul(X,SQRT_M1);X=_x;Y=_y;D=Fp.mul(D1,INVSQRT_A_MINUS_D)}else{D=D2}if(Fp.isOdd(Fp.mul(X,zInv)))Y=Fp.neg(Y);let s=Fp.mul(Fp.subN(Z,Y),D);if(Fp.
isOdd(s))s=Fp.neg(s);return Fp.toBytes(s)}equals(other){this.assertSame(other);const{X:X1,Y:Y1}=this.ep;const{X:X2,Y:Y2}=other.ep;const one=Fp.eql(Fp.mul(X1,Y2),
Fp.mul(Y1,X2));const two=Fp.eql(Fp.mul(Y1,Y2),Fp.mul(X1,X2));return one||two}is0(){return this.equals(__RistrettoPoint.ZERO)}};var ristretto255_hasher=Object.freeze({Point:_RistrettoPoint,hashToCurve(msg,options){const DST=options?.DST===void 0?"ristretto255_XMD:SHA-512_R255MAP_RO_":options.
DST;const xmd=expand_message_xmd(msg,DST,64,sha512);return ristretto255_hasher.deriveToCurve(xmd)},hashToScalar(msg,options){const DST=options?.DST===void 0?_DST_scalar:
options.DST;const xmd=expand_message_xmd(msg,DST,64,sha512);return Fn.create(bytesToNumberLE(xmd))},deriveToCurve(bytes){abytes(bytes,64);const r1=bytes255ToNumberLE(
bytes.subarray(0,32));const R1=calcElligatorRistrettoMap(r1);const r2=bytes255ToNumberLE(bytes.subarray(32,64));const R2=calcElligatorRistrettoMap(r2);return new _RistrettoPoint(
R1.add(R2))}});var ristretto255_oprf=(()=>createOPRF({name:"ristretto255-SHA512",Point:_RistrettoPoint,hash:sha512,hashToGroup:ristretto255_hasher.hashToCurve,hashToScalar:ristretto255_hasher.
hashToScalar}))();
return { ristretto255_oprf: ristretto255_oprf };
})();
// oprf.js
const module50 = (() => {
// The verifiable oblivious function behind a PIN: RFC 9497, ristretto255-SHA512, mode VOPRF.
// The server multiplies a blinded point by a key of its own and proves that it was this key.

const { ristretto255_oprf: ristretto255_oprf } = module49;
const { KeyhavenError: KeyhavenError } = module1;

const { voprf } = ristretto255_oprf;

/** @typedef {{blind: Uint8Array, blinded: Uint8Array}} Blinded blind: secret, wipe it after use */

/**
 * @param {Uint8Array} value what is to be evaluated and not to be seen
 * @returns {Blinded} blinded: 32 bytes, for the server
 */
function blind(value) {
  return voprf.blind(value);
}

/**
 * @param {object} input
 * @param {Uint8Array} input.value as it was blinded
 * @param {Blinded} input.point
 * @param {Uint8Array} input.evaluated 32 bytes
 * @param {Uint8Array} input.proof 64 bytes
 * @param {Uint8Array} input.publicKey 32 bytes, which the caller knows to be the right one
 * @returns {Uint8Array} 64 bytes
 * @throws {KeyhavenError} pin_proof: the answer is the server's fault, whatever the value was
 */
function finalize({ value, point, evaluated, proof, publicKey }) {
  const { blind: scalar, blinded } = point;
  try {
    return voprf.finalize(value, scalar, evaluated, blinded, publicKey, proof);
  } catch (error) {
    throw new KeyhavenError("pin_proof", { cause: error });
  }
}
return { blind: blind, finalize: finalize };
})();
// pin.js
const module51 = (() => {
// A PIN as a way in. Six digits are guessed in no time where guesses are free; so every try goes to
// the vault, which counts it first, and learns nothing of the digits.

const { verifyReply: verifyReply } = module31;
const { b64u: b64u, concat: concat, hkdf: hkdf, label: label, lp: lp, sha256: sha256, sized: sized, u32: u32, u8: u8, unb64u: unb64u } = module3;
const { utf8: utf8, wipe: wipe } = module3;
const { SUITE: SUITE } = module15;
const { KeyhavenError: KeyhavenError } = module1;
const { openWith: openWith, sealTo: sealTo } = module33;
const { finalize: finalize } = module50;
const { METHOD: METHOD } = module20;

/** Argon2id: 64 MiB, three passes. The vault's count is what protects; this is the second wall. */
const KDF = Object.freeze({ m: 65536, t: 3, p: 1 });

/** What a request wants. The owner signs enrol, register and destroy. */
const ACT = Object.freeze({
  enrol: 1, evaluate: 2, confirm: 3, register: 4, destroy: 5, status: 6,
});

/**
 * How the vault ended it. closed: it answers no PIN at present, and may have counted a try: this one,
 * if its anchor failed after the count was written, or the one that is confirmed. taken: another
 * new PIN was finished and waits for its backup; `body` names it.
 */
const OUTCOME = Object.freeze({
  done: 0, wrong: 1, unknown: 2, locked: 3, closed: 4, taken: 5,
});

const FAILED = Object.freeze({
  [OUTCOME.wrong]: () => new KeyhavenError("pin_wrong"),
  [OUTCOME.unknown]: () => new KeyhavenError("pin_unknown"),
  [OUTCOME.locked]: () => new KeyhavenError("pin_locked"),
  [OUTCOME.closed]: () => new KeyhavenError("pin_closed"),
  [OUTCOME.taken]: () => new KeyhavenError("pin_taken"),
});
const NO_RECORD = new Uint8Array(16);
const HEAD = 17;
const BODY = 128;
const OWNERS = new Set([ACT.enrol, ACT.register, ACT.destroy]);

/**
 * @typedef {object} Subject what all requests about one PIN have in common
 * @property {string} rpId
 * @property {Uint8Array} wid 16 bytes
 * @property {Uint8Array} pkMan 32 bytes, the wallet's manifest key
 * @property {Uint8Array} [record] 16 bytes; to enrol, the one that the backup lists, if any
 * @property {CryptoKey} [signingKey] the private half of pkMan, for what its owner alone may do
 */

/**
 * @typedef {object} Vault an attested vault and a nonce of it
 * @property {Uint8Array} bootId 16 bytes
 * @property {Uint8Array} nonce 16 bytes, good for one request
 * @property {Uint8Array} pkSig 32 bytes
 * @property {Uint8Array} pkEnc 32 bytes
 */

/**
 * @param {{act: number, subject: Subject, vault: Vault, body: Uint8Array, pkEph: Uint8Array}} input
 * @returns {Promise<Uint8Array>} 32 bytes that stand for every part of the request
 */
async function contextOf({ act, subject, vault, body, pkEph }) {
  const head = concat(label("KRP1-PIN"), u8(SUITE), u8(act));
  const where = concat(sized(vault.bootId, 16), sized(vault.nonce, 16));
  const rpHash = await sha256(utf8(subject.rpId));
  const what = concat(sized(subject.wid, 16), sized(subject.pkMan, 32), recordOf(act, subject));
  return sha256(concat(head, where, rpHash, what, lp(pkEph), lp(body)));
}

function recordOf(act, { record }) {
  return act === ACT.enrol && record === undefined ? NO_RECORD : sized(record, 16);
}

/**
 * @param {{act: number, subject: Subject, vault: Vault, body?: Uint8Array,
 *   keyPair: OneTimeKeyPair}} input
 * @returns {Promise<{wire: object, context: Uint8Array}>} wire: for the server, all base64url
 */
async function newRequest({ act, subject, vault, body = new Uint8Array(), keyPair }) {
  const pkEph = keyPair.publicKey;
  const context = await contextOf({ act, subject, vault, body, pkEph });
  const wire = {
    act,
    nonce: b64u(vault.nonce),
    pk_man: b64u(subject.pkMan),
    record: b64u(recordOf(act, subject)),
    pk_eph: b64u(pkEph),
    body: b64u(body),
    owner_sig: OWNERS.has(act) ? b64u(await sign({ subject, context })) : "",
  };
  return { wire, context };
}

async function sign({ subject, context }) {
  const message = concat(label("KRP1-PIN-OWNER"), context);
  return new Uint8Array(await crypto.subtle.sign("Ed25519", subject.signingKey, message));
}

/**
 * @typedef {object} Answer
 * @property {number} outcome one of OUTCOME
 * @property {number} left tries, before the PIN is locked for good
 * @property {number} lifetimeLeft entries, right ones too, before a new PIN has to be set
 * @property {number} failed tries since the last right one
 * @property {number} since when the count began, in seconds since 1970, by the vault's clock
 * @property {number} epoch of the vault's key
 * @property {Uint8Array} body 128 bytes, zero unless the outcome is `done` or `taken`
 */

/**
 * @param {{answer: {sealed: string, sig: string}, act: number, context: Uint8Array, vault: Vault,
 *   keyPair: OneTimeKeyPair}} input
 * @returns {Promise<Answer>}
 * @throws {KeyhavenError} sealed_reply, reply_signature
 */
async function openAnswer({ answer, act, context, vault, keyPair }) {
  const sealed = unb64u(answer.sealed);
  await verifyReply({ pkSig: vault.pkSig, challenge: context, sealed, sig: unb64u(answer.sig) });
  const info = concat(label("KRP1-PIN-ANSWER"), u8(SUITE), u8(act), context);
  const plain = await openWith({ keyPair, sealed, info });
  if (plain.length !== HEAD + BODY || plain[0] !== 1 || plain[1] !== act) {
    throw new KeyhavenError("sealed_reply");
  }
  const view = new DataView(plain.buffer, plain.byteOffset);
  return {
    outcome: view.getUint8(2),
    left: view.getUint16(3),
    lifetimeLeft: view.getUint16(5),
    failed: view.getUint16(7),
    since: view.getUint32(9),
    epoch: view.getUint32(13),
    body: plain.slice(HEAD),
  };
}

/**
 * @param {Answer} answer @returns {Answer} the same, if its outcome is `done`
 * @throws {KeyhavenError} pin_wrong, pin_unknown, pin_locked, pin_closed, pin_taken; each with
 *   the `answer`, and with `left`, the tries that remain
 */
function granted(answer) {
  if (answer.outcome === OUTCOME.done) return answer;
  const failed = FAILED[answer.outcome] ?? (() => new KeyhavenError("update_needed"));
  throw Object.assign(failed(), { left: answer.left, answer });
}

/**
 * What is blinded in place of the PIN.
 * @param {{wid: Uint8Array, record: Uint8Array, pin: string, kdf: object,
 *   stretch: (input: object) => Promise<Uint8Array>}} input stretch: see flows/stretch.js
 * @returns {Promise<Uint8Array>} 32 bytes; wipe it after use
 */
async function stretched({ wid, record, pin, kdf, stretch }) {
  const named = concat(label("KRP1-PINSALT"), sized(wid, 16), sized(record, 16));
  const salt = (await sha256(named)).slice(0, 16);
  const secret = utf8(pin);
  try {
    return await stretch({ secret, salt, kdf });
  } finally {
    wipe(secret);
  }
}

/**
 * What an evaluation gave. A proof that does not fit is the server's fault, never a wrong PIN.
 * @param {{value: Uint8Array, point: Blinded, body: Uint8Array, publicKey: Uint8Array}} input
 * @returns {Uint8Array} 64 bytes
 * @throws {KeyhavenError} pin_proof
 */
function outputOf({ value, point, body, publicKey }) {
  const evaluated = body.slice(0, 32);
  const proof = body.slice(32, 96);
  return finalize({ value, point, evaluated, proof, publicKey });
}

/** @returns {Promise<Uint8Array>} 32 bytes that show that the PIN was right, and not the PIN */
function tagOf({ wid, rwd, epoch }) {
  const info = concat(label("KRP1-PIN-TAG"), sized(wid, 16), u32(epoch));
  return hkdf({ salt: new Uint8Array(), ikm: sized(rwd, 64), info, size: 32 });
}

/** @returns {Promise<Uint8Array>} the tag, for the vault alone and for this request */
function sealTag({ tag, vault, record }) {
  const info = concat(label("KRP1-PIN-CONFIRM"), vault.bootId, vault.nonce, record);
  return sealTo({ publicKey: vault.pkEnc, info, plaintext: tag });
}

/**
 * @param {{record: Uint8Array, publicKey: Uint8Array, epoch: number}} made by an enrolment
 * @returns {object} `params` of the slot
 */
function newParams({ record, publicKey, epoch }) {
  return {
    nonce: b64u(record),
    pin_epoch: epoch,
    oprf: b64u(publicKey),
    kdf: { ...KDF },
    name: "PIN",
  };
}

/** @param {{params: object, epoch: number, rwd: Uint8Array, ent: Uint8Array}} input @returns {Way} */
function pinWay({ params, epoch, rwd, ent }) {
  return { method: METHOD.pin, params, epoch, first: rwd, second: ent };
}
return { KDF: KDF, ACT: ACT, OUTCOME: OUTCOME, contextOf: contextOf, newRequest: newRequest, openAnswer: openAnswer, granted: granted, stretched: stretched, outputOf: outputOf, tagOf: tagOf, sealTag: sealTag, newParams: newParams, pinWay: pinWay };
})();
// pin.js
const module52 = (() => {
// A PIN at the vault: each function is one thing a person does, and a few requests.

const { b64u: b64u, sha256: sha256, unb64u: unb64u, wipe: wipe } = module3;
const { newKeyPair: newKeyPair } = module33;
const { walletIdentity: walletIdentity } = module21;
const { blind: blind } = module50;
const { ACT: ACT, granted: granted, newParams: newParams, newRequest: newRequest, openAnswer: openAnswer, outputOf: outputOf, pinWay: pinWay, sealTag: sealTag, stretched: stretched, tagOf: tagOf } = module51;
const { pageData: pageData, request: request } = module2;

// A page that finished a PIN longer ago has been closed before it had a backup.
const ABANDONED_SECONDS = 15 * 60;

async function vaultOf(invitation) {
  const { boot_id: bootId, nonce, enclave } = await invitation.take();
  const { pkSig, pkEnc, epoch } = enclave;
  return { bootId: unb64u(bootId, 16), nonce: unb64u(nonce, 16), pkSig, pkEnc, epoch };
}

/**
 * body: bytes, or a function that makes them for this vault and nonce.
 * @returns {Promise<Answer>} and `newest`, the vault's newest epoch
 */
async function ask({ act, subject, invitation, body = new Uint8Array(), renewal = false }) {
  const [vault, keyPair] = await Promise.all([vaultOf(invitation), newKeyPair()]);
  const bytes = body instanceof Uint8Array ? body : await body(vault);
  const { wire, context } = await newRequest({ act, subject, vault, body: bytes, keyPair });
  const sent = { ...wire, renewal };
  const answer = await request("POST", `/wallets/${b64u(subject.wid)}/pin`, { body: sent });
  const opened = await openAnswer({ answer, act, context, vault, keyPair });
  return { ...granted(opened), newest: vault.epoch };
}

/** One counted try. @returns {Promise<{rwd: Uint8Array, answer: Answer}>} */
async function evaluate({ subject, invitation, value, publicKey }) {
  const point = blind(value);
  try {
    const answer = await ask({ act: ACT.evaluate, subject, invitation, body: point.blinded });
    return { rwd: outputOf({ value, point, body: answer.body, publicKey }), answer };
  } finally {
    wipe(point.blind);
  }
}

/** Shows the vault that the PIN was right. @returns {Promise<Answer>} its body begins with `ent` */
async function confirm({ subject, invitation, rwd, epoch }) {
  const { wid, record } = subject;
  const tag = await tagOf({ wid, rwd, epoch });
  const body = (vault) => sealTag({ tag, vault, record });
  return ask({ act: ACT.confirm, subject, invitation, body });
}

async function ownerOf({ wid, secret }) {
  const { pkMan, signingKey } = await walletIdentity({ wid, secret });
  return { rpId: pageData.rp.id, wid, pkMan, signingKey };
}

/**
 * Has the vault make a record. One that another page has finished gives way only if `mayOvertake`
 * says so of it, and only that one: between two answers there may be yet another.
 */
async function newRecord({ owner, invitation, mayOvertake }) {
  const wanted = { act: ACT.enrol, subject: owner, invitation };
  try {
    return await ask(wanted);
  } catch (error) {
    if (error.code !== "pin_taken" || !mayOvertake(error.answer)) throw error;
    return ask({ ...wanted, body: error.answer.body.slice(0, 16) });
  }
}

/**
 * Makes a PIN for an open wallet, beside the one that it may have. It counts when a backup that
 * lists it is committed and it was entered once; see `enter` and `settle`.
 * @param {{wid: Uint8Array, secret: Uint8Array, pin: string, listed: object|undefined,
 *   invitation: Invitation, stretch: function, mayOvertake?: (answer: Answer) => boolean,
 *   renewal?: boolean}} input listed: the PIN's slot in the wallet's backup, if there is one;
 *   mayOvertake: whether a PIN that was finished and perhaps not committed gives way; renewal: the
 *   person has not chosen another PIN
 * @returns {Promise<Way>} see lib/slots.js
 * @throws {ServerError|KeyhavenError}
 */
async function enrol({
  wid,
  secret,
  pin,
  listed,
  invitation,
  stretch,
  mayOvertake = () => true,
  renewal = false,
}) {
  const record = listed && unb64u(listed.params.nonce, 16);
  const owner = { ...(await ownerOf({ wid, secret })), record };
  const made = await newRecord({ owner, invitation, mayOvertake });
  return finish({ owner, made, pin, invitation, stretch, renewal });
}

async function finish({ owner, made: { body, epoch }, pin, invitation, stretch, renewal }) {
  const { wid } = owner;
  const record = body.slice(0, 16);
  const publicKey = body.slice(16, 48);
  const subject = { ...owner, record };
  const params = newParams({ record, publicKey, epoch });
  const value = await stretched({ wid, record, pin, kdf: params.kdf, stretch });
  const { rwd } = await evaluate({ subject, invitation, value, publicKey });
  wipe(value);
  const tag = await sha256(await tagOf({ wid, rwd, epoch }));
  const named = { act: ACT.register, subject, invitation, body: tag, renewal };
  const registered = await ask(named);
  return pinWay({ params, epoch, rwd, ent: registered.body.slice(0, 32) });
}

/**
 * Enters a PIN: one try, which is counted whatever becomes of it.
 * @param {{wid: Uint8Array, pkMan: Uint8Array, slot: object, pin: string, invitation: Invitation,
 *   stretch: function}} input pkMan, slot: as the manifest has them
 * @returns {Promise<{way: Way, lifetimeLeft: number, isOld: boolean, since: number}>} isOld: the
 *   vault has a newer key than the one that this PIN was made with; since: now, by its clock
 * @throws {ServerError|KeyhavenError} pin_proof: nobody's fault but the server's
 */
async function enter({ wid, pkMan, slot, pin, invitation, stretch }) {
  const { params, epoch } = slot;
  const record = unb64u(params.nonce, 16);
  const subject = { rpId: pageData.rp.id, wid, pkMan, record };
  const publicKey = unb64u(params.oprf, 32);
  const value = await stretched({ wid, record, pin, kdf: params.kdf, stretch });
  const { rwd, answer } = await evaluate({ subject, invitation, value, publicKey });
  wipe(value);
  const confirmed = await confirm({ subject, invitation, rwd, epoch: params.pin_epoch });
  const way = pinWay({ params, epoch, rwd, ent: confirmed.body.slice(0, 32) });
  const { newest, since } = confirmed;
  return { way, lifetimeLeft: answer.lifetimeLeft, isOld: epoch < newest, since };
}

/**
 * Makes a PIN that was just entered anew with the vault's newest key. Until a backup lists the new
 * one and it was settled, the old one works; so whatever goes wrong costs nothing but another time.
 * @param {{wid: Uint8Array, secret: Uint8Array, slot: object, pin: string, since: number,
 *   invitation: Invitation, stretch: function}} input since: see enter
 * @returns {Promise<Way>}
 * @throws {ServerError|KeyhavenError} pin_taken: another page is putting a PIN in place just now
 */
function renewed({ slot, since, ...input }) {
  const mayOvertake = (answer) => since - answer.since > ABANDONED_SECONDS;
  return enrol({ ...input, listed: slot, mayOvertake, renewal: true });
}

/**
 * Tells the vault that the backup lists a PIN that was made here: the one before it is forgotten.
 * @param {{wid: Uint8Array, pkMan: Uint8Array, way: Way, invitation: Invitation}} input
 * @throws {ServerError|KeyhavenError} then its next entry does it
 */
async function settle({ wid, pkMan, way, invitation }) {
  const subject = { rpId: pageData.rp.id, wid, pkMan, record: unb64u(way.params.nonce, 16) };
  await confirm({ subject, invitation, rwd: way.first, epoch: way.params.pin_epoch });
}

/**
 * @param {{wid: Uint8Array, pkMan: Uint8Array, slot: object, invitation: Invitation}} input
 * @returns {Promise<Answer>} how many tries are left, and were made since when
 */
function status({ wid, pkMan, slot, invitation }) {
  const subject = { rpId: pageData.rp.id, wid, pkMan, record: unb64u(slot.params.nonce, 16) };
  return ask({ act: ACT.status, subject, invitation });
}

/**
 * Has the vault forget a PIN that no backup lists any more.
 * @param {{wid: Uint8Array, secret: Uint8Array, slot: object, invitation: Invitation}} input
 * @throws {ServerError|KeyhavenError}
 */
async function destroy({ wid, secret, slot, invitation }) {
  const owner = await ownerOf({ wid, secret });
  const subject = { ...owner, record: unb64u(slot.params.nonce, 16) };
  await ask({ act: ACT.destroy, subject, invitation });
}
return { enrol: enrol, enter: enter, renewed: renewed, settle: settle, status: status, destroy: destroy };
})();
// add_pin.js
const module53 = (() => {
// How a PIN gets into a wallet, in place of the one before it, and is tried.

const { KeyhavenError: KeyhavenError } = module1;
const { readUnverified: readUnverified } = module21;
const { METHOD: METHOD, forget: forget } = module20;
const { enrol: enrol, enter: enter } = module52;
const { protect: protect } = module47;

function pinSlots(manifest) {
  const { payload } = readUnverified(manifest);
  return payload.slots.filter(({ method }) => method === METHOD.pin);
}

/**
 * The vault names a PIN, and the touch approves that name. So the PIN is made before the touch. One
 * that no backup lists in the end costs nothing: until it is entered once, the old one counts.
 * @param {object} input
 * @param {Uint8Array} input.wid
 * @param {string} input.name of the wallet
 * @param {{secret: Uint8Array, gen: number, manifest: string}} input.opened see openHere
 * @param {string} input.pin
 * @param {{vault: Invitation, approval: Invitation}} input.invitations for OP.unlock with pins, and
 *   for OP.approve
 * @param {function} input.stretch see stretch.js
 * @param {() => void} [input.onTouch] the touch is asked for
 * @param {() => void} input.onRelease
 * @param {() => Promise<void>} input.onSecondTouch
 * @param {(step: string) => void} input.onStep see protect
 * @returns {Promise<{id: string, gen: number, record: string}>} record: by which `tryPin` finds it
 * @throws {ServerError|KeyhavenError}
 */
async function addPin({
  wid,
  name,
  opened: { secret, gen, manifest },
  pin,
  invitations,
  stretch,
  onTouch = () => undefined,
  ...callbacks
}) {
  const before = pinSlots(manifest);
  const [listed] = before;
  const way = await enrol({ wid, secret, pin, listed, invitation: invitations.vault, stretch });
  onTouch();
  const saved = await protect({
    ...callbacks,
    wallet: { secret, wid, name, gen: gen + 1, previousManifest: manifest },
    invitation: invitations.approval,
    adding: [way],
    remove: before.map(({ id }) => id),
    more: async () => [way],
  });
  return { id: saved.id, gen: saved.gen, record: way.params.nonce };
}

/**
 * One entry at the vault, of the PIN with this name. The first right one makes a new PIN count, and
 * the old one end.
 * @param {{wid: Uint8Array, manifest: string, record: string, pin: string, invitation: Invitation,
 *   stretch: function}} input
 * @throws {ServerError|KeyhavenError} pin_wrong, with `left`
 */
async function tryPin({ wid, manifest, record, pin, invitation, stretch }) {
  const { pkMan } = readUnverified(manifest);
  const slot = pinSlots(manifest).find(({ params }) => params.nonce === record);
  if (slot === undefined) throw new KeyhavenError("pin_unknown");
  const { way } = await enter({ wid, pkMan, slot, pin, invitation, stretch });
  forget(way);
}
return { addPin: addPin, tryPin: tryPin };
})();
// clientshare.js
const module54 = (() => {
// A backup share from elsewhere, locked with the wallet's secret before it leaves the page. The key
// is one for each wallet and version, so no older share opens in the place of a newer one.

const { concat: concat, hkdf: hkdf, label: label, randomBytes: randomBytes, sized: sized, u32: u32, wipe: wipe } = module3;
const { KeyhavenError: KeyhavenError } = module1;

const NONCE_BYTES = 12;

async function keyOf({ wid, secret, version }) {
  const info = concat(label("KRP1-CLIENT-SHARE"), u32(version));
  const raw = await hkdf({ salt: sized(wid, 16), ikm: secret, info, size: 32 });
  try {
    return await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  } finally {
    wipe(raw);
  }
}

/**
 * @param {{wid: Uint8Array, secret: Uint8Array, version: number, share: Uint8Array}} input
 *   wid: 16 bytes; version: of the pair of shares, from 1
 * @returns {Promise<Uint8Array>} 28 bytes longer than the share
 */
async function lockShare({ wid, secret, version, share }) {
  const iv = randomBytes(NONCE_BYTES);
  const key = await keyOf({ wid, secret, version });
  const locked = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, share);
  return concat(iv, new Uint8Array(locked));
}

/**
 * @param {{wid: Uint8Array, secret: Uint8Array, version: number, locked: Uint8Array}} input
 * @returns {Promise<Uint8Array>} the share
 * @throws {KeyhavenError} client_share
 */
async function unlockShare({ wid, secret, version, locked }) {
  const key = await keyOf({ wid, secret, version });
  const iv = locked.slice(0, NONCE_BYTES);
  try {
    const ciphertext = locked.slice(NONCE_BYTES);
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, ciphertext));
  } catch (error) {
    throw new KeyhavenError("client_share", { cause: error });
  }
}
return { lockShare: lockShare, unlockShare: unlockShare };
})();
// client_share.js
const module55 = (() => {
// How a person's own backup share is stored, read and let go, for a wallet whose key is made of
// shares elsewhere. The wallet's secret here locks it; the server never sees what is inside.

const { ACTION: ACTION } = module24;
const { b64u: b64u, equal: equal, unb64u: unb64u, wipe: wipe } = module3;
const { lockShare: lockShare, unlockShare: unlockShare } = module54;
const { KeyhavenError: KeyhavenError } = module1;
const { readUnverified: readUnverified } = module21;
const { approve: approve } = module43;
const { request: request } = module2;
const { knownPasskeys: knownPasskeys, openers: openers } = module42;

/**
 * Locks a share, stores it, reads it back and opens it; only then the server is told that it is
 * there, and the pair counts.
 * @param {{wid: Uint8Array, secret: Uint8Array, version: number, share: Uint8Array}} input
 * @returns {Promise<{version: number, state: "open"|"complete"}>}
 * @throws {ServerError|KeyhavenError} share_conflict, for a version that counts already;
 *   share_missing, while the other share of the pair is not there
 */
async function storeShare({ wid, secret, version, share }) {
  const path = pathOf(wid, version);
  const body = { share: b64u(await lockShare({ wid, secret, version, share })) };
  const put = () => request("PUT", `${path}/client`, { body, retry: true });
  const tell = (stored) => request("POST", `${path}/stored`, { body: { stored }, retry: true });
  try {
    await put();
  } catch (error) {
    if (error.code !== "share_conflict") throw error;
    // A try before this one got no further. What counts already is not taken away by this.
    await tell(false);
    await put();
  }
  if (!(await isThere({ wid, secret, version, share }))) {
    await tell(false);
    throw new KeyhavenError("rehearsal_mismatch");
  }
  return tell(true);
}

async function isThere({ share, ...input }) {
  try {
    return equal(await readShare(input), share);
  } catch (error) {
    if (error.code === "client_share" || error.code === "bad_encoding") return false;
    throw error;
  }
}

/**
 * Only shortly after a touch, or after the person brought the wallet back.
 * @param {{wid: Uint8Array, secret: Uint8Array, version: number}} input
 * @returns {Promise<Uint8Array>} the share, as it was given to storeShare
 * @throws {ServerError|KeyhavenError} touch_needed, client_share
 */
async function readShare({ wid, secret, version }) {
  const answer = await request("GET", `${pathOf(wid, version)}/client`);
  return unlockShare({ wid, secret, version, locked: unb64u(answer.share) });
}

/**
 * Both shares, while the relying party's server allows it. One touch approves just that.
 * @param {{wid: Uint8Array, secret: Uint8Array, invitation: object}} input invitation: for OP.approve
 * @returns {Promise<{version: number, client: Uint8Array|null, custodian: Uint8Array,
 *   clientStoredWith: string[], message: string}>} client: null where the app stored it itself
 * @throws {ServerError|KeyhavenError} eject_not_allowed, eject_closed, share_missing, client_share
 */
async function takeBoth({ wid, secret, invitation }) {
  const path = `/wallets/${b64u(wid)}`;
  const { manifest } = await request("GET", path);
  const allow = manifest === null ? knownPasskeys() : openers(readUnverified(manifest).payload);
  const operation = { action: ACTION.export, wid };
  const { ent, prf, older } = await approve({ operation, invitation, allow });
  wipe(ent, prf, ...older.map((each) => each.ent));
  const { client, custodian, ...answer } = await request("POST", `${path}/eject`, { body: {} });
  const lock = { wid, secret, version: answer.version };
  return {
    version: answer.version,
    client: client === null ? null : await unlockShare({ ...lock, locked: unb64u(client) }),
    custodian: unb64u(custodian),
    clientStoredWith: answer.client_stored_with,
    message: answer.message,
  };
}

function pathOf(wid, version) {
  return `/wallets/${b64u(wid)}/shares/${version}`;
}
return { storeShare: storeShare, readShare: readShare, takeBoth: takeBoth };
})();
// slotproof.js
const module56 = (() => {
// Showing that a way in is at hand: an answer to the server's question that takes the slot's key.

const { concat: concat, hkdf: hkdf, label: label, sized: sized, u32: u32, unb64u: unb64u, wipe: wipe } = module3;
const { x25519PublicKey: x25519PublicKey } = module12;

/** What an answer is for. One for the one is worth nothing for the other. */
const PURPOSE = Object.freeze({ release: "KRP1-RELEASE", practice: "KRP1-PRACTICE" });

function nameOf({ wid, gen, slot }) {
  return concat(sized(wid, 16), u32(gen), unb64u(slot.id, 16));
}

/**
 * What only the holder of a slot's private key can compute of a question.
 * @param {{purpose: string, wid: Uint8Array, gen: number, question: Uint8Array, slot: object,
 *   keys: object}} input purpose: one of PURPOSE; question: an X25519 public key, 32 bytes;
 *   keys: see slotKeys
 * @returns {Promise<Uint8Array>} 32 bytes
 */
async function slotProof({ purpose, wid, gen, question, slot, keys }) {
  const algorithm = { name: "X25519", public: await x25519PublicKey(question) };
  const ikm = new Uint8Array(await crypto.subtle.deriveBits(algorithm, keys.privateKey, 256));
  try {
    const info = concat(label(purpose), nameOf({ wid, gen, slot }));
    return await hkdf({ salt: question, ikm, info, size: 32 });
  } finally {
    wipe(ikm);
  }
}

/**
 * The wallet's own signature below such an answer: it was put together, all the way.
 * @param {{wid: Uint8Array, gen: number, slot: object, proof: Uint8Array,
 *   signingKey: CryptoKey}} input signingKey: see walletIdentity
 * @returns {Promise<Uint8Array>} 64 bytes
 */
async function signPractice({ wid, gen, slot, proof, signingKey }) {
  const message = concat(label("KRP1-PRACTISED"), nameOf({ wid, gen, slot }), sized(proof, 32));
  return new Uint8Array(await crypto.subtle.sign("Ed25519", signingKey, message));
}
return { PURPOSE: PURPOSE, slotProof: slotProof, signPractice: signPractice };
})();
// way_proof.js
const module57 = (() => {
// Telling the server that a way in was used, or tested, and opened the wallet: an answer that only
// somebody can give who has just opened it this way. It keeps the date.

const { b64u: b64u } = module3;
const { walletIdentity: walletIdentity } = module21;
const { PURPOSE: PURPOSE, signPractice: signPractice, slotProof: slotProof } = module56;
const { request: request } = module2;

/**
 * @param {{wid: Uint8Array, gen: number, secret: Uint8Array, opener: Opener,
 *   question: Uint8Array}} input gen: of the backup that was opened; opener: see lib/recover.js;
 *   question: the server's about this generation, an X25519 public key, 32 bytes; it is answered once
 * @throws {ServerError|KeyhavenError}
 */
async function tellProof({ wid, gen, secret, opener: { slot, keys }, question }) {
  const proof = await slotProof({ purpose: PURPOSE.practice, wid, gen, question, slot, keys });
  const { signingKey } = await walletIdentity({ wid, secret });
  const signature = await signPractice({ wid, gen, slot, proof, signingKey });
  const body = { slot: slot.id, proof: b64u(proof), signature: b64u(signature) };
  await request("POST", `/wallets/${b64u(wid)}/practice/proof`, { body });
}
return { tellProof: tellProof };
})();
// restore.js
const module58 = (() => {
// How a wallet comes back on a new device: one touch, open, split afresh, make this device ready.

const { b64u: b64u, unb64u: unb64u, wipe: wipe } = module3;
const { OP: OP } = module15;
const { highestGen: highestGen, rememberPrf: rememberPrf } = module16;
const { KeyhavenError: KeyhavenError } = module1;
const { prfCheckValue: prfCheckValue } = module18;
const { openBackup: openBackup } = module40;
const { METHOD: METHOD, passkeyWay: passkeyWay } = module20;
const { firstAddress: firstAddress } = module7;
const { ServerError: ServerError, request: request } = module2;
const { save: save } = module46;
const { touch: touch } = module36;
const { entropyOf: entropyOf } = module42;
const { tellProof: tellProof } = module57;

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

/** The way in has proved itself, of which the server keeps the date, as after a test. */
async function noteProof({ wid, secret, saved }) {
  const { gen, openers, question } = saved;
  try {
    await tellProof({ wid, gen, secret, opener: openers[0], question });
  } catch (error) {
    // The wallet is back, whatever becomes of a date.
    if (!isOurs(error)) throw error;
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
    const saved = await saveRenewed({ next, slot, way, renew, onStep });
    await noteProof({ wid, secret, saved });
    return { address, ...saved };
  } finally {
    wipe(secret);
  }
}
return { bringBack: bringBack, partsOf: partsOf, recover: recover, openFound: openFound, sameWay: sameWay, restoreWallet: restoreWallet };
})();
// open.js
const module59 = (() => {
// How a wallet opens on a device that has been used with it before.

const { b64u: b64u, unb64u: unb64u } = module3;
const { generationsHeld: generationsHeld, highestGen: highestGen, promote: promote, saveShare: saveShare, shareFor: shareFor } = module16;
const { KeyhavenError: KeyhavenError } = module1;
const { openBackup: openBackup, openOnDevice: openOnDevice } = module40;
const { forget: forget, passkeyWay: passkeyWay } = module20;
const { ServerError: ServerError, request: request } = module2;
const { bringBack: bringBack, partsOf: partsOf, sameWay: sameWay } = module58;
const { save: save } = module46;
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
// release.js
const module60 = (() => {
// How a wallet's parts come without a passkey, to a person who has a password or a key of their
// own. The locked box comes first; the server's share only for a proof that the box was opened.

const { b64u: b64u, unb64u: unb64u } = module3;
const { PURPOSE: PURPOSE, slotProof: slotProof } = module56;
const { request: request } = module2;
const { bringBack: bringBack } = module58;

/**
 * Asks for the parts of one wallet. That is counted, and told to the person by mail.
 * @param {Uint8Array} wid
 * @returns {Promise<object>} an entry for restoreWallet
 * @throws {ServerError|KeyhavenError}
 */
async function askForParts(wid) {
  const path = `/wallets/${b64u(wid)}/release`;
  const ask = () => request("POST", path, { body: {} });
  const found = await ask();
  const { gen } = found;
  const question = unb64u(found.question, 32);
  const proveForShare = async ({ slot, keys }) => {
    const asked = { purpose: PURPOSE.release, wid, gen, question };
    const proof = await slotProof({ ...asked, slot, keys });
    const body = { slot: slot.id, proof: b64u(proof) };
    const answer = await request("POST", `${path}/share`, { body });
    return unb64u(answer.auth_share);
  };
  return { ...found, ask, proveForShare };
}

/**
 * The same, with the box brought back from a cloud where the server's own copy is unusable.
 * @param {{wid: Uint8Array, onFetch: () => void}} input onFetch: that takes a while
 * @returns {Promise<object>} an entry for restoreWallet, whose manifest is never null
 * @throws {ServerError|KeyhavenError}
 */
async function wholeBox({ wid, onFetch }) {
  const found = await askForParts(wid);
  if (found.manifest !== null) return found;
  onFetch();
  return { ...found, ...(await bringBack({ wid, ask: () => askForParts(wid) })) };
}
return { askForParts: askForParts, wholeBox: wholeBox };
})();
// age.js
const module61 = (() => {
function isBytes(a){return a instanceof Uint8Array||ArrayBuffer.isView(a)&&a.constructor.name==="Uint8Array"&&"BYTES_PER_ELEMENT"in a&&a.BYTES_PER_ELEMENT===1}var atitle=title=>title?
`"${title}" `:"";function anumber(n,title=""){if(typeof n!=="number")throw new TypeError(atitle(title)+"expected number, got "+typeof n);if(!Number.isSafeInteger(
n)||n<0)throw new RangeError(atitle(title)+"expected integer >= 0, got "+n);return n}function abytes(value,length,title=""){if(isBytes(value)&&(length===void 0||value.length===length))return value;if(length!==void 0)anumber(length,"length");const bytes=isBytes(
value);const ofLen=length!==void 0?` of length ${length}`:"";const got=bytes?`length=${value.length}`:`type=${typeof value}`;const message=atitle(title)+"expect\
ed Uint8Array"+ofLen+", got "+got;if(!bytes)throw new TypeError(message);throw new RangeError(message)}function ahash(h){if(typeof h!=="function"||typeof h.create!=="function")throw new TypeError("expected hash wrapped by utils.createHasher");anumber(h.outputLen);
anumber(h.blockLen);if(h.outputLen<1||h.blockLen<1)throw new Error("hash blockLen / outputLen must be >= 1")}var aobject=(value,label)=>{if(value===null||typeof value!==
"object"||Array.isArray(value))throw new TypeError((label==="object"?"":`"${label}" `)+"expected object, got type="+typeof value)};var aopts=(value,label)=>{aobject(
value,label);const proto=Object.getPrototypeOf(value);if(proto!==Object.prototype&&proto!==null)throw new TypeError(`"${label}" expected plain object`);if(Object.
hasOwn(value,"__proto__"))throw new TypeError(`"${label}.__proto__" is not allowed`)};function aexists(instance,checkFinished=true){if(instance.destroyed)throw new Error(
"hash was destroyed");if(checkFinished&&instance.finished)throw new Error("digest() was already called")}function aoutput(out,instance){abytes(out,void 0,"outpu\
t");const min=instance.outputLen;if(!(out.length>=min)){throw new RangeError('"output" expected length >= '+min)}}function u32(arr){return new Uint32Array(arr.buffer,arr.byteOffset,Math.floor(arr.byteLength/4))}function clean(...arrays){for(let i=0;i<arrays.length;i++){arrays[i].
fill(0)}}function createView(arr){return new DataView(arr.buffer,arr.byteOffset,arr.byteLength)}function rotr(word,shift){return word<<32-shift|word>>>shift}function rotl(word,shift){
return word<<shift|word>>>32-shift>>>0}var isLE=(()=>new Uint8Array(new Uint32Array([287454020]).buffer)[0]===68)();function byteSwap(word){return word<<24&4278190080|
word<<8&16711680|word>>>8&65280|word>>>24&255}function byteSwap32(arr){for(let i=0;i<arr.length;i++){arr[i]=byteSwap(arr[i])}return arr}var swap32IfBE=isLE?u=>u:byteSwap32;var hasHexBuiltin=(()=>typeof Uint8Array.
from([]).toHex==="function"&&typeof Uint8Array.fromHex==="function")();var hexes=Array.from({length:256},(_,i)=>i.toString(16).padStart(2,"0"));function bytesToHex(bytes){
abytes(bytes);if(hasHexBuiltin)return bytes.toHex();let hex="";for(let i=0;i<bytes.length;i++){hex+=hexes[bytes[i]]}return hex}function asciiToBase16(ch){return ch>=
48&&ch<=57?ch-48:ch>=65&&ch<=70?ch-(65-10):ch>=97&&ch<=102?ch-(97-10):void 0}function hexToBytes(hex){if(typeof hex!=="string")throw new TypeError("hex string e\
xpected, got "+typeof hex);if(hasHexBuiltin){try{return Uint8Array.fromHex(hex)}catch(error){if(error instanceof SyntaxError)throw new RangeError(error.message);
throw error}}const hl=hex.length;const al=hl/2;if(hl%2)throw new RangeError("hex string expected, got unpadded hex of length "+hl);const array=new Uint8Array(al);
for(let ai=0,hi=0;ai<al;ai++,hi+=2){const n1=asciiToBase16(hex.charCodeAt(hi));const n2=asciiToBase16(hex.charCodeAt(hi+1));if(n1===void 0||n2===void 0){const char=hex[hi]+
hex[hi+1];throw new RangeError('hex string expected, got non-hex character "'+char+'" at index '+hi)}array[ai]=n1*16+n2}return array}function utf8ToBytes(str){if(typeof str!=="string")throw new TypeError("string expected");const encoded=new TextEncoder().encode(str);try{return new Uint8Array(
encoded)}finally{clean(encoded)}}function kdfInputToBytes(data,errorTitle=""){if(typeof data==="string")return utf8ToBytes(data);return abytes(data,void 0,errorTitle)}
function concatBytes(...arrays){let sum=0;for(let i=0;i<arrays.length;i++){const a=arrays[i];abytes(a);sum+=a.length}const res=new Uint8Array(sum);for(let i=0,pad=0;i<
arrays.length;i++){const a=arrays[i];res.set(a,pad);pad+=a.length}return res}function checkOpts(defaults,opts2,title="opts"){aopts(defaults,"defaults");if(opts2!==void 0)aopts(opts2,title);const merged=Object.assign(Object.create(null),defaults,
opts2);return merged}function createHasher(hashCons,info={}){if(typeof hashCons!=="function")throw new TypeError('"hashCons" expected function, got type='+typeof hashCons);
info=checkOpts({},info,"info");const hashC=(msg,opts2)=>hashCons(opts2).update(msg).digest();const tmp=hashCons(void 0);hashC.outputLen=tmp.outputLen;hashC.blockLen=
tmp.blockLen;hashC.canXOF=tmp.canXOF;hashC.create=opts2=>hashCons(opts2);Object.assign(hashC,info);return Object.freeze(hashC)}function randomBytes(bytesLength=32){
anumber(bytesLength,"bytesLength");const cr=typeof globalThis==="object"?globalThis.crypto:null;if(typeof cr?.getRandomValues!=="function")throw new Error("cryp\
to.getRandomValues must be defined");if(bytesLength>65536)throw new RangeError(`"bytesLength" expected <= 65536, got ${bytesLength}`);return cr.getRandomValues(
new Uint8Array(bytesLength))}var oidNist=suffix=>({oid:Uint8Array.from([6,9,96,134,72,1,101,3,4,2,suffix])});var _HMAC=class{oHash;iHash;blockLen;outputLen;canXOF=false;finished=false;destroyed=false;constructor(hash,key){ahash(hash);abytes(key,void 0,"key");this.iHash=
hash.create();if(typeof this.iHash.update!=="function")throw new Error("expected Hash instance");this.blockLen=this.iHash.blockLen;this.outputLen=this.iHash.outputLen;
const blockLen=this.blockLen;const pad=new Uint8Array(blockLen);pad.set(key.length>blockLen?hash.create().update(key).digest():key);for(let i=0;i<pad.length;i++)
pad[i]^=54;this.iHash.update(pad);this.oHash=hash.create();for(let i=0;i<pad.length;i++)pad[i]^=54^92;this.oHash.update(pad);clean(pad)}update(buf){aexists(this);
this.iHash.update(buf);return this}digestInto(out){aexists(this);aoutput(out,this);this.finished=true;const buf=out.subarray(0,this.outputLen);this.iHash.digestInto(
buf);this.oHash.update(buf);this.oHash.digestInto(buf);this.destroy()}digest(){const out=new Uint8Array(this.oHash.outputLen);this.digestInto(out);return out}_cloneInto(to){
to||=Object.create(Object.getPrototypeOf(this),{});const{oHash,iHash,finished,destroyed,blockLen,outputLen,canXOF}=this;to=to;to.finished=finished;to.destroyed=
destroyed;to.blockLen=blockLen;to.outputLen=outputLen;to.canXOF=canXOF;to.oHash=oHash._cloneInto(to.oHash);to.iHash=iHash._cloneInto(to.iHash);return to}clone(){
return this._cloneInto()}destroy(){this.destroyed=true;this.oHash.destroy();this.iHash.destroy()}};var hmac=(()=>{const hmac_=((hash,key,message)=>new _HMAC(hash,
key).update(message).digest());hmac_.create=(hash,key)=>new _HMAC(hash,key);return hmac_})();function extract(hash,ikm,salt){ahash(hash);if(salt===void 0)salt=new Uint8Array(hash.outputLen);return hmac(hash,salt,ikm)}var HKDF_COUNTER=Uint8Array.of(0);var EMPTY_BUFFER=Uint8Array.
of();function expand(hash,prk,info,length=32,_recycled){ahash(hash);anumber(length,"length");abytes(prk,void 0,"prk");const olen=hash.outputLen;if(prk.length<olen)
throw new Error('"prk" must be at least HashLen octets');if(length>255*olen)throw new Error("Length must be <= 255*HashLen");const blocks=Math.ceil(length/olen);
if(info===void 0)info=EMPTY_BUFFER;else abytes(info,void 0,"info");if(!blocks){if(_recycled)clean(prk);return new Uint8Array}const okm=_recycled&&blocks===1?prk:
new Uint8Array(blocks*olen);const{iHash,oHash}=hmac.create(hash,prk);const T=_recycled?prk:new Uint8Array(olen);const worker=blocks>1?_recycled?.iHash||hash.create():
void 0;for(let counter=0;counter<blocks-1;counter++){HKDF_COUNTER[0]=counter+1;const iWork=iHash._cloneInto(worker);if(counter)iWork.update(T);iWork.update(info).
update(HKDF_COUNTER).digestInto(T);oHash._cloneInto(worker).update(T).digestInto(T);okm.set(T,olen*counter)}HKDF_COUNTER[0]=blocks;if(blocks>1)iHash.update(T);iHash.
update(info).update(HKDF_COUNTER).digestInto(T);oHash.update(T).digestInto(T);okm.set(T,olen*(blocks-1));iHash.destroy();oHash.destroy();worker?.destroy();if(T!==
okm)clean(T);clean(HKDF_COUNTER);if(length===okm.length)return okm;const res=okm.slice(0,length);clean(okm);return res}var hkdf=(hash,ikm,salt,info,length)=>{ahash(
hash);if(salt===void 0)salt=new Uint8Array(hash.outputLen);const HMAC=hmac.create(hash,salt).update(ikm);return expand(hash,HMAC.digest(),info,length,HMAC)};var fromNumH=n=>n/2**32|0;var fromNumL=n=>n>>>0;function setU64FromNum(view,byteOffset,n,isLE4){const h=fromNumH(n);const l=fromNumL(n);view.setUint32(byteOffset,
isLE4?l:h,isLE4);view.setUint32(byteOffset+4,isLE4?h:l,isLE4)}function Chi(a,b,c){return a&b^~a&c}function Maj(a,b,c){return a&b^a&c^b&c}var HashMD=class{blockLen;outputLen;canXOF=false;padOffset;isLE;buffer;view;finished=false;length=0;pos=0;destroyed=false;constructor(blockLen,outputLen,padOffset,isLE4){
this.blockLen=blockLen;this.outputLen=outputLen;this.padOffset=padOffset;this.isLE=isLE4;this.buffer=new Uint8Array(blockLen);this.view=createView(this.buffer)}update(data){
aexists(this);abytes(data);const{view,buffer,blockLen}=this;const len=data.length;let processed=false;for(let pos=0;pos<len;){const take=Math.min(blockLen-this.
pos,len-pos);if(take===blockLen){const dataView=createView(data);for(;blockLen<=len-pos;pos+=blockLen)this.process(dataView,pos);processed=true;continue}buffer.
set(pos===0&&take===len?data:data.subarray(pos,pos+take),this.pos);this.pos+=take;pos+=take;if(this.pos===blockLen){this.process(view,0);this.pos=0;processed=true}}
this.length+=data.length;if(processed)this.roundClean();return this}digestInto(out){aexists(this);aoutput(out,this);this.finished=true;const{buffer,view,blockLen,
isLE:isLE4}=this;let{pos}=this;buffer[pos++]=128;buffer.fill(0,pos);if(this.padOffset>blockLen-pos){this.process(view,0);buffer.fill(0)}setU64FromNum(view,blockLen-
8,this.length*8,isLE4);this.process(view,0);this.roundClean();const oview=out===buffer?view:createView(out);const len=this.outputLen;const outLen=len/4;const state=this.
get();if(len%4||outLen>state.length)throw new Error("invalid outputLen");for(let i=0;i<outLen;i++)oview.setUint32(4*i,state[i],isLE4)}digest(){const{buffer,outputLen}=this;
this.digestInto(buffer);const res=buffer.slice(0,outputLen);this.destroy();return res}_cloneIntoMeta(to){const{buffer,length,finished,destroyed,pos}=this;to.destroyed=
destroyed;to.finished=finished;to.length=length;to.pos=pos;if(pos)to.buffer.set(buffer);return to}clone(){return this._cloneInto()}};var SHA256_IV=Uint32Array.from(
[1779033703,3144134277,1013904242,2773480762,1359893119,2600822924,528734635,1541459225]);var SHA256_K=Uint32Array.from([1116352408,1899447441,3049323471,3921009573,961987163,1508970993,2453635748,2870763221,3624381080,310598401,607225278,1426881987,
1925078388,2162078206,2614888103,3248222580,3835390401,4022224774,264347078,604807628,770255983,1249150122,1555081692,1996064986,2554220882,2821834349,2952996808,
3210313671,3336571891,3584528711,113926993,338241895,666307205,773529912,1294757372,1396182291,1695183700,1986661051,2177026350,2456956037,2730485921,2820302411,
3259730800,3345764771,3516065817,3600352804,4094571909,275423344,430227734,506948616,659060556,883997877,958139571,1322822218,1537002063,1747873779,1955562222,2024104815,
2227730452,2361852424,2428436474,2756734187,3204031479,3329325298]);var SHA256_W=new Uint32Array(64);var SHA2_32B=class extends HashMD{A=0;B=0;C=0;D=0;E=0;F=0;G=0;H=0;constructor(outputLen,IV){
super(64,outputLen,8,false);this.A=IV[0]|0;this.B=IV[1]|0;this.C=IV[2]|0;this.D=IV[3]|0;this.E=IV[4]|0;this.F=IV[5]|0;this.G=IV[6]|0;this.H=IV[7]|0}get(){const{
A,B,C,D,E,F:F2,G,H}=this;return[A,B,C,D,E,F2,G,H]}set(A,B,C,D,E,F2,G,H){this.A=A|0;this.B=B|0;this.C=C|0;this.D=D|0;this.E=E|0;this.F=F2|0;this.G=G|0;this.H=H|0}_cloneInto(to){
(to||=new this.constructor).set(...this.get());return this._cloneIntoMeta(to)}process(view,offset){for(let i=0;i<16;i++,offset+=4)SHA256_W[i]=view.getUint32(offset,
false);for(let i=16;i<64;i++){const W15=SHA256_W[i-15];const W2=SHA256_W[i-2];const s0=rotr(W15,7)^rotr(W15,18)^W15>>>3;const s1=rotr(W2,17)^rotr(W2,19)^W2>>>10;
SHA256_W[i]=s1+SHA256_W[i-7]+s0+SHA256_W[i-16]|0}let{A,B,C,D,E,F:F2,G,H}=this;for(let i=0;i<64;i++){const sigma1=rotr(E,6)^rotr(E,11)^rotr(E,25);const T1=H+sigma1+
Chi(E,F2,G)+SHA256_K[i]+SHA256_W[i]|0;const sigma0=rotr(A,2)^rotr(A,13)^rotr(A,22);const T2=sigma0+Maj(A,B,C)|0;H=G;G=F2;F2=E;E=D+T1|0;D=C;C=B;B=A;A=T1+T2|0}A=A+
this.A|0;B=B+this.B|0;C=C+this.C|0;D=D+this.D|0;E=E+this.E|0;F2=F2+this.F|0;G=G+this.G|0;H=H+this.H|0;this.set(A,B,C,D,E,F2,G,H)}roundClean(){clean(SHA256_W)}destroy(){
this.destroyed=true;this.set(0,0,0,0,0,0,0,0);clean(this.buffer)}};var _SHA256=class extends SHA2_32B{constructor(){super(32,SHA256_IV)}};var sha256=createHasher(()=>new _SHA256,oidNist(1));var freeze=fn=>Object.freeze(fn());function isBytes2(a){return a instanceof Uint8Array||ArrayBuffer.isView(a)&&a.constructor.name==="Uint8Array"&&"BYTES_PER_ELE\
MENT"in a&&a.BYTES_PER_ELEMENT===1}function abytes2(b){if(!isBytes2(b))throw new TypeError("Uint8Array expected")}function isArrayOf(isString,arr){if(!Array.isArray(
arr))return false;if(arr.length===0)return true;if(isString){return arr.every(item=>typeof item==="string")}else{return arr.every(item=>Number.isSafeInteger(item))}}
function afn(input){if(typeof input!=="function")throw new TypeError("function expected");return true}function astr(label,input){if(typeof input!=="string")throw new TypeError(
`${label}: string expected`);return true}function anumber2(n,title="number"){if(typeof n!=="number")throw new TypeError(`${title}: expected number, got ${typeof n}`);
if(!Number.isSafeInteger(n))throw new RangeError(`${title}: expected safe integer, got ${n}`)}function anumArr(label,input){if(!isArrayOf(false,input))throw new TypeError(
`${label}: array of numbers expected`)}function chain(...args){const id=a=>a;const wrap=(a,b)=>c=>a(b(c));const encode=args.map(x=>x.encode).reduceRight(wrap,id);
const decode=args.map(x=>x.decode).reduce(wrap,id);return{encode,decode}}var powers=(()=>{let res=[];for(let i=0;i<40;i++)res.push(2**i);return res})();function u8ToNumArr(u8,len=u8.length){const res=new Array(len);for(let i=0;i<len;i++)
res[i]=u8[i];return res}var asciiDecoder=(()=>{try{const decoder=new TextDecoder;return decoder.decode(Uint8Array.of(65,48,43,127))==="A0+\x7F"?decoder:void 0}catch(e){
return void 0}})();var B2S_CHUNK=8192;function charcodesToString(codes){const len=codes.length;if(asciiDecoder!==void 0&&len>=12)return asciiDecoder.decode(codes);
if(len<=B2S_CHUNK)return String.fromCharCode.apply(null,codes);let res="";for(let i=0;i<len;i+=B2S_CHUNK)res+=String.fromCharCode.apply(null,codes.subarray(i,i+
B2S_CHUNK));return res}function radix2(bits){anumber2(bits);if(bits<=0||bits>8)throw new RangeError("radix2: bits should be in (0..8]");const mask=powers[bits]-
1;return{encode:bytes=>{abytes2(bytes);const len=bytes.length;const res=new Uint8Array(Math.ceil(len*8/bits));let carry=0;let pos=0;let j=0;for(let i=0;i<len;){
if(i+2<len){carry=carry<<24|bytes[i]<<16|bytes[i+1]<<8|bytes[i+2];pos+=24;i+=3}else{carry=(carry<<8|bytes[i])&65535;pos+=8;i++}for(;;){pos-=bits;res[j++]=carry>>
pos&mask;if(pos<bits)break}}if(pos>0)res[j]=carry<<bits-pos&mask;return res},decode:digits=>{const len=digits.length;const res=new Uint8Array(Math.floor(len*bits/
8));let carry=0;let pos=0;let j=0;for(let i=0;i<len;i++){carry=(carry<<bits|digits[i])&65535;pos+=bits;for(;pos>=8;pos-=8)res[j++]=carry>>pos-8&255}carry=carry<<
8-pos&255;if(pos>=bits)throw new Error("Excess padding");if(carry>0)throw new Error(`Non-zero padding: ${carry}`);return res}}}function alphabet(letters,aliases){
const len=letters.length;if(len>128)throw new Error("alphabet: max 128 letters");const encTable=new Uint8Array(len);const decTable=new Int8Array(128).fill(-1);for(let i=0;i<
len;i++){const code=letters.charCodeAt(i);if(letters.codePointAt(i)!==code||code>127)throw new Error("alphabet: single-char ASCII letters only");encTable[i]=code;
decTable[code]=i}if(aliases!==void 0){for(const alias of Object.keys(aliases)){const code=alias.charCodeAt(0);const target=decTable[aliases[alias].charCodeAt(0)];
if(alias.length!==1||code>127||target===void 0||target===-1)throw new Error(`alphabet: invalid alias ${alias}`);decTable[code]=target}}return{encode:digits=>{const codes=new Uint8Array(
digits.length);for(let i=0;i<digits.length;i++){const d=digits[i];const code=encTable[d];if(code===void 0)throw new Error(`alphabet.encode: invalid digit ${d}`);
codes[i]=code}return charcodesToString(codes)},decode:input=>{astr("decode",input);const slen=input.length;const digits=new Uint8Array(slen);for(let i=0;i<slen;i++){
const code=input.charCodeAt(i);const digit=code<128?decTable[code]:-1;if(digit===-1)throw new Error(`Unknown letter "${input[i]}". Allowed: ${letters}`);digits[i]=
digit}return digits}}}function unsafeWrapper(fn){afn(fn);return function(...args){try{return fn.apply(null,args)}catch(e){}}}var base64nopad=freeze(()=>chain(radix2(6),alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")));var BECH_ALPHABET=alphabet("qpzry9x8gf2tvdw0s3jn54khce6mua7l");var BECH_UPPERCASE_PRINTABLE=/^[\x21-\x60\x7b-\x7e]+$/;function assertBech32Printable(label,value){
for(let i=0;i<value.length;i++){const c=value.charCodeAt(i);if(c<33||c>126)throw new Error(`${label}: printable ASCII expected`)}}function wordsToU8(words){const len=words.
length;const res=new Uint8Array(len);for(let i=0;i<len;i++){const w=words[i];if(w<0||w>=32)throw new Error(`alphabet.encode: invalid digit ${w}`);res[i]=w}return res}
var POLYMOD_GENERATORS=[996825010,642813549,513874426,1027748829,705979059];function bech32Polymod(pre){const b=pre>>25;let chk=(pre&33554431)<<5;for(let i=0;i<
POLYMOD_GENERATORS.length;i++){if((b>>i&1)===1)chk^=POLYMOD_GENERATORS[i]}return chk}function bechChecksum(prefix,words,encodingConst=1){const len=prefix.length;
let chk=1;for(let i=0;i<len;i++){const c=prefix.charCodeAt(i);if(c<33||c>126)throw new Error(`Invalid prefix (${prefix})`);chk=bech32Polymod(chk)^c>>5}chk=bech32Polymod(
chk);for(let i=0;i<len;i++)chk=bech32Polymod(chk)^prefix.charCodeAt(i)&31;for(let v of words)chk=bech32Polymod(chk)^v;for(let i=0;i<6;i++)chk=bech32Polymod(chk);
chk^=encodingConst;const sum=new Uint8Array(6);for(let i=0;i<6;i++)sum[i]=chk>>>5*(5-i)&31;return BECH_ALPHABET.encode(sum)}function genBech32(encoding){const ENCODING_CONST=encoding===
"bech32"?1:734539939;const _words=radix2(5);const toWords=from=>{abytes2(from);const len=from.length;const res=new Array(Math.ceil(len*8/5));let carry=0;let pos=0;
let j=0;for(let i=0;i<len;i++){carry=carry<<8|from[i];pos+=8;for(;pos>=5;pos-=5)res[j++]=carry>>pos-5&31}if(pos>0)res[j]=carry<<5-pos&31;return res};const fromWords=to=>{
anumArr("radix2.decode",to);const len=to.length;const digits=new Uint8Array(len);for(let i=0;i<len;i++){const w=to[i];if(w<0||w>=32)throw new Error(`convertRadi\
x2: invalid word=${w}`);digits[i]=w}return _words.decode(digits)};const fromWordsUnsafe=unsafeWrapper(fromWords);function encode(prefix,words,limit=90){astr("be\
ch32.encode prefix",prefix);if(limit!==false)anumber2(limit,"limit");if(isBytes2(words))words=u8ToNumArr(words);anumArr("bech32.encode",words);const plen=prefix.
length;if(plen===0)throw new TypeError(`Invalid prefix length ${plen}`);const actualLength=plen+7+words.length;if(limit!==false&&actualLength>limit)throw new TypeError(
`Length ${actualLength} exceeds limit ${limit}`);assertBech32Printable("bech32.encode prefix",prefix);const lowered=prefix.toLowerCase();const sum=bechChecksum(
lowered,words,ENCODING_CONST);return`${lowered}1${BECH_ALPHABET.encode(wordsToU8(words))}${sum}`}function decode(str,limit=90){astr("bech32.decode input",str);if(limit!==
false)anumber2(limit,"limit");const slen=str.length;if(slen<8||limit!==false&&slen>limit)throw new TypeError(`invalid string length ${slen}, expected (8..${limit}\
)`);const lowered=str.toLowerCase();if(str!==lowered){if(!BECH_UPPERCASE_PRINTABLE.test(str)){assertBech32Printable("bech32.decode input",str);throw new Error(`\
mixed-case string not allowed`)}}const sepIndex=lowered.lastIndexOf("1");if(sepIndex===0||sepIndex===-1)throw new Error(`invalid separator "1"`);const prefix=lowered.
slice(0,sepIndex);const data=lowered.slice(sepIndex+1);if(data.length<6)throw new Error("invalid data length");const digits=BECH_ALPHABET.decode(data);const words=u8ToNumArr(
digits,digits.length-6);const sum=bechChecksum(prefix,words,ENCODING_CONST);if(!data.endsWith(sum))throw new Error(`Invalid checksum in ${str}`);return{prefix,words}}
const decodeUnsafe=unsafeWrapper(decode);function decodeToBytes(str,limit=90){const{prefix,words}=decode(str,limit);return{prefix,words,bytes:fromWords(words)}}
function encodeFromBytes(prefix,bytes){return encode(prefix,toWords(bytes))}return{encode,decode,encodeFromBytes,decodeToBytes,decodeUnsafe,fromWords,fromWordsUnsafe,
toWords}}var bech32=freeze(()=>genBech32("bech32"));function pbkdf2Init(hash,_password,_salt,_opts){ahash(hash);const opts2=checkOpts({dkLen:32,asyncTick:10},_opts);const{c,dkLen,asyncTick}=opts2;anumber(c,"c");anumber(
dkLen,"dkLen");anumber(asyncTick,"asyncTick");if(c<1)throw new Error('"c" (iterations) must be >= 1');if(dkLen<1)throw new Error('"dkLen" must be >= 1');if(dkLen>
(2**32-1)*hash.outputLen)throw new Error("derived key too long");const p=kdfInputToBytes(_password,"password");try{const s=kdfInputToBytes(_salt,"salt");try{const DK=new Uint8Array(
dkLen);const{iHash,oHash,outputLen}=hmac.create(hash,p);const u=new Uint8Array(outputLen);const eng=pbkdf2Engine(iHash,oHash,s,u);return{c,dkLen,asyncTick,DK,outputLen,
eng}}finally{if(typeof _salt==="string")clean(s)}}finally{if(typeof _password==="string")clean(p)}}function pbkdf2Engine(iHash,oHash,salt,u){const counter=new Uint8Array(
4);const view=createView(counter);const salted=iHash._cloneInto().update(salt);const work=oHash._cloneInto();const iClone=iHash._cloneInto;const oClone=oHash._cloneInto;
return{u1:(ti,Ti)=>{view.setInt32(0,ti,false);salted._cloneInto(work).update(counter).digestInto(u);oHash._cloneInto(work).update(u).digestInto(u);Ti.set(u.subarray(
0,Ti.length))},rounds:(c,Ti)=>{for(let ui=1;ui<c;ui++){iClone.call(iHash,work).update(u).digestInto(u);oClone.call(oHash,work).update(u).digestInto(u);for(let i=0;i<
Ti.length;i++)Ti[i]^=u[i]}},output:DK=>{iHash.destroy();oHash.destroy();salted.destroy();work.destroy();clean(u);return DK}}}function pbkdf2(hash,password,salt,opts2){
const{c,dkLen,DK,outputLen,eng}=pbkdf2Init(hash,password,salt,opts2);for(let ti=1,pos=0;pos<dkLen;ti++,pos+=outputLen){const Ti=DK.subarray(pos,pos+outputLen);eng.
u1(ti,Ti);eng.rounds(c,Ti)}return eng.output(DK)}function XorAndSalsa(prev,pi,input,ii,out,oi){let y00=prev[pi++]^input[ii++],y01=prev[pi++]^input[ii++];let y02=prev[pi++]^input[ii++],y03=prev[pi++]^input[ii++];
let y04=prev[pi++]^input[ii++],y05=prev[pi++]^input[ii++];let y06=prev[pi++]^input[ii++],y07=prev[pi++]^input[ii++];let y08=prev[pi++]^input[ii++],y09=prev[pi++]^
input[ii++];let y10=prev[pi++]^input[ii++],y11=prev[pi++]^input[ii++];let y12=prev[pi++]^input[ii++],y13=prev[pi++]^input[ii++];let y14=prev[pi++]^input[ii++],y15=prev[pi++]^
input[ii++];let x00=y00,x01=y01,x02=y02,x03=y03,x04=y04,x05=y05,x06=y06,x07=y07,x08=y08,x09=y09,x10=y10,x11=y11,x12=y12,x13=y13,x14=y14,x15=y15;for(let i=0;i<8;i+=
2){x04^=rotl(x00+x12|0,7);x08^=rotl(x04+x00|0,9);x12^=rotl(x08+x04|0,13);x00^=rotl(x12+x08|0,18);x09^=rotl(x05+x01|0,7);x13^=rotl(x09+x05|0,9);x01^=rotl(x13+x09|
0,13);x05^=rotl(x01+x13|0,18);x14^=rotl(x10+x06|0,7);x02^=rotl(x14+x10|0,9);x06^=rotl(x02+x14|0,13);x10^=rotl(x06+x02|0,18);x03^=rotl(x15+x11|0,7);x07^=rotl(x03+
x15|0,9);x11^=rotl(x07+x03|0,13);x15^=rotl(x11+x07|0,18);x01^=rotl(x00+x03|0,7);x02^=rotl(x01+x00|0,9);x03^=rotl(x02+x01|0,13);x00^=rotl(x03+x02|0,18);x06^=rotl(
x05+x04|0,7);x07^=rotl(x06+x05|0,9);x04^=rotl(x07+x06|0,13);x05^=rotl(x04+x07|0,18);x11^=rotl(x10+x09|0,7);x08^=rotl(x11+x10|0,9);x09^=rotl(x08+x11|0,13);x10^=rotl(
x09+x08|0,18);x12^=rotl(x15+x14|0,7);x13^=rotl(x12+x15|0,9);x14^=rotl(x13+x12|0,13);x15^=rotl(x14+x13|0,18)}out[oi++]=y00+x00|0;out[oi++]=y01+x01|0;out[oi++]=y02+
x02|0;out[oi++]=y03+x03|0;out[oi++]=y04+x04|0;out[oi++]=y05+x05|0;out[oi++]=y06+x06|0;out[oi++]=y07+x07|0;out[oi++]=y08+x08|0;out[oi++]=y09+x09|0;out[oi++]=y10+
x10|0;out[oi++]=y11+x11|0;out[oi++]=y12+x12|0;out[oi++]=y13+x13|0;out[oi++]=y14+x14|0;out[oi++]=y15+x15|0}function BlockMix(input,ii,out,oi,r){let head=oi+0;let tail=oi+
16*r;for(let i=0;i<16;i++)out[tail+i]=input[ii+(2*r-1)*16+i];for(let i=0;i<r;i++,head+=16,ii+=16){XorAndSalsa(out,tail,input,ii,out,head);if(i>0)tail+=16;XorAndSalsa(
out,head,input,ii+=16,out,tail)}}var SCRYPT_DEFAULT_MAXMEM=128*8*(2**20+1+1);function scryptInit(password,salt,_opts){const opts2=checkOpts({dkLen:32,asyncTick:10,
maxmem:SCRYPT_DEFAULT_MAXMEM},_opts);const{N:N2,r,p,dkLen,asyncTick,maxmem,onProgress}=opts2;anumber(N2,"N");anumber(r,"r");anumber(p,"p");anumber(dkLen,"dkLen");
anumber(asyncTick,"asyncTick");anumber(maxmem,"maxmem");if(onProgress!==void 0&&typeof onProgress!=="function")throw new Error('"onProgress" must be a function');
if(r<1)throw new Error('"r" expected integer >= 1');const blockSize=128*r;const blockSize32=blockSize/4;const pow32=Math.pow(2,32);if(N2<=1||(N2&N2-1)!==0||N2>pow32)
throw new Error('"N" expected a power of 2, and 2^1 <= N <= 2^32');if(p<1||p>(pow32-1)*32/blockSize)throw new Error('"p" expected integer 1..((2^32 - 1) * 32) /\
 (128 * r)');if(dkLen<1||dkLen>(pow32-1)*32)throw new Error('"dkLen" expected integer 1..(2^32 - 1) * 32');const memUsed=blockSize*(N2+p+1);if(memUsed>maxmem)throw new Error(
'"maxmem" limit was hit: memUsed(128*r*(N+p+1))='+memUsed+", maxmem="+maxmem);const B=pbkdf2(sha256,password,salt,{c:1,dkLen:blockSize*p});const B32=u32(B);const V=u32(
new Uint8Array(blockSize*N2));const tmp=u32(new Uint8Array(blockSize));let blockMixCb=()=>{};if(onProgress){const totalBlockMix=2*N2*p;const callbackPer=Math.max(
Math.floor(totalBlockMix/1e4),1);let blockMixCnt=0;blockMixCb=()=>{blockMixCnt++;if(onProgress&&(!(blockMixCnt%callbackPer)||blockMixCnt===totalBlockMix)){try{onProgress(
blockMixCnt/totalBlockMix)}catch(e){clean(B,V,tmp);throw e}}}}return{N:N2,r,p,dkLen,blockSize32,V,B32,B,tmp,blockMixCb,asyncTick}}function scryptOutput(password,dkLen,B,V,tmp){
const res=pbkdf2(sha256,password,B,{c:1,dkLen});clean(B,V,tmp);return res}function scrypt(password,salt,opts2){const{N:N2,r,p,dkLen,blockSize32,V,B32,B,tmp,blockMixCb}=scryptInit(
password,salt,opts2);swap32IfBE(B32);for(let pi=0;pi<p;pi++){const Pi=blockSize32*pi;for(let i=0;i<blockSize32;i++)V[i]=B32[Pi+i];for(let i=0,pos=0;i<N2-1;i++){
BlockMix(V,pos,V,pos+=blockSize32,r);blockMixCb()}BlockMix(V,(N2-1)*blockSize32,B32,Pi,r);blockMixCb();for(let i=0;i<N2;i++){const j=(B32[Pi+blockSize32-16]&N2-
1)>>>0;for(let k=0;k<blockSize32;k++)tmp[k]=B32[Pi+k]^V[j*blockSize32+k];BlockMix(tmp,0,B32,Pi,r);blockMixCb()}}swap32IfBE(B32);return scryptOutput(password,dkLen,
B,V,tmp)}function isBytes3(a){return a instanceof Uint8Array||ArrayBuffer.isView(a)&&a.constructor.name==="Uint8Array"&&"BYTES_PER_ELEMENT"in a&&a.BYTES_PER_ELEMENT===1}
var atitle2=title=>title?`"${title}" `:"";function abool(value,title=""){if(typeof value!=="boolean")throw new TypeError(atitle2(title)+"expected boolean, got t\
ype="+typeof value);return value}function anumber3(n,title=""){if(typeof n!=="number")throw new TypeError(atitle2(title)+"expected number, got "+typeof n);if(!Number.
isSafeInteger(n)||n<0)throw new RangeError(atitle2(title)+"expected integer >= 0, got "+n);return n}function abytes3(value,length,title=""){if(isBytes3(value)&&
(length===void 0||value.length===length))return value;if(length!==void 0)anumber3(length,"length");const bytes=isBytes3(value);const ofLen=length!==void 0?` of \
length ${length}`:"";const got=bytes?`length=${value.length}`:`type=${typeof value}`;const message=atitle2(title)+"expected Uint8Array"+ofLen+", got "+got;if(!bytes)
throw new TypeError(message);throw new RangeError(message)}var aobject2=(value,label)=>{if(value===null||typeof value!=="object"||Array.isArray(value))throw new TypeError(
label==="object"?"expected valid options object":`"${label}" expected object, got type=${typeof value}`)};function aexists2(instance,checkFinished=true){if(instance.
destroyed)throw new Error("hash was destroyed");if(checkFinished&&instance.finished)throw new Error("digest() was already called")}function aoutput2(out,instance){
abytes3(out,void 0,"output");const min=instance.outputLen;if(!(out.length>=min)){throw new RangeError('"output" expected length >= '+min)}}function u322(arr){return new Uint32Array(arr.buffer,arr.byteOffset,Math.floor(arr.byteLength/4))}function clean2(...arrays){for(let i=0;i<arrays.length;i++){arrays[i].
fill(0)}}function createView2(arr){return new DataView(arr.buffer,arr.byteOffset,arr.byteLength)}var isLE2=(()=>new Uint8Array(new Uint32Array([287454020]).buffer)[0]===
68)();function byteSwap2(word){return word<<24&4278190080|word<<8&16711680|word>>>8&65280|word>>>24&255}function byteSwap322(arr){for(let i=0;i<arr.length;i++){arr[i]=byteSwap2(arr[i])}return arr}var swap32IfBE2=isLE2?u=>u:byteSwap322;function overlapBytes(a,b){if(!a.byteLength||!b.byteLength)return false;return a.buffer===b.buffer&&a.byteOffset<b.byteOffset+b.byteLength&&b.byteOffset<a.byteOffset+
a.byteLength}function complexOverlapBytes(input,output){if(overlapBytes(input,output)&&input.byteOffset<output.byteOffset)throw new Error("complex overlap of in\
put and output is not supported")}function checkOpts2(defaults,opts2){aobject2(defaults,"defaults");aobject2(opts2,"opts");const merged=Object.assign(defaults,opts2);return merged}function equalBytes(a,b){
a=abytes3(a);b=abytes3(b);if(a.length!==b.length)return false;let diff=0;for(let i=0;i<a.length;i++)diff|=a[i]^b[i];return diff===0}function wrapMacConstructor(keyLen,macCons,fromMsg){
const mac=macCons;const getArgs=fromMsg||(()=>[]);const macC=(msg,key)=>mac(key,...getArgs(msg)).update(msg).digest();const tmp=mac(new Uint8Array(keyLen),...getArgs(
new Uint8Array(0)));macC.outputLen=tmp.outputLen;macC.blockLen=tmp.blockLen;macC.create=(key,...args)=>mac(key,...args);return macC}var wrapCipher=(params,constructor)=>{
function wrappedCipher(key,...args){abytes3(key,void 0,"key");if(params.nonceLength!==void 0){const nonce=args[0];abytes3(nonce,params.varSizeNonce?void 0:params.
nonceLength,"nonce")}const tagl=params.tagLength;const aadStart=params.nonceLength!==void 0?1:0;if(!params.withAAD){for(let i=aadStart;i<args.length;i++)if(isBytes3(
args[i]))throw new Error("AAD not supported")}if(params.withAAD&&args[aadStart]!==void 0)abytes3(args[aadStart],void 0,"AAD");const cipher=constructor(key,...args);
const checkOutput=(fnLength,output)=>{if(output!==void 0){if(fnLength!==2)throw new Error("cipher output not supported");abytes3(output,void 0,"output")}};let called=false;
const wrCipher={encrypt(data,output){if(called)throw new Error("cannot encrypt() twice with same key + nonce");called=true;abytes3(data,void 0,"data");checkOutput(
cipher.encrypt.length,output);return cipher.encrypt(data,output)},decrypt(data,output){abytes3(data,void 0,"data");if(tagl&&data.length<tagl)throw new Error('"c\
iphertext" expected length >= tagLength='+tagl);checkOutput(cipher.decrypt.length,output);return cipher.decrypt(data,output)}};return wrCipher}Object.assign(wrappedCipher,
params);return wrappedCipher};function getOutput(expectedLength,out,onlyAligned=true){if(out===void 0)return new Uint8Array(expectedLength);abytes3(out,expectedLength,
"output");if(onlyAligned&&!isAligned32(out))throw new Error("invalid output, must be aligned");return out}function u64Lengths(dataLength,aadLength,isLE4){anumber3(
dataLength);anumber3(aadLength);abool(isLE4);const num=new Uint8Array(16);const view=createView2(num);view.setBigUint64(0,BigInt(aadLength),isLE4);view.setBigUint64(
8,BigInt(dataLength),isLE4);return num}function isAligned32(bytes){return bytes.byteOffset%4===0}function copyBytes(bytes){return Uint8Array.from(abytes3(bytes))}var encodeStr=str=>Uint8Array.from(str.split(""),c=>c.charCodeAt(0));var sigma16_32=(()=>swap32IfBE2(u322(encodeStr("expand 16-byte k"))))();var sigma32_32=(()=>swap32IfBE2(
u322(encodeStr("expand 32-byte k"))))();function rotl2(a,b){return a<<b|a>>>32-b}var BLOCK_LEN=64;var BLOCK_LEN32=16;var MAX_COUNTER=(()=>2**32-1)();var U32_EMPTY=Uint32Array.
of();function runCipher(core,sigma,key,nonce,data,output,counter,rounds){const len=data.length;const block=new Uint8Array(BLOCK_LEN);const b32=u322(block);const isAligned=isLE2&&
isAligned32(data)&&isAligned32(output);const d32=isAligned?u322(data):U32_EMPTY;const o32=isAligned?u322(output):U32_EMPTY;if(!isLE2){for(let pos=0;pos<len;counter++){
core(sigma,key,nonce,b32,counter,rounds);swap32IfBE2(b32);if(counter>=MAX_COUNTER)throw new Error("arx: counter overflow");const take=Math.min(BLOCK_LEN,len-pos);
for(let j=0,posj;j<take;j++){posj=pos+j;output[posj]=data[posj]^block[j]}pos+=take}return}for(let pos=0;pos<len;counter++){core(sigma,key,nonce,b32,counter,rounds);
if(counter>=MAX_COUNTER)throw new Error("arx: counter overflow");const take=Math.min(BLOCK_LEN,len-pos);if(isAligned&&take===BLOCK_LEN){const pos32=pos/4;if(pos%
4!==0)throw new Error("arx: invalid block position");for(let j=0,posj;j<BLOCK_LEN32;j++){posj=pos32+j;o32[posj]=d32[posj]^b32[j]}pos+=BLOCK_LEN;continue}for(let j=0,
posj;j<take;j++){posj=pos+j;output[posj]=data[posj]^block[j]}pos+=take}}function createCipher(core,opts2){const{allowShortKeys,extendNonceFn,counterLength,counterRight,
rounds}=checkOpts2({allowShortKeys:false,counterLength:8,counterRight:false,rounds:20},opts2);if(typeof core!=="function")throw new Error("core must be a functi\
on");anumber3(counterLength);anumber3(rounds);abool(counterRight);abool(allowShortKeys);return(key,nonce,data,output,counter=0)=>{abytes3(key,void 0,"key");abytes3(
nonce,void 0,"nonce");abytes3(data,void 0,"data");const len=data.length;const hasOutput=output!==void 0;output=getOutput(len,output,false);if(hasOutput)complexOverlapBytes(
data,output);anumber3(counter);if(counter<0||counter>=MAX_COUNTER)throw new Error("arx: counter overflow");const toClean=[];let l=key.length;let k;let sigma;if(l===
32){toClean.push(k=copyBytes(key));sigma=sigma32_32}else if(l===16&&allowShortKeys){k=new Uint8Array(32);k.set(key);k.set(key,16);sigma=sigma16_32;toClean.push(
k)}else{abytes3(key,32,"arx key");throw new Error("invalid key size")}if(!isLE2||!isAligned32(nonce))toClean.push(nonce=copyBytes(nonce));let k32=u322(k);if(extendNonceFn){
if(nonce.length!==24)throw new Error("arx: extended nonce must be 24 bytes");const n16=nonce.subarray(0,16);if(isLE2)extendNonceFn(sigma,k32,u322(n16),k32);else{
const sigmaRaw=swap32IfBE2(Uint32Array.from(sigma));extendNonceFn(sigmaRaw,k32,u322(n16),k32);clean2(sigmaRaw);swap32IfBE2(k32)}nonce=nonce.subarray(16)}else if(!isLE2)
swap32IfBE2(k32);const nonceNcLen=16-counterLength;if(nonceNcLen!==nonce.length)throw new Error(`arx: nonce must be ${nonceNcLen} or 16 bytes`);if(nonceNcLen!==
12){const nc=new Uint8Array(12);nc.set(nonce,counterRight?0:12-nonce.length);nonce=nc;toClean.push(nonce)}const n32=swap32IfBE2(u322(nonce));try{runCipher(core,
sigma,k32,n32,data,output,counter,rounds);return output}finally{clean2(...toClean)}}}function u8to16(a,i){return a[i++]&255|(a[i++]&255)<<8}var Poly1305=class{blockLen=16;outputLen=16;buffer=new Uint8Array(16);r=new Uint16Array(10);h=new Uint16Array(
10);pad=new Uint16Array(8);pos=0;finished=false;destroyed=false;constructor(key){key=copyBytes(abytes3(key,32,"key"));const t0=u8to16(key,0);const t1=u8to16(key,
2);const t2=u8to16(key,4);const t3=u8to16(key,6);const t4=u8to16(key,8);const t5=u8to16(key,10);const t6=u8to16(key,12);const t7=u8to16(key,14);this.r[0]=t0&8191;
this.r[1]=(t0>>>13|t1<<3)&8191;this.r[2]=(t1>>>10|t2<<6)&7939;this.r[3]=(t2>>>7|t3<<9)&8191;this.r[4]=(t3>>>4|t4<<12)&255;this.r[5]=t4>>>1&8190;this.r[6]=(t4>>>
14|t5<<2)&8191;this.r[7]=(t5>>>11|t6<<5)&8065;this.r[8]=(t6>>>8|t7<<8)&8191;this.r[9]=t7>>>5&127;for(let i=0;i<8;i++)this.pad[i]=u8to16(key,16+2*i)}process(data,offset,isLast=false){
const hibit=isLast?0:1<<11;const{h,r}=this;const r0=r[0];const r1=r[1];const r2=r[2];const r3=r[3];const r4=r[4];const r5=r[5];const r6=r[6];const r7=r[7];const r8=r[8];
const r9=r[9];const t0=u8to16(data,offset+0);const t1=u8to16(data,offset+2);const t2=u8to16(data,offset+4);const t3=u8to16(data,offset+6);const t4=u8to16(data,offset+
8);const t5=u8to16(data,offset+10);const t6=u8to16(data,offset+12);const t7=u8to16(data,offset+14);let h0=h[0]+(t0&8191);let h1=h[1]+((t0>>>13|t1<<3)&8191);let h2=h[2]+
((t1>>>10|t2<<6)&8191);let h3=h[3]+((t2>>>7|t3<<9)&8191);let h4=h[4]+((t3>>>4|t4<<12)&8191);let h5=h[5]+(t4>>>1&8191);let h6=h[6]+((t4>>>14|t5<<2)&8191);let h7=h[7]+
((t5>>>11|t6<<5)&8191);let h8=h[8]+((t6>>>8|t7<<8)&8191);let h9=h[9]+(t7>>>5|hibit);let c=0;let d0=c+h0*r0+h1*(5*r9)+h2*(5*r8)+h3*(5*r7)+h4*(5*r6);c=d0>>>13;d0&=
8191;d0+=h5*(5*r5)+h6*(5*r4)+h7*(5*r3)+h8*(5*r2)+h9*(5*r1);c+=d0>>>13;d0&=8191;let d1=c+h0*r1+h1*r0+h2*(5*r9)+h3*(5*r8)+h4*(5*r7);c=d1>>>13;d1&=8191;d1+=h5*(5*r6)+
h6*(5*r5)+h7*(5*r4)+h8*(5*r3)+h9*(5*r2);c+=d1>>>13;d1&=8191;let d2=c+h0*r2+h1*r1+h2*r0+h3*(5*r9)+h4*(5*r8);c=d2>>>13;d2&=8191;d2+=h5*(5*r7)+h6*(5*r6)+h7*(5*r5)+
h8*(5*r4)+h9*(5*r3);c+=d2>>>13;d2&=8191;let d3=c+h0*r3+h1*r2+h2*r1+h3*r0+h4*(5*r9);c=d3>>>13;d3&=8191;d3+=h5*(5*r8)+h6*(5*r7)+h7*(5*r6)+h8*(5*r5)+h9*(5*r4);c+=d3>>>
13;d3&=8191;let d4=c+h0*r4+h1*r3+h2*r2+h3*r1+h4*r0;c=d4>>>13;d4&=8191;d4+=h5*(5*r9)+h6*(5*r8)+h7*(5*r7)+h8*(5*r6)+h9*(5*r5);c+=d4>>>13;d4&=8191;let d5=c+h0*r5+h1*
r4+h2*r3+h3*r2+h4*r1;c=d5>>>13;d5&=8191;d5+=h5*r0+h6*(5*r9)+h7*(5*r8)+h8*(5*r7)+h9*(5*r6);c+=d5>>>13;d5&=8191;let d6=c+h0*r6+h1*r5+h2*r4+h3*r3+h4*r2;c=d6>>>13;d6&=
8191;d6+=h5*r1+h6*r0+h7*(5*r9)+h8*(5*r8)+h9*(5*r7);c+=d6>>>13;d6&=8191;let d7=c+h0*r7+h1*r6+h2*r5+h3*r4+h4*r3;c=d7>>>13;d7&=8191;d7+=h5*r2+h6*r1+h7*r0+h8*(5*r9)+
h9*(5*r8);c+=d7>>>13;d7&=8191;let d8=c+h0*r8+h1*r7+h2*r6+h3*r5+h4*r4;c=d8>>>13;d8&=8191;d8+=h5*r3+h6*r2+h7*r1+h8*r0+h9*(5*r9);c+=d8>>>13;d8&=8191;let d9=c+h0*r9+
h1*r8+h2*r7+h3*r6+h4*r5;c=d9>>>13;d9&=8191;d9+=h5*r4+h6*r3+h7*r2+h8*r1+h9*r0;c+=d9>>>13;d9&=8191;c=(c<<2)+c|0;c=c+d0|0;d0=c&8191;c=c>>>13;d1+=c;h[0]=d0;h[1]=d1;
h[2]=d2;h[3]=d3;h[4]=d4;h[5]=d5;h[6]=d6;h[7]=d7;h[8]=d8;h[9]=d9}finalize(){const{h,pad}=this;const g=new Uint16Array(10);let c=h[1]>>>13;h[1]&=8191;for(let i=2;i<
10;i++){h[i]+=c;c=h[i]>>>13;h[i]&=8191}h[0]+=c*5;c=h[0]>>>13;h[0]&=8191;h[1]+=c;c=h[1]>>>13;h[1]&=8191;h[2]+=c;g[0]=h[0]+5;c=g[0]>>>13;g[0]&=8191;for(let i=1;i<
10;i++){g[i]=h[i]+c;c=g[i]>>>13;g[i]&=8191}g[9]-=1<<13;let mask=(c^1)-1;for(let i=0;i<10;i++)g[i]&=mask;mask=~mask;for(let i=0;i<10;i++)h[i]=h[i]&mask|g[i];h[0]=
(h[0]|h[1]<<13)&65535;h[1]=(h[1]>>>3|h[2]<<10)&65535;h[2]=(h[2]>>>6|h[3]<<7)&65535;h[3]=(h[3]>>>9|h[4]<<4)&65535;h[4]=(h[4]>>>12|h[5]<<1|h[6]<<14)&65535;h[5]=(h[6]>>>
2|h[7]<<11)&65535;h[6]=(h[7]>>>5|h[8]<<8)&65535;h[7]=(h[8]>>>8|h[9]<<5)&65535;let f=h[0]+pad[0];h[0]=f&65535;for(let i=1;i<8;i++){f=(h[i]+pad[i]|0)+(f>>>16)|0;h[i]=
f&65535}clean2(g)}update(data){aexists2(this);abytes3(data);data=copyBytes(data);const{buffer,blockLen}=this;const len=data.length;for(let pos=0;pos<len;){const take=Math.
min(blockLen-this.pos,len-pos);if(take===blockLen){for(;blockLen<=len-pos;pos+=blockLen)this.process(data,pos);continue}buffer.set(data.subarray(pos,pos+take),this.
pos);this.pos+=take;pos+=take;if(this.pos===blockLen){this.process(buffer,0,false);this.pos=0}}return this}destroy(){this.destroyed=true;clean2(this.h,this.r,this.
buffer,this.pad)}digestInto(out){aexists2(this);aoutput2(out,this);this.finished=true;const{buffer,h}=this;let{pos}=this;if(pos){buffer[pos++]=1;for(;pos<16;pos++)
buffer[pos]=0;this.process(buffer,0,true)}this.finalize();let opos=0;for(let i=0;i<8;i++){out[opos++]=h[i]>>>0;out[opos++]=h[i]>>>8}}digest(){const{buffer,outputLen}=this;
this.digestInto(buffer);const res=buffer.slice(0,outputLen);this.destroy();return res}};var poly1305=wrapMacConstructor(32,key=>new Poly1305(key));function chachaCore(s,k,n,out,cnt,rounds=20){let y00=s[0],y01=s[1],y02=s[2],y03=s[3],y04=k[0],y05=k[1],y06=k[2],y07=k[3],y08=k[4],y09=k[5],y10=k[6],y11=k[7],y12=cnt,
y13=n[0],y14=n[1],y15=n[2];let x00=y00,x01=y01,x02=y02,x03=y03,x04=y04,x05=y05,x06=y06,x07=y07,x08=y08,x09=y09,x10=y10,x11=y11,x12=y12,x13=y13,x14=y14,x15=y15;for(let r=0;r<
rounds;r+=2){x00=x00+x04|0;x12=rotl2(x12^x00,16);x08=x08+x12|0;x04=rotl2(x04^x08,12);x00=x00+x04|0;x12=rotl2(x12^x00,8);x08=x08+x12|0;x04=rotl2(x04^x08,7);x01=x01+
x05|0;x13=rotl2(x13^x01,16);x09=x09+x13|0;x05=rotl2(x05^x09,12);x01=x01+x05|0;x13=rotl2(x13^x01,8);x09=x09+x13|0;x05=rotl2(x05^x09,7);x02=x02+x06|0;x14=rotl2(x14^
x02,16);x10=x10+x14|0;x06=rotl2(x06^x10,12);x02=x02+x06|0;x14=rotl2(x14^x02,8);x10=x10+x14|0;x06=rotl2(x06^x10,7);x03=x03+x07|0;x15=rotl2(x15^x03,16);x11=x11+x15|
0;x07=rotl2(x07^x11,12);x03=x03+x07|0;x15=rotl2(x15^x03,8);x11=x11+x15|0;x07=rotl2(x07^x11,7);x00=x00+x05|0;x15=rotl2(x15^x00,16);x10=x10+x15|0;x05=rotl2(x05^x10,
12);x00=x00+x05|0;x15=rotl2(x15^x00,8);x10=x10+x15|0;x05=rotl2(x05^x10,7);x01=x01+x06|0;x12=rotl2(x12^x01,16);x11=x11+x12|0;x06=rotl2(x06^x11,12);x01=x01+x06|0;
x12=rotl2(x12^x01,8);x11=x11+x12|0;x06=rotl2(x06^x11,7);x02=x02+x07|0;x13=rotl2(x13^x02,16);x08=x08+x13|0;x07=rotl2(x07^x08,12);x02=x02+x07|0;x13=rotl2(x13^x02,
8);x08=x08+x13|0;x07=rotl2(x07^x08,7);x03=x03+x04|0;x14=rotl2(x14^x03,16);x09=x09+x14|0;x04=rotl2(x04^x09,12);x03=x03+x04|0;x14=rotl2(x14^x03,8);x09=x09+x14|0;x04=
rotl2(x04^x09,7)}let oi=0;out[oi++]=y00+x00|0;out[oi++]=y01+x01|0;out[oi++]=y02+x02|0;out[oi++]=y03+x03|0;out[oi++]=y04+x04|0;out[oi++]=y05+x05|0;out[oi++]=y06+
x06|0;out[oi++]=y07+x07|0;out[oi++]=y08+x08|0;out[oi++]=y09+x09|0;out[oi++]=y10+x10|0;out[oi++]=y11+x11|0;out[oi++]=y12+x12|0;out[oi++]=y13+x13|0;out[oi++]=y14+
x14|0;out[oi++]=y15+x15|0}var chacha20=createCipher(chachaCore,{counterRight:false,counterLength:4,allowShortKeys:false});var ZEROS16=new Uint8Array(16);var updatePadded=(h,msg)=>{h.update(msg);const leftover=msg.length%16;if(leftover)h.update(ZEROS16.subarray(leftover))};var ZEROS32=new Uint8Array(
32);function computeTag(fn,key,nonce,ciphertext,AAD){if(AAD!==void 0)abytes3(AAD,void 0,"AAD");const authKey=fn(key,nonce,ZEROS32);const lengths=u64Lengths(ciphertext.
length,AAD?AAD.length:0,true);const h=poly1305.create(authKey);if(AAD)updatePadded(h,AAD);updatePadded(h,ciphertext);h.update(lengths);const res=h.digest();clean2(
authKey,lengths);return res}var _poly1305_aead=xorStream=>(key,nonce,AAD)=>{const tagLength=16;return{encrypt(plaintext,output){const plength=plaintext.length;output=
getOutput(plength+tagLength,output,false);output.set(plaintext);const oPlain=output.subarray(0,-tagLength);xorStream(key,nonce,oPlain,oPlain,1);const tag=computeTag(
xorStream,key,nonce,oPlain,AAD);output.set(tag,plength);clean2(tag);return output},decrypt(ciphertext,output){output=getOutput(ciphertext.length-tagLength,output,
false);const data=ciphertext.subarray(0,-tagLength);const passedTag=ciphertext.subarray(-tagLength);const tag=computeTag(xorStream,key,nonce,data,AAD);if(!equalBytes(
passedTag,tag)){clean2(tag);throw new Error("invalid tag")}output.set(ciphertext.subarray(0,-tagLength));xorStream(key,nonce,output,output,1);clean2(tag);return output}}};
var chacha20poly1305=wrapCipher({blockSize:64,nonceLength:12,tagLength:16,withAAD:true},_poly1305_aead(chacha20));function isBytes4(a){return a instanceof Uint8Array||ArrayBuffer.isView(a)&&a.constructor.name==="Uint8Array"}function anumber4(n,title=""){if(!Number.isSafeInteger(
n)||n<0){const prefix=title&&`"${title}" `;throw new Error(`${prefix}expected integer >= 0, got ${n}`)}}function abytes4(value,length,title=""){const bytes=isBytes4(
value);const len=value?.length;const needsLen=length!==void 0;if(!bytes||needsLen&&len!==length){const prefix=title&&`"${title}" `;const ofLen=needsLen?` of len\
gth ${length}`:"";const got=bytes?`length=${len}`:`type=${typeof value}`;throw new Error(prefix+"expected Uint8Array"+ofLen+", got "+got)}return value}function ahash2(h){
if(typeof h!=="function"||typeof h.create!=="function")throw new Error("Hash must wrapped by utils.createHasher");anumber4(h.outputLen);anumber4(h.blockLen)}function aexists3(instance,checkFinished=true){
if(instance.destroyed)throw new Error("Hash instance has been destroyed");if(checkFinished&&instance.finished)throw new Error("Hash#digest() has already been ca\
lled")}function aoutput3(out,instance){abytes4(out,void 0,"digestInto() output");const min=instance.outputLen;if(out.length<min){throw new Error('"digestInto() \
output" expected to be of length >='+min)}}function u323(arr){return new Uint32Array(arr.buffer,arr.byteOffset,Math.floor(arr.byteLength/4))}function clean3(...arrays){for(let i=0;i<arrays.length;i++){arrays[i].
fill(0)}}function createView3(arr){return new DataView(arr.buffer,arr.byteOffset,arr.byteLength)}function rotr2(word,shift){return word<<32-shift|word>>>shift}var isLE3=(()=>new Uint8Array(new Uint32Array([287454020]).buffer)[0]===68)();function byteSwap3(word){return word<<24&4278190080|word<<8&16711680|word>>>8&65280|
word>>>24&255}function byteSwap323(arr){for(let i=0;i<arr.length;i++){arr[i]=byteSwap3(arr[i])}return arr}var swap32IfBE3=isLE3?u=>u:byteSwap323;var hasHexBuiltin2=(()=>typeof Uint8Array.
from([]).toHex==="function"&&typeof Uint8Array.fromHex==="function")();var hexes2=Array.from({length:256},(_,i)=>i.toString(16).padStart(2,"0"));function bytesToHex2(bytes){
abytes4(bytes);if(hasHexBuiltin2)return bytes.toHex();let hex="";for(let i=0;i<bytes.length;i++){hex+=hexes2[bytes[i]]}return hex}var asciis={_0:48,_9:57,A:65,F:70,
a:97,f:102};function asciiToBase162(ch){if(ch>=asciis._0&&ch<=asciis._9)return ch-asciis._0;if(ch>=asciis.A&&ch<=asciis.F)return ch-(asciis.A-10);if(ch>=asciis.
a&&ch<=asciis.f)return ch-(asciis.a-10);return}function hexToBytes2(hex){if(typeof hex!=="string")throw new Error("hex string expected, got "+typeof hex);if(hasHexBuiltin2)
return Uint8Array.fromHex(hex);const hl=hex.length;const al=hl/2;if(hl%2)throw new Error("hex string expected, got unpadded hex of length "+hl);const array=new Uint8Array(
al);for(let ai=0,hi=0;ai<al;ai++,hi+=2){const n1=asciiToBase162(hex.charCodeAt(hi));const n2=asciiToBase162(hex.charCodeAt(hi+1));if(n1===void 0||n2===void 0){const char=hex[hi]+
hex[hi+1];throw new Error('hex string expected, got non-hex character "'+char+'" at index '+hi)}array[ai]=n1*16+n2}return array}function concatBytes2(...arrays){let sum=0;for(let i=0;i<arrays.length;i++){const a=arrays[i];abytes4(a);sum+=a.length}const res=new Uint8Array(sum);for(let i=0,
pad=0;i<arrays.length;i++){const a=arrays[i];res.set(a,pad);pad+=a.length}return res}function createHasher2(hashCons,info={}){const hashC=(msg,opts2)=>hashCons(opts2).update(msg).digest();const tmp=hashCons(void 0);hashC.outputLen=tmp.outputLen;
hashC.blockLen=tmp.blockLen;hashC.create=opts2=>hashCons(opts2);Object.assign(hashC,info);return Object.freeze(hashC)}function randomBytes3(bytesLength=32){const cr=typeof globalThis===
"object"?globalThis.crypto:null;if(typeof cr?.getRandomValues!=="function")throw new Error("crypto.getRandomValues must be defined");return cr.getRandomValues(new Uint8Array(
bytesLength))}var oidNist2=suffix=>({oid:Uint8Array.from([6,9,96,134,72,1,101,3,4,2,suffix])});var _0n=BigInt(0);var _1n=BigInt(1);function abool2(value,title=""){if(typeof value!=="boolean"){const prefix=title&&`"${title}" `;throw new Error(prefix+"expec\
ted boolean, got type="+typeof value)}return value}function abignumber(n){if(typeof n==="bigint"){if(!isPosBig(n))throw new Error("positive bigint expected, got\
 "+n)}else anumber4(n);return n}function numberToHexUnpadded(num){const hex=abignumber(num).toString(16);return hex.length&1?"0"+hex:hex}function hexToNumber(hex){if(typeof hex!=="string")throw new Error(
"hex string expected, got "+typeof hex);return hex===""?_0n:BigInt("0x"+hex)}function bytesToNumberBE(bytes){return hexToNumber(bytesToHex2(bytes))}function bytesToNumberLE(bytes){
return hexToNumber(bytesToHex2(copyBytes2(abytes4(bytes)).reverse()))}function numberToBytesBE(n,len){anumber4(len);n=abignumber(n);const res=hexToBytes2(n.toString(
16).padStart(len*2,"0"));if(res.length!==len)throw new Error("number too large");return res}function numberToBytesLE(n,len){return numberToBytesBE(n,len).reverse()}function copyBytes2(bytes){return Uint8Array.from(bytes)}function asciiToBytes(ascii){return Uint8Array.from(ascii,(c,i)=>{const charCode=c.charCodeAt(0);if(c.length!==
1||charCode>127){throw new Error(`string contains non-ASCII character "${ascii[i]}" with code ${charCode} at position ${i}`)}return charCode})}var isPosBig=n=>typeof n===
"bigint"&&_0n<=n;function inRange(n,min,max){return isPosBig(n)&&isPosBig(min)&&isPosBig(max)&&min<=n&&n<max}function aInRange(title,n,min,max){if(!inRange(n,min,
max))throw new Error("expected valid "+title+": "+min+" <= n < "+max+", got "+n)}function bitLen(n){let len;for(len=0;n>_0n;n>>=_1n,len+=1);return len}var bitMask=n=>(_1n<<BigInt(n))-_1n;function createHmacDrbg(hashLen,qByteLen,hmacFn){anumber4(hashLen,"hashLen");anumber4(qByteLen,"qByteLen");if(typeof hmacFn!==
"function")throw new Error("hmacFn must be a function");const u8n=len=>new Uint8Array(len);const NULL=Uint8Array.of();const byte0=Uint8Array.of(0);const byte1=Uint8Array.
of(1);const _maxDrbgIters=1e3;let v=u8n(hashLen);let k=u8n(hashLen);let i=0;const reset=()=>{v.fill(1);k.fill(0);i=0};const h=(...msgs)=>hmacFn(k,concatBytes2(v,
...msgs));const reseed=(seed=NULL)=>{k=h(byte0,seed);v=h();if(seed.length===0)return;k=h(byte1,seed);v=h()};const gen=()=>{if(i++>=_maxDrbgIters)throw new Error(
"drbg: tried max amount of iterations");let len=0;const out=[];while(len<qByteLen){v=h();const sl=v.slice();out.push(sl);len+=v.length}return concatBytes2(...out)};
const genUntil=(seed,pred)=>{reset();reseed(seed);let res=void 0;while(!(res=pred(gen())))reseed();reset();return res};return genUntil}function validateObject(object,fields={},optFields={}){
if(!object||typeof object!=="object")throw new Error("expected valid options object");function checkField(fieldName,expectedType,isOpt){const val=object[fieldName];
if(isOpt&&val===void 0)return;const current=typeof val;if(current!==expectedType||val===null)throw new Error(`param "${fieldName}" is invalid: expected ${expectedType}\
, got ${current}`)}const iter=(f,isOpt)=>Object.entries(f).forEach(([k,v])=>checkField(k,v,isOpt));iter(fields,false);iter(optFields,true)}function memoized(fn){const map=new WeakMap;return(arg,...args)=>{const val=map.get(arg);if(val!==void 0)return val;const computed=fn(arg,...args);map.set(arg,computed);
return computed}}var _0n2=BigInt(0);var _1n2=BigInt(1);var _2n=BigInt(2);var _3n=BigInt(3);var _4n=BigInt(4);var _5n=BigInt(5);var _7n=BigInt(7);var _8n=BigInt(8);var _9n=BigInt(
9);var _16n=BigInt(16);function mod(a,b){const result=a%b;return result>=_0n2?result:b+result}function pow2(x,power,modulo){let res=x;while(power-- >_0n2){res*=res;res%=modulo}return res}function invert(number,modulo){if(number===_0n2)throw new Error("in\
vert: expected non-zero number");if(modulo<=_0n2)throw new Error("invert: expected positive modulus, got "+modulo);let a=mod(number,modulo);let b=modulo;let x=_0n2,
y=_1n2,u=_1n2,v=_0n2;while(a!==_0n2){const q=b/a;const r=b%a;const m=x-u*q;const n=y-v*q;b=a,a=r,x=u,y=v,u=m,v=n}const gcd=b;if(gcd!==_1n2)throw new Error("inve\
rt: does not exist");return mod(x,modulo)}function assertIsSquare(Fp,root,n){if(!Fp.eql(Fp.sqr(root),n))throw new Error("Cannot find square root")}function sqrt3mod4(Fp,n){
const p1div4=(Fp.ORDER+_1n2)/_4n;const root=Fp.pow(n,p1div4);assertIsSquare(Fp,root,n);return root}function sqrt5mod8(Fp,n){const p5div8=(Fp.ORDER-_5n)/_8n;const n2=Fp.
mul(n,_2n);const v=Fp.pow(n2,p5div8);const nv=Fp.mul(n,v);const i=Fp.mul(Fp.mul(nv,_2n),v);const root=Fp.mul(nv,Fp.sub(i,Fp.ONE));assertIsSquare(Fp,root,n);return root}
function sqrt9mod16(P){const Fp_=Field(P);const tn=tonelliShanks(P);const c1=tn(Fp_,Fp_.neg(Fp_.ONE));const c2=tn(Fp_,c1);const c3=tn(Fp_,Fp_.neg(c1));const c4=(P+
_7n)/_16n;return(Fp,n)=>{let tv1=Fp.pow(n,c4);let tv2=Fp.mul(tv1,c1);const tv3=Fp.mul(tv1,c2);const tv4=Fp.mul(tv1,c3);const e1=Fp.eql(Fp.sqr(tv2),n);const e2=Fp.
eql(Fp.sqr(tv3),n);tv1=Fp.cmov(tv1,tv2,e1);tv2=Fp.cmov(tv4,tv3,e2);const e3=Fp.eql(Fp.sqr(tv2),n);const root=Fp.cmov(tv1,tv2,e3);assertIsSquare(Fp,root,n);return root}}
function tonelliShanks(P){if(P<_3n)throw new Error("sqrt is not defined for small field");let Q2=P-_1n2;let S=0;while(Q2%_2n===_0n2){Q2/=_2n;S++}let Z=_2n;const _Fp=Field(
P);while(FpLegendre(_Fp,Z)===1){if(Z++>1e3)throw new Error("Cannot find square root: probably non-prime P")}if(S===1)return sqrt3mod4;let cc=_Fp.pow(Z,Q2);const Q1div2=(Q2+
_1n2)/_2n;return function tonelliSlow(Fp,n){if(Fp.is0(n))return n;if(FpLegendre(Fp,n)!==1)throw new Error("Cannot find square root");let M=S;let c=Fp.mul(Fp.ONE,
cc);let t=Fp.pow(n,Q2);let R=Fp.pow(n,Q1div2);while(!Fp.eql(t,Fp.ONE)){if(Fp.is0(t))return Fp.ZERO;let i=1;let t_tmp=Fp.sqr(t);while(!Fp.eql(t_tmp,Fp.ONE)){i++;
t_tmp=Fp.sqr(t_tmp);if(i===M)throw new Error("Cannot find square root")}const exponent=_1n2<<BigInt(M-i-1);const b=Fp.pow(c,exponent);M=i;c=Fp.sqr(b);t=Fp.mul(t,
c);R=Fp.mul(R,b)}return R}}function FpSqrt(P){if(P%_4n===_3n)return sqrt3mod4;if(P%_8n===_5n)return sqrt5mod8;if(P%_16n===_9n)return sqrt9mod16(P);return tonelliShanks(
P)}var FIELD_FIELDS=["create","isValid","is0","neg","inv","sqrt","sqr","eql","add","sub","mul","pow","div","addN","subN","mulN","sqrN"];function validateField(field){
const initial={ORDER:"bigint",BYTES:"number",BITS:"number"};const opts2=FIELD_FIELDS.reduce((map,val)=>{map[val]="function";return map},initial);validateObject(
field,opts2);return field}function FpPow(Fp,num,power){if(power<_0n2)throw new Error("invalid exponent, negatives unsupported");if(power===_0n2)return Fp.ONE;if(power===
_1n2)return num;let p=Fp.ONE;let d=num;while(power>_0n2){if(power&_1n2)p=Fp.mul(p,d);d=Fp.sqr(d);power>>=_1n2}return p}function FpInvertBatch(Fp,nums,passZero=false){
const inverted=new Array(nums.length).fill(passZero?Fp.ZERO:void 0);const multipliedAcc=nums.reduce((acc,num,i)=>{if(Fp.is0(num))return acc;inverted[i]=acc;return Fp.
mul(acc,num)},Fp.ONE);const invertedAcc=Fp.inv(multipliedAcc);nums.reduceRight((acc,num,i)=>{if(Fp.is0(num))return acc;inverted[i]=Fp.mul(acc,inverted[i]);return Fp.
mul(acc,num)},invertedAcc);return inverted}function FpLegendre(Fp,n){const p1mod2=(Fp.ORDER-_1n2)/_2n;const powered=Fp.pow(n,p1mod2);const yes=Fp.eql(powered,Fp.ONE);const zero=Fp.eql(powered,Fp.ZERO);const no=Fp.
eql(powered,Fp.neg(Fp.ONE));if(!yes&&!zero&&!no)throw new Error("invalid Legendre symbol result");return yes?1:zero?0:-1}function nLength(n,nBitLength){if(nBitLength!==void 0)anumber4(nBitLength);const _nBitLength=nBitLength!==void 0?nBitLength:n.toString(2).length;const nByteLength=Math.
ceil(_nBitLength/8);return{nBitLength:_nBitLength,nByteLength}}var _Field=class{ORDER;BITS;BYTES;isLE;ZERO=_0n2;ONE=_1n2;_lengths;_sqrt;_mod;constructor(ORDER,opts2={}){
if(ORDER<=_0n2)throw new Error("invalid field: expected ORDER > 0, got "+ORDER);let _nbitLength=void 0;this.isLE=false;if(opts2!=null&&typeof opts2==="object"){
if(typeof opts2.BITS==="number")_nbitLength=opts2.BITS;if(typeof opts2.sqrt==="function")this.sqrt=opts2.sqrt;if(typeof opts2.isLE==="boolean")this.isLE=opts2.isLE;
if(opts2.allowedLengths)this._lengths=opts2.allowedLengths?.slice();if(typeof opts2.modFromBytes==="boolean")this._mod=opts2.modFromBytes}const{nBitLength,nByteLength}=nLength(
ORDER,_nbitLength);if(nByteLength>2048)throw new Error("invalid field: expected ORDER of <= 2048 bytes");this.ORDER=ORDER;this.BITS=nBitLength;this.BYTES=nByteLength;
this._sqrt=void 0;Object.preventExtensions(this)}create(num){return mod(num,this.ORDER)}isValid(num){if(typeof num!=="bigint")throw new Error("invalid field ele\
ment: expected bigint, got "+typeof num);return _0n2<=num&&num<this.ORDER}is0(num){return num===_0n2}isValidNot0(num){return!this.is0(num)&&this.isValid(num)}isOdd(num){
return(num&_1n2)===_1n2}neg(num){return mod(-num,this.ORDER)}eql(lhs,rhs){return lhs===rhs}sqr(num){return mod(num*num,this.ORDER)}add(lhs,rhs){return mod(lhs+rhs,
this.ORDER)}sub(lhs,rhs){return mod(lhs-rhs,this.ORDER)}mul(lhs,rhs){return mod(lhs*rhs,this.ORDER)}pow(num,power){return FpPow(this,num,power)}div(lhs,rhs){return mod(
lhs*invert(rhs,this.ORDER),this.ORDER)}sqrN(num){return num*num}addN(lhs,rhs){return lhs+rhs}subN(lhs,rhs){return lhs-rhs}mulN(lhs,rhs){return lhs*rhs}inv(num){
return invert(num,this.ORDER)}sqrt(num){if(!this._sqrt)this._sqrt=FpSqrt(this.ORDER);return this._sqrt(this,num)}toBytes(num){return this.isLE?numberToBytesLE(num,
this.BYTES):numberToBytesBE(num,this.BYTES)}fromBytes(bytes,skipValidation=false){abytes4(bytes);const{_lengths:allowedLengths,BYTES,isLE:isLE4,ORDER,_mod:modFromBytes}=this;
if(allowedLengths){if(!allowedLengths.includes(bytes.length)||bytes.length>BYTES){throw new Error("Field.fromBytes: expected "+allowedLengths+" bytes, got "+bytes.
length)}const padded=new Uint8Array(BYTES);padded.set(bytes,isLE4?0:padded.length-bytes.length);bytes=padded}if(bytes.length!==BYTES)throw new Error("Field.from\
Bytes: expected "+BYTES+" bytes, got "+bytes.length);let scalar=isLE4?bytesToNumberLE(bytes):bytesToNumberBE(bytes);if(modFromBytes)scalar=mod(scalar,ORDER);if(!skipValidation){
if(!this.isValid(scalar))throw new Error("invalid field element: outside of range 0..ORDER")}return scalar}invertBatch(lst){return FpInvertBatch(this,lst)}cmov(a,b,condition){
return condition?b:a}};function Field(ORDER,opts2={}){return new _Field(ORDER,opts2)}function getFieldBytesLength(fieldOrder){if(typeof fieldOrder!=="bigint")throw new Error("field order must be bigint");const bitLength=fieldOrder.toString(2).length;
return Math.ceil(bitLength/8)}function getMinHashLength(fieldOrder){const length=getFieldBytesLength(fieldOrder);return length+Math.ceil(length/2)}function mapHashToField(key,fieldOrder,isLE4=false){
abytes4(key);const len=key.length;const fieldLen=getFieldBytesLength(fieldOrder);const minLen=getMinHashLength(fieldOrder);if(len<16||len<minLen||len>1024)throw new Error(
"expected "+minLen+"-1024 bytes of input, got "+len);const num=isLE4?bytesToNumberLE(key):bytesToNumberBE(key);const reduced=mod(num,fieldOrder-_1n2)+_1n2;return isLE4?
numberToBytesLE(reduced,fieldLen):numberToBytesBE(reduced,fieldLen)}var _0n3=BigInt(0);var _1n3=BigInt(1);function negateCt(condition,item){const neg=item.negate();return condition?neg:item}function normalizeZ(c,points){const invertedZs=FpInvertBatch(
c.Fp,points.map(p=>p.Z));return points.map((p,i)=>c.fromAffine(p.toAffine(invertedZs[i])))}function validateW(W,bits){if(!Number.isSafeInteger(W)||W<=0||W>bits)
throw new Error("invalid window size, expected [1.."+bits+"], got W="+W)}function calcWOpts(W,scalarBits){validateW(W,scalarBits);const windows=Math.ceil(scalarBits/
W)+1;const windowSize=2**(W-1);const maxNumber=2**W;const mask=bitMask(W);const shiftBy=BigInt(W);return{windows,windowSize,mask,maxNumber,shiftBy}}function calcOffsets(n,window2,wOpts){
const{windowSize,mask,maxNumber,shiftBy}=wOpts;let wbits=Number(n&mask);let nextN=n>>shiftBy;if(wbits>windowSize){wbits-=maxNumber;nextN+=_1n3}const offsetStart=window2*
windowSize;const offset=offsetStart+Math.abs(wbits)-1;const isZero=wbits===0;const isNeg=wbits<0;const isNegF=window2%2!==0;const offsetF=offsetStart;return{nextN,
offset,isZero,isNeg,isNegF,offsetF}}var pointPrecomputes=new WeakMap;var pointWindowSizes=new WeakMap;function getW(P){return pointWindowSizes.get(P)||1}function assert0(n){if(n!==_0n3)throw new Error(
"invalid wNAF")}var wNAF=class{BASE;ZERO;Fn;bits;constructor(Point,bits){this.BASE=Point.BASE;this.ZERO=Point.ZERO;this.Fn=Point.Fn;this.bits=bits}_unsafeLadder(elm,n,p=this.
ZERO){let d=elm;while(n>_0n3){if(n&_1n3)p=p.add(d);d=d.double();n>>=_1n3}return p}precomputeWindow(point,W){const{windows,windowSize}=calcWOpts(W,this.bits);const points=[];
let p=point;let base=p;for(let window2=0;window2<windows;window2++){base=p;points.push(base);for(let i=1;i<windowSize;i++){base=base.add(p);points.push(base)}p=
base.double()}return points}wNAF(W,precomputes,n){if(!this.Fn.isValid(n))throw new Error("invalid scalar");let p=this.ZERO;let f=this.BASE;const wo=calcWOpts(W,
this.bits);for(let window2=0;window2<wo.windows;window2++){const{nextN,offset,isZero,isNeg,isNegF,offsetF}=calcOffsets(n,window2,wo);n=nextN;if(isZero){f=f.add(
negateCt(isNegF,precomputes[offsetF]))}else{p=p.add(negateCt(isNeg,precomputes[offset]))}}assert0(n);return{p,f}}wNAFUnsafe(W,precomputes,n,acc=this.ZERO){const wo=calcWOpts(
W,this.bits);for(let window2=0;window2<wo.windows;window2++){if(n===_0n3)break;const{nextN,offset,isZero,isNeg}=calcOffsets(n,window2,wo);n=nextN;if(isZero){continue}else{
const item=precomputes[offset];acc=acc.add(isNeg?item.negate():item)}}assert0(n);return acc}getPrecomputes(W,point,transform){let comp=pointPrecomputes.get(point);
if(!comp){comp=this.precomputeWindow(point,W);if(W!==1){if(typeof transform==="function")comp=transform(comp);pointPrecomputes.set(point,comp)}}return comp}cached(point,scalar,transform){
const W=getW(point);return this.wNAF(W,this.getPrecomputes(W,point,transform),scalar)}unsafe(point,scalar,transform,prev){const W=getW(point);if(W===1)return this.
_unsafeLadder(point,scalar,prev);return this.wNAFUnsafe(W,this.getPrecomputes(W,point,transform),scalar,prev)}createCache(P,W){validateW(W,this.bits);pointWindowSizes.
set(P,W);pointPrecomputes.delete(P)}hasCache(elm){return getW(elm)!==1}};function mulEndoUnsafe(Point,point,k1,k2){let acc=point;let p1=Point.ZERO;let p2=Point.
ZERO;while(k1>_0n3||k2>_0n3){if(k1&_1n3)p1=p1.add(acc);if(k2&_1n3)p2=p2.add(acc);acc=acc.double();k1>>=_1n3;k2>>=_1n3}return{p1,p2}}function createField(order,field,isLE4){if(field){if(field.ORDER!==order)throw new Error("Field.ORDER must match order: Fp == p, Fn == n");validateField(field);
return field}else{return Field(order,{isLE:isLE4})}}function createCurveFields(type,CURVE,curveOpts={},FpFnLE){if(FpFnLE===void 0)FpFnLE=type==="edwards";if(!CURVE||
typeof CURVE!=="object")throw new Error(`expected valid ${type} CURVE object`);for(const p of["p","n","h"]){const val=CURVE[p];if(!(typeof val==="bigint"&&val>_0n3))
throw new Error(`CURVE.${p} must be positive bigint`)}const Fp=createField(CURVE.p,curveOpts.Fp,FpFnLE);const Fn=createField(CURVE.n,curveOpts.Fn,FpFnLE);const _b=type===
"weierstrass"?"b":"d";const params=["Gx","Gy","a",_b];for(const p of params){if(!Fp.isValid(CURVE[p]))throw new Error(`CURVE.${p} must be valid field element of\
 CURVE.Fp`)}CURVE=Object.freeze(Object.assign({},CURVE));return{CURVE,Fp,Fn}}function createKeygen(randomSecretKey,getPublicKey){return function keygen(seed){const secretKey=randomSecretKey(
seed);return{secretKey,publicKey:getPublicKey(secretKey)}}}var _0n4=BigInt(0);var _1n4=BigInt(1);var _2n2=BigInt(2);function validateOpts(curve){validateObject(curve,{adjustScalarBytes:"function",powPminus2:"function"});
return Object.freeze({...curve})}function montgomery(curveDef){const CURVE=validateOpts(curveDef);const{P,type,adjustScalarBytes:adjustScalarBytes3,powPminus2,randomBytes:rand}=CURVE;
const is25519=type==="x25519";if(!is25519&&type!=="x448")throw new Error("invalid type");const randomBytes_=rand||randomBytes3;const montgomeryBits=is25519?255:
448;const fieldLen=is25519?32:56;const Gu=is25519?BigInt(9):BigInt(5);const a24=is25519?BigInt(121665):BigInt(39081);const minScalar=is25519?_2n2**BigInt(254):_2n2**
BigInt(447);const maxAdded=is25519?BigInt(8)*_2n2**BigInt(251)-_1n4:BigInt(4)*_2n2**BigInt(445)-_1n4;const maxScalar=minScalar+maxAdded+_1n4;const modP=n=>mod(n,
P);const GuBytes=encodeU(Gu);function encodeU(u){return numberToBytesLE(modP(u),fieldLen)}function decodeU(u){const _u=copyBytes2(abytes4(u,fieldLen,"uCoordinat\
e"));if(is25519)_u[31]&=127;return modP(bytesToNumberLE(_u))}function decodeScalar(scalar){return bytesToNumberLE(adjustScalarBytes3(copyBytes2(abytes4(scalar,fieldLen,
"scalar"))))}function scalarMult2(scalar,u){const pu=montgomeryLadder(decodeU(u),decodeScalar(scalar));if(pu===_0n4)throw new Error("invalid private or public k\
ey received");return encodeU(pu)}function scalarMultBase2(scalar){return scalarMult2(scalar,GuBytes)}const getPublicKey=scalarMultBase2;const getSharedSecret=scalarMult2;
function cswap2(swap,x_2,x_3){const dummy=modP(swap*(x_2-x_3));x_2=modP(x_2-dummy);x_3=modP(x_3+dummy);return{x_2,x_3}}function montgomeryLadder(u,scalar){aInRange(
"u",u,_0n4,P);aInRange("scalar",scalar,minScalar,maxScalar);const k=scalar;const x_1=u;let x_2=_1n4;let z_2=_0n4;let x_3=u;let z_3=_1n4;let swap=_0n4;for(let t=BigInt(
montgomeryBits-1);t>=_0n4;t--){const k_t=k>>t&_1n4;swap^=k_t;({x_2,x_3}=cswap2(swap,x_2,x_3));({x_2:z_2,x_3:z_3}=cswap2(swap,z_2,z_3));swap=k_t;const A=x_2+z_2;
const AA=modP(A*A);const B=x_2-z_2;const BB=modP(B*B);const E=AA-BB;const C=x_3+z_3;const D=x_3-z_3;const DA=modP(D*A);const CB=modP(C*B);const dacb=DA+CB;const da_cb=DA-
CB;x_3=modP(dacb*dacb);z_3=modP(x_1*modP(da_cb*da_cb));x_2=modP(AA*BB);z_2=modP(E*(AA+modP(a24*E)))}({x_2,x_3}=cswap2(swap,x_2,x_3));({x_2:z_2,x_3:z_3}=cswap2(swap,
z_2,z_3));const z2=powPminus2(z_2);return modP(x_2*z2)}const lengths={secretKey:fieldLen,publicKey:fieldLen,seed:fieldLen};const randomSecretKey=(seed=randomBytes_(
fieldLen))=>{abytes4(seed,lengths.seed,"seed");return seed};const utils={randomSecretKey};return Object.freeze({keygen:createKeygen(randomSecretKey,getPublicKey),
getSharedSecret,getPublicKey,scalarMult:scalarMult2,scalarMultBase:scalarMultBase2,utils,GuBytes:GuBytes.slice(),lengths})}var _HMAC2=class{oHash;iHash;blockLen;outputLen;finished=false;destroyed=false;constructor(hash,key){ahash2(hash);abytes4(key,void 0,"key");this.iHash=hash.create();
if(typeof this.iHash.update!=="function")throw new Error("Expected instance of class which extends utils.Hash");this.blockLen=this.iHash.blockLen;this.outputLen=
this.iHash.outputLen;const blockLen=this.blockLen;const pad=new Uint8Array(blockLen);pad.set(key.length>blockLen?hash.create().update(key).digest():key);for(let i=0;i<
pad.length;i++)pad[i]^=54;this.iHash.update(pad);this.oHash=hash.create();for(let i=0;i<pad.length;i++)pad[i]^=54^92;this.oHash.update(pad);clean3(pad)}update(buf){
aexists3(this);this.iHash.update(buf);return this}digestInto(out){aexists3(this);abytes4(out,this.outputLen,"output");this.finished=true;this.iHash.digestInto(out);
this.oHash.update(out);this.oHash.digestInto(out);this.destroy()}digest(){const out=new Uint8Array(this.oHash.outputLen);this.digestInto(out);return out}_cloneInto(to){
to||=Object.create(Object.getPrototypeOf(this),{});const{oHash,iHash,finished,destroyed,blockLen,outputLen}=this;to=to;to.finished=finished;to.destroyed=destroyed;
to.blockLen=blockLen;to.outputLen=outputLen;to.oHash=oHash._cloneInto(to.oHash);to.iHash=iHash._cloneInto(to.iHash);return to}clone(){return this._cloneInto()}destroy(){
this.destroyed=true;this.oHash.destroy();this.iHash.destroy()}};var hmac2=(hash,key,message)=>new _HMAC2(hash,key).update(message).digest();hmac2.create=(hash,key)=>new _HMAC2(
hash,key);var divNearest=(num,den)=>(num+(num>=0?den:-den)/_2n3)/den;function _splitEndoScalar(k,basis,n){const[[a1,b1],[a2,b2]]=basis;const c1=divNearest(b2*k,n);const c2=divNearest(
-b1*k,n);let k1=k-c1*a1-c2*a2;let k2=-c1*b1-c2*b2;const k1neg=k1<_0n5;const k2neg=k2<_0n5;if(k1neg)k1=-k1;if(k2neg)k2=-k2;const MAX_NUM=bitMask(Math.ceil(bitLen(
n)/2))+_1n5;if(k1<_0n5||k1>=MAX_NUM||k2<_0n5||k2>=MAX_NUM){throw new Error("splitScalar (endomorphism): failed, k="+k)}return{k1neg,k1,k2neg,k2}}function validateSigFormat(format){
if(!["compact","recovered","der"].includes(format))throw new Error('Signature format must be "compact", "recovered", or "der"');return format}function validateSigOpts(opts2,def){
const optsn={};for(let optName of Object.keys(def)){optsn[optName]=opts2[optName]===void 0?def[optName]:opts2[optName]}abool2(optsn.lowS,"lowS");abool2(optsn.prehash,
"prehash");if(optsn.format!==void 0)validateSigFormat(optsn.format);return optsn}var DERErr=class extends Error{constructor(m=""){super(m)}};var DER={Err:DERErr,
_tlv:{encode:(tag,data)=>{const{Err:E}=DER;if(tag<0||tag>256)throw new E("tlv.encode: wrong tag");if(data.length&1)throw new E("tlv.encode: unpadded data");const dataLen=data.
length/2;const len=numberToHexUnpadded(dataLen);if(len.length/2&128)throw new E("tlv.encode: long form length too big");const lenLen=dataLen>127?numberToHexUnpadded(
len.length/2|128):"";const t=numberToHexUnpadded(tag);return t+lenLen+len+data},decode(tag,data){const{Err:E}=DER;let pos=0;if(tag<0||tag>256)throw new E("tlv.e\
ncode: wrong tag");if(data.length<2||data[pos++]!==tag)throw new E("tlv.decode: wrong tlv");const first=data[pos++];const isLong=!!(first&128);let length=0;if(!isLong)
length=first;else{const lenLen=first&127;if(!lenLen)throw new E("tlv.decode(long): indefinite length not supported");if(lenLen>4)throw new E("tlv.decode(long): \
byte length is too big");const lengthBytes=data.subarray(pos,pos+lenLen);if(lengthBytes.length!==lenLen)throw new E("tlv.decode: length bytes not complete");if(lengthBytes[0]===
0)throw new E("tlv.decode(long): zero leftmost byte");for(const b of lengthBytes)length=length<<8|b;pos+=lenLen;if(length<128)throw new E("tlv.decode(long): not\
 minimal encoding")}const v=data.subarray(pos,pos+length);if(v.length!==length)throw new E("tlv.decode: wrong value length");return{v,l:data.subarray(pos+length)}}},
_int:{encode(num){const{Err:E}=DER;if(num<_0n5)throw new E("integer: negative integers are not allowed");let hex=numberToHexUnpadded(num);if(Number.parseInt(hex[0],
16)&8)hex="00"+hex;if(hex.length&1)throw new E("unexpected DER parsing assertion: unpadded hex");return hex},decode(data){const{Err:E}=DER;if(data[0]&128)throw new E(
"invalid signature integer: negative");if(data[0]===0&&!(data[1]&128))throw new E("invalid signature integer: unnecessary leading zero");return bytesToNumberBE(
data)}},toSig(bytes){const{Err:E,_int:int,_tlv:tlv}=DER;const data=abytes4(bytes,void 0,"signature");const{v:seqBytes,l:seqLeftBytes}=tlv.decode(48,data);if(seqLeftBytes.
length)throw new E("invalid signature: left bytes after parsing");const{v:rBytes,l:rLeftBytes}=tlv.decode(2,seqBytes);const{v:sBytes,l:sLeftBytes}=tlv.decode(2,
rLeftBytes);if(sLeftBytes.length)throw new E("invalid signature: left bytes after parsing");return{r:int.decode(rBytes),s:int.decode(sBytes)}},hexFromSig(sig){const{
_tlv:tlv,_int:int}=DER;const rs=tlv.encode(2,int.encode(sig.r));const ss=tlv.encode(2,int.encode(sig.s));const seq=rs+ss;return tlv.encode(48,seq)}};var _0n5=BigInt(
0);var _1n5=BigInt(1);var _2n3=BigInt(2);var _3n2=BigInt(3);var _4n2=BigInt(4);function weierstrass(params,extraOpts={}){const validated=createCurveFields("weie\
rstrass",params,extraOpts);const{Fp,Fn}=validated;let CURVE=validated.CURVE;const{h:cofactor,n:CURVE_ORDER}=CURVE;validateObject(extraOpts,{},{allowInfinityPoint:"\
boolean",clearCofactor:"function",isTorsionFree:"function",fromBytes:"function",toBytes:"function",endo:"object"});const{endo}=extraOpts;if(endo){if(!Fp.is0(CURVE.
a)||typeof endo.beta!=="bigint"||!Array.isArray(endo.basises)){throw new Error('invalid endo: expected "beta": bigint and "basises": array')}}const lengths=getWLengths(
Fp,Fn);function assertCompressionIsSupported(){if(!Fp.isOdd)throw new Error("compression is not supported: Field does not have .isOdd()")}function pointToBytes(_c,point,isCompressed){
const{x,y}=point.toAffine();const bx=Fp.toBytes(x);abool2(isCompressed,"isCompressed");if(isCompressed){assertCompressionIsSupported();const hasEvenY=!Fp.isOdd(
y);return concatBytes2(pprefix(hasEvenY),bx)}else{return concatBytes2(Uint8Array.of(4),bx,Fp.toBytes(y))}}function pointFromBytes(bytes){abytes4(bytes,void 0,"P\
oint");const{publicKey:comp,publicKeyUncompressed:uncomp}=lengths;const length=bytes.length;const head=bytes[0];const tail=bytes.subarray(1);if(length===comp&&(head===
2||head===3)){const x=Fp.fromBytes(tail);if(!Fp.isValid(x))throw new Error("bad point: is not on curve, wrong x");const y2=weierstrassEquation(x);let y;try{y=Fp.
sqrt(y2)}catch(sqrtError){const err=sqrtError instanceof Error?": "+sqrtError.message:"";throw new Error("bad point: is not on curve, sqrt error"+err)}assertCompressionIsSupported();
const evenY=Fp.isOdd(y);const evenH=(head&1)===1;if(evenH!==evenY)y=Fp.neg(y);return{x,y}}else if(length===uncomp&&head===4){const L=Fp.BYTES;const x=Fp.fromBytes(
tail.subarray(0,L));const y=Fp.fromBytes(tail.subarray(L,L*2));if(!isValidXY(x,y))throw new Error("bad point: is not on curve");return{x,y}}else{throw new Error(
`bad point: got length ${length}, expected compressed=${comp} or uncompressed=${uncomp}`)}}const encodePoint=extraOpts.toBytes||pointToBytes;const decodePoint=extraOpts.
fromBytes||pointFromBytes;function weierstrassEquation(x){const x2=Fp.sqr(x);const x3=Fp.mul(x2,x);return Fp.add(Fp.add(x3,Fp.mul(x,CURVE.a)),CURVE.b)}function isValidXY(x,y){
const left=Fp.sqr(y);const right=weierstrassEquation(x);return Fp.eql(left,right)}if(!isValidXY(CURVE.Gx,CURVE.Gy))throw new Error("bad curve params: generator \
point");const _4a3=Fp.mul(Fp.pow(CURVE.a,_3n2),_4n2);const _27b2=Fp.mul(Fp.sqr(CURVE.b),BigInt(27));if(Fp.is0(Fp.add(_4a3,_27b2)))throw new Error("bad curve par\
ams: a or b");function acoord(title,n,banZero=false){if(!Fp.isValid(n)||banZero&&Fp.is0(n))throw new Error(`bad point coordinate ${title}`);return n}function aprjpoint(other){
if(!(other instanceof Point))throw new Error("Weierstrass Point expected")}function splitEndoScalarN(k){if(!endo||!endo.basises)throw new Error("no endo");return _splitEndoScalar(
k,endo.basises,Fn.ORDER)}const toAffineMemo=memoized((p,iz)=>{const{X,Y,Z}=p;if(Fp.eql(Z,Fp.ONE))return{x:X,y:Y};const is0=p.is0();if(iz==null)iz=is0?Fp.ONE:Fp.
inv(Z);const x=Fp.mul(X,iz);const y=Fp.mul(Y,iz);const zz=Fp.mul(Z,iz);if(is0)return{x:Fp.ZERO,y:Fp.ZERO};if(!Fp.eql(zz,Fp.ONE))throw new Error("invZ was invali\
d");return{x,y}});const assertValidMemo=memoized(p=>{if(p.is0()){if(extraOpts.allowInfinityPoint&&!Fp.is0(p.Y))return;throw new Error("bad point: ZERO")}const{x,
y}=p.toAffine();if(!Fp.isValid(x)||!Fp.isValid(y))throw new Error("bad point: x or y not field elements");if(!isValidXY(x,y))throw new Error("bad point: equatio\
n left != right");if(!p.isTorsionFree())throw new Error("bad point: not in prime-order subgroup");return true});function finishEndo(endoBeta,k1p,k2p,k1neg,k2neg){
k2p=new Point(Fp.mul(k2p.X,endoBeta),k2p.Y,k2p.Z);k1p=negateCt(k1neg,k1p);k2p=negateCt(k2neg,k2p);return k1p.add(k2p)}class Point{static BASE=new Point(CURVE.Gx,
CURVE.Gy,Fp.ONE);static ZERO=new Point(Fp.ZERO,Fp.ONE,Fp.ZERO);static Fp=Fp;static Fn=Fn;X;Y;Z;constructor(X,Y,Z){this.X=acoord("x",X);this.Y=acoord("y",Y,true);
this.Z=acoord("z",Z);Object.freeze(this)}static CURVE(){return CURVE}static fromAffine(p){const{x,y}=p||{};if(!p||!Fp.isValid(x)||!Fp.isValid(y))throw new Error(
"invalid affine point");if(p instanceof Point)throw new Error("projective point not allowed");if(Fp.is0(x)&&Fp.is0(y))return Point.ZERO;return new Point(x,y,Fp.
ONE)}static fromBytes(bytes){const P=Point.fromAffine(decodePoint(abytes4(bytes,void 0,"point")));P.assertValidity();return P}static fromHex(hex){return Point.fromBytes(
hexToBytes2(hex))}get x(){return this.toAffine().x}get y(){return this.toAffine().y}precompute(windowSize=8,isLazy=true){wnaf.createCache(this,windowSize);if(!isLazy)
this.multiply(_3n2);return this}assertValidity(){assertValidMemo(this)}hasEvenY(){const{y}=this.toAffine();if(!Fp.isOdd)throw new Error("Field doesn't support i\
sOdd");return!Fp.isOdd(y)}equals(other){aprjpoint(other);const{X:X1,Y:Y1,Z:Z1}=this;const{X:X2,Y:Y2,Z:Z2}=other;const U1=Fp.eql(Fp.mul(X1,Z2),Fp.mul(X2,Z1));const U2=Fp.
eql(Fp.mul(Y1,Z2),Fp.mul(Y2,Z1));return U1&&U2}negate(){return new Point(this.X,Fp.neg(this.Y),this.Z)}double(){const{a,b}=CURVE;const b3=Fp.mul(b,_3n2);const{X:X1,
Y:Y1,Z:Z1}=this;let X3=Fp.ZERO,Y3=Fp.ZERO,Z3=Fp.ZERO;let t0=Fp.mul(X1,X1);let t1=Fp.mul(Y1,Y1);let t2=Fp.mul(Z1,Z1);let t3=Fp.mul(X1,Y1);t3=Fp.add(t3,t3);Z3=Fp.
mul(X1,Z1);Z3=Fp.add(Z3,Z3);X3=Fp.mul(a,Z3);Y3=Fp.mul(b3,t2);Y3=Fp.add(X3,Y3);X3=Fp.sub(t1,Y3);Y3=Fp.add(t1,Y3);Y3=Fp.mul(X3,Y3);X3=Fp.mul(t3,X3);Z3=Fp.mul(b3,Z3);
t2=Fp.mul(a,t2);t3=Fp.sub(t0,t2);t3=Fp.mul(a,t3);t3=Fp.add(t3,Z3);Z3=Fp.add(t0,t0);t0=Fp.add(Z3,t0);t0=Fp.add(t0,t2);t0=Fp.mul(t0,t3);Y3=Fp.add(Y3,t0);t2=Fp.mul(
Y1,Z1);t2=Fp.add(t2,t2);t0=Fp.mul(t2,t3);X3=Fp.sub(X3,t0);Z3=Fp.mul(t2,t1);Z3=Fp.add(Z3,Z3);Z3=Fp.add(Z3,Z3);return new Point(X3,Y3,Z3)}add(other){aprjpoint(other);
const{X:X1,Y:Y1,Z:Z1}=this;const{X:X2,Y:Y2,Z:Z2}=other;let X3=Fp.ZERO,Y3=Fp.ZERO,Z3=Fp.ZERO;const a=CURVE.a;const b3=Fp.mul(CURVE.b,_3n2);let t0=Fp.mul(X1,X2);let t1=Fp.
mul(Y1,Y2);let t2=Fp.mul(Z1,Z2);let t3=Fp.add(X1,Y1);let t4=Fp.add(X2,Y2);t3=Fp.mul(t3,t4);t4=Fp.add(t0,t1);t3=Fp.sub(t3,t4);t4=Fp.add(X1,Z1);let t5=Fp.add(X2,Z2);
t4=Fp.mul(t4,t5);t5=Fp.add(t0,t2);t4=Fp.sub(t4,t5);t5=Fp.add(Y1,Z1);X3=Fp.add(Y2,Z2);t5=Fp.mul(t5,X3);X3=Fp.add(t1,t2);t5=Fp.sub(t5,X3);Z3=Fp.mul(a,t4);X3=Fp.mul(
b3,t2);Z3=Fp.add(X3,Z3);X3=Fp.sub(t1,Z3);Z3=Fp.add(t1,Z3);Y3=Fp.mul(X3,Z3);t1=Fp.add(t0,t0);t1=Fp.add(t1,t0);t2=Fp.mul(a,t2);t4=Fp.mul(b3,t4);t1=Fp.add(t1,t2);t2=
Fp.sub(t0,t2);t2=Fp.mul(a,t2);t4=Fp.add(t4,t2);t0=Fp.mul(t1,t4);Y3=Fp.add(Y3,t0);t0=Fp.mul(t5,t4);X3=Fp.mul(t3,X3);X3=Fp.sub(X3,t0);t0=Fp.mul(t3,t1);Z3=Fp.mul(t5,
Z3);Z3=Fp.add(Z3,t0);return new Point(X3,Y3,Z3)}subtract(other){return this.add(other.negate())}is0(){return this.equals(Point.ZERO)}multiply(scalar){const{endo:endo2}=extraOpts;
if(!Fn.isValidNot0(scalar))throw new Error("invalid scalar: out of range");let point,fake;const mul=n=>wnaf.cached(this,n,p=>normalizeZ(Point,p));if(endo2){const{
k1neg,k1,k2neg,k2}=splitEndoScalarN(scalar);const{p:k1p,f:k1f}=mul(k1);const{p:k2p,f:k2f}=mul(k2);fake=k1f.add(k2f);point=finishEndo(endo2.beta,k1p,k2p,k1neg,k2neg)}else{
const{p,f}=mul(scalar);point=p;fake=f}return normalizeZ(Point,[point,fake])[0]}multiplyUnsafe(sc){const{endo:endo2}=extraOpts;const p=this;if(!Fn.isValid(sc))throw new Error(
"invalid scalar: out of range");if(sc===_0n5||p.is0())return Point.ZERO;if(sc===_1n5)return p;if(wnaf.hasCache(this))return this.multiply(sc);if(endo2){const{k1neg,
k1,k2neg,k2}=splitEndoScalarN(sc);const{p1,p2}=mulEndoUnsafe(Point,p,k1,k2);return finishEndo(endo2.beta,p1,p2,k1neg,k2neg)}else{return wnaf.unsafe(p,sc)}}toAffine(invertedZ){
return toAffineMemo(this,invertedZ)}isTorsionFree(){const{isTorsionFree}=extraOpts;if(cofactor===_1n5)return true;if(isTorsionFree)return isTorsionFree(Point,this);
return wnaf.unsafe(this,CURVE_ORDER).is0()}clearCofactor(){const{clearCofactor}=extraOpts;if(cofactor===_1n5)return this;if(clearCofactor)return clearCofactor(Point,
this);return this.multiplyUnsafe(cofactor)}isSmallOrder(){return this.multiplyUnsafe(cofactor).is0()}toBytes(isCompressed=true){abool2(isCompressed,"isCompresse\
d");this.assertValidity();return encodePoint(Point,this,isCompressed)}toHex(isCompressed=true){return bytesToHex2(this.toBytes(isCompressed))}toString(){return`\
<Point ${this.is0()?"ZERO":this.toHex()}>`}}const bits=Fn.BITS;const wnaf=new wNAF(Point,extraOpts.endo?Math.ceil(bits/2):bits);Point.BASE.precompute(8);return Point}
function pprefix(hasEvenY){return Uint8Array.of(hasEvenY?2:3)}function getWLengths(Fp,Fn){return{secretKey:Fn.BYTES,publicKey:1+Fp.BYTES,publicKeyUncompressed:1+2*Fp.BYTES,publicKeyHasPrefix:true,signature:2*Fn.BYTES}}function ecdh(Point,ecdhOpts={}){
const{Fn}=Point;const randomBytes_=ecdhOpts.randomBytes||randomBytes3;const lengths=Object.assign(getWLengths(Point.Fp,Fn),{seed:getMinHashLength(Fn.ORDER)});function isValidSecretKey(secretKey){
try{const num=Fn.fromBytes(secretKey);return Fn.isValidNot0(num)}catch(error){return false}}function isValidPublicKey(publicKey,isCompressed){const{publicKey:comp,
publicKeyUncompressed}=lengths;try{const l=publicKey.length;if(isCompressed===true&&l!==comp)return false;if(isCompressed===false&&l!==publicKeyUncompressed)return false;
return!!Point.fromBytes(publicKey)}catch(error){return false}}function randomSecretKey(seed=randomBytes_(lengths.seed)){return mapHashToField(abytes4(seed,lengths.
seed,"seed"),Fn.ORDER)}function getPublicKey(secretKey,isCompressed=true){return Point.BASE.multiply(Fn.fromBytes(secretKey)).toBytes(isCompressed)}function isProbPub(item){
const{secretKey,publicKey,publicKeyUncompressed}=lengths;if(!isBytes4(item))return void 0;if("_lengths"in Fn&&Fn._lengths||secretKey===publicKey)return void 0;const l=abytes4(
item,void 0,"key").length;return l===publicKey||l===publicKeyUncompressed}function getSharedSecret(secretKeyA,publicKeyB,isCompressed=true){if(isProbPub(secretKeyA)===
true)throw new Error("first arg must be private key");if(isProbPub(publicKeyB)===false)throw new Error("second arg must be public key");const s=Fn.fromBytes(secretKeyA);
const b=Point.fromBytes(publicKeyB);return b.multiply(s).toBytes(isCompressed)}const utils={isValidSecretKey,isValidPublicKey,randomSecretKey};const keygen=createKeygen(
randomSecretKey,getPublicKey);return Object.freeze({getPublicKey,getSharedSecret,keygen,Point,utils,lengths})}function ecdsa(Point,hash,ecdsaOpts={}){ahash2(hash);
validateObject(ecdsaOpts,{},{hmac:"function",lowS:"boolean",randomBytes:"function",bits2int:"function",bits2int_modN:"function"});ecdsaOpts=Object.assign({},ecdsaOpts);
const randomBytes6=ecdsaOpts.randomBytes||randomBytes3;const hmac3=ecdsaOpts.hmac||((key,msg)=>hmac2(hash,key,msg));const{Fp,Fn}=Point;const{ORDER:CURVE_ORDER,BITS:fnBits}=Fn;
const{keygen,getPublicKey,getSharedSecret,utils,lengths}=ecdh(Point,ecdsaOpts);const defaultSigOpts={prehash:true,lowS:typeof ecdsaOpts.lowS==="boolean"?ecdsaOpts.
lowS:true,format:"compact",extraEntropy:false};const hasLargeCofactor=CURVE_ORDER*_2n3<Fp.ORDER;function isBiggerThanHalfOrder(number){const HALF=CURVE_ORDER>>_1n5;
return number>HALF}function validateRS(title,num){if(!Fn.isValidNot0(num))throw new Error(`invalid signature ${title}: out of range 1..Point.Fn.ORDER`);return num}
function assertSmallCofactor(){if(hasLargeCofactor)throw new Error('"recovered" sig type is not supported for cofactor >2 curves')}function validateSigLength(bytes,format){
validateSigFormat(format);const size=lengths.signature;const sizer=format==="compact"?size:format==="recovered"?size+1:void 0;return abytes4(bytes,sizer)}class Signature{r;s;recovery;constructor(r,s,recovery){
this.r=validateRS("r",r);this.s=validateRS("s",s);if(recovery!=null){assertSmallCofactor();if(![0,1,2,3].includes(recovery))throw new Error("invalid recovery id");
this.recovery=recovery}Object.freeze(this)}static fromBytes(bytes,format=defaultSigOpts.format){validateSigLength(bytes,format);let recid;if(format==="der"){const{
r:r2,s:s2}=DER.toSig(abytes4(bytes));return new Signature(r2,s2)}if(format==="recovered"){recid=bytes[0];format="compact";bytes=bytes.subarray(1)}const L=lengths.
signature/2;const r=bytes.subarray(0,L);const s=bytes.subarray(L,L*2);return new Signature(Fn.fromBytes(r),Fn.fromBytes(s),recid)}static fromHex(hex,format){return this.
fromBytes(hexToBytes2(hex),format)}assertRecovery(){const{recovery}=this;if(recovery==null)throw new Error("invalid recovery id: must be present");return recovery}addRecoveryBit(recovery){
return new Signature(this.r,this.s,recovery)}recoverPublicKey(messageHash){const{r,s}=this;const recovery=this.assertRecovery();const radj=recovery===2||recovery===
3?r+CURVE_ORDER:r;if(!Fp.isValid(radj))throw new Error("invalid recovery id: sig.r+curve.n != R.x");const x=Fp.toBytes(radj);const R=Point.fromBytes(concatBytes2(
pprefix((recovery&1)===0),x));const ir=Fn.inv(radj);const h=bits2int_modN(abytes4(messageHash,void 0,"msgHash"));const u1=Fn.create(-h*ir);const u2=Fn.create(s*
ir);const Q2=Point.BASE.multiplyUnsafe(u1).add(R.multiplyUnsafe(u2));if(Q2.is0())throw new Error("invalid recovery: point at infinify");Q2.assertValidity();return Q2}hasHighS(){
return isBiggerThanHalfOrder(this.s)}toBytes(format=defaultSigOpts.format){validateSigFormat(format);if(format==="der")return hexToBytes2(DER.hexFromSig(this));
const{r,s}=this;const rb=Fn.toBytes(r);const sb=Fn.toBytes(s);if(format==="recovered"){assertSmallCofactor();return concatBytes2(Uint8Array.of(this.assertRecovery()),
rb,sb)}return concatBytes2(rb,sb)}toHex(format){return bytesToHex2(this.toBytes(format))}}const bits2int=ecdsaOpts.bits2int||function bits2int_def(bytes){if(bytes.
length>8192)throw new Error("input is too large");const num=bytesToNumberBE(bytes);const delta=bytes.length*8-fnBits;return delta>0?num>>BigInt(delta):num};const bits2int_modN=ecdsaOpts.
bits2int_modN||function bits2int_modN_def(bytes){return Fn.create(bits2int(bytes))};const ORDER_MASK=bitMask(fnBits);function int2octets(num){aInRange("num < 2^"+
fnBits,num,_0n5,ORDER_MASK);return Fn.toBytes(num)}function validateMsgAndHash(message,prehash){abytes4(message,void 0,"message");return prehash?abytes4(hash(message),
void 0,"prehashed message"):message}function prepSig(message,secretKey,opts2){const{lowS,prehash,extraEntropy}=validateSigOpts(opts2,defaultSigOpts);message=validateMsgAndHash(
message,prehash);const h1int=bits2int_modN(message);const d=Fn.fromBytes(secretKey);if(!Fn.isValidNot0(d))throw new Error("invalid private key");const seedArgs=[
int2octets(d),int2octets(h1int)];if(extraEntropy!=null&&extraEntropy!==false){const e=extraEntropy===true?randomBytes6(lengths.secretKey):extraEntropy;seedArgs.
push(abytes4(e,void 0,"extraEntropy"))}const seed=concatBytes2(...seedArgs);const m=h1int;function k2sig(kBytes){const k=bits2int(kBytes);if(!Fn.isValidNot0(k))
return;const ik=Fn.inv(k);const q=Point.BASE.multiply(k).toAffine();const r=Fn.create(q.x);if(r===_0n5)return;const s=Fn.create(ik*Fn.create(m+r*d));if(s===_0n5)
return;let recovery=(q.x===r?0:2)|Number(q.y&_1n5);let normS=s;if(lowS&&isBiggerThanHalfOrder(s)){normS=Fn.neg(s);recovery^=1}return new Signature(r,normS,hasLargeCofactor?
void 0:recovery)}return{seed,k2sig}}function sign(message,secretKey,opts2={}){const{seed,k2sig}=prepSig(message,secretKey,opts2);const drbg=createHmacDrbg(hash.
outputLen,Fn.BYTES,hmac3);const sig=drbg(seed,k2sig);return sig.toBytes(opts2.format)}function verify(signature,message,publicKey,opts2={}){const{lowS,prehash,format}=validateSigOpts(
opts2,defaultSigOpts);publicKey=abytes4(publicKey,void 0,"publicKey");message=validateMsgAndHash(message,prehash);if(!isBytes4(signature)){const end=signature instanceof
Signature?", use sig.toBytes()":"";throw new Error("verify expects Uint8Array signature"+end)}validateSigLength(signature,format);try{const sig=Signature.fromBytes(
signature,format);const P=Point.fromBytes(publicKey);if(lowS&&sig.hasHighS())return false;const{r,s}=sig;const h=bits2int_modN(message);const is=Fn.inv(s);const u1=Fn.
create(h*is);const u2=Fn.create(r*is);const R=Point.BASE.multiplyUnsafe(u1).add(P.multiplyUnsafe(u2));if(R.is0())return false;const v=Fn.create(R.x);return v===
r}catch(e){return false}}function recoverPublicKey(signature,message,opts2={}){const{prehash}=validateSigOpts(opts2,defaultSigOpts);message=validateMsgAndHash(message,
prehash);return Signature.fromBytes(signature,"recovered").recoverPublicKey(message).toBytes()}return Object.freeze({keygen,getPublicKey,getSharedSecret,utils,lengths,
Point,sign,verify,recoverPublicKey,Signature,hash})}function Chi2(a,b,c){return a&b^~a&c}function Maj2(a,b,c){return a&b^a&c^b&c}var HashMD2=class{blockLen;outputLen;padOffset;isLE;buffer;view;finished=false;length=0;pos=0;destroyed=false;constructor(blockLen,outputLen,padOffset,isLE4){
this.blockLen=blockLen;this.outputLen=outputLen;this.padOffset=padOffset;this.isLE=isLE4;this.buffer=new Uint8Array(blockLen);this.view=createView3(this.buffer)}update(data){
aexists3(this);abytes4(data);const{view,buffer,blockLen}=this;const len=data.length;for(let pos=0;pos<len;){const take=Math.min(blockLen-this.pos,len-pos);if(take===
blockLen){const dataView=createView3(data);for(;blockLen<=len-pos;pos+=blockLen)this.process(dataView,pos);continue}buffer.set(data.subarray(pos,pos+take),this.
pos);this.pos+=take;pos+=take;if(this.pos===blockLen){this.process(view,0);this.pos=0}}this.length+=data.length;this.roundClean();return this}digestInto(out){aexists3(
this);aoutput3(out,this);this.finished=true;const{buffer,view,blockLen,isLE:isLE4}=this;let{pos}=this;buffer[pos++]=128;clean3(this.buffer.subarray(pos));if(this.
padOffset>blockLen-pos){this.process(view,0);pos=0}for(let i=pos;i<blockLen;i++)buffer[i]=0;view.setBigUint64(blockLen-8,BigInt(this.length*8),isLE4);this.process(
view,0);const oview=createView3(out);const len=this.outputLen;if(len%4)throw new Error("_sha2: outputLen must be aligned to 32bit");const outLen=len/4;const state=this.
get();if(outLen>state.length)throw new Error("_sha2: outputLen bigger than state");for(let i=0;i<outLen;i++)oview.setUint32(4*i,state[i],isLE4)}digest(){const{buffer,
outputLen}=this;this.digestInto(buffer);const res=buffer.slice(0,outputLen);this.destroy();return res}_cloneInto(to){to||=new this.constructor;to.set(...this.get());
const{blockLen,buffer,length,finished,destroyed,pos}=this;to.destroyed=destroyed;to.finished=finished;to.length=length;to.pos=pos;if(length%blockLen)to.buffer.set(
buffer);return to}clone(){return this._cloneInto()}};var SHA256_IV2=Uint32Array.from([1779033703,3144134277,1013904242,2773480762,1359893119,2600822924,528734635,
1541459225]);var SHA384_IV2=Uint32Array.from([3418070365,3238371032,1654270250,914150663,2438529370,812702999,355462360,4144912697,1731405415,4290775857,2394180231,1750603025,
3675008525,1694076839,1203062813,3204075428]);var U32_MASK64=BigInt(2**32-1);var _32n=BigInt(32);function fromBig(n,le=false){if(le)return{h:Number(n&U32_MASK64),l:Number(n>>_32n&U32_MASK64)};return{h:Number(
n>>_32n&U32_MASK64)|0,l:Number(n&U32_MASK64)|0}}function split(lst,le=false){const len=lst.length;let Ah=new Uint32Array(len);let Al=new Uint32Array(len);for(let i=0;i<
len;i++){const{h,l}=fromBig(lst[i],le);[Ah[i],Al[i]]=[h,l]}return[Ah,Al]}var shrSH=(h,_l,s)=>h>>>s;var shrSL=(h,l,s)=>h<<32-s|l>>>s;var rotrSH=(h,l,s)=>h>>>s|l<<32-s;var rotrSL=(h,l,s)=>h<<32-s|l>>>s;var rotrBH=(h,l,s)=>h<<64-s|l>>>s-
32;var rotrBL=(h,l,s)=>h>>>s-32|l<<64-s;var rotlSH=(h,l,s)=>h<<s|l>>>32-s;var rotlSL=(h,l,s)=>l<<s|h>>>32-s;var rotlBH=(h,l,s)=>l<<s-32|h>>>64-s;var rotlBL=(h,l,s)=>h<<s-32|l>>>64-s;function add(Ah,Al,Bh,Bl){
const l=(Al>>>0)+(Bl>>>0);return{h:Ah+Bh+(l/2**32|0)|0,l:l|0}}var add3L=(Al,Bl,Cl)=>(Al>>>0)+(Bl>>>0)+(Cl>>>0);var add3H=(low,Ah,Bh,Ch)=>Ah+Bh+Ch+(low/2**32|0)|
0;var add4L=(Al,Bl,Cl,Dl)=>(Al>>>0)+(Bl>>>0)+(Cl>>>0)+(Dl>>>0);var add4H=(low,Ah,Bh,Ch,Dh)=>Ah+Bh+Ch+Dh+(low/2**32|0)|0;var add5L=(Al,Bl,Cl,Dl,El)=>(Al>>>0)+(Bl>>>
0)+(Cl>>>0)+(Dl>>>0)+(El>>>0);var add5H=(low,Ah,Bh,Ch,Dh,Eh)=>Ah+Bh+Ch+Dh+Eh+(low/2**32|0)|0;var SHA256_K2=Uint32Array.from([1116352408,1899447441,3049323471,3921009573,961987163,1508970993,2453635748,2870763221,3624381080,310598401,607225278,1426881987,
1925078388,2162078206,2614888103,3248222580,3835390401,4022224774,264347078,604807628,770255983,1249150122,1555081692,1996064986,2554220882,2821834349,2952996808,
3210313671,3336571891,3584528711,113926993,338241895,666307205,773529912,1294757372,1396182291,1695183700,1986661051,2177026350,2456956037,2730485921,2820302411,
3259730800,3345764771,3516065817,3600352804,4094571909,275423344,430227734,506948616,659060556,883997877,958139571,1322822218,1537002063,1747873779,1955562222,2024104815,
2227730452,2361852424,2428436474,2756734187,3204031479,3329325298]);var SHA256_W2=new Uint32Array(64);var SHA2_32B2=class extends HashMD2{constructor(outputLen){
super(64,outputLen,8,false)}get(){const{A,B,C,D,E,F:F2,G,H}=this;return[A,B,C,D,E,F2,G,H]}set(A,B,C,D,E,F2,G,H){this.A=A|0;this.B=B|0;this.C=C|0;this.D=D|0;this.
E=E|0;this.F=F2|0;this.G=G|0;this.H=H|0}process(view,offset){for(let i=0;i<16;i++,offset+=4)SHA256_W2[i]=view.getUint32(offset,false);for(let i=16;i<64;i++){const W15=SHA256_W2[i-
15];const W2=SHA256_W2[i-2];const s0=rotr2(W15,7)^rotr2(W15,18)^W15>>>3;const s1=rotr2(W2,17)^rotr2(W2,19)^W2>>>10;SHA256_W2[i]=s1+SHA256_W2[i-7]+s0+SHA256_W2[i-
16]|0}let{A,B,C,D,E,F:F2,G,H}=this;for(let i=0;i<64;i++){const sigma1=rotr2(E,6)^rotr2(E,11)^rotr2(E,25);const T1=H+sigma1+Chi2(E,F2,G)+SHA256_K2[i]+SHA256_W2[i]|
0;const sigma0=rotr2(A,2)^rotr2(A,13)^rotr2(A,22);const T2=sigma0+Maj2(A,B,C)|0;H=G;G=F2;F2=E;E=D+T1|0;D=C;C=B;B=A;A=T1+T2|0}A=A+this.A|0;B=B+this.B|0;C=C+this.
C|0;D=D+this.D|0;E=E+this.E|0;F2=F2+this.F|0;G=G+this.G|0;H=H+this.H|0;this.set(A,B,C,D,E,F2,G,H)}roundClean(){clean3(SHA256_W2)}destroy(){this.set(0,0,0,0,0,0,
0,0);clean3(this.buffer)}};var _SHA2562=class extends SHA2_32B2{A=SHA256_IV2[0]|0;B=SHA256_IV2[1]|0;C=SHA256_IV2[2]|0;D=SHA256_IV2[3]|0;E=SHA256_IV2[4]|0;F=SHA256_IV2[5]|
0;G=SHA256_IV2[6]|0;H=SHA256_IV2[7]|0;constructor(){super(32)}};var K512=(()=>split(["0x428a2f98d728ae22","0x7137449123ef65cd","0xb5c0fbcfec4d3b2f","0xe9b5dba58189dbbc","0x3956c25bf348b538","0x59f111f1b605d019","0x923f82a4af\
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
var SHA512_W_H=new Uint32Array(80);var SHA512_W_L=new Uint32Array(80);var SHA2_64B=class extends HashMD2{constructor(outputLen){super(128,outputLen,16,false)}get(){
const{Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl}=this;return[Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl]}set(Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl){
this.Ah=Ah|0;this.Al=Al|0;this.Bh=Bh|0;this.Bl=Bl|0;this.Ch=Ch|0;this.Cl=Cl|0;this.Dh=Dh|0;this.Dl=Dl|0;this.Eh=Eh|0;this.El=El|0;this.Fh=Fh|0;this.Fl=Fl|0;this.
Gh=Gh|0;this.Gl=Gl|0;this.Hh=Hh|0;this.Hl=Hl|0}process(view,offset){for(let i=0;i<16;i++,offset+=4){SHA512_W_H[i]=view.getUint32(offset);SHA512_W_L[i]=view.getUint32(
offset+=4)}for(let i=16;i<80;i++){const W15h=SHA512_W_H[i-15]|0;const W15l=SHA512_W_L[i-15]|0;const s0h=rotrSH(W15h,W15l,1)^rotrSH(W15h,W15l,8)^shrSH(W15h,W15l,
7);const s0l=rotrSL(W15h,W15l,1)^rotrSL(W15h,W15l,8)^shrSL(W15h,W15l,7);const W2h=SHA512_W_H[i-2]|0;const W2l=SHA512_W_L[i-2]|0;const s1h=rotrSH(W2h,W2l,19)^rotrBH(
W2h,W2l,61)^shrSH(W2h,W2l,6);const s1l=rotrSL(W2h,W2l,19)^rotrBL(W2h,W2l,61)^shrSL(W2h,W2l,6);const SUMl=add4L(s0l,s1l,SHA512_W_L[i-7],SHA512_W_L[i-16]);const SUMh=add4H(
SUMl,s0h,s1h,SHA512_W_H[i-7],SHA512_W_H[i-16]);SHA512_W_H[i]=SUMh|0;SHA512_W_L[i]=SUMl|0}let{Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl}=this;for(let i=0;i<
80;i++){const sigma1h=rotrSH(Eh,El,14)^rotrSH(Eh,El,18)^rotrBH(Eh,El,41);const sigma1l=rotrSL(Eh,El,14)^rotrSL(Eh,El,18)^rotrBL(Eh,El,41);const CHIh=Eh&Fh^~Eh&Gh;
const CHIl=El&Fl^~El&Gl;const T1ll=add5L(Hl,sigma1l,CHIl,SHA512_Kl[i],SHA512_W_L[i]);const T1h=add5H(T1ll,Hh,sigma1h,CHIh,SHA512_Kh[i],SHA512_W_H[i]);const T1l=T1ll|
0;const sigma0h=rotrSH(Ah,Al,28)^rotrBH(Ah,Al,34)^rotrBH(Ah,Al,39);const sigma0l=rotrSL(Ah,Al,28)^rotrBL(Ah,Al,34)^rotrBL(Ah,Al,39);const MAJh=Ah&Bh^Ah&Ch^Bh&Ch;
const MAJl=Al&Bl^Al&Cl^Bl&Cl;Hh=Gh|0;Hl=Gl|0;Gh=Fh|0;Gl=Fl|0;Fh=Eh|0;Fl=El|0;({h:Eh,l:El}=add(Dh|0,Dl|0,T1h|0,T1l|0));Dh=Ch|0;Dl=Cl|0;Ch=Bh|0;Cl=Bl|0;Bh=Ah|0;Bl=
Al|0;const All=add3L(T1l,sigma0l,MAJl);Ah=add3H(All,T1h,sigma0h,MAJh);Al=All|0}({h:Ah,l:Al}=add(this.Ah|0,this.Al|0,Ah|0,Al|0));({h:Bh,l:Bl}=add(this.Bh|0,this.
Bl|0,Bh|0,Bl|0));({h:Ch,l:Cl}=add(this.Ch|0,this.Cl|0,Ch|0,Cl|0));({h:Dh,l:Dl}=add(this.Dh|0,this.Dl|0,Dh|0,Dl|0));({h:Eh,l:El}=add(this.Eh|0,this.El|0,Eh|0,El|
0));({h:Fh,l:Fl}=add(this.Fh|0,this.Fl|0,Fh|0,Fl|0));({h:Gh,l:Gl}=add(this.Gh|0,this.Gl|0,Gh|0,Gl|0));({h:Hh,l:Hl}=add(this.Hh|0,this.Hl|0,Hh|0,Hl|0));this.set(
Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl)}roundClean(){clean3(SHA512_W_H,SHA512_W_L)}destroy(){clean3(this.buffer);this.set(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,
0)}};var _SHA384=class extends SHA2_64B{Ah=SHA384_IV2[0]|0;Al=SHA384_IV2[1]|0;Bh=SHA384_IV2[2]|0;Bl=SHA384_IV2[3]|0;Ch=SHA384_IV2[4]|0;Cl=SHA384_IV2[5]|0;Dh=SHA384_IV2[6]|
0;Dl=SHA384_IV2[7]|0;Eh=SHA384_IV2[8]|0;El=SHA384_IV2[9]|0;Fh=SHA384_IV2[10]|0;Fl=SHA384_IV2[11]|0;Gh=SHA384_IV2[12]|0;Gl=SHA384_IV2[13]|0;Hh=SHA384_IV2[14]|0;Hl=SHA384_IV2[15]|
0;constructor(){super(48)}};var sha2562=createHasher2(()=>new _SHA2562,oidNist2(1));var sha384=createHasher2(()=>new _SHA384,oidNist2(2));var _1n6=BigInt(1);var _2n4=BigInt(2);var _3n3=BigInt(3);var _5n2=BigInt(5);var _8n2=BigInt(8);var ed25519_CURVE_p=BigInt("0x7ffffffffffffffffffffffffffffffffff\
fffffffffffffffffffffffffffed");function ed25519_pow_2_252_3(x){const _10n=BigInt(10),_20n=BigInt(20),_40n=BigInt(40),_80n=BigInt(80);const P=ed25519_CURVE_p;const x2=x*x%P;const b2=x2*x%P;const b4=pow2(
b2,_2n4,P)*b2%P;const b5=pow2(b4,_1n6,P)*x%P;const b10=pow2(b5,_5n2,P)*b5%P;const b20=pow2(b10,_10n,P)*b10%P;const b40=pow2(b20,_20n,P)*b20%P;const b80=pow2(b40,
_40n,P)*b40%P;const b160=pow2(b80,_80n,P)*b80%P;const b240=pow2(b160,_80n,P)*b80%P;const b250=pow2(b240,_10n,P)*b10%P;const pow_p_5_8=pow2(b250,_2n4,P)*x%P;return{
pow_p_5_8,b2}}function adjustScalarBytes(bytes){bytes[0]&=248;bytes[31]&=127;bytes[31]|=64;return bytes}var x25519=(()=>{const P=ed25519_CURVE_p;return montgomery({P,type:"x25519",powPminus2:x=>{const{pow_p_5_8,b2}=ed25519_pow_2_252_3(x);return mod(pow2(pow_p_5_8,
_3n3,P)*b2,P)},adjustScalarBytes})})();var p256_CURVE=(()=>({p:BigInt("0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff"),n:BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e8\
4f3b9cac2fc632551"),h:BigInt(1),a:BigInt("0xffffffff00000001000000000000000000000000fffffffffffffffffffffffc"),b:BigInt("0x5ac635d8aa3a93e7b3ebbd55769886bc651d0\
6b0cc53b0f63bce3c3e27d2604b"),Gx:BigInt("0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),Gy:BigInt("0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce3\
3576b315ececbb6406837bf51f5")}))();var p384_CURVE=(()=>({p:BigInt("0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000fff\
fffff"),n:BigInt("0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973"),h:BigInt(1),a:BigInt("0xfffffffffffffffff\
ffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000fffffffc"),b:BigInt("0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac6\
56398d8a2ed19d2a85c8edd3ec2aef"),Gx:BigInt("0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7"),Gy:BigInt("0x36\
17de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f")}))();var p256_Point=weierstrass(p256_CURVE);var p256=ecdsa(p256_Point,sha2562);var p384_Point=weierstrass(p384_CURVE);var p384=ecdsa(p384_Point,sha384);function extract2(hash,ikm,salt){ahash2(hash);if(salt===void 0)salt=new Uint8Array(hash.outputLen);return hmac2(hash,salt,ikm)}var HKDF_COUNTER2=Uint8Array.of(0);
var EMPTY_BUFFER2=Uint8Array.of();function expand2(hash,prk,info,length=32){ahash2(hash);anumber4(length,"length");const olen=hash.outputLen;if(length>255*olen)
throw new Error("Length must be <= 255*HashLen");const blocks=Math.ceil(length/olen);if(info===void 0)info=EMPTY_BUFFER2;else abytes4(info,void 0,"info");const okm=new Uint8Array(
blocks*olen);const HMAC=hmac2.create(hash,prk);const HMACTmp=HMAC._cloneInto();const T=new Uint8Array(HMAC.outputLen);for(let counter=0;counter<blocks;counter++){
HKDF_COUNTER2[0]=counter+1;HMACTmp.update(counter===0?EMPTY_BUFFER2:T).update(info).update(HKDF_COUNTER2).digestInto(T);okm.set(T,olen*counter);HMAC._cloneInto(
HMACTmp)}HMAC.destroy();HMACTmp.destroy();clean3(T,HKDF_COUNTER2);return okm.slice(0,length)}var _0n6=BigInt(0);var _1n7=BigInt(1);var _2n5=BigInt(2);var _7n2=BigInt(7);var _256n=BigInt(256);var _0x71n=BigInt(113);var SHA3_PI=[];var SHA3_ROTL=[];var _SHA3_IOTA=[];
for(let round=0,R=_1n7,x=1,y=0;round<24;round++){[x,y]=[y,(2*x+3*y)%5];SHA3_PI.push(2*(5*y+x));SHA3_ROTL.push((round+1)*(round+2)/2%64);let t=_0n6;for(let j=0;j<
7;j++){R=(R<<_1n7^(R>>_7n2)*_0x71n)%_256n;if(R&_2n5)t^=_1n7<<(_1n7<<BigInt(j))-_1n7}_SHA3_IOTA.push(t)}var IOTAS=split(_SHA3_IOTA,true);var SHA3_IOTA_H=IOTAS[0];
var SHA3_IOTA_L=IOTAS[1];var rotlH=(h,l,s)=>s>32?rotlBH(h,l,s):rotlSH(h,l,s);var rotlL=(h,l,s)=>s>32?rotlBL(h,l,s):rotlSL(h,l,s);function keccakP(s,rounds=24){const B=new Uint32Array(
5*2);for(let round=24-rounds;round<24;round++){for(let x=0;x<10;x++)B[x]=s[x]^s[x+10]^s[x+20]^s[x+30]^s[x+40];for(let x=0;x<10;x+=2){const idx1=(x+8)%10;const idx0=(x+
2)%10;const B0=B[idx0];const B1=B[idx0+1];const Th=rotlH(B0,B1,1)^B[idx1];const Tl=rotlL(B0,B1,1)^B[idx1+1];for(let y=0;y<50;y+=10){s[x+y]^=Th;s[x+y+1]^=Tl}}let curH=s[2];
let curL=s[3];for(let t=0;t<24;t++){const shift=SHA3_ROTL[t];const Th=rotlH(curH,curL,shift);const Tl=rotlL(curH,curL,shift);const PI=SHA3_PI[t];curH=s[PI];curL=
s[PI+1];s[PI]=Th;s[PI+1]=Tl}for(let y=0;y<50;y+=10){for(let x=0;x<10;x++)B[x]=s[y+x];for(let x=0;x<10;x++)s[y+x]^=~B[(x+2)%10]&B[(x+4)%10]}s[0]^=SHA3_IOTA_H[round];
s[1]^=SHA3_IOTA_L[round]}clean3(B)}var Keccak=class _Keccak{state;pos=0;posOut=0;finished=false;state32;destroyed=false;blockLen;suffix;outputLen;enableXOF=false;rounds;constructor(blockLen,suffix,outputLen,enableXOF=false,rounds=24){
this.blockLen=blockLen;this.suffix=suffix;this.outputLen=outputLen;this.enableXOF=enableXOF;this.rounds=rounds;anumber4(outputLen,"outputLen");if(!(0<blockLen&&
blockLen<200))throw new Error("only keccak-f1600 function is supported");this.state=new Uint8Array(200);this.state32=u323(this.state)}clone(){return this._cloneInto()}keccak(){
swap32IfBE3(this.state32);keccakP(this.state32,this.rounds);swap32IfBE3(this.state32);this.posOut=0;this.pos=0}update(data){aexists3(this);abytes4(data);const{blockLen,
state}=this;const len=data.length;for(let pos=0;pos<len;){const take=Math.min(blockLen-this.pos,len-pos);for(let i=0;i<take;i++)state[this.pos++]^=data[pos++];if(this.
pos===blockLen)this.keccak()}return this}finish(){if(this.finished)return;this.finished=true;const{state,suffix,pos,blockLen}=this;state[pos]^=suffix;if((suffix&
128)!==0&&pos===blockLen-1)this.keccak();state[blockLen-1]^=128;this.keccak()}writeInto(out){aexists3(this,false);abytes4(out);this.finish();const bufferOut=this.
state;const{blockLen}=this;for(let pos=0,len=out.length;pos<len;){if(this.posOut>=blockLen)this.keccak();const take=Math.min(blockLen-this.posOut,len-pos);out.set(
bufferOut.subarray(this.posOut,this.posOut+take),pos);this.posOut+=take;pos+=take}return out}xofInto(out){if(!this.enableXOF)throw new Error("XOF is not possibl\
e for this instance");return this.writeInto(out)}xof(bytes){anumber4(bytes);return this.xofInto(new Uint8Array(bytes))}digestInto(out){aoutput3(out,this);if(this.
finished)throw new Error("digest() was already called");this.writeInto(out);this.destroy();return out}digest(){return this.digestInto(new Uint8Array(this.outputLen))}destroy(){
this.destroyed=true;clean3(this.state)}_cloneInto(to){const{blockLen,suffix,outputLen,rounds,enableXOF}=this;to||=new _Keccak(blockLen,suffix,outputLen,enableXOF,
rounds);to.state32.set(this.state32);to.pos=this.pos;to.posOut=this.posOut;to.finished=this.finished;to.rounds=rounds;to.suffix=suffix;to.outputLen=outputLen;to.
enableXOF=enableXOF;to.destroyed=this.destroyed;return to}};var genKeccak=(suffix,blockLen,outputLen,info={})=>createHasher2(()=>new Keccak(blockLen,suffix,outputLen),
info);var sha3_256=genKeccak(6,136,32,oidNist2(8));var sha3_512=genKeccak(6,72,64,oidNist2(10));var genShake=(suffix,blockLen,outputLen,info={})=>createHasher2((opts2={})=>new Keccak(blockLen,suffix,opts2.dkLen===void 0?outputLen:opts2.dkLen,true),info);var shake128=genShake(
31,168,16,oidNist2(11));var shake256=genShake(31,136,32,oidNist2(12));function checkU32(n){if(!Number.isSafeInteger(n)||n<0||n>4294967295)throw new Error("wrong u32 integer:"+n);return n}function isPowerOfTwo(x){checkU32(x);return(x&
x-1)===0&&x!==0}function reverseBits(n,bits){checkU32(n);let reversed=0;for(let i=0;i<bits;i++,n>>>=1)reversed=reversed<<1|n&1;return reversed}function log2(n){checkU32(n);return 31-
Math.clz32(n)}function bitReversalInplace(values){const n=values.length;if(n<2||!isPowerOfTwo(n))throw new Error("n must be a power of 2 and greater than 1. Got\
 "+n);const bits=log2(n);for(let i=0;i<n;i++){const j=reverseBits(i,bits);if(i<j){const tmp=values[i];values[i]=values[j];values[j]=tmp}}return values}var FFTCore=(F2,coreOpts)=>{const{N:N2,roots,dit,invertButterflies=false,skipStages=0,brp=true}=coreOpts;const bits=log2(N2);if(!isPowerOfTwo(N2))throw new Error(
"FFT: Polynomial size should be power of two");const isDit=dit!==invertButterflies;isDit;return values=>{if(values.length!==N2)throw new Error("FFT: wrong Polyn\
omial length");if(dit&&brp)bitReversalInplace(values);for(let i=0,g=1;i<bits-skipStages;i++){const s=dit?i+1+skipStages:bits-i;const m=1<<s;const m2=m>>1;const stride=N2>>
s;for(let k=0;k<N2;k+=m){for(let j=0,grp=g++;j<m2;j++){const rootPos=invertButterflies?dit?N2-grp:grp:j*stride;const i0=k+j;const i1=k+j+m2;const omega=roots[rootPos];
const b=values[i1];const a=values[i0];if(isDit){const t=F2.mul(b,omega);values[i0]=F2.add(a,t);values[i1]=F2.sub(a,t)}else if(invertButterflies){values[i0]=F2.add(
b,a);values[i1]=F2.mul(F2.sub(b,a),omega)}else{values[i0]=F2.add(a,b);values[i1]=F2.mul(F2.sub(a,b),omega)}}}}if(!dit&&brp)bitReversalInplace(values);return values}};var randomBytes4=randomBytes3;function equalBytes2(a,b){if(a.length!==b.length)return false;let diff=0;for(let i=0;i<a.length;i++)diff|=a[i]^b[i];return diff===
0}function copyBytes3(bytes){return Uint8Array.from(bytes)}function splitCoder(label,...lengths){const getLength=c=>typeof c==="number"?c:c.bytesLen;const bytesLen=lengths.reduce((sum,a)=>sum+getLength(a),0);return{bytesLen,
encode:bufs=>{const res=new Uint8Array(bytesLen);for(let i=0,pos=0;i<lengths.length;i++){const c=lengths[i];const l=getLength(c);const b=typeof c==="number"?bufs[i]:
c.encode(bufs[i]);abytes4(b,l,label);res.set(b,pos);if(typeof c!=="number")b.fill(0);pos+=l}return res},decode:buf=>{abytes4(buf,bytesLen,label);const res=[];for(const c of lengths){
const l=getLength(c);const b=buf.subarray(0,l);res.push(typeof c==="number"?b:c.decode(b));buf=buf.subarray(l)}return res}}}function vecCoder(c,vecLen){const bytesLen=vecLen*
c.bytesLen;return{bytesLen,encode:u=>{if(u.length!==vecLen)throw new Error(`vecCoder.encode: wrong length=${u.length}. Expected: ${vecLen}`);const res=new Uint8Array(
bytesLen);for(let i=0,pos=0;i<u.length;i++){const b=c.encode(u[i]);res.set(b,pos);b.fill(0);pos+=b.length}return res},decode:a=>{abytes4(a,bytesLen);const r=[];
for(let i=0;i<a.length;i+=c.bytesLen)r.push(c.decode(a.subarray(i,i+c.bytesLen)));return r}}}function cleanBytes(...list){for(const t of list){if(Array.isArray(
t))for(const b of t)b.fill(0);else t.fill(0)}}function getMask(bits){return(1<<bits)-1}var EMPTY=Uint8Array.of();var genCrystals=opts2=>{const{newPoly,N:N2,Q:Q2,F:F2,ROOT_OF_UNITY:ROOT_OF_UNITY2,brvBits,isKyber}=opts2;const mod4=(a,modulo=Q2)=>{const result=a%modulo|0;return(result>=
0?result|0:modulo+result|0)|0};const smod=(a,modulo=Q2)=>{const r=mod4(a,modulo)|0;return(r>modulo>>1?r-modulo|0:r)|0};function getZettas(){const out=newPoly(N2);
for(let i=0;i<N2;i++){const b=reverseBits(i,brvBits);const p=BigInt(ROOT_OF_UNITY2)**BigInt(b)%BigInt(Q2);out[i]=Number(p)|0}return out}const nttZetas2=getZettas();
const field={add:(a,b)=>mod4((a|0)+(b|0))|0,sub:(a,b)=>mod4((a|0)-(b|0))|0,mul:(a,b)=>mod4((a|0)*(b|0))|0,inv:_a=>{throw new Error("not implemented")}};const nttOpts={
N:N2,roots:nttZetas2,invertButterflies:true,skipStages:isKyber?1:0,brp:false};const dif=FFTCore(field,{dit:false,...nttOpts});const dit=FFTCore(field,{dit:true,
...nttOpts});const NTT2={encode:r=>{return dif(r)},decode:r=>{dit(r);for(let i=0;i<r.length;i++)r[i]=mod4(F2*r[i]);return r}};const bitsCoder2=(d,c)=>{const mask=getMask(
d);const bytesLen=d*(N2/8);return{bytesLen,encode:poly=>{const r=new Uint8Array(bytesLen);for(let i=0,buf=0,bufLen=0,pos=0;i<poly.length;i++){buf|=(c.encode(poly[i])&
mask)<<bufLen;bufLen+=d;for(;bufLen>=8;bufLen-=8,buf>>=8)r[pos++]=buf&getMask(bufLen)}return r},decode:bytes=>{const r=newPoly(N2);for(let i=0,buf=0,bufLen=0,pos=0;i<
bytes.length;i++){buf|=bytes[i]<<bufLen;bufLen+=8;for(;bufLen>=d;bufLen-=d,buf>>=d)r[pos++]=c.decode(buf&mask)}return r}}};return{mod:mod4,smod,nttZetas:nttZetas2,
NTT:NTT2,bitsCoder:bitsCoder2}};var createXofShake=shake=>(seed,blockLen)=>{if(!blockLen)blockLen=shake.blockLen;const _seed=new Uint8Array(seed.length+2);_seed.
set(seed);const seedLen=seed.length;const buf=new Uint8Array(blockLen);let h=shake.create({});let calls=0;let xofs=0;return{stats:()=>({calls,xofs}),get:(x,y)=>{
_seed[seedLen+0]=x;_seed[seedLen+1]=y;h.destroy();h=shake.create({}).update(_seed);calls++;return()=>{xofs++;return h.xofInto(buf)}},clean:()=>{h.destroy();cleanBytes(
buf,_seed)}}};var XOF128=createXofShake(shake128);var N=256;var Q=3329;var F=3303;var ROOT_OF_UNITY=17;var{mod:mod2,nttZetas,NTT,bitsCoder}=genCrystals({N,Q,F,ROOT_OF_UNITY,newPoly:n=>new Uint16Array(n),brvBits:7,
isKyber:true});var PARAMS={512:{N,Q,K:2,ETA1:3,ETA2:2,du:10,dv:4,RBGstrength:128},768:{N,Q,K:3,ETA1:2,ETA2:2,du:10,dv:4,RBGstrength:192},1024:{N,Q,K:4,ETA1:2,ETA2:2,
du:11,dv:5,RBGstrength:256}};var compress=d=>{if(d>=12)return{encode:i=>i,decode:i=>i};const a=2**(d-1);return{encode:i=>((i<<d)+Q/2)/Q,decode:i=>i*Q+a>>>d}};var polyCoder=d=>bitsCoder(
d,compress(d));function polyAdd(a,b){for(let i=0;i<N;i++)a[i]=mod2(a[i]+b[i])}function polySub(a,b){for(let i=0;i<N;i++)a[i]=mod2(a[i]-b[i])}function BaseCaseMultiply(a0,a1,b0,b1,zeta){
const c0=mod2(a1*b1*zeta+a0*b0);const c1=mod2(a0*b1+a1*b0);return{c0,c1}}function MultiplyNTTs(f,g){for(let i=0;i<N/2;i++){let z=nttZetas[64+(i>>1)];if(i&1)z=-z;
const{c0,c1}=BaseCaseMultiply(f[2*i+0],f[2*i+1],g[2*i+0],g[2*i+1],z);f[2*i+0]=c0;f[2*i+1]=c1}return f}function SampleNTT(xof){const r=new Uint16Array(N);for(let j=0;j<
N;){const b=xof();if(b.length%3)throw new Error("SampleNTT: unaligned block");for(let i=0;j<N&&i+3<=b.length;i+=3){const d1=(b[i+0]>>0|b[i+1]<<8)&4095;const d2=(b[i+
1]>>4|b[i+2]<<4)&4095;if(d1<Q)r[j++]=d1;if(j<N&&d2<Q)r[j++]=d2}}return r}function sampleCBD(PRF,seed,nonce,eta){const buf=PRF(eta*N/4,seed,nonce);const r=new Uint16Array(
N);const b32=u323(buf);let len=0;for(let i=0,p=0,bb=0,t0=0;i<b32.length;i++){let b=b32[i];for(let j=0;j<32;j++){bb+=b&1;b>>=1;len+=1;if(len===eta){t0=bb;bb=0}else if(len===
2*eta){r[p++]=mod2(t0-bb);bb=0;len=0}}}if(len)throw new Error(`sampleCBD: leftover bits: ${len}`);return r}var genKPKE=opts2=>{const{K,PRF,XOF,HASH512,ETA1,ETA2,
du,dv}=opts2;const poly1=polyCoder(1);const polyV=polyCoder(dv);const polyU=polyCoder(du);const publicCoder=splitCoder("publicKey",vecCoder(polyCoder(12),K),32);
const secretCoder=vecCoder(polyCoder(12),K);const cipherCoder=splitCoder("ciphertext",vecCoder(polyU,K),polyV);const seedCoder=splitCoder("seed",32,32);return{secretCoder,
lengths:{secretKey:secretCoder.bytesLen,publicKey:publicCoder.bytesLen,cipherText:cipherCoder.bytesLen},keygen:seed=>{abytes4(seed,32,"seed");const seedDst=new Uint8Array(
33);seedDst.set(seed);seedDst[32]=K;const seedHash=HASH512(seedDst);const[rho,sigma]=seedCoder.decode(seedHash);const sHat=[];const tHat=[];for(let i=0;i<K;i++)
sHat.push(NTT.encode(sampleCBD(PRF,sigma,i,ETA1)));const x=XOF(rho);for(let i=0;i<K;i++){const e=NTT.encode(sampleCBD(PRF,sigma,K+i,ETA1));for(let j=0;j<K;j++){
const aji=SampleNTT(x.get(j,i));polyAdd(e,MultiplyNTTs(aji,sHat[j]))}tHat.push(e)}x.clean();const res={publicKey:publicCoder.encode([tHat,rho]),secretKey:secretCoder.
encode(sHat)};cleanBytes(rho,sigma,sHat,tHat,seedDst,seedHash);return res},encrypt:(publicKey,msg,seed)=>{const[tHat,rho]=publicCoder.decode(publicKey);const rHat=[];
for(let i=0;i<K;i++)rHat.push(NTT.encode(sampleCBD(PRF,seed,i,ETA1)));const x=XOF(rho);const tmp2=new Uint16Array(N);const u=[];for(let i=0;i<K;i++){const e1=sampleCBD(
PRF,seed,K+i,ETA2);const tmp=new Uint16Array(N);for(let j=0;j<K;j++){const aij=SampleNTT(x.get(i,j));polyAdd(tmp,MultiplyNTTs(aij,rHat[j]))}polyAdd(e1,NTT.decode(
tmp));u.push(e1);polyAdd(tmp2,MultiplyNTTs(tHat[i],rHat[i]));cleanBytes(tmp)}x.clean();const e2=sampleCBD(PRF,seed,2*K,ETA2);polyAdd(e2,NTT.decode(tmp2));const v=poly1.
decode(msg);polyAdd(v,e2);cleanBytes(tHat,rHat,tmp2,e2);return cipherCoder.encode([u,v])},decrypt:(cipherText,privateKey)=>{const[u,v]=cipherCoder.decode(cipherText);
const sk=secretCoder.decode(privateKey);const tmp=new Uint16Array(N);for(let i=0;i<K;i++)polyAdd(tmp,MultiplyNTTs(sk[i],NTT.encode(u[i])));polySub(v,NTT.decode(
tmp));cleanBytes(tmp,sk,u);return poly1.encode(v)}}};function createKyber(opts2){const KPKE=genKPKE(opts2);const{HASH256,HASH512,KDF}=opts2;const{secretCoder:KPKESecretCoder,
lengths}=KPKE;const secretCoder=splitCoder("secretKey",lengths.secretKey,lengths.publicKey,32,32);const msgLen=32;const seedLen=64;return{info:{type:"ml-kem"},lengths:{
...lengths,seed:64,msg:msgLen,msgRand:msgLen,secretKey:secretCoder.bytesLen},keygen:(seed=randomBytes4(seedLen))=>{abytes4(seed,seedLen,"seed");const{publicKey,
secretKey:sk}=KPKE.keygen(seed.subarray(0,32));const publicKeyHash=HASH256(publicKey);const secretKey=secretCoder.encode([sk,publicKey,publicKeyHash,seed.subarray(
32)]);cleanBytes(sk,publicKeyHash);return{publicKey,secretKey}},getPublicKey:secretKey=>{const[_sk,publicKey,_publicKeyHash,_z]=secretCoder.decode(secretKey);return Uint8Array.
from(publicKey)},encapsulate:(publicKey,msg=randomBytes4(msgLen))=>{abytes4(publicKey,lengths.publicKey,"publicKey");abytes4(msg,msgLen,"message");const eke=publicKey.
subarray(0,384*opts2.K);const ek=KPKESecretCoder.encode(KPKESecretCoder.decode(copyBytes3(eke)));if(!equalBytes2(ek,eke)){cleanBytes(ek);throw new Error("ML-KEM\
.encapsulate: wrong publicKey modulus")}cleanBytes(ek);const kr=HASH512.create().update(msg).update(HASH256(publicKey)).digest();const cipherText=KPKE.encrypt(publicKey,
msg,kr.subarray(32,64));cleanBytes(kr.subarray(32));return{cipherText,sharedSecret:kr.subarray(0,32)}},decapsulate:(cipherText,secretKey)=>{abytes4(secretKey,secretCoder.
bytesLen,"secretKey");abytes4(cipherText,lengths.cipherText,"cipherText");const k768=secretCoder.bytesLen-96;const start=k768+32;const test=HASH256(secretKey.subarray(
k768/2,start));if(!equalBytes2(test,secretKey.subarray(start,start+32)))throw new Error("invalid secretKey: hash check failed");const[sk,publicKey,publicKeyHash,
z]=secretCoder.decode(secretKey);const msg=KPKE.decrypt(cipherText,sk);const kr=HASH512.create().update(msg).update(publicKeyHash).digest();const Khat=kr.subarray(
0,32);const cipherText2=KPKE.encrypt(publicKey,msg,kr.subarray(32,64));const isValid=equalBytes2(cipherText,cipherText2);const Kbar=KDF.create({dkLen:32}).update(
z).update(cipherText).digest();cleanBytes(msg,cipherText2,!isValid?Khat:Kbar);return isValid?Khat:Kbar}}}function shakePRF(dkLen,key,nonce){return shake256.create(
{dkLen}).update(key).update(new Uint8Array([nonce])).digest()}var opts={HASH256:sha3_256,HASH512:sha3_512,KDF:shake256,XOF:XOF128,PRF:shakePRF};var ml_kem512=createKyber(
{...opts,...PARAMS[512]});var ml_kem768=createKyber({...opts,...PARAMS[768]});var ml_kem1024=createKyber({...opts,...PARAMS[1024]});function ecKeygen(curve,allowZeroKey=false){const lengths=curve.lengths;let keygen=curve.keygen;if(allowZeroKey){const wCurve=curve;const Fn=wCurve.Point.Fn;if(!Fn)
throw new Error("No Point.Fn");keygen=(seed=randomBytes4(lengths.seed))=>{abytes4(seed,lengths.seed,"seed");const seedScalar=Fn.isLE?bytesToNumberLE(seed):bytesToNumberBE(
seed);const secretKey=Fn.toBytes(Fn.create(seedScalar));return{secretKey,publicKey:curve.getPublicKey(secretKey)}}}return{lengths:{secretKey:lengths.secretKey,publicKey:lengths.
publicKey,seed:lengths.seed},keygen,getPublicKey:secretKey=>curve.getPublicKey(secretKey)}}function ecdhKem(curve,allowZeroKey=false){const kg=ecKeygen(curve,allowZeroKey);
if(!curve.getSharedSecret)throw new Error("wrong curve");return{lengths:{...kg.lengths,msg:kg.lengths.seed,cipherText:kg.lengths.publicKey},keygen:kg.keygen,getPublicKey:kg.
getPublicKey,encapsulate(publicKey,rand=randomBytes4(curve.lengths.seed)){const ek=this.keygen(rand).secretKey;const sharedSecret=this.decapsulate(publicKey,ek);
const cipherText=curve.getPublicKey(ek);cleanBytes(ek);return{sharedSecret,cipherText}},decapsulate(cipherText,secretKey){const res=curve.getSharedSecret(secretKey,
cipherText);return curve.lengths.publicKeyHasPrefix?res.subarray(1):res}}}function splitLengths(lst,name){return splitCoder(name,...lst.map(i=>{if(typeof i.lengths[name]!=="number")throw new Error("wrong length: "+name);return i.lengths[name]}))}
function expandSeedXof(xof){return(seed,seedLen)=>xof(seed,{dkLen:seedLen})}function combineKeys(realSeedLen,expandSeed,...ck){const seedCoder=splitLengths(ck,"\
seed");const pkCoder=splitLengths(ck,"publicKey");if(realSeedLen===void 0)realSeedLen=seedCoder.bytesLen;anumber4(realSeedLen);function expandDecapsulationKey(seed){
abytes4(seed,realSeedLen);const expanded=seedCoder.decode(expandSeed(seed,seedCoder.bytesLen));const keys=ck.map((i,j)=>i.keygen(expanded[j]));const secretKey=keys.
map(i=>i.secretKey);const publicKey=keys.map(i=>i.publicKey);return{secretKey,publicKey}}return{info:{lengths:{seed:realSeedLen,publicKey:pkCoder.bytesLen,secretKey:realSeedLen}},
getPublicKey(secretKey){return this.keygen(secretKey).publicKey},keygen(seed=randomBytes4(realSeedLen)){const{publicKey:pk,secretKey}=expandDecapsulationKey(seed);
const publicKey=pkCoder.encode(pk);cleanBytes(pk);cleanBytes(secretKey);return{secretKey:seed,publicKey}},expandDecapsulationKey,realSeedLen}}function combineKEMS(realSeedLen,realMsgLen,expandSeed,combiner,...kems){
const keys=combineKeys(realSeedLen,expandSeed,...kems);const ctCoder=splitLengths(kems,"cipherText");const pkCoder=splitLengths(kems,"publicKey");const msgCoder=splitLengths(
kems,"msg");if(realMsgLen===void 0)realMsgLen=msgCoder.bytesLen;anumber4(realMsgLen);return{lengths:{...keys.info.lengths,msg:realMsgLen,msgRand:msgCoder.bytesLen,
cipherText:ctCoder.bytesLen},getPublicKey:keys.getPublicKey,keygen:keys.keygen,encapsulate(pk,randomness=randomBytes4(msgCoder.bytesLen)){const pks=pkCoder.decode(
pk);const rand=msgCoder.decode(randomness);const enc=kems.map((i,j)=>i.encapsulate(pks[j],rand[j]));const sharedSecret=enc.map(i=>i.sharedSecret);const cipherText=enc.
map(i=>i.cipherText);const res={sharedSecret:combiner(pks,cipherText,sharedSecret),cipherText:ctCoder.encode(cipherText)};cleanBytes(sharedSecret,cipherText);return res},
decapsulate(ct,seed){const cts=ctCoder.decode(ct);const{publicKey,secretKey}=keys.expandDecapsulationKey(seed);const sharedSecret=kems.map((i,j)=>i.decapsulate(
cts[j],secretKey[j]));return combiner(publicKey,cts,sharedSecret)}}}function QSF(label,pqc,curveKEM,xof,kdf){ahash2(xof);ahash2(kdf);return combineKEMS(32,32,expandSeedXof(xof),(pk,ct,ss)=>kdf(concatBytes2(ss[0],ss[1],ct[1],pk[1],
asciiToBytes(label))),pqc,curveKEM)}var QSF_ml_kem768_p256=QSF("QSF-KEM(ML-KEM-768,P-256)-XOF(SHAKE256)-KDF(SHA3-256)",ml_kem768,ecdhKem(p256,true),shake256,sha3_256);
var QSF_ml_kem1024_p384=QSF("QSF-KEM(ML-KEM-1024,P-384)-XOF(SHAKE256)-KDF(SHA3-256)",ml_kem1024,ecdhKem(p384,true),shake256,sha3_256);function createKitchenSink(label,pqc,curveKEM,xof,hash){
ahash2(xof);ahash2(hash);return combineKEMS(32,32,expandSeedXof(xof),(pk,ct,ss)=>{const preimage=concatBytes2(ss[0],ss[1],ct[0],pk[0],ct[1],pk[1],asciiToBytes(label));
const len=32;const ikm=concatBytes2(asciiToBytes("hybrid_prk"),preimage);const prk=extract2(hash,ikm);const info=concatBytes2(numberToBytesBE(len,2),asciiToBytes(
"shared_secret"),asciiToBytes(""));const res=expand2(hash,prk,info,len);cleanBytes(prk,info,ikm,preimage);return res},pqc,curveKEM)}var x25519kem=ecdhKem(x25519);
var KitchenSink_ml_kem768_x25519=createKitchenSink("KitchenSink-KEM(ML-KEM-768,X25519)-XOF(SHAKE256)-KDF(HKDF-SHA-256)",ml_kem768,x25519kem,shake256,sha2562);var ml_kem768_x25519=(()=>combineKEMS(
32,32,expandSeedXof(shake256),(pk,ct,ss)=>sha3_256(concatBytes2(ss[0],ss[1],ct[1],pk[1],asciiToBytes("\\.//^\\"))),ml_kem768,x25519kem))();function nistCurveKem(curve,scalarLen,elemLen,nseed){
const Fn=curve.Point.Fn;if(!Fn)throw new Error("no Point.Fn");function rejectionSampling(seed){let sk;for(let start=0,end=scalarLen;;start=end,end+=scalarLen){if(end>
seed.length)throw new Error("rejection sampling failed");sk=Fn.fromBytes(seed.subarray(start,end),true);if(Fn.isValidNot0(sk))break}const secretKey=Fn.toBytes(Fn.
create(sk));const publicKey=curve.getPublicKey(secretKey,false);return{secretKey,publicKey}}return{lengths:{secretKey:scalarLen,publicKey:elemLen,seed:nseed,msg:nseed,
cipherText:elemLen},keygen(seed=randomBytes4(nseed)){abytes4(seed,nseed,"seed");return rejectionSampling(seed)},getPublicKey(secretKey){return curve.getPublicKey(
secretKey,false)},encapsulate(publicKey,rand=randomBytes4(nseed)){abytes4(rand,nseed,"rand");const{secretKey:ek}=rejectionSampling(rand);const sharedSecret=this.
decapsulate(publicKey,ek);const cipherText=curve.getPublicKey(ek,false);cleanBytes(ek);return{sharedSecret,cipherText}},decapsulate(cipherText,secretKey){const full=curve.
getSharedSecret(secretKey,cipherText);return full.subarray(1)}}}function concreteHybridKem(label,mlkem,curve,nseed){const{secretKey:scalarLen,publicKeyUncompressed:elemLen}=curve.
lengths;if(!scalarLen||!elemLen)throw new Error("wrong curve");const curveKem=nistCurveKem(curve,scalarLen,elemLen,nseed);const mlkemSeedLen=64;const totalSeedLen=mlkemSeedLen+
nseed;return combineKEMS(32,32,seed=>{abytes4(seed,32);const expanded=shake256(seed,{dkLen:totalSeedLen});const mlkemSeed=expanded.subarray(0,mlkemSeedLen);const curveSeed=expanded.
subarray(mlkemSeedLen,totalSeedLen);return concatBytes2(mlkemSeed,curveSeed)},(pk,ct,ss)=>sha3_256(concatBytes2(ss[0],ss[1],ct[1],pk[1],asciiToBytes(label))),mlkem,
curveKem)}var ml_kem768_p256=(()=>concreteHybridKem("MLKEM768-P256",ml_kem768,p256,128))();var MLKEM768X25519=ml_kem768_x25519;var MLKEM768P256=ml_kem768_p256;function aarray(item,title,inner=()=>{}){if(!Array.isArray(item))throw new TypeError(`"${title}" expected array, got type=${typeof item}`);for(let i=0;i<item.length;i++)
inner(item[i],`${title}[${i}]`);return item}var abytes5=(value,length,title)=>abytes(value,length,title);var anumber5=anumber;function astring(value,title=""){if(typeof value!==
"string"){const prefix=title&&`"${title}" `;throw new TypeError(prefix+"expected string, got type="+typeof value)}return value}function aobject3(value,title="ob\
ject"){if(value===null||typeof value!=="object"||Array.isArray(value))throw new TypeError(title==="object"?"expected valid options object":`"${title}" expected \
object, got type=${typeof value}`);return value}function afunction(value,title){if(typeof value!=="function")throw new TypeError(`"${title}" is invalid: expecte\
d function, got ${typeof value}`);return value}var bytesToHex3=bytesToHex;var concatBytes3=(...arrays)=>concatBytes(...arrays);var hexToBytes3=hex=>hexToBytes(hex);
var isBytes5=isBytes;var randomBytes5=bytesLength=>randomBytes(bytesLength);var _0n7=BigInt(0);var _1n8=BigInt(1);var atitle3=title=>title?`"${title}" `:"";function abool3(value,title=""){
if(typeof value!=="boolean")throw new TypeError(atitle3(title)+"expected boolean, got type="+typeof value);return value}function abignumber2(n){if(typeof n==="b\
igint"){if(!isPosBig2(n))throw new RangeError("positive bigint expected, got "+n)}else anumber5(n);return n}function asafenumber(value,title=""){if(typeof value!==
"number"){const prefix=title&&`"${title}" `;throw new TypeError(prefix+"expected number, got type="+typeof value)}if(!Number.isSafeInteger(value)){const prefix=title&&
`"${title}" `;throw new RangeError(prefix+"expected safe integer, got "+value)}}function numberToHexUnpadded2(num){const hex=abignumber2(num).toString(16);return hex.
length&1?"0"+hex:hex}function hexToNumber2(hex){if(typeof hex!=="string")throw new TypeError("hex string expected, got "+typeof hex);return hex===""?_0n7:BigInt(
"0x"+hex)}function bytesToNumberBE2(bytes){return hexToNumber2(bytesToHex(bytes))}function bytesToNumberLE2(bytes){return hexToNumber2(bytesToHex(copyBytes4(abytes(
bytes)).reverse()))}function numberToBytesBE2(n,len){anumber(len);if(len===0)throw new Error("zero output length is invalid");n=abignumber2(n);const expectedLen=len*
2;const hex=n.toString(16);if(hex.length>expectedLen)throw new RangeError("number is too large");return hexToBytes(hex.padStart(expectedLen,"0"))}function numberToBytesLE2(n,len){
return numberToBytesBE2(n,len).reverse()}function copyBytes4(bytes){return Uint8Array.from(abytes5(bytes))}function isPosBig2(n){return typeof n==="bigint"&&_0n7<=n}function inRange2(n,min,max){return isPosBig2(n)&&isPosBig2(min)&&isPosBig2(max)&&min<=n&&n<max}function aInRange2(title,n,min,max){
if(!inRange2(n,min,max))throw new RangeError("expected valid "+title+": "+min+" <= n < "+max+", got "+n)}function bitLen2(n){if(n<_0n7)throw new Error("expected\
 non-negative bigint, got "+n);return n===_0n7?0:n.toString(2).length}var bitMask2=n=>{asafenumber(n,"n");return(_1n8<<BigInt(n))-_1n8};function createHmacDrbg2(hashLen,qByteLen,hmacFn){anumber(hashLen,"hashLen");anumber(qByteLen,
"qByteLen");if(typeof hmacFn!=="function")throw new TypeError("hmacFn must be a function");const u8n=len=>new Uint8Array(len);const NULL=Uint8Array.of();const byte0=Uint8Array.
of(0);const byte1=Uint8Array.of(1);const _maxDrbgIters=1e3;let v=u8n(hashLen);let k=u8n(hashLen);let i=0;const reset=()=>{v.fill(1);k.fill(0);i=0};const h=(...msgs)=>hmacFn(
k,concatBytes3(v,...msgs));const reseed=(seed=NULL)=>{k=h(byte0,seed);v=h();if(seed.length===0)return;k=h(byte1,seed);v=h()};const gen=()=>{if(i++>=_maxDrbgIters)
throw new Error("drbg: tried max amount of iterations");let len=0;const out=[];while(len<qByteLen){v=h();const sl=v.slice();out.push(sl);len+=v.length}return concatBytes3(
...out)};const genUntil=(seed,pred)=>{reset();reseed(seed);let res=void 0;while((res=pred(gen()))===void 0)reseed();reset();return res};return genUntil}function validateObject2(object,fields={},optFields={},title="\
object"){aobject3(object,title);aobject3(fields,"fields");aobject3(optFields,"optFields");function checkField(fieldName,expectedType,isOpt){const label=title===
"object"?`param "${String(fieldName)}"`:`"${title}.${String(fieldName)}"`;const val=object[fieldName];if(!Object.hasOwn(object,fieldName)&&(isOpt?val!==void 0:expectedType!==
"function")){throw new TypeError(`${label} is invalid: expected own property`)}if(isOpt&&val===void 0)return;const current=typeof val;if(current!==expectedType||
val===null)throw new TypeError(`${label} is invalid: expected ${expectedType}, got ${current}`)}const iter=(f,isOpt)=>Object.entries(f).forEach(([k,v])=>checkField(
k,v,isOpt));iter(fields,false);iter(optFields,true)}var _0n8=BigInt(0);var _1n9=BigInt(1);var _2n6=BigInt(2);var _3n4=BigInt(3);var _4n3=BigInt(4);var _5n3=BigInt(5);var _7n3=BigInt(7);var _8n3=BigInt(8);var _9n2=BigInt(
9);var _15n=BigInt(15);var _16n2=BigInt(16);var POW_WINDOWED_MIN=BigInt("0x10000000000000000");function mod3(a,b){if(b<=_0n8)throw new Error("mod: expected posi\
tive modulus, got "+b);const result=a%b;return result>=_0n8?result:b+result}function pow(num,power,modulo){if(modulo<=_1n9)throw new Error("pow: expected modulu\
s > 1, got "+modulo);if(typeof power!=="bigint")throw new TypeError("invalid exponent: expected bigint, got "+typeof power);if(power<_0n8)throw new Error("inval\
id exponent, negatives unsupported");if(power===_0n8)return _1n9;if(power===_1n9)return num;let d=num%modulo;if(d<_0n8)d+=modulo;if(power<POW_WINDOWED_MIN){let p2=_1n9;
while(power>_0n8){if(power&_1n9)p2=p2*d%modulo;d=d*d%modulo;power>>=_1n9}return p2}const digits=[];while(power>_0n8){digits.push(Number(power&_15n));power>>=_4n3}
const table=new Array(16);table[0]=_1n9;table[1]=d;for(let i=2;i<16;i++)table[i]=table[i-1]*d%modulo;let p=table[digits[digits.length-1]];for(let w=digits.length-
2;w>=0;w--){p=p*p%modulo;p=p*p%modulo;p=p*p%modulo;p=p*p%modulo;const digit=digits[w];if(digit!==0)p=p*table[digit]%modulo}return p}function pow22(x,power,modulo){
if(modulo<=_1n9)throw new Error("pow2: expected modulus > 1, got "+modulo);if(power<_0n8)throw new Error("pow2: expected non-negative exponent, got "+power);let res=x;
while(power-- >_0n8){res*=res;res%=modulo}return res}function invert2(number,modulo){if(number===_0n8)throw new Error("invert: expected non-zero number");if(modulo<=
_1n9)throw new Error("invert: expected modulus > 1, got "+modulo);let a=mod3(number,modulo);let b=modulo;let x=_0n8,u=_1n9;while(a!==_0n8){const q=b/a;const r=b-
a*q;const m=x-u*q;b=a,a=r,x=u,u=m}const gcd=b;if(gcd!==_1n9)throw new Error("invert: does not exist");return mod3(x,modulo)}function invertCt(a,prime){if(prime<=
_1n9)throw new Error("invertCt: expected prime modulus > 1, got "+prime);const an=mod3(a,prime);if(an===_0n8)throw new Error("invertCt: expected non-zero number");
const inverse=pow(an,prime-_2n6,prime);if(mod3(an*inverse,prime)!==_1n9)throw new Error("invertCt: does not exist");return inverse}function assertIsSquare2(Fp,root,n){
const F2=Fp;if(!F2.eql(F2.sqr(root),n))throw new Error("Cannot find square root")}function aoddModulus(order,fnName){if((order&_1n9)===_0n8)throw new Error(fnName+
": expected odd modulus, got "+order)}function sqrt3mod42(Fp,n){const F2=Fp;const p1div4=(F2.ORDER+_1n9)/_4n3;const root=F2.pow(n,p1div4);assertIsSquare2(F2,root,
n);return root}function sqrt5mod82(Fp,n){const F2=Fp;const p5div8=(F2.ORDER-_5n3)/_8n3;const n2=F2.mul(n,_2n6);const v=F2.pow(n2,p5div8);const nv=F2.mul(n,v);const i=F2.
mul(F2.mul(nv,_2n6),v);const root=F2.mul(nv,F2.sub(i,F2.ONE));assertIsSquare2(F2,root,n);return root}function sqrt9mod162(P){const Fp_=Field2(P);const tn=tonelliShanks2(
P);const c1=tn(Fp_,Fp_.neg(Fp_.ONE));const c2=tn(Fp_,c1);const c3=tn(Fp_,Fp_.neg(c1));const c4=(P+_7n3)/_16n2;return((Fp,n)=>{const F2=Fp;let tv1=F2.pow(n,c4);let tv2=F2.
mul(tv1,c1);const tv3=F2.mul(tv1,c2);const tv4=F2.mul(tv1,c3);const e1=F2.eql(F2.sqr(tv2),n);const e2=F2.eql(F2.sqr(tv3),n);tv1=F2.cmov(tv1,tv2,e1);tv2=F2.cmov(
tv4,tv3,e2);const e3=F2.eql(F2.sqr(tv2),n);const root=F2.cmov(tv1,tv2,e3);assertIsSquare2(F2,root,n);return root})}function tonelliShanks2(P){if(P<_3n4)throw new Error(
"sqrt is not defined for small field");aoddModulus(P,"tonelliShanks");let Q2=P-_1n9;let S=0;while(Q2%_2n6===_0n8){Q2/=_2n6;S++}let Z=_2n6;const _Fp=Field2(P);while(FpLegendre2(
_Fp,Z)===1){if(Z++>1e3)throw new Error("Cannot find square root: probably non-prime P")}if(S===1)return sqrt3mod42;let cc=_Fp.pow(Z,Q2);const Q1div2=(Q2+_1n9)/_2n6;
return function tonelliSlow(Fp,n){const F2=Fp;if(F2.is0(n))return n;if(FpLegendre2(F2,n)!==1)throw new Error("Cannot find square root");let M=S;let c=F2.mul(F2.
ONE,cc);let t=F2.pow(n,Q2);let R=F2.pow(n,Q1div2);while(!F2.eql(t,F2.ONE)){if(F2.is0(t))throw new Error("Cannot find square root: probably non-prime P");let i=1;
let t_tmp=F2.sqr(t);while(!F2.eql(t_tmp,F2.ONE)){i++;t_tmp=F2.sqr(t_tmp);if(i===M)throw new Error("Cannot find square root")}const exponent=_1n9<<BigInt(M-i-1);
const b=F2.pow(c,exponent);M=i;c=F2.sqr(b);t=F2.mul(t,c);R=F2.mul(R,b)}return R}}function FpSqrt2(P){aoddModulus(P,"Fp.sqrt");if(P%_4n3===_3n4)return sqrt3mod42;
if(P%_8n3===_5n3)return sqrt5mod82;if(P%_16n2===_9n2)return sqrt9mod162(P);return tonelliShanks2(P)}var isNegativeLE2=(num,modulo)=>(mod3(num,modulo)&_1n9)===_1n9;
var FIELD_FIELDS2=["create","isValid","is0","neg","inv","sqrt","sqr","eql","add","sub","mul","pow","div","addN","subN","mulN","sqrN"];function validateField2(field){
aobject3(field,"field");if(typeof field.ORDER!=="bigint")throw new TypeError('param "ORDER" is invalid: expected bigint, got '+typeof field.ORDER);asafenumber(field.
BYTES,"BYTES");asafenumber(field.BITS,"BITS");for(const name of FIELD_FIELDS2)afunction(field[name],"field."+name);if(field.BYTES<1||field.BITS<1)throw new Error(
"invalid field: expected BYTES/BITS > 0");if(field.ORDER<=_1n9)throw new Error("invalid field: expected ORDER > 1, got "+field.ORDER);return field}function FpInvertBatch2(Fp,nums,passZero=false){validateField2(Fp);aarray(nums,"nums");abool3(passZero,"passZero");const F2=Fp;const inverted=new Array(nums.length).
fill(passZero?F2.ZERO:void 0);const multipliedAcc=nums.reduce((acc,num,i)=>{if(F2.is0(num))return acc;inverted[i]=acc;return F2.mul(acc,num)},F2.ONE);const invertedAcc=F2.
inv(multipliedAcc);nums.reduceRight((acc,num,i)=>{if(F2.is0(num))return acc;inverted[i]=F2.mul(acc,inverted[i]);return F2.mul(acc,num)},invertedAcc);return inverted}function FpLegendre2(Fp,n){validateField2(Fp);const F2=Fp;aoddModulus(F2.ORDER,"FpLegendre");const p1mod2=(F2.ORDER-_1n9)/_2n6;const powered=F2.pow(n,p1mod2);const yes=F2.
eql(powered,F2.ONE);const zero=F2.eql(powered,F2.ZERO);const no=F2.eql(powered,F2.neg(F2.ONE));if(!yes&&!zero&&!no)throw new Error("invalid Legendre symbol resu\
lt");return yes?1:zero?0:-1}function nLength2(n,nBitLength){if(nBitLength!==void 0)anumber5(nBitLength);if(n<=_0n8)throw new Error("invalid n length: expected positive n, got "+n);if(nBitLength!==
void 0&&nBitLength<1)throw new Error("invalid n length: expected positive bit length, got "+nBitLength);const bits=bitLen2(n);if(nBitLength!==void 0&&nBitLength<
bits)throw new Error(`invalid n length: expected nBitLength (${nBitLength}) >= bitLen(n) (${bits})`);const _nBitLength=nBitLength!==void 0?nBitLength:bits;const nByteLength=Math.
ceil(_nBitLength/8);return{nBitLength:_nBitLength,nByteLength}}var FIELD_SQRT=new WeakMap;var _Field2=class{ORDER;BITS;BYTES;isLE;ZERO=_0n8;ONE=_1n9;_lengths;_mod;constructor(ORDER,opts2={}){
if(ORDER<=_1n9)throw new Error("invalid field: expected ORDER > 1, got "+ORDER);let _nbitLength=void 0;this.isLE=false;if(opts2!=null&&typeof opts2==="object"){
if(typeof opts2.BITS==="number")_nbitLength=opts2.BITS;if(typeof opts2.sqrt==="function")Object.defineProperty(this,"sqrt",{value:opts2.sqrt,enumerable:true});if(typeof opts2.
isLE==="boolean")this.isLE=opts2.isLE;if(opts2.allowedLengths)this._lengths=Object.freeze(opts2.allowedLengths.slice());if(typeof opts2.modFromBytes==="boolean")
this._mod=opts2.modFromBytes}const{nBitLength,nByteLength}=nLength2(ORDER,_nbitLength);if(nByteLength>2048)throw new Error("invalid field: expected ORDER of <= \
2048 bytes");this.ORDER=ORDER;this.BITS=nBitLength;this.BYTES=nByteLength;Object.freeze(this)}create(num){return mod3(num,this.ORDER)}isValid(num){if(typeof num!==
"bigint")throw new TypeError("invalid field element: expected bigint, got "+typeof num);return _0n8<=num&&num<this.ORDER}is0(num){return num===_0n8}isValidNot0(num){
return!this.is0(num)&&this.isValid(num)}isOdd(num){return(num&_1n9)===_1n9}neg(num){return mod3(-num,this.ORDER)}eql(lhs,rhs){return lhs===rhs}sqr(num){return mod3(
num*num,this.ORDER)}add(lhs,rhs){return mod3(lhs+rhs,this.ORDER)}sub(lhs,rhs){return mod3(lhs-rhs,this.ORDER)}mul(lhs,rhs){return mod3(lhs*rhs,this.ORDER)}pow(num,power){
return pow(num,power,this.ORDER)}div(lhs,rhs){return mod3(lhs*invert2(rhs,this.ORDER),this.ORDER)}sqrN(num){return num*num}addN(lhs,rhs){return lhs+rhs}subN(lhs,rhs){
return lhs-rhs}mulN(lhs,rhs){return lhs*rhs}inv(num){return invert2(num,this.ORDER)}sqrt(num){let sqrt=FIELD_SQRT.get(this);if(!sqrt)FIELD_SQRT.set(this,sqrt=FpSqrt2(
this.ORDER));return sqrt(this,num)}toBytes(num){return this.isLE?numberToBytesLE2(num,this.BYTES):numberToBytesBE2(num,this.BYTES)}fromBytes(bytes,skipValidation=false){
abytes5(bytes);const{_lengths:allowedLengths,BYTES,isLE:isLE4,ORDER,_mod:modFromBytes}=this;if(allowedLengths){if(bytes.length<1||!allowedLengths.includes(bytes.
length)||bytes.length>BYTES){throw new Error("Field.fromBytes: expected "+allowedLengths+" bytes, got "+bytes.length)}const padded=new Uint8Array(BYTES);padded.
set(bytes,isLE4?0:padded.length-bytes.length);bytes=padded}if(bytes.length!==BYTES)throw new Error("Field.fromBytes: expected "+BYTES+" bytes, got "+bytes.length);
let scalar=isLE4?bytesToNumberLE2(bytes):bytesToNumberBE2(bytes);if(modFromBytes)scalar=mod3(scalar,ORDER);if(!skipValidation){if(!this.isValid(scalar))throw new Error(
"invalid field element: outside of range 0..ORDER")}return scalar}invertBatch(lst){return FpInvertBatch2(this,lst,true)}cmov(a,b,condition){abool3(condition,"co\
ndition");return condition?b:a}};function Field2(ORDER,opts2={}){Object.freeze(_Field2.prototype);return new _Field2(ORDER,opts2)}function getFieldBytesLength2(fieldOrder){if(typeof fieldOrder!=="bigint")throw new Error("field order must be bigint");if(fieldOrder<=_1n9)throw new Error("fie\
ld order must be greater than 1");const bitLength=bitLen2(fieldOrder-_1n9);return Math.ceil(bitLength/8)}function getMinHashLength2(fieldOrder){const length=getFieldBytesLength2(
fieldOrder);return length+Math.ceil(length/2)}function mapHashToField2(key,fieldOrder,isLE4=false){abytes5(key);const len=key.length;const fieldLen=getFieldBytesLength2(
fieldOrder);const minLen=Math.max(getMinHashLength2(fieldOrder),16);if(len<minLen||len>1024)throw new Error("expected "+minLen+"-1024 bytes of input, got "+len);
const num=isLE4?bytesToNumberLE2(key):bytesToNumberBE2(key);const reduced=mod3(num,fieldOrder-_1n9)+_1n9;return isLE4?numberToBytesLE2(reduced,fieldLen):numberToBytesBE2(
reduced,fieldLen)}var _0n9=BigInt(0);var _1n10=BigInt(1);var _4n4=BigInt(4);var BLIND_BYTES=16;var BLIND_BITS=128;var FW_WINDOW=5;var TABLE_BYTES_MAX=(()=>2**31)();function validatePointCons(Point){
const pc=Point;if(typeof pc!=="function")throw new TypeError('"Point" expected constructor, got type='+typeof Point);afunction(pc.fromAffine,"Point.fromAffine");
afunction(pc.fromBytes,"Point.fromBytes");afunction(pc.fromHex,"Point.fromHex");aobject3(pc.BASE,"Point.BASE");aobject3(pc.ZERO,"Point.ZERO");validateField2(pc.
Fp);validateField2(pc.Fn)}function normalizeZ2(c,points){validatePointCons(c);validateMSMPoints(points,c);const invertedZs=FpInvertBatch2(c.Fp,points.map(p=>p.Z));
return points.map((p,i)=>c.fromAffine(p.toAffine(invertedZs[i])))}function validateW2(W,bits,min=1){if(!Number.isSafeInteger(W)||W<min||W>bits)throw new Error("\
invalid window size, expected ["+min+".."+bits+"], got W="+W)}function validateTableBytes(numPoints,fpBytes){const bytes=numPoints*(4*fpBytes+128);if(bytes>TABLE_BYTES_MAX)
throw new Error("invalid window size: table would need ~"+Math.ceil(bytes/2**20)+" MiB, max "+TABLE_BYTES_MAX/2**20+" MiB")}function probeRandomBytes(randomBytes6,length){
if(randomBytes6===void 0)return void 0;afunction(randomBytes6,"randomBytes");try{const probe=randomBytes6(length);if(!isBytes5(probe)||probe.length!==length)return void 0}catch{
return void 0}return randomBytes6}function validateMSMPoints(points,c){aarray(points,"points");points.forEach((p,i)=>{if(!(p instanceof c))throw new Error("inva\
lid point at index "+i)})}function validateMSMScalars(scalars,field,maxScalar){if(!Array.isArray(scalars))throw new Error("array of scalars expected");scalars.forEach(
(s,i)=>{const ok=maxScalar===void 0?field.isValid(s):isPosBig2(s)&&s<maxScalar;if(!ok)throw new Error("invalid scalar at index "+i)})}var pointWindowSizes2=new WeakMap;
function getWindowSize(P){return pointWindowSizes2.get(P)||1}function oddMultiples(p,size){const dbl=p.double();const t=[p];for(let j=1;j<size;j++)t.push(t[j-1].
add(dbl));return t}function wnafDigits(n,W){const size=2**W;const half=size/2;const mask=BigInt(size-1);const d=[];while(n>_0n9){let w=0;if(n&_1n10){w=Number(n&
mask);if(w>=half)w-=size;n-=BigInt(w)}d.push(w);n>>=_1n10}return d}function signedWindowDigits(n,W,windows){const size=2**W;const half=size/2;const mask=BigInt(
size-1);const shiftBy=BigInt(W);const d=[];for(let w=0;w<windows;w++){let v=Number(n&mask);n>>=shiftBy;if(v>half){v-=size;n+=_1n10}d.push(v)}if(n!==_0n9)throw new Error(
"invalid wnaf");return d}function wnafWalk(zero,tables,digits){let max=0;for(const d of digits)max=Math.max(max,d.length);let acc=zero;for(let bit=max-1;bit>=0;bit--){
if(bit!==max-1)acc=acc.double();for(let i=0;i<digits.length;i++){const w=digits[i][bit];if(w){const item=tables[i][Math.abs(w)-1>>1];acc=acc.add(w<0?item.negate():
item)}}}return acc}var ScalarMultiplier=class{Point;BASE;ZERO;randomBytes;wnafPrecomputes=new WeakMap;baseCanBeBlinded;bits;constructor(Point,randomBytes6){validatePointCons(
Point);this.randomBytes=probeRandomBytes(randomBytes6,BLIND_BYTES);this.Point=Point;this.BASE=Point.BASE;this.ZERO=Point.ZERO;this.bits=Point.Fn.BITS}buildWnafTable(point,W,bits){
const windows=Math.ceil(bits/W)+1;const half=2**(W-1);const comp=[];let base=point;for(let w=0;w<windows;w++){let acc=base;for(let i=0;i<half;i++){comp.push(acc);
acc=acc.add(base)}base=comp[comp.length-1].double()}return{W,bits,windows,comp}}wnafCachedCT(precomputes,n){const{W,windows,comp}=precomputes;const half=2**(W-1);
const digits=signedWindowDigits(n,W,windows);let p=this.ZERO;let f=this.BASE;for(let w=0;w<windows;w++){const digit=digits[w];const start=w*half;const idx=Math.
abs(digit)-1;let sel=comp[start];for(let i=1;i<half;i++)sel=i===idx?comp[start+i]:sel;const neg=sel.negate();if(digit===0)f=f.add(comp[start]);else p=p.add(digit<
0?neg:sel)}return{p,f}}getWnafPrecomputes(W,point,bits,transform){let entries=this.wnafPrecomputes.get(point);let comp=entries?.find(entry=>entry.W===W&&entry.bits===
bits);if(!comp){comp=this.buildWnafTable(point,W,bits);if(typeof transform==="function")comp={...comp,comp:transform(comp.comp)};if(!entries){entries=[];this.wnafPrecomputes.
set(point,entries)}entries.push(comp)}return comp}assertPoint(point){if(!(point instanceof this.Point))throw new TypeError('"point" expected Point instance, got\
 type='+typeof point)}validateMulInput(point,scalar){this.assertPoint(point);if(!inRange2(scalar,_1n10,this.Point.Fn.ORDER))throw new Error("invalid scalar")}runCT(point,n,bits,transform){
const W=getWindowSize(point);if(W===1)return this.fixedWindowCT(point,n,bits);return this.wnafCachedCT(this.getWnafPrecomputes(W,point,bits,transform),n)}mulCT(point,scalar,transform){
this.validateMulInput(point,scalar);return this.runCT(point,scalar,this.bits,transform)}mulCTBlinded(point,scalar,transform){this.validateMulInput(point,scalar);
if(this.randomBytes===void 0)throw new Error("randomBytes is required for scalar blinding");const bits=this.Point.Fn.BITS+BLIND_BITS;const blind=this.randomBytes(
BLIND_BYTES);if(!isBytes5(blind)||blind.length!==BLIND_BYTES)throw new Error("randomBytes returned invalid byte array");blind[0]=blind[0]&63|128;const n=scalar+
bytesToNumberBE2(blind)*this.Point.Fn.ORDER;return this.runCT(point,n,bits,transform)}fixedWindowCT(point,n,bits){const W=FW_WINDOW;const size=1<<W;const mask=bitMask2(
W);const table=new Array(size);table[0]=this.ZERO;for(let i=1;i<size;i++)table[i]=table[i-1].add(point);const windows=Math.ceil(bits/W);let acc=this.ZERO;for(let window2=windows-
1;window2>=0;window2--){if(window2!==windows-1)for(let d=0;d<W;d++)acc=acc.double();const digit=Number(n>>BigInt(window2*W)&mask);let sel=table[0];for(let i=1;i<
size;i++)sel=i===digit?table[i]:sel;acc=acc.add(sel)}return{p:acc,f:acc}}shouldBlind(point,cofactor){if(this.randomBytes===void 0)return false;if(cofactor===_1n10)
return true;if(point!==this.BASE)return false;if(this.baseCanBeBlinded===void 0)this.baseCanBeBlinded=this.mulUnsafe(this.BASE,this.Point.Fn.ORDER).is0();return this.
baseCanBeBlinded}mulSecret(point,scalar,cofactor,transform){return this.shouldBlind(point,cofactor)?this.mulCTBlinded(point,scalar,transform):this.mulCT(point,scalar,
transform)}mulUnsafe(point,scalar,transform){this.assertPoint(point);if(!isPosBig2(scalar))throw new Error("invalid scalar");const W=getWindowSize(point);if(W===
1||scalar>=this.Point.Fn.ORDER)return mulAddUnsafe(this.Point,[point],[scalar],true);const precomputes=this.getWnafPrecomputes(W,point,this.bits,transform);return this.
wnafCachedCT(precomputes,scalar).p}setWindowSize(point,W){this.assertPoint(point);validateW2(W,this.bits);const windows=Math.ceil((this.bits+BLIND_BITS)/W)+1;validateTableBytes(
windows*2**(W-1),this.Point.Fp.BYTES);pointWindowSizes2.set(point,W);this.wnafPrecomputes.delete(point)}hasWindowSize(point){return getWindowSize(point)!==1}};function mulAddUnsafe(c,points,scalars,allowOversized=false){
validatePointCons(c);validateMSMPoints(points,c);abool3(allowOversized,"allowOversized");validateMSMScalars(scalars,c.Fn,allowOversized?c.Fn.ORDER**_4n4:void 0);
if(points.length!==scalars.length)throw new Error("arrays of points and scalars must have equal length");const tables=points.map(p=>oddMultiples(p,4));const digits=scalars.
map(n=>wnafDigits(n,4));return wnafWalk(c.ZERO,tables,digits)}function createField2(order,field,isLE4){if(field){if(field.ORDER!==order)throw new Error("Field.ORDER must match order: Fp == p, Fn == n");validateField2(field);
return field}else{return Field2(order,{isLE:isLE4})}}function createCurveFields2(type,CURVE,curveOpts={},FpFnLE){if(type!=="weierstrass"&&type!=="edwards")throw new Error(
'expected curve type "weierstrass" or "edwards"');if(FpFnLE===void 0)FpFnLE=type==="edwards";if(!CURVE||typeof CURVE!=="object")throw new Error(`expected valid ${type}\
 CURVE object`);validateObject2(curveOpts);for(const p of["p","n","h"]){const val=CURVE[p];if(!(isPosBig2(val)&&val!==_0n9))throw new Error(`CURVE.${p} must be \
positive bigint`)}const Fp=createField2(CURVE.p,curveOpts.Fp,FpFnLE);const Fn=createField2(CURVE.n,curveOpts.Fn,FpFnLE);const _b=type==="weierstrass"?"b":"d";const params=[
"Gx","Gy","a",_b];for(const p of params){if(!Fp.isValid(CURVE[p]))throw new Error(`CURVE.${p} must be valid field element of CURVE.Fp`)}CURVE=Object.freeze(Object.
assign({},CURVE));return{CURVE,Fp,Fn}}function createKeygen2(randomSecretKey,getPublicKey){return function keygen(seed){const secretKey=randomSecretKey(seed);return{
secretKey,publicKey:getPublicKey(secretKey)}}}var _0n10=BigInt(0);var DERErr2=class extends Error{constructor(m=""){super(m)}};var _DER={Err:DERErr2,_tlv:{encode:(tag,data)=>{const{Err:E}=_DER;asafenumber(tag,
"tag");if(tag<0||tag>255)throw new E("tlv.encode: wrong tag");astring(data,"data");if(data.length&1)throw new E("tlv.encode: unpadded data");const dataLen=data.
length/2;const len=numberToHexUnpadded2(dataLen);if(len.length/2&128)throw new E("tlv.encode: long form length too big");const lenLen=dataLen>127?numberToHexUnpadded2(
len.length/2|128):"";const t=numberToHexUnpadded2(tag);return t+lenLen+len+data},decode(tag,data){const{Err:E}=_DER;data=abytes5(data,void 0,"DER data");let pos=0;
if(tag<0||tag>255)throw new E("tlv.decode: wrong tag");if(data.length<2||data[pos++]!==tag)throw new E("tlv.decode: wrong tlv");const first=data[pos++];const isLong=!!(first&
128);let length=0;if(!isLong)length=first;else{const lenLen=first&127;if(!lenLen)throw new E("tlv.decode(long): indefinite length not supported");if(lenLen>4)throw new E(
"tlv.decode(long): byte length is too big");const lengthBytes=data.subarray(pos,pos+lenLen);if(lengthBytes.length!==lenLen)throw new E("tlv.decode: length bytes\
 not complete");if(lengthBytes[0]===0)throw new E("tlv.decode(long): zero leftmost byte");for(const b of lengthBytes)length=length<<8|b;pos+=lenLen;if(length<128)
throw new E("tlv.decode(long): not minimal encoding")}const v=data.subarray(pos,pos+length);if(v.length!==length)throw new E("tlv.decode: wrong value length");return{
v,l:data.subarray(pos+length)}}},_int:{encode(num){const{Err:E}=_DER;abignumber2(num);if(num<_0n10)throw new E("integer: negative integers are not allowed");let hex=numberToHexUnpadded2(
num);if(Number.parseInt(hex[0],16)&8)hex="00"+hex;if(hex.length&1)throw new E("unexpected DER parsing assertion: unpadded hex");return hex},decode(data){const{Err:E}=_DER;
if(data.length<1)throw new E("invalid signature integer: empty");if(data[0]&128)throw new E("invalid signature integer: negative");if(data.length>1&&data[0]===0&&
!(data[1]&128))throw new E("invalid signature integer: unnecessary leading zero");return bytesToNumberBE2(data)}},toSig(bytes,maxScalarBytes){const{Err:E,_int:int,
_tlv:tlv}=_DER;if(maxScalarBytes!==void 0){asafenumber(maxScalarBytes,"maxScalarBytes");if(maxScalarBytes<1)throw new E("invalid signature: maxScalarBytes must \
be positive")}const data=abytes5(bytes,void 0,"signature");const{v:seqBytes,l:seqLeftBytes}=tlv.decode(48,data);if(seqLeftBytes.length)throw new E("invalid sign\
ature: left bytes after parsing");const{v:rBytes,l:rLeftBytes}=tlv.decode(2,seqBytes);const{v:sBytes,l:sLeftBytes}=tlv.decode(2,rLeftBytes);if(sLeftBytes.length)
throw new E("invalid signature: left bytes after parsing");if(maxScalarBytes!==void 0&&(rBytes.length>maxScalarBytes||sBytes.length>maxScalarBytes))throw new E(
"invalid signature: integer too large");return{r:int.decode(rBytes),s:int.decode(sBytes)}},hexFromSig(sig){const{_tlv:tlv,_int:int}=_DER;validateObject2(sig,{r:"\
bigint",s:"bigint"},{},"sig");const rs=tlv.encode(2,int.encode(sig.r));const ss=tlv.encode(2,int.encode(sig.s));const seq=rs+ss;return tlv.encode(48,seq)}};var DER2=(()=>{
Object.freeze(_DER._tlv);Object.freeze(_DER._int);return Object.freeze(_DER)})();var divNearest2=(num,den)=>(num+(num>=0?den:-den)/_2n7)/den;function _splitEndoScalar2(k,basis,n){aInRange2("scalar",k,_0n11,n);const[[a1,b1],[a2,b2]]=basis;const c1=divNearest2(
b2*k,n);const c2=divNearest2(-b1*k,n);let k1=k-c1*a1-c2*a2;let k2=-c1*b1-c2*b2;const k1neg=k1<_0n11;const k2neg=k2<_0n11;if(k1neg)k1=-k1;if(k2neg)k2=-k2;const MAX_NUM=bitMask2(
Math.ceil(bitLen2(n)/2))+_1n11;if(k1<_0n11||k1>=MAX_NUM||k2<_0n11||k2>=MAX_NUM){throw new Error("splitScalar (endomorphism): failed for k")}return{k1neg,k1,k2neg,
k2}}function validateSigFormat2(format){if(!["compact","recovered","der"].includes(format))throw new Error('Signature format must be "compact", "recovered", or \
"der"');return format}function validateSigOpts2(opts2,def){validateObject2(opts2);const optsn={};for(let optName of Object.keys(def)){optsn[optName]=opts2[optName]===
void 0?def[optName]:opts2[optName]}abool3(optsn.lowS,"lowS");abool3(optsn.prehash,"prehash");if(optsn.format!==void 0)validateSigFormat2(optsn.format);return optsn}
var _0n11=BigInt(0);var _1n11=BigInt(1);var _2n7=BigInt(2);var _3n5=BigInt(3);var _4n5=BigInt(4);function weierstrass2(params,extraOpts={}){const validated=createCurveFields2(
"weierstrass",params,extraOpts);const Fp=validated.Fp;const Fn=validated.Fn;let CURVE=validated.CURVE;const{h:cofactor,n:CURVE_ORDER}=CURVE;validateObject2(extraOpts,
{},{allowInfinityPoint:"boolean",clearCofactor:"function",isTorsionFree:"function",fromBytes:"function",toBytes:"function",endo:"object",randomBytes:"function"});
const{endo:endoOpts,allowInfinityPoint,clearCofactor,isTorsionFree,fromBytes,toBytes}=extraOpts;const randomBytes6=extraOpts.randomBytes===void 0?randomBytes5:extraOpts.
randomBytes;if(endoOpts){if(!Fp.is0(CURVE.a)||typeof endoOpts.beta!=="bigint"||!Array.isArray(endoOpts.basises)){throw new Error('invalid endo: expected "beta":\
 bigint and "basises": array')}}const endo=endoOpts?{beta:endoOpts.beta,basises:endoOpts.basises.map(basis=>[...basis])}:void 0;const lengths=getWLengths2(Fp,Fn);
function assertCompressionIsSupported(){if(!Fp.isOdd)throw new Error("compression is not supported: Field does not have .isOdd()")}function pointToBytes(_c,point,isCompressed){
if(point.is0()){if(!allowInfinityPoint)throw new Error("bad point: ZERO");return Uint8Array.of(0)}const{x,y}=point.toAffine();const bx=Fp.toBytes(x);abool3(isCompressed,
"isCompressed");if(isCompressed){assertCompressionIsSupported();const hasEvenY=!Fp.isOdd(y);return concatBytes3(pprefix2(hasEvenY),bx)}else{return concatBytes3(
Uint8Array.of(4),bx,Fp.toBytes(y))}}function pointFromBytes(bytes){abytes5(bytes,void 0,"Point");const{publicKey:comp,publicKeyUncompressed:uncomp}=lengths;const length=bytes.
length;const head=bytes[0];const tail=bytes.subarray(1);if(allowInfinityPoint&&length===1&&head===0)return{x:Fp.ZERO,y:Fp.ZERO};if(length===comp&&(head===2||head===
3)){const x=Fp.fromBytes(tail);if(!Fp.isValid(x))throw new Error("bad point: is not on curve, wrong x");const y2=weierstrassEquation(x);let y;try{y=Fp.sqrt(y2)}catch(sqrtError){
const err=sqrtError instanceof Error?": "+sqrtError.message:"";throw new Error("bad point: is not on curve, sqrt error"+err)}assertCompressionIsSupported();const evenY=Fp.
isOdd(y);const evenH=(head&1)===1;if(evenH!==evenY)y=Fp.neg(y);return{x,y}}else if(length===uncomp&&head===4){const L=Fp.BYTES;const x=Fp.fromBytes(tail.subarray(
0,L));const y=Fp.fromBytes(tail.subarray(L,L*2));if(!isValidXY(x,y))throw new Error("bad point: is not on curve");return{x,y}}else{throw new Error(`bad point: g\
ot length ${length}, expected compressed=${comp} or uncompressed=${uncomp}`)}}const encodePoint=toBytes===void 0?pointToBytes:toBytes;const decodePoint=fromBytes===
void 0?pointFromBytes:fromBytes;const b3=Fp.mul(CURVE.b,_3n5);const mulA=Fp.is0(CURVE.a)?_=>Fp.ZERO:x=>Fp.mul(CURVE.a,x);function weierstrassEquation(x){const x2=Fp.
sqr(x);const x3=Fp.mul(x2,x);return Fp.add(Fp.add(x3,Fp.mul(x,CURVE.a)),CURVE.b)}function isValidXY(x,y){const left=Fp.sqr(y);const right=weierstrassEquation(x);
return Fp.eql(left,right)}if(!isValidXY(CURVE.Gx,CURVE.Gy))throw new Error("bad curve params: generator point");const _4a3=Fp.mul(Fp.pow(CURVE.a,_3n5),_4n5);const _27b2=Fp.
mul(Fp.sqr(CURVE.b),BigInt(27));if(Fp.is0(Fp.add(_4a3,_27b2)))throw new Error("bad curve params: a or b");function acoord(title,n,banZero=false){if(!Fp.isValid(
n)||banZero&&Fp.is0(n))throw new Error(`bad point coordinate ${title}`);return typeof n==="object"&&n!==null?Fp.create(n):n}function aprjpoint(other){if(!(other instanceof
Point))throw new Error("Weierstrass Point expected")}function splitEndoScalarN(k){if(!endo||!endo.basises)throw new Error("no endo");return _splitEndoScalar2(k,
endo.basises,Fn.ORDER)}function pushWnafPair(points,scalars,p,k){if(!Fn.isValid(k))throw new RangeError("invalid scalar: out of range");if(endo){const{k1neg,k1,
k2neg,k2}=splitEndoScalarN(k);const psi=new Point(Fp.mul(p.X,endo.beta),p.Y,p.Z);points.push(k1neg?p.negate():p,k2neg?psi.negate():psi);scalars.push(k1,k2)}else{
points.push(p);scalars.push(k)}}const validityCache=new WeakSet;class Point{static BASE=new Point(CURVE.Gx,CURVE.Gy,Fp.ONE);static ZERO=new Point(Fp.ZERO,Fp.ONE,
Fp.ZERO);static Fp=Fp;static Fn=Fn;X;Y;Z;constructor(X,Y,Z){this.X=acoord("x",X);this.Y=acoord("y",Y,true);this.Z=acoord("z",Z);Object.freeze(this)}static CURVE(){
return CURVE}static fromAffine(p){const{x,y}=p||{};if(!p||!Fp.isValid(x)||!Fp.isValid(y))throw new Error("invalid affine point");if(p instanceof Point)throw new Error(
"projective point not allowed");if(Fp.is0(x)&&Fp.is0(y))return Point.ZERO;return new Point(x,y,Fp.ONE)}static fromBytes(bytes){const P=Point.fromAffine(decodePoint(
abytes5(bytes,void 0,"point")));P.assertValidity();return P}static fromHex(hex){return Point.fromBytes(hexToBytes3(hex))}get x(){return this.toAffine().x}get y(){
return this.toAffine().y}precompute(windowSize=6,isLazy=true){wnaf.setWindowSize(this,windowSize);if(!isLazy)this.multiply(_3n5);return this}assertValidity(){const p=this;
if(p.is0()){if(allowInfinityPoint&&Fp.is0(p.X)&&Fp.eql(p.Y,Fp.ONE)&&Fp.is0(p.Z))return;throw new Error("bad point: ZERO")}if(validityCache.has(p))return;const{x,
y}=p.toAffine();if(!Fp.isValid(x)||!Fp.isValid(y))throw new Error("bad point: x or y not field elements");if(!isValidXY(x,y))throw new Error("bad point: equatio\
n left != right");if(!p.isTorsionFree())throw new Error("bad point: not in prime-order subgroup");validityCache.add(p)}hasEvenY(){const{y}=this.toAffine();if(!Fp.
isOdd)throw new Error("Field doesn't support isOdd");return!Fp.isOdd(y)}equals(other){aprjpoint(other);const{X:X1,Y:Y1,Z:Z1}=this;const{X:X2,Y:Y2,Z:Z2}=other;const U1=Fp.
eql(Fp.mul(X1,Z2),Fp.mul(X2,Z1));const U2=Fp.eql(Fp.mul(Y1,Z2),Fp.mul(Y2,Z1));return U1&&U2}negate(){return new Point(this.X,Fp.neg(this.Y),this.Z)}double(){const{
X:X1,Y:Y1,Z:Z1}=this;let X3=Fp.ZERO,Y3=Fp.ZERO,Z3=Fp.ZERO;let t0=Fp.mul(X1,X1);let t1=Fp.mul(Y1,Y1);let t2=Fp.mul(Z1,Z1);let t3=Fp.mul(X1,Y1);t3=Fp.add(t3,t3);Z3=
Fp.mul(X1,Z1);Z3=Fp.add(Z3,Z3);X3=mulA(Z3);Y3=Fp.mul(b3,t2);Y3=Fp.add(X3,Y3);X3=Fp.sub(t1,Y3);Y3=Fp.add(t1,Y3);Y3=Fp.mul(X3,Y3);X3=Fp.mul(t3,X3);Z3=Fp.mul(b3,Z3);
t2=mulA(t2);t3=Fp.sub(t0,t2);t3=mulA(t3);t3=Fp.add(t3,Z3);Z3=Fp.add(t0,t0);t0=Fp.add(Z3,t0);t0=Fp.add(t0,t2);t0=Fp.mul(t0,t3);Y3=Fp.add(Y3,t0);t2=Fp.mul(Y1,Z1);
t2=Fp.add(t2,t2);t0=Fp.mul(t2,t3);X3=Fp.sub(X3,t0);Z3=Fp.mul(t2,t1);Z3=Fp.add(Z3,Z3);Z3=Fp.add(Z3,Z3);return new Point(X3,Y3,Z3)}add(other){aprjpoint(other);const{
X:X1,Y:Y1,Z:Z1}=this;const{X:X2,Y:Y2,Z:Z2}=other;let X3=Fp.ZERO,Y3=Fp.ZERO,Z3=Fp.ZERO;let t0=Fp.mul(X1,X2);let t1=Fp.mul(Y1,Y2);let t2=Fp.mul(Z1,Z2);let t3=Fp.add(
X1,Y1);let t4=Fp.add(X2,Y2);t3=Fp.mul(t3,t4);t4=Fp.add(t0,t1);t3=Fp.sub(t3,t4);t4=Fp.add(X1,Z1);let t5=Fp.add(X2,Z2);t4=Fp.mul(t4,t5);t5=Fp.add(t0,t2);t4=Fp.sub(
t4,t5);t5=Fp.add(Y1,Z1);X3=Fp.add(Y2,Z2);t5=Fp.mul(t5,X3);X3=Fp.add(t1,t2);t5=Fp.sub(t5,X3);Z3=mulA(t4);X3=Fp.mul(b3,t2);Z3=Fp.add(X3,Z3);X3=Fp.sub(t1,Z3);Z3=Fp.
add(t1,Z3);Y3=Fp.mul(X3,Z3);t1=Fp.add(t0,t0);t1=Fp.add(t1,t0);t2=mulA(t2);t4=Fp.mul(b3,t4);t1=Fp.add(t1,t2);t2=Fp.sub(t0,t2);t2=mulA(t2);t4=Fp.add(t4,t2);t0=Fp.
mul(t1,t4);Y3=Fp.add(Y3,t0);t0=Fp.mul(t5,t4);X3=Fp.mul(t3,X3);X3=Fp.sub(X3,t0);t0=Fp.mul(t3,t1);Z3=Fp.mul(t5,Z3);Z3=Fp.add(Z3,t0);return new Point(X3,Y3,Z3)}subtract(other){
aprjpoint(other);return this.add(other.negate())}is0(){return this.equals(Point.ZERO)}multiply(scalar){if(!Fn.isValidNot0(scalar))throw new RangeError("invalid \
scalar: out of range");const{p,f}=wnaf.mulSecret(this,scalar,cofactor,normalize);return normalize([p,f])[0]}multiplyUnsafe(scalar){const p=this;const sc=scalar;
if(!Fn.isValid(sc))throw new RangeError("invalid scalar: out of range");if(sc===_0n11||p.is0())return Point.ZERO;if(sc===_1n11)return p;if(wnaf.hasWindowSize(this))
return wnaf.mulUnsafe(p,sc,normalize);const points=[];const scalars=[];pushWnafPair(points,scalars,p,sc);return mulAddUnsafe(Point,points,scalars)}mulAddUnsafe(a,other,b){
aprjpoint(other);const points=[];const scalars=[];pushWnafPair(points,scalars,this,a);pushWnafPair(points,scalars,other,b);return mulAddUnsafe(Point,points,scalars)}toAffine(invertedZ){
const p=this;let iz=invertedZ;if(iz!=null&&!Fp.isValid(iz))throw new RangeError('"invertedZ" expected valid field element');const{X,Y,Z}=p;if(Fp.eql(Z,Fp.ONE))return{
x:X,y:Y};const is0=p.is0();if(iz==null)iz=is0?Fp.ONE:Fp.inv(Z);const x=Fp.mul(X,iz);const y=Fp.mul(Y,iz);const zz=Fp.mul(Z,iz);if(is0)return{x:Fp.ZERO,y:Fp.ZERO};
if(!Fp.eql(zz,Fp.ONE))throw new Error("invZ was invalid");return{x,y}}isTorsionFree(){if(cofactor===_1n11)return true;if(isTorsionFree)return isTorsionFree(Point,
this);return wnaf.mulUnsafe(this,CURVE_ORDER).is0()}clearCofactor(){if(cofactor===_1n11)return this;if(clearCofactor)return clearCofactor(Point,this);return this.
multiplyUnsafe(cofactor)}isSmallOrder(){if(cofactor===_1n11)return this.is0();return this.clearCofactor().is0()}toBytes(isCompressed=true){abool3(isCompressed,"\
isCompressed");this.assertValidity();return encodePoint(Point,this,isCompressed)}toHex(isCompressed=true){return bytesToHex3(this.toBytes(isCompressed))}toString(){
return`<Point ${this.is0()?"ZERO":this.toHex()}>`}}const normalize=points=>normalizeZ2(Point,points);const wnaf=new ScalarMultiplier(Point,randomBytes6);if(wnaf.
bits>=6)Point.BASE.precompute(6);Object.freeze(Point.prototype);Object.freeze(Point);return Point}function pprefix2(hasEvenY){return Uint8Array.of(hasEvenY?2:3)}
function getWLengths2(Fp,Fn){return{secretKey:Fn.BYTES,publicKey:1+Fp.BYTES,publicKeyUncompressed:1+2*Fp.BYTES,publicKeyHasPrefix:true,signature:2*Fn.BYTES}}function ecdh2(Point,ecdhOpts={}){
validatePointCons(Point);const{Fn}=Point;const randomBytes_=ecdhOpts.randomBytes===void 0?randomBytes5:ecdhOpts.randomBytes;const lengths=Object.assign(getWLengths2(
Point.Fp,Fn),{seed:Math.max(getMinHashLength2(Fn.ORDER),16)});function isValidSecretKey(secretKey){try{const num=Fn.fromBytes(secretKey);return Fn.isValidNot0(num)}catch(error){
return false}}function isValidPublicKey(publicKey,isCompressed){const{publicKey:comp,publicKeyUncompressed}=lengths;try{const l=publicKey.length;if(isCompressed===
true&&l!==comp)return false;if(isCompressed===false&&l!==publicKeyUncompressed)return false;return!Point.fromBytes(publicKey).is0()}catch(error){return false}}function randomSecretKey(seed){
seed=seed===void 0?randomBytes_(lengths.seed):seed;return mapHashToField2(abytes5(seed,lengths.seed,"seed"),Fn.ORDER)}function getPublicKey(secretKey,isCompressed=true){
return Point.BASE.multiply(Fn.fromBytes(secretKey)).toBytes(isCompressed)}function isProbPub(item){const{secretKey,publicKey,publicKeyUncompressed}=lengths;const allowedLengths=Fn.
_lengths;if(!isBytes5(item))return void 0;const l=abytes5(item,void 0,"key").length;const isPub=l===publicKey||l===publicKeyUncompressed;const isSec=l===secretKey||
!!allowedLengths?.includes(l);if(isPub&&isSec)return void 0;return isPub}function getSharedSecret(secretKeyA,publicKeyB,isCompressed=true){if(isProbPub(secretKeyA)===
true)throw new Error("first arg must be private key");if(isProbPub(publicKeyB)===false)throw new Error("second arg must be public key");const s=Fn.fromBytes(secretKeyA);
const b=Point.fromBytes(publicKeyB);if(b.is0())throw new Error("invalid public key: point at infinity");return b.multiply(s).toBytes(isCompressed)}const utils={
isValidSecretKey,isValidPublicKey,randomSecretKey};const keygen=createKeygen2(randomSecretKey,getPublicKey);Object.freeze(utils);Object.freeze(lengths);return Object.
freeze({getPublicKey,getSharedSecret,keygen,Point,utils,lengths})}function ecdsa2(Point,hash,ecdsaOpts={}){validatePointCons(Point);const hash_=hash;ahash(hash_);
validateObject2(ecdsaOpts,{},{hmac:"function",lowS:"boolean",randomBytes:"function",bits2int:"function",bits2int_modN:"function"});const opts2=Object.assign({},
ecdsaOpts);const randomBytes6=opts2.randomBytes===void 0?randomBytes5:opts2.randomBytes;const hmac3=opts2.hmac===void 0?(key,msg)=>hmac(hash_,key,msg):opts2.hmac;
const{Fp,Fn}=Point;const{ORDER:CURVE_ORDER,BITS:fnBits}=Fn;const blindLength=getMinHashLength2(CURVE_ORDER);const csprng=probeRandomBytes(randomBytes6,blindLength);
const{keygen,getPublicKey,getSharedSecret,utils,lengths}=ecdh2(Point,opts2);const defaultSigOpts={prehash:true,lowS:typeof opts2.lowS==="boolean"?opts2.lowS:true,
format:"compact",extraEntropy:false};const hasLargeRecoveryLifts=CURVE_ORDER*_2n7+_1n11<Fp.ORDER;function isBiggerThanHalfOrder(number){const HALF=CURVE_ORDER>>
_1n11;return number>HALF}function validateRS(title,num){if(!Fn.isValidNot0(num))throw new Error(`invalid signature ${title}: out of range 1..Point.Fn.ORDER`);return num}
function assertFieldSignIsSupported(){if(!Fp.isOdd)throw new Error("Field doesn't support isOdd")}function getRecoveryBit(x,y,r){assertFieldSignIsSupported();return(x===
r?0:2)|Number(Fp.isOdd(y))}function assertRecoverableCurve(){if(hasLargeRecoveryLifts)throw new Error('"recovered" sig type is not supported for cofactor >2 cur\
ves')}function validateSigLength(bytes,format){validateSigFormat2(format);const size=lengths.signature;const sizer=format==="compact"?size:format==="recovered"?
size+1:void 0;return abytes5(bytes,sizer)}class Signature{r;s;recovery;constructor(r,s,recovery){this.r=validateRS("r",r);this.s=validateRS("s",s);if(recovery!=
null){assertRecoverableCurve();if(![0,1,2,3].includes(recovery))throw new Error("invalid recovery id");this.recovery=recovery}Object.freeze(this)}static fromBytes(bytes,format=defaultSigOpts.
format){validateSigLength(bytes,format);let recid;if(format==="der"){if(bytes.length>2*Fn.BYTES+16)throw new DER2.Err("invalid signature: DER signature too long");
const{r:r2,s:s2}=DER2.toSig(abytes5(bytes),Fn.BYTES+1);return new Signature(r2,s2)}if(format==="recovered"){recid=bytes[0];format="compact";bytes=bytes.subarray(
1)}const L=lengths.signature/2;const r=bytes.subarray(0,L);const s=bytes.subarray(L,L*2);return new Signature(Fn.fromBytes(r),Fn.fromBytes(s),recid)}static fromHex(hex,format){
return this.fromBytes(hexToBytes3(hex),format)}assertRecovery(){const{recovery}=this;if(recovery==null)throw new Error("invalid recovery id: must be present");return recovery}addRecoveryBit(recovery){
return new Signature(this.r,this.s,recovery)}recoverPublicKey(messageHash){const{r,s}=this;const recovery=this.assertRecovery();const radj=recovery===2||recovery===
3?r+CURVE_ORDER:r;if(!Fp.isValid(radj))throw new Error("invalid recovery id: sig.r+curve.n != R.x");const x=Fp.toBytes(radj);const R=Point.fromBytes(concatBytes3(
pprefix2((recovery&1)===0),x));const ir=Fn.inv(radj);const h=bits2int_modN(abytes5(messageHash,void 0,"msgHash"));const u1=Fn.create(-h*ir);const u2=Fn.create(s*
ir);const Q2=Point.BASE.mulAddUnsafe(u1,R,u2);if(Q2.is0())throw new Error("invalid recovery: point at infinify");Q2.assertValidity();return Q2}hasHighS(){return isBiggerThanHalfOrder(
this.s)}toBytes(format=defaultSigOpts.format){validateSigFormat2(format);if(format==="der")return hexToBytes3(DER2.hexFromSig(this));const{r,s}=this;const rb=Fn.
toBytes(r);const sb=Fn.toBytes(s);if(format==="recovered"){assertRecoverableCurve();return concatBytes3(Uint8Array.of(this.assertRecovery()),rb,sb)}return concatBytes3(
rb,sb)}toHex(format){return bytesToHex3(this.toBytes(format))}}Object.freeze(Signature.prototype);Object.freeze(Signature);const bits2int=opts2.bits2int===void 0?
function bits2int_def(bytes){if(bytes.length>8192)throw new Error("input is too large");const num=bytesToNumberBE2(bytes);const delta=bytes.length*8-fnBits;return delta>
0?num>>BigInt(delta):num}:opts2.bits2int;const bits2int_modN=opts2.bits2int_modN===void 0?function bits2int_modN_def(bytes){return Fn.create(bits2int(bytes))}:opts2.
bits2int_modN;const ORDER_MASK=bitMask2(fnBits);function int2octets(num){aInRange2("num < 2^"+fnBits,num,_0n11,ORDER_MASK);return Fn.toBytes(num)}function validateMsgAndHash(message,prehash){
abytes5(message,void 0,"message");return prehash?abytes5(hash_(message),void 0,"prehashed message"):message}function prepSig(message,secretKey,opts3){const{lowS,
prehash,extraEntropy}=validateSigOpts2(opts3,defaultSigOpts);message=validateMsgAndHash(message,prehash);const h1int=bits2int_modN(message);const d=Fn.fromBytes(
secretKey);if(!Fn.isValidNot0(d))throw new Error("invalid private key");const seedArgs=[int2octets(d),int2octets(h1int)];if(extraEntropy!=null&&extraEntropy!==false){
const e=extraEntropy===true?randomBytes6(lengths.secretKey):extraEntropy;seedArgs.push(abytes5(e,void 0,"extraEntropy"))}const seed=concatBytes3(...seedArgs);const m=h1int;
function k2sig(kBytes){const k=bits2int(kBytes);if(!Fn.isValidNot0(k))return;const q=Point.BASE.multiply(k).toAffine();const r=Fn.create(q.x);if(r===_0n11)return;
let s;if(csprng!==void 0){const b=bytesToNumberBE2(mapHashToField2(csprng(blindLength),CURVE_ORDER));const ibk=Fn.inv(Fn.mul(b,k));const bm=Fn.mul(b,m);const bd=Fn.
mul(b,d);s=Fn.create(ibk*Fn.create(bm+bd*r))}else{const ik=invertCt(k,CURVE_ORDER);s=Fn.create(ik*Fn.create(m+r*d))}if(s===_0n11)return;let recovery=getRecoveryBit(
q.x,q.y,r);let normS=s;if(lowS&&isBiggerThanHalfOrder(s)){normS=Fn.neg(s);recovery^=1}return new Signature(r,normS,hasLargeRecoveryLifts?void 0:recovery)}return{
seed,k2sig}}function sign(message,secretKey,opts3={}){const{seed,k2sig}=prepSig(message,secretKey,opts3);const drbg=createHmacDrbg2(hash_.outputLen,Fn.BYTES,hmac3);
const sig=drbg(seed,k2sig);return sig.toBytes(opts3.format)}function verify(signature,message,publicKey,opts3={}){const{lowS,prehash,format}=validateSigOpts2(opts3,
defaultSigOpts);publicKey=abytes5(publicKey,void 0,"publicKey");message=validateMsgAndHash(message,prehash);if(!isBytes5(signature)){const end=signature instanceof
Signature?", use sig.toBytes()":"";throw new Error("verify expects Uint8Array signature"+end)}validateSigLength(signature,format);try{const sig=Signature.fromBytes(
signature,format);const P=Point.fromBytes(publicKey);if(P.is0())return false;if(lowS&&sig.hasHighS())return false;const{r,s}=sig;const h=bits2int_modN(message);
const is=Fn.inv(s);const u1=Fn.create(h*is);const u2=Fn.create(r*is);const R=Point.BASE.mulAddUnsafe(u1,P,u2);if(R.is0())return false;const q=R.toAffine();const v=Fn.
create(q.x);if(v!==r)return false;if(format==="recovered"&&sig.recovery!==getRecoveryBit(q.x,q.y,r))return false;return true}catch(e){return false}}function recoverPublicKey(signature,message,opts3={}){
const{prehash}=validateSigOpts2(opts3,defaultSigOpts);message=validateMsgAndHash(message,prehash);return Signature.fromBytes(signature,"recovered").recoverPublicKey(
message).toBytes()}return Object.freeze({keygen,getPublicKey,getSharedSecret,utils,lengths,Point,sign,verify,recoverPublicKey,Signature,hash:hash_})}var p256_CURVE2=(()=>({p:BigInt("0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff"),n:BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e\
84f3b9cac2fc632551"),h:BigInt(1),a:BigInt("0xffffffff00000001000000000000000000000000fffffffffffffffffffffffc"),b:BigInt("0x5ac635d8aa3a93e7b3ebbd55769886bc651d\
06b0cc53b0f63bce3c3e27d2604b"),Gx:BigInt("0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),Gy:BigInt("0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce\
33576b315ececbb6406837bf51f5")}))();var p256_Point2=weierstrass2(p256_CURVE2);var p2562=ecdsa2(p256_Point2,sha256);var _0n12=BigInt(0);var _1n12=BigInt(1);var _2n8=BigInt(2);var _4n6=BigInt(4);var _8n4=BigInt(8);function isEdValidXY(Fp,CURVE,x,y){const x2=Fp.sqr(x);const y2=Fp.
sqr(y);const left=Fp.add(Fp.mul(CURVE.a,x2),y2);const right=Fp.add(Fp.ONE,Fp.mul(CURVE.d,Fp.mul(x2,y2)));return Fp.eql(left,right)}function edwards(params,extraOpts={}){
validateObject2(extraOpts,{},{},"extraOpts");const opts2=extraOpts;const validated=createCurveFields2("edwards",params,opts2,opts2.FpFnLE);const{Fp,Fn}=validated;
let CURVE=validated.CURVE;const{h:cofactor}=CURVE;if(FpLegendre2(Fp,CURVE.a)!==1)throw new Error("edwards: CURVE.a must be a square in Fp for complete addition \
formulas");if(FpLegendre2(Fp,CURVE.d)!==-1)throw new Error("edwards: CURVE.d must be a non-square in Fp for complete addition formulas");validateObject2(opts2,{},
{uvRatio:"function",randomBytes:"function"});const randomBytes6=opts2.randomBytes===void 0?randomBytes5:opts2.randomBytes;const MASK=_2n8<<BigInt(Fp.BYTES*8)-_1n12;
function isOdd(n){if(!Fp.isOdd)throw new Error("Field does not have .isOdd()");return Fp.isOdd(n)}const uvRatio2=opts2.uvRatio===void 0?(u,v)=>{try{return{isValid:true,
value:Fp.sqrt(Fp.div(u,v))}}catch(e){return{isValid:false,value:_0n12}}}:opts2.uvRatio;if(!isEdValidXY(Fp,CURVE,CURVE.Gx,CURVE.Gy))throw new Error("bad curve pa\
rams: generator point");const mulA=Fp.eql(CURVE.a,Fp.neg(Fp.ONE))?x=>Fp.neg(x):Fp.eql(CURVE.a,Fp.ONE)?x=>x:x=>Fp.mul(CURVE.a,x);function acoord(title,n,banZero=false){
const min=banZero?_1n12:_0n12;aInRange2("coordinate "+title,n,min,MASK);return n}function aedpoint(other){if(!(other instanceof Point))throw new Error("EdwardsP\
oint expected")}class Point{static BASE=new Point(CURVE.Gx,CURVE.Gy,Fp.ONE,Fp.mul(CURVE.Gx,CURVE.Gy));static ZERO=new Point(Fp.ZERO,Fp.ONE,Fp.ONE,Fp.ZERO);static Fp=Fp;static Fn=Fn;X;Y;Z;T;constructor(X,Y,Z,T){
this.X=acoord("x",X);this.Y=acoord("y",Y);this.Z=acoord("z",Z,true);this.T=acoord("t",T);Object.freeze(this)}static CURVE(){return CURVE}static fromAffine(p){if(p instanceof
Point)throw new Error("extended point not allowed");const{x,y}=p||{};acoord("x",x);acoord("y",y);return new Point(x,y,Fp.ONE,Fp.mul(x,y))}static fromBytes(bytes,zip215=false){
const len=Fp.BYTES;const{a,d}=CURVE;bytes=copyBytes4(abytes5(bytes,len,"point"));abool3(zip215,"zip215");const normed=copyBytes4(bytes);const lastByte=bytes[len-
1];normed[len-1]=lastByte&~128;const y=bytesToNumberLE2(normed);const max=zip215?MASK:Fp.ORDER;aInRange2("point.y",y,_0n12,max);const y2=Fp.sqr(y);const u=Fp.sub(
y2,Fp.ONE);const v=Fp.sub(Fp.mulN(d,y2),a);let{isValid,value:x}=uvRatio2(u,v);if(!isValid)throw new Error("bad point: invalid y coordinate");const isXOdd=isOdd(
x);const isLastByteOdd=(lastByte&128)!==0;if(!zip215&&Fp.is0(x)&&isLastByteOdd)throw new Error("bad point: x=0 and x_0=1");if(isLastByteOdd!==isXOdd)x=Fp.neg(x);
return Point.fromAffine({x,y})}static fromHex(hex,zip215=false){return Point.fromBytes(hexToBytes3(hex),zip215)}get x(){return this.toAffine().x}get y(){return this.
toAffine().y}precompute(windowSize=6,isLazy=true){wnaf.setWindowSize(this,windowSize);if(!isLazy)this.multiply(_2n8);return this}assertValidity(){const p=this;const{
a,d}=CURVE;if(p.is0())throw new Error("bad point: ZERO");const{X,Y,Z,T}=p;const X2=Fp.sqr(X);const Y2=Fp.sqr(Y);const Z2=Fp.sqr(Z);const Z4=Fp.sqr(Z2);const aX2=Fp.
mul(X2,a);const left=Fp.mul(Fp.add(aX2,Y2),Z2);const right=Fp.add(Z4,Fp.mul(d,Fp.mul(X2,Y2)));if(!Fp.eql(left,right))throw new Error("bad point: equation left !\
= right (1)");const XY=Fp.mul(X,Y);const ZT=Fp.mul(Z,T);if(!Fp.eql(XY,ZT))throw new Error("bad point: equation left != right (2)")}equals(other){aedpoint(other);
const{X:X1,Y:Y1,Z:Z1}=this;const{X:X2,Y:Y2,Z:Z2}=other;const X1Z2=Fp.mul(X1,Z2);const X2Z1=Fp.mul(X2,Z1);const Y1Z2=Fp.mul(Y1,Z2);const Y2Z1=Fp.mul(Y2,Z1);return Fp.
eql(X1Z2,X2Z1)&&Fp.eql(Y1Z2,Y2Z1)}is0(){return this.equals(Point.ZERO)}negate(){return new Point(Fp.neg(this.X),this.Y,this.Z,Fp.neg(this.T))}double(){const{X:X1,
Y:Y1,Z:Z1}=this;const A=Fp.sqr(X1);const B=Fp.sqr(Y1);const C=Fp.mul(Fp.sqr(Z1),_2n8);const D=mulA(A);const x1y1=Fp.addN(X1,Y1);const E=Fp.sub(Fp.subN(Fp.sqr(x1y1),
A),B);const G=Fp.addN(D,B);const F2=Fp.subN(G,C);const H=Fp.subN(D,B);const X3=Fp.mul(E,F2);const Y3=Fp.mul(G,H);const T3=Fp.mul(E,H);const Z3=Fp.mul(F2,G);return new Point(
X3,Y3,Z3,T3)}add(other){aedpoint(other);const{d}=CURVE;const{X:X1,Y:Y1,Z:Z1,T:T1}=this;const{X:X2,Y:Y2,Z:Z2,T:T2}=other;const A=Fp.mul(X1,X2);const B=Fp.mul(Y1,
Y2);const C=Fp.mul(Fp.mulN(T1,d),T2);const D=Fp.mul(Z1,Z2);const E=Fp.sub(Fp.subN(Fp.mulN(Fp.addN(X1,Y1),Fp.addN(X2,Y2)),A),B);const F2=Fp.subN(D,C);const G=Fp.
addN(D,C);const H=Fp.sub(B,mulA(A));const X3=Fp.mul(E,F2);const Y3=Fp.mul(G,H);const T3=Fp.mul(E,H);const Z3=Fp.mul(F2,G);return new Point(X3,Y3,Z3,T3)}subtract(other){
aedpoint(other);return this.add(other.negate())}multiply(scalar){if(!Fn.isValidNot0(scalar))throw new RangeError("invalid scalar: expected 1 <= sc < curve.n");const{
p,f}=wnaf.mulSecret(this,scalar,cofactor,normalize);return normalize([p,f])[0]}multiplyUnsafe(scalar){if(!Fn.isValid(scalar))throw new RangeError("invalid scala\
r: expected 0 <= sc < curve.n");if(scalar===_0n12)return Point.ZERO;if(this.is0()||scalar===_1n12)return this;return wnaf.mulUnsafe(this,scalar,normalize)}isSmallOrder(){
return this.clearCofactor().is0()}isTorsionFree(){return wnaf.mulUnsafe(this,CURVE.n).is0()}toAffine(invertedZ){const p=this;let iz=invertedZ;if(iz!=null&&typeof iz!==
"bigint")throw new TypeError('"invertedZ" expected bigint, got type='+typeof iz);const{X,Y,Z}=p;const is0=p.is0();if(iz==null)iz=is0?Fp.create(_8n4):Fp.inv(Z);const x=Fp.
mul(X,iz);const y=Fp.mul(Y,iz);const zz=Fp.mul(Z,iz);if(is0)return{x:Fp.ZERO,y:Fp.ONE};if(!Fp.eql(zz,Fp.ONE))throw new Error("invZ was invalid");return{x,y}}clearCofactor(){
if(cofactor===_1n12)return this;if(cofactor===_2n8)return this.double();if(cofactor===_4n6)return this.double().double();if(cofactor===_8n4)return this.double().
double().double();return this.multiplyUnsafe(cofactor)}toBytes(){const{x,y}=this.toAffine();const bytes=Fp.toBytes(y);bytes[bytes.length-1]|=isOdd(x)?128:0;return bytes}toHex(){
return bytesToHex3(this.toBytes())}toString(){return`<Point ${this.is0()?"ZERO":this.toHex()}>`}}const normalize=points=>normalizeZ2(Point,points);const wnaf=new ScalarMultiplier(
Point,randomBytes6);if(wnaf.bits>=6)Point.BASE.precompute(6);Object.freeze(Point.prototype);Object.freeze(Point);return Point}var _0n13=BigInt(0);var _1n13=BigInt(1);var _2n9=BigInt(2);function cmask(P,swap){return P+swap-(swap>>_1n13<<_1n13)}function cswap(P){const offset=BigInt(6)*P;
return(mask,x_2,x_3)=>{const sum=x_2+x_3;const d=offset+x_3-x_2;const a=(d*mask+x_2)%P;return{x_2:a,x_3:sum-a}}}function validateOpts2(curve){validateObject2(curve,{P:"bigint",type:"string",adjustScalarBytes:"function",powPminus2:"function"},{randomBytes:"function",scalarMultBase:"\
function"});return Object.freeze({...curve})}function montgomery2(curveDef){const CURVE=validateOpts2(curveDef);const{P,type,adjustScalarBytes:adjustScalarBytes3,
powPminus2,randomBytes:rand}=CURVE;const mulBaseHook=CURVE.scalarMultBase;const is25519=type==="x25519";if(!is25519&&type!=="x448")throw new Error("invalid type");
const randomBytes_=rand===void 0?randomBytes5:rand;const montgomeryBits=is25519?255:448;const swap=cswap(P);const fieldLen=is25519?32:56;const Gu=is25519?BigInt(
9):BigInt(5);const a24=is25519?BigInt(121665):BigInt(39081);const minScalar=is25519?_2n9**BigInt(254):_2n9**BigInt(447);const maxAdded=is25519?BigInt(8)*(_2n9**
BigInt(251)-_1n13):BigInt(4)*(_2n9**BigInt(445)-_1n13);const maxScalar=minScalar+maxAdded+_1n13;const modP=n=>mod3(n,P);const GuBytes=encodeU(Gu);function encodeU(u){
return numberToBytesLE2(modP(u),fieldLen)}function decodeU(u){const _u=copyBytes4(abytes5(u,fieldLen,"uCoordinate"));if(is25519)_u[31]&=127;return modP(bytesToNumberLE2(
_u))}function decodeScalar(scalar){return bytesToNumberLE2(adjustScalarBytes3(copyBytes4(abytes5(scalar,fieldLen,"scalar"))))}const lowOrderU=new Set(is25519?[_0n13,
_1n13,P-_1n13,BigInt("325606250916557431795983626356110631294008115727848805560023387167927233504"),BigInt("3938235723548961458172306078155302111252991171944069\
8176882885853963445705823")]:[_0n13,_1n13,P-_1n13]);function scalarMult2(scalar,u){const pointU=decodeU(u);if(lowOrderU.has(pointU))throw new Error("invalid pri\
vate or public key received");const pu=montgomeryLadder(pointU,decodeScalar(scalar));if(pu===_0n13)throw new Error("invalid private or public key received");return encodeU(
pu)}function scalarMultBase2(scalar){if(mulBaseHook===void 0)return scalarMult2(scalar,GuBytes);const k=decodeScalar(scalar);aInRange2("scalar",k,minScalar,maxScalar);
const pu=modP(mulBaseHook(k));if(pu===_0n13)throw new Error("invalid private or public key received");return encodeU(pu)}const getPublicKey=scalarMultBase2;const getSharedSecret=scalarMult2;
function montgomeryLadder(u,scalar){aInRange2("u",u,_0n13,P);aInRange2("scalar",scalar,minScalar,maxScalar);const k=scalar;const x_1=u;let x_2=_1n13;let z_2=_0n13;
let x_3=u;let z_3=_1n13;const kx=k^k>>_1n13;for(let t=BigInt(montgomeryBits-1);t>=_0n13;t--){const mask2=cmask(P,kx>>t);({x_2,x_3}=swap(mask2,x_2,x_3));({x_2:z_2,
x_3:z_3}=swap(mask2,z_2,z_3));const A=x_2+z_2;const AA=modP(A*A);const B=x_2-z_2;const BB=modP(B*B);const E=AA-BB;const C=x_3+z_3;const D=x_3-z_3;const DA=modP(
D*A);const CB=modP(C*B);const dacb=DA+CB;const da_cb=DA-CB;x_3=modP(dacb*dacb);z_3=modP(x_1*modP(da_cb*da_cb));x_2=modP(AA*BB);z_2=modP(E*(AA+modP(a24*E)))}const mask=cmask(
P,k);({x_2,x_3}=swap(mask,x_2,x_3));({x_2:z_2,x_3:z_3}=swap(mask,z_2,z_3));const z2=powPminus2(z_2);return modP(x_2*z2)}const lengths={secretKey:fieldLen,publicKey:fieldLen,
seed:fieldLen};const randomSecretKey=seed=>{seed=seed===void 0?randomBytes_(fieldLen):seed;abytes5(seed,lengths.seed,"seed");return seed};const utils={randomSecretKey};
Object.freeze(lengths);Object.freeze(utils);return Object.freeze({keygen:createKeygen2(randomSecretKey,getPublicKey),getSharedSecret,getPublicKey,scalarMult:scalarMult2,
scalarMultBase:scalarMultBase2,utils,GuBytes:GuBytes.slice(),lengths})}var _0n14=BigInt(0);var _1n14=BigInt(1);var _2n10=BigInt(2);var _3n6=BigInt(3);var _5n4=BigInt(5);var _8n5=BigInt(8);var ed25519_CURVE_p2=BigInt("0x7fffffffffff\
ffffffffffffffffffffffffffffffffffffffffffffffffffed");var ed25519_CURVE=(()=>({p:ed25519_CURVE_p2,n:BigInt("0x1000000000000000000000000000000014def9dea2f79cd65\
812631a5cf5d3ed"),h:_8n5,a:BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec"),d:BigInt("0x52036cee2b6ffe738cc740797779e89800700a4d4141\
d8ab75eb4dca135978a3"),Gx:BigInt("0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51a"),Gy:BigInt("0x66666666666666666666666666666666666666666666\
66666666666666666658")}))();function ed25519_pow_2_252_32(x){const _10n=BigInt(10),_20n=BigInt(20),_40n=BigInt(40),_80n=BigInt(80);const P=ed25519_CURVE_p2;const x2=x*
x%P;const b2=x2*x%P;const b4=pow22(b2,_2n10,P)*b2%P;const b5=pow22(b4,_1n14,P)*x%P;const b10=pow22(b5,_5n4,P)*b5%P;const b20=pow22(b10,_10n,P)*b10%P;const b40=pow22(
b20,_20n,P)*b20%P;const b80=pow22(b40,_40n,P)*b40%P;const b160=pow22(b80,_80n,P)*b80%P;const b240=pow22(b160,_80n,P)*b80%P;const b250=pow22(b240,_10n,P)*b10%P;const pow_p_5_8=pow22(
b250,_2n10,P)*x%P;return{pow_p_5_8,b2}}function adjustScalarBytes2(bytes){bytes[0]&=248;bytes[31]&=127;bytes[31]|=64;return bytes}var ED25519_SQRT_M1=BigInt("19\
681161376707505956807079304988542015446066515923890162744021073123829784752");function uvRatio(u,v){const P=ed25519_CURVE_p2;const v3=mod3(v*v*v,P);const v7=mod3(
v3*v3*v,P);const pow3=ed25519_pow_2_252_32(u*v7).pow_p_5_8;let x=mod3(u*v3*pow3,P);const vx2=mod3(v*x*x,P);const root1=x;const root2=mod3(x*ED25519_SQRT_M1,P);const useRoot1=vx2===
u;const useRoot2=vx2===mod3(-u,P);const noRoot=vx2===mod3(-u*ED25519_SQRT_M1,P);if(useRoot1)x=root1;if(useRoot2||noRoot)x=root2;if(isNegativeLE2(x,P))x=mod3(-x,
P);return{isValid:useRoot1||useRoot2,value:x}}var ed25519_Point=edwards(ed25519_CURVE,{uvRatio});var x255192=(()=>{const P=ed25519_CURVE_p2;const powPminus2=x=>{const{pow_p_5_8,b2}=ed25519_pow_2_252_32(x);return mod3(pow22(pow_p_5_8,_3n6,P)*b2,P)};return montgomery2(
{P,type:"x25519",powPminus2,adjustScalarBytes:adjustScalarBytes2,scalarMultBase:k=>{const kn=mod3(k,ed25519_Point.Fn.ORDER);if(kn===_0n14)return _0n14;const p=ed25519_Point.
BASE.multiply(kn);return mod3((p.Z+p.Y)*powPminus2(mod3(p.Z-p.Y,P)),P)}})})();var exportable=false;var webCryptoOff=false;async function webCryptoFallback(func,fallback){if(webCryptoOff){return await fallback()}try{return await func()}catch(error){if(error instanceof ReferenceError||
error instanceof DOMException&&error.name==="NotSupportedError"){return await fallback()}else{throw error}}}async function scalarMult(scalar,u){return await webCryptoFallback(
async()=>{const key=isCryptoKey(scalar)?scalar:await importX25519Key(scalar);const peer=await crypto.subtle.importKey("raw",domBuffer(u),{name:"X25519"},exportable,
[]);return new Uint8Array(await crypto.subtle.deriveBits({name:"X25519",public:peer},key,256))},()=>{if(isCryptoKey(scalar)){throw new Error("CryptoKey provided\
 but X25519 WebCrypto is not supported")}return x255192.scalarMult(scalar,u)})}async function scalarMultBase(scalar){return await webCryptoFallback(async()=>{return scalarMult(
scalar,x255192.GuBytes)},()=>{if(isCryptoKey(scalar)){throw new Error("CryptoKey provided but X25519 WebCrypto is not supported")}return x255192.scalarMultBase(
scalar)})}var pkcs8Prefix=new Uint8Array([48,46,2,1,0,48,5,6,3,43,101,110,4,34,4,32]);async function importX25519Key(key){if(key.length!==32){throw new Error("X\
25519 private key must be 32 bytes")}const pkcs8=new Uint8Array([...pkcs8Prefix,...key]);return crypto.subtle.importKey("pkcs8",pkcs8,{name:"X25519"},exportable,
["deriveBits"])}function isCryptoKey(key){return typeof CryptoKey!=="undefined"&&key instanceof CryptoKey}function domBuffer(arr){return arr}var LineReader=class{s;transcript=[];buf=new Uint8Array(0);constructor(stream2){this.s=stream2.getReader()}async readLine(){const line=[];while(true){const i=this.
buf.indexOf("\n".charCodeAt(0));if(i>=0){line.push(this.buf.subarray(0,i));this.transcript.push(this.buf.subarray(0,i+1));this.buf=this.buf.subarray(i+1);return asciiString(
flatten(line))}if(this.buf.length>0){line.push(this.buf);this.transcript.push(this.buf)}const next=await this.s.read();if(next.done){this.buf=flatten(line);return null}
this.buf=next.value}}close(){this.s.releaseLock();return{rest:this.buf,transcript:flatten(this.transcript)}}};function asciiString(bytes){bytes.forEach(b=>{if(b<
32||b>126){throw Error("invalid non-ASCII byte in header")}});return new TextDecoder().decode(bytes)}function flatten(arr){const len=arr.reduce(((sum,line)=>sum+
line.length),0);const out=new Uint8Array(len);let n=0;for(const a of arr){out.set(a,n);n+=a.length}return out}function prepend(s,...prefixes){return s.pipeThrough(
new TransformStream({start(controller){for(const p of prefixes){controller.enqueue(p)}}}))}function stream(a){return new ReadableStream({start(controller){controller.
enqueue(a);controller.close()}})}async function readAll(stream2){if(!(stream2 instanceof ReadableStream)){throw new Error("readAll expects a ReadableStream<Uint\
8Array>")}return new Uint8Array(await new Response(stream2).arrayBuffer())}async function readAllString(stream2){if(!(stream2 instanceof ReadableStream)){throw new Error(
"readAllString expects a ReadableStream<Uint8Array>")}return await new Response(stream2).text()}async function read(stream2,n){const reader=stream2.getReader();
const chunks=[];let readBytes=0;while(readBytes<n){const{done,value}=await reader.read();if(done){throw Error("stream ended before reading "+n.toString()+" byte\
s")}chunks.push(value);readBytes+=value.length}reader.releaseLock();const buf=flatten(chunks);const data=buf.subarray(0,n);const rest=prepend(stream2,buf.subarray(
n));return{data,rest}}var Stanza=class{args;body;constructor(args,body){this.args=args;this.body=body}};async function parseNextStanza(hdr){const argsLine=await hdr.readLine();if(argsLine===
null){throw Error("invalid stanza")}const args=argsLine.split(" ");if(args.length<2||args.shift()!=="->"){return{next:argsLine}}for(const arg of args){if(arg.length===
0){throw Error("invalid stanza")}}const bodyLines=[];for(;;){const nextLine=await hdr.readLine();if(nextLine===null){throw Error("invalid stanza")}const line=base64nopad.
decode(nextLine);if(line.length>48){throw Error("invalid stanza")}bodyLines.push(line);if(line.length<48){break}}const body=flatten(bodyLines);return{s:new Stanza(
args,body)}}async function parseHeader(header){const hdr=new LineReader(header);const versionLine=await hdr.readLine();if(versionLine!=="age-encryption.org/v1"){
throw Error("invalid version "+(versionLine??"line"))}const stanzas=[];for(;;){const{s,next:macLine}=await parseNextStanza(hdr);if(s!==void 0){stanzas.push(s);continue}
if(!macLine.startsWith("--- ")){throw Error("invalid header")}const MAC=base64nopad.decode(macLine.slice(4));const{rest,transcript}=hdr.close();const headerNoMAC=transcript.
slice(0,transcript.length-1-macLine.length+3);return{stanzas,headerNoMAC,MAC,headerSize:transcript.length,rest:prepend(header,rest)}}}function encodeHeaderNoMAC(recipients){
const lines=[];lines.push("age-encryption.org/v1\n");for(const s of recipients){lines.push("-> "+s.args.join(" ")+"\n");for(let i=0;i<s.body.length;i+=48){let end=i+
48;if(end>s.body.length)end=s.body.length;lines.push(base64nopad.encode(s.body.subarray(i,end))+"\n")}if(s.body.length%48===0)lines.push("\n")}lines.push("---");
return new TextEncoder().encode(lines.join(""))}function encodeHeader(recipients,MAC){return flatten([encodeHeaderNoMAC(recipients),new TextEncoder().encode(" "+
base64nopad.encode(MAC)+"\n")])}async function identityToRecipient(identity){let scalar;if(isCryptoKey2(identity)){scalar=identity}else if(identity.startsWith("AGE-SECRET-KEY-PQ-1")){const res=bech32.
decodeToBytes(identity);if(res.prefix.toUpperCase()!=="AGE-SECRET-KEY-PQ-"||res.bytes.length!==32){throw Error("invalid identity")}const recipient2=MLKEM768X25519.
getPublicKey(res.bytes);return bech32.encode("age1pq",bech32.toWords(recipient2),false)}else{const res=bech32.decodeToBytes(identity);if(!identity.startsWith("A\
GE-SECRET-KEY-1")||res.prefix.toUpperCase()!=="AGE-SECRET-KEY-"||res.bytes.length!==32){throw Error("invalid identity")}scalar=res.bytes}const recipient=await scalarMultBase(
scalar);return bech32.encodeFromBytes("age",recipient)}var HybridRecipient=class{recipient;constructor(s){const{prefix,words}=bech32.decode(s,false);const bytes=bech32.
fromWords(words);if(!s.startsWith("age1pq1")||prefix.toLowerCase()!=="age1pq"||bytes.length!==1216){throw Error("invalid recipient")}this.recipient=bytes}wrapFileKey(fileKey){
const{cipherText:encapsulatedKey,sharedSecret}=MLKEM768X25519.encapsulate(this.recipient);const label=new TextEncoder().encode("age-encryption.org/mlkem768x2551\
9");const{key,nonce}=hpkeContext(hpkeMLKEM768X25519,sharedSecret,label);const ciphertext=chacha20poly1305(key,nonce).encrypt(fileKey);return[new Stanza(["mlkem7\
68x25519",base64nopad.encode(encapsulatedKey)],ciphertext)]}};var HybridIdentity=class{identity;constructor(s){const res=bech32.decodeToBytes(s);if(!s.startsWith(
"AGE-SECRET-KEY-PQ-1")||res.prefix.toUpperCase()!=="AGE-SECRET-KEY-PQ-"||res.bytes.length!==32){throw Error("invalid identity")}this.identity=res.bytes}unwrapFileKey(stanzas){
for(const s of stanzas){if(s.args.length<1||s.args[0]!=="mlkem768x25519"){continue}if(s.args.length!==2){throw Error("invalid mlkem768x25519 stanza")}const share=base64nopad.
decode(s.args[1]);if(share.length!==1120){throw Error("invalid mlkem768x25519 stanza")}if(s.body.length!==32){throw Error("invalid mlkem768x25519 stanza")}const sharedSecret=MLKEM768X25519.
decapsulate(share,this.identity);const label=new TextEncoder().encode("age-encryption.org/mlkem768x25519");const{key,nonce}=hpkeContext(hpkeMLKEM768X25519,sharedSecret,
label);try{return chacha20poly1305(key,nonce).decrypt(s.body)}catch{continue}}return null}};var hpkeMLKEM768X25519=25722;var hpkeMLKEM768P256=80;var hpkeDHKEMP256=16;
function hpkeContext(kemID,sharedSecret,info){const suiteID=hpkeSuiteID(kemID);const pskIDHash=hpkeLabeledExtract(suiteID,void 0,"psk_id_hash",new Uint8Array(0));
const infoHash=hpkeLabeledExtract(suiteID,void 0,"info_hash",info);const ksContext=new Uint8Array(1+pskIDHash.length+infoHash.length);ksContext[0]=0;ksContext.set(
pskIDHash,1);ksContext.set(infoHash,1+pskIDHash.length);const secret=hpkeLabeledExtract(suiteID,sharedSecret,"secret",new Uint8Array(0));const key=hpkeLabeledExpand(
suiteID,secret,"key",ksContext,32);const nonce=hpkeLabeledExpand(suiteID,secret,"base_nonce",ksContext,12);return{key,nonce}}function hpkeSuiteID(kemID){const suiteID=new Uint8Array(
10);suiteID.set(new TextEncoder().encode("HPKE"),0);suiteID[4]=kemID>>8&255;suiteID[5]=kemID&255;suiteID[6]=0;suiteID[7]=1;suiteID[8]=0;suiteID[9]=3;return suiteID}
function hpkeLabeledExtract(suiteID,salt,label,ikm){const labeledIKM=new Uint8Array(7+suiteID.length+label.length+ikm.length);let offset=0;labeledIKM.set(new TextEncoder().
encode("HPKE-v1"),offset);offset+="HPKE-v1".length;labeledIKM.set(suiteID,offset);offset+=suiteID.length;labeledIKM.set(new TextEncoder().encode(label),offset);
offset+=label.length;labeledIKM.set(ikm,offset);return extract(sha256,labeledIKM,salt)}function hpkeLabeledExpand(suiteID,prk,label,info,length){const labeledInfo=new Uint8Array(
2+7+suiteID.length+label.length+info.length);let offset=0;labeledInfo[offset]=length>>8&255;labeledInfo[offset+1]=length&255;offset+=2;labeledInfo.set(new TextEncoder().
encode("HPKE-v1"),offset);offset+="HPKE-v1".length;labeledInfo.set(suiteID,offset);offset+=suiteID.length;labeledInfo.set(new TextEncoder().encode(label),offset);
offset+=label.length;labeledInfo.set(info,offset);return expand(sha256,prk,labeledInfo,length)}function hpkeDHKEMP256Encapsulate(recipient){if(recipient.length!==
p2562.lengths.publicKeyUncompressed){recipient=p2562.Point.fromBytes(recipient).toBytes(false)}const ephemeral=p2562.utils.randomSecretKey();const encapsulatedKey=p2562.
getPublicKey(ephemeral,false);const ss=p2562.getSharedSecret(ephemeral,recipient,true).subarray(1);const kemContext=new Uint8Array(encapsulatedKey.length+recipient.
length);kemContext.set(encapsulatedKey,0);kemContext.set(recipient,encapsulatedKey.length);const suiteID=new Uint8Array(5);suiteID.set(new TextEncoder().encode(
"KEM"),0);suiteID[3]=hpkeDHKEMP256>>8;suiteID[4]=hpkeDHKEMP256&255;const eaePRK=hpkeLabeledExtract(suiteID,void 0,"eae_prk",ss);const sharedSecret=hpkeLabeledExpand(
suiteID,eaePRK,"shared_secret",kemContext,32);return{encapsulatedKey,sharedSecret}}var TagRecipient=class{recipient;constructor(s){const res=bech32.decodeToBytes(
s);if(!s.startsWith("age1tag1")||res.prefix.toLowerCase()!=="age1tag"||res.bytes.length!==33){throw Error("invalid recipient")}this.recipient=res.bytes}wrapFileKey(fileKey){
const{encapsulatedKey,sharedSecret}=hpkeDHKEMP256Encapsulate(this.recipient);const label=new TextEncoder().encode("age-encryption.org/p256tag");const tag=(()=>{
const recipientHash=sha256(this.recipient).subarray(0,4);const ikm=new Uint8Array(encapsulatedKey.length+recipientHash.length);ikm.set(encapsulatedKey,0);ikm.set(
recipientHash,encapsulatedKey.length);return extract(sha256,ikm,label).subarray(0,4)})();const{key,nonce}=hpkeContext(hpkeDHKEMP256,sharedSecret,label);const ciphertext=chacha20poly1305(
key,nonce).encrypt(fileKey);return[new Stanza(["p256tag",base64nopad.encode(tag),base64nopad.encode(encapsulatedKey)],ciphertext)]}};var HybridTagRecipient=class{recipient;constructor(s){
const{prefix,words}=bech32.decode(s,false);const bytes=bech32.fromWords(words);if(!s.startsWith("age1tagpq1")||prefix.toLowerCase()!=="age1tagpq"||bytes.length!==
1249){throw Error("invalid recipient")}this.recipient=bytes}wrapFileKey(fileKey){const{cipherText:encapsulatedKey,sharedSecret}=MLKEM768P256.encapsulate(this.recipient);
const label=new TextEncoder().encode("age-encryption.org/mlkem768p256tag");const tag=(()=>{const recipientHash=sha256(this.recipient.subarray(1184)).subarray(0,
4);const ikm=new Uint8Array(encapsulatedKey.length+recipientHash.length);ikm.set(encapsulatedKey,0);ikm.set(recipientHash,encapsulatedKey.length);return extract(
sha256,ikm,label).subarray(0,4)})();const{key,nonce}=hpkeContext(hpkeMLKEM768P256,sharedSecret,label);const ciphertext=chacha20poly1305(key,nonce).encrypt(fileKey);
return[new Stanza(["mlkem768p256tag",base64nopad.encode(tag),base64nopad.encode(encapsulatedKey)],ciphertext)]}};var X25519Recipient=class{recipient;constructor(s){
const res=bech32.decodeToBytes(s);if(!s.startsWith("age1")||res.prefix.toLowerCase()!=="age"||res.bytes.length!==32){throw Error("invalid recipient")}this.recipient=
res.bytes}async wrapFileKey(fileKey){const ephemeral=randomBytes(32);const share=await scalarMultBase(ephemeral);const secret=await scalarMult(ephemeral,this.recipient);
const salt=new Uint8Array(share.length+this.recipient.length);salt.set(share);salt.set(this.recipient,share.length);const label=new TextEncoder().encode("age-en\
cryption.org/v1/X25519");const key=hkdf(sha256,secret,salt,label,32);return[new Stanza(["X25519",base64nopad.encode(share)],encryptFileKey(fileKey,key))]}};var X25519Identity=class{identity;recipient;constructor(s){
if(isCryptoKey2(s)){this.identity=s;this.recipient=scalarMultBase(s);return}const res=bech32.decodeToBytes(s);if(!s.startsWith("AGE-SECRET-KEY-1")||res.prefix.toUpperCase()!==
"AGE-SECRET-KEY-"||res.bytes.length!==32){throw Error("invalid identity")}this.identity=res.bytes;this.recipient=scalarMultBase(res.bytes)}async unwrapFileKey(stanzas){
for(const s of stanzas){if(s.args.length<1||s.args[0]!=="X25519"){continue}if(s.args.length!==2){throw Error("invalid X25519 stanza")}const share=base64nopad.decode(
s.args[1]);if(share.length!==32){throw Error("invalid X25519 stanza")}const secret=await scalarMult(this.identity,share);const recipient=await this.recipient;const salt=new Uint8Array(
share.length+recipient.length);salt.set(share);salt.set(recipient,share.length);const label=new TextEncoder().encode("age-encryption.org/v1/X25519");const key=hkdf(
sha256,secret,salt,label,32);const fileKey=decryptFileKey(s.body,key);if(fileKey!==null)return fileKey}return null}};var ScryptRecipient=class{passphrase;logN;constructor(passphrase,logN){
this.passphrase=passphrase;this.logN=logN}wrapFileKey(fileKey){const salt=randomBytes(16);const label="age-encryption.org/v1/scrypt";const labelAndSalt=new Uint8Array(
label.length+16);labelAndSalt.set(new TextEncoder().encode(label));labelAndSalt.set(salt,label.length);const key=scrypt(this.passphrase,labelAndSalt,{N:2**this.
logN,r:8,p:1,dkLen:32});return[new Stanza(["scrypt",base64nopad.encode(salt),this.logN.toString()],encryptFileKey(fileKey,key))]}};var ScryptIdentity=class{passphrase;constructor(passphrase){
this.passphrase=passphrase}unwrapFileKey(stanzas){for(const s of stanzas){if(s.args.length<1||s.args[0]!=="scrypt"){continue}if(stanzas.length!==1){throw Error(
"scrypt recipient is not the only one in the header")}if(s.args.length!==3){throw Error("invalid scrypt stanza")}if(!/^[1-9][0-9]*$/.test(s.args[2])){throw Error(
"invalid scrypt stanza")}const salt=base64nopad.decode(s.args[1]);if(salt.length!==16){throw Error("invalid scrypt stanza")}const logN=Number(s.args[2]);if(logN>
20){throw Error("scrypt work factor is too high")}const label="age-encryption.org/v1/scrypt";const labelAndSalt=new Uint8Array(label.length+16);labelAndSalt.set(
new TextEncoder().encode(label));labelAndSalt.set(salt,label.length);const key=scrypt(this.passphrase,labelAndSalt,{N:2**logN,r:8,p:1,dkLen:32});const fileKey=decryptFileKey(
s.body,key);if(fileKey!==null)return fileKey}return null}};function encryptFileKey(fileKey,key){const nonce=new Uint8Array(12);return chacha20poly1305(key,nonce).
encrypt(fileKey)}function decryptFileKey(body,key){if(body.length!==32){throw Error("invalid stanza")}const nonce=new Uint8Array(12);try{return chacha20poly1305(
key,nonce).decrypt(body)}catch{return null}}function isCryptoKey2(key){return typeof CryptoKey!=="undefined"&&key instanceof CryptoKey}var chacha20poly1305Overhead=16;var chunkSize=(()=>64*1024)();var chunkSizeWithOverhead=(()=>chunkSize+chacha20poly1305Overhead)();function decryptSTREAM(key){const streamNonce=new Uint8Array(
12);const incNonce=()=>{for(let i=streamNonce.length-2;i>=0;i--){streamNonce[i]++;if(streamNonce[i]!==0)break}};let firstChunk=true;const ciphertextBuffer=new Uint8Array(
chunkSizeWithOverhead);let ciphertextBufferUsed=0;return new TransformStream({transform(chunk,controller){while(chunk.length>0){if(ciphertextBufferUsed===ciphertextBuffer.
length){const decryptedChunk=chacha20poly1305(key,streamNonce).decrypt(ciphertextBuffer);controller.enqueue(decryptedChunk);incNonce();ciphertextBufferUsed=0;firstChunk=
false}const n=Math.min(ciphertextBuffer.length-ciphertextBufferUsed,chunk.length);ciphertextBuffer.set(chunk.subarray(0,n),ciphertextBufferUsed);ciphertextBufferUsed+=
n;chunk=chunk.subarray(n)}},flush(controller){streamNonce[11]=1;const decryptedChunk=chacha20poly1305(key,streamNonce).decrypt(ciphertextBuffer.subarray(0,ciphertextBufferUsed));
if(!firstChunk&&decryptedChunk.length===0){throw new Error("final chunk is empty")}controller.enqueue(decryptedChunk)}})}function plaintextSize(ciphertextSize2){
if(ciphertextSize2<chacha20poly1305Overhead){throw Error("ciphertext is too small")}if(ciphertextSize2===chacha20poly1305Overhead){return 0}const fullChunks=Math.
floor(ciphertextSize2/chunkSizeWithOverhead);const lastChunk=ciphertextSize2%chunkSizeWithOverhead;if(0<lastChunk&&lastChunk<=chacha20poly1305Overhead){throw Error(
"ciphertext size is invalid")}let size=ciphertextSize2;size-=fullChunks*chacha20poly1305Overhead;size-=lastChunk>0?chacha20poly1305Overhead:0;return size}function encryptSTREAM(key){
const streamNonce=new Uint8Array(12);const incNonce=()=>{for(let i=streamNonce.length-2;i>=0;i--){streamNonce[i]++;if(streamNonce[i]!==0)break}};const plaintextBuffer=new Uint8Array(
chunkSize);let plaintextBufferUsed=0;return new TransformStream({transform(chunk,controller){while(chunk.length>0){if(plaintextBufferUsed===plaintextBuffer.length){
const encryptedChunk=chacha20poly1305(key,streamNonce).encrypt(plaintextBuffer);controller.enqueue(encryptedChunk);incNonce();plaintextBufferUsed=0}const n=Math.
min(plaintextBuffer.length-plaintextBufferUsed,chunk.length);plaintextBuffer.set(chunk.subarray(0,n),plaintextBufferUsed);plaintextBufferUsed+=n;chunk=chunk.subarray(
n)}},flush(controller){streamNonce[11]=1;const encryptedChunk=chacha20poly1305(key,streamNonce).encrypt(plaintextBuffer.subarray(0,plaintextBufferUsed));controller.
enqueue(encryptedChunk)}})}function ciphertextSize(plaintextSize2){const chunks=Math.max(1,Math.ceil(plaintextSize2/chunkSize));return plaintextSize2+chacha20poly1305Overhead*
chunks}var Encrypter=class{passphrase=null;scryptWorkFactor=18;recipients=[];setPassphrase(s){if(this.passphrase!==null){throw new Error("can encrypt to at most one pa\
ssphrase")}if(this.recipients.length!==0){throw new Error("can't encrypt to both recipients and passphrases")}this.passphrase=s}setScryptWorkFactor(logN){this.scryptWorkFactor=
logN}addRecipient(s){if(this.passphrase!==null){throw new Error("can't encrypt to both recipients and passphrases")}if(typeof s==="string"){if(s.startsWith("age\
1pq1")){this.recipients.push(new HybridRecipient(s))}else if(s.startsWith("age1tag1")){this.recipients.push(new TagRecipient(s))}else if(s.startsWith("age1tagpq\
1")){this.recipients.push(new HybridTagRecipient(s))}else if(s.startsWith("age1")){this.recipients.push(new X25519Recipient(s))}else{throw new Error("unrecogniz\
ed recipient type")}}else{this.recipients.push(s)}}async encrypt(file){const fileKey=randomBytes(16);const stanzas=[];let recipients=this.recipients;if(this.passphrase!==
null){recipients=[new ScryptRecipient(this.passphrase,this.scryptWorkFactor)]}for(const recipient of recipients){stanzas.push(...await recipient.wrapFileKey(fileKey))}
const labelHeader=new TextEncoder().encode("header");const hmacKey=hkdf(sha256,fileKey,void 0,labelHeader,32);const mac=hmac(sha256,hmacKey,encodeHeaderNoMAC(stanzas));
const header=encodeHeader(stanzas,mac);const nonce=randomBytes(16);const labelPayload=new TextEncoder().encode("payload");const streamKey=hkdf(sha256,fileKey,nonce,
labelPayload,32);const encrypter=encryptSTREAM(streamKey);if(!(file instanceof ReadableStream)){if(typeof file==="string")file=new TextEncoder().encode(file);return await readAll(
prepend(stream(file).pipeThrough(encrypter),header,nonce))}return Object.assign(prepend(file.pipeThrough(encrypter),header,nonce),{size:size=>ciphertextSize(size)+
header.length+nonce.length})}};var Decrypter=class{identities=[];addPassphrase(s){this.identities.push(new ScryptIdentity(s))}addIdentity(s){if(isCryptoKey3(s)){
this.identities.push(new X25519Identity(s))}else if(typeof s==="string"){if(s.startsWith("AGE-SECRET-KEY-1")){this.identities.push(new X25519Identity(s))}else if(s.
startsWith("AGE-SECRET-KEY-PQ-1")){this.identities.push(new HybridIdentity(s))}else{throw new Error("unrecognized identity type")}}else{this.identities.push(s)}}async decrypt(file,outputFormat){
const s=file instanceof ReadableStream?file:stream(file);const{fileKey,headerSize,rest}=await this.decryptHeaderInternal(s);const{data:nonce,rest:payload}=await read(
rest,16);const label=new TextEncoder().encode("payload");const streamKey=hkdf(sha256,fileKey,nonce,label,32);const decrypter=decryptSTREAM(streamKey);const out=payload.
pipeThrough(decrypter);const outWithSize=Object.assign(out,{size:size=>plaintextSize(size-headerSize-nonce.length)});if(file instanceof ReadableStream)return outWithSize;
if(outputFormat==="text")return await readAllString(out);return await readAll(out)}async decryptHeader(header){return(await this.decryptHeaderInternal(stream(header))).
fileKey}async decryptHeaderInternal(file){const h=await parseHeader(file);const fileKey=await this.unwrapFileKey(h.stanzas);if(fileKey===null)throw Error("no id\
entity matched any of the file's recipients");const label=new TextEncoder().encode("header");const hmacKey=hkdf(sha256,fileKey,void 0,label,32);const mac=hmac(sha256,
hmacKey,h.headerNoMAC);if(!compareBytes(h.MAC,mac))throw Error("invalid header HMAC");return{fileKey,headerSize:h.headerSize,rest:h.rest}}async unwrapFileKey(stanzas){
for(const identity of this.identities){const fileKey=await identity.unwrapFileKey(stanzas);if(fileKey!==null)return fileKey}return null}};function compareBytes(a,b){
if(a.length!==b.length){return false}let acc=0;for(let i=0;i<a.length;i++){acc|=a[i]^b[i]}return acc===0}function isCryptoKey3(key){return typeof CryptoKey!=="u\
ndefined"&&key instanceof CryptoKey}
return { Decrypter: Decrypter, Encrypter: Encrypter, identityToRecipient: identityToRecipient };
})();
// kit.js
const module62 = (() => {
// The code on an emergency kit: its key in the spelling of a secret key of age (Bech32, BIP-173),
// whose letters are hard to mistake for each other and whose checksum finds any four wrong ones.

const { Decrypter: Decrypter, Encrypter: Encrypter, identityToRecipient: identityToRecipient } = module61;
const { bech32: bech32 } = module4;
const { b64u: b64u, hex: hex, randomBytes: randomBytes, sized: sized, utf8: utf8, wipe: wipe } = module3;
const { KeyhavenError: KeyhavenError } = module1;
const { METHOD: METHOD, slotId: slotId } = module20;

const PREFIX = "age-secret-key-";
const LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const LENGTH = 58;

/** @param {Uint8Array} key 32 bytes @returns {string} 74 capitals, as the stock `age` takes it */
function kitCode(key) {
  return bech32.encode(PREFIX, bech32.toWords(sized(key, 32))).toUpperCase();
}

/** The letters behind the prefix in groups of four, for paper. @returns {string[]} */
function kitGroups(key) {
  return kitCode(key).slice(PREFIX.length + 1).match(/.{1,4}/gu);
}

/**
 * Reads a code as a person types it: any case, with or without prefix, spaces and hyphens.
 * @param {string} text
 * @returns {{ok: true, key: Uint8Array}
 *   | {ok: false, reason: "letters"|"length"|"checksum", strange: string, count: number}}
 *   strange: the letters that no code has; count: of letters behind the prefix
 */
function readKitCode(text) {
  const typed = text.toLowerCase().replaceAll(/[\s-]/gu, "");
  const start = `${PREFIX.replaceAll("-", "")}1`;
  const code = typed.startsWith(start) ? typed.slice(start.length) : typed;
  const count = [...code].length;
  const strange = [...new Set(code)].filter((letter) => !LETTERS.includes(letter)).sort();
  const wrong = (reason) => ({ ok: false, reason, strange: strange.join(" ").toUpperCase(), count });
  if (strange.length > 0) return wrong("letters");
  if (count !== LENGTH) return wrong("length");
  try {
    const key = bech32.fromWords(bech32.decode(`${PREFIX}1${code}`).words);
    return { ok: true, key: sized(key, 32) };
  } catch {
    return wrong("checksum");
  }
}

/** @param {Uint8Array} id of a kit's slot @returns {string} what stands on the paper */
function setIdOf(id) {
  return hex(sized(id, 16).slice(0, 4)).toUpperCase();
}

/**
 * @param {Uint8Array} wid 16 bytes
 * @returns {Promise<{key: Uint8Array, params: object, setId: string}>} a new kit for a wallet
 */
async function newKit(wid) {
  const ref = randomBytes(16);
  const setId = setIdOf(await slotId({ method: METHOD.kit, wid, ref }));
  return { key: randomBytes(32), params: { id: b64u(ref), name: `Emergency kit ${setId}` }, setId };
}

/** @param {{key: Uint8Array, params: object}} kit params: of its slot @returns {Way} see slots.js */
function kitWay({ key, params }) {
  return { method: METHOD.kit, params, epoch: 0, first: sized(key, 32), second: null };
}

/** @param {{key: Uint8Array, text: string}} input @returns {Promise<Uint8Array>} an age file */
async function lockForKit({ key, text }) {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(kitCode(key)));
  return encrypter.encrypt(text);
}

/** @param {Uint8Array} bytes @returns {boolean} */
function isAgeFile(bytes) {
  return utf8("age-encryption.org/v1\n").every((byte, index) => bytes[index] === byte);
}

/**
 * @param {{key: Uint8Array, bytes: Uint8Array}} input bytes: of an age file
 * @returns {Promise<string>} what was locked in it
 * @throws {KeyhavenError} kit_file: damaged, or locked for another kit
 */
async function openWithKit({ key, bytes }) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(kitCode(key));
  try {
    const plaintext = await decrypter.decrypt(bytes);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(plaintext);
    wipe(plaintext);
    return text;
  } catch (error) {
    throw new KeyhavenError("kit_file", { cause: error });
  }
}
return { kitCode: kitCode, kitGroups: kitGroups, readKitCode: readKitCode, setIdOf: setIdOf, newKit: newKit, kitWay: kitWay, lockForKit: lockForKit, isAgeFile: isAgeFile, openWithKit: openWithKit };
})();
// keptfiles.js
const module63 = (() => {
// The files that a person keeps without the service: all that belongs to one generation, and one
// share. A backup as it lies in a cloud is in backupfile.js. Formats: docs/format.md.

const { backupFile: backupFile, readBackupFile: readBackupFile } = module44;
const { b64u: b64u, unb64u: unb64u } = module3;
const { KeyhavenError: KeyhavenError } = module1;
const { canonicalJson: canonicalJson, exactKeys: exactKeys, parseObject: parseObject, wholeNumber: wholeNumber } = module11;
const { checkShare: checkShare } = module39;

const EXPORT = "keyhaven-export";
const SHARE = "keyhaven-share";
const BACKUP_KEYS = ["envelope", "gen", "manifest", "v", "wid"];
const EXPORT_KEYS = [...BACKUP_KEYS, "auth_share", "created_ms", "service", "typ", "wallet"];
const SHARE_KEYS = ["commit", "gen", "share", "typ", "v", "wid"];
const MAX_U32 = 0xffffffff;

/** Envelope and manifest of 64 KiB each, one share, and the few words around them. */
const MAX_FILE = 2 * 65536 + 8192;

/**
 * @param {{wid: Uint8Array, gen: number, envelope: string, manifest: string,
 *   authShare: Uint8Array, service: string, wallet: string, createdMs: number}} generation
 *   service, wallet: words for the person
 * @returns {string} canonical JSON and one line feed
 */
function exportFile({ authShare, service, wallet, createdMs, ...generation }) {
  const fields = {
    ...parseObject(backupFile(generation), MAX_FILE),
    auth_share: b64u(authShare),
    created_ms: createdMs,
    service,
    typ: EXPORT,
    wallet,
  };
  return `${canonicalJson(fields)}\n`;
}

function text(value, most) {
  if (typeof value !== "string" || value.length > most) throw new KeyhavenError("bad_json");
  return value;
}

function readExport(fields) {
  exactKeys(fields, EXPORT_KEYS);
  wholeNumber(fields.created_ms, Number.MAX_SAFE_INTEGER);
  const backup = Object.fromEntries(BACKUP_KEYS.map((key) => [key, fields[key]]));
  const share = checkShare(unb64u(fields.auth_share));
  const about = { service: text(fields.service, 300), wallet: text(fields.wallet, 64) };
  const { wid, gen } = readBackupFile(canonicalJson(backup));
  return {
    kind: "export",
    backup: readBackupFile(canonicalJson(backup)),
    share: { wid, gen, share, commit: null },
    about,
  };
}

function readShare(fields) {
  exactKeys(fields, SHARE_KEYS);
  const wid = unb64u(fields.wid, 16);
  const gen = wholeNumber(fields.gen, MAX_U32);
  const share = checkShare(unb64u(fields.share));
  return { kind: "share", backup: null, share: { wid, gen, share, commit: unb64u(fields.commit, 32) } };
}

/**
 * Reads any file that somebody may have kept. Only opening says whether it is right.
 * @param {string} untrustedText
 * @returns {{kind: "cloud"|"export"|"share",
 *   backup: {wid: Uint8Array, gen: number, envelope: string, manifest: string}|null,
 *   share: {wid: Uint8Array, gen: number, share: Uint8Array, commit: Uint8Array|null}|null,
 *   about?: {service: string, wallet: string}}}
 *   commit: null where only the backup can tell it
 * @throws {KeyhavenError} bad_json, bad_encoding, bad_length, bad_share, too_large, update_needed
 */
function readKeptFile(untrustedText) {
  const fields = parseObject(untrustedText, MAX_FILE);
  if (fields.v !== 1) throw new KeyhavenError(Object.hasOwn(fields, "v") ? "update_needed" : "bad_json");
  if (fields.typ === EXPORT) return readExport(fields);
  if (fields.typ === SHARE) return readShare(fields);
  return { kind: "cloud", backup: readBackupFile(untrustedText), share: null };
}
return { MAX_FILE: MAX_FILE, exportFile: exportFile, readKeptFile: readKeptFile };
})();
// offline.js
const module64 = (() => {
// Opening what a person kept, without the service. The order of the steps is that of recover.js,
// and the same tests hold this and `python -m recovery.offline` to the same answers.

const { b64u: b64u, equal: equal, unb64u: unb64u, wipe: wipe } = module3;
const { KeyhavenError: KeyhavenError, OpeningError: OpeningError } = module1;
const { readUnverified: readUnverified, verify: verify, walletIdentity: walletIdentity } = module21;
const { at: at, checkedIdentity: checkedIdentity, openShare: openShare } = module40;
const { combine: combine, xOf: xOf } = module39;
const { METHOD: METHOD } = module20;

const NEEDS_SERVICE = new Set([METHOD.passkey, METHOD.pin]);
const NOT_THIS_ONE = new Set(["wrong_password", "wrong_key"]);

function stop(step, code) {
  return new OpeningError({ step, code });
}

/**
 * What a manifest says before anything of it is checked, for a person to see.
 * @param {string} manifest
 * @returns {Promise<{wid: string, gen: number, slots: object[]}>}
 * @throws {OpeningError}
 */
async function claimsOf(manifest) {
  const { payload } = await at("read", "manifest_malformed", () => readUnverified(manifest));
  return payload;
}

function slotsOf({ claims, method }) {
  const found = claims.slots.filter((slot) => slot.method === method);
  if (found.length > 0) return found;
  const all = claims.slots.every((slot) => NEEDS_SERVICE.has(slot.method));
  throw stop("slot", all ? "needs_service" : "no_such_way");
}

/** The first slot that the secret fits; there may be several passwords. */
async function openFirst({ backup, method, firstOf }) {
  const { envelope, manifest } = backup;
  const claims = await claimsOf(manifest);
  const wid = unb64u(claims.wid, 16);
  let refused;
  for (const slot of slotsOf({ claims, method })) {
    const first = await firstOf(slot);
    const way = { method, params: slot.params, epoch: slot.epoch, first, second: null };
    try {
      return await openShare({ envelope, manifest, wid, way, highestGen: 0 });
    } catch (error) {
      if (!NOT_THIS_ONE.has(error.code)) throw error;
      refused = error;
    } finally {
      wipe(first);
    }
  }
  throw refused;
}

/** What a file says of itself is what its signed list says. */
function checkNamed({ payload, wid, gen }) {
  if (payload.wid !== b64u(wid) || payload.gen !== gen) throw stop("manifest", "header_mismatch");
}

function checkSameBackup({ shares, payload }) {
  for (const { wid, gen } of shares) {
    if (b64u(wid) !== payload.wid || gen !== payload.gen) throw stop("auth_share", "other_generation");
  }
}

/** The share beside the recovery share: the service's, or that of a device. */
function otherShare({ shares, payload }) {
  checkSameBackup({ shares, payload });
  const found = shares.find(({ share }) => [payload.x.a, payload.x.d].includes(xOf(share)));
  if (found === undefined) throw stop("auth_share", "other_share");
  return found.share;
}

async function checkOwn({ wid, secret, commit, pkMan }) {
  try {
    await checkedIdentity({ wid, secret, commit, pkMan });
  } catch (error) {
    wipe(secret);
    throw error;
  }
}

/**
 * Opens a backup with something that a person has.
 * @param {object} input
 * @param {{wid: Uint8Array, gen: number, envelope: string, manifest: string}} input.backup
 * @param {{wid: Uint8Array, gen: number, share: Uint8Array}[]} input.shares
 * @param {number} input.method of slots.js
 * @param {(slot: object) => Promise<Uint8Array>} input.firstOf the first secret of a slot, 32 bytes;
 *   it is wiped
 * @returns {Promise<{secret: Uint8Array, gen: number}>}
 * @throws {OpeningError}
 */
async function openKept({ backup, shares, method, firstOf }) {
  const { payload, pkMan, commit, share } = await openFirst({ backup, method, firstOf });
  try {
    checkNamed({ payload, wid: backup.wid, gen: backup.gen });
    const other = otherShare({ shares, payload });
    const secret = await at("combine", "auth_share", () => combine(share, other));
    await checkOwn({ wid: backup.wid, secret, pkMan, commit });
    return { secret, gen: payload.gen };
  } finally {
    wipe(share);
  }
}

/** The manifest of a backup, if its signature holds and the file is what it says. */
async function verified(backup) {
  const { manifest, wid, gen } = backup;
  const { pkMan } = await at("read", "manifest_malformed", () => readUnverified(manifest));
  const payload = await at("manifest", "manifest_signature", () => verify({ manifest, pkMan }));
  checkNamed({ payload, wid, gen });
  return { payload, pkMan };
}

/**
 * Two of the three shares, without any slot.
 * @param {object} input
 * @param {{wid: Uint8Array, gen: number, share: Uint8Array, commit: Uint8Array|null}[]}
 *   input.shares
 * @param {{wid: Uint8Array, gen: number, manifest: string}|null} input.backup names the commit, if
 *   no share does
 * @returns {Promise<{secret: Uint8Array, gen: number}>}
 * @throws {OpeningError}
 */
async function openTwoShares({ shares, backup }) {
  if (shares.length !== 2) throw stop("combine", "other_share");
  const [one, two] = shares;
  if (!equal(one.wid, two.wid) || one.gen !== two.gen) throw stop("combine", "other_generation");
  const known = backup === null ? null : await verified(backup);
  if (known !== null) checkSameBackup({ shares, payload: known.payload });
  const commits = shares.flatMap(({ commit }) => (commit === null ? [] : [b64u(commit)]));
  const named = new Set(known === null ? commits : [...commits, known.payload.commit]);
  if (named.size !== 1) throw stop("combine", "no_commit");
  const secret = await at("combine", "auth_share", () => combine(one.share, two.share));
  const commit = unb64u([...named][0], 32);
  // Without a manifest there is no key to compare with, and the commit alone has to do.
  const pkMan = known?.pkMan ?? (await walletIdentity({ wid: one.wid, secret })).pkMan;
  await checkOwn({ wid: one.wid, secret, commit, pkMan });
  return { secret, gen: one.gen };
}

/**
 * Puts the contents of several files together.
 * @param {object[]} files of readKeptFile
 * @returns {{backup: object|null, shares: object[]}} at most one backup, no share twice
 * @throws {KeyhavenError} other_generation: they hold different backups
 */
function gather(files) {
  const backups = files.flatMap(({ backup }) => (backup === null ? [] : [backup]));
  const [backup = null] = backups;
  const same = (other) =>
    equal(other.wid, backup.wid) && other.gen === backup.gen &&
    other.envelope === backup.envelope && other.manifest === backup.manifest;
  if (!backups.every(same)) throw new KeyhavenError("other_generation");
  const shares = [];
  for (const { share } of files) {
    const isNew = share !== null && !shares.some((known) => equal(known.share, share.share));
    if (isNew) shares.push(share);
  }
  return { backup, shares };
}
return { claimsOf: claimsOf, openKept: openKept, openTwoShares: openTwoShares, gather: gather };
})();
// kit.js
const module65 = (() => {
// An emergency kit: made, packed into its file, and looked at again. Its key never leaves the page.

const { b64u: b64u, unb64u: unb64u, wipe: wipe } = module3;
const { exportFile: exportFile, readKeptFile: readKeptFile } = module63;
const { kitWay: kitWay, lockForKit: lockForKit, openWithKit: openWithKit } = module62;
const { readUnverified: readUnverified } = module21;
const { openKept: openKept } = module64;
const { METHOD: METHOD, checkBindTag: checkBindTag, slotContext: slotContext, slotKeys: slotKeys } = module20;
const { protect: protect } = module47;

function kitSlots(manifest) {
  return readUnverified(manifest).payload.slots.filter(({ method }) => method === METHOD.kit);
}

/**
 * Lets a kit that lies on paper already into an open wallet, in place of those before it.
 * @param {object} input
 * @param {{key: Uint8Array, params: object}} input.kit see newKit
 * @param {{secret: Uint8Array, gen: number, manifest: string}} input.opened see openHere
 * @param {Uint8Array} input.wid
 * @param {string} input.name of the wallet
 * @param {object} input.invitation for OP.approve
 * @param {() => void} input.onRelease
 * @param {() => Promise<void>} input.onSecondTouch
 * @param {(step: string) => void} input.onStep
 * @returns {Promise<string>} what belongs into the kit's file: all parts of the new generation
 * @throws {ServerError|KeyhavenError}
 */
async function letKitIn({ kit, opened, wid, name, ...callbacks }) {
  const old = kitSlots(opened.manifest).map(({ id }) => id);
  const { secret, gen, manifest } = opened;
  const { built } = await protect({
    ...callbacks,
    wallet: { secret, wid, name, gen: gen + 1, previousManifest: manifest },
    adding: [{ method: METHOD.kit, params: kit.params }],
    remove: old,
    more: async () => [kitWay({ key: kit.key.slice(), params: kit.params })],
  });
  const { envelope, manifest: written, authShare } = built;
  const about = { service: location.origin, wallet: name, createdMs: Date.now() };
  return exportFile({ wid, gen: built.gen, envelope, manifest: written, authShare, ...about });
}

/**
 * The kit's file: all parts of one generation, locked for the kit. It is opened once, all the way to
 * the wallet's secret, before it is handed out.
 * @param {{key: Uint8Array, text: string}} input text: of exportFile
 * @returns {Promise<{bytes: Uint8Array, gen: number}>}
 * @throws {KeyhavenError}
 */
async function packKit({ key, text }) {
  const bytes = await lockForKit({ key, text });
  const { gen } = await openKitFile({ key, bytes });
  return { bytes, gen };
}

/**
 * Opens a kit's file as the offline tool would, and lets go of the secret.
 * @param {{key: Uint8Array, bytes: Uint8Array}} input
 * @returns {Promise<{gen: number, wid: Uint8Array}>}
 * @throws {KeyhavenError}
 */
async function openKitFile({ key, bytes }) {
  const { backup, share } = readKeptFile(await openWithKit({ key, bytes }));
  const shares = [share];
  const firstOf = async () => key.slice();
  const opened = await openKept({ backup, shares, method: METHOD.kit, firstOf });
  wipe(opened.secret);
  return { gen: opened.gen, wid: backup.wid };
}

/**
 * Which of a wallet's kits is this? Nothing is sent, and nothing is opened.
 * @param {{wid: Uint8Array, key: Uint8Array, manifest: string}} input
 * @returns {Promise<object|null>} its slot, or null for a kit that opens nothing here any more
 * @throws {KeyhavenError} slot_bind: the slot was made for another wallet
 */
async function recognisedSlot({ wid, key, manifest }) {
  const { payload, pkMan } = readUnverified(manifest);
  const commit = unb64u(payload.commit, 32);
  for (const slot of kitSlots(manifest)) {
    const id = unb64u(slot.id, 16);
    const context = slotContext({ method: METHOD.kit, wid, id, epoch: 0, prf: 0 });
    const keys = await slotKeys({ context, first: key, second: null });
    if (b64u(keys.publicKey) === slot.pub) {
      await checkBindTag({ bindKey: keys.bindKey, pkMan, commit, tag: unb64u(slot.bind, 32) });
      return slot;
    }
  }
  return null;
}
return { letKitIn: letKitIn, packKit: packKit, openKitFile: openKitFile, recognisedSlot: recognisedSlot };
})();
// restore_by.js
const module66 = (() => {
// How one wallet comes back without a passkey: by its PIN, its password, or the code of a kit.
//
// Each takes a locked box (see release.js) and the callbacks of restoreWallet, and gives what that
// gives. onOpening: the box is opened now.

const { unb64u: unb64u, wipe: wipe } = module3;
const { KeyhavenError: KeyhavenError } = module1;
const { kitWay: kitWay } = module62;
const { readUnverified: readUnverified } = module21;
const { passwordWay: passwordWay } = module23;
const { METHOD: METHOD, checkMethod: checkMethod } = module20;
const { recognisedSlot: recognisedSlot } = module65;
const { enter: enter, renewed: renewed, settle: settle } = module52;
const { restoreWallet: restoreWallet } = module58;

function slotOf({ manifest, method }) {
  const { payload, pkMan } = readUnverified(manifest);
  const slot = payload.slots.find((each) => each.method === method);
  if (slot === undefined) throw new KeyhavenError("slot_missing");
  checkMethod(slot);
  return { slot, pkMan };
}

/** What the vault is asked about. @returns {{wid: Uint8Array, pkMan: Uint8Array, slot: object}} */
function pinOf(box) {
  const found = slotOf({ manifest: box.manifest, method: METHOD.pin });
  return { wid: unb64u(box.wid, 16), ...found };
}

async function settleIn({ wid, pkMan, fresh, invitation }) {
  if (fresh === null) return;
  try {
    await settle({ wid, pkMan, way: fresh, invitation });
  } catch {
    // The wallet is back, and the next entry of the PIN tells the vault.
  } finally {
    wipe(fresh.first, fresh.second);
  }
}

/**
 * One counted try. Where the vault has renewed its keys, the PIN moves along by itself.
 * @param {{box: object, pin: string, invitation: Invitation, stretch: function,
 *   onOpening: () => void}} input and callbacks
 */
async function restoreByPin({ box, pin, invitation, stretch, onOpening, ...callbacks }) {
  const { wid, pkMan, slot } = pinOf(box);
  const { way, isOld, since } = await enter({ wid, pkMan, slot, pin, invitation, stretch });
  onOpening();
  const renew = (opened) =>
    isOld ? renewed({ ...opened, pin, since, invitation, stretch }) : Promise.resolve(null);
  try {
    const restored = await restoreWallet({ found: box, way, renew, ...callbacks });
    await settleIn({ wid, pkMan, fresh: restored.fresh, invitation });
    return restored;
  } finally {
    wipe(way.first, way.second);
  }
}

/** @param {{box: object, password: string, stretch: function, onOpening: () => void}} input */
async function restoreByPassword({ box, password, stretch, onOpening, ...callbacks }) {
  const { slot } = slotOf({ manifest: box.manifest, method: METHOD.password });
  const wid = unb64u(box.wid, 16);
  const way = await passwordWay({ wid, params: slot.params, password, stretch });
  onOpening();
  try {
    return await restoreWallet({ found: box, way, ...callbacks });
  } finally {
    wipe(way.first);
  }
}

/** @param {{box: object, key: Uint8Array, onOpening: () => void}} input key: of the kit's code */
async function restoreByKit({ box, key, onOpening, ...callbacks }) {
  const wid = unb64u(box.wid, 16);
  const slot = await recognisedSlot({ wid, key, manifest: box.manifest });
  if (slot === null) throw new KeyhavenError("wrong_key");
  onOpening();
  return restoreWallet({ found: box, way: kitWay({ key, params: slot.params }), ...callbacks });
}
return { pinOf: pinOf, restoreByPin: restoreByPin, restoreByPassword: restoreByPassword, restoreByKit: restoreByKit };
})();
// stretch.js
const module67 = (() => {
// Makes of what a person can type something that is slow to guess: Argon2id, in a worker.

const { KeyhavenError: KeyhavenError } = module1;

/**
 * @param {object} input
 * @param {string} input.worker address of workers/argon2.js
 * @param {Uint8Array} input.secret a copy goes to the worker, which wipes it
 * @param {Uint8Array} input.salt
 * @param {{m: number, t: number, p: number}} input.kdf m in KiB
 * @param {number} [input.size] bytes that shall come out
 * @returns {Promise<Uint8Array>}
 * @throws {KeyhavenError} stretch_failed, most often for want of memory
 */
function stretch({ worker, secret, salt, kdf, size = 32 }) {
  const thread = new Worker(worker, { type: "module" });
  const done = new Promise((resolve, reject) => {
    const fail = (cause) => reject(new KeyhavenError("stretch_failed", { cause }));
    thread.addEventListener("message", ({ data: { bytes, reason } }) => {
      if (bytes === undefined) fail(reason);
      else resolve(bytes);
    });
    thread.addEventListener("error", fail);
  });
  const copy = secret.slice();
  thread.postMessage({ secret: copy, salt, kdf, size }, [copy.buffer]);
  return done.finally(() => thread.terminate());
}
return { stretch: stretch };
})();
// pinrules.js
const module68 = (() => {
// Which PINs are among the first that somebody would try? The vault allows ten tries, so what
// matters is not how many PINs there are, but whether this one is among the first few hundred.

const LEAST_DIGITS = 6;
const MOST_DIGITS = 12;

// The six-digit PINs that people choose most, as counted in published studies of leaked passwords,
// without those that the rules below name anyway.
const COMMON = new Set(
  ("696969 159357 159753 357159 753951 147258 258369 147852 369258 741852 852963 963852 789456 " +
    "456123 123789 321654 654123 987123 789123 142536 415263 135790 246810 102030 908070 101010 " +
    "520131 521521 131452 110110 911911 007007 420420 112358 314159 271828 161803 141421 173205 " +
    "192837 918273 564738 292513 777888 888999 123654 456654 789987 147963 159951 951753 258456 " +
    "134679 976431 159263 147369 963741 868686 696996 198712 199010 200000 100000 100001 300000 " +
    "500000 232425 171819 282930 565758 474849 686970 525354 262728 " +
    "12345678910 1234512345 31415926 27182818").split(" "),
);
// How people write a day: d, m and y stand for its digits.
const DATES = [
  "ddmmyy", "mmddyy", "yymmdd", "mmyyyy", "yyyymm", "ddmmyyyy", "mmddyyyy", "yyyymmdd",
];

const isRepeated = (pin) => /^(.+)\1+$/.test(pin);

/** Each digit as far from the one before as the next: 123456, 864202, 000000. */
function isRun(pin) {
  const steps = [...pin].slice(1).map((digit, index) => (10 + digit - pin[index]) % 10);
  return new Set(steps).size === 1;
}

/** A run of pairs, such as 112233 or 998877. */
function isRunOfPairs(pin) {
  const pairs = pin.match(/../g) ?? [];
  const doubled = pairs.length * 2 === pin.length && pairs.every(([a, b]) => a === b);
  return doubled && isRun(pairs.map(([digit]) => digit).join(""));
}

const isMirrored = (pin) => pin === [...pin].reverse().join("");

function isDateAs(pin, format) {
  if (pin.length !== format.length) return false;
  const part = (letter) => [...pin].filter((_, at) => format[at] === letter).join("");
  const [day, month, year] = ["d", "m", "y"].map(part);
  const isDay = day === "" || (day >= "01" && day <= "31");
  const isYear = year.length === 2 || (year >= "1900" && year <= "2099");
  return isDay && month >= "01" && month <= "12" && isYear;
}

/**
 * Why a PIN should not be used.
 * @param {string} pin
 * @param {object} [rules]
 * @param {string[]} [rules.known] digits that belong to the person, such as a telephone number
 * @param {number} [rules.least] digits that it has to have
 * @returns {"short"|"long"|"letters"|"repeated"|"run"|"date"|"pattern"|"common"|"known"|""} empty:
 *   nothing speaks against it
 */
function objectionTo(pin, { known = [], least = LEAST_DIGITS } = {}) {
  if (!/^[0-9]*$/.test(pin)) return "letters";
  if (pin.length < least) return "short";
  if (pin.length > MOST_DIGITS) return "long";
  if (isRepeated(pin) || new Set(pin).size < 3) return "repeated";
  if (isRun(pin) || isRunOfPairs(pin)) return "run";
  if (DATES.some((format) => isDateAs(pin, format))) return "date";
  if (isMirrored(pin)) return "pattern";
  if (COMMON.has(pin)) return "common";
  return known.some((digits) => digits.includes(pin)) ? "known" : "";
}
return { LEAST_DIGITS: LEAST_DIGITS, MOST_DIGITS: MOST_DIGITS, objectionTo: objectionTo };
})();
// own_site.js
const module69 = (() => {
// The module on a relying party's own site, with passkeys of that site's own domain.
//
// It does what our own pages do, with the same flows; only who is there is said by a token instead
// of a cookie. The relying party's server asks for the token; a recovery brings one by itself.

const { addPasskey: addPasskey } = module19;
const { addPassword: addPassword } = module48;
const { addPin: addPin, tryPin: tryPin } = module53;
const { readShare: readShare, storeShare: storeShare, takeBoth: takeBoth } = module55;
const { connectTo: connectTo, pageData: pageData, request: request } = module2;
const { openHere: openHere } = module59;
const { protect: protect } = module47;
const { wholeBox: wholeBox } = module60;
const { recover: recover, restoreWallet: restoreWallet } = module58;
const { restoreByKit: restoreByKit, restoreByPassword: restoreByPassword, restoreByPin: restoreByPin } = module66;
const { stretch: stretch } = module67;
const { Invitation: Invitation } = module36;
const { openers: openers } = module42;
const { unb64u: unb64u, wipe: wipe } = module3;
const { OP: OP } = module15;
const { KeyhavenError: KeyhavenError } = module1;
const { readKitCode: readKitCode } = module62;
const { readUnverified: readUnverified } = module21;
const { newPhrase: newPhrase, typed: typed } = module23;
const { objectionTo: objectionTo } = module68;
const { forget: forget } = module20;
const { firstAddress: firstAddress } = module7;
const { Client: Client, METHOD: METHOD, requireMethod: requireMethod, wanted: wanted } = module9;
const { OF_STEP: OF_STEP, STATUS: STATUS, reporter: reporter } = module13;

// A kit has to be printed and a key's place chosen: our own pages do that.
const SET_UP_HERE = [METHOD.passkey, METHOD.pin, METHOD.password];

const ready = () => Promise.resolve();
const nothing = () => undefined;

function kitKey(code) {
  const read = readKitCode(code ?? "");
  if (!read.ok) throw new KeyhavenError("kit_code");
  return read.key;
}

/** What locks a wallet's backup shares. */
function locks({ wid, secret }) {
  return { wid: unb64u(wid, 16), secret };
}

class OwnSite extends Client {
  #server;
  #session;
  #worker;
  #token = null;
  #drawn = new Set();

  constructor({ server, session, worker }) {
    super();
    this.#server = server;
    this.#session = session;
    this.#worker = worker;
  }

  /** Six words, drawn by lot, for `protect("PASSWORD", …)`. Nothing is sent. */
  newPassword() {
    const phrase = newPhrase();
    this.#drawn.add(phrase);
    return phrase;
  }

  /**
   * Protects a wallet, or protects it again. Makes a passkey first where the person has none. For a
   * PIN or a password the passkey protects first; a second touch lets the other way in.
   * @param {string} method
   * @param {function} [onStatus]
   * @param {Wallet} wallet
   * @param {{pin?: string, password?: string, again?: string}} [chosen] again: as it was typed the
   *   second time; what came back is opened with it before it counts
   */
  protect(method, onStatus, wallet, chosen = {}) {
    return this.once(async () => {
      requireMethod(method, SET_UP_HERE);
      const say = reporter(onStatus, this);
      await this.#signIn();
      await this.#requireSound(method, chosen);
      if (pageData.passkeys.length === 0) await this.#addPasskey();
      say(STATUS.reading);
      const saved = await this.#protect({ method, wallet, chosen, say });
      say(STATUS.done);
      this.tell("protected", { id: saved.id, outcome: saved.outcome });
      return { id: saved.id, gen: saved.gen };
    });
  }

  /** The rules of the relying party, before anything is begun. */
  async #requireSound(method, { pin = "", password = "" }) {
    const { methods, pin_digits: least } = pageData.rules;
    if (method === METHOD.passkey) return;
    this.#stretch();
    // What is there already can be replaced; the server has the last word.
    const isKnown = methods.includes(method) || (await this.#has(method));
    if (!isKnown) throw new KeyhavenError("way_not_allowed");
    const why = method === METHOD.pin ? objectionTo(pin, { least }) : "";
    if (why !== "") throw Object.assign(new KeyhavenError("pin_refused"), { why });
    if (method === METHOD.password && !this.#drawn.has(typed(password))) {
      throw new KeyhavenError("password_not_drawn");
    }
  }

  async #has(method) {
    return (await this.availableRecoveryMethods()).includes(method);
  }

  #stretch() {
    const worker = this.#worker;
    if (worker === undefined) throw new KeyhavenError("worker_missing");
    return (input) => stretch({ ...input, worker });
  }

  async #protect({ method, wallet, chosen, say }) {
    const { gen, previousManifest } = await this.#generationOf(wallet.wid);
    if (method === METHOD.passkey || previousManifest === null) {
      const onStep = method === METHOD.passkey ? (step) => say(OF_STEP[step]) : nothing;
      const onRelease = () => say(STATUS.generating);
      const saved = await this.#byPasskey({ wallet, gen, previousManifest, onRelease, onStep });
      if (method === METHOD.passkey) return saved;
    }
    return this.#another({ method, wallet, chosen, say });
  }

  async #byPasskey({ wallet: { wid, name, secret }, gen, previousManifest, ...callbacks }) {
    const isNew = previousManifest === null;
    return protect({
      ...callbacks,
      wallet: { secret, wid: unb64u(wid, 16), name, gen: gen + 1, previousManifest },
      invitation: new Invitation(OP.unlock),
      allow: isNew ? undefined : openers(readUnverified(previousManifest).payload),
      onSecondTouch: ready,
    });
  }

  /** Beside the passkey: a PIN or a password, tried before this says that it is there. */
  async #another({ method, wallet, chosen, say }) {
    const wid = unb64u(wallet.wid, 16);
    const { gen, manifest, name } = await request("GET", `/wallets/${wallet.wid}`);
    const shared = {
      wid,
      name,
      opened: { secret: wallet.secret, gen, manifest },
      stretch: this.#stretch(),
      onRelease: () => say(STATUS.generating),
      onSecondTouch: ready,
      onStep: (step) => say(OF_STEP[step]),
    };
    const { pin, password, again } = chosen;
    if (method === METHOD.pin) return this.#pin({ shared, pin, again: again ?? pin });
    const typedTwice = { password: typed(password), again: typed(again ?? password) };
    return addPassword({ ...shared, ...typedTwice, invitation: new Invitation(OP.approve) });
  }

  async #pin({ shared, pin, again }) {
    const vault = new Invitation(OP.unlock, { pins: true });
    const invitations = { vault, approval: new Invitation(OP.approve) };
    const saved = await addPin({ ...shared, pin, invitations });
    const { wid, stretch: work } = shared;
    // With what is committed now; until then the PIN before it goes on.
    const { secret, manifest } = await openHere(wid);
    wipe(secret);
    const { record } = saved;
    await tryPin({ wid, manifest, record, pin: again, invitation: vault, stretch: work });
    return saved;
  }

  async #generationOf(wid) {
    const wallets = await this.wallets();
    if (!wallets.some((wallet) => wallet.wid === wid)) return { gen: 0, previousManifest: null };
    const { gen, manifest } = await request("GET", `/wallets/${wid}`);
    return { gen, previousManifest: manifest };
  }

  /**
   * One touch: who is there, and all wallets of theirs. Nobody needs to be signed in before. With
   * something of the person's own instead, one wallet, for who is signed in.
   * @param {function} [onStatus]
   * @param {{method: string, wid: string, pin?: string, password?: string, code?: string}} [by]
   */
  recover(onStatus, by = { method: METHOD.passkey }) {
    return this.once(async () => {
      requireMethod(by.method, [...SET_UP_HERE, METHOD.kit]);
      const say = reporter(onStatus, this);
      say(STATUS.reading);
      const byPasskey = by.method === METHOD.passkey;
      const back = await (byPasskey ? this.#byTouch(say) : this.#byOwnKey(by, say));
      say(STATUS.done);
      this.tell("recovered", { ids: back.map(({ id }) => id) });
      return back;
    });
  }

  async #byTouch(say) {
    await this.#connect(this.#token);
    const invitation = new Invitation(OP.recover);
    const found = await recover({ invitation, onRelease: () => say(STATUS.decrypting) });
    this.#keep(found.token);
    const { way } = found;
    try {
      const back = [];
      for (const one of found.wallets) {
        say(STATUS.parsing);
        const restore = (callbacks) => restoreWallet({ found: one, way, ...callbacks });
        back.push(await this.#restored({ found: one, restore, say }));
      }
      return back;
    } finally {
      forget(way);
    }
  }

  async #byOwnKey({ method, wid, pin, password, code }, say) {
    const key = method === METHOD.kit ? kitKey(code) : null;
    const work = method === METHOD.kit ? null : this.#stretch();
    await this.#signIn();
    const onFetch = () => say(STATUS.recoveringBackup);
    const box = await wholeBox({ wid: unb64u(wid, 16), onFetch });
    say(STATUS.decrypting);
    const input = { box, stretch: work, onOpening: () => say(STATUS.parsing) };
    const invitation = new Invitation(OP.unlock, { pins: true });
    const restore = {
      [METHOD.pin]: (callbacks) => restoreByPin({ ...input, pin, invitation, ...callbacks }),
      [METHOD.password]: (callbacks) => {
        return restoreByPassword({ ...input, password: typed(password), ...callbacks });
      },
      [METHOD.kit]: (callbacks) => restoreByKit({ ...input, key, ...callbacks }),
    }[method];
    try {
      return [await this.#restored({ found: box, restore, say })];
    } finally {
      if (key !== null) wipe(key);
    }
  }

  async #restored({ found, restore, say }) {
    let opened = null;
    const { id } = await restore({
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

  /**
   * Says whether the app stored its own backup share, for wallets whose key is made of shares.
   * @param {boolean} stored
   * @param {string} method the app's own name for where or how, such as "PASSWORD"
   * @param {string} walletId
   */
  async storedClientBackupShare(stored, method, walletId) {
    const { wid } = wanted(await this.wallets(), walletId);
    const body = { success: stored, backup_method: method };
    await request("PUT", `/wallets/${wid}/stored-client-backup-share`, { body, retry: true });
  }

  /**
   * Which backup shares are kept of a wallet, and until when both may be taken along.
   * @param {string} walletId
   */
  async backupShares(walletId) {
    const { wid } = wanted(await this.wallets(), walletId);
    const { pairs, ejectable_until: ejectableUntil } = await request("GET", `/wallets/${wid}/shares`);
    return { pairs, ejectableUntil };
  }

  /**
   * Locks the app's own backup share with the wallet's secret, and stores it at Keyhaven. It is read
   * back and opened before it counts.
   * @param {Wallet} wallet
   * @param {{version: number, share: Uint8Array}} input
   */
  storeBackupShare(wallet, { version, share }) {
    return this.once(async () => {
      await this.#signIn();
      return storeShare({ ...locks(wallet), version, share });
    });
  }

  /** The share of a version, shortly after a touch or a recovery. */
  async readBackupShare(wallet, version) {
    await this.#signIn();
    return readShare({ ...locks(wallet), version });
  }

  /** One touch, and both shares, while the site's own server allows it. */
  eject(wallet) {
    return this.once(async () => {
      await this.#signIn();
      return takeBoth({ ...locks(wallet), invitation: new Invitation(OP.approve) });
    });
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
 * @param {string} [input.worker] where argon2.js of the module's folder lies on this site; only PIN
 *   and password need it
 * @returns {OwnSite}
 */
function ownSite(input) {
  return new OwnSite(input);
}
return { ownSite: ownSite };
})();
// keyhaven.js
const module70 = (() => {
// What a wallet's maker imports. Everything else is inside.

const { missingAbility: missingAbility } = module0;








/** @returns {Promise<boolean>} whether this browser has all that is needed */
async function isSupported() {
  return (await missingAbility()) === "";
}
return { ServerError: module2.ServerError, KeyhavenError: module1.KeyhavenError, OpeningError: module1.OpeningError, METHOD: module9.METHOD, createWallet: module9.createWallet, hostedPages: module14.hostedPages, ownSite: module69.ownSite, STATUS: module13.STATUS, isSupported: isSupported };
})();
export const { KeyhavenError, METHOD, OpeningError, STATUS, ServerError, createWallet, hostedPages, isSupported, ownSite } = module70;
