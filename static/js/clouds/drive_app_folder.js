// The hidden folder that Google Drive keeps for one app, in one person's account. It belongs to the
// app that the client id of this page stands for, which is another one than that of the copies.
//
// Source: https://developers.google.com/workspace/drive/api/guides/appdata

import { PlaceError } from "./errors.js";
import { documentOf, errorOf, send } from "./remote.js";

const REASONS = {
  storageQuotaExceeded: "place_full",
  quotaExceeded: "place_full",
  rateLimitExceeded: "place_busy",
  userRateLimitExceeded: "place_busy",
  insufficientPermissions: "consent_refused",
  insufficientScopes: "consent_refused",
};

function reasonOf(answer) {
  try {
    return JSON.parse(answer.text).error.errors[0].reason;
  } catch {
    return "";
  }
}

function checked(answer, ...statuses) {
  if (statuses.includes(answer.status)) return answer;
  const known = REASONS[reasonOf(answer)];
  throw known === undefined ? errorOf(answer.status) : new PlaceError(known);
}

export class DriveAppFolder {
  #api;
  #headers;

  /** @param {{api: string, token: string}} input api: https://www.googleapis.com */
  constructor({ api, token }) {
    this.#api = api;
    this.#headers = { Authorization: `Bearer ${token}` };
  }

  /** @returns {Promise<{place: string, hint: string}>} place: the account's own number */
  async account() {
    const answer = await this.#ask("/drive/v3/about?fields=user(permissionId,emailAddress)");
    const { user } = documentOf(checked(answer, 200));
    if (typeof user?.permissionId !== "string") throw new PlaceError("place_answer");
    return { place: user.permissionId, hint: `Google Drive of ${shortened(user.emailAddress)}` };
  }

  /** @param {string} name @param {string} text */
  async write(name, text) {
    const boundary = crypto.randomUUID();
    const part = (type, content) => `--${boundary}\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`;
    const described = JSON.stringify({ name, parents: ["appDataFolder"] });
    const json = "application/json; charset=UTF-8";
    const answer = await send(`${this.#api}/upload/drive/v3/files?uploadType=multipart&fields=id`, {
      method: "POST",
      headers: { ...this.#headers, "Content-Type": `multipart/related; boundary=${boundary}` },
      body: `${part(json, described)}${part("text/plain", text)}--${boundary}--\r\n`,
    });
    checked(answer, 200);
  }

  /** @returns {Promise<string>} @throws {PlaceError} key_missing */
  async read(name) {
    const [id] = await this.#idsOf(name);
    if (id === undefined) throw new PlaceError("key_missing");
    return checked(await this.#ask(`/drive/v3/files/${id}?alt=media`), 200).text;
  }

  /** Removes every file of this name. It is no error if there is none. */
  async remove(name) {
    for (const id of await this.#idsOf(name)) {
      checked(await this.#ask(`/drive/v3/files/${id}`, { method: "DELETE" }), 200, 204, 404);
    }
  }

  async #idsOf(name) {
    const query = new URLSearchParams({
      spaces: "appDataFolder",
      q: `name = '${name}' and trashed = false`,
      fields: "files(id)",
    });
    const { files } = documentOf(checked(await this.#ask(`/drive/v3/files?${query}`), 200));
    if (!Array.isArray(files)) throw new PlaceError("place_answer");
    return files.map(({ id }) => {
      // It becomes a part of an address.
      if (typeof id !== "string" || !/^[\w-]{8,128}$/u.test(id)) throw new PlaceError("place_answer");
      return id;
    });
  }

  #ask(path, options = {}) {
    return send(this.#api + path, { ...options, headers: this.#headers });
  }
}

/** Enough of an address to know the account again: it stands in the wallet's signed list. */
function shortened(address) {
  const [first, host] = String(address ?? "").split("@");
  return host === undefined ? "an account" : `${first.slice(0, 1)}…@${host}`;
}
