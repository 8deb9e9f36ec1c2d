// The module on a relying party's own site, with passkeys of that site's own domain.
//
// It does what our own pages do, with the same flows; only who is there is said by a token instead
// of a cookie. The relying party's server asks for the token; a recovery brings one by itself.

import { addPasskey } from "../flows/add_passkey.js";
import { connectTo, pageData, request } from "../flows/http.js";
import { openHere } from "../flows/open.js";
import { protect } from "../flows/protect.js";
import { recover, restoreWallet } from "../flows/restore.js";
import { Invitation } from "../flows/touch.js";
import { openers } from "../flows/unlock.js";
import { unb64u } from "../lib/bytes.js";
import { OP } from "../lib/challenge.js";
import { KeyhavenError } from "../lib/errors.js";
import { readUnverified } from "../lib/manifest.js";
import { forget } from "../lib/slots.js";
import { firstAddress } from "../lib/wallet.js";
import { Client, requirePasskey } from "./client.js";
import { OF_STEP, STATUS, reporter } from "./status.js";

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
export function ownSite(input) {
  return new OwnSite(input);
}
