// Signing in to iCloud in Apple's own window. What it says comes straight to this page.

import { PlaceError } from "./errors.js";

const WINDOW = "popup,width=600,height=700";

/** Whether an address leads to one of Apple's pages for signing in. */
function isKnown(address, origins) {
  try {
    return origins.includes(new URL(address).origin);
  } catch {
    return false;
  }
}

/**
 * Opens Apple's window; has to be called right from a click.
 * @param {string} address see CloudKit.signInAddress
 * @param {string[]} origins from which the answer may come
 * @param {AbortSignal} stopped the person waits no longer
 * @returns {Promise<string>} a token for CloudKit
 * @throws {PlaceError} consent_blocked, consent_stopped, place_answer
 */
export function signInWithApple({ address, origins, stopped }) {
  if (!isKnown(address, origins)) return Promise.reject(new PlaceError("place_answer"));
  const over = new AbortController();
  const answered = new Promise((resolve, reject) => {
    const opened = window.open(address, "_blank", WINDOW);
    if (opened === null) reject(new PlaceError("consent_blocked"));
    const signal = over.signal;
    stopped.addEventListener("abort", () => reject(new PlaceError("consent_stopped")), { signal });
    addEventListener(
      "message",
      ({ data, origin, source }) => {
        const token = data?.ckWebAuthToken ?? data?.ckSession;
        // Any page that knows this window could send something like it.
        if (source !== opened || !origins.includes(origin) || typeof token !== "string") return;
        opened.close();
        resolve(token);
      },
      { signal },
    );
  });
  return answered.finally(() => over.abort());
}
