// A folder on a WebDAV server that lets web pages in (CORS). What is typed stays in this page.

import { utf8 } from "../lib/bytes.js";
import { PlaceError } from "./errors.js";
import { webdavPlace } from "./place.js";
import { errorOf, send } from "./remote.js";

export class WebdavFolder {
  #url;
  #user;
  #headers;

  /** @param {{url: string, user: string, password: string}} input url: of the folder */
  constructor({ url, user, password }) {
    this.#url = url.endsWith("/") ? url : `${url}/`;
    this.#user = user;
    const credentials = String.fromCharCode(...utf8(`${user}:${password}`));
    this.#headers = { Authorization: `Basic ${btoa(credentials)}` };
  }

  /**
   * Looks whether the folder is there and lets us in.
   * @returns {Promise<{place: string, hint: string}>}
   * @throws {PlaceError}
   */
  async account() {
    const headers = { ...this.#headers, Depth: "0" };
    const { status } = await send(this.#url, { method: "PROPFIND", headers });
    if (status !== 207) throw errorOf(status);
    const place = webdavPlace({ url: this.#url, user: this.#user });
    return { place, hint: `${this.#user} at ${new URL(place).host}` };
  }

  /**
   * @param {string} name that no other file has: servers that let web pages in often take no
   *   condition from them
   * @param {string} text
   */
  async write(name, text) {
    const headers = { ...this.#headers, "Content-Type": "text/plain" };
    const { status } = await send(this.#url + name, { method: "PUT", headers, body: text });
    if (![200, 201, 204].includes(status)) throw errorOf(status);
  }

  /** @returns {Promise<string>} @throws {PlaceError} key_missing */
  async read(name) {
    const { status, text } = await send(this.#url + name, { headers: this.#headers });
    if (status === 404) throw new PlaceError("key_missing");
    if (status !== 200) throw errorOf(status);
    return text;
  }

  /** It is no error if there is no such file. */
  async remove(name) {
    const { status } = await send(this.#url + name, { method: "DELETE", headers: this.#headers });
    if (![200, 202, 204, 404].includes(status)) throw errorOf(status);
  }
}
