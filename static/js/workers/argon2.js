// Argon2id in a thread of its own, so that the page goes on while it works. The thread is let go
// afterwards, and its memory with it.

import { argon2id } from "../../vendor/argon2.js";

addEventListener("message", async ({ data }) => {
  const { secret, salt, kdf, size } = data;
  const { m: memorySize, t: iterations, p: parallelism } = kdf;
  const costs = { memorySize, iterations, parallelism, hashLength: size };
  try {
    const input = { password: secret, salt, ...costs };
    postMessage({ bytes: await argon2id({ ...input, outputType: "binary" }) });
  } catch (error) {
    // An error in an async function reaches nobody by itself.
    postMessage({ reason: String(error) });
  } finally {
    secret.fill(0);
  }
});
