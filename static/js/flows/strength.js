// How good is a password? Asked in a worker, so that typing never waits.

import { gettext as _ } from "../text.js";

/** @typedef {{score: number, guessesLog10: number, warning: string}} Strength score: 0 to 4 */

const NOT_THERE = {
  score: 0,
  guessesLog10: 0,
  warning: _("We could not look at it. Take a generated one, or reload the page."),
};

// What zxcvbn has found out, by its own names.
const WARNINGS = Object.freeze({
  straightRow: _("Straight rows of keys are easy to guess."),
  keyPattern: _("Short patterns on the keyboard are easy to guess."),
  simpleRepeat: _("Repeated letters like “aaa” are easy to guess."),
  extendedRepeat: _("Repeated patterns like “abcabcabc” are easy to guess."),
  sequences: _("Common sequences like “abc” are easy to guess."),
  recentYears: _("Recent years are easy to guess."),
  dates: _("Dates are easy to guess."),
  topTen: _("It is among the ten passwords that people use most."),
  topHundred: _("It is among the hundred passwords that people use most."),
  common: _("Many people use this password."),
  similarToCommon: _("Many people use a password like this."),
  wordByItself: _("A single word is easy to guess."),
  namesByThemselves: _("A single name is easy to guess."),
  commonNames: _("Common names are easy to guess."),
  userInputs: _("It has something in it that others know about you."),
});

/** Judges one password after the other; only the newest answer counts. */
export class Judge {
  #worker = null;
  #newest = 0;

  /** @param {{worker: string, known: string[]}} input known: words that a stranger tries first */
  constructor({ worker, known }) {
    this.address = worker;
    this.known = known;
  }

  /**
   * @param {string} password
   * @returns {Promise<Strength|null>} null: another one was asked for meanwhile. Where the judge
   *   cannot be loaded, no password is good.
   */
  judge(password) {
    this.#worker ??= new Worker(this.address, { type: "module" });
    const worker = this.#worker;
    this.#newest += 1;
    const id = this.#newest;
    return new Promise((resolve) => {
      const done = new AbortController();
      const answer = (strength) => {
        done.abort();
        resolve(id === this.#newest ? strength : null);
      };
      const once = { signal: done.signal };
      worker.addEventListener("message", ({ data }) => {
        const warning = WARNINGS[data.warning] ?? "";
        if (data.id === id) answer({ ...data, warning });
      }, once);
      worker.addEventListener("error", () => answer(NOT_THERE), once);
      worker.postMessage({ id, password, known: this.known });
    });
  }
}
