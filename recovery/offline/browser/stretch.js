// Argon2id of a password, in the page's own thread: a page that was opened from a file could start
// another one only with permissions that this page does not want.

import { concat, label, sha256, unb64u, utf8, wipe } from "../../../static/js/lib/bytes.js";
import { argon2id } from "../../../static/vendor/argon2.js";

/**
 * @param {{wid: Uint8Array, params: object, password: string}} input params: of the slot
 * @returns {Promise<Uint8Array>} 32 bytes, the first secret of a password's slot
 */
export async function stretched({ wid, params, password }) {
  const named = concat(label("KRP1-PWSALT"), wid, unb64u(params.salt, 16));
  const salt = (await sha256(named)).slice(0, 16);
  const { m: memorySize, t: iterations, p: parallelism } = params.kdf;
  const costs = { memorySize, iterations, parallelism, hashLength: 32 };
  const secret = utf8(password.trim().normalize("NFKC"));
  try {
    return await argon2id({ password: secret, salt, ...costs, outputType: "binary" });
  } finally {
    wipe(secret);
  }
}
