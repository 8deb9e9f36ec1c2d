// The page's requests to the server. One place knows of CSRF, tokens, time-outs and error answers.

import { KeyhavenError } from "../lib/errors.js";

const TIMEOUT_MS = 20000;
// A vault that restarts is back after about as long.
const SECOND_TRY_AFTER_MS = 800;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What the server put into the page, see {% json_script %}; elsewhere, what `connectTo` was given. */
export const pageData = JSON.parse(document.getElementById("page-data")?.textContent ?? "{}");

/** Our own pages are at the server itself, and a cookie says who is there. */
let server = { origin: "", token: null };

/**
 * For pages of another site: where the server is, and who is there.
 * @param {{origin: string, token: string|null, data?: object}} input data: as our own pages have it
 */
export function connectTo({ origin, token, data = {} }) {
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
export async function freshPageData() {
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
export class ServerError extends Error {
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
export async function request(method, path, { body, headers = {}, retry = method === "GET" } = {}) {
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
