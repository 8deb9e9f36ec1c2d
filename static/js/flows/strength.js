// How good is a password? Asked in a worker, so that typing never waits.

/** @typedef {{score: number, guessesLog10: number, warning: string}} Strength score: 0 to 4 */

const NOT_THERE = {
  score: 0,
  guessesLog10: 0,
  warning: "We could not look at it. Take a generated one, or reload the page.",
};

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
      worker.addEventListener("message", ({ data }) => data.id === id && answer(data), once);
      worker.addEventListener("error", () => answer(NOT_THERE), once);
      worker.postMessage({ id, password, known: this.known });
    });
  }
}
