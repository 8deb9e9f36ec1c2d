// One request of this page to a place of the person's own. No cookie goes along, no redirect is
// followed, nothing is kept, and the place does not learn which page asked.

import { PlaceError } from "./errors.js";

const TIMEOUT_MS = 20000;
// More than anything that is read from a place.
const MAX_CHARACTERS = 1 << 20;

const MEANINGS = {
  401: "place_sign_in",
  403: "place_denied",
  404: "place_no_folder",
  408: "place_busy",
  409: "place_no_folder",
  413: "place_full",
  423: "place_busy",
  429: "place_busy",
  507: "place_full",
};

/**
 * @param {string} url
 * @param {{method?: string, headers?: Object<string, string>, body?: BodyInit}} [options]
 * @returns {Promise<{status: number, headers: Headers, text: string}>} whatever the status is
 * @throws {PlaceError} place_unreachable
 */
export async function send(url, { method = "GET", headers = {}, body } = {}) {
  try {
    const response = await fetch(url, {
      method,
      headers,
      body,
      mode: "cors",
      credentials: "omit",
      redirect: "error",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    if (text.length > MAX_CHARACTERS) throw new PlaceError("place_answer");
    return { status: response.status, headers: response.headers, text };
  } catch (error) {
    if (error instanceof PlaceError) throw error;
    throw new PlaceError("place_unreachable", { cause: error });
  }
}

/** @param {number} status that is no success @returns {PlaceError} */
export function errorOf(status) {
  const fallback = status >= 500 ? "place_busy" : "place_answer";
  return new PlaceError(MEANINGS[status] ?? fallback);
}

/** @returns {object} the JSON object in an answer @throws {PlaceError} place_answer */
export function documentOf({ text }) {
  try {
    const found = JSON.parse(text);
    if (typeof found === "object" && found !== null && !Array.isArray(found)) return found;
  } catch {
    // Said below.
  }
  throw new PlaceError("place_answer");
}
