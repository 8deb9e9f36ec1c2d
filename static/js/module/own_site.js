// The module on a relying party's own site, with passkeys of that site's own domain.
//
// It does what our own pages do, with the same flows; only who is there is said by a token instead
// of a cookie. The relying party's server asks for the token; a recovery brings one by itself.

import { addPasskey } from "../flows/add_passkey.js";
import { addPassword } from "../flows/add_password.js";
import { addPin, tryPin } from "../flows/add_pin.js";
import { readShare, storeShare, takeBoth } from "../flows/client_share.js";
import { connectTo, pageData, request } from "../flows/http.js";
import { openHere } from "../flows/open.js";
import { protect } from "../flows/protect.js";
import { wholeBox } from "../flows/release.js";
import { recover, restoreWallet } from "../flows/restore.js";
import { restoreByKit, restoreByPassword, restoreByPin } from "../flows/restore_by.js";
import { stretch } from "../flows/stretch.js";
import { Invitation } from "../flows/touch.js";
import { openers } from "../flows/unlock.js";
import { unb64u, wipe } from "../lib/bytes.js";
import { OP } from "../lib/challenge.js";
import { KeyhavenError } from "../lib/errors.js";
import { readKitCode } from "../lib/kit.js";
import { readUnverified } from "../lib/manifest.js";
import { newPhrase, typed } from "../lib/password.js";
import { objectionTo } from "../lib/pinrules.js";
import { forget } from "../lib/slots.js";
import { firstAddress } from "../lib/wallet.js";
import { Client, METHOD, requireMethod, wanted } from "./client.js";
import { OF_STEP, STATUS, reporter } from "./status.js";

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
export function ownSite(input) {
  return new OwnSite(input);
}
