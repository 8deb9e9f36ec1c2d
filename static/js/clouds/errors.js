// What can go wrong between this page and a place of the person's own. The server has no part in it.
// The words for people stand in flows/explain_places.js.

/** @type {ReadonlyArray<string>} */
export const CODES = Object.freeze([
  "place_unreachable", // No answer, or none that this page may read: a browser does not say which.
  "place_sign_in", // The place does not know us, or no longer.
  "place_denied", // It knows us, and does not let us do this.
  "place_no_folder", // The folder is not there.
  "place_full",
  "place_busy", // It asks us to wait, or has a fault of its own.
  "place_answer", // An answer that makes no sense.
  "place_differs", // What was written does not come back as it was.
  "place_conflict", // Somebody wrote there between our look and our write.
  "place_newer", // A copy lies there of a time that this page knows nothing of.
  "place_other_account", // The person signed in with another account than the one that is needed.
  "consent_refused", // The person said no, or not to everything.
  "consent_blocked", // The browser opened no window.
  "consent_stopped", // The person waits no longer.
  "key_missing", // No key of this wallet lies there.
  "key_damaged", // What lies there under the key's name is none.
]);

/** @typedef {{kind: "gdrive"|"webdav", place: string}} Place as in the slot of a key, see place.js */

export class PlaceError extends Error {
  /**
   * @param {string} code one of CODES
   * @param {{cause?: unknown, said?: string}} [options] said: what a person reads in place of the
   *   usual sentence
   */
  constructor(code, { said, ...options } = {}) {
    super(code, options);
    this.name = "PlaceError";
    this.code = code;
    this.said = said;
  }
}
