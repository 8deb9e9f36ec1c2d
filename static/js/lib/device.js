// What this device keeps: its share of each wallet, wrapped with a key that cannot be read out,
// the highest generation it has seen, wallets that were made but not protected yet, and the check
// values of PRF outputs. One IndexedDB.
//
// A share is stored before its generation is uploaded. Until the server's word is known, the
// shares of the old and of the new generation lie side by side; two tabs may even have begun the
// same generation, so a share is told apart by its generation's digest too.

import { b64u, concat, label, lp, sized, u32, unb64u, utf8 } from "./bytes.js";
import { KeyhavenError } from "./errors.js";

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
export async function saveShare({ wid, gen, digest, share }) {
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
export async function shareFor({ wid, gen, digest }) {
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
export async function generationsHeld(wid) {
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
export async function highestGen(wid) {
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
export async function noteGeneration({ wid, gen }) {
  await transact(["wallets"], "readwrite", (store) => raise(store, { wid, gen }));
}

/**
 * The server has committed this generation: its share stays, all that came before goes.
 * @param {{wid: Uint8Array, gen: number, digest: Uint8Array}} input
 * @returns {Promise<void>}
 * @throws {KeyhavenError} share_missing (nothing was changed), older_generation
 */
export async function promote({ wid, gen, digest }) {
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
export async function discard({ wid, gen, digest }) {
  await transact(["shares"], "readwrite", (store) =>
    promised(store("shares").delete([b64u(wid), gen, b64u(digest)])),
  );
}

/**
 * Removes everything this device holds of a wallet.
 * @param {Uint8Array} wid
 */
export async function forget(wid) {
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
export async function saveDraft({ wid, owner, name, entropy }) {
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
export async function drafts(owner) {
  const rows = await transact(["drafts"], "readonly", (store) => promised(store("drafts").getAll()));
  const own = rows.filter((row) => row.owner === owner);
  return own.map(({ wid, name }) => ({ wid: unb64u(wid, 16), name }));
}

/**
 * @param {{wid: Uint8Array, owner: string}} input
 * @returns {Promise<Uint8Array|null>} the wallet's entropy; null if there is no such draft
 * @throws {KeyhavenError} device_share, storage_unavailable
 */
export async function openDraft({ wid, owner }) {
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
export async function dropDraft(wid) {
  await transact(["drafts"], "readwrite", (store) => promised(store("drafts").delete(b64u(wid))));
}

/**
 * Keeps the check value of a PRF output (see prf.js), never the output itself, and gives what an
 * earlier evaluation left. The first value stays, so that an unstable passkey stays unstable.
 * @param {{cid: Uint8Array, checkValue: Uint8Array}} input checkValue: 16 bytes
 * @returns {Promise<Uint8Array|null>} the `earlier` of confirmPrf; null if this is the first one
 */
export async function rememberPrf({ cid, checkValue }) {
  sized(checkValue, 16);
  return transact(["prf_checks"], "readwrite", async (store) => {
    const row = await promised(store("prf_checks").get(b64u(cid)));
    if (row !== undefined) return row.value;
    await promised(store("prf_checks").add({ cid: b64u(cid), value: checkValue }));
    return null;
  });
}

/** @param {Uint8Array} cid @returns {Promise<Uint8Array|null>} 16 bytes */
export async function prfSeen(cid) {
  const row = await transact(["prf_checks"], "readonly", (store) =>
    promised(store("prf_checks").get(b64u(cid))),
  );
  return row?.value ?? null;
}

/** @param {Uint8Array} cid whose passkey is gone */
export async function forgetPrf(cid) {
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
export async function inventory() {
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
export async function forgetEverything() {
  (await opening)?.close();
  forgetConnection();
  try {
    await promised(indexedDB.deleteDatabase(DATABASE));
  } catch (error) {
    throw new KeyhavenError("storage_unavailable", { cause: error });
  }
}
