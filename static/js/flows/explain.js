// What a person reads when something went wrong.
//
// Every code that a person can meet has an entry. Entries never hold data.

import { OF_BACKUPS } from "./explain_backup.js";
import { OF_PLACES } from "./explain_places.js";
import { OF_THE_SERVICE } from "./explain_service.js";
import { OF_WAYS_IN } from "./explain_ways.js";

/** @type {Readonly<Object<string, Explanation>>} see explanation.js */
export const EXPLANATIONS = Object.freeze({
  ...OF_THE_SERVICE,
  ...OF_WAYS_IN,
  ...OF_BACKUPS,
  ...OF_PLACES,
});

/**
 * @param {unknown} error
 * @returns {Explanation & {code: string}}
 */
export function explain(error) {
  const given = typeof error?.code === "string" ? error.code : "unknown";
  const code = Object.hasOwn(EXPLANATIONS, given) ? given : "unknown";
  // A fault of our own is for the console; what we can explain is not.
  if (code === "unknown") console.error(error);
  return { code, ...EXPLANATIONS[code] };
}
