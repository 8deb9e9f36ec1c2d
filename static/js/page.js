// What every page's script needs of its page and of the server.

import { KeyhavenError } from "./lib/errors.js";

const DATA = "page-data";

function dataOf(root) {
  return JSON.parse(root.getElementById(DATA).textContent);
}

/** @returns {object} what the server put into the page for its script */
export function pageData() {
  return dataOf(document);
}

/**
 * The same data, made afresh: with a new ticket, when the old one was used or has run out.
 * @returns {Promise<object>}
 */
export async function freshPageData() {
  const response = await reach(location.href, { headers: { Accept: "text/html" } });
  if (!response.ok || response.redirected) throw new ServerError({ status: response.status });
  return dataOf(new DOMParser().parseFromString(await response.text(), "text/html"));
}

/** Says on the page that its script runs; what stands there for old browsers goes away. */
export function alive() {
  document.documentElement.classList.add("is-alive");
}

/** @returns {boolean} whether this browser can make and use passkeys on this page */
export function hasPasskeys() {
  return typeof PublicKeyCredential === "function" && typeof crypto.subtle === "object";
}

/** What the server refused, with its own words for the person. */
export class ServerError extends Error {
  /** @param {{status: number, code?: string, message?: string, cause?: unknown}} answer */
  constructor({ status, code = "internal", message, cause }) {
    const words = "We could not reach the server, or it did not answer. Try again in a minute.";
    super(message ?? words, { cause });
    this.name = "ServerError";
    this.status = status;
    this.code = code;
  }
}

async function reach(path, options) {
  try {
    return await fetch(path, options);
  } catch (error) {
    throw new ServerError({ status: 0, code: "offline", cause: error });
  }
}

function csrfToken() {
  const name = `${pageData().csrf_cookie}=`;
  const cookie = document.cookie.split("; ").find((pair) => pair.startsWith(name));
  return cookie?.slice(name.length) ?? "";
}

/**
 * Sends JSON to our own server and gives back what it answers.
 * @param {string} path
 * @param {{method?: string, body?: object, headers?: Object<string, string>}} [request]
 * @returns {Promise<object>}
 * @throws {ServerError} with a code of docs/api.md; status 0 when the network is gone
 */
export async function send(path, { method = "POST", body, headers = {} } = {}) {
  const all = { Accept: "application/json", "X-CSRFToken": csrfToken(), ...headers };
  if (body !== undefined) all["Content-Type"] = "application/json";
  const response = await reach(path, { method, headers: all, body: body && JSON.stringify(body) });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new ServerError({ status: response.status, ...answer });
  return answer;
}

/** @param {unknown} error @returns {string} what to tell the person */
export function explain(error) {
  if (error instanceof ServerError || error instanceof KeyhavenError) return error.message;
  console.error(error);
  return "Something went wrong in this page. Nothing was lost. Reload it and try again.";
}
