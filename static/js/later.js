// The heavy part of a page. What opens a wallet is many times as large as the page itself, so it comes
// behind the first picture, or when somebody needs it; the page is there at once.

import { KeyhavenError } from "./lib/errors.js";

/**
 * @param {() => Promise<object>} load such as `() => import("./recovering.js")`
 * @returns {() => Promise<object>} gives the module; the first call begins to load it
 * @throws {KeyhavenError} page_incomplete: only a reload helps, since a browser may remember for as
 *   long as the page is open that a module did not come
 */
export function later(load) {
  let coming = null;
  return async () => {
    try {
      coming ??= load();
      return await coming;
    } catch (error) {
      coming = null;
      throw new KeyhavenError("page_incomplete", { cause: error });
    }
  };
}

/**
 * Begins once the page has been painted. What fails is told when somebody needs it.
 * @param {() => Promise<unknown>} begin
 */
export function afterPaint(begin) {
  painted().then(begin).catch(() => undefined);
}

/** Resolves behind the next picture: what was just put into the page is seen by then. */
export function painted() {
  // The first callback runs before the picture, what it puts off runs behind it.
  return new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });
}
