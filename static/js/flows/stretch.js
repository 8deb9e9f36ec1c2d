// Makes of what a person can type something that is slow to guess: Argon2id, in a worker.

import { KeyhavenError } from "../lib/errors.js";

/**
 * @param {object} input
 * @param {string} input.worker address of workers/argon2.js
 * @param {Uint8Array} input.secret a copy goes to the worker, which wipes it
 * @param {Uint8Array} input.salt
 * @param {{m: number, t: number, p: number}} input.kdf m in KiB
 * @param {number} [input.size] bytes that shall come out
 * @returns {Promise<Uint8Array>}
 * @throws {KeyhavenError} stretch_failed, most often for want of memory
 */
export function stretch({ worker, secret, salt, kdf, size = 32 }) {
  const thread = new Worker(worker, { type: "module" });
  const done = new Promise((resolve, reject) => {
    const fail = (cause) => reject(new KeyhavenError("stretch_failed", { cause }));
    thread.addEventListener("message", ({ data: { bytes, reason } }) => {
      if (bytes === undefined) fail(reason);
      else resolve(bytes);
    });
    thread.addEventListener("error", fail);
  });
  const copy = secret.slice();
  thread.postMessage({ secret: copy, salt, kdf, size }, [copy.buffer]);
  return done.finally(() => thread.terminate());
}
